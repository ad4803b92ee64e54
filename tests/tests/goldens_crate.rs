//! The goldens in the shape of a crate: checked, linted and documented by cargo as a user's crate would be, with every
//! warning an error; and the tests that were generated with it are run. It shows that features select groups, that Clippy
//! has nothing to say, and that no prose of a document becomes a link, a tag or code in the documentation.

mod case;

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use docwright::lower::{self, Lowered};
use docwright::spec::{self, DocumentInfo, Field, Method, Operation, Type};
use docwright::{codegen, ir};

const MANIFEST: &str = r#"
[package]
name = "docwright-goldens"
version = "0.0.0"
edition = "2024"

[workspace]

[dependencies]
docwright-runtime = { path = "RUNTIME" }

[lints.rust]
warnings = "deny"
missing_docs = "deny"
unsafe_code = "forbid"
unreachable_pub = "deny"

[lints.clippy]
all = { level = "deny", priority = -1 }

[features]
"#;

fn workspace() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).parent().expect("a workspace").to_owned()
}

fn manifest() -> String {
    let runtime = workspace().join("runtime").display().to_string().replace('\\', "/");
    MANIFEST.replace("RUNTIME", &runtime)
}

/// Writes a crate with all cases in it.
fn write_crate(folder: &Path) {
    let mut manifest = manifest();
    let mut library = "//! All cases.\n\n".to_owned();
    let sources = folder.join("src");
    let _ = fs::remove_dir_all(&sources);
    let cases = case::names().into_iter().map(|name| case::lower_case(&name).api);
    for api in cases.chain([keywords()]) {
        let files = codegen::emit_crate(&api);
        manifest.push_str(&files.features);
        library.push_str(&files.modules);
        for (path, text) in files.files {
            let path = sources.join(path);
            fs::create_dir_all(path.parent().expect("a folder")).expect("a folder");
            fs::write(path, text).expect("a file");
        }
    }
    fs::write(sources.join("lib.rs"), library).expect("a file");
    fs::write(folder.join("Cargo.toml"), manifest).expect("a file");
    fs::copy(workspace().join("Cargo.lock"), folder.join("Cargo.lock")).expect("a lock file");
}

/// The keywords of the Rust Reference: strict ones, reserved ones, and those that are keywords in some places only.
const KEYWORDS: &str = "as break const continue crate else enum extern false fn for if impl in let loop match mod move mut pub ref \
    return self Self static struct super trait true type unsafe use where while async await dyn \
    abstract become box do final macro override priv typeof unsized virtual yield try gen \
    macro_rules raw safe union auto default";

/// An API in which every keyword is a group, an operation, a field on both sides, a type and a value.
fn keywords() -> ir::Api {
    let words: Vec<&str> = KEYWORDS.split_whitespace().collect();
    let fields: Vec<Field> = words.iter().map(|word| Field::new(*word, Type::Named((*word).to_owned()))).collect();
    let types: spec::Types = words.iter().map(|word| ((*word).to_owned(), vec![coded(word, &words)])).collect();
    let operations: Vec<Operation> = words
        .iter()
        .map(|word| Operation {
            method: Method::Get,
            path: format!("/{word}/{word}"),
            name: (*word).to_owned(),
            group: (*word).to_owned(),
            summary: None,
            document: DocumentInfo { file: format!("documents/{word}.md"), ..DocumentInfo::default() },
            request: spec::Request { query: fields.clone(), types: types.clone(), ..spec::Request::default() },
            response: spec::Response { fields: fields.clone(), types: types.clone(), ..spec::Response::default() },
            errors: Vec::new(),
            examples: spec::Examples::default(),
            places: Default::default(),
        })
        // One operation with all fields would do for them; a few more show that operations do not get into each other's way.
        .enumerate()
        .map(|(index, operation)| if index % 20 == 0 { operation } else { bare(operation) })
        .collect();
    let api = spec::yaml::read(&docwright::source::Source::new("api.yaml", "title: Keywords\n")).expect("an api.yaml");
    let Lowered { api, .. } = lower::lower(&lower::Input {
        name: "keywords",
        specification: "specs/keywords",
        api: &api,
        recipe: None,
        operations: &operations,
        pinned: &lower::PinnedNames::default(),
    });
    api
}

fn bare(operation: Operation) -> Operation {
    Operation { request: spec::Request::default(), response: spec::Response::default(), ..operation }
}

fn coded(name: &str, values: &[&str]) -> Field {
    let value = |value: &&str| spec::EnumValue { value: (*value).into(), label: (*value).to_owned() };
    Field { enumeration: values.iter().map(value).collect(), ..Field::new(name, Type::String) }
}

/// Runs cargo in a folder, with what it builds in the folder of the goldens.
fn run_cargo(folder: &Path, arguments: &[&str]) -> Output {
    Command::new(env!("CARGO"))
        .args(arguments)
        .arg("--offline")
        .current_dir(folder)
        .env("CARGO_TARGET_DIR", built().join("target"))
        .env("RUSTDOCFLAGS", "-D warnings")
        .env_remove("RUSTFLAGS")
        .output()
        .expect("cargo runs")
}

fn cargo(folder: &Path, arguments: &[&str]) {
    let output = run_cargo(folder, arguments);
    assert!(
        output.status.success(),
        "cargo {arguments:?}:\n{}{}",
        String::from_utf8_lossy(&output.stdout),
        String::from_utf8_lossy(&output.stderr)
    );
}

fn built() -> PathBuf {
    Path::new(env!("CARGO_TARGET_TMPDIR")).join("goldens")
}

#[test]
fn the_crate_is_clean() {
    let folder = built();
    fs::create_dir_all(&folder).expect("a folder");
    write_crate(&folder);
    cargo(&folder, &["clippy", "--all-features", "--all-targets"]);
    cargo(&folder, &["test", "--all-features", "--lib", "--quiet"]);
    cargo(&folder, &["doc", "--all-features", "--no-deps"]);
    cargo(&folder, &["check", "--features", "shapes-a"]);
    cargo(&folder, &["check"]);
}

#[test]
fn code_of_another_format_says_what_to_run() {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("another-format");
    let library = codegen::emit_build_script(&case::lower_case("shapes").api);
    let older = library.replace("format_version!(3)", "format_version!(2)");
    assert_ne!(older, library, "generated code says its format");
    fs::create_dir_all(folder.join("src")).expect("a folder");
    fs::write(folder.join("src/lib.rs"), format!("//! Code of an older docwright.\n\n{older}")).expect("a file");
    fs::write(folder.join("Cargo.toml"), manifest().replace("-goldens", "-another-format")).expect("a file");
    fs::copy(workspace().join("Cargo.lock"), folder.join("Cargo.lock")).expect("a lock file");
    let output = run_cargo(&folder, &["check", "--quiet"]);
    let said = String::from_utf8_lossy(&output.stderr);
    assert!(!output.status.success(), "it compiles");
    assert!(said.contains("generated in format 2") && said.contains("run `docwright generate`"), "{said}");
}
