//! Cutting a description into segments: at separators, at brackets that hold pairs of their own, and in front of each
//! code that begins a pair without a separator (`1：启用0：禁用`).

use super::notation::Notation;
use super::{brackets, is_ideograph, pair};

/// A part of a description between two separators.
#[derive(Debug, Clone, Default)]
pub(super) struct Segment {
    /// Its characters; `true` for those inside of brackets, where no pair begins.
    pub(super) characters: Vec<(char, bool)>,
    /// The comma in front of it.
    pub(super) comma: Option<char>,
    /// Whether it is part of an example (`如：…`, `格式：…`).
    pub(super) is_example: bool,
}

impl Segment {
    /// Its text without white space around it.
    pub(super) fn text(&self) -> String {
        self.characters.iter().map(|&(character, _)| character).collect::<String>().trim().to_owned()
    }
}

/// A segment, or the items of a bracket that holds a list of its own.
#[derive(Debug)]
pub(super) enum Item {
    Segment(Segment),
    Group(Vec<Item>),
}

/// Whether `、` separates pairs (`1：现金、2：聚合`) or stands inside of them (`1、现金，2、聚合`).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Commas {
    WithEnumerationComma,
    WithoutEnumerationComma,
}

/// How deep brackets may hold lists.
const MAX_DEPTH: usize = 4;

pub(super) fn split(characters: &[char], commas: Commas) -> Vec<Item> {
    split_at_depth(characters, &matching_brackets(characters), 0, commas, 0)
}

/// For each opening bracket the index of the one that closes it.
fn matching_brackets(characters: &[char]) -> Vec<Option<usize>> {
    let mut closing = vec![None; characters.len()];
    let mut open = Vec::new();
    for (index, &character) in characters.iter().enumerate() {
        match character {
            '(' | '（' | '[' | '【' | '［' => open.push(index),
            ')' | '）' | ']' | '】' | '］' => {
                if let Some(start) = open.pop() {
                    closing[start] = Some(index);
                }
            }
            _ => {}
        }
    }
    closing
}

/// `offset` is where `characters` begins in the text that `closing` was computed for.
fn split_at_depth(
    characters: &[char],
    closing: &[Option<usize>],
    offset: usize,
    commas: Commas,
    depth: usize,
) -> Vec<Item> {
    let mut cutter = Cutter::default();
    let mut holds_family = None;
    let mut index = 0;
    while index < characters.len() {
        let character = characters[index];
        let end = closing[offset + index].map(|end| end - offset).filter(|&end| end < characters.len());
        if let Some(end) = end {
            let inner = &characters[index + 1..end];
            let belongs_to_label = matches!(next_visible(&characters[end + 1..]), Some(':' | '：'));
            let items = if belongs_to_label || depth >= MAX_DEPTH {
                Vec::new()
            } else {
                split_at_depth(inner, closing, offset + index + 1, commas, depth + 1)
            };
            let is_group = match count_pairs(&items) {
                0 => false,
                // One pair is a family only beside another one: `券(Ecoupon 电子券),现金卡(0 不记名,1 记名)`.
                1 if cutter.is_head() => {
                    *holds_family.get_or_insert_with(|| has_family(characters, closing, offset, commas, depth))
                }
                1 => false,
                _ => true,
            };
            if is_group {
                cutter.cut(None);
                cutter.items.push(Item::Group(items));
            } else {
                cutter.bracket(&characters[index..=end], &characters[end + 1..]);
            }
            index = end + 1;
            continue;
        }
        cutter.character(character, &characters[index + 1..], commas);
        index += 1;
    }
    cutter.cut(None);
    mark_examples(cutter.items)
}

/// Whether some bracket among these characters holds several pairs.
fn has_family(characters: &[char], closing: &[Option<usize>], offset: usize, commas: Commas, depth: usize) -> bool {
    (0..characters.len()).any(|index| {
        let end = closing[offset + index].map(|end| end - offset).filter(|&end| end < characters.len());
        end.is_some_and(|end| {
            let inner = &characters[index + 1..end];
            count_pairs(&split_at_depth(inner, closing, offset + index + 1, commas, depth + 1)) > 1
        })
    })
}

/// Whether a code and a mark behind it come next, or a word that its label is glued to.
fn begins_pair(characters: &[char]) -> bool {
    let code = characters.iter().take_while(|character| character.is_ascii_alphanumeric()).count();
    let glued = || {
        let label = characters[code..].iter().take_while(|&&character| is_ideograph(character)).count();
        let pair = characters[..code + label].iter().map(|&character| (character, false)).collect::<Vec<_>>();
        characters[0].is_ascii_alphabetic() && pair::code_starts(&pair).first() == Some(&0)
    };
    code > 0 && (matches!(characters.get(code), Some(':' | '：' | '-' | '=' | '、')) || glued())
}

fn next_visible(characters: &[char]) -> Option<char> {
    characters.iter().copied().find(|character| !character.is_whitespace())
}

