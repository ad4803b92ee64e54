//! Finding the pieces of operations in a page, without understanding them yet.

use crate::document::{Text, UnitId};
use crate::source::Span;

use super::mend::{Grid, Part};
use super::vocabulary::{About, Section, Vocabulary};

/// The pieces of a page.
#[derive(Debug, Default)]
pub(super) struct Page<'d> {
    /// Keys of the front matter.
    pub(super) front_matter: Vec<(UnitId, &'d str, &'d str)>,
    /// Headings in front of the first operation.
    pub(super) titles: Vec<Title<'d>>,
    /// The operations, or what looks like some.
    pub(super) operations: Vec<RawOperation<'d>>,
}

/// A heading that names a page or an operation.
#[derive(Debug, Clone, Copy)]
pub(super) struct Title<'d> {
    pub(super) level: u8,
    pub(super) unit: UnitId,
    pub(super) text: &'d str,
}

/// The pieces of an operation.
#[derive(Debug, Default)]
pub(super) struct RawOperation<'d> {
    /// The heading right above it, where it is not the first one of the page.
    pub(super) title: Option<Title<'d>>,
    pub(super) about: Vec<RawFact<'d>>,
    pub(super) tables: Vec<RawTable<'d>>,
    pub(super) codes: Vec<RawCode<'d>>,
    pub(super) prose: Vec<RawProse<'d>>,
    /// The headings that open known parts, each with all headings above it.
    pub(super) headings: Vec<Trail<'d>>,
    /// Headings that say nothing of an operation; what stands below them is set aside.
    pub(super) other: Vec<UnitId>,
}

/// A fact: `请求方式：GET`.
#[derive(Debug)]
pub(super) struct RawFact<'d> {
    pub(super) unit: UnitId,
    pub(super) about: About,
    pub(super) value: &'d str,
}

/// A table in a part of an operation.
#[derive(Debug)]
pub(super) struct RawTable<'d> {
    pub(super) section: Section,
    pub(super) grid: Grid<'d>,
    /// The bold words right above it: the name of a type.
    pub(super) name: Option<(UnitId, &'d str)>,
}

/// Code in a part of an operation.
#[derive(Debug)]
pub(super) struct RawCode<'d> {
    pub(super) unit: UnitId,
    pub(super) section: Section,
    pub(super) code: &'d str,
    pub(super) code_span: Span,
}

/// Words in a part of an operation.
#[derive(Debug)]
pub(super) struct RawProse<'d> {
    pub(super) unit: UnitId,
    pub(super) section: Section,
    pub(super) text: &'d Text,
}

/// A heading with those above it.
#[derive(Debug, Clone)]
pub(super) struct Trail<'d> {
    pub(super) section: Section,
    pub(super) headings: Vec<(UnitId, &'d str)>,
}

impl Trail<'_> {
    /// `请求参数 › headers参数`.
    pub(super) fn text(&self) -> String {
        self.headings.iter().map(|(_, text)| *text).collect::<Vec<_>>().join(" › ")
    }
}

/// Sorts the parts of a page into operations.
pub(super) fn read<'d>(parts: Vec<Part<'d>>, vocabulary: &Vocabulary) -> Page<'d> {
    let mut finder =
        Finder { vocabulary, page: Page::default(), stack: Vec::new(), trail: None, name: None, title: None };
    for part in parts {
        finder.part(part);
    }
    finder.end_title();
    finder.page
}

