//! The attributes of a field that two readings have.

use super::Difference;
use super::demands::compare_limits;
use super::tables::Table;
use crate::spec::{EnumValue, Field, Scalar, Type};

/// Compares what a client is made from; words and examples apart.
pub(super) fn compare_attributes(
    (old, before): (Table<'_>, &Field),
    (new, after): (Table<'_>, &Field),
    found: &mut Vec<Difference>,
) {
    let at = new.field_address(after);
    let (was_offered, is_offered) = (old.demands.is_offered(old, before), new.demands.is_offered(new, after));
    if was_offered && is_offered {
        compare_types(&at, before, after, found);
        compare_values(&at, before, after, found);
        compare_sharing((old, before), (new, after), found);
    } else if was_offered {
        found.push(Difference::breaking(&at, "no longer given by callers"));
    } else if is_offered && !new.demands.is_required(new, after) {
        found.push(Difference::harmless(&at, "can be given now"));
    }
    compare_scalars(&at, "constant", before.constant.as_ref(), after.constant.as_ref(), found);
    compare_scalars(&at, "default", before.default.as_ref(), after.default.as_ref(), found);
    match (old.demands.is_required(old, before), new.demands.is_required(new, after)) {
        (false, true) => found.push(Difference::breaking(&at, "now required")),
        // What was an argument becomes a setter.
        (true, false) if is_offered => found.push(Difference::breaking(&at, "no longer required")),
        _ => {}
    }
    compare_limits((old, before), (new, after), found);
}

fn compare_types(at: &str, before: &Field, after: &Field, found: &mut Vec<Difference>) {
    // Of a field that holds codes, code sees the enumeration, and whether there is a list of them.
    let is_seen = before.codes().is_empty() || after.codes().is_empty();
    if before.type_ != after.type_ {
        let breaks = is_seen || depth(&before.type_) != depth(&after.type_);
        let what = format!("{} → {}", before.type_, after.type_);
        found.push(Difference { at: at.to_owned(), what, breaks });
    }
    if before.format != after.format {
        let said = |format: &Option<String>| format.clone().unwrap_or_else(|| "none".to_owned());
        let what = format!("format {} → {}", said(&before.format), said(&after.format));
        let breaks = is_seen && before.time_form() != after.time_form();
        found.push(Difference { at: at.to_owned(), what, breaks });
    }
}

/// How many lists stand around the innermost item.
fn depth(type_: &Type) -> usize {
    match type_ {
        Type::List(inner) => 1 + depth(inner),
        _ => 0,
    }
}

/// The documented values. A new one breaks nobody: enumerations are open.
fn compare_values(at: &str, before: &Field, after: &Field, found: &mut Vec<Difference>) {
    let (before, after) = (before.codes(), after.codes());
    match (before.is_empty(), after.is_empty()) {
        (true, false) => return found.push(Difference::breaking(at, "has documented values now")),
        (false, true) => return found.push(Difference::breaking(at, "has no documented values any more")),
        _ => {}
    }
    let in_after = |value: &EnumValue| after.iter().any(|(_, known)| known.value == value.value);
    for (_, value) in before.iter().filter(|(_, value)| !in_after(value)) {
        found.push(Difference::breaking(at, format!("value {} removed", told(value))));
    }
    for (_, value) in &after {
        match before.iter().find(|(_, known)| known.value == value.value) {
            None => found.push(Difference::harmless(at, format!("value {} added", told(value)))),
            Some((_, known)) if known.label != value.label => {
                found.push(Difference::harmless(at, format!("value {}, was {}", told(value), known.label)));
            }
            Some(_) => {}
        }
    }
}

/// The enumeration of a field goes by the name of the first field that it is for.
fn compare_sharing((old, before): (Table<'_>, &Field), (new, after): (Table<'_>, &Field), found: &mut Vec<Difference>) {
    if before.codes().is_empty() || after.codes().is_empty() {
        return;
    }
    let at = new.field_address(after);
    match (old.demands.owner_of_codes(old, before), new.demands.owner_of_codes(new, after)) {
        (Some(was), Some(is)) if was == is => {}
        (Some(was), Some(is)) if is == at => {
            found.push(Difference::breaking(at, format!("no longer has the values of {was}")));
        }
        (_, Some(is)) => found.push(Difference::breaking(at, format!("now has the values of {is}"))),
        (_, None) => {}
    }
}

fn told(value: &EnumValue) -> String {
    format!("{} {}", value.value, value.label).trim_end().to_owned()
}

fn compare_scalars(at: &str, word: &str, before: Option<&Scalar>, after: Option<&Scalar>, found: &mut Vec<Difference>) {
    let said = |value: Option<&Scalar>| value.map_or("none".to_owned(), ToString::to_string);
    if before != after {
        found.push(Difference::harmless(at, format!("{word} {} → {}", said(before), said(after))));
    }
}
