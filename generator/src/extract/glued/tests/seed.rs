//! The page 获取会员资产, as it was copied.

use super::{field, read, workspace};
use crate::extract::{Extraction, Reading};
use crate::finding::rules;
use crate::spec::{Encoding, Method, Operation, Scalar, Value};

fn text() -> String {
    let path = workspace().join("specs/ebuychina/documents/get_member_assets.txt");
    std::fs::read_to_string(path).expect("the seed document is checked in")
}

fn seed() -> Extraction {
    read(&text())
}

fn only_reading(extraction: &Extraction) -> &Reading {
    assert_eq!(extraction.readings.len(), 1);
    &extraction.readings[0]
}

fn names(fields: &[crate::spec::Field]) -> Vec<&str> {
    fields.iter().map(|field| field.name.as_str()).collect()
}

#[test]
fn what_the_page_says_of_itself() {
    let extraction = seed();
    let Operation { method, path, name, group, summary, document, .. } = &only_reading(&extraction).operation;
    assert_eq!((*method, path.as_str()), (Method::Post, "/paas/micro/member/getMemberAssets"));
    assert_eq!((name.as_str(), group.as_str()), ("get_member_assets", "member"));
    assert_eq!(summary.as_deref(), Some("查询会员资产"));
    assert_eq!(document.title.as_deref(), Some("【资产类】获取会员资产"));
    assert_eq!(document.status.as_deref(), Some("已完成"));
    assert_eq!(document.updated.as_deref(), Some("2021-06-30 00:41:52"));
    assert_eq!(document.history.len(), 24);
    assert_eq!((document.history[23].date.as_str(), &document.history[23].change), ("2020-12-19", &None));
    let mock = "https://apimock.e-buychina.com/mock/49/paas/micro/member/getMemberAssets";
    assert_eq!(document.facts["Mock地址"], mock);
    assert_eq!(document.facts["api-id"], "25922");
    assert_eq!(document.sections["request.fields"], "请求参数 › Body");
    assert_eq!(document.sections["examples.response"], "备注 › 返回示例");
    assert!(document.remarks[0].starts_with("注意:为保证签名的一致性"));
}

#[test]
fn the_request() {
    let extraction = seed();
    let request = &only_reading(&extraction).operation.request;
    assert_eq!(request.encoding, Some(Encoding::Json));
    assert_eq!(field(&request.headers, "Content-Type").constant, Some("application/json".into()));
    let expected = ["uuid", "appId", "action", "timestamp", "signType", "sign", "lang", "content"];
    assert_eq!(names(&request.fields), expected);
    for (name, default, description) in [("signType", "sha256", "签名类型"), ("lang", "zh_CN", "语言")] {
        let field = field(&request.fields, name);
        assert_eq!(field.default, Some(default.into()), "{name}");
        assert_eq!(field.description.as_deref(), Some(description), "{name}");
        assert_eq!(field.constant, None, "{name}");
    }
    assert_eq!(field(&request.fields, "action").constant, Some("getMemberAssets".into()));
    assert_eq!(field(&request.fields, "uuid").constant, None);
    let uuid = field(&request.fields, "uuid");
    assert_eq!((uuid.min_length, uuid.max_length), (Some(1), Some(50)));
    assert_eq!(field(&request.fields, "content").type_.to_string(), "Content");
    assert_eq!(names(&request.types["Content"]), ["memberId"]);
    assert_eq!(request.types.len(), 1);
}

