//! How callers make what they send: constructors, setters, the structs of what they must give.

use proc_macro2::TokenStream;
use quote::quote;
use syn::{ItemImpl, ItemStruct, parse_quote};

use super::print::Item;
use super::tokens::{self, docs, ident, value_type};
use crate::ir::{Docs, Field, Identifier, Model, Type};

/// The `impl` of a struct that callers fill in, and the struct of what they must give where that is more than one field.
/// `way_out` is the setter for what the document does not name.
pub(super) fn emit_builder(model: &Model, way_out: &TokenStream) -> Vec<Item> {
    let required: Vec<&Field> = model.fields.iter().filter(|field| field.required).collect();
    let mut items = vec![syn::Item::Impl(emit_constructor(model, &required, way_out)).into()];
    items.extend(model.required.as_ref().map(|name| syn::Item::Struct(emit_required(name, model, &required)).into()));
    items
}

/// The setter of the way out of a request.
pub(super) fn emit_additional_setter() -> TokenStream {
    quote! {
        /// Adds what the document does not name, or what stands for something that it names: parameters, headers, members
        /// of the body, an explicit `null` among them.
        pub fn additional(mut self, additional: ::docwright_runtime::Additional) -> Self {
            self.additional = additional;
            self
        }
    }
}

/// The setter of the way out of a struct inside a request.
pub(super) fn emit_extra_setter() -> TokenStream {
    quote! {
        /// Adds a member that the document does not name, or that stands for one that it names; `Value::Null` is sent as
        /// an explicit `null`.
        pub fn extra(
            mut self,
            name: impl ::std::convert::Into<::std::string::String>,
            value: impl ::std::convert::Into<::docwright_runtime::Value>,
        ) -> Self {
            self.extra.insert(name, value);
            self
        }
    }
}

/// `new`, which takes what is required, and a setter for everything else.
fn emit_constructor(model: &Model, required: &[&Field], way_out: &TokenStream) -> ItemImpl {
    let name = ident(&model.name);
    let optional: Vec<&Field> = model.fields.iter().filter(|field| !field.required).collect();
    let new = emit_new(model, required);
    let setters = optional.iter().map(|field| emit_setter(field));
    let lints = misread_names(&optional);
    let allow = (!lints.is_empty())
        .then(|| quote!(#[allow(#(#lints),*, reason = "setters are called what the document calls the parameters")]));
    parse_quote! {
        #allow
        impl #name {
            #new
            #(#setters)*
            #way_out
        }
    }
}

fn emit_new(model: &Model, required: &[&Field]) -> TokenStream {
    let default = quote!(<Self as ::std::default::Default>::default());
    let names: Vec<_> = required.iter().map(|field| ident(&field.name)).collect();
    match (required, &model.required) {
        ([], _) => quote! {
            /// Begins with nothing in it.
            pub fn new() -> Self {
                #default
            }
        },
        (_, Some(required)) => {
            let required = ident(required);
            quote! {
                /// Begins with what the document requires.
                pub fn new(required: #required) -> Self {
                    Self { #(#names: ::std::option::Option::Some(required.#names),)* ..#default }
                }
            }
        }
        ([field, ..], None) => {
            let (name, (argument, value)) = (&names[0], argument(&field.type_));
            let argument = quote!(#name: #argument);
            let value = value(quote!(#name));
            quote! {
                /// Begins with what the document requires.
                pub fn new(#argument) -> Self {
                    Self { #name: ::std::option::Option::Some(#value), ..#default }
                }
            }
        }
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

/// What a struct cannot do without.
fn emit_required(name: &Identifier, model: &Model, required: &[&Field]) -> ItemStruct {
    let struct_name = ident(name);
    let fields = required.iter().map(|field| {
        let (docs, name, type_) = (docs(&field.docs), ident(&field.name), value_type(&field.type_));
        quote!(#(#docs)* pub #name: #type_)
    });
    let doc = tokens::doc_line(&format!(" What [`{}`] requires.", model.name));
    parse_quote! {
        #doc
        #[derive(Debug, Clone, PartialEq)]
        pub struct #struct_name { #(#fields),* }
    }
}
