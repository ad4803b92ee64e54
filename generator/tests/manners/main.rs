//! The manners in which people write tables of parameters: each case is a page of ours, and what it has to give.

mod columns;
mod encodings;
#[path = "../mutation/mod.rs"]
mod mutation;
#[path = "../outline/mod.rs"]
mod outline;

use std::path::Path;

use docwright::extract::{ExtractOptions, Extraction};
use docwright::reading;
use docwright::spec::{Method, Operation, Scalar};
use outline::{operations, outline, outlines, read};

/// A page in Markdown with this table for its body, and maybe more behind it.
fn page(table: &str) -> String {
    format!(
        "### 基本信息\n- 请求方式：POST\n- 请求地址：https://a.example/v2/x/thing\n\n### 请求参数\n#### body参数\n{table}\n"
    )
}

fn body(table: &str) -> Operation {
    operations("page.md", &page(table)).remove(0)
}

fn codes(extraction: &Extraction) -> Vec<&'static str> {
    extraction.findings.iter().map(|finding| finding.rule.code).collect()
}

#[test]
fn nesting_is_read_from_branches_marks_and_padding() {
    let expected = "order:Order! | Order[id:string! lines:list<Lines>? note:string?] Lines[sku:string! qty:number!]";
    let expected = expected.replace("] Lines", "] | Lines");
    for marks in [
        ["├─ ", "├─ ", "│  ├─ ", "│  └─ ", "└─ "],
        ["├─ ", "├─ ", "   ├─ ", "   └─ ", "└─ "],
        ["-", "-", "--", "--", "-"],
        ["-- ", "-- ", "---- ", "---- ", "-- "],
        ["» ", "» ", "»» ", "»» ", "» "],
        ["&nbsp;&nbsp;", "&nbsp;&nbsp;", "&nbsp;&nbsp;&nbsp;&nbsp;", "&nbsp;&nbsp;&nbsp;&nbsp;", "&nbsp;&nbsp;"],
    ] {
        let [id, lines, sku, qty, note] = marks;
        let table = format!(
            "| 名称 | 类型 | 是否必须 | 备注 |\n|---|---|---|---|\n| order | object | 必须 | 订单 |\n| {id}id | string | 必须 | 编号 |\n| {lines}lines | object [] | 非必须 | 行 |\n| {sku}sku | string | 必须 | 商品 |\n| {qty}qty | number | 必须 | 数量 |\n| {note}note | string | 非必须 | 备注 |\n"
        );
        let request = body(&table).request;
        assert_eq!(outlines(&request.fields, &request.types), expected, "{marks:?}");
    }
    let copied = operations("tree.txt", include_str!("../pages/tree.txt")).remove(0).request;
    assert_eq!(outlines(&copied.fields, &copied.types), expected);
    let response = operations("padded.html", include_str!("../pages/padded.html")).remove(0).response;
    assert_eq!(
        outlines(&response.fields, &response.types),
        "code:number! data:Data! a:string x:string | Data[rows:list<Rows>! total:integer?] | Rows[id:string? tags:list<string>?]"
    );
}

#[test]
fn a_cell_across_columns_says_its_words_once() {
    let response = operations("padded.html", include_str!("../pages/padded.html")).remove(0).response;
    assert_eq!(response.fields[2].description.as_deref(), Some("b"));
}

#[test]
fn rows_that_markdown_takes_for_a_list_are_rows() {
    let table =
        "参数名称|必选|类型|说明\n---|---|---|---\ndata|true|object|数据\n- id|true|string|编号\n- no|false|int|号码\n";
    let request = body(table).request;
    assert_eq!(outlines(&request.fields, &request.types), "data:Data! | Data[id:string! no:integer?]");
}

#[test]
fn a_short_row_is_told() {
    let table = "| 参数 | 类型 | 必填 | 说明 |\n|---|---|---|---|\n| a | string | 是 | 甲 |\n| b | string\n";
    assert!(codes(&read("page.md", &page(table))).contains(&"DW0122"));
}

