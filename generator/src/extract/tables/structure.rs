//! From the rows of a side to fields and types: nesting marks, dotted names, named types.

use std::collections::HashSet;

use indexmap::IndexMap;

use crate::extract::constraint::english;
use crate::extract::{PlaceIndex, constraint};
use crate::finding::rules;
use crate::spec::{Field, Scalar, Type, Types, Value};

use super::record::Record;
use super::rows::FieldRow;
use super::tree::{Node, Tree};
use super::types::Spelled;
use super::{alternatives, shown, tree};

/// A side of an operation while its types are found: the request or the answer.
pub(super) struct Side<'r, 'd> {
    pub(super) record: &'r mut Record<'d>,
    pub(super) places: &'r mut PlaceIndex,
    /// The lines of the first rows, and of those rows that do not follow them.
    pub(super) lines: &'r mut IndexMap<String, usize>,
    /// `request` or `response`.
    pub(super) name: &'static str,
    pub(super) types: Types,
    /// The names of types that tables define, whether they were read yet or not.
    pub(super) defined: Vec<String>,
    referenced: HashSet<String>,
}

/// How the rows of a table become fields.
#[derive(Clone, Copy)]
pub(super) struct Manner<'v> {
    /// Where the fields are: `request.query`, `response.types.Row`.
    pub(super) address: &'v str,
    /// Whether fields can have fields inside: those of bodies can, parameters cannot.
    pub(super) nests: bool,
    /// Whether the table has a column of types; without one, everything is text.
    pub(super) typed: bool,
    /// What an example shows for the object that the fields are members of.
    pub(super) shown: Option<&'v Value>,
}

impl<'r, 'd> Side<'r, 'd> {
    pub(super) fn new(
        name: &'static str,
        defined: Vec<String>,
        record: &'r mut Record<'d>,
        places: &'r mut PlaceIndex,
        lines: &'r mut IndexMap<String, usize>,
    ) -> Self {
        Self { record, places, lines, name, types: Types::new(), defined, referenced: HashSet::new() }
    }

    /// Makes the rows of a table the fields at an address.
    pub(super) fn fields(&mut self, rows: Vec<FieldRow>, manner: Manner<'_>) -> Vec<Field> {
        let nodes = if manner.nests {
            let nodes = tree::with_dotted_names(self.nested(rows, manner));
            self.without_wrapper(nodes, manner)
        } else {
            rows.into_iter().map(|row| Node { row, children: Vec::new() }).collect()
        };
        self.fields_of(nodes, manner)
    }

    /// Finds whose member each row is. A row can only be a member of one that can have members.
    fn nested(&mut self, rows: Vec<FieldRow>, manner: Manner<'_>) -> Vec<Node> {
        let mut tree = Tree::default();
        for row in rows {
            tree.close_to(row.weight);
            while let Some(last) = tree.last() {
                if self.can_have_members(last, manner.shown) && !tree.is_full() {
                    break;
                }
                let message = format!("`{}` is marked as a member of `{}`, which has none", row.name, last.name);
                let item = format!("{}.{}", manner.address, row.name);
                let help = "it was read as its neighbour";
                self.record.find(rules::NESTING_UNCLEAR, row.span, &item, message, help);
                tree.close();
            }
            tree.open(row);
        }
        tree.finish()
    }

    /// Some tools list the body as a parameter of its own, `body`, around what the example shows without it.
    fn without_wrapper(&mut self, mut nodes: Vec<Node>, manner: Manner<'_>) -> Vec<Node> {
        let is_wrapper = |node: &Node| {
            let is_shown = shown::member(manner.shown.unwrap_or(&Value::Null), &node.row.name).is_some();
            node.row.name.eq_ignore_ascii_case("body") && !node.children.is_empty() && !is_shown
        };
        let shows_object = matches!(manner.shown, Some(Value::Object(_)));
        match nodes.as_mut_slice() {
            [only] if manner.address == "request.fields" && shows_object && is_wrapper(only) => {
                self.record.set_aside(&only.row.units, "the body as a whole");
                std::mem::take(&mut only.children)
            }
            _ => nodes,
        }
    }

    fn can_have_members(&self, row: &FieldRow, shown: Option<&Value>) -> bool {
        row.spelled.can_have_members()
            || shown.is_some_and(|shown| {
                matches!(shown::anywhere(shown, &row.name), Some(Value::Object(_) | Value::List(_)))
            })
    }

