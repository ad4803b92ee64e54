//! Formats: from bytes to a [`Document`]. The only users of pulldown-cmark and scraper.

mod encoding;
mod fence;
mod front_matter;
mod html;
mod html_lines;
mod html_table;
mod inline;
mod markdown;
pub mod text;

use std::path::Path;

use crate::document::{Document, Format};
use crate::finding::{Finding, rules};
use crate::source::Source;

/// Reads the bytes of a file; `path` is how messages name it, and its extension is a hint at the format.
///
/// The findings tell what was odd about the file though it could be read.
///
/// # Errors
/// If there is nothing to read: an empty file, or one that is not text.
///
/// ```
/// use docwright::frontend;
/// let (document, findings) = frontend::read("page.md", b"# Title\n\n| a | b |\n| --- | --- |\n| 1 | 2 |\n").unwrap();
/// assert_eq!(document.units.len(), 3);
/// assert!(findings.is_empty());
/// ```
pub fn read(path: impl AsRef<Path>, bytes: &[u8]) -> Result<(Document, Vec<Finding>), Box<Finding>> {
    let path = path.as_ref();
    let (text, decoded_from) = encoding::decode(bytes).ok_or_else(|| {
        let message = format!("{} is not text", path.display());
        Box::new(Finding::new(rules::BINARY_FILE, message).help("leave it out of `documents:` in api.yaml"))
    })?;
    let source = Source::new(path, text);
    if source.text().trim().is_empty() {
        let finding = Finding::new(rules::EMPTY_FILE, format!("{} has nothing in it", path.display()));
        return Err(Box::new(finding.help("save the page again, or leave the file out of `documents:` in api.yaml")));
    }
    let mut findings = Vec::new();
    if let Some(encoding) = decoded_from {
        let finding = Finding::new(rules::NOT_UTF8, format!("the file is not UTF-8; it was read as {encoding}"));
        findings.push(finding.at(&source, source.line_span(1)).help("save it as UTF-8 to be sure of its words"));
    }
    let document = match format_of(path, source.text()) {
        Format::Html if html::is_too_deep(source.text()) => {
            let finding = Finding::new(rules::NESTED_TOO_DEEP, "the elements of the page are nested too deep");
            findings
                .push(finding.at(&source, source.line_span(1)).help("it was read as plain lines; save the page again"));
            text::read(&source)
        }
        Format::Html => html::read(&source),
        Format::Markdown => markdown::read(&source),
        Format::Text => text::read(&source),
    };
    Ok((document, findings))
}

/// The format that content and extension speak for; the content has the last word.
fn format_of(path: &Path, text: &str) -> Format {
    let extension = path.extension().and_then(|extension| extension.to_str()).unwrap_or_default().to_ascii_lowercase();
    let start = text.trim_start_matches(['\u{feff}', ' ', '\t', '\r', '\n']);
    let is_page = ["<!doctype", "<html", "<?xml", "<head", "<body"].iter().any(|tag| has_prefix(start, tag));
    let is_fragment = start.starts_with('<') && start.contains("</");
    match extension.as_str() {
        _ if is_page => Format::Html,
        "html" | "htm" | "xhtml" if start.contains('<') => Format::Html,
        "md" | "markdown" | "mdx" if has_markdown_marks(text) => Format::Markdown,
        _ if is_fragment => Format::Html,
        _ if has_markdown_marks(text) => Format::Markdown,
        _ => Format::Text,
    }
}

fn has_prefix(text: &str, prefix: &str) -> bool {
    text.get(..prefix.len()).is_some_and(|start| start.eq_ignore_ascii_case(prefix))
}

/// Whether a text has what only Markdown has: a heading, a row of dashes between pipes, or a fence.
fn has_markdown_marks(text: &str) -> bool {
    text.lines().any(|line| {
        let line = line.trim();
        let hashes = line.len() - line.trim_start_matches('#').len();
        let is_heading = (1..=6).contains(&hashes) && line[hashes..].starts_with(' ');
        is_heading || line.starts_with("```") || line.starts_with("~~~") || fence::is_separator_row(line)
    })
}

#[cfg(test)]
mod tests;
