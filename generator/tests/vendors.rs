//! Pages as the tools of vendors print them: each is a page of ours in the manner of such a tool, and what it has to give.

mod mutation;
mod outline;

use docwright::extract::ExtractOptions;
use docwright::spec::{EnumValue, Field, Method, Operation, Type};
use outline::{operations, outline, outlines, read};

fn values(field: &Field) -> String {
    let word = |value: &EnumValue| format!("{}={}", value.value, value.label);
    field.enumeration.iter().map(word).collect::<Vec<_>>().join(" ")
}

/// The outlines of headers, path, query and body.
fn request(operation: &Operation) -> [String; 4] {
    let request = &operation.request;
    let [headers, path, query] = [&request.headers, &request.path, &request.query].map(|fields| outline(fields));
    [headers, path, query, outlines(&request.fields, &request.types)]
}

fn response(operation: &Operation) -> String {
    outlines(&operation.response.fields, &operation.response.types)
}

#[test]
fn bold_labels_open_parts() {
    let operation = operations("labels.md", include_str!("pages/labels.md")).remove(0);
    let body = "merchantId:integer! bizDate:string! amount:number! channel:integer? settleMode:string? isUrgent:boolean? items:list<Items>! | Items[orderNo:string! fee:number! goods:Goods?] | Goods[skuId:integer! num:integer?]";
    assert_eq!(request(&operation), ["Authorization:string!", "", "", body]);
    let answer = "code:integer msg:string data:Data | Data[settleId:string status:integer list:list<List>] | List[orderNo:string ok:boolean]";
    assert_eq!(response(&operation), answer);
    assert_eq!(values(&operation.request.fields[4]), "T0=实时结算 T1=次日结算");
}

#[test]
fn the_body_is_taken_out_of_the_parameter_around_it() {
    let operation = operations("locations.md", include_str!("pages/locations.md")).remove(0);
    let body = "remark:string? lines:list<Lines>! mode:string? | Lines[sku:string! qty:number! unit:string?]";
    assert_eq!(request(&operation), ["X-Trace-Id:string?", "warehouseId:integer!", "dryRun:boolean?", body]);
    let answer = "code:integer! data:Data! | Data[id:integer! tags:list<string>? extra:Extra?] | Extra[k:string!]";
    assert_eq!(response(&operation), answer);
    assert_eq!(operation.response.fields[1].description, None, "`none` says nothing");
    assert!(operation.examples.response.is_some());
    assert_eq!(values(&operation.request.fields[2]), "AUTO= MANUAL=", "from a table of values");
}

#[test]
fn labels_may_have_hyphens_and_a_type_may_be_a_method() {
    let extraction = read("branches.md", include_str!("pages/branches.md"));
    let operation = &extraction.readings[0].operation;
    let body = "userId:integer! status:integer? items:list<Items>! address:Address? remark:string? | Items[skuId:integer! price:number? attrs:list<Attrs>?] | Attrs[name:string? value:string?] | Address[city:string!]";
    assert_eq!(request(operation), ["token:string!", "shopId:integer!", "source:string?", body]);
    let answer = "code:integer message:string data:Data | Data[orderNo:string createTime:string lines:list<Lines>] | Lines[id:integer]";
    assert_eq!(response(operation), answer);
    assert_eq!(operation.response.fields[0].description.as_deref(), Some("返回码"), "`-` says nothing");
    let codes = extraction.findings.iter().map(|finding| finding.rule.code).collect::<Vec<_>>();
    assert_eq!(
        codes, ["DW0105"; 5],
        "five tables tell of versions, for which no column is known; the call is the page's own"
    );
}

#[test]
fn captions_of_tables_open_parts_and_name_types() {
    let extraction = read("captions.html", include_str!("pages/captions.html"));
    let operation = &extraction.readings[0].operation;
    let query = "include_deadletter:boolean? limit:integer?";
    assert_eq!(request(operation), ["X-Auth-Token:string!", "project_id:string! queue_id:string!", query, ""]);
    let answer = "id:string mode:string groups:list<QueueGroup> labels:map<string> created:integer | QueueGroup[name:string tags:list<string>]";
    assert_eq!(response(operation), answer);
    assert_eq!(values(&operation.response.fields[1]), "NORMAL=普通队列 FIFO=先进先出");
    let [project, limit] = [&operation.request.path[0], &operation.request.query[1]];
    assert_eq!((project.min_length, project.max_length, values(project).as_str()), (Some(1), Some(64), ""));
    assert_eq!((limit.default.is_some(), limit.minimum.is_some(), values(limit).as_str()), (true, true, ""));
    let of_errors = extraction.account.set_aside.iter().filter(|unit| unit.reason.contains("a call that fails"));
    assert_eq!(of_errors.count(), 3);
}

