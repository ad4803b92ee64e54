//! The e-Buy envelope.

use docwright::mock::{Clock, Credentials, Fault, Running, Server};
use serde_json::{Map, Value, json};
use sha2::{Digest, Sha256};

use crate::http::{self, Reply};
use crate::{NOW, api, assert_every_check_has_a_case, operation};

fn server() -> Server {
    let assets = operation(include_str!("specs/get_member_assets.yaml"));
    Server::new(api("auth: ebuy-envelope"), [assets]).clock(Clock::At(NOW))
}

/// The members but `sign`, sorted, with the secret behind them.
fn sign(members: &Map<String, Value>, secret: &str) -> String {
    let text = |value: &Value| value.as_str().map_or_else(|| value.to_string(), str::to_owned);
    let mut pairs: Vec<String> = members
        .iter()
        .filter(|(name, _)| *name != "sign")
        .map(|(name, value)| format!("{name}={}", text(value)))
        .collect();
    pairs.sort();
    hex::encode(Sha256::digest(format!("{}&{secret}", pairs.join("&"))))
}

/// A call that is in order until a test changes something.
struct Call {
    method: &'static str,
    members: Map<String, Value>,
    secret: String,
    content_type: &'static str,
    /// What goes out instead of the members.
    raw: Option<String>,
}

impl Call {
    fn new() -> Self {
        let body = json!({
            "uuid": "20210629-1", "appId": Credentials::demo().id, "action": "getMemberAssets", "timestamp": NOW,
            "signType": "sha256", "lang": "zh_CN", "content": {"memberId": "会员1"}
        });
        let Value::Object(members) = body else { unreachable!("it is an object") };
        let secret = Credentials::demo().secret;
        Self { method: "POST", members, secret, content_type: "application/json", raw: None }
    }

    fn set(&mut self, name: &str, value: Value) {
        self.members.insert(name.to_owned(), value);
    }

    fn send(&self, running: &Running) -> Reply {
        let mut members = self.members.clone();
        let sign = sign(&members, &self.secret);
        members.entry("sign").or_insert(sign.into());
        let body = self.raw.clone().unwrap_or_else(|| Value::Object(members).to_string());
        let headers = [("Content-Type".to_owned(), self.content_type.to_owned())];
        let path = "/paas/micro/member/getMemberAssets";
        http::send(running.address(), self.method, path, &headers, &body)
    }
}

fn assert_signed(reply: &Value, right: bool) {
    let members = reply.as_object().expect("members");
    let expected = sign(members, &Credentials::demo().secret);
    assert_eq!(reply["sign"] == Value::String(expected), right, "{reply}");
}

#[test]
fn the_documented_example_is_served_signed_with_content_as_text() {
    let running = server().spawn().expect("a server");
    let reply = Call::new().send(&running).json();
    assert_signed(&reply, true);
    assert_eq!(
        (&reply["success"], &reply["errorCode"], &reply["uuid"]),
        (&json!(true), &json!(""), &json!("20210629-1"))
    );
    assert_eq!((&reply["timestamp"], &reply["action"]), (&json!(NOW), &json!("getMemberAssets")));
    let content: Value = serde_json::from_str(reply["content"].as_str().expect("text")).expect("json");
    assert_eq!(content["points"]["pointName"], "积分");
}

