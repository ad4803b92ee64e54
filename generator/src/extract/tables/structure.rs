//! From the rows of a side to fields and types: nesting marks, dotted names, named types.

use std::collections::HashSet;

use indexmap::IndexMap;

use crate::extract::constraint::english;
use crate::extract::{PlaceIndex, alternatives, constraint};
use crate::finding::rules;
use crate::spec::{Field, Scalar, Type, Types, Value};

use super::record::Record;
use super::rows::FieldRow;
use super::tree::{Node, Tree};
use super::types::Spelled;
use super::{shown, tree};

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
    pub(super) referenced: HashSet<String>,
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

    pub(super) fn fields_of(&mut self, nodes: Vec<Node>, manner: Manner<'_>) -> Vec<Field> {
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
            // Java's `Date` is a time of day as well, where the words say so.
            if field.format.as_deref() == Some("date") && constraint::format(&row.description) == Some("date-time") {
                field.format = Some("date-time".to_owned());
            }
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
        field.note = field.note.take().or_else(|| row.condition.clone());
        if let Some(length) = &row.length {
            length.limit(&mut field);
        }
        if field.format.as_deref() == Some("timestamp") {
            field.format = shown.and_then(shown::unit_of_timestamp).or(field.format);
        }
        field
    }
}
