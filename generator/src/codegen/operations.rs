//! One operation: the struct of its request, what the runtime has to know about it, its types.

use proc_macro2::TokenStream;
use quote::quote;
use syn::{ItemImpl, parse_quote};

use super::builders::{emit_additional_setter, emit_builder};
use super::models::{emit_request_struct, emit_request_type, emit_response_type, emit_table};
use super::print::{Item, indented, print_items};
use super::tokens::{self, ident, response_field_type, value_type};
use crate::ir::{Constant, Data, Encoding, KnownError, Operation, Place, Rows, Type};

/// The text of an operation's module.
pub(super) fn emit_operation(operation: &Operation) -> String {
    let model = &operation.request.model;
    let mut items = vec![syn::Item::Struct(emit_request_struct(model)).into()];
    items.extend(emit_builder(model, &emit_additional_setter()));
    items.push(syn::Item::Impl(emit_implementation(operation)).into());
    items.extend(operation.rows.as_ref().map(|rows| syn::Item::Impl(emit_pages(operation, rows)).into()));
    items.push(emit_table(model, "additional"));
    let mut text = print_items(items);
    if !operation.request_types.is_empty() {
        let types = operation.request_types.iter().flat_map(emit_request_type);
        let types = indented(&print_items(types.collect()));
        text.push_str(&format!("\n/// The types of the request.\npub mod request {{\n{types}}}\n"));
    }
    let types: Vec<Item> = operation.response_types.iter().flat_map(emit_response_type).collect();
    if !types.is_empty() {
        text.push('\n');
        text.push_str(&print_items(types));
    }
    text
}

fn emit_implementation(operation: &Operation) -> ItemImpl {
    let struct_name = ident(&operation.request.model.name);
    let output = match &operation.output {
        type_ @ (Type::Named(_) | Type::Boxed(_)) => value_type(type_),
        Type::Any => value_type(&Type::Any),
        type_ => response_field_type(type_),
    };
    let Operation { name, method, path, document, idempotent, .. } = operation;
    let (name, path, document) = (tokens::text(name), tokens::text(path), tokens::text(document));
    let places = emit_places(&operation.request.places);
    let constants = operation.constants.iter().map(emit_constant);
    let encoding = emit_encoding(operation.encoding);
    let errors = operation.errors.iter().map(emit_error);
    let data = emit_data(&operation.data);
    parse_quote! {
        impl ::docwright_runtime::Operation for #struct_name {
            type Api = super::super::Api;
            type Output = #output;
            const META: &'static ::docwright_runtime::OperationMeta = &::docwright_runtime::OperationMeta {
                name: #name,
                method: #method,
                path: #path,
                document: #document,
                parameters: &#places,
                constants: &[#(#constants),*],
                encoding: #encoding,
                errors: &[#(#errors),*],
                data: #data,
                idempotent: #idempotent,
            };
        }
    }
}

/// Where each parameter travels. Most operations have them in one place, which need not be said line by line.
fn emit_places(places: &[Place]) -> TokenStream {
    match places {
        [first, _, ..] if places.iter().all(|place| place == first) => {
            let (place, count) = (emit_place(*first), proc_macro2::Literal::usize_unsuffixed(places.len()));
            quote!([#place; #count])
        }
        _ => {
            let places = places.iter().map(|place| emit_place(*place));
            quote!([#(#places),*])
        }
    }
}

fn emit_pages(operation: &Operation, rows: &Rows) -> ItemImpl {
    let struct_name = ident(&operation.request.model.name);
    let (field, row) = (ident(&rows.field), value_type(&rows.type_));
    let output = value_type(&operation.output);
    parse_quote! {
        impl ::docwright_runtime::Paged for #struct_name {
            type Item = #row;
            fn take_items(output: &mut #output) -> ::std::vec::Vec<#row> {
                ::std::mem::take(&mut output.#field)
            }
        }
    }
}

fn emit_place(place: Place) -> TokenStream {
    match place {
        Place::Header => quote!(::docwright_runtime::Place::Header),
        Place::Path => quote!(::docwright_runtime::Place::Path),
        Place::Query => quote!(::docwright_runtime::Place::Query),
        Place::Body => quote!(::docwright_runtime::Place::Body),
        Place::Content => quote!(::docwright_runtime::Place::Content),
    }
}

fn emit_constant(constant: &Constant) -> TokenStream {
    let (place, name, value) =
        (emit_place(constant.place), tokens::text(&constant.name), tokens::text(&constant.value));
    quote!(::docwright_runtime::Constant { place: #place, name: #name, value: #value })
}

fn emit_encoding(encoding: Encoding) -> TokenStream {
    match encoding {
        Encoding::None => quote!(::docwright_runtime::Encoding::None),
        Encoding::Json => quote!(::docwright_runtime::Encoding::Json),
        Encoding::Form => quote!(::docwright_runtime::Encoding::Form),
        Encoding::Multipart => quote!(::docwright_runtime::Encoding::Multipart),
    }
}

fn emit_error(error: &KnownError) -> TokenStream {
    let (code, message, remedy) =
        (tokens::text(&error.code), tokens::text(&error.message), tokens::text(&error.remedy));
    quote!(::docwright_runtime::KnownError { code: #code, message: #message, remedy: #remedy })
}

fn emit_data(data: &Data) -> TokenStream {
    match data {
        Data::Whole => quote!(::docwright_runtime::Data::Whole),
        Data::Member(name) => {
            let name = tokens::text(name);
            quote!(::docwright_runtime::Data::Member(#name))
        }
        Data::Text(name) => {
            let name = tokens::text(name);
            quote!(::docwright_runtime::Data::Text(#name))
        }
    }
}