#[test]
fn without_an_example_an_answer_is_made_from_the_types() {
    let mut assets = operation(include_str!("specs/get_member_assets.yaml"));
    assets.examples.response = None;
    let running = Server::new(api("auth: ebuy-envelope"), [assets]).clock(Clock::At(NOW)).spawn().expect("a server");
    let reply = Call::new().send(&running).json();
    assert_signed(&reply, true);
    assert_eq!(reply["content"], r#"{"memberId":"memberId","cardVoucherList":["text"]}"#);
}

#[test]
fn the_body_is_signed_as_compact_json_however_it_is_spaced() {
    let running = server().spawn().expect("a server");
    let call = Call::new();
    let mut members = call.members.clone();
    members.insert("sign".into(), sign(&members, &call.secret).into());
    let pretty = serde_json::to_string_pretty(&members).expect("json");
    let reply = Call { raw: Some(pretty), ..call }.send(&running).json();
    assert_eq!(reply["success"], true, "{reply}");
}

/// Check, change, code of the answer.
type Case = (&'static str, fn(&mut Call), &'static str);

const CASES: &[Case] = &[
    ("method", |call| call.method = "PUT", "METHOD_NOT_ALLOWED"),
    ("body", |call| call.raw = Some("{\"uuid\":".into()), "BODY_INVALID"),
    ("body", |call| call.raw = Some("[1]".into()), "BODY_INVALID"),
    ("body", |call| call.raw = Some("{\"uuid\":1,\"uuid\":2}".into()), "BODY_INVALID"),
    ("app id", |call| call.set("appId", json!("other")), "APP_ID_INVALID"),
    ("sign type", |call| call.set("signType", json!("md5")), "SIGN_TYPE_INVALID"),
    ("timestamp", |call| call.set("timestamp", json!(NOW / 1000)), "TIMESTAMP_INVALID"),
    ("timestamp", |call| call.set("timestamp", json!(NOW + 300_001)), "TIMESTAMP_INVALID"),
    ("timestamp", |call| drop(call.members.remove("timestamp")), "TIMESTAMP_INVALID"),
    ("sign", |call| call.secret = "another secret".into(), "SIGN_INVALID"),
    ("sign", |call| call.set("sign", json!("5818323383159122")), "SIGN_INVALID"),
    ("required", |call| drop(call.members.remove("uuid")), "PARAMETER_MISSING"),
    ("types", |call| call.set("uuid", json!("")), "PARAMETER_INVALID"),
    ("types", |call| call.set("uuid", json!("x".repeat(51))), "PARAMETER_INVALID"),
    ("types", |call| call.set("action", json!("refund")), "PARAMETER_INVALID"),
    ("types", |call| call.set("timestamp", json!(NOW.to_string())), "PARAMETER_INVALID"),
    ("types", |call| call.set("content", json!("{}")), "PARAMETER_INVALID"),
    ("types", |call| call.set("content", json!({"memberId": 1})), "PARAMETER_INVALID"),
    ("types", |call| call.content_type = "text/plain", "PARAMETER_INVALID"),
];

#[test]
fn each_check_answers_as_the_vendor_does() {
    for (index, (check, change, code)) in CASES.iter().enumerate() {
        let running = server().spawn().expect("a server");
        let mut call = Call::new();
        change(&mut call);
        let reply = call.send(&running);
        let body = reply.json();
        assert_eq!(reply.status, 200);
        assert_eq!((&body["success"], &body["errorCode"]), (&json!(false), &json!(code)), "{index} {check}: {body}");
        assert!(
            body["errorMessage"].as_str().is_some_and(|text| text.contains("expected") || text.contains("takes")),
            "{body}"
        );
        assert_signed(&body, true);
        assert_eq!(running.failed_checks().iter().map(|failed| failed.check).collect::<Vec<_>>(), [*check], "{index}");
    }
    assert_every_check_has_a_case(&server(), CASES.iter().map(|case| case.0));
}

#[test]
fn signatures_of_answers_can_be_made_wrong() {
    let running = server().spawn().expect("a server");
    let refusal = Fault::Refusal { code: "PAUSED".into(), message: "later".into() };
    running.script([Fault::WrongSignature, refusal]);
    let replies: Vec<Value> = (0..3).map(|_| Call::new().send(&running).json()).collect();
    for (reply, right) in replies.iter().zip([false, true, true]) {
        assert_signed(reply, right);
    }
    assert_eq!((&replies[1]["errorCode"], &replies[0]["content"]), (&json!("PAUSED"), &replies[2]["content"]));
}
