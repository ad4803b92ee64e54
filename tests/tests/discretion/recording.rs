//! A transport that writes down what must not be printed: what is sent and answered.

use std::collections::BTreeSet;
use std::sync::{Arc, Mutex};

use bytes::Bytes;
use docwright_runtime::Body;
use docwright_runtime::transport::{Limits, ReqwestTransport, Transport, TransportFuture};
use http::{Request, Response};
use serde_json::Value;

/// Headers, parameters and members that are secret, wherever they stand.
const SECRET: [&str; 10] = [
    "x-api-signature",
    "app-token",
    "app_key",
    "app_signature",
    "appKey",
    "appSecret",
    "access_token",
    "sign",
    "memberId",
    "name",
];

/// Carries requests over real HTTP; clones share what they wrote down.
#[derive(Clone)]
pub(crate) struct Recording {
    transport: ReqwestTransport,
    secrets: Arc<Mutex<BTreeSet<String>>>,
    stand_in: Arc<Mutex<Option<StandIn>>>,
}

/// What answers in the place of the server.
pub(crate) type StandIn = fn(&Request<Body>) -> Response<Bytes>;

impl Recording {
    pub(crate) fn new() -> Self {
        let transport = ReqwestTransport::new(Limits::default()).expect("a transport");
        Self { transport, secrets: Arc::default(), stand_in: Arc::default() }
    }

    pub(crate) fn keep(&self, secret: impl Into<String>) {
        self.secrets.lock().expect("secrets").insert(secret.into());
    }

    pub(crate) fn secrets(&self) -> Vec<String> {
        self.secrets.lock().expect("secrets").iter().cloned().collect()
    }

    /// From now on this answers, or the server itself again.
    pub(crate) fn stand_in(&self, stand_in: Option<StandIn>) {
        *self.stand_in.lock().expect("who answers") = stand_in;
    }

    fn note_request(&self, request: &Request<Body>) {
        for (name, value) in request.headers() {
            self.note(name.as_str(), value.to_str().unwrap_or_default());
        }
        for pair in request.uri().query().unwrap_or_default().split('&') {
            let (name, value) = pair.split_once('=').unwrap_or((pair, ""));
            self.note(name, &decoded(value));
        }
        self.note_members(&request.body().in_memory().unwrap_or_default());
    }

    fn note_members(&self, body: &[u8]) {
        if let Ok(json) = serde_json::from_slice(body) {
            self.note_json("", &json);
        }
    }

    fn note_json(&self, name: &str, json: &Value) {
        match json {
            Value::Object(members) => members.iter().for_each(|(name, member)| self.note_json(name, member)),
            Value::Array(items) => items.iter().for_each(|item| self.note_json(name, item)),
            Value::String(text) => match serde_json::from_str(text) {
                Ok(inner @ Value::Object(_)) => self.note_json(name, &inner),
                _ => self.note(name, text),
            },
            _ => {}
        }
    }

    /// A signature gives itself away as the digits behind its Base64, too.
    fn note(&self, name: &str, value: &str) {
        if !SECRET.contains(&name) || value.len() < 4 {
            return;
        }
        self.keep(value);
        let inner = base64::Engine::decode(&base64::engine::general_purpose::STANDARD, value);
        if let Some(digits) = inner.ok().and_then(|inner| String::from_utf8(inner).ok()) {
            self.keep(digits);
        }
    }
}

fn decoded(value: &str) -> String {
    let mut bytes = Vec::new();
    let mut rest = value.bytes();
    while let Some(byte) = rest.next() {
        match byte {
            b'%' => {
                let digits: Vec<u8> = rest.by_ref().take(2).collect();
                bytes.extend(hex::decode(digits).expect("two digits"));
            }
            b'+' => bytes.push(b' '),
            byte => bytes.push(byte),
        }
    }
    String::from_utf8(bytes).expect("text")
}

/// Gives an authorisation that lacks the key.
pub(crate) fn without_key(_: &Request<Body>) -> Response<Bytes> {
    let row = serde_json::json!({"status": 1, "outerInstanceId": "demo-instance", "appSecret": "secret-without-key"});
    Response::new(Bytes::from(serde_json::json!({"errcode": 0, "data": [row]}).to_string()))
}

/// Refuses, and repeats the request but for its data, encoded in ways in which servers do.
pub(crate) fn repeating(request: &Request<Body>) -> Response<Bytes> {
    let headers = request.headers().values().map(|value| value.to_str().unwrap_or_default().to_owned());
    let body: Value = serde_json::from_slice(&request.body().in_memory().unwrap_or_default()).unwrap_or_default();
    let sign = body["sign"].as_str().unwrap_or_default().to_owned();
    let sent: Vec<String> = headers.chain([request.uri().to_string(), sign]).collect();
    let base64 = sent.iter().map(|sent| base64::Engine::encode(&base64::engine::general_purpose::STANDARD, sent));
    let hexadecimal = sent.iter().map(hex::encode);
    let message = sent.iter().cloned().chain(base64).chain(hexadecimal).collect::<Vec<_>>().join(" ");
    let code = sent.iter().max_by_key(|sent| sent.len()).map_or("", String::as_str);
    let answer = serde_json::json!({
        "errcode": 4008, "description": message, "success": false, "errorCode": code, "errorMessage": message,
    });
    let mut response = Response::new(Bytes::from(answer.to_string()));
    *response.status_mut() = http::StatusCode::from_u16(519).expect("a status");
    response
}

impl Transport for Recording {
    fn send<'a>(&'a self, request: Request<Body>, limits: Limits) -> TransportFuture<'a> {
        Box::pin(async move {
            self.note_request(&request);
            let stand_in = *self.stand_in.lock().expect("who answers");
            let response = match stand_in {
                Some(stand_in) => stand_in(&request),
                None => self.transport.send(request, limits).await?,
            };
            self.note_members(response.body());
            Ok(response)
        })
    }
}
