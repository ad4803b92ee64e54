//! Authentication: recipes as data, and the one engine that runs them.
//!
//! A [`Recipe`] says what is signed, how, and where the signature goes; [`sign`] computes a signature of it. The same
//! function serves the client, its tests and yours, so what a test vector proves is what is sent.

mod credentials;
mod encoder;
pub(crate) mod fresh;
mod inputs;
mod provider;
pub mod recipe;
mod sensitive;
mod sign;
mod store;

pub use credentials::Credentials;
pub use encoder::encode;
pub use inputs::Inputs;
pub(crate) use inputs::{MessageBody, encode_pairs};
pub use provider::{ProviderError, TokenFuture, TokenProvider, TokenRequest, Tokens};
pub use recipe::Recipe;
pub use sensitive::{SensitiveError, decrypt, encrypt};
pub use sign::{SignError, Signed, sign};
pub(crate) use sign::{mentions_signature, render};
pub use store::{FileTokenStore, HeldTokens, HoldFuture, TokenStore};
