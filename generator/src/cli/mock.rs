//! `docwright mock`: serve the documented examples.

use std::io::Write as _;

use docwright::finding::Severity;
use docwright::mock::{Faults, Server};
use docwright::project::Project;
use docwright::reading;

use super::arguments::MockArguments;
use super::generate::wanted_names;
use super::{Status, report};

/// Reads the documents of an API and serves their examples until ctrl-c.
pub(super) fn run(arguments: &MockArguments) -> anyhow::Result<Status> {
    wanted_names(&arguments.specs, std::slice::from_ref(&arguments.name))?;
    let project = match Project::load(&arguments.specs, &arguments.name) {
        Ok(project) => project,
        Err(findings) => {
            report::print_for_people(&findings, false)?;
            return Ok(Status::Findings);
        }
    };
    let read = reading::read_project(&project, &|_| {});
    let errors =
        read.findings.iter().filter(|finding| finding.severity >= Severity::Error).cloned().collect::<Vec<_>>();
    report::print_for_people(&errors, false)?;
    let operations = read.operations.into_iter().map(|read| read.operation).collect::<Vec<_>>();
    let server = Server::new(project.api, operations).port(arguments.port).faults(faults(arguments));
    report::print_for_people(&server.findings(), false)?;
    let bound = server.bind()?;
    let mut stdout = std::io::stdout();
    write!(stdout, "{}", bound.banner())?;
    stdout.flush()?;
    bound.run()?;
    Ok(Status::Fine)
}

fn faults(arguments: &MockArguments) -> Faults {
    let faults = Faults::seeded(arguments.seed);
    let faults = arguments.faults.iter().fold(faults, |faults, rate| faults.rate(rate.fault.clone(), rate.share));
    match arguments.latency {
        Some(latency) => faults.latency(latency.shortest, latency.longest),
        None => faults,
    }
}
