//! What Chinese descriptions say about values: `默认10`, `最大值100`, `1~12`, `不能小于0`, `长度不超过20`.

use std::sync::LazyLock;

use regex::{Captures, Regex};

use super::{is_list_in_text, scalar};
use crate::spec::{Field, Scalar, Type};

/// Reads default, limits and lengths; what the field already says stays.
pub(super) fn read(description: &str, field: &mut Field) {
    field.default = field.default.take().or_else(|| default_value(description, field));
    limits(description, field);
    lengths(description, field);
}

macro_rules! pattern {
    ($name:ident, $pattern:literal) => {
        static $name: LazyLock<Regex> = LazyLock::new(|| Regex::new($pattern).expect("a well-formed pattern"));
    };
}

pattern!(
    DEFAULT,
    r"(?:默认|缺省)(?:值|填写|大小|每页|条数|传)?\s*(?:为|是|=|：|:)?\s*[：:]?\s*[“”\x22'‘’]?(-?[0-9]+(?:\.[0-9]+)?|[A-Za-z][A-Za-z0-9_]*)"
);
pattern!(DEFAULT_LABEL, r"(?:默认|缺省)值?(?:为|是|：|:|=)?\s*[“”]?([\p{Han}][\p{Han}A-Za-z0-9]*)");

fn default_value(description: &str, field: &Field) -> Option<Scalar> {
    let written = match DEFAULT.captures(description) {
        // `是否默认` asks, it does not tell.
        Some(found) if description[..found.get(0)?.start()].ends_with("是否") => return None,
        Some(found) => written_default(&description[found.get(1)?.start()..], &found[1], field),
        None => None,
    };
    written.or_else(|| labelled_default(description, field)).map(|value| truth(value, &field.type_))
}

/// The default that a text begins with.
fn written_default(text: &str, word: &str, field: &Field) -> Option<Scalar> {
    let begins = |value: &&Scalar| {
        let behind = text.strip_prefix(&value.to_string()).filter(|_| !value.to_string().is_empty());
        behind.is_some_and(|behind| !behind.starts_with(|c: char| c.is_ascii_alphanumeric()))
    };
    // `默认number asc`: a documented value may be longer than a word.
    let documented = field.enumeration.iter().map(|value| &value.value).filter(begins);
    if let Some(value) = documented.max_by_key(|value| value.to_string().len()) {
        return Some(value.clone());
    }
    // `默认number排序` speaks of a field.
    let is_word = word.starts_with(|c: char| c.is_ascii_alphabetic()) && !matches!(word, "true" | "false");
    let goes_on = text[word.len()..].starts_with(|c: char| c.is_alphanumeric());
    if is_word && goes_on { None } else { scalar(word, &field.type_) }
}

/// `默认按单核销`, `默认是`: the label of a documented value.
fn labelled_default(description: &str, field: &Field) -> Option<Scalar> {
    let found = DEFAULT_LABEL.captures(description)?;
    let text = &description[found.get(1)?.start()..];
    let labelled = field.enumeration.iter().filter(|value| !value.label.is_empty());
    labelled
        .filter(|value| text.starts_with(value.label.as_str()))
        .max_by_key(|value| value.label.len())
        .map(|value| value.value.clone())
        .or_else(|| match &field.type_ {
            Type::Boolean if text.starts_with('是') => Some(Scalar::Boolean(true)),
            Type::Boolean if text.starts_with('否') || text.starts_with('不') => Some(Scalar::Boolean(false)),
            _ => None,
        })
}

/// `1是，0否` of a boolean: its default is a boolean, whatever its codes are.
fn truth(value: Scalar, field_type: &Type) -> Scalar {
    match (&value, field_type) {
        (Scalar::Integer(_) | Scalar::String(_), Type::Boolean) => {
            scalar(&value.to_string(), field_type).unwrap_or(value)
        }
        _ => value,
    }
}

pattern!(
    MAXIMUM,
    r"(?:最大值?|最多|上限|max)\s*(?:支持|不能超过|不超过|保存|上传|传入|传|返回|查询|填写|添加|为|是|：|:|=)*\s*([0-9]+(?:\.[0-9]+)?)\s*(\p{Han}{0,2})"
);
pattern!(MINIMUM, r"(?:最小值?|最少|下限|min)\s*(?:不能小于|为|是|：|:|=)*\s*(-?[0-9]+(?:\.[0-9]+)?)");
pattern!(
    RANGE,
    r"(?:范围|取值|【|\[)[^0-9，。；-]{0,6}(-?[0-9]+(?:\.[0-9]+)?)\s*[-~～至到–]\s*(-?[0-9]+(?:\.[0-9]+)?)"
);

fn limits(description: &str, field: &mut Field) {
    let is_number = matches!(field.type_, Type::Integer | Type::Number);
    let counts_rows = field.name.contains("size") || field.name.contains("page") || field.name.contains("Size");
    if let Some(found) = MAXIMUM.captures(description) {
        let unit = &found[2];
        if unit.starts_with('位') || unit.starts_with('字') {
            // A number of characters or digits: not a value.
        } else if matches!(field.type_, Type::List(_)) || is_list_in_text(description) {
            field.max_items = field.max_items.or_else(|| found[1].parse().ok());
        } else if is_number || counts_rows {
            field.maximum = field.maximum.take().or_else(|| scalar(&found[1], &Type::Number));
        }
    }
    if !is_number {
        return;
    }
    if let Some(found) = MINIMUM.captures(description) {
        field.minimum = field.minimum.take().or_else(|| scalar(&found[1], &Type::Number));
    }
    if let Some(found) = RANGE.captures(description) {
        range(&found, field);
    }
    clauses(description).for_each(|clause| bound(clause, field));
}

