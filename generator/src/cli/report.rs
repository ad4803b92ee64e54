//! What a command says: findings and changes, errors.

use std::collections::BTreeMap;
use std::io::{IsTerminal as _, Write as _};

use docwright::diff::OperationDiff;
use docwright::finding::render::{self, Format};
use docwright::finding::{Finding, Severity};
use docwright::output::{Change, Changes};

use super::Status;
use super::arguments::{Deny, ReportArguments, ReportFormat};

/// An error of usage or I/O, with its causes, in one line.
pub(super) fn error_line(error: &anyhow::Error) -> String {
    format!("\u{1b}[1;31merror\u{1b}[0m: {error:#}")
}

/// Prints findings: for people on standard error, for machines on standard output. Notes are counted, not shown, unless
/// they are asked for or denied.
pub(super) fn print_findings(findings: &[Finding], arguments: &ReportArguments) -> std::io::Result<()> {
    match arguments.format {
        ReportFormat::Text => print_for_people(findings, shows_notes(arguments)),
        ReportFormat::Json => write_out(&render::render(findings, Format::Json)),
        ReportFormat::Sarif => write_out(&render::render(findings, Format::Sarif)),
        ReportFormat::Github => write_out(&render::render(findings, Format::Github)),
    }
}

/// Whether notes are printed for people: if they are asked for, or make the command fail.
pub(super) fn shows_notes(arguments: &ReportArguments) -> bool {
    arguments.verbose || arguments.deny == Deny::Note
}

/// Framed source lines on standard error, the gravest last, where they are seen; colours as the terminal takes them.
pub(super) fn print_for_people(findings: &[Finding], with_notes: bool) -> std::io::Result<()> {
    let mut shown =
        findings.iter().filter(|finding| with_notes || finding.severity > Severity::Note).cloned().collect::<Vec<_>>();
    shown.sort_by_key(|finding| finding.severity);
    let mut stderr = anstream::AutoStream::auto(std::io::stderr());
    write!(stderr, "{}", render::render(&shown, Format::Coloured))
}

fn write_out(text: &str) -> std::io::Result<()> {
    std::io::stdout().write_all(text.as_bytes())
}

/// One line a changed file, on standard error.
pub(super) fn print_changes(changes: &Changes) -> std::io::Result<()> {
    let mut stderr = anstream::AutoStream::auto(std::io::stderr());
    for (path, change) in changes {
        let word = match change {
            Change::Created => "created",
            Change::Updated => "updated",
            Change::Removed => "removed",
            Change::Edited => "edited",
        };
        writeln!(stderr, "\u{1b}[32m{word:>9}\u{1b}[0m {}", path.display())?;
    }
    Ok(())
}

/// How many differences that break nobody are listed of an operation.
const HARMLESS_LISTED: usize = 5;

/// What changes for the callers of each operation: a line each difference for people, an object an operation for machines
/// that read JSON.
pub(super) fn print_diffs(diffs: &[OperationDiff], arguments: &ReportArguments) -> std::io::Result<()> {
    if arguments.format == ReportFormat::Json {
        let lines = diffs.iter().map(|diff| serde_json::to_string(diff).map(|line| line + "\n"));
        return write_out(&lines.collect::<Result<String, _>>()?);
    }
    let listed = if shows_notes(arguments) { usize::MAX } else { HARMLESS_LISTED };
    let mut stderr = anstream::AutoStream::auto(std::io::stderr());
    for diff in diffs {
        let name = format!("{} {}", diff.api, diff.operation);
        let (breaking, harmless): (Vec<_>, Vec<_>) = diff.differences.iter().partition(|difference| difference.breaks);
        for difference in breaking {
            writeln!(stderr, "\u{1b}[1;33m{:>9}\u{1b}[0m {name}: {difference}", "breaks")?;
        }
        for difference in harmless.iter().take(listed) {
            writeln!(stderr, "\u{1b}[32m{:>9}\u{1b}[0m {name}: {difference}", "differs")?;
        }
        if let Some(more) = harmless.len().checked_sub(listed).filter(|more| *more > 0) {
            writeln!(stderr, "{:>9} {name}: {more} more that break nothing (--verbose lists them)", "")?;
        }
    }
    Ok(())
}

/// `2 errors, 3 warnings, 1 note`, or `no findings`.
pub(super) fn count(findings: &[Finding]) -> String {
    let mut counts = BTreeMap::<std::cmp::Reverse<Severity>, usize>::new();
    for finding in findings {
        *counts.entry(std::cmp::Reverse(finding.severity)).or_default() += 1;
    }
    let words = counts.iter().map(|(severity, count)| plural(*count, &severity.0.to_string())).collect::<Vec<_>>();
    if words.is_empty() { "no findings".to_owned() } else { words.join(", ") }
}

/// `1 note`, `2 notes`.
pub(super) fn plural(count: usize, word: &str) -> String {
    if count == 1 { format!("1 {word}") } else { format!("{count} {word}s") }
}

/// Whether the findings make the command fail.
pub(super) fn status(findings: &[Finding], deny: impl Into<Severity>) -> Status {
    let deny = deny.into();
    if findings.iter().any(|finding| finding.severity >= deny) { Status::Findings } else { Status::Fine }
}

/// How many pages a line names.
const PAGES_NAMED: usize = 5;

/// The names of pages, the first few of many.
pub(super) fn first_of(pages: &[String]) -> String {
    let more = if pages.len() > PAGES_NAMED { ", …" } else { "" };
    pages[..pages.len().min(PAGES_NAMED)].join(", ") + more
}

/// Says of pages that they document no operation, and what was looked for.
pub(super) fn no_operation(pages: &[String]) -> String {
    format!(
        "no operation found in {}: one has a method (GET, POST, …) and a path or an address (/orders/list), as two lines, \
         one line, or rows of a table",
        first_of(pages)
    )
}

/// Whether a person watches standard error.
pub(super) fn is_watched() -> bool {
    std::io::stderr().is_terminal()
}
