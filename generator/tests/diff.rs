//! What changes for callers, on the specifications of this repository: a word of them is changed, and both are compared.

use std::path::Path;

use docwright::diff::compare;
use docwright::project::Project;
use docwright::source::Source;
use docwright::spec::{Operation, yaml};

struct Case {
    project: Project,
    text: String,
}

impl Case {
    fn new(api: &str, file: &str) -> Self {
        let specs = Path::new(env!("CARGO_MANIFEST_DIR")).parent().expect("the workspace").join("specs");
        let project = Project::load(&specs, api).expect("an API");
        let text = std::fs::read_to_string(project.folder.join(file)).expect("a specification");
        Self { project, text }
    }

    fn coupons() -> Self {
        Self::new("kingdee", "operations/ls/get_coupon_center.yaml")
    }

    fn balance() -> Self {
        Self::new("kingdee", "operations/ls/get_account_balance_info.yaml")
    }

    fn assets() -> Self {
        Self::new("ebuychina", "operations/member/get_member_assets.yaml")
    }

    /// What is told if `old` becomes `new` in the specification; `!` stands before what breaks callers.
    fn told(&self, old: &str, new: &str) -> Vec<String> {
        assert!(self.text.contains(old), "`{old}` is not in the specification");
        self.compare(&self.text, &self.text.replacen(old, new, 1))
    }

    fn compare(&self, old: &str, new: &str) -> Vec<String> {
        let (old, new) = (read(old), read(new));
        compare(Some(&old), Some(&new), &self.project.api, self.project.recipe.as_ref())
            .iter()
            .map(|found| format!("{}{found}", if found.breaks { "! " } else { "" }))
            .collect()
    }
}

fn read(text: &str) -> Operation {
    yaml::read(&Source::new("operation.yaml", text.to_owned())).unwrap_or_else(|finding| panic!("{}", finding.message))
}

#[test]
fn nothing_is_told_where_nothing_changed() {
    for case in [Case::coupons(), Case::balance(), Case::assets()] {
        assert_eq!(case.compare(&case.text, &case.text), [""; 0]);
    }
    // Where a row stands, what the page is called and what its example shows is not what callers write code against.
    let case = Case::coupons();
    assert_eq!(case.told("title: 领劵中心查询", "title: 领券中心"), [""; 0]);
    assert_eq!(case.told("places:\n", "places:\n  response.types.Other: 7\n"), [""; 0]);
}

#[test]
fn operations_come_and_go() {
    let case = Case::coupons();
    let (operation, api) = (read(&case.text), &case.project.api);
    let told = |old, new| compare(old, new, api, None).iter().map(|found| (found.to_string(), found.breaks)).collect();
    let added: Vec<_> = told(None, Some(&operation));
    assert_eq!(added, [("added".to_owned(), false)]);
    let removed: Vec<_> = told(Some(&operation), None);
    assert_eq!(removed, [("removed".to_owned(), true)]);
    assert_eq!(case.told("name: get_coupon_center", "name: list_coupons"), ["! renamed, was get_coupon_center"]);
    assert_eq!(case.told("group: ls", "group: retail"), ["! moved from the group ls to retail"]);
}

#[test]
fn fields_of_answers() {
    let case = Case::coupons();
    for (old, new, told) in [
        (
            "    - {name: issued,",
            "    - {name: given,",
            vec!["! response.Row.issued removed", "response.Row.given added"],
        ),
        ("{name: total, type: integer", "{name: total, type: number", vec!["! response.Row.total integer → number"]),
        ("format: date,", "", vec!["! response.Row.valid_date_end format date → none"]),
        ("优惠券总量", "总量", vec!["describes 1 field in other words"]),
        (
            "{value: 1, label: 代金券}",
            "{value: 9, label: 礼品券}",
            vec!["! response.Row.coupon_type value 1 代金券 removed", "response.Row.coupon_type value 9 礼品券 added"],
        ),
        ("label: 代金券", "label: 现金券", vec!["response.Row.coupon_type value 1 现金券, was 代金券"]),
        // Callers are given what is behind the envelope.
        (
            "- {name: description,",
            "- {name: message,",
            vec!["response.fields.description removed", "response.fields.message added"],
        ),
        ("- {name: data, type: Data,", "- {name: data, type: Row,", vec!["! response.fields.data Data → Row"]),
    ] {
        assert_eq!(case.told(old, new), told, "{old} → {new}");
    }
    let renamed = case.text.replace("Row>", "Coupon>").replace("    Row:", "    Coupon:");
    let told = ["! response.Data.rows list<Row> → list<Coupon>", "! response.Row removed", "response.Coupon added"];
    assert_eq!(case.compare(&case.text, &renamed), told);
}

