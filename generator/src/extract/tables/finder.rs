//! Finding the pieces of operations in a page.

use std::collections::HashSet;

use crate::document::{Text, UnitId};
use crate::source::Span;

use super::facts::is_call;
use super::mend::{Grid, Part};
use super::outcomes::{self, Outcome};
use super::page::{Page, RawCode, RawOperation, RawProse, RawTable, Title, Trail};
use super::type_names::{self, is_type_name};
use super::vocabulary::{About, Fit, Section, Vocabulary, without_table_number};

/// Sorts the parts of a page into operations.
pub(super) fn read<'d>(parts: Vec<Part<'d>>, vocabulary: &Vocabulary) -> Page<'d> {
    let mut finder = Finder {
        vocabulary,
        mentioned: type_names::mentioned(&parts),
        page: Page::default(),
        stack: Vec::new(),
        trail: None,
        declared: false,
        name: None,
        label: None,
        title: None,
        is_of_error: false,
        outcome: None,
    };
    for part in parts {
        finder.part(part);
    }
    finder.end_name();
    finder.end_label();
    finder.end_title();
    finder.page.settled()
}

/// Bold words or a heading that may name the type whose table follows.
#[derive(Debug, Clone, Copy)]
struct TypeName<'d> {
    unit: UnitId,
    text: &'d str,
    /// A heading stands above prose and table, bold words right above the table.
    is_heading: bool,
}

pub(super) struct Finder<'d, 'v> {
    pub(super) vocabulary: &'v Vocabulary,
    /// Words that tables have in short cells.
    mentioned: HashSet<String>,
    pub(super) page: Page<'d>,
    /// The headings that are open: level, unit, words.
    stack: Vec<(u8, UnitId, &'d str)>,
    /// The heading that opened the part we are in, as an index into the operation's headings.
    pub(super) trail: Option<usize>,
    /// Whether a fact was stated since the last heading, so that what follows belongs to the operation.
    pub(super) declared: bool,
    name: Option<TypeName<'d>>,
    /// A label whose value is to follow: the heading `请求地址`.
    label: Option<(UnitId, About)>,
    /// The last heading that opens no part, until it is clear whether another operation follows.
    pub(super) title: Option<Title<'d>>,
    /// Whether the words `状态码：404` stand above: what follows is what the answer looks like when the call fails.
    is_of_error: bool,
    /// What the headings that are open, or words since, announce an answer for.
    outcome: Option<Outcome>,
}

/// Bold words that stand for a heading are below all headings.
const BOLD_LEVEL: u8 = 7;

impl<'d> Finder<'d, '_> {
    fn part(&mut self, part: Part<'d>) {
        match part {
            Part::FrontMatter { unit, key, value } => self.page.front_matter.push((unit, key, value)),
            Part::Heading { unit, level, text } => self.heading(unit, level, &text.plain),
            Part::Words { unit, text } => self.words(unit, text),
            Part::Code { unit, code, code_span } => self.code(unit, code, code_span),
            Part::Table(grid) => self.table(grid),
        }
    }

