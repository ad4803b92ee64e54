//! Enumerations in descriptions: `1：天，2：月`, `已审核：“C”，未审核：“Z”`, `0-禁用，1-可用`, `审核audit、提交submit` …
//!
//! A description is cut into segments, each segment is looked at as a pair of code and label, and neighbours that agree
//! make a run. One pair alone proves nothing (`status =2 时返回`), so a run has at least two.

mod brackets;
mod english;
mod label;
mod notation;
mod pair;
mod runs;
mod segment;

use pair::Pair;
use runs::{Run, runs};

use crate::spec::{EnumFamily, EnumValue, Scalar, Type};

/// What a description says about the values of a field.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Enumeration {
    /// The values, where the field holds one family of codes.
    pub values: Vec<EnumValue>,
    /// The families, where it holds several; then `values` is empty.
    pub families: Vec<EnumFamily>,
    /// The value that the description marks as the default within the enumeration (`1：按金额（默认）`).
    pub default: Option<Scalar>,
}

impl Enumeration {
    /// Whether the description lists no values.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.values.is_empty() && self.families.is_empty()
    }

    /// The value that has this label, if exactly one has.
    #[must_use]
    pub fn value_labelled(&self, label: &str) -> Option<&Scalar> {
        let mut matching = self.values.iter().filter(|value| value.label == label);
        let value = matching.next()?;
        matching.next().is_none().then_some(&value.value)
    }
}

/// Descriptions longer than this are prose, not lists of codes.
const MAX_CHARACTERS: usize = 4_000;

/// Reads the values that a description lists for a field of type `field_type`.
///
/// Codes are given in the field's type; a list that cannot be values of that type (letters on an integer) is none.
///
/// ```
/// use docwright::{extract::enumeration, spec::{Scalar, Type}};
/// let read = enumeration::read("单据状态，已审核：“C”，未审核：“Z”", &Type::String);
/// assert_eq!(read.values[1].value, Scalar::from("Z"));
/// assert_eq!(read.values[1].label, "未审核");
/// assert!(enumeration::read("序列号 格式：001:备注1", &Type::String).is_empty());
/// ```
#[must_use]
pub fn read(description: &str, field_type: &Type) -> Enumeration {
    let Some(kind) = CodeKind::of(field_type) else { return Enumeration::default() };
    let characters = description.chars().take(MAX_CHARACTERS + 1).collect::<Vec<_>>();
    if characters.len() > MAX_CHARACTERS {
        return Enumeration::default();
    }
    if !description.contains(is_ideograph) {
        return english::read(description, kind);
    }
    let pairs = in_any_notation(&characters, kind);
    if pairs.is_empty() { english::listed(description, kind) } else { pairs }
}

/// The list that gives most pairs, with and without `、` between them.
fn in_any_notation(characters: &[char], kind: CodeKind) -> Enumeration {
    let best = [segment::Commas::WithEnumerationComma, segment::Commas::WithoutEnumerationComma]
        .into_iter()
        .map(|commas| runs(&segment::split(characters, commas), kind))
        .reduce(|first, second| if pairs_in(&second) > pairs_in(&first) { second } else { first })
        .unwrap_or_default();
    enumeration_of(best, kind)
}

fn pairs_in(runs: &[Run]) -> usize {
    runs.iter().map(|run| run.pairs.len()).sum()
}

/// How codes of a field are written in the specification.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum CodeKind {
    Text,
    Number,
    Boolean,
    Open,
}

impl CodeKind {
    /// `None` for types whose values no list of codes can name.
    fn of(field_type: &Type) -> Option<Self> {
        match field_type {
            Type::String => Some(Self::Text),
            Type::Integer | Type::Number => Some(Self::Number),
            Type::Boolean => Some(Self::Boolean),
            Type::Any => Some(Self::Open),
            Type::List(inner) => Self::of(inner),
            Type::File | Type::Named(_) | Type::Map(_) | Type::Json(_) => None,
        }
    }

    fn accepts(self, code: &str) -> bool {
        match self {
            Self::Text | Self::Open => true,
            Self::Number => code.parse::<i64>().is_ok(),
            Self::Boolean => matches!(code, "true" | "false" | "0" | "1"),
        }
    }

    fn scalar(self, code: &str) -> Scalar {
        match self {
            Self::Text => Scalar::from(code),
            Self::Boolean if code == "true" || code == "false" => Scalar::Boolean(code == "true"),
            // `01` is text wherever the type leaves it open: as a number it would lose its zero.
            Self::Open if code.len() > 1 && code.trim_start_matches('-').starts_with('0') => Scalar::from(code),
            Self::Number | Self::Boolean | Self::Open => {
                code.parse::<i64>().map_or_else(|_| Scalar::from(code), Scalar::Integer)
            }
        }
    }
}

fn enumeration_of(runs: Vec<Run>, kind: CodeKind) -> Enumeration {
    let default =
        runs.iter().flat_map(|run| &run.pairs).find(|pair| pair.is_default).map(|pair| kind.scalar(&pair.code));
    let values = |run: &Run| {
        let value = |pair: &Pair| EnumValue { value: kind.scalar(&pair.code), label: pair.label.clone() };
        run.pairs.iter().map(value).collect::<Vec<_>>()
    };
    match runs.as_slice() {
        [] => Enumeration::default(),
        [run] => Enumeration { values: values(run), families: Vec::new(), default },
        several => {
            let family = |run: &Run| EnumFamily { label: run.head.clone(), values: values(run) };
            Enumeration { values: Vec::new(), families: several.iter().map(family).collect(), default }
        }
    }
}

/// Whether a character is Chinese.
pub(super) const fn is_ideograph(character: char) -> bool {
    matches!(character, '\u{3400}'..='\u{4dbf}' | '\u{4e00}'..='\u{9fff}' | '\u{20000}'..='\u{2ffff}')
}

#[cfg(test)]
mod tests;
