//! The formats that outlive a version: the specification of an operation, api.yaml, recipes, docwright.lock.
//!
//! This room knows nothing of documents and nothing of Rust code; it says what the files on disk look like.

mod addresses;
mod allowances;
mod api;
mod canonical;
mod contradiction;
mod corrections;
mod envelopes;
mod field;
mod limit;
mod lock;
mod naming;
mod operation;
pub mod recipe;
pub mod schema;
mod settable;
mod settings;
mod side_corrections;
mod similar;
mod tables;
mod type_notation;
mod value;
pub(crate) mod walk;
pub mod yaml;

pub use allowances::{apply_allowances, tell_corrected};
pub use api::{Allow, Api, Correction, Envelope, Identifiers, Pagination, Retry, Success};
pub use canonical::canonical;
pub(crate) use contradiction::{Claim, Disputed, contradictions};
pub use corrections::apply_corrections;
pub use envelopes::Envelopes;
pub(crate) use field::{CLIENT_FORMATS, TimeForm};
pub use field::{EnumFamily, EnumValue, Field};
pub use limit::Limit;
pub(crate) use limit::demanded_alternatives;
pub use lock::{FORMAT_VERSION, Lock, LockedOperation, content_hash};
pub use naming::operation_name;
pub use operation::{
    Change, DocumentInfo, Encoding, ErrorCode, Examples, Method, Operation, Request, RequestExample, Response, Types,
};
pub use recipe::Recipe;
pub use settings::{check_settings, span_below, span_of_key};
pub use similar::{did_you_mean, similar};
pub use type_notation::{Type, TypeError};
pub use value::{Scalar, Value};
