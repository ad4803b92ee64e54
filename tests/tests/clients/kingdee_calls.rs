//! The Kingdee client.

use docwright::mock::{Account, AuthorizeForm, Calls, Credentials, Fault, Running, Server};
use docwright_runtime::Error;
use docwright_runtime::auth::{FileTokenStore, SensitiveError};
use tokio::task::JoinSet;

use crate::assert_discreet;
use docwright_clients::kingdee::retail::get_account_balance_info::Required;
use docwright_clients::kingdee::retail::get_coupon_center::CouponType;
use docwright_clients::kingdee::retail::{GetAccountBalanceInfo, GetCouponCenter};
use docwright_clients::kingdee::{self, Client, ClientBuilder};

fn server() -> Server {
    crate::server("kingdee")
}

fn spawn() -> Running {
    server().spawn().expect("a server")
}

fn credentials() -> kingdee::Credentials {
    let demo = Credentials::demo();
    kingdee::Credentials::new(demo.id, demo.secret).instance("demo-instance")
}

fn builder(running: &Running, credentials: kingdee::Credentials) -> ClientBuilder {
    Client::builder(credentials).base_url(running.url()).retries(0)
}

pub(crate) fn client(running: &Running) -> Client {
    builder(running, credentials()).build().expect("a client")
}

/// Calls of the list of accounts, of the token endpoint, and of documented operations.
fn calls(running: &Running) -> [usize; 3] {
    let Calls { authorize, token, business, .. } = running.calls();
    [authorize, token, business]
}

fn failed(running: &Running) -> Vec<&'static str> {
    running.failed_checks().iter().map(|failed| failed.check).collect()
}

async fn refused(client: &Client) -> Error {
    let error = client.send(&GetCouponCenter::new()).await.expect_err("the call is refused");
    assert_discreet(&error);
    error
}

#[tokio::test]
async fn a_call_in_order_gives_typed_data_and_the_token_is_kept() {
    let running = spawn();
    let client = client(&running);
    let request = GetCouponCenter::new().member_id("会员 A*~!'()/+&=?%").page(1).page_size(100);
    let page = client.send(&request).await.expect("a page");
    assert_eq!((page.count, page.rows.len()), (Some(100), 1));
    assert_eq!(page.rows[0].coupon_type, Some(CouponType::DaiJinQuan));
    assert_eq!(page.rows[0].name.as_deref(), Some("优惠券A"));

    let balance = GetAccountBalanceInfo::new(Required { member_card_id: "1".into(), member_id: "2".into() });
    let balance = client.send(&balance).await.expect("a balance");
    assert!(balance.integral.is_some() && balance.recharge.is_some());
    assert_eq!(calls(&running), [1, 1, 2]);
    assert_eq!(running.failed_checks(), []);
}

#[tokio::test]
async fn what_the_document_requires_is_asked_for_before_anything_is_sent() {
    let running = spawn();
    let client = client(&running);
    let error = client.send(&GetAccountBalanceInfo::default()).await.expect_err("nothing is set");
    assert_eq!(
        error.to_string(),
        "get_account_balance_info: not sent, because documents/account_balance_info.md asks for something else: \
         member_card_id: required (line 44); member_id: required (line 45)"
    );
    assert_eq!(calls(&running), [0, 0, 0]);

    let outcome = client.send(&GetAccountBalanceInfo::default()).unchecked().await;
    assert!(!matches!(outcome, Err(Error::Invalid { .. })), "{outcome:?}");
    assert_eq!(calls(&running), [1, 1, 1]);
    let unchecked = builder(&running, credentials()).unchecked().build().expect("a client");
    let outcome = unchecked.send(&GetAccountBalanceInfo::default()).await;
    assert!(!matches!(outcome, Err(Error::Invalid { .. })), "{outcome:?}");
}

#[tokio::test]
async fn callers_that_come_together_share_one_token() {
    let running = spawn();
    let client = client(&running);
    let mut tasks = JoinSet::new();
    for _ in 0..20 {
        let client = client.clone();
        tasks.spawn(async move { client.send(&GetCouponCenter::new()).await.map(|page| page.count) });
    }
    for outcome in tasks.join_all().await {
        assert_eq!(outcome.expect("a page"), Some(100));
    }
    assert_eq!(calls(&running), [1, 1, 20]);
}

