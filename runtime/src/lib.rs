//! Placeholder.
pub mod auth;
mod envelope;
