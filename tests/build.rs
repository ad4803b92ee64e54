//! Writes what `docwright` makes of what lies beside, so that the tests compile it: the client of each case, as a build script
//! writes one, and the constants of the recipes.

#[path = "tests/case/mod.rs"]
mod case;

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use docwright::codegen;
use docwright::codegen::recipe::emit_recipe;
use docwright::source::Source;
use docwright::spec::recipe::{BUILT_IN, Recipe};

fn main() {
    println!("cargo::rerun-if-changed=cases");
    println!("cargo::rerun-if-changed={EXAMPLES}");
    let out = PathBuf::from(std::env::var_os("OUT_DIR").expect("cargo says where to write"));
    let write = |name: &str, text: String| std::fs::write(out.join(name), text).expect("a file that can be written");
    for name in case::names() {
        write(&format!("{name}.rs"), codegen::emit_build_script(&case::lower_case(&name).api));
    }
    write("recipes", recipes());
}

const EXAMPLES: &str = "../generator/recipes/examples";

/// A list of the recipes that are built in, and of the examples for users: `("name", &Recipe { … })`.
fn recipes() -> String {
    let mut texts: BTreeMap<String, String> =
        BUILT_IN.iter().map(|(name, text)| ((*name).to_owned(), (*text).to_owned())).collect();
    for entry in std::fs::read_dir(EXAMPLES).expect("examples") {
        let path = entry.expect("an entry").path();
        texts.insert(stem(&path), std::fs::read_to_string(&path).expect("an example"));
    }
    let constant = |(name, text): (&String, &String)| {
        let recipe = Recipe::read(&Source::new(name.as_str(), text.as_str())).expect("a sound recipe");
        format!("({name:?}, &{}),\n", emit_recipe(&recipe))
    };
    format!("&[\n{}]\n", texts.iter().map(constant).collect::<String>())
}

fn stem(path: &Path) -> String {
    path.file_stem().and_then(|stem| stem.to_str()).expect("a name").to_owned()
}
