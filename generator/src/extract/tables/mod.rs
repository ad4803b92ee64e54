//! Pages that are headings and tables: one operation a page, its parts under headings, its fields in tables.

mod address;
mod columns;
mod encodings;
mod errors;
mod examples;
mod facts;
mod field_types;
mod finder;
mod head;
mod lengths;
mod locations;
mod mend;
mod nesting;
mod operation;
mod outcomes;
mod page;
mod parents;
mod record;
mod rows;
mod shown;
mod sides;
mod structure;
mod tree;
mod type_names;
mod types;
mod values;
mod vocabulary;

pub use vocabulary::{About, Column, Fit, FrontMatter, Section, Vocabulary, Words};

use page::{Page, RawOperation, Title};
use record::Record;

use std::collections::HashSet;

use super::{Extraction, Reading};
use crate::document::{Document, UnitId};
use crate::finding::{Finding, rules};
use crate::spec::DocumentInfo;

/// Reads a page with the words of a dialect.
#[must_use]
pub fn extract(document: &Document, vocabulary: &Vocabulary) -> Extraction {
    let page = finder::read(mend::parts(document), vocabulary);
    let mut record = Record::new(document);
    let info = document_info(document, &page, vocabulary, &mut record);
    let mut readings: Vec<Reading> = Vec::new();
    for (index, raw) in page.operations.into_iter().enumerate() {
        record.set_aside(&raw.other, "a heading that opens no part of an operation");
        record.set_aside(&raw.of_errors, "of an answer to a call that fails");
        if let Some(repeated) = repeats(&raw, &readings) {
            tell_repeated(&raw, &repeated, &mut record);
        } else {
            let info = match (index, raw.title) {
                (0, None) => info.clone(),
                _ => info_of_later(&raw, &info, page.titles.first(), vocabulary, &mut record),
            };
            readings.extend(operation::read(raw, &info, vocabulary, &mut record));
        }
    }
    if readings.len() > 1 {
        readings.iter_mut().for_each(|reading| call_by_its_heading(&mut reading.operation.document));
    }
    tell_once(&mut record.findings);
    if !readings.is_empty() {
        page.stray.iter().for_each(|grid| columns::tell_stray(grid, vocabulary, &mut record));
    }
    let document = readings.first().map_or(info, |reading| reading.operation.document.clone());
    Extraction { document, readings, findings: record.findings, account: record.ledger.close() }
}

/// A table that belongs to several operations is read with each of them, and told of once.
fn tell_once(findings: &mut Vec<Finding>) {
    let mut told = HashSet::new();
    findings.retain(|finding| {
        let start = finding.place.as_ref().map(|place| place.span.start);
        told.insert((finding.rule, start, finding.message.clone()))
    });
}

/// How well the words of a dialect explain a page: the number of headings, titles and facts that it knows.
#[must_use]
pub fn explained(document: &Document, vocabulary: &Vocabulary) -> usize {
    let page = finder::read(mend::parts(document), vocabulary);
    let of_operation = |raw: &RawOperation<'_>| raw.headings.len() + 2 * raw.about.len() + raw.tables.len();
    page.operations.iter().map(of_operation).sum()
}

/// What the page says of itself: its front matter, and the headings in front of the operation.
fn document_info(
    document: &Document,
    page: &Page<'_>,
    vocabulary: &Vocabulary,
    record: &mut Record<'_>,
) -> DocumentInfo {
    let file = document.source.path().to_string_lossy().into_owned();
    let mut info = DocumentInfo { file, ..DocumentInfo::default() };
    for &(unit, key, value) in &page.front_matter {
        read_front_matter(unit, key, value, vocabulary, &mut info, record);
    }
    for &Title { unit, text, .. } in &page.titles {
        let title = without_ends(text, vocabulary);
        match &info.title {
            None => {
                info.title = Some(title.to_owned());
                info.sections.insert("document".to_owned(), text.to_owned());
                record.used(&[unit], "document.title");
            }
            Some(known) if known == title => record.set_aside(&[unit], "a heading that repeats the title"),
            Some(_) if !info.facts.contains_key("heading") => {
                info.facts.insert("heading".to_owned(), title.to_owned());
                record.used(&[unit], "document.facts.heading");
            }
            Some(_) => record.set_aside(&[unit], "a heading that opens no part of an operation"),
        }
    }
    info
}

