//! Which operations give a list page by page: those with the parameters and the list that api.yaml names.

use crate::ir::{Item, Model, Rows, Type};
use crate::spec::Pagination;

/// The rows of a page, if the request has a page and a size and the output has a list of that name.
pub(super) fn rows(pagination: &Pagination, request: &Model, output: &Type, types: &[Item]) -> Option<Rows> {
    let asks_for = |name: &str| {
        let field = request.fields.iter().find(|field| field.wire_name == name);
        field.is_some_and(|field| matches!(field.type_, Type::Integer | Type::Number | Type::String))
    };
    if !asks_for(&pagination.page) || !asks_for(&pagination.size) {
        return None;
    }
    let Type::Named(path) = output else { return None };
    let mut models = types.iter().filter_map(|item| match item {
        Item::Model(model) => Some(model),
        Item::Enumeration(_) => None,
    });
    let model = models.find(|model| model.name == path.name)?;
    let field = model.fields.iter().find(|field| field.wire_name == pagination.items)?;
    match &field.type_ {
        Type::List(element) => Some(Rows { field: field.name.clone(), type_: (**element).clone() }),
        _ => None,
    }
}
