//! Lists of values in English descriptions: `1: enabled, 0: disabled`, `one of: A, B`, `` `asc` or `desc` ``.

use std::sync::LazyLock;

use regex::Regex;

use super::{CodeKind, Enumeration, in_any_notation};
use crate::spec::EnumValue;

macro_rules! pattern {
    ($name:ident, $pattern:literal) => {
        static $name: LazyLock<Regex> = LazyLock::new(|| Regex::new($pattern).expect("a well-formed pattern"));
    };
}

/// Reads the values that an English description lists.
pub(super) fn read(description: &str, kind: CodeKind) -> Enumeration {
    let pairs = pairs(description, kind);
    if !pairs.values.is_empty() {
        return pairs;
    }
    let listed = listed(description, kind);
    if !listed.values.is_empty() {
        return listed;
    }
    // Digits without separators (`0:No 1:Yes`) need no language; words in front of a colon are mostly none of a list.
    let characters = description.chars().collect::<Vec<_>>();
    let found = in_any_notation(&characters, kind);
    let is_code = |value: &EnumValue| value.value.to_string().parse::<i64>().is_ok();
    if found.values.iter().all(is_code) && found.families.is_empty() { found } else { Enumeration::default() }
}

pattern!(
    PAIR,
    r#"(?:^|[\s(\[:.])(["'`]?)(-?\d{1,10}|[A-Za-z][A-Za-z0-9_]{0,39})["'`]?(\s*:\s*|\s*=>?\s*|\s+[-–—]>?\s+|\s*→\s*|\s+for\s+|\s+means\s+|\s*\()["'`]?([A-Za-z][^:=|]{0,60}?)["'`]?\s*\)?\s*\.?$"#
);
pattern!(SEPARATOR, r"[,;|\n]\s*(?:and\s+|or\s+)?|\s+(?:and|or|/)\s+|\.\s+");

/// Codes that are words about a field rather than values of it.
const LABELS: &[&str] = &[
    "default",
    "defaults",
    "max",
    "min",
    "maximum",
    "minimum",
    "example",
    "examples",
    "format",
    "note",
    "notes",
    "type",
    "required",
    "optional",
    "length",
    "range",
    "see",
    "values",
    "value",
    "allowed",
    "unit",
    "units",
    "deprecated",
    "since",
    "warning",
    "important",
    "http",
    "https",
    "options",
    "pattern",
    "regex",
    "status",
    "e",
    "i",
    "used",
    "id",
    "only",
];

/// A code with its label, and what tells whether two such belong to one list.
struct Pair {
    code: String,
    label: String,
    /// How it is written: the mark between the two without white space, and whether the code is quoted.
    manner: (String, bool),
    /// Whether words stand in front of it.
    has_words: bool,
}

/// The longest list of pairs that are written alike.
fn pairs(description: &str, kind: CodeKind) -> Enumeration {
    let mut best: Vec<Pair> = Vec::new();
    let mut current: Vec<Pair> = Vec::new();
    for segment in SEPARATOR.split(description) {
        let pair = pair(segment);
        let goes_on =
            pair.as_ref().is_some_and(|pair| !pair.has_words && current.iter().all(|other| agree(pair, other)));
        if !goes_on {
            best = longer(best, std::mem::take(&mut current));
        }
        current.extend(pair);
    }
    best = longer(best, current);
    let is_value = best.len() > 1 && best.iter().all(|pair| kind.accepts(&pair.code));
    if is_value { enumeration(&best, kind) } else { Enumeration::default() }
}

fn longer(best: Vec<Pair>, other: Vec<Pair>) -> Vec<Pair> {
    if other.len() > best.len() { other } else { best }
}

fn agree(left: &Pair, right: &Pair) -> bool {
    let is_number = |pair: &Pair| pair.code.parse::<i64>().is_ok();
    left.manner == right.manner
        && left.code != right.code
        && left.label != right.label
        && is_number(left) == is_number(right)
}

fn pair(segment: &str) -> Option<Pair> {
    let segment = segment.trim().trim_end_matches([')', ']', '.']);
    let found = PAIR.captures(segment)?;
    let (quote, code, mark, label) = (&found[1], &found[2], found[3].trim(), found[4].trim());
    let is_number = code.parse::<i64>().is_ok();
    // Words in brackets or behind `for` explain much that is no value.
    let is_strong = is_number || !quote.is_empty() || mark.starts_with([':', '=']) || is_capital(code);
    let is_label = label.split_whitespace().count() <= 6 && !LABELS.contains(&code.to_ascii_lowercase().as_str());
    let before = segment[..found.get(1)?.start()].trim();
    (is_strong && is_label).then(|| Pair {
        code: code.to_owned(),
        label: label.to_owned(),
        manner: (mark.to_owned(), !quote.is_empty()),
        has_words: !before.is_empty(),
    })
}

