//! Cloning models through their tables, instead of by derived code: see [`inspect`](super::inspect).

use super::{Entries, List, Model, Slot, SlotMut, SlotRef, Surplus};
use crate::drift::Found;

/// A model that holds what another one holds.
pub fn cloned<M: Model + Default>(model: &M) -> M {
    let mut clone = M::vacant();
    copy_model(&mut clone, model);
    clone
}

fn copy_model(into: &mut dyn Model, from: &dyn Model) {
    from.look(&mut |from_slots, from_surplus| {
        into.change(&mut |slots, surplus| {
            for (slot, from) in slots.iter_mut().zip(from_slots) {
                copy(*slot, &from.held());
            }
            copy_surplus(surplus, from_surplus);
        });
    });
}

/// Puts into a slot what another one of the same type holds.
fn copy(slot: &mut dyn Slot, from: &SlotRef<'_>) {
    if matches!(from, SlotRef::Absent) {
        return slot.clear();
    }
    match (slot.open(), from) {
        (SlotMut::Text(into), SlotRef::Text(text)) => (*text).clone_into(into),
        (SlotMut::Integer(into), SlotRef::Integer(value)) => *into = *value,
        (SlotMut::Number(into), SlotRef::Number(number)) => into.clone_from(number),
        (SlotMut::Boolean(into), SlotRef::Boolean(value)) => *into = *value,
        (SlotMut::Code(into), SlotRef::Code(code)) => _ = into.assign(*code),
        // What has a documented form tells a number from a text by the way in which it comes.
        (SlotMut::Formatted(into), SlotRef::Text(text)) => _ = into.take(text, Found::Text),
        (SlotMut::Formatted(into), SlotRef::Number(number)) => _ = into.take(number.as_str(), Found::Number),
        (SlotMut::File(into), SlotRef::File(file)) => into.clone_from(file),
        (SlotMut::Model(into), SlotRef::Model(model)) => copy_model(into, *model),
        (SlotMut::List(into), SlotRef::List(list)) => copy_list(into, *list),
        (SlotMut::Map(into), SlotRef::Map(entries)) => copy_entries(into, *entries),
        (SlotMut::Json(into), SlotRef::Json(json)) => {
            copy(into.inner_mut(), &json.inner().held());
            if let Some(text) = json.text() {
                into.keep(text.to_owned());
            }
        }
        (SlotMut::Any(into), SlotRef::Any(value)) => into.clone_from(value),
        _ => debug_assert!(false, "a slot of another type"),
    }
}

fn copy_list(into: &mut dyn List, from: &dyn List) {
    into.clear();
    into.reserve(from.len());
    for slot in (0..from.len()).filter_map(|index| from.get(index)) {
        copy(into.push(), &slot.held());
    }
}

fn copy_entries(into: &mut dyn Entries, from: &dyn Entries) {
    into.clear();
    for (name, slot) in (0..from.len()).filter_map(|index| from.get(index)) {
        copy(into.entry(name.to_owned()).0, &slot.held());
    }
}

fn copy_surplus(into: &mut dyn Surplus, from: &dyn Surplus) {
    match (into.additional_mut(), from.additional()) {
        (Some(into), Some(from)) => into.clone_from(from),
        _ if from.members().is_empty() => {}
        _ => into.members_mut().clone_from(from.members()),
    }
}
