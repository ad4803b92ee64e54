//! What English descriptions say about values: which ones there are, defaults, limits, lengths, formats, conditions.
//!
//! Prose is taken at its word only where a statement ends behind what was read: `up to 50.` limits, `up to 5 decimal
//! places` does not.

use std::sync::LazyLock;

use regex::{Captures, Regex};

use super::constraint::{pattern, scalar};
use super::enumeration::is_ideograph;
use crate::spec::{EnumValue, Field, Scalar, Type};

/// Reads a description without a Chinese character into a field. What the field already says stays.
pub(super) fn read(description: &str, field: &mut Field) {
    if description.chars().any(is_ideograph) {
        return;
    }
    if field.enumeration.is_empty() && field.families.is_empty() {
        field.enumeration = values(description, field);
    }
    field.default = field.default.take().or_else(|| default_value(description, field));
    match field.type_ {
        Type::String => lengths(description, field),
        Type::Integer | Type::Number => numbers(description, field),
        Type::List(_) => items(description, field),
        _ => {}
    }
    field.format = field.format.take().or_else(|| format(description, &field.type_).map(str::to_owned));
    field.note =
        field.note.take().or_else(|| CONDITION.find(description).map(|found| found.as_str().trim().to_owned()));
}

pattern!(
    VALUES,
    r#"(?i)\b(?:one of(?: the following)?|(?:possible|allowed|valid|accepted|supported|available|permitted)? ?values(?: are| include)?|options(?: are)?)\b\s*:?\s*\(?((?:["'“]?[A-Z0-9][A-Z0-9_.-]*["'”]?(?:\s*[,|/]\s*(?:(?:or|and)\s+)?|\s+(?:or|and)\s+))+["'“]?[A-Z0-9](?:[A-Z0-9_.-]*[A-Z0-9_])?["'”]?)\s*(?:$|[.;)\n])"#
);
pattern!(
    BARE_VALUES,
    r#"(?i)(?:^|[:.(]\s*|\b(?:either|is|be)\s+)((?:["'“]?[A-Z0-9][A-Z0-9_-]*["'”]?(?:\s*[,|/]\s*(?:(?:or|and)\s+)?|\s+or\s+))+["'“]?[A-Z0-9](?:[A-Z0-9_-]*[A-Z0-9_])?["'”]?)\s*(?:$|[.;)\n])"#
);
pattern!(BETWEEN_VALUES, r"(?i)\s*[,|/]\s*(?:(?:or|and)\s+)?|\s+(?:or|and)\s+");
pattern!(PAIR, r"^(?:[^=:]*[:(]\s*)?([A-Za-z0-9_.]+)\s*(?:=|:|\s[-–—]\s)\s*([A-Za-z][^=:]*)$");

/// Reads values that nothing announces, `Either asc or desc`: an example that is one of them proves the list.
pub(super) fn read_shown(description: &str, shown: &str, field: &mut Field) {
    let is_open = field.enumeration.is_empty() && field.families.is_empty() && field.type_ == Type::String;
    if let Some(found) = BARE_VALUES.captures(description).filter(|_| is_open) {
        let values = enumerated(bare(&found[1]), field);
        if values.iter().any(|value| value.value == Scalar::from(shown)) {
            field.enumeration = values;
        }
    }
}

/// The values that a description lists: bare ones behind words that announce them, or pairs of code and meaning.
fn values(description: &str, field: &Field) -> Vec<EnumValue> {
    enumerated(VALUES.captures(description).map_or_else(|| pairs(description), |found| bare(&found[1])), field)
}

fn bare(list: &str) -> Vec<(String, String)> {
    BETWEEN_VALUES.split(list).map(|code| (code.to_owned(), String::new())).collect()
}

/// Codes with their meanings as values in the type of the field; none where one of them is no such value.
fn enumerated(listed: Vec<(String, String)>, field: &Field) -> Vec<EnumValue> {
    let element = if let Type::List(element) = &field.type_ { element } else { &field.type_ };
    let is_text = matches!(element, Type::String);
    let unquoted = |code: &str| code.trim_matches(['"', '\'', '“', '”']).to_owned();
    let value = |(code, label): (String, String)| {
        let code = unquoted(&code);
        // `One of id or number` speaks of fields, this one among them.
        let is_value = matches!(element, Type::String | Type::Integer) && code != field.name;
        scalar(&code, element).filter(|_| is_value).map(|value| EnumValue { value, label })
    };
    let values = listed.into_iter().map(value).collect::<Option<Vec<_>>>().unwrap_or_default();
    let is_list =
        values.len() >= 2 && (is_text || values.iter().all(|value| matches!(value.value, Scalar::Integer(_))));
    if is_list { values } else { Vec::new() }
}

/// `0 - open, 1 - closed`, `Status (1 = on; 0 = off)`: nothing but pairs.
fn pairs(description: &str) -> Vec<(String, String)> {
    let statement = description.trim().trim_end_matches(['.', ')']);
    let parts = statement.split([',', ';', '\n']).map(str::trim).filter(|part| !part.is_empty());
    let pair = |part: &str| PAIR.captures(part).map(|found| (found[1].to_owned(), found[2].trim().to_owned()));
    parts.map(pair).collect::<Option<Vec<_>>>().unwrap_or_default()
}

