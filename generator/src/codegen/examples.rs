//! The tests of a group: what its documents show, against what was generated. Everything of a document is in literals.

use proc_macro2::TokenStream;
use quote::quote;
use syn::parse_quote;

use super::print::Item;
use super::tokens::{ident, raw_text, text};
use crate::ir::{AnswerExample, Group, Operation, RequestExample};

/// A module for the answers and one for the requests, each with a function an operation.
pub(super) fn emit_tests(group: &Group) -> Vec<Item> {
    let tests = |test: fn(&Operation) -> Option<TokenStream>| group.operations.iter().filter_map(test).collect();
    let answers: Vec<TokenStream> =
        tests(|operation| Some(emit_answer(operation, operation.examples.answer.as_ref()?)));
    let requests: Vec<TokenStream> =
        tests(|operation| Some(emit_request(operation, operation.examples.request.as_ref()?)));
    let mut modules: Vec<syn::ItemMod> = Vec::new();
    if !answers.is_empty() {
        modules.push(parse_quote!(mod answers { #(#answers)* }));
    }
    if !requests.is_empty() {
        modules.push(parse_quote!(mod requests { #(#requests)* }));
    }
    modules.into_iter().map(|module| syn::Item::Mod(module).into()).collect()
}

fn emit_answer(operation: &Operation, example: &AnswerExample) -> TokenStream {
    let (name, request) = (ident(&operation.module), emit_path(operation));
    let (json, differences) = (raw_text(&example.json), example.differences.iter().map(|difference| text(difference)));
    quote! {
        #[test]
        fn #name() {
            ::docwright_runtime::examples::assert_answer::<#request>(#json, &[#(#differences),*]);
        }
    }
}

fn emit_request(operation: &Operation, example: &RequestExample) -> TokenStream {
    let (name, request) = (ident(&operation.module), emit_path(operation));
    let query = example.query.iter().map(|(name, value)| {
        let (name, value) = (text(name), text(value));
        quote!((#name, #value))
    });
    let body = match example.body.as_deref().map(raw_text) {
        Some(body) => quote!(::std::option::Option::Some(#body)),
        None => quote!(::std::option::Option::None),
    };
    let differences = example.differences.iter().map(|difference| text(difference));
    quote! {
        #[test]
        fn #name() {
            let documented = ::docwright_runtime::examples::Request { query: &[#(#query),*], body: #body };
            ::docwright_runtime::examples::assert_request::<#request>(&documented, &[#(#differences),*]);
        }
    }
}

fn emit_path(operation: &Operation) -> TokenStream {
    let (module, request) = (ident(&operation.module), ident(&operation.request.model.name));
    quote!(super::super::#module::#request)
}
