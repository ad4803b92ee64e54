//! Answers that are too large, broken, late, or redirects.

use std::io::Write as _;
use std::time::Duration;

use docwright_runtime::transport::{Limits, TransportErrorKind};

use crate::server::{Reply, Server, answer, nobody};
use crate::{carriers, chain, get, limited};

#[tokio::test]
async fn bodies_end_at_the_limit() {
    for (name, carrier) in carriers() {
        for head in [
            "HTTP/1.1 200 OK\r\nContent-Length: 1000000000\r\n\r\n",
            "HTTP/1.1 200 OK\r\nConnection: close\r\n\r\n",
            "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n3b9aca00\r\n",
        ] {
            let server = Server::new(move |_| Reply::Endless(head));
            let error = get(&carrier, &server.url, limited(100_000)).await.expect_err("too large");
            assert_eq!(error.kind(), TransportErrorKind::TooLarge, "{name}: {head}");
        }
        let server = Server::of(answer(200, "", "hello"));
        assert_eq!(get(&carrier, &server.url, limited(5)).await.expect("an answer").body(), "hello");
        let error = get(&carrier, &server.url, limited(4)).await.expect_err("too large");
        assert_eq!(error.kind(), TransportErrorKind::TooLarge, "{name}");
    }
}

/// 64 MiB of zeros, packed into about 64 KiB.
fn bomb() -> Vec<u8> {
    let mut encoder = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast());
    for _ in 0..64 {
        encoder.write_all(&[0; 1024 * 1024]).expect("memory");
    }
    encoder.finish().expect("memory")
}

#[tokio::test]
async fn a_small_answer_that_unpacks_to_a_large_one_is_not_unpacked_beyond_the_limit() {
    let bomb = bomb();
    let limit = 4 * 1024 * 1024;
    assert!(bomb.len() < limit);
    for (name, carrier) in carriers() {
        let server = Server::of(answer(200, "Content-Encoding: gzip\r\n", &bomb));
        let outcome = get(&carrier, &server.url, limited(limit)).await;
        if cfg!(feature = "gzip") {
            assert_eq!(outcome.expect_err("too large").kind(), TransportErrorKind::TooLarge, "{name}");
        } else {
            assert_eq!(outcome.expect("as it came").body(), &bomb, "{name}");
        }
    }
}

#[cfg(feature = "gzip")]
#[tokio::test]
async fn packed_answers_are_asked_for_and_unpacked() {
    let mut encoder = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast());
    encoder.write_all("会员".repeat(100).as_bytes()).expect("memory");
    let packed = encoder.finish().expect("memory");
    for (name, carrier) in carriers() {
        let server = Server::of(answer(200, "Content-Encoding: gzip\r\n", &packed));
        let unpacked = get(&carrier, &server.url, limited(1000)).await.expect("an answer");
        assert_eq!(unpacked.body(), "会员".repeat(100).as_bytes(), "{name}");
        assert!(server.requests()[0].head.contains("accept-encoding: gzip"), "{name}");
    }
}

#[tokio::test]
async fn redirects_are_answers() {
    for (name, carrier) in carriers() {
        let elsewhere = Server::of(answer(200, "", ""));
        for status in [301, 302, 303, 307, 308] {
            let server = Server::of(answer(status, &format!("Location: {}\r\n", elsewhere.url), ""));
            let answer = get(&carrier, &server.url, limited(100)).await.expect("an answer");
            assert_eq!(answer.status(), status, "{name}");
        }
        assert_eq!(elsewhere.connections(), 0, "{name}");
    }
}

#[tokio::test]
async fn every_status_is_an_answer() {
    for (name, carrier) in carriers() {
        for status in [201, 304, 404, 429, 519] {
            let server = Server::of(answer(status, "X-Say: why\r\n", ""));
            let answer = get(&carrier, &server.url, limited(100)).await.expect("an answer");
            assert_eq!(
                (answer.status().as_u16(), &answer.headers()["x-say"]),
                (status, &"why".parse().expect("a value"))
            );
            assert!(server.requests()[0].head.contains("user-agent: docwright/"), "{name}");
        }
    }
}

#[tokio::test]
async fn broken_answers_are_told_apart() {
    for (name, carrier) in carriers() {
        for bytes in [
            "HTTP/1.1 200 OK\r\nContent-Length: 50\r\n\r\nhello",
            "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n32\r\nhello",
            "HTTP/1.1 200 OK\r\nContent-",
            "hello\r\n\r\n",
            "",
        ] {
            let server = Server::new(move |_| Reply::Last(bytes));
            let error = get(&carrier, &server.url, limited(100)).await.expect_err(bytes);
            assert_eq!(error.kind(), TransportErrorKind::Lost, "{name}: {bytes:?}: {}", chain(&error));
        }
        let error = get(&carrier, &nobody(), limited(100)).await.expect_err("nobody there");
        assert_eq!(error.kind(), TransportErrorKind::Connect, "{name}");
    }
}

#[tokio::test]
async fn errors_do_not_show_the_query() {
    for (_, carrier) in carriers() {
        let silent = Server::new(|_| Reply::Silence);
        let garbage = Server::new(|_| Reply::Last("garbage\r\n\r\n"));
        for url in [nobody(), silent.url, garbage.url] {
            let mut limits = limited(100);
            limits.attempt = Duration::from_millis(100);
            let uri = format!("{url}/?app_key=VERY-SECRET");
            let Ok(outcome) = tokio::time::timeout(limits.attempt, get(&carrier, &uri, limits)).await else { continue };
            let shown = chain(&outcome.expect_err("no answer"));
            assert!(!shown.contains("VERY-SECRET"), "{shown}");
        }
    }
}

#[tokio::test]
async fn connections_are_used_again() {
    for (name, carrier) in carriers() {
        let server = Server::of(answer(200, "", "{}"));
        for _ in 0..5 {
            get(&carrier, &server.url, Limits::default()).await.expect("an answer");
        }
        assert_eq!((server.requests().len(), server.connections()), (5, 1), "{name}");
    }
}
