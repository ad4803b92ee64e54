//! From a document to specifications: what a page means.
//!
//! This room knows documents and specifications, and nothing of Rust code. A dialect's vocabulary is data
//! (`dialects/*.yaml`); how a page is built (named tables, glued lines) is one of a closed set of strategies.

mod alternatives;
pub mod constraint;
mod dialect;
mod encoding;
pub mod enumeration;
pub mod example;
pub mod glued;
mod ledger;
mod place_index;
pub mod tables;

pub use dialect::Dialect;
pub use ledger::{Account, Ledger, SetAside, Use};
pub use place_index::PlaceIndex;

use crate::document::{Document, Format};
use crate::finding::{Finding, rules};
use crate::spec::{DocumentInfo, Operation};

/// How documents are read.
#[derive(Debug, Clone)]
pub struct ExtractOptions {
    /// The dialects to choose from: those that come with docwright, and the user's own.
    pub dialects: Vec<Dialect>,
    /// The dialect that api.yaml names; recognised if absent.
    pub dialect: Option<String>,
}

impl Default for ExtractOptions {
    fn default() -> Self {
        Self { dialects: Dialect::built_in(), dialect: None }
    }
}

impl ExtractOptions {
    /// The dialect to read a document with: the one that was named, or else the one that explains most of the page.
    #[must_use]
    pub fn dialect_for(&self, document: &Document) -> Option<&Dialect> {
        if let Some(name) = &self.dialect {
            return self.dialects.iter().find(|dialect| dialect.name() == name);
        }
        let reads = |dialect: &&Dialect| match dialect {
            Dialect::Tables(_) => document.format != Format::Text,
            Dialect::Glued(_) => document.format == Format::Text,
        };
        let explained = |dialect: &&Dialect| match dialect {
            Dialect::Tables(vocabulary) => tables::explained(document, vocabulary),
            Dialect::Glued(vocabulary) => glued::explained(document, vocabulary),
        };
        let mut candidates = self.dialects.iter().filter(reads);
        match (candidates.next(), candidates.next()) {
            (only, None) => only,
            // The first of several equals counts, so that the order of the list decides.
            _ => self.dialects.iter().filter(reads).rev().max_by_key(explained),
        }
    }
}

/// Reads the operations of a document.
///
/// A page that documents none is no error: it gives no operation and a note.
///
/// ```
/// use docwright::{extract::{self, ExtractOptions}, frontend};
/// let page = "### 基本信息\n- 请求方式：GET\n- 请求地址：https://a.b/jdy/v2/ls/coupon\n\n### 响应参数\n\n\
///     | 参数名称 | 参数类型 | 参数说明 |\n| --- | --- | --- |\n| errcode | integer | 返回码 |\n";
/// let (document, _) = frontend::read("page.md", page.as_bytes()).unwrap();
/// let extraction = extract::extract(&document, &ExtractOptions::default());
/// assert_eq!(extraction.readings[0].operation.name, "get_coupon");
/// ```
#[must_use]
pub fn extract(document: &Document, options: &ExtractOptions) -> Extraction {
    let mut extraction = match options.dialect_for(document) {
        Some(Dialect::Tables(vocabulary)) => tables::extract(document, vocabulary),
        Some(Dialect::Glued(vocabulary)) => glued::extract(document, vocabulary),
        None => nothing_read(document),
    };
    let is_told = |finding: &Finding| finding.rule == rules::NO_OPERATION;
    if extraction.readings.is_empty() && !extraction.findings.iter().any(is_told) {
        let finding = Finding::new(rules::NO_OPERATION, "the page documents no operation")
            .at(&document.source, document.source.line_span(1))
            .help("if it does, name its dialect under `dialect:` in api.yaml");
        extraction.findings.push(finding);
    }
    extraction
}

fn nothing_read(document: &Document) -> Extraction {
    let file = document.source.path().to_string_lossy().into_owned();
    Extraction {
        document: DocumentInfo { file, ..DocumentInfo::default() },
        readings: Vec::new(),
        findings: Vec::new(),
        account: Ledger::new(document).close(),
    }
}

/// Everything that was read off one document.
#[derive(Debug, Clone)]
pub struct Extraction {
    /// What the page says of itself.
    pub document: DocumentInfo,
    /// Its operations; none for a guide.
    pub readings: Vec<Reading>,
    /// What there is to tell about it.
    pub findings: Vec<Finding>,
    /// What became of each unit.
    pub account: Account,
}

/// One operation, with the place of each of its items.
#[derive(Debug, Clone)]
pub struct Reading {
    /// The operation.
    pub operation: Operation,
    /// Where its items stand.
    pub places: PlaceIndex,
}
