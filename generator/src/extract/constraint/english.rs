//! What English descriptions say about values: `Defaults to 10`, `between 1 and 100`, `up to 50 characters`.

use std::sync::LazyLock;

use regex::{Captures, Regex};

use super::scalar;
use crate::spec::{Field, Scalar, Type};

/// Reads default, limits, lengths, format and condition; what the field already says stays.
pub(super) fn read(description: &str, field: &mut Field) {
    field.default = field.default.take().or_else(|| default_value(description, field));
    field.note = field.note.take().or_else(|| condition(description, &field.name));
    let description = &description.replace('`', "");
    for found in RANGE.captures_iter(description) {
        limit(description, &found, 1, Bound::Least, field);
        limit(description, &found, 2, Bound::Most, field);
    }
    for (pattern, bounds) in [
        (&MOST, &[Bound::Most] as &[Bound]),
        (&MOST_BEHIND, &[Bound::Most]),
        (&LEAST, &[Bound::Least]),
        (&ABOVE, &[Bound::Above]),
        (&BELOW, &[Bound::Below]),
        (&EXACTLY, &[Bound::Least, Bound::Most]),
    ] {
        for found in pattern.captures_iter(description) {
            bounds.iter().for_each(|&bound| limit(description, &found, 1, bound, field));
        }
    }
    if let Some(found) = POSITIVE.captures(description).filter(|_| field.type_ == Type::Integer) {
        let least = i64::from(found[1].eq_ignore_ascii_case("positive"));
        field.minimum = field.minimum.take().or(Some(Scalar::Integer(least)));
    }
    field.format = field.format.take().or_else(|| format(description, &field.type_).map(str::to_owned));
}

/// A pattern in which `{N}` stands for a number.
macro_rules! pattern {
    ($name:ident, $pattern:literal) => {
        static $name: LazyLock<Regex> = LazyLock::new(|| {
            let number = r"(-?\d{1,3}(?:,\d{3})+(?:\.\d+)?|-?\d+(?:\.\d+)?)";
            Regex::new(&$pattern.replace("{N}", number)).expect("a well-formed pattern")
        });
    };
}

pattern!(
    DEFAULT,
    r#"(?i)\bdefaults?(?:\s+value)?(\s*(?:[:=]|is\s*:)\s*|\s+(?:is|to|of)\s+|\s+)(["'`“]?)(-?\d{1,3}(?:,\d{3})+\b|[^\s"'`“”,;()]+)(["'`”]?)"#
);
pattern!(
    MOST,
    r"(?i)\b(?:max(?:imum)?[\s._-]*(?:(?:allowed|value|length|number|count|is|of)\s*)*|up\s+to|at\s+most|no\s+(?:more|greater|larger|longer|higher)\s+than|(?:not|cannot|can't)\s+(?:be\s+)?(?:more|greater|larger|longer|higher)\s+than|(?:not|cannot|can't)\s+exceed|(?:less|fewer|smaller|lower)\s+than\s+or\s+equal\s+to)\s*[:=≤]?\s*{N}"
);
pattern!(
    MOST_BEHIND,
    r"(?i){N}\s+(?:characters|chars|letters|digits|items|elements)\s+(?:max(?:imum)?\b|at\s+most|or\s+(?:less|fewer))"
);
pattern!(
    LEAST,
    r"(?i)\b(?:min(?:imum)?[\s._-]*(?:(?:allowed|value|length|number|count|is|of)\s*)*|at\s+least|no\s+(?:less|fewer|smaller|shorter|lower)\s+than|(?:not|cannot|can't)\s+be\s+(?:less|fewer|smaller|shorter|lower)\s+than|(?:more|greater|larger)\s+than\s+or\s+equal\s+to)\s*[:=≥]?\s*{N}"
);
pattern!(ABOVE, r"(?i)\b(?:must|should)\s+be\s+(?:more|greater|larger)\s+than\s+{N}");
pattern!(BELOW, r"(?i)(?:^|[,;.(:]\s*|\bbe\s+)(?:less|fewer|smaller|lower|shorter)\s+than\s+{N}");
pattern!(POSITIVE, r"(?i)(?:^|[,;.(:]\s*|\bbe\s+)an?\s+(positive|non-negative)\s+(?:integer|whole\s+number)\b");
pattern!(EXACTLY, r"(?i)\bexactly\s+{N}");
pattern!(
    RANGE,
    r"(?i)\b(?:between\s+{N}\s+and|(?:range|length|values?|allowed)\b[^.;\d-]{0,20}?{N}\s*(?:-|–|~|\.\.|to))\s*{N}"
);

