//! HTML: whole pages and fragments.

use std::sync::Arc;

use scraper::Node;
use scraper::node::Element;

use super::html_lines::{self, Page};
use super::html_table;
use super::inline::TextBuilder;
use crate::document::{Builder, Document, Format};
use crate::source::{Source, Span};

/// How deep elements may be nested: parsers of HTML look at all open elements for each tag.
const MAX_DEPTH: usize = 512;

/// Reads an HTML page.
pub(super) fn read(source: &Arc<Source>) -> Document {
    read_part(source, source.text(), 0).finish(source, Format::Html)
}

/// Reads a part of a source as HTML; `offset` is where the part begins.
pub(super) fn read_part(source: &Arc<Source>, text: &str, offset: usize) -> Builder {
    let page = html_lines::parse(text, source.line(offset));
    Reader { source, page: &page, builder: Builder::new(), frame: None, hidden: 0, lists: 0 }.read()
}

/// Whether elements that have to be closed are nested deeper than any honest page nests them.
pub(super) fn is_too_deep(text: &str) -> bool {
    const OFTEN_UNCLOSED: &[&str] = &[
        "p", "li", "td", "th", "tr", "dt", "dd", "option", "thead", "tbody", "tfoot", "br", "hr", "img", "meta",
        "link", "input", "col", "area", "base", "source", "wbr",
    ];
    let mut depth = 0_usize;
    for part in text.split('<').skip(1) {
        let (closes, name) = match part.strip_prefix('/') {
            Some(name) => (true, name),
            None => (false, part),
        };
        let end = name.find(|c: char| !c.is_ascii_alphanumeric()).unwrap_or(name.len());
        let name = name[..end].to_ascii_lowercase();
        if name.is_empty() || OFTEN_UNCLOSED.contains(&name.as_str()) {
            continue;
        }
        depth = if closes { depth.saturating_sub(1) } else { depth + 1 };
        if depth > MAX_DEPTH {
            return true;
        }
    }
    false
}

/// What the words being read belong to.
enum Kind {
    Heading(u8),
    Paragraph,
    Item { depth: usize },
}

struct Frame {
    kind: Kind,
    text: TextBuilder,
    span: Span,
}

struct Reader<'page> {
    source: &'page Arc<Source>,
    page: &'page Page,
    builder: Builder,
    frame: Option<Frame>,
    /// How many elements are open whose text nobody sees.
    hidden: usize,
    lists: usize,
}

