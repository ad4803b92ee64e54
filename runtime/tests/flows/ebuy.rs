//! The e-Buy envelope: the body is signed, the answer's signature is checked, `content` is JSON in a string.

use bytes::Bytes;
use docwright_runtime::auth::{Inputs, sign};
use docwright_runtime::{Additional, Client, Error, Value};
use http::Request;
use serde_json::Value as Json;

use crate::api::{APP_SECRET, Content, EBUY_ENVELOPE, GetMemberAssets, ebuy};
use crate::script::{Script, answer};

fn request() -> GetMemberAssets {
    let content = Content { member_id: Some("会员/\"1\"".into()), ..Content::default() };
    GetMemberAssets { content: Some(content), lang: Some("zh_CN".into()), ..GetMemberAssets::default() }
}

/// An answer with its signature as the last member; `change` is put in the place of its content afterwards.
fn signed(members: &str, secret: &str) -> String {
    let inputs = Inputs::new().body(format!("{{{members}}}")).value("app_secret", secret);
    let signature = sign(&EBUY_ENVELOPE, "envelope", &inputs).expect("signed").signature;
    format!("{{{members},\"sign\":\"{signature}\"}}")
}

const SUCCESS: &str = r#""uuid":"1", "success": true,"errorCode":"","errorMessage":"","timestamp":1624956073696,"content":"{\"memberId\":\"e352\",\"points\":{\"pointName\":\"\u79ef分\"}}""#;

fn sent(request: &Request<Bytes>) -> Json {
    serde_json::from_slice(request.body()).expect("JSON")
}

#[tokio::test]
async fn the_bytes_that_are_signed_are_sent() {
    let script = Script::of([answer(200, &signed(SUCCESS, APP_SECRET))]);
    let client: Client = ebuy(&script).build().expect("a client");
    let mut operation = request();
    operation.additional = Additional::new().member("tag", Value::Null).member("appId", "not this one");
    let content = client.send(&operation).await.expect("content");
    assert_eq!(content.member_id.as_deref(), Some("e352"));
    assert!(content.extra.get("points").is_some());

    let requests = script.requests();
    let body = std::str::from_utf8(requests[0].body()).expect("text");
    assert!(body.contains(r#""content":{"memberId":"会员/\"1\""}"#), "{body}");
    let members = sent(&requests[0]);
    assert_eq!(members["action"], "getMemberAssets");
    assert_eq!(members["appId"], "ebuyde43082858d1");
    assert_eq!(members["signType"], "sha256");
    assert!(members["timestamp"].is_u64() && members["tag"].is_null());
    assert_eq!(members["uuid"].as_str().expect("text").len(), 41);
    let inputs = Inputs::new().body(body).value("app_secret", APP_SECRET);
    assert_eq!(members["sign"], sign(&EBUY_ENVELOPE, "envelope", &inputs).expect("signed").signature);
    assert_eq!(requests[0].headers()["content-type"], "application/json");
}

#[tokio::test]
async fn an_answer_without_the_right_signature_is_refused() {
    let right = signed(SUCCESS, APP_SECRET);
    let cases = [
        signed(SUCCESS, "another secret"),
        right.replace("e352", "e353"),
        right.replace("\"sign\":", "\"sing\":"),
        right.replace("\"uuid\":", "\"content\":\"{}\",\"uuid\":"),
        format!("{{{SUCCESS}}}"),
        format!("{{{SUCCESS},\"sign\":null}}"),
        "{}".to_owned(),
        "<html>".to_owned(),
    ];
    for body in cases {
        let script = Script::of([answer(200, &body), answer(200, &body)]);
        let client: Client = ebuy(&script).build().expect("a client");
        let error = client.send(&request()).await.expect_err("not to be trusted");
        assert!(matches!(error, Error::Signature { .. }), "{error}");
        assert!(!format!("{error} {error:?}").contains("e352"));
        assert!(client.send(&request()).raw().await.is_err());
    }
}

#[tokio::test]
async fn failures_are_told_with_or_without_signature() {
    let members = r#""success":false,"errorCode":"E1","errorMessage":"not there","content":null"#;
    for body in [signed(members, APP_SECRET), format!("{{{members}}}")] {
        let script = Script::of([answer(200, &body)]);
        let client: Client = ebuy(&script).build().expect("a client");
        let error = client.send(&request()).await.expect_err("refused");
        let Error::Api { code, message, known, retryable, .. } = &error else { panic!("{error}") };
        assert_eq!((code.as_str(), message.as_str(), *retryable), ("E1", "not there", false));
        assert_eq!(known.expect("a documented code").message, "no such member");
    }
    let script = Script::of([answer(200, &signed(members, "another secret"))]);
    let client: Client = ebuy(&script).build().expect("a client");
    let error = client.send(&request()).await.expect_err("not to be trusted");
    assert!(matches!(error, Error::Signature { .. }), "{error}");
}

#[tokio::test]
async fn success_without_content_is_an_empty_output() {
    for content in [r#""content":"""#, r#""content":null"#, r#""uuid":"1""#, r#""content":"null""#] {
        let script = Script::of([answer(200, &signed(&format!(r#""success":true,{content}"#), APP_SECRET))]);
        let client: Client = ebuy(&script).build().expect("a client");
        assert_eq!(client.send(&request()).await.expect("empty"), Content::default(), "{content}");
    }
    let object = signed(r#""success":true,"content":{"memberId":"1"}"#, APP_SECRET);
    let script = Script::of([answer(200, &object)]);
    let client: Client = ebuy(&script).build().expect("a client");
    assert_eq!(client.send(&request()).await.expect("an object").member_id.as_deref(), Some("1"));
}
