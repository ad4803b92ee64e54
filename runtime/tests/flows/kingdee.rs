//! The Kingdee gateway: signed calls, the two steps to a token, renewing, the clock.

use std::sync::{Arc, Mutex};
use std::time::{Duration, SystemTime};

use bytes::Bytes;
use docwright_runtime::auth::{Credentials, Inputs, sign};
use docwright_runtime::transport::TransportError;
use docwright_runtime::{Client, Error};
use http::{Request, Response};

use crate::api::{CLIENT_SECRET, GetRows, KINGDEE_GATEWAY, kingdee};
use crate::script::{Script, answer, header};

pub(crate) type Outcome = Result<Response<Bytes>, TransportError>;

/// Plays the token endpoints; `business` answers everything else, told which token came.
pub(crate) fn gateway(mut business: impl FnMut(&Request<Bytes>, &str) -> Outcome + Send + 'static) -> Script {
    let mut secrets = 0;
    let mut tokens = 0;
    Script::new(move |request| match request.uri().path() {
        "/jdyconnector/app_management/push_app_authorize" => {
            secrets += 1;
            answer(200, &authorisation(secrets))
        }
        "/jdyconnector/app_management/kingdee_auth_token" => {
            tokens += 1;
            answer(200, &format!(r#"{{"errcode":0,"data":{{"app-token":"token-{tokens}-0123456789","uid":"1"}}}}"#))
        }
        _ => business(request, &header(request, "app-token")),
    })
}

fn authorisation(number: u32) -> String {
    let row = |account: &str, status: u32| {
        format!(
            r#"{{"accountId":"{account}","accountName":"N-{account}","status":{status},"domain":"https://tf.jdy.com",
                "outerInstanceId":"instance-1","appKey":"key-{account}","appSecret":"secret-{number}-{account}"}}"#
        )
    };
    let rows = [row("account-2", 0), row("account-1", 1), row("account-2", 1)].join(",");
    format!(r#"{{"code":200,"msg":"ok","data":[{rows}]}}"#)
}

pub(crate) fn rows() -> Outcome {
    answer(200, r#"{"errcode":0,"description":"success","data":{"count":"100","value":12345678901234567.89}}"#)
}

#[tokio::test]
async fn a_call_carries_token_router_and_signature() {
    let script = gateway(|_, _| rows());
    let client: Client = kingdee(&script).build().expect("a client");
    let request = GetRows { search: Some("会员 A*~".into()), groups: Some(vec![1, 2]), ..GetRows::default() };
    let found = client.send(&request).await.expect("rows");
    assert_eq!(found.count, Some(100));
    assert_eq!(found.value.expect("a value").as_str(), "12345678901234567.89");

    let [authorise, token, business] = <[_; 3]>::try_from(script.requests()).expect("three requests");
    assert_eq!(authorise.method(), "POST");
    assert_eq!(authorise.uri().query(), Some("outerInstanceId=instance-1"));
    assert!(!authorise.headers().contains_key("app-token") && !authorise.headers().contains_key("X-GW-Router-Addr"));
    let signed = Inputs::new().value("token.app_key", "key-account-2").value("token.app_secret", "secret-1-account-2");
    let signed = sign(&KINGDEE_GATEWAY, "app_signature", &signed).expect("signed").signature;
    let query = format!("app_key=key-account-2&app_signature={}", signed.replace('=', "%3D"));
    assert_eq!(token.uri().query(), Some(query.as_str()));

    assert_eq!(business.uri().query(), Some("search=%E4%BC%9A%E5%91%98+A*%7E&group_id=%5B1%2C2%5D"));
    assert_eq!(header(&business, "app-token"), "token-1-0123456789");
    assert_eq!(header(&business, "x-gw-router-addr"), "https://tf.jdy.com");
    assert_eq!(header(&business, "x-kind"), "rows");
    let again = Inputs::new()
        .method("GET")
        .path("/jdy/v2/rows")
        .query("search", "会员 A*~")
        .query("group_id", "[1,2]")
        .value("client_secret", CLIENT_SECRET)
        .value("nonce", header(&business, "x-api-nonce"))
        .value("timestamp", header(&business, "x-api-timestamp"));
    let again = sign(&KINGDEE_GATEWAY, "request", &again).expect("signed");
    assert_eq!(header(&business, "x-api-signature"), again.signature);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn a_hundred_tasks_fetch_one_token() {
    let script = gateway(|_, _| rows());
    let client: Client = kingdee(&script).build().expect("a client");
    let tasks: Vec<_> = (0..100)
        .map(|_| {
            let client = client.clone();
            tokio::spawn(async move { client.send(&GetRows::default()).await.map(|rows| rows.count) })
        })
        .collect();
    for task in tasks {
        assert_eq!(task.await.expect("no panic").expect("rows"), Some(100));
    }
    assert_eq!(script.count("push_app_authorize"), 1);
    assert_eq!(script.count("kingdee_auth_token"), 1);
    assert_eq!(script.count("rows"), 100);
}

#[tokio::test]
async fn an_expired_token_is_renewed_once_for_all() {
    for refusal in [(519, r#"{"errcode":4011,"description":"expired"}"#), (200, r#"{"errcode":"4010"}"#), (401, "")] {
        let script =
            gateway(move |_, token| if token.starts_with("token-1") { answer(refusal.0, refusal.1) } else { rows() });
        let client: Client = kingdee(&script).build().expect("a client");
        let tasks: Vec<_> = (0..20)
            .map(|_| {
                let client = client.clone();
                tokio::spawn(async move { client.send(&GetRows::default()).await })
            })
            .collect();
        for task in tasks {
            task.await.expect("no panic").expect("rows");
        }
        assert_eq!((script.count("push_app_authorize"), script.count("kingdee_auth_token")), (1, 2), "{refusal:?}");
    }
}

#[tokio::test]
async fn an_outdated_secret_redoes_both_steps() {
    let script = gateway(|_, token| {
        if token.starts_with("token-1") {
            answer(200, r#"{"errcode":1030002006,"description":"授权密钥校验失败"}"#)
        } else {
            rows()
        }
    });
    let client: Client = kingdee(&script).build().expect("a client");
    client.send(&GetRows::default()).await.expect("rows");
    assert_eq!((script.count("push_app_authorize"), script.count("kingdee_auth_token")), (2, 2));
}

#[tokio::test]
async fn a_token_that_never_helps_is_renewed_only_once() {
    let script = gateway(|_, _| answer(519, r#"{"errcode":4010,"description":"invalid"}"#));
    let client: Client = kingdee(&script).build().expect("a client");
    let error = client.send(&GetRows::default()).await.expect_err("refused");
    assert_eq!(error.code(), Some("4010"));
    assert_eq!((script.count("kingdee_auth_token"), script.count("rows")), (2, 2));
}

#[tokio::test]
async fn a_failing_token_endpoint_is_asked_once_by_all_who_wait() {
    let script = Script::new(|_| answer(519, r#"{"errcode":4005,"description":"id and secret"}"#));
    let client: Client = kingdee(&script).build().expect("a client");
    let tasks: Vec<_> = (0..50)
        .map(|_| {
            let client = client.clone();
            tokio::spawn(async move { client.send(&GetRows::default()).await })
        })
        .collect();
    for task in tasks {
        assert_eq!(task.await.expect("no panic").expect_err("refused").code(), Some("4005"));
    }
    assert_eq!(script.requests().len(), 1);
}

#[tokio::test]
async fn tokens_grow_old() {
    let script = gateway(|_, _| rows());
    let now = Arc::new(Mutex::new(SystemTime::now()));
    let clock = Arc::clone(&now);
    let client: Client = kingdee(&script).clock(move || *clock.lock().expect("now")).build().expect("a client");
    for (hours, fetched) in [(0, 1), (19, 1), (2, 2), (1, 2)] {
        *now.lock().expect("now") += Duration::from_secs(hours * 3600);
        client.send(&GetRows::default()).await.expect("rows");
        assert_eq!(script.count("kingdee_auth_token"), fetched);
    }
}

#[tokio::test]
async fn a_wrong_clock_is_mended_once_by_the_server_s() {
    let server_time = SystemTime::UNIX_EPOCH + Duration::from_secs(2_000_000_000);
    let millis = |request: &Request<Bytes>| header(request, "x-api-timestamp").parse::<u64>().expect("a time");
    let script = Script::new(move |request| {
        if millis(request).abs_diff(2_000_000_000_000) > 300_000 {
            let mut refusal = answer(519, r#"{"errcode":4006,"description":"timestamp"}"#)?;
            let date = httpdate::fmt_http_date(server_time);
            refusal.headers_mut().insert("date", date.parse().expect("a date"));
            return Ok(refusal);
        }
        match request.uri().path() {
            "/jdyconnector/app_management/push_app_authorize" => answer(200, &authorisation(1)),
            "/jdyconnector/app_management/kingdee_auth_token" => {
                answer(200, r#"{"errcode":0,"data":{"app-token":"token"}}"#)
            }
            _ => rows(),
        }
    });
    let client: Client = kingdee(&script).build().expect("a client");
    client.send(&GetRows::default()).await.expect("rows");
    assert_eq!(script.requests().len(), 4, "only the very first call is refused");

    let stubborn = Script::new(|_| answer(519, r#"{"errcode":4006,"description":"timestamp"}"#));
    let client: Client = kingdee(&stubborn).build().expect("a client");
    let error = client.send(&GetRows::default()).await.expect_err("no date, no mending");
    assert_eq!((error.code(), stubborn.requests().len()), (Some("4006"), 1));
}

#[tokio::test]
async fn accounts_that_are_not_told_apart_are_listed() {
    let script = gateway(|_, _| rows());
    let client: Client = kingdee(&script).build().expect("a client");
    let credentials = |account: Option<&str>| {
        let credentials = Credentials::new().with("client_id", "205022").with("client_secret", CLIENT_SECRET);
        account.into_iter().fold(credentials, |credentials, account| credentials.with("account", account))
    };
    let anybody = client.for_account(credentials(None)).expect("an account");
    let error = anybody.send(&GetRows::default()).await.expect_err("two rows are valid");
    let Error::Choice { fitting, rows, .. } = &error else { panic!("{error}") };
    assert_eq!(*fitting, 2);
    assert!(rows[0].contains("accountId account-1") && rows[1].contains("accountName N-account-2"), "{rows:?}");
    assert!(!error.to_string().contains("secret-"), "{error}");

    let nobody = client.for_account(credentials(Some("account-9"))).expect("an account");
    let error = nobody.send(&GetRows::default()).await.expect_err("no row fits");
    assert!(error.to_string().contains("not with status 1"), "{error}");

    let one = client.for_account(credentials(Some("account-1"))).expect("an account");
    one.send(&GetRows::default()).await.expect("rows");
    assert!(client.for_account(Credentials::new().with("client_id", "x")).is_err());
}
