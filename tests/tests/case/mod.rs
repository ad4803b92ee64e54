//! The cases: a folder below `tests/cases` with `api.yaml` and `operations/`.

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use docwright::lower;
use docwright::source::Source;
use docwright::spec::recipe::Recipe;
use docwright::spec::{self, Operation, yaml};

/// Where the cases lie.
pub(crate) fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("cases")
}

/// The folders of `tests/cases` that are cases of this test, in order.
pub(crate) fn names() -> Vec<String> {
    let entries = fs::read_dir(folder()).expect("tests/cases");
    let mut names: Vec<String> = entries
        .map(|entry| entry.expect("an entry").path())
        .filter(|path| path.join("api.yaml").is_file() && path.join("operations").is_dir())
        .map(|path| path.file_name().expect("a name").to_string_lossy().into_owned())
        .collect();
    names.sort();
    names
}

fn source(path: &Path) -> Arc<Source> {
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

/// What becomes of a case without any names from before.
pub(crate) fn lower_case(name: &str) -> lower::Lowered {
    let folder = folder().join(name);
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
