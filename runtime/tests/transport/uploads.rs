//! Bodies from disk: streamed, with their length, again for each attempt; and files that are not what they were.

use std::path::Path;
use std::sync::Arc;

use docwright_runtime::File;
use docwright_runtime::transport::{Body, Limits, Transport, TransportError, TransportErrorKind};
use futures_util::{StreamExt as _, TryStreamExt as _};

use crate::server::{Server, answer};
use crate::{carriers, chain};

async fn post(carrier: &Arc<dyn Transport>, url: &str, body: Body) -> Result<http::StatusCode, TransportError> {
    let request = http::Request::post(url).body(body).expect("a request");
    carrier.send(request, Limits::default()).await.map(|answer| answer.status())
}

/// Bytes that do not repeat with any block size.
fn content(length: usize) -> Vec<u8> {
    (0..length).map(|index| (index % 251) as u8).collect()
}

/// Text, a file, text.
fn around(path: &Path) -> Body {
    let mut body = Body::from("begin ");
    body.append(Body::open(path).expect("a file"));
    body.append(" end");
    body
}

#[tokio::test]
async fn a_file_arrives_as_it_is_on_disk_as_often_as_it_is_sent() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("large.bin");
    let content = content(3_000_001);
    std::fs::write(&path, &content).expect("written");
    let body = around(&path);
    for (name, carrier) in carriers() {
        let server = Server::of(answer(200, "", ""));
        for _ in 0..2 {
            assert_eq!(post(&carrier, &server.url, body.clone()).await.expect("sent"), 200);
        }
        let requests = server.requests();
        assert_eq!(requests.len(), 2);
        for request in requests {
            assert!(request.head.contains("content-length: 3000011\r\n"), "{name}: {}", request.head);
            assert!(!request.head.contains("transfer-encoding"), "{name}: {}", request.head);
            assert!(request.body == [b"begin ", content.as_slice(), b" end"].concat(), "{name}");
        }
    }
}

#[tokio::test]
async fn a_file_larger_than_memory_is_read_piece_by_piece() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("huge.bin");
    let length = 1 << 40;
    // Not every file system has sparse files of that size.
    let made = std::fs::File::create(&path).and_then(|file| file.set_len(length)).is_ok();
    let length = if made { length } else { 0 };
    let body = Body::open(&path).expect("a file");
    assert_eq!(body.len(), length);
    let mut pieces = body.into_stream().take(3);
    while let Some(piece) = pieces.try_next().await.expect("read") {
        assert!(piece.len() <= 64 * 1024);
    }
}

#[tokio::test]
async fn a_file_that_is_not_what_it_was_is_not_sent() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("photo.png");
    type Change = fn(&Path) -> std::io::Result<()>;
    let cases: [(&str, Change); 3] = [
        ("had 5 bytes when the request was made, and has 3 now", |path| std::fs::write(path, "new")),
        ("had 5 bytes when the request was made, and has 8 now", |path| std::fs::write(path, "a longer")),
        ("photo.png", |path| std::fs::remove_file(path)),
    ];
    for (message, change) in cases {
        for (name, carrier) in carriers() {
            std::fs::write(&path, "hello").expect("written");
            let body = around(&path);
            change(&path).expect("changed");
            let server = Server::of(answer(200, "", ""));
            let error = post(&carrier, &server.url, body).await.expect_err("changed");
            assert_eq!(error.kind(), TransportErrorKind::Request, "{name}: {}", chain(&error));
            let shown = chain(&error);
            assert!(shown.contains(message) && shown.contains("photo.png"), "{name}: {shown}");
            assert!(server.requests().is_empty(), "{name}: the server has got less than a request");
        }
    }
}

#[test]
fn what_is_no_file_is_told_by_its_path() {
    let folder = tempfile::tempdir().expect("a folder");
    for path in [folder.path().join("missing.png"), folder.path().to_owned()] {
        let error = File::open(&path).expect_err("no file");
        assert!(error.to_string().starts_with(&path.display().to_string()), "{error}");
    }
}

#[test]
fn bodies_are_equal_by_their_bytes() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("a");
    std::fs::write(&path, "ab").expect("written");
    let mut joined = Body::from("a");
    joined.append(String::from("b"));
    assert_eq!(joined, Body::from("ab"));
    assert_ne!(joined, Body::open(&path).expect("a file"));
    assert_eq!(around(&path), around(&path));
    assert_eq!(around(&path).read().expect("read"), "begin ab end");
    assert_eq!(joined.in_memory().expect("in memory"), "ab");
    assert!(Body::from("").is_empty() && !joined.is_empty());
}
