//! JSON as people write it, and what must stay unread.

use super::*;

fn json(text: &str) -> String {
    parse_json(text, 0).value.map_or_else(|| "-".to_owned(), |value| value.to_json())
}

#[test]
fn json_is_read_without_problems() {
    for text in [r#"{"a":[1,-2.50,1e3,true,null,"x\"y\u4e2d\ud83d\ude00"],"b":{}}"#, "[]", "\"x\"", "12"] {
        let reading = parse_json(text, 0);
        assert!(reading.problems.is_empty(), "{text}: {:?}", reading.problems);
        let kept = reading.value.expect(text).to_json();
        let standard = |text: &str| serde_json::from_str::<serde_json::Value>(text).expect("JSON");
        assert_eq!(standard(&kept), standard(text));
    }
}

#[test]
fn what_people_write_is_read_where_it_is_certain() {
    for (text, expected) in [
        ("{a: 1, // one\n b: 二, /* two */}", r#"{"a":1,"b":"二"}"#),
        ("{'a': 'x', “b”：“y”}", r#"{"a":"x","b":"y"}"#),
        ("{a: ,\n b:,\n c: 1}", r#"{"a":null,"b":null,"c":1}"#),
        ("{ids:1001,1002,\n name: 甲\n age: 3}", r#"{"ids":"1001,1002","name":"甲","age":3}"#),
        ("{day: 2018-10-25 18:30:13,\n no: 007}", r#"{"day":"2018-10-25 18:30:13","no":"007"}"#),
        ("{a\": 1}，", r#"{"a":1}"#),
        ("一、成功\n{code: 0}\n二、失败\n{code: 1}", r#"{"code":0}"#),
        ("[1, 2, ...]", "[1,2]"),
        ("{\"a\": tRue}", r#"{"a":"tRue"}"#),
        ("{a:\n b: 2018-10-25\n}", r#"{"a":null,"b":"2018-10-25"}"#),
        ("{\"a\":\n \"b\": 1}", r#"{"a":null,"b":1}"#),
        ("{\"a\":\n \"b\"}", r#"{"a":"b"}"#),
        ("{a:\n 10:30\n}", r#"{"a":"10:30"}"#),
        ("{unit: 个,托,箱(1:36:360),\n id: 1}", r#"{"unit":"个,托,箱(1:36:360)","id":1}"#),
        ("{a: 个,b:1,c-d:2}", r#"{"a":"个","b":1,"c-d":2}"#),
        ("{\"a\": [[{\"b\": 1}\n]\n}", r#"{"a":[[{"b":1}]]}"#),
        ("[{\"a\": {\"b\": \"x\"]", r#"[{"a":{"b":"x"}}]"#),
        ("{\"a\": {\"b\": 1}", r#"{"a":{"b":1}}"#),
        ("{\"a\": {\"b\": 1},", "-"),
        ("{\"a\": [1, 2", "-"),
        ("{\"a\": 1, [2]}", "-"),
        ("{\"a\": 1", "-"),
        ("words", "-"),
        ("", "-"),
    ] {
        assert_eq!(json(text), expected, "{text}");
    }
    assert_eq!(json(&"[".repeat(100_000)), "-");
}

#[test]
fn the_last_problem_is_why_there_is_no_value() {
    let names = "x: y,\n".repeat(2 * MAX_PROBLEMS);
    let reading = parse_json(&format!("{{{names} [1]}}"), 0);
    assert_eq!(reading.value, None);
    assert_eq!(reading.problems.len(), MAX_PROBLEMS);
    assert_eq!(reading.problems.last().map(|last| last.message.as_str()), Some("a name is missing"));
}

#[test]
fn places_are_those_in_the_source() {
    let text = "{\"data\": {\"a/b\": [7]}}";
    let places = parse_json(text, 100).places;
    let (path, span) = &places[0];
    assert_eq!(path, "/data/a~1b/0");
    assert_eq!(&text[span.start - 100..span.end - 100], "7");
}
