//! Lists page by page: every row once, sizes that the vendor allows, and rows that are missing.

use docwright_runtime::auth::Credentials;
use docwright_runtime::{
    Additional, Api, ApiMeta, Client, ClientBuilder, Error, Extra, Operation, OperationMeta, Paged, Pages, Pagination,
    Place,
};
use futures_util::{FutureExt as _, TryStreamExt as _};

use crate::api::{GetRows, Kingdee};
use crate::script::{Script, answer};

pub(crate) struct Listing;

impl Api for Listing {
    const META: &'static ApiMeta = &ApiMeta {
        recipe: None,
        pagination: Some(&Pagination {
            page: "page",
            size: "page_size",
            max_size: Some(100),
            items: "rows",
            total: Some("count"),
        }),
        ..*Kingdee::META
    };
}

#[derive(Default)]
pub(crate) struct List {
    page: Option<i64>,
    page_size: Option<String>,
    additional: Additional,
}
docwright_runtime::model! { List "list" line 1 => additional { page = "page", page_size = "page_size" } }

#[derive(Default)]
pub(crate) struct Output {
    count: Option<String>,
    rows: Vec<i64>,
    extra: Extra,
}
docwright_runtime::model! { Output "Output" line 1 => extra { count = "count", rows = "rows" } }

impl Operation for List {
    type Api = Listing;
    type Output = Output;
    const META: &'static OperationMeta =
        &OperationMeta { name: "list", parameters: &[Place::Query, Place::Query], ..*GetRows::META };
}

impl Paged for List {
    type Item = i64;

    fn take_items(output: &mut Output) -> Vec<i64> {
        std::mem::take(&mut output.rows)
    }
}

