//! Where a default ends and the remark begins: `sha256签名类型`, `1页码`, but `卡面URL`, `jwt的token`, `1启用 0停用`.

use super::vocabulary::{Kind, Vocabulary, longest_prefix};

/// What stands behind a type.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Tail<'t> {
    pub default: Option<&'t str>,
    pub remark: &'t str,
    /// The beginning that may as well belong to the other.
    pub doubtful: Option<&'t str>,
}

/// What else is known about the default of a field.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Evidence<'a> {
    /// The Mock hint, if it is a plain value.
    pub mock: Option<&'a str>,
    /// The text of the value in an example.
    pub shown: Option<&'a str>,
}

/// Takes the text behind a type apart.
pub(super) fn split<'t>(text: &'t str, kind: Kind, evidence: Evidence<'_>, vocabulary: &Vocabulary) -> Tail<'t> {
    let whole = Tail { default: None, remark: text, doubtful: None };
    let literal = literal(text, kind);
    if literal.is_empty() {
        return whole;
    }
    let rest = &text[literal.len()..];
    let split = Tail { default: Some(literal), remark: rest.trim_start(), doubtful: None };
    match kind {
        Kind::Boolean if !is_code(rest, vocabulary) => split,
        Kind::Integer | Kind::Number => split_number(whole, split, rest, vocabulary),
        Kind::String => split_text(whole, split, rest, evidence, vocabulary),
        _ => whole,
    }
}

/// The value of that kind that a text begins with; empty if it begins with none.
fn literal(text: &str, kind: Kind) -> &str {
    let end = match kind {
        Kind::Boolean => return longest_literal(text, &["true", "false"]),
        Kind::Integer | Kind::Number => {
            let digits = text.strip_prefix('-').unwrap_or(text);
            let is_digit = |character: char| character.is_ascii_digit() || (character == '.' && kind == Kind::Number);
            let length = digits.find(|character| !is_digit(character)).unwrap_or(digits.len());
            let length = digits[..length].trim_end_matches('.').len();
            if length == 0 { 0 } else { text.len() - digits.len() + length }
        }
        Kind::String => text.find(|character: char| !is_literal(character)).unwrap_or(text.len()),
        _ => 0,
    };
    &text[..end]
}

fn longest_literal<'t>(text: &'t str, words: &[&str]) -> &'t str {
    words.iter().find(|word| text.starts_with(**word)).map_or("", |word| &text[..word.len()])
}

fn is_literal(character: char) -> bool {
    character.is_ascii_graphic() && !matches!(character, ',' | ';' | ':' | '(' | ')' | '"' | '\'' | '<' | '>')
}

/// Whether what follows a literal shows it to be a code with its label, or an amount with its unit.
fn is_code(rest: &str, vocabulary: &Vocabulary) -> bool {
    let rest = rest.trim_start();
    // `1是` gives a code its label, `1是否启用` a default its remark.
    longest_prefix(rest, &vocabulary.after_code).is_some() && !rest.starts_with("是否")
}

fn is_amount(rest: &str, vocabulary: &Vocabulary) -> bool {
    // 页 is a unit, 页码 the usual remark of a field whose default is 1: units are those that begin no such word.
    longest_prefix(rest, &vocabulary.units)
        .is_some_and(|unit| !rest[unit.len()..].starts_with(['数', '码', '额', '份', '扣']))
}

fn split_number<'t>(whole: Tail<'t>, split: Tail<'t>, rest: &str, vocabulary: &Vocabulary) -> Tail<'t> {
    let literal = split.default.unwrap_or_default();
    let codes = numbers_in(rest);
    let is_listed = codes.contains(&literal);
    let is_spaced = rest.starts_with([' ', '\t']);
    if is_code(rest, vocabulary) || is_amount(rest, vocabulary) || (is_spaced && !codes.is_empty() && !is_listed) {
        return whole;
    }
    match (codes.is_empty(), is_listed) {
        (_, true) | (true, false) => split,
        // `0未支付1已支付`: the number in front is the first code. `10每页条数，最大100`: it is the default.
        (false, false) if rest.starts_with(|character: char| character.is_ascii_alphabetic()) => whole,
        (false, false) if literal.len() > 1 => Tail { doubtful: Some(literal), ..split },
        (false, false) => Tail { doubtful: Some(literal), ..whole },
    }
}

/// The numbers in a text.
fn numbers_in(text: &str) -> Vec<&str> {
    text.split(|character: char| !character.is_ascii_digit()).filter(|number| !number.is_empty()).collect()
}

