//! What descriptions say about values beyond listing them: defaults, limits, lengths, formats, conditions.
//!
//! The rules are those of Chinese API prose in general, not of one dialect; a description without a Chinese character is
//! read by those of English prose.

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
    if description.contains(enumeration::is_ideograph) {
        field.default = field.default.take().or_else(|| default_value(description, field));
        limits(description, field);
        lengths(description, field);
    } else {
        english::read(description, field);
    }
    field.format = field.format.take().or_else(|| format(description).map(str::to_owned));
    field.note = field.note.take().or_else(|| condition(description));
    if field.either_or.is_empty() {
        field.either_or = either_or(description);
    }
}

macro_rules! pattern {
    ($name:ident, $pattern:literal) => {
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
    DEFAULT,
    r"默认(?:值|填写|大小|每页|条数|传)?\s*(?:为|是|=|：|:)?\s*[：:]?\s*[“”\x22'‘’]?(-?[0-9]+(?:\.[0-9]+)?|[A-Za-z][A-Za-z0-9_]*)"
);
pattern!(DEFAULT_LABEL, r"默认(?:值)?(?:为|是|：|:|=)?\s*[“”]?([\p{Han}][\p{Han}A-Za-z0-9]*)");

fn default_value(description: &str, field: &Field) -> Option<Scalar> {
    if let Some(found) = DEFAULT.captures(description) {
        let value = found.get(1)?.as_str();
        let behind = &description[found.get(0)?.end()..];
        // `是否默认` asks, it does not tell.
        if description[..found.get(0)?.start()].ends_with("是否") {
            return None;
        }
        // `默认number排序` speaks of a field.
        let is_word = value.starts_with(|c: char| c.is_ascii_alphabetic()) && !matches!(value, "true" | "false");
        if !(is_word && behind.starts_with(|c: char| c.is_alphanumeric())) {
            return scalar(value, &field.type_);
        }
    }
    // `默认按单核销`, `默认是`: the label of a documented value.
    let text = &description[DEFAULT_LABEL.find(description)?.start()..];
    let text = text.trim_start_matches("默认").trim_start_matches('值').trim_start_matches(['：', ':', '=', ' ', '为']);
    let labelled = field.enumeration.iter().filter(|value| !value.label.is_empty());
    labelled
        .filter(|value| text.starts_with(value.label.as_str()))
        .max_by_key(|value| value.label.len())
        .map(|value| value.value.clone())
        .or_else(|| match &field.type_ {
            Type::Boolean if text.starts_with('是') => Some(Scalar::Boolean(true)),
            Type::Boolean if text.starts_with('否') || text.starts_with("不") => Some(Scalar::Boolean(false)),
            _ => None,
        })
}

pattern!(
    MAXIMUM,
    r"(?:最大值?|最多|上限|max)\s*(?:支持|不能超过|不超过|为|是|：|:|=)*\s*([0-9]+(?:\.[0-9]+)?)\s*(\p{Han}{0,2})"
);
pattern!(MINIMUM, r"(?:最小值?|最少|下限|min)\s*(?:不能小于|为|是|：|:|=)*\s*(-?[0-9]+(?:\.[0-9]+)?)");
pattern!(RANGE, r"(?:范围|取值|【|\[)[^0-9，。；]{0,6}([0-9]+)\s*[-~～至到–]\s*([0-9]+)");

fn limits(description: &str, field: &mut Field) {
    let is_number = matches!(field.type_, Type::Integer | Type::Number);
    let counts_rows = field.name.contains("size") || field.name.contains("page") || field.name.contains("Size");
    if let Some(found) = MAXIMUM.captures(description) {
        let (value, unit) = (found.get(1).map_or("", |m| m.as_str()), found.get(2).map_or("", |m| m.as_str()));
        if unit.starts_with('位') || unit.starts_with('字') {
            // A number of characters or digits: not a value.
        } else if matches!(field.type_, Type::List(_)) || is_list_in_text(description) {
            field.max_items = field.max_items.or_else(|| value.parse().ok());
        } else if is_number || counts_rows {
            field.maximum = field.maximum.take().or_else(|| scalar(value, &Type::Number));
        }
    }
    if !is_number {
        return;
    }
    if let Some(found) = MINIMUM.captures(description) {
        field.minimum = field.minimum.take().or_else(|| scalar(found.get(1)?.as_str(), &Type::Number));
    }
    if let Some(found) = RANGE.captures(description) {
        field.minimum = field.minimum.take().or_else(|| scalar(found.get(1)?.as_str(), &Type::Number));
        field.maximum = field.maximum.take().or_else(|| scalar(found.get(2)?.as_str(), &Type::Number));
    }
}

pattern!(
    MAX_LENGTH,
    r"(?:长度|字符数|字数)[^0-9，。；]{0,8}?(小于等于|不大于|不超过|不能超过|不得超过|最长|最大|最多|<=|≤|小于|<|限制|为|：|:)\s*为?\s*([0-9]{1,6})"
);
pattern!(
    MAX_CHARACTERS,
    r"(?:不能超过|不超过|不得超过|最多|最长|最大|限)\s*(?:为|支持|输入)?\s*([0-9]{1,6})\s*(?:个字|字|位|个字符)"
);
pattern!(
    MIN_LENGTH,
    r"(?:长度|字符数)[^0-9，。；]{0,8}?(大于等于|不小于|至少|最短|最小|>=|≥|大于|>)\s*为?\s*([0-9]{1,6})"
);

fn lengths(description: &str, field: &mut Field) {
    if field.type_ != Type::String {
        return;
    }
    let number = |text: &str| text.parse::<u64>().ok();
    if let Some(found) = MAX_LENGTH.captures(description) {
        let limit = number(&found[2]);
        let exclusive = matches!(&found[1], "小于" | "<");
        field.max_length =
            field.max_length.or(if exclusive { limit.map(|limit| limit.saturating_sub(1)) } else { limit });
    }
    if let Some(found) = MAX_CHARACTERS.captures(description) {
        field.max_length = field.max_length.or_else(|| number(&found[1]));
    }
    if let Some(found) = MIN_LENGTH.captures(description) {
        let limit = number(&found[2]);
        let exclusive = matches!(&found[1], "大于" | ">");
        field.min_length = field.min_length.or(if exclusive { limit.map(|limit| limit + 1) } else { limit });
    }
}

pattern!(
    TIMESTAMP_MS,
    r"毫秒级?(?:的)?时间戳|时间戳[^，。；]{0,4}(?:毫秒|ms)|13\s*位时间戳|时间戳[^，。；]{0,4}13\s*位"
);
pattern!(TIMESTAMP_S, r"[^毫]秒级?(?:的)?时间戳|^秒级?时间戳|时间戳[^，。；毫]{0,4}秒|10\s*位时间戳|[Uu]nix\s*时间戳");
pattern!(DATE_TIME, r"(?i)y{4}[-/.]m{2}[-/.]d{2}[ T]h{2}:m{2}(?::s{2})?");
pattern!(DATE, r"(?i)y{4}-m{2}-d{2}");
pattern!(PATTERN, r"(?:yyyy|YYYY)[-/.年]?MM(?:[-/.月]?(?:dd|DD)日?)?(?:[ T]?HH:?mm(?::?ss)?)?");
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
    } else if let Some(found) = PATTERN.find(description) {
        Some(found.as_str())
    } else if description.contains("时间戳") {
        Some("timestamp")
    } else if is_list_in_text(description) {
        Some("comma-list")
    } else {
        None
    }
}

