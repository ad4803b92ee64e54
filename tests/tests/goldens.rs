//! Generated code against what is checked in.
//!
//! A case is a folder below `tests/cases` with `api.yaml` and `operations/`; beside them lies what becomes of it: `src/`, as a
//! crate has it, a file an operation, and `findings.txt`. To accept what changed, run the tests with `UPDATE_GOLDENS=1` and read
//! the difference.

mod case;

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use docwright::codegen;

/// What becomes of a case, by the path of the file below its folder.
fn goldens(name: &str) -> BTreeMap<PathBuf, String> {
    let lowered = case::lower_case(name);
    let findings = lowered.findings.iter().map(|finding| {
        let item = finding.item.as_deref().unwrap_or("-");
        format!("{} {item}: {}\n    {}\n", finding.rule.code, finding.message, finding.help)
    });
    let sources = codegen::emit_crate(&lowered.api).files.into_iter();
    let sources = sources.map(|(path, text)| (Path::new("src").join(path), text));
    sources.chain([(PathBuf::from("findings.txt"), findings.collect())]).collect()
}

/// The files below a folder, by their paths in it; none if it is not there.
fn checked_in(folder: &Path) -> BTreeMap<PathBuf, String> {
    let mut found = BTreeMap::new();
    let mut open = vec![folder.join("src")];
    while let Some(next) = open.pop() {
        for entry in fs::read_dir(next).into_iter().flatten().map(|entry| entry.expect("an entry").path()) {
            if entry.is_dir() {
                open.push(entry);
            } else {
                let text = fs::read_to_string(&entry).expect("a text");
                found.insert(entry.strip_prefix(folder).expect("inside").to_owned(), text);
            }
        }
    }
    let findings = folder.join("findings.txt");
    found.extend(fs::read_to_string(findings).ok().map(|text| (PathBuf::from("findings.txt"), text)));
    found
}

fn write(folder: &Path, files: &BTreeMap<PathBuf, String>) {
    let _ = fs::remove_dir_all(folder.join("src"));
    for (path, text) in files {
        let path = folder.join(path);
        fs::create_dir_all(path.parent().expect("a folder")).expect("a folder");
        fs::write(path, text).expect("a file that can be written");
    }
}

#[test]
fn generated_code_is_what_is_checked_in() {
    let mut stale = Vec::new();
    for name in case::names() {
        let (folder, wanted) = (case::folder().join(&name), goldens(&name));
        if std::env::var_os("UPDATE_GOLDENS").is_some() {
            write(&folder, &wanted);
        }
        let found = checked_in(&folder);
        let paths = wanted.keys().chain(found.keys().filter(|path| !wanted.contains_key(*path)));
        stale.extend(paths.filter(|path| wanted.get(*path) != found.get(*path)).map(|path| folder.join(path)));
    }
    assert!(
        stale.is_empty(),
        "not what is generated; run with UPDATE_GOLDENS=1 and look at the difference: {stale:#?}"
    );
}
