//! Tables of fields: what becomes a struct, with its addresses.

use std::collections::BTreeSet;

use crate::spec::{Field, Types};

/// Which half of an operation.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Half {
    Request,
    Response,
}

impl Half {
    /// How addresses begin.
    pub(super) const fn word(self) -> &'static str {
        match self {
            Self::Request => "request",
            Self::Response => "response",
        }
    }
}

/// A list of fields that becomes a struct, or a part of one.
#[derive(Clone)]
pub(super) struct Table<'a> {
    /// Its key in `places` and `document.sections` (`response.types.Row`).
    pub(super) key: String,
    /// Its address (`response.Row`).
    pub(super) address: String,
    /// What it is called where the name of a field alone does not do.
    pub(super) word: &'a str,
    /// Whether it is a named type, a struct by itself.
    pub(super) is_type: bool,
    /// Its fields, each with the number of its row; of several with one name only the first, since the others could
    /// never be told apart from it.
    pub(super) fields: Vec<(usize, &'a Field)>,
}

impl<'a> Table<'a> {
    /// A table that is no named type: the parameters of a place, the members of an answer.
    pub(super) fn of(half: Half, key: &'static str, fields: &'a [Field]) -> Self {
        let key_in_places = format!("{}.{key}", half.word());
        Self { address: key_in_places.clone(), key: key_in_places, word: key, is_type: false, fields: distinct(fields) }
    }

    /// The table of a named type.
    pub(super) fn of_type(half: Half, name: &'a str, fields: &'a [Field]) -> Self {
        let half = half.word();
        Self {
            key: format!("{half}.types.{name}"),
            address: format!("{half}.{name}"),
            word: name,
            is_type: true,
            fields: distinct(fields),
        }
    }

    /// The tables of the named types of a half.
    pub(super) fn of_types(half: Half, types: &'a Types) -> impl Iterator<Item = Self> {
        types.iter().map(move |(name, fields)| Self::of_type(half, name, fields))
    }

    /// The address of one of its fields.
    pub(super) fn field_address(&self, field: &Field) -> String {
        format!("{}.{}", self.address, field.name)
    }
}

fn distinct(fields: &[Field]) -> Vec<(usize, &Field)> {
    let mut seen = BTreeSet::new();
    fields.iter().enumerate().filter(|(_, field)| seen.insert(field.name.as_str())).collect()
}
