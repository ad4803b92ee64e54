//! The first half of the work: documents → specifications, with findings and accounts.

use std::collections::BTreeMap;
use std::path::Path;
use std::sync::Arc;

use rayon::prelude::*;

use crate::check::{self, Subject};
use crate::extract::{self, ExtractOptions, Extraction, PlaceIndex};
use crate::finding::{Finding, Severity, rules};
use crate::project::Project;
use crate::source::{Source, Span};
use crate::spec::{Operation, apply_allowances, apply_corrections, check_settings, content_hash, tell_corrected};
use crate::{frontend, output};

/// What was read off one document.
#[derive(Debug, Clone)]
pub struct DocumentReading {
    /// The document, as messages name it.
    pub file: String,
    /// The hash of its bytes.
    pub hash: String,
    /// The dialect it was read with.
    pub dialect: Option<String>,
    /// What it says; `None` if it could not be read at all.
    pub extraction: Option<Extraction>,
    /// All findings about it, those of the checks included.
    pub findings: Vec<Finding>,
}

/// What was read off all documents of an API.
#[derive(Debug, Clone)]
pub struct ProjectReading {
    /// The operations, in order of method and path.
    pub operations: Vec<ReadOperation>,
    /// The documents that yield no operation, with their hashes.
    pub guides: BTreeMap<String, String>,
    /// How many documents there are.
    pub documents: usize,
    /// All findings.
    pub findings: Vec<Finding>,
}

/// An operation and the hash of the document it came from.
#[derive(Debug, Clone)]
pub struct ReadOperation {
    /// The operation.
    pub operation: Operation,
    /// The hash of its document.
    pub document_hash: String,
}

/// Reads one document from its bytes. Never fails: what is wrong with it is a finding.
#[must_use]
pub fn read_document(path: &Path, file: &str, bytes: &[u8], options: &ExtractOptions) -> DocumentReading {
    let hash = content_hash(bytes);
    let (document, mut findings) = match frontend::read(path, bytes) {
        Ok(read) => read,
        Err(finding) => {
            return DocumentReading {
                file: file.to_owned(),
                hash,
                dialect: None,
                extraction: None,
                findings: vec![*finding],
            };
        }
    };
    let dialect = options.dialect_for(&document).map(|dialect| dialect.name().to_owned());
    let mut extraction = extract::extract(&document, options);
    findings.append(&mut extraction.findings);
    file.clone_into(&mut extraction.document.file);
    for reading in &mut extraction.readings {
        file.clone_into(&mut reading.operation.document.file);
        findings.extend(run_checks(&reading.operation, &document.source, &reading.places));
    }
    DocumentReading { file: file.to_owned(), hash, dialect, extraction: Some(extraction), findings }
}

fn run_checks(operation: &Operation, source: &Arc<Source>, places: &PlaceIndex) -> Vec<Finding> {
    let place = |address: &str| -> Option<Span> { places.get(address) };
    let has_bare_words = |address: &str| places.has_bare_words(address);
    check::check(Subject { operation, source, place: &place, has_bare_words: &has_bare_words })
}

/// Reads all documents of an API on all cores; the result does not depend on their number. `progress` is called once a
/// document, from any thread.
#[must_use]
pub fn read_project(project: &Project, progress: &(dyn Fn(&str) + Sync)) -> ProjectReading {
    let readings = project
        .documents
        .par_iter()
        .map(|file| {
            let reading = read_file(project, file);
            progress(file);
            reading
        })
        .collect::<Vec<_>>();
    assemble(project, readings)
}

fn read_file(project: &Project, file: &str) -> DocumentReading {
    let path = project.folder.join(file);
    let failed = |message: String| DocumentReading {
        file: file.to_owned(),
        hash: String::new(),
        dialect: None,
        extraction: None,
        findings: vec![Finding::new(rules::UNREADABLE_FILE, message).help("check the path and its permissions")],
    };
    match output::read(&path) {
        Ok(Some(bytes)) => read_document(&path, file, &bytes, &project.reading),
        Ok(None) => failed(format!("{} went away while docwright ran", path.display())),
        Err(error) => failed(error.to_string()),
    }
}

fn assemble(project: &Project, readings: Vec<DocumentReading>) -> ProjectReading {
    let documents = readings.len();
    let mut findings = Vec::new();
    let mut guides = BTreeMap::new();
    let mut operations = BTreeMap::<String, ReadOperation>::new();
    for mut reading in readings {
        let read = reading.extraction.take().map(|extraction| extraction.readings).unwrap_or_default();
        if read.is_empty() {
            findings.extend(keep_last_reading(project, &reading, &mut operations));
        }
        if read.is_empty() {
            guides.insert(reading.file.clone(), reading.hash.clone());
        }
        findings.append(&mut reading.findings);
        for read in read {
            let operation = ReadOperation { operation: read.operation, document_hash: reading.hash.clone() };
            findings.extend(insert(project, &mut operations, operation));
        }
    }
    let mut reading = ProjectReading { operations: operations.into_values().collect(), guides, documents, findings };
    apply_hand_written(project, &mut reading);
    reading
}

