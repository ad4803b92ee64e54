//! Lists and maps.

use std::collections::HashSet;

use jiter::Peek;

use super::any::entry_bytes;
use super::decode::{Decoder, Outcome, Settled, expected_of, found};
use crate::drift::{Found, Tolerance};
use crate::path::{Path, Segment};
use crate::{Entries, Expected, List, SlotRef};

impl Decoder<'_, '_> {
    pub(super) fn list(&mut self, list: &mut dyn List, path: &Path<'_>) -> Outcome<Settled> {
        self.enter(0, path)?;
        list.clear();
        let mut next = self.reader.element(true);
        let mut index = 0;
        loop {
            match next {
                Ok(Some(peek)) => self.element(list, index, peek, path)?,
                Ok(None) => break,
                Err(error) => return Err(self.syntax(&error, path)),
            }
            index += 1;
            next = self.reader.element(false);
        }
        self.leave(0);
        Ok(Settled::Kept)
    }

    /// Reads an element. One that stands for nothing is left out, unless its slot has a way to hold nothing.
    fn element(&mut self, list: &mut dyn List, index: usize, peek: Peek, path: &Path<'_>) -> Outcome {
        let path = path.then(Segment::Element(index));
        self.charge(list.element_bytes(), &path)?;
        let slot = list.push();
        if let Settled::Nothing = self.value(slot, peek, &path)? {
            if peek == Peek::Null {
                self.tolerate(Tolerance::NullElement, Some(expected_of(slot)), Found::Null, &path)?;
            }
            if !matches!(slot.view(), SlotRef::Absent) {
                list.pop();
            }
        }
        Ok(())
    }

    pub(super) fn entries(&mut self, entries: &mut dyn Entries, path: &Path<'_>) -> Outcome<Settled> {
        self.enter(0, path)?;
        entries.clear();
        let mut nothing = HashSet::new();
        let mut name = self.reader.name(true);
        loop {
            match name {
                Ok(Some(name)) => {
                    let name = name.to_owned();
                    self.entry(entries, name, &mut nothing, path)?;
                }
                Ok(None) => break,
                Err(error) => return Err(self.syntax(&error, path)),
            }
            name = self.reader.name(false);
        }
        if !nothing.is_empty() {
            entries.remove_all(&nothing);
        }
        self.leave(0);
        Ok(Settled::Kept)
    }

    /// Reads an entry. One that stands for nothing is noted, to be left out, unless its slot has a way to hold nothing.
    fn entry(
        &mut self,
        entries: &mut dyn Entries,
        name: String,
        nothing: &mut HashSet<String>,
        path: &Path<'_>,
    ) -> Outcome {
        let path = path.then(Segment::Entry(&name));
        self.charge(entry_bytes(&name) + entries.value_bytes(), &path)?;
        let peek = self.peek(&path)?;
        let (slot, is_new) = entries.entry(name.clone());
        if !is_new {
            self.tolerate(Tolerance::DuplicateMember, Some(expected_of(slot)), found(peek), &path)?;
        }
        let settled = self.value(slot, peek, &path)?;
        if matches!(settled, Settled::Nothing) && peek == Peek::Null {
            self.tolerate(Tolerance::NullElement, Some(expected_of(slot)), Found::Null, &path)?;
        }
        if matches!(settled, Settled::Nothing) && !matches!(slot.view(), SlotRef::Absent) {
            nothing.insert(name);
        } else if !nothing.is_empty() {
            nothing.remove(&name);
        }
        Ok(())
    }

    /// Reads a value into a list of one.
    pub(super) fn single(&mut self, list: &mut dyn List, peek: Peek, path: &Path<'_>) -> Outcome<Settled> {
        list.clear();
        self.value(list.push(), peek, &path.then(Segment::Element(0)))?;
        self.tolerate(Tolerance::SingleForList, Some(Expected::List), found(peek), path)?;
        Ok(Settled::Kept)
    }
}
