//! Fences that crawlers put around whole pages.

use std::ops::Range;

use pulldown_cmark::{CodeBlockKind, Event, Options, Parser, Tag, TagEnd};

/// How often a fence may turn out to be none.
const MAX_INVERTED_FENCES: usize = 16;

/// Crawlers put a whole page into a fence that the first fence inside of it breaks, which turns code and prose inside
/// out. A fence that swallows headings and tables is therefore no fence: its line is blanked, offsets stay.
pub(super) fn without_inverted_fences(text: &str) -> String {
    let mut text = text.to_owned();
    for _ in 0..MAX_INVERTED_FENCES {
        let Some(line) = inverted_fence(&text) else { break };
        let blank = " ".repeat(line.len());
        text.replace_range(line, &blank);
    }
    text
}

/// The line of the first fence that swallows a page.
fn inverted_fence(text: &str) -> Option<Range<usize>> {
    if !text.contains("```") && !text.contains("~~~") {
        return None;
    }
    let parser = Parser::new_ext(text, Options::ENABLE_TABLES).into_offset_iter();
    let mut code_start = None;
    let mut headings = 0;
    let mut separators = 0;
    for (event, range) in parser {
        match event {
            Event::Start(Tag::CodeBlock(CodeBlockKind::Fenced(_))) => {
                code_start = Some(range.start);
                (headings, separators) = (0, 0);
            }
            Event::Text(code) if code_start.is_some() => {
                for line in code.lines() {
                    headings += usize::from(line.starts_with("##") && line.trim_start_matches('#').starts_with(' '));
                    separators += usize::from(is_separator_row(line));
                }
            }
            Event::End(TagEnd::CodeBlock) => {
                let start = code_start.take()?;
                if headings >= 1 && separators >= 1 {
                    let end = text[start..].find('\n').map_or(text.len(), |length| start + length);
                    return Some(start..end);
                }
            }
            _ => {}
        }
    }
    None
}

/// Whether a line is the row of dashes below the titles of a table.
pub(super) fn is_separator_row(line: &str) -> bool {
    let line = line.trim();
    line.contains('|')
        && line.contains("--")
        && line.chars().all(|character| matches!(character, '|' | '-' | ':' | ' ' | '\t'))
}