/// What the page says of an operation that is not its first: the heading above it is its own.
fn info_of_later(
    raw: &RawOperation<'_>,
    page: &DocumentInfo,
    first: Option<&Title<'_>>,
    vocabulary: &Vocabulary,
    record: &mut Record<'_>,
) -> DocumentInfo {
    let mut info = page.clone();
    let Some(title) = raw.title else {
        info.facts.shift_remove("heading");
        return info;
    };
    let own = without_ends(title.text, vocabulary).to_owned();
    // Below a heading of the whole page it says what the operation is; beside the first one it is a title as that was.
    if first.is_some_and(|first| first.level < title.level) {
        info.facts.insert("heading".to_owned(), own);
        record.used(&[title.unit], "document.facts.heading");
    } else {
        info.title = Some(own);
        info.facts.shift_remove("heading");
        info.sections.insert("document".to_owned(), title.text.to_owned());
        record.used(&[title.unit], "document.title");
    }
    info
}

/// Of several operations on a page each is called by the heading above it, if that is more than its method and path; the
/// title of the page stays a fact.
fn call_by_its_heading(info: &mut DocumentInfo) {
    let Some(heading) = info.facts.get("heading").filter(|heading| !facts::is_call(heading)).cloned() else { return };
    info.facts.shift_remove("heading");
    if let Some(title) = info.title.replace(heading) {
        info.facts.insert("page".to_owned(), title);
    }
}

fn read_front_matter(
    unit: UnitId,
    key: &str,
    value: &str,
    vocabulary: &Vocabulary,
    info: &mut DocumentInfo,
    record: &mut Record<'_>,
) {
    let Some(meaning) = vocabulary.front_matter(key).filter(|_| !value.is_empty()) else {
        return record.set_aside(&[unit], "front matter that the specification has no place for");
    };
    let item = match meaning {
        FrontMatter::Title if info.title.is_none() => {
            info.title = Some(without_ends(value, vocabulary).to_owned());
            "document.title".to_owned()
        }
        FrontMatter::Url if info.url.is_none() && value.contains("://") => {
            info.url = Some(value.to_owned());
            "document.url".to_owned()
        }
        FrontMatter::Updated if info.updated.is_none() => {
            info.updated = Some(value.to_owned());
            "document.updated".to_owned()
        }
        FrontMatter::Facts => {
            info.facts.insert(key.to_owned(), value.to_owned());
            format!("document.facts.{key}")
        }
        _ => return record.set_aside(&[unit], "front matter that the specification has no place for"),
    };
    record.used(&[unit], &item);
}

/// A title without what crawlers leave behind it.
fn without_ends<'t>(title: &'t str, vocabulary: &Vocabulary) -> &'t str {
    let title = title.trim();
    let end = vocabulary.title_ends.iter().filter_map(|word| title.find(word.as_str())).min();
    end.filter(|&end| end > 0).map_or(title, |end| title[..end].trim_end())
}

/// The name of the operation that a part of the page repeats: crawled pages hold several copies of the same.
fn repeats(raw: &RawOperation<'_>, readings: &[Reading]) -> Option<String> {
    let head = head::head(raw)?;
    let same = |reading: &&Reading| reading.operation.method == head.method && reading.operation.path == head.path;
    readings.iter().find(same).map(|reading| reading.operation.name.clone())
}

fn tell_repeated(raw: &RawOperation<'_>, name: &str, record: &mut Record<'_>) {
    const REASON: &str = "a further copy of the same operation on this page";
    if let Some(fact) = raw.about.first() {
        let message = format!("the page holds `{name}` a second time");
        let span = record.span_of(fact.units[0]);
        record.find(rules::OPERATION_REPEATED, span, name, message, "the first copy was read, this one set aside");
    }
    let facts = raw.about.iter().flat_map(|fact| fact.units.iter().copied());
    let codes = raw.codes.iter().map(|code| code.unit);
    let prose = raw.prose.iter().map(|prose| prose.unit);
    let headings = raw.headings.iter().flat_map(|trail| trail.headings.iter().map(|(unit, _)| *unit));
    let rows = raw.tables.iter().flat_map(page::RawTable::units);
    let units = facts.chain(codes).chain(prose).chain(headings).chain(rows).collect::<Vec<_>>();
    record.set_aside(&units, REASON);
}
