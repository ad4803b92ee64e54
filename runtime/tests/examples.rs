//! Documented examples against models: what is equal, what has to be named, and what fails.

use docwright_runtime::examples::{Request, assert_answer, assert_request};
use docwright_runtime::{Additional, Api, ApiMeta, Constant, Data, Encoding, Envelope, Extra, Number, Operation};
use docwright_runtime::{OperationMeta, Place, Success, model};

struct Shop;

impl Api for Shop {
    const META: &'static ApiMeta = &ApiMeta {
        name: "shop",
        title: "Shop",
        server: None,
        recipe: None,
        envelopes: &[Envelope {
            success: Some(Success { field: "code", equals: "0" }),
            code: Some("code"),
            message: None,
            data: Some("data"),
        }],
        pagination: None,
        limit_per_minute: None,
    };
}

#[derive(Default)]
struct GetRows {
    page: Option<i64>,
    ids: Option<Vec<String>>,
    open: Option<bool>,
    additional: Additional,
}
model! { GetRows "get_rows" line 10 => additional {
    page = "page" required disputed, ids = "ids" max_items(2), open = "open",
} }

impl Operation for GetRows {
    type Api = Shop;
    type Output = Row;
    const META: &'static OperationMeta = &OperationMeta {
        name: "get_rows",
        method: "POST",
        path: "/rows",
        document: "documents/rows.md",
        parameters: &[Place::Query, Place::Query, Place::Body],
        constants: &[Constant { place: Place::Body, name: "version", value: "2" }],
        encoding: Encoding::Json,
        errors: &[],
        data: Data::Member("data"),
        idempotent: false,
    };
}

#[derive(Default)]
struct Row {
    price: Option<Number>,
    count: Option<i64>,
    tags: Vec<String>,
    open: Option<bool>,
    extra: Extra,
}
model! { Row "Row" line 20 => extra {
    price = "price" required, count = "count", tags = "tags", open = "open" required disputed,
} }

fn fails(assertion: impl FnOnce() + std::panic::UnwindSafe) -> String {
    let panic = std::panic::catch_unwind(assertion).expect_err("the assertion fails");
    *panic.downcast::<String>().expect("a message")
}

#[test]
fn an_answer_that_is_as_documented_needs_no_words() {
    assert_answer::<GetRows>(r#"{"code":0,"data":{"open":true,"price":1.50,"tags":["a"],"count":null}}"#, &[]);
}

#[test]
fn every_difference_is_named_and_every_name_is_met() {
    let answer = r#"{"code":7,"data":{"open":9,"price":"007","count":1.0,"tags":"a","more":[{}]}}"#;
    let differences = [
        "$: Failure",
        "data.count: IntegerSpelling",
        "data.more: UnknownMember",
        "data.open: Misfit",
        "data.price: Quoted",
        "data.tags: SingleForList",
    ];
    assert_answer::<GetRows>(answer, &differences);
    for index in 0..differences.len() {
        let mut without = differences.to_vec();
        let gone = without.remove(index);
        let message = fails(move || assert_answer::<GetRows>(answer, &without));
        assert!(message.contains(&format!("not named:\n  {gone}\n")), "{message}");
    }
    let message = fails(|| assert_answer::<GetRows>(r#"{"code":0}"#, &["data: NoData", "data.more: UnknownMember"]));
    assert!(message.contains("not met:\n  data.more: UnknownMember"), "{message}");
}

#[test]
fn a_value_of_another_type_is_kept_only_where_the_document_disputes_the_type() {
    let answer = r#"{"code":0,"data":{"open":true,"price":1,"count":"many"}}"#;
    assert_answer::<GetRows>(answer, &["data: Misfit"]);
    assert_answer::<GetRows>(r#"{"code":0,"data":{"open":"many","price":1}}"#, &["data.open: Misfit"]);
}

#[test]
fn a_request_goes_through_its_fields() {
    let request =
        Request { query: &[("page", "001"), ("ids", r#"["1","2"]"#)], body: Some(r#"{"open":true,"version":"2"}"#) };
    assert_request::<GetRows>(&request, &[]);
}

#[test]
fn what_a_request_shows_beyond_its_tables_is_sent_and_named() {
    let request = Request {
        query: &[("page", "first"), ("debug", "1")],
        body: Some(r#"{"open":[2],"version":3,"more":{"a":1}}"#),
    };
    let differences =
        ["page: Misfit", "debug: UnknownMember", "open: Misfit", "version: Constant", "more: UnknownMember"];
    assert_request::<GetRows>(&request, &differences);
    assert_request::<GetRows>(
        &Request { body: Some("[1]"), ..Request::default() },
        &["page: MissingRequired", "$: Misfit"],
    );
    let message = fails(|| assert_request::<GetRows>(&Request::default(), &[]));
    assert!(message.contains("page: MissingRequired") && message.contains("documents/rows.md"), "{message}");
}

#[test]
fn what_clients_would_not_send_is_no_documented_request() {
    let request = Request { query: &[("page", "1"), ("ids", "[1,2,3]")], body: None };
    let message = fails(move || assert_request::<GetRows>(&request, &[]));
    assert!(message.contains("clients refuse to send it: ids: at most 2 items"), "{message}");
}