    fn fields_of(&mut self, nodes: Vec<Node>, manner: Manner<'_>) -> Vec<Field> {
        let mut fields: Vec<Field> = Vec::with_capacity(nodes.len());
        let mut names = HashSet::with_capacity(nodes.len());
        let mut first_line = None;
        for node in nodes {
            let address = format!("{}.{}", manner.address, node.row.name);
            if !names.insert(node.row.name.clone()) {
                self.tell_double(&node, &address);
                continue;
            }
            self.record.used(&node.row.units, &address);
            self.places.insert(address.clone(), node.row.span);
            self.note_line(&node, manner.address, fields.len(), &mut first_line);
            fields.push(self.field(node, manner));
        }
        alternatives::settle(&mut fields);
        fields
    }

    fn tell_double(&mut self, node: &Node, address: &str) {
        let message = format!("`{}` stands twice in the same table", node.row.name);
        self.record.find(rules::FIELD_TWICE, node.row.span, address, message, "the first one counts");
        self.record.set_aside(&node.row.units, "a second row for the same field");
        for child in &node.children {
            self.tell_double(child, &format!("{address}.{}", child.row.name));
        }
    }

    /// Notes the line of the first row of a table, and of each row that is not where the first lets expect it.
    fn note_line(&mut self, node: &Node, address: &str, index: usize, first_line: &mut Option<usize>) {
        let line = self.record.source.line(node.row.span.start);
        match *first_line {
            None => {
                self.lines.entry(address.to_owned()).or_insert(line);
                *first_line = Some(line);
            }
            Some(first) if first + index != line => {
                self.lines.insert(format!("{address}.{}", node.row.name), line);
            }
            Some(_) => {}
        }
    }

    fn field(&mut self, node: Node, manner: Manner<'_>) -> Field {
        let shown = manner.shown.and_then(|shown| shown::member(shown, &node.row.name));
        let row = &node.row;
        let type_ = self.type_of(&node, manner, shown);
        let mut field = Field::new(row.name.clone(), type_);
        if let Spelled::Known(_, format) = &row.spelled {
            let named = || english::format(&row.type_text, &field.type_).map(str::to_owned);
            field.format = format.clone().or_else(named);
        }
        field.required = row.required;
        let typed =
            |text: &String| constraint::scalar(text, &field.type_).unwrap_or_else(|| Scalar::from(text.as_str()));
        field.default = row.default.as_ref().map(typed);
        field.example = row.example.as_ref().map(typed);
        // In a short row, what stands where the type should may be the description.
        let description = match &row.spelled {
            Spelled::Name(words) if field.type_ == Type::Any && !words.is_ascii() && row.description.is_empty() => {
                words
            }
            _ => &row.description,
        };
        if !description.is_empty() {
            field.description = Some(description.clone());
            constraint::read(row.marked.as_ref().unwrap_or(description), &mut field);
        }
        if let Some(length) = &row.length {
            length.limit(&mut field);
        }
        if field.format.as_deref() == Some("timestamp") {
            field.format = shown.and_then(shown::unit_of_timestamp).or(field.format);
        }
        field
    }

    fn type_of(&mut self, node: &Node, manner: Manner<'_>, shown: Option<&Value>) -> Type {
        if !node.children.is_empty() {
            let is_list = matches!(node.row.spelled, Spelled::BareList | Spelled::List(_))
                || (matches!(node.row.spelled, Spelled::Missing | Spelled::Object | Spelled::Known(..))
                    && matches!(shown, Some(Value::List(_))));
            if let (Spelled::Name(_) | Spelled::Known(..), false) = (&node.row.spelled, node.row.type_text.is_empty()) {
                let what = format!("has members, but the type `{}`", node.row.type_text);
                self.tell_type(node, manner.address, &what);
            }
            let named = self.type_of_members(node, shown);
            return if is_list { named.list() } else { named };
        }
        match &node.row.spelled {
            Spelled::Missing if !manner.typed => Type::String,
            Spelled::Missing => {
                self.tell_type(node, manner.address, "has no type");
                shown.map_or(Type::Any, shown::type_of)
            }
            spelled => self.resolve(spelled, node, manner.address, shown),
        }
    }

