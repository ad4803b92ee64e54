//! What is sent again, and how often.

use bytes::Bytes;
use docwright_runtime::auth::Credentials;
use docwright_runtime::transport::{TransportError, TransportErrorKind};
use docwright_runtime::{Additional, Api, ApiMeta, Client, ClientBuilder, Operation, OperationMeta, Place};
use http::Response;
use tokio::time::Instant;

use crate::api::{GetRows, Kingdee, PostOrder, Rows, kingdee};
use crate::kingdee::{Outcome, gateway, rows};
use crate::script::{Script, answer};

/// An operation that api.yaml marks as one that may be repeated.
#[derive(Default)]
struct PostAgain {
    id: Option<String>,
    additional: Additional,
}
docwright_runtime::model! { PostAgain "PostAgain" line 0 => additional { id = "id" } }

impl Operation for PostAgain {
    type Api = Kingdee;
    type Output = Rows;
    const META: &'static OperationMeta = &OperationMeta {
        name: "post_again",
        path: "/again",
        parameters: &[Place::Body],
        idempotent: true,
        ..*PostOrder::META
    };
}

fn order() -> PostOrder {
    PostOrder { id: Some("1".into()), ..PostOrder::default() }
}

/// How many requests an operation makes if its first one ends so and all others succeed; tokens apart.
async fn sent<O: Operation>(operation: &O, trouble: fn() -> Outcome) -> usize {
    let mut is_first = true;
    let script = gateway(move |_, _| if std::mem::take(&mut is_first) { trouble() } else { rows() });
    let client: Client = kingdee(&script).build().expect("a client");
    let outcome = client.send(operation).await;
    let count = script.requests().iter().filter(|request| !request.uri().path().starts_with("/jdyconnector")).count();
    assert_eq!(outcome.is_ok(), count == 2, "{:?}", outcome.err());
    count
}

fn refusal(status: u16, code: u32) -> Outcome {
    answer(status, &format!(r#"{{"errcode":{code},"description":"no"}}"#))
}

fn off_clock() -> Outcome {
    let mut refusal = refusal(519, 4006)?;
    refusal.headers_mut().insert("date", "Wed, 18 May 2033 03:33:20 GMT".parse().expect("a date"));
    Ok(refusal)
}

fn lost(kind: TransportErrorKind) -> Result<Response<Bytes>, TransportError> {
    Err(TransportError::new(kind))
}

#[tokio::test(start_paused = true)]
async fn what_proves_that_nothing_was_executed_is_repeated_for_every_method() {
    let troubles: [fn() -> Outcome; 9] = [
        || answer(401, ""),
        || refusal(519, 4009),
        || refusal(519, 4010),
        || refusal(200, 4011),
        || refusal(200, 1_030_002_006),
        || answer(429, ""),
        || refusal(429, 7),
        || lost(TransportErrorKind::Connect),
        off_clock,
    ];
    for (index, trouble) in troubles.into_iter().enumerate() {
        assert_eq!(
            (sent(&order(), trouble).await, sent(&GetRows::default(), trouble).await),
            (2, 2),
            "trouble {index}"
        );
    }
}

#[tokio::test(start_paused = true)]
async fn what_may_have_been_executed_is_repeated_where_that_does_no_harm() {
    let troubles: [fn() -> Outcome; 12] = [
        || answer(408, ""),
        || answer(500, ""),
        || answer(502, "<html>"),
        || answer(503, ""),
        || answer(504, ""),
        || answer(520, ""),
        || refusal(500, 7),
        || refusal(519, 5000),
        || refusal(200, 5003),
        || refusal(519, 5007),
        || lost(TransportErrorKind::Lost),
        || lost(TransportErrorKind::TimedOut),
    ];
    for (index, trouble) in troubles.into_iter().enumerate() {
        let again = PostAgain { id: Some("1".into()), ..PostAgain::default() };
        let counts =
            [sent(&GetRows::default(), trouble).await, sent(&again, trouble).await, sent(&order(), trouble).await];
        assert_eq!(counts, [2, 2, 1], "trouble {index}");
    }
}

#[tokio::test(start_paused = true)]
async fn what_would_end_in_the_same_way_is_not_repeated() {
    let troubles: [fn() -> Outcome; 8] = [
        || refusal(200, 2_000_002_000),
        || refusal(519, 7),
        || refusal(519, 4012),
        || refusal(519, 4005),
        || answer(404, ""),
        || answer(501, ""),
        || answer(400, ""),
        || lost(TransportErrorKind::TooLarge),
    ];
    for (index, trouble) in troubles.into_iter().enumerate() {
        assert_eq!(sent(&GetRows::default(), trouble).await, 1, "trouble {index}");
    }
}

fn open(script: &Script) -> Client {
    const OPEN: &ApiMeta = &ApiMeta { recipe: None, ..*Kingdee::META };
    ClientBuilder::new(OPEN, Credentials::new()).transport(script.clone()).build().expect("a client")
}

#[tokio::test(start_paused = true)]
async fn a_client_does_not_repeat_without_end() {
    let script = Script::new(|_| answer(503, "busy"));
    let client = open(&script);
    for _ in 0..50 {
        client.send(&GetRows::default()).await.expect_err("busy");
    }
    assert_eq!(script.requests().len(), 50 + 20, "twenty repeats for all calls together");
    assert_eq!(open(&script).send(&GetRows::default()).await.expect_err("busy").status().expect("a status"), 503);
    assert_eq!(script.requests().len(), 70 + 3, "another client has its own");
}

/// How many seconds pass until a call succeeds whose first attempt a server could not answer, for it sends such headers.
async fn seconds_of_waiting(headers: &'static [(&'static str, &'static str)]) -> u64 {
    let mut is_first = true;
    let script = Script::new(move |_| {
        let mut response = answer(if std::mem::take(&mut is_first) { 503 } else { 200 }, r#"{"errcode":0,"data":{}}"#)?;
        let headers =
            headers.iter().map(|(name, value)| (name.parse().expect("a name"), value.parse().expect("a value")));
        response.headers_mut().extend::<Vec<(http::HeaderName, http::HeaderValue)>>(headers.collect());
        Ok(response)
    });
    let begin = Instant::now();
    open(&script).send(&GetRows::default()).await.expect("rows");
    begin.elapsed().as_secs()
}

#[tokio::test(start_paused = true)]
async fn the_server_s_wish_counts_after_errors_too() {
    let in_seconds = seconds_of_waiting(&[("retry-after", "20")]).await;
    assert!((20..31).contains(&in_seconds), "{in_seconds}");
    let long_ago = &[("date", "Sun, 06 Nov 1994 08:49:37 GMT"), ("retry-after", "Sun, 06 Nov 1994 08:49:57 GMT")];
    let by_date = seconds_of_waiting(long_ago).await;
    assert!((20..31).contains(&by_date), "{by_date}");
}

#[tokio::test(start_paused = true)]
async fn repeats_are_calls_of_the_limit_too() {
    const LIMITED: &ApiMeta = &ApiMeta { recipe: None, limit_per_minute: Some(2), ..*Kingdee::META };
    let script = Script::new(|_| answer(503, ""));
    let client: Client =
        ClientBuilder::new(LIMITED, Credentials::new()).transport(script.clone()).build().expect("a client");
    let begin = Instant::now();
    client.send(&GetRows::default()).await.expect_err("busy");
    assert_eq!((script.requests().len(), begin.elapsed().as_secs()), (3, 60));
}
