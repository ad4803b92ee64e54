//! Answers made to harm end in an error, within the limits and within the stack.

mod fields;

use docwright_runtime::{DecodeError, DecodeOptions, Limits, Misfits, Problem, Value, json};
use fields::Fields;

/// Decodes on a stack of the size that threads of asynchronous runtimes have.
fn decode<T: docwright_runtime::Slot>(text: String) -> Result<T, DecodeError> {
    let thread = std::thread::Builder::new().stack_size(2 << 20).spawn(move || json::decode_as(text.as_bytes()));
    thread.unwrap().join().unwrap()
}

#[test]
fn deep_nesting_is_an_error() {
    let deep = 100_000;
    let shapes = [
        "[".repeat(deep),
        r#"{"model":"#.repeat(deep),
        r#"{"models":["#.repeat(deep),
        r#"{"unknown":"#.repeat(deep),
        r#"{"json":"#.repeat(deep),
        r#"{"text":[["#.repeat(deep),
        r#"{"map":[{"map":"#.repeat(deep),
        r#"{"integers":{"a":"#.repeat(deep),
    ];
    for shape in shapes {
        let start: String = shape.chars().take(30).collect();
        assert!(decode::<Fields>(shape.clone()).is_err(), "{start}");
        let error = decode::<Value>(shape).unwrap_err();
        assert_eq!(error.problem(), &Problem::TooDeep { limit: 128 }, "{start}");
    }
}

#[test]
fn what_is_just_deep_enough_is_decoded() {
    let text = [r#"{"model":"#.repeat(127), "{}".to_owned(), "}".repeat(127)].concat();
    assert!(decode::<Fields>(text).is_ok());
    let text = ["[".repeat(128), "]".repeat(128)].concat();
    assert!(decode::<Value>(text).is_ok());
}

#[test]
fn texts_within_texts_are_an_error() {
    let mut text = "{}".to_owned();
    for _ in 0..14 {
        text = format!(r#"{{"json":{}}}"#, String::from_utf8(json::encode(&text)).unwrap());
    }
    assert!(decode::<Fields>(text.clone()).is_ok());
    let options = DecodeOptions { limits: Limits { depth: 20, ..Limits::default() }, ..DecodeOptions::default() };
    let error = json::decode(text.as_bytes(), &mut Fields::default(), &options).unwrap_err();
    assert_eq!(error.problem(), &Problem::TooDeep { limit: 20 });
}

#[test]
fn large_answers_are_an_error() {
    let options = DecodeOptions { limits: Limits { bytes: 10, ..Limits::default() }, ..DecodeOptions::default() };
    let error = json::decode(b"[1,2,3,4,5]", &mut Value::Null, &options).unwrap_err();
    assert_eq!(error.problem(), &Problem::TooLarge { limit: 10 });
}

#[test]
fn answers_that_grow_in_memory_are_an_error() {
    let limits = Limits { memory: 100_000, ..Limits::default() };
    let options = DecodeOptions { limits, misfits: Misfits::Keep, ..DecodeOptions::default() };
    let many = |element: &str| vec![element; 100_000].join(",");
    let names: Vec<String> = (0..10_000).map(|name| format!("\"{name}\":1")).collect();
    let grows = [
        format!(r#"{{"models":[{}]}}"#, many("{}")),
        format!(r#"{{"models":"[{}]"}}"#, many("{}")),
        format!(r#"{{"matrix":[{}]}}"#, many("[]")),
        format!(r#"{{"text":[{}]}}"#, many("1")),
        format!(r#"{{"other":[{}]}}"#, many("1")),
        format!(r#"{{"map":{{{}}}}}"#, names.join(",")),
        format!("{{{}}}", names.join(",")),
        [r#"{"json":"#.repeat(60), format!(r#"{{"text":"{}"}}"#, "x".repeat(2000)), "}".repeat(60)].concat(),
    ];
    for text in grows {
        let start: String = text.chars().take(30).collect();
        let error = json::decode(text.as_bytes(), &mut Fields::default(), &options).unwrap_err();
        assert_eq!(error.problem(), &Problem::TooMuch { limit: 100_000 }, "{start}");
        assert!(decode::<Fields>(text).is_ok(), "{start}");
    }
}

#[test]
fn broken_texts_are_errors() {
    let broken: &[&[u8]] = &[
        b"",
        b" ",
        b"{",
        b"{\"text\"",
        b"{\"text\":",
        b"{\"text\":\"",
        b"{\"text\":\"a",
        b"{\"text\":\"\\",
        b"{\"text\":\"\\u12",
        b"{\"text\":\"\\ud800\"}",
        b"{\"text\":\"\xff\"}",
        b"{\"\xff\":1}",
        b"{\"other\":\"\xff\"}",
        b"{\"text\":1,}",
        b"{\"integer\":-}",
        b"{\"integer\":01}",
        b"{\"integer\":1.}",
        b"{\"integer\":NaN}",
        b"{\"integer\":-Infinity}",
        b"{\"integers\":[1,]}",
        b"{\"integers\":[",
        b"{\"map\":{\"a\":}}",
        b"{}x",
        b"{}{}",
        b"<html>",
        b"\x00",
    ];
    for bytes in broken {
        let error = json::decode_as::<Fields>(bytes).unwrap_err();
        assert!(matches!(error.problem(), Problem::Syntax(_)), "{}: {error}", bytes.escape_ascii());
    }
}

#[test]
fn long_numbers_and_exponents_cost_little() {
    for text in ["1e999999999999999999", "1e-999999999999999999", "1e99999999999999999999999999999999999999999"] {
        let decoded: Fields = json::decode_as(format!(r#"{{"number":{text}}}"#).as_bytes()).unwrap();
        let number = decoded.number.unwrap();
        assert_eq!((number.as_str(), number.as_i64(), number.as_u64()), (text, None, None));
        assert_eq!(number, number.clone());
        assert!(json::decode_as::<Fields>(format!(r#"{{"integer":{text}}}"#).as_bytes()).is_err());
    }
    assert!(json::decode_as::<Fields>(format!(r#"{{"number":{}}}"#, "9".repeat(4000)).as_bytes()).is_ok());
}

#[test]
fn entries_that_come_and_go_cost_no_more_than_others() {
    let names = || (0..100_000).map(|name| format!("\"{name}\""));
    let come: Vec<String> = names().map(|name| format!("{name}:1")).collect();
    let go: Vec<String> = names().map(|name| format!("{name}:null")).collect();
    let text = format!(r#"{{"map":{{{},{}}}}}"#, come.join(","), go.join(","));
    assert!(decode::<Fields>(text).unwrap().map.is_empty());
}

#[test]
fn errors_say_where_and_never_what() {
    let options =
        DecodeOptions { operation: "get_fields", document: "documents/fields.md", ..DecodeOptions::default() };
    let text = r#"{"models":[{},{"model":{"integer":"secret"}}]}"#;
    let error = json::decode(text.as_bytes(), &mut Fields::default(), &options).unwrap_err();
    assert_eq!(
        error.to_string(),
        "cannot decode the answer of get_fields at models[1].model.integer: documented as integer, but a string came \
         that is not one, at byte 42 (see documents/fields.md:11)"
    );
    assert!(!format!("{error:?}").contains("secret"));
    assert!(error.excerpt().contains("secret"));
    assert!(error.body().is_none());
    let body = bytes::Bytes::from_static(b"all");
    assert_eq!(error.with_body(body.clone()).body(), Some(&body));
}
