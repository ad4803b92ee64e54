//! Requests that are not what their document demands are not sent, unless the caller insists.

use docwright_runtime::{
    Additional, Client, Data, Encoding, Error, Extra, Json, Limit, Map, Number, Operation, OperationMeta, Place, Value,
    Violation,
};

use crate::api::{Kingdee, Rows, kingdee};
use crate::kingdee::{gateway, rows};
use crate::script::Script;

#[derive(Default)]
struct PostBill {
    id: Option<String>,
    number: Option<String>,
    remark: Option<String>,
    page_size: Option<String>,
    rate: Option<Number>,
    tags: Option<Vec<String>>,
    ids: Option<String>,
    entries: Option<Vec<Entry>>,
    by_name: Option<Map<Entry>>,
    packed: Option<Json<Entry>>,
    goods: Option<Json<Vec<Entry>>>,
    additional: Additional,
}
docwright_runtime::model! { PostBill "PostBill" line 30 => additional {
    id = "id", number = "number", remark = "remark" min_length(2) max_length(4), page_size = "page_size" maximum("100"),
    rate = "rate" minimum("0.5") maximum("1e1"), tags = "tags" min_items(1) max_items(2) unique_items,
    ids = "ids" max_items(2), entries = "entries" required, by_name = "by_name", packed = "packed",
    goods = "goods" max_items(1),
} one_of ["id", "number"] }

#[derive(Default)]
struct Entry {
    material_id: Option<String>,
    qty: Option<i64>,
    note: Option<String>,
    extra: Extra,
}
docwright_runtime::model! { Entry "Entry" line 50 => extra {
    material_id = "material_id" required @ 90, qty = "qty" minimum("1"), note = "note" required max_length(2) disputed,
} }

impl Operation for PostBill {
    type Api = Kingdee;
    type Output = Rows;
    const META: &'static OperationMeta = &OperationMeta {
        name: "post_bill",
        method: "POST",
        path: "/jdy/v2/bill",
        document: "documents/bill.md",
        parameters: &[Place::Body; 11],
        constants: &[],
        encoding: Encoding::Json,
        errors: &[],
        data: Data::Member("data"),
        idempotent: false,
    };
}

fn bill() -> PostBill {
    PostBill { id: Some("1".into()), entries: Some(vec![entry()]), ..PostBill::default() }
}

fn entry() -> Entry {
    Entry { material_id: Some("m".into()), ..Entry::default() }
}

/// What keeps a request from being sent; nothing is sent then, and no token is fetched.
async fn refused(bill: &PostBill) -> Vec<Violation> {
    let script = gateway(|_, _| rows());
    let client: Client = kingdee(&script).build().expect("a client");
    match client.send(bill).await {
        Ok(_) => Vec::new(),
        Err(Error::Invalid { operation, document, violations, .. }) => {
            assert_eq!((operation, document), ("post_bill", "documents/bill.md"));
            assert_eq!(script.requests().len(), 0);
            violations
        }
        Err(error) => panic!("{error}"),
    }
}

async fn shown(bill: &PostBill) -> Vec<String> {
    refused(bill).await.iter().map(Violation::to_string).collect()
}

#[tokio::test]
async fn what_keeps_the_limits_is_sent() {
    let most = PostBill {
        number: Some("n".into()),
        remark: Some("会员会员".into()),
        page_size: Some("100".into()),
        rate: Some("10.0".parse().expect("a number")),
        tags: Some(vec!["a".into(), "b".into()]),
        ids: Some("1,2".into()),
        ..bill()
    };
    assert_eq!(shown(&most).await, [""; 0]);
    assert_eq!(shown(&PostBill { page_size: Some("all".into()), ..bill() }).await, [""; 0]);
}

