//! Text copied out of a browser: lines, and how far each is indented.

use std::sync::Arc;

use crate::document::{Block, Document, Format, Unit, UnitId, UnitKind};
use crate::source::{Source, Span};

/// How many spaces a tab stands for.
const TAB: usize = 2;

/// Reads a text copy: each line that is not blank becomes a [`Block::Line`] and a unit of its own.
///
/// ```
/// use docwright::{document::Block, frontend::text, source::Source};
/// let document = text::read(&Source::new("page.txt", "Body:\n\n  idstring\n"));
/// assert_eq!(document.units.len(), 2);
/// assert!(matches!(&document.blocks[1], Block::Line { indent: 2, text, .. } if text == "idstring"));
/// ```
#[must_use]
pub fn read(source: &Arc<Source>) -> Document {
    let mut document =
        Document { source: Arc::clone(source), format: Format::Text, blocks: Vec::new(), units: Vec::new() };
    for number in 1..=source.line_count() {
        let line = source.line_span(number);
        let written = source.slice(line);
        let text = written.trim_matches(is_space);
        if text.is_empty() {
            continue;
        }
        let before = &written[..written.len() - written.trim_start_matches(is_space).len()];
        let start = line.start + before.len();
        let unit = UnitId(document.units.len());
        document.units.push(Unit { kind: UnitKind::Line, span: Span::new(start, start + text.len()) });
        document.blocks.push(Block::Line { unit, indent: width(before), text: text.to_owned() });
    }
    document
}

/// White space, and the marks of byte order and of zero width that browsers copy along.
fn is_space(character: char) -> bool {
    character.is_whitespace() || matches!(character, '\u{feff}' | '\u{200b}')
}

fn width(indentation: &str) -> usize {
    indentation
        .chars()
        .map(|character| match character {
            '\t' | '\u{3000}' => TAB,
            '\u{feff}' | '\u{200b}' => 0,
            _ => 1,
        })
        .sum()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn lines(text: &str) -> Vec<(usize, String, usize)> {
        let source = Source::new("x.txt", text);
        let document = read(&source);
        let line_of = |unit: UnitId| source.line(document.units[unit.0].span.start);
        document
            .blocks
            .iter()
            .map(|block| match block {
                Block::Line { unit, indent, text } => (*indent, text.clone(), line_of(*unit)),
                other => panic!("{other:?}"),
            })
            .collect()
    }

    #[test]
    fn every_line_that_is_not_blank_is_a_unit_with_its_indentation() {
        assert_eq!(
            lines("\u{feff}标题\r\n \r\n  idstring  \n\tnumberinteger\n\u{3000}x"),
            [
                (0, "标题".to_owned(), 1),
                (2, "idstring".to_owned(), 3),
                (2, "numberinteger".to_owned(), 4),
                (2, "x".to_owned(), 5)
            ]
        );
        assert!(lines("").is_empty());
    }

    #[test]
    fn the_span_of_a_unit_is_its_text() {
        let source = Source::new("x.txt", "a\n    状态 \nb");
        let document = read(&source);
        assert_eq!(source.slice(document.units[1].span), "状态");
    }
}
