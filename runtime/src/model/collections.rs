//! Lists and maps of slots.

use std::collections::HashSet;

use super::{Map, Slot, SlotMut, SlotRef};

/// A list of slots.
pub trait List {
    /// Makes room for `additional` more elements, as far as that seems sensible.
    fn reserve(&mut self, additional: usize);
    /// Adds an element and gives access to it.
    fn push(&mut self) -> &mut dyn Slot;
    /// Removes the last element.
    fn pop(&mut self);
    /// Removes all elements.
    fn clear(&mut self);
    /// The number of elements.
    fn len(&self) -> usize;
    /// Whether there are none.
    fn is_empty(&self) -> bool {
        self.len() == 0
    }
    /// The element at `index`.
    fn get(&self, index: usize) -> Option<&dyn Slot>;
    /// The memory that an element takes in the list itself, in bytes.
    fn element_bytes(&self) -> usize;
}

/// A map of slots under names.
pub trait Entries {
    /// Gives access to the slot under `name`, a new one where there was none; says whether it is new.
    fn entry(&mut self, name: String) -> (&mut dyn Slot, bool);
    /// Removes the entries whose names are among these. (One by one, it would take time that grows with the square of their
    /// number.)
    fn remove_all(&mut self, names: &HashSet<String>);
    /// Removes all entries.
    fn clear(&mut self);
    /// The number of entries.
    fn len(&self) -> usize;
    /// Whether there are none.
    fn is_empty(&self) -> bool {
        self.len() == 0
    }
    /// The entry at `index`, in the order of insertion.
    fn get(&self, index: usize) -> Option<(&str, &dyn Slot)>;
    /// The entry under `name`.
    fn find(&self, name: &str) -> Option<&dyn Slot>;
    /// The memory that a value takes in the map itself, in bytes.
    fn value_bytes(&self) -> usize;
}

impl<T: Slot> Slot for Vec<T> {
    fn open(&mut self) -> SlotMut<'_> {
        SlotMut::List(self)
    }

    fn clear(&mut self) {
        Vec::clear(self);
    }

    fn view(&self) -> SlotRef<'_> {
        if self.is_empty() { SlotRef::Absent } else { SlotRef::List(self) }
    }

    fn held(&self) -> SlotRef<'_> {
        SlotRef::List(self)
    }

    fn vacant() -> Self {
        Vec::new()
    }
}

impl<T: Slot> List for Vec<T> {
    fn reserve(&mut self, additional: usize) {
        Vec::reserve(self, additional);
    }

    fn push(&mut self) -> &mut dyn Slot {
        Vec::push(self, T::vacant());
        let last = self.len() - 1;
        &mut self[last]
    }

    fn pop(&mut self) {
        Vec::pop(self);
    }

    fn clear(&mut self) {
        Vec::clear(self);
    }

    fn len(&self) -> usize {
        Vec::len(self)
    }

    fn get(&self, index: usize) -> Option<&dyn Slot> {
        <[T]>::get(self, index).map(|slot| slot as &dyn Slot)
    }

    fn element_bytes(&self) -> usize {
        size_of::<T>()
    }
}

impl<T: Slot> Slot for Map<T> {
    fn open(&mut self) -> SlotMut<'_> {
        SlotMut::Map(self)
    }

    fn clear(&mut self) {
        Map::clear(self);
    }

    fn view(&self) -> SlotRef<'_> {
        if self.is_empty() { SlotRef::Absent } else { SlotRef::Map(self) }
    }

    fn held(&self) -> SlotRef<'_> {
        SlotRef::Map(self)
    }

    fn vacant() -> Self {
        Map::new()
    }
}

impl<T: Slot> Entries for Map<T> {
    fn entry(&mut self, name: String) -> (&mut dyn Slot, bool) {
        let before = Map::len(self);
        let slot = self.entry_or_insert_with(name, T::vacant);
        (slot.0, slot.1 >= before)
    }

    fn remove_all(&mut self, names: &HashSet<String>) {
        self.retain(|name, _| !names.contains(name));
    }

    fn clear(&mut self) {
        Map::clear(self);
    }

    fn len(&self) -> usize {
        Map::len(self)
    }

    fn get(&self, index: usize) -> Option<(&str, &dyn Slot)> {
        self.at(index).map(|(name, slot)| (name, slot as &dyn Slot))
    }

    fn find(&self, name: &str) -> Option<&dyn Slot> {
        Map::get(self, name).map(|slot| slot as &dyn Slot)
    }

    fn value_bytes(&self) -> usize {
        size_of::<T>()
    }
}
