//! One pair of code and label, in any of the notations that documents use.

use super::label::{QUOTES, clean_label, without_default_mark, without_remark};
use super::notation::{Notation, fits, is_pattern, is_stop_code, is_word, notation_at};
use super::segment::Segment;
use super::{brackets, is_ideograph};

/// Which of the two stands first.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Direction {
    CodeFirst,
    LabelFirst,
}

/// What codes look like; all codes of a list look alike.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Shape {
    Empty,
    Digits,
    Letters,
}

/// A code with its label.
#[derive(Debug, Clone)]
pub(super) struct Pair {
    pub(super) code: String,
    pub(super) label: String,
    pub(super) notation: Notation,
    pub(super) direction: Direction,
    /// The words in front of it in the same segment.
    pub(super) head: Option<String>,
    /// Whether the text marks it as the default.
    pub(super) is_default: bool,
}

impl Pair {
    pub(super) fn shape(&self) -> Shape {
        match self.code.trim_start_matches('-').chars().next() {
            None => Shape::Empty,
            Some(character) if character.is_ascii_digit() => Shape::Digits,
            Some(_) => Shape::Letters,
        }
    }

    /// Whether the two can stand in one list.
    pub(super) fn agrees_with(&self, other: &Self) -> bool {
        let strong = |pair: &Self| matches!(pair.notation, Notation::Colon | Notation::Quoted);
        let shapes = [self.shape(), other.shape()];
        // `price_type 取价来源 A:…`: what stands in front of a list names the field.
        let is_head = self.notation == Notation::Colon && other.notation == Notation::Space && other.code.len() > 1;
        !(is_head && other.shape() == Shape::Letters)
            && self.code != other.code
            && (shapes[0] == shapes[1] || shapes.contains(&Shape::Empty))
            && (self.direction == other.direction || (strong(self) && strong(other)))
    }
}

/// Where codes begin in a segment: in front of each, it is cut.
pub(super) fn code_starts(characters: &[(char, bool)]) -> Vec<usize> {
    let mut starts = Vec::new();
    let mut index = 0;
    while index < characters.len() {
        match code_at(characters, index) {
            Some(found) => {
                starts.push(index);
                // What a label begins with is no code: `9：ISV聚合`.
                index = found.label_start + 1;
            }
            None => index += 1,
        }
    }
    starts
}

/// Reads a segment that was cut by [`code_starts`].
pub(super) fn read(segment: &Segment) -> Option<Pair> {
    if segment.is_example {
        return None;
    }
    let characters = segment.characters.as_slice();
    let start = characters.iter().position(|(character, _)| !character.is_whitespace())?;
    match code_at(characters, start) {
        Some(found) => code_first(characters, start, &found),
        None => empty_code_first(&segment.text()).or_else(|| label_first(&segment.text())),
    }
}

/// `空值表示所有`: the empty string is a code too.
fn empty_code_first(text: &str) -> Option<Pair> {
    let behind = ["空字符串", "空串", "空值", "为空", "空"].iter().find_map(|word| text.strip_prefix(word))?;
    let label = ["表示", "代表", "：", ":"].iter().find_map(|mark| behind.strip_prefix(mark))?;
    let (label, is_default) = clean_label(label);
    let (notation, direction) = (Notation::Word, Direction::CodeFirst);
    (!label.is_empty()).then_some(Pair { code: String::new(), label, notation, direction, head: None, is_default })
}

/// A code that was found, with the offset its label starts at.
struct CodeAt {
    code: String,
    notation: Notation,
    label_start: usize,
}

