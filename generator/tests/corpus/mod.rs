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

    /// Prints the share and says whether it reaches `least` in hundred.
    pub(crate) fn report(&self, name: &str, least: f64) -> bool {
        let share = if self.all == 0 { 100.0 } else { 100.0 * self.right as f64 / self.all as f64 };
        println!("| {name} | {} of {} | {share:.2} % | {least} % |", self.right, self.all);
        for wrong in &self.wrong {
            println!("    {wrong}");
        }
        share >= least && self.all > 0
    }
}
