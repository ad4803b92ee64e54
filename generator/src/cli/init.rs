//! `docwright init`: start an API from its documents.

use std::collections::{BTreeMap, BTreeSet};
use std::io::Write as _;
use std::path::{Path, PathBuf};

use anyhow::{Context as _, anyhow, bail};
use docwright::extract::ExtractOptions;
use docwright::finding::Severity;
use docwright::output::{self, Mode};
use docwright::project::API_FILE;
use docwright::propose::{self, Proposal, Row};
use docwright::reading::{self, DocumentReading, ReadOperation};
use docwright::{Options, write_schemas};
use rayon::prelude::*;

use super::arguments::InitArguments;
use super::{Status, report};

/// Copies the documents, recognises what they are, writes api.yaml, and says what was found.
pub(super) fn run(arguments: &InitArguments) -> anyhow::Result<Status> {
    if !is_good_name(&arguments.name) {
        bail!("`{}` cannot be a module: use lower-case letters, digits and _, a letter first", arguments.name);
    }
    let folder = arguments.specs.join(&arguments.name);
    if folder.join(API_FILE).exists() {
        bail!(
            "{} exists already; `docwright generate {}` reads its documents",
            folder.join(API_FILE).display(),
            arguments.name
        );
    }
    let mut documents = collect(&arguments.documents)?;
    if documents.is_empty() {
        bail!("there is no document among what you named; docwright reads .md, .html, .htm and .txt files");
    }
    let mut readings = read_all(&documents)?;
    let left_out = leave_out(&mut readings, &mut documents);
    if readings.is_empty() {
        bail!("none of {} can be read", report::plural(left_out, "document"));
    }
    let dialect = common_dialect(&readings);
    let patterns = patterns(&documents);
    let operations = readings.iter().flat_map(operations_of).collect::<Vec<_>>();
    if operations.is_empty() {
        let pages = documents.values().map(|path| path.display().to_string()).collect::<Vec<_>>();
        anstream::eprintln!(
            "{}",
            report::error_line(&anyhow!("{}; nothing was written", report::no_operation(&pages)))
        );
        return Ok(Status::Findings);
    }
    let proposal = propose::propose(propose::Input {
        name: &arguments.name,
        documents: &patterns,
        dialect: dialect.as_deref(),
        operations: &operations,
    });
    let recipe = proposal.recipe.as_ref().map(|recipe| (folder.join(format!("{}.yaml", recipe.name)), &recipe.yaml));
    if let Some((path, _)) = recipe.as_ref().filter(|(path, _)| path.exists()) {
        bail!(
            "{} exists already, and a recipe of this name is proposed; call it otherwise or remove it",
            path.display()
        );
    }
    for (target, path) in &documents {
        let bytes = std::fs::read(path).with_context(|| format!("{} cannot be read", path.display()))?;
        output::replace(&folder.join("documents").join(target), &bytes)?;
    }
    if let Some((path, yaml)) = &recipe {
        output::replace(path, yaml.as_bytes())?;
    }
    output::replace(&folder.join(API_FILE), proposal.yaml.as_bytes())?;
    // The first line of api.yaml names its schema. One that was edited stays; `generate` says so.
    write_schemas(&Options { specs: arguments.specs.clone(), out: None, mode: Mode::Write })?;
    print_table(&proposal, &counts(&readings, left_out, &operations))?;
    let recipe = recipe.map_or_else(String::new, |(path, _)| format!(", {}", path.display()));
    anstream::eprintln!(
        "wrote {}{recipe} and {}; next: docwright generate {}",
        folder.join(API_FILE).display(),
        report::plural(documents.len(), "document"),
        arguments.name
    );
    Ok(Status::Fine)
}

fn is_good_name(name: &str) -> bool {
    let ordinary = name.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'_');
    ordinary && name.starts_with(|c: char| c.is_ascii_lowercase()) && name.len() <= 64
}

/// The files that were named and those below folders that were named: where each goes, and where it is.
fn collect(named: &[PathBuf]) -> anyhow::Result<BTreeMap<PathBuf, PathBuf>> {
    let mut documents = BTreeMap::new();
    for path in named {
        if path.is_dir() {
            for entry in ignore::WalkBuilder::new(path).standard_filters(false).hidden(true).build() {
                let entry = entry?;
                if entry.file_type().is_some_and(|kind| kind.is_file()) && is_document(entry.path()) {
                    let relative = entry.path().strip_prefix(path).unwrap_or(entry.path()).to_owned();
                    add(&mut documents, relative, entry.path())?;
                }
            }
        } else {
            let name = path.file_name().with_context(|| format!("{} is no file", path.display()))?;
            add(&mut documents, PathBuf::from(name), path)?;
        }
    }
    Ok(documents)
}

