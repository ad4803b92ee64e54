//! Arguments, progress, rendering of findings, exit codes.
//!
//! Exit codes: 0 fine; 1 findings at or above `--deny`, or stale files; 2 usage, or a file that cannot be read or written.

mod arguments;
mod check;
mod generate;
mod init;
mod mock;
mod parse;
mod report;

use std::process::ExitCode;

use clap::{CommandFactory as _, Parser as _};

use arguments::{Arguments, Command};

/// What a command came to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Status {
    /// Exit code 0.
    Fine,
    /// Exit code 1: there is something to mend.
    Findings,
}

/// Reads the arguments, runs the command, says what went wrong.
pub(crate) fn run() -> ExitCode {
    let arguments = Arguments::parse();
    let result = match arguments.command {
        Command::Parse(command) => parse::run(&command),
        Command::Init(command) => init::run(&command),
        Command::Extract(command) => generate::run_extract(&command),
        Command::Generate(command) => generate::run_generate(&command),
        Command::Check(command) => check::run(&command),
        Command::Mock(command) => mock::run(&command),
        Command::Completions { shell } => {
            clap_complete::generate(shell, &mut Arguments::command(), "docwright", &mut std::io::stdout());
            Ok(Status::Fine)
        }
    };
    match result {
        Ok(Status::Fine) => ExitCode::SUCCESS,
        Ok(Status::Findings) => ExitCode::from(1),
        Err(error) if is_broken_pipe(&error) => ExitCode::SUCCESS,
        Err(error) => {
            anstream::eprintln!("{}", report::error_line(&error));
            ExitCode::from(2)
        }
    }
}

/// `docwright parse … | head` ends the reader first; that is no error.
fn is_broken_pipe(error: &anyhow::Error) -> bool {
    error.chain().any(|cause| {
        cause.downcast_ref::<std::io::Error>().is_some_and(|error| error.kind() == std::io::ErrorKind::BrokenPipe)
    })
}
