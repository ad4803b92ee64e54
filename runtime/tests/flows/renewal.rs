//! Tokens are renewed before their end; while that fails, they are as good as before.

use std::sync::{Arc, Mutex};
use std::time::{Duration, SystemTime};

use docwright_runtime::{Client, ClientBuilder, Error};
use tokio::time::Instant;

use crate::api::{GetRows, kingdee};
use crate::kingdee::{Outcome, rows};
use crate::script::{Script, answer, header};

/// A day with a vendor: what its clock says, what its token endpoints answer, and which token it takes.
#[derive(Clone)]
struct Day {
    now: Arc<Mutex<SystemTime>>,
    state: Arc<Mutex<State>>,
}

#[derive(Clone, Copy)]
struct State {
    endpoints: fn(&str) -> Outcome,
    taken: &'static str,
}

impl Day {
    fn begin() -> Self {
        let state = State { endpoints: |path| given("token-1", path), taken: "token-1" };
        Self { now: Arc::new(Mutex::new(SystemTime::now())), state: Arc::new(Mutex::new(state)) }
    }

    async fn later(&self, seconds: u64) {
        let passed = Duration::from_secs(seconds);
        *self.now.lock().expect("now") += passed;
        tokio::time::advance(passed).await;
    }

    fn becomes(&self, endpoints: fn(&str) -> Outcome, taken: &'static str) {
        *self.state.lock().expect("the state") = State { endpoints, taken };
    }

    fn script(&self) -> Script {
        let state = Arc::clone(&self.state);
        Script::new(move |request| {
            let state = *state.lock().expect("the state");
            match request.uri().path() {
                path if !path.ends_with("rows") => (state.endpoints)(path),
                _ if header(request, "app-token") == state.taken => rows(),
                _ => answer(519, r#"{"errcode":4011}"#),
            }
        })
    }

    fn builder(&self, script: &Script) -> ClientBuilder {
        let now = Arc::clone(&self.now);
        kingdee(script).clock(move || *now.lock().expect("now"))
    }

    fn client(&self, script: &Script) -> Client {
        self.builder(script).retries(0).build().expect("a client")
    }
}

/// What the two endpoints answer when all is well.
fn given(token: &str, path: &str) -> Outcome {
    if path.ends_with("kingdee_auth_token") {
        return answer(200, &format!(r#"{{"errcode":0,"data":{{"app-token":"{token}"}}}}"#));
    }
    let row = r#"{"accountId":"account-2","outerInstanceId":"instance-1","status":1,"domain":"d","appKey":"k","appSecret":"s"}"#;
    answer(200, &format!(r#"{{"errcode":0,"data":[{row}]}}"#))
}

async fn call(client: &Client) -> Result<(), Error> {
    client.send(&GetRows::default()).await.map(|_| ())
}

const NEARLY_A_DAY: u64 = 20 * 3600 + 1;

#[tokio::test(start_paused = true)]
async fn while_renewing_fails_old_tokens_are_used_further() {
    let day = Day::begin();
    let (script, busy) = (day.script(), |_: &str| answer(503, "busy"));
    let client = day.client(&script);
    call(&client).await.expect("rows");
    day.becomes(busy, "token-1");
    day.later(NEARLY_A_DAY).await;
    for _ in 0..3 {
        call(&client).await.expect("rows with the old token");
    }
    assert_eq!(script.count("push_app_authorize"), 2, "not every call tries to renew it");
    day.later(61).await;
    call(&client).await.expect("rows with the old token");
    assert_eq!(script.count("push_app_authorize"), 3);
    day.becomes(|path| given("token-2", path), "token-2");
    day.later(61).await;
    call(&client).await.expect("rows with the new token");
    assert_eq!(script.count("rows"), 6, "no call was refused");
}

#[tokio::test(start_paused = true)]
async fn old_tokens_that_are_refused_are_not_used_further() {
    let day = Day::begin();
    let script = day.script();
    let client = day.client(&script);
    call(&client).await.expect("rows");
    day.later(NEARLY_A_DAY).await;
    day.becomes(|_| answer(503, "busy"), "token-2");
    let error = call(&client).await.expect_err("neither an old token nor a new one");
    assert_eq!(error.status().expect("a status"), 503);
    assert_eq!(script.count("rows"), 2, "the old token was tried once");
    day.becomes(|path| given("token-2", path), "token-2");
    call(&client).await.expect("rows");
}

#[tokio::test(start_paused = true)]
async fn a_secret_that_is_wrong_by_now_is_told() {
    let day = Day::begin();
    let script = day.script();
    let client = day.client(&script);
    call(&client).await.expect("rows");
    day.later(NEARLY_A_DAY).await;
    day.becomes(|_| answer(519, r#"{"errcode":4005,"description":"id and secret"}"#), "token-1");
    assert_eq!(call(&client).await.expect_err("no trouble that passes").code(), Some("4005"));
}

#[tokio::test(start_paused = true)]
async fn a_half_renewed_token_that_is_refused_is_renewed_to_its_end() {
    let day = Day::begin();
    let script = day.script();
    let client = day.client(&script);
    call(&client).await.expect("rows");
    day.later(NEARLY_A_DAY).await;
    let half = |path: &str| if path.ends_with("kingdee_auth_token") { answer(503, "busy") } else { given("", path) };
    day.becomes(half, "token-1");
    call(&client).await.expect("rows with the old token");
    day.becomes(|path| given("token-2", path), "token-2");
    call(&client).await.expect("rows with the new token");
    assert_eq!((script.count("push_app_authorize"), script.count("kingdee_auth_token")), (2, 3));
}

#[tokio::test(start_paused = true)]
async fn a_renewal_that_has_to_wait_holds_nobody_up_for_long() {
    let day = Day::begin();
    let script = day.script();
    let client: Client = day.builder(&script).retries(9).build().expect("a client");
    call(&client).await.expect("rows");
    day.later(NEARLY_A_DAY).await;
    let half = |path: &str| if path.ends_with("kingdee_auth_token") { answer(503, "busy") } else { given("", path) };
    day.becomes(half, "token-1");
    let begin = Instant::now();
    call(&client).await.expect("rows with the old token");
    assert_eq!(script.count("kingdee_auth_token"), 3, "two attempts to renew it, then a minute to wait");
    assert_eq!(begin.elapsed().as_secs(), 10);
    call(&client).await.expect("rows with the old token");
    assert_eq!(begin.elapsed().as_secs(), 10);
}
