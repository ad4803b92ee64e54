//! Tables other than the usual ones, and pages with something wrong.

use super::{field, read, sides};
use crate::extract::Extraction;
use crate::finding::{Rule, rules};
use crate::spec::{Encoding, Operation, Scalar, Type};

/// A page with these parts below the usual beginning.
fn page(parts: &str) -> Extraction {
    read(&format!("标题\n\n基本信息\n\n接口名称:保存状  态:未完成\n接口路径:PUT /a/:id/save\n\n请求参数\n\n{parts}"))
}

fn operation(extraction: &Extraction) -> &Operation {
    &extraction.readings[0].operation
}

fn rules_of(extraction: &Extraction) -> Vec<Rule> {
    extraction.findings.iter().map(|finding| finding.rule).collect()
}

/// A page whose body is this table; its fields as `path:type`.
fn body(rows: &str) -> (Extraction, String) {
    let extraction = page(&format!("Body:\n\n名称类型必填默认值备注其他信息\n{rows}"));
    let [request, _] = sides(operation(&extraction));
    let shown = request.iter().map(|(path, kind)| format!("{path}:{kind}")).collect::<Vec<_>>().join(" ");
    (extraction, shown)
}

#[test]
fn parameters_of_path_query_and_form() {
    let extraction = page(
        "路径参数：\n\n参数名称示例备注\nid12编号\n\n\
         Headers:\n\n参数名称参数值是否必填示例备注\nContent-Typeapplication/x-www-form-urlencoded是\ntoken否令牌\n\n\
         Query:\n\n参数名称是否必填示例备注\nsize否10每页的数量\nq是\n\n\
         Body:\n\n参数名称参数类型是否必填示例备注\nnametext是张三姓名\nphotofile否照片\n",
    );
    let Operation { path, request, .. } = operation(&extraction);
    assert_eq!(path, "/a/{id}/save");
    assert_eq!(field(&request.path, "id").example, Some("12".into()));
    assert_eq!(field(&request.path, "id").required, Some(true));
    assert_eq!(field(&request.headers, "Content-Type").required, Some(true));
    assert_eq!(field(&request.headers, "token").description.as_deref(), Some("令牌"));
    assert_eq!(field(&request.query, "size").example, Some("10".into()));
    assert_eq!(field(&request.query, "size").description.as_deref(), Some("每页的数量"));
    assert_eq!(field(&request.query, "q").required, Some(true));
    assert_eq!(field(&request.fields, "photo").type_, Type::File);
    assert_eq!(field(&request.fields, "name").required, Some(true));
    assert_eq!(request.encoding, Some(Encoding::Multipart));
    assert!(extraction.findings.is_empty(), "{:#?}", extraction.findings);
}

#[test]
fn of_a_form_and_a_schema_the_content_type_chooses() {
    let form = "Body:\n\n参数名称参数类型是否必填示例备注\nkeytext是\n\n";
    let schema = "Body:\n\n参数名称类型必填默认值备注其他信息\nnamestring姓名\n\n";
    for (content_type, name, encoding) in
        [("application/json", "name", Encoding::Json), ("application/x-www-form-urlencoded", "key", Encoding::Form)]
    {
        let headers = format!("Headers:\n\n参数名称参数值是否必填\nContent-Type{content_type}\n\n");
        let extraction = page(&format!("{headers}{form}{schema}"));
        let request = &operation(&extraction).request;
        assert_eq!((request.fields.len(), request.fields[0].name.as_str()), (1, name));
        assert_eq!(request.encoding, Some(encoding));
        assert_eq!(rules_of(&extraction), [rules::TWO_BODIES]);
        assert!(extraction.account.set_aside.iter().any(|aside| aside.reason.contains("Content-Type")));
    }
}

