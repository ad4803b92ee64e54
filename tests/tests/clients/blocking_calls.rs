//! The blocking clients of both vendors: the same behaviour, on threads.

use std::thread;
use std::time::Duration;

use docwright::mock::{Calls, Credentials, Fault, Running};
use docwright_clients::ebuychina::member::GetMemberAssets;
use docwright_clients::ebuychina::member::get_member_assets::request::Content;
use docwright_clients::kingdee::retail::GetCouponCenter;
use docwright_clients::kingdee::retail::get_coupon_center::CouponType;
use docwright_clients::{ebuychina, kingdee};
use docwright_runtime::Error;

use crate::assert_discreet;

fn spawn(name: &str) -> Running {
    crate::server(name).spawn().expect("a server")
}

fn kingdee_builder(running: &Running) -> kingdee::blocking::ClientBuilder {
    let demo = Credentials::demo();
    let credentials = kingdee::Credentials::new(demo.id, demo.secret).instance("demo-instance");
    kingdee::blocking::Client::builder(credentials).base_url(running.url())
}

fn kingdee_client(running: &Running) -> kingdee::blocking::Client {
    kingdee_builder(running).build().expect("a client")
}

/// Calls of the list of accounts, of the token endpoint, and of documented operations.
fn calls(running: &Running) -> [usize; 3] {
    let Calls { authorize, token, business, .. } = running.calls();
    [authorize, token, business]
}

