//! Finding the parts of a page: which lines stand under which headings. Understands nothing of what they say.

use super::vocabulary::{Heading, Vocabulary};
use crate::document::{Block, Document, UnitId};
use crate::source::Span;

/// A line of the page.
#[derive(Debug, Clone, Copy)]
pub(super) struct Line<'d> {
    pub unit: UnitId,
    pub indent: usize,
    pub text: &'d str,
    pub span: Span,
}

/// The lines under a heading.
#[derive(Debug, Clone)]
pub(super) struct Part<'d> {
    pub heading: Heading,
    /// Whether it belongs to the answer rather than to the request.
    pub is_response: bool,
    /// The lines of its headings, outermost first.
    pub titles: Vec<Line<'d>>,
    /// Whether an earlier part has the same headings; YApi prints `Body:` above the form and above the schema.
    pub repeats: bool,
    pub lines: Vec<Line<'d>>,
}

/// A page: what stands before the first heading, and the parts.
#[derive(Debug, Clone, Default)]
pub(super) struct Page<'d> {
    pub front: Vec<Line<'d>>,
    pub parts: Vec<Part<'d>>,
}

impl Part<'_> {
    /// The headings as `document.sections` shows them.
    pub(super) fn title(&self) -> String {
        let titles = self.titles.iter().map(|line| line.text.trim_end_matches([':', '：']).trim());
        titles.collect::<Vec<_>>().join(" › ")
    }
}

/// The lines of a document that came from a text copy.
pub(super) fn lines(document: &Document) -> Vec<Line<'_>> {
    document
        .blocks
        .iter()
        .filter_map(|block| match block {
            Block::Line { unit, indent, text } => {
                let (branch, text) = without_branch(text);
                Some(Line { unit: *unit, indent: indent + branch, text, span: document.units.get(unit.0)?.span })
            }
            _ => None,
        })
        .collect()
}

/// How far the branch of a tree indents a line (`│  ├─ id`), and the line without it.
fn without_branch(text: &str) -> (usize, &str) {
    let is_box = |c: char| matches!(c, '\u{2500}'..='\u{257f}');
    let rest = text.trim_start_matches(|c: char| is_box(c) || c.is_whitespace());
    let marks = &text[..text.len() - rest.len()];
    let branch = marks.chars().enumerate().filter(|(_, mark)| is_box(*mark) && !matches!(mark, '│' | '┃' | '─' | '━'));
    // Only what is deeper counts, not by how much.
    branch.last().map_or((0, text), |(column, _)| (1 + column, rest))
}

/// The lines of each page of a text that holds several: a page begins with its title above 基本信息.
pub(super) fn pages<'l, 'd>(lines: &'l [Line<'d>], vocabulary: &Vocabulary) -> Vec<&'l [Line<'d>]> {
    let is_start = |line: &Line<'_>| line.indent == 0 && vocabulary.heading(line.text) == Some(Heading::About);
    let is_frame = |index: usize| vocabulary.navigation.iter().any(|word| word == lines[index].text);
    let mut starts = vec![0];
    for (index, _) in lines.iter().enumerate().filter(|(_, line)| is_start(line)).skip(1) {
        let title = index.saturating_sub(1);
        starts.push(if title > 0 && is_frame(title - 1) { title - 1 } else { title });
    }
    let ends = starts.iter().skip(1).copied().chain([lines.len()]).collect::<Vec<_>>();
    starts.into_iter().zip(ends).map(|(start, end)| &lines[start..end.max(start)]).collect()
}

/// Takes the lines apart at the headings.
pub(super) fn read<'d>(document: &Document, lines: &[Line<'d>], vocabulary: &Vocabulary) -> Page<'d> {
    let mut page = Page::default();
    let spaced = is_spaced(document, lines, vocabulary);
    let (mut previous, mut outer) = (None, None);
    // In front of 基本信息 stands the title, whatever its words.
    let mut in_front = lines.iter().any(|line| vocabulary.heading(line.text) == Some(Heading::About));
    for &line in lines {
        let is_alone = !spaced || stands_alone(document, previous, line);
        previous = Some(line);
        let heading = (line.indent == 0 && is_alone).then(|| vocabulary.heading(line.text)).flatten();
        // The remarks come behind the tables; a word of a heading in them is prose.
        let is_prose = |heading: &Heading| {
            let in_remarks = outer.is_some_and(|(outer, _)| outer == Heading::Remarks);
            in_remarks && page.parts.iter().any(|part| part.heading == *heading && heading.is_side())
        };
        in_front &= heading != Some(Heading::About);
        let Some(heading) = heading.filter(|heading| !in_front && !is_prose(heading)) else {
            page.parts.last_mut().map_or(&mut page.front, |part| &mut part.lines).push(line);
            continue;
        };
        if !heading.is_inner() {
            outer = Some((heading, line));
        }
        let part = open(heading, line, outer);
        let repeats = page.parts.iter().any(|other| other.title() == part.title());
        page.parts.push(Part { repeats, ..part });
    }
    page
}

/// Opens a part; an inner one stands under the outer one that it fits into.
fn open<'d>(heading: Heading, line: Line<'d>, outer: Option<(Heading, Line<'d>)>) -> Part<'d> {
    let is_example = matches!(heading, Heading::RequestExample | Heading::ResponseExample);
    let fits = |&(outer, _): &(Heading, Line<'d>)| {
        heading.is_inner() && if is_example { outer == Heading::Remarks } else { outer.is_side() }
    };
    let outer = outer.filter(fits);
    let is_response = matches!(heading, Heading::Response | Heading::ResponseExample)
        || outer.is_some_and(|(outer, _)| outer == Heading::Response);
    let titles = outer.map(|(_, line)| line).into_iter().chain([line]).collect();
    Part { heading, is_response, titles, repeats: false, lines: Vec::new() }
}

/// Whether the page sets its headings off by blank lines, so that a word in a table is not taken for one.
fn is_spaced(document: &Document, lines: &[Line<'_>], vocabulary: &Vocabulary) -> bool {
    let pairs = lines.iter().zip(lines.iter().skip(1));
    let mut headings = pairs.filter(|(_, line)| line.indent == 0 && vocabulary.heading(line.text).is_some());
    headings.next().is_some_and(|(before, line)| stands_alone(document, Some(*before), *line))
}

fn stands_alone(document: &Document, previous: Option<Line<'_>>, line: Line<'_>) -> bool {
    let number = |offset| document.source.line(offset);
    previous.is_none_or(|previous| number(previous.span.end) + 1 < number(line.span.start))
}

impl Heading {
    /// Whether it stands under another heading.
    fn is_inner(self) -> bool {
        matches!(
            self,
            Self::Headers | Self::Path | Self::Query | Self::Body | Self::RequestExample | Self::ResponseExample
        )
    }

    /// Whether tables stand under it.
    fn is_side(self) -> bool {
        matches!(self, Self::Request | Self::Response)
    }
}