#[test]
fn the_response() {
    let extraction = seed();
    let response = &only_reading(&extraction).operation.response;
    let expected =
        ["uuid", "success", "action", "timestamp", "errorCode", "errorMessage", "signType", "sign", "content"];
    assert_eq!(names(&response.fields), expected);
    assert_eq!(field(&response.fields, "content").type_.to_string(), "json<Content>");
    assert_eq!(names(&response.types["Content"]), ["points", "memberId", "cardVoucherList"]);
    assert_eq!(response.types.keys().collect::<Vec<_>>(), ["Content", "Points", "CardVoucherList"]);
    let points = &response.types["Points"];
    assert_eq!(names(points), ["pointAmount", "pointDesc", "deductibleAmount", "invalidAmount", "validDate"]);
    assert_eq!(field(points, "invalidAmount").description, None);
    let vouchers = &response.types["CardVoucherList"];
    assert_eq!(vouchers.len(), 29);
    for (name, type_, description) in [
        ("voucherExtend", "map<any>", "扩展信息"),
        ("voucherCode", "string", "券码"),
        ("phoneNumber", "number", "电话号码"),
        ("surfaceUrl", "string", "卡面URL"),
        ("remainTimes", "integer", "剩余可用次数"),
    ] {
        let field = field(vouchers, name);
        assert_eq!((field.type_.to_string().as_str(), field.description.as_deref()), (type_, Some(description)));
    }
    assert_eq!(field(vouchers, "voucherCode").max_length, Some(32));
}

#[test]
fn codes_of_several_families_are_told_apart() {
    let extraction = seed();
    let vouchers = &only_reading(&extraction).operation.response.types["CardVoucherList"];
    let families = &field(vouchers, "voucherStatus").families;
    let counts = families.iter().map(|family| (family.label.as_str(), family.values.len())).collect::<Vec<_>>();
    assert_eq!(counts, [("券状态", 10), ("卡状态", 7)]);
    assert_eq!(families[0].values[0].value, Scalar::from("00"));
    assert_eq!(families[0].values[0].label, "可使用");
    let product = &field(vouchers, "productType").enumeration;
    let product = product.iter().map(|value| (value.value.to_string(), value.label.as_str())).collect::<Vec<_>>();
    assert_eq!(product, [("Voucher".to_owned(), "电子券"), ("Cashcard".to_owned(), "现金卡")]);
    let voucher = &field(vouchers, "voucherType").families;
    let counts = voucher.iter().map(|family| (family.label.as_str(), family.values.len())).collect::<Vec<_>>();
    assert_eq!(counts, [("券", 1), ("现金卡", 2)]);
}

#[test]
fn examples_and_their_places() {
    let extraction = seed();
    let reading = only_reading(&extraction);
    let examples = &reading.operation.examples;
    let body = examples.request.as_ref().and_then(|request| request.body.as_ref()).expect("a request");
    assert_eq!(body.get("timestamp"), Some(&Value::Number("1624955064".into())));
    let response = examples.response.as_ref().expect("a response");
    assert!(matches!(response.get("content"), Some(Value::String(_))));
    let text = text();
    let shown = |address: &str| {
        let span = reading.places.get(address).unwrap_or_else(|| panic!("no place {address}"));
        &text[span.start..span.end]
    };
    assert_eq!(shown("examples.request.body/content/memberId"), "\"e352b0e072de7cd4672a2a93f961ce77\"");
    assert_eq!(shown("examples.response/content/points/pointName"), "\\\"积分\\\"");
    assert!(shown("response.types.CardVoucherList.voucherCode").starts_with("voucherCode"));
    assert!(shown("request.headers.Content-Type").starts_with("Content-Type"));
}

#[test]
fn findings_name_what_is_odd() {
    let extraction = seed();
    let codes = extraction
        .findings
        .iter()
        .map(|finding| (finding.rule, finding.place.as_ref().map_or(0, crate::finding::Place::line)))
        .collect::<Vec<_>>();
    assert!(codes.contains(&(rules::MOCK_MISFIT, 83)), "{codes:?}");
    assert!(codes.iter().all(|(rule, _)| *rule == rules::MOCK_MISFIT), "{:#?}", extraction.findings);
}

#[test]
fn the_account_holds_every_line() {
    let extraction = seed();
    let account = &extraction.account;
    assert_eq!(account.used.len() + account.set_aside.len(), account.total);
    let reasons = account.set_aside.iter().map(|aside| (aside.text.as_str(), aside.reason.as_str()));
    for (text, reason) in reasons {
        assert!(text.starts_with("Mock:") || reason != "a line that belongs to no part of an operation", "{text}");
    }
}

#[test]
fn no_line_that_is_used_can_go_unnoticed() {
    let unnoticed = super::unnoticed_deletions(&text());
    assert!(unnoticed.is_empty(), "{unnoticed:#?}");
}
