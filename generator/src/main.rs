//! The command line of docwright.

use std::process::ExitCode;

mod cli;

fn main() -> ExitCode {
    cli::run()
}