struct Finder<'d, 'v> {
    vocabulary: &'v Vocabulary,
    page: Page<'d>,
    /// The headings that are open: level, unit, words.
    stack: Vec<(u8, UnitId, &'d str)>,
    /// The heading that opened the part we are in, as an index into the operation's headings.
    trail: Option<usize>,
    /// Bold words that may name the type whose table follows.
    name: Option<(UnitId, &'d str)>,
    /// The last heading that opens no part, until it is clear whether another operation follows.
    title: Option<Title<'d>>,
}

impl<'d> Finder<'d, '_> {
    fn part(&mut self, part: Part<'d>) {
        match part {
            Part::FrontMatter { unit, key, value } => self.page.front_matter.push((unit, key, value)),
            Part::Heading { unit, level, text } => self.heading(unit, level, &text.plain),
            Part::Words { unit, text } => self.words(unit, text),
            Part::Code { unit, code, code_span } => {
                self.end_name();
                if let Some(section) = self.section() {
                    self.operation().codes.push(RawCode { unit, section, code, code_span });
                }
            }
            Part::Table(grid) => {
                let above = grid.name.filter(|(_, words)| is_type_name(words));
                let name = self.name.take().or(above);
                if let Some(section) = self.section() {
                    self.operation().tables.push(RawTable { section, grid, name });
                }
            }
        }
    }

    fn operation(&mut self) -> &mut RawOperation<'d> {
        if self.page.operations.is_empty() {
            self.page.operations.push(RawOperation::default());
        }
        let last = self.page.operations.len() - 1;
        &mut self.page.operations[last]
    }

    fn section(&self) -> Option<Section> {
        Some(self.page.operations.last()?.headings.get(self.trail?)?.section)
    }

    fn heading(&mut self, unit: UnitId, level: u8, text: &'d str) {
        self.end_name();
        let section = self.vocabulary.section(text);
        self.stack.retain(|(other, ..)| *other < level);
        self.stack.push((level, unit, text));
        let Some(section) = section else {
            self.trail = None;
            let title = Title { level, unit, text };
            match self.page.operations.last_mut() {
                Some(operation) => operation.other.extend(self.title.replace(title).map(|title| title.unit)),
                None => self.page.titles.push(title),
            }
            return;
        };
        let begins = section == Section::About
            && self.page.operations.last().is_some_and(|operation| !operation.about.is_empty());
        if begins {
            self.page.operations.push(RawOperation { title: self.title.take(), ..RawOperation::default() });
        }
        self.end_title();
        let vocabulary = self.vocabulary;
        let headings = self
            .stack
            .iter()
            .filter(|(_, _, text)| vocabulary.section(text).is_some())
            .map(|&(_, unit, text)| (unit, text))
            .collect();
        let operation = self.operation();
        operation.headings.push(Trail { section, headings });
        self.trail = Some(operation.headings.len() - 1);
    }

    fn words(&mut self, unit: UnitId, text: &'d Text) {
        self.end_name();
        if let Some((about, value)) = self.fact(&text.plain) {
            self.operation().about.push(RawFact { unit, about, value });
            return;
        }
        if text.strong && is_type_name(&text.plain) {
            self.name = Some((unit, &text.plain));
            return;
        }
        if let Some(section) = self.section() {
            self.operation().prose.push(RawProse { unit, section, text });
        }
    }

    /// Bold words that no table follows are prose.
    fn end_name(&mut self) {
        let Some((unit, _)) = self.name.take() else { return };
        if self.section().is_some() {
            self.operation().other.push(unit);
        }
    }

    /// A heading that no operation follows says nothing.
    fn end_title(&mut self) {
        if let (Some(title), Some(operation)) = (self.title.take(), self.page.operations.last_mut()) {
            operation.other.push(title.unit);
        }
    }

    /// `label：value`, where the label announces a fact.
    fn fact(&self, text: &'d str) -> Option<(About, &'d str)> {
        let in_about = self.section().is_none_or(|section| section == Section::About);
        if !in_about {
            return None;
        }
        let position = text.find(['：', ':'])?;
        let width = text[position..].chars().next().map_or(1, char::len_utf8);
        let about = self.vocabulary.about(&text[..position])?;
        Some((about, text[position + width..].trim()))
    }
}

/// Whether bold words can name a type: one word of letters.
fn is_type_name(text: &str) -> bool {
    let text = text.trim();
    !text.is_empty()
        && text.len() <= 80
        && text.chars().all(|c| c.is_alphanumeric() || matches!(c, '_' | '-' | '.' | '<' | '>'))
}
