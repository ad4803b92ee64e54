//! The outermost layer of an answer: members as raw text, and what they say about success.
//!
//! Signatures are computed over the text that was really sent, so members are cut out of the bytes and never
//! written anew.

use std::borrow::Cow;

use http::StatusCode;
use jiter::{Jiter, Peek};

use crate::auth::recipe::Step;

/// How an API says whether a call succeeded.
#[derive(Debug, Clone, Copy)]
pub struct Envelope {
    /// What an answer that succeeded says; `None` where its HTTP status alone says so.
    pub success: Option<Success>,
    /// The field with the error code.
    pub code: Option<&'static str>,
    /// The field with the error message.
    pub message: Option<&'static str>,
    /// The field with the data.
    pub data: Option<&'static str>,
}

/// A field, and the value that says success.
#[derive(Debug, Clone, Copy)]
pub struct Success {
    /// The field.
    pub field: &'static str,
    /// Its value as text: `0` stands for the number and for the string.
    pub equals: &'static str,
}

/// A member of a JSON object (or an item of a list, which has no name), as raw JSON text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct RawMember<'a> {
    pub(crate) name: Cow<'a, str>,
    pub(crate) json: &'a str,
}

/// The members of a JSON object; `None` if the text is no JSON object.
pub(crate) fn members(json: &[u8]) -> Option<Vec<RawMember<'_>>> {
    let mut reader = Jiter::new(json.strip_prefix(b"\xef\xbb\xbf").unwrap_or(json));
    let mut members = Vec::new();
    let mut name = reader.next_object().ok()?.map(str::to_owned);
    while let Some(current) = name {
        members.push(RawMember { name: Cow::Owned(current), json: raw_value(&mut reader)? });
        name = reader.next_key().ok()?.map(str::to_owned);
    }
    reader.finish().ok()?;
    Some(members)
}

/// The items of a JSON list; `None` if the text is no JSON list.
pub(crate) fn items(json: &[u8]) -> Option<Vec<&str>> {
    let mut reader = Jiter::new(json);
    let mut items = Vec::new();
    let mut next = reader.next_array().ok()?;
    while next.is_some() {
        items.push(raw_value(&mut reader)?);
        next = reader.array_step().ok()?;
    }
    reader.finish().ok()?;
    Some(items)
}

fn raw_value<'a>(reader: &mut Jiter<'a>) -> Option<&'a str> {
    reader.peek().ok()?;
    let start = reader.current_index();
    reader.next_skip().ok()?;
    std::str::from_utf8(reader.slice_to_current(start)).ok()
}

/// The value at a path of member names; an empty path is the text itself.
pub(crate) fn value_at<'a>(json: &'a str, path: impl Iterator<Item = &'a str>) -> Option<&'a str> {
    path.into_iter().try_fold(json, |json, name| {
        members(json.as_bytes())?.into_iter().rev().find(|member| member.name == name).map(|member| member.json)
    })
}

/// A value as text: a string without quotes, a number or literal as it stands, `None` for `null`.
pub(crate) fn scalar_text(json: &str) -> Option<Cow<'_, str>> {
    let mut reader = Jiter::new(json.as_bytes());
    match reader.peek() {
        Ok(Peek::Null) => None,
        Ok(Peek::String) => reader.known_str().ok().map(|text| Cow::Owned(text.to_owned())),
        _ => Some(Cow::Borrowed(json)),
    }
}

/// Writes text as a JSON string: what JSON makes one escape is escaped, nothing else.
pub(crate) fn write_json_string(text: &str, into: &mut String) {
    into.push('"');
    for character in text.chars() {
        match character {
            '"' => into.push_str("\\\""),
            '\\' => into.push_str("\\\\"),
            '\n' => into.push_str("\\n"),
            '\r' => into.push_str("\\r"),
            '\t' => into.push_str("\\t"),
            control if control < ' ' => into.push_str(&format!("\\u{:04x}", u32::from(control))),
            other => into.push(other),
        }
    }
    into.push('"');
}

/// What an answer says about success.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Verdict {
    /// It has the field of no known envelope.
    Unknown,
    /// It succeeded.
    Success,
    /// It failed.
    Failure { code: String, message: String },
}

/// Reads an answer by the first of the envelopes whose fields it has. One that says success is read only up to there, for
/// that is most answers and most of them are long; what follows is the decoder's business.
pub(crate) fn judge(status: StatusCode, body: &[u8], envelopes: &[Envelope]) -> Verdict {
    if envelopes.first().is_some_and(|envelope| says_success(body, envelope)) {
        return Verdict::Success;
    }
    let Some(members) = members(body) else { return Verdict::Unknown };
    let text = |name: &str| {
        members
            .iter()
            .rev()
            .find(|member| member.name == name)
            .map(|member| scalar_text(member.json).unwrap_or_default())
    };
    for envelope in envelopes {
        let (code, message) = (envelope.code.and_then(text), envelope.message.and_then(text));
        let is_success = match envelope.success {
            Some(Success { field, equals }) => text(field).or_else(|| code.clone()).map(|found| found == equals),
            // An answer that succeeded has a form of its own then.
            None => (!status.is_success() && (code.is_some() || message.is_some())).then_some(false),
        };
        match is_success {
            None => {}
            Some(true) => return Verdict::Success,
            Some(false) => {
                let (code, message) = (code.unwrap_or_default().into_owned(), message.unwrap_or_default().into_owned());
                return Verdict::Failure { code, message };
            }
        }
    }
    Verdict::Unknown
}

fn says_success(body: &[u8], envelope: &Envelope) -> bool {
    envelope.success.is_some_and(|Success { field, equals }| {
        first_value(body, field).and_then(scalar_text).is_some_and(|value| value == equals)
    })
}

