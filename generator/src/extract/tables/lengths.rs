//! Lengths that a type or a column of its own states: `string(32)`, `decimal(10,2)`, `1-64`.

use std::sync::LazyLock;

use regex::Regex;

use crate::spec::{Field, Type};

/// How long a value may be, as a table states it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Length {
    least: Option<u64>,
    most: Option<u64>,
    /// The words of the table, for what no attribute of a field holds.
    words: String,
}

static IN_TYPE: LazyLock<Regex> =
    LazyLock::new(|| Regex::new(r"^[^(（\[<]+[(（\[<]\s*([^()（）]*\d[^()（）]*?)\s*[)）\]>]$").expect("a pattern"));
static NUMBERS: LazyLock<Regex> =
    LazyLock::new(|| Regex::new(r"^\D{0,6}(\d{1,9})(?:\s*[-~～–至到]\s*(\d{1,9}))?\D{0,4}$").expect("a pattern"));

impl Length {
    /// The length in a type: `varchar(50)`.
    pub(super) fn of_type(type_text: &str) -> Option<Self> {
        let text = type_text.trim().trim_matches(['*', '`']);
        let stated = IN_TYPE.captures(text)?.get(1)?.as_str();
        // `integer(int32)` names a format.
        if stated.starts_with(|c: char| c.is_ascii_alphabetic()) {
            return None;
        }
        Some(Self::read(stated, text))
    }

    /// The length in a cell of a column of lengths.
    pub(super) fn of_cell(cell: &str) -> Option<Self> {
        cell.contains(|c: char| c.is_ascii_digit()).then(|| Self::read(cell, &format!("长度：{cell}")))
    }

    fn read(stated: &str, words: &str) -> Self {
        let number = |found: Option<regex::Match<'_>>| found.and_then(|found| found.as_str().parse::<u64>().ok());
        let (least, most) = match NUMBERS.captures(stated) {
            Some(found) => match (number(found.get(1)), number(found.get(2))) {
                (least, Some(most)) => (least, Some(most)),
                (most, None) => (None, most),
            },
            None => (None, None),
        };
        Self { least, most, words: words.to_owned() }
    }

    /// Limits a field: text by attributes, anything else in the words of its description. A note would not do: it says
    /// when a field must be there, and a digit count is no condition.
    pub(super) fn limit(&self, field: &mut Field) {
        if field.type_ == Type::String && self.most.is_some() {
            field.min_length = self.least;
            field.max_length = self.most;
        } else {
            let words = field.description.take().into_iter().chain([self.words.clone()]);
            field.description = Some(words.collect::<Vec<_>>().join("；"));
        }
    }
}