/// The clauses of a description: where a rule stands alone in one, it is about the field and depends on nothing else.
fn clauses(description: &str) -> impl Iterator<Item = &str> {
    description.split(['，', ',', '。', '；', ';', '（', '）', '(', ')', '\n']).map(str::trim)
}

fn range(found: &Captures<'_>, field: &mut Field) {
    field.minimum = field.minimum.take().or_else(|| scalar(&found[1], &Type::Number));
    field.maximum = field.maximum.take().or_else(|| scalar(&found[2], &Type::Number));
}

pattern!(RANGE_ALONE, r"^(-?[0-9]+(?:\.[0-9]+)?)\s*[-~～至到–]\s*(-?[0-9]+(?:\.[0-9]+)?)\s*(?:之间)?(?:的)?(?:整数)?$");
pattern!(
    BOUND,
    r"^(?:必须|只能|须|需|应|要|值|取值|且)*(大于等于|不小于|不能小于|不得小于|不可小于|不低于|不能低于|不得低于|>=|≥|大于|>|小于等于|不大于|不能大于|不得大于|不可大于|不超过|不能超过|不得超过|<=|≤|小于|<)\s*(-?[0-9]+(?:\.[0-9]+)?)$"
);
pattern!(POSITIVE, r"^(?:必须|只能|须|需|应|要)?(?:为|是|填|传)?正整数$");

/// What a clause says that is nothing but a range or a bound.
fn bound(clause: &str, field: &mut Field) {
    if let Some(found) = RANGE_ALONE.captures(clause) {
        let number = |text: &str| text.parse::<f64>().ok();
        // `4-2` is no range.
        if number(&found[1]) < number(&found[2]) {
            range(&found, field);
        }
    } else if let Some(found) = BOUND.captures(clause) {
        let integer = found[2].parse::<i64>().ok().filter(|_| field.type_ == Type::Integer);
        let stated = || scalar(&found[2], &Type::Number);
        let next = |step: i64| integer.and_then(|value| value.checked_add(step)).map(Scalar::Integer);
        // What has to be more than a number has a least value where it is an integer.
        match &found[1] {
            "大于" | ">" => field.minimum = field.minimum.take().or_else(|| next(1)),
            "小于" | "<" => field.maximum = field.maximum.take().or_else(|| next(-1)),
            "大于等于" | ">=" | "≥" | "不小于" | "不能小于" | "不得小于" | "不可小于" | "不低于" | "不能低于"
            | "不得低于" => field.minimum = field.minimum.take().or_else(stated),
            _ => field.maximum = field.maximum.take().or_else(stated),
        }
    } else if field.type_ == Type::Integer && POSITIVE.is_match(clause) {
        field.minimum = field.minimum.take().or(Some(Scalar::Integer(1)));
    }
}

pattern!(
    MAX_LENGTH,
    r"(最小|最短)?(?:长度|字符数|字数)[^0-9，。；]{0,8}?(小于等于|不大于|不超过|不能超过|不得超过|最长|最大|最多|<=|≤|小于|<|限制|为|：|:)\s*为?\s*([0-9]{1,6})"
);
pattern!(
    MAX_CHARACTERS,
    r"(?:不能超过|不超过|不得超过|最多|最长|最大|限)\s*(?:为|支持|输入)?\s*([0-9]{1,6})\s*(?:个字|个汉字|字|位)"
);
pattern!(
    MIN_LENGTH,
    r"(?:长度|字符数)[^0-9，。；]{0,8}?(大于等于|不小于|至少|最短|最小|>=|≥|大于|>)\s*为?\s*([0-9]{1,6})"
);
pattern!(
    LENGTHS,
    r"^(?:(?:字符)?(?:长度|字符数|字数)(?:为|是|在|限制|范围|：|:)*\s*([0-9]{1,6})\s*[-~～至到–]\s*([0-9]{1,6})|([0-9]{1,6})\s*[-~～至到–]\s*([0-9]{1,6})\s*个?(?:字|汉字|位字符))"
);
pattern!(LONGEST, r"^(?:最长|最大长度)\s*(?:为|是|：|:)?\s*([0-9]{1,6})$");
pattern!(SHORTEST, r"^(?:最短|最小长度)\s*(?:为|是|：|:)?\s*([0-9]{1,6})$");

fn lengths(description: &str, field: &mut Field) {
    if field.type_ != Type::String {
        return;
    }
    let number = |text: &str| text.parse::<u64>().ok();
    for clause in clauses(description) {
        if let Some(found) = LENGTHS.captures(clause) {
            let group =
                |first: usize, second: usize| found.get(first).or(found.get(second)).and_then(|m| number(m.as_str()));
            field.min_length = field.min_length.or(group(1, 3));
            field.max_length = field.max_length.or(group(2, 4));
        }
        field.max_length = field.max_length.or_else(|| number(&LONGEST.captures(clause)?[1]));
        field.min_length = field.min_length.or_else(|| number(&SHORTEST.captures(clause)?[1]));
    }
    if let Some(found) = MAX_LENGTH.captures(description).filter(|found| found.get(1).is_none()) {
        let limit = number(&found[3]);
        let exclusive = matches!(&found[2], "小于" | "<");
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
