//! The Kingdee gateway.

use std::time::Duration;

use base64::Engine as _;
use docwright::mock::{AuthorizeForm, Clock, Credentials, Fault, Running, Server};
use hmac::{Hmac, KeyInit, Mac};
use serde_json::{Value, json};
use sha2::Sha256;

use crate::http::{self, Reply};
use crate::{NOW, api, assert_every_check_has_a_case, operation};

const COUPONS: &str = "/jdy/v2/ls/coupon_center";
const ORDER: &str = "/jdy/v2/scm/sal_order/7";
const GOOD_ORDER: &str = r#"{"bill_no":"A1","customer_number":"C1","entries":[{"qty":1.50,"is_free":false}]}"#;

fn server() -> Server {
    let operations = [
        include_str!("specs/get_coupon_center.yaml"),
        include_str!("specs/get_account_balance_info.yaml"),
        include_str!("specs/post_sal_order.yaml"),
    ];
    let envelope = "envelope: {success: {field: errcode, equals: 0}, code: errcode, message: description, data: data}";
    Server::new(api(&format!("auth: kingdee-gateway\n{envelope}")), operations.map(operation)).clock(Clock::At(NOW))
}

/// base64 of the hexadecimal characters of HMAC-SHA256.
fn sign(secret: &str, message: &str) -> String {
    let mut hmac = Hmac::<Sha256>::new_from_slice(secret.as_bytes()).expect("a key");
    hmac.update(message.as_bytes());
    base64::engine::general_purpose::STANDARD.encode(hex::encode(hmac.finalize().into_bytes()))
}

/// A call that is in order until a test changes something.
#[derive(Clone)]
struct Call {
    method: &'static str,
    path: String,
    query: String,
    body: String,
    secret: String,
    nonce: String,
    timestamp: i64,
    /// Headers that go out instead of the right ones; an empty value leaves the header out.
    instead: Vec<(&'static str, String)>,
    token: String,
}

impl Call {
    fn get(path: &str, query: &str) -> Self {
        Self {
            method: "GET",
            path: path.to_owned(),
            query: query.to_owned(),
            body: String::new(),
            secret: Credentials::demo().secret,
            nonce: "4427456950".to_owned(),
            timestamp: NOW,
            instead: Vec::new(),
            token: String::new(),
        }
    }

    fn post(path: &str, query: &str, body: &str) -> Self {
        Self { method: "POST", body: body.to_owned(), ..Self::get(path, query) }
    }

    fn instead(&mut self, name: &'static str, value: &str) {
        self.instead.push((name, value.to_owned()));
    }

    fn signature(&self) -> String {
        let encoded = [("%", "%25"), ("/", "%2F"), ("=", "%3D"), ("+", "%2B"), ("*", "%2A")];
        let gw = |text: &str| encoded.iter().fold(text.to_owned(), |text, (from, to)| text.replace(from, to));
        let mut pairs: Vec<&str> = self.query.split('&').filter(|pair| !pair.is_empty()).collect();
        pairs.sort_unstable();
        let encoded = |pair: &&str| pair.split_once('=').map(|(key, value)| format!("{}={}", gw(key), gw(value)));
        let query: Vec<String> = pairs.iter().filter_map(encoded).collect();
        let string = format!(
            "{}\n{}\n{}\nx-api-nonce:{}\nx-api-timestamp:{}\n",
            self.method,
            gw(&self.path),
            query.join("&"),
            self.nonce,
            self.timestamp
        );
        sign(&self.secret, &string)
    }

