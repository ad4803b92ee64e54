//! How a body travels: what pages say of it, and in how many places.

use docwright::spec::Encoding;

use crate::outline::{operations, read};
use crate::{codes, page};

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
fn quotes_within_the_parts_of_a_form_are_those_of_curl() {
    let call =
        "curl -X POST https://a.example/v2/x/thing --form 'file=@\"/C:/a.png\"' --form 'kind=\"bill\"' --form 'no=7'";
    let table = "| 参数 | 类型 | 说明 |\n|---|---|---|\n| file | File | 文件 |\n| kind | string | 类型 |\n| no | string | 号 |\n";
    let text = format!("{}\n#### 请求示例\n```\n{call}\n```\n", page(table));
    let shown = operations("page.md", &text).remove(0).examples.request.and_then(|request| request.body);
    let expected = r#"{"file":"@/C:/a.png","kind":"bill","no":"7"}"#;
    assert_eq!(serde_json::to_string(&shown).expect("JSON"), expected);
}
