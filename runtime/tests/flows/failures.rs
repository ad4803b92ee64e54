//! What a caller sees when things go wrong, what is repeated, and what nobody may see.

use std::time::Duration;

use docwright_runtime::auth::{Credentials, Inputs, Recipe, sign};
use docwright_runtime::transport::{TransportError, TransportErrorKind};
use docwright_runtime::{
    Additional, Api, ApiMeta, Client, ClientBuilder, Data, DriftReport, Envelope, Error, File, Operation,
    OperationMeta, Place, Success,
};

use crate::api::{CLIENT_SECRET, GetRows, KINGDEE_GATEWAY, Kingdee, PostOrder, PostUpload, Rows, kingdee};
use crate::schemes::BODY_DIGEST;
use crate::script::{Script, answer, header};

/// The Kingdee API without authentication, so that scripts hold business answers only.
fn open(script: &Script) -> Client {
    const OPEN: &ApiMeta = &ApiMeta { recipe: None, ..*Kingdee::META };
    ClientBuilder::new(OPEN, Credentials::new()).transport(script.clone()).build().expect("a client")
}

fn order() -> PostOrder {
    PostOrder { id: Some("a/b".into()), amount: Some("1.50".parse().expect("a number")), ..PostOrder::default() }
}

fn lost(kind: TransportErrorKind) -> Result<http::Response<bytes::Bytes>, TransportError> {
    Err(TransportError::new(kind))
}

const ROWS: &str = r#"{"errcode":0,"data":{"count":1}}"#;

#[tokio::test(start_paused = true)]
async fn what_may_have_been_executed_is_repeated_for_get_only() {
    let busy = || answer(503, "busy");
    for trouble in [|| lost(TransportErrorKind::Lost), || lost(TransportErrorKind::TimedOut), busy] {
        let script = Script::of([trouble(), trouble(), answer(200, ROWS)]);
        open(&script).send(&GetRows::default()).await.expect("the third attempt");
        let script = Script::of([trouble()]);
        open(&script).send(&order()).await.expect_err("a second order would be a second order");
    }
}

#[tokio::test(start_paused = true)]
async fn what_was_not_executed_is_repeated_for_every_method() {
    for trouble in [|| lost(TransportErrorKind::Connect), || answer(429, "")] {
        let script = Script::of([trouble(), trouble(), answer(200, ROWS)]);
        open(&script).send(&order()).await.expect("the third attempt");
        let script = Script::of([trouble(), trouble(), trouble()]);
        let error = open(&script).send(&order()).await.expect_err("enough");
        assert!(error.is_retryable());
    }
}

#[tokio::test(start_paused = true)]
async fn the_server_says_how_long_to_wait() {
    let begin = tokio::time::Instant::now();
    let script = Script::of([later("30"), answer(200, ROWS), later("3600")]);
    let client = open(&script);
    client.send(&GetRows::default()).await.expect("after half a minute");
    assert!(begin.elapsed() >= Duration::from_secs(30));
    let error = client.send(&GetRows::default()).await.expect_err("an hour is too long");
    assert_eq!(error.status().expect("a status"), 429);
}

fn later(seconds: &str) -> Result<http::Response<bytes::Bytes>, TransportError> {
    let mut response = answer(429, "")?;
    response.headers_mut().insert("retry-after", seconds.parse().expect("a header"));
    Ok(response)
}

#[tokio::test(start_paused = true)]
async fn calls_beyond_the_limit_wait() {
    const LIMITED: &ApiMeta = &ApiMeta { recipe: None, limit_per_minute: Some(2), ..*Kingdee::META };
    let script = Script::new(|_| answer(200, ROWS));
    let client: Client =
        ClientBuilder::new(LIMITED, Credentials::new()).transport(script.clone()).build().expect("a client");
    let begin = tokio::time::Instant::now();
    for _ in 0..5 {
        client.send(&GetRows::default()).await.expect("rows");
    }
    assert_eq!(begin.elapsed().as_secs(), 120);
}

#[tokio::test(start_paused = true)]
async fn a_call_ends_when_its_time_is_over() {
    let script = Script::new(|_| answer(429, ""));
    let client = open(&script);
    let error = client.send(&GetRows::default()).timeout(Duration::ZERO).await.expect_err("no time at all");
    assert!(matches!(error, Error::TimedOut { .. }), "{error}");
}