pattern!(
    DEFAULT,
    r#"(?i)\bdefaults?(?: value)?(?:\s+is\b|\s+to\b|\s*[:=])\s*["'“]?([A-Z0-9_.-]*[A-Z0-9_])["'”]?\s*(?:$|[.,;)\n])"#
);

/// A default of text counts where it is one of the documented values: `defaults to today` is no value.
fn default_value(description: &str, field: &Field) -> Option<Scalar> {
    let value = scalar(&DEFAULT.captures(description)?[1], &field.type_)?;
    let is_documented = field.enumeration.iter().any(|documented| documented.value == value);
    (is_documented || !matches!(field.type_, Type::String | Type::Any)).then_some(value)
}

pattern!(
    MAX_LENGTH,
    r"(?i)\b(?:max(?:imum)?\.?(?: length)?(?: of| is)?|up to|at most|no more than|not exceed)\s*:?\s*([0-9]{1,6})\s*(?:characters|chars)\b|\bmax(?:imum)?\.? length(?: of| is)?\s*:?\s*([0-9]{1,6})\s*(?:$|[.,;)\n])|\b([0-9]{1,6}) (?:characters|chars) (?:max|maximum|or less|or fewer)\b"
);
pattern!(MIN_LENGTH, r"(?i)\b(?:min(?:imum)?\.?(?: of)?|at least)\s*:?\s*([0-9]{1,6})\s*(?:characters|chars)\b");
pattern!(LENGTHS, r"(?i)\b([0-9]{1,6})\s*(?:-|–|to)\s*([0-9]{1,6})\s*(?:characters|chars)\b");

fn lengths(description: &str, field: &mut Field) {
    let lengths = LENGTHS.captures(description);
    let most = MAX_LENGTH.captures(description).and_then(|found| whole(&found));
    let least = MIN_LENGTH.captures(description).and_then(|found| whole(&found));
    field.max_length = field.max_length.or(most).or_else(|| lengths.as_ref()?[2].parse().ok());
    field.min_length = field.min_length.or(least).or_else(|| lengths.as_ref()?[1].parse().ok());
}

pattern!(
    MAXIMUM,
    r"(?i)\b(?:max(?:imum)?\.?(?: value)?(?: of| is)?|up to|at most|no more than|not exceed)\s*:?\s*([0-9]+(?:\.[0-9]+)?)\s*(?:$|[.,;)\n])"
);
pattern!(
    MINIMUM,
    r"(?i)\b(?:min(?:imum)?\.?(?: value)?(?: of| is)?|at least)\s*:?\s*(-?[0-9]+(?:\.[0-9]+)?)\s*(?:$|[.,;)\n])"
);
pattern!(
    RANGE,
    r"(?i)(?:\bbetween\s+|\bfrom\s+|\brange:?\s+|[,(:]\s*)([0-9]+)\s*(?:-|–|to|and)\s*([0-9]+)\s*(?:$|[.,;)\n])"
);

fn numbers(description: &str, field: &mut Field) {
    let number = |found: Option<Captures<'_>>, index: usize| scalar(&found?[index], &Type::Number);
    let range = |index| number(RANGE.captures(description), index);
    field.maximum = field.maximum.take().or_else(|| number(MAXIMUM.captures(description), 1)).or_else(|| range(2));
    field.minimum = field.minimum.take().or_else(|| number(MINIMUM.captures(description), 1)).or_else(|| range(1));
}

pattern!(
    MAX_ITEMS,
    r"(?i)\b(?:max(?:imum)?\.?(?: of)?|up to|at most|no more than)\s*:?\s*([0-9]{1,6})\s*(?:$|[.,;)\n]|([A-Z]+)\b)"
);
pattern!(ITEMS, r"(?i)^([0-9]{1,6})\s*(?:-|–|to)\s*([0-9]{1,6})\s+([A-Z]+)\b");

fn items(description: &str, field: &mut Field) {
    const UNITS: &[&str] = &["items", "entries", "elements", "objects", "records", "rows", "values", "ids"];
    let is_unit = |word: &str| UNITS.contains(&word) || word == field.name.to_lowercase();
    let found = ITEMS.captures(description).filter(|found| is_unit(&found[3].to_lowercase()));
    let (least, most) = found.map_or((None, None), |found| (found[1].parse().ok(), found[2].parse().ok()));
    let limit = MAX_ITEMS
        .captures(description)
        .filter(|found| found.get(2).is_none_or(|unit| is_unit(&unit.as_str().to_lowercase())));
    field.min_items = field.min_items.or(least);
    field.max_items = field.max_items.or(most).or_else(|| limit.and_then(|found| whole(&found)));
}

/// The first group that took part, as a whole number.
fn whole(found: &Captures<'_>) -> Option<u64> {
    found.iter().skip(1).flatten().next()?.as_str().parse().ok()
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
    r"(?i)\brfc ?3339\b|\biso[ -]?8601\b.*\b(?:date-?time|date and time|timestamp|time)\b|\b(?:date-?time|date and time|timestamp|time)\b.*\biso[ -]?8601\b"
);
pattern!(DATE, r"(?i)\biso[ -]?8601 date\b");

