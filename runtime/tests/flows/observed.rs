//! Observers are told of each attempt, those that fetch tokens and those that fail included.

use std::sync::{Arc, Mutex};

use docwright_runtime::{Attempt, AttemptOutcome, Client, Observer};

use crate::api::{GetRows, kingdee};
use crate::kingdee::{gateway, rows};
use crate::script::answer;

#[derive(Clone, Default)]
struct Diary(Arc<Mutex<Vec<String>>>);

impl Observer for Diary {
    fn before(&self, attempt: &Attempt) {
        self.0.lock().expect("entries").push(format!("{} {}", attempt.operation, attempt.number));
    }

    fn after(&self, attempt: &Attempt, outcome: &AttemptOutcome<'_>) {
        let code = outcome.error.and_then(|error| error.code()).unwrap_or("-");
        let status = outcome.status.expect("a status").as_u16();
        self.0.lock().expect("entries").push(format!("{} {} {status} {code}", attempt.operation, attempt.number));
    }
}

#[tokio::test]
async fn each_attempt_is_told() {
    let diary = Diary::default();
    let script =
        gateway(|_, token| if token.starts_with("token-1") { answer(519, r#"{"errcode":4011}"#) } else { rows() });
    let client: Client = kingdee(&script).observer(diary.clone()).build().expect("a client");
    client.send(&GetRows::default()).await.expect("rows");
    let entries = diary.0.lock().expect("entries").join("\n");
    let expected = [
        "push_app_authorize 1",
        "push_app_authorize 1 200 -",
        "kingdee_auth_token 1",
        "kingdee_auth_token 1 200 -",
        "get_rows 1",
        "get_rows 1 519 4011",
        "kingdee_auth_token 1",
        "kingdee_auth_token 1 200 -",
        "get_rows 2",
        "get_rows 2 200 -",
    ];
    assert_eq!(entries, expected.join("\n"));
}
