//! Which of several ways to read a row is the likeliest.
//!
//! Each clue adds or takes away points. A clue that can hardly deceive (the example has that name at that place)
//! weighs more than all habits of writing together; habits weigh a little each.

use super::candidates::{Candidate, NameShape, begins_with_type, name_shape};
use super::clues::{Names, Shown};
use super::hints::Hint;
use super::vocabulary::{HintKind, Kind, Vocabulary, longest_prefix};

/// What is known about the place of a row.
#[derive(Debug, Clone, Copy)]
pub(super) struct Setting<'a, 'd> {
    /// What the page's examples show of the object that the row is a member of.
    pub shown: &'a Shown,
    pub names: &'a Names,
    pub hints: &'a [Hint<'d>],
    pub has_children: bool,
    /// Whether the row can be the nameless row of a list's items.
    pub may_be_items: bool,
}

/// The chosen way, and the second best if it is nearly as good.
#[derive(Debug, Clone, Copy)]
pub(super) struct Choice<'t> {
    pub best: Candidate<'t>,
    pub rival: Option<Candidate<'t>>,
}

/// A lead of fewer points leaves doubt.
const CLEAR_LEAD: i32 = 26;

/// Chooses among the ways; of two that are equally good the shorter name.
pub(super) fn choose<'t>(
    ways: &[Candidate<'t>],
    setting: Setting<'_, '_>,
    vocabulary: &Vocabulary,
) -> Option<Choice<'t>> {
    let mut scored = ways
        .iter()
        .map(|&way| (score_habits(way, ways, vocabulary) + score_clues(way, setting), way))
        .collect::<Vec<_>>();
    scored.sort_by_key(|&(score, way)| (std::cmp::Reverse(score), way.name.len()));
    let &(score, best) = scored.first()?;
    let rival = scored.get(1).filter(|(second, _)| score - second < CLEAR_LEAD).map(|&(_, way)| way);
    Some(Choice { best, rival })
}

/// The points for what the row itself looks like.
pub(super) fn score_habits(way: Candidate<'_>, ways: &[Candidate<'_>], vocabulary: &Vocabulary) -> i32 {
    let prose = if way.is_prose { -60 } else { 0 };
    prose
        + score_name(way.name, vocabulary)
        + score_rest(way, ways, vocabulary)
        + if way.kind == Kind::Null { -40 } else { 0 }
}

fn score_name(name: &str, vocabulary: &Vocabulary) -> i32 {
    let shape = match name_shape(name) {
        _ if name.is_empty() => -60,
        NameShape::Plain => 0,
        NameShape::Unfinished => -40,
        NameShape::Words => -30,
        NameShape::Loose => -50,
        NameShape::Odd => -100,
    };
    shape + score_hidden_types(name, vocabulary)
}

/// The points lost by a name that holds the name of a type which no capital, mark or known compound sets off
/// (`userstring`), and more so if Chinese follows it, as it does where a remark begins.
fn score_hidden_types(name: &str, vocabulary: &Vocabulary) -> i32 {
    let words = vocabulary.types.iter().filter(|&(_, &kind)| kind != Kind::Null);
    let places = words.flat_map(|(word, _)| name.match_indices(word.as_str()));
    let points = places.map(|(start, word)| (&name[..start], &name[start + word.len()..])).map(|(before, after)| {
        let is_glued = before.chars().next_back().is_some_and(char::is_alphanumeric);
        match is_glued && !is_compound(&name[..name.len() - after.len()], vocabulary) {
            true if !after.is_ascii() => -60,
            // Who sets words off in one place does so in the next: `shopInfonumber` is no name.
            true if before.contains(['_', '-']) || before.contains(char::is_uppercase) => -35,
            true => -20,
            false => 0,
        }
    });
    points.min().unwrap_or(0)
}

/// Whether a name ends in one that is known to end in the name of a type.
fn is_compound(name: &str, vocabulary: &Vocabulary) -> bool {
    let name = name.to_ascii_lowercase();
    vocabulary.compound_names.iter().any(|compound| name.ends_with(compound.as_str()))
}

fn score_rest(way: Candidate<'_>, ways: &[Candidate<'_>], vocabulary: &Vocabulary) -> i32 {
    let rest = way.rest;
    let Some(first) = rest.chars().next() else { return 10 };
    let is_name = |other: &Candidate<'_>| {
        other.kind != Kind::Null && !matches!(name_shape(other.name), NameShape::Loose | NameShape::Odd)
    };
    let goes_on = ways.iter().any(|other| other.name.len() > way.name.len() && is_name(other));
    if let Some(length) = begins_with_type(rest, vocabulary) {
        return match rest[length..].trim_start() {
            _ if is_compound(&format!("{}{}", way.name, way.kind.word()), vocabulary) => -50,
            "" if way.name.to_ascii_lowercase().ends_with("type") => -10,
            prose if longest_prefix(prose, &vocabulary.after_type_word).is_some() => -15,
            _ => -50,
        };
    }
    let is_truth = way.kind == Kind::Boolean && (rest.starts_with("true") || rest.starts_with("false"));
    match first {
        _ if is_truth => 10,
        '_' => -60,
        letter if letter.is_ascii_alphabetic() && goes_on => -30,
        digit if digit.is_ascii_digit() && goes_on => -10,
        _ if longest_prefix(rest, &vocabulary.after_type_word).is_some() => -20,
        _ => 0,
    }
}

/// The points for what the rest of the page says.
fn score_clues(way: Candidate<'_>, setting: Setting<'_, '_>) -> i32 {
    let Setting { shown, names, hints, has_children, may_be_items } = setting;
    let mut score = 0;
    if way.name.is_empty() {
        let is_glued = way.rest.starts_with(|character: char| character.is_ascii_alphanumeric());
        score += match (may_be_items, is_glued) {
            (true, false) => 70,
            (true, true) => 10,
            (false, _) => -100,
        };
    }
    if shown.raw_member(way.name).next().is_some() {
        score += if shown.fits(way.name, way.kind) { 100 } else { 70 };
    } else if names.shown.contains(way.name) {
        score += 40;
    }
    if names.certain.contains(way.name) {
        score += 30;
    }
    score += match (has_children, way.kind) {
        (true, Kind::Object | Kind::Array) => 60,
        (true, _) => -100,
        (false, Kind::Object | Kind::Array) => -15,
        (false, _) => 0,
    };
    score + hints.iter().map(|hint| score_hint(way.kind, hint)).sum::<i32>()
}

fn score_hint(kind: Kind, hint: &Hint<'_>) -> i32 {
    let number = matches!(kind, Kind::Integer | Kind::Number);
    let fits = match hint.kind {
        HintKind::MaxLength | HintKind::MinLength => kind == Kind::String,
        HintKind::Maximum | HintKind::Minimum => number,
        HintKind::MaxItems | HintKind::MinItems | HintKind::UniqueItems | HintKind::ItemType => kind == Kind::Array,
        HintKind::Format => kind == Kind::String || number,
        HintKind::Enumeration | HintKind::EnumerationLabels => kind == Kind::String || number,
        HintKind::Mock => match hint.value.trim_start_matches('@') {
            value if value.starts_with("boolean") => kind == Kind::Boolean,
            value if value.starts_with("integer") || value.starts_with("float") => number,
            _ => return 0,
        },
        HintKind::Example => return 0,
    };
    match (fits, hint.kind) {
        (true, _) => 15,
        (false, HintKind::Mock) => -5,
        (false, _) => -40,
    }
}
