//! The examples of an operation: a documented call, its body, the documented answer.

use indexmap::IndexMap;

use crate::document::UnitId;
use crate::extract::PlaceIndex;
use crate::extract::example::{self, Call, JsonReading};
use crate::finding::rules;
use crate::source::{Source, Span};
use crate::spec::{Encoding, RequestExample, Value};

use super::head::Head;
use super::page::RawCode;
use super::record::Record;
use super::shown;
use super::vocabulary::Section;

/// What the examples show.
#[derive(Debug, Default)]
pub(super) struct Shown {
    pub(super) request: Option<RequestExample>,
    pub(super) response: Option<Value>,
    /// How the call sends a form, and where it stands.
    pub(super) sent: Option<(Encoding, Span)>,
}

impl Shown {
    /// The query of the call as an object.
    pub(super) fn query_as_value(&self) -> Value {
        self.request.as_ref().map_or(Value::Null, |request| shown::query(&request.query))
    }
}

/// The first documented call, for what the page does not say elsewhere.
pub(super) fn first_call(codes: &[RawCode<'_>]) -> Option<Call> {
    codes.iter().filter(|code| is_request(code)).find_map(|code| example::parse_call(code.code, 0))
}

const fn is_request(code: &RawCode<'_>) -> bool {
    !matches!(code.section, Section::ResponseExample | Section::Response | Section::Errors)
}

/// Reads all examples of an operation.
pub(super) fn read(codes: &[RawCode<'_>], head: &Head, record: &mut Record<'_>, places: &mut PlaceIndex) -> Shown {
    let mut shown = Shown::default();
    for code in codes {
        if is_request(code) {
            read_request(code, head, &mut shown, record, places);
        } else {
            read_response(code, &mut shown, record, places);
        }
    }
    shown
}

fn read_response(code: &RawCode<'_>, shown: &mut Shown, record: &mut Record<'_>, places: &mut PlaceIndex) {
    if shown.response.is_some() {
        return record.set_aside(&[code.unit], "a further example of the answer");
    }
    let reading = example::parse_json(code.code, 0);
    let value = keep(code, Span::new(0, code.code.len()), reading, "examples.response", record, places);
    if value.is_some() {
        record.used(&[code.unit], "examples.response");
    }
    shown.response = value;
}

fn read_request(code: &RawCode<'_>, head: &Head, shown: &mut Shown, record: &mut Record<'_>, places: &mut PlaceIndex) {
    let call = example::parse_call(code.code, 0);
    let has_call = shown.request.as_ref().is_some_and(|request| request != &RequestExample::default());
    let has_body = shown.request.as_ref().is_some_and(|request| request.body.is_some());
    let is_body = |call: &Call| call.method.is_none() && call.address.is_none();
    match call {
        Some(call) if !is_body(&call) && !has_call => {
            tell_other_call(code, &call, head, record);
            let request = shown.request.get_or_insert_default();
            request.query.clone_from(&call.query);
            request.headers.clone_from(&call.headers);
            if let Some((encoding, members)) = &call.form {
                request.body = Some(form_body(members));
                shown.sent = Some((*encoding, record.span_of(code.unit)));
            } else if let Some((text, span)) = &call.body {
                read_body(code, text, *span, shown, record, places);
            }
            record.used(&[code.unit], "examples.request");
        }
        Some(Call { body: Some((text, span)), .. }) if !has_body => {
            if read_body(code, &text, span, shown, record, places) {
                record.used(&[code.unit], "examples.request.body");
            }
        }
        Some(Call { form: Some((encoding, members)), .. }) if !has_body => {
            shown.request.get_or_insert_default().body = Some(form_body(&members));
            shown.sent = Some((encoding, record.span_of(code.unit)));
            record.used(&[code.unit], "examples.request.body");
        }
        Some(_) => record.set_aside(&[code.unit], "a further example of the request"),
        None if !has_body => {
            if read_body(code, code.code, Span::new(0, code.code.len()), shown, record, places) {
                record.used(&[code.unit], "examples.request.body");
            }
        }
        None => record.set_aside(&[code.unit], "a further example of the request"),
    }
}

fn form_body(members: &IndexMap<String, String>) -> Value {
    Value::Object(members.iter().map(|(name, value)| (name.clone(), Value::String(value.clone()))).collect())
}

fn read_body(
    code: &RawCode<'_>,
    text: &str,
    span: Span,
    shown: &mut Shown,
    record: &mut Record<'_>,
    places: &mut PlaceIndex,
) -> bool {
    let reading = example::parse_json(text, span.start);
    let value = keep(code, span, reading, "examples.request.body", record, places);
    let found = value.is_some();
    if found {
        shown.request.get_or_insert_default().body = value;
    }
    found
}

/// Keeps the value of a reading and its places, and tells what in the text is not JSON.
fn keep(
    code: &RawCode<'_>,
    whole: Span,
    reading: JsonReading,
    address: &str,
    record: &mut Record<'_>,
    places: &mut PlaceIndex,
) -> Option<Value> {
    let locate = Locator::new(code, record.source);
    let problem = if reading.value.is_some() { reading.problems.first() } else { reading.problems.last() };
    if let Some(problem) = problem {
        let span = locate.span(problem.span);
        if reading.value.is_some() {
            let count = reading.problems.len();
            let more = if count > 1 { format!(", and {} more", count - 1) } else { String::new() };
            let message = format!("the example is not JSON: {}{more}", problem.message);
            record.find(rules::EXAMPLE_NOT_JSON, span, address, message, "it was read as it was meant");
        } else {
            let message = format!("the example cannot be read: {}", problem.message);
            record.find(rules::EXAMPLE_UNREADABLE, span, address, message, "it was set aside");
            set_aside(code.unit, record);
        }
    } else if reading.value.is_none() {
        set_aside(code.unit, record);
    }
    if reading.value.is_some() {
        places.insert(address, locate.span(whole));
        if reading.has_bare_words {
            places.insert_bare_words(address);
        }
        for (path, span) in &reading.places {
            places.insert(format!("{address}{path}"), locate.span(*span));
        }
    }
    reading.value
}

fn set_aside(unit: UnitId, record: &mut Record<'_>) {
    record.set_aside(&[unit], "an example that cannot be read");
}

/// Tells where the documented call has another method or path than the operation.
fn tell_other_call(code: &RawCode<'_>, call: &Call, head: &Head, record: &mut Record<'_>) {
    let path = call.address.as_deref().and_then(|address| {
        let address = address.split('?').next().unwrap_or(address);
        let behind = address.find("://").map_or(0, |scheme| scheme + "://".len());
        address[behind..].find('/').map(|slash| &address[behind + slash..])
    });
    let other_method = call.method.filter(|&method| method != head.method);
    let other_path = path.filter(|path| !is_instance(path, &head.path));
    if other_method.is_none() && other_path.is_none() {
        return;
    }
    let method = call.method.unwrap_or(head.method).as_str();
    let path = path.unwrap_or(&head.path);
    let message = format!("the example calls {method} {path}, the page says {} {}", head.method.as_str(), head.path);
    let span = record.span_of(code.unit);
    record.find(rules::EXAMPLE_OF_OTHER_CALL, span, "examples.request", message, "the page's word counts");
}

/// Whether a path is the page's, with values where that has parameters: `/orders/7` of `/orders/{id}`.
fn is_instance(path: &str, template: &str) -> bool {
    let (segments, expected) = (path.trim_end_matches('/').split('/'), template.trim_end_matches('/').split('/'));
    let same = |(segment, expected): (&str, &str)| {
        let is_parameter = expected.starts_with(['{', ':', '<', '$']);
        segment == expected || (is_parameter && !segment.is_empty())
    };
    segments.clone().count() == expected.clone().count() && segments.zip(expected).all(same)
}

/// From places in a code block to places in the source, which writes it with indentation or entities.
struct Locator<'c> {
    source: &'c Source,
    code: &'c str,
    code_span: Span,
    /// Whether the source has the code as it is.
    is_verbatim: bool,
    first_line: usize,
    line_starts: Vec<usize>,
}

impl<'c> Locator<'c> {
    fn new(code: &RawCode<'c>, source: &'c Source) -> Self {
        let is_verbatim = source.slice(code.code_span) == code.code;
        let newlines = code.code.bytes().enumerate().filter(|&(_, byte)| byte == b'\n').map(|(at, _)| at + 1);
        let line_starts = if is_verbatim { Vec::new() } else { std::iter::once(0).chain(newlines).collect() };
        let first_line = source.line(code.code_span.start);
        Self { source, code: code.code, code_span: code.code_span, is_verbatim, first_line, line_starts }
    }

    fn span(&self, span: Span) -> Span {
        if self.is_verbatim {
            let start = self.code_span.start;
            return Span::new(start + span.start, start + span.end);
        }
        let line = self.line_starts.partition_point(|&start| start <= span.start.min(self.code.len()));
        self.source.line_span(self.first_line + line - 1)
    }
}
