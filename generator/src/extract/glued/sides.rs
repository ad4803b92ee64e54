//! The tables of request and response: which is which, and which of two bodies counts.

use super::page::{Line, Page, Part};
use super::parameters::{self, Table};
use super::record::Record;
use super::remarks::Example;
use super::schemas::{self, Schemas};
use super::vocabulary::{Column, Heading, Vocabulary};
use crate::extract::encoding;
use crate::finding::rules;
use crate::source::Span;
use crate::spec::{Encoding, Field, Request, Response, Scalar, Type, Value};

/// What the page says outside of its tables.
#[derive(Debug, Default)]
pub(super) struct Prose {
    pub request: Option<Example>,
    pub response: Option<Example>,
    /// JSON that the remarks show.
    pub demonstrations: Vec<Value>,
    /// Members that travel as JSON text in the request, and in the answer.
    pub request_json: Vec<String>,
    pub response_json: Vec<String>,
}

/// A table, still in lines.
#[derive(Debug)]
pub(super) struct Section<'p, 'd> {
    pub part: &'p Part<'d>,
    pub kind: TableKind,
    pub title: Option<Line<'d>>,
    pub columns: Vec<Column>,
    pub lines: Vec<Line<'d>>,
}

/// What a table holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum TableKind {
    Parameters(Table),
    RequestSchema,
    ResponseSchema,
}

impl TableKind {
    pub(super) const fn address(self) -> &'static str {
        match self {
            Self::Parameters(Table::Headers) => "request.headers",
            Self::Parameters(Table::Path) => "request.path",
            Self::Parameters(Table::Query) => "request.query",
            Self::Parameters(Table::Form) | Self::RequestSchema => "request.fields",
            Self::ResponseSchema => "response.fields",
        }
    }
}

/// Reads all tables of a page.
pub(super) fn read(
    page: &Page<'_>,
    path: &str,
    prose: &Prose,
    record: &mut Record<'_>,
    vocabulary: &Vocabulary,
) -> (Request, Response) {
    let sections = page.parts.iter().flat_map(|part| sections(part, vocabulary)).collect::<Vec<_>>();
    let mut request = Request::default();
    for section in &sections {
        let TableKind::Parameters(table) = section.kind else { continue };
        let fields = match table {
            Table::Headers => &mut request.headers,
            Table::Path => &mut request.path,
            Table::Query => &mut request.query,
            Table::Form => continue,
        };
        let known = if table == Table::Path { names_in_path(path) } else { Vec::new() };
        fields.extend(read_parameters(section, table, &known, record, vocabulary));
    }
    let schemas = Schemas::new(&sections, prose, vocabulary);
    read_body(&sections, &schemas, &mut request, record);
    let mut response = Response::default();
    if let Some(section) = first(&sections, TableKind::ResponseSchema, record) {
        (response.fields, response.types) = schemas.read(section, record);
    }
    (request, response)
}

/// Whether a part holds JSON instead of a table.
pub(super) fn is_raw(part: &Part<'_>, vocabulary: &Vocabulary) -> bool {
    let has_titles = part.lines.iter().any(|line| vocabulary.columns(line.text).is_some());
    !has_titles && part.lines.first().is_some_and(|line| line.text.starts_with(['{', '[']))
}

/// Takes a part apart at its rows of titles.
fn sections<'p, 'd>(part: &'p Part<'d>, vocabulary: &Vocabulary) -> Vec<Section<'p, 'd>> {
    let is_table = matches!(
        part.heading,
        Heading::Request | Heading::Headers | Heading::Path | Heading::Query | Heading::Body | Heading::Response
    );
    let is_table = is_table && !is_raw(part, vocabulary);
    let mut sections: Vec<Section<'p, 'd>> = Vec::new();
    for &line in part.lines.iter().filter(|_| is_table) {
        match (vocabulary.columns(line.text), sections.last_mut()) {
            (Some(columns), _) => {
                let kind = kind(part, &columns);
                sections.push(Section { part, kind, title: Some(line), columns, lines: Vec::new() });
            }
            (None, Some(section)) => section.lines.push(line),
            (None, None) => {
                sections.push(Section {
                    part,
                    kind: kind(part, &[]),
                    title: None,
                    columns: Vec::new(),
                    lines: vec![line],
                });
            }
        }
    }
    sections
}

/// What a table holds: its heading says so, or the titles of its columns.
fn kind(part: &Part<'_>, columns: &[Column]) -> TableKind {
    let has = |column| columns.contains(&column);
    let is_form = has(Column::Type) && has(Column::Example) && !has(Column::Hints) && !has(Column::Default);
    match part.heading {
        _ if part.is_response => TableKind::ResponseSchema,
        _ if has(Column::Hints) || has(Column::Default) => TableKind::RequestSchema,
        _ if is_form => TableKind::Parameters(Table::Form),
        _ if has(Column::Value) => TableKind::Parameters(Table::Headers),
        Heading::Headers => TableKind::Parameters(Table::Headers),
        Heading::Path => TableKind::Parameters(Table::Path),
        Heading::Query => TableKind::Parameters(Table::Query),
        _ if has(Column::Type) || columns.is_empty() => TableKind::RequestSchema,
        _ if has(Column::Required) => TableKind::Parameters(Table::Query),
        _ => TableKind::Parameters(Table::Path),
    }
}

