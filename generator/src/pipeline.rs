//! The whole way of an API, as one straight list: load, read, lower, plan, write.

use std::collections::BTreeMap;
use std::path::PathBuf;
use std::sync::Arc;

use rayon::prelude::*;

use crate::diff::{self, OperationDiff};
use crate::finding::{Finding, Severity, rules};
use crate::output::{self, Change, Changes, Mode, Wanted};
use crate::project::Project;
use crate::spec::{content_hash, schema};
use crate::writing::{self, Target};
use crate::{reading, reading::ProjectReading};

/// What to do, and where.
#[derive(Debug, Clone)]
pub struct Options {
    /// The folder of the APIs.
    pub specs: PathBuf,
    /// The folder of the generated crate; `None` writes specifications only.
    pub out: Option<PathBuf>,
    /// Write, overwrite or compare.
    pub mode: Mode,
}

/// What is going on, for people who watch.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Event<'a> {
    /// So many documents are about to be read.
    Documents(usize),
    /// A document was read.
    Read(&'a str),
}

/// What came of an API.
#[derive(Debug, Clone, Default)]
pub struct Outcome {
    /// The files that changed, or would change.
    pub changes: Changes,
    /// Everything there is to tell, in order.
    pub findings: Vec<Finding>,
    /// What changed, or would change, for the callers of each operation, in order of method and path.
    pub diffs: Vec<OperationDiff>,
    /// The figures.
    pub summary: Summary,
}

/// The figures of a run.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Summary {
    /// Documents read.
    pub documents: usize,
    /// Operations found.
    pub operations: usize,
    /// Named types of the specifications.
    pub types: usize,
    /// Fields, headers and parameters included.
    pub fields: usize,
}

impl std::ops::AddAssign for Summary {
    fn add_assign(&mut self, other: Self) {
        self.documents += other.documents;
        self.operations += other.operations;
        self.types += other.types;
        self.fields += other.fields;
    }
}

