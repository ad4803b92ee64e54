//! Front matter: `key: value` between two lines of dashes at the start of a page.

use crate::document::Builder;
use crate::source::{Source, Span};

/// Reads the front matter, one unit a key; gives where the page begins behind it.
pub(super) fn read(source: &Source, builder: &mut Builder) -> usize {
    let text = source.text();
    let mut lines = text.split_inclusive('\n');
    let Some(first) = lines.next().filter(|line| line.trim_end() == "---") else { return 0 };
    let mut position = first.len();
    let mut keys: Vec<(Span, String, String)> = Vec::new();
    for line in lines {
        let start = position;
        position += line.len();
        let content = line.trim_end();
        if content == "---" || content == "..." {
            for (span, key, value) in keys {
                builder.front_matter(span, key, value);
            }
            return position;
        }
        let span = Span::new(start, start + content.len());
        match (content.trim_start().strip_prefix("- "), content.split_once(':'), keys.last_mut()) {
            (Some(item), _, Some((last, _, value))) => {
                *last = last.join(span);
                value.push_str(if value.is_empty() { "" } else { ", " });
                value.push_str(unquoted(item));
            }
            (None, Some((key, value)), _) if !content.starts_with([' ', '\t']) => {
                keys.push((span, key.trim().to_owned(), front_matter_value(value)));
            }
            (_, _, Some((last, _, value))) if !content.trim().is_empty() => {
                *last = last.join(span);
                value.push(' ');
                value.push_str(content.trim());
            }
            _ if content.trim().is_empty() || content.starts_with('#') => {}
            // Something else between the dashes: they were rules, not front matter.
            _ => return 0,
        }
    }
    0
}

fn front_matter_value(value: &str) -> String {
    let value = value.trim();
    match value.strip_prefix('[').and_then(|list| list.strip_suffix(']')) {
        Some(list) => list.split(',').map(unquoted).filter(|item| !item.is_empty()).collect::<Vec<_>>().join(", "),
        None => unquoted(value).to_owned(),
    }
}

fn unquoted(text: &str) -> &str {
    let text = text.trim();
    let inner = |quote| text.strip_prefix(quote).and_then(|text: &str| text.strip_suffix(quote));
    inner('"').or_else(|| inner('\'')).unwrap_or(text)
}
