//! From a tree of members to fields and named types.

use std::collections::{HashMap, HashSet};

use heck::ToUpperCamelCase;

use super::attributes;
use super::record::Record;
use super::table::Node;
use super::vocabulary::{Kind, Vocabulary};
use crate::extract::alternatives;
use crate::finding::rules;
use crate::spec::{Field, Type, Types, Value};

/// Turns the members of one side of an operation into fields.
#[derive(Debug)]
pub(super) struct Side<'a, 'd> {
    /// `request` or `response`.
    pub name: &'static str,
    pub vocabulary: &'a Vocabulary,
    pub record: &'a mut Record<'d>,
    /// Names of members that prose says travel as JSON text.
    pub json_texts: &'a [String],
    pub types: Types,
    /// The shape that each type was first met in.
    pub shapes: HashMap<String, String>,
}

impl Side<'_, '_> {
    /// The fields of an object; `address` is where they stand, `scope` the name of the type they belong to.
    pub(super) fn fields(&mut self, nodes: &[Node<'_>], address: &str, scope: &str) -> Vec<Field> {
        let mut fields = Vec::new();
        let mut names = HashSet::new();
        for node in nodes {
            let item = format!("{address}.{}", node.name);
            if node.name.is_empty() || !names.insert(node.name) {
                self.leave_out(node, &item);
                continue;
            }
            self.record.places.insert(item.as_str(), node.row.line.span);
            self.record.used(node.lines(), &item);
            self.report_doubt(node, &item);
            let mut field = Field::new(node.name, self.type_of(node, &item, scope));
            attributes::read(&mut field, node, &item, self.record, self.vocabulary);
            fields.push(field);
        }
        alternatives::settle(&mut fields);
        fields
    }

    /// Sets a member aside that is there twice, or that has no name.
    fn leave_out(&mut self, node: &Node<'_>, item: &str) {
        let (rule, message) = if node.name.is_empty() {
            (rules::NOT_A_ROW, "this row has a type and no name".to_owned())
        } else {
            (rules::DUPLICATE_ROW, format!("`{}` is there twice; the first row counts", node.name))
        };
        self.record.find(rule, item, node.row.line.span, message, "correct the field in api.yaml if the page is wrong");
        self.set_aside(std::slice::from_ref(node), "a row that its table cannot hold");
    }

    fn set_aside(&mut self, nodes: &[Node<'_>], reason: &str) {
        for node in nodes {
            self.record.set_aside(node.lines(), reason);
            for hint in &node.row.hints {
                self.record.set_aside(std::iter::once(&hint.line).chain(&hint.more), reason);
            }
            self.set_aside(&node.children, reason);
        }
    }

    fn report_doubt(&mut self, node: &Node<'_>, item: &str) {
        let span = node.row.line.span;
        if let Some(rival) = node.rival {
            let message = format!(
                "the name may end elsewhere: read as `{}` of type {}, could be `{}`",
                node.name,
                node.kind.map_or("unknown", Kind::word),
                rival.name
            );
            self.record.find(
                rules::AMBIGUOUS_ROW,
                item,
                span,
                message,
                "compare with the page; correct it in api.yaml",
            );
        }
        if node.kind.is_none() {
            let message = format!("`{}` has no type; any value is taken", node.name);
            self.record.find(rules::UNTYPED_ROW, item, span, message, "set its `type` in api.yaml");
        }
    }

    fn type_of(&mut self, node: &Node<'_>, item: &str, scope: &str) -> Type {
        let plain = self.plain_type(node, scope);
        match node.kind {
            Some(Kind::Object | Kind::Array) if self.is_json_text(node, item) => plain.json(),
            _ => plain,
        }
    }

    fn plain_type(&mut self, node: &Node<'_>, scope: &str) -> Type {
        match node.kind {
            Some(Kind::String) => Type::String,
            Some(Kind::Integer) => Type::Integer,
            Some(Kind::Number) => Type::Number,
            Some(Kind::Boolean) => Type::Boolean,
            Some(Kind::Object) => self.object_type(node, &node.children, scope),
            Some(Kind::Array) => self.item_type(node, &node.children, scope).list(),
            None if !node.children.is_empty() => self.object_type(node, &node.children, scope),
            Some(Kind::Null) | None => Type::Any,
        }
    }

    /// The type of an object with these members, which gets its name from the row it belongs to.
    fn object_type(&mut self, owner: &Node<'_>, members: &[Node<'_>], scope: &str) -> Type {
        if members.is_empty() {
            return Type::Any.map();
        }
        let shape = shape(members);
        let name = self.type_name(owner, &shape, scope);
        let is_new = self.shapes.insert(name.clone(), shape).is_none();
        if is_new {
            // The outer type stands before the types of its members.
            self.types.insert(name.clone(), Vec::new());
        }
        let address = format!("{}.types.{name}", self.name);
        let fields = self.fields(members, &address, &name);
        if is_new {
            self.types.insert(name.clone(), fields);
        }
        Type::Named(name)
    }

    /// The type of the items of a list: what the row says, then what its nameless row says, then what examples show.
    fn item_type(&mut self, node: &Node<'_>, children: &[Node<'_>], scope: &str) -> Type {
        match children {
            [items] if items.name.is_empty() => self.items_row(node, items, scope),
            [_, ..] => self.object_type(node, children, scope),
            [] => {
                let said = attributes::item_kind(node, self.vocabulary).map(scalar_type);
                said.or_else(|| shown_item_type(&node.shown)).unwrap_or(Type::Any)
            }
        }
    }

