//! Models as data: a plain struct and a table of its fields.
//!
//! A [`Slot`] is a place that a value can be put into: a field, an element of a list, an entry of a map. A [`Model`] is
//! a struct that lists its slots. The decoder and the encoder know only these two, so that they are compiled once,
//! not once a type.

mod collections;
mod copy;
mod embedded;
mod enumeration;
mod extra;
mod file;
mod inspect;
mod limit;
mod macros;
mod map;
mod slot;
mod table;
mod time;
mod value;

pub use collections::{Entries, List};
pub use copy::cloned;
pub use embedded::Json;
pub use enumeration::{
    Code, Enumeration, Known, OpenCode, UnknownCode, code_of, from_code, label_of, open, vacant, view,
};
pub use extra::{Additional, Extra, Surplus};
pub use file::File;
pub(crate) use file::path_within;
pub use inspect::{debug, equal};
pub use limit::Limit;
pub use map::Map;
pub use slot::{Embedded, Expected, Formatted, Slot, SlotMut, SlotRef};
pub use table::{Change, Look, Mark, Model, Table, mark};
pub use time::{Date, DateTime, UnixMilliseconds, UnixSeconds};
pub use value::Value;