#[test]
fn tables_of_html_within_markdown_are_read_with_the_labels_between_them() {
    let operation = operations("exported.md", include_str!("pages/exported.md")).remove(0);
    assert_eq!(operation.summary.as_deref(), Some("提交"), "a label, and its words in HTML below");
    let body = "billNo:string! lines:list<Lines>! kind:integer? | Lines[sku:string! qty:number?]";
    assert_eq!(request(&operation), ["Content-Type:string!", "", "tenant:string!", body]);
    assert_eq!(response(&operation), "code:number! ids:list<string>?");
    let [bill, kind] = [&operation.request.fields[0], &operation.request.fields[2]];
    assert_eq!((bill.max_length, bill.description.as_deref()), (Some(32), Some("单号；最大长度: 32")));
    assert_eq!(values(kind), "0=全盘 1=抽盘");
    assert_eq!(values(&operation.response.fields[1]), "");
}

#[test]
fn words_with_a_colon_name_the_type_whose_table_follows() {
    let extraction = read("announced.md", include_str!("pages/announced.md"));
    let operation = &extraction.readings[0].operation;
    let answer = "code:integer! msg:string? data:list<Turnover>? | Turnover[amount:number! orderCount:integer! payments:list<Payment>?] | Payment[payType:string! money:number!]";
    assert_eq!(response(operation), answer);
    assert_eq!(operation.request.query[0].description.as_deref(), Some("门店编码"), "`1`, `6.1` count rows");
    assert!(operation.examples.response.is_some());
    let codes = extraction.findings.iter().map(|finding| finding.rule.code).collect::<Vec<_>>();
    assert_eq!(codes, ["DW0106"]);
}

#[test]
fn parameters_of_the_path_are_found_in_a_table_of_all() {
    let row = "|---|---|---|\n| id | integer | The id |\n| name | string | The name |\n";
    let page = |example: &str| {
        format!(
            "# Boards\n\n`POST /projects/:id/boards`\n\n## Parameters\n\n| Attribute | Type | Description |\n{row}{example}"
        )
    };
    let operation = operations("page.md", &page("")).remove(0);
    assert_eq!(operation.path, "/projects/{id}/boards");
    assert_eq!(request(&operation), ["", "id:integer", "", "name:string"]);
    let example = "\n## Example request\n\n```json\n{\"id\": 1, \"name\": \"a\"}\n```\n";
    let operation = operations("page.md", &page(example)).remove(0);
    assert_eq!(request(&operation), ["", "id:string!", "", "id:integer name:string"], "the example shows a member");
}

#[test]
fn names_with_a_question_mark_may_be_left_out() {
    let text = "# Modify\n\n`PATCH /guilds/{guild.id}`\n\n###### JSON Params\n\n| Field | Type | Description |\n|---|---|---|\n| name? | ?string | the name |\n| kind | integer | the kind |\n";
    assert_eq!(outline(&operations("page.md", text)[0].request.fields), "name:string? kind:integer");
}

#[test]
fn headers_of_answers_are_none_of_the_request() {
    let text = "# Get a thing\n\n`GET /v1/things`\n\n## Request headers\n\n| Name | Type | Description |\n|---|---|---|\n| X-Trace | string | Trace |\n\n## Response headers\n\n| Name | Type | Description |\n|---|---|---|\n| X-Rate | integer | Rate |\n";
    assert_eq!(outline(&operations("page.md", text)[0].request.headers), "X-Trace:string");
}

