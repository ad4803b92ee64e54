//! What changes for callers, on the specifications of this repository: a word of them is changed, and both are compared.
//! What is said to break callers is held against the Rust that is generated from both.

mod surface;

use std::path::Path;

use docwright::diff::compare;
use docwright::project::Project;
use docwright::source::Source;
use docwright::spec::{EnumValue, Field, Operation, Type, yaml};
use surface::Surface;

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
        self.compare_operations(&read(old), &read(new), "a word changed")
    }

    fn compare_operations(&self, old: &Operation, new: &Operation, what: &str) -> Vec<String> {
        self.compare_with(&Surface::of(&self.project, old), old, new, what)
    }

    fn compare_with(&self, surface: &Surface, old: &Operation, new: &Operation, what: &str) -> Vec<String> {
        let told = self.list(old, new);
        let lost = surface.lost(&self.project, new);
        // A value that is refused, or missed, before it is sent is nothing that a compiler sees.
        let is_of_code =
            |told: &String| told.starts_with("! ") && !told.contains(" limit ") && !told.contains(" one of ");
        assert_eq!(told.iter().any(is_of_code), !lost.is_empty(), "{what}: {told:#?} but lost is {lost:#?}");
        told
    }

    fn list(&self, old: &Operation, new: &Operation) -> Vec<String> {
        compare(Some(old), Some(new), &self.project.api, self.project.recipe.as_ref())
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
    assert_eq!(compare(None, Some(&operation), api, None), [], "nobody could call it");
    let removed = compare(Some(&operation), None, api, None);
    assert_eq!((removed.len(), removed[0].to_string().as_str(), removed[0].breaks), (1, "removed", true));
    let listed = |old: &str, new: &str| case.list(&operation, &read(&case.text.replacen(old, new, 1)));
    assert_eq!(listed("name: get_coupon_center", "name: list_coupons"), ["! renamed, was get_coupon_center"]);
    assert_eq!(listed("group: ls", "group: retail"), ["! moved from the group ls to retail"]);
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
fn fields_that_share_an_enumeration_are_parted_by_their_values() {
    let mut old = read(&Case::coupons().text);
    let kind = old.response.types["Row"].iter().find(|field| field.name == "coupon_type").expect("a field").clone();
    old.response.types["Data"].push(kind.clone());
    old.response.types["Row"].push(Field {
        name: "other".to_owned(),
        type_: "list<Other>".parse().expect("a type"),
        ..kind.clone()
    });
    old.response.types.insert("Other".to_owned(), vec![kind]);
    let parted = |table: &str| {
        vec![
            format!("! response.{table}.coupon_type no longer has the values of response.Data.coupon_type"),
            format!("response.{table}.coupon_type value 6 礼品券 added"),
        ]
    };
    let first = [
        "! response.Row.coupon_type no longer has the values of response.Data.coupon_type",
        "! response.Other.coupon_type now has the values of response.Row.coupon_type",
        "response.Data.coupon_type value 6 礼品券 added",
    ];
    let first = first.map(str::to_owned).to_vec();
    for (table, expected) in [("Row", parted("Row")), ("Other", parted("Other")), ("Data", first)] {
        let mut new = old.clone();
        let field = new.response.types[table].iter_mut().find(|field| field.name == "coupon_type").expect("a field");
        field.enumeration.push(EnumValue { value: 6.into(), label: "礼品券".to_owned() });
        assert_eq!(Case::coupons().compare_operations(&old, &new, table), expected);
        // And back: they share one again.
        Case::coupons().compare_operations(&new, &old, table);
    }
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

/// What becomes of a field.
type Change = fn(&mut Field);

/// Fields of all tables, changed in each of these ways.
#[test]
fn whatever_becomes_of_a_field_what_breaks_is_what_code_can_no_longer_name() {
    const CHANGES: [(&str, Change); 11] = [
        ("called otherwise", |field| field.name.push('2')),
        ("required", |field| field.required = Some(true)),
        ("not required", |field| field.required = None),
        ("constant", |field| field.constant = Some("7".into())),
        ("of another type", |field| field.type_ = Type::Boolean),
        ("a date", |field| (field.type_, field.format) = (Type::String, Some("date".to_owned()))),
        ("of milliseconds", |field| field.format = Some("timestamp-ms".to_owned())),
        ("a list with commas", |field| field.format = Some("comma-list".to_owned())),
        ("a number", |field| (field.type_, field.format) = (Type::Number, None)),
        ("with values", |field| field.enumeration = vec![EnumValue { value: 8.into(), label: "eight".to_owned() }]),
        ("without values", |field| (field.enumeration, field.families) = (Vec::new(), Vec::new())),
    ];
    for case in [Case::coupons(), Case::balance(), Case::assets()] {
        let old = read(&case.text);
        let surface = Surface::of(&case.project, &old);
        // Of each table the first row, and all that are more than a name and a scalar type.
        let is_telling = |field: &Field| {
            let is_scalar = matches!(field.type_, Type::String | Type::Integer | Type::Number);
            let has_values = !field.enumeration.is_empty() || !field.families.is_empty();
            !is_scalar || has_values || field.format.is_some() || field.constant.is_some()
        };
        let rows = |(table, fields): (String, &[Field])| {
            let rows = fields.iter().enumerate().filter(|(row, field)| *row == 0 || is_telling(field));
            rows.map(|(row, _)| (table.clone(), row)).collect::<Vec<_>>()
        };
        let fields = old.tables().flat_map(rows).collect::<Vec<_>>();
        for (table, row) in fields {
            for (what, change) in CHANGES {
                let mut new = old.clone();
                change(field_mut(&mut new, &table, row));
                case.compare_with(&surface, &old, &new, &format!("{table}, row {row}, {what}"));
            }
        }
    }
}

fn field_mut<'a>(operation: &'a mut Operation, table: &str, row: usize) -> &'a mut Field {
    let (request, response) = (&mut operation.request, &mut operation.response);
    let fields = match table.split('.').collect::<Vec<_>>()[..] {
        ["request", "headers"] => &mut request.headers,
        ["request", "path"] => &mut request.path,
        ["request", "query"] => &mut request.query,
        ["request", "fields"] => &mut request.fields,
        ["response", "fields"] => &mut response.fields,
        ["request", "types", name] => &mut request.types[name],
        ["response", "types", name] => &mut response.types[name],
        _ => panic!("{table} is no table"),
    };
    &mut fields[row]
}
