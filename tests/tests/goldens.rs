//! Generated code against what is checked in, and what is checked in against the compiler.
//!
//! A case is a folder below `tests/cases` with `api.yaml` and `operations/`; beside them lies what becomes of it:
//! `client.rs`, as a build script writes it, and `findings.txt`. To accept what changed, run the tests with
//! `UPDATE_GOLDENS=1` and read the difference.

use std::fs;
use std::path::{Path, PathBuf};

use docwright::source::Source;
use docwright::spec::recipe::Recipe;
use docwright::spec::{self, Operation, yaml};
use docwright::{codegen, lower};

fn cases() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("cases")
}

/// The folders of `tests/cases` that are cases of this test, in order.
fn case_names() -> Vec<String> {
    let entries = fs::read_dir(cases()).expect("tests/cases");
    let mut names: Vec<String> = entries
        .map(|entry| entry.expect("an entry").path())
        .filter(|path| path.join("api.yaml").is_file() && path.join("operations").is_dir())
        .map(|path| path.file_name().expect("a name").to_string_lossy().into_owned())
        .collect();
    names.sort();
    names
}

fn source(path: &Path) -> std::sync::Arc<Source> {
    Source::new(path, fs::read_to_string(path).unwrap_or_else(|error| panic!("{}: {error}", path.display())))
}

fn operations(folder: &Path) -> Vec<Operation> {
    let mut operations = Vec::new();
    for entry in fs::read_dir(folder).expect("a folder") {
        let path = entry.expect("an entry").path();
        if path.is_dir() {
            operations.extend(self::operations(&path));
        } else {
            operations.push(yaml::read(&source(&path)).unwrap_or_else(|finding| panic!("{finding:?}")));
        }
    }
    operations
}

fn lower_case(name: &str) -> lower::Lowered {
    let folder = cases().join(name);
    let api: spec::Api = yaml::read(&source(&folder.join("api.yaml"))).unwrap_or_else(|finding| panic!("{finding:?}"));
    let recipe = api.auth.as_deref().map(|name| {
        let text = Recipe::built_in(name).expect("a recipe that is built in");
        Recipe::read(&text).expect("a recipe")
    });
    lower::lower(&lower::Input {
        name,
        specification: &format!("specs/{name}"),
        api: &api,
        recipe: recipe.as_ref(),
        operations: &operations(&folder.join("operations")),
        pinned: &lower::PinnedNames::default(),
    })
}

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
    for name in case_names() {
        let lowered = lower_case(&name);
        let findings = lowered.findings.iter().map(|finding| {
            let item = finding.item.as_deref().unwrap_or("-");
            format!("{} {item}: {}\n    {}\n", finding.rule.code, finding.message, finding.help)
        });
        let folder = cases().join(&name);
        compare(&folder.join("client.rs"), &codegen::emit_build_script(&lowered.api), &mut stale);
        compare(&folder.join("findings.txt"), &findings.collect::<String>(), &mut stale);
    }
    assert!(
        stale.is_empty(),
        "not what is generated; run with UPDATE_GOLDENS=1 and look at the difference: {stale:#?}"
    );
}
