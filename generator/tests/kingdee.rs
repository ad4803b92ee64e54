//! The two Kingdee seeds: what the pages say, in both formats, and that nothing of it is lost.

mod mutation;

use docwright::extract::{self, ExtractOptions, Extraction};
use docwright::frontend;
use docwright::spec::{Field, Method, Operation, Scalar, Type, canonical};

const COUPONS: &str = include_str!("../../specs/kingdee/documents/coupon_center.md");
const BALANCE: &str = include_str!("../../specs/kingdee/documents/account_balance_info.md");

fn read(path: &str, text: &str) -> Extraction {
    let (document, findings) = frontend::read(path, text.as_bytes()).expect("readable");
    assert!(findings.is_empty(), "{findings:?}");
    extract::extract(&document, &ExtractOptions::default())
}

fn operation(path: &str, text: &str) -> Operation {
    let mut extraction = read(path, text);
    assert_eq!(extraction.readings.len(), 1);
    extraction.readings.remove(0).operation
}

fn names(fields: &[Field]) -> Vec<&str> {
    fields.iter().map(|field| field.name.as_str()).collect()
}

fn field<'f>(fields: &'f [Field], name: &str) -> &'f Field {
    fields.iter().find(|field| field.name == name).expect(name)
}

#[test]
fn coupon_center_is_read_completely() {
    let operation = operation("documents/coupon_center.md", COUPONS);
    assert_eq!((operation.method, operation.path.as_str()), (Method::Get, "/jdy/v2/ls/coupon_center"));
    assert_eq!((operation.name.as_str(), operation.group.as_str()), ("get_coupon_center", "ls"));
    assert_eq!(operation.summary.as_deref(), Some("领劵中心查询"));
    assert_eq!(operation.document.title.as_deref(), Some("领劵中心查询"));

    let headers = &operation.request.headers;
    assert_eq!(headers.len(), 9);
    assert!(headers.iter().all(|header| header.required == Some(true) && header.type_ == Type::String));
    let constants = headers.iter().filter_map(|header| Some((header.name.as_str(), header.constant.clone()?)));
    let expected = [
        ("Content-Type", Scalar::from("application/json")),
        ("X-Api-Auth-Version", Scalar::from("2.0")),
        ("X-Api-SignHeaders", Scalar::from("X-Api-TimeStamp,X-Api-Nonce")),
    ];
    assert_eq!(constants.collect::<Vec<_>>(), expected);

    let query = &operation.request.query;
    assert_eq!(names(query), ["member_id", "page", "page_size"]);
    let types = query.iter().map(|field| field.type_.clone()).collect::<Vec<_>>();
    assert_eq!(types, [Type::String, Type::Integer, Type::Integer]);
    assert!(query.iter().all(|field| field.required == Some(false)));

    let response = &operation.response;
    assert_eq!(names(&response.fields), ["errcode", "description", "data"]);
    assert_eq!(response.fields[2].type_, Type::Named("Data".into()));
    assert_eq!(field(&response.types["Data"], "rows").type_, Type::Named("Row".into()).list());
    let row = &response.types["Row"];
    assert_eq!(row.len(), 12);
    assert_eq!(field(row, "value").type_, Type::Number);
    let coupon_type = field(row, "coupon_type").enumeration.iter().map(|value| (&value.value, value.label.as_str()));
    let labels = ["代金券", "折扣券", "抵扣券", "多次核销代金券", "多次核销折扣券"];
    let codes = [1, 2, 3, 4, 5].map(Scalar::Integer);
    assert_eq!(coupon_type.collect::<Vec<_>>(), codes.iter().zip(labels).collect::<Vec<_>>());

    assert_eq!(operation.errors.len(), 1);
    assert_eq!(operation.errors[0].code, Scalar::Integer(2_000_002_000));
    assert_eq!(operation.errors[0].remedy.as_deref(), Some("开发者社区"));
    let request = operation.examples.request.expect("an example");
    assert_eq!(request.query["page"], "001");
    assert_eq!(request.headers.len(), 9);
    let shown = operation.examples.response.expect("an example");
    assert_eq!(shown.get("errcode").map(docwright::spec::Value::to_json).as_deref(), Some("0"));
    assert_eq!(operation.places["request.headers"], 30);
    assert_eq!(operation.places.keys().filter(|key| key.matches('.').count() > 2).count(), 0, "all rows follow");
}

