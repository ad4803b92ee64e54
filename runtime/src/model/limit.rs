//! What a document demands of the values of a field.

use std::collections::HashSet;
use std::fmt;

use super::{List, SlotRef};
use crate::{Number, json};

/// What a document demands of a field of a request.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Limit {
    /// It must be there.
    Required,
    /// One of these must be there.
    OneOf(&'static [&'static str]),
    /// A text has at least so many characters. Characters are Unicode scalar values: `会员` has two.
    MinLength(u64),
    /// A text has at most so many characters.
    MaxLength(u64),
    /// A number, or a text that spells one, is not less.
    Minimum(&'static str),
    /// A number, or a text that spells one, is not greater.
    Maximum(&'static str),
    /// A list, or a text that lists its items with commas, has at least so many items.
    MinItems(u64),
    /// A list, or a text that lists its items with commas, has at most so many items.
    MaxItems(u64),
    /// All items of a list differ.
    UniqueItems,
}

impl Limit {
    /// Whether what a slot holds keeps the limit. What the limit does not speak of keeps it: a text that spells no number
    /// is neither too small nor too great.
    pub(crate) fn is_kept_by(self, value: &SlotRef<'_>) -> bool {
        if matches!(value, SlotRef::Absent) {
            return self != Self::Required;
        }
        if let SlotRef::Json(embedded) = value {
            return self.is_kept_by(&embedded.inner().held());
        }
        match self {
            Self::Required | Self::OneOf(_) => true,
            Self::MinLength(least) => length(value).is_none_or(|length| length >= least),
            Self::MaxLength(most) => length(value).is_none_or(|length| length <= most),
            Self::Minimum(least) => compare(value, |value, least| value >= least, least),
            Self::Maximum(most) => compare(value, |value, most| value <= most, most),
            Self::MinItems(least) => items(value).is_none_or(|items| items >= least),
            Self::MaxItems(most) => items(value).is_none_or(|items| items <= most),
            Self::UniqueItems => !matches!(value, SlotRef::List(list) if has_duplicates(*list)),
        }
    }
}

fn length(value: &SlotRef<'_>) -> Option<u64> {
    match value {
        SlotRef::Text(text) => u64::try_from(text.chars().count()).ok(),
        _ => None,
    }
}

fn compare(value: &SlotRef<'_>, keeps: fn(&Number, &Number) -> bool, bound: &str) -> bool {
    let value = match value {
        SlotRef::Integer(value) => Some((*value).into()),
        SlotRef::Number(number) => Some((*number).clone()),
        SlotRef::Text(text) => text.trim().parse().ok(),
        _ => None,
    };
    value.zip(bound.parse().ok()).is_none_or(|(value, bound)| keeps(&value, &bound))
}

fn items(value: &SlotRef<'_>) -> Option<u64> {
    let count = match value {
        SlotRef::List(list) => list.len(),
        SlotRef::Text("") => 0,
        SlotRef::Text(text) => text.split(',').count(),
        _ => return None,
    };
    u64::try_from(count).ok()
}

fn has_duplicates(list: &dyn List) -> bool {
    let mut seen = HashSet::new();
    (0..list.len()).filter_map(|index| list.get(index)).any(|item| !seen.insert(json::encode(item)))
}

impl fmt::Display for Limit {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Required => out.write_str("required"),
            Self::OneOf(names) => write!(out, "one of {} is required", names.join(", ")),
            Self::MinLength(least) => write!(out, "at least {}", Amount(*least, "character")),
            Self::MaxLength(most) => write!(out, "at most {}", Amount(*most, "character")),
            Self::Minimum(least) => write!(out, "not less than {least}"),
            Self::Maximum(most) => write!(out, "not greater than {most}"),
            Self::MinItems(least) => write!(out, "at least {}", Amount(*least, "item")),
            Self::MaxItems(most) => write!(out, "at most {}", Amount(*most, "item")),
            Self::UniqueItems => out.write_str("items that differ"),
        }
    }
}

/// So many of something.
struct Amount(u64, &'static str);

impl fmt::Display for Amount {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        let plural = if self.0 == 1 { "" } else { "s" };
        write!(out, "{} {}{plural}", self.0, self.1)
    }
}
