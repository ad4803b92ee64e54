//! A transport that answers from a function and remembers what it was asked.

use std::sync::{Arc, Mutex};

use bytes::Bytes;
use docwright_runtime::transport::{Body, Limits, Transport, TransportError, TransportFuture};
use http::{Request, Response};
use tokio::time::Instant;

type Outcome = Result<Response<Bytes>, TransportError>;
/// With the time at which each came.
type Requests = Vec<(Instant, Request<Bytes>)>;
type Answering = Box<dyn FnMut(&Request<Bytes>) -> Outcome + Send>;

/// The transport; clones share what they remember.
#[derive(Clone)]
pub(crate) struct Script {
    answering: Arc<Mutex<Answering>>,
    requests: Arc<Mutex<Requests>>,
}

impl Script {
    pub(crate) fn new(answering: impl FnMut(&Request<Bytes>) -> Outcome + Send + 'static) -> Self {
        Self { answering: Arc::new(Mutex::new(Box::new(answering))), requests: Arc::default() }
    }

    /// Answers with these, one after another.
    pub(crate) fn of(outcomes: impl IntoIterator<Item = Outcome>) -> Self {
        let mut outcomes: Vec<Outcome> = outcomes.into_iter().collect();
        outcomes.reverse();
        Self::new(move |request| outcomes.pop().unwrap_or_else(|| panic!("no answer left for {}", request.uri())))
    }

    pub(crate) fn requests(&self) -> Vec<Request<Bytes>> {
        self.requests.lock().expect("requests").iter().map(|(_, request)| request.clone()).collect()
    }

    pub(crate) fn count(&self, path: &str) -> usize {
        self.times(path).len()
    }

    /// When requests to that path came.
    pub(crate) fn times(&self, path: &str) -> Vec<Instant> {
        let requests = self.requests.lock().expect("requests");
        requests.iter().filter(|(_, request)| request.uri().path().ends_with(path)).map(|(time, _)| *time).collect()
    }
}

impl Transport for Script {
    fn send<'a>(&'a self, request: Request<Body>, _limits: Limits) -> TransportFuture<'a> {
        Box::pin(async move {
            let request = request.map(|body| body.in_memory().expect("nothing on disk"));
            let outcome = (self.answering.lock().expect("answers"))(&request);
            self.requests.lock().expect("requests").push((Instant::now(), request));
            // Gives other callers a chance to get in between, as a network does.
            tokio::task::yield_now().await;
            outcome
        })
    }
}

pub(crate) fn answer(status: u16, body: &str) -> Outcome {
    let response = Response::builder().status(status).body(Bytes::copy_from_slice(body.as_bytes()));
    Ok(response.expect("a response"))
}

pub(crate) fn header(request: &Request<Bytes>, name: &str) -> String {
    let value = request.headers().get(name).unwrap_or_else(|| panic!("the header {name}"));
    value.to_str().expect("text").to_owned()
}