#[test]
fn rows_that_one_newline_threw_out_of_a_table_are_told_once() {
    let table = "| 参数 | 类型 | 说明 |\n|---|---|---|\n| a | string | 甲\n乙 |\n\n| b | string | 丙 |\n| c | string | 丁 |\n| d | string | 戊 |\n";
    let extraction = read("page.md", &page(table));
    assert_eq!(outline(&extraction.readings[0].operation.request.fields), "a:string b:string c:string d:string");
    let mended = extraction.findings.iter().filter(|finding| finding.rule.code == "DW0108");
    let messages = mended.map(|finding| finding.message.as_str()).collect::<Vec<_>>();
    let expected =
        ["the row of `a` is broken and was put together", "3 rows from `b` to `d` are broken and were put together"];
    assert_eq!(messages, expected);
}

#[test]
fn tables_of_error_codes_are_known_by_many_titles() {
    for (heading, titles) in [
        ("错误码", "错误码 | 错误信息 | 解决方案"),
        ("错误代码", "错误代码 | 错误描述 | 处理方案"),
        ("异常码", "异常码 | 异常信息 | 处理方式"),
        ("状态码", "状态码 | 含义 | 建议"),
        ("错误信息", "错误编码 | 错误原因 | 解决办法"),
    ] {
        let table = format!(
            "| a | b |\n|---|---|\n\n### {heading}\n| {titles} |\n|---|---|---|\n| E1 | 坏了 | 重试 |\n| 500 | 错了 | |\n"
        );
        let errors = body(&table).errors;
        let found =
            errors.iter().map(|error| format!("{}={} {:?}", error.code, error.message, error.remedy.as_deref()));
        assert_eq!(found.collect::<Vec<_>>(), ["E1=坏了 Some(\"重试\")", "500=错了 None"], "{heading}");
    }
}

#[test]
fn an_english_page_of_tables_reads_without_a_word_about_it() {
    let operations = operations("widgets.md", include_str!("../pages/english.md"));
    let heads = operations.iter().map(|operation| {
        let title = operation.document.title.as_deref().unwrap_or_default();
        format!("{} {} {} {title}", operation.method.as_str(), operation.path, operation.group)
    });
    assert_eq!(
        heads.collect::<Vec<_>>(),
        [
            "POST /v1/widgets widgets Create a widget",
            "GET /v1/widgets/{id} widgets Get a widget",
            "DELETE /v1/widgets/{id} widgets Widgets API",
        ]
    );
    let [create, get, _] = operations.as_slice() else { panic!("three operations") };
    assert_eq!(outline(&create.request.headers), "Authorization:string!");
    assert_eq!(
        outlines(&create.request.fields, &create.request.types),
        "name:string! kind:string? tags:list<string>? size:Size! parts:list<Part>? | Size[width:integer unit:string] | Part[id:string]"
    );
    assert_eq!(create.response.fields[1].format.as_deref(), Some("date-time"));
    assert_eq!(create.errors[0].code, Scalar::Integer(400));
    assert!(create.examples.response.is_some());
    let request = &get.request;
    let places = [&request.path, &request.query, &request.headers].map(|fields| outline(fields));
    assert_eq!(places, ["id:string!", "expand:boolean?", "X-Trace:string?"]);
}

#[test]
fn each_operation_of_a_page_has_its_own_heading() {
    let operation = |title: &str, method: &str| {
        format!(
            "## {title}\n\n### 请求地址\n\nhttps://a.example/v2/crm/customer\n\n### 请求方式\n\n{method}\n\n### 返回参数\n\n| 参数 | 类型 | 说明 |\n|---|---|---|\n| code | int | 码 |\n\n"
        )
    };
    let text = format!("{}{}", operation("新增客户", "POST"), operation("删除客户", "DELETE"));
    let operations = operations("page.md", &text);
    let heads = operations.iter().map(|operation| (operation.method, operation.document.title.as_deref()));
    assert_eq!(heads.collect::<Vec<_>>(), [(Method::Post, Some("新增客户")), (Method::Delete, Some("删除客户"))]);
    assert!(operations.iter().all(|operation| outline(&operation.response.fields) == "code:integer"));
}

#[test]
fn bold_words_stand_for_headings_and_labels() {
    let text = "**请求URL：**\n- `https://a.example/api/user/add`\n\n**请求方式：**\n- POST\n\n**请求参数：**\n\n|参数名|必选|类型|说明|\n|:---|:---|:---|---|\n|name|是|string|用户名|\n\n**返回示例**\n\n```\n{\"code\": 0}\n```\n\n**返回参数说明**\n\n|参数名|类型|说明|\n|:---|:---|---|\n|code|int|码|\n";
    let operation = operations("page.md", text).remove(0);
    assert_eq!((operation.method, operation.path.as_str()), (Method::Post, "/api/user/add"));
    assert_eq!(outline(&operation.request.fields), "name:string!");
    assert_eq!(outline(&operation.response.fields), "code:integer");
    assert!(operation.examples.response.is_some());
}

