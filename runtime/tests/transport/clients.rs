//! Clients over real sockets, the asynchronous and the blocking one alike: what they refuse to send, what a download is,
//! what an upload is, and when they give up.

use std::future::IntoFuture as _;
use std::time::Duration;

use docwright_runtime::auth::Credentials;
use docwright_runtime::transport::TransportErrorKind;
use docwright_runtime::{Additional, Api as _, Client, ClientBuilder, Error, File};

use crate::chain;
use crate::files_api::{Choice, Either, Files, GetFile, PostFile, PostText};
use crate::server::{Reply, Server, answer, nobody};

const LONG: Duration = Duration::from_secs(60);

#[test]
fn plain_http_is_for_this_machine_and_those_who_ask_for_it() {
    let allowed = |url: &str, allow_http: bool| {
        let choice = Choice { allow_http, ..Choice::default() };
        Either::all(url, &choice).into_iter().map(|client| client.is_ok()).collect::<Vec<_>>()
    };
    let all = |is_ok| vec![is_ok; if cfg!(feature = "blocking") { 2 } else { 1 }];
    assert_eq!(allowed("http://files.example.com", false), all(false));
    assert_eq!(allowed("http://files.example.com", true), all(true));
    assert_eq!(allowed("https://files.example.com", false), all(true));
    assert_eq!(allowed("http://127.0.0.1:1", false), all(true));
}

#[tokio::test]
async fn a_redirect_to_another_host_is_not_followed() {
    let elsewhere = Server::of(answer(200, "", "{}"));
    let redirect = answer(302, &format!("Location: {}/file\r\n", elsewhere.url), "");
    let server = Server::of(redirect);
    for client in Either::each(&server.url) {
        let request = GetFile { additional: Additional::new().header("app-token", "token") };
        let error = client.send(&request, LONG).await.expect_err("moved");
        assert_eq!(error.status().map(|status| status.as_u16()), Some(302), "{error}");
        assert_eq!(elsewhere.connections(), 0);
    }
    assert!(server.requests().iter().all(|request| request.head.contains("app-token: token")));
}

#[tokio::test]
async fn a_download_is_the_bytes_with_their_name_and_kind() {
    let headers = "Content-Type: image/png\r\nContent-Disposition: attachment; filename=\"../a.png\"\r\n";
    let server = Server::of(answer(200, headers, b"\x89PNG\0\xff"));
    for client in Either::each(&server.url) {
        let file = client.send(&GetFile::default(), LONG).await.expect("a file");
        assert_eq!(file, Some(File::new("a.png", &b"\x89PNG\0\xff"[..]).media_type("image/png")));
        let raw = client.raw(&GetFile::default()).await.expect("an answer");
        assert_eq!((raw.status().as_u16(), &raw.body()[..]), (200, &b"\x89PNG\0\xff"[..]));
        assert_eq!(raw.headers()["content-type"], "image/png");
    }
}

