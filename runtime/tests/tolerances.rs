//! The table of tolerances, cell by cell: what comes for a documented type, what becomes of it, what is reported.

mod fields;

use std::sync::Mutex;

use docwright_runtime::{DecodeOptions, Drift, DriftSink, Extra, Misfits, Mode, Problem, Tolerance, json, model};

use Tolerance::*;
use fields::{Digit, Fields, Letter, Truth};

#[derive(Default)]
struct Strict {
    must: Option<i64>,
    list: Vec<i64>,
    extra: Extra,
}
model! { Strict "Strict" line 50 => extra { must = "must" required, list = "list" required @ 70 } }

#[derive(Default)]
struct Log(Mutex<Vec<Tolerance>>);

impl DriftSink for Log {
    fn record(&self, drift: &Drift<'_>) {
        self.0.lock().unwrap().push(drift.tolerance);
    }
}

/// Decodes, and gives what is written back with what was reported.
fn decode<T: docwright_runtime::Slot>(text: &str, misfits: Misfits) -> Result<(String, Vec<Tolerance>), Problem> {
    let log = Log::default();
    let options = DecodeOptions { drift: Some(&log), misfits, ..DecodeOptions::default() };
    let mut value = T::vacant();
    json::decode(text.as_bytes(), &mut value, &options).map_err(|error| error.problem().clone())?;
    let back = String::from_utf8(json::encode(&value)).unwrap();
    Ok((back, log.0.into_inner().unwrap()))
}