pattern!(COMMA_LIST, r"(?:多个|多选)[^。；]*?(?:逗号|[“\x22'][,，][”\x22'])[^。；]{0,6}(?:隔开|分隔|分割|隔|拼接)");

fn is_list_in_text(description: &str) -> bool {
    COMMA_LIST.is_match(description)
}

/// The clauses that say when a field must or must not be there.
fn condition(description: &str) -> Option<String> {
    const WORDS: &[&str] =
        &["必填", "必传", "必录", "必输", "不填", "不传", "不需要传", "无需传", "时传递", "时填写", "才传", "时生效"];
    let clauses = description
        .split(['，', ',', '。', '；', ';', '（', '）', '(', ')', '\n'])
        .map(|clause| clause.trim().trim_start_matches('*'))
        .filter(|clause| WORDS.iter().any(|word| clause.contains(word)) && !clause.starts_with("是否"))
        .filter(|clause| !["不传默认", "不填默认", "不填时默认"].iter().any(|word| clause.contains(word)))
        .collect::<Vec<_>>();
    (!clauses.is_empty()).then(|| clauses.join("；"))
}

pattern!(
    EITHER_OR,
    r"([A-Za-z_][A-Za-z0-9_.]*)\s*(?:字段)?\s*(?:与|和|或|、|/|,|，)\s*([A-Za-z_][A-Za-z0-9_.]*)\s*(?:字段)?\s*(?:必须)?\s*(?:二选一|选一|任选其?一|任填一|二者选|必填一|至少填?一|不能同时为空)"
);

/// The fields that a description says are alternatives.
fn either_or(description: &str) -> Vec<String> {
    EITHER_OR.captures_iter(description).flat_map(|found| [found[1].to_owned(), found[2].to_owned()]).collect()
}
