//! YAML in and out: the only user of serde-saphyr.

use std::sync::Arc;

use serde::de::DeserializeOwned;
use serde::ser::{Serialize, SerializeSeq, Serializer};
use serde_saphyr::{Error, FlowMap};

use super::{Field, did_you_mean};
use crate::finding::{Finding, rules};
use crate::source::{Source, Span};

/// The most nodes a file may have. A specification of 300 fields has about 3,000.
const MAX_NODES: usize = 5_000_000;

/// Reads a file of ours.
///
/// # Errors
/// A finding with line and column where the text is no YAML, has a duplicate or unknown key, or a value of the wrong
/// type.
pub fn read<T: DeserializeOwned>(source: &Arc<Source>) -> Result<T, Box<Finding>> {
    let options = serde_saphyr::options! {
        budget: serde_saphyr::budget! { max_nodes: MAX_NODES, max_events: MAX_NODES },
        strict_booleans: true,
        leading_zero_numbers_as_strings: true,
        with_snippet: false,
    };
    serde_saphyr::from_str_with_options(source.text(), options).map_err(|error| {
        let span = error.location().map_or_else(Span::default, |location| {
            let line = usize::try_from(location.line()).unwrap_or(1);
            let column = usize::try_from(location.column()).unwrap_or(1);
            span_at(source, line, column)
        });
        let message = told(&error, source.slice(span));
        Box::new(Finding::new(rules::BAD_YAML, message).at(source, span).help(help_for(&error)))
    })
}

/// What is wrong, in words of YAML rather than of Rust and of the reader; `written` is the text at the place.
fn told(error: &Error, written: &str) -> String {
    let written = written.trim_end_matches([',', ']', '}']);
    match error {
        Error::InvalidScalar { ty, .. } => {
            let expected = match *ty {
                "u8" | "u16" | "u32" | "u64" | "usize" => "whole number from 0 up",
                "i8" | "i16" | "i32" | "i64" | "isize" => "whole number",
                "floating point" => "number",
                other => other,
            };
            format!("`{written}` is no {expected}")
        }
        Error::InvalidBooleanStrict { .. } => format!("`{written}` is neither true nor false"),
        Error::Unexpected { expected: "mapping start", .. } => "pairs of `key: value` belong here".to_owned(),
        Error::Unexpected { expected: "sequence start", .. } => {
            "a list belongs here: `[…]`, or a line `- …` each".to_owned()
        }
        Error::Eof { .. } => "the file is empty, or ends before it is complete".to_owned(),
        _ => without_location(&error.render()),
    }
}

fn help_for(error: &Error) -> String {
    const HELP: &str = "the JSON Schemas in specs/schemas list every key and its type";
    match error {
        Error::SerdeUnknownField { field: given, expected, .. }
        | Error::SerdeUnknownVariant { variant: given, expected, .. } => {
            did_you_mean(given, expected.iter().copied(), HELP)
        }
        _ => HELP.to_owned(),
    }
}

/// Writes a file of ours: two spaces of indentation, line ends `\n`.
///
/// # Errors
/// Where a value has no form in YAML; none of the types of this room has such values.
pub fn write<T: Serialize>(value: &T) -> Result<String, serde_saphyr::SerializeError> {
    let options =
        serde_saphyr::ser_options! { indent_step: 2, folded_wrap_chars: 100_000, prefer_block_scalars: false };
    let mut text = String::new();
    serde_saphyr::to_fmt_writer_with_options(&mut text, value, options)?;
    Ok(text)
}

/// Writes a list of fields, a line each; fields with lists of values spread over several lines.
pub(super) fn fields<S: Serializer>(fields: &[Field], serializer: S) -> Result<S::Ok, S::Error> {
    let mut sequence = serializer.serialize_seq(Some(fields.len()))?;
    for field in fields {
        if is_short(field) {
            sequence.serialize_element(&FlowMap(field))?;
        } else {
            sequence.serialize_element(field)?;
        }
    }
    sequence.end()
}

/// Writes a list of small maps, a line each.
pub(super) fn rows<S: Serializer, T: Serialize>(rows: &[T], serializer: S) -> Result<S::Ok, S::Error> {
    serializer.collect_seq(rows.iter().map(FlowMap))
}