#[test]
fn answers_of_calls_that_fail_are_no_answers() {
    let head = "## 下载\n- 请求方式：POST\n- 请求地址：https://a.example/v1/label\n\n## 请求参数\n| 参数 | 类型 |\n|---|---|\n| id | string |\n\n";
    let error = "```json\n{\"code\": 4}\n```\n";
    for (answer, is_file) in [
        (format!("## 返回\n成功时返回 PDF 文件流；失败时返回 JSON：\n\n{error}"), true),
        (format!("## 返回\n返回文件流\n\n**错误示例**\n\n{error}"), true),
        (format!("返回值：Excel文件\n\n### 失败响应\n{error}"), true),
        (format!("## 返回\n返回文件下载地址\n\n## 错误码\n{error}"), false),
    ] {
        let operation = operations("page.md", &format!("{head}{answer}")).remove(0);
        assert_eq!(operation.examples.response, None, "{answer}");
        assert_eq!(operation.response.body == Some(Type::File), is_file, "{answer}");
    }
    for good in ["成功时返回：", "**返回示例**", "## 返回示例"] {
        let text =
            format!("{head}## 返回\n返回文件流\n\n失败时返回：\n\n{error}\n{good}\n\n```json\n{{\"code\": 0}}\n```\n");
        let operation = operations("page.md", &text).remove(0);
        assert_eq!(operation.examples.response.map(|shown| shown.to_json()).as_deref(), Some("{\"code\":0}"), "{good}");
        assert_eq!(operation.response.body, None, "the example is no file");
    }
}

#[test]
fn errors_of_a_page_belong_to_all_of_its_operations() {
    let call = |name: &str| {
        format!("## {name}\n\n`GET /v1/{name}`\n\n### Response\n\n| Field | Type |\n|---|---|\n| id | string |\n\n")
    };
    let errors = "Errors\n\n| Code | Meaning |\n|---|---|\n| 7 | Busy |\n\n";
    let found = |text: &str| {
        let extraction = read("page.md", text);
        let operations = extraction.readings.iter().map(|reading| &reading.operation);
        let title = |operation: &Operation| operation.document.title.clone().unwrap_or_default();
        operations.map(|operation| (title(operation), operation.errors.len())).collect::<Vec<_>>()
    };
    let [cups, pots] = ["cups", "pots"].map(call);
    let both = [("cups".to_owned(), 1), ("pots".to_owned(), 1)];
    assert_eq!(found(&format!("# Shop\n\n{cups}{pots}## {errors}")), both);
    assert_eq!(found(&format!("# Shop\n\n## {errors}{cups}{pots}")), both);
    let own = [("cups".to_owned(), 0), ("pots".to_owned(), 1)];
    assert_eq!(found(&format!("# Shop\n\n{cups}{pots}### {errors}")), own);
}

#[test]
fn cells_that_span_rows_are_the_fields_around_them() {
    let page = |table: &str| {
        format!(
            "<h1>Order</h1><p><code>GET /v1/order</code></p><h2>Response</h2><table>{table}</table><pre>{{\"code\": 0, \"lines\": [{{\"sku\": \"a\", \"qty\": 1}}]}}</pre>"
        )
    };
    let rest = "<th>Type</th><th>Description</th></tr>";
    let row =
        |cells: &str, name: &str, type_: &str| format!("<tr>{cells}<td>{name}</td><td>{type_}</td><td>It</td></tr>");
    let members = row("<td rowspan=\"2\">lines</td>", "sku", "string") + &row("", "qty", "integer");
    let whole = |name: &str, type_: &str| format!("<tr><td colspan=\"2\">{name}</td><td>{type_}</td><td>It</td></tr>");
    for table in [
        format!(
            "<tr><th colspan=\"2\">Field</th>{rest}{}{}{members}",
            whole("code", "integer"),
            whole("lines", "array of objects")
        ),
        format!("<tr><th colspan=\"2\">Field</th>{rest}{}{members}", whole("code", "integer")),
        format!("<tr><th>Object</th><th>Field</th>{rest}{}{members}", row("<td>-</td>", "code", "integer")),
    ] {
        let operation = operations("page.html", &page(&table)).remove(0);
        assert_eq!(response(&operation), "code:integer lines:list<Lines> | Lines[sku:string qty:integer]", "{table}");
    }
    let unsure = page(&format!("<tr><th>Chapter</th><th>Field</th>{rest}{}", members.replace("lines", "Basic data")));
    let extraction = read("page.html", &unsure);
    assert_eq!(response(&extraction.readings[0].operation), "sku:string qty:integer");
    let [told] = extraction.findings.as_slice() else { panic!("one finding: {:?}", extraction.findings) };
    assert!(told.help.contains("`items.id`"), "{}", told.help);
}

