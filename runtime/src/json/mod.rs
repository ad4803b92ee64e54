//! JSON over bytes: the way answers come and requests go.

mod decode;
mod encode;
mod options;

pub use decode::{decode, decode_as};
pub use encode::{encode, encode_into};
pub use options::{DecodeOptions, Limits, Misfits, Mode};
