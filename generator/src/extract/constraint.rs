//! What descriptions say about values beyond listing them: defaults, limits, lengths, formats, conditions.
//!
//! The rules are those of Chinese and of English API prose in general, not of one dialect. Chinese descriptions hold
//! English clauses (`每页条数，default 10`), so what the rules of the one leave open, those of the other are asked for.

mod chinese;
pub(super) mod english;

use std::sync::LazyLock;

use regex::Regex;

use super::enumeration::{self, Enumeration};
use crate::spec::{Field, Scalar, Type};

/// Reads a description into a field: values, default, constant, limits, format, note. What the field already says
/// stays. `either_or` takes the names of fields that a description names next to 二选一; the caller knows which exist.
///
/// ```
/// use docwright::{extract::constraint, spec::{Field, Scalar, Type}};
/// let mut field = Field::new("page_size", Type::Integer);
/// constraint::read("每页显示条数，（默认10，最大值100）", &mut field);
/// assert_eq!(field.default, Some(Scalar::Integer(10)));
/// assert_eq!(field.maximum, Some(Scalar::Integer(100)));
/// ```
pub fn read(description: &str, field: &mut Field) {
    if description.len() > 8_000 {
        return;
    }
    if field.enumeration.is_empty() && field.families.is_empty() {
        let Enumeration { values, families, default } = enumeration::read(description, &field.type_);
        field.enumeration = values;
        field.families = families;
        field.default = field.default.take().or(default);
    }
    field.constant = field.constant.take().or_else(|| constant(description, &field.type_));
    // `≥1` is nobody's language.
    if description.contains(|c| enumeration::is_ideograph(c) || matches!(c, '<' | '>' | '≤' | '≥' | '~' | '～')) {
        chinese::read(description, field);
    }
    english::read(description, field);
    field.format = field.format.take().or_else(|| format(description).map(str::to_owned));
    field.note = field.note.take().or_else(|| condition(description, &field.name));
    if field.either_or.is_empty() {
        field.either_or = either_or(description, &field.name);
    }
}

macro_rules! pattern {
    ($name:ident, $pattern:expr) => {
        static $name: LazyLock<Regex> = LazyLock::new(|| Regex::new($pattern).expect("a well-formed pattern"));
    };
}

pattern!(CONSTANT, r"固定(?:传值?|值|取值|为|填)\s*[为是]?\s*[：:]?\s*[“”\x22'‘’]?([\x21\x23-\x26\x28-\x7e]+)");

fn constant(description: &str, field_type: &Type) -> Option<Scalar> {
    let value = CONSTANT.captures(description)?.get(1)?.as_str().trim_end_matches([',', '.', ';', ')']);
    scalar(value, field_type)
}

/// The value of a text in a type; `None` if it cannot be one.
pub(super) fn scalar(text: &str, field_type: &Type) -> Option<Scalar> {
    match field_type {
        Type::String | Type::Any => Some(Scalar::from(text)),
        Type::Integer => text.parse().ok().map(Scalar::Integer),
        Type::Number => text.parse().map(Scalar::Integer).or_else(|_| text.parse().map(Scalar::Number)).ok(),
        Type::Boolean => match text.to_ascii_lowercase().as_str() {
            "true" | "1" | "是" => Some(Scalar::Boolean(true)),
            "false" | "0" | "否" | "不是" => Some(Scalar::Boolean(false)),
            _ => None,
        },
        _ => None,
    }
}

pattern!(
    TIMESTAMP_MS,
    r"毫秒级?(?:的)?时间戳|时间戳[^，。；]{0,4}(?:毫秒|ms)|13\s*位时间戳|时间戳[^，。；]{0,4}13\s*位"
);
pattern!(TIMESTAMP_S, r"[^毫]秒级?(?:的)?时间戳|^秒级?时间戳|时间戳[^，。；毫]{0,4}秒|10\s*位时间戳|[Uu]nix\s*时间戳");
pattern!(DATE_TIME, r"(?i)y{4}[-/.]m{2}[-/.]d{2}[ T]h{2}:m{2}(?::s{2})?");
pattern!(DATE, r"(?i)y{4}-m{2}-d{2}");
pattern!(PATTERN, r"(?:yyyy|YYYY)[-/.年]?MM(?:[-/.月]?(?:dd|DD)日?)?(?:[ T]?HH:?mm(?::?ss)?)?|HH:mm(?::ss)?");
pattern!(EXAMPLE_DATE_TIME, r"(?:格式|示例|例如|如)[：:为]?\s*[“\x22]?[0-9]{4}-[0-9]{2}-[0-9]{2}[ T][0-9]{2}:[0-9]{2}");
pattern!(EXAMPLE_DATE, r"(?:格式|示例|例如|如)[：:为]?\s*[“\x22]?[0-9]{4}-[0-9]{2}-[0-9]{2}");