fn default_value(description: &str, field: &Field) -> Option<Scalar> {
    DEFAULT.captures_iter(description).find_map(|found| {
        let written = &found[3];
        let text = written.trim_end_matches(['.', ':', '!', '?']);
        let behind = if text.len() < written.len() { "" } else { &description[found.get(0)?.end()..] };
        let documented = field.enumeration.iter().find(|value| value.value.to_string() == text || value.label == text);
        if let Some(documented) = documented {
            return Some(documented.value.clone());
        }
        let is_told = match text.chars().next()? {
            _ if !found[2].is_empty() => !found[4].is_empty(),
            _ if matches!(text, "true" | "false" | "True" | "False") => true,
            // `default: ASC` tells; `the default sort order` and `defaults to today` tell of something.
            first if first.is_alphabetic() => {
                let ends = behind.is_empty() || behind.starts_with([',', ';', ')', '\n']);
                found[1].trim_end().ends_with([':', '=']) && ends && !is_no_value(text)
            }
            // `default 5 minutes` of a number of seconds does not.
            first if first.is_ascii_digit() || first == '-' => measure(behind, description, field) != Measure::Other,
            _ => false,
        };
        let text = if field.type_ == Type::String { text.to_owned() } else { text.replace(',', "") };
        is_told.then(|| scalar(&text, &field.type_)).flatten()
    })
}

/// Words that stand for the absence of a default, or for one that is computed.
fn is_no_value(text: &str) -> bool {
    let words = [
        "none",
        "null",
        "nil",
        "empty",
        "no",
        "n",
        "not",
        "varies",
        "depends",
        "now",
        "today",
        "current",
        "unlimited",
        "see",
    ];
    words.contains(&text.to_ascii_lowercase().as_str())
}

#[derive(Debug, Clone, Copy)]
enum Bound {
    Least,
    Most,
    /// More than the number.
    Above,
    /// Less than the number.
    Below,
}

/// What a number counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Measure {
    Value,
    Characters,
    Items,
    /// Something that no attribute of a field holds: bytes, decimal places, attempts.
    Other,
}

/// Words behind a number that leave it a value.
const CONNECTING: &[&str] = &[
    "",
    "inclusive",
    "per",
    "and",
    "or",
    "if",
    "for",
    "when",
    "by",
    "records",
    "rows",
    "results",
    "items",
    "entries",
    "is",
    "are",
];
const CHARACTERS: &[&str] = &["character", "characters", "char", "chars", "letters", "digits", "symbols"];
/// Units that no list is counted in.
const UNITS: &[&str] = &[
    "b", "bytes", "byte", "kb", "mb", "gb", "kib", "mib", "seconds", "second", "minutes", "minute", "hours", "days",
    "ms", "px", "pixels",
];

/// What the number in front of `behind` counts.
fn measure(behind: &str, description: &str, field: &Field) -> Measure {
    let directly = behind.chars().next();
    let goes_on = behind.chars().nth(1).is_some_and(|c| c.is_ascii_digit());
    if directly == Some('%') || goes_on && matches!(directly, Some('-' | ':' | '/' | '.')) {
        return Measure::Other;
    }
    let behind = behind.trim_start_matches([' ', ')']);
    let length = behind.find(|c: char| !c.is_ascii_alphabetic()).unwrap_or(behind.len());
    let word = behind[..length].to_ascii_lowercase();
    match &field.type_ {
        _ if CHARACTERS.contains(&word.as_str()) => Measure::Characters,
        Type::String if CONNECTING.contains(&word.as_str()) && description.to_lowercase().contains("length") => {
            Measure::Characters
        }
        Type::List(_) if !UNITS.contains(&word.as_str()) => Measure::Items,
        _ if CONNECTING.contains(&word.as_str()) || is_counted_in(&word, description, field) => Measure::Value,
        _ => Measure::Other,
    }
}

/// Whether a unit is the field's own: `days` of `valid_days`, `seconds` of `Timeout in seconds`.
fn is_counted_in(unit: &str, description: &str, field: &Field) -> bool {
    let singular = unit.trim_end_matches('s');
    let description = description.to_lowercase();
    let told = [format!("in {singular}"), format!("number of {singular}")];
    singular.len() > 1
        && (field.name.to_lowercase().contains(singular) || told.iter().any(|words| description.contains(words)))
}

