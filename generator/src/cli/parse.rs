//! `docwright parse`: what is read on single documents, without a project around them.

use std::io::{Read as _, Write as _};
use std::path::Path;

use anyhow::{Context as _, bail};
use docwright::extract::{Account, Dialect, ExtractOptions};
use docwright::finding::{Finding, Severity, render};
use docwright::reading::{self, DocumentReading};
use docwright::source::Source;
use docwright::spec::{Operation, canonical, did_you_mean, yaml};
use serde_json::{Value, json};

use super::arguments::{ParseArguments, ParseFormat};
use super::{Status, report};

/// Reads each document and prints what it says.
pub(super) fn run(arguments: &ParseArguments) -> anyhow::Result<Status> {
    let options = options(arguments)?;
    let mut stdout = std::io::stdout().lock();
    let mut worst = None::<Severity>;
    let (mut printed, mut unreadable) = (0, 0);
    for path in &arguments.files {
        let (name, bytes) = match read(path) {
            Ok(read) => read,
            Err(error) => {
                anstream::eprintln!("{}", report::error_line(&error));
                unreadable += 1;
                continue;
            }
        };
        let mut reading = reading::read_document(Path::new(&name), &name, &bytes, &options);
        reading::sort(&mut reading.findings);
        report::print_for_people(&reading.findings, arguments.verbose)?;
        if reading.extraction.as_ref().is_some_and(|extraction| extraction.readings.is_empty()) {
            anstream::eprintln!("{}", report::no_operation(&[name]));
        }
        worst = worst.max(reading::worst(&reading.findings));
        match arguments.format {
            ParseFormat::Yaml => print_yaml(&mut stdout, &reading, arguments.canonical, &mut printed)?,
            ParseFormat::Json => writeln!(stdout, "{}", to_json(&reading, arguments.canonical))?,
        }
    }
    stdout.flush()?;
    if unreadable > 0 {
        bail!("{} could not be read", report::plural(unreadable, "document"));
    }
    let fails = worst.is_some_and(|worst| worst >= Severity::from(arguments.deny));
    Ok(if fails { Status::Findings } else { Status::Fine })
}

/// The dialects to read with; `--dialect` names one, or is the path of a vocabulary.
fn options(arguments: &ParseArguments) -> anyhow::Result<ExtractOptions> {
    let mut options = ExtractOptions::default();
    let Some(named) = &arguments.dialect else { return Ok(options) };
    if Path::new(named).is_file() {
        let text = std::fs::read_to_string(named).with_context(|| format!("{named} cannot be read"))?;
        let dialect = Dialect::read(&Source::new(named, text))
            .map_err(|finding| anyhow::anyhow!("{}", render::render(&[*finding], render::Format::Plain)))?;
        options.dialect = Some(dialect.name().to_owned());
        options.dialects.insert(0, dialect);
    } else if options.dialects.iter().any(|dialect| dialect.name() == named) {
        options.dialect = Some(named.clone());
    } else {
        let known = options.dialects.iter().map(Dialect::name).collect::<Vec<_>>();
        let help = format!("write the path of a vocabulary, or one of {}", known.join(", "));
        bail!("there is no dialect `{named}`: {}", did_you_mean(named, known, &help));
    }
    Ok(options)
}

fn read(path: &Path) -> anyhow::Result<(String, Vec<u8>)> {
    if path == Path::new("-") {
        let mut bytes = Vec::new();
        std::io::stdin().lock().read_to_end(&mut bytes).context("standard input cannot be read")?;
        return Ok(("-".to_owned(), bytes));
    }
    let bytes = std::fs::read(path).with_context(|| format!("{} cannot be read", path.display()))?;
    Ok((path.to_string_lossy().into_owned(), bytes))
}

fn operations(reading: &DocumentReading, as_canonical: bool) -> Vec<Operation> {
    let readings = reading.extraction.iter().flat_map(|extraction| &extraction.readings);
    readings
        .map(|reading| if as_canonical { canonical(&reading.operation) } else { reading.operation.clone() })
        .collect()
}

fn print_yaml(
    out: &mut impl std::io::Write,
    reading: &DocumentReading,
    as_canonical: bool,
    printed: &mut usize,
) -> anyhow::Result<()> {
    for operation in operations(reading, as_canonical) {
        if *printed > 0 {
            writeln!(out, "---")?;
        }
        *printed += 1;
        write!(out, "{}", yaml::write(&operation)?)?;
    }
    Ok(())
}

fn to_json(reading: &DocumentReading, as_canonical: bool) -> Value {
    let operations = operations(reading, as_canonical);
    if as_canonical {
        return json!({ "operations": operations });
    }
    let account = reading.extraction.as_ref().map(|extraction| extraction.account.clone()).unwrap_or_default();
    let document = reading.extraction.as_ref().map(|extraction| extraction.document.clone());
    json!({
        "document": document.map_or_else(|| json!({"file": reading.file}), |document| json!(document)),
        "operations": operations,
        "findings": reading.findings.iter().map(with_file(&reading.file)).collect::<Value>(),
        "ledger": ledger(&account),
    })
}

/// A finding about the document as a whole names at least its file.
fn with_file(file: &str) -> impl Fn(&Finding) -> Value {
    move |finding| {
        let mut object = render::to_json(finding);
        if object["file"].is_null() {
            object["file"] = json!(file);
            object["line"] = json!(1);
        }
        object
    }
}

fn ledger(account: &Account) -> Value {
    let set_aside = account.set_aside.iter();
    let used = account.used.iter();
    json!({
        "total": account.total,
        "used": account.used.len(),
        "set_aside": set_aside.map(|unit| json!({"line": unit.line, "reason": unit.reason, "text": unit.text})).collect::<Value>(),
        "used_by": used.map(|unit| json!({"line": unit.line, "item": unit.item})).collect::<Value>(),
    })
}