    fn send(&self, running: &Running) -> Reply {
        let right = [
            ("Content-Type", "application/json; charset=utf-8".to_owned()),
            ("X-Api-ClientID", Credentials::demo().id),
            ("X-Api-Auth-Version", "2.0".to_owned()),
            ("X-Api-TimeStamp", self.timestamp.to_string()),
            ("X-Api-SignHeaders", "X-Api-TimeStamp,X-Api-Nonce".to_owned()),
            ("X-Api-Nonce", self.nonce.clone()),
            ("X-Api-Signature", self.signature()),
            ("app-token", self.token.clone()),
            ("X-GW-Router-Addr", "https://demo-account.example.com".to_owned()),
        ];
        let replaced = |name: &str| self.instead.iter().find(|(other, _)| *other == name).map(|(_, value)| value);
        let headers: Vec<(String, String)> = right
            .into_iter()
            .map(|(name, value)| (name.to_owned(), replaced(name).cloned().unwrap_or(value)))
            .filter(|(_, value)| !value.is_empty())
            .collect();
        let mark = if self.query.is_empty() { "" } else { "?" };
        http::send(running.address(), self.method, &format!("{}{mark}{}", self.path, self.query), &headers, &self.body)
    }
}

fn authorize() -> Call {
    Call::post("/jdyconnector/app_management/push_app_authorize", "outerInstanceId=demo-instance", "")
}

/// The row of the account that the demo credentials may use.
fn authorised_row(running: &Running) -> Value {
    let reply = authorize().send(running).json();
    let rows = reply["data"].as_array().expect("rows").clone();
    rows.into_iter().find(|row| row["accountId"] == "demo-account").expect("the row")
}

fn token_call(row: &Value) -> Call {
    let [key, secret] = ["appKey", "appSecret"].map(|name| row[name].as_str().expect(name));
    let signature = sign(secret, key).replace('=', "%3D").replace('+', "%2B").replace('/', "%2F");
    Call::get("/jdyconnector/app_management/kingdee_auth_token", &format!("app_key={key}&app_signature={signature}"))
}

fn token(running: &Running) -> String {
    let reply = token_call(&authorised_row(running)).send(running).json();
    reply["data"]["app-token"].as_str().unwrap_or_else(|| panic!("{reply}")).to_owned()
}

#[test]
fn documented_examples_are_served_to_calls_in_order() {
    let running = server().spawn().expect("a server");
    let token = token(&running);
    let calls = [
        (Call::get(COUPONS, ""), json!({"count": 100, "rows": [{"name": "优惠券A", "value": 100}]})),
        (
            Call::get(COUPONS, "page=001&page_size=10&member_id="),
            json!({"count": 100, "rows": [{"name": "优惠券A", "value": 100}]}),
        ),
        (
            Call::get(COUPONS, "member_id=%E4%BC%9A+A*%7E&undocumented=1"),
            json!({"count": 100, "rows": [{"name": "优惠券A", "value": 100}]}),
        ),
        (Call::get("/jdy/v2/ls/account_balance_info", "member_id=1&member_card_id=2"), json!({"total": "total"})),
        (Call::post(ORDER, "", GOOD_ORDER), json!({"id": "1"})),
    ];
    for (call, data) in calls {
        let reply = Call { token: token.clone(), ..call.clone() }.send(&running);
        assert_eq!(
            (reply.status, &reply.json()["errcode"], &reply.json()["data"]),
            (200, &json!(0), &data),
            "{}",
            call.query
        );
        assert_eq!(reply.header("date"), "Tue, 21 Jun 2022 01:34:00 GMT");
        assert!(reply.complete);
    }
    assert_eq!((running.calls().authorize, running.calls().token, running.calls().business), (1, 1, 5));
    assert_eq!(running.failed_checks(), []);
}

/// What a case does to the server and to a call that would be in order.
type Change = fn(&Running, &mut Call);

/// Check, the call that is changed, the change, status and code of the answer.
type Case = (&'static str, fn() -> Call, Change, u16, i64);

const CASES: &[Case] = &[
    ("method", coupons, |_, call| call.method = "POST", 519, 5002),
    ("auth version", coupons, |_, call| call.instead("X-Api-Auth-Version", "1.0"), 519, 4001),
    ("client id given", coupons, |_, call| call.instead("X-Api-ClientID", ""), 519, 4002),
    ("client id known", coupons, |_, call| call.instead("X-Api-ClientID", "1"), 519, 4003),
    ("timestamp", coupons, |_, call| call.timestamp += 300_001, 519, 4006),
    ("timestamp", coupons, |_, call| call.timestamp -= 300_001, 519, 4006),
    ("timestamp", coupons, |_, call| call.timestamp /= 1000, 519, 4006),
    ("timestamp", coupons, |_, call| call.instead("X-Api-TimeStamp", ""), 519, 4006),
    ("nonce", coupons, |_, call| call.nonce = "0".into(), 519, 4007),
    ("nonce", coupons, |_, call| call.nonce = "abc".into(), 519, 4007),
    ("sign headers", coupons, |_, call| call.instead("X-Api-SignHeaders", "X-Api-Nonce"), 519, 4007),
    ("signature", coupons, |_, call| call.secret = "another secret".into(), 519, 4008),
    ("signature", coupons, |_, call| call.instead("X-Api-Signature", "xxx"), 519, 4008),
    ("signature", coupons, |_, call| call.instead("X-Api-Nonce", "1234567890"), 519, 4008),
    ("token given", coupons, |_, call| call.token.clear(), 519, 4009),
    ("token known", coupons, |_, call| call.token = "guessed".into(), 519, 4010),
    ("token age", coupons, |running, _| running.expire_tokens(), 519, 4011),
    ("authorisation", coupons, |running, _| running.set_account_valid("demo-account", false), 519, 4012),
    ("router address", coupons, |_, call| call.instead("X-GW-Router-Addr", "https://tf.jdy.com"), 519, 5001),
    ("router address", coupons, |_, call| call.instead("X-GW-Router-Addr", ""), 519, 5001),
    ("body", order, |_, call| call.body = "{".into(), 200, 1_030_002_001),
    ("body", order, |_, call| call.body = "[]".into(), 200, 1_030_002_001),
    ("required", balance, |_, call| call.query = "member_id=1".into(), 200, 1_030_002_000),
    ("required", coupons, |_, call| call.instead("Content-Type", ""), 200, 1_030_002_000),
    ("required", order, |_, call| call.body = r#"{"bill_no":"A1","customer_id":"1"}"#.into(), 200, 1_030_002_000),
    ("required", order, |_, call| call.body = r#"{"bill_no":"A1","entries":[]}"#.into(), 200, 1_030_002_000),
    ("required", order, |_, call| call.body = GOOD_ORDER.replace("qty", "q"), 200, 1_030_002_000),
    ("required", order, |_, call| call.body.clear(), 200, 1_030_002_000),
    ("types", coupons, |_, call| call.query = "page=one".into(), 200, 1_030_002_001),
    ("types", coupons, |_, call| call.instead("Content-Type", "text/plain"), 200, 1_030_002_001),
    ("types", order, |_, call| call.path = ORDER.replace('7', "x"), 200, 1_030_002_001),
    ("types", order, |_, call| call.body = GOOD_ORDER.replace("1.50", "\"1.50\""), 200, 1_030_002_001),
    ("types", order, |_, call| call.body = GOOD_ORDER.replace("\"A1\"", "\"123456\""), 200, 1_030_002_001),
    ("instance", authorize, |_, call| call.query = "outerInstanceId=other".into(), 200, 1_030_002_003),
    ("required", token_of_demo, |_, call| call.query = "app_key=demo-account-key".into(), 200, 1_030_002_000),
    ("app key", token_of_demo, |_, call| call.query = call.query.replace("demo", "other"), 200, 1_030_002_006),
    ("app signature", token_of_demo, |_, call| call.query.push('x'), 200, 1_030_002_006),
    ("app signature", token_of_demo, |running, _| running.rotate_app_secret(), 200, 1_030_002_006),
    ("account", token_of_demo, |running, _| running.set_account_valid("demo-account", false), 519, 4012),
    ("token calls", token_of_demo, |running, _| drop(token(running)), 429, 429),
    ("signature", token_of_demo, |_, call| call.secret = "another secret".into(), 519, 4008),
];

fn coupons() -> Call {
    Call::get(COUPONS, "page=1&page_size=100")
}

fn balance() -> Call {
    Call::get("/jdy/v2/ls/account_balance_info", "member_id=1&member_card_id=2")
}

fn order() -> Call {
    Call::post(ORDER, "", GOOD_ORDER)
}

/// Stands for a token call whose keys only the running server knows.
fn token_of_demo() -> Call {
    Call::get("/jdyconnector/app_management/kingdee_auth_token", "")
}

#[test]
fn each_check_answers_as_the_vendor_does() {
    for (index, (check, call, change, status, code)) in CASES.iter().enumerate() {
        let running = server().token_calls_per_minute(2).spawn().expect("a server");
        let mut call = call();
        if call.path.ends_with("kingdee_auth_token") {
            call = token_call(&authorised_row(&running));
        }
        call.token = token(&running);
        change(&running, &mut call);
        let reply = call.send(&running);
        let body = reply.json();
        assert_eq!(
            (reply.status, body["errcode"].as_i64()),
            (status.to_owned(), Some(*code)),
            "{index} {check}: {body}"
        );
        assert!(
            body["description"].as_str().is_some_and(|text| text.contains("expected") || text.contains("takes")),
            "{body}"
        );
        assert_eq!(body["description_cn"].is_string(), *status == 519, "{body}");
        let failed = running.failed_checks();
        assert_eq!(failed.iter().map(|failed| failed.check).collect::<Vec<_>>(), [*check], "{index}: {failed:?}");
        assert!(!format!("{failed:?}{body}").contains(&Credentials::demo().secret));
    }
    assert_every_check_has_a_case(&server(), CASES.iter().map(|case| case.0));
}

#[test]
fn what_nothing_is_documented_at_is_explained() {
    let running = server().spawn().expect("a server");
    let reply = Call::get("/jdy/v2/ls/coupon", "").send(&running);
    assert_eq!(reply.status, 404);
    let text = reply.body;
    assert!(text.contains("/jdy/v2/ls/coupon\"") && text.contains("GET /jdy/v2/ls/coupon_center"), "{text}");
    assert_eq!(running.calls().unknown, 1);
}

#[test]
fn accounts_are_listed_in_both_forms() {
    let running = server().spawn().expect("a server");
    let reply = authorize().send(&running).json();
    assert_eq!(reply["errcode"], 0);
    let rows = reply["data"].as_array().expect("rows");
    let seen: Vec<_> = rows.iter().map(|row| (row["accountId"].as_str(), row["status"].as_i64())).collect();
    assert_eq!(seen, [(Some("revoked-account"), Some(0)), (Some("demo-account"), Some(1))]);
    for name in [
        "serviceId",
        "accountName",
        "domain",
        "groupName",
        "outerInstanceId",
        "clientId",
        "appKey",
        "appSecret",
        "instanceExpiresTime",
    ] {
        assert!(rows[1][name].is_string(), "{name}");
    }

    let everyones = Call { query: String::new(), ..authorize() }.send(&running).json();
    assert_eq!(everyones["data"], reply["data"]);

    let running = server().authorize_form(AuthorizeForm::Code).spawn().expect("a server");
    let reply = authorize().send(&running).json();
    assert_eq!((&reply["code"], &reply["errcode"]), (&json!(200), &Value::Null));
    assert!(reply["msg"].is_string() && reply["data"].is_array(), "{reply}");
    let reply = Call { query: "outerInstanceId=other".into(), ..authorize() }.send(&running).json();
    assert_eq!((&reply["code"], &reply["data"]), (&json!(1_030_002_003), &Value::Null));
}

#[test]
fn tokens_have_a_lifetime_and_secrets_change() {
    let running = server().token_lifetime(Duration::from_secs(60)).spawn().expect("a server");
    let row = authorised_row(&running);
    let mut call = Call { token: token(&running), ..coupons() };
    running.skew_clock(59_999);
    assert_eq!(call.send(&running).status, 200);
    running.skew_clock(60_000);
    assert_eq!(call.send(&running).json()["errcode"], 4011);

    running.skew_clock(24 * 3600 * 1000);
    call.timestamp += 24 * 3600 * 1000;
    let mut stale = token_call(&row);
    stale.timestamp = call.timestamp;
    assert_eq!(stale.send(&running).json()["errcode"], 1_030_002_006);
}

#[test]
fn answers_go_wrong_as_scripted() {
    let running = server().spawn().expect("a server");
    let call = Call { token: token(&running), ..coupons() };
    let overload = Fault::Refusal { code: "5007".into(), message: "later".into() };
    let business = Fault::Refusal { code: "2000002000".into(), message: "系统错误".into() };
    let custom = Fault::Answer { status: 200, body: "[]".into() };
    running.script([Fault::None, Fault::ServerError, overload, business, Fault::Truncated, custom]);
    let replies: Vec<Reply> = (0..7).map(|_| call.send(&running)).collect();
    let seen: Vec<(u16, bool)> = replies.iter().map(|reply| (reply.status, reply.complete)).collect();
    assert_eq!(seen, [(200, true), (500, true), (519, true), (200, true), (200, false), (200, true), (200, true)]);
    assert_eq!((&replies[2].json()["errcode"], &replies[3].json()["errcode"]), (&json!(5007), &json!(2_000_002_000)));
    assert!(replies[0].body.starts_with(&replies[4].body) && !replies[4].body.is_empty());
    assert_eq!((replies[5].body.as_str(), &replies[6].body), ("[]", &replies[0].body));
}

#[test]
fn a_wrong_clock_shows_in_the_date() {
    let running = server().spawn().expect("a server");
    let call = Call { token: token(&running), ..coupons() };
    running.skew_clock(600_000);
    let reply = call.send(&running);
    assert_eq!((reply.status, reply.header("date")), (519, "Tue, 21 Jun 2022 01:44:00 GMT"));
    let mended = Call { timestamp: NOW + 600_000, ..call };
    assert_eq!(mended.send(&running).status, 200);
}

#[test]
fn the_banner_says_what_a_caller_needs() {
    let bound = server().bind().expect("a port");
    let banner = bound.banner();
    for word in
        [&bound.url(), "205022", "docwright-demo-secret-0123456789", "demo-instance, demo-account", "revoked", COUPONS]
    {
        assert!(banner.contains(word), "{word}: {banner}");
    }
    assert!(server().findings().is_empty());
}
