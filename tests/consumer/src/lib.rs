//! Clients that this crate's build script made from the documents.

/// Kingdee 星辰.
pub mod kingdee {
    docwright_runtime::include_client!("kingdee");
}

/// An API that takes orders.
pub mod orders {
    docwright_runtime::include_client!("orders");
}

/// What the pages of the repository show in Rust: rustdoc compiles it, and runs what can be run.
#[cfg(doctest)]
mod pages {
    #[doc = include_str!("../../../README.md")]
    mod readme {}

    #[doc = include_str!("../../../README.zh-CN.md")]
    mod readme_zh {}

    #[doc = include_str!("../../../runtime/README.md")]
    mod runtime {}
}
