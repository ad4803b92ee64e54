//! The transport over real sockets: limits, redirects, broken answers. The servers are a few bytes each.

use std::io::{Read as _, Write as _};
use std::net::TcpListener;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use bytes::Bytes;
use docwright_runtime::transport::{Limits, ReqwestTransport, Transport as _, TransportErrorKind};

/// A server that gives each connection the same bytes, the last of them as often as the client takes them; and how many
/// connections it has had.
fn server(answer: impl Into<Vec<u8>>, endless: bool) -> (String, Arc<AtomicUsize>) {
    let listener = TcpListener::bind("127.0.0.1:0").expect("a port");
    let address = format!("http://{}/", listener.local_addr().expect("an address"));
    let connections = Arc::new(AtomicUsize::new(0));
    let (answer, counter) = (answer.into(), Arc::clone(&connections));
    std::thread::spawn(move || {
        for stream in listener.incoming() {
            let Ok(mut stream) = stream else { continue };
            counter.fetch_add(1, Ordering::SeqCst);
            let mut request = [0; 4096];
            let _count = stream.read(&mut request);
            let mut outcome = stream.write_all(&answer);
            while endless && outcome.is_ok() {
                outcome = stream.write_all(&[b'x'; 4096]);
            }
        }
    });
    (address, connections)
}

async fn fetch(address: &str, response_bytes: usize) -> Result<http::Response<Bytes>, TransportErrorKind> {
    let mut limits = Limits::default();
    limits.response_bytes = response_bytes;
    let transport = ReqwestTransport::new(limits).expect("a transport");
    let request = http::Request::get(address).header("app-token", "token").body(Bytes::new()).expect("a request");
    transport.send(request, limits).await.map_err(|error| error.kind())
}

#[tokio::test]
async fn bodies_end_at_the_limit() {
    let announced = "HTTP/1.1 200 OK\r\nContent-Length: 1000000000\r\n\r\n";
    let unannounced = "HTTP/1.1 200 OK\r\nConnection: close\r\n\r\n";
    for head in [announced, unannounced] {
        let (address, _) = server(head, true);
        assert_eq!(fetch(&address, 100_000).await.expect_err("too large"), TransportErrorKind::TooLarge, "{head}");
    }
    let (address, _) = server("HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nhello", false);
    assert_eq!(fetch(&address, 5).await.expect("an answer").body(), "hello");
    assert_eq!(fetch(&address, 4).await.expect_err("too large"), TransportErrorKind::TooLarge);
}

#[tokio::test]
async fn redirects_are_answers() {
    let (elsewhere, visits) = server("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n", false);
    for status in [301, 302, 307, 308] {
        let head = format!("HTTP/1.1 {status} Moved\r\nLocation: {elsewhere}\r\nContent-Length: 0\r\n\r\n");
        let (address, _) = server(head, false);
        assert_eq!(fetch(&address, 100).await.expect("an answer").status(), status);
    }
    assert_eq!(visits.load(Ordering::SeqCst), 0);
}

#[tokio::test]
async fn broken_answers_are_told_apart() {
    let (truncated, _) = server("HTTP/1.1 200 OK\r\nContent-Length: 50\r\n\r\nhello", false);
    assert_eq!(fetch(&truncated, 100).await.expect_err("truncated"), TransportErrorKind::Lost);
    let (garbage, _) = server("hello\r\n\r\n", false);
    assert_eq!(fetch(&garbage, 100).await.expect_err("no HTTP"), TransportErrorKind::Lost);
    let free = TcpListener::bind("127.0.0.1:0").expect("a port").local_addr().expect("an address");
    let nobody = format!("http://{free}/?app_key=secret");
    assert_eq!(fetch(&nobody, 100).await.expect_err("nobody there"), TransportErrorKind::Connect);
}

#[tokio::test]
async fn errors_do_not_show_the_query() {
    let free = TcpListener::bind("127.0.0.1:0").expect("a port").local_addr().expect("an address");
    let transport = ReqwestTransport::new(Limits::default()).expect("a transport");
    let uri = format!("http://{free}/?app_key=VERY-SECRET");
    let request = http::Request::get(uri).body(Bytes::new()).expect("a request");
    let error = transport.send(request, Limits::default()).await.expect_err("nobody there");
    let source = std::error::Error::source(&error).map(|source| format!("{source} {source:?}"));
    assert!(!format!("{error} {error:?} {source:?}").contains("VERY-SECRET"));
}