#[test]
fn what_requests_ask_for() {
    let balance = Case::balance();
    for (old, new, told) in [
        (
            "name: member_id, type: string, required: true",
            "name: member_id, type: string, required: false",
            vec!["! request.query.member_id no longer required"],
        ),
        (
            "  - {name: member_id,",
            "  - {name: shop_id, type: string, required: true}\n  - {name: member_id,",
            vec!["! request.query.shop_id added and required"],
        ),
        (
            "  - {name: member_id,",
            "  - {name: shop_id, type: string}\n  - {name: member_id,",
            vec!["request.query.shop_id added"],
        ),
        // What the recipe fills in, and constants, are no concern of callers.
        ("{name: X-Api-Nonce, type: string", "{name: X-Api-Nonce, type: integer", vec![]),
        ("{name: X-Api-ClientID, type: string, required: true", "{name: X-Api-ClientID, type: string", vec![]),
        (
            "constant: application/json",
            "constant: text/json",
            vec!["request.headers.Content-Type constant application/json → text/json"],
        ),
    ] {
        assert_eq!(balance.told(old, new), told, "{old} → {new}");
    }
    let coupons = Case::coupons();
    for (old, new, told) in [
        (
            "{name: page, type: integer, required: false",
            "{name: page, type: integer, required: true",
            vec!["! request.query.page now required"],
        ),
        (
            "{name: page, type: integer, required: false",
            "{name: page, type: integer, maximum: 99, default: 1, required: false",
            vec!["! request.query.page limit added: not greater than 99", "request.query.page default none → 1"],
        ),
        // The documented request has 001: what it contradicts is not asked of callers.
        (
            "{name: page, type: integer, required: false",
            "{name: page, type: integer, minimum: 5, required: false",
            vec![],
        ),
        (
            "{name: member_id, type: string",
            "{name: member_id, constant: \"1\", type: string",
            vec!["! request.query.member_id no longer given by callers", "request.query.member_id constant none → 1"],
        ),
    ] {
        assert_eq!(coupons.told(old, new), told, "{old} → {new}");
    }
}

#[test]
fn limits_break_where_they_become_narrower() {
    let case = Case::coupons();
    let limited = |limits: &str| {
        let old = "{name: member_id, type: string,";
        case.text.replacen(old, &format!("{old} {limits}"), 1)
    };
    for (old, new, told) in [
        (
            "max_length: 10,",
            "max_length: 20,",
            vec!["request.query.member_id limit at most 10 characters → at most 20 characters"],
        ),
        (
            "max_length: 20,",
            "max_length: 10,",
            vec!["! request.query.member_id limit at most 20 characters → at most 10 characters"],
        ),
        ("max_length: 10,", "", vec!["request.query.member_id limit removed: at most 10 characters"]),
    ] {
        assert_eq!(case.compare(&limited(old), &limited(new)), told, "{old} → {new}");
    }
}

#[test]
fn one_of_two_instead_of_both() {
    let case = Case::balance();
    let either = case
        .text
        .replacen(
            "name: member_card_id, type: string,",
            "name: member_card_id, type: string, either_or: [member_id],",
            1,
        )
        .replacen("name: member_id, type: string,", "name: member_id, type: string, either_or: [member_card_id],", 1);
    assert_eq!(
        case.compare(&case.text, &either),
        [
            "! request.query.member_card_id no longer required",
            "! request.query.member_id no longer required",
            "! request.query one of member_card_id, member_id now required",
        ]
    );
}
