//! Lists for programs without an async runtime: one page is fetched ahead on a thread, and no more.

use std::sync::mpsc::{Receiver, Sender, channel};
use std::sync::{Arc, Mutex};
use std::time::Duration;

use docwright_runtime::Api as _;
use docwright_runtime::auth::Credentials;
use docwright_runtime::blocking::{Client, ClientBuilder};
use docwright_runtime::transport::{Body, Limits, Transport, TransportFuture};

use crate::pages::{List, Listing, vendor};
use crate::script::{Script, answer};

/// Longer than anything here takes; who waits in vain fails instead of hanging.
const LONG: Duration = Duration::from_secs(60);

/// What a transport tells.
#[derive(Debug, PartialEq, Eq)]
enum Told {
    Asked,
    /// Nobody uses it any more.
    Dropped,
}

/// A transport that blocks until it is let go on, once a request.
struct Blocking {
    script: Script,
    tell: Sender<Told>,
    go_on: Arc<Mutex<Receiver<()>>>,
}

impl Transport for Blocking {
    fn send<'a>(&'a self, request: http::Request<Body>, limits: Limits) -> TransportFuture<'a> {
        Box::pin(async move {
            self.tell.send(Told::Asked).expect("somebody listens");
            self.go_on.lock().expect("a receiver").recv().expect("somebody lets it go on");
            self.script.send(request, limits).await
        })
    }
}

impl Drop for Blocking {
    fn drop(&mut self) {
        let _gone = self.tell.send(Told::Dropped);
    }
}

/// A client, what its transport tells, and what lets it go on.
fn client(script: &Script) -> (Client, Receiver<Told>, Sender<()>) {
    let ((tell, told), (go, go_on)) = (channel(), channel());
    let transport = Blocking { script: script.clone(), tell, go_on: Arc::new(Mutex::new(go_on)) };
    let builder: ClientBuilder = ClientBuilder::new(Listing::META, Credentials::new());
    (builder.transport(transport).build().expect("a client"), told, go)
}

#[test]
fn the_next_page_is_fetched_while_one_is_read() {
    let script = vendor(500, 100, Some(500));
    let (client, told, go) = client(&script);
    let mut rows = client.pages(&List::default()).prefetch().items();
    assert!(told.try_recv().is_err(), "none before the list is read");
    go.send(()).expect("the first page");
    assert_eq!(rows.next().expect("a row").expect("a row"), 0);
    assert_eq!(told.recv_timeout(LONG), Ok(Told::Asked));
    for page in 0..5 {
        // The page after this one is asked for although nobody reads on.
        if page < 4 {
            assert_eq!(told.recv_timeout(LONG), Ok(Told::Asked), "after page {page}");
        }
        let rest = rows.by_ref().take(99).map(|row| row.expect("a row"));
        assert!(rest.eq(page * 100 + 1..page * 100 + 100), "page {page}");
        assert!(told.try_recv().is_err(), "no more than one ahead");
        if page < 4 {
            go.send(()).expect("the next page");
            assert_eq!(rows.next().expect("a row").expect("a row"), page * 100 + 100);
        }
    }
    assert!(rows.next().is_none());
    assert_eq!(script.requests().len(), 5);
}

#[test]
fn who_drops_the_list_does_not_wait_for_the_page_that_is_fetched() {
    let script = vendor(500, 100, Some(500));
    let (client, told, go) = client(&script);
    go.send(()).expect("the first page");
    let mut rows = client.pages(&List::default()).prefetch().items();
    rows.next().expect("a row").expect("a row");
    for _ in 0..2 {
        assert_eq!(told.recv_timeout(LONG), Ok(Told::Asked));
    }
    drop((rows, client));
    assert!(told.try_recv().is_err(), "the second page is still being fetched");
    go.send(()).expect("the second page");
    assert_eq!(told.recv_timeout(LONG), Ok(Told::Dropped), "its thread ends with it");
    assert_eq!(script.requests().len(), 2);
}

#[test]
fn a_page_ahead_that_fails_is_told_where_it_would_be() {
    let mut pages = 0;
    let script = Script::new(move |_| {
        pages += 1;
        if pages == 1 { answer(200, r#"{"errcode":0,"data":{"count":9,"rows":[7]}}"#) } else { answer(403, "") }
    });
    let (client, _told, go) = client(&script);
    let mut rows = client.pages(&List::default()).prefetch().items();
    for _ in 0..2 {
        go.send(()).expect("a page");
    }
    assert_eq!(rows.next().expect("a row").expect("the first page"), 7);
    let error = rows.next().expect("an error").expect_err("the second page");
    assert_eq!(error.status().expect("a status"), 403);
    assert!(rows.next().is_none());
}