fn add(documents: &mut BTreeMap<PathBuf, PathBuf>, target: PathBuf, path: &Path) -> anyhow::Result<()> {
    if let Some(other) = documents.insert(target.clone(), path.to_owned()) {
        bail!(
            "{} and {} would both become {}; name their common folder instead",
            other.display(),
            path.display(),
            target.display()
        );
    }
    Ok(())
}

fn is_document(path: &Path) -> bool {
    path.extension().is_some_and(|extension| {
        ["md", "markdown", "html", "htm", "txt"].iter().any(|known| extension.eq_ignore_ascii_case(known))
    })
}

fn patterns(documents: &BTreeMap<PathBuf, PathBuf>) -> Vec<String> {
    let extensions = documents.keys().filter_map(|path| path.extension()?.to_str());
    let extensions = extensions.collect::<BTreeSet<_>>();
    extensions.into_iter().map(|extension| format!("documents/**/*.{extension}")).collect()
}

fn read_all(documents: &BTreeMap<PathBuf, PathBuf>) -> anyhow::Result<Vec<DocumentReading>> {
    let options = ExtractOptions::default();
    let read = |(target, path): (&PathBuf, &PathBuf)| {
        let bytes = std::fs::read(path).with_context(|| format!("{} cannot be read", path.display()))?;
        Ok(reading::read_document(path, &file_of(target), &bytes, &options))
    };
    documents.par_iter().map(read).collect()
}

/// Takes out what cannot be read at all (an empty file, an image), and says so; an API that begins with such a file would
/// fail in every run.
fn leave_out(readings: &mut Vec<DocumentReading>, documents: &mut BTreeMap<PathBuf, PathBuf>) -> usize {
    let (readable, unreadable) = std::mem::take(readings).into_iter().partition(|reading| reading.extraction.is_some());
    *readings = readable;
    let unreadable: Vec<DocumentReading> = unreadable;
    documents.retain(|target, _| unreadable.iter().all(|reading| reading.file != file_of(target)));
    for finding in unreadable.iter().flat_map(|reading| &reading.findings) {
        anstream::eprintln!("left out: {}", finding.message);
    }
    unreadable.len()
}

/// What messages call a document.
fn file_of(target: &Path) -> String {
    format!("documents/{}", target.to_string_lossy().replace('\\', "/"))
}

fn operations_of(reading: &DocumentReading) -> impl Iterator<Item = ReadOperation> + '_ {
    let readings = reading.extraction.iter().flat_map(|extraction| &extraction.readings);
    readings.map(|read| ReadOperation { operation: read.operation.clone(), document_hash: reading.hash.clone() })
}

/// The dialect of all pages that document an operation; none if they differ, for then each page is recognised by itself.
fn common_dialect(readings: &[DocumentReading]) -> Option<String> {
    let with_operations = readings.iter().filter(|reading| operations_of(reading).next().is_some());
    let dialects = with_operations.map(|reading| reading.dialect.clone()).collect::<BTreeSet<_>>();
    if dialects.len() == 1 { dialects.into_iter().next().flatten() } else { None }
}

/// What there is: documents and operations, with what a user should know of them.
fn counts(readings: &[DocumentReading], left_out: usize, operations: &[ReadOperation]) -> [Row; 2] {
    let without = readings.iter().filter(|reading| operations_of(reading).next().is_none());
    let guides = without.map(|reading| reading.file.clone()).collect::<Vec<_>>();
    let failed = readings.iter().filter(|reading| reading::worst(&reading.findings) == Some(Severity::Error)).count();
    let mut about = Vec::new();
    if !guides.is_empty() {
        about.push(format!("{} without an operation ({})", guides.len(), report::first_of(&guides)));
    }
    if failed > 0 {
        about.push(format!("{failed} with errors, which `generate` shows"));
    }
    if left_out > 0 {
        about.push(format!("{left_out} left out, which cannot be read"));
    }
    let addresses = operations.iter().map(|read| (read.operation.method.as_str(), &read.operation.path));
    let different = addresses.collect::<BTreeSet<_>>().len();
    let again = operations.len() - different;
    let repeated =
        if again == 0 { String::new() } else { format!("{} of the same", report::plural(again, "further page")) };
    [row("documents", readings.len(), about.join(", ")), row("operations", different, repeated)]
}

fn row(what: &'static str, count: usize, evidence: String) -> Row {
    Row { what, value: Some(count.to_string()), evidence }
}

fn print_table(proposal: &Proposal, counts: &[Row]) -> std::io::Result<()> {
    let mut stdout = anstream::AutoStream::auto(std::io::stdout());
    for Row { what, value, evidence } in counts.iter().chain(&proposal.rows) {
        writeln!(stdout, "{what:<12} {}", value.as_deref().unwrap_or("not recognised"))?;
        if !evidence.is_empty() {
            writeln!(stdout, "{:<12} \u{1b}[2m{evidence}\u{1b}[0m", "")?;
        }
    }
    Ok(())
}
