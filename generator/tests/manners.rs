//! The manners in which people write tables of parameters: each case is a page of ours, and what it has to give.

mod mutation;
mod outline;

use std::path::Path;

use docwright::extract::{ExtractOptions, Extraction};
use docwright::reading;
use docwright::spec::{Encoding, Method, Operation, Scalar};
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
fn types_are_read_in_every_spelling() {
    for (spelled, expected) in [
        ("string(32)", "string max 32"),
        ("varchar(50)", "string max 50"),
        ("String（1-64）", "string min 1 max 64"),
        ("decimal(10,2)", "number 它；decimal(10,2)"),
        ("int(11)", "integer 它；int(11)"),
        ("long", "integer"),
        ("bigint", "integer"),
        ("float", "number"),
        ("Double", "number"),
        ("timestamp", "string"),
        ("字符串", "string"),
        ("整型", "integer"),
        ("布尔值", "boolean"),
        ("日期类型", "string format date"),
        ("date(yyyy-MM-dd)", "string format date"),
        ("string (date-time)", "string format date-time"),
        ("integer(int64)", "integer"),
        ("string,null", "string"),
        ("?string", "string"),
        ("List<Map<String,Object>>", "list<map<any>>"),
        ("Map<String,String>", "map<string>"),
        ("Map<String, List<Row>>", "map<list<Row>>"),
        ("string[]", "list<string>"),
        ("Row []", "list<Row>"),
        ("array[string]", "list<string>"),
        ("[string]", "list<string>"),
        ("Array of Row objects", "list<Row>"),
        ("array of strings", "list<string>"),
        ("string array", "list<string>"),
        ("字符串数组", "list<string>"),
        ("List〈Row〉", "list<Row>"),
        ("object<Row>", "Row"),
        ("array[10]", "list<any> 它；array[10]"),
    ] {
        let table = format!(
            "| 参数名称 | 参数类型 | 参数说明 |\n|---|---|---|\n| it | {} | 它 |\n\n**Row**\n\n| 参数名称 | 参数类型 | 参数说明 |\n|---|---|---|\n| id | string | 号 |\n",
            spelled.replace('<', "\\<")
        );
        let field = body(&table).request.fields.remove(0);
        let attribute =
            |name: &str, value: Option<String>| value.map(|value| format!(" {name} {value}")).unwrap_or_default();
        let number = |value: Option<u64>| value.map(|value| value.to_string());
        let found = format!(
            "{}{}{}{}{}",
            field.type_,
            attribute("format", field.format),
            attribute("min", number(field.min_length)),
            attribute("max", number(field.max_length)),
            field.description.filter(|told| told != "它").map(|told| format!(" {told}")).unwrap_or_default()
        );
        assert_eq!(found, expected, "{spelled}");
    }
}

#[test]
fn required_is_read_in_every_spelling() {
    for (required, spellings) in [
        (Some(true), ["*true*", "true*", "trur", "ture", "是", "Y", "必填", "必传", "√", "required", "是（新增时）"]),
        (
            Some(false),
            ["*false*", "false", "flase", "否", "N", "可选", "非必须", "×", "选填", "optional", "false本位币"],
        ),
    ] {
        for spelled in spellings {
            let table =
                format!("| 参数名称 | 必选 | 类型 | 说明 |\n|---|---|---|---|\n| it | {spelled} | string | |\n");
            assert_eq!(body(&table).request.fields[0].required, required, "{spelled}");
        }
    }
    let table =
        "| 参数 | 类型 | 是否可空 | 说明 |\n|---|---|---|---|\n| a | string | 是 | 甲 |\n| b | string | 否 | 乙 |\n";
    assert_eq!(outline(&body(table).request.fields), "a:string? b:string!");
}

#[test]
fn titles_come_in_any_order_and_spelling() {
    for titles in [
        "参数名称|是否必选|参数类型|参数说明",
        "**参数名称**|必选|类型|说明",
        "json内容|必填|字段类型|字段说明",
        "字段名|是否必须|数据类型|备注",
        "变量名|必传|类型|含义",
        "名称|必需|值类型|描述",
        "标识|是否必输|类型|释义",
    ] {
        let table = format!("{titles}\n---|---|---|---\nid|*true*|number|编号\n--no|false|int|号码\n");
        let operation = body(&table);
        let expected = "id:number! no:integer?";
        assert_eq!(outline(&operation.request.fields), expected, "{titles}");
        assert_eq!(operation.request.fields[0].description.as_deref(), Some("编号"), "{titles}");
        let words = titles.split('|').collect::<Vec<_>>();
        let [name, required, type_, description] = words.as_slice() else { panic!("four titles") };
        let turned = format!(
            "|{description}|{type_}|{name}|{required}|\n|---|---|---|---|\n|编号|number|id|*true*|\n|号码|int|no|false|\n"
        );
        assert_eq!(outline(&body(&turned).request.fields), expected, "{titles}");
    }
}