#[test]
fn account_balance_is_read_completely() {
    let operation = operation("documents/account_balance_info.md", BALANCE);
    assert_eq!(operation.path, "/jdy/v2/ls/account_balance_info");
    let required = operation.request.query.iter().filter(|field| field.required == Some(true));
    assert_eq!(required.map(|field| field.name.as_str()).collect::<Vec<_>>(), ["member_card_id", "member_id"]);
    let types = operation.response.types.iter().map(|(name, fields)| (name.as_str(), fields.len()));
    let expected = [("Data", 2), ("Recharge", 9), ("Integral", 7), ("MemberInfo", 4), ("MemberCardInfo", 3)];
    assert_eq!(types.collect::<Vec<_>>(), expected);
    let members = operation.response.types.values().flatten().filter(|field| field.type_.named() == Some("MemberInfo"));
    assert_eq!(members.count(), 2);
}

#[test]
fn the_row_with_a_link_instead_of_a_code_is_accounted_for() {
    let extraction = read("coupon_center.md", COUPONS);
    let row = extraction.account.set_aside.iter().find(|unit| unit.text.contains("公告返回码")).expect("set aside");
    assert_eq!(row.reason, "a row of error codes without a code");
    assert_eq!(COUPONS.lines().nth(row.line - 1), Some(row.text.as_str()));
}

#[test]
fn as_html_the_pages_say_the_same() {
    for (markdown, html) in [
        (COUPONS, include_str!("pages/coupon_center.html")),
        (BALANCE, include_str!("pages/account_balance_info.html")),
    ] {
        let [markdown, html] = [operation("page.md", markdown), operation("page.html", html)];
        assert_eq!(canonical(&markdown), canonical(&html));
    }
}

#[test]
fn nothing_is_lost_silently() {
    let options = ExtractOptions::default();
    for (path, text) in [
        ("coupon_center.md", COUPONS),
        ("account_balance_info.md", BALANCE),
        ("coupon_center.html", include_str!("pages/coupon_center.html")),
    ] {
        let broken = mutation::broken_promises(path, text, &options);
        assert!(broken.is_empty(), "{broken:#?}");
    }
}

#[test]
fn a_guide_gives_no_operation_and_no_error() {
    let extraction =
        read("guide.md", "# 指南\n\n## 2.3、Headers参数规范\n\n| 参数名称 | 说明 |\n| --- | --- |\n| A | b |\n");
    assert!(extraction.readings.is_empty());
    assert_eq!(extraction.findings.len(), 1);
    assert_eq!(extraction.findings[0].severity, docwright::finding::Severity::Note);
}

/// A page with one body table and one answer table.
fn page(head: &str, request: &str, response: &str) -> String {
    format!(
        "### 基本信息\n- 请求方式：{head}\n- 请求地址：https://a.example/v2/x/thing\n\n### 请求参数\n#### body参数\n{request}\n\n### 响应参数\n{response}\n"
    )
}

const TITLES: &str = "| 参数名称 | 参数类型 | 是否必填 | 参数说明 |\n| --- | --- | --- | --- |\n";

#[test]
fn rows_that_broke_are_mended_and_told() {
    let rows =
        "| a | string | true | 一\n二\n| b | string | false本位币\n| c | ture | three\n|  | string | true | four\n";
    let extraction = read("page.md", &page("POST", &format!("{TITLES}{rows}"), ""));
    let fields = &extraction.readings[0].operation.request.fields;
    assert_eq!(names(fields), ["a", "b", "c"]);
    let told = fields.iter().map(|field| (field.required, field.description.as_deref().unwrap_or("")));
    let expected = [(Some(true), "一\n二"), (Some(false), "本位币"), (Some(true), "three")];
    assert_eq!(told.collect::<Vec<_>>(), expected);
    let codes = extraction.findings.iter().map(|finding| finding.rule.code).collect::<Vec<_>>();
    for code in ["DW0107", "DW0108", "DW0109", "DW0111"] {
        assert!(codes.contains(&code), "{code} in {codes:?}");
    }
}

#[test]
fn a_table_that_markdown_does_not_see_is_one() {
    let response = "| 参数名称 | 参数类型 | 参数说明 |\n| --- | --- | --- |\n| data | Data | 数据\n\n**Data**\n| 参数名称 | 参数类型 | 参数说明 |\n| --- | --- |\n| id | string | 编号\n| no | integer | 号码\n";
    let request = format!("{TITLES}| a | string | true | \n");
    let text = page("GET", &request, response).replace("x/thing", "x/thing（正式环境）");
    let operation = operation("page.md", &text);
    assert_eq!(operation.path, "/v2/x/thing");
    assert_eq!(names(&operation.response.types["Data"]), ["id", "no"]);
}

