//! The cases in the shape of a build script, which `build.rs` writes, compiled: names that are hard to carry, hostile prose, recursion.
#![warn(missing_docs)]

/// Declares a module a case, and the list of them.
macro_rules! cases {
    ($($name:ident),* $(,)?) => {
        $(
            /// A case.
            pub mod $name {
                include!(concat!(env!("OUT_DIR"), "/", stringify!($name), ".rs"));
            }
        )*

        const CASES: &[&str] = &[$(stringify!($name)),*];
    };
}

cases!(hostile, names, shapes);

#[test]
fn no_golden_is_left_out() {
    let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("cases");
    let entries = std::fs::read_dir(folder).expect("tests/cases").map(|entry| entry.expect("an entry").path());
    let mut found: Vec<String> = entries
        .filter(|path| path.join("api.yaml").is_file())
        .map(|path| path.file_name().expect("a name").to_string_lossy().into_owned())
        .collect();
    found.sort();
    assert_eq!(found, CASES);
}

mod behaviour {
    use docwright_clients::ebuychina;
    use docwright_runtime::{Api, Data, Operation, Place, json};

    use super::{names, shapes};

    #[test]
    fn codes_of_two_families_are_told_apart() {
        use ebuychina::member::get_member_assets::VoucherStatus;
        assert_eq!(VoucherStatus::from_code("00"), VoucherStatus::KeShiYong);
        assert_eq!(VoucherStatus::from_code("0"), VoucherStatus::KaZhuangTaiWeiJiHuo);
        assert_eq!(VoucherStatus::from_code("03").label(), Some("未激活"));
        assert_eq!(VoucherStatus::from_code("77").label(), None);
    }

    #[test]
    fn a_label_that_says_unknown_is_a_value_of_its_own() {
        use names::signing_::get_types::Kind;
        assert_eq!(Kind::from_code("1").label(), Some("Unknown"));
        assert_ne!(Kind::from_code("1"), Kind::from_code("3"));
        assert_eq!(Kind::from_code(""), Kind::Empty);
    }

    #[test]
    fn what_the_recipe_fills_is_not_asked_for() {
        type Request = ebuychina::member::GetMemberAssets;
        let request =
            Request::new().lang("en").content(ebuychina::member::get_member_assets::request::Content::default());
        assert_eq!(String::from_utf8_lossy(&json::encode(&request)), r#"{"lang":"en","content":{}}"#);
        assert!(Request::META.parameters.iter().all(|place| *place == Place::Body));
    }

    #[tokio::test]
    async fn a_bill_with_entries_is_built_from_what_the_document_says() {
        use shapes::a::post_bill::{PostBill, Required, request::*};
        let entry = || Entry::new(EntryRequired2 { material_id: "m".into(), qty: 2.into() }).new_(true);
        let bill = |entries| {
            let required = Required { bill_no: "XS".into(), kind: "sale".into(), entries };
            PostBill::new(required)
                .id("1")
                .customer_number("c")
                .additional(shapes::Additional::new().member("emp_id", shapes::Value::Null))
        };
        let full = bill(vec![entry().batches([Batch::new("7")]).extra("memo", shapes::Value::Null)]);
        assert_eq!(
            String::from_utf8_lossy(&json::encode(&full)),
            r#"{"id":"1","bill_no":"XS","customer_number":"c","kind":"sale","entries":[{"material_id":"m","qty":2,"new":true,"batches":[{"number":"7"}],"memo":null}],"emp_id":null}"#
        );
        // Nothing listens there: what passes the checks ends in another error.
        let client = shapes::Client::builder().base_url("http://127.0.0.1:9").retries(0);
        let client = client.build().expect("a client");
        let refused = |request: PostBill| {
            let client = client.clone();
            async move { client.send(&request).await.expect_err("nobody listens").to_string() }
        };
        assert!(!refused(full).await.contains("not sent"));
        let long = bill(vec![entry(), entry().batches([Batch::new("8"), Batch::new("8000")])]);
        let sentence = "post_bill: not sent, because documents/bill.md asks for something else";
        let expected = format!("{sentence}: entries[1].batches[1].number: at most 3 characters (line 70)");
        assert_eq!(refused(long).await, expected);
        let nobody = PostBill { customer_number: None, ..bill(vec![entry()]) };
        let expected = "customer_id: one of customer_id, customer_number is required (line 32)";
        assert_eq!(refused(nobody).await, format!("{sentence}: {expected}"));
    }

    #[test]
    fn answers_of_another_form_give_their_own_data() {
        assert_eq!(shapes::a::Attach::META.data, Data::Member("stored"));
        let fields = <shapes::Api as Api>::META.envelopes.iter().filter_map(|envelope| Some(envelope.success?.field));
        assert_eq!(fields.collect::<Vec<_>>(), ["code", "errorCode"]);
    }

    #[test]
    fn trees_come_back_as_they_were() {
        use shapes::a::post_tree::{PostTree, request::Node};
        let text = r#"{"parent":{"parent":{}},"children":[{"children":[]}],"other":{"node":"{\"parent\":{}}"}}"#;
        let node: Node = json::decode_as(text.as_bytes()).expect("a tree");
        let request = PostTree::new(node).ids([1, 2]).list([Node::default()]);
        let expected = format!(r#"{{"node":{text},"list":[{{}}],"ids":[1,2]}}"#);
        assert_eq!(String::from_utf8_lossy(&json::encode(&request)), expected);
    }
}