#[tokio::test]
async fn error_codes_come_with_what_the_document_says() {
    let script = Script::of([answer(200, r#"{"errcode":"2000002000","description":"系统错误"}"#)]);
    let error = open(&script).send(&GetRows::default()).await.expect_err("an error");
    let Error::Api { code, known, retryable, .. } = &error else { panic!("{error}") };
    assert_eq!((code.as_str(), *retryable), ("2000002000", false));
    assert_eq!(known.expect("documented").remedy, "开发者社区");
    assert!(error.to_string().contains("开发者社区"), "{error}");
}

#[tokio::test]
async fn uploads_may_answer_in_a_form_of_their_own() {
    const UPLOADS: Envelope = Envelope {
        success: Some(Success { field: "errorCode", equals: "success" }),
        code: Some("errorCode"),
        message: Some("message"),
        data: Some("data"),
    };
    const META: &ApiMeta =
        &ApiMeta { recipe: None, envelopes: &[Kingdee::META.envelopes[0], UPLOADS], ..*Kingdee::META };
    let script = Script::of([
        answer(200, r#"{"errorCode":"success","success":true,"data":{"count":1}}"#),
        answer(200, r#"{"errorCode":"file.too.large","message":"太大"}"#),
        answer(200, r#"{"errcode":2000002000,"description":"系统错误"}"#),
    ]);
    let client: Client =
        ClientBuilder::new(META, Credentials::new()).transport(script.clone()).build().expect("a client");
    let upload = PostUpload { file: Some(File::new("a.png", "PNG")), ..PostUpload::default() };
    assert_eq!(client.send(&upload).await.expect("rows").count, Some(1));
    for expected in [("file.too.large", "太大"), ("2000002000", "系统错误")] {
        let error = client.send(&upload).await.expect_err("refused");
        let Error::Api { code, message, .. } = &error else { panic!("{error}") };
        assert_eq!((code.as_str(), message.as_str()), expected);
    }
}

#[tokio::test]
async fn where_the_status_says_success_the_body_says_what_went_wrong() {
    const STATUS: Envelope = Envelope { success: None, code: Some("error"), message: Some("message"), data: None };
    const META: &ApiMeta = &ApiMeta { recipe: None, envelopes: &[STATUS], ..*Kingdee::META };
    let script = Script::of([
        answer(404, r#"{"error":"not_found","message":"no such shop"}"#),
        answer(502, "<html>"),
        answer(200, r#"{"message":"all well","data":{"count":1}}"#),
    ]);
    let builder: ClientBuilder = ClientBuilder::new(META, Credentials::new());
    let client = builder.transport(script).retries(0).build().expect("a client");
    let error = client.send(&GetRows::default()).await.expect_err("not there");
    assert_eq!(error.to_string(), "get_rows: the server answered with error not_found: no such shop");
    assert_eq!((error.code(), error.status().expect("a status").as_u16()), (Some("not_found"), 404));
    let error = client.send(&GetRows::default()).await.expect_err("no JSON");
    assert!(matches!(error, Error::Status { .. }), "{error}");
    assert_eq!(client.send(&GetRows::default()).await.expect("rows").count, Some(1));
}

#[tokio::test]
async fn an_answer_may_be_nothing_where_its_status_says_all() {
    const OPEN: &ApiMeta = &ApiMeta { recipe: None, envelopes: &[], ..*Kingdee::META };
    for (status, body, meta, is_strict, succeeds) in [
        (204, "", Kingdee::META, false, true),
        (204, "", Kingdee::META, true, true),
        (200, " \n", OPEN, false, true),
        (200, "", OPEN, true, false),
        (200, "", Kingdee::META, false, false),
        (200, "nothing", OPEN, false, false),
    ] {
        let script = Script::of([answer(status, body)]);
        let builder: ClientBuilder =
            ClientBuilder::new(Box::leak(Box::new(ApiMeta { recipe: None, ..*meta })), Credentials::new());
        let report = DriftReport::new();
        let builder = builder.transport(script).strict(is_strict).drift(report.clone());
        let outcome = builder.build().expect("a client").send(&GetRows::default()).await;
        assert_eq!(outcome.is_ok(), succeeds, "{status} {body:?} strict {is_strict}: {outcome:?}");
        assert_eq!(report.count(), u64::from(succeeds && status == 200), "{report}");
    }
}

#[tokio::test]
async fn what_cannot_be_decoded_is_told_with_path_and_line() {
    let cases = [
        (r#"{"errcode":0,"data":{"count":{"a":1}}}"#, "data.count", Some(81)),
        (r#"{"errcode":0,"data":[[1]]}"#, "data", None),
        (r#"{"errcode":0,"data":{"count":1"#, "data", None),
        ("", "", None),
        (r#"{"rows":[]}"#, "", None),
        ("[1]", "", None),
    ];
    for (body, path, line) in cases {
        let script = Script::of([answer(200, body)]);
        let error = open(&script).send(&GetRows::default()).await.expect_err(body);
        let Error::Decode { source, .. } = &error else { panic!("{body}: {error}") };
        assert_eq!(
            (source.path(), source.operation(), source.document()),
            (path, "get_rows", "documents/rows.md"),
            "{body}"
        );
        if line.is_some() {
            assert_eq!(source.line(), line, "{body}");
        }
        assert_eq!(error.body().expect("the body"), body);
    }
}

#[tokio::test]
async fn a_raw_answer_is_as_it_came() {
    let body = r#"{"errcode":7,"description":"no"}"#;
    let script = Script::of([answer(519, body), answer(404, "nothing"), answer(200, ROWS)]);
    let client = open(&script);
    let refused = client.send(&GetRows::default()).raw().await.expect("an answer");
    assert_eq!((refused.status().as_u16(), &refused.body()[..]), (519, body.as_bytes()));
    assert_eq!(refused.envelope(), Some(Err(("7".to_owned(), "no".to_owned()))));
    assert_eq!(client.send(&GetRows::default()).raw().await.expect("an answer").envelope(), None);
    assert_eq!(client.send(&GetRows::default()).raw().await.expect("an answer").envelope(), Some(Ok(())));
}

#[tokio::test]
async fn bodies_paths_and_escape_hatches() {
    let script = Script::new(|_| answer(200, ROWS));
    let client = open(&script);
    let mut order = order();
    order.additional = Additional::new().query("debug", "1").header("X-Trace", "abc").member("remark", "新");
    client.send(&order).await.expect("sent");
    let upload = PostUpload {
        title: Some("图".into()),
        file: Some(File::new("a\"b.png", "PNG").media_type("image/png")),
        ..PostUpload::default()
    };
    client.send(&upload).await.expect("sent");
    let [order, upload] = <[_; 2]>::try_from(script.requests()).expect("two requests");
    assert_eq!(order.uri().to_string(), "https://api.kingdee.com/jdy/v2/order/a%2Fb?debug=1");
    assert_eq!(order.headers()["x-trace"], "abc");
    assert_eq!(order.body(), r#"{"kind":"sale","amount":1.50,"remark":"新"}"#);
    let kind = upload.headers()["content-type"].to_str().expect("text");
    let boundary = kind.strip_prefix("multipart/form-data; boundary=").expect("a boundary");
    let expected = format!(
        "--{boundary}\r\nContent-Disposition: form-data; name=\"title\"\r\n\r\n图\r\n\
         --{boundary}\r\nContent-Disposition: form-data; name=\"file\"; filename=\"a%22b.png\"\r\n\
         Content-Type: image/png\r\n\r\nPNG\r\n--{boundary}--\r\n"
    );
    assert_eq!(upload.body(), expected.as_bytes());
}

#[tokio::test]
async fn requests_that_cannot_work_are_not_sent() {
    let script = Script::of([]);
    let client = open(&script);
    let mut header = GetRows::default();
    header.additional = Additional::new().header("X-Trace", "a\nb");
    assert!(matches!(client.send(&header).await, Err(Error::Configuration { .. })));
    for id in [None, Some(""), Some(".."), Some(".")] {
        let order = PostOrder { id: id.map(str::to_owned), ..PostOrder::default() };
        assert!(matches!(client.send(&order).await, Err(Error::Configuration { .. })), "{id:?}");
    }
}

#[test]
fn clients_that_cannot_work_are_not_built() {
    let script = Script::of([]);
    let built = |builder: ClientBuilder| builder.build().map(|_| ()).map_err(|error| error.to_string());
    assert!(built(kingdee(&script)).is_ok());
    assert!(built(kingdee(&script).base_url("http://api.kingdee.com")).expect_err("clear text").contains("https"));
    assert!(built(kingdee(&script).base_url("http://api.kingdee.com").allow_http(true)).is_ok());
    let nothing = ClientBuilder::new(Kingdee::META, Credentials::new().with("client_id", "1"));
    assert!(built(nothing).expect_err("no secret").contains("client_secret"));
    const NOWHERE: &ApiMeta = &ApiMeta { server: None, recipe: None, ..*Kingdee::META };
    assert!(built(ClientBuilder::new(NOWHERE, Credentials::new())).expect_err("no address").contains("base_url"));
}

#[tokio::test]
async fn a_signature_that_cannot_be_made_is_not_left_out() {
    static WITHOUT_TIME: Recipe = Recipe { values: &[], steps: &[], ..KINGDEE_GATEWAY };
    const META: &ApiMeta = &ApiMeta { recipe: Some(&WITHOUT_TIME), ..*Kingdee::META };
    let credentials = Credentials::new().with("client_id", "1").with("client_secret", CLIENT_SECRET);
    let client: Client = ClientBuilder::new(META, credentials).transport(Script::of([])).build().expect("a client");
    let error = client.send(&GetRows::default()).await.expect_err("no timestamp to sign");
    assert!(matches!(&error, Error::Configuration { message, .. } if message.contains("nonce")), "{error}");
}

#[tokio::test]
async fn nobody_sees_secrets_tokens_or_bodies() {
    let script = Script::new(|request| {
        let path = request.uri().path().to_owned();
        if path.ends_with("push_app_authorize") {
            let row = r#"{"accountId":"account-2","outerInstanceId":"instance-1","status":"1","domain":"d","appKey":"KEY-SECRET","appSecret":"APP-SECRET"}"#;
            return answer(200, &format!(r#"{{"errcode":"0","data":[{row}]}}"#));
        }
        if path.ends_with("kingdee_auth_token") {
            return answer(200, r#"{"errcode":0,"data":{"app-token":"TOKEN-SECRET"}}"#);
        }
        let message = format!("{CLIENT_SECRET}, TOKEN-SECRET and {} are wrong", header(request, "x-api-signature"));
        answer(519, &format!(r#"{{"errcode":4008,"description":"{message}","x":"BODY-SECRET"}}"#))
    });
    let builder = kingdee(&script);
    let mut shown = format!("{builder:?}");
    let client: Client = builder.build().expect("a client");
    let request = GetRows { search: Some("x".into()), ..GetRows::default() };
    let call = client.send(&request);
    shown += &format!("{client:?} {call:?}");
    let error = call.await.expect_err("refused");
    shown += &format!("{error} {error:?} {:#?}", script.requests().last().expect("a request"));
    let raw = client.send(&request).raw().await.expect("an answer");
    shown += &format!("{raw:?}");
    let signatures: Vec<_> = script.requests().iter().map(|request| header(request, "x-api-signature")).collect();
    let hidden = [CLIENT_SECRET, "TOKEN-SECRET", "KEY-SECRET", "APP-SECRET", "BODY-SECRET"];
    for hidden in hidden.into_iter().chain(signatures.iter().map(String::as_str)) {
        assert!(!shown.contains(hidden), "{hidden} in {shown}");
    }
    assert!(error.excerpt().expect("an excerpt").contains("BODY-SECRET"), "it is there when asked for");
}

#[test]
fn clients_and_calls_go_to_other_threads() {
    fn is_shared<T: Clone + Send + Sync + 'static>() {}
    fn is_sent<T: Send>(_: &T) {}
    is_shared::<Client>();
    is_shared::<Error>();
    let client = open(&Script::of([]));
    let request = GetRows::default();
    is_sent(&client.send(&request));
    is_sent(&std::future::IntoFuture::into_future(client.send(&request)));
    is_sent(&client.send(&request).raw());
}

#[tokio::test]
async fn a_body_that_is_no_object_is_signed_as_it_is_sent() {
    #[derive(Default)]
    struct Numbers {
        body: Option<Vec<i64>>,
        additional: Additional,
    }
    docwright_runtime::model! { Numbers "numbers" line 0 => additional { body = "body" } }
    impl Operation for Numbers {
        type Api = Kingdee;
        type Output = Rows;
        const META: &'static OperationMeta =
            &OperationMeta { path: "/numbers", parameters: &[Place::Content], constants: &[], ..*PostOrder::META };
    }
    const META: &ApiMeta = &ApiMeta { recipe: Some(&BODY_DIGEST), ..*Kingdee::META };
    let credentials = Credentials::new().with("client_id", "id").with("client_secret", "secret");
    let script = Script::of([answer(200, ROWS)]);
    let client: Client = ClientBuilder::new(META, credentials).transport(script.clone()).build().expect("a client");
    let request = Numbers { body: Some(vec![1, 2]), additional: Additional::new() };
    client.send(&request).await.expect("rows");
    let sent = script.requests().remove(0);
    assert_eq!(sent.body(), "[1,2]");
    assert_eq!(sent.headers()["content-type"], "application/json");
    let inputs = Inputs::new().body("[1,2]").value("client_id", "id").value("client_secret", "secret");
    assert_eq!(header(&sent, "event-sign"), sign(&BODY_DIGEST, "request", &inputs).expect("signed").signature);
}

#[tokio::test]
async fn an_output_can_be_the_whole_answer() {
    #[derive(Default)]
    struct Whole {
        additional: Additional,
    }
    docwright_runtime::model! { Whole "whole" line 0 => additional {} }
    impl Operation for Whole {
        type Api = Kingdee;
        type Output = Rows;
        const META: &'static OperationMeta =
            &OperationMeta { name: "whole", data: Data::Whole, parameters: &[], ..*GetRows::META };
    }
    let script = Script::of([answer(200, r#"{"count":5}"#)]);
    assert_eq!(open(&script).send(&Whole::default()).await.expect("rows").count, Some(5));
}
