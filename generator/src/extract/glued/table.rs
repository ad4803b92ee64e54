//! From the rows of a table of a schema to a tree of members, each split where the evidence says.

use super::candidates::{Candidate, candidates};
use super::clues::{Names, Shown, json_in};
use super::page::Line;
use super::rows::{Row, plain_prefix};
use super::score::{Setting, choose};
use super::vocabulary::{Column, Kind, Vocabulary, longest_prefix};
use crate::spec::Value;

/// A member of a schema.
#[derive(Debug, Clone)]
pub(super) struct Node<'d> {
    pub row: Row<'d>,
    /// Empty for the items of a list.
    pub name: &'d str,
    /// `None` where the row states no type.
    pub kind: Option<Kind>,
    /// The type of the items, where the row states it.
    pub item: Option<Kind>,
    /// What follows the type.
    pub rest: &'d str,
    /// Whether it is required, where the rows say so in words.
    pub required: Option<bool>,
    /// The other way to read the row, if that is nearly as likely.
    pub rival: Option<Candidate<'d>>,
    /// What the examples show of it.
    pub shown: Vec<Value>,
    pub children: Vec<Node<'d>>,
}

/// A tree of members, and the lines that are nested too deep to be one.
#[derive(Debug, Clone, Default)]
pub(super) struct Tree<'d> {
    pub nodes: Vec<Node<'d>>,
    pub too_deep: Vec<Line<'d>>,
}

/// How deep objects may be nested; documents are hostile until shown otherwise.
const MAX_DEPTH: usize = 48;

/// Reads the rows of a table; `shown` is what the examples show of the whole.
pub(super) fn read<'d>(
    rows: &[Row<'d>],
    columns: &[Column],
    shown: &Shown,
    names: &Names,
    vocabulary: &Vocabulary,
) -> Tree<'d> {
    let mut reader = Reader { names, vocabulary, too_deep: Vec::new() };
    let mut nodes = reader.level(rows, shown, None, 0);
    if columns.contains(&Column::Required) && count(&nodes) > 1 && all_state_required(&nodes, vocabulary) {
        cut_required(&mut nodes, vocabulary);
    }
    Tree { nodes, too_deep: reader.too_deep }
}

fn count(nodes: &[Node<'_>]) -> usize {
    nodes.iter().map(|node| 1 + count(&node.children)).sum()
}

/// Whether every row says in words whether it is required; a few rows that begin so have a remark that does.
fn all_state_required(nodes: &[Node<'_>], vocabulary: &Vocabulary) -> bool {
    let states = |node: &Node<'_>| node.name.is_empty() || required_word(node.rest, vocabulary).is_some();
    nodes.iter().all(|node| states(node) && all_state_required(&node.children, vocabulary))
}

fn required_word<'v>(rest: &str, vocabulary: &'v Vocabulary) -> Option<&'v str> {
    longest_prefix(rest.trim_start(), vocabulary.required.keys())
}

fn cut_required(nodes: &mut [Node<'_>], vocabulary: &Vocabulary) {
    for node in nodes {
        if let Some(word) = required_word(node.rest, vocabulary) {
            node.required = vocabulary.required.get(word).copied();
            node.rest = node.rest.trim_start()[word.len()..].trim();
        }
        cut_required(&mut node.children, vocabulary);
    }
}

/// The names of rows that can be read in one way only.
pub(super) fn certain_names<'d>(rows: &[Row<'d>], vocabulary: &Vocabulary) -> impl Iterator<Item = &'d str> {
    rows.iter().filter_map(|row| match candidates(row.text, vocabulary).as_slice() {
        [only] if !only.name.is_empty() => Some(only.name),
        _ => None,
    })
}

struct Reader<'a, 'd> {
    names: &'a Names,
    vocabulary: &'a Vocabulary,
    too_deep: Vec<Line<'d>>,
}

impl<'d> Reader<'_, 'd> {
    /// The members that rows of one level and the rows below them make.
    fn level(&mut self, rows: &[Row<'d>], shown: &Shown, parent: Option<Kind>, depth: usize) -> Vec<Node<'d>> {
        if depth > MAX_DEPTH {
            self.too_deep.extend(rows.iter().map(|row| row.line));
            return Vec::new();
        }
        let mut nodes = Vec::new();
        let mut rest = rows;
        while let Some((row, below)) = rest.split_first() {
            let end = below.iter().position(|next| next.line.indent <= row.line.indent).unwrap_or(below.len());
            let may_be_items = parent == Some(Kind::Array) && nodes.is_empty();
            let mut node = self.node(row, shown, end > 0, may_be_items);
            let inner = if node.name.is_empty() { shown.clone() } else { shown.member(node.name) };
            node.children = self.level(&below[..end], &inner, node.kind, depth + 1);
            nodes.push(node);
            rest = &below[end..];
        }
        nodes
    }

    fn node(&self, row: &Row<'d>, shown: &Shown, has_children: bool, may_be_items: bool) -> Node<'d> {
        let setting = Setting { shown, names: self.names, hints: &row.hints, has_children, may_be_items };
        let choice = choose(&candidates(row.text, self.vocabulary), setting, self.vocabulary);
        let untyped = || {
            let name = plain_prefix(row.text);
            (name, None, None, row.text[name.len()..].trim())
        };
        let (name, kind, item, rest) = choice.map_or_else(untyped, |choice| {
            (choice.best.name, Some(choice.best.kind), choice.best.item, choice.best.rest)
        });
        Node {
            row: row.clone(),
            name,
            kind,
            item,
            rest,
            required: None,
            rival: choice.and_then(|choice| choice.rival),
            shown: shown.raw_member(name).cloned().collect(),
            children: Vec::new(),
        }
    }
}

impl Node<'_> {
    /// Whether an example shows it as a string that holds JSON.
    pub(super) fn is_shown_as_json_text(&self) -> bool {
        self.shown.iter().any(|value| matches!(value, Value::String(text) if json_in(text).is_some()))
    }

    /// Whether an example shows it as an object or a list.
    pub(super) fn is_shown_as_such(&self) -> bool {
        self.shown.iter().any(|value| matches!(value, Value::Object(_) | Value::List(_)))
    }

    /// All lines that it was read from, those of its hints apart.
    pub(super) fn lines(&self) -> impl Iterator<Item = &Line<'_>> {
        std::iter::once(&self.row.line).chain(&self.row.more)
    }
}