/// A page with those coupons of so many.
fn coupons(ids: std::ops::Range<usize>, count: usize) -> Fault {
    let rows: Vec<String> = ids.map(|id| format!(r#"{{"id":"{id}"}}"#)).collect();
    let body = format!(r#"{{"errcode":0,"data":{{"count":{count},"rows":[{}]}}}}"#, rows.join(","));
    Fault::Answer { status: 200, body }
}

#[test]
fn a_call_gives_typed_data_and_the_token_is_kept() {
    let running = spawn("kingdee");
    let client = kingdee_client(&running);
    let page = client.send(&GetCouponCenter::new().member_id("会员 A*").page(1)).expect("a page");
    assert_eq!((page.count, page.rows.len()), (Some(100), 1));
    assert_eq!(page.rows[0].coupon_type, Some(CouponType::DaiJinQuan));
    let same = client.retail().get_coupon_center(&GetCouponCenter::new()).expect("a page");
    assert_eq!(same.rows, page.rows);
    let raw = client.call(&GetCouponCenter::new()).timeout(Duration::from_secs(60)).raw().expect("an answer");
    assert_eq!((raw.status().as_u16(), raw.envelope()), (200, Some(Ok(()))));
    assert_eq!((calls(&running), running.failed_checks()), ([1, 1, 3], Vec::new()));
}

#[test]
fn threads_that_come_together_share_one_token() {
    let running = spawn("kingdee");
    let client = kingdee_client(&running);
    let together = |client: &kingdee::blocking::Client| {
        thread::scope(|scope| {
            let threads: Vec<_> = (0..16).map(|_| scope.spawn(|| client.send(&GetCouponCenter::new()))).collect();
            for thread in threads {
                assert_eq!(thread.join().expect("no panic").expect("a page").count, Some(100));
            }
        });
    };
    together(&client);
    assert_eq!(calls(&running), [1, 1, 16]);
    running.expire_tokens();
    together(&client);
    let [authorize, token, _] = calls(&running);
    assert_eq!((authorize, token), (1, 2), "an expired token is renewed once for all");
}

#[test]
fn what_may_be_repeated_is_repeated() {
    let running = spawn("kingdee");
    running.script([Fault::ServerError, Fault::Truncated]);
    kingdee_client(&running).send(&GetCouponCenter::new()).expect("the third attempt");
    assert_eq!(calls(&running), [1, 1, 3]);
    running.script([Fault::Refusal { code: "4012".into(), message: "no permission".into() }]);
    let error = kingdee_client(&running).send(&GetCouponCenter::new()).expect_err("refused");
    assert_discreet(&error);
    assert_eq!((error.code(), error.is_retryable()), (Some("4012"), false));
    assert_eq!(calls(&running), [2, 2, 4]);
}

#[test]
fn calls_beyond_the_limit_wait_their_turn() {
    let running = spawn("kingdee");
    let client = kingdee_builder(&running).limit_per_minute(Some(1)).build().expect("a client");
    client.send(&GetCouponCenter::new()).expect("a page");
    let error = client.call(&GetCouponCenter::new()).timeout(Duration::from_millis(50)).send().expect_err("waits");
    assert!(matches!(error, Error::TimedOut { .. }), "{error:?}");
    assert_eq!(calls(&running), [1, 1, 1]);
}

#[test]
fn pages_are_an_iterator() {
    let running = spawn("kingdee");
    running.script([coupons(0..100, 250), coupons(100..200, 250), coupons(200..250, 250)]);
    let client = kingdee_client(&running);
    let rows = client.pages(&GetCouponCenter::new()).items().collect::<Result<Vec<_>, _>>().expect("all rows");
    assert!(rows.iter().enumerate().all(|(index, row)| row.id.as_deref() == Some(index.to_string().as_str())));
    assert_eq!((rows.len(), calls(&running)), (250, [1, 1, 3]));

    running.script([coupons(0..100, 130), coupons(100..120, 130), coupons(0..0, 130)]);
    let mut pages = client.pages(&GetCouponCenter::new()).pages();
    let sizes: Vec<_> = pages.by_ref().map_while(Result::ok).map(|page| page.items.len()).collect();
    assert_eq!(sizes, [100, 20]);
    assert!(pages.next().is_none(), "an error is the last thing that comes");
    running.script([coupons(0..1, 2), coupons(0..0, 2)]);
    let last = client.pages(&GetCouponCenter::new()).items().last().expect("an outcome");
    assert!(matches!(last, Err(Error::Incomplete { missing: 1, .. })), "{last:?}");
}

#[tokio::test]
async fn a_call_inside_of_an_async_runtime_does_not_panic() {
    let running = spawn("kingdee");
    let client = kingdee_client(&running);
    client.send(&GetCouponCenter::new()).expect("a page");
    let threaded = client.clone();
    let outcome = tokio::task::spawn_blocking(move || threaded.send(&GetCouponCenter::new())).await;
    outcome.expect("no panic").expect("a page");
    assert_eq!(calls(&running), [1, 1, 2]);
}

#[test]
fn signed_envelopes_are_checked() {
    let running = spawn("ebuychina");
    let client = |secret: &str| {
        let credentials = ebuychina::Credentials::new(Credentials::demo().id, secret);
        ebuychina::blocking::Client::builder(credentials).base_url(running.url()).build().expect("a client")
    };
    let request =
        GetMemberAssets::new().content(Content { member_id: Some("会员".to_owned()), ..Content::default() });
    let right = client(&Credentials::demo().secret);
    let assets = right.member().get_member_assets(&request).expect("assets");
    assert_eq!(assets.member_id.as_deref(), Some("e352b0e072de7cd4672a2a93f961ce77"));
    let error = client("another secret").send(&request).expect_err("not to be trusted");
    assert_discreet(&error);
    assert!(matches!(error, Error::Signature { .. }), "{error:?}");
    running.script([Fault::ServerError]);
    let error = right.send(&request).expect_err("it may have been executed");
    assert!(matches!(error, Error::Status { .. }), "{error:?}");
    assert_eq!(running.calls().business, 3);
}

#[test]
fn another_account_has_tokens_of_its_own() {
    let running = spawn("kingdee");
    let client = kingdee_client(&running);
    client.send(&GetCouponCenter::new()).expect("a page");
    let demo = Credentials::demo();
    let other = kingdee::Credentials::new(demo.id, demo.secret).instance("demo-instance");
    client.for_account(other).expect("a client").send(&GetCouponCenter::new()).expect("a page");
    assert_eq!(calls(&running), [2, 2, 2]);
}
