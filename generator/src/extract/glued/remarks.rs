//! Prose and examples: which lines are JSON, what they are an example of, and what the prose says about members.

use super::page::{Line, Part};
use super::record::Record;
use super::vocabulary::Vocabulary;
use crate::extract::example::{JsonReading, parse_json};
use crate::finding::rules;
use crate::source::Span;
use crate::spec::Value;

/// A run of lines of one sort.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Chunk {
    /// A line of prose, by its index.
    Prose(usize),
    /// Lines that hold a JSON text, by their indices.
    Json(std::ops::Range<usize>),
}

/// An example that was read.
#[derive(Debug, Clone)]
pub(super) struct Example {
    pub value: Value,
    /// Where its members stand, as the record's addresses.
    pub places: Vec<(String, Span)>,
}

/// Takes lines apart into prose and JSON.
pub(super) fn chunks(lines: &[Line<'_>]) -> Vec<Chunk> {
    let mut chunks = Vec::new();
    let mut index = 0;
    while index < lines.len() {
        let end = if lines[index].text.starts_with(['{', '[']) { json_end(&lines[index..]) } else { 0 };
        chunks.push(if end > 0 { Chunk::Json(index..index + end) } else { Chunk::Prose(index) });
        index += end.max(1);
    }
    chunks
}

/// How many lines a JSON text takes: up to the bracket that closes it; if none does, as far as lines look like JSON.
fn json_end(lines: &[Line<'_>]) -> usize {
    let (mut depth, mut in_string) = (0_usize, false);
    for (index, line) in lines.iter().enumerate() {
        let mut is_escaped = false;
        for character in line.text.chars() {
            match character {
                _ if is_escaped => is_escaped = false,
                '\\' if in_string => is_escaped = true,
                '"' => in_string = !in_string,
                '{' | '[' if !in_string => depth += 1,
                '}' | ']' if !in_string => depth = depth.saturating_sub(1),
                _ => {}
            }
        }
        if depth == 0 && !in_string {
            return index + 1;
        }
    }
    let is_prose =
        |line: &Line<'_>| !line.text.starts_with(['{', '}', '[', ']', '"', '\'']) && !line.text.ends_with(',');
    lines.iter().skip(1).position(is_prose).map_or(lines.len(), |position| position + 1)
}

/// The JSON text of some lines, read with places in the source.
pub(super) fn read_json(lines: &[Line<'_>], record: &Record<'_>) -> JsonReading {
    let span = span_of(lines);
    parse_json(record.source.slice(span), span.start)
}

fn span_of(lines: &[Line<'_>]) -> Span {
    match (lines.first(), lines.last()) {
        (Some(first), Some(last)) => first.span.join(last.span),
        _ => Span::default(),
    }
}

/// The first example of a part that is an object or a list; its other lines are remarks.
pub(super) fn read_example(part: &Part<'_>, address: &str, record: &mut Record<'_>) -> Option<Example> {
    let mut example = None;
    for chunk in chunks(&part.lines) {
        match chunk {
            Chunk::Json(range) if example.is_none() => {
                let lines = &part.lines[range];
                example = keep_example(lines, address, record);
                let item = if example.is_some() { address } else { "document.remarks" };
                record.used(lines, item);
                if example.is_none() {
                    record.info.remarks.push(record.source.slice(span_of(lines)).to_owned());
                }
            }
            Chunk::Json(range) => remark(&part.lines[range], record),
            Chunk::Prose(index) => remark(&part.lines[index..=index], record),
        }
    }
    if example.is_some() {
        record.section(part, address);
    } else {
        record.section(part, "document.remarks");
    }
    example
}

fn keep_example(lines: &[Line<'_>], address: &str, record: &mut Record<'_>) -> Option<Example> {
    let reading = read_json(lines, record);
    for problem in &reading.problems {
        let message = format!("the example is no JSON here: {}", problem.message);
        record.find(rules::BAD_EXAMPLE, address, problem.span, message, "what could be read of it was kept");
    }
    let Some(value) = reading.value else {
        let message = "the example is no JSON".to_owned();
        record.find(rules::BAD_EXAMPLE, address, span_of(lines), message, "it is kept as a remark");
        return None;
    };
    let mut places = vec![(address.to_owned(), span_of(lines))];
    for (path, span) in reading.places {
        let inside = places_in_text(record.source.slice(span), span, &path);
        places.push((format!("{address}{path}"), span));
        places.extend(inside.into_iter().map(|(path, span)| (format!("{address}{path}"), span)));
    }
    Some(Example { value, places })
}

/// The places inside a JSON string that holds JSON text itself; each is found through the escapes.
fn places_in_text(raw: &str, span: Span, path: &str) -> Vec<(String, Span)> {
    let Some(raw) = raw.strip_prefix('"').and_then(|raw| raw.strip_suffix('"')) else { return Vec::new() };
    if !raw.trim_start().starts_with(['{', '[']) {
        return Vec::new();
    }
    let Ok(text) = serde_json::from_str::<String>(&format!("\"{raw}\"")) else { return Vec::new() };
    let offsets = raw_offsets(raw, text.len());
    let at = |offset: usize| span.start + 1 + offsets.get(offset).copied().unwrap_or(raw.len());
    let inner = parse_json(&text, 0);
    inner
        .places
        .into_iter()
        .map(|(inner, place)| (format!("{path}{inner}"), Span::new(at(place.start), at(place.end))))
        .collect()
}

/// For each byte of a decoded JSON string, where it begins in the raw text.
fn raw_offsets(raw: &str, decoded_length: usize) -> Vec<usize> {
    let mut offsets = Vec::with_capacity(decoded_length + 1);
    let mut position = 0;
    while let Some(character) = raw[position..].chars().next() {
        let (taken, decoded) = match (character, raw[position + character.len_utf8()..].chars().next()) {
            ('\\', Some('u')) => unicode_escape(&raw[position..]),
            ('\\', Some(escaped)) => (1 + escaped.len_utf8(), 1),
            _ => (character.len_utf8(), character.len_utf8()),
        };
        offsets.extend(std::iter::repeat_n(position, decoded));
        position = (position + taken).min(raw.len());
    }
    offsets.push(raw.len());
    offsets
}

/// The length of a `\u` escape, of a pair of them if it begins one, and the length of the character it stands for.
fn unicode_escape(text: &str) -> (usize, usize) {
    let unit = |start: usize| text.get(start + 2..start + 6).and_then(|digits| u32::from_str_radix(digits, 16).ok());
    match unit(0) {
        Some(0xD800..=0xDBFF) => (12.min(text.len()), 4),
        Some(code) => (6, char::from_u32(code).map_or(3, char::len_utf8)),
        None => (2, 1),
    }
}

/// Keeps lines as a remark of the page.
pub(super) fn remark(lines: &[Line<'_>], record: &mut Record<'_>) {
    let text = record.source.slice(span_of(lines)).to_owned();
    record.info.remarks.push(text);
    record.used(lines, "document.remarks");
}

/// Members that a clause of the prose says travel as JSON text: in the request, in the response.
pub(super) fn json_texts(lines: &[Line<'_>], vocabulary: &Vocabulary) -> (Vec<String>, Vec<String>) {
    let words = &vocabulary.json_text;
    let has = |clause: &str, words: &[String]| words.iter().any(|word| clause.contains(word.as_str()));
    let (mut request, mut response) = (Vec::new(), Vec::new());
    let clauses = lines.iter().flat_map(|line| line.text.split(['。', '；', ';', ',', '，']));
    for clause in clauses.filter(|clause| has(clause, &words.text)) {
        let names = || names_in(clause).map(str::to_owned);
        if has(clause, &words.response) {
            response.extend(names());
        } else if has(clause, &words.request) {
            request.extend(names());
        }
    }
    (request, response)
}

/// The words of a clause that may be names of members.
fn names_in(clause: &str) -> impl Iterator<Item = &str> {
    let is_plain = |character: char| character.is_ascii_alphanumeric() || character == '_';
    clause.split(move |character| !is_plain(character)).filter(|word| !word.is_empty())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn places_inside_a_string_that_holds_json() {
        let raw = r#""{\"名\":\"\u79ef\",\"n\":[1,22]}""#;
        let span = Span::new(100, 100 + raw.len());
        let places = places_in_text(raw, span, "/content");
        let shown = |path: &str| {
            let (_, place) = places.iter().find(|(found, _)| found == path).expect(path);
            &raw[place.start - 100..place.end - 100]
        };
        assert_eq!(shown("/content/n/1"), "22");
        assert_eq!(shown("/content/名"), r#"\"\u79ef\""#);
    }

    #[test]
    fn a_clause_says_which_member_travels_as_text() {
        let vocabulary = Vocabulary::yapi_text();
        let line = |text| Line { unit: crate::document::UnitId(0), indent: 0, text, span: Span::default() };
        let (request, response) =
            json_texts(&[line("请求中content为对象,返回报文中的content字段将以string形式返回")], &vocabulary);
        assert!(request.is_empty());
        assert!(response.contains(&"content".to_owned()));
    }
}
