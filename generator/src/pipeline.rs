//! The whole way of an API, as one straight list: load, read, lower, plan, write.

use std::path::PathBuf;
use std::sync::Arc;

use crate::finding::{Finding, Severity, rules};
use crate::output::{self, Change, Changes, Mode, Wanted};
use crate::project::Project;
use crate::spec::{Field, content_hash, schema};
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
    let project = match Project::load(&options.specs, name) {
        Ok(project) => project,
        Err(findings) => return Ok(Outcome { findings, ..Outcome::default() }),
    };
    progress(Event::Documents(project.documents.len()));
    let mut reading = reading::read_project(&project, &|file| progress(Event::Read(file)));
    let mut lowered = writing::lower(&project, &mut reading);
    let target = options.out.as_deref().map_or(Target::Specifications, Target::Crate);
    let summary = summarize(&reading);
    let mut findings = std::mem::take(&mut reading.findings);
    findings.extend(std::mem::take(&mut lowered.findings));
    if is_misled(&project, &findings) {
        return Ok(Outcome { findings, summary, ..Outcome::default() });
    }
    let plan = writing::plan(&project, &reading, &lowered, target);
    let changes = output::apply(&plan.wanted, &plan.unwanted, options.mode, content_hash)?;
    findings.extend(plan.findings);
    findings.extend(describe_changes(name, options, &changes));
    Ok(Outcome { changes, findings, summary })
}

/// Whether api.yaml asks for something that could not be done. A bad document stops no other; but what would be written
/// now is not what its author asked for: types without their corrections, calls without their names.
fn is_misled(project: &Project, findings: &[Finding]) -> bool {
    let in_api =
        |finding: &Finding| finding.place.as_ref().is_some_and(|place| Arc::ptr_eq(&place.source, &project.api_source));
    findings.iter().any(|finding| finding.severity == Severity::Error && in_api(finding))
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
    Ok(Outcome { changes, findings, summary: Summary::default() })
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
        let (request, response) = (&read.operation.request, &read.operation.response);
        let lists: [&Vec<Field>; 5] =
            [&request.headers, &request.path, &request.query, &request.fields, &response.fields];
        summary.types += request.types.len() + response.types.len();
        summary.fields += lists.iter().map(|list| list.len()).sum::<usize>();
        summary.fields += request.types.values().chain(response.types.values()).map(Vec::len).sum::<usize>();
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
