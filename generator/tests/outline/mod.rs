//! Reading a page, and what it gave in a line.

use docwright::extract::{self, ExtractOptions, Extraction};
use docwright::frontend;
use docwright::spec::{Field, Operation, Types};

pub(crate) fn read(path: &str, text: &str) -> Extraction {
    let (document, _) = frontend::read(path, text.as_bytes()).expect("readable");
    let extraction = extract::extract(&document, &ExtractOptions::default());
    let account = &extraction.account;
    assert_eq!(account.total, account.used.len() + account.set_aside.len());
    extraction
}

pub(crate) fn operations(path: &str, text: &str) -> Vec<Operation> {
    read(path, text).readings.into_iter().map(|reading| reading.operation).collect()
}

/// `name:type`, with `!` behind what is required and `?` behind what is not.
pub(crate) fn outline(fields: &[Field]) -> String {
    let mark = |field: &Field| field.required.map_or("", |required| if required { "!" } else { "?" });
    let words = fields.iter().map(|field| format!("{}:{}{}", field.name, field.type_, mark(field)));
    words.collect::<Vec<_>>().join(" ")
}

pub(crate) fn outlines(fields: &[Field], types: &Types) -> String {
    let types = types.iter().map(|(name, fields)| format!("{name}[{}]", outline(fields)));
    std::iter::once(outline(fields)).chain(types).collect::<Vec<_>>().join(" | ")
}