/// The format that a description names.
pub(super) fn format(description: &str) -> Option<&str> {
    let has = |pattern: &Regex| pattern.is_match(description);
    if has(&TIMESTAMP_MS) {
        Some("timestamp-ms")
    } else if has(&TIMESTAMP_S) {
        Some("timestamp-s")
    } else if has(&DATE_TIME) || has(&EXAMPLE_DATE_TIME) {
        Some("date-time")
    } else if has(&DATE) || has(&EXAMPLE_DATE) {
        Some("date")
    } else if let Some(pattern) = pattern(description) {
        Some(pattern)
    } else if description.contains("时间戳") {
        Some("timestamp")
    } else if is_list_in_text(description) {
        Some("comma-list")
    } else {
        None
    }
}

/// A pattern of dates that is the whole value: in `门店号+yyyyMMdd+流水` and `CGyyyyMMdd` it is a part of one.
fn pattern(description: &str) -> Option<&str> {
    let joins = |c: Option<char>| c.is_some_and(|c| c.is_ascii_alphanumeric() || matches!(c, '+' | '＋'));
    let found = PATTERN.find_iter(description).find(|found| {
        let (before, behind) = (&description[..found.start()], &description[found.end()..]);
        !joins(before.trim_end().chars().next_back()) && !joins(behind.trim_start().chars().next())
    });
    found.map(|found| found.as_str())
}

pattern!(COMMA_LIST, r"(?:多个|多选)[^。；]*?(?:逗号|[“\x22'][,，][”\x22'])[^。；]{0,6}(?:隔开|分隔|分割|隔|拼接)");

fn is_list_in_text(description: &str) -> bool {
    COMMA_LIST.is_match(description)
}

/// The clauses that say when a field must or must not be there.
fn condition(description: &str, name: &str) -> Option<String> {
    const WORDS: &[&str] =
        &["必填", "必传", "必录", "必输", "不填", "不传", "不需要传", "无需传", "时传递", "时填写", "才传", "时生效"];
    let clauses = description
        .split(['，', ',', '。', '；', ';', '（', '）', '(', ')', '\n'])
        .map(|clause| clause.trim().trim_start_matches('*'))
        .filter(|clause| WORDS.iter().any(|word| clause.contains(word)) && !clause.starts_with("是否"))
        .filter(|clause| !is_about_another(clause, name))
        .filter(|clause| !["不传默认", "不填默认", "不填时默认"].iter().any(|word| clause.contains(word)))
        .collect::<Vec<_>>();
    (!clauses.is_empty()).then(|| clauses.join("；"))
}

pattern!(WHO_IS_REQUIRED, r"([A-Za-z_][A-Za-z0-9_.]*)\s*(?:字段|参数)?\s*(?:必须|必填|必传|必录|必输)");

/// `为2时reason必填` in the row of another field says nothing of that one.
fn is_about_another(clause: &str, name: &str) -> bool {
    WHO_IS_REQUIRED.captures(clause).is_some_and(|found| !found[1].eq_ignore_ascii_case(name))
}

pattern!(
    EITHER_OR,
    concat!(
        r"([A-Za-z_][A-Za-z0-9_.]*)\s*(?:字段)?\s*(?:与|和|或|、|/|,|，)\s*",
        r"([A-Za-z_][A-Za-z0-9_.]*)\s*(?:字段)?\s*(?:必须)?\s*",
        r"(?:二选一|选一|任选其?一|任填一|二者选|必填一|至少填?一|不能同时为空)"
    )
);
// The field itself goes without saying.
pattern!(
    OR_ANOTHER,
    concat!(
        r"(?:^|[^A-Za-z0-9_.])(?:与|和|跟|同)\s*([A-Za-z_][A-Za-z0-9_.]*)\s*(?:字段|参数)?\s*(?:必须)?\s*",
        r"(?:二选一|选一|任选其?一|任填一|二者选|必填一|至少填?一|不能同时为空)"
    )
);

/// The fields that the description of a field says are alternatives, that field among them.
pub(super) fn either_or(description: &str, name: &str) -> Vec<String> {
    let pairs = EITHER_OR.captures_iter(description).flat_map(|found| [found[1].to_owned(), found[2].to_owned()]);
    let named: Vec<String> = pairs.collect();
    match OR_ANOTHER.captures(description) {
        Some(found) if named.is_empty() => vec![name.to_owned(), found[1].to_owned()],
        _ => named,
    }
}
