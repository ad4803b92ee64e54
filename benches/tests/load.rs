//! Many callers at once while calls go wrong: no result is lost, doubled or given to somebody else.

use std::iter;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Duration;

use docwright::mock::{Fault, Faults, Running};
use docwright_benches::load::{self, Ledger, Until, ebuychina, kingdee};

const CALLERS: usize = 40;
const CALLS: Until = Until::Calls(25);

/// A server at which one call in five goes wrong.
fn troubled(api: &str, ledger: &Arc<Ledger>) -> Running {
    let server = load::server(api, ledger).expect("documents");
    let faults = load::mixture(&server, 0.2, 3);
    server.faults(faults).spawn().expect("a server")
}

fn assert_tokens_are_not_fetched_for_nothing(running: &Running) {
    let (calls, most) = (running.calls(), load::most_token_calls(running));
    assert!(calls.authorize <= most.0 && calls.token <= most.1, "{calls:?}, at most {most:?}");
}

#[tokio::test]
async fn callers_of_a_get_with_tokens_see_what_the_server_did() {
    let ledger = Arc::new(Ledger::new(CALLERS));
    let running = troubled(kingdee::NAME, &ledger);
    let client = kingdee::client(&running).expect("a client");
    let tally = load::run(&ledger, CALLS, move |id| kingdee::call(client.clone(), id)).await;
    assert!(tally.is_right() && tally.calls == 1000, "{tally}");
    assert!((700..1000).contains(&tally.answered()), "{tally}");
    assert_tokens_are_not_fetched_for_nothing(&running);
}

#[tokio::test]
async fn callers_of_a_post_see_what_the_server_did_and_nothing_is_done_twice() {
    let ledger = Arc::new(Ledger::new(CALLERS));
    let running = troubled(ebuychina::NAME, &ledger);
    let client = ebuychina::client(&running).expect("a client");
    let tally = load::run(&ledger, CALLS, move |id| ebuychina::call(client.clone(), id)).await;
    assert!(tally.is_right() && tally.calls == 1000 && tally.repeated == 0, "{tally}");
    assert!((700..1000).contains(&tally.answered()), "{tally}");
}

#[test]
fn callers_on_threads_of_their_own_see_what_the_server_did() {
    let ledger = Arc::new(Ledger::new(CALLERS));
    let running = troubled(kingdee::NAME, &ledger);
    let client = kingdee::blocking_client(&running).expect("a client");
    let tally = load::run_blocking(&ledger, CALLS, |id| kingdee::call_blocking(&client, id));
    assert!(tally.is_right() && tally.calls == 1000, "{tally}");
    assert_tokens_are_not_fetched_for_nothing(&running);
}

#[test]
fn callers_of_a_post_on_threads_see_that_nothing_is_done_twice() {
    let ledger = Arc::new(Ledger::new(CALLERS));
    let running = troubled(ebuychina::NAME, &ledger);
    let client = ebuychina::blocking_client(&running).expect("a client");
    let tally = load::run_blocking(&ledger, CALLS, |id| ebuychina::call_blocking(&client, id));
    assert!(tally.is_right() && tally.calls == 1000 && tally.repeated == 0, "{tally}");
}

#[tokio::test]
async fn a_token_that_expires_under_two_hundred_callers_is_renewed_by_one() {
    let ledger = Arc::new(Ledger::new(200));
    let server = load::server(kingdee::NAME, &ledger).expect("documents");
    // As many as the vendor allows: one at the beginning, one more.
    let running = server.token_calls_per_minute(2).spawn().expect("a server");
    running.script(iter::repeat_n(Fault::None, 500).chain([Fault::ExpiredToken]));
    let client = kingdee::client(&running).expect("a client");
    let tally = load::run(&ledger, Until::Calls(5), move |id| kingdee::call(client.clone(), id)).await;
    assert!(tally.is_right() && tally.answered() == 1000, "{tally}");
    assert_eq!((running.calls().authorize, running.calls().token), (1, 2));
}

#[tokio::test]
async fn calls_that_are_dropped_leave_tokens_and_connections_usable() {
    let ledger = Arc::new(Ledger::new(CALLERS));
    let slow = Faults::seeded(5).latency(Duration::ZERO, Duration::from_millis(5));
    let running = load::server(kingdee::NAME, &ledger).expect("documents").faults(slow).spawn().expect("a server");
    let client = kingdee::client(&running).expect("a client");
    let dropped = Arc::new(AtomicU64::new(0));
    let counter = Arc::clone(&dropped);
    let tally = load::run(&ledger, CALLS, move |id| {
        let (client, counter) = (client.clone(), Arc::clone(&counter));
        async move {
            // Before each call another one is dropped, after a time that hits everything from the first token to the body.
            let patience = Duration::from_millis(id.bytes().map(u64::from).sum::<u64>() * 7 % 10);
            let abandoned = kingdee::call(client.clone(), "abandoned".to_owned());
            let is_dropped = tokio::time::timeout(patience, abandoned).await.is_err();
            counter.fetch_add(u64::from(is_dropped), Ordering::Relaxed);
            kingdee::call(client, id).await
        }
    })
    .await;
    let dropped = dropped.load(Ordering::Relaxed);
    assert!(tally.is_right() && tally.answered() == 1000 && tally.repeated == 0, "{tally}");
    assert!(dropped > 50, "{dropped} dropped");
    let calls = running.calls();
    assert!(calls.authorize + calls.token <= 2 + CALLERS, "{calls:?}: only those lose a token who were fetching it");
}