fn names_in_path(path: &str) -> Vec<String> {
    let name = |segment: &str| Some(segment.strip_prefix('{')?.strip_suffix('}')?.to_owned());
    path.split('/').filter_map(name).collect()
}

fn read_parameters(
    section: &Section<'_, '_>,
    table: Table,
    known: &[String],
    record: &mut Record<'_>,
    vocabulary: &Vocabulary,
) -> Vec<Field> {
    let address = section.kind.address();
    open(section, record);
    parameters::read(table, &section.lines, &section.columns, known, address, record, vocabulary)
}

/// Notes the section that a table stands in, and whether it has titles.
pub(super) fn open(section: &Section<'_, '_>, record: &mut Record<'_>) {
    let address = section.kind.address();
    record.section(section.part, address);
    match (&section.title, section.lines.first()) {
        (Some(title), None) => record.set_aside([title], "titles of a table that has no rows"),
        (Some(title), Some(_)) => record.used([title], address),
        (None, Some(first)) => {
            let message = "the table has no row of titles; its columns are taken to be the usual ones".to_owned();
            record.find(rules::NO_TITLES, address, first.span, message, "copy the page again with the row of titles");
        }
        (None, None) => {}
    }
}

/// The first table of a kind that has titles and rows, or else rows; others are set aside.
fn first<'s, 'p, 'd>(
    sections: &'s [Section<'p, 'd>],
    kind: TableKind,
    record: &mut Record<'_>,
) -> Option<&'s Section<'p, 'd>> {
    let of_kind = || sections.iter().filter(move |section| section.kind == kind);
    let with_rows = || of_kind().filter(|section| !section.lines.is_empty());
    let chosen = with_rows().find(|section| section.title.is_some()).or_else(|| with_rows().next());
    let chosen = chosen.or_else(|| of_kind().next())?;
    for other in of_kind().filter(|other| !std::ptr::eq(*other, chosen) && !other.lines.is_empty()) {
        if other.title.is_some() {
            leave_out(other, "the page has two tables for this; the first one counts", record);
        } else {
            schemas::report_strays(&other.lines, kind.address(), record);
        }
    }
    Some(chosen)
}

fn leave_out(section: &Section<'_, '_>, message: &str, record: &mut Record<'_>) {
    let lines = || section.title.iter().chain(&section.lines);
    let span = lines().next().map_or(Span::default(), |line| line.span);
    let help = "delete the table that does not count from the page, or correct api.yaml";
    record.find(rules::TWO_BODIES, section.kind.address(), span, message.to_owned(), help);
    record.set_aside(lines(), message);
    record.set_aside(&section.part.titles, message);
}

/// Reads the body: the form or the schema, whichever the header Content-Type speaks for.
fn read_body(sections: &[Section<'_, '_>], schemas: &Schemas<'_>, request: &mut Request, record: &mut Record<'_>) {
    let schema = first(sections, TableKind::RequestSchema, record);
    let form = first(sections, TableKind::Parameters(Table::Form), record);
    let content_type = content_type(request);
    let stated = encoding::of_headers(&request.headers);
    let prefers_form = matches!(stated, Some(Encoding::Form | Encoding::Multipart));
    let (schema, form) = match (schema, form) {
        (Some(schema), Some(form)) if !schema.lines.is_empty() && !form.lines.is_empty() => {
            let message =
                |other| format!("Content-Type is `{content_type}`, so this table is not the body; {other} is");
            if prefers_form {
                leave_out(schema, &message("the form"), record);
                (None, Some(form))
            } else {
                leave_out(form, &message("the JSON"), record);
                (Some(schema), None)
            }
        }
        (schema, Some(form)) if form.lines.is_empty() => (schema, None),
        (schema, form) if form.is_some() => (schema.filter(|schema| !schema.lines.is_empty()), form),
        other => other,
    };
    if let Some(form) = form {
        request.fields = read_parameters(form, Table::Form, &[], record, schemas.vocabulary);
        let has_file = request.fields.iter().any(|field| field.type_ == Type::File);
        let is_multipart = has_file || stated == Some(Encoding::Multipart);
        request.encoding = Some(if is_multipart { Encoding::Multipart } else { Encoding::Form });
    } else if let Some(schema) = schema {
        (request.fields, request.types) = schemas.read(schema, record);
        request.encoding = (!request.fields.is_empty()).then_some(stated.unwrap_or(Encoding::Json));
    }
}

fn content_type(request: &Request) -> String {
    let header = request.headers.iter().find(|header| header.name.eq_ignore_ascii_case("content-type"));
    match header.and_then(|header| header.constant.as_ref()) {
        Some(Scalar::String(value)) => value.to_ascii_lowercase(),
        _ => "not given".to_owned(),
    }
}
