//! Addresses of items in api.yaml: `get_x.response.Row.name`, with the group in front or without it.

use super::{Api, Field, Operation};

/// An address under which the documents know an item, where `rename` calls its operation otherwise.
pub(super) fn by_documented_name(api: &Api, at: &str) -> String {
    let documented = |word: &str| {
        let key = api.rename.iter().find(|(key, name)| !key.contains('.') && *name == word)?.0;
        Some(key.rsplit('/').next().unwrap_or(key).to_owned())
    };
    let renamed = |word| documented(word).unwrap_or_else(|| str::to_owned(word));
    // The name of the operation is the first word, or the second one after its group.
    let (head, tail) = at.match_indices('.').nth(1).map_or((at, ""), |(second, _)| at.split_at(second));
    head.split('.').map(renamed).collect::<Vec<_>>().join(".") + tail
}

/// The word of an address that should name an operation: the one in front of the side.
pub(super) fn name_of_operation(address: &str) -> &str {
    let address = [".request", ".response"].iter().find_map(|side| address.strip_suffix(side)).unwrap_or(address);
    let side = [".request.", ".response."].iter().find_map(|side| address.find(side)).unwrap_or(address.len());
    address[..side].rsplit('.').next().unwrap_or(address)
}

/// The addresses of all fields of an operation.
pub(super) fn addresses_of(operation: &Operation) -> Vec<String> {
    let of_table = |(table, fields): (String, &[Field])| {
        let table = table.replace(".types.", ".");
        fields.iter().map(|field| format!("{table}.{}", field.name)).collect::<Vec<_>>()
    };
    operation.tables().flat_map(of_table).collect()
}

/// What follows the operation's name in an address, if the address names this operation.
pub(super) fn rest_of_address<'a>(operation: &Operation, address: &'a str) -> Option<&'a str> {
    let after = |address: &'a str| address.strip_prefix(operation.name.as_str())?.strip_prefix('.');
    after(address).or_else(|| after(address.strip_prefix(operation.group.as_str())?.strip_prefix('.')?))
}

/// The field at an address such as `response.Row.name`, `response.types.Row.name` or `request.query.page`.
pub(super) fn find_field<'a>(operation: &'a mut Operation, address: &str) -> Option<&'a mut Field> {
    let (side, rest) = address.split_once('.')?;
    let (place, name) = rest.strip_prefix("types.").unwrap_or(rest).split_once('.')?;
    let is_type = rest.starts_with("types.");
    let list = match (side, place) {
        ("request", "headers") if !is_type => &mut operation.request.headers,
        ("request", "path") if !is_type => &mut operation.request.path,
        ("request", "query") if !is_type => &mut operation.request.query,
        ("request", "fields") if !is_type => &mut operation.request.fields,
        ("response", "fields") if !is_type => &mut operation.response.fields,
        ("request", name) => operation.request.types.get_mut(name)?,
        ("response", name) => operation.response.types.get_mut(name)?,
        _ => return None,
    };
    list.iter_mut().find(|field| field.name == name)
}
