//! Markdown: CommonMark with tables.

use std::ops::Range;
use std::sync::Arc;

use pulldown_cmark::{CodeBlockKind, Event, Options, Parser, Tag, TagEnd};

use super::inline::TextBuilder;
use super::{fence, front_matter, html};
use crate::document::{Builder, Cell, Document, Format, Row, Text};
use crate::source::{Source, Span};

/// Reads a Markdown page.
pub(super) fn read(source: &Arc<Source>) -> Document {
    let mut builder = Builder::new();
    let offset = front_matter::read(source, &mut builder);
    let text = fence::without_inverted_fences(&source.text()[offset..]);
    let mut reader = Reader::new(source, &text, offset, builder);
    for (event, range) in Parser::new_ext(&text, Options::ENABLE_TABLES).into_offset_iter() {
        reader.event(event, range);
    }
    reader.builder.finish(source, Format::Markdown)
}

/// What the words being read belong to.
enum Kind {
    Heading(u8),
    Paragraph,
    Item { depth: usize },
    Cell,
}

struct Frame {
    kind: Kind,
    text: TextBuilder,
    span: Span,
}

/// A code block while its lines come.
struct OpenCode {
    language: String,
    text: String,
    span: Option<Span>,
}

#[derive(Default)]
struct OpenTable {
    header: Option<Row>,
    rows: Vec<Row>,
    cells: Vec<Cell>,
}

struct Reader<'text> {
    source: &'text Arc<Source>,
    text: &'text str,
    /// Where `text` begins in the source.
    offset: usize,
    builder: Builder,
    frames: Vec<Frame>,
    lists: usize,
    table: OpenTable,
    code: Option<OpenCode>,
    html: Option<Span>,
}

impl<'text> Reader<'text> {
    fn new(source: &'text Arc<Source>, text: &'text str, offset: usize, builder: Builder) -> Self {
        let table = OpenTable::default();
        Self { source, text, offset, builder, frames: Vec::new(), lists: 0, table, code: None, html: None }
    }

    fn event(&mut self, event: Event<'_>, range: Range<usize>) {
        let span = Span::new(range.start + self.offset, range.end + self.offset);
        match event {
            Event::Start(tag) => self.start(tag, span),
            Event::End(tag) => self.end(tag, span),
            Event::Text(text) => self.words(&text, span),
            Event::Code(text) => {
                self.top(span).text.open_code();
                self.words(&text, span);
                self.top(span).text.close_code();
            }
            Event::Html(text) => self.block_html(&text, span),
            Event::InlineHtml(tag) => self.inline_html(&tag, span),
            Event::SoftBreak | Event::HardBreak => self.top(span).text.newline(),
            _ => {}
        }
    }

    /// The innermost block that takes words; a paragraph is opened where there is none.
    fn top(&mut self, span: Span) -> &mut Frame {
        if self.frames.is_empty() {
            self.open(Kind::Paragraph, span);
        }
        let last = self.frames.len() - 1;
        &mut self.frames[last]
    }

    fn open(&mut self, kind: Kind, span: Span) {
        self.frames.push(Frame { kind, text: TextBuilder::default(), span });
    }

    fn words(&mut self, text: &str, span: Span) {
        match &mut self.code {
            Some(code) => {
                code.text.push_str(text);
                code.span = Some(code.span.map_or(span, |before| before.join(span)));
            }
            None => self.top(span).text.push(text),
        }
    }

    fn start(&mut self, tag: Tag<'_>, span: Span) {
        match tag {
            Tag::Heading { level, .. } => self.open(Kind::Heading(level as u8), span),
            // A paragraph in a list item is the item's text.
            Tag::Paragraph if matches!(self.frames.last(), Some(Frame { kind: Kind::Item { .. }, .. })) => {
                self.top(span).text.newline();
            }
            Tag::Paragraph => self.open(Kind::Paragraph, span),
            Tag::List(_) => {
                self.flush_item(span);
                self.lists += 1;
            }
            Tag::Item => self.open(Kind::Item { depth: self.lists.saturating_sub(1) }, span),
            Tag::CodeBlock(kind) => {
                self.flush_item(span);
                let language = match kind {
                    CodeBlockKind::Fenced(language) => language.trim().to_owned(),
                    CodeBlockKind::Indented => String::new(),
                };
                self.code = Some(OpenCode { language, text: String::new(), span: None });
            }
            Tag::HtmlBlock => self.html = Some(Span::new(span.start, span.start)),
            Tag::Table(_) => {
                self.flush_item(span);
                self.table = OpenTable::default();
            }
            Tag::TableCell => self.open(Kind::Cell, span),
            Tag::Strong => self.top(span).text.open_strong(),
            Tag::Link { dest_url, .. } | Tag::Image { dest_url, .. } => self.top(span).text.open_link(&*dest_url),
            _ => {}
        }
    }

    fn end(&mut self, tag: TagEnd, span: Span) {
        match tag {
            TagEnd::Heading(_) | TagEnd::Item => self.close(),
            TagEnd::Paragraph => {
                if matches!(self.frames.last(), Some(Frame { kind: Kind::Paragraph, .. })) {
                    self.close();
                }
            }
            TagEnd::List(_) => self.lists = self.lists.saturating_sub(1),
            TagEnd::CodeBlock => {
                if let Some(code) = self.code.take() {
                    self.builder.code(span, code.language, code.text, code.span.unwrap_or(span));
                }
            }
            TagEnd::HtmlBlock => {
                if let Some(span) = self.html.take() {
                    self.embed_html(span);
                }
            }
            TagEnd::TableCell => self.close_cell(span),
            TagEnd::TableHead => self.table.header = Some(self.close_row(span)),
            TagEnd::TableRow => {
                let row = self.close_row(span);
                self.table.rows.push(row);
            }
            TagEnd::Table => {
                let table = std::mem::take(&mut self.table);
                self.builder.table(table.header, table.rows);
            }
            TagEnd::Strong => self.top(span).text.close_strong(),
            TagEnd::Link | TagEnd::Image => self.top(span).text.close_link(),
            _ => {}
        }
    }

