//! The arguments, as clap reads them and as `--help` shows them.

use std::path::PathBuf;

use clap::{Args, Parser, Subcommand, ValueEnum};
use docwright::finding::Severity;
use docwright::mock::{Fault, FaultRate, Latency};

/// Reads API documents into typed specifications, and writes Rust clients from them.
#[derive(Debug, Parser)]
#[command(
    name = "docwright",
    version,
    about,
    max_term_width = 100,
    after_help = "\
Examples:
  docwright parse page.md                 what docwright reads on one page
  docwright init acme pages/*.html        start specs/acme from saved pages
  docwright generate                      documents → specifications → Rust, for every API in specs/
  docwright check                         is what is checked in what the documents give? (for CI)

Exit codes: 0 fine, 1 findings at or above --deny or stale files, 2 usage or I/O.
Colours follow the terminal and NO_COLOR."
)]
pub(super) struct Arguments {
    #[command(subcommand)]
    pub(super) command: Command,
}

#[derive(Debug, Subcommand)]
pub(super) enum Command {
    /// Print the specification of single documents
    Parse(ParseArguments),
    /// Start an API: recognise its documents, write api.yaml, say what was found
    Init(InitArguments),
    /// Documents → specifications
    Extract(ExtractArguments),
    /// Documents → specifications → Rust (the main job)
    Generate(GenerateArguments),
    /// Check that what is checked in is what the documents give
    Check(CheckArguments),
    /// Serve the documented examples, checking requests and signatures
    Mock(MockArguments),
    /// Print completions for a shell
    #[command(
        after_help = "Example:\n  docwright completions bash > ~/.local/share/bash-completion/completions/docwright"
    )]
    Completions {
        /// The shell
        shell: clap_complete::Shell,
    },
}

/// How findings are printed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, ValueEnum)]
pub(super) enum ReportFormat {
    /// Framed source lines, for people
    #[default]
    Text,
    /// A JSON object a line: findings, then operations that changed
    Json,
    /// One SARIF 2.1.0 log
    Sarif,
    /// Workflow commands for GitHub
    Github,
}

/// From which severity on findings make the command fail.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, ValueEnum)]
pub(super) enum Deny {
    /// Notes, warnings and errors
    Note,
    /// Warnings and errors
    Warning,
    /// Errors
    #[default]
    Error,
}

impl From<Deny> for Severity {
    fn from(deny: Deny) -> Self {
        match deny {
            Deny::Note => Self::Note,
            Deny::Warning => Self::Warning,
            Deny::Error => Self::Error,
        }
    }
}

#[derive(Debug, Args)]
pub(super) struct ReportArguments {
    /// How findings are printed
    #[arg(long, value_enum, default_value_t, value_name = "FORMAT")]
    pub(super) format: ReportFormat,
    /// From which severity on findings make the command fail
    #[arg(long, value_enum, default_value_t, value_name = "SEVERITY")]
    pub(super) deny: Deny,
    /// Print notes too
    #[arg(long, short)]
    pub(super) verbose: bool,
}

/// What `parse` prints.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, ValueEnum)]
pub(super) enum ParseFormat {
    /// YAML documents separated by ---
    #[default]
    Yaml,
    /// A JSON object a document: document, operations, findings, ledger
    Json,
}

#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  docwright parse page.md
  curl -s https://vendor.example/page.html | docwright parse -
  docwright parse --format json pages/*.md | jq .ledger
  docwright parse --canonical page.html > a; docwright parse --canonical page.md | diff a -")]
pub(super) struct ParseArguments {
    /// The documents; `-` is standard input
    #[arg(required = true, value_name = "FILE")]
    pub(super) files: Vec<PathBuf>,
    /// What is printed
    #[arg(long, value_enum, default_value_t, value_name = "FORMAT")]
    pub(super) format: ParseFormat,
    /// The form in which two readings of a page are equal: without document, places, findings and ledger
    #[arg(long)]
    pub(super) canonical: bool,
    /// The dialect, if it should not be recognised: a name, or the path of a vocabulary
    #[arg(long, value_name = "NAME")]
    pub(super) dialect: Option<String>,
    /// From which severity on findings make the command fail
    #[arg(long, value_enum, default_value_t, value_name = "SEVERITY")]
    pub(super) deny: Deny,
    /// Print notes too
    #[arg(long, short)]
    pub(super) verbose: bool,
}

#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  docwright init acme pages/*.html
  docwright init acme downloads/acme-docs/         (a folder: all documents below it)

Writes specs/acme/api.yaml with a comment on each line, and copies the documents to specs/acme/documents.
Then: docwright generate acme")]
pub(super) struct InitArguments {
    /// What the API is called: the folder below specs/, the module and the feature
    pub(super) name: String,
    /// The documents, or folders of documents
    #[arg(required = true, value_name = "DOCUMENT")]
    pub(super) documents: Vec<PathBuf>,
    /// The folder of the APIs
    #[arg(long, value_name = "DIR", default_value = "specs")]
    pub(super) specs: PathBuf,
}

#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  docwright extract                 every API in specs/
  docwright extract kingdee --check write nothing, fail if a specification is stale")]
pub(super) struct ExtractArguments {
    /// The APIs; all if none is named
    pub(super) names: Vec<String>,
    /// Write nothing, and fail if anything would change
    #[arg(long)]
    pub(super) check: bool,
    /// Overwrite files that were edited by hand
    #[arg(long, conflicts_with = "check")]
    pub(super) force: bool,
    /// The folder of the APIs
    #[arg(long, value_name = "DIR", default_value = "specs")]
    pub(super) specs: PathBuf,
    #[command(flatten)]
    pub(super) report: ReportArguments,
}

#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  docwright generate                every API in specs/, into generated/
  docwright generate kingdee        one of them
  docwright generate --check        write nothing, fail if a file is stale
  docwright generate --specs apis --out clients")]
pub(super) struct GenerateArguments {
    /// The APIs; all if none is named
    pub(super) names: Vec<String>,
    /// Write nothing, and fail if anything would change
    #[arg(long)]
    pub(super) check: bool,
    /// Overwrite files that were edited by hand
    #[arg(long, conflicts_with = "check")]
    pub(super) force: bool,
    /// The folder of the APIs
    #[arg(long, value_name = "DIR", default_value = "specs")]
    pub(super) specs: PathBuf,
    /// The folder of the generated crate
    #[arg(long, value_name = "DIR", default_value = "generated")]
    pub(super) out: PathBuf,
    #[command(flatten)]
    pub(super) report: ReportArguments,
}

#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  docwright check
  docwright check kingdee --deny warning --format github")]
pub(super) struct CheckArguments {
    /// The APIs; all if none is named
    pub(super) names: Vec<String>,
    /// The folder of the APIs
    #[arg(long, value_name = "DIR", default_value = "specs")]
    pub(super) specs: PathBuf,
    /// The folder of the generated crate
    #[arg(long, value_name = "DIR", default_value = "generated")]
    pub(super) out: PathBuf,
    #[command(flatten)]
    pub(super) report: ReportArguments,
}

#[derive(Debug, Args)]
#[command(after_help = mock_help())]
pub(super) struct MockArguments {
    /// The API
    pub(super) name: String,
    /// The port; a free one if it is 0
    #[arg(long, default_value_t = 0)]
    pub(super) port: u16,
    /// What goes wrong, and how often; as many as you like, a call meets one of them at most
    #[arg(long = "fault", value_name = "KIND=RATE")]
    pub(super) faults: Vec<FaultRate>,
    /// How long answers take, or the shortest and the longest time
    #[arg(long, value_name = "TIME[..TIME]")]
    pub(super) latency: Option<Latency>,
    /// Decides which calls are struck: the same ones each time
    #[arg(long, default_value_t = 0)]
    pub(super) seed: u64,
    /// The folder of the APIs
    #[arg(long, value_name = "DIR", default_value = "specs")]
    pub(super) specs: PathBuf,
}

/// The faults are listed where they are made.
fn mock_help() -> String {
    let faults: String = Fault::named().map(|(name, what)| format!("  {name:<17} {what}\n")).collect();
    format!(
        "\
Faults:
{faults}
Examples:
  docwright mock kingdee
  docwright mock ebuychina --port 8080
  docwright mock kingdee --fault 429=5% --fault reset=2% --latency 20ms..80ms --seed 7

The server prints its address, the credentials it accepts and its routes; ctrl-c ends it.
The seed, the operation and the number of its call decide about faults: a run can be repeated."
    )
}