    pub(super) fn operation(&mut self) -> &mut RawOperation<'d> {
        if self.page.operations.is_empty() {
            self.page.operations.push(RawOperation::default());
        }
        let last = self.page.operations.len() - 1;
        &mut self.page.operations[last]
    }

    pub(super) fn section(&self) -> Option<Section> {
        let stated = self.declared.then_some(Section::About);
        self.trail.and_then(|trail| Some(self.page.operations.last()?.headings.get(trail)?.section)).or(stated)
    }

    /// Whether the operation so far states its method or address.
    pub(super) fn is_stated(&self) -> bool {
        self.page.operations.last().is_some_and(RawOperation::is_stated)
    }

    pub(super) fn begin_operation(&mut self) {
        self.trail = None;
        self.page.operations.push(RawOperation { title: self.title.take(), ..RawOperation::default() });
    }

    fn heading(&mut self, unit: UnitId, level: u8, text: &'d str) {
        self.end_name();
        self.end_label();
        self.declared = false;
        self.is_of_error &= level == BOLD_LEVEL;
        let section = self.vocabulary.section(text);
        self.stack.retain(|(other, ..)| *other < level);
        self.stack.push((level, unit, text));
        self.outcome = self.stack.iter().rev().find_map(|(.., text)| outcomes::announced(text));
        if let Some(section) = section {
            self.open_section(section, level);
        } else if is_call(text) {
            self.trail = None;
            // Where nothing else names the operation, its own call does.
            let is_named = self.title.is_some() || (self.page.operations.is_empty() && !self.page.titles.is_empty());
            if !is_named {
                self.other_heading(Title { level, unit, text });
            }
            self.call(unit, text);
        } else if let Some(about) = self.vocabulary.about(text).filter(|about| *about != About::Summary) {
            self.trail = None;
            self.label = Some((unit, about));
        } else if self.names_type(type_names::in_heading(text)) {
            self.name = Some(TypeName { unit, text: type_names::in_heading(text), is_heading: true });
        } else {
            self.other_heading(Title { level, unit, text });
        }
    }

    fn open_section(&mut self, section: Section, level: u8) {
        // A part below a heading that stands where the title of the last operation stood is one of the next.
        let is_below_title =
            self.title.is_some_and(|title| title.level < level && self.is_level_of_titles(title.level));
        if self.is_stated() && (section == Section::About || is_below_title) {
            self.begin_operation();
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
        operation.headings.push(Trail { section, level, headings });
        self.trail = Some(operation.headings.len() - 1);
    }

    fn is_level_of_titles(&self, level: u8) -> bool {
        let titles = self.page.operations.iter().filter_map(|operation| operation.title);
        titles.chain(self.page.titles.last().copied()).any(|title| title.level == level)
    }

    /// A heading that opens no part of an operation: it names the page, or the next operation, or something else.
    fn other_heading(&mut self, title: Title<'d>) {
        self.trail = None;
        match self.page.operations.last_mut() {
            Some(operation) => operation.other.extend(self.title.replace(title).map(|title| title.unit)),
            None => self.page.titles.push(title),
        }
    }

    fn words(&mut self, unit: UnitId, text: &'d Text) {
        if self.name.is_some_and(|name| !name.is_heading) {
            self.end_name();
        }
        let labelled = self.labelled(&text.plain);
        // A page may leave out what it is for: another label follows then.
        let is_next = |about| about == About::Summary && (labelled.is_some() || self.is_label(text));
        if self.label.is_some_and(|(_, about)| is_next(about)) {
            self.end_label();
        }
        if let Some((label, about)) = self.label.take() {
            return self.fact(vec![unit, label], about, &text.plain);
        }
        if let Some((about, value)) = labelled {
            match value.is_empty() {
                true => self.label = Some((unit, about)),
                false => self.fact(vec![unit], about, value),
            }
            return;
        }
        if is_call(&text.plain) && self.may_declare() {
            return self.call(unit, &text.plain);
        }
        if self.is_label(text) {
            return self.heading(unit, BOLD_LEVEL, &text.plain);
        }
        let name = without_table_number(&text.plain);
        let announced = type_names::announced(&text.plain).filter(|name| self.names_type(name));
        if let Some(name) = announced.or(Some(name).filter(|name| text.strong && is_type_name(name))) {
            self.end_name();
            self.name = Some(TypeName { unit, text: name, is_heading: false });
            return;
        }
        if let Some(is_error) = type_names::names_error_status(&text.plain) {
            self.is_of_error = is_error;
        }
        self.outcome = outcomes::announced(&text.plain).or(self.outcome);
        if let Some(section) = self.section_of_words(&text.plain) {
            self.operation().prose.push(RawProse { unit, section, text });
        }
    }

    /// The part that words belong to: `返回值：Excel文件` tells of the answer wherever it stands.
    fn section_of_words(&self, text: &str) -> Option<Section> {
        let label = text.split_once([':', '：']).filter(|(_, value)| outcomes::names_file(value));
        let fit = label.and_then(|(label, _)| self.vocabulary.section_fit(label));
        match fit {
            Some((Section::Response, Fit::Whole)) if self.is_stated() => Some(Section::Response),
            _ => self.section(),
        }
    }

    /// Whether what stands here is of an answer to a call that fails.
    fn is_of_failure(&self, section: Section) -> bool {
        let is_answer = matches!(section, Section::Response | Section::ResponseExample);
        let may_be = is_answer || section == Section::RequestExample;
        (self.is_of_error && is_answer) || (self.outcome == Some(Outcome::Failure) && may_be)
    }

    fn code(&mut self, unit: UnitId, code: &'d str, code_span: Span) {
        self.end_name();
        if let Some((label, about)) = self.label.take() {
            return self.fact(vec![unit, label], about, code.trim());
        }
        if is_call(code.trim()) && self.may_declare() {
            return self.call(unit, code.trim());
        }
        if let Some(section) = self.section() {
            match self.is_of_failure(section) || section == Section::Errors {
                true => self.operation().of_errors.push(unit),
                false => self.operation().codes.push(RawCode { unit, section, code, code_span }),
            }
        }
    }

    fn table(&mut self, grid: Grid<'d>) {
        if self.facts_of(&grid) {
            return;
        }
        let above = grid.name.filter(|(_, words)| is_type_name(words));
        let name = self.name.take().map(|name| (name.unit, name.text)).or(above);
        let Some(section) = self.section() else { return self.page.stray.push(grid) };
        let level = self.stack.last().map_or(0, |(level, ..)| *level);
        let table = RawTable { section, level, grid, name };
        match self.is_of_failure(section) {
            true => self.operation().of_errors.extend(table.units()),
            false => self.operation().tables.push(table),
        }
    }

    /// Bold words that no table follows are prose.
    fn end_name(&mut self) {
        let Some(name) = self.name.take() else { return };
        if self.section().is_some() {
            self.operation().other.push(name.unit);
        }
    }

    /// A label that no value follows says nothing.
    fn end_label(&mut self) {
        if let (Some((unit, _)), Some(operation)) = (self.label.take(), self.page.operations.last_mut()) {
            operation.other.push(unit);
        }
    }

    /// A heading that no operation follows says nothing.
    fn end_title(&mut self) {
        if let (Some(title), Some(operation)) = (self.title.take(), self.page.operations.last_mut()) {
            operation.other.push(title.unit);
        }
    }

    /// Whether tables mention a word that may name a type; Chinese ones are words of descriptions as often.
    fn names_type(&self, text: &str) -> bool {
        text.is_ascii() && is_type_name(text) && self.mentioned.contains(text.trim())
    }

    /// Whether words open a part as a heading does: bold ones, those with a colon behind (`返回参数：`), and those that
    /// announce an example. A type may be called like a part.
    fn is_label(&self, text: &Text) -> bool {
        let Some((section, Fit::Whole)) = self.vocabulary.section_fit(&text.plain) else { return false };
        let is_example = matches!(section, Section::RequestExample | Section::ResponseExample);
        let ends_in_colon = text.plain.ends_with([':', '：']);
        (text.strong || ends_in_colon || is_example) && !self.names_type(&text.plain)
    }
}
