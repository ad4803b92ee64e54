//! Names stay what they are, whatever is added, removed or shuffled; and no scope has a name twice.

use std::collections::BTreeSet;

use docwright::lower::{Input, Lowered, PinnedNames, lower};
use docwright::spec::{self, DocumentInfo, EnumValue, Field, Method, Operation, Type};
use docwright::{codegen, ir};
use proptest::prelude::*;

/// Words that are called alike, or nearly so, and some that Rust or the generated code keep for themselves.
fn word() -> impl Strategy<Value = String> {
    let words = [
        "a",
        "A",
        "a_1",
        "a1",
        "a-1",
        "aB",
        "ab",
        "a b",
        "type",
        "Type",
        "type_",
        "self",
        "Self",
        "new",
        "extra",
        "additional",
        "名称",
        "明称",
        "名",
        "_",
        "***",
        "Required",
        "Response",
        "get_x",
        "GetX",
        "Unknown",
        "2fa",
        "Option",
        "request",
    ];
    prop_oneof![4 => prop::sample::select(words.to_vec()).prop_map(str::to_owned), 1 => ".{0,12}"]
}

fn type_() -> impl Strategy<Value = Type> {
    prop_oneof![
        Just(Type::String),
        Just(Type::Integer),
        Just(Type::Any),
        word().prop_filter_map("a name of a type", |name| name.parse::<Type>().ok()),
        word().prop_filter_map("a name of a type", |name| Some(name.parse::<Type>().ok()?.list())),
    ]
}

fn field() -> impl Strategy<Value = Field> {
    let codes = prop::collection::vec((word(), word()), 0..4);
    (word(), type_(), any::<Option<bool>>(), codes).prop_map(|(name, type_, required, codes)| {
        let enumeration =
            codes.into_iter().map(|(value, label)| EnumValue { value: value.as_str().into(), label }).collect();
        Field { required, enumeration, description: Some(name.clone()), ..Field::new(name, type_) }
    })
}

fn fields() -> impl Strategy<Value = Vec<Field>> {
    prop::collection::vec(field(), 0..5)
}

fn types() -> impl Strategy<Value = spec::Types> {
    prop::collection::vec((word(), fields()), 0..4).prop_map(|types| types.into_iter().collect())
}

fn operation() -> impl Strategy<Value = Operation> {
    let segment = prop::sample::select(vec!["a", "A", "x", "getX", "get_x", "type", "a1", "a_1", "名称"]);
    let path = prop::collection::vec(segment, 1..5).prop_map(|segments| format!("/{}", segments.join("/")));
    let method = prop::sample::select(vec![Method::Get, Method::Post]);
    (method, path, fields(), fields(), types(), fields(), types()).prop_map(
        |(method, path, query, body, request_types, response_fields, response_types)| {
            let (name, group) = spec::operation_name(method, &path);
            Operation {
                name,
                group,
                document: DocumentInfo { file: format!("documents{path}.md"), ..DocumentInfo::default() },
                request: spec::Request { query, fields: body, types: request_types, ..spec::Request::default() },
                response: spec::Response {
                    fields: response_fields,
                    types: response_types,
                    ..spec::Response::default()
                },
                method,
                path,
                summary: None,
                errors: Vec::new(),
                examples: spec::Examples::default(),
                places: indexmap::IndexMap::new(),
            }
        },
    )
}

fn api() -> spec::Api {
    let text = "title: T\nenvelope: {success: {field: a, equals: 0}, data: ab}\n";
    spec::yaml::read(&docwright::source::Source::new("api.yaml", text)).expect("an api.yaml")
}

fn lowered(operations: &[Operation], pinned: &PinnedNames) -> Lowered {
    lower(&Input { name: "t", specification: "specs/t", api: &api(), recipe: None, operations, pinned })
}

/// Each operation once, as extraction would leave them.
fn distinct(operations: Vec<Operation>) -> Vec<Operation> {
    let mut seen = BTreeSet::new();
    operations.into_iter().filter(|operation| seen.insert((operation.method, operation.path.clone()))).collect()
}

