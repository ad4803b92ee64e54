//! Models in the formats of other people.

mod fields;

use docwright_runtime::{Date, Json, Number, Value, json};
use fields::{Digit, Fields, Letter};
use serde::{Deserialize, Serialize};

fn sample() -> Fields {
    let text = r#"{"text":"yes","integer":-7,"number":12345678901234567.890,"boolean":true,"any":[null,1.5,{"a":"b"}],
        "digit":3,"letter":"a","truth":false,"date":"2022-08-01","time":1659312000000,"file":"YWJj",
        "model":{"integer":1,"number":1e400},"texts":["012","1_000","2022-08-01"],"integers":[1,2],"models":[{},{"text":""}],
        "matrix":[[1],[]],"anything":[18446744073709551615,0.1],"map":{"on":1,"":2},"json":"{ \"integer\":1}",
        "integer_":1,"must":5,"more":{"x":[1.10]}}"#;
    json::decode_as(text.as_bytes()).unwrap()
}

#[test]
fn json_by_serde() {
    let text = serde_json::to_string(&sample()).unwrap();
    assert!(!text.contains("$serde_json"));
    assert!(text.contains(r#""number":"12345678901234567.890""#), "{text}");
    assert_eq!(serde_json::from_str::<Fields>(&text).unwrap(), sample());
    assert_eq!(serde_json::from_value::<Fields>(serde_json::to_value(sample()).unwrap()).unwrap(), sample());
}

#[test]
fn yaml() {
    let text = serde_saphyr::to_string(&sample()).unwrap();
    assert_eq!(serde_saphyr::from_str::<Fields>(&text).unwrap(), sample());
}

#[test]
fn message_pack() {
    let bytes = rmp_serde::to_vec(&sample()).unwrap();
    assert_eq!(rmp_serde::from_slice::<Fields>(&bytes).unwrap(), sample());
}

#[test]
fn cbor() {
    let mut bytes = Vec::new();
    ciborium::into_writer(&sample(), &mut bytes).unwrap();
    assert_eq!(ciborium::from_reader::<Fields, _>(bytes.as_slice()).unwrap(), sample());
}

#[derive(Debug, PartialEq, Serialize, Deserialize)]
struct Flattened {
    own: u8,
    #[serde(flatten)]
    fields: Fields,
}

#[derive(Debug, PartialEq, Serialize, Deserialize)]
#[serde(untagged)]
enum Either {
    Number(u8),
    Fields(Box<Fields>),
}

#[test]
fn inside_flattened_and_untagged_types() {
    let flattened = Flattened { own: 1, fields: sample() };
    let text = serde_json::to_string(&flattened).unwrap();
    assert_eq!(serde_json::from_str::<Flattened>(&text).unwrap(), flattened);
    let either = Either::Fields(Box::new(sample()));
    let text = serde_json::to_string(&[&either, &Either::Number(1)]).unwrap();
    assert_eq!(serde_json::from_str::<[Either; 2]>(&text).unwrap(), [either, Either::Number(1)]);
}

#[test]
fn tolerances_and_places_are_those_of_json() {
    let fields: Fields =
        serde_json::from_str(r#"{"integer":"1","models":{"boolean":0},"digit":"1","map":[]}"#).unwrap();
    assert_eq!((fields.integer, fields.models[0].boolean, fields.digit), (Some(1), Some(false), Some(Digit::One)));
    let error = serde_json::from_str::<Fields>(r#"{"models":[{"integer":"x"}]}"#).unwrap_err();
    assert!(error.to_string().contains("models[0].integer"), "{error}");
    assert!(serde_json::from_str::<Fields>(&r#"{"model":"#.repeat(100_000)).is_err());
}

#[test]
fn numbers_and_values_alone() {
    let numbers = ["1", "-0", "1.5", "1.50", "18446744073709551615", "1e400", "12345678901234567.89"];
    for text in numbers {
        let number: Number = text.parse().unwrap();
        let json = serde_json::to_string(&number).unwrap();
        assert_eq!(serde_json::from_str::<Number>(&json).unwrap(), number, "{json}");
    }
    let value: Value = serde_json::from_str(r#"{"a":[1,null,true,"x"]}"#).unwrap();
    assert_eq!(serde_json::to_string(&value).unwrap(), r#"{"a":[1,null,true,"x"]}"#);
    let fields = Fields {
        letter: Some(Letter::from_code("new")),
        date: Some(Date::from("soon")),
        json: Some(Json::new(Box::default())),
        ..Fields::default()
    };
    assert_eq!(serde_json::to_string(&fields).unwrap(), r#"{"letter":"new","date":"soon","json":"{}"}"#);
}
