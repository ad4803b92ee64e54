//! The client of an API, and what it identifies with.

use proc_macro2::TokenStream;
use quote::quote;

use super::tokens::{docs, ident, text};
use crate::ir::{self, Api, Credential};

pub(super) fn emit_client(api: &Api) -> TokenStream {
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
            /// Begins a client. The specification of the API asks for no credentials.
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

pub(super) fn emit_credentials(api: &Api) -> TokenStream {
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
