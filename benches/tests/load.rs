//! Many callers at once while calls go wrong: no result is lost, doubled or given to somebody else.

use std::sync::Arc;

use docwright_benches::load::vendors::{self, EBUYCHINA, KINGDEE};
use docwright_benches::load::{self, Ledger, Until};

const CALLERS: usize = 40;
const CALLS: Until = Until::Calls(25);

#[tokio::test]
async fn callers_of_a_get_with_tokens_see_what_the_server_did() {
    let ledger = Arc::new(Ledger::new(CALLERS));
    let running = vendors::serve(KINGDEE, &ledger, 0.2, 3).expect("a server");
    let client = vendors::kingdee_client(&running).expect("a client");
    let tally = load::run(&ledger, CALLS, move |id| vendors::call_kingdee(client.clone(), id)).await;
    assert!(tally.is_right() && tally.calls == 1000, "{tally}");
    assert!((700..1000).contains(&tally.answered()), "{tally}");
    let (calls, most) = (running.calls(), vendors::most_token_calls(&running));
    assert!(calls.authorize <= most.0 && calls.token <= most.1, "{calls:?}, at most {most:?}");
}

#[tokio::test]
async fn callers_of_a_post_see_what_the_server_did_and_nothing_is_done_twice() {
    let ledger = Arc::new(Ledger::new(CALLERS));
    let running = vendors::serve(EBUYCHINA, &ledger, 0.2, 3).expect("a server");
    let client = vendors::ebuychina_client(&running).expect("a client");
    let tally = load::run(&ledger, CALLS, move |id| vendors::call_ebuychina(client.clone(), id)).await;
    assert!(tally.is_right() && tally.calls == 1000 && tally.repeated == 0, "{tally}");
    assert!((700..1000).contains(&tally.answered()), "{tally}");
}