fn code_at(characters: &[(char, bool)], start: usize) -> Option<CodeAt> {
    if let Some((code, label_start)) = brackets::code_at(characters, start) {
        return Some(CodeAt { code, notation: Notation::Bracket, label_start });
    }
    let at = |index: usize| characters.get(index).filter(|(_, protected)| !protected).map(|&(character, _)| character);
    let before = start.checked_sub(1).and_then(|index| characters.get(index)).map(|&(character, _)| character);
    let mut index = start;
    let quoted = at(index).is_some_and(|character| QUOTES.contains(&character));
    if quoted {
        index += 1;
    } else if before.is_some_and(|character| character.is_ascii_alphanumeric() || matches!(character, '_' | '.' | '-'))
    {
        return None;
    }
    let code_start = index;
    if at(index) == Some('-') {
        index += 1;
    }
    while at(index).is_some_and(|character| character.is_ascii_alphanumeric() || character == '_') {
        index += 1;
    }
    let code = characters[code_start..index].iter().map(|&(character, _)| character).collect::<String>();
    if !is_code(&code) {
        return None;
    }
    if at(index).is_some_and(|character| QUOTES.contains(&character)) {
        index += 1;
    }
    let boundary = before.is_none_or(|character| !character.is_alphanumeric() || QUOTES.contains(&character))
        || ends_truth(&characters[..start], &code);
    if let Some(label_start) = brackets::label_behind(characters, &code, index).filter(|_| boundary) {
        return Some(CodeAt { code, notation: Notation::Bracket, label_start });
    }
    let (notation, label_start) = notation_at(&at, index)?;
    let label = characters[label_start..].iter().map(|&(character, _)| character).collect::<String>();
    fits(&code, notation, &label, boundary, quoted).then_some(CodeAt { code, notation, label_start })
}

/// `1启用0停用`: whether what stands in front of `0` is `1` with its label, and nothing else is between the two.
fn ends_truth(before: &[(char, bool)], code: &str) -> bool {
    let other = match code {
        "0" => "1",
        "1" => "0",
        "true" => "false",
        "false" => "true",
        _ => return false,
    };
    let label = before.iter().rev().take_while(|&&(character, _)| is_ideograph(character)).count();
    let front = &before[..before.len() - label];
    let Some(start) = front.len().checked_sub(other.len()).filter(|_| label > 0) else { return false };
    let (front, written) = front.split_at(start);
    written.iter().map(|&(character, _)| character).eq(other.chars())
        && front.last().is_none_or(|&(character, _)| !character.is_alphanumeric())
}

fn is_code(code: &str) -> bool {
    let digits = code.strip_prefix('-').unwrap_or(code);
    if digits.is_empty() || code.len() > 40 {
        return false;
    }
    let is_number = digits.len() <= 10 && digits.bytes().all(|byte| byte.is_ascii_digit());
    is_number || code.starts_with(|character: char| character.is_ascii_alphabetic())
}

fn code_first(characters: &[(char, bool)], start: usize, found: &CodeAt) -> Option<Pair> {
    debug_assert!(found.label_start > start);
    let text = characters[found.label_start..].iter().map(|&(character, _)| character).collect::<String>();
    let text = if found.notation == Notation::Bracket { brackets::up_to_close(&text) } else { &text };
    let (label, is_default) = clean_label(text);
    let readable = label.chars().any(char::is_alphabetic);
    readable.then(|| Pair {
        code: found.code.clone(),
        label,
        notation: found.notation,
        direction: Direction::CodeFirst,
        head: None,
        is_default,
    })
}