#[tokio::test]
async fn processes_share_one_token() {
    if let Ok(url) = std::env::var(SHARED_URL) {
        return one_of_several_processes(&url).await;
    }
    // The vendor allows two calls a minute.
    let running = server().token_calls_per_minute(2).spawn().expect("a server");
    let folder = tempfile::tempdir().expect("a folder");
    let start = |_| {
        std::process::Command::new(std::env::current_exe().expect("this program"))
            .args(["kingdee_calls::processes_share_one_token", "--exact", "--nocapture"])
            .envs([(SHARED_URL, running.url().as_str()), (SHARED_FOLDER, &folder.path().to_string_lossy())])
            .stdout(std::process::Stdio::null())
            .spawn()
            .expect("another process")
    };
    let processes: Vec<_> = (0..6).map(start).collect();
    for mut process in processes {
        assert!(process.wait().expect("its end").success());
    }
    assert_eq!((calls(&running), failed(&running)), ([1, 1, 12], vec![]));
}

/// Tells the test, where it runs as one of the processes that it started itself, which server it calls.
const SHARED_URL: &str = "DOCWRIGHT_TEST_URL";
/// Tells those processes where they share the token.
const SHARED_FOLDER: &str = "DOCWRIGHT_TEST_TOKENS";

async fn one_of_several_processes(url: &str) {
    let folder = std::env::var(SHARED_FOLDER).expect("a folder comes with the address");
    let builder = Client::builder(credentials()).base_url(url).retries(0);
    let client = builder.token_store(FileTokenStore::new(folder)).build().expect("a client");
    for _ in 0..2 {
        client.send(&GetCouponCenter::new()).await.expect("a page");
    }
}

#[test]
fn sensitive_fields_are_read_and_written_with_the_clients_secret() {
    let credentials = kingdee::Credentials::new("205022", "f2adcfef73369bfc4e1384677d38a0ff");
    let client = Client::builder(credentials).build().expect("a client");
    assert_eq!(client.decrypt("NYPiTvcX35qmceQzSWcdVQ==").expect("the vendor's vector"), "13800138000");
    assert_eq!(client.encrypt("13800138000").expect("the vendor's vector"), "NYPiTvcX35qmceQzSWcdVQ==");
    let credentials = kingdee::Credentials::new("205022", "f2adcfef73369bfc4e1384677d38a0ff");
    let blocking = kingdee::blocking::Client::builder(credentials).build().expect("a client");
    assert_eq!(blocking.decrypt("NYPiTvcX35qmceQzSWcdVQ==").expect("the vendor's vector"), "13800138000");
    let other = client.for_account(kingdee::Credentials::new("205022", "0".repeat(32))).expect("an account");
    assert_eq!(other.decrypt("NYPiTvcX35qmceQzSWcdVQ=="), Err(SensitiveError::Unreadable));
}

#[tokio::test]
async fn a_wrong_secret_is_said_at_once() {
    let running = spawn();
    let wrong = kingdee::Credentials::new(Credentials::demo().id, "another secret").instance("demo-instance");
    let error = refused(&builder(&running, wrong).retries(3).build().expect("a client")).await;
    assert_eq!((error.code(), error.operation()), (Some("4008"), Some("push_app_authorize")));
    assert_eq!(error.status().map(|status| status.as_u16()), Some(519));
    assert!(!error.is_retryable());
    assert_eq!(calls(&running), [1, 0, 0]);
}

#[tokio::test]
async fn an_expired_token_is_renewed_once() {
    let running = spawn();
    let client = client(&running);
    client.send(&GetCouponCenter::new()).await.expect("a page");
    running.expire_tokens();
    client.send(&GetCouponCenter::new()).await.expect("a page");
    assert_eq!((calls(&running), failed(&running)), ([1, 2, 3], vec!["token age"]));
}

#[tokio::test]
async fn a_token_that_stays_wrong_is_not_renewed_again() {
    let running = spawn();
    let expired = Fault::Refusal { code: "4011".into(), message: "expired".into() };
    running.script(vec![expired; 5]);
    assert_eq!(refused(&client(&running)).await.code(), Some("4011"));
    assert_eq!(calls(&running), [1, 2, 2]);
}

#[tokio::test]
async fn a_changed_app_secret_is_fetched_again() {
    let running = spawn();
    // Otherwise the third token would come a minute later.
    let client = builder(&running, credentials()).limit_per_minute(None).build().expect("a client");
    client.send(&GetCouponCenter::new()).await.expect("a page");
    running.rotate_app_secret();
    running.expire_tokens();
    client.send(&GetCouponCenter::new()).await.expect("a page");
    assert_eq!((calls(&running), failed(&running)), ([2, 3, 3], vec!["token age", "app signature"]));
}

