//! Open enumerations: fields of one name with equal codes share one.

use indexmap::IndexMap;

use super::codes::Codes;
use super::docs::{code, field_docs, text};
use super::names::type_identifier;
use super::scope::{Names, Wanted};
use super::tables::Table;
use crate::ir::{self, Identifier};
use crate::spec::{Field, Identifiers};

/// Equal codes of fields with equal names: one enumeration.
pub(super) struct Shared<'a> {
    word: &'a str,
    field: &'a Field,
    codes: Codes,
    pub(super) addresses: Vec<String>,
}

impl Shared<'_> {
    /// What the enumeration wants to be called: as its field, or with the table before it.
    pub(super) fn wanted(&self, identifiers: Identifiers) -> Wanted {
        let name = &self.field.name;
        Wanted {
            addresses: self.addresses.iter().map(|address| format!("{address}:enum")).collect(),
            what: format!("the enumeration of `{name}`"),
            candidates: vec![
                type_identifier(name, identifiers),
                type_identifier(&format!("{} {name}", self.word), identifiers),
            ],
            expected: 2,
            exact: false,
        }
    }

    /// The enumeration under the name that it was given.
    pub(super) fn lower(&self, name: Identifier, identifiers: Identifiers, names: &mut Names<'_>) -> ir::Enumeration {
        let mut docs = field_docs(self.field);
        docs.0.push(vec![text("The values of "), code(&self.field.name), text(".")]);
        let variants = self.codes.variants(&self.addresses, identifiers, names);
        ir::Enumeration { name, docs, kind: self.codes.kind, variants }
    }
}

/// The enumerations that the fields of some tables need.
pub(super) fn shared_enumerations<'a>(tables: &[Table<'a>], identifiers: Identifiers) -> Vec<Shared<'a>> {
    let mut shared: IndexMap<String, Vec<Shared<'a>>> = IndexMap::new();
    for table in tables {
        for &(_, field) in &table.fields {
            let Some(codes) = Codes::of(field) else { continue };
            let address = table.field_address(field);
            let same_name = shared.entry(type_identifier(&field.name, identifiers)).or_default();
            match same_name.iter_mut().find(|shared| shared.codes == codes) {
                Some(same) => same.addresses.push(address),
                None => same_name.push(Shared { word: table.word, field, codes, addresses: vec![address] }),
            }
        }
    }
    shared.into_values().flatten().collect()
}
