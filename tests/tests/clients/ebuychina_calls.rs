//! The e-Buy client.

use docwright::mock::{Credentials, Fault, Running};
use docwright_runtime::Error;

use crate::assert_discreet;
use docwright_clients::ebuychina::member::GetMemberAssets;
use docwright_clients::ebuychina::member::get_member_assets::request::Content;
use docwright_clients::ebuychina::{self, Client, ClientBuilder};

fn spawn() -> Running {
    crate::server("ebuychina").spawn().expect("a server")
}

fn builder(running: &Running, secret: &str) -> ClientBuilder {
    let credentials = ebuychina::Credentials::new(Credentials::demo().id, secret);
    Client::builder(credentials).base_url(running.url()).retries(0)
}

fn client(running: &Running) -> Client {
    builder(running, &Credentials::demo().secret).build().expect("a client")
}

fn request() -> GetMemberAssets {
    GetMemberAssets::new().content(Content::new().member_id("会员\"1\"")).lang("zh_CN")
}

async fn refused(client: &Client) -> Error {
    let error = client.send(&request()).await.expect_err("the call is refused");
    assert_discreet(&error);
    error
}

#[tokio::test]
async fn a_call_in_order_gives_what_stands_in_the_string() {
    let running = spawn();
    let assets = client(&running).send(&request()).await.expect("assets");
    assert_eq!(assets.member_id.as_deref(), Some("e352b0e072de7cd4672a2a93f961ce77"));
    assert_eq!(assets.points.and_then(|points| points.point_amount), Some(0));
    assert_eq!((running.calls().business, running.failed_checks()), (1, Vec::new()));
}

#[tokio::test]
async fn with_a_wrong_secret_nothing_is_to_be_trusted() {
    let running = spawn();
    let error = refused(&builder(&running, "another secret").build().expect("a client")).await;
    assert!(matches!(error, Error::Signature { .. }), "{error:?}");
    let failed: Vec<&str> = running.failed_checks().iter().map(|failed| failed.check).collect();
    assert_eq!((failed, running.calls().business), (vec!["sign"], 1));
}

#[tokio::test]
async fn a_refusal_is_an_error_with_the_vendors_code() {
    let running = spawn();
    running.script([Fault::Refusal { code: "MEMBER_UNKNOWN".to_owned(), message: "no such member".to_owned() }]);
    let error = refused(&client(&running)).await;
    assert_eq!((error.code(), error.is_retryable()), (Some("MEMBER_UNKNOWN"), false));
    assert_eq!(running.calls().business, 1, "a refusal is not repeated while the clock is right");
}

#[tokio::test]
async fn a_clock_that_is_wrong_is_mended_once() {
    let running = spawn();
    running.skew_clock(600_000);
    let client = client(&running);
    client.send(&request()).await.expect("assets");
    assert_eq!(running.calls().business, 2, "refused once because of its time, then signed again");
    client.send(&request()).await.expect("assets");
    assert_eq!(running.calls().business, 3, "the clock stays mended");
}

#[tokio::test]
async fn a_call_that_may_have_been_executed_is_not_repeated() {
    let running = spawn();
    let patient = builder(&running, &Credentials::demo().secret).retries(3).build().expect("a client");
    running.script([Fault::ServerError, Fault::Truncated]);
    let error = refused(&patient).await;
    assert!(matches!(error, Error::Status { .. }), "{error:?}");
    assert_eq!(error.status().map(|status| status.as_u16()), Some(500));
    let error = refused(&patient).await;
    assert!(matches!(error, Error::Transport { .. }), "{error:?}");
    assert_eq!(running.calls().business, 2);
}

#[tokio::test]
async fn an_answer_that_is_wrongly_signed_or_not_at_all_is_refused() {
    let running = spawn();
    let unsigned = r#"{"success":true,"content":"{\"memberId\":\"1\"}"}"#;
    running.script([Fault::WrongSignature, Fault::Answer { status: 200, body: unsigned.to_owned() }]);
    for _ in 0..2 {
        let error = refused(&client(&running)).await;
        assert!(matches!(error, Error::Signature { .. }), "{error:?}");
        assert!(error.body().is_some_and(|body| !body.is_empty()));
    }
    client(&running).send(&request()).await.expect("assets");
}

#[tokio::test]
async fn what_is_longer_than_documented_is_not_sent() {
    let running = spawn();
    let client = client(&running);
    let request = GetMemberAssets::new().content(Content::new().member_id("会".repeat(51))).lang("");
    let error = client.send(&request).await.expect_err("too long");
    let Error::Invalid { violations, .. } = &error else { panic!("{error:?}") };
    let shown = violations.iter().map(|violation| (violation.to_string(), violation.line)).collect::<Vec<_>>();
    let expected = [
        ("lang: at least 1 character".to_owned(), Some(37)),
        ("content.memberId: at most 50 characters".to_owned(), Some(41)),
    ];
    assert_eq!(shown, expected);
    assert_eq!(running.calls().business, 0);
    let error = client.send(&request).unchecked().await.expect_err("the server minds too");
    assert_eq!((error.code(), running.calls().business), (Some("PARAMETER_INVALID"), 1));
}