#[test]
fn columns_with_titles_that_nobody_knows_are_read_by_their_cells_and_told() {
    let table =
        "| 甲 | 乙 | 丙 | 丁 |\n|---|---|---|---|\n| 编号 | 是 | id | string |\n| 名字 | 否 | name | string(8) |\n";
    let extraction = read("page.md", &page(table));
    let fields = &extraction.readings[0].operation.request.fields;
    assert_eq!(outline(fields), "id:string! name:string?");
    assert_eq!(fields[1].description.as_deref(), Some("名字"));
    assert_eq!(codes(&extraction).iter().filter(|code| **code == "DW0121").count(), 4);
}

#[test]
fn what_a_column_without_a_meaning_says_is_kept() {
    let table = "| 序号 | 参数 | 中文名 | 类型 | 说明 | 来源 |\n|---|---|---|---|---|---|\n| 1 | id | 编号 | string | 主键 | 系统 |\n";
    let field = body(table).request.fields.remove(0);
    assert_eq!((field.name.as_str(), field.description.as_deref()), ("id", Some("编号；主键；来源：系统")));
}

#[test]
fn lengths_have_a_column_of_their_own() {
    let table =
        "| 参数 | 类型 | 长度 | 说明 |\n|---|---|---|---|\n| id | string | 32 | 甲 |\n| rate | decimal | 10,2 | 乙 |\n";
    let fields = body(table).request.fields;
    assert_eq!(fields[0].max_length, Some(32));
    assert_eq!(fields[1].description.as_deref(), Some("乙；长度：10,2"));
    assert_eq!(fields[1].note, None, "a note would make it required in some cases only");
}

#[test]
fn what_people_call_a_field_is_no_part_of_its_values() {
    let table = "| 字段 | 名称 | 类型 | 必填 | 说明 |\n|---|---|---|---|---|\n| status | 状态 | Integer | 是 | 0 处理中 1 成功 2 失败 |\n| fee | 手续费 | Decimal(10,2) | 是 | |\n";
    let extraction = read("page.md", &page(table));
    assert_eq!(codes(&extraction), Vec::<&str>::new());
    let fields = &extraction.readings[0].operation.request.fields;
    let values = fields[0].enumeration.iter().map(|value| format!("{}={}", value.value, value.label));
    assert_eq!(values.collect::<Vec<_>>(), ["0=处理中", "1=成功", "2=失败"]);
    assert_eq!(fields[0].description.as_deref(), Some("状态；0 处理中 1 成功 2 失败"));
    assert_eq!(fields[1].description.as_deref(), Some("手续费；Decimal(10,2)"));
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
    let copied = operations("tree.txt", include_str!("pages/tree.txt")).remove(0).request;
    assert_eq!(outlines(&copied.fields, &copied.types), expected);
    let response = operations("padded.html", include_str!("pages/padded.html")).remove(0).response;
    assert_eq!(
        outlines(&response.fields, &response.types),
        "code:number! data:Data! a:string x:string | Data[rows:list<Rows>! total:integer?] | Rows[id:string? tags:list<string>?]"
    );
}

