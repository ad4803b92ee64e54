//! What a caller sees of each fault that the mock server knows: at the first attempt, and after a second one.

use std::time::Duration;

use docwright::mock::{Calls, Credentials, Fault, Faults, Running, Server};
use docwright_clients::ebuychina::member::GetMemberAssets;
use docwright_clients::ebuychina::member::get_member_assets::{Content as Assets, request::Content};
use docwright_clients::kingdee::retail::{GetCouponCenter, get_coupon_center::Data as Page};
use docwright_clients::{ebuychina, kingdee};
use docwright_runtime::{DriftReport, Error};

use crate::assert_discreet;

/// A fault; what the first attempt gives; whether that is worth repeating; what two attempts give, and how many requests
/// they are.
type Case = (&'static str, &'static str, bool, &'static str, usize);

const KINGDEE: &[Case] = &[
    ("429", "status 429", true, "answered", 2),
    ("500", "status 500", true, "answered", 2),
    ("519", "error 5003", true, "answered", 2),
    // Renewed and sent again underneath, which is no repeat.
    ("expired-token", "answered", false, "answered", 2),
    ("truncated", "no answer: Lost", true, "answered", 2),
    ("truncated-chunks", "no answer: Lost", true, "answered", 2),
    ("slow-body", "no answer: TimedOut", true, "answered", 2),
    ("wrong-types", "answered", false, "answered", 1),
    ("wrong-shape", "undecodable at data", false, "undecodable at data", 1),
    ("reset", "no answer: Lost", true, "answered", 2),
];

/// The operation is a POST: what may have been executed is not sent again.
const EBUYCHINA: &[Case] = &[
    ("429", "status 429", true, "answered", 2),
    ("500", "status 500", true, "status 500", 1),
    ("truncated", "no answer: Lost", true, "no answer: Lost", 1),
    ("truncated-chunks", "no answer: Lost", true, "no answer: Lost", 1),
    ("slow-body", "no answer: TimedOut", true, "no answer: TimedOut", 1),
    ("wrong-types", "answered", false, "answered", 1),
    ("wrong-shape", "undecodable at content", false, "undecodable at content", 1),
    ("wrong-signature", "wrongly signed", false, "wrongly signed", 1),
    ("reset", "no answer: Lost", true, "no answer: Lost", 1),
];

/// The fault of that name; a slow body so slow that nobody waits for it.
fn fault(name: &str) -> Fault {
    match name.parse().expect("a fault") {
        Fault::SlowBody { .. } => Fault::SlowBody { over: Duration::from_secs(600) },
        fault => fault,
    }
}

fn seen<T>(outcome: &Result<T, Error>) -> String {
    match outcome {
        Ok(_) => "answered".to_owned(),
        Err(Error::Status { answer, .. }) => format!("status {}", answer.status().as_u16()),
        Err(Error::Api { code, .. }) => format!("error {code}"),
        Err(Error::Transport { source, .. }) => format!("no answer: {:?}", source.kind()),
        Err(Error::Decode { source, .. }) => format!("undecodable at {}", source.path()),
        Err(Error::Signature { .. }) => "wrongly signed".to_owned(),
        Err(error) => format!("{error:?}"),
    }
}

/// How long an attempt may take.
fn patience(name: &str) -> Duration {
    Duration::from_secs(if name == "slow-body" { 2 } else { 30 })
}

fn kingdee_credentials() -> kingdee::Credentials {
    let demo = Credentials::demo();
    kingdee::Credentials::new(demo.id, demo.secret).instance("demo-instance")
}

fn ebuychina_credentials() -> ebuychina::Credentials {
    let demo = Credentials::demo();
    ebuychina::Credentials::new(demo.id, demo.secret)
}

fn assets() -> GetMemberAssets {
    GetMemberAssets::new().content(Content { member_id: Some("1".to_owned()), ..Content::default() }).lang("zh_CN")
}

fn assert_page(page: &Page) {
    assert_eq!(page.count, Some(100));
}

fn assert_assets(assets: &Assets) {
    assert_eq!(assets.points.as_ref().and_then(|points| points.point_amount), Some(0));
}

async fn kingdee_call(running: &Running, name: &str, retries: u32) -> Result<(), Error> {
    let builder = kingdee::Client::builder(kingdee_credentials()).base_url(running.url());
    let client = builder.attempt_timeout(patience(name)).retries(retries).build()?;
    client.send(&GetCouponCenter::new()).await.map(|page| assert_page(&page))
}

async fn ebuychina_call(running: &Running, name: &str, retries: u32) -> Result<(), Error> {
    let builder = ebuychina::Client::builder(ebuychina_credentials()).base_url(running.url());
    let client = builder.attempt_timeout(patience(name)).retries(retries).build()?;
    client.send(&assets()).await.map(|assets| assert_assets(&assets))
}

fn kingdee_blocking_call(running: &Running, name: &str, retries: u32) -> Result<(), Error> {
    let builder = kingdee::blocking::Client::builder(kingdee_credentials()).base_url(running.url());
    let client = builder.attempt_timeout(patience(name)).retries(retries).build()?;
    client.send(&GetCouponCenter::new()).map(|page| assert_page(&page))
}

fn ebuychina_blocking_call(running: &Running, name: &str, retries: u32) -> Result<(), Error> {
    let builder = ebuychina::blocking::Client::builder(ebuychina_credentials()).base_url(running.url());
    let client = builder.attempt_timeout(patience(name)).retries(retries).build()?;
    client.send(&assets()).map(|assets| assert_assets(&assets))
}

async fn check(server: Server, case: &Case, call: impl AsyncFn(&Running, &str, u32) -> Result<(), Error>) {
    let &(name, first, retryable, second, requests) = case;
    let running = server.clone().spawn().expect("a server");
    running.script([fault(name)]);
    let outcome = call(&running, name, 0).await;
    assert_eq!(seen(&outcome), first, "{name}: {outcome:?}");
    if let Err(error) = &outcome {
        assert_discreet(error);
        assert_eq!(error.is_retryable(), retryable, "{name}: {error:?}");
    }
    assert_eq!(running.faults().get(name), Some(&1));

    let running = server.spawn().expect("a server");
    running.script([fault(name)]);
    let outcome = call(&running, name, 1).await;
    assert_eq!(seen(&outcome), second, "{name}: {outcome:?}");
    assert_eq!(running.calls().business, requests, "{name}");
}

#[tokio::test]
async fn every_fault_of_kingdee() {
    for case in KINGDEE {
        check(crate::server("kingdee"), case, kingdee_call).await;
    }
}

#[tokio::test]
async fn every_fault_of_ebuychina() {
    for case in EBUYCHINA {
        check(crate::server("ebuychina"), case, ebuychina_call).await;
    }
}

#[tokio::test]
async fn every_fault_of_kingdee_on_a_thread() {
    for case in KINGDEE {
        check(crate::server("kingdee"), case, async |running, name, retries| {
            kingdee_blocking_call(running, name, retries)
        })
        .await;
    }
}

#[tokio::test]
async fn every_fault_of_ebuychina_on_a_thread() {
    for case in EBUYCHINA {
        check(crate::server("ebuychina"), case, async |running, name, retries| {
            ebuychina_blocking_call(running, name, retries)
        })
        .await;
    }
}

#[test]
fn no_fault_is_without_a_case() {
    for (name, cases) in [("kingdee", KINGDEE), ("ebuychina", EBUYCHINA)] {
        let can_have = |fault: &str| {
            let faults = Faults::seeded(0).rate(fault.parse().expect("a fault"), 1.0);
            crate::server(name).faults(faults).bind().is_ok()
        };
        let expected: Vec<&str> = Fault::named().map(|(fault, _)| fault).filter(|fault| can_have(fault)).collect();
        let found: Vec<&str> = cases.iter().map(|(fault, ..)| *fault).collect();
        assert_eq!(found, expected, "{name}");
    }
}

#[tokio::test]
async fn wrong_types_are_reported_and_refused_where_that_is_asked_for() {
    let running = crate::server("kingdee").spawn().expect("a server");
    let report = DriftReport::new();
    let builder = || kingdee::Client::builder(kingdee_credentials()).base_url(running.url());
    let client = builder().drift(report.clone()).build().expect("a client");
    client.send(&GetCouponCenter::new()).await.expect("a page");
    let without = report.count();
    running.script([Fault::WrongTypes]);
    client.send(&GetCouponCenter::new()).await.expect("a page");
    assert!(report.count() > without * 2, "{report}");

    running.script([Fault::WrongTypes]);
    let strict = builder().strict(true).build().expect("a client");
    let error = strict.send(&GetCouponCenter::new()).await.expect_err("strict");
    assert!(matches!(error, Error::Decode { .. }), "{error:?}");
}

#[tokio::test]
async fn faults_of_the_token_endpoints_are_got_over() {
    for fault in [Fault::TooManyCalls, Fault::ServerError, Fault::GatewayError, Fault::Truncated, Fault::Reset] {
        // With this seed the first call of both token endpoints is struck, and no other one.
        let running = crate::server("kingdee").faults(Faults::seeded(53).rate(fault, 0.5)).spawn().expect("a server");
        kingdee_call(&running, "", 1).await.expect("a page");
        let calls = Calls { authorize: 2, token: 2, business: 1, unknown: 0 };
        assert_eq!(running.calls(), calls);
    }
}
