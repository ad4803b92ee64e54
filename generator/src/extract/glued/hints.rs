//! Hints behind a row: `最大长度:50`, `Mock:@word`, glued to the row or on lines of their own.

use super::page::Line;
use super::vocabulary::{HintKind, Vocabulary};

/// A hint with the line it stands on.
#[derive(Debug, Clone)]
pub(super) struct Hint<'d> {
    pub kind: HintKind,
    pub value: String,
    pub line: Line<'d>,
    /// Further lines of the value.
    pub more: Vec<Line<'d>>,
}

/// A label found in a text.
struct Label {
    kind: HintKind,
    start: usize,
    value_start: usize,
}

/// Cuts the hints off a line: what stands before the first, and the hints.
pub(super) fn cut<'d>(line: Line<'d>, vocabulary: &Vocabulary) -> (&'d str, Vec<Hint<'d>>) {
    let mut labels = labels(line.text, vocabulary);
    labels.retain(|label| is_plausible(label.kind, &line.text[label.value_start..]));
    let ends = labels.iter().skip(1).map(|label| label.start).chain([line.text.len()]).collect::<Vec<_>>();
    let before = labels.first().map_or(line.text.len(), |label| label.start);
    let hint = |(label, end): (Label, usize)| {
        let value = line.text[label.value_start..end].trim().to_owned();
        Hint { kind: label.kind, value, line, more: Vec::new() }
    };
    (line.text[..before].trim_end(), labels.into_iter().zip(ends).map(hint).collect())
}

/// All labels in a text, in order. Nothing behind a Mock hint is a label: its text is free.
fn labels(text: &str, vocabulary: &Vocabulary) -> Vec<Label> {
    let mut labels = Vec::new();
    for (&kind, words) in &vocabulary.hints {
        for word in words {
            for (start, _) in text.match_indices(word.as_str()) {
                let behind = &text[start + word.len()..];
                if let Some(colon) = behind.chars().next().filter(|character| matches!(character, ':' | '：')) {
                    labels.push(Label { kind, start, value_start: start + word.len() + colon.len_utf8() });
                }
            }
        }
    }
    labels.sort_by_key(|label| label.start);
    if let Some(mock) = labels.iter().position(|label| label.kind == HintKind::Mock) {
        labels.truncate(mock + 1);
    }
    labels
}

/// Whether a label with this text behind it is a hint, and not prose that happens to hold the word.
fn is_plausible(kind: HintKind, behind: &str) -> bool {
    let behind = behind.trim();
    match kind {
        HintKind::MaxLength | HintKind::MinLength | HintKind::MaxItems | HintKind::MinItems => {
            behind.starts_with(|character: char| character.is_ascii_digit())
        }
        HintKind::Maximum | HintKind::Minimum => {
            behind.starts_with(|character: char| character.is_ascii_digit() || matches!(character, '-' | '.'))
        }
        HintKind::UniqueItems => behind.starts_with("true") || behind.starts_with("false"),
        HintKind::Format | HintKind::ItemType => behind.starts_with(|character: char| character.is_ascii_alphabetic()),
        HintKind::Enumeration => is_list_of_values(behind),
        HintKind::Mock | HintKind::EnumerationLabels | HintKind::Example => true,
    }
}

/// Whether a text lists bare values, without labels: `A,B` and `男,女`, and not `1-男,2-女`.
fn is_list_of_values(text: &str) -> bool {
    let line = text.lines().next().unwrap_or_default();
    line.split([',', '，']).all(|value| {
        let value = value.trim();
        !value.is_empty()
            && !value.contains([':', '：', '=', ' '])
            && (value.is_ascii() || value.chars().all(|character| !character.is_ascii_alphanumeric()))
    })
}
