//! Generated code as the generator writes it, by hand: it compiles, and comes back as it was.

use docwright_runtime::{DecodeOptions, DriftReport, json};

docwright_runtime::format_version!(3);

#[allow(unreachable_pub)]
mod generated {
    //! Types whose names are those of the standard library, as vendors have them.

    #[derive(Default)]
    pub struct GetCouponCenter {
        pub member_id: ::std::option::Option<::std::string::String>,
        pub page: ::std::option::Option<i64>,
        pub tags: ::std::option::Option<::std::vec::Vec<::std::string::String>>,
        pub additional: ::docwright_runtime::Additional,
    }
    ::docwright_runtime::model! { GetCouponCenter "get_coupon_center" line 38 => additional {
        member_id = "member_id", page = "page", tags = "tags",
    } }

    #[derive(Default)]
    #[non_exhaustive]
    pub struct Data {
        pub count: ::std::option::Option<i64>,
        pub rows: ::std::vec::Vec<Row>,
        pub option: ::std::option::Option<Option>,
        pub extra: ::docwright_runtime::Extra,
    }
    ::docwright_runtime::model! { Data "Data" line 70 => extra { count = "count" required, rows = "rows", option = "option" @ 99 } }

    #[derive(Default)]
    #[non_exhaustive]
    pub struct Row {
        pub content: ::std::option::Option<::docwright_runtime::Json<Content>>,
        pub coupon_type: ::std::option::Option<Type>,
        pub value: ::std::option::Option<::docwright_runtime::Number>,
        pub r#type: ::std::option::Option<::std::string::String>,
        pub open: ::std::option::Option<bool>,
        pub any: ::std::option::Option<::docwright_runtime::Value>,
        pub prices: ::docwright_runtime::Map<::docwright_runtime::Number>,
        pub parent: ::std::option::Option<::std::boxed::Box<Row>>,
        pub children: ::std::vec::Vec<Row>,
        pub file: ::std::option::Option<::docwright_runtime::File>,
        pub from: ::std::option::Option<::docwright_runtime::Date>,
        pub extra: ::docwright_runtime::Extra,
    }
    ::docwright_runtime::model! { Row "Row" line 81 => extra {
        content = "content", coupon_type = "coupon_type", value = "value", r#type = "type", open = "open", any = "any",
        prices = "prices", parent = "parent", children = "children", file = "file", from = "from",
    } }

    #[derive(Default)]
    pub struct Content {
        pub id: ::std::option::Option<i64>,
        pub extra: ::docwright_runtime::Extra,
    }
    ::docwright_runtime::model! { Content "Content" line 0 => extra { id = "id" } }

    #[derive(Default)]
    pub struct Option {
        pub extra: ::docwright_runtime::Extra,
    }
    ::docwright_runtime::model! { Option "Option" line 0 => extra {} }

    #[derive(Debug, Clone, PartialEq, Eq, Hash)]
    #[non_exhaustive]
    pub enum Type {
        /// 代金券
        DaiJinQuan,
        /// 折扣券
        ZheKouQuan,
        /// A code that the document does not list.
        Unknown(::docwright_runtime::UnknownCode),
    }
    ::docwright_runtime::enumeration! { Type: integer { DaiJinQuan = 1 "代金券", ZheKouQuan = 2 "折扣券" } }
}

#[test]
fn an_answer_comes_back_as_it_was() {
    let text = concat!(
        r#"{"count":2,"rows":[{"content":"{\"id\": 7}","coupon_type":1,"value":12345678901234567.89,"type":"\n","#,
        r#""open":true,"any":[1,{"a":null}],"prices":{"a":1.50},"parent":{"value":1},"from":"2022-08-01","more":1},"#,
        r#"{"coupon_type":3}],"option":{}}"#
    );
    let mut data = generated::Data::default();
    let report = DriftReport::new();
    let options = DecodeOptions { drift: Some(&report), ..DecodeOptions::default() };
    json::decode(text.as_bytes(), &mut data, &options).unwrap();
    assert_eq!(String::from_utf8(json::encode(&data)).unwrap(), text);
    assert_eq!(data.rows[0].coupon_type, Some(generated::Type::DaiJinQuan));
    println!("{report:?}");
}

#[test]
fn types_may_cross_threads() {
    fn check<T: Send + Sync + Clone>() {}
    check::<generated::Data>();
    check::<generated::GetCouponCenter>();
    check::<DriftReport>();
}

#[test]
fn debug_shows_what_is_there() {
    let data: generated::Data =
        json::decode_as(br#"{"count":2,"rows":[{"type":"x","coupon_type":1,"value":1.50}],"new":true}"#).unwrap();
    let shown =
        r#"Data { count: 2, rows: [Row { coupon_type: 1, value: 1.50, type: "x" }], extra: {"new": Boolean(true)} }"#;
    assert_eq!(format!("{data:?}"), shown);
    let mut request = generated::GetCouponCenter { page: Some(1), ..Default::default() };
    request.additional = docwright_runtime::Additional::new().header("X-Token", "secret");
    assert!(!format!("{request:?}").contains("secret"));
    let clone = request.clone();
    assert_eq!(clone.additional.headers(), [("X-Token".to_owned(), "secret".to_owned())]);
    assert_eq!(clone, request);
    request.tags = Some(Vec::new());
    assert_eq!((request.clone().tags, clone.tags), (Some(Vec::new()), None));
}
