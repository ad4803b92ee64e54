//! The two crates: a library, and a program that uses each operation once.

use std::fmt::Write as _;
use std::fs;
use std::path::Path;

use anyhow::{Context, Result};
use docwright::codegen;
use docwright::ir::{Api, Type};

use crate::derived;

/// The folder and the name of our crate.
pub(crate) const OURS: &str = "ours";
/// The folder and the name of the other one.
pub(crate) const DERIVED: &str = "derived";

const MANIFEST: &str = "\
[package]
name = \"NAME\"
version = \"0.0.0\"
edition = \"2024\"

[workspace]

[profile.release]
strip = true
";

/// Decodes what it is told, once as each request and each answer.
const OUR_MAIN: &str = "\
use docwright_runtime::{Operation, Slot, json};

fn round(slot: &mut dyn Slot, bytes: &[u8]) -> usize {
    json::decode(bytes, slot, &Default::default()).map_or(0, |()| json::encode(slot).len())
}

fn both<O: Operation + Slot>(bytes: &[u8]) -> usize {
    round(&mut O::vacant(), bytes) + round(&mut O::Output::vacant(), bytes)
}
";
const DERIVED_MAIN: &str = "\
fn round<T: serde::Serialize + serde::de::DeserializeOwned>(bytes: &[u8]) -> usize {
    serde_json::from_slice::<T>(bytes).ok().and_then(|value| serde_json::to_vec(&value).ok()).map_or(0, |json| json.len())
}
";

/// Writes the crate that docwright generates.
pub(crate) fn write_ours(folder: &Path, api: &Api) -> Result<()> {
    let files = codegen::emit_crate(api);
    let runtime = workspace().join("runtime");
    let manifest = format!(
        "{}\n[dependencies]\ndocwright-runtime = {{ path = {runtime:?} }}\n\n[features]\ndefault = [\"{}\"]\n{}",
        MANIFEST.replace("NAME", OURS),
        api.feature,
        files.features
    );
    let main = main_of(api, OUR_MAIN, |module, request, _| format!("both::<ours::{module}::{request}>(&bytes)"));
    let library = format!("//! What docwright generates.\n\n{}", files.modules);
    let sources = files.files.into_iter().chain([("lib.rs".to_owned(), library), ("main.rs".to_owned(), main)]);
    write(&folder.join(OURS), &manifest, sources)
}

/// Writes the crate with serde derived.
pub(crate) fn write_derived(folder: &Path, api: &Api) -> Result<()> {
    let dependencies = "serde = { version = \"1\", features = [\"derive\"] }\nserde_json = \"1\"\n";
    let manifest = format!("{}\n[dependencies]\n{dependencies}", MANIFEST.replace("NAME", DERIVED));
    let main = main_of(api, DERIVED_MAIN, |module, request, output| {
        let module = module.split_once("::").map_or(module, |(_, below)| below);
        format!("round::<derived::{module}::{request}>(&bytes) + round::<derived::{module}::{output}>(&bytes)")
    });
    let sources = [("lib.rs".to_owned(), derived::library(api)), ("main.rs".to_owned(), main)];
    write(&folder.join(DERIVED), &manifest, sources)
}

/// A program with a line an operation, made from its module, its request and its output.
fn main_of(api: &Api, head: &str, line: impl Fn(&str, &str, &str) -> String) -> String {
    let mut out =
        format!("{head}\nfn main() {{\n    let bytes = std::env::args().nth(1).unwrap_or_default().into_bytes();\n");
    out.push_str("    let mut size = 0;\n");
    for group in &api.groups {
        for operation in &group.operations {
            let Type::Named(output) = &operation.output else { continue };
            let module = format!("{}::{}::{}", api.module, group.module, operation.module);
            // Writing into a string does not fail.
            _ = writeln!(
                out,
                "    size += {};",
                line(&module, operation.request.model.name.as_str(), output.name.as_str())
            );
        }
    }
    out.push_str("    println!(\"{size}\");\n}\n");
    out
}

fn write(folder: &Path, manifest: &str, sources: impl IntoIterator<Item = (String, String)>) -> Result<()> {
    for (path, text) in sources {
        let path = folder.join("src").join(path);
        fs::create_dir_all(path.parent().context("a folder")?)?;
        fs::write(&path, text).with_context(|| path.display().to_string())?;
    }
    fs::write(folder.join("Cargo.toml"), manifest)?;
    // The same versions of the dependencies as here.
    fs::copy(workspace().join("Cargo.lock"), folder.join("Cargo.lock"))?;
    Ok(())
}

fn workspace() -> &'static Path {
    let here = Path::new(env!("CARGO_MANIFEST_DIR"));
    here.parent().unwrap_or(here)
}