/// Writes the named types, each with its fields as [`fields`] does.
pub(super) fn types<S: Serializer>(types: &super::Types, serializer: S) -> Result<S::Ok, S::Error> {
    struct Fields<'a>(&'a [Field]);
    impl Serialize for Fields<'_> {
        fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
            fields(self.0, serializer)
        }
    }
    serializer.collect_map(types.iter().map(|(name, list)| (name, Fields(list))))
}

fn is_short(field: &Field) -> bool {
    let words = field.description.as_deref().map_or(0, |text| text.chars().count())
        + field.note.as_deref().map_or(0, |text| text.chars().count());
    field.enumeration.is_empty() && field.families.is_empty() && words < 80
}

fn span_at(source: &Source, line: usize, column: usize) -> Span {
    let line = source.line_span(line);
    let text = source.slice(line);
    let offset = text.char_indices().nth(column.saturating_sub(1)).map_or(text.len(), |(offset, _)| offset);
    let end = text[offset..].find(char::is_whitespace).map_or(line.end, |length| line.start + offset + length);
    Span::new(line.start + offset, end.max(line.start + offset))
}

/// The reader's message without the place, which the finding shows by itself.
fn without_location(message: &str) -> String {
    let line = message.lines().next().unwrap_or("the file cannot be read").trim();
    line.split(" at line ").next().unwrap_or(line).trim_start_matches("error: ").to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::spec::{Api, Operation, Scalar, Value};

    #[test]
    fn a_mistyped_key_is_refused_with_its_line() {
        let source = Source::new("api.yaml", "title: A\nenvelop: {}\n");
        let finding = read::<Api>(&source).expect_err("unknown key");
        assert!(finding.message.contains("envelop"), "{}", finding.message);
        assert_eq!(finding.place.expect("place").line(), 2);
    }

    #[test]
    fn what_is_wrong_is_said_in_words_of_yaml() {
        for (text, message, help) in [
            ("title: A\nenvelop: {}\n", "unknown field `envelop`", "did you mean `envelope`? "),
            (
                "title: A\npagination: {page: p, size: s, items: i, max_size: many}\n",
                "`many` is no whole number from 0 up",
                "",
            ),
            ("title: A\ngroups: [a]\n", "pairs of `key: value` belong here", ""),
            ("title: A\ndocuments: {a: b}\n", "a list belongs here", ""),
            ("title: A\nidentifiers: natve\n", "unknown variant `natve`", "did you mean `native`? "),
            ("", "the file is empty, or ends before it is complete", ""),
        ] {
            let finding = read::<Api>(&Source::new("api.yaml", text)).expect_err(text);
            assert!(finding.message.starts_with(message), "{text}: {}", finding.message);
            assert!(finding.help.starts_with(help), "{text}: {}", finding.help);
        }
    }

    #[test]
    fn a_key_twice_is_refused() {
        let source = Source::new("api.yaml", "title: A\ntitle: B\n");
        assert!(read::<Api>(&source).is_err());
    }

    #[test]
    fn scalars_that_look_like_others_stay_what_they_are() {
        for text in
            ["yes", "on", "1_000", "12:30:45", "2022-08-01", "=", "<<", "001", "~", "null", "1e3", "", " a", "0x1F"]
        {
            let scalar = Scalar::String(text.to_owned());
            let written = write(&scalar).expect("writes");
            let back: Scalar = read(&Source::new("x.yaml", written.clone())).expect("reads");
            assert_eq!(back, scalar, "{written}");
            let value = Value::String(text.to_owned());
            let back: Value = read(&Source::new("x.yaml", write(&value).expect("writes"))).expect("reads");
            assert_eq!(back, value);
        }
    }

    #[test]
    fn a_specification_reads_back_as_written() {
        let text = r#"method: GET
path: /a/b
name: get_b
group: a
document: {file: documents/b.md}
request:
  query:
  - {name: page, type: integer, required: false, description: "当前页，从1开始: a # b"}
response:
  fields:
  - name: kind
    type: integer
    enum:
    - {value: 1, label: 代金券}
    - {value: 2, label: "折扣, 券"}
"#;
        let operation: Operation = read(&Source::new("b.yaml", text)).expect("reads");
        let written = write(&operation).expect("writes");
        let back: Operation = read(&Source::new("b.yaml", written.clone())).expect("reads back");
        assert_eq!(back, operation, "{written}");
        assert!(written.contains("  - {name: page,"), "{written}");
    }
}
