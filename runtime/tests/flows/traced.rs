//! Spans have what helps, and nothing that is secret.

use std::fmt;
use std::sync::{Arc, Mutex};

use docwright_runtime::Client;
use tracing::field::{Field, Visit};
use tracing::span::{Attributes, Id, Record};
use tracing::{Event, Metadata, Subscriber};

use crate::api::{CLIENT_SECRET, GetRows, kingdee};
use crate::kingdee::{gateway, rows};
use crate::script::answer;

/// Writes down everything that anybody tells, at every level.
#[derive(Clone, Default)]
struct Everything(Arc<Mutex<String>>);

impl Visit for Everything {
    fn record_debug(&mut self, field: &Field, value: &dyn fmt::Debug) {
        self.0.lock().expect("text").push_str(&format!("{}={value:?} ", field.name()));
    }
}

impl Subscriber for Everything {
    fn enabled(&self, _: &Metadata<'_>) -> bool {
        true
    }

    fn new_span(&self, attributes: &Attributes<'_>) -> Id {
        attributes.record(&mut self.clone());
        Id::from_u64(1)
    }

    fn record(&self, _: &Id, record: &Record<'_>) {
        record.record(&mut self.clone());
    }

    fn record_follows_from(&self, _: &Id, _: &Id) {}

    fn event(&self, event: &Event<'_>) {
        event.record(&mut self.clone());
    }

    fn enter(&self, _: &Id) {}

    fn exit(&self, _: &Id) {}
}

#[tokio::test]
async fn a_run_at_trace_level_shows_no_secret() {
    let everything = Everything::default();
    let _guard = tracing::subscriber::set_default(everything.clone());
    // As long as there is a single subscriber, a span that another test's thread meets first asks that thread's, which has
    // none, and is off for all threads from then on.
    let _another = tracing::Dispatch::new(everything.clone());
    let script = gateway(|_, token| {
        if token.starts_with("token-1") {
            answer(519, &format!(r#"{{"errcode":4011,"description":"{token} with {CLIENT_SECRET}"}}"#))
        } else {
            rows()
        }
    });
    let client: Client = kingdee(&script).build().expect("a client");
    client.send(&GetRows { search: Some("PRIVATE".into()), ..GetRows::default() }).await.expect("rows");
    let text = everything.0.lock().expect("text").clone();
    for shown in ["operation=\"get_rows\"", "attempt=2", "status=519", "code=\"4011\"", "duration_ms="] {
        assert!(text.contains(shown), "{shown} not in {text}");
    }
    let signature = crate::script::header(script.requests().last().expect("a request"), "x-api-signature");
    for hidden in [CLIENT_SECRET, "token-1-", "token-2-", "secret-1", "key-account", "PRIVATE", &signature] {
        assert!(!text.contains(hidden), "{hidden} in {text}");
    }
}