impl Reader<'_> {
    fn read(mut self) -> Builder {
        use ego_tree::iter::Edge;
        let mut skipped = None;
        for edge in self.page.html.tree.root().traverse() {
            match edge {
                Edge::Open(node) if skipped.is_none() => {
                    let span = self.page.span(self.source, node.id());
                    match node.value() {
                        Node::Text(text) => self.words(text, span),
                        Node::Element(element) => match element.name() {
                            "table" => {
                                self.close();
                                html_table::read(self.source, self.page, node, &mut self.builder);
                                skipped = Some(node.id());
                            }
                            "pre" | "textarea" => {
                                self.close();
                                self.code(node, span);
                                skipped = Some(node.id());
                            }
                            name => self.open_element(name, element, span),
                        },
                        _ => {}
                    }
                }
                Edge::Close(node) if skipped == Some(node.id()) => skipped = None,
                Edge::Close(node) if skipped.is_none() => {
                    if let Node::Element(element) = node.value() {
                        self.close_element(element.name());
                    }
                }
                _ => {}
            }
        }
        self.close();
        self.builder
    }

    fn words(&mut self, text: &str, span: Span) {
        if self.hidden > 0 || (self.frame.is_none() && text.trim().is_empty()) {
            return;
        }
        let frame =
            self.frame.get_or_insert_with(|| Frame { kind: Kind::Paragraph, text: TextBuilder::default(), span });
        frame.text.push(text);
        frame.span = frame.span.join(span);
    }

    fn open(&mut self, kind: Kind, span: Span) {
        self.close();
        self.frame = Some(Frame { kind, text: TextBuilder::default(), span });
    }

    fn close(&mut self) {
        let Some(Frame { kind, mut text, span }) = self.frame.take() else { return };
        let text = text.take();
        match kind {
            Kind::Heading(level) if !text.is_empty() => self.builder.heading(span, level, text),
            Kind::Heading(_) => {}
            Kind::Paragraph => self.builder.paragraph(span, text),
            Kind::Item { depth } => self.builder.list_item(span, depth, text),
        }
    }

    fn open_element(&mut self, name: &str, element: &Element, span: Span) {
        match name {
            "h1" | "h2" | "h3" | "h4" | "h5" | "h6" => self.open(Kind::Heading(name.as_bytes()[1] - b'0'), span),
            "li" => self.open(Kind::Item { depth: self.lists.saturating_sub(1) }, span),
            "ul" | "ol" => {
                self.close();
                self.lists += 1;
            }
            // A paragraph in a list item is the item's text.
            "p" | "div" if matches!(self.frame, Some(Frame { kind: Kind::Item { .. }, .. })) => self.newline(),
            "br" => self.newline(),
            "script" | "style" | "noscript" | "template" | "title" | "head" => {
                self.hidden += 1;
            }
            "a" | "strong" | "b" | "code" => self.open_mark(name, element, span),
            _ if is_block(name) => self.close(),
            _ => {}
        }
    }

    fn newline(&mut self) {
        if let Some(frame) = &mut self.frame {
            frame.text.newline();
        }
    }

    fn open_mark(&mut self, name: &str, element: &Element, span: Span) {
        if self.hidden > 0 {
            return;
        }
        let frame =
            self.frame.get_or_insert_with(|| Frame { kind: Kind::Paragraph, text: TextBuilder::default(), span });
        match name {
            "a" => frame.text.open_link(element.attr("href").unwrap_or_default()),
            "code" => frame.text.open_code(),
            _ => frame.text.open_strong(),
        }
    }

    fn close_element(&mut self, name: &str) {
        match name {
            "ul" | "ol" => {
                self.close();
                self.lists = self.lists.saturating_sub(1);
            }
            "script" | "style" | "noscript" | "template" | "title" | "head" => {
                self.hidden = self.hidden.saturating_sub(1);
            }
            "a" | "strong" | "b" | "code" => {
                if let Some(frame) = &mut self.frame {
                    match name {
                        "a" => frame.text.close_link(),
                        "code" => frame.text.close_code(),
                        _ => frame.text.close_strong(),
                    }
                }
            }
            "p" | "div" if matches!(self.frame, Some(Frame { kind: Kind::Item { .. }, .. })) => self.newline(),
            _ if is_block(name) || matches!(name, "li" | "h1" | "h2" | "h3" | "h4" | "h5" | "h6") => self.close(),
            _ => {}
        }
    }

    /// `<pre>`, with or without a `<div class="hljs">` and a `<code class="lang-json">` inside.
    fn code(&mut self, node: ego_tree::NodeRef<'_, Node>, span: Span) {
        let mut code = String::new();
        let mut language = String::new();
        let mut code_span: Option<Span> = None;
        for inner in node.descendants() {
            match inner.value() {
                Node::Text(text) => {
                    code.push_str(text);
                    let span = self.page.span(self.source, inner.id());
                    code_span = Some(code_span.map_or(span, |before| before.join(span)));
                }
                Node::Element(element) if element.name() == "br" => code.push('\n'),
                Node::Element(element) => {
                    let class = element.attr("class").unwrap_or_default();
                    let name = class
                        .split_whitespace()
                        .find_map(|class| class.strip_prefix("lang-").or_else(|| class.strip_prefix("language-")));
                    language = name.map_or(language, str::to_owned);
                }
                _ => {}
            }
        }
        self.builder.code(span.join(code_span.unwrap_or(span)), language, code, code_span.unwrap_or(span));
    }
}

/// Elements that end the paragraph in front of them.
fn is_block(name: &str) -> bool {
    matches!(
        name,
        "p" | "div"
            | "section"
            | "article"
            | "header"
            | "footer"
            | "main"
            | "nav"
            | "aside"
            | "body"
            | "html"
            | "blockquote"
            | "hr"
            | "dl"
            | "dt"
            | "dd"
            | "figure"
            | "form"
            | "fieldset"
            | "details"
            | "summary"
            | "address"
            | "button"
    )
}
