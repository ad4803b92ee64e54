//! The module of an API: its description, its client, its credentials, its signatures.

use proc_macro2::TokenStream;
use quote::quote;
use syn::{File, parse_quote};

use super::print::{Item, Table};
use super::recipe::emit_recipe;
use super::tokens::{docs, ident, text};
use crate::ir::{self, Api, Credential, Envelope, Pagination};

/// The version of the form of generated code; the runtime refuses another one at compile time.
const FORMAT: u32 = 3;

/// The items of the module, groups apart.
pub(super) fn emit_api(api: &Api) -> Vec<Item> {
    let version = proc_macro2::Literal::u32_unsuffixed(FORMAT);
    let marker = emit_marker(api);
    let recipe = api.recipe.as_ref().map(emit_recipe_constant);
    let client = emit_client(api);
    let paged = api.pagination.as_ref().map(|_| quote!(paged));
    let sensitive = api.recipe.as_ref().and_then(|recipe| recipe.sensitive.as_ref()).map(|_| quote!(sensitive));
    let account = if api.credentials.is_empty() { quote!(anonymous) } else { quote!(credentials) };
    let credentials = (!api.credentials.is_empty()).then(|| emit_credentials(api));
    let signing = emit_signing(api);
    let file: File = parse_quote! {
        ::docwright_runtime::format_version!(#version);
        pub use ::docwright_runtime::{Additional, Error, Number, Value};
        #marker
        #recipe
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
    let (field, equals) = (text(&envelope.success_field), text(&envelope.success_value));
    let member = |name: &Option<String>| option(name.as_ref().map(|name| text(name)));
    let (code, message, data) = (member(&envelope.code), member(&envelope.message), member(&envelope.data));
    quote! {
        ::docwright_runtime::Envelope {
            success: ::docwright_runtime::Success { field: #field, equals: #equals },
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

fn emit_recipe_constant(recipe: &crate::spec::recipe::Recipe) -> TokenStream {
    let recipe = emit_recipe(recipe);
    quote! {
        /// How requests are signed.
        pub static RECIPE: ::docwright_runtime::auth::Recipe = #recipe;
    }
}

fn emit_client(api: &Api) -> TokenStream {
    let pages = api.pagination.as_ref().map(|_| emit_pages());
    let sensitive = api.recipe.as_ref().and_then(|recipe| recipe.sensitive.as_ref()).map(|_| emit_sensitive());
    let docs = docs(&ir::Docs(vec![vec![ir::Piece::Text(format!("A client of {}.", api.title))]]));
    let builder = emit_start(api);
    let for_account = (!api.credentials.is_empty()).then(emit_for_account);
    quote! {
        #(#docs)*
        ///
        /// It is cheap to clone; clones share their connections and tokens.
        #[derive(Debug, Clone)]
        pub struct Client(::docwright_runtime::Client);
        impl ::std::convert::From<::docwright_runtime::Client> for Client {
            fn from(client: ::docwright_runtime::Client) -> Self {
                Self(client)
            }
        }
        /// Builds a [`Client`].
        pub type ClientBuilder = ::docwright_runtime::ClientBuilder<Client>;
        impl Client {
            #builder
            /// Prepares a call; awaiting it sends the request.
            pub fn send<'a, O: ::docwright_runtime::Operation<Api = Api>>(
                &'a self,
                operation: &'a O,
            ) -> ::docwright_runtime::Call<'a, O> {
                self.0.send(operation)
            }
            #pages
            #for_account
            #sensitive
        }
    }
}

/// How a client begins: with credentials, or without where the API asks for none.
fn emit_start(api: &Api) -> TokenStream {
    let begin = quote!(::docwright_runtime::ClientBuilder::new);
    let meta = quote!(<Api as ::docwright_runtime::Api>::META);
    if api.credentials.is_empty() {
        return quote! {
            /// Begins a client. The API asks for no credentials.
            pub fn builder() -> ClientBuilder {
                #begin(#meta, ::docwright_runtime::auth::Credentials::new())
            }
        };
    }
    quote! {
        /// Begins a client that identifies with these credentials.
        pub fn builder(credentials: Credentials) -> ClientBuilder {
            #begin(#meta, credentials.0)
        }
    }
}

fn emit_for_account() -> TokenStream {
    quote! {
        /// A client for another account, with tokens of its own; it shares the connections of this one.
        ///
        /// # Errors
        /// If a credential that is required is empty.
        pub fn for_account(&self, credentials: Credentials) -> ::std::result::Result<Self, Error> {
            self.0.for_account(credentials.0).map(Self)
        }
    }
}

fn emit_pages() -> TokenStream {
    quote! {
        /// A list that is fetched page by page while its stream is read.
        pub fn pages<P: ::docwright_runtime::Paged<Api = Api>>(&self, request: &P) -> ::docwright_runtime::Pages<P> {
            self.0.pages(request)
        }
    }
}

fn emit_sensitive() -> TokenStream {
    quote! {
        /// Reads a field that the API sends encrypted (敏感数据), with the credentials of this client.
        ///
        /// # Errors
        /// If the text was not encrypted with them.
        pub fn decrypt(
            &self,
            text: &str,
        ) -> ::std::result::Result<::std::string::String, ::docwright_runtime::auth::SensitiveError> {
            self.0.decrypt(text)
        }
        /// Encrypts a text for a field that the API wants encrypted.
        ///
        /// # Errors
        /// If the credentials give no key.
        pub fn encrypt(
            &self,
            plain: &str,
        ) -> ::std::result::Result<::std::string::String, ::docwright_runtime::auth::SensitiveError> {
            self.0.encrypt(plain)
        }
    }
}

fn emit_credentials(api: &Api) -> TokenStream {
    let required: Vec<&Credential> = api.credentials.iter().filter(|credential| credential.required).collect();
    let names: Vec<_> = required.iter().map(|credential| ident(&credential.identifier)).collect();
    let keys: Vec<_> = required.iter().map(|credential| text(&credential.name)).collect();
    let meanings = required.iter().map(|credential| {
        let mut paragraph = vec![ir::Piece::Code(credential.identifier.to_string()), ir::Piece::Text(": ".to_owned())];
        paragraph.extend(credential.docs.0.iter().flatten().cloned());
        paragraph
    });
    let meanings = docs(&ir::Docs(
        std::iter::once(vec![ir::Piece::Text("Takes what a client cannot do without.".to_owned())])
            .chain(meanings)
            .collect(),
    ));
    let optional = api.credentials.iter().filter(|credential| !credential.required).map(emit_optional_credential);
    quote! {
        /// What a client identifies with. Secrets are not shown by `Debug`.
        #[derive(Debug, Clone)]
        pub struct Credentials(::docwright_runtime::auth::Credentials);
        impl Credentials {
            #(#meanings)*
            #[allow(clippy::new_without_default, reason = "credentials that identify nobody are no default")]
            pub fn new(#(#names: impl ::std::convert::Into<::std::string::String>),*) -> Self {
                Self(::docwright_runtime::auth::Credentials::new() #(.with(#keys, #names))*)
            }
            #(#optional)*
        }
    }
}

fn emit_optional_credential(credential: &Credential) -> TokenStream {
    let (name, key, docs) = (ident(&credential.identifier), text(&credential.name), docs(&credential.docs));
    quote! {
        #(#docs)*
        pub fn #name(self, value: impl ::std::convert::Into<::std::string::String>) -> Self {
            Self(self.0.with(#key, value))
        }
    }
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