    /// Ends the words of a list item where a block inside of it begins.
    fn flush_item(&mut self, before: Span) {
        if let Some(Frame { kind: Kind::Item { depth }, text, span }) = self.frames.last_mut() {
            let item = Span::new(span.start, before.start.max(span.start));
            *span = Span::new(before.end, span.end.max(before.end));
            let (depth, text) = (*depth, text.take());
            self.builder.list_item(self.trimmed(item), depth, text);
        }
    }

    fn close(&mut self) {
        let Some(Frame { kind, mut text, span }) = self.frames.pop() else { return };
        let (span, text) = (self.trimmed(span), text.take());
        match kind {
            Kind::Heading(level) => self.builder.heading(span, level, text),
            Kind::Paragraph => self.builder.paragraph(span, text),
            Kind::Item { depth } => self.builder.list_item(span, depth, text),
            Kind::Cell => {}
        }
    }

    /// The span without white space at its end.
    fn trimmed(&self, span: Span) -> Span {
        Span::new(span.start, span.start + self.source.slice(span).trim_end().len())
    }

    fn close_cell(&mut self, span: Span) {
        if let Some(Frame { kind: Kind::Cell, mut text, .. }) = self.frames.pop() {
            let mut text = text.take();
            // Spaces are padding, unless they hold up the branch of a tree.
            if text.plain.starts_with(|c| matches!(c, '\u{2500}'..='\u{257f}')) {
                text.indent += spaces_in_front(self.source.text(), span.start);
            }
            self.table.cells.push(Cell { text, span, ..Cell::default() });
        }
    }

    /// Ends a row. The parser pads short rows and drops extra cells; the raw line says what was written.
    fn close_row(&mut self, span: Span) -> Row {
        let mut cells = std::mem::take(&mut self.table.cells);
        let raw = raw_cells(self.source.slice(span), span.start, cells.len());
        if raw.len() < cells.len() {
            cells.truncate(raw.len().max(1));
        }
        for extra in raw.into_iter().skip(cells.len()) {
            let text = Text::plain(self.source.slice(extra).trim().replace("\\", ""));
            cells.push(Cell { text, span: extra, ..Cell::default() });
        }
        self.builder.row(self.trimmed(span), cells)
    }

    fn block_html(&mut self, text: &str, span: Span) {
        match &mut self.html {
            Some(block) => *block = block.join(span),
            None => self.words(text, span),
        }
    }

    /// HTML within Markdown, such as tables that editors put there.
    fn embed_html(&mut self, span: Span) {
        let text = &self.text[span.start - self.offset..span.end - self.offset];
        if !html::is_too_deep(text) {
            self.builder.embed(html::read_part(self.source, text, span.start));
        }
    }

    /// `<br>` is a line's end, other marks of prose say nothing, and the rest is words: `List <Row>`.
    fn inline_html(&mut self, tag: &str, span: Span) {
        let name =
            tag.trim_start_matches(['<', '/']).split(|c: char| !c.is_ascii_alphanumeric()).next().unwrap_or_default();
        match name {
            "br" => self.top(span).text.newline(),
            "p" | "span" | "b" | "strong" | "i" | "em" | "a" | "font" | "div" | "sub" | "sup" | "u" | "s" | "del"
            | "img" | "small" | "big" | "center" | "mark" | "nobr" | "ins" | "code" | "kbd" => {}
            _ if tag.starts_with("<!--") => {}
            _ => self.top(span).text.push(tag),
        }
    }
}

/// How many spaces there are around a place, up to the first word behind it.
fn spaces_in_front(text: &str, place: usize) -> usize {
    let is_space = |c: &char| matches!(c, ' ' | '\t');
    let before = text[..place].chars().rev().take_while(is_space).count();
    before + text[place..].chars().take_while(is_space).count()
}

/// The spans of the cells of a line: pipes with a backslash in front of them separate nothing.
///
/// Nothing behind the last pipe is an empty cell if the table still has a column for it: the closing pipe is often
/// missing.
fn raw_cells(line: &str, start: usize, columns: usize) -> Vec<Span> {
    let line = line.trim_end_matches(['\n', '\r']);
    let mut cells = Vec::new();
    let mut cell_start = 0;
    let mut escaped = false;
    for (index, byte) in line.bytes().enumerate() {
        match byte {
            b'\\' => escaped = !escaped,
            b'|' if !escaped => {
                cells.push((cell_start, index));
                cell_start = index + 1;
            }
            _ => escaped = false,
        }
    }
    cells.push((cell_start, line.len()));
    let is_blank = |&(from, to): &(usize, usize)| line[from..to].trim().is_empty();
    let leading = usize::from(cells.len() > 1 && line.trim_start().starts_with('|'));
    if cells.len() - leading > columns && cells.last().is_some_and(is_blank) {
        cells.pop();
    }
    cells.into_iter().skip(leading).map(|(from, to)| Span::new(start + from, start + to)).collect()
}
