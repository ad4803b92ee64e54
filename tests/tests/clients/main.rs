//! Generated clients against the mock server, over real HTTP: what a caller sees when things go well, and when they do
//! not. The clients are the goldens of `tests/cases`, in the shape that build scripts write.

mod ebuychina_calls;
mod kingdee_calls;

#[allow(dead_code, unreachable_pub, reason = "a test uses a part of what callers of a library are given")]
mod ebuychina {
    include!("../../cases/ebuychina/client.rs");
}

#[allow(dead_code, unreachable_pub, reason = "a test uses a part of what callers of a library are given")]
mod kingdee {
    include!("../../cases/kingdee/client.rs");
}

use std::fs;
use std::path::Path;
use std::sync::Arc;

use docwright::mock::{Credentials, Server};
use docwright::source::Source;
use docwright::spec::{Operation, yaml};
use serde::de::DeserializeOwned;

/// A server for a case's specifications.
fn server(case: &str, operations: &[&str], change: impl Fn(&mut Operation)) -> Server {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("cases").join(case);
    let operations: Vec<Operation> = operations
        .iter()
        .map(|file| {
            let mut operation = read(&folder.join("operations").join(file));
            change(&mut operation);
            operation
        })
        .collect();
    Server::new(read(&folder.join("api.yaml")), operations)
}

fn read<T: DeserializeOwned>(file: &Path) -> T {
    let text = fs::read_to_string(file).unwrap_or_else(|error| panic!("{}: {error}", file.display()));
    let source = Arc::new(Source::new(file.display().to_string(), text));
    yaml::read(&source).unwrap_or_else(|finding| panic!("{}", finding.message))
}

/// Neither what is displayed nor what is debugged tells a secret.
fn assert_discreet(error: &docwright_runtime::Error) {
    let shown = format!("{error} {error:?} {error:#?}");
    for secret in [&Credentials::demo().secret, "another secret", "demo-account-token"] {
        assert!(!shown.contains(secret), "{shown}");
    }
}
