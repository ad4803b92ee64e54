//! JSON over bytes: the way answers come and requests go.
//!
//! [`decode`] puts an answer into a model, [`encode`] writes one. What really comes differs from what is documented;
//! this is the table of what is tolerated. Each difference is reported to the [`DriftSink`](crate::DriftSink) by the
//! [`Tolerance`](crate::Tolerance) in brackets, and is an error in [`Mode::Strict`].
//!
//! | documented | what comes | what becomes of it |
//! |---|---|---|
//! | anything | the member is missing, `null` | absent; counted only where the document requires it (`MissingRequired`, `NullRequired`) |
//! | anything but `string`, `file`, a string code | `""` | absent (`EmptyForNothing`) |
//! | anything but what it is itself | `[]`, `{}` | absent (`EmptyForNothing`) |
//! | `string` | a number, `true`, `false` | its text, as it came (`Unquoted`) |
//! | `string` | a list, an object | its JSON, as it came (`StructureForText`) |
//! | `integer` | `"12"`, `"007"`, `"1e3"` | the integer (`Quoted`) |
//! | `integer` | `1.0`, `1e3` | the integer (`IntegerSpelling`) |
//! | `integer` | `true`, `false` | 1, 0 (`BooleanForInteger`) |
//! | `integer` | an integer from 2^63 to 2^64 - 1, in quotes or not | the member is kept in `extra`, as it came (`BeyondInteger`) |
//! | `number` | a number in quotes | the number, every digit of it (`Quoted`) |
//! | `boolean` | `0`, `1` | false, true (`NumberForBoolean`) |
//! | `boolean` | `"true"`, `"False"`, `"0"`, `"1"` | the truth value (`Quoted`) |
//! | an integer code | `"1"`, `1.0` | the code (`Quoted`, `IntegerSpelling`) |
//! | a string code | `7` where `"7"` is documented | the code (`Unquoted`) |
//! | a boolean code | `1`, `"true"` | the code (`NumberForBoolean`, `Quoted`) |
//! | any code | a scalar that is not documented | kept and written back, `"7"` as 7 for an integer code (`UnknownCode`) |
//! | a date or time | a scalar of another form, but not a truth value | kept and written back (`OtherFormat`) |
//! | an object, a map | a text that holds its JSON | the object (`JsonInText`) |
//! | an object | a member that is not documented | kept in `extra`, written back (`UnknownMember`) |
//! | an object, a map, an object that is kept as it came | the same member twice | the last one (`DuplicateMember`) |
//! | a list | one element, but not an empty object | a list of one (`SingleForList`) |
//! | a list | a text that holds its JSON | the list (`JsonInText`) |
//! | a list, a map | `null` or `""` for an element that it cannot be | left out (`NullElement`, `EmptyForNothing`) |
//! | `json<T>` | the value itself | the value; its text as it came (`JsonNotInText`) |
//! | `any` | anything | as it came, `null` too |
//!
//! Whatever else comes is an error that names operation, path, document and line: `1.5`, `"abc"`, 2^70 for an integer,
//! `"1,5"` for a number, `"yes"` for a boolean, a text for an object. With [`Misfits::Keep`] it is not: the member is absent,
//! its value is kept in `extra` under its name, written back, and reported (`Misfit`); and so it always is where the document's
//! own example shows such a value. (What was a misfit only because of the first of two members of one name is none when it
//! comes back with the last one.)
//!
//! An answer without a body is an answer where its status says that it has none (204, 205), and is tolerated
//! (`EmptyForNothing`) where the API's envelopes leave it to the status to say success. Anywhere else something is missing.
//!
//! So an answer comes back equal when it is encoded, but for the order of its members and for this: what is absent is not
//! written, empty lists and maps neither; quoted scalars lose their quotes where the document has none, and get them where
//! it has some; an integer is written in digits; what was left out stays out.

mod any;
mod containers;
mod decode;
mod encode;
mod member;
mod members;
mod mismatch;
mod options;
mod reader;
mod scan;

pub use decode::{decode, decode_as};
pub use encode::{encode, encode_into};
pub(crate) use member::{Member, decode_member};
pub use options::{DecodeOptions, Limits, Misfits, Mode};
