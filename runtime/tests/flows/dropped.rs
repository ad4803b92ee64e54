//! Calls that are dropped before they are done, as time-outs and `select!` do: tokens, limits and stores stay usable.

use std::future::{Future, IntoFuture as _, poll_fn};
use std::pin::pin;
use std::task::Poll;
use std::time::Duration;

use docwright_runtime::auth::FileTokenStore;
use docwright_runtime::{Client, ClientBuilder};
use proptest::prelude::*;
use tokio::time::Instant;

use crate::api::{GetRows, kingdee};
use crate::kingdee::{gateway, rows};
use crate::script::{Script, answer};

/// Lets a future run until it has been polled that often, and drops it then; says whether it was done.
async fn dropped_after(polls: usize, future: impl Future) -> bool {
    let mut future = pin!(future);
    let mut left = polls;
    poll_fn(|context| {
        if left == 0 {
            return Poll::Ready(false);
        }
        left -= 1;
        future.as_mut().poll(context).map(|_| true)
    })
    .await
}

/// A gateway whose first token has expired, and which then has trouble once: a call goes through everything there is.
fn troubled() -> Script {
    let mut trouble = 1;
    gateway(move |_, token| match token.starts_with("token-1-") {
        true => answer(519, r#"{"errcode":4011,"description":"expired"}"#),
        false if trouble > 0 => {
            trouble -= 1;
            answer(503, "busy")
        }
        false => rows(),
    })
}

/// Drops a call after one poll, the next one after two, and so on until one is done; after each the client is as good as
/// before. Returns how many were dropped.
async fn drop_everywhere(client: impl Fn(&Script) -> Client) -> usize {
    for polls in 1.. {
        let script = troubled();
        let client = client(&script);
        let request = GetRows::default();
        let is_done = dropped_after(polls, client.send(&request).into_future()).await;
        client.send(&request).await.unwrap_or_else(|error| panic!("after {polls} polls: {error}"));
        // Two tokens are needed; the one that was being fetched is lost at most.
        let fetched = (script.count("push_app_authorize"), script.count("kingdee_auth_token"));
        assert!(fetched.0 + fetched.1 <= 4, "{fetched:?} after {polls} polls");
        if is_done {
            return polls - 1;
        }
    }
    unreachable!("a call is done at some time")
}

#[tokio::test(start_paused = true)]
async fn a_call_can_be_dropped_at_every_await() {
    let dropped = drop_everywhere(|script| kingdee(script).build().expect("a client")).await;
    assert!(dropped >= 6, "{dropped} places to wait at");
}

#[tokio::test(start_paused = true)]
async fn a_call_can_be_dropped_at_every_await_with_a_store() {
    let folder = tempfile::tempdir().expect("a folder");
    let number = std::cell::Cell::new(0);
    let dropped = drop_everywhere(|script| {
        number.set(number.get() + 1);
        let store = FileTokenStore::new(folder.path().join(number.get().to_string()));
        kingdee(script).token_store(store).build().expect("a client")
    })
    .await;
    assert!(dropped >= 6, "{dropped} places to wait at");
}

#[tokio::test(start_paused = true)]
async fn what_a_dropped_call_fetched_is_in_the_store() {
    let folder = tempfile::tempdir().expect("a folder");
    let script = gateway(|_, _| rows());
    let client =
        || -> Client { kingdee(&script).token_store(FileTokenStore::new(folder.path())).build().expect("a client") };
    let request = GetRows::default();
    // The second poll takes the account's secret and sends for the token.
    let abandoned = client();
    assert!(!dropped_after(2, abandoned.send(&request).into_future()).await);
    assert_eq!((script.count("push_app_authorize"), script.count("kingdee_auth_token")), (1, 1));
    abandoned.send(&request).await.expect("rows");
    client().send(&request).await.expect("rows");
    assert_eq!((script.count("push_app_authorize"), script.count("kingdee_auth_token")), (1, 2));
}

#[tokio::test(start_paused = true)]
async fn those_who_wait_for_a_token_go_on_when_the_one_who_fetches_it_is_dropped() {
    for polls in 1..6 {
        let script = gateway(|_, _| rows());
        let client: Client = kingdee(&script).build().expect("a client");
        let request = GetRows::default();
        let others = futures_util::future::join_all((0..5).map(|_| client.send(&request).into_future()));
        let (_, outcomes) = tokio::join!(dropped_after(polls, client.send(&request).into_future()), others);
        assert!(outcomes.iter().all(Result::is_ok), "after {polls} polls: {outcomes:?}");
        assert!(script.count("kingdee_auth_token") <= 2, "after {polls} polls");
    }
}

#[tokio::test(start_paused = true)]
async fn calls_that_are_dropped_while_they_wait_for_the_limit_take_no_turn() {
    let script = gateway(|_, _| rows());
    let client: Client = kingdee(&script).limit_per_minute(Some(1)).build().expect("a client");
    let request = GetRows::default();
    client.send(&request).await.expect("rows");
    let begin = Instant::now();
    for _ in 0..20 {
        let patience = Duration::from_millis(100);
        client.send(&request).timeout(patience).await.expect_err("nobody waits a minute");
    }
    client.send(&request).await.expect("rows");
    assert_eq!(begin.elapsed().as_secs(), 60);
    assert_eq!(script.count("rows"), 2);
}

/// A gateway whose first token expires after five calls.
fn forgetful() -> Script {
    let mut calls = 0;
    gateway(move |_, token| {
        calls += 1;
        if calls > 5 && token.starts_with("token-1-") { answer(519, r#"{"errcode":4011}"#) } else { rows() }
    })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]
    #[test]
    fn calls_dropped_at_random_harm_nobody(
        polls in prop::collection::vec(prop_oneof![1..12_usize, Just(1_000_000)], 1..40),
        limit in prop::option::of(1..20_u32),
    ) {
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().start_paused(true).build()?;
        runtime.block_on(async {
            let script = forgetful();
            let builder: ClientBuilder = kingdee(&script);
            let client: Client =
                builder.limit_per_minute(limit).timeout(Duration::from_secs(86_400)).build().expect("a client");
            let request = GetRows::default();
            let call = async || _ = client.send(&request).await.expect("rows");
            let calls = polls.iter().map(|polls| dropped_after(*polls, call()));
            let done = futures_util::future::join_all(calls).await;
            client.send(&request).await.expect("rows");
            let dropped = done.iter().filter(|done| !**done).count();
            let tokens = script.count("kingdee_auth_token");
            assert!(tokens <= 2 + dropped, "{tokens} tokens, {dropped} dropped");
        });
    }
}