fn split_text<'t>(
    whole: Tail<'t>,
    split: Tail<'t>,
    rest: &str,
    evidence: Evidence<'_>,
    vocabulary: &Vocabulary,
) -> Tail<'t> {
    let literal = split.default.unwrap_or_default();
    if let Some(known) = [evidence.mock, evidence.shown].into_iter().flatten().find(|known| agrees(literal, known)) {
        let text = whole.remark;
        return Tail { default: Some(&text[..known.len()]), remark: text[known.len()..].trim_start(), doubtful: None };
    }
    if is_code(rest, vocabulary) || is_amount(rest, vocabulary) || rest.starts_with([' ', '\t']) {
        return whole;
    }
    let begins_remark = vocabulary.remark_starts.iter().any(|word| word.eq_ignore_ascii_case(literal));
    let looks_like_value = literal.contains('_') || literal.contains(|character: char| character.is_ascii_digit());
    let names_itself = rest.starts_with(['的', '值', '编', '格', '后', '加']);
    match (begins_remark || names_itself, looks_like_value) {
        (true, _) => whole,
        (false, true) if !numbers_in(rest).is_empty() => whole,
        (false, true) => Tail { doubtful: evidence_is_thin(evidence, literal), ..split },
        (false, false) => whole,
    }
}

/// Whether a literal is a value that is known from elsewhere, or begins with it where the remark goes on in letters.
fn agrees(literal: &str, known: &str) -> bool {
    let goes_on = |rest: &str| rest.starts_with(|character: char| character.is_ascii_uppercase());
    !known.is_empty() && literal.strip_prefix(known).is_some_and(|rest| rest.is_empty() || goes_on(rest))
}

fn evidence_is_thin<'t>(evidence: Evidence<'_>, literal: &'t str) -> Option<&'t str> {
    (evidence.mock.is_none() && evidence.shown.is_none()).then_some(literal)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_default_ends_where_the_remark_begins() {
        let vocabulary = Vocabulary::yapi_text();
        /// Text, kind, Mock hint; default and remark.
        type Case = (&'static str, Kind, Option<&'static str>, Option<&'static str>, &'static str);
        let cases: &[Case] = &[
            ("sha256签名类型", Kind::String, Some("sha256"), Some("sha256"), "签名类型"),
            ("zh_CN语言", Kind::String, Some("zh_CN"), Some("zh_CN"), "语言"),
            ("zh_CN语言", Kind::String, None, Some("zh_CN"), "语言"),
            ("卡面URL", Kind::String, None, None, "卡面URL"),
            ("jwt的token", Kind::String, None, None, "jwt的token"),
            ("ID编号", Kind::String, None, None, "ID编号"),
            ("id", Kind::Integer, None, None, "id"),
            ("1页码", Kind::Integer, None, Some("1"), "页码"),
            ("10每页条数", Kind::Integer, None, Some("10"), "每页条数"),
            (
                "1表示\"一级\" 2表示\"二级\"，3表示三级",
                Kind::Integer,
                Some("1"),
                None,
                "1表示\"一级\" 2表示\"二级\"，3表示三级",
            ),
            ("1 表示设置tab 0表示不设置", Kind::Integer, None, None, "1 表示设置tab 0表示不设置"),
            ("0状态(0:未支付,1:已支付)", Kind::Integer, None, Some("0"), "状态(0:未支付,1:已支付)"),
            ("0未支付 1已支付", Kind::Integer, None, None, "0未支付 1已支付"),
            ("30天内有效", Kind::Integer, None, None, "30天内有效"),
            ("32位字符串", Kind::String, None, None, "32位字符串"),
            ("false是否包邮", Kind::Boolean, None, Some("false"), "是否包邮"),
            ("true:是,false:否", Kind::Boolean, None, None, "true:是,false:否"),
            ("0.5折扣率", Kind::Number, None, Some("0.5"), "折扣率"),
            ("alipay：支付宝 wechat：微信", Kind::String, None, None, "alipay：支付宝 wechat：微信"),
            ("user name", Kind::String, None, None, "user name"),
            ("", Kind::String, None, None, ""),
        ];
        for &(text, kind, mock, default, remark) in cases {
            let tail = split(text, kind, Evidence { mock, shown: None }, &vocabulary);
            assert_eq!((tail.default, tail.remark), (default, remark), "{text}");
        }
    }
}