/// The value of the first member of that name.
fn first_value<'a>(json: &'a [u8], name: &str) -> Option<&'a str> {
    let mut reader = Jiter::new(json.strip_prefix(b"\xef\xbb\xbf").unwrap_or(json));
    let mut is_wanted = reader.next_object().ok()?? == name;
    while !is_wanted {
        reader.next_skip().ok()?;
        is_wanted = reader.next_key().ok()?? == name;
    }
    raw_value(&mut reader)
}

/// Reads the answer of a step that fetches a token: it succeeded if one of the fields says so, or if it names none.
pub(crate) fn judge_step(body: &[u8], step: &Step) -> Verdict {
    let Some(members) = members(body) else { return Verdict::Unknown };
    let text = |name: &&str| {
        members.iter().rev().find(|member| member.name == *name).and_then(|member| scalar_text(member.json))
    };
    let says_success = |(field, equals): &(&str, &str)| text(field).is_some_and(|value| value == *equals);
    if step.success.is_empty() {
        return Verdict::Unknown;
    }
    if step.success.iter().any(says_success) {
        return Verdict::Success;
    }
    let first = |names: &[&str]| names.iter().find_map(text).map(Cow::into_owned).unwrap_or_default();
    Verdict::Failure { code: first(step.code), message: first(step.message) }
}

#[cfg(test)]
mod tests {
    use super::*;

    const KINGDEE: Envelope = Envelope {
        success: Some(Success { field: "errcode", equals: "0" }),
        code: Some("errcode"),
        message: Some("description"),
        data: Some("data"),
    };

    #[test]
    fn members_are_the_text_that_stands_there() {
        let json = br#" { "a" : [ 1, {"b" : 2.50} ], "\u4f1a":"x\"y" , "n":null, "long":12345678901234567890.10 } "#;
        let found = members(json).expect("an object");
        let texts: Vec<_> = found.iter().map(|member| (member.name.as_ref(), member.json)).collect();
        assert_eq!(
            texts,
            [("a", r#"[ 1, {"b" : 2.50} ]"#), ("会", r#""x\"y""#), ("n", "null"), ("long", "12345678901234567890.10")]
        );
        assert_eq!(members(b"{}"), Some(vec![]));
        assert_eq!(items(b"[1, \"a\",[2] ]"), Some(vec!["1", "\"a\"", "[2]"]));
    }

    #[test]
    fn what_is_no_object_has_no_members() {
        let deep = "[".repeat(100_000);
        for text in ["", "[]", "1", "{", "{\"a\":}", "{\"a\":1} x", "\u{feff}", &deep, &format!("{{\"a\":{deep}")] {
            assert_eq!(members(text.as_bytes()), None, "{:.20}", text);
        }
        assert_eq!(members(b"{\"a\":\"\xff\"}"), None);
    }

    #[test]
    fn codes_are_numbers_or_strings() {
        let cases = [
            (r#"{"errcode":0,"data":1}"#, Verdict::Success),
            (r#"{"errcode":"0"}"#, Verdict::Success),
            (r#"{"errcode":4010,"description":"no"}"#, failure("4010", "no")),
            (r#"{"errcode":"4010","description":null}"#, failure("4010", "")),
            (r#"{"errcode":null}"#, failure("", "")),
            (r#"{"rows":[]}"#, Verdict::Unknown),
            ("<html>", Verdict::Unknown),
        ];
        for (body, expected) in cases {
            assert_eq!(judge(StatusCode::OK, body.as_bytes(), &[KINGDEE]), expected, "{body}");
        }
    }

    fn failure(code: &str, message: &str) -> Verdict {
        Verdict::Failure { code: code.to_owned(), message: message.to_owned() }
    }

    #[test]
    fn the_second_envelope_is_taken_where_the_first_does_not_fit() {
        let upload =
            Envelope { success: Some(Success { field: "ok", equals: "true" }), code: None, message: None, data: None };
        assert_eq!(judge(StatusCode::OK, br#"{"ok":true}"#, &[KINGDEE, upload]), Verdict::Success);
        assert_eq!(judge(StatusCode::OK, br#"{"ok":false}"#, &[KINGDEE, upload]), failure("", ""));
    }

    #[test]
    fn strings_are_written_without_needless_escapes() {
        let mut json = String::new();
        write_json_string("会\"\\\n\u{1}/", &mut json);
        assert_eq!(json, r#""会\"\\\n\u0001/""#);
        assert_eq!(scalar_text(&json).as_deref(), Some("会\"\\\n\u{1}/"));
    }

    proptest::proptest! {
        #[test]
        fn members_agree_with_another_reader(text in r#"[\[\]{}:,"a1\\ nultrefs.-]{0,40}"#) {
            let other = serde_json::from_str::<serde_json::Map<String, serde_json::Value>>(&text);
            if let (Some(members), Ok(other)) = (members(text.as_bytes()), other) {
                for member in members.iter().rev().take(1) {
                    let value: serde_json::Value = serde_json::from_str(member.json).expect("JSON");
                    proptest::prop_assert_eq!(Some(&value), other.get(member.name.as_ref()));
                }
            }
        }

        #[test]
        fn every_string_reads_back_as_written(text: String) {
            let mut json = String::new();
            write_json_string(&text, &mut json);
            proptest::prop_assert_eq!(&serde_json::from_str::<String>(&json).expect("JSON"), &text);
            proptest::prop_assert_eq!(scalar_text(&json).expect("text"), text);
        }

        #[test]
        fn no_bytes_make_it_panic(bytes: Vec<u8>) {
            let _ = (members(&bytes), items(&bytes), judge(StatusCode::OK, &bytes, &[KINGDEE]));
        }
    }
}
