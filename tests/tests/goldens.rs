//! Generated code against snapshots.
//!
//! A case is a folder below `tests/cases` with `api.yaml` and `operations/`; beside them lies what becomes of it: in
//! `snapshots/` the files that a crate has, one an operation, and the findings. To accept what changed, run the test with
//! `INSTA_UPDATE=always` and read the difference.

mod case;

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use docwright::codegen;

/// What becomes of a case, by the names of its snapshots.
fn goldens(name: &str) -> BTreeMap<String, String> {
    let lowered = case::lower_case(name);
    let findings = lowered.findings.iter().map(|finding| {
        let item = finding.item.as_deref().unwrap_or("-");
        format!("{} {item}: {}\n    {}\n", finding.rule.code, finding.message, finding.help)
    });
    let sources = codegen::emit_crate(&lowered.api).files.into_iter();
    let sources = sources.map(|(path, text)| (path.replace('/', "-"), text));
    sources.chain([("findings".to_owned(), findings.collect())]).collect()
}

/// The names of the snapshots in a folder.
fn checked_in(folder: &Path) -> BTreeSet<String> {
    let entries = std::fs::read_dir(folder).expect("a folder of snapshots").map(|entry| entry.expect("an entry"));
    let files = entries.map(|entry| entry.file_name().into_string().expect("a name"));
    files.filter_map(|file| Some(file.strip_suffix(".snap")?.to_owned())).collect()
}

#[test]
fn generated_code_is_what_is_checked_in() {
    for name in case::names() {
        let (folder, goldens) = (case::folder().join(&name).join("snapshots"), goldens(&name));
        insta::with_settings!({snapshot_path => &folder, prepend_module_to_snapshot => false, omit_expression => true}, {
            for (file, text) in &goldens {
                insta::assert_snapshot!(file.as_str(), text);
            }
        });
        assert_eq!(checked_in(&folder), goldens.into_keys().collect(), "{name} has snapshots of nothing");
    }
}
