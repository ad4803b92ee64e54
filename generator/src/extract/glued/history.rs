//! The history of changes: a date, and what was changed glued to it.

use super::page::Part;
use super::record::Record;
use super::vocabulary::Vocabulary;
use crate::spec::Change;

/// Reads the rows of the history; the row of titles only says that it is one.
pub(super) fn read(part: &Part<'_>, record: &mut Record<'_>, vocabulary: &Vocabulary) {
    record.section(part, "document.history");
    for line in &part.lines {
        if vocabulary.columns(line.text).is_some() {
            record.set_aside([line], "titles of columns that the rows do not need");
            continue;
        }
        let date = date_length(line.text);
        if date > 0 {
            let change = line.text[date..].trim();
            let change = (!change.is_empty()).then(|| change.to_owned());
            record.info.history.push(Change { date: line.text[..date].trim().to_owned(), change });
        } else if let Some(last) = record.info.history.last_mut() {
            let change = last.change.get_or_insert_default();
            if !change.is_empty() {
                change.push('\n');
            }
            change.push_str(line.text);
        } else {
            continue;
        }
        record.used([line], "document.history");
    }
}

/// The length of the date, with a time if there is one, that a text begins with.
fn date_length(text: &str) -> usize {
    let is_part = |character: char| {
        character.is_ascii_digit() || matches!(character, '-' | '/' | '.' | ':' | '年' | '月' | '日' | ' ' | '\t')
    };
    let end = text.find(|character| !is_part(character)).unwrap_or(text.len());
    let date = text[..end].trim_end();
    let digits = date.chars().filter(char::is_ascii_digit).count();
    let has_year = date.chars().take(4).filter(char::is_ascii_digit).count() == 4;
    if has_year && digits >= 6 { date.len() } else { 0 }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_date_ends_where_the_change_begins() {
        let cases =
            [("2021-06-29", 10), ("2021-06-29新增字段", 10), ("2021-06-29 10:00:01 fix", 19), ("12个字段", 0), ("", 0)];
        for (text, length) in cases {
            assert_eq!(date_length(text), length, "{text}");
        }
    }
}
