//! `docwright generate` and `docwright extract`.

use std::path::Path;
use std::sync::Mutex;
use std::time::{Duration, Instant};

use anyhow::{Context as _, bail};
use docwright::diff::OperationDiff;
use docwright::finding::{Finding, Severity};
use docwright::output::{Change, Changes, Mode};
use docwright::{Event, Options, Summary, generate, project, write_schemas};
use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};

use super::arguments::{ExtractArguments, GenerateArguments, ReportArguments};
use super::{Status, report};

/// Work that takes longer than this shows its progress.
const PATIENCE: Duration = Duration::from_secs(1);

/// What came of all APIs together.
#[derive(Debug, Default)]
struct Total {
    findings: Vec<Finding>,
    changes: Changes,
    diffs: Vec<OperationDiff>,
    summary: Summary,
}

/// Documents → specifications → Rust.
pub(super) fn run_generate(arguments: &GenerateArguments) -> anyhow::Result<Status> {
    let options = Options {
        specs: arguments.specs.clone(),
        out: Some(arguments.out.clone()),
        mode: mode(arguments.check, arguments.force),
    };
    finish(&options, &arguments.names, &arguments.report)
}

/// Documents → specifications.
pub(super) fn run_extract(arguments: &ExtractArguments) -> anyhow::Result<Status> {
    let mode = mode(arguments.check, arguments.force);
    let options = Options { specs: arguments.specs.clone(), out: None, mode };
    finish(&options, &arguments.names, &arguments.report)
}

const fn mode(check: bool, force: bool) -> Mode {
    match (check, force) {
        (true, _) => Mode::Compare,
        (_, true) => Mode::Overwrite,
        _ => Mode::Write,
    }
}

/// Takes each API through the pipeline and tells of it, the most important last: the files, what was found, what changes
/// for callers, the figures.
pub(super) fn finish(options: &Options, names: &[String], arguments: &ReportArguments) -> anyhow::Result<Status> {
    let total = run_all(options, names)?;
    // Where nothing is written, a finding tells of each file.
    if options.mode != Mode::Compare {
        report::print_changes(&total.changes)?;
    }
    report::print_findings(&total.findings, arguments)?;
    report::print_diffs(&total.diffs, arguments)?;
    anstream::eprintln!("{}", summary_line(&total, options.mode, report::shows_notes(arguments)));
    Ok(report::status(&total.findings, arguments.deny))
}

/// Takes each API through the pipeline, in order of name.
fn run_all(options: &Options, names: &[String]) -> anyhow::Result<Total> {
    let mut total = Total::default();
    let progress = Progress::new();
    for name in &wanted_names(&options.specs, names)? {
        let outcome = generate(name, options, &|event| progress.tell(name, event))?;
        total.findings.extend(outcome.findings);
        total.changes.extend(outcome.changes);
        total.diffs.extend(outcome.diffs);
        total.summary += outcome.summary;
    }
    progress.end();
    let schemas = write_schemas(options)?;
    total.findings.extend(schemas.findings);
    total.changes.extend(schemas.changes);
    Ok(total)
}

/// The figures, the findings and what became of the files, in one line.
fn summary_line(total: &Total, mode: Mode, shows_notes: bool) -> String {
    let summary = total.summary;
    let has_notes = total.findings.iter().any(|finding| finding.severity == Severity::Note);
    format!(
        "{}, {}, {}, {}; {}{}; {}{}",
        report::plural(summary.documents, "document"),
        report::plural(summary.operations, "operation"),
        report::plural(summary.types, "type"),
        report::plural(summary.fields, "field"),
        report::count(&total.findings),
        if has_notes && !shows_notes { " (--verbose shows notes)" } else { "" },
        fate_of_callers(&total.diffs),
        fate_of_files(total, mode),
    )
}

fn fate_of_callers(diffs: &[OperationDiff]) -> String {
    let broken = diffs.iter().filter(|diff| diff.breaks()).count();
    let changed = report::plural(diffs.len(), "operation");
    match (diffs.len(), broken) {
        (0, _) => String::new(),
        (_, 0) => format!("{changed} changed, breaking no caller; "),
        (_, broken) => format!("{changed} changed, {broken} breaking callers; "),
    }
}

fn fate_of_files(total: &Total, mode: Mode) -> String {
    let files = report::plural(total.changes.len(), "file");
    let edited = total.changes.values().filter(|change| **change == Change::Edited).count();
    let has_errors = total.findings.iter().any(|finding| finding.severity == Severity::Error);
    match (total.changes.is_empty(), mode) {
        (true, _) if has_errors => "no file was changed".to_owned(),
        (true, _) => "every file is as it should be".to_owned(),
        (false, Mode::Compare) => format!("{files} would change"),
        (false, _) if edited > 0 => {
            format!("nothing was written to the APIs of {} edited by hand", report::plural(edited, "file"))
        }
        (false, _) => format!("{files} changed"),
    }
}

/// The APIs to work on: those that are named, or all.
pub(super) fn wanted_names(specs: &Path, names: &[String]) -> anyhow::Result<Vec<String>> {
    let all = project::names(specs)
        .context("the folder of the APIs cannot be read; run docwright where it lies, or say --specs DIR")?;
    if all.is_empty() {
        bail!("{} holds no API: `docwright init NAME DOCUMENT…` starts one", specs.display());
    }
    if let Some(unknown) = names.iter().find(|name| !all.contains(name)) {
        bail!("there is no API `{unknown}` in {}; there are: {}", specs.display(), all.join(", "));
    }
    Ok(if names.is_empty() { all } else { names.to_vec() })
}

/// A bar on a terminal, for work that takes long.
struct Progress {
    start: Instant,
    bar: Mutex<Option<ProgressBar>>,
}

impl Progress {
    fn new() -> Self {
        Self { start: Instant::now(), bar: Mutex::new(None) }
    }

    fn tell(&self, name: &str, event: Event<'_>) {
        let Ok(mut bar) = self.bar.lock() else { return };
        match event {
            Event::Documents(count) => *bar = Some(hidden_bar(name, count)),
            Event::Read(file) => {
                let Some(bar) = bar.as_ref() else { return };
                bar.inc(1);
                if report::is_watched() && self.start.elapsed() > PATIENCE {
                    if bar.is_hidden() {
                        bar.set_draw_target(ProgressDrawTarget::stderr());
                    }
                    bar.set_message(file.to_owned());
                }
            }
        }
    }

    fn end(&self) {
        if let Ok(Some(bar)) = self.bar.lock().as_deref().map(Option::as_ref) {
            bar.finish_and_clear();
        }
    }
}

/// A bar that is not drawn yet: work that is done at once shows none.
fn hidden_bar(name: &str, count: usize) -> ProgressBar {
    let bar = ProgressBar::with_draw_target(Some(count as u64), ProgressDrawTarget::hidden());
    // The template is a literal that is known to be right; the default bar would do as well.
    let style = ProgressStyle::with_template("{prefix:>12} {bar:40} {pos}/{len} {wide_msg}");
    bar.set_style(style.unwrap_or_else(|_| ProgressStyle::default_bar()));
    bar.set_prefix(name.to_owned());
    bar
}
