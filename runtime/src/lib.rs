//! Placeholder.
pub mod auth;
mod envelope;
pub mod transport;
