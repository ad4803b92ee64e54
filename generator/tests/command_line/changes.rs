//! Documents that change, come and go: what becomes of files and names, and what callers are told.

use std::fs;

use crate::workplace::{Workplace, root};
use crate::{GENERATED, SPECIFICATION};

#[test]
fn a_changed_document_changes_what_it_gave_and_nothing_else() {
    let place = Workplace::new();
    let document = place.read("specs/kingdee/documents/coupon_center.md").replace("券金额", "券的金额");
    place.write("specs/kingdee/documents/coupon_center.md", document);
    let run = place.run(&["generate"]).expect(0);
    let changed = run.stderr().lines().filter(|line| line.trim_start().starts_with("updated")).count();
    assert_eq!(changed, 3, "specification, generated file and lock:\n{}", run.stderr());
    assert!(place.read(GENERATED).contains("券的金额"));
}

#[test]
fn a_document_that_goes_takes_its_files_with_it_and_one_that_comes_renames_nothing() {
    let place = Workplace::new();
    let document = place.read("specs/kingdee/documents/coupon_center.md");
    fs::remove_file(place.path("specs/kingdee/documents/coupon_center.md")).expect("removed");
    let api = place.read("specs/kingdee/api.yaml");
    place.write("specs/kingdee/api.yaml", api.split("corrections:").next().expect("a part"));
    place.run(&["generate"]).expect(0).says("removed");
    assert!(!place.path(GENERATED).exists() && !place.path(SPECIFICATION).exists());
    place.write("specs/kingdee/documents/coupon_center.md", document);
    place.write("specs/kingdee/api.yaml", api);
    place.run(&["generate"]).expect(0);
    assert_eq!(place.read(GENERATED), fs::read_to_string(root().join(GENERATED)).expect("checked in"));
}

#[test]
fn what_a_changed_document_breaks_for_callers_is_told() {
    let place = Workplace::new();
    let document = place.read("specs/kingdee/documents/coupon_center.md");
    let changed = document
        .replace("| total | integer |", "| total | number |")
        .replace("| page | integer | false |", "| page | integer | true |");
    place.write(
        "specs/kingdee/documents/coupon_center.md",
        changed.replace("5-多次核销折扣券", "5-多次核销折扣券，6-礼品券"),
    );
    for command in [&["check"][..], &["generate", "kingdee", "--check"], &["extract"]] {
        place
            .run(command)
            .says("   breaks kingdee get_coupon_center: response.Row.total integer → number\n")
            .says("   breaks kingdee get_coupon_center: request.query.page now required\n")
            .says("  differs kingdee get_coupon_center: response.Row.coupon_type value 6 礼品券 added\n")
            .says("1 operation changed, 1 breaking callers; ");
    }
    let run = place.run(&["generate"]).expect(0);
    assert!(!run.stderr().contains("get_coupon_center: "), "extract has told of it:\n{}", run.stderr());
    place.write("specs/kingdee/documents/coupon_center.md", document);
    let run = place.run(&["generate", "--format", "json"]).expect(0);
    let diff: serde_json::Value = serde_json::from_str(run.stdout().lines().last().expect("a line")).expect("JSON");
    assert_eq!((&diff["api"], &diff["operation"]), (&"kingdee".into(), &"get_coupon_center".into()));
    let value = serde_json::json!({"at": "response.Row.coupon_type", "what": "value 6 礼品券 removed", "breaks": true});
    assert!(diff["differences"].as_array().expect("a list").contains(&value), "{diff}");
}

/// A page of ours, of an operation with a parameter in its path.
fn page_of_a_product(method: &str, parameter: &str) -> String {
    format!(
        "# Product\n\n- Method: {method}\n- URL: https://api.acme.example/v2/products/{{{parameter}}}\n\n## Path parameters\n\n\
         | Name | Type | Required | Description |\n| --- | --- | --- | --- |\n| {parameter} | integer | true | Its number |\n\n\
         ## Response\n\n| Name | Type | Description |\n| --- | --- | --- |\n| removed | boolean | Whether it was |\n"
    )
}

#[test]
fn a_parameter_of_a_path_that_is_renamed_moves_the_operation_and_is_no_edit_by_hand() {
    let place = Workplace::empty();
    for (method, parameter) in [("GET", "id"), ("DELETE", "product_id")] {
        place.write(&format!("pages/{method}.md"), page_of_a_product(method, parameter));
    }
    place.run(&["init", "acme", "pages"]).expect(0);
    let api = place.read("specs/acme/api.yaml");
    place.write("specs/acme/api.yaml", format!("{api}\nrename: {{delete_products: remove_product}}\n"));
    place.run(&["generate"]).expect(0);
    place.write("specs/acme/documents/DELETE.md", page_of_a_product("DELETE", "id"));
    for arguments in [&["generate", "--check"][..], &["generate"]] {
        let run = place.run(arguments);
        let run = run.says("   breaks acme remove_product: path /v2/products/{product_id} → /v2/products/{id}\n");
        let run = run.says("   breaks acme remove_product: request.path.id added and required\n");
        assert!(!run.stderr().contains("DW0601") && !run.stderr().contains(": removed\n"), "{}", run.stderr());
    }
    assert!(place.read("specs/acme/operations/products/remove_product.yaml").contains("path: /v2/products/{id}\n"));
    // The version in the path is nobody's business but the client's.
    let next = page_of_a_product("DELETE", "id").replace("/v2/", "/v3/");
    place.write("specs/acme/documents/DELETE.md", next);
    let run = place.run(&["generate"]).expect(0);
    let run = run.says("  differs acme remove_product: path /v2/products/{id} → /v3/products/{id}\n");
    assert!(!run.stderr().contains("breaks"), "{}", run.stderr());
    place.run(&["check"]).expect(0);
}

#[test]
fn what_a_page_that_went_away_breaks_is_told_beside_the_rename_that_names_it() {
    let place = Workplace::empty();
    for (method, parameter) in [("GET", "id"), ("DELETE", "id")] {
        place.write(&format!("pages/{method}.md"), page_of_a_product(method, parameter));
    }
    place.run(&["init", "acme", "pages"]).expect(0);
    let api = place.read("specs/acme/api.yaml");
    place.write("specs/acme/api.yaml", format!("{api}\nrename: {{delete_products: remove_product}}\n"));
    place.run(&["generate"]).expect(0);
    fs::remove_file(place.path("specs/acme/documents/DELETE.md")).expect("removed");
    for arguments in [&["generate", "--check"][..], &["generate"]] {
        place.run(arguments).expect(1).says("error[DW0503]").says("   breaks acme remove_product: removed\n");
    }
    assert!(place.path("specs/acme/operations/products/remove_product.yaml").exists());
}
