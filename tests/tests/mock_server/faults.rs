//! What goes wrong on purpose, as it looks on the wire.

use std::io::{ErrorKind, Read as _, Write as _};
use std::net::TcpStream;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::{Duration, Instant};

use docwright::mock::{Error, Fault, FaultError, Faults, Running, Server};
use docwright::spec::Value;

use crate::http::{self, Reply};
use crate::{api, operation};

const ROWS: &str = "
method: GET
path: /rows
name: get_rows
group: g
document: {file: rows.md}
request:
  query:
  - {name: id, type: string}
response:
  fields:
  - {name: code, type: integer}
  - {name: data, type: string}
examples:
  response: {code: 0, data: a text that is long enough to be cut}
";

const ENVELOPE: &str = "envelope: {success: {field: code, equals: 0}, code: code, data: data}";

fn server() -> Server {
    let other = ROWS.replace("/rows", "/other").replace("get_rows", "get_other");
    Server::new(api(ENVELOPE), [operation(ROWS), operation(&other)])
}

fn get(running: &Running, target: &str) -> Reply {
    http::send(running.address(), "GET", target, &[], "")
}

fn scripted(fault: Fault) -> Reply {
    let running = server().spawn().expect("a server");
    running.script([fault]);
    get(&running, "/rows")
}

#[test]
fn the_seed_decides_which_calls_are_struck() {
    let faults = |seed| Faults::seeded(seed).rate(Fault::ServerError, 0.3).rate(Fault::TooManyCalls, 0.2);
    let statuses = |seed, others: usize| {
        let running = server().faults(faults(seed)).spawn().expect("a server");
        let statuses: Vec<u16> = (0..40)
            .map(|_| {
                (0..others).for_each(|_| _ = get(&running, "/other"));
                get(&running, "/rows").status
            })
            .collect();
        let struck = statuses.iter().filter(|status| **status == 500).count();
        if others == 0 {
            assert_eq!(running.faults().get("500"), Some(&struck));
        }
        assert_eq!((running.calls_of("get_rows"), running.calls_of("get_other")), (40, 40 * others));
        statuses
    };
    let first = statuses(7, 0);
    for status in [200, 429, 500] {
        assert!(first.contains(&status), "{status} in {first:?}");
    }
    assert_eq!(first, statuses(7, 1), "calls of other operations change nothing");
    assert_ne!(first, statuses(8, 0));
}

#[test]
fn too_many_calls_say_when_to_come_again() {
    let reply = scripted(Fault::TooManyCalls);
    assert_eq!((reply.status, reply.header("retry-after")), (429, "1"));
}

#[test]
fn bodies_are_cut_with_and_without_a_length() {
    let reply = scripted(Fault::Truncated);
    assert!(reply.status == 200 && !reply.complete && !reply.body.is_empty(), "{reply:?}");
    let reply = scripted(Fault::TruncatedChunks);
    assert_eq!((reply.status, reply.header("transfer-encoding")), (200, "chunked"));
    assert!(reply.body.contains("{") && !reply.body.ends_with("0\r\n\r\n"), "{reply:?}");
}

#[test]
fn a_slow_body_comes_whole() {
    let over = Duration::from_millis(100);
    let begin = Instant::now();
    let reply = scripted(Fault::SlowBody { over });
    assert!(begin.elapsed() >= over);
    assert!(reply.complete && reply.json()["code"] == 0, "{reply:?}");
}

#[test]
fn answers_are_held_back() {
    let least = Duration::from_millis(50);
    let running = server().faults(Faults::seeded(0).latency(least, least)).spawn().expect("a server");
    let begin = Instant::now();
    assert_eq!(get(&running, "/rows").status, 200);
    assert!(begin.elapsed() >= least);
}

#[test]
fn a_reset_is_one() {
    let running = server().spawn().expect("a server");
    running.script([Fault::Reset]);
    let mut stream = TcpStream::connect(running.address()).expect("a connection");
    stream.write_all(b"GET /rows HTTP/1.1\r\nhost: x\r\n\r\n").expect("written");
    let error = stream.read(&mut [0; 1]).expect_err("nothing to read");
    assert_eq!(error.kind(), ErrorKind::ConnectionReset);
    assert_eq!(get(&running, "/rows").status, 200, "only that one connection");
}

#[test]
fn types_change_and_success_stays() {
    let reply = scripted(Fault::WrongTypes).json();
    assert_eq!(reply["code"], "0");
    let reply = scripted(Fault::WrongShape).json();
    assert!(reply["code"] == 0 && reply["data"] == "unexpected", "{reply}");
}

#[test]
fn answers_can_be_made_and_executions_counted() {
    let executed = Arc::new(AtomicUsize::new(0));
    let counter = Arc::clone(&executed);
    let server = server().answer(move |request, mut example| {
        counter.fetch_add(1, Ordering::SeqCst);
        let id = format!("{} {}", request.operation(), request.parameter("id").unwrap_or_default());
        if let Value::Object(members) = &mut example {
            members.insert("data".to_owned(), Value::String(id));
        }
        example
    });
    let running = server.spawn().expect("a server");
    assert_eq!(get(&running, "/rows?id=%E4%BC%9A+1").json()["data"], "get_rows 会 1");
    running.script([Fault::ServerError, Fault::TooManyCalls]);
    assert_eq!((get(&running, "/rows").status, executed.load(Ordering::SeqCst)), (500, 2), "executed all the same");
    assert_eq!((get(&running, "/rows").status, executed.load(Ordering::SeqCst)), (429, 2), "not executed");
    assert_eq!(get(&running, "/nowhere").status, 404);
    assert_eq!(executed.load(Ordering::SeqCst), 2);
}

#[test]
fn faults_that_an_api_cannot_have_are_said_at_once() {
    let cannot = |auth: &str| -> Vec<&str> {
        let server = Server::new(api(auth), [operation(ROWS)]);
        let refused = |name: &&str| {
            let faults = Faults::seeded(0).rate(name.parse().expect("a fault"), 0.1);
            matches!(server.clone().faults(faults).bind(), Err(Error::Faults(FaultError::Unfit { .. })))
        };
        Fault::named().map(|(name, _)| name).filter(refused).collect()
    };
    assert_eq!(cannot(""), ["519", "expired-token", "wrong-signature"]);
    assert_eq!(cannot("auth: kingdee-gateway"), ["wrong-signature"]);
    assert_eq!(cannot("auth: ebuy-envelope"), ["519", "expired-token"]);
}

#[test]
fn the_banner_says_what_will_go_wrong() {
    let faults = Faults::seeded(7).rate(Fault::Reset, 0.02).latency(Duration::ZERO, Duration::from_millis(80));
    let banner = server().faults(faults).bind().expect("a port").banner();
    for line in ["faults             reset 2 %", "latency            0s..80ms", "seed               7"] {
        assert!(banner.contains(line), "{banner}");
    }
    assert!(!server().bind().expect("a port").banner().contains("seed"));
}