#[tokio::test]
async fn a_clock_that_is_wrong_from_the_start_is_mended_once() {
    for skew in [3_600_000, -3_600_000] {
        let running = spawn();
        let client = client(&running);
        running.skew_clock(skew);
        client.send(&GetCouponCenter::new()).await.expect("a page");
        client.send(&GetCouponCenter::new()).await.expect("a page");
        assert_eq!((calls(&running), failed(&running)), ([2, 1, 2], vec!["timestamp"]));
    }
}

#[tokio::test]
async fn a_clock_that_goes_wrong_is_mended_once() {
    let running = spawn();
    let client = client(&running);
    client.send(&GetCouponCenter::new()).await.expect("a page");
    running.skew_clock(600_000);
    client.send(&GetCouponCenter::new()).await.expect("a page");
    assert_eq!((calls(&running), failed(&running)), ([1, 1, 3], vec!["timestamp"]));

    let timestamp = Fault::Refusal { code: "4006".into(), message: "timestamp".into() };
    running.script(vec![timestamp; 5]);
    assert_eq!(refused(&client).await.code(), Some("4006"));
    assert_eq!(calls(&running), [1, 1, 5]);
}

#[tokio::test]
async fn a_server_error_is_told_with_its_status() {
    let running = spawn();
    running.script([Fault::ServerError, Fault::ServerError]);
    let error = refused(&client(&running)).await;
    assert!(matches!(error, Error::Status { .. }), "{error:?}");
    assert_eq!(error.status().map(|status| status.as_u16()), Some(500));
    assert_eq!(calls(&running)[2], 1);

    let patient = builder(&running, credentials()).retries(1).build().expect("a client");
    patient.send(&GetCouponCenter::new()).await.expect("a page at the second attempt");
    assert_eq!(calls(&running)[2], 3);
}

#[tokio::test]
async fn a_truncated_body_is_no_answer() {
    let running = spawn();
    running.script([Fault::Truncated, Fault::Truncated]);
    let error = refused(&client(&running)).await;
    assert!(matches!(error, Error::Transport { .. }), "{error:?}");

    let patient = builder(&running, credentials()).retries(1).build().expect("a client");
    patient.send(&GetCouponCenter::new()).await.expect("a page at the second attempt");
    assert_eq!(calls(&running)[2], 3);
}

#[tokio::test]
async fn a_documented_error_comes_with_its_remedy() {
    let running = spawn();
    running.script([Fault::Refusal { code: "2000002000".into(), message: "系统错误".into() }]);
    let error = refused(&client(&running)).await;
    let Error::Api { known: Some(known), message, .. } = &error else { panic!("{error:?}") };
    assert_eq!((error.code(), known.remedy, message.as_str()), (Some("2000002000"), "开发者社区", "系统错误"));
    assert_eq!(calls(&running)[2], 1);
}

#[tokio::test]
async fn an_answer_that_cannot_be_decoded_names_its_place() {
    let running = spawn();
    let body = r#"{"errcode":0,"description":"success","data":{"rows":[{"issued":{}}]}}"#;
    running.script([Fault::Answer { status: 200, body: body.to_owned() }]);
    let strict = builder(&running, credentials()).strict(true).build().expect("a client");
    let error = refused(&strict).await;
    let Error::Decode { source, .. } = &error else { panic!("{error:?}") };
    assert_eq!((source.operation(), source.document()), ("get_coupon_center", "documents/coupon_center.md"));
    assert!(source.path().contains("rows[0].issued"), "{}", source.path());
}

#[tokio::test]
async fn the_list_of_accounts_is_read_in_both_forms() {
    let running = server().authorize_form(AuthorizeForm::Code).spawn().expect("a server");
    client(&running).send(&GetCouponCenter::new()).await.expect("a page");
    let unknown = credentials().instance("nobody");
    let error = refused(&builder(&running, unknown).build().expect("a client")).await;
    assert_eq!((error.code(), error.operation()), (Some("1030002003"), Some("push_app_authorize")));
}

#[tokio::test]
async fn one_of_several_accounts_has_to_be_named() {
    let mut known = Credentials::demo();
    known.accounts.push(Account::new("demo-instance", "second-account"));
    let running = server().credentials(known).spawn().expect("a server");
    let error = refused(&client(&running)).await;
    assert!(matches!(error, Error::Choice { .. }), "{error:?}");
    let shown = error.to_string();
    assert!(shown.contains("demo-account") && shown.contains("second-account"), "{shown}");
    assert!(!shown.contains("revoked-account"), "{shown}");

    let second = builder(&running, credentials().account("second-account")).build().expect("a client");
    second.send(&GetCouponCenter::new()).await.expect("a page");

    running.set_account_valid("second-account", false);
    assert_eq!(refused(&second).await.code(), Some("4012"));
}
