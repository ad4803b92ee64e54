//! Understanding the pieces of an operation.

use indexmap::IndexMap;

use crate::extract::{PlaceIndex, Reading};
use crate::finding::rules;
use crate::spec::{DocumentInfo, ErrorCode, Examples, Field, Operation, Request, Response, Type, operation_name};

use super::address;
use super::encodings::{self, Statement};
use super::examples;
use super::head::{Head, head_or_finding};
use super::outcomes;
use super::page::RawOperation;
use super::record::Record;
use super::values;
use super::vocabulary::{About, Section, Vocabulary};

/// Reads an operation; `None` where the pieces are none.
pub(super) fn read<'d>(
    raw: RawOperation<'d>,
    info: &DocumentInfo,
    vocabulary: &Vocabulary,
    record: &mut Record<'d>,
) -> Option<Reading> {
    let findings = record.findings.len();
    let head = head_or_finding(&raw, record)?;
    let (name, group) = operation_name(head.method, &head.path);
    let encodings = encodings::stated(&raw, record);
    let mut reader = Reader {
        vocabulary,
        record,
        places: PlaceIndex::default(),
        lines: IndexMap::new(),
        document: info.clone(),
        errors: Vec::new(),
        encodings,
    };
    let summary = reader.about(&raw, &head);
    let is_answer = |section| matches!(section, Section::Response | Section::ResponseExample);
    let names_file = raw.prose.iter().any(|prose| is_answer(prose.section) && outcomes::names_file(&prose.text.plain));
    reader.sections(&raw);
    reader.prose(&raw);
    let shown = examples::read(&raw.codes, &head, reader.record, &mut reader.places);
    let tables = reader.sorted(raw.tables, head.method, &shown);
    let mut request = reader.request(tables.request, &shown);
    values::read(&tables.request_values, "request", fields_of_request(&mut request), &mut reader);
    let body = shown.request.as_ref().and_then(|request| request.body.as_ref());
    address::add_parameters(&mut request, &head, body);
    let mut response = reader.response(tables.response, &shown);
    if names_file && response == Response::default() && shown.response.is_none() {
        response.body = Some(Type::File);
    }
    let fields = response.fields.iter_mut().chain(response.types.values_mut().flatten()).collect();
    values::read(&tables.response_values, "response", fields, &mut reader);
    let Reader { places, lines, document, errors, .. } = reader;
    let examples = Examples { request: shown.request, response: shown.response };
    let operation = Operation {
        method: head.method,
        path: head.path,
        name,
        group,
        summary,
        document,
        request,
        response,
        errors,
        examples,
        places: lines,
    };
    record.name_items(findings, &format!("{}.{}", operation.group, operation.name));
    Some(Reading { operation, places })
}

fn fields_of_request(request: &mut Request) -> Vec<&mut Field> {
    let Request { headers, path, query, fields, types, .. } = request;
    let parameters = headers.iter_mut().chain(path).chain(query).chain(fields);
    parameters.chain(types.values_mut().flatten()).collect()
}

/// An operation while its pieces are read.
pub(super) struct Reader<'r, 'd, 'v> {
    pub(super) vocabulary: &'v Vocabulary,
    pub(super) record: &'r mut Record<'d>,
    pub(super) places: PlaceIndex,
    pub(super) lines: IndexMap<String, usize>,
    pub(super) document: DocumentInfo,
    pub(super) errors: Vec<ErrorCode>,
    /// What the page says of how the body travels.
    pub(super) encodings: Vec<Statement>,
}

impl<'d> Reader<'_, 'd, '_> {
    fn about(&mut self, raw: &RawOperation<'_>, head: &Head) -> Option<String> {
        let mut summary = None;
        for fact in &raw.about {
            let item = match fact.about {
                About::Summary if summary.is_none() => {
                    summary = Some(fact.value.to_owned()).filter(|text| !text.is_empty());
                    "summary"
                }
                About::Method => "method",
                About::Address => "path",
                About::Encoding => {
                    self.keep_encoding(fact.value);
                    "document.facts.encoding"
                }
                About::Summary => continue,
            };
            self.record.used(&fact.units, item);
        }
        if let Some(server) = &head.server {
            self.document.facts.insert("server".to_owned(), server.clone());
        }
        summary
    }

    /// What a page says of how bodies travel is kept as it stands there: it may say what would be taken anyhow.
    fn keep_encoding(&mut self, value: &str) {
        let kept = self.document.facts.entry("encoding".to_owned()).or_default();
        let mark = if kept.is_empty() { "" } else { "; " };
        kept.extend([mark, value]);
    }

    /// Writes down under which headings each part stands.
    fn sections(&mut self, raw: &RawOperation<'_>) {
        for trail in &raw.headings {
            let key = match trail.section {
                Section::About => "about",
                Section::Request => "request",
                Section::Headers => "request.headers",
                Section::Query => "request.query",
                Section::Path => "request.path",
                Section::Body => "request.fields",
                Section::RequestExample => "examples.request",
                Section::Response => "response.fields",
                Section::ResponseExample => "examples.response",
                Section::Errors => "errors",
                Section::Values => "values",
            };
            let key = (1_usize..)
                .map(|number| if number == 1 { key.to_owned() } else { format!("{key} {number}") })
                .find(|key| !self.document.sections.contains_key(key))
                .unwrap_or_default();
            let units = trail.headings.iter().map(|(unit, _)| *unit).collect::<Vec<_>>();
            self.record.used(&units, &format!("document.sections.{key}"));
            self.document.sections.insert(key, trail.text());
        }
    }

    fn prose(&mut self, raw: &RawOperation<'_>) {
        let has_headers = raw.tables.iter().any(|table| table.section == Section::Headers);
        for prose in &raw.prose {
            let text = &prose.text.plain;
            if prose.section == Section::RequestExample && text.trim().eq_ignore_ascii_case("body") {
                self.record.set_aside(&[prose.unit], "a label of an example");
                continue;
            }
            let mut remark = text.clone();
            for link in &prose.text.links {
                remark = format!("{remark} ({})", link.url);
            }
            if prose.section == Section::Headers && !has_headers {
                let message = "the headers are described on another page".to_owned();
                let help = "if the recipe under `auth:` does not send them, add them in api.yaml";
                let span = self.record.span_of(prose.unit);
                self.record.find(rules::DESCRIBED_ELSEWHERE, span, "request.headers", message, help);
            }
            self.record.used(&[prose.unit], "document.remarks");
            self.document.remarks.push(remark);
        }
    }
}
