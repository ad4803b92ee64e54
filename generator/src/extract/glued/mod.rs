//! The strategy "glued text": pages whose tables lost the borders of their cells when they were copied as text.
//!
//! A page is first taken apart into parts and rows (`page`, `rows`); then each row is read in every way it can be
//! (`candidates`), and the likeliest is chosen by what the rest of the page tells (`score`, `clues`). Where two
//! ways are nearly as good, a finding says so.

mod about;
mod attributes;
mod candidates;
mod clues;
mod default;
mod hints;
mod history;
mod members;
mod page;
mod parameters;
mod places;
mod record;
mod remarks;
mod rows;
mod schemas;
mod score;
mod sides;
mod table;
#[cfg(test)]
mod tests;
mod vocabulary;

pub use vocabulary::{About, Column, Heading, HintKind, JsonText, Kind, Vocabulary};

use about::{Address, Basics};
use page::{Line, Page, Part};
use record::Record;
use remarks::{Chunk, Example};
use sides::Prose;

use super::{Extraction, Reading};
use crate::document::Document;
use crate::spec::{Examples, Operation, RequestExample, operation_name};

/// Reads a text copy of a page of an interface, or of several pages one below the other.
///
/// Never fails: a page without method and path gives no operation, and findings say what was doubtful.
///
/// ```
/// use docwright::{extract::glued::{self, Vocabulary}, frontend::text, source::Source};
/// let text = "基本信息\n接口路径:GET /user/list\n返回数据\n名称类型备注\ntotalinteger总数\n";
/// let document = text::read(&Source::new("page.txt", text));
/// let extraction = glued::extract(&document, &Vocabulary::yapi_text());
/// let operation = &extraction.readings[0].operation;
/// assert_eq!(operation.name, "get_list");
/// assert_eq!(operation.response.fields[0].type_.to_string(), "integer");
/// ```
#[must_use]
pub fn extract(document: &Document, vocabulary: &Vocabulary) -> Extraction {
    let lines = page::lines(document);
    let mut record = Record::new(document);
    let (mut info, mut readings) = (None, Vec::new());
    for lines in page::pages(&lines, vocabulary) {
        let foot = lines.iter().rev().take_while(|line| about::is_foot(line)).count();
        let (lines, foot) = lines.split_at(lines.len() - foot);
        let page = page::read(document, lines, vocabulary);
        about::read_foot(foot, &mut record);
        about::read_front(&page, &mut record, vocabulary);
        let operation = read_operation(&page, &mut record, vocabulary);
        for part in &page.parts {
            record.set_aside(&part.titles, "a heading with nothing below it");
        }
        let (of_page, places) = record.turn_page();
        info.get_or_insert(of_page);
        readings.extend(operation.map(|operation| Reading { operation, places }));
    }
    let Record { mut findings, ledger, .. } = record;
    findings.sort_by_key(|finding| finding.place.as_ref().map(|place| place.span));
    Extraction { document: info.unwrap_or_default(), readings, findings, account: ledger.close() }
}

/// How many lines of a document are words of the dialect: headings, titles of columns, labels of facts.
#[must_use]
pub fn explained(document: &Document, vocabulary: &Vocabulary) -> usize {
    let is_word = |line: &Line<'_>| vocabulary.heading(line.text).is_some() || vocabulary.columns(line.text).is_some();
    page::lines(document).iter().filter(|line| is_word(line) || about::is_fact(line, vocabulary)).count()
}

fn read_operation(page: &Page<'_>, record: &mut Record<'_>, vocabulary: &Vocabulary) -> Option<Operation> {
    let part = page.parts.iter().find(|part| part.heading == Heading::About);
    let Basics { address, summary } = part.map(|part| about::read(part, record, vocabulary)).unwrap_or_default();
    let names = address.as_ref().map(|address| operation_name(address.method, &address.path));
    record.operation = names.as_ref().map(|(name, _)| name.clone());
    let prose = read_prose(page, record, vocabulary);
    let Some((Address { method, path, query }, (name, group))) = address.zip(names) else {
        about::report_missing_address(&page.parts, record);
        return None;
    };
    let (mut request, response) = sides::read(page, &path, &prose, record, vocabulary);
    about::add_query(&mut request, query);
    let mut operation = Operation {
        method,
        path,
        name,
        group,
        summary,
        document: record.info.clone(),
        request,
        response,
        errors: Vec::new(),
        examples: examples(prose, record),
        places: indexmap::IndexMap::default(),
    };
    operation.places = places::lines_of(&operation, record);
    Some(operation)
}

/// Reads what is no table: examples, remarks, history.
fn read_prose(page: &Page<'_>, record: &mut Record<'_>, vocabulary: &Vocabulary) -> Prose {
    let mut prose = Prose::default();
    for part in &page.parts {
        match part.heading {
            Heading::RequestExample | Heading::Body if is_example(part, vocabulary) && !part.is_response => {
                let example = remarks::read_example(part, "examples.request.body", record);
                prose.request = prose.request.or(example);
            }
            Heading::ResponseExample | Heading::Response | Heading::Body if is_example(part, vocabulary) => {
                let example = remarks::read_example(part, "examples.response", record);
                prose.response = prose.response.or(example);
            }
            Heading::Remarks => read_remarks(part, &mut prose, record, vocabulary),
            Heading::History => history::read(part, record, vocabulary),
            _ => {}
        }
    }
    prose
}

/// Whether a part is an example: its heading says so, or it has JSON where a table could be.
fn is_example(part: &Part<'_>, vocabulary: &Vocabulary) -> bool {
    matches!(part.heading, Heading::RequestExample | Heading::ResponseExample) || sides::is_raw(part, vocabulary)
}

fn read_remarks(part: &Part<'_>, prose: &mut Prose, record: &mut Record<'_>, vocabulary: &Vocabulary) {
    record.section(part, "document.remarks");
    let (request, response) = remarks::json_texts(&part.lines, vocabulary);
    prose.request_json.extend(request);
    prose.response_json.extend(response);
    for chunk in remarks::chunks(&part.lines) {
        match chunk {
            Chunk::Prose(index) => remarks::remark(&part.lines[index..=index], record),
            Chunk::Json(range) => {
                let lines = &part.lines[range];
                prose.demonstrations.extend(remarks::read_json(lines, record).value);
                remarks::remark(lines, record);
            }
        }
    }
}

/// The examples of the specification; their places go into the record.
fn examples(prose: Prose, record: &mut Record<'_>) -> Examples {
    let mut keep = |example: Example| {
        for (address, span) in example.places {
            record.places.insert(address, span);
        }
        example.value
    };
    let request = prose.request.map(&mut keep);
    let response = prose.response.map(&mut keep);
    Examples { request: request.map(|body| RequestExample { body: Some(body), ..RequestExample::default() }), response }
}
