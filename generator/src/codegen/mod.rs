//! ir → Rust: one free function an emitted item.

pub mod recipe;
