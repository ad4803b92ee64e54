//! Generated clients against the mock server, over real HTTP: what a caller sees when things go well, and when they do
//! not.

mod blocking_calls;
mod ebuychina_calls;
mod faults;
mod kingdee_calls;
mod signing;

use std::path::Path;

use docwright::mock::{Credentials, Server};
use docwright::project::Project;
use docwright::reading;

/// A server for the documents of an API.
fn server(name: &str) -> Server {
    let specs = Path::new(env!("CARGO_MANIFEST_DIR")).join("../specs");
    let project = Project::load(&specs, name).unwrap_or_else(|findings| panic!("{findings:?}"));
    let read = reading::read_project(&project, &|_| {});
    let operations: Vec<_> = read.operations.into_iter().map(|read| read.operation).collect();
    Server::new(project.api, operations)
}

/// Neither what is displayed nor what is debugged tells a secret.
fn assert_discreet(error: &docwright_runtime::Error) {
    let shown = format!("{error} {error:?} {error:#?}");
    for secret in [&Credentials::demo().secret, "another secret", "demo-account-token"] {
        assert!(!shown.contains(secret), "{shown}");
    }
}