/// The format that words name: those of a description, or those in brackets behind a type.
pub(super) fn format(words: &str, field_type: &Type) -> Option<&'static str> {
    let has = |pattern: &Regex| pattern.is_match(words);
    match field_type {
        Type::String if has(&DATE_TIME) => Some("date-time"),
        Type::String if has(&DATE) => Some("date"),
        Type::String | Type::Integer | Type::Number if has(&MILLISECONDS) => Some("timestamp-ms"),
        Type::String | Type::Integer | Type::Number if has(&SECONDS) => Some("timestamp-s"),
        _ => None,
    }
}

pattern!(CONDITION, r"(?i)\brequired (?:if|when|unless|only)\b[^.;\n]*");

#[cfg(test)]
mod tests {
    use super::*;
    use crate::spec::yaml;

    /// What a description makes of a field, as YAML without name and type.
    fn told(type_: &str, description: &str) -> String {
        let mut field = Field::new("parcels", type_.parse().expect("a type"));
        read(description, &mut field);
        let text = yaml::write(&field).expect("YAML");
        text.lines().skip(2).map(str::trim).collect::<Vec<_>>().join(" ")
    }

    #[test]
    fn values_are_read_where_the_words_announce_them() {
        for description in [
            "One of dhl, ups, fedex",
            "The carrier. One of: \"dhl\", \"ups\", or \"fedex\".",
            "Possible values: dhl | ups | fedex",
            "Carrier (allowed values are dhl, ups and fedex)",
        ] {
            let expected =
                "enum: - {value: dhl, label: \"\"} - {value: ups, label: \"\"} - {value: fedex, label: \"\"}";
            assert_eq!(
                told("string", description).replace(", label: \"\"", ""),
                expected.replace(", label: \"\"", ""),
                "{description}"
            );
        }
        for description in ["0 - open, 1 - closed", "Status (0 = open, 1 = closed)", "0=open; 1=closed."] {
            let expected = "enum: - {value: 0, label: open} - {value: 1, label: closed}";
            assert_eq!(told("integer", description), expected, "{description}");
        }
    }

    #[test]
    fn what_only_looks_like_values_is_left_alone() {
        for description in [
            "One of the most important fields",
            "One of parcels or weight.",
            "One of id or number is required",
            "Values may be null, empty or missing",
            "Can be a name or a number",
            "Note: use sparingly, see below",
            "Name = first name, last name",
        ] {
            assert_eq!(told("string", description), "", "{description}");
        }
        assert_eq!(told("integer", "One of low, high"), "");
    }

    #[test]
    fn an_example_proves_values_that_nothing_announces() {
        let values = |description: &str, shown: &str| {
            let mut field = Field::new("status", Type::String);
            read_shown(description, shown, &mut field);
            field.enumeration.iter().map(|value| value.value.to_string()).collect::<Vec<_>>().join(" ")
        };
        assert_eq!(values("created, collected or lost", "created"), "created collected lost");
        assert_eq!(values("Service level: standard or express.", "express"), "standard express");
        assert_eq!(values("Street, city or state", "Main Street 1"), "");
        assert_eq!(values("The parcel was created, or lost on the way", "created"), "");
    }

    #[test]
    fn limits_end_their_statement() {
        for (type_, description, expected) in [
            ("string", "Your reference, max 35 characters", "max_length: 35"),
            ("string", "Maximum length: 20.", "max_length: 20"),
            ("string", "2 to 8 characters", "min_length: 2 max_length: 8"),
            ("integer", "Weight in grams, 1–30000", "minimum: 1 maximum: 30000"),
            ("integer", "Between 1 and 100. Default: 20", "default: 20 minimum: 1 maximum: 100"),
            ("integer", "Rows per page (max 50, default is 10)", "default: 10 maximum: 50"),
            ("list<string>", "1 to 20 parcels", "min_items: 1 max_items: 20"),
            ("list<string>", "Up to 50 items", "max_items: 50"),
            ("boolean", "Validate only. Defaults to false.", "default: false"),
            ("number", "Up to 5 decimal places", ""),
            ("number", "At least 2 hours ahead", ""),
            ("list<string>", "Up to 20 characters each", ""),
            ("string", "Defaults to today.", ""),
        ] {
            assert_eq!(told(type_, description), expected, "{description}");
        }
    }

    #[test]
    fn formats_and_conditions_are_named_by_words() {
        for (type_, description, expected) in [
            ("integer", "Unix timestamp in seconds", "format: timestamp-s"),
            ("integer", "Milliseconds since the epoch", "format: timestamp-ms"),
            ("string", "ISO 8601 datetime", "format: date-time"),
            ("string", "The time of arrival (RFC 3339)", "format: date-time"),
            ("string", "ISO 8601 date", "format: date"),
            ("string", "ISO 8601 duration", ""),
            ("string", "The city. Required if country is US.", "note: Required if country is US"),
        ] {
            assert_eq!(told(type_, description), expected, "{description}");
        }
    }
}
