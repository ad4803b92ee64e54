//! Objects with documented members.

use jiter::Peek;

use super::decode::{Decoder, Outcome, Settled, expected_of, found};
use crate::drift::{Found, Tolerance};
use crate::path::{Path, Segment};
use crate::{Model, Slot, Surplus, Table};

impl Decoder<'_, '_> {
    pub(super) fn model(&mut self, model: &mut dyn Model, path: &Path<'_>) -> Outcome<Settled> {
        let table = model.table();
        debug_assert!(table.tells_escapes(), "the table of {} must say `escaped`, or must not", table.name);
        let fields = table.names.len();
        self.enter(fields, path)?;
        let mut outcome = Ok(());
        model.change(&mut |slots, surplus| outcome = self.members(table, slots, surplus, path));
        outcome?;
        self.leave(fields);
        Ok(Settled::Kept)
    }

    fn members(
        &mut self,
        table: &'static Table,
        slots: &mut [&mut dyn Slot],
        surplus: &mut dyn Surplus,
        path: &Path<'_>,
    ) -> Outcome {
        let (mut next, mut is_first) = (0, true);
        let mut came = Came::default();
        while let Some(name) = self.next_name(table, next, is_first, path)? {
            is_first = false;
            let index = match name {
                Name::Known(index) => index,
                Name::Unknown(name) => {
                    self.unknown(name, surplus, path)?;
                    continue;
                }
            };
            let Some(slot) = slots.get_mut(index) else { continue };
            let path = path.then(Segment::Member(table, index));
            if came.insert(index) {
                self.again(*slot, surplus, table.names[index], &path)?;
            }
            self.member(*slot, surplus, table, index, &path)?;
            next = index + 1;
        }
        self.check_required(table, slots, &came, path)
    }

    /// Reads a name and the colon; `None` where the object ends. Members mostly come in the order of the document, so
    /// the name that is `next` in it is looked for first.
    #[inline]
    fn next_name(
        &mut self,
        table: &'static Table,
        next: usize,
        is_first: bool,
        path: &Path<'_>,
    ) -> Outcome<Option<Name>> {
        if !table.escaped && table.names.get(next).is_some_and(|name| self.reader.skip_name(is_first, name)) {
            return Ok(Some(Name::Known(next)));
        }
        match self.reader.name(is_first) {
            Ok(Some(name)) => Ok(Some(match position(table.names, name, next) {
                Some(index) => Name::Known(index),
                None => Name::Unknown(name.to_owned()),
            })),
            Ok(None) => Ok(None),
            Err(error) => Err(self.syntax(&error, path)),
        }
    }

    /// Reads the value of a documented member. One that does not fit is read again into `extra`, where that is allowed.
    fn member(
        &mut self,
        slot: &mut dyn Slot,
        surplus: &mut dyn Surplus,
        table: &'static Table,
        index: usize,
        path: &Path<'_>,
    ) -> Outcome {
        let peek = self.peek(path)?;
        let (start, depth, open_slots) = (self.reader.index(), self.depth, self.open_slots);
        match self.value(slot, peek, path) {
            Ok(Settled::Nothing) if peek == Peek::Null && table.is_required(table.names[index]) => {
                self.tolerate(Tolerance::NullRequired, Some(expected_of(slot)), Found::Null, path)
            }
            Ok(_) => Ok(()),
            Err(error) => {
                let tolerance = self.kept_as(&error, table.is_disputed(table.names[index]))?;
                self.reader.go_to(start);
                (self.depth, self.open_slots) = (depth, open_slots);
                self.tolerate(tolerance, Some(expected_of(slot)), found(peek), path)?;
                surplus.members_mut().insert(table.names[index], self.any(peek, path)?);
                Ok(())
            }
        }
    }

    /// Makes room for a documented member that came before.
    fn again(&self, slot: &mut dyn Slot, surplus: &mut dyn Surplus, name: &str, path: &Path<'_>) -> Outcome {
        if !surplus.members().is_empty() {
            surplus.members_mut().remove(name);
        }
        self.tolerate(Tolerance::DuplicateMember, Some(expected_of(slot)), Found::Nothing, path)
    }

    fn unknown(&mut self, name: String, surplus: &mut dyn Surplus, path: &Path<'_>) -> Outcome {
        let path = path.then(Segment::Unknown(&name));
        let peek = self.peek(&path)?;
        self.tolerate(Tolerance::UnknownMember, None, found(peek), &path)?;
        let value = self.any(peek, &path)?;
        if surplus.members_mut().insert(name.as_str(), value).is_some() {
            self.tolerate(Tolerance::DuplicateMember, None, found(peek), &path)?;
        }
        Ok(())
    }

    /// Reports required members that did not come.
    fn check_required(
        &self,
        table: &'static Table,
        slots: &mut [&mut dyn Slot],
        came: &Came,
        path: &Path<'_>,
    ) -> Outcome {
        let mut next = 0;
        for name in table.required() {
            let Some(index) = position(table.names, name, next) else { continue };
            next = index + 1;
            if let Some(slot) = slots.get_mut(index).filter(|_| !came.contains(index)) {
                let path = path.then(Segment::Member(table, index));
                self.tolerate(Tolerance::MissingRequired, Some(expected_of(*slot)), Found::Nothing, &path)?;
            }
        }
        Ok(())
    }
}

/// The name of a member.
enum Name {
    /// The position of a documented one.
    Known(usize),
    Unknown(String),
}

/// Which documented members of an object came.
#[derive(Default)]
struct Came {
    first: u64,
    rest: Vec<u64>,
}

impl Came {
    /// Notes one, and says whether it had come before.
    #[inline]
    fn insert(&mut self, index: usize) -> bool {
        let word = if index < 64 { &mut self.first } else { self.beyond(index / 64) };
        let bit = 1 << (index % 64);
        let before = *word & bit != 0;
        *word |= bit;
        before
    }

    #[cold]
    fn beyond(&mut self, word: usize) -> &mut u64 {
        self.rest.resize(self.rest.len().max(word), 0);
        &mut self.rest[word - 1]
    }

    fn contains(&self, index: usize) -> bool {
        let word = match index / 64 {
            0 => self.first,
            beyond => self.rest.get(beyond - 1).copied().unwrap_or(0),
        };
        word & (1 << (index % 64)) != 0
    }
}

/// The position of a name, looked for from `next` on, because members mostly come in the order of the document.
#[inline]
fn position(names: &[&str], name: &str, next: usize) -> Option<usize> {
    if names.get(next) == Some(&name) { Some(next) } else { position_from(names, name, next) }
}

fn position_from(names: &[&str], name: &str, next: usize) -> Option<usize> {
    let (before, after) = names.split_at_checked(next).unwrap_or((names, &[]));
    let found = after.iter().position(|known| *known == name).map(|index| next + index);
    found.or_else(|| before.iter().position(|known| *known == name))
}
