//! Parsing HTML and remembering the line of each node, which scraper alone forgets.

use std::borrow::Cow;
use std::cell::{Cell, RefCell};
use std::collections::HashMap;
use std::sync::Arc;

use ego_tree::NodeId;
use html5ever::tendril::{StrTendril, TendrilSink};
use html5ever::tree_builder::{ElementFlags, NodeOrText, QuirksMode, TreeSink};
use html5ever::{Attribute, QualName, driver};
use scraper::{Html, HtmlTreeSink};

use crate::source::{Source, Span};

/// A parsed page with the line each node begins on.
pub(super) struct Page {
    pub(super) html: Html,
    lines: HashMap<NodeId, usize>,
}

impl Page {
    /// The line of the source that a node begins on; the line of its parent if the parser made it up.
    pub(super) fn span(&self, source: &Arc<Source>, node: NodeId) -> Span {
        source.line_span(self.lines.get(&node).copied().unwrap_or(1))
    }
}

/// Parses a page whose first line is the 1-based `first_line` of its source.
pub(super) fn parse(text: &str, first_line: usize) -> Page {
    let sink = LineSink {
        inner: HtmlTreeSink::new(Html::new_document()),
        line: Cell::new(1),
        first_line,
        lines: RefCell::default(),
    };
    driver::parse_document(sink, driver::ParseOpts::default()).one(text)
}

/// Hands everything on to scraper's sink and writes down lines on the way.
struct LineSink {
    inner: HtmlTreeSink,
    line: Cell<usize>,
    first_line: usize,
    lines: RefCell<HashMap<NodeId, usize>>,
}

impl LineSink {
    fn remember(&self, node: NodeId) -> NodeId {
        self.lines.borrow_mut().entry(node).or_insert(self.line.get() + self.first_line - 1);
        node
    }

    /// Text nodes are made while they are appended: the last child of the parent is the one.
    fn remember_last_child(&self, parent: NodeId, lines_of_text: usize) {
        let html = self.inner.0.borrow();
        if let Some(child) = html.tree.get(parent).and_then(|parent| parent.last_child()) {
            let line = (self.line.get() + self.first_line - 1).saturating_sub(lines_of_text);
            self.lines.borrow_mut().entry(child.id()).or_insert(line);
        }
    }
}

impl TreeSink for LineSink {
    type Handle = NodeId;
    type Output = Page;
    type ElemName<'a> = <HtmlTreeSink as TreeSink>::ElemName<'a>;

    fn finish(self) -> Page {
        Page { html: self.inner.finish(), lines: self.lines.into_inner() }
    }

    fn set_current_line(&self, line: u64) {
        self.line.set(usize::try_from(line).unwrap_or(usize::MAX));
    }

    fn create_element(&self, name: QualName, attributes: Vec<Attribute>, flags: ElementFlags) -> NodeId {
        self.remember(self.inner.create_element(name, attributes, flags))
    }

    fn create_comment(&self, text: StrTendril) -> NodeId {
        self.remember(self.inner.create_comment(text))
    }

    fn create_pi(&self, target: StrTendril, data: StrTendril) -> NodeId {
        self.remember(self.inner.create_pi(target, data))
    }

    fn append(&self, parent: &NodeId, child: NodeOrText<NodeId>) {
        let lines_of_text = match &child {
            NodeOrText::AppendText(text) => Some(text.bytes().filter(|&byte| byte == b'\n').count()),
            NodeOrText::AppendNode(_) => None,
        };
        self.inner.append(parent, child);
        if let Some(lines) = lines_of_text {
            self.remember_last_child(*parent, lines);
        }
    }

    fn append_before_sibling(&self, sibling: &NodeId, node: NodeOrText<NodeId>) {
        self.inner.append_before_sibling(sibling, node);
        let html = self.inner.0.borrow();
        let before = html.tree.get(*sibling).and_then(|sibling| sibling.prev_sibling()).map(|node| node.id());
        if let Some(before) = before {
            self.remember(before);
        }
    }

    fn append_based_on_parent_node(&self, element: &NodeId, previous: &NodeId, child: NodeOrText<NodeId>) {
        let has_parent = self.inner.0.borrow().tree.get(*element).is_some_and(|node| node.parent().is_some());
        if has_parent {
            self.append_before_sibling(element, child);
        } else {
            self.append(previous, child);
        }
    }

    fn parse_error(&self, message: Cow<'static, str>) {
        self.inner.parse_error(message);
    }

    fn get_document(&self) -> NodeId {
        self.inner.get_document()
    }

    fn elem_name<'a>(&'a self, target: &'a NodeId) -> Self::ElemName<'a> {
        self.inner.elem_name(target)
    }

    fn append_doctype_to_document(&self, name: StrTendril, public_id: StrTendril, system_id: StrTendril) {
        self.inner.append_doctype_to_document(name, public_id, system_id);
    }

    fn get_template_contents(&self, target: &NodeId) -> NodeId {
        self.inner.get_template_contents(target)
    }

    fn same_node(&self, left: &NodeId, right: &NodeId) -> bool {
        left == right
    }

    fn set_quirks_mode(&self, mode: QuirksMode) {
        self.inner.set_quirks_mode(mode);
    }

    fn add_attrs_if_missing(&self, target: &NodeId, attributes: Vec<Attribute>) {
        self.inner.add_attrs_if_missing(target, attributes);
    }

    fn remove_from_parent(&self, target: &NodeId) {
        self.inner.remove_from_parent(target);
    }

    fn reparent_children(&self, node: &NodeId, new_parent: &NodeId) {
        self.inner.reparent_children(node, new_parent);
    }
}