#[tokio::test]
async fn a_refusal_in_place_of_a_file_is_an_error() {
    let server = Server::of(answer(200, "", r#"{"errcode":7,"description":"no such file"}"#));
    for client in Either::each(&server.url) {
        let error = client.send(&GetFile::default(), LONG).await.expect_err("refused");
        assert_eq!(error.code(), Some("7"), "{error}");
    }
}

#[tokio::test]
async fn a_download_ends_at_the_limit() {
    let server = Server::new(|_| Reply::Endless("HTTP/1.1 200 OK\r\nContent-Length: 1000000000\r\n\r\n"));
    let choice = Choice { max_response_bytes: Some(100_000), ..Choice::default() };
    for client in Either::all(&server.url, &choice) {
        let client = client.expect("a client");
        for outcome in
            [client.send(&GetFile::default(), LONG).await.map(drop), client.raw(&GetFile::default()).await.map(drop)]
        {
            let error = outcome.expect_err("too large");
            let Error::Transport { source, .. } = &error else { panic!("{error}") };
            assert_eq!((source.kind(), error.is_retryable()), (TransportErrorKind::TooLarge, false));
        }
    }
}

#[tokio::test]
async fn a_file_on_disk_is_uploaded_in_parts() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("照片.png");
    std::fs::write(&path, "PNG").expect("written");
    let file = File::open(&path).expect("a file").media_type("image/png");
    let request = PostFile { title: Some("t".to_owned()), file: Some(file.clone()), ..PostFile::default() };
    let server = Server::of(answer(200, "", r#"{"errcode":0,"data":{"id":7}}"#));
    for client in Either::each(&server.url) {
        assert_eq!(client.send(&request, LONG).await.expect("stored").id, Some(7));
        let sent = server.requests().pop().expect("a request");
        let body = String::from_utf8(sent.body).expect("text");
        let expected = "filename=\"照片.png\"\r\nContent-Type: image/png\r\n\r\nPNG\r\n--";
        assert!(body.contains(expected), "{body}");

        let in_json = PostText { file: Some(file.clone()), ..PostText::default() };
        let error = client.send(&in_json, LONG).await.expect_err("JSON is not streamed");
        assert!(matches!(error, Error::Configuration { .. }) && error.to_string().contains("照片.png"), "{error}");
        let read = File { content: file.read().expect("read").into(), ..file.clone() };
        client.send(&PostText { file: Some(read), ..PostText::default() }, LONG).await.expect("stored");
        assert_eq!(server.requests().pop().expect("a request").body, br#"{"file":"UE5H"}"#);
    }
}

#[tokio::test]
async fn an_upload_of_a_changed_file_is_not_repeated() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("a.png");
    let server = Server::of(answer(200, "", "{}"));
    for client in Either::each(&server.url) {
        std::fs::write(&path, "hello").expect("written");
        let request = PostFile { file: Some(File::open(&path).expect("a file")), ..PostFile::default() };
        std::fs::write(&path, "hell").expect("written");
        let error = client.send(&request, LONG).await.expect_err("changed");
        assert!(!error.is_retryable() && chain(&error).contains("a.png"), "{}", chain(&error));
    }
}

#[tokio::test]
async fn attempts_and_calls_end_when_their_time_is_over() {
    let short = Duration::from_millis(50);
    for reply in [|| Reply::Silence, || Reply::Bytes(b"HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nhalf".to_vec())] {
        let server = Server::new(move |_| reply());
        let choice = Choice { attempt_timeout: Some(short), ..Choice::default() };
        for client in Either::all(&server.url, &choice) {
            let error = client.expect("a client").send(&GetFile::default(), LONG).await.expect_err("no answer");
            let Error::Transport { source, .. } = &error else { panic!("{error}") };
            assert_eq!(source.kind(), TransportErrorKind::TimedOut, "{}", chain(&error));
        }
        for client in Either::each(&server.url) {
            let error = client.send(&GetFile::default(), short).await.expect_err("no answer");
            assert!(matches!(error, Error::TimedOut { .. }), "{}", chain(&error));
        }
    }
}

#[tokio::test]
async fn a_call_that_is_abandoned_harms_no_other() {
    let server = Server::new(|received| match received.head.contains("/file?wait") {
        true => Reply::Silence,
        false => Reply::Bytes(answer(200, "", "a file")),
    });
    let client: Client =
        ClientBuilder::new(Files::META, Credentials::new()).base_url(&server.url).build().expect("a client");
    client.send(&GetFile::default()).await.expect("a file");
    let waiting = GetFile { additional: Additional::new().query("wait", "") };
    let abandoned = client.send(&waiting).into_future();
    tokio::time::timeout(Duration::from_millis(50), abandoned).await.expect_err("nothing comes");
    for _ in 0..3 {
        let file = client.send(&GetFile::default()).await.expect("an answer").expect("a file");
        assert_eq!(file.read().expect("in memory"), "a file");
    }
}

/// A request whose query and headers nobody is to see.
fn discreet() -> GetFile {
    GetFile { additional: Additional::new().query("access_token", "QUERY-SECRET").header("app-token", "HEADER-SECRET") }
}

#[tokio::test]
async fn who_cannot_reach_a_server_is_told_which_and_why() {
    let broken = Server::new(|_| Reply::Last("HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nhalf"));
    let too_large = Server::of(answer(200, "", [b'x'; 100]));
    let cases: [(&str, &[&str]); 3] = [
        (&nobody(), &["no connection could be made: ", "refused"]),
        (&broken.url, &["the connection was lost: "]),
        (&too_large.url, &["the answer is larger than allowed"]),
    ];
    let choice = Choice { max_response_bytes: Some(50), ..Choice::default() };
    for (url, expected) in cases {
        let (_, host) = url.split_once("://").expect("an address");
        for client in Either::all(url, &choice) {
            let error = client.expect("a client").send(&discreet(), LONG).await.expect_err("no answer");
            let shown = error.to_string();
            assert!(shown.starts_with(&format!("get_file at {host}: {}", expected[0])), "{shown}");
            assert!(expected.iter().all(|words| shown.to_lowercase().contains(words)), "{shown}");
            let shown = format!("{shown} {}", chain(&error));
            assert!(!shown.contains("SECRET") && !shown.contains("access_token"), "{shown}");
        }
    }
}
