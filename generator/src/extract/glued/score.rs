//! Which of several ways to read a row is the likeliest.
//!
//! Each clue adds or takes away points. A clue that can hardly deceive (the example has that name at that place)
//! weighs more than all habits of writing together; habits weigh a little each.

use super::candidates::{Candidate, NameShape, begins_with_type, name_shape};
use super::clues::{Names, Shown};
use super::hints::Hint;
use super::vocabulary::{HintKind, Kind, Vocabulary, longest_prefix};

/// Points for and against a way to read a row. Their order was found by reasoning, their distances by measuring on made
/// pages whose truth is known (`tests/made.rs`).
mod points {
    /// An example has the member at this place, with a value of this type or of another.
    pub(super) const SHOWN_SO: i32 = 100;
    pub(super) const SHOWN: i32 = 70;
    /// Some JSON on the page has a member of that name.
    pub(super) const SHOWN_ELSEWHERE: i32 = 40;
    /// Another row with that name can be read in one way only.
    pub(super) const CERTAIN_ELSEWHERE: i32 = 30;
    /// Rows below: only objects and lists have any.
    pub(super) const HAS_CHILDREN: i32 = 60;
    pub(super) const CANNOT_HAVE_CHILDREN: i32 = -100;
    pub(super) const LACKS_CHILDREN: i32 = -15;
    /// A hint that only this type has, or that it never has; Mock hints are often wrong.
    pub(super) const HINT_FITS: i32 = 15;
    pub(super) const HINT_MISFITS: i32 = -40;
    pub(super) const MOCK_MISFITS: i32 = -5;
    /// Shapes of names.
    pub(super) const NO_NAME: i32 = -60;
    pub(super) const UNFINISHED_NAME: i32 = -40;
    pub(super) const NAME_OF_WORDS: i32 = -30;
    pub(super) const LOOSE_NAME: i32 = -50;
    pub(super) const ODD_NAME: i32 = -100;
    /// A nameless row where items of a list are described, the same with letters glued to it, and anywhere else.
    pub(super) const IS_ITEMS: i32 = 70;
    pub(super) const MAY_BE_ITEMS: i32 = 10;
    pub(super) const IS_NO_ITEMS: i32 = -100;
    /// A name that holds the name of a type: in letters of one case, in a name that sets words off, in front of Chinese.
    pub(super) const HIDES_TYPE: i32 = -20;
    pub(super) const HIDES_TYPE_IN_STYLE: i32 = -35;
    pub(super) const HIDES_TYPE_IN_REMARK: i32 = -60;
    /// What follows: nothing; a truth value behind boolean; another type, as such, as a default or as prose.
    pub(super) const NOTHING_FOLLOWS: i32 = 10;
    pub(super) const TRUTH_FOLLOWS: i32 = 10;
    pub(super) const TYPE_FOLLOWS: i32 = -50;
    pub(super) const TYPE_FOLLOWS_AS_DEFAULT: i32 = -10;
    pub(super) const TYPE_FOLLOWS_AS_PROSE: i32 = -15;
    /// What follows could be the rest of a longer name.
    pub(super) const MARK_FOLLOWS: i32 = -60;
    pub(super) const LETTER_FOLLOWS: i32 = -30;
    pub(super) const DIGIT_FOLLOWS: i32 = -10;
    /// What follows goes on from the name of a type as prose does: `类型`.
    pub(super) const PROSE_GOES_ON: i32 = -20;
    /// The type stands between spaces.
    pub(super) const IN_PROSE: i32 = -60;
    /// `null` is as often a default as a type.
    pub(super) const IS_NULL: i32 = -40;
}

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
    let prose = if way.is_prose { points::IN_PROSE } else { 0 };
    prose
        + score_name(way.name, vocabulary)
        + score_rest(way, ways, vocabulary)
        + if way.kind == Kind::Null { points::IS_NULL } else { 0 }
}

fn score_name(name: &str, vocabulary: &Vocabulary) -> i32 {
    let shape = match name_shape(name) {
        _ if name.is_empty() => points::NO_NAME,
        NameShape::Plain => 0,
        NameShape::Unfinished => points::UNFINISHED_NAME,
        NameShape::Words => points::NAME_OF_WORDS,
        NameShape::Loose => points::LOOSE_NAME,
        NameShape::Odd => points::ODD_NAME,
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
            true if !after.is_ascii() => points::HIDES_TYPE_IN_REMARK,
            // Who sets words off in one place does so in the next: `shopInfonumber` is no name.
            true if before.contains(['_', '-']) || before.contains(char::is_uppercase) => points::HIDES_TYPE_IN_STYLE,
            true => points::HIDES_TYPE,
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
    let Some(first) = rest.chars().next() else { return points::NOTHING_FOLLOWS };
    let is_name = |other: &Candidate<'_>| {
        other.kind != Kind::Null && !matches!(name_shape(other.name), NameShape::Loose | NameShape::Odd)
    };
    let goes_on = ways.iter().any(|other| other.name.len() > way.name.len() && is_name(other));
    if let Some(length) = begins_with_type(rest, vocabulary) {
        return match rest[length..].trim_start() {
            _ if is_compound(&format!("{}{}", way.name, way.kind.word()), vocabulary) => points::TYPE_FOLLOWS,
            "" if way.name.to_ascii_lowercase().ends_with("type") => points::TYPE_FOLLOWS_AS_DEFAULT,
            prose if longest_prefix(prose, &vocabulary.after_type_word).is_some() => points::TYPE_FOLLOWS_AS_PROSE,
            _ => points::TYPE_FOLLOWS,
        };
    }
    let is_truth = way.kind == Kind::Boolean && (rest.starts_with("true") || rest.starts_with("false"));
    match first {
        _ if is_truth => points::TRUTH_FOLLOWS,
        '_' => points::MARK_FOLLOWS,
        letter if letter.is_ascii_alphabetic() && goes_on => points::LETTER_FOLLOWS,
        digit if digit.is_ascii_digit() && goes_on => points::DIGIT_FOLLOWS,
        _ if longest_prefix(rest, &vocabulary.after_type_word).is_some() => points::PROSE_GOES_ON,
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
            (true, false) => points::IS_ITEMS,
            (true, true) => points::MAY_BE_ITEMS,
            (false, _) => points::IS_NO_ITEMS,
        };
    }
    if shown.raw_member(way.name).next().is_some() {
        score += if shown.fits(way.name, way.kind) { points::SHOWN_SO } else { points::SHOWN };
    } else if names.shown.contains(way.name) {
        score += points::SHOWN_ELSEWHERE;
    }
    if names.certain.contains(way.name) {
        score += points::CERTAIN_ELSEWHERE;
    }
    score += match (has_children, way.kind) {
        (true, Kind::Object | Kind::Array) => points::HAS_CHILDREN,
        (true, _) => points::CANNOT_HAVE_CHILDREN,
        (false, Kind::Object | Kind::Array) => points::LACKS_CHILDREN,
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
        (true, _) => points::HINT_FITS,
        (false, HintKind::Mock) => points::MOCK_MISFITS,
        (false, _) => points::HINT_MISFITS,
    }
}
