//! The input of code generation: plain data in which every decision about Rust has been taken.
//!
//! `lower` fills it once, `codegen` only reads it. Texts in it are the document's own and not yet fit for source code.

mod api;
mod docs;
mod enumeration;
mod examples;
mod identifier;
mod operation;
mod request;
mod types;

pub use api::{Api, Credential, Envelope, Group, Pagination, Signature};
pub use docs::{Docs, Piece};
pub use enumeration::{CodeKind, Enumeration, Variant};
pub use examples::{AnswerExample, Examples, RequestExample};
pub use identifier::Identifier;
pub use operation::{Data, KnownError, Operation, Rows};
pub use request::{Constant, Encoding, Place, Request};
pub use types::{Field, Item, Model, Path, Type};
