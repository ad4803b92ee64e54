//! From the lines of a table to its rows: a row may go on over several lines.

use super::candidates::{NameShape, candidates, name_shape};
use super::clues::Names;
use super::hints::{self, Hint};
use super::page::Line;
use super::score::score_habits;
use super::vocabulary::{HintKind, Kind, Vocabulary};

/// A row, still glued.
#[derive(Debug, Clone)]
pub(super) struct Row<'d> {
    /// The line it begins on.
    pub line: Line<'d>,
    /// The text of that line in front of its hints.
    pub text: &'d str,
    /// Further lines of the remark.
    pub more: Vec<Line<'d>>,
    /// Its hints.
    pub hints: Vec<Hint<'d>>,
}

/// The rows of a table, and the lines that belong to none.
#[derive(Debug, Clone, Default)]
pub(super) struct Rows<'d> {
    pub rows: Vec<Row<'d>>,
    pub strays: Vec<Line<'d>>,
    /// Lines that go on with a remark, but could begin a row.
    pub doubtful: Vec<Line<'d>>,
}

/// Gathers the rows of a table.
pub(super) fn read<'d>(lines: &[Line<'d>], names: &Names, vocabulary: &Vocabulary) -> Rows<'d> {
    let mut gathered = Rows::default();
    let has_words = has_names_of_words(lines, names, vocabulary);
    for (index, &line) in lines.iter().enumerate() {
        let (text, hints) = hints::cut(line, vocabulary);
        let is_deeper = |next: &Line<'_>| next.indent > line.indent;
        let opens = lines.get(index + 1).is_some_and(is_deeper);
        let table = Table { previous: gathered.rows.last(), opens, has_words, names };
        let begins = begins_row(text, line, table, vocabulary);
        if !begins && could_begin(text, vocabulary) {
            gathered.doubtful.push(line);
        }
        match gathered.rows.last_mut() {
            _ if begins => gathered.rows.push(Row { line, text, more: Vec::new(), hints }),
            Some(row) => go_on(row, line, text, hints),
            None => gathered.strays.push(line),
        }
    }
    gathered
}

/// Adds a line to the row it goes on with: to its remark, its hints, or the value of its last hint.
fn go_on<'d>(row: &mut Row<'d>, line: Line<'d>, text: &'d str, hints: Vec<Hint<'d>>) {
    match row.hints.last_mut() {
        Some(last) if hints.is_empty() => {
            last.value.push('\n');
            last.value.push_str(text);
            last.more.push(line);
        }
        _ => {
            if !text.is_empty() {
                row.more.push(Line { text, ..line });
            }
            row.hints.extend(hints);
        }
    }
}

/// A row whose best reading has fewer points is a remark that goes on.
const LEAST: i32 = -35;

/// What is known where a line may begin a row.
#[derive(Clone, Copy)]
struct Table<'a, 'd> {
    previous: Option<&'a Row<'d>>,
    /// Whether the next line is indented deeper.
    opens: bool,
    /// Whether members of this table have Chinese names.
    has_words: bool,
    names: &'a Names,
}

/// Whether a line begins a row rather than going on with the one before it.
fn begins_row(text: &str, line: Line<'_>, table: Table<'_, '_>, vocabulary: &Vocabulary) -> bool {
    let ways = candidates(text, vocabulary);
    let Some(best) = ways.iter().max_by_key(|&&way| score_habits(way, &ways, vocabulary)) else {
        return begins_without_type(text, line, table);
    };
    let shape = name_shape(best.name);
    if table.names.shown.contains(best.name) {
        return true;
    }
    if line.indent > 0 {
        return best.name.is_empty() || (!best.is_prose && shape != NameShape::Odd);
    }
    match shape {
        NameShape::Odd => false,
        NameShape::Loose => !best.is_prose && table.previous.is_none_or(|row| !row.hints.is_empty()),
        NameShape::Words => table.has_words || table.previous.is_none_or(|row| closes_remark(row, vocabulary)),
        NameShape::Plain | NameShape::Unfinished => score_habits(*best, &ways, vocabulary) >= LEAST,
    }
}

/// Whether a line that goes on with a remark looks like a row with a Chinese name: `状态integer`.
fn could_begin(text: &str, vocabulary: &Vocabulary) -> bool {
    let ways = candidates(text, vocabulary);
    ways.first()
        .is_some_and(|&way| name_shape(way.name) == NameShape::Words && score_habits(way, &ways, vocabulary) >= LEAST)
}

/// Whether members of this table have Chinese names, so that a line that begins with such words may be a row: one that
/// is indented is, and so are members that the examples show.
fn has_names_of_words(lines: &[Line<'_>], names: &Names, vocabulary: &Vocabulary) -> bool {
    let is_words = |name: &str| name_shape(name) == NameShape::Words;
    let begins_with_words = |line: &Line<'_>| match candidates(line.text, vocabulary).first() {
        Some(way) => is_words(way.name),
        None => false,
    };
    names.shown.iter().any(|name| is_words(name)) || lines.iter().any(|line| line.indent > 0 && begins_with_words(line))
}

/// Whether a row has said all it has to say: it has hints, or a remark on its own line.
fn closes_remark(row: &Row<'_>, vocabulary: &Vocabulary) -> bool {
    let is_bare = candidates(row.text, vocabulary).iter().any(|way| way.rest.is_empty() && way.kind != Kind::Null);
    !row.hints.is_empty() || (!is_bare && row.more.is_empty())
}

/// Whether a line without any type is a row: a schema may leave the type out.
fn begins_without_type(text: &str, line: Line<'_>, table: Table<'_, '_>) -> bool {
    let name = plain_prefix(text);
    let is_alone = name == text && (table.opens || table.names.shown.contains(name));
    !name.is_empty() && (line.indent > 0 || is_alone || table.previous.is_some_and(ends_in_one_line))
}

/// Whether the last hint of a row is one that never goes on over a second line.
fn ends_in_one_line(row: &Row<'_>) -> bool {
    row.hints.last().is_some_and(|hint| {
        !matches!(hint.kind, HintKind::Enumeration | HintKind::EnumerationLabels | HintKind::Example)
    })
}

/// The letters, digits and marks that a text begins with.
pub(super) fn plain_prefix(text: &str) -> &str {
    let is_plain = |character: char| character.is_ascii_alphanumeric() || matches!(character, '_' | '-' | '.' | '$');
    let end = text.find(|character| !is_plain(character)).unwrap_or(text.len());
    &text[..end]
}
