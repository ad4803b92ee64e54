//! One operation: the struct of its request, what the runtime has to know about it, its types.

use proc_macro2::TokenStream;
use quote::quote;
use syn::{ItemImpl, ItemStruct, parse_quote};

use super::models::{emit_request_model, emit_request_struct, emit_response_model, emit_table, emit_type};
use super::print::{Item, indented, print_items};
use super::tokens::{self, docs, ident, response_field_type, value_type};
use crate::ir::{Constant, Data, Docs, Encoding, Field, KnownError, Operation, Place, Rows, Type};

/// The text of an operation's module.
pub(super) fn emit_operation(operation: &Operation) -> String {
    let model = &operation.request.model;
    let required: Vec<&Field> = model.fields.iter().filter(|field| field.required).collect();
    let mut items = vec![
        syn::Item::Struct(emit_request_struct(model)).into(),
        syn::Item::Impl(emit_constructor(operation, &required)).into(),
    ];
    if required.len() > 1 {
        items.push(syn::Item::Struct(emit_required(operation, &required)).into());
    }
    items.push(syn::Item::Impl(emit_implementation(operation)).into());
    items.extend(operation.rows.as_ref().map(|rows| syn::Item::Impl(emit_pages(operation, rows)).into()));
    items.push(emit_table(model, "additional"));
    let mut text = print_items(items);
    if !operation.request_types.is_empty() {
        let types = operation.request_types.iter().flat_map(|item| emit_type(item, emit_request_model));
        let types = indented(&print_items(types.collect()));
        text.push_str(&format!("\n/// The types of the request.\npub mod request {{\n{types}}}\n"));
    }
    let types: Vec<Item> =
        operation.response_types.iter().flat_map(|item| emit_type(item, emit_response_model)).collect();
    if !types.is_empty() {
        text.push('\n');
        text.push_str(&print_items(types));
    }
    text
}

/// `new`, which takes what is required, and a setter for everything else.
fn emit_constructor(operation: &Operation, required: &[&Field]) -> ItemImpl {
    let name = ident(&operation.request.model.name);
    let optional: Vec<&Field> = operation.request.model.fields.iter().filter(|field| !field.required).collect();
    let new = emit_new(required);
    let setters = optional.iter().map(|field| emit_setter(field));
    let lints = misread_names(&optional);
    let allow = (!lints.is_empty())
        .then(|| quote!(#[allow(#(#lints),*, reason = "setters are called what the document calls the parameters")]));
    parse_quote! {
        #allow
        impl #name {
            #new
            #(#setters)*
        }
    }
}

fn emit_new(required: &[&Field]) -> TokenStream {
    let default = quote!(<Self as ::std::default::Default>::default());
    let names: Vec<_> = required.iter().map(|field| ident(&field.name)).collect();
    match required {
        [] => quote! {
            /// A request with nothing in it.
            pub fn new() -> Self {
                #default
            }
        },
        [field] => {
            let (name, (argument, value)) = (&names[0], argument(&field.type_));
            let argument = quote!(#name: #argument);
            let value = value(quote!(#name));
            quote! {
                /// A request with what the document requires.
                pub fn new(#argument) -> Self {
                    Self { #name: ::std::option::Option::Some(#value), ..#default }
                }
            }
        }
        _ => quote! {
            /// A request with what the document requires.
            pub fn new(required: Required) -> Self {
                Self { #(#names: ::std::option::Option::Some(required.#names),)* ..#default }
            }
        },
    }
}

fn emit_setter(field: &Field) -> TokenStream {
    let name = ident(&field.name);
    let docs = docs(&Docs(field.docs.0.iter().take(1).cloned().collect()));
    let (argument, value) = argument(&field.type_);
    let value = value(quote!(value));
    quote! {
        #(#docs)*
        pub fn #name(mut self, value: #argument) -> Self {
            self.#name = ::std::option::Option::Some(#value);
            self
        }
    }
}

type Conversion = fn(TokenStream) -> TokenStream;

/// The type of an argument that becomes a value of a type, and how it does.
fn argument(type_: &Type) -> (TokenStream, Conversion) {
    match type_ {
        Type::List(element) => {
            let element = value_type(element);
            let argument = quote!(impl ::std::iter::IntoIterator<Item = impl ::std::convert::Into<#element>>);
            (argument, |value| quote!(#value.into_iter().map(::std::convert::Into::into).collect()))
        }
        _ => {
            let value = value_type(type_);
            (quote!(impl ::std::convert::Into<#value>), |value| quote!(#value.into()))
        }
    }
}

/// The lints that take the name of a setter for a promise: of a conversion, or of an operator.
fn misread_names(fields: &[&Field]) -> Vec<TokenStream> {
    const CONVERSIONS: [&str; 5] = ["as_", "from_", "into_", "is_", "to_"];
    const OPERATORS: [&str; 10] = ["add", "bitand", "bitor", "bitxor", "div", "mul", "rem", "shl", "shr", "sub"];
    let any = |misread: fn(&str) -> bool| fields.iter().any(|field| misread(field.name.as_str()));
    let mut lints = Vec::new();
    if any(|name| CONVERSIONS.iter().any(|prefix| name.starts_with(prefix))) {
        lints.push(quote!(clippy::wrong_self_convention));
    }
    if any(|name| OPERATORS.contains(&name)) {
        lints.push(quote!(clippy::should_implement_trait));
    }
    lints
}

/// What a request cannot do without.
fn emit_required(operation: &Operation, required: &[&Field]) -> ItemStruct {
    let fields = required.iter().map(|field| {
        let (docs, name, type_) = (docs(&field.docs), ident(&field.name), value_type(&field.type_));
        quote!(#(#docs)* pub #name: #type_)
    });
    let doc = tokens::doc_line(&format!(" What [`{}`] requires.", operation.request.model.name));
    parse_quote! {
        #doc
        #[derive(Debug, Clone, PartialEq)]
        pub struct Required { #(#fields),* }
    }
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
    let places = operation.request.places.iter().map(|place| emit_place(*place));
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
                parameters: &[#(#places),*],
                constants: &[#(#constants),*],
                encoding: #encoding,
                errors: &[#(#errors),*],
                data: #data,
                idempotent: #idempotent,
            };
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