#[test]
fn structure_is_read_from_marks_dots_and_names() {
    let rows = "| items | array | true | 行\n| --id | string | true | \n| --skus | JsonArray | false | \n| ----no | number | | \n| --last | int | | \n| page.size | integer | false | \n| page.no | integer | false | \n| box | Box | | \n\n**Box**\n| 参数名称 | 参数类型 | 参数说明 |\n| --- | --- | --- |\n| size | List <number> | \n";
    let operation = operation("page.md", &page("DELETE", &format!("{TITLES}{rows}"), ""));
    let request = &operation.request;
    let types =
        |fields: &[Field]| fields.iter().map(|field| format!("{}:{}", field.name, field.type_)).collect::<Vec<_>>();
    assert_eq!(types(&request.fields), ["items:list<Items>", "page:Page", "box:Box"]);
    assert_eq!(types(&request.types["Items"]), ["id:string", "skus:list<Skus>", "last:integer"]);
    assert_eq!(types(&request.types["Skus"]), ["no:number"]);
    assert_eq!(types(&request.types["Page"]), ["size:integer", "no:integer"]);
    assert_eq!(types(&request.types["Box"]), ["size:list<number>"]);
}

#[test]
fn an_upload_is_multipart_and_a_half_operation_is_told() {
    let operation = operation("page.md", &page("POST", &format!("{TITLES}| file | File | true | 附件\n"), ""));
    assert_eq!(operation.request.encoding, Some(docwright::spec::Encoding::Multipart));
    let half = page("POST", &format!("{TITLES}| a | string | true | \n"), "").replace("- 请求方式：POST\n", "");
    let extraction = read("page.md", &half);
    assert!(extraction.readings.is_empty());
    assert!(extraction.findings.iter().any(|finding| finding.rule.code == "DW0102"));
}

#[test]
fn alternatives_and_conditions_are_attributes() {
    let rows = "| id | string | true | （id与number二选一）\n| number | string | true | 编码\n| parent_id | string | false | 上级\n| parent_number | string | false | 上级（id与number二选一）\n| row_id | string | false | 新增不填，更新时必填（为空时代表新增）\n| begin | string | false | 开始时间的时间戳(毫秒)\n";
    let operation = operation("page.md", &page("POST", &format!("{TITLES}{rows}"), ""));
    let fields = &operation.request.fields;
    assert_eq!(field(fields, "id").either_or, ["number"]);
    assert_eq!(field(fields, "number").either_or, ["id"]);
    assert_eq!(field(fields, "parent_id").either_or, ["parent_number"]);
    assert_eq!(field(fields, "row_id").note.as_deref(), Some("新增不填；更新时必填"));
    assert_eq!(field(fields, "begin").format.as_deref(), Some("timestamp-ms"));
}

proptest::proptest! {
    #![proptest_config(proptest::test_runner::Config { cases: 64, ..Default::default() })]

    /// Whatever happens to a page, reading it does not panic, and all of it is accounted for.
    #[test]
    fn damaged_pages_are_accounted_for(
        damages in proptest::collection::vec((0.0..1.0_f64, 0..40_usize, "[|`#*<>\\-\\[\\]{}:\\n a0中]{0,6}"), 1..12),
        is_html in proptest::bool::ANY,
    ) {
        let (path, text) = match is_html {
            true => ("page.html", include_str!("pages/coupon_center.html")),
            false => ("page.md", COUPONS),
        };
        let mut characters = text.chars().collect::<Vec<_>>();
        for (place, length, with) in damages {
            let start = (place * characters.len() as f64) as usize;
            let end = (start + length).min(characters.len());
            characters.splice(start..end, with.chars());
        }
        let text = characters.into_iter().collect::<String>();
        if let Ok((document, _)) = frontend::read(path, text.as_bytes()) {
            let account = extract::extract(&document, &ExtractOptions::default()).account;
            proptest::prop_assert_eq!(account.total, account.used.len() + account.set_aside.len());
            proptest::prop_assert_eq!(account.total, document.units.len());
        }
    }
}
