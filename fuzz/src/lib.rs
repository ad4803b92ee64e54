//! What must hold of the decoder whatever comes, and models and answers to try it with.

mod answer;
mod every;
mod oracle;

pub use answer::Answer;
pub use every::Every;
pub use oracle::{check, check_order, check_value};
