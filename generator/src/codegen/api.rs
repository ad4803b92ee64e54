//! The module of an API: its description, its signatures, its groups.

use proc_macro2::TokenStream;
use quote::quote;
use syn::{File, parse_quote};

use super::client::{emit_client, emit_credentials};
use super::print::{Item, Table};
use super::recipe::emit_recipe;
use super::tokens::{docs, ident, text};
use crate::ir::{self, Api, Envelope, Pagination};

/// The version of the form of generated code; the runtime refuses another one at compile time.
const FORMAT: u32 = 3;

/// The items of the module, groups apart.
pub(super) fn emit_api(api: &Api) -> Vec<Item> {
    let version = proc_macro2::Literal::u32_unsuffixed(FORMAT);
    let marker = emit_marker(api);
    let recipe = api.recipe.as_ref().map(|_| {
        quote!(
            pub use self::recipe::RECIPE;
        )
    });
    let client = emit_client(api);
    let paged = api.pagination.as_ref().map(|_| quote!(paged));
    let sensitive = api.recipe.as_ref().and_then(|recipe| recipe.sensitive.as_ref()).map(|_| quote!(sensitive));
    let account = if api.credentials.is_empty() { quote!(anonymous) } else { quote!(credentials) };
    let credentials = (!api.credentials.is_empty()).then(|| emit_credentials(api));
    let signing = emit_signing(api);
    let file: File = parse_quote! {
        ::docwright_runtime::format_version!(#version);
        pub use ::docwright_runtime::{Additional, Error, Number, Value};
        #recipe
        #marker
        #client
        ::docwright_runtime::blocking_client! { #account #paged #sensitive }
        #credentials
        #signing
    };
    file.items.into_iter().map(Item::from).collect()
}

fn emit_marker(api: &Api) -> TokenStream {
    let (name, title) = (text(&api.name), text(&api.title));
    let server = option(api.server.as_ref().map(|server| text(server)));
    let recipe = option(api.recipe.as_ref().map(|_| quote!(&RECIPE)));
    let envelopes = api.envelopes.iter().map(emit_envelope);
    let pagination = option(api.pagination.as_ref().map(emit_pagination));
    let limit = option(api.limit_per_minute.map(proc_macro2::Literal::u32_unsuffixed));
    quote! {
        /// Marks the operations of this API.
        #[derive(Debug, Clone, Copy, PartialEq, Eq)]
        pub struct Api;
        impl ::docwright_runtime::Api for Api {
            const META: &'static ::docwright_runtime::ApiMeta = &::docwright_runtime::ApiMeta {
                name: #name,
                title: #title,
                server: #server,
                recipe: #recipe,
                envelopes: &[#(#envelopes),*],
                pagination: #pagination,
                limit_per_minute: #limit,
            };
        }
    }
}

fn emit_envelope(envelope: &Envelope) -> TokenStream {
    let success = option(envelope.success.as_ref().map(|(field, equals)| {
        let (field, equals) = (text(field), text(equals));
        quote!(::docwright_runtime::Success { field: #field, equals: #equals })
    }));
    let member = |name: &Option<String>| option(name.as_ref().map(|name| text(name)));
    let (code, message, data) = (member(&envelope.code), member(&envelope.message), member(&envelope.data));
    quote! {
        ::docwright_runtime::Envelope {
            success: #success,
            code: #code,
            message: #message,
            data: #data,
        }
    }
}

fn emit_pagination(pagination: &Pagination) -> TokenStream {
    let (page, size, items) = (text(&pagination.page), text(&pagination.size), text(&pagination.items));
    let max_size = option(pagination.max_size.map(proc_macro2::Literal::u64_unsuffixed));
    let total = option(pagination.total.as_ref().map(|total| text(total)));
    quote! {
        &::docwright_runtime::Pagination { page: #page, size: #size, max_size: #max_size, items: #items, total: #total }
    }
}

/// The items of the module of the recipe: long, and of no interest to callers.
pub(super) fn emit_recipe_module(recipe: &crate::spec::recipe::Recipe) -> Vec<Item> {
    let recipe = emit_recipe(recipe);
    let file: File = parse_quote! {
        /// How requests are signed.
        pub static RECIPE: ::docwright_runtime::auth::Recipe = #recipe;
    };
    file.items.into_iter().map(Item::from).collect()
}

fn emit_signing(api: &Api) -> Option<TokenStream> {
    let functions = api.signatures.iter().map(|signature| {
        let (name, key) = (ident(&signature.identifier), text(&signature.name));
        let docs = docs(&ir::Docs(vec![vec![
            ir::Piece::Text("Makes the signature ".to_owned()),
            ir::Piece::Code(signature.name.clone()),
            ir::Piece::Text(" from all that goes into it.".to_owned()),
        ]]));
        quote! {
            #(#docs)*
            ///
            /// # Errors
            /// If something that goes into it is not among the inputs.
            pub fn #name(
                inputs: &::docwright_runtime::auth::Inputs,
            ) -> ::std::result::Result<::docwright_runtime::auth::Signed, ::docwright_runtime::auth::SignError> {
                ::docwright_runtime::auth::sign(&super::RECIPE, #key, inputs)
            }
        }
    });
    let functions: Vec<TokenStream> = functions.collect();
    (!functions.is_empty()).then(|| {
        quote! {
            /// The signatures of this API, as functions of all that goes into them.
            pub mod signing { #(#functions)* }
        }
    })
}

/// The items of a group's module: its operations, and the calls as methods.
pub(super) fn emit_group(group: &ir::Group) -> Vec<Item> {
    let name = ident(&group.module);
    let uses = group.operations.iter().map(|operation| {
        let (module, request) = (ident(&operation.module), ident(&operation.request.model.name));
        quote!(pub use self::#module::#request;)
    });
    let methods = group.operations.iter().map(emit_call);
    let blocking = Table {
        name: "blocking_calls",
        head: quote!(#name),
        entries: group.operations.iter().map(emit_blocking_call).collect(),
        tail: String::new(),
    };
    let file: File = parse_quote! {
        #(#uses)*
        /// The calls of this group as methods: a shorter way to write [`send`](super::Client::send).
        #[derive(Debug, Clone, Copy)]
        pub struct Calls<'a>(&'a super::Client);
        impl super::Client {
            /// The calls of this group.
            pub fn #name(&self) -> Calls<'_> {
                Calls(self)
            }
        }
        impl<'a> Calls<'a> {
            #(#methods)*
        }
    };
    file.items.into_iter().map(Item::from).chain([Item::Table(blocking)]).collect()
}

fn emit_blocking_call(operation: &ir::Operation) -> String {
    format!("{} = {}", operation.module, operation.request.model.name)
}

fn emit_call(operation: &ir::Operation) -> TokenStream {
    let (name, request) = (ident(&operation.module), ident(&operation.request.model.name));
    let docs = docs(&ir::Docs(operation.docs.0.iter().take(1).cloned().collect()));
    quote! {
        #(#docs)*
        pub fn #name(self, request: &'a #request) -> ::docwright_runtime::Call<'a, #request> {
            self.0.send(request)
        }
    }
}

/// The expression of an `Option`.
pub(super) fn option(value: Option<impl quote::ToTokens>) -> TokenStream {
    match value {
        Some(value) => quote!(::std::option::Option::Some(#value)),
        None => quote!(::std::option::Option::None),
    }
}
