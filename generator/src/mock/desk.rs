//! Where requests arrive: finds the operation, has it checked, answers, keeps the books.

use std::collections::BTreeMap;
use std::sync::{Mutex, MutexGuard, PoisonError};

use super::answer::Answer;
use super::books::{Books, Calls, FailedCheck};
use super::check::{Call, Refusal, clipped};
use super::clock::Clockwork;
use super::fault::Fault;
use super::plan::{Chance, Faults};
use super::received::Received;
use super::request::{Answering, Request};
use super::routes::Routes;
use super::sample;
use super::vendor::{Door, Vendor};
use crate::spec::Envelopes;

/// The most characters of a request line that are remembered.
const LONGEST_LINE: usize = 1_000;

/// Everything the server knows while it runs.
pub(super) struct Desk {
    pub(super) vendor: Box<dyn Vendor>,
    pub(super) clock: Clockwork,
    pub(super) routes: Routes,
    pub(super) envelopes: Envelopes,
    pub(super) faults: Faults,
    pub(super) answering: Option<Answering>,
    pub(super) books: Mutex<Books>,
}

impl std::fmt::Debug for Desk {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.debug_struct("Desk").field("routes", &self.routes).finish_non_exhaustive()
    }
}

impl Desk {
    pub(super) fn now(&self) -> i64 {
        self.clock.now()
    }

    pub(super) fn calls(&self) -> Calls {
        self.books().calls
    }

    pub(super) fn calls_of(&self, operation: &str) -> usize {
        self.books().calls_of(operation)
    }

    pub(super) fn faults_of(&self, operation: &str) -> BTreeMap<&'static str, usize> {
        self.books().faults_of(operation)
    }

    pub(super) fn struck(&self) -> BTreeMap<&'static str, usize> {
        self.books().faults()
    }

    pub(super) fn failures(&self) -> Vec<FailedCheck> {
        self.books().failures.iter().cloned().collect()
    }

    pub(super) fn script(&self, faults: impl IntoIterator<Item = Fault>) {
        self.books().script.extend(faults);
    }

    /// The answer to a request.
    pub(super) fn answer(&self, received: &Received) -> Answer {
        let Some(found) = self.routes.find(received) else {
            self.books().calls.unknown += 1;
            return self.routes.unknown(received);
        };
        let vendor = self.vendor.as_ref();
        let door = vendor.door(found.operation);
        let Chance { fault, delay } = self.books().enter(door, &found.operation.name, &self.faults);
        let call = Call::new(received, found.operation, found.path_values, self.now());
        if fault == Fault::ExpiredToken {
            vendor.expire_token(&call);
        }
        let checked = vendor.check(&call);
        if let Err(refusal) = &checked {
            self.note(received, refusal);
        }
        let answer = match (fault.refusal(vendor, &call), checked) {
            (Some(answer), _) => answer,
            (None, Err(refusal)) => vendor.refuse(&call, &refusal),
            (None, Ok(())) => self.execute(door, &call, &fault),
        };
        Answer { delay, ..fault.spoil(vendor, answer) }
    }

    /// The answer to a call that is in order.
    fn execute(&self, door: Door, call: &Call<'_>, fault: &Fault) -> Answer {
        let envelope = self.envelopes.of(call.operation);
        let mut value = sample::response(call.operation, envelope);
        if let (Door::Business, Some(answering)) = (door, &self.answering) {
            value = answering.answer(&Request::new(call, fault), value);
        }
        self.vendor.succeed(call, fault.retype(value, envelope))
    }

    fn note(&self, received: &Received, refusal: &Refusal) {
        let Some(check) = refusal.check else { return };
        let (code, detail) = (refusal.code.to_string(), refusal.detail.clone());
        let request = clipped(received.line(), LONGEST_LINE);
        self.books().note(FailedCheck { check, code, detail, request });
    }

    fn books(&self) -> MutexGuard<'_, Books> {
        self.books.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

#[cfg(test)]
mod tests {
    use axum::body::Bytes;
    use axum::http::{HeaderMap, HeaderName, HeaderValue};
    use proptest::prelude::*;

    use super::*;
    use crate::mock::books::MOST_FAILURES;
    use crate::mock::json;
    use crate::mock::server::Server;
    use crate::spec::{Api, Operation, Value};

    const OPERATION: &str = "
method: POST
path: /a/{id}
name: post_a
group: g
document: {file: a.md}
request:
  path:
  - {name: id, type: integer}
  query:
  - {name: page, type: list<integer>, max_items: 2}
  encoding: json
  fields:
  - {name: content, type: json<Content>, required: true}
  - {name: timestamp, type: number, maximum: 3}
  types:
    Content:
    - {name: inner, type: map<Content>}
    - {name: text, type: string, min_length: 2}
";

    fn desk(auth: &str) -> Desk {
        let api: Api = serde_saphyr::from_str(&format!("title: t\n{auth}")).expect("an api.yaml");
        let operation: Operation = serde_saphyr::from_str(OPERATION).expect("a specification");
        Server::new(api, [operation]).desk()
    }

    proptest! {
        #[test]
        fn every_request_is_answered_with_json(
            method in "GET|POST|[A-Z]{1,5}",
            path in "/a/[0-9%a-z]{0,6}|/jdyconnector/app_management/(push_app_authorize|kingdee_auth_token)|\\PC*",
            query in "(page=[\\[\\]0-9,%a-f]{0,8}&?|app_key=[a-z-]{0,8}&?|\\PC{0,5}){0,3}",
            headers in prop::collection::vec(("X-Api-Nonce|app-token|X-Api-TimeStamp|content-type", "[ -~]{0,30}"), 0..4),
            body in "\\{\"content\":(\"\\{[a-z\":0-9\\{\\}]{0,20}\"|[0-9]{1,3}|\\[\\]),\"timestamp\":[0-9.eE-]{1,8}\\}|\\PC*",
        ) {
            let mut received = Received { method, path, query, headers: HeaderMap::new(), body: Bytes::from(body) };
            for (name, value) in headers {
                if let (Ok(name), Ok(value)) = (HeaderName::try_from(name), HeaderValue::try_from(value)) {
                    received.headers.insert(name, value);
                }
            }
            for auth in ["auth: kingdee-gateway", "auth: ebuy-envelope", ""] {
                let answer = desk(auth).answer(&received);
                prop_assert!((200..600).contains(&answer.status));
                prop_assert!(json::read(answer.body.as_bytes()).is_ok(), "{}", answer.body);
            }
        }
    }

    fn post(query: String, body: String) -> Received {
        let (method, path) = ("POST".to_owned(), "/a/1".to_owned());
        Received { method, path, query, headers: HeaderMap::new(), body: Bytes::from(body) }
    }

    #[test]
    fn what_is_remembered_stays_small() {
        let desk = desk("");
        let large = "1,".repeat(20_000);
        let body = format!(r#"{{"content":"{{\"inner\":[{large}1]}}"}}"#);
        assert_eq!(desk.answer(&post(format!("page={large}"), body)).status, 400);
        let failed = desk.failures().pop().expect("a failed check");
        assert!(failed.detail.chars().count() <= 4_001 && failed.request.chars().count() <= 1_001);
        for _ in 0..MOST_FAILURES + 1 {
            desk.answer(&post(String::new(), String::new()));
        }
        assert_eq!(desk.failures().len(), MOST_FAILURES);
    }

    #[test]
    fn an_answer_without_example_or_types_is_an_empty_object() {
        let value = sample::response(desk("").routes.operations().last().expect("an operation"), None);
        assert_eq!(value, Value::Object(indexmap::IndexMap::new()));
    }
}
