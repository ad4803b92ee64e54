//! Examples: JSON as people write it, and calls of curl.

mod curl;
mod json;

pub use curl::{Call, parse_call};
pub use json::{JsonReading, Problem, parse_json};
