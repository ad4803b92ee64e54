//! Callers with different patience: what one gives up costs the others nothing.

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;

use docwright_runtime::transport::{Body, Limits, Transport, TransportError, TransportErrorKind, TransportFuture};
use docwright_runtime::{Client, Error};
use http::Request;

use crate::api::{GetRows, kingdee};
use crate::kingdee::{gateway, rows};
use crate::script::Script;

/// What becomes of the first request for a token.
#[derive(Clone, Copy)]
enum First {
    /// No answer ever comes.
    Hangs,
    /// The transport gives up by itself, as those that block have to.
    GivesUp,
}

/// The gateway, but for the first request for a token.
#[derive(Clone)]
struct Slow {
    script: Script,
    first: First,
    tokens: Arc<AtomicUsize>,
}

impl Transport for Slow {
    fn send<'a>(&'a self, request: Request<Body>, limits: Limits) -> TransportFuture<'a> {
        let asks_for_token = request.uri().path().ends_with("kingdee_auth_token");
        if !asks_for_token || self.tokens.fetch_add(1, Ordering::SeqCst) > 0 {
            return self.script.send(request, limits);
        }
        Box::pin(async move {
            match self.first {
                First::Hangs => std::future::pending().await,
                First::GivesUp => {
                    tokio::time::sleep(limits.attempt).await;
                    Err(TransportError::new(TransportErrorKind::TimedOut))
                }
            }
        })
    }
}

#[tokio::test(start_paused = true)]
async fn who_gives_up_while_fetching_a_token_leaves_it_to_the_next() {
    for first in [First::Hangs, First::GivesUp] {
        let slow = Slow { script: gateway(|_, _| rows()), first, tokens: Arc::default() };
        let builder = kingdee(&slow.script).transport(slow.clone());
        let client: Client = builder.build().expect("a client");
        let hasty = client.clone();
        let hasty = tokio::spawn(async move { hasty.send(&GetRows::default()).timeout(Duration::from_secs(1)).await });
        tokio::task::yield_now().await;
        let patient = (0..3).map(|_| {
            let client = client.clone();
            tokio::spawn(async move { client.send(&GetRows::default()).await })
        });
        let patient: Vec<_> = patient.collect();
        let error = hasty.await.expect("no panic").expect_err("no token in time");
        assert!(matches!(error, Error::TimedOut { .. }), "{error}");
        assert_eq!(error.operation(), Some("get_rows"));
        for call in patient {
            call.await.expect("no panic").expect("rows");
        }
        assert_eq!(slow.tokens.load(Ordering::SeqCst), 2, "one in vain, one for all");
    }
}

#[tokio::test(start_paused = true)]
async fn a_caller_that_goes_away_lets_the_next_fetch_the_token() {
    let slow = Slow { script: gateway(|_, _| rows()), first: First::Hangs, tokens: Arc::default() };
    let client: Client = kingdee(&slow.script).transport(slow.clone()).build().expect("a client");
    let gone = client.clone();
    let gone = tokio::spawn(async move { gone.send(&GetRows::default()).await });
    while slow.tokens.load(Ordering::SeqCst) == 0 {
        tokio::task::yield_now().await;
    }
    gone.abort();
    client.send(&GetRows::default()).await.expect("rows");
    assert_eq!(slow.tokens.load(Ordering::SeqCst), 2);
}

#[tokio::test]
async fn a_call_whose_time_is_over_is_not_sent() {
    let script = gateway(|_, _| rows());
    let client: Client = kingdee(&script).build().expect("a client");
    let request = GetRows::default();
    let error = client.send(&request).timeout(Duration::ZERO).await.expect_err("no time");
    assert!(matches!(error, Error::TimedOut { operation: "get_rows", after: Duration::ZERO, .. }), "{error}");
    client.send(&request).await.expect("rows");
    let error = client.send(&request).timeout(Duration::ZERO).raw().await.expect_err("no time");
    assert!(matches!(error, Error::TimedOut { .. }), "{error}");
    assert_eq!(script.count("/rows"), 1);
}
