//! The mock server over real HTTP, called by clients written by hand: what it serves, and for every line of its
//! written lists of checks that the vendor's answer comes.

mod ebuy;
mod faults;
mod http;
mod kingdee;
mod robustness;
mod unsigned;

use std::sync::Arc;

use docwright::mock::Server;
use docwright::source::Source;
use docwright::spec::{Api, Operation, yaml};

/// The server's time in all tests that do not need another.
const NOW: i64 = 1_655_775_240_000;

fn operation(yaml: &str) -> Operation {
    let source = Arc::new(Source::new("operation.yaml", yaml));
    yaml::read(&source).unwrap_or_else(|finding| panic!("{}", finding.message))
}

fn api(auth: &str) -> Api {
    let source = Arc::new(Source::new("api.yaml", format!("title: 测试\n{auth}")));
    yaml::read(&source).unwrap_or_else(|finding| panic!("{}", finding.message))
}

/// Every check of a server has a case that it fails in.
fn assert_every_check_has_a_case<'a>(server: &Server, cases: impl Iterator<Item = &'a str>) {
    let cases: Vec<&str> = cases.collect();
    for check in server.checks() {
        assert!(cases.contains(&check.name), "no case fails the check {:?}", check.name);
    }
}