#[test]
fn an_address_may_show_parameters_and_no_secret_becomes_a_constant() {
    let address =
        "https://a.example/v2/x/thing?access_token=1510557056dbfff1&amp;dbId=37436958539&amp;method=list&amp;page=xxx";
    let text = page("| 参数 | 类型 | 说明 |\n|---|---|---|\n| a | string | 甲 |\n")
        .replace("https://a.example/v2/x/thing", address);
    let query = operations("page.md", &text).remove(0).request.query;
    let constants = query.iter().map(|field| (field.name.as_str(), field.constant.clone()));
    let expected = [("access_token", None), ("dbId", None), ("method", Some(Scalar::from("list"))), ("page", None)];
    assert_eq!(constants.collect::<Vec<_>>(), expected);
}

#[test]
fn what_is_set_as_code_is_a_value() {
    let markdown = "# Pay\n\n`POST /v1/pay`\n\n## Request body\n\n| Field | Type | Description |\n|---|---|---|\n| speed | string | Either `slow` or `fast`. Defaults to `slow`. |\n";
    let html = "<h1>Pay</h1><p><code>POST /v1/pay</code></p><h2>Request body</h2><table><tr><th>Field</th><th>Type</th><th>Description</th></tr><tr><td>speed</td><td>string</td><td>Either <code>slow</code> or <code>fast</code>. Defaults to <code>slow</code>.</td></tr></table>";
    for (path, text) in [("page.md", markdown), ("page.html", html)] {
        let field = operations(path, text).remove(0).request.fields.remove(0);
        assert_eq!(field.enumeration.iter().map(|value| value.value.to_string()).collect::<Vec<_>>(), ["slow", "fast"]);
        assert_eq!(field.default, Some(Scalar::from("slow")));
        assert_eq!(field.description.as_deref(), Some("Either slow or fast. Defaults to slow."));
    }
}

/// How the body of a page travels, and the codes of what is told about it.
#[test]
fn a_table_of_fields_in_no_part_of_an_operation_is_told() {
    let table = "| 参数 | 类型 | 说明 |\n|---|---|---|\n| a | string | 甲 |\n";
    let stray = format!("{}\n## 补充资料\n\n{table}", page(table));
    assert_eq!(codes(&read("page.md", &stray)), ["DW0123"]);
    let values = format!("{}\n## 补充资料\n\n| 日期 | 内容 |\n|---|---|\n| 2026 | 新增 |\n", page(table));
    assert_eq!(codes(&read("page.md", &values)), [""; 0]);
    assert_eq!(codes(&read("page.md", &format!("# 说明\n\n{table}"))), ["DW0101"], "a page without an operation");
}

#[test]
fn numbers_among_words_without_quotes_are_no_evidence_against_text() {
    let table = "| 参数 | 类型 | 说明 |\n|---|---|---|\n| mobile | string | 手机 |\n| name | string | 姓名 |\n| qty | number | 数量 |\n";
    for (example, expected) in [
        (
            "{mobile: 13800000000, name: 张三, qty: x}",
            ["`qty` is documented as number and its example is a string"].as_slice(),
        ),
        (
            "{\"mobile\": 138, \"name\": \"张三\", \"qty\": 1}",
            &["`mobile` is documented as string and its example is a number"],
        ),
    ] {
        let text = format!("{}\n#### 请求示例\n```\n{example}\n```\n", page(table));
        let path = Path::new("page.md");
        let findings = reading::read_document(path, "page.md", text.as_bytes(), &ExtractOptions::default()).findings;
        let misfits = findings.iter().filter(|finding| finding.rule.code == "DW0305");
        assert_eq!(misfits.map(|finding| finding.message.as_str()).collect::<Vec<_>>(), expected, "{example}");
    }
}

#[test]
fn nothing_is_lost_silently() {
    for (path, text) in [
        ("english.md", include_str!("../pages/english.md")),
        ("padded.html", include_str!("../pages/padded.html")),
        ("tree.txt", include_str!("../pages/tree.txt")),
    ] {
        let broken = mutation::broken_promises(path, text, &ExtractOptions::default());
        assert!(broken.is_empty(), "{broken:#?}");
    }
}
