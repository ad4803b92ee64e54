//! `docwright init`: what it recognises, proposes and leaves out.

use crate::workplace::{Workplace, encode_gbk, root};

#[test]
fn init_recognises_what_the_documents_show_and_generate_takes_it_from_there() {
    for (name, document, expected) in [
        (
            "kd",
            "specs/kingdee/documents/coupon_center.md",
            ["auth: kingdee-gateway", "server: https", "field: errcode", "page: page"],
        ),
        (
            "eb",
            "specs/ebuychina/documents/get_member_assets.txt",
            ["auth: ebuy-envelope", "dialect: yapi-text", "field: success", "data: content"],
        ),
    ] {
        let place = Workplace::empty();
        let document = root().join(document);
        let run = place.run(&["init", name, document.to_str().expect("a path")]).expect(0);
        assert!(run.stdout().contains("operations   1"), "{}", run.stdout());
        let api = place.read(&format!("specs/{name}/api.yaml")).replace('"', "");
        for line in expected {
            assert!(api.contains(line), "`{line}` is not in:\n{api}");
        }
        place.run(&["generate"]).expect(0);
        place.run(&["check"]).expect(0);
        place.run(&["init", name, document.to_str().expect("a path")]).expect(2).says("exists already");
    }
}

/// A page of ours with a token and the number of a shop in its query, as some vendors want them in each.
fn page_with_a_token(name: &str) -> String {
    format!(
        "### 基本信息\n- 请求方式：GET\n- 请求地址：https://api.acme.example/shop/{name}\n\n### 请求参数\n#### params参数\n\
         | 参数名称 | 必选 | 类型 | 说明 |\n| --- | --- | --- | --- |\n| access_token | true | string | 访问令牌 |\n\
         | dbId | true | number | 账套 |\n| page | false | integer | 页码 |\n\n### 响应参数\n\
         | 响应参数 | 参数类型 | 参数说明 |\n| --- | --- | --- |\n| code | integer | 返回码 |\n"
    )
}

#[test]
fn tokens_in_every_query_become_a_recipe_that_callers_need_not_think_of() {
    let place = Workplace::empty();
    for name in ["unit_list", "order_list", "stock_list"] {
        place.write(&format!("pages/{name}.md"), page_with_a_token(name));
    }
    let run = place.run(&["init", "acme", "pages"]).expect(0);
    let told = "auth         access-token.yaml: access_token from a token provider, dbId from the credentials";
    assert!(run.stdout().contains(told), "{}", run.stdout());
    assert!(run.says("specs/acme/access-token.yaml").stdout().contains("3 of 3 operations"));
    place.run(&["generate"]).expect(0);
    place.run(&["check"]).expect(0);
    let request = place.read("generated/src/acme/shop/get_unit_list.rs");
    assert!(
        request.contains("pub page:") && !request.contains("access_token") && !request.contains("db_id"),
        "{request}"
    );
    assert!(place.read("generated/src/acme/mod.rs").contains("pub fn new(db_id: impl"));
}

#[test]
fn init_overwrites_no_recipe() {
    let place = Workplace::empty();
    place.write("pages/unit.md", page_with_a_token("unit"));
    place.write("specs/acme/access-token.yaml", "title: mine\n");
    place.run(&["init", "acme", "pages"]).expect(2).says("access-token.yaml exists already");
    assert_eq!(place.read("specs/acme/access-token.yaml"), "title: mine\n");
    assert!(!place.path("specs/acme/api.yaml").exists());
}

#[test]
fn init_leaves_out_what_is_no_text_and_the_rest_generates() {
    let place = Workplace::empty();
    let page = page_with_a_token("unit_list");
    place.write("pages/empty.md", "");
    place.write("pages/nul.md", "# a\n\0\0|x\n");
    place.write("pages/picture.png", [137, b'P', b'N', b'G', 0, 255]);
    place.write("pages/long.txt", "x".repeat(30_000_000));
    place.write("pages/gbk.html", encode_gbk(&format!("<html><body><p>{}</p></body></html>", "说明".repeat(9))));
    place.write("pages/unit.md", &page);
    place.write("pages/again.md", &page);
    let run = place.run(&["init", "acme", "pages"]).expect(0);
    assert!(run.stdout().contains("2 left out, which cannot be read"), "{}", run.stdout());
    assert!(run.stdout().contains("operations   1\n             1 further page of the same"), "{}", run.stdout());
    run.says("left out: pages/empty.md has nothing in it").says("left out: pages/nul.md is not text");
    assert!(!place.path("specs/acme/documents/empty.md").exists());
    place.run(&["generate"]).expect(0);
    for (folder, name, bytes) in [("pictures", "a.png", b"\x89PNG\0".as_slice()), ("bad", "a.md", b"\0\x01\x02")] {
        place.write(&format!("{folder}/{name}"), bytes);
        place.run(&["init", folder, folder]).expect(2).says("document");
        assert!(!place.path(&format!("specs/{folder}")).exists());
    }
}

#[test]
fn a_page_that_is_no_api_starts_none_and_both_commands_say_what_they_looked_for() {
    let place = Workplace::empty();
    place.write("blog.md", "# Hello\n\nThis is our blog.\n");
    let looked_for = "no operation found in blog.md: one has a method (GET, POST, …) and a path";
    place.run(&["init", "blog", "blog.md"]).expect(1).says(&format!("error: {looked_for}")).says("nothing was written");
    assert!(!place.path("specs").exists());
    let run = place.run(&["parse", "blog.md"]).expect(0).says(looked_for);
    assert_eq!(run.stdout(), "");
}

#[test]
fn the_schema_that_a_new_api_yaml_names_is_there_and_completes_corrections() {
    let place = Workplace::empty();
    place.write("pages/unit.md", page_with_a_token("unit"));
    place.run(&["init", "acme", "pages"]).expect(0);
    let first = place.read("specs/acme/api.yaml").lines().next().expect("a line").to_owned();
    let named = first.split_once("$schema=").expect("the name of a schema").1;
    let schema = serde_json::from_str::<serde_json::Value>(&place.read(&format!("specs/acme/{named}"))).expect("JSON");
    assert_eq!(schema["$defs"]["Correction"]["properties"]["set"]["properties"]["max_items"]["minimum"], 0);
}
