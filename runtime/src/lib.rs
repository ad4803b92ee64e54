#![doc = include_str!("../README.md")]

mod decode_error;
pub mod drift;
pub mod json;
mod model;
mod number;
mod path;
mod scalar;
pub mod serde_bridge;

pub use decode_error::{DecodeError, Problem};
pub use drift::{Drift, DriftCount, DriftReport, DriftSink, Found, Tolerance};
pub use json::{DecodeOptions, Limits, Misfits, Mode};
pub use model::{
    Additional, Change, Code, Date, DateTime, Embedded, Entries, Enumeration, Expected, Extra, File, Formatted, Json,
    Known, List, Look, Map, Mark, Model, OpenCode, Slot, SlotMut, SlotRef, Surplus, Table, UnixMilliseconds,
    UnixSeconds, UnknownCode, Value,
};
pub use number::{NotANumber, Number};

mod answer;
pub mod auth;
mod client;
mod envelope;
mod error;
mod operation;
pub mod transport;

pub use answer::Answer;
pub use client::{Attempt, AttemptOutcome, Call, Client, ClientBuilder, Observer, Page, Paged, Pages};
pub use envelope::{Envelope, Success};
pub use error::Error;
pub use operation::{Api, ApiMeta, Constant, Data, Encoding, KnownError, Operation, OperationMeta, Pagination, Place};
pub use transport::Transport;

/// What the expansion of this crate's macros names; not for direct use.
#[doc(hidden)]
pub mod private {
    pub use crate::model::{code_of, debug, equal, from_code, label_of, mark, open, vacant, view};
    pub use serde;
}