pub(super) fn label_first(text: &str) -> Option<Pair> {
    let (text, is_default_behind) = without_default_mark(text);
    let bracketed = brackets::code_at_end(&text).map(|(front, code)| (front, code, Notation::Bracket));
    let text = without_remark(&text);
    let separated = || quoted_behind(text).or_else(|| behind_colon(text)).or_else(|| glued_behind(text));
    let (front, code, notation) = bracketed.or_else(separated)?;
    let front = front.trim_end_matches([':', '：', ' ', '=', '-', '–']).trim();
    let (head, label) = match front.rfind([':', '：']) {
        Some(position) => {
            let width = front[position..].chars().next().map_or(1, char::len_utf8);
            (Some(front[..position].trim().to_owned()), &front[position + width..])
        }
        // `清点范围 全部all`
        None => match front.rsplit_once(' ').filter(|_| notation == Notation::Glued) {
            Some((head, label)) => (Some(head.trim().to_owned()), label),
            None => (None, front),
        },
    };
    let (label, marked) = clean_label(label);
    let is_default = marked || is_default_behind || head.as_deref().is_some_and(|head| head.ends_with("默认"));
    let has_words = label.chars().any(is_ideograph) && label.chars().count() <= 40;
    (has_words && !is_limit(&label)).then(|| Pair {
        code: code.to_owned(),
        label,
        notation,
        direction: Direction::LabelFirst,
        head: head.filter(|head| !head.ends_with("默认")),
        is_default,
    })
}

/// `已审核：“C”`, `所有：“”`.
fn quoted_behind(text: &str) -> Option<(&str, &str, Notation)> {
    let inner = text.strip_suffix(QUOTES)?;
    let open = inner.rfind(QUOTES)?;
    let width = inner[open..].chars().next().map_or(1, char::len_utf8);
    let code = inner[open + width..].trim();
    let front = inner[..open].trim_end();
    let is_code =
        code.is_empty() || (code.len() <= 40 && code.chars().all(|c| c.is_ascii_alphanumeric() || "_-. ".contains(c)));
    let separated = front.ends_with([':', '：', '=', '-', '–'])
        || (!code.is_empty() && code.len() <= 2 && front.ends_with(is_ideograph));
    (is_code && separated).then_some((front, code, Notation::Quoted))
}

/// `普通：1`, `未收款：A`, `名称升序：name asc`.
fn behind_colon(text: &str) -> Option<(&str, &str, Notation)> {
    let position = text.rfind([':', '：'])?;
    let width = text[position..].chars().next().map_or(1, char::len_utf8);
    let code = text[position + width..].trim().trim_matches(QUOTES);
    let word = code.strip_suffix(" asc").or_else(|| code.strip_suffix(" desc")).unwrap_or(code);
    let is_plain = is_code(word) && word.chars().all(|c| c.is_ascii_alphanumeric() || c == '_' || c == '-');
    (is_plain && !is_pattern(word)).then_some((&text[..position], code, Notation::Colon))
}

/// `最小长度：1`: what is said of all values and names none.
fn is_limit(label: &str) -> bool {
    matches!(
        label,
        "最小值"
            | "最大值"
            | "最小长度"
            | "最大长度"
            | "最小"
            | "最大"
            | "长度"
            | "默认值"
            | "缺省值"
            | "缺省"
            | "取值范围"
    )
}

/// `审核audit`, `转账TRANSFER`, `提交-submit`, `销售订单 sal_bill_order`.
fn glued_behind(text: &str) -> Option<(&str, &str, Notation)> {
    let front = text.trim_end_matches(|character: char| character.is_ascii_alphanumeric() || character == '_');
    let code = &text[front.len()..];
    let lower = code.starts_with(|character: char| character.is_ascii_lowercase());
    let is_word = lower || is_word(code);
    // `是1，否0`; other words with a number behind them count things.
    let label = front.rsplit([':', '：']).next().unwrap_or(front);
    if matches!((label, code), ("是" | "否", "0" | "1")) {
        return Some((front, code, Notation::Glued));
    }
    let ends_in_words = front.trim_end_matches([' ', '-', '–']).ends_with(|character: char| {
        // `查询返回为true` is a sentence.
        (is_ideograph(character) && !matches!(character, '为' | '是' | '传' | '于' | '与' | '和'))
            || matches!(character, ')' | '）')
    });
    (is_word && code.len() > 1 && !is_stop_code(code) && !is_pattern(code) && ends_in_words).then_some((
        front,
        code,
        Notation::Glued,
    ))
}
