//! A model with a field of each kind, as the generator would write it.
#![allow(missing_docs, unreachable_pub)]

use docwright_runtime::{
    Date, Extra, File, Json, Map, Number, UnixMilliseconds, UnknownCode, Value, enumeration, model,
};

#[derive(Default)]
pub struct Fields {
    pub text: Option<String>,
    pub integer: Option<i64>,
    pub number: Option<Number>,
    pub boolean: Option<bool>,
    pub any: Option<Value>,
    pub digit: Option<Digit>,
    pub letter: Option<Letter>,
    pub truth: Option<Truth>,
    pub date: Option<Date>,
    pub time: Option<UnixMilliseconds>,
    pub file: Option<File>,
    pub model: Option<Box<Fields>>,
    pub texts: Vec<String>,
    pub integers: Vec<i64>,
    pub models: Vec<Fields>,
    pub matrix: Vec<Vec<i64>>,
    pub anything: Vec<Value>,
    pub map: Map<i64>,
    pub json: Option<Json<Box<Fields>>>,
    pub must: Option<i64>,
    pub extra: Extra,
}
model! { Fields "Fields" line 10 => extra {
    text = "text", integer = "integer", number = "number", boolean = "boolean", any = "any", digit = "digit",
    letter = "letter", truth = "truth", date = "date", time = "time", file = "file", model = "model", texts = "texts",
    integers = "integers", models = "models", matrix = "matrix", anything = "anything", map = "map", json = "json",
    must = "must",
} }

#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum Digit {
    One,
    Unknown(UnknownCode),
}
enumeration! { Digit: integer { One = 1 "one" } }

#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum Letter {
    A,
    Seven,
    Unknown(UnknownCode),
}
enumeration! { Letter: string { A = "a" "first", Seven = "7" "seventh" } }

#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum Truth {
    Yes,
    Unknown(UnknownCode),
}
enumeration! { Truth: boolean { Yes = true "yes" } }
