//! `docwright check`: the promises on what is checked in.

use docwright::Options;
use docwright::output::Mode;

use super::arguments::CheckArguments;
use super::{Status, generate, report};

/// Reads the documents again, compares every file with what they give, and writes nothing.
pub(super) fn run(arguments: &CheckArguments) -> anyhow::Result<Status> {
    let options = Options { specs: arguments.specs.clone(), out: Some(arguments.out.clone()), mode: Mode::Compare };
    let total = generate::run_all(&options, &arguments.names)?;
    report::print_findings(&total.findings, &arguments.report)?;
    anstream::eprintln!("{}", generate::summary_line(&total, options.mode, report::shows_notes(&arguments.report)));
    Ok(report::status(&total.findings, arguments.report.deny))
}
