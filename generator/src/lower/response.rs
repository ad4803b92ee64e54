//! What a call gives: the data behind the envelope, or the whole answer.

use super::scope::{Case, Names, Wanted};
use super::tables::{Half, Table};
use super::types::Side;
use crate::ir::{self, Data, Item};
use crate::spec::{Field, Operation, Type};

/// Where the output stands and what it is.
pub(super) struct Output<'a> {
    pub(super) data: Data,
    shape: Shape<'a>,
}

enum Shape<'a> {
    /// A documented type.
    Type(&'a Type),
    /// The members of the answer, for which the document has no name.
    Members,
    /// Nothing is documented.
    Anything,
}

impl<'a> Output<'a> {
    /// With an envelope that holds documented data it is that, otherwise everything.
    pub(super) fn of(operation: &'a Operation, data: Option<&'a Field>) -> Self {
        let response = &operation.response;
        match (data, &response.body) {
            (Some(field), _) => match &field.type_ {
                Type::Json(inner) => Self { data: Data::Text(field.name.clone()), shape: Shape::Type(inner) },
                other => Self { data: Data::Member(field.name.clone()), shape: Shape::Type(other) },
            },
            (None, Some(body)) => Self { data: Data::Whole, shape: Shape::Type(body) },
            (None, None) if response.fields.is_empty() => Self { data: Data::Whole, shape: Shape::Anything },
            (None, None) => Self { data: Data::Whole, shape: Shape::Members },
        }
    }

    /// Whether it is a struct of the members of the answer.
    pub(super) fn is_members(&self) -> bool {
        matches!(self.shape, Shape::Members)
    }

    /// The type of the output; the struct for an answer without a name joins `items`.
    pub(super) fn lower(
        &self,
        operation: &Operation,
        side: &Side<'_>,
        reserved: &[&str],
        names: &mut Names<'_>,
    ) -> (ir::Type, Option<Item>) {
        match self.shape {
            Shape::Type(type_) => (side.type_of(type_, None, None), None),
            Shape::Anything => (ir::Type::Any, None),
            Shape::Members => {
                let wanted = Wanted {
                    addresses: vec!["response:answer".to_owned()],
                    what: "the answer".to_owned(),
                    candidates: ["Response", "Answer", "WholeAnswer"].map(str::to_owned).to_vec(),
                    expected: usize::MAX,
                    exact: false,
                };
                let taken: Vec<&str> = reserved.iter().copied().chain(side.type_names()).collect();
                let name = names.assign(Case::Camel, &taken, &[wanted]).remove(0);
                let model = side.model(&members(operation), name.clone(), None, names);
                let path = ir::Path { module: None, name };
                (ir::Type::Named(path), Some(Item::Model(model)))
            }
        }
    }
}

/// The members of the answer as a table.
pub(super) fn members(operation: &Operation) -> Table<'_> {
    Table::of(Half::Response, "fields", &operation.response.fields)
}
