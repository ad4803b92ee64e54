//! The goldens in the shape of a build script, compiled: names that are hard to carry, hostile prose, recursion.
#![warn(missing_docs)]

/// Declares a module a case, and the list of them.
macro_rules! cases {
    ($($name:ident),* $(,)?) => {
        $(
            /// A case.
            pub mod $name {
                include!(concat!(env!("CARGO_MANIFEST_DIR"), "/cases/", stringify!($name), "/client.rs"));
            }
        )*

        const CASES: &[&str] = &[$(stringify!($name)),*];
    };
}

cases!(ebuychina, hostile, kingdee, names, shapes);

#[test]
fn no_golden_is_left_out() {
    let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("cases");
    let entries = std::fs::read_dir(folder).expect("tests/cases").map(|entry| entry.expect("an entry").path());
    let mut found: Vec<String> = entries
        .filter(|path| path.join("client.rs").is_file())
        .map(|path| path.file_name().expect("a name").to_string_lossy().into_owned())
        .collect();
    found.sort();
    assert_eq!(found, CASES);
}

mod behaviour {
    use docwright_runtime::{Operation, Place, json};

    use super::{ebuychina, names, shapes};

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
