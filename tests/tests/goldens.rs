//! Generated code against what is checked in, and what is checked in against the compiler.
//!
//! A case is a folder below `tests/cases` with `api.yaml` and `operations/`; beside them lies what becomes of it:
//! `client.rs`, as a build script writes it, `examples.rs`, the tests that a crate has besides, and `findings.txt`. To
//! accept what changed, run the tests with `UPDATE_GOLDENS=1` and read the difference.

mod case;

use std::fs;
use std::path::Path;

use docwright::codegen;

fn compare(path: &Path, text: &str, stale: &mut Vec<String>) {
    if fs::read_to_string(path).unwrap_or_default() == text {
        return;
    }
    if std::env::var_os("UPDATE_GOLDENS").is_some() {
        fs::write(path, text).expect("a file that can be written");
    } else {
        stale.push(path.display().to_string());
    }
}

#[test]
fn generated_code_is_what_is_checked_in() {
    let mut stale = Vec::new();
    for name in case::names() {
        let lowered = case::lower_case(&name);
        let findings = lowered.findings.iter().map(|finding| {
            let item = finding.item.as_deref().unwrap_or("-");
            format!("{} {item}: {}\n    {}\n", finding.rule.code, finding.message, finding.help)
        });
        let folder = case::folder().join(&name);
        compare(&folder.join("client.rs"), &codegen::emit_build_script(&lowered.api), &mut stale);
        let files = codegen::emit_crate(&lowered.api).files;
        let tests = files.iter().filter(|(path, _)| path.ends_with("/tests.rs")).map(|(_, text)| text.as_str());
        compare(&folder.join("examples.rs"), &tests.collect::<Vec<_>>().join("\n"), &mut stale);
        compare(&folder.join("findings.txt"), &findings.collect::<String>(), &mut stale);
    }
    assert!(
        stale.is_empty(),
        "not what is generated; run with UPDATE_GOLDENS=1 and look at the difference: {stale:#?}"
    );
}
