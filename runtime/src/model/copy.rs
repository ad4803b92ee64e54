//! Cloning models through their tables, instead of by derived code: see [`inspect`](super::inspect).

use std::any::Any;

use super::{Model, Slot, Surplus};

/// The body of [`Slot::copy_from`] for whatever can be cloned.
pub fn copy<T: Slot + Clone>(into: &mut T, from: &dyn Slot) {
    let from: &dyn Any = from;
    if let Some(from) = from.downcast_ref::<T>() {
        into.clone_from(from);
    }
}

/// A model that holds what another one holds.
pub fn cloned<M: Model + Default>(model: &M) -> M {
    let mut clone = M::default();
    copy_model(&mut clone, model);
    clone
}

fn copy_model(into: &mut dyn Model, from: &dyn Model) {
    from.look(&mut |from_slots, from_surplus| {
        into.change(&mut |slots, surplus| {
            for (slot, from) in slots.iter_mut().zip(from_slots) {
                slot.copy_from(*from);
            }
            copy_surplus(surplus, from_surplus);
        });
    });
}

fn copy_surplus(into: &mut dyn Surplus, from: &dyn Surplus) {
    match (into.additional_mut(), from.additional()) {
        (Some(into), Some(from)) => into.clone_from(from),
        _ if from.members().is_empty() => {}
        _ => into.members_mut().clone_from(from.members()),
    }
}
