//! The rules of the repository: which room may know which, a word on every module, no room that nobody listed.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

/// Each room of the generator with the rooms it may use.
const ROOMS: &[(&str, &[&str])] = &[
    ("source", &[]),
    ("finding", &["source"]),
    ("document", &["source"]),
    ("output", &[]),
    ("regions", &[]),
    ("frontend", &["source", "document", "finding"]),
    ("spec", &["source", "finding"]),
    ("extract", &["source", "document", "finding", "spec"]),
    ("check", &["source", "finding", "spec"]),
    ("diff", &["spec"]),
    ("ir", &["spec::recipe", "spec::Limit"]),
    ("lower", &["finding", "spec", "ir"]),
    ("codegen", &["ir", "spec::recipe", "spec::Limit"]),
    ("mock", &["finding", "spec"]),
    // The driver.
    ("project", &["source", "finding", "output", "spec", "extract"]),
    ("reading", &["source", "finding", "frontend", "extract", "check", "output", "project", "spec"]),
    ("propose", &["reading", "spec"]),
    ("writing", &["finding", "output", "regions", "project", "reading", "spec", "lower", "ir", "codegen"]),
    ("pipeline", &["diff", "finding", "output", "project", "reading", "writing", "spec"]),
    ("build_script", &["finding", "output", "project", "reading", "writing", "codegen", "Options", "generate"]),
];

#[test]
fn imports_run_one_way() {
    let mut faults = Vec::new();
    for (room, allowed) in ROOMS {
        for file in files_of(room) {
            for used in crate_paths(&read(&file)) {
                let is_own = used.split("::").next() == Some(room);
                let is_allowed = allowed.iter().any(|name| used == *name || used.starts_with(&format!("{name}::")));
                if !is_own && !is_allowed {
                    faults.push(format!("{} uses crate::{used}, which {room} must not know", file.display()));
                }
            }
        }
    }
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

#[test]
fn every_room_is_listed() {
    let listed = ROOMS.iter().map(|(room, _)| (*room).to_owned()).collect::<BTreeSet<_>>();
    let source = root().join("generator/src");
    let mut found = BTreeSet::new();
    for entry in fs::read_dir(source).expect("the sources of the generator") {
        let path = entry.expect("an entry").path();
        let name = path.file_stem().expect("a name").to_string_lossy().into_owned();
        if path.is_dir() || path.extension().is_some_and(|extension| extension == "rs") {
            found.insert(name);
        }
    }
    // `lib` and `main` are the doors; `cli` belongs to the program, which uses the library from outside; `templates` are texts.
    for door in ["lib", "main", "cli", "templates"] {
        found.remove(door);
    }
    assert_eq!(
        found, listed,
        "tests/tests/architecture.rs lists every room of the generator, and ARCHITECTURE.md shows it"
    );
    let map = read(&root().join("ARCHITECTURE.md"));
    for room in &listed {
        assert!(map.contains(room.as_str()), "ARCHITECTURE.md does not mention {room}");
    }
}

#[test]
fn only_one_room_uses_each_of_the_libraries_that_are_wrapped() {
    for (library, owner) in [
        ("pulldown_cmark", "frontend"),
        ("scraper", "frontend"),
        ("html5ever", "frontend"),
        ("serde_saphyr", "spec"),
        ("prettyplease", "codegen"),
        ("annotate_snippets", "finding"),
    ] {
        for (room, _) in ROOMS.iter().filter(|(room, _)| *room != owner) {
            for file in files_of(room) {
                let uses = code(&read(&file)).contains(&format!("{library}::"));
                assert!(!uses, "{} uses {library}, which belongs to {owner}", file.display());
            }
        }
    }
}

#[test]
fn every_module_says_what_it_is() {
    for folder in ["generator/src", "generator/tests", "runtime/src", "runtime/tests", "tests/tests", "benches"] {
        for file in rust_files(&root().join(folder)) {
            let text = read(&file);
            // Golden output is included into a module and is none itself.
            let is_golden = text.starts_with("// @generated");
            assert!(
                is_golden || text.trim_start().starts_with("//!"),
                "{} begins without a `//!` line",
                file.display()
            );
        }
    }
}

#[test]
fn the_generator_and_what_it_generates_do_not_know_each_other() {
    for (manifest, strangers) in [
        ("generator/Cargo.toml", ["docwright-runtime", "docwright-clients"].as_slice()),
        ("runtime/Cargo.toml", &["docwright =", "docwright.workspace", "docwright-clients"]),
        ("generated/Cargo.toml", &["docwright =", "docwright.workspace"]),
    ] {
        let text = read(&root().join(manifest));
        for stranger in strangers {
            assert!(!text.contains(stranger), "{manifest} names {stranger}");
        }
    }
}

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).parent().expect("the workspace").to_path_buf()
}

/// The text of a file, by its path from the root of the repository.
fn read(path: &Path) -> String {
    fs::read_to_string(root().join(path)).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

fn files_of(room: &str) -> Vec<PathBuf> {
    let source = root().join("generator/src");
    let mut files = rust_files(&source.join(room))
        .into_iter()
        .map(|path| path.strip_prefix(root()).expect("below").to_owned())
        .collect::<Vec<_>>();
    let file = source.join(format!("{room}.rs"));
    if file.exists() {
        files.push(file.strip_prefix(root()).expect("below").to_owned());
    }
    assert!(!files.is_empty(), "the room {room} has no files");
    // A room's tests may use what they need to set up a case.
    files.retain(|path| path.components().all(|part| part.as_os_str() != "tests" && part.as_os_str() != "tests.rs"));
    files
}

fn rust_files(folder: &Path) -> Vec<PathBuf> {
    let Ok(entries) = fs::read_dir(folder) else { return Vec::new() };
    let mut files = Vec::new();
    for entry in entries {
        let path = entry.expect("an entry").path();
        if path.is_dir() {
            files.extend(rust_files(&path));
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            files.push(path);
        }
    }
    files
}

fn is_comment(line: &str) -> bool {
    line.trim_start().starts_with("//")
}

/// The code of a file without its comments and without its tests.
fn code(text: &str) -> String {
    let code = text.split("#[cfg(test)]\nmod tests {").next().unwrap_or_default();
    code.lines().filter(|line| !is_comment(line)).collect::<Vec<_>>().join("\n")
}

/// The paths behind `crate::` in the code of a file, `use crate::{a, b::c}` taken apart; tests of the file apart.
fn crate_paths(text: &str) -> Vec<String> {
    let code = code(text);
    let mut paths = Vec::new();
    for (offset, _) in code.match_indices("crate::") {
        if code[..offset].ends_with(|c: char| c.is_alphanumeric() || matches!(c, '$' | '_')) {
            continue;
        }
        let rest = &code[offset + "crate::".len()..];
        if let Some(list) = rest.strip_prefix('{') {
            let list = list.split(';').next().unwrap_or_default();
            let mut depth = 0_i32;
            for part in list.split_inclusive([',', '{', '}']) {
                let name = part.trim().trim_end_matches([',', '{', '}']).trim_end_matches("::").trim();
                if depth == 0 && !name.is_empty() {
                    paths.push(name.to_owned());
                }
                depth += i32::from(part.ends_with('{')) - i32::from(part.ends_with('}'));
            }
        } else {
            let end = rest.find(|c: char| !(c.is_alphanumeric() || matches!(c, '_' | ':'))).unwrap_or(rest.len());
            paths.push(rest[..end].trim_end_matches(':').to_owned());
        }
    }
    paths
}