/// Takes the API in `specs/name` from its documents to its files.
///
/// # Errors
/// Where a file cannot be read or written. What is wrong with the inputs is a finding, and no error: an API whose
/// api.yaml cannot be read, or asks for something that cannot be done, yields its findings and changes nothing.
pub fn generate(name: &str, options: &Options, progress: &(dyn Fn(Event<'_>) + Sync)) -> std::io::Result<Outcome> {
    let mut project = match Project::load(&options.specs, name) {
        Ok(project) => project,
        Err(findings) => return Ok(Outcome { findings, ..Outcome::default() }),
    };
    progress(Event::Documents(project.documents.len()));
    let mut reading = reading::read_project(&project, &|file| progress(Event::Read(file)));
    project.lock.follow_moved(reading.operations.iter().map(|read| &read.operation));
    let mut lowered = writing::lower(&project, &mut reading);
    let target = options.out.as_deref().map_or(Target::Specifications, Target::Crate);
    let summary = summarize(&reading);
    let mut findings = std::mem::take(&mut reading.findings);
    findings.extend(std::mem::take(&mut lowered.findings));
    let plan = writing::plan(&project, &reading, &lowered, target);
    let mut diffs = compare_with_last(&project, &reading, &plan);
    if is_misled(&project, &findings) {
        // What the new reading changes is often why api.yaml no longer fits it.
        return Ok(Outcome { findings, diffs, summary, ..Outcome::default() });
    }
    let changes = output::apply(&plan.wanted, &plan.unwanted, options.mode, content_hash)?;
    if changes.values().any(|change| *change == Change::Edited) {
        diffs.clear();
    }
    findings.extend(plan.findings);
    findings.extend(describe_changes(name, options, &changes));
    Ok(Outcome { changes, findings, diffs, summary })
}

/// Whether api.yaml asks for something that could not be done. A bad document stops no other; but what would be written
/// now is not what its author asked for: types without their corrections, calls without their names.
fn is_misled(project: &Project, findings: &[Finding]) -> bool {
    let in_api =
        |finding: &Finding| finding.place.as_ref().is_some_and(|place| Arc::ptr_eq(&place.source, &project.api_source));
    findings.iter().any(|finding| finding.severity == Severity::Error && in_api(finding))
}

/// Each operation whose specification is not what it was, against its last one. One that cannot be read any more is left
/// out: there is nothing to compare with.
fn compare_with_last(project: &Project, reading: &ProjectReading, plan: &writing::Plan) -> Vec<OperationDiff> {
    let new = reading.operations.iter().map(|read| (read.operation.key(), &read.operation));
    let new = new.collect::<BTreeMap<_, _>>();
    let compare = |key: &String| {
        let last = project.lock.operations.get(key).map(|locked| project.last_reading(locked)).transpose().ok()?;
        let new = new.get(key).copied();
        let differences = diff::compare(last.as_ref(), new, &project.api, project.recipe.as_ref());
        let operation = new.or(last.as_ref())?.name.clone();
        Some(OperationDiff { api: project.name.clone(), operation, differences })
    };
    let diffs = plan.changed_operations(&project.lock).into_iter().collect::<Vec<_>>();
    diffs.par_iter().filter_map(compare).filter(|diff| !diff.differences.is_empty()).collect()
}

/// Writes or compares the JSON Schemas of the formats, in `specs/schemas`.
///
/// # Errors
/// Where a file cannot be read or written.
pub fn write_schemas(options: &Options) -> std::io::Result<Outcome> {
    let mut wanted = Vec::new();
    for (name, text) in schema::schemas() {
        let path = options.specs.join("schemas").join(name);
        let current = output::read(&path)?.unwrap_or_default();
        let is_ours = std::str::from_utf8(&current).is_ok_and(schema::is_unedited);
        wanted.push(Wanted { path, text, last_written: is_ours.then(|| content_hash(&current)) });
    }
    let changes = output::apply(&wanted, &[], options.mode, content_hash)?;
    let findings = describe_changes("", options, &changes);
    Ok(Outcome { changes, findings, ..Outcome::default() })
}

/// Edits by hand are errors; so is every difference where nothing may be written.
fn describe_changes(name: &str, options: &Options, changes: &Changes) -> Vec<Finding> {
    let command = if options.out.is_some() { "generate" } else { "extract" };
    let describe = |(path, change): (&PathBuf, &Change)| {
        let path = path.display();
        let (rule, message, help) = match (change, options.mode) {
            (Change::Edited, _) => (
                rules::EDITED_BY_HAND,
                format!("{path} was changed since docwright wrote it, and is left as it is"),
                format!(
                    "move the change into api.yaml and undo it here, or run `{}` to lose it",
                    format!("docwright {command} --force {name}").trim_end()
                ),
            ),
            (_, Mode::Write | Mode::Overwrite) => return None,
            (Change::Created, Mode::Compare) => (rules::STALE_FILE, format!("{path} is missing"), mend(command, name)),
            (Change::Updated, Mode::Compare) => (rules::STALE_FILE, format!("{path} is stale"), mend(command, name)),
            (Change::Removed, Mode::Compare) => {
                (rules::STALE_FILE, format!("{path} is left over"), mend(command, name))
            }
        };
        Some(Finding::new(rule, message).help(help))
    };
    changes.iter().filter_map(describe).collect()
}

fn mend(command: &str, name: &str) -> String {
    let call = format!("docwright {command} {name}");
    format!("run `{}` and look at the difference", call.trim_end())
}

fn summarize(reading: &ProjectReading) -> Summary {
    let mut summary =
        Summary { documents: reading.documents, operations: reading.operations.len(), ..Summary::default() };
    for read in &reading.operations {
        let operation = &read.operation;
        summary.types += operation.request.types.len() + operation.response.types.len();
        summary.fields += operation.tables().map(|(_, fields)| fields.len()).sum::<usize>();
    }
    summary
}

impl Outcome {
    /// Whether there is a finding of at least this severity.
    #[must_use]
    pub fn has(&self, severity: Severity) -> bool {
        self.findings.iter().any(|finding| finding.severity >= severity)
    }
}
