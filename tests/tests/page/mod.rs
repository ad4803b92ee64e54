//! Pages of Markdown, taken apart into blocks of code and what stands between them.

use std::fs;
use std::path::{Path, PathBuf};

/// A block of code: what stands behind its fence, and its lines.
pub(crate) struct Block<'a> {
    pub(crate) info: &'a str,
    pub(crate) lines: Vec<&'a str>,
}

pub(crate) fn workspace() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).parent().expect("a workspace").to_owned()
}

/// A page of the repository.
pub(crate) fn read(name: &str) -> String {
    fs::read_to_string(workspace().join(name)).unwrap_or_else(|error| panic!("{name}: {error}"))
}

/// The blocks of code, and the lines between them. A fence ends with one like itself, so that a block can hold others.
pub(crate) fn taken_apart(page: &str) -> (Vec<Block<'_>>, Vec<&str>) {
    let (mut blocks, mut prose) = (Vec::new(), Vec::new());
    let mut lines = page.lines();
    while let Some(line) = lines.next() {
        let info = line.trim_start().trim_start_matches('`');
        let fence = line[..line.len() - info.len()].trim_start();
        if fence.len() >= 3 {
            blocks.push(Block { info, lines: lines.by_ref().take_while(|line| line.trim() != fence).collect() });
        } else {
            prose.push(line);
        }
    }
    (blocks, prose)
}
