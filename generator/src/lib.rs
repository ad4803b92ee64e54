//! docwright reads the API documents that vendors really publish into a typed, reviewable specification,
//! and writes Rust clients from it.
//!
//! The rooms, in the order in which data flows: [`source`] → [`document`] ← [`frontend`]; [`extract`] makes
//! [`spec`]ifications; [`check`] judges them; [`lower`] decides about Rust into [`ir`]; [`codegen`] writes it;
//! [`output`] compares and replaces files. `ARCHITECTURE.md` has the picture.
//!
//! # In a build script
//!
//! ```no_run
//! // build.rs: fn main() -> Result<(), docwright::BuildError>
//! docwright::build().specs("specs").api("kingdee").emit()?;
//! # Ok::<(), docwright::BuildError>(())
//! ```

pub mod check;
pub mod codegen;
pub mod diff;
pub mod document;
pub mod extract;
pub mod finding;
pub mod frontend;
pub mod ir;
pub mod lower;
#[cfg(feature = "mock")]
pub mod mock;
pub mod output;
pub mod project;
pub mod propose;
pub mod reading;
pub mod regions;
pub mod source;
pub mod spec;
pub mod writing;

mod build_script;
mod pipeline;

pub use build_script::{Build, BuildError, build};
pub use pipeline::{Event, Options, Outcome, Summary, generate, write_schemas};
