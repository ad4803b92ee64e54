//! Which operations give their list page by page.

use crate::ir::{Item, Operation, Paging, Type};
use crate::spec::Pagination;

/// What is to be known to read the list page by page, if request and answer have what the API's pagination names.
pub(super) fn paging(pagination: &Pagination, operation: &Operation) -> Option<Paging> {
    let parameters = &operation.request.model.fields;
    let is_number = |type_: &Type| matches!(type_, Type::Integer | Type::String | Type::Number);
    let is_parameter = |name: &str| parameters.iter().any(|field| field.wire_name == name && is_number(&field.type_));
    if !is_parameter(&pagination.page) || !is_parameter(&pagination.size) {
        return None;
    }
    let Type::Named(output) = &operation.output else { return None };
    let model = operation.response_types.iter().find_map(|item| match item {
        Item::Model(model) if output.module.is_none() && model.name == output.name => Some(model),
        _ => None,
    })?;
    let rows = model.fields.iter().find(|field| field.wire_name == pagination.items)?;
    match &rows.type_ {
        Type::List(row) => Some(Paging { rows: rows.name.clone(), row: (**row).clone() }),
        _ => None,
    }
}
