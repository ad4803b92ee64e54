//! Many callers at once against the mock server while calls go wrong: is a result lost, doubled, or given to somebody
//! else?
//!
//! Each caller numbers its calls and sends the number; the server puts it into the answer and keeps a [`Ledger`] of what it
//! executed. Both sides are compared after each call. What is remembered does not grow with the number of calls, so that
//! growing memory is the client's or the server's.

pub mod ebuychina;
pub mod kingdee;
mod ledger;
mod server;
mod tally;

use std::future::Future;
use std::sync::Arc;
use std::thread;
use std::time::Instant;

use docwright_runtime::Error;
use tokio::task::JoinSet;

pub use ledger::{Entry, Ledger};
pub use server::{mixture, most_token_calls, server};
pub use tally::Tally;

/// When callers have called often enough.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Until {
    /// After so many calls each.
    Calls(u64),
    /// When the time is over.
    Time(Instant),
}

impl Until {
    fn is_over(self, calls: u64) -> bool {
        match self {
            Self::Calls(most) => calls >= most,
            Self::Time(end) => Instant::now() >= end,
        }
    }
}

/// What an answer says whose call it answers; `None` if it does not say.
pub type Echo = Result<Option<String>, Error>;

/// Lets callers call at once, each of them one call after another. `call` sends the text it is given.
pub async fn run<F: Future<Output = Echo> + Send>(
    ledger: &Arc<Ledger>,
    until: Until,
    call: impl Fn(String) -> F + Clone + Send + 'static,
) -> Tally {
    let mut callers = JoinSet::new();
    for caller in 0..ledger.callers() {
        let (ledger, call) = (Arc::clone(ledger), call.clone());
        callers.spawn(async move {
            let mut tally = Tally::default();
            while !until.is_over(tally.calls) {
                let (id, number) = (ledger::id(caller, tally.calls), tally.calls);
                let echo = call(id.clone()).await;
                tally.add(&id, &echo, ledger.entry(caller, number));
            }
            tally
        });
    }
    callers.join_all().await.into_iter().fold(Tally::default(), Tally::and)
}

/// The same for calls that block: each caller has a thread.
///
/// # Panics
///
/// If a call does.
pub fn run_blocking(ledger: &Ledger, until: Until, call: impl Fn(&str) -> Echo + Sync) -> Tally {
    let call_in_turn = |caller| {
        let mut tally = Tally::default();
        while !until.is_over(tally.calls) {
            let (id, number) = (ledger::id(caller, tally.calls), tally.calls);
            let echo = call(&id);
            tally.add(&id, &echo, ledger.entry(caller, number));
        }
        tally
    };
    thread::scope(|scope| {
        let call_in_turn = &call_in_turn;
        let callers: Vec<_> = (0..ledger.callers()).map(|caller| scope.spawn(move || call_in_turn(caller))).collect();
        let tallies = callers.into_iter().map(|caller| caller.join().expect("a caller that does not panic"));
        tallies.fold(Tally::default(), Tally::and)
    })
}