#[tokio::test]
async fn what_breaks_a_limit_is_not() {
    let number = |text: &str| text.parse::<Number>().ok();
    let cases = [
        (PostBill { remark: Some("会".into()), ..bill() }, "remark: at least 2 characters"),
        (PostBill { remark: Some("会员会员会".into()), ..bill() }, "remark: at most 4 characters"),
        (PostBill { page_size: Some("101".into()), ..bill() }, "page_size: not greater than 100"),
        (PostBill { rate: number("0.49"), ..bill() }, "rate: not less than 0.5"),
        (PostBill { rate: number("10.000000000000000000001"), ..bill() }, "rate: not greater than 1e1"),
        (PostBill { tags: Some(vec![]), ..bill() }, "tags: at least 1 item"),
        (PostBill { tags: Some(vec!["a".into(); 2]), ..bill() }, "tags: items that differ"),
        (PostBill { ids: Some("1,2,3".into()), ..bill() }, "ids: at most 2 items"),
        (PostBill { goods: Some(Json::new(vec![entry(), entry()])), ..bill() }, "goods: at most 1 item"),
        (PostBill { entries: None, ..bill() }, "entries: required"),
        (PostBill { id: None, ..bill() }, "id: one of id, number is required"),
    ];
    for (bill, expected) in cases {
        assert_eq!(shown(&bill).await, [expected]);
    }
}

#[tokio::test]
async fn places_inside_lists_maps_and_texts_are_told_with_their_line() {
    let wrong = || Entry { qty: Some(0), ..Entry::default() };
    let found = refused(&PostBill {
        entries: Some(vec![entry(), wrong()]),
        by_name: Some([("a", wrong())].into_iter().collect()),
        packed: Some(Json::new(wrong())),
        ..bill()
    })
    .await;
    let found: Vec<_> = found.iter().map(|found| (found.path.as_str(), found.limit, found.line)).collect();
    let expected = ["entries[1]", "by_name.a", "packed"].map(|at| {
        [(format!("{at}.material_id"), Limit::Required, Some(90)), (format!("{at}.qty"), Limit::Minimum("1"), Some(51))]
    });
    let expected = expected.as_flattened().iter().map(|(path, limit, line)| (path.as_str(), *limit, *line));
    assert_eq!(found, expected.collect::<Vec<_>>());
}

#[tokio::test]
async fn the_message_names_document_and_line_and_no_value() {
    let script = Script::of([]);
    let client: Client = kingdee(&script).build().expect("a client");
    let request = PostBill { id: None, remark: Some("SECRET".into()), ..bill() };
    let error = client.send(&request).await.expect_err("too long");
    assert_eq!(
        error.to_string(),
        "post_bill: not sent, because documents/bill.md asks for something else: remark: at most 4 characters (line 32); \
         id: one of id, number is required (line 30)"
    );
    assert!(!format!("{error:?}").contains("SECRET"));
    assert!(!error.is_retryable());
    assert_eq!((error.operation(), error.code(), error.status()), (Some("post_bill"), None, None));
}

#[tokio::test]
async fn what_the_caller_adds_stands_for_what_is_documented() {
    let additional =
        Additional::new().member("entries", Value::Null).member("remark", "longer than four").query("id", "1");
    assert_eq!(shown(&PostBill { additional, ..PostBill::default() }).await, [""; 0]);
    let mut open = Entry::default();
    open.extra.insert("material_id", Value::Null);
    assert_eq!(shown(&PostBill { entries: Some(vec![open]), ..bill() }).await, [""; 0]);
}

#[tokio::test]
async fn a_caller_who_insists_is_not_stopped() {
    let script = gateway(|_, _| rows());
    let client: Client = kingdee(&script).build().expect("a client");
    client.send(&PostBill::default()).unchecked().await.expect("sent");
    client.send(&PostBill::default()).unchecked().raw().await.expect("sent");
    assert!(matches!(client.send(&PostBill::default()).raw().await, Err(Error::Invalid { .. })));
    let client: Client = kingdee(&script).unchecked().build().expect("a client");
    client.send(&PostBill::default()).await.expect("sent");
    assert_eq!(script.count("/bill"), 3);
}

#[tokio::test]
async fn many_violations_are_cut_short() {
    let entries = vec![Entry::default(); 1000];
    assert_eq!(refused(&PostBill { entries: Some(entries), ..bill() }).await.len(), 20);
}