#[test]
fn glued_headers_that_hide_a_value_are_told_and_alternatives_are_found() {
    let text = "查询仓库\n\n基本信息\n\n接口名称:* 查询仓库状  态:已完成\n接口路径:POST /depot/query更新时间:2026-03-02 10:11:12\n\n请求参数\n\nHeaders:\n\n参数名称参数值是否必填示例备注\nContent-Typeapplication/json\nX-Depot-IdD007仓库编号\n\nBody:\n\n参数名称类型必填默认值备注其他信息\ncodestring仓库编码,code与name二选一\nnamestring仓库名称\n";
    let extraction = read("page.txt", text);
    let operation = &extraction.readings[0].operation;
    assert_eq!(outline(&operation.request.headers), "Content-Type:string");
    let told = extraction.findings.iter().find(|finding| finding.message.contains("X-Depot-IdD007"));
    assert_eq!(told.map(|finding| finding.rule.code), Some("DW0201"));
    let [code, name] = operation.request.fields.as_slice() else { panic!("two fields") };
    assert_eq!((code.either_or.join(" "), name.either_or.join(" ")), ("name".to_owned(), "code".to_owned()));
}

#[test]
fn nothing_is_lost_silently() {
    for (path, text) in [
        ("labels.md", include_str!("pages/labels.md")),
        ("locations.md", include_str!("pages/locations.md")),
        ("branches.md", include_str!("pages/branches.md")),
        ("captions.html", include_str!("pages/captions.html")),
        ("exported.md", include_str!("pages/exported.md")),
        ("announced.md", include_str!("pages/announced.md")),
    ] {
        let broken = mutation::broken_promises(path, text, &ExtractOptions::default());
        assert!(broken.is_empty(), "{path}: {broken:#?}");
    }
}

#[test]
fn an_operation_may_be_told_in_tables_alone() {
    let text = "<h1>优惠券核销</h1><h3>请求说明</h3>\
        <table><tr><td>接口地址</td><td>/open/v3/coupon/verify</td></tr><tr><td>请求方法</td><td>POST</td></tr>\
        <tr><td>频率</td><td>每秒10次</td></tr></table><h3>请求参数</h3>\
        <table><tr><th>序号</th><th>参数名</th><th>类型</th><th>是否必须</th><th>备注</th></tr>\
        <tr><td>1</td><td>url</td><td>String</td><td>是</td><td>/path</td></tr>\
        <tr><td>2</td><td>coupons</td><td>List</td><td>是</td><td></td></tr>\
        <tr><td>2.1</td><td>code</td><td>String(20)</td><td>是</td><td>券码</td></tr>\
        <tr><td>2.2</td><td>amount</td><td>Decimal</td><td>否</td><td></td></tr>\
        <tr><td>3</td><td>verifyTime</td><td>Date</td><td>否</td><td>yyyy-MM-dd HH:mm:ss</td></tr></table>";
    for (path, text) in [
        ("page.html", text.to_owned()),
        (
            "page.md",
            format!(
                "# 优惠券核销\n\n| 请求方法 | POST | 接口地址 | /open/v3/coupon/verify |\n|---|---|---|---|\n\n## 请求参数\n\n{}",
                &text[text.rfind("<table>").expect("a table")..]
            ),
        ),
    ] {
        let operation = operations(path, &text).remove(0);
        assert_eq!((operation.method, operation.path.as_str()), (Method::Post, "/open/v3/coupon/verify"), "{path}");
        assert_eq!(
            outline(&operation.request.fields),
            "url:string! coupons:list<Coupons>! verifyTime:string?",
            "{path}"
        );
        assert_eq!(outline(&operation.request.types["Coupons"]), "code:string! amount:number?", "{path}");
        assert_eq!(operation.request.fields[2].format.as_deref(), Some("date-time"), "{path}");
    }
    // A table of fields is none of facts, whatever the fields are called.
    let fields = "# 甲\n\n## 请求参数\n\n| url | /orders |\n|---|---|\n| 说明 | 地址 |\n";
    assert!(read("page.md", fields).readings.is_empty());
}