pub(super) fn count_pairs(items: &[Item]) -> usize {
    let count = |item: &Item| match item {
        Item::Segment(segment) => usize::from(pair::read(segment).is_some()),
        Item::Group(inner) => count_pairs(inner),
    };
    items.iter().map(count).sum()
}

#[derive(Default)]
struct Cutter {
    items: Vec<Item>,
    current: Segment,
}

impl Cutter {
    /// Whether what was read since the last separator can be the label of a family: words, and no pair.
    fn is_head(&self) -> bool {
        let text = self.current.text();
        !text.is_empty() && text.chars().all(is_ideograph) && pair::read(&self.current).is_none()
    }

    /// `审核audit和反审核unaudit`: a conjunction behind a code separates.
    fn ends_in_code(&self) -> bool {
        self.current.characters.last().is_some_and(|(character, _)| character.is_ascii_alphanumeric())
    }

    /// `1：是/0：否`: a slash behind a pair separates it from the next.
    fn is_pair(&self) -> bool {
        self.current.characters.len() <= 80 && !pair::code_starts(&self.current.characters).is_empty()
    }

    /// `预付款单:a_bill 应付单:b_bill`: a space behind a complete pair separates.
    fn is_pair_with_colon(&self) -> bool {
        let characters = &self.current.characters;
        let colon = characters.iter().rposition(|(character, _)| matches!(character, ':' | '：'));
        let is_joined = colon.is_some_and(|colon| !characters[colon + 1..].iter().any(|(c, _)| c.is_whitespace()));
        let is_word = |pair: pair::Pair| pair.notation == Notation::Colon && pair.shape() == pair::Shape::Letters;
        characters.len() <= 80
            && is_joined
            && self.ends_in_code()
            && pair::label_first(&self.current.text()).is_some_and(is_word)
    }

    /// Adds a bracket that holds no list of its own.
    fn bracket(&mut self, bracket: &[char], behind: &[char]) {
        self.current.characters.extend(bracket.iter().map(|&inside| (inside, true)));
        // `未完成（0）已完成（1）`: a code in brackets ends a pair.
        let goes_on = behind.first().copied().is_some_and(is_ideograph);
        if goes_on && brackets::code_at_end(&self.current.text()).is_some() {
            self.cut(None);
        }
    }

    /// Adds a character, or ends the segment at one that separates.
    fn character(&mut self, character: char, behind: &[char], commas: Commas) {
        let is_before_words = behind.first().copied().is_some_and(is_ideograph);
        match character {
            ',' | '，' => self.cut(Some(character)),
            '、' if commas == Commas::WithEnumerationComma => self.cut(Some(character)),
            ';' | '；' | '。' | '\n' | '(' | '（' | ')' | '）' | '[' | ']' | '【' | '】' | '|' => self.cut(None),
            '和' | '或' if self.ends_in_code() && is_before_words => self.cut(None),
            '/' if self.is_pair() && begins_pair(behind) => self.cut(None),
            ' ' if is_before_words && self.is_pair_with_colon() => self.cut(None),
            _ => self.current.characters.push((character, false)),
        }
    }

    /// Ends the segment, and cuts it again in front of each code inside of it.
    fn cut(&mut self, comma: Option<char>) {
        let next = Segment { comma, ..Segment::default() };
        let segment = std::mem::replace(&mut self.current, next);
        if segment.characters.iter().all(|(character, _)| character.is_whitespace()) {
            return;
        }
        let mut start = 0;
        for cut in pair::code_starts(&segment.characters) {
            if cut > start {
                self.push(&segment, start, cut);
                start = cut;
            }
        }
        self.push(&segment, start, segment.characters.len());
    }

    fn push(&mut self, segment: &Segment, start: usize, end: usize) {
        let comma = segment.comma.filter(|_| start == 0);
        let characters = segment.characters[start..end].to_vec();
        if characters.iter().any(|(character, _)| !character.is_whitespace()) {
            self.items.push(Item::Segment(Segment { characters, comma, is_example: false }));
        }
    }
}

/// Marks what stands behind `如：`, `例如` up to the end of the bracket, and what `格式：` introduces up to the next
/// separator.
fn mark_examples(mut items: Vec<Item>) -> Vec<Item> {
    let mut in_example = false;
    let mut in_format = false;
    for item in &mut items {
        let Item::Segment(segment) = item else { continue };
        if segment.comma.is_some() {
            in_format = false;
        }
        let text = segment.text();
        in_example |= begins_example(&text);
        in_format |= ["格式", "形如"].iter().any(|word| text.contains(word));
        segment.is_example = in_example || in_format;
    }
    items
}

fn begins_example(text: &str) -> bool {
    const MARKS: &[&str] = &["例如", "比如", "示例", "举例", "譬如", "如：", "如:", "e.g", "eg:"];
    // `如 1：…` is an example, `取值如下`, `如果` and `如需` are not.
    MARKS.iter().any(|mark| text.contains(mark)) || text == "如" || text.starts_with("如 ")
}