fn limit(description: &str, found: &Captures<'_>, index: usize, bound: Bound, field: &mut Field) {
    // The two ways to write a range have groups of their own; the last number is shared.
    let mut numbers = found.iter().skip(1).flatten();
    let Some(number) = (if index == 1 { numbers.next() } else { numbers.last() }) else { return };
    let Some(last) = found.iter().skip(1).flatten().last() else { return };
    let text = number.as_str().replace(',', "");
    let count = || {
        let count = text.parse::<u64>().ok()?;
        match bound {
            Bound::Above => count.checked_add(1),
            Bound::Below => count.checked_sub(1),
            Bound::Least | Bound::Most => Some(count),
        }
    };
    match (measure(&description[last.end()..], description, field), &field.type_, bound) {
        (Measure::Characters, Type::String, Bound::Most | Bound::Below) => {
            field.max_length = field.max_length.or_else(count)
        }
        (Measure::Characters, Type::String, _) => field.min_length = field.min_length.or_else(count),
        (Measure::Items, _, Bound::Most | Bound::Below) => field.max_items = field.max_items.or_else(count),
        (Measure::Items, _, _) => field.min_items = field.min_items.or_else(count),
        (Measure::Value, Type::Integer | Type::Number, _) => limit_value(&text, bound, field),
        _ => {}
    }
}

fn limit_value(text: &str, bound: Bound, field: &mut Field) {
    let value = || scalar(text, &Type::Number);
    match bound {
        Bound::Least => field.minimum = field.minimum.take().or_else(value),
        Bound::Most => field.maximum = field.maximum.take().or_else(value),
        // Only among integers is there a least one above a number, and a largest one below it.
        Bound::Above => field.minimum = field.minimum.take().or_else(|| neighbour(text, 1, &field.type_)),
        Bound::Below => field.maximum = field.maximum.take().or_else(|| neighbour(text, -1, &field.type_)),
    }
}

fn neighbour(text: &str, step: i64, field_type: &Type) -> Option<Scalar> {
    let number = text.parse::<i64>().ok().filter(|_| *field_type == Type::Integer)?;
    number.checked_add(step).map(Scalar::Integer)
}

pattern!(
    MILLISECONDS,
    r"(?i)\b(?:unix|epoch|timestamp)\b.*\b(?:milliseconds|millis|ms)\b|\bmilliseconds since\b.*\b(?:epoch|1970)"
);
pattern!(
    SECONDS,
    r"(?i)\b(?:unix|epoch)\b.*\bseconds\b|\bseconds since\b.*\b(?:epoch|1970)|\bunix (?:timestamp|time)\b"
);
pattern!(
    DATE_TIME,
    r"(?i)\brfc ?3339\b(?:[^:]|$)|\biso[ -]?8601\b[^:]*\b(?:date-?time|date and time|timestamp|time)\b|\b(?:date-?time|date and time|timestamp|time)\b.*\biso[ -]?8601\b"
);
pattern!(DATE, r"(?i)\biso[ -]?8601 date\b");

/// The format that words name: those of a description, or those in brackets behind a type.
pub(in crate::extract) fn format(words: &str, field_type: &Type) -> Option<&'static str> {
    let has = |pattern: &Regex| pattern.is_match(words);
    match field_type {
        Type::String if has(&DATE_TIME) => Some("date-time"),
        Type::String if has(&DATE) => Some("date"),
        Type::String | Type::Integer | Type::Number if has(&MILLISECONDS) => Some("timestamp-ms"),
        Type::String | Type::Integer | Type::Number if has(&SECONDS) => Some("timestamp-s"),
        _ => None,
    }
}

pattern!(
    CONDITION,
    r"(?i)(?:[`“\x22]([A-Za-z_][A-Za-z0-9_.]*)[`”\x22]\s+is\s+)?\b(required (?:if|when|unless|only)\b[^.;\n]*)"
);

/// On what it depends that the field is required. What is said of another field is said in the wrong row.
fn condition(description: &str, name: &str) -> Option<String> {
    let is_own = |found: &Captures<'_>| found.get(1).is_none_or(|who| who.as_str() == name);
    let found = CONDITION.captures_iter(description).find(is_own)?;
    Some(found[2].trim().replace('`', ""))
}