    fn resolve(&mut self, spelled: &Spelled, node: &Node, address: &str, shown: Option<&Value>) -> Type {
        match spelled {
            Spelled::Known(known, _) => known.clone(),
            Spelled::List(inner) => self.resolve(inner, node, address, shown.and_then(shown::first_item)).list(),
            Spelled::Map(inner) => self.resolve(inner, node, address, None).map(),
            Spelled::BareList => self.element_type(node, shown).list(),
            Spelled::Object => match self.definition(&node.row.name) {
                Some(name) => Type::Named(name),
                None => Type::Any.map(),
            },
            Spelled::Name(name) => {
                // `array<data.acctList>` names the path of the object as the page shows it.
                let last = name.rsplit('.').next().unwrap_or(name);
                if let Some(name) = self.definition(name).or_else(|| self.definition(last)) {
                    return Type::Named(name);
                }
                let message = format!("has the type `{name}`, which the page does not define");
                self.tell_type(node, address, &message);
                Type::Any
            }
            Spelled::Missing => Type::Any,
        }
    }

    fn tell_type(&mut self, node: &Node, address: &str, what: &str) {
        let item = format!("{address}.{}", node.row.name);
        let message = format!("`{}` {what}", node.row.name);
        let help = "set its type under `corrections:` in api.yaml if the one that was read is wrong";
        self.record.find(rules::UNKNOWN_TYPE, node.row.span, &item, message, help);
    }

    /// The definition that a name means: the same name, or the only one that differs in case.
    fn definition(&mut self, name: &str) -> Option<String> {
        let mut similar = self.defined.iter().filter(|other| other.eq_ignore_ascii_case(name));
        let found = match self.defined.iter().find(|other| *other == name) {
            Some(exact) => exact.clone(),
            None => {
                let only = similar.next()?.clone();
                similar.next().is_none().then_some(only)?
            }
        };
        self.referenced.insert(found.clone());
        Some(found)
    }

    /// What the items of a list are whose type does not say it: an example does.
    fn element_type(&mut self, node: &Node, shown: Option<&Value>) -> Type {
        let items = match shown {
            Some(Value::List(items)) => items.as_slice(),
            _ => return self.definition(&node.row.name).map_or(Type::Any, Type::Named),
        };
        if matches!(items.first(), Some(Value::Object(_))) {
            return self.definition(&node.row.name).map_or_else(|| Type::Any.map(), Type::Named);
        }
        let mut types = items.iter().map(shown::type_of);
        let first = types.next().unwrap_or(Type::Any);
        if types.all(|other| other == first) { first } else { Type::Any }
    }

    /// Makes the members of a field a type named after it.
    fn type_of_members(&mut self, node: &Node, shown: Option<&Value>) -> Type {
        let name = self.free_type_name(&node.row.name);
        self.types.insert(name.clone(), Vec::new());
        self.referenced.insert(name.clone());
        let address = format!("{}.types.{name}", self.name);
        let shown = shown.and_then(|shown| shown::first_item(shown).or(Some(shown)));
        let manner = Manner { address: &address, nests: true, typed: true, shown };
        let fields = self.fields_of(node.children.clone(), manner);
        self.types.insert(name.clone(), fields);
        Type::Named(name)
    }

    fn free_type_name(&self, field: &str) -> String {
        let name = type_name(field);
        let is_taken = |name: &String| self.types.contains_key(name) || self.defined.contains(name);
        if !is_taken(&name) {
            return name;
        }
        (2_usize..).map(|number| format!("{name}{number}")).find(|name| !is_taken(name)).unwrap_or(name)
    }

    /// Tells which defined types nothing refers to.
    pub(super) fn tell_unused_types(&mut self, spans: &IndexMap<String, crate::source::Span>) {
        for (name, &span) in spans {
            if !self.referenced.contains(name) {
                let item = format!("{}.types.{name}", self.name);
                let message = format!("no field of the {} has the type `{name}`", self.name);
                let help = "if a field should have it, set the field's type in api.yaml";
                self.record.find(rules::UNUSED_TYPE, span, &item, message, help);
            }
        }
    }
}

/// `invSkus` and `inv_skus` are `InvSkus`.
pub(super) fn type_name(field: &str) -> String {
    let mut name = String::new();
    let mut upper = true;
    for character in field.chars() {
        if !character.is_alphanumeric() {
            upper = true;
        } else if upper {
            name.extend(character.to_uppercase());
            upper = false;
        } else {
            name.push(character);
        }
    }
    if name.is_empty() { "Members".to_owned() } else { name }
}
