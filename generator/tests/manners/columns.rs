//! Columns: their titles, and what stands in them.

use crate::outline::{outline, read};
use crate::{body, codes, page};

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
fn what_is_required_under_a_condition_is_marked_so() {
    for spelled in ["C", "条件必填", "Conditional", "视情况"] {
        let table = format!(
            "| 字段 | 必填 | 类型 | 说明 |\n|---|---|---|---|\n| trade_no | {spelled} | string | 平台单号，与out_trade_no二选一 |\n| out_trade_no | {spelled} | string | 商户单号 |\n| it | {spelled} | string | 甲 |\n| price | N | string | 单价（根据设置和cost二选一） |\n| cost | N | string | |\n"
        );
        let fields = body(&table).request.fields;
        let said = fields.iter().map(|field| (field.required, field.note.as_deref(), field.either_or.join(",")));
        let condition = Some(spelled);
        let expected = [
            (Some(true), condition, "out_trade_no"),
            (Some(true), condition, "trade_no"),
            (Some(true), condition, ""),
            (Some(false), None, "cost"),
            (Some(false), None, "price"),
        ];
        assert_eq!(
            said.collect::<Vec<_>>(),
            expected.map(|(required, note, other)| (required, note, other.to_owned()))
        );
        assert_eq!(fields[0].description.as_deref(), Some("平台单号，与out_trade_no二选一"));
    }
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
