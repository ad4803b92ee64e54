//! Formats: from bytes to a [`Document`](crate::document::Document). The only users of pulldown-cmark and scraper.

pub mod text;
