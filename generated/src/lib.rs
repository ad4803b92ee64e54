//! Typed clients, written by docwright from the documents below `specs/`. Each API is a feature of its own.
//!
//! The modules between the two marks are listed by `docwright generate`; the rest of this file is yours.

// docwright: begin
// docwright: ebuychina
#[cfg(feature = "_ebuychina")]
#[rustfmt::skip]
pub mod ebuychina;
// docwright: kingdee
#[cfg(feature = "_kingdee")]
#[rustfmt::skip]
pub mod kingdee;
// docwright: end