fn enumeration(pairs: &[Pair], kind: CodeKind) -> Enumeration {
    let mut default = None;
    let values = pairs.iter().map(|pair| {
        let value = kind.scalar(&pair.code);
        let marked = ["(default", "[default", "- default"].iter().find_map(|mark| pair.label.find(mark));
        if marked.is_some() {
            default = Some(value.clone());
        }
        let label = pair.label[..marked.unwrap_or(pair.label.len())].trim().to_owned();
        EnumValue { value, label }
    });
    Enumeration { values: values.collect(), families: Vec::new(), default }
}

pattern!(
    LEAD,
    r"(?i)\b(?:one\s+of(?:\s+the\s+following)?(?:\s+values)?|(?:possible|allowed|valid|accepted|supported|permitted)\s+(?:values|options)(?:\s+(?:are|include))?|values|options|enum|can\s+be|must\s+be|either)(\s*:)?\s*\(?|(?:可选值|枚举值|可选项|取值)((?:为|有|包括|如下)?\s*[:：]?\s*)"
);
pattern!(CODE, r#"^(?:(["'`])([^"'`]{1,40})["'`]|([A-Za-z0-9_][A-Za-z0-9_.\-]*))(?:\s*\(([^()]{1,40})\))?"#);
pattern!(BETWEEN, r"^\s*(?:,?\s*(?:or|and)\s+|[,|/;]\s*(?:(?:or|and)\s+)?|[、，或]\s*)");

/// The values behind `one of:` and the like.
pub(super) fn listed(description: &str, kind: CodeKind) -> Enumeration {
    let lists = LEAD.captures_iter(description).filter_map(|found| {
        let words = found.get(0)?;
        let is_announced =
            found.get(1).or(found.get(2)).is_some() || is_one_of(&description[..words.start()], words.as_str());
        list(&description[words.end()..], is_announced, kind)
    });
    // `` `network` | `service` `` needs no words in front of it.
    let quoted = description.starts_with('`').then(|| list(description, false, kind)).flatten();
    lists.chain(quoted).max_by_key(|list| list.values.len()).unwrap_or_default()
}

/// `One of usd, eur or gbp.` lists values; `at least one of` and the like speak of fields.
fn is_one_of(before: &str, lead: &str) -> bool {
    let is_lead = lead.to_ascii_lowercase().starts_with("one of");
    let of_fields = ["least", "most", "any", "only", "exactly", "each", "every", "provide", "specify"];
    let last = before.split_whitespace().next_back().unwrap_or_default().to_ascii_lowercase();
    is_lead && !of_fields.contains(&last.as_str())
}

/// Words that end a list of examples, or stand for no value at all.
const NO_CODES: &[&str] = &["etc", "null", "empty", "none", "blank", "the", "any", "other", "others", "more"];

/// The list that a text begins with, if its words can be nothing but values: they are quoted or in capitals, or a colon or
/// `one of` announces them, and nothing but the end of the clause stands behind them.
fn list(text: &str, is_announced: bool, kind: CodeKind) -> Option<Enumeration> {
    let mut list = Enumeration::default();
    let (mut are_quoted, mut are_capitals) = (true, true);
    let mut rest = text;
    loop {
        let found = CODE.captures(rest)?;
        let (whole, label) = (found.get(0)?.as_str(), found.get(4).map_or("", |label| label.as_str()));
        let code = found.get(2).or(found.get(3))?.as_str().trim_end_matches('.');
        let value = kind.scalar(code);
        let is_double = list.values.iter().any(|other| other.value == value);
        if is_double || !kind.accepts(code) || NO_CODES.contains(&code.to_ascii_lowercase().as_str()) {
            return None;
        }
        are_quoted &= found.get(2).is_some();
        are_capitals &= code.len() > 1 && code.starts_with(|c: char| c.is_ascii_uppercase()) && is_capital(code);
        let is_default = label.eq_ignore_ascii_case("default");
        list.default = list.default.or_else(|| is_default.then(|| value.clone()));
        let label = if is_default { String::new() } else { label.to_owned() };
        list.values.push(EnumValue { value, label });
        rest = if whole.ends_with('.') { "" } else { &rest[whole.len()..] };
        match BETWEEN.find(rest) {
            Some(between) => rest = &rest[between.end()..],
            None => break,
        }
    }
    let ends = rest.is_empty() || rest.starts_with(['.', ')', ';', '\n', '。', '）', '；']);
    (ends && list.values.len() > 1 && (is_announced || are_quoted || are_capitals)).then_some(list)
}

fn is_capital(code: &str) -> bool {
    code.chars().all(|c| c.is_ascii_uppercase() || c.is_ascii_digit() || c == '_')
}