/// The cells: a member as it comes, as it is written back, and the reported tolerances.
const CELLS: &[(&str, &str, &[Tolerance])] = &[
    // Any type: null is absent.
    (r#""text":null"#, "", &[]),
    (r#""integer":null"#, "", &[]),
    (r#""digit":null"#, "", &[]),
    (r#""model":null"#, "", &[]),
    (r#""texts":null"#, "", &[]),
    (r#""map":null"#, "", &[]),
    (r#""json":null"#, "", &[]),
    (r#""file":null"#, "", &[]),
    (r#""any":null"#, r#""any":null"#, &[]),
    // string
    (r#""text":"""#, r#""text":"""#, &[]),
    (r#""text":1.50"#, r#""text":"1.50""#, &[Unquoted]),
    (r#""text":true"#, r#""text":"true""#, &[Unquoted]),
    (r#""text":[]"#, "", &[EmptyForNothing]),
    (r#""text":{}"#, "", &[EmptyForNothing]),
    (r#""text":[1, "a"]"#, r#""text":"[1, \"a\"]""#, &[StructureForText]),
    (r#""text":{"a": 1}"#, r#""text":"{\"a\": 1}""#, &[StructureForText]),
    // integer
    (r#""integer":-0"#, r#""integer":0"#, &[]),
    (r#""integer":-9223372036854775808"#, r#""integer":-9223372036854775808"#, &[]),
    (r#""integer":9223372036854775807"#, r#""integer":9223372036854775807"#, &[]),
    (r#""integer":18446744073709551615"#, r#""integer":18446744073709551615"#, &[BeyondInteger]),
    (r#""integer":"18446744073709551615""#, r#""integer":"18446744073709551615""#, &[BeyondInteger]),
    (r#""integer":"12""#, r#""integer":12"#, &[Quoted]),
    (r#""integer":"-012""#, r#""integer":-12"#, &[Quoted]),
    (r#""integer":"1e3""#, r#""integer":1000"#, &[Quoted]),
    (r#""integer":1e3"#, r#""integer":1000"#, &[IntegerSpelling]),
    (r#""integer":1.0"#, r#""integer":1"#, &[IntegerSpelling]),
    (r#""integer":1200e-2"#, r#""integer":12"#, &[IntegerSpelling]),
    (r#""integer":true"#, r#""integer":1"#, &[BooleanForInteger]),
    (r#""integer":"""#, "", &[EmptyForNothing]),
    (r#""integer":[]"#, "", &[EmptyForNothing]),
    (r#""integer":{ }"#, "", &[EmptyForNothing]),
    // number
    (r#""number":12345678901234567.890"#, r#""number":12345678901234567.890"#, &[]),
    (r#""number":"1.50""#, r#""number":1.50"#, &[Quoted]),
    (r#""number":"007""#, r#""number":7"#, &[Quoted]),
    (r#""number":"""#, "", &[EmptyForNothing]),
    // boolean
    (r#""boolean":0"#, r#""boolean":false"#, &[NumberForBoolean]),
    (r#""boolean":1"#, r#""boolean":true"#, &[NumberForBoolean]),
    (r#""boolean":"0""#, r#""boolean":false"#, &[Quoted]),
    (r#""boolean":"True""#, r#""boolean":true"#, &[Quoted]),
    (r#""boolean":"false""#, r#""boolean":false"#, &[Quoted]),
    (r#""boolean":"""#, "", &[EmptyForNothing]),
    // integer code
    (r#""digit":1"#, r#""digit":1"#, &[]),
    (r#""digit":"1""#, r#""digit":1"#, &[Quoted]),
    (r#""digit":1.0"#, r#""digit":1"#, &[IntegerSpelling]),
    (r#""digit":2"#, r#""digit":2"#, &[UnknownCode]),
    (r#""digit":"2""#, r#""digit":2"#, &[UnknownCode]),
    (r#""digit":"02""#, r#""digit":"02""#, &[UnknownCode]),
    (r#""digit":"x""#, r#""digit":"x""#, &[UnknownCode]),
    (r#""digit":1.5"#, r#""digit":1.5"#, &[UnknownCode]),
    (r#""digit":-0"#, r#""digit":-0"#, &[UnknownCode]),
    (r#""digit":true"#, r#""digit":true"#, &[UnknownCode]),
    (r#""digit":"""#, "", &[EmptyForNothing]),
    // string code
    (r#""letter":"b""#, r#""letter":"b""#, &[UnknownCode]),
    (r#""letter":7"#, r#""letter":"7""#, &[Unquoted]),
    (r#""letter":8"#, r#""letter":8"#, &[UnknownCode]),
    (r#""letter":"""#, r#""letter":"""#, &[UnknownCode]),
    // boolean code
    (r#""truth":1"#, r#""truth":true"#, &[NumberForBoolean]),
    (r#""truth":"true""#, r#""truth":true"#, &[Quoted]),
    (r#""truth":false"#, r#""truth":false"#, &[UnknownCode]),
    (r#""truth":-0"#, r#""truth":-0"#, &[UnknownCode]),
    // dates and times
    (r#""date":"202-08-01""#, r#""date":"202-08-01""#, &[OtherFormat]),
    (r#""date":20220801"#, r#""date":"20220801""#, &[OtherFormat]),
    (r#""date":"""#, "", &[EmptyForNothing]),
    (r#""time":1659312000000"#, r#""time":1659312000000"#, &[]),
    (r#""time":"1659312000000""#, r#""time":1659312000000"#, &[OtherFormat]),
    (r#""time":"2022-08-01""#, r#""time":"2022-08-01""#, &[OtherFormat]),
    // file
    (r#""file":"YWJj""#, r#""file":"YWJj""#, &[]),
    // object
    (r#""model":{}"#, r#""model":{}"#, &[]),
    (r#""model":"""#, "", &[EmptyForNothing]),
    (r#""model":[]"#, "", &[EmptyForNothing]),
    (r#""model":"{\"integer\": \"1\"}""#, r#""model":{"integer":1}"#, &[Quoted, JsonInText]),
    (r#""other":[1.50,null]"#, r#""other":[1.50,null]"#, &[UnknownMember]),
    (r#""integer":1,"integer":2"#, r#""integer":2"#, &[DuplicateMember]),
    (r#""any":{"a":1,"a":2}"#, r#""any":{"a":2}"#, &[DuplicateMember]),
    (r#""other":{"a":1,"a":2}"#, r#""other":{"a":2}"#, &[UnknownMember, DuplicateMember]),
    (r#""other":1,"other":2"#, r#""other":2"#, &[UnknownMember, UnknownMember, DuplicateMember]),
    // list
    (r#""texts":[]"#, "", &[]),
    (r#""texts":"""#, "", &[EmptyForNothing]),
    (r#""texts":{}"#, "", &[EmptyForNothing]),
    (r#""texts":"a""#, r#""texts":["a"]"#, &[SingleForList]),
    (r#""texts":"[\"a\"]""#, r#""texts":["a"]"#, &[JsonInText]),
    (r#""texts":"[a]""#, r#""texts":["[a]"]"#, &[SingleForList]),
    (r#""texts":["a",null]"#, r#""texts":["a"]"#, &[NullElement]),
    (r#""integers":7"#, r#""integers":[7]"#, &[SingleForList]),
    (r#""integers":"7""#, r#""integers":[7]"#, &[Quoted, SingleForList]),
    (r#""integers":[1,"",2]"#, r#""integers":[1,2]"#, &[EmptyForNothing]),
    (r#""integers":[1,18446744073709551615]"#, r#""integers":[1,18446744073709551615]"#, &[BeyondInteger]),
    (r#""models":{"integer":1}"#, r#""models":[{"integer":1}]"#, &[SingleForList]),
    (r#""models":[{"integer":"1"},{}]"#, r#""models":[{"integer":1},{}]"#, &[Quoted]),
    (r#""matrix":[[1],[]]"#, r#""matrix":[[1],[]]"#, &[]),
    (r#""anything":[null,1]"#, r#""anything":[null,1]"#, &[]),
    // map
    (r#""map":{}"#, "", &[]),
    (r#""map":[]"#, "", &[EmptyForNothing]),
    (r#""map":"""#, "", &[EmptyForNothing]),
    (r#""map":{"a":"1","b":null}"#, r#""map":{"a":1}"#, &[Quoted, NullElement]),
    (r#""map":{"a":1,"a":2}"#, r#""map":{"a":2}"#, &[DuplicateMember]),
    (r#""map":{"a":null,"b":2,"a":1}"#, r#""map":{"a":1,"b":2}"#, &[NullElement, DuplicateMember]),
    (r#""map":{"a":1,"b":2,"a":null}"#, r#""map":{"b":2}"#, &[DuplicateMember, NullElement]),
    (r#""map":"{\"a\":1}""#, r#""map":{"a":1}"#, &[JsonInText]),
    // JSON in a string
    (r#""json":"{\"integer\": 1 }""#, r#""json":"{\"integer\": 1 }""#, &[]),
    (r#""json":{"integer": 1}"#, r#""json":"{\"integer\": 1}""#, &[JsonNotInText]),
    (r#""json":"""#, "", &[EmptyForNothing]),
    (r#""json":"null""#, "", &[]),
];

#[test]
fn each_cell_of_the_table() {
    for (member, back, tolerances) in CELLS {
        let got = decode::<Fields>(&format!("{{{member}}}"), Misfits::Refuse);
        assert_eq!(got, Ok((format!("{{{back}}}"), tolerances.to_vec())), "{member}");
    }
}

#[test]
fn what_is_tolerated_is_stable() {
    for (member, back, _) in CELLS {
        let got = decode::<Fields>(&format!("{{{back}}}"), Misfits::Refuse);
        assert_eq!(got.map(|(back, _)| back), Ok(format!("{{{back}}}")), "{member}");
    }
}

/// What nothing helps: an error, or kept in `extra` where that is asked for.
const MISFITS: &[&str] = &[
    r#""integer":1.5"#,
    r#""integer":"abc""#,
    r#""integer":"1.5""#,
    r#""integer":"2^70""#,
    r#""integer":1180591620717411303424"#,
    r#""integer":-9223372036854775809"#,
    r#""integer":" 1""#,
    r#""integer":"+1""#,
    r#""integer":[1]"#,
    r#""number":"1,5""#,
    r#""number":"NaN""#,
    r#""number":true"#,
    r#""boolean":2"#,
    r#""boolean":"yes""#,
    r#""file":"not base64!""#,
    r#""model":1"#,
    r#""model":"text""#,
    r#""model":[{"integer":1}]"#,
    r#""model":"{\"integer\": ""#,
    r#""map":[1]"#,
    r#""json":"text""#,
    r#""integers":[1,"x"]"#,
    r#""date":{"year":2022}"#,
    r#""digit":[1]"#,
];

#[test]
fn what_does_not_fit_is_refused_or_kept() {
    for member in MISFITS {
        let text = format!("{{{member}}}");
        let refused = decode::<Fields>(&text, Misfits::Refuse);
        assert!(matches!(refused, Err(Problem::Type { .. })), "{member}: {refused:?}");
        let (back, tolerances) = decode::<Fields>(&text, Misfits::Keep).unwrap();
        assert_eq!(back, text);
        assert_eq!(tolerances.last(), Some(&Misfit), "{member}");
    }
}

#[test]
fn strict_refuses_what_is_tolerated() {
    for (member, _, tolerances) in CELLS {
        let mut value = Fields::default();
        let options = DecodeOptions { mode: Mode::Strict, ..DecodeOptions::default() };
        let outcome = json::decode(format!("{{{member}}}").as_bytes(), &mut value, &options);
        assert_eq!(outcome.is_ok(), tolerances.is_empty(), "{member}: {outcome:?}");
    }
}

#[test]
fn required_members_are_missed() {
    let cases: &[(&str, &[Tolerance])] = &[
        (r#"{"must":1,"list":[]}"#, &[]),
        (r#"{"list":[1]}"#, &[MissingRequired]),
        (r#"{"must":null,"list":null}"#, &[NullRequired, NullRequired]),
        ("{}", &[MissingRequired, MissingRequired]),
    ];
    for (text, tolerances) in cases {
        assert_eq!(decode::<Strict>(text, Misfits::Refuse).unwrap().1, *tolerances, "{text}");
    }
}

#[test]
fn a_byte_order_mark_and_white_space_are_nothing() {
    let got = decode::<Vec<i64>>("\u{feff} \r\n[1, 2]\t ", Misfits::Refuse);
    assert_eq!(got, Ok(("[1,2]".to_owned(), vec![])));
}

#[test]
fn unknown_and_known_codes_cannot_be_mixed_up() {
    let decoded: Fields = json::decode_as(br#"{"digit":1}"#).unwrap();
    assert_eq!(decoded.digit, Some(Digit::from_code(1)));
    assert_eq!(Digit::from_code(1), Digit::One);
    assert_eq!((Digit::One.label(), Digit::from_code(2).label()), (Some("one"), None));
    assert_eq!(Truth::from_code(true), Truth::Yes);
    assert_eq!(Letter::from_code("b").code(), "b");
    assert_eq!([Letter::A, Letter::Seven].map(|letter| letter.code().to_string()), ["a", "7"]);
}

#[test]
fn the_text_of_embedded_json_is_kept_until_it_changes() {
    let mut decoded: Fields = json::decode_as(br#"{"json":"{ \"integer\":\t1}"}"#).unwrap();
    let embedded = decoded.json.as_mut().unwrap();
    assert_eq!(embedded.text(), Some("{ \"integer\":\t1}"));
    embedded.get_mut().integer = Some(2);
    assert_eq!(embedded.text(), None);
    assert_eq!(json::encode(&decoded), br#"{"json":"{\"integer\":2}"}"#);
}
