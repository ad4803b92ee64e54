//! Models in the formats of serde: every model is `Serialize` and `Deserialize`.
//!
//! For answers and requests use [`crate::json`]; this is for configuration files, caches, message queues, and for
//! structs of your own that a model is a part of, `#[serde(flatten)]` and `#[serde(untagged)]` included. Formats must say
//! themselves what a value is (JSON, YAML, MessagePack, CBOR do; bincode does not). What is lost on the way:
//!
//! - A number is written as an integer or a float of exactly its value (`1.50` as 1.5), and as a string where there is
//!   none (`12345678901234567.89`): no digit is lost, but other readers see a string. Reading takes either, where the
//!   document has a number; where it says nothing, the string stays one. A reader that turns floats into 64 bits before we
//!   see them (`serde_json` does, and so do flattened and untagged types) has rounded them by then.
//! - The text of a [`Json`](crate::Json) is kept; of a [`File`](crate::File) only the content, as base64 text.
//! - Tolerances are those of the table of [`crate::json`], but nobody is told of them.
//!
//! Reading takes a detour over [`Value`](crate::Value), and about three times as long as [`crate::json`].

mod deserialize;
mod serialize;

pub use deserialize::deserialize;
pub use serialize::serialize;
