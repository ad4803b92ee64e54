//! Vendors allow few calls to their token endpoints: two a minute, for Kingdee's. Whatever goes wrong, no more are made.

use std::future::IntoFuture as _;
use std::time::Duration;

use docwright_runtime::{Client, Error};
use futures_util::future::join_all;
use tokio::time::{Instant, timeout};

use crate::api::{GetRows, kingdee};
use crate::kingdee::{gateway, rows};
use crate::script::{Script, answer};

/// A gateway that takes no token but those that begin so.
fn picky(taken: &'static str) -> Script {
    gateway(
        move |_, token| {
            if token.starts_with(taken) { rows() } else { answer(519, r#"{"errcode":4011,"description":"expired"}"#) }
        },
    )
}

#[tokio::test(start_paused = true)]
async fn a_server_that_refuses_every_token_is_asked_for_two_a_minute() {
    let script = picky("none");
    let client: Client = kingdee(&script).build().expect("a client");
    let begin = Instant::now();
    let caller = async || {
        while begin.elapsed() < Duration::from_secs(600) {
            let error = client.send(&GetRows::default()).await.expect_err("refused");
            assert_eq!(error.code(), Some("4011"), "{error}");
            tokio::time::sleep(Duration::from_secs(1)).await;
        }
    };
    join_all((0..100).map(|_| caller())).await;
    let asked = script.times("kingdee_auth_token");
    assert!((20..=24).contains(&asked.len()), "{} in ten minutes", asked.len());
    for three in asked.windows(3) {
        assert!(three[2] - three[0] >= Duration::from_secs(60), "{three:?}");
    }
    assert!(script.count("push_app_authorize") <= asked.len());
}

#[tokio::test(start_paused = true)]
async fn who_waits_for_a_token_waits_within_its_call() {
    let script = picky("token-3-");
    let client: Client = kingdee(&script).build().expect("a client");
    let request = GetRows::default();
    client.send(&request).await.expect_err("two tokens are refused");
    let begin = Instant::now();
    let hasty = client.send(&request).timeout(Duration::from_secs(20)).await.expect_err("no token in time");
    assert!(matches!(hasty, Error::TimedOut { .. }), "{hasty}");
    timeout(Duration::from_secs(20), client.send(&request).into_future()).await.expect_err("it went away");
    // Neither has used up a turn.
    client.send(&request).await.expect("rows");
    assert_eq!(begin.elapsed().as_secs(), 60);
    assert_eq!(script.count("kingdee_auth_token"), 3);
}

#[tokio::test(start_paused = true)]
async fn a_limit_of_calls_does_not_lift_that_of_tokens() {
    for (limit, seconds) in [(Some(1000), 60), (None, 0)] {
        let script = picky("token-4-");
        let client: Client = kingdee(&script).limit_per_minute(limit).build().expect("a client");
        let begin = Instant::now();
        client.send(&GetRows::default()).await.expect_err("two tokens are refused");
        client.send(&GetRows::default()).await.expect_err("so is a third");
        client.send(&GetRows::default()).await.expect("rows");
        assert_eq!(begin.elapsed().as_secs(), seconds, "{limit:?}");
    }
}