#[test]
fn json_in_place_of_a_table_is_an_example() {
    let extraction = page("Body:\n\n{\n  \"a\": 1\n}\n\n返回数据\n\n[\n  {\"type\": \"string\"}\n]\n");
    let examples = &operation(&extraction).examples;
    let request = examples.request.as_ref().and_then(|request| request.body.as_ref()).expect("a request");
    assert_eq!(request.to_json(), r#"{"a":1}"#);
    assert_eq!(examples.response.as_ref().expect("a response").to_json(), r#"[{"type":"string"}]"#);
    assert!(extraction.findings.is_empty(), "{:#?}", extraction.findings);
}

#[test]
fn names_that_hold_the_name_of_a_type() {
    let cases = [
        ("phoneNumbernumber电话号码", "phoneNumber:number"),
        ("stringListarray列表", "stringList:array"),
        ("objectIdstring", "objectId:string"),
        ("numberOfItemsinteger", "numberOfItems:integer"),
        ("is_integerboolean是否整数", "is_integer:boolean"),
        ("typestringMock:@string", "type:string"),
        ("order_numberstring订单号", "order_number:string"),
        ("phonenumberstring手机号", "phonenumber:string"),
        ("querystringstring", "querystring:string"),
        ("dataTypestringstring", "dataType:string"),
        ("valuestringinteger或string", "value:string"),
        ("stringstring", "string:string"),
        ("numberintegerinteger类型", "number:integer"),
        ("signTypestringsha256签名类型", "signType:string"),
        ("flagbooleantrue是否启用", "flag:boolean"),
        ("姓名string姓名", "姓名:string"),
        ("integerinteger", "integer:integer"),
    ];
    for (row, expected) in cases {
        assert_eq!(body(row).1, expected, "{row}");
    }
}

#[test]
fn nesting_makes_named_types() {
    let (extraction, shown) = body(
        "brandobject\n  idnumber\n  namestring\ngoodsarray\n  brandobject\n    idnumber\n    namestring\n\
         shoparray\n  brandobject\n    codestring\ntagsarrayitem类型:string\ngridarray\n  array\n    number\n",
    );
    assert_eq!(
        shown,
        "brand:object brand.id:number brand.name:string goods:array goods[].brand:object goods[].brand.id:number \
         goods[].brand.name:string shop:array shop[].brand:object shop[].brand.code:string tags:array grid:array"
    );
    let request = &operation(&extraction).request;
    assert_eq!(request.types.keys().collect::<Vec<_>>(), ["Brand", "Goods", "Shop", "ShopBrand"]);
    assert_eq!(field(&request.types["Goods"], "brand").type_, Type::Named("Brand".into()));
    assert_eq!(field(&request.fields, "tags").type_.to_string(), "list<string>");
    assert_eq!(field(&request.fields, "grid").type_.to_string(), "list<list<number>>");
}

#[test]
fn hints_become_attributes() {
    let (extraction, _) = body(
        "codestring状态最大长度:8\n最小长度:2\n枚举:A,B\n枚举备注:A:新建,B:审核\ncountinteger10数量最大值:100\n最小值:1\n\
         listarray列表最大数量:9\n最小数量:1\n元素是否都不同:true\ndaystring日期format:date\n实例:2024-01-01\n\
         badstring最大长度:1x\nratenumberMock:@word\n",
    );
    let fields = &operation(&extraction).request.fields;
    let code = field(fields, "code");
    assert_eq!((code.max_length, code.min_length), (Some(8), Some(2)));
    let values = code.enumeration.iter().map(|value| (value.value.to_string(), value.label.as_str()));
    assert_eq!(values.collect::<Vec<_>>(), [("A".to_owned(), "新建"), ("B".to_owned(), "审核")]);
    let count = field(fields, "count");
    assert_eq!((&count.minimum, &count.maximum), (&Some(Scalar::Integer(1)), &Some(Scalar::Integer(100))));
    assert_eq!((&count.default, count.description.as_deref()), (&Some(Scalar::Integer(10)), Some("数量")));
    let list = field(fields, "list");
    assert_eq!((list.min_items, list.max_items, list.unique_items), (Some(1), Some(9), Some(true)));
    let day = field(fields, "day");
    assert_eq!((day.format.as_deref(), &day.example), (Some("date"), &Some("2024-01-01".into())));
    assert_eq!(rules_of(&extraction), [rules::BAD_HINT, rules::MOCK_MISFIT]);
}

#[test]
fn remarks_name_formats() {
    let (extraction, _) = body("beginstring非必须开始时间 yyyy-MM-dd\nsentstring必须13位时间戳\natstring必须时间戳\n");
    let fields = &operation(&extraction).request.fields;
    let format = |name| field(fields, name).format.as_deref();
    assert_eq!([format("begin"), format("sent"), format("at")], [Some("date"), Some("timestamp-ms"), None]);
}

#[test]
fn a_copy_that_kept_its_tabs_and_its_words() {
    let extraction = page(
        "Body:\n\n名称\t类型\t是否必须\t默认值\t备注\t其他信息\nids\tstring []\t必须\t\t编号\t\nage\tinteger\t非必须\t18\t年龄\t最大值: 200\n\
         owner\tobject\t非必须\t\t\t\n  name\tstring\t必须\t\t姓名\t\n",
    );
    let request = &operation(&extraction).request;
    let ids = field(&request.fields, "ids");
    assert_eq!((ids.type_.to_string().as_str(), ids.required), ("list<string>", Some(true)));
    assert_eq!(ids.description.as_deref(), Some("编号"));
    let age = field(&request.fields, "age");
    assert_eq!((age.required, &age.default), (Some(false), &Some(Scalar::Integer(18))));
    assert_eq!((age.description.as_deref(), &age.maximum), (Some("年龄"), &Some(Scalar::Integer(200))));
    assert_eq!(field(&request.types["Owner"], "name").description.as_deref(), Some("姓名"));
}

#[test]
fn doubts_and_defects_are_told() {
    let cases: &[(&str, Rule)] = &[
        ("idstring\nidnumber\n", rules::DUPLICATE_ROW),
        ("itemobject\n  untyped\n", rules::UNTYPED_ROW),
        ("idstring最大长度:8\nuntyped无类型\n", rules::UNTYPED_ROW),
        ("levelinteger0未付1已付\n", rules::AMBIGUOUS_DEFAULT),
        ("passwordstringMock:admin\n", rules::MOCK_CONSTANT),
        ("没有类型的一行\n", rules::NOT_A_ROW),
        ("valuestringnumber型\n", rules::AMBIGUOUS_ROW),
    ];
    for (rows, rule) in cases {
        let (extraction, _) = body(rows);
        assert_eq!(rules_of(&extraction), [*rule], "{rows}");
        assert!(extraction.findings[0].place.is_some());
        assert!(!extraction.findings[0].help.is_empty());
    }
    assert_eq!(rules_of(&read("基本信息\n\n接口名称:x\n\n请求参数\n")), [rules::NO_ADDRESS]);
    assert_eq!(rules_of(&page("Body:\n\nidstring编号\n")), [rules::NO_TITLES]);
}

#[test]
fn a_mock_value_is_the_constant_where_nothing_says_otherwise() {
    let (extraction, _) =
        body("nameobject客户最小数量:1\nmobilestringMock:18800000000\nstocksintegerMock:100\nmodestringMock:fast\n");
    let fields = &operation(&extraction).request.fields;
    assert_eq!(field(fields, "mobile").constant, Some("18800000000".into()));
    assert_eq!(field(fields, "stocks").constant, Some(Scalar::Integer(100)));
    assert_eq!(field(fields, "mode").constant, Some("fast".into()));
    assert_eq!(rules_of(&extraction), [rules::MOCK_CONSTANT; 3]);
}

#[test]
fn a_mock_value_is_an_example_where_the_page_shows_another() {
    let extraction =
        page("Body:\n\n名称类型必填默认值备注其他信息\nkindstringMock:a\n\n备注\n\n请求示例:\n\n{\"kind\": \"b\"}\n");
    let kind = &operation(&extraction).request.fields[0];
    assert_eq!((&kind.constant, &kind.example), (&None, &Some("a".into())));
}

#[test]
fn prose_without_an_example_is_enough_for_json_text_and_is_told() {
    let table = "返回数据\n\n名称类型必填默认值备注其他信息\ndataobject\n  idstring\n\n备注\n\n";
    let extraction = page(&format!("{table}响应的data字段是JSON字符串\n"));
    let type_of = |extraction: &Extraction| operation(extraction).response.fields[0].type_.to_string();
    assert_eq!((type_of(&extraction).as_str(), rules_of(&extraction)), ("json<Data>", vec![rules::JSON_TEXT_UNSURE]));
    let extraction = page(&format!("{table}返回示例:\n\n{{\"data\": \"{{\\\"id\\\": \\\"1\\\"}}\"}}\n"));
    assert_eq!((type_of(&extraction).as_str(), rules_of(&extraction)), ("Data", vec![rules::JSON_TEXT_UNSURE]));
}

#[test]
fn several_pages_in_one_text_are_several_operations() {
    let one = |name: &str| {
        format!(
            "Skip to main content\n\n{name}\n\n基本信息\n\n接口路径:GET /a/{name}\n\n返回数据\n\n名称类型\n{name}string\n\n\
             变更历史\n\n2021-01-01{name}\napi-id=1\n\n"
        )
    };
    let extraction = read(&format!("{}{}", one("first"), one("second")));
    let shown = extraction.readings.iter().map(|reading| {
        let Operation { name, document, response, .. } = &reading.operation;
        (name.as_str(), document.title.as_deref(), response.fields[0].name.as_str(), document.history.len())
    });
    let expected = [("get_first", Some("first"), "first", 1), ("get_second", Some("second"), "second", 1)];
    assert_eq!(shown.collect::<Vec<_>>(), expected);
}

#[test]
fn headings_in_the_remarks_are_prose() {
    let extraction = page("返回数据\n\n名称类型备注\nidstring\n\n备注\n\n返回数据\n\n见上\n");
    assert_eq!(operation(&extraction).document.remarks, ["返回数据", "见上"]);
}

#[test]
fn odd_texts_are_read_without_panic() {
    let wide = format!("Body:\n\n名称类型\n{}", "string".repeat(20_000));
    let deep = (0..2_000).map(|depth| format!("{}aobject\n", "  ".repeat(depth))).collect::<String>();
    let long = format!("基本信息\n接口路径:GET /{}", "a".repeat(3_000));
    assert_eq!(rules_of(&read(&format!("{long}\n请求参数"))), [rules::NO_ADDRESS]);
    for text in ["", "\n\n", "string", "{", "基本信息", "Body:\nstring\n  string\n", &wide] {
        let _ = read(text);
        let _ = page(text);
    }
    let extraction = page(&format!("Body:\n\n名称类型\n{deep}"));
    assert!(extraction.account.set_aside.iter().any(|aside| aside.reason.contains("too deep")));
}

proptest::proptest! {
    #![proptest_config(proptest::prelude::ProptestConfig::with_cases(64))]

    #[test]
    fn every_line_is_accounted_for(lines in proptest::collection::vec(LINE, 0..30)) {
        let extraction = page(&format!("Body:\n\n名称类型必填默认值备注其他信息\n{}", lines.join("\n")));
        let account = &extraction.account;
        proptest::prop_assert_eq!(account.used.len() + account.set_aside.len(), account.total);
    }
}

/// Lines as tables have them, and as they do not.
const LINE: &str =
    "( {0,6})([a-z名_.\"{}\\[\\]:]{0,8})(string|object|array|null|integer \\[\\]|Mock:|最大长度:|枚举:)?[ -~码]{0,6}";