/// A vendor with that many rows, which cuts larger pages to `cut` and says how many rows there are, or does not.
pub(crate) fn vendor(rows: usize, cut: usize, says: Option<usize>) -> Script {
    Script::new(move |request| {
        let query = request.uri().query().unwrap_or_default();
        let number = |name: &str| {
            let pair = query.split('&').find_map(|pair| pair.strip_prefix(name)?.strip_prefix('='));
            pair.and_then(|text| text.parse::<usize>().ok()).unwrap_or_else(|| panic!("{name} in {query}"))
        };
        let size = number("page_size").min(cut);
        let start = ((number("page") - 1) * size).min(rows);
        let listed: Vec<_> = (start..rows.min(start + size)).map(|row| row.to_string()).collect();
        let count = says.map(|count| format!("\"count\":\"{count}\",")).unwrap_or_default();
        answer(200, &format!(r#"{{"errcode":0,"data":{{{count}"rows":[{}]}}}}"#, listed.join(",")))
    })
}

fn client(script: &Script) -> Client {
    ClientBuilder::new(Listing::META, Credentials::new()).transport(script.clone()).build().expect("a client")
}

#[tokio::test]
async fn every_row_comes_once() {
    let cases = [
        // rows, the vendor's cut, what it says, requests
        (250, 100, Some(250), 3),
        (200, 100, Some(200), 2),
        (250, 100, None, 3),
        (200, 100, None, 3),
        (120, 50, Some(120), 3),
        (0, 100, Some(0), 1),
        (0, 100, None, 1),
    ];
    for (rows, cut, says, requests) in cases {
        for way in [|pages: Pages<List>| pages, Pages::prefetch] {
            let script = vendor(rows, cut, says);
            let request = List { page_size: Some("5000".into()), ..List::default() };
            let items: Vec<i64> = way(client(&script).pages(&request)).items().try_collect().await.expect("rows");
            assert!(items.iter().copied().eq(0..rows as i64), "{rows} {cut} {says:?}: {}", items.len());
            assert_eq!(script.requests().len(), requests, "{rows} {cut} {says:?}");
            assert!(script.requests()[0].uri().query().expect("a query").contains("page_size=100"));
        }
    }
}

#[tokio::test]
async fn missing_rows_are_an_error_after_those_that_came() {
    for way in [|pages: Pages<List>| pages, Pages::prefetch] {
        let script = vendor(150, 100, Some(180));
        let mut items = way(client(&script).pages(&List::default())).items();
        let mut count = 0;
        let error = loop {
            match items.try_next().await {
                Ok(Some(_)) => count += 1,
                Ok(None) => panic!("30 rows are missing"),
                Err(error) => break error,
            }
        };
        assert_eq!(count, 150);
        let Error::Incomplete { missing, total, .. } = error else { panic!("{error}") };
        assert_eq!((missing, total), (30, 180));
    }
}

#[tokio::test]
async fn reading_resumes_at_a_page() {
    let script = vendor(250, 100, Some(250));
    let request = List { page: Some(3), ..List::default() };
    let pages: Vec<_> = client(&script).pages(&request).pages().try_collect().await.expect("pages");
    assert_eq!(pages.len(), 1);
    assert_eq!((pages[0].number, pages[0].items.len(), pages[0].total), (3, 50, Some(250)));
}

#[tokio::test]
async fn nothing_is_fetched_before_it_is_wanted() {
    let script = vendor(250, 100, Some(250));
    let mut pages = client(&script).pages(&List::default()).pages();
    assert_eq!(script.requests().len(), 0);
    pages.try_next().await.expect("a page").expect("a page");
    assert_eq!(script.requests().len(), 1);
}

/// Lets every task go as far as it gets.
async fn let_others_work() {
    for _ in 0..20 {
        tokio::task::yield_now().await;
    }
}

#[tokio::test]
async fn one_page_is_fetched_ahead_and_no_more() {
    let script = vendor(500, 100, Some(500));
    let mut rows = client(&script).pages(&List::default()).prefetch().items();
    let_others_work().await;
    assert_eq!(script.requests().len(), 0, "none before the stream is read");
    for (row, fetched) in [(0, 2), (99, 2), (100, 3), (399, 5), (400, 5), (499, 5)] {
        while rows.try_next().await.expect("a row").expect("a row") < row {}
        let_others_work().await;
        assert_eq!(script.requests().len(), fetched, "at row {row}");
    }
    assert_eq!(rows.try_next().await.expect("the end"), None);
}

#[tokio::test]
async fn a_page_that_is_fetched_ahead_is_given_up_with_the_stream() {
    let script = vendor(500, 100, Some(500));
    let mut rows = client(&script).pages(&List::default()).prefetch().items();
    rows.try_next().await.expect("a row");
    drop(rows);
    let_others_work().await;
    assert_eq!(script.requests().len(), 1);
}

#[tokio::test]
async fn who_stops_waiting_for_a_row_and_comes_back_misses_none() {
    let script = vendor(250, 100, Some(250));
    let mut rows = client(&script).pages(&List::default()).prefetch().items();
    let mut read = Vec::new();
    loop {
        // What is not ready at once is dropped in the middle.
        match rows.try_next().now_or_never() {
            None => tokio::task::yield_now().await,
            Some(row) => match row.expect("a row") {
                Some(row) => read.push(row),
                None => break,
            },
        }
    }
    assert!(read.into_iter().eq(0..250));
    assert_eq!(script.requests().len(), 3);
}

#[tokio::test]
async fn a_page_ahead_that_fails_is_told_where_it_would_be() {
    let mut pages = 0;
    let script = Script::new(move |_| {
        pages += 1;
        let rows = vec!["7"; 100].join(",");
        if pages == 1 {
            answer(200, &format!(r#"{{"errcode":0,"data":{{"count":200,"rows":[{rows}]}}}}"#))
        } else {
            answer(403, "")
        }
    });
    let mut rows = client(&script).pages(&List::default()).prefetch().items();
    for _ in 0..100 {
        let_others_work().await;
        assert_eq!(rows.try_next().await.expect("a row of the first page"), Some(7));
    }
    let error = rows.try_next().await.expect_err("the second page");
    assert_eq!(error.status().expect("a status"), 403);
    assert_eq!(rows.try_next().await.expect("the end"), None);
}
