//! Which row is a member of which: by how deep rows are marked, and by dotted names.

use super::rows::FieldRow;
use super::types::Spelled;

/// How deep fields may be nested.
const MAX_DEPTH: usize = 32;

/// A field with the fields inside of it.
#[derive(Debug, Clone)]
pub(super) struct Node {
    pub(super) row: FieldRow,
    pub(super) children: Vec<Node>,
}

/// Rows while they become a tree: those that may get further members are open.
#[derive(Debug, Default)]
pub(super) struct Tree {
    open: Vec<Node>,
    roots: Vec<Node>,
}

impl Tree {
    /// The row that the next one may be a member of.
    pub(super) fn last(&self) -> Option<&FieldRow> {
        self.open.last().map(|node| &node.row)
    }

    /// Whether no row may be nested any deeper.
    pub(super) fn is_full(&self) -> bool {
        self.open.len() >= MAX_DEPTH
    }

    /// Closes what a row of this weight cannot be a member of.
    pub(super) fn close_to(&mut self, weight: usize) {
        while self.last().is_some_and(|last| last.weight >= weight) {
            self.close();
        }
    }

    pub(super) fn open(&mut self, row: FieldRow) {
        self.open.push(Node { row, children: Vec::new() });
    }

    pub(super) fn close(&mut self) {
        let Some(node) = self.open.pop() else { return };
        match self.open.last_mut() {
            Some(parent) => parent.children.push(node),
            None => self.roots.push(node),
        }
    }

    pub(super) fn finish(mut self) -> Vec<Node> {
        while !self.open.is_empty() {
            self.close();
        }
        self.roots
    }
}

/// `page_data.page` is the member `page` of `page_data`, whether that has a row of its own or not.
pub(super) fn with_dotted_names(nodes: Vec<Node>) -> Vec<Node> {
    let mut result: Vec<Node> = Vec::with_capacity(nodes.len());
    for mut node in nodes {
        node.children = with_dotted_names(node.children);
        let parts = node.row.name.split('.').map(str::to_owned).collect::<Vec<_>>();
        let is_path = parts.len() > 1 && parts.len() <= 8 && parts.iter().all(|part| !part.trim().is_empty());
        if is_path {
            insert_at_path(&mut result, &parts, node);
        } else {
            result.push(node);
        }
    }
    result
}

fn insert_at_path(nodes: &mut Vec<Node>, path: &[String], mut node: Node) {
    let [first, rest @ ..] = path else { return };
    if rest.is_empty() {
        node.row.name.clone_from(first);
        nodes.push(node);
        return;
    }
    let name = first.trim_end_matches("[]");
    let index = nodes.iter().position(|other| other.row.name == name).unwrap_or_else(|| {
        let spelled = if name == first { Spelled::Object } else { Spelled::BareList };
        let row = FieldRow {
            name: name.to_owned(),
            spelled,
            type_text: String::new(),
            required: None,
            condition: None,
            description: String::new(),
            marked: None,
            example: None,
            default: None,
            length: None,
            ..node.row.clone()
        };
        nodes.push(Node { row, children: Vec::new() });
        nodes.len() - 1
    });
    insert_at_path(&mut nodes[index].children, rest, node);
}
