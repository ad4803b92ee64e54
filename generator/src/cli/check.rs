//! `docwright check`: the promises on what is checked in.

use docwright::Options;
use docwright::output::Mode;

use super::arguments::CheckArguments;
use super::{Status, generate};

/// Reads the documents again, compares every file with what they give, and writes nothing.
pub(super) fn run(arguments: &CheckArguments) -> anyhow::Result<Status> {
    let options = Options { specs: arguments.specs.clone(), out: Some(arguments.out.clone()), mode: Mode::Compare };
    generate::finish(&options, &arguments.names, &arguments.report)
}