    fn items_row(&mut self, owner: &Node<'_>, items: &Node<'_>, scope: &str) -> Type {
        let address = format!("{}.items", owner.name);
        self.record.used(items.lines(), &address);
        for hint in &items.row.hints {
            self.record.set_aside(std::iter::once(&hint.line).chain(&hint.more), "a hint about the items of a list");
        }
        match items.kind {
            Some(Kind::Object) => self.object_type(owner, &items.children, scope),
            Some(Kind::Array) => match items.children.as_slice() {
                [inner] if inner.name.is_empty() => self.items_row(owner, inner, scope),
                inner => self.item_type(owner, inner, scope),
            }
            .list(),
            _ => self.plain_type(items, scope),
        }
    }

    /// A name for a type: that of its field; where another shape has it, with the name of the outer type in front.
    fn type_name(&self, owner: &Node<'_>, shape: &str, scope: &str) -> String {
        let own = type_name(owner.name);
        let outer = format!("{scope}{own}");
        let numbered = (2..).map(|number| format!("{outer}{number}"));
        let is_free = |name: &String| self.shapes.get(name).is_none_or(|taken| taken == shape);
        [own, outer.clone()].into_iter().chain(numbered).find(is_free).unwrap_or(outer)
    }

    /// Whether a member travels as a string that holds its JSON text.
    fn is_json_text(&mut self, node: &Node<'_>, item: &str) -> bool {
        let said = self.json_texts.iter().any(|name| name == node.name);
        let (shown, denied) = (node.is_shown_as_json_text(), node.is_shown_as_such());
        let message = match (said, shown) {
            (true, true) => return true,
            (false, false) => return false,
            (true, false) if denied => "prose says that this travels as JSON text, but the example shows it as it is",
            (true, false) => "prose says that this travels as JSON text, and no example shows it",
            (false, true) => "the example shows this as JSON text, but neither table nor prose says so",
        };
        let help = "set its `type` in api.yaml: `json<…>` if it is a string that holds JSON";
        self.record.find(rules::JSON_TEXT_UNSURE, item, node.row.line.span, message.to_owned(), help);
        said && !denied
    }
}

/// The name of a type after a field: words joined with capitals; what no type's name may hold is left out.
fn type_name(field: &str) -> String {
    let words = field.replace(|character: char| !character.is_alphanumeric(), " ");
    let name = words.to_upper_camel_case();
    match name.chars().next() {
        None => "Object".to_owned(),
        Some(digit) if digit.is_ascii_digit() => format!("Object{name}"),
        Some(_) => name,
    }
}

/// Everything about some members that makes two types the same or not.
fn shape(members: &[Node<'_>]) -> String {
    let mut text = String::new();
    for node in members {
        let hints = node
            .row
            .hints
            .iter()
            .filter(|hint| attributes::is_said_of_field(hint))
            .map(|hint| hint.value.as_str())
            .collect::<Vec<_>>()
            .join("\u{1}");
        let more = node.row.more.iter().map(|line| line.text).collect::<Vec<_>>().join("\u{1}");
        text.push_str(&format!(
            "{}\u{2}{:?}{:?}{}\u{2}{more}\u{2}{hints}{{",
            node.name, node.kind, node.item, node.rest
        ));
        text.push_str(&shape(&node.children));
        text.push('}');
    }
    text
}

const fn scalar_type(kind: Kind) -> Type {
    match kind {
        Kind::String => Type::String,
        Kind::Integer => Type::Integer,
        Kind::Number => Type::Number,
        Kind::Boolean => Type::Boolean,
        Kind::Object | Kind::Array | Kind::Null => Type::Any,
    }
}

/// The type of the items that examples show, if they agree.
fn shown_item_type(shown: &[Value]) -> Option<Type> {
    let items = shown.iter().filter_map(|value| match value {
        Value::List(items) => Some(items),
        _ => None,
    });
    let mut types = items.flatten().map(|item| match item {
        Value::Boolean(_) => Some(Type::Boolean),
        Value::String(_) => Some(Type::String),
        Value::Number(text) if text.parse::<i64>().is_ok() => Some(Type::Integer),
        Value::Number(_) => Some(Type::Number),
        _ => None,
    });
    let first = types.next()??;
    types.all(|other| other.as_ref() == Some(&first)).then_some(first)
}

impl Kind {
    /// The word for it.
    pub(super) const fn word(self) -> &'static str {
        match self {
            Self::String => "string",
            Self::Integer => "integer",
            Self::Number => "number",
            Self::Boolean => "boolean",
            Self::Object => "object",
            Self::Array => "array",
            Self::Null => "null",
        }
    }
}