/// An operation that two documents describe: the document that docwright.lock knows it from is kept, else the first.
fn insert(project: &Project, operations: &mut BTreeMap<String, ReadOperation>, new: ReadOperation) -> Option<Finding> {
    let key = new.operation.key();
    let Some(old) = operations.get_mut(&key) else {
        operations.insert(key, new);
        return None;
    };
    let locked = project.lock.operations.get(&key).map(|locked| locked.file.as_str());
    let new_file = new.operation.document.file.clone();
    let (kept, dropped) = if locked == Some(new_file.as_str()) && old.operation.document.file != new_file {
        let dropped = std::mem::replace(old, new);
        (new_file, dropped.operation.document.file)
    } else {
        (old.operation.document.file.clone(), new_file)
    };
    let finding =
        Finding::new(rules::OPERATION_TWICE, format!("`{key}` is documented in {kept} and again in {dropped}"));
    Some(finding.help(format!("the first counts; exclude the other in api.yaml: `documents: [\"!{dropped}\"]`")))
}

/// A document that documents nothing any more, because it cannot be read or because a heading broke, does not take its
/// operations with it: their last specifications stay, and an error says so.
fn keep_last_reading(
    project: &Project,
    reading: &DocumentReading,
    operations: &mut BTreeMap<String, ReadOperation>,
) -> Vec<Finding> {
    let locked = project.lock.operations.iter().filter(|(_, locked)| locked.file == reading.file);
    let mut findings = Vec::new();
    for (key, locked) in locked {
        match project.last_reading(locked) {
            Ok(operation) => {
                let read = ReadOperation { operation, document_hash: locked.document.clone() };
                operations.entry(key.clone()).or_insert(read);
                findings.push(lost_operation(project, reading, key));
            }
            Err(finding) => findings.push(*finding),
        }
    }
    findings
}

fn lost_operation(project: &Project, reading: &DocumentReading, key: &str) -> Finding {
    let path = project.folder.join(&reading.file);
    let message =
        format!("{} documented `{key}` and documents no operation any more; the last reading is kept", path.display());
    Finding::new(rules::OPERATION_LOST, message).help(format!(
        "save the page again, or remove the file (or exclude it: `documents: [\"!{}\"]`) to drop the operation",
        reading.file
    ))
}

fn apply_hand_written(project: &Project, reading: &mut ProjectReading) {
    let mut operations = reading.operations.iter().map(|read| read.operation.clone()).collect::<Vec<_>>();
    tell_corrected(&project.api, &mut reading.findings);
    let mut failed = apply_corrections(&project.api, &project.api_source, &mut operations);
    // The operation that a correction does not find may be the one that settings are about: they are judged after it.
    if failed.is_empty() {
        reading.findings.extend(check_settings(&project.api, &project.api_source, &operations));
    }
    tell_gone(project, &mut failed);
    reading.findings.extend(failed);
    for (read, operation) in reading.operations.iter_mut().zip(operations) {
        read.operation = operation;
    }
    let unused = apply_allowances(&project.api, &project.api_source, &mut reading.findings);
    reading.findings.extend(unused);
    sort(&mut reading.findings);
}

/// A correction of an operation whose document went away says so: nothing in it is misspelt.
fn tell_gone(project: &Project, failed: &mut [Finding]) {
    let gone = project.lock.operations.values().filter(|locked| !project.documents.contains(&locked.file));
    for (name, file) in gone.filter_map(|locked| Some((locked.names.get("")?, &locked.file))) {
        let is_about = |finding: &&mut Finding| {
            finding.item.as_deref().is_some_and(|at| at.split('.').take(2).any(|word| word == name))
        };
        for finding in failed.iter_mut().filter(is_about) {
            finding.message = format!("there is no operation `{name}` any more");
            finding.help =
                format!("{file} documented it: put that page back, or remove the correction to drop the operation");
        }
    }
}

/// Findings in the order in which people read: by file, by line, errors first where the line is the same.
pub fn sort(findings: &mut [Finding]) {
    let key = |finding: &Finding| {
        let place = finding.place.as_ref();
        let path = place.map(|place| place.source.path().to_path_buf());
        let offset = place.map_or(0, |place| place.span.start);
        (path, offset, std::cmp::Reverse(finding.severity), finding.rule.code, finding.message.clone())
    };
    findings.sort_by_cached_key(key);
}

/// The gravest severity among findings.
#[must_use]
pub fn worst(findings: &[Finding]) -> Option<Severity> {
    findings.iter().map(|finding| finding.severity).max()
}
