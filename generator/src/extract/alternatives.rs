//! Fields that can stand in for each other: `id与number二选一`.

use std::collections::HashSet;

use crate::spec::Field;

/// Keeps of the alternatives that descriptions name those that are fields here, and makes them mutual.
pub(super) fn settle(fields: &mut [Field]) {
    let names = fields.iter().map(|field| field.name.clone()).collect::<HashSet<_>>();
    let mut pairs = Vec::new();
    for field in fields.iter_mut() {
        for other in alternatives(&field.name, &std::mem::take(&mut field.either_or)) {
            if names.contains(&other) && other != field.name {
                pairs.push((field.name.clone(), other.clone()));
                pairs.push((other, field.name.clone()));
            }
        }
    }
    for field in fields {
        for (name, other) in &pairs {
            if *name == field.name && !field.either_or.contains(other) {
                field.either_or.push(other.clone());
            }
        }
    }
}

/// The fields that a field's description means as its alternatives: `id与number二选一` on `parent_number` means
/// `parent_id`.
fn alternatives(name: &str, mentioned: &[String]) -> Vec<String> {
    if mentioned.iter().any(|other| other == name) {
        return mentioned.to_vec();
    }
    let stem = mentioned.iter().find_map(|other| name.strip_suffix(other.as_str()));
    if let Some(stem) = stem.filter(|stem| stem.ends_with('_')) {
        return mentioned.iter().map(|other| format!("{stem}{other}")).collect();
    }
    // A slip of the pen in one of the names: they still begin alike.
    let stem = name.rsplit_once('_').map_or(name, |(stem, _)| stem);
    let begins_alike = |other: &&String| other.rsplit_once('_').is_some_and(|(other, _)| other == stem);
    mentioned.iter().filter(begins_alike).cloned().collect()
}
