//! A client that this crate's build script made from the documents.

/// Kingdee 星辰.
pub mod kingdee {
    docwright_runtime::include_client!("kingdee");
}
