//! docwright reads the API documents that vendors really publish into a typed, reviewable specification,
//! and writes Rust clients from it. `ARCHITECTURE.md` shows the rooms and who may know whom.

pub mod check;
pub mod document;
pub mod extract;
pub mod finding;
pub mod frontend;
#[cfg(feature = "mock")]
pub mod mock;
pub mod output;
pub mod source;
pub mod spec;
