//! The goldens in the shape of a crate: checked, linted and documented by cargo as a user's crate would be, with
//! every warning an error. It shows that features select groups, that Clippy has nothing to say, and that no prose of
//! a document becomes a link, a tag or code in the documentation.

mod case;

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use docwright::codegen;

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

/// Writes a crate with all cases in it.
fn write_crate(folder: &Path) {
    let runtime = workspace().join("runtime").display().to_string().replace('\\', "/");
    let mut manifest = MANIFEST.replace("RUNTIME", &runtime);
    let mut library = "//! All cases.\n\n".to_owned();
    let sources = folder.join("src");
    let _ = fs::remove_dir_all(&sources);
    for name in case::names() {
        let files = codegen::emit_crate(&case::lower_case(&name).api);
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

fn cargo(folder: &Path, arguments: &[&str]) {
    let output = Command::new(env!("CARGO"))
        .args(arguments)
        .arg("--offline")
        .current_dir(folder)
        .env("CARGO_TARGET_DIR", folder.join("target"))
        .env("RUSTDOCFLAGS", "-D warnings")
        .env_remove("RUSTFLAGS")
        .output()
        .expect("cargo runs");
    assert!(output.status.success(), "cargo {arguments:?}:\n{}", String::from_utf8_lossy(&output.stderr));
}

#[test]
fn the_crate_is_clean() {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("goldens");
    fs::create_dir_all(&folder).expect("a folder");
    write_crate(&folder);
    cargo(&folder, &["clippy", "--all-features"]);
    cargo(&folder, &["doc", "--all-features", "--no-deps"]);
    cargo(&folder, &["check", "--features", "kingdee-retail"]);
    cargo(&folder, &["check"]);
}
