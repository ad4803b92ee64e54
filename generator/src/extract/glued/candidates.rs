//! The ways in which a glued row can be read: everywhere the name of a type stands, the name can end.

use super::vocabulary::{Kind, Vocabulary};

/// One way to read a row.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Candidate<'t> {
    /// The name; empty for the items of a list.
    pub name: &'t str,
    /// The type.
    pub kind: Kind,
    /// The type of the items, where the row itself says it: `string []`.
    pub item: Option<Kind>,
    /// What follows the type: default and remark.
    pub rest: &'t str,
    /// Whether the type stands between spaces, as a word of a sentence does.
    pub is_prose: bool,
}

/// All ways to read the first line of a row, from the shortest name to the longest.
pub(super) fn candidates<'t>(text: &'t str, vocabulary: &Vocabulary) -> Vec<Candidate<'t>> {
    let mut found = Vec::new();
    for (start, _) in text.char_indices().take_while(|&(start, _)| start <= LONGEST) {
        for (word, &kind) in &vocabulary.types {
            if let Some(rest) = text[start..].strip_prefix(word.as_str()) {
                found.push(candidate(&text[..start], kind, rest));
            }
        }
    }
    found
}

fn candidate<'t>(name: &'t str, kind: Kind, rest: &'t str) -> Candidate<'t> {
    let items = rest.trim_start_matches(' ').strip_prefix("[]").filter(|_| kind != Kind::Array);
    let (kind, item, rest) = match items {
        Some(rest) => (Kind::Array, Some(kind), rest),
        None => (kind, None, rest),
    };
    let is_prose = rest.starts_with(' ') && name.ends_with(' ');
    Candidate { name: name.trim_end_matches('\t'), kind, item, rest: rest.trim_matches(SPACES), is_prose }
}

/// The words for types that a text begins with; `null` is as often a value as a type and does not count.
pub(super) fn begins_with_type(text: &str, vocabulary: &Vocabulary) -> Option<usize> {
    let words = vocabulary.types.iter().filter(|&(_, &kind)| kind != Kind::Null);
    words.map(|(word, _)| word).filter(|word| text.starts_with(word.as_str())).map(String::len).max()
}

/// The longest name that is still taken for one, in bytes.
const LONGEST: usize = 120;

/// White space around cells. A tab parts cells where the copy kept it, so it is none.
const SPACES: [char; 3] = [' ', '\u{a0}', '\u{3000}'];

/// How a name is built.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum NameShape {
    /// Letters, digits and the marks that occur in names of members.
    Plain,
    /// The same, but it ends in a mark, as a part of a longer name does.
    Unfinished,
    /// Chinese words, perhaps with letters between.
    Words,
    /// With brackets, slashes or spaces: hardly ever a name.
    Loose,
    /// Anything else; prose rather than a name.
    Odd,
}

pub(super) fn name_shape(name: &str) -> NameShape {
    let is_mark = |character: char| matches!(character, '_' | '-' | '.' | '$' | '@' | '[' | ']' | '#' | '*');
    let is_plain = |character: char| character.is_ascii_alphanumeric() || is_mark(character);
    let is_word = |character: char| character.is_alphanumeric() || is_mark(character);
    let is_loose = |character: char| is_word(character) || " ()（）/{}<>&+:".contains(character);
    if name.is_empty() || name.len() > LONGEST || !name.chars().all(is_loose) {
        NameShape::Odd
    } else if !name.chars().all(is_word) {
        let is_open = name.trim_start() != name || name.ends_with([':', '/', '(', '（', '{', '<', '+', '&']);
        if is_open || name.contains(": ") { NameShape::Odd } else { NameShape::Loose }
    } else if !name.chars().all(is_plain) {
        NameShape::Words
    } else if name.ends_with(['_', '-', '.']) {
        NameShape::Unfinished
    } else {
        NameShape::Plain
    }
}
