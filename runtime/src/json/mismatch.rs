//! Values of another kind than documented: what is tolerated, and what is refused.

use jiter::Peek;

use super::decode::{Decoder, Outcome, Settled, found};
use super::reader::Reader;
use crate::decode_error::Problem;
use crate::drift::{Found, Tolerance};
use crate::path::{Path, Segment};
use crate::scalar::{Landing, Scalar, assign};
use crate::{Embedded, Expected, SlotMut};

impl Decoder<'_, '_> {
    /// Reads a list or an object into a slot that is for something else.
    pub(super) fn structure(&mut self, place: SlotMut<'_>, peek: Peek, path: &Path<'_>) -> Outcome<Settled> {
        let (expected, start) = (place.expected(), self.reader.index());
        if is_empty_structure(self.reader.rest()) {
            self.any(peek, path)?;
            self.tolerate(Tolerance::EmptyForNothing, Some(expected), found(peek), path)?;
            return Ok(Settled::Nothing);
        }
        let tolerance = match place {
            SlotMut::List(list) => return self.single(list, peek, path),
            SlotMut::Text(text) => {
                self.any(peek, path)?;
                *text = self.text_since(start);
                Tolerance::StructureForText
            }
            _ => return Err(self.misfit(expected, peek, false, path)),
        };
        self.tolerate(tolerance, Some(expected), found(peek), path)?;
        Ok(Settled::Kept)
    }

    pub(super) fn scalar(&mut self, place: SlotMut<'_>, peek: Peek, path: &Path<'_>) -> Outcome<Settled> {
        let expected = place.expected();
        let landing = match peek {
            Peek::True | Peek::False => {
                let value = self.reader.jiter().known_bool(peek);
                value.map(|value| assign(place, Scalar::Boolean(value)))
            }
            Peek::String => match self.reader.text() {
                Ok(text) => match place {
                    SlotMut::Model(_) | SlotMut::List(_) | SlotMut::Map(_) if !text.is_empty() => {
                        let text = text.to_owned();
                        return self.structure_in_text(place, &text, path);
                    }
                    _ => Ok(assign(place, Scalar::Text(text))),
                },
                Err(error) => Err(error),
            },
            _ => match self.reader.jiter().known_number_bytes(peek).map(std::str::from_utf8) {
                Ok(Ok(text)) => Ok(assign(place, Scalar::Number(text))),
                Ok(Err(_)) => Ok(Landing::Misfit),
                Err(error) => Err(error),
            },
        };
        let landing = landing.map_err(|error| self.syntax(&error, path))?;
        self.settle(landing, expected, peek, path)
    }

    pub(super) fn settle(&self, landing: Landing, expected: Expected, peek: Peek, path: &Path<'_>) -> Outcome<Settled> {
        let (tolerance, settled) = match landing {
            Landing::Exact => return Ok(Settled::Kept),
            Landing::Tolerated(tolerance) => (tolerance, Settled::Kept),
            Landing::Nothing => (Tolerance::EmptyForNothing, Settled::Nothing),
            Landing::Beyond => return Err(self.misfit(expected, peek, true, path)),
            Landing::Misfit => return Err(self.misfit(expected, peek, false, path)),
        };
        self.tolerate(tolerance, Some(expected), found(peek), path)?;
        Ok(settled)
    }

    /// Reads a text where an object, a list or a map is documented: its JSON, or the only element of a list.
    fn structure_in_text(&mut self, mut place: SlotMut<'_>, text: &str, path: &Path<'_>) -> Outcome<Settled> {
        let expected = place.expected();
        let start = if expected == Expected::List { '[' } else { '{' };
        if text.trim_start().starts_with(start) && self.text_holds(place.reborrow(), text, path)?.is_some() {
            self.tolerate(Tolerance::JsonInText, Some(expected), Found::Text, path)?;
            return Ok(Settled::Kept);
        }
        let SlotMut::List(list) = place else { return Err(self.misfit(expected, Peek::String, false, path)) };
        list.clear();
        let landing = assign(list.push().open(), Scalar::Text(text));
        self.settle(landing, expected, Peek::String, &path.then(Segment::Element(0)))?;
        self.tolerate(Tolerance::SingleForList, Some(expected), Found::Text, path)?;
        Ok(Settled::Kept)
    }

    /// Reads a value that is documented as the JSON of another in a text.
    pub(super) fn embedded(&mut self, embedded: &mut dyn Embedded, peek: Peek, path: &Path<'_>) -> Outcome<Settled> {
        let start = self.reader.index();
        if peek != Peek::String {
            let settled = self.value(embedded.inner_mut(), peek, path)?;
            self.charge(self.reader.index() - start, path)?;
            embedded.keep(self.text_since(start));
            self.tolerate(Tolerance::JsonNotInText, Some(Expected::Json), found(peek), path)?;
            return Ok(settled);
        }
        let text = match self.reader.text() {
            Ok(text) => text.to_owned(),
            Err(error) => return Err(self.syntax(&error, path)),
        };
        if text.is_empty() {
            self.tolerate(Tolerance::EmptyForNothing, Some(Expected::Json), Found::Text, path)?;
            return Ok(Settled::Nothing);
        }
        self.charge(text.len(), path)?;
        let settled = self.text_holds(embedded.inner_mut().open(), &text, path)?;
        embedded.keep(text);
        settled.ok_or_else(|| self.misfit(Expected::Json, peek, false, path))
    }

    /// Decodes the JSON in a text; `None` where the text is not JSON.
    fn text_holds(&mut self, place: SlotMut<'_>, text: &str, path: &Path<'_>) -> Outcome<Option<Settled>> {
        self.enter(0, path)?;
        let mut inner = Decoder::new(Reader::new(text.as_bytes(), Some(text)), self.options, self.depth);
        (inner.open_slots, inner.memory) = (self.open_slots, self.memory);
        let outcome = inner.whole(place, path);
        self.memory = inner.memory;
        self.leave(0);
        match outcome {
            Ok(settled) => Ok(Some(settled)),
            Err(error) if matches!(error.problem(), Problem::Syntax(_)) => Ok(None),
            Err(error) => Err(error.at(self.reader.data, self.reader.index())),
        }
    }
}

/// Whether the list or object that the data begins with is empty.
fn is_empty_structure(data: &[u8]) -> bool {
    let inside = data.get(1..).unwrap_or_default();
    matches!(inside.iter().find(|byte| !byte.is_ascii_whitespace()), Some(b']' | b'}'))
}