#[test]
fn a_cell_across_columns_says_its_words_once() {
    let response = operations("padded.html", include_str!("pages/padded.html")).remove(0).response;
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
    let operations = operations("widgets.md", include_str!("pages/english.md"));
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
fn encoding(text: &str) -> (Option<Encoding>, Vec<&'static str>) {
    let extraction = read("page.md", text);
    (extraction.readings[0].operation.request.encoding, codes(&extraction))
}

#[test]
fn facts_headings_headers_and_calls_say_how_a_body_travels() {
    let fields = "| 参数 | 类型 | 必填 | 说明 |\n|---|---|---|---|\n| a | int | 是 | 甲 |\n";
    let page = |fact: &str, behind: &str| {
        format!("## 接口信息\n- 请求方式：POST\n- 请求地址：https://a.example/v1/thing\n{fact}\n\n{behind}\n")
    };
    let request = format!("## 请求参数\n{fields}");
    for (fact, expected) in [
        ("- Content-Type：application/x-www-form-urlencoded;charset=UTF-8", Encoding::Form),
        ("- 数据格式：表单", Encoding::Form),
        ("- 提交方式：form", Encoding::Form),
        ("- 请求类型：multipart/form-data", Encoding::Multipart),
        ("- Body格式：x-www-form-urlencoded", Encoding::Form),
        ("- 请求格式：JSON", Encoding::Json),
        ("- 请求格式：XML", Encoding::Json),
    ] {
        assert_eq!(encoding(&page(fact, &request)), (Some(expected), vec![]), "{fact}");
    }
    for (heading, expected) in [
        ("## 请求参数（application/x-www-form-urlencoded）", Encoding::Form),
        ("## 请求参数\n\n#### form参数", Encoding::Form),
        ("### 表单参数", Encoding::Form),
        ("### form-data参数", Encoding::Multipart),
        ("## 请求体: multipart/form-data", Encoding::Multipart),
        ("**请求参数（JSON）**", Encoding::Json),
    ] {
        assert_eq!(encoding(&page("", &format!("{heading}\n\n{fields}"))), (Some(expected), vec![]), "{heading}");
    }
    for (title, cell) in
        [("参数值", "multipart/form-data"), ("描述", "固定 multipart/form-data"), ("默认值", "multipart/form-data")]
    {
        let headers = format!("## 请求头\n| 参数 | {title} |\n|---|---|\n| Content-Type | {cell} |\n\n{request}");
        assert_eq!(encoding(&page("", &headers)).0, Some(Encoding::Multipart), "{title}");
    }
    for (call, expected) in [
        ("curl https://a.example/v1/thing -d 'a=1&b=2'", Encoding::Form),
        ("curl https://a.example/v1/thing --data-urlencode 'a=1' --data-urlencode 'b=2'", Encoding::Form),
        ("curl https://a.example/v1/thing -F a=1", Encoding::Multipart),
        ("POST /v1/thing HTTP/1.1\nHost: a.example\n\na=1&b=2", Encoding::Form),
        ("a=1&b=2", Encoding::Form),
        ("curl https://a.example/v1/thing -d '{\"a\": 1}'", Encoding::Json),
    ] {
        let text = page("", &format!("{request}\n## 请求示例\n```\n{call}\n```\n"));
        assert_eq!(encoding(&text), (Some(expected), vec![]), "{call}");
        let shown = operations("page.md", &text).remove(0).examples.request.and_then(|request| request.body);
        assert!(shown.is_some_and(|body| body.to_json().contains("\"a\":")), "{call}");
    }
}

#[test]
fn media_types_that_contradict_each_other_are_told() {
    let table = "| 参数 | 类型 | 说明 |\n|---|---|---|\n| a | string | 甲 |\n";
    let text = page(table).replace("#### body参数", "#### JSON参数");
    let text = text.replace("- 请求方式：POST", "- 请求方式：POST\n- Content-Type：application/x-www-form-urlencoded");
    let extraction = read("page.md", &text);
    assert_eq!(codes(&extraction), ["DW0124"]);
    assert_eq!(extraction.findings[0].item.as_deref(), Some("x.post_thing.request.encoding"));
    assert_eq!(extraction.readings[0].operation.request.encoding, Some(Encoding::Form), "the media type counts");
}

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
fn quotes_within_the_parts_of_a_form_are_those_of_curl() {
    let call =
        "curl -X POST https://a.example/v2/x/thing --form 'file=@\"/C:/a.png\"' --form 'kind=\"bill\"' --form 'no=7'";
    let table = "| 参数 | 类型 | 说明 |\n|---|---|---|\n| file | File | 文件 |\n| kind | string | 类型 |\n| no | string | 号 |\n";
    let text = format!("{}\n#### 请求示例\n```\n{call}\n```\n", page(table));
    let shown = operations("page.md", &text).remove(0).examples.request.and_then(|request| request.body);
    let expected = r#"{"file":"@/C:/a.png","kind":"bill","no":"7"}"#;
    assert_eq!(serde_json::to_string(&shown).expect("JSON"), expected);
}

#[test]
fn nothing_is_lost_silently() {
    for (path, text) in [
        ("english.md", include_str!("pages/english.md")),
        ("padded.html", include_str!("pages/padded.html")),
        ("tree.txt", include_str!("pages/tree.txt")),
    ] {
        let broken = mutation::broken_promises(path, text, &ExtractOptions::default());
        assert!(broken.is_empty(), "{broken:#?}");
    }
}
