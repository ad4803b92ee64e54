//! Collecting the words of a block while its marks come and go.

use crate::document::{Link, Text};

/// A text that is being collected.
#[derive(Debug, Default)]
pub(super) struct TextBuilder {
    plain: String,
    links: Vec<Link>,
    codes: Vec<String>,
    /// Where the words begin that are set as code.
    open_code: Option<usize>,
    /// Addresses of the links that are open, with where their words begin.
    open_links: Vec<(String, usize)>,
    strong_depth: usize,
    has_weak_words: bool,
}

impl TextBuilder {
    pub(super) fn push(&mut self, text: &str) {
        self.plain.push_str(text);
        self.has_weak_words |= self.strong_depth == 0 && !text.trim().is_empty();
    }

    pub(super) fn newline(&mut self) {
        self.plain.push('\n');
    }

    pub(super) fn open_strong(&mut self) {
        self.strong_depth += 1;
    }

    pub(super) fn close_strong(&mut self) {
        self.strong_depth = self.strong_depth.saturating_sub(1);
    }

    pub(super) fn open_code(&mut self) {
        self.open_code.get_or_insert(self.plain.len());
    }

    pub(super) fn close_code(&mut self) {
        let code = self.open_code.take().and_then(|start| self.plain.get(start..)).map(without_zero_width);
        self.codes.extend(code.filter(|code| !code.is_empty()));
    }

    pub(super) fn open_link(&mut self, url: impl Into<String>) {
        self.open_links.push((url.into(), self.plain.len()));
    }

    pub(super) fn close_link(&mut self) {
        if let Some((url, start)) = self.open_links.pop() {
            let text = self.plain.get(start..).unwrap_or_default().trim().to_owned();
            if !text.is_empty() {
                self.links.push(Link { text, url });
            }
        }
    }

    /// Takes what was collected so far and starts anew.
    pub(super) fn take(&mut self) -> Text {
        let Self { plain, links, codes, has_weak_words, .. } = std::mem::take(self);
        let indent = indent_of(&plain);
        let plain = without_zero_width(plain.trim());
        let strong = !has_weak_words && !plain.is_empty();
        Text { plain, indent, links, codes, strong }
    }
}

/// How many spaces in front of a text are such as a browser shows.
fn indent_of(text: &str) -> usize {
    let is_shown = |c: &char| matches!(c, '\u{a0}' | '\u{2000}'..='\u{200a}' | '\u{3000}');
    text.chars().take_while(|c| c.is_whitespace()).filter(is_shown).count()
}

/// Pages copied out of editors have zero-width spaces and byte order marks within their words.
fn without_zero_width(text: &str) -> String {
    let is_zero_width = |c: char| matches!(c, '\u{200b}' | '\u{200c}' | '\u{200d}' | '\u{feff}' | '\u{2060}');
    text.replace(is_zero_width, "").trim().to_owned()
}
