//! Comparing and printing models through their tables, instead of by derived code, which would cost the generated crate
//! more of the compiler's time than all the rest.

use std::fmt;

use super::{Code, Entries, List, Model, SlotRef, Surplus};

/// Whether two models of the same type hold the same.
pub fn equal(left: &dyn Model, right: &dyn Model) -> bool {
    let mut equal = false;
    left.look(&mut |left_slots, left_surplus| {
        right.look(&mut |right_slots, right_surplus| {
            equal = left_slots.iter().zip(right_slots).all(|(left, right)| same(&left.view(), &right.view()))
                && same_surplus(left_surplus, right_surplus);
        });
    });
    equal
}

fn same_surplus(left: &dyn Surplus, right: &dyn Surplus) -> bool {
    left.members() == right.members() && left.additional() == right.additional()
}

fn same(left: &SlotRef<'_>, right: &SlotRef<'_>) -> bool {
    match (left, right) {
        (SlotRef::Absent, SlotRef::Absent) => true,
        (SlotRef::Text(left), SlotRef::Text(right)) => left == right,
        (SlotRef::Integer(left), SlotRef::Integer(right)) => left == right,
        (SlotRef::Number(left), SlotRef::Number(right)) => left == right,
        (SlotRef::Boolean(left), SlotRef::Boolean(right)) => left == right,
        (SlotRef::Code(left), SlotRef::Code(right)) => left == right,
        (SlotRef::File(left), SlotRef::File(right)) => left == right,
        (SlotRef::Model(left), SlotRef::Model(right)) => equal(*left, *right),
        (SlotRef::List(left), SlotRef::List(right)) => same_lists(*left, *right),
        (SlotRef::Map(left), SlotRef::Map(right)) => same_maps(*left, *right),
        (SlotRef::Json(left), SlotRef::Json(right)) => same(&left.inner().held(), &right.inner().held()),
        (SlotRef::Any(left), SlotRef::Any(right)) => left == right,
        _ => false,
    }
}

fn same_lists(left: &dyn List, right: &dyn List) -> bool {
    left.len() == right.len()
        && (0..left.len()).all(|index| match (left.get(index), right.get(index)) {
            (Some(left), Some(right)) => same(&left.held(), &right.held()),
            _ => false,
        })
}

fn same_maps(left: &dyn Entries, right: &dyn Entries) -> bool {
    left.len() == right.len()
        && (0..left.len())
            .filter_map(|index| left.get(index))
            .all(|(name, slot)| right.find(name).is_some_and(|other| same(&slot.held(), &other.held())))
}

/// Prints what a model holds: absent members are left out.
///
/// # Errors
/// Those of the formatter.
pub fn debug(model: &dyn Model, out: &mut fmt::Formatter<'_>) -> fmt::Result {
    let table = model.table();
    let mut printed = Ok(());
    model.look(&mut |slots, surplus| {
        let mut fields = out.debug_struct(table.name);
        for (name, slot) in table.names.iter().zip(slots) {
            let view = slot.view();
            if !matches!(view, SlotRef::Absent) {
                fields.field(name, &Held(view));
            }
        }
        match surplus.additional() {
            Some(additional) if !additional.is_empty() => _ = fields.field("additional", additional),
            None if !surplus.members().is_empty() => _ = fields.field("extra", surplus.members()),
            _ => {}
        }
        printed = fields.finish();
    });
    printed
}

/// A value, to be printed.
struct Held<'a>(SlotRef<'a>);

impl fmt::Debug for Held<'_> {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.0 {
            SlotRef::Absent => out.write_str("None"),
            SlotRef::Text(text) => fmt::Debug::fmt(text, out),
            SlotRef::Integer(value) => fmt::Debug::fmt(value, out),
            SlotRef::Number(number) => fmt::Debug::fmt(number, out),
            SlotRef::Boolean(value) => fmt::Debug::fmt(value, out),
            SlotRef::Code(Code::Text(text)) => fmt::Debug::fmt(text, out),
            SlotRef::Code(code) => fmt::Display::fmt(code, out),
            SlotRef::File(file) => fmt::Debug::fmt(file, out),
            SlotRef::Model(model) => debug(*model, out),
            SlotRef::List(list) => {
                let elements = (0..list.len()).filter_map(|index| list.get(index));
                out.debug_list().entries(elements.map(|slot| Held(slot.held()))).finish()
            }
            SlotRef::Map(entries) => {
                let entries = (0..entries.len()).filter_map(|index| entries.get(index));
                out.debug_map().entries(entries.map(|(name, slot)| (name, Held(slot.held())))).finish()
            }
            SlotRef::Json(embedded) => out.debug_tuple("Json").field(&Held(embedded.inner().held())).finish(),
            SlotRef::Any(value) => fmt::Debug::fmt(value, out),
        }
    }
}
