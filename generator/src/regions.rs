//! Marked regions in files that are otherwise written by hand: the features in Cargo.toml, the modules in lib.rs.
//!
//! A region begins at a line that ends with `docwright: begin` and ends at one that ends with `docwright: end`. Between
//! them stands a block an API, headed by a line of its own, so that generating one API leaves the others alone.

/// A file with a region in it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Region<'a> {
    before: &'a str,
    blocks: Vec<(&'a str, &'a str)>,
    after: &'a str,
    comment: &'static str,
}

impl<'a> Region<'a> {
    /// Finds the region of a file whose comments begin with `comment`; `None` if its two marks are not there.
    #[must_use]
    pub fn find(text: &'a str, comment: &'static str) -> Option<Self> {
        let begin = line_with(text, "docwright: begin")?;
        let end = line_with(text, "docwright: end")?;
        let inside = text.get(begin.1..end.0)?;
        let head = format!("{comment} docwright: ");
        let mut blocks = Vec::new();
        let mut starts = inside.match_indices(head.as_str()).map(|(offset, _)| offset).peekable();
        while let Some(start) = starts.next() {
            let block = &inside[start..starts.peek().copied().unwrap_or(inside.len())];
            let (first, rest) = block.split_once('\n').unwrap_or((block, ""));
            blocks.push((first[head.len()..].trim(), rest));
        }
        Some(Self { before: &text[..begin.1], blocks, after: &text[end.0..], comment })
    }

    /// The lines of an API, if the region has a block for it.
    #[must_use]
    pub fn block(&self, name: &str) -> Option<&'a str> {
        self.blocks.iter().find(|(block, _)| *block == name).map(|(_, lines)| *lines)
    }

    /// The whole file with the block of `name` replaced or added; blocks stand in order of name.
    #[must_use]
    pub fn with(&self, name: &str, lines: &str) -> String {
        let mut blocks = self.blocks.iter().filter(|(block, _)| *block != name).copied().collect::<Vec<_>>();
        blocks.push((name, lines));
        blocks.sort_unstable();
        let blocks = blocks
            .iter()
            .map(|(name, lines)| {
                let end = if lines.is_empty() || lines.ends_with('\n') { "" } else { "\n" };
                format!("{} docwright: {name}\n{lines}{end}", self.comment)
            })
            .collect::<String>();
        format!("{}{blocks}{}", self.before, self.after)
    }
}

/// Start and end (behind its line end) of the first line that ends with a mark.
fn line_with(text: &str, mark: &str) -> Option<(usize, usize)> {
    let mut start = 0;
    for line in text.split_inclusive('\n') {
        if line.trim_end().ends_with(mark) {
            return Some((start, start + line.len()));
        }
        start += line.len();
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    const FILE: &str = "a = 1\n# docwright: begin\n# docwright: b\nb = []\n# docwright: end\nz = 2\n";

    #[test]
    fn a_block_is_replaced_and_the_rest_stays() {
        let region = Region::find(FILE, "#").expect("region");
        assert_eq!(region.block("b"), Some("b = []\n"));
        assert_eq!(region.with("b", "b = [\"c\"]\n"), FILE.replace("[]", "[\"c\"]"));
        assert_eq!(region.with("b", "b = []\n"), FILE);
    }

    #[test]
    fn blocks_stand_in_order_of_name_whatever_came_first() {
        let first = Region::find(FILE, "#").expect("region").with("a", "a = []\n");
        let region = Region::find(&first, "#").expect("region");
        assert_eq!((region.block("a"), region.block("b")), (Some("a = []\n"), Some("b = []\n")));
        assert!(first.find("docwright: a\n").expect("a") < first.find("docwright: b\n").expect("b"));
    }

    #[test]
    fn a_file_without_marks_has_no_region() {
        assert_eq!(Region::find("a = 1\n", "#"), None);
        assert_eq!(Region::find("# docwright: end\n# docwright: begin\n", "#"), None);
    }
}