fn assert_kept(before: &PinnedNames, after: &PinnedNames) {
    for (operation, names) in &before.operations {
        if let Some(now) = after.operations.get(operation) {
            assert_eq!(now, names, "{operation}");
        }
    }
    for (group, module) in &before.groups {
        assert!(after.groups.get(group).is_none_or(|now| now == module), "{group}");
    }
}

fn assert_unique<'a>(names: impl Iterator<Item = &'a ir::Identifier>) {
    let mut seen = BTreeSet::new();
    for name in names {
        syn::parse_str::<syn::Ident>(name.as_str()).expect("an identifier");
        assert!(seen.insert(name), "{name} twice");
    }
}

fn assert_all_unique(api: &ir::Api) {
    assert_unique(api.groups.iter().map(|group| &group.module));
    for group in &api.groups {
        let modules = group.operations.iter().map(|operation| &operation.module);
        assert_unique(modules.chain(group.operations.iter().map(|operation| &operation.request.model.name)));
        for operation in &group.operations {
            let own = [operation.request.model.name.clone()];
            assert_unique(operation.response_types.iter().map(item_name).chain(&own));
            assert_unique(operation.request_types.iter().flat_map(request_names));
            assert_members_unique(&ir::Item::Model(operation.request.model.clone()));
            operation.response_types.iter().chain(&operation.request_types).for_each(assert_members_unique);
        }
    }
}

fn item_name(item: &ir::Item) -> &ir::Identifier {
    match item {
        ir::Item::Model(model) => &model.name,
        ir::Item::Enumeration(enumeration) => &enumeration.name,
    }
}

/// The names of a type of a request: its own, and that of the struct of what it requires.
fn request_names(item: &ir::Item) -> impl Iterator<Item = &ir::Identifier> {
    let required = match item {
        ir::Item::Model(model) => model.required.as_ref(),
        ir::Item::Enumeration(_) => None,
    };
    std::iter::once(item_name(item)).chain(required)
}

fn assert_members_unique(item: &ir::Item) {
    match item {
        ir::Item::Model(model) => assert_unique(model.fields.iter().map(|field| &field.name)),
        ir::Item::Enumeration(enumeration) => assert_unique(enumeration.variants.iter().map(|variant| &variant.name)),
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 64, ..ProptestConfig::default() })]

    #[test]
    fn the_order_of_documents_does_not_matter(
        (operations, shuffled) in prop::collection::vec(operation(), 1..6)
            .prop_map(distinct)
            .prop_flat_map(|operations| (Just(operations.clone()), Just(operations).prop_shuffle())),
    ) {
        let (left, right) = (lowered(&operations, &PinnedNames::default()), lowered(&shuffled, &PinnedNames::default()));
        prop_assert_eq!(&left, &right);
        assert_all_unique(&left.api);
    }

    #[test]
    fn names_stay_when_documents_come_and_go(
        operations in prop::collection::vec(operation(), 2..7).prop_map(distinct),
        first in prop::collection::vec(any::<bool>(), 7),
        second in prop::collection::vec(any::<bool>(), 7),
    ) {
        let part = |chosen: &[bool]| {
            let chosen = operations.iter().zip(chosen).filter(|(_, chosen)| **chosen);
            chosen.map(|(operation, _)| operation.clone()).collect::<Vec<_>>()
        };
        let before = lowered(&part(&first), &PinnedNames::default());
        let all = lowered(&operations, &before.names);
        assert_kept(&before.names, &all.names);
        assert_all_unique(&all.api);
        let fewer = lowered(&part(&second), &all.names);
        assert_kept(&all.names, &fewer.names);
        prop_assert_eq!(&lowered(&operations, &all.names).names, &all.names);
    }

    #[test]
    fn whatever_a_document_says_the_code_is_rust(operations in prop::collection::vec(operation(), 1..3).prop_map(distinct)) {
        let lowered = lowered(&operations, &PinnedNames::default());
        syn::parse_file(&codegen::emit_build_script(&lowered.api)).expect("Rust");
        for (path, text) in codegen::emit_crate(&lowered.api).files {
            prop_assert!(path.split('/').all(|part| part.trim_end_matches(".rs").chars().all(|c| c == '_' || c.is_alphanumeric())));
            syn::parse_file(&text).expect("Rust");
        }
    }
}
