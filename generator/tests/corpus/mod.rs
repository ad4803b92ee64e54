//! The Kingdee documentation that lies beside the project, and shares that are counted over it.

use std::collections::BTreeMap;
use std::io::Write as _;
use std::path::{Path, PathBuf};

/// The folder of the corpora, if it is there.
pub(crate) fn corpora() -> Option<PathBuf> {
    let beside = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../shared");
    let shared = std::env::var_os("DOCWRIGHT_SHARED").map_or(beside, PathBuf::from);
    let folder = shared.join("corpora");
    if !folder.join("kingdee-xingchen").is_dir() {
        // Straight to standard error: what a passing test prints is not shown otherwise.
        let _ = writeln!(std::io::stderr(), "skipped: no corpora at {}", folder.display());
        return None;
    }
    Some(folder)
}

/// The files of a folder by their path without extension, in order.
pub(crate) fn pages(folder: &Path) -> BTreeMap<String, PathBuf> {
    let mut found = BTreeMap::new();
    let mut open = vec![folder.to_owned()];
    while let Some(next) = open.pop() {
        for entry in std::fs::read_dir(next).expect("a folder").map(|entry| entry.expect("an entry").path()) {
            if entry.is_dir() {
                open.push(entry);
            } else {
                let name = entry.strip_prefix(folder).expect("inside").with_extension("");
                found.insert(name.to_string_lossy().into_owned(), entry);
            }
        }
    }
    found
}

/// A share that is counted page by page or field by field.
#[derive(Default)]
pub(crate) struct Share {
    right: usize,
    all: usize,
    wrong: Vec<String>,
}

impl Share {
    pub(crate) fn count(&mut self, right: bool, what: impl FnOnce() -> String) {
        self.all += 1;
        self.right += usize::from(right);
        if !right && self.wrong.len() < 20 {
            self.wrong.push(what());
        }
    }
}

/// A table of what was measured, and what of it is not as it should be.
pub(crate) struct Measures {
    table: String,
    wrong: Vec<String>,
}

impl Measures {
    pub(crate) fn new() -> Self {
        Self { table: "\n| measure | count | share | at least |\n|---|---|---|---|\n".to_owned(), wrong: Vec::new() }
    }

    /// A share that must reach `least` in hundred, of one thing at least.
    pub(crate) fn share(&mut self, name: &str, share: &Share, least: f64) {
        let Share { right, all, wrong } = share;
        let hundredths = 100.0 * *right as f64 / (*all).max(1) as f64;
        self.table.push_str(&format!("| {name} | {right} of {all} | {hundredths:.2} % | {least} % |\n"));
        if hundredths < least {
            self.wrong.push(format!("{name}: {hundredths:.2} % of {all} are less than {least} %"));
        }
        self.table.extend(wrong.iter().map(|wrong| format!("    {wrong}\n")));
    }

    /// Things of which there must not be any.
    pub(crate) fn none(&mut self, name: &str, found: Vec<String>) {
        self.table.push_str(&format!("| {name} | {} | | 0 |\n", found.len()));
        self.wrong.extend(found);
    }

    /// Prints the table, whether the test passes or not: it goes where the harness does not keep it back.
    pub(crate) fn end(self) {
        std::io::stdout().write_all(self.table.as_bytes()).expect("a place to print to");
        assert!(self.wrong.is_empty(), "{:#?}", self.wrong);
    }
}
