//! A model with a field of each kind, as the generator would write it.

use docwright_runtime::{
    Date, DateTime, Extra, File, Json, Map, Number, UnixMilliseconds, UnixSeconds, UnknownCode, Value, enumeration, model,
};

/// A field of each kind.
#[allow(missing_docs, reason = "the names say it")]
#[derive(Default)]
pub struct Every {
    pub text: Option<String>,
    pub integer: Option<i64>,
    pub number: Option<Number>,
    pub boolean: Option<bool>,
    pub any: Option<Value>,
    pub digit: Option<Digit>,
    pub letter: Option<Letter>,
    pub truth: Option<Truth>,
    pub date: Option<Date>,
    pub moment: Option<DateTime>,
    pub millis: Option<UnixMilliseconds>,
    pub seconds: Option<UnixSeconds>,
    pub file: Option<File>,
    pub model: Option<Box<Every>>,
    pub json: Option<Json<Box<Every>>>,
    pub must: Option<i64>,
    pub texts: Vec<String>,
    pub integers: Vec<i64>,
    pub numbers: Option<Vec<Number>>,
    pub digits: Vec<Digit>,
    pub models: Vec<Every>,
    pub matrix: Vec<Vec<i64>>,
    pub anything: Vec<Value>,
    pub map: Map<i64>,
    pub models_by_name: Option<Map<Every>>,
    pub lists_by_name: Map<Vec<String>>,
    pub json_list: Option<Json<Vec<Every>>>,
    pub json_any: Option<Json<Value>>,
    pub extra: Extra,
}
model! { Every "Every" line 10 => extra {
    text = "text", integer = "integer", number = "number", boolean = "boolean", any = "any", digit = "digit",
    letter = "letter", truth = "truth", date = "date", moment = "moment", millis = "millis", seconds = "seconds",
    file = "file", model = "model", json = "json", must = "must" required, texts = "texts", integers = "integers",
    numbers = "numbers" required, digits = "digits", models = "models", matrix = "matrix", anything = "anything",
    map = "map", models_by_name = "models_by_name", lists_by_name = "lists_by_name", json_list = "json_list",
    json_any = "json_any",
} }

/// Integer codes.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum Digit {
    /// 1
    One,
    /// 2
    Two,
    /// Any other.
    Unknown(UnknownCode),
}
enumeration! { Digit: integer { One = 1 "one", Two = 2 "two" } }

/// Text codes.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum Letter {
    /// `a`
    A,
    /// `7`
    Seven,
    /// Any other.
    Unknown(UnknownCode),
}
enumeration! { Letter: string { A = "a" "first", Seven = "7" "seventh" } }

/// Codes that are truth values.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum Truth {
    /// `true`
    Yes,
    /// Any other.
    Unknown(UnknownCode),
}
enumeration! { Truth: boolean { Yes = true "yes" } }
