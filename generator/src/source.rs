//! Source texts and places in them: the one place that turns byte offsets into lines and columns.

use std::path::{Path, PathBuf};
use std::sync::Arc;

/// A range of bytes in a [`Source`], end exclusive.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Default)]
pub struct Span {
    /// Offset of the first byte.
    pub start: usize,
    /// Offset behind the last byte.
    pub end: usize,
}

impl Span {
    /// The span from `start` up to, not including, `end`.
    #[must_use]
    pub const fn new(start: usize, end: usize) -> Self {
        Self { start, end }
    }

    /// The smallest span that holds both.
    #[must_use]
    pub fn join(self, other: Self) -> Self {
        Self::new(self.start.min(other.start), self.end.max(other.end))
    }
}

impl From<std::ops::Range<usize>> for Span {
    fn from(range: std::ops::Range<usize>) -> Self {
        Self::new(range.start, range.end)
    }
}

/// A text that was read, with the path under which messages name it.
#[derive(Debug, PartialEq, Eq)]
pub struct Source {
    path: PathBuf,
    text: String,
    line_starts: Vec<usize>,
}

impl Source {
    /// Takes a text. A line ends at `\n`; a `\r` before it belongs to the line.
    #[must_use]
    pub fn new(path: impl Into<PathBuf>, text: impl Into<String>) -> Arc<Self> {
        let text = text.into();
        let line_starts = std::iter::once(0).chain(memchr_lines(&text)).collect::<Vec<_>>();
        Arc::new(Self { path: path.into(), text, line_starts })
    }

    /// The path, as messages show it.
    #[must_use]
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// The whole text.
    #[must_use]
    pub fn text(&self) -> &str {
        &self.text
    }

    /// The 1-based line of a byte offset. An offset behind the end counts as the last line.
    ///
    /// ```
    /// let source = docwright::source::Source::new("a.md", "one\ntwo\n");
    /// assert_eq!(source.line(4), 2);
    /// ```
    #[must_use]
    pub fn line(&self, offset: usize) -> usize {
        self.line_starts.partition_point(|&start| start <= offset.min(self.text.len()))
    }

    /// The 1-based column of a byte offset, counted in characters.
    #[must_use]
    pub fn column(&self, offset: usize) -> usize {
        let offset = offset.min(self.text.len());
        let start = self.line_starts[self.line(offset) - 1];
        self.text.get(start..offset).map_or(1, |before| before.chars().count() + 1)
    }

    /// The span of a 1-based line, without its line end; the empty span at the end for a line that is not there.
    #[must_use]
    pub fn line_span(&self, line: usize) -> Span {
        let at = |index: usize| self.line_starts.get(index).copied().unwrap_or(self.text.len());
        let (start, end) = (at(line.saturating_sub(1)), at(line));
        let line = self.text[start..end].trim_end_matches(['\n', '\r']);
        Span::new(start, start + line.len())
    }

    /// How many lines the text has; a line end at the very end begins no further line.
    #[must_use]
    pub fn line_count(&self) -> usize {
        match self.line_starts.last() {
            Some(&last) if last == self.text.len() && last > 0 => self.line_starts.len() - 1,
            _ => self.line_starts.len(),
        }
    }

    /// The text of a span; empty if the span does not lie on character boundaries.
    #[must_use]
    pub fn slice(&self, span: Span) -> &str {
        self.text.get(span.start..span.end).unwrap_or_default()
    }
}

fn memchr_lines(text: &str) -> impl Iterator<Item = usize> {
    text.bytes().enumerate().filter(|&(_, byte)| byte == b'\n').map(|(offset, _)| offset + 1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_and_columns_are_one_based_and_count_characters() {
        let source = Source::new("x", "ab\n状态:1\r\n\nend");
        assert_eq!((source.line(0), source.column(0)), (1, 1));
        let offset = source.text().find(':').expect("colon");
        assert_eq!((source.line(offset), source.column(offset)), (2, 3));
        assert_eq!(source.slice(source.line_span(2)), "状态:1");
        assert_eq!(source.line(10_000), 4);
        assert_eq!(source.line_count(), 4);
        assert_eq!(source.slice(source.line_span(9)), "");
    }
}
