//! The one decoder: pulls JSON out of bytes and puts it into slots.

use jiter::{Jiter, JiterError, JiterErrorType, Peek};

use super::{DecodeOptions, Misfits, Mode};
use crate::decode_error::{DecodeError, Problem};
use crate::drift::{Drift, Found, Tolerance};
use crate::path::{Detail, Path, Segment};
use crate::scalar::{Landing, Scalar, assign};
use crate::{Embedded, Entries, Expected, List, Map, Model, Number, Slot, SlotMut, SlotRef, Surplus, Table, Value};

/// The fields of all models that are open at a time, a bound on the stack that they take.
const OPEN_SLOTS: usize = 1 << 15;

/// Decodes JSON into a slot; what it held before is taken out.
///
/// # Errors
/// Where the bytes are not JSON, where a value is not of the documented type and the [table](crate::json) has nothing for
/// it, and beyond the limits. The slot then holds some part of the answer.
pub fn decode(bytes: &[u8], into: &mut dyn Slot, options: &DecodeOptions<'_>) -> Result<(), DecodeError> {
    let limit = options.limits.bytes;
    if bytes.len() > limit {
        let error = DecodeError::new(Problem::TooLarge { limit });
        return Err(error.located(options.operation, options.document, None, String::new()));
    }
    let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
    into.clear();
    if let Settled::Nothing = Decoder::new(bytes, options, 0).whole(into.open(), &Path::ROOT)? {
        into.clear();
    }
    Ok(())
}

/// Decodes JSON into a new value, tolerantly.
///
/// # Errors
/// See [`decode`].
pub fn decode_as<T: Slot>(bytes: &[u8]) -> Result<T, DecodeError> {
    let mut value = T::vacant();
    decode(bytes, &mut value, &DecodeOptions::default())?;
    Ok(value)
}

struct Decoder<'j, 'o> {
    data: &'j [u8],
    jiter: Jiter<'j>,
    /// Where in `data` the reader began: it begins anew where a value is read a second time.
    base: usize,
    depth: usize,
    open_slots: usize,
    options: &'o DecodeOptions<'o>,
}

/// Whether a value is in its slot, or the slot is to be cleared.
enum Settled {
    Kept,
    Nothing,
}

type Outcome<T = ()> = Result<T, DecodeError>;

impl<'j, 'o> Decoder<'j, 'o> {
    fn new(data: &'j [u8], options: &'o DecodeOptions<'o>, depth: usize) -> Self {
        Self { data, jiter: Jiter::new(data), base: 0, depth, open_slots: 0, options }
    }

    /// Reads one value and the end of the data.
    fn whole(&mut self, place: SlotMut<'_>, path: &Path<'_>) -> Outcome<Settled> {
        let peek = self.jiter.peek().map_err(|error| self.syntax(&error, path))?;
        let settled = self.fill(place, peek, path)?;
        self.jiter.finish().map_err(|error| self.syntax(&error, path))?;
        Ok(settled)
    }

    fn value(&mut self, slot: &mut dyn Slot, peek: Peek, path: &Path<'_>) -> Outcome<Settled> {
        let settled = self.fill(slot.open(), peek, path)?;
        if let Settled::Nothing = settled {
            slot.clear();
        }
        Ok(settled)
    }

    /// Reads a value into an open slot.
    fn fill(&mut self, place: SlotMut<'_>, peek: Peek, path: &Path<'_>) -> Outcome<Settled> {
        let settled = match (place, peek) {
            (SlotMut::Text(place), Peek::String) => match self.jiter.known_str() {
                Ok(text) => {
                    place.clear();
                    place.push_str(text);
                    Settled::Kept
                }
                Err(error) => return Err(self.syntax(&error, path)),
            },
            (SlotMut::Model(model), Peek::Object) => self.model(model, path)?,
            (SlotMut::List(list), Peek::Array) => self.list(list, path)?,
            (SlotMut::Map(entries), Peek::Object) => self.entries(entries, path)?,
            (SlotMut::Any(place), _) => {
                *place = self.any(peek, path)?;
                Settled::Kept
            }
            (_, Peek::Null) => {
                self.jiter.known_null().map_err(|error| self.syntax(&error, path))?;
                Settled::Nothing
            }
            (SlotMut::Json(embedded), _) => self.embedded(embedded, peek, path)?,
            (place, Peek::Array | Peek::Object) => self.structure(place, peek, path)?,
            (SlotMut::List(list), _) if peek != Peek::String => self.single(list, peek, path)?,
            (place, _) => self.scalar(place, peek, path)?,
        };
        Ok(settled)
    }

    fn model(&mut self, model: &mut dyn Model, path: &Path<'_>) -> Outcome<Settled> {
        let table = model.table();
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
        let mut next = 0;
        let mut came = Came::default();
        let mut key = self.jiter.known_object();
        loop {
            match key {
                Ok(Some(name)) => match position(table.names, name, next) {
                    Some(index) if index < slots.len() => {
                        let slot = &mut *slots[index];
                        let path = path.then(Segment::Member(table, index));
                        if came.insert(index) {
                            self.again(slot, surplus, table.names[index], &path)?;
                        }
                        self.member(slot, surplus, table, index, &path)?;
                        next = index + 1;
                    }
                    _ => {
                        let name = name.to_owned();
                        self.unknown(name, surplus, path)?;
                    }
                },
                Ok(None) => break,
                Err(error) => return Err(self.syntax(&error, path)),
            }
            key = self.jiter.next_key();
        }
        self.check_required(table, slots, &came, path)
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
        let peek = self.jiter.peek().map_err(|error| self.syntax(&error, path))?;
        let (start, depth, open_slots) = (self.index(), self.depth, self.open_slots);
        match self.value(slot, peek, path) {
            Ok(Settled::Nothing) if peek == Peek::Null && table.is_required(table.names[index]) => {
                self.tolerate(Tolerance::NullRequired, Some(expected_of(slot)), Found::Null, path)
            }
            Ok(_) => Ok(()),
            Err(error) => {
                let tolerance = self.kept_as(&error)?;
                self.rewind(start);
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
        let peek = self.jiter.peek().map_err(|error| self.syntax(&error, &path))?;
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

    fn list(&mut self, list: &mut dyn List, path: &Path<'_>) -> Outcome<Settled> {
        self.enter(0, path)?;
        list.clear();
        let mut next = self.jiter.known_array();
        let mut index = 0;
        loop {
            match next {
                Ok(Some(peek)) => self.element(list, index, peek, path)?,
                Ok(None) => break,
                Err(error) => return Err(self.syntax(&error, path)),
            }
            index += 1;
            next = self.jiter.array_step();
        }
        self.leave(0);
        Ok(Settled::Kept)
    }

    /// Reads an element. One that stands for nothing is left out, unless its slot has a way to hold nothing.
    fn element(&mut self, list: &mut dyn List, index: usize, peek: Peek, path: &Path<'_>) -> Outcome {
        let path = path.then(Segment::Element(index));
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

    fn entries(&mut self, entries: &mut dyn Entries, path: &Path<'_>) -> Outcome<Settled> {
        self.enter(0, path)?;
        entries.clear();
        let mut key = self.jiter.known_object();
        loop {
            match key {
                Ok(Some(name)) => {
                    let name = name.to_owned();
                    self.entry(entries, name, path)?;
                }
                Ok(None) => break,
                Err(error) => return Err(self.syntax(&error, path)),
            }
            key = self.jiter.next_key();
        }
        self.leave(0);
        Ok(Settled::Kept)
    }

    fn entry(&mut self, entries: &mut dyn Entries, name: String, path: &Path<'_>) -> Outcome {
        let path = path.then(Segment::Entry(&name));
        let peek = self.jiter.peek().map_err(|error| self.syntax(&error, &path))?;
        let (slot, is_new) = entries.entry(name.clone());
        if !is_new {
            self.tolerate(Tolerance::DuplicateMember, Some(expected_of(slot)), found(peek), &path)?;
        }
        if let Settled::Nothing = self.value(slot, peek, &path)? {
            if peek == Peek::Null {
                self.tolerate(Tolerance::NullElement, Some(expected_of(slot)), Found::Null, &path)?;
            }
            if !matches!(slot.view(), SlotRef::Absent) {
                entries.remove(&name);
            }
        }
        Ok(())
    }

    /// Reads a list or an object into a slot that is for something else.
    fn structure(&mut self, place: SlotMut<'_>, peek: Peek, path: &Path<'_>) -> Outcome<Settled> {
        let (expected, start) = (place.expected(), self.index());
        if is_empty_structure(&self.data[start..]) {
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

    /// Reads a value into a list of one.
    fn single(&mut self, list: &mut dyn List, peek: Peek, path: &Path<'_>) -> Outcome<Settled> {
        list.clear();
        self.value(list.push(), peek, &path.then(Segment::Element(0)))?;
        self.tolerate(Tolerance::SingleForList, Some(Expected::List), found(peek), path)?;
        Ok(Settled::Kept)
    }

    fn scalar(&mut self, place: SlotMut<'_>, peek: Peek, path: &Path<'_>) -> Outcome<Settled> {
        let expected = place.expected();
        let landing = match peek {
            Peek::True | Peek::False => self.jiter.known_bool(peek).map(|value| assign(place, Scalar::Boolean(value))),
            Peek::String => match self.jiter.known_str() {
                Ok(text) => match place {
                    SlotMut::Model(_) | SlotMut::List(_) | SlotMut::Map(_) if !text.is_empty() => {
                        let text = text.to_owned();
                        return self.structure_in_text(place, &text, path);
                    }
                    _ => Ok(assign(place, Scalar::Text(text))),
                },
                Err(error) => Err(error),
            },
            _ => match self.jiter.known_number_bytes(peek).map(std::str::from_utf8) {
                Ok(Ok(text)) => Ok(assign(place, Scalar::Number(text))),
                Ok(Err(_)) => Ok(Landing::Misfit),
                Err(error) => Err(error),
            },
        };
        let landing = landing.map_err(|error| self.syntax(&error, path))?;
        self.settle(landing, expected, peek, path)
    }

    fn settle(&self, landing: Landing, expected: Expected, peek: Peek, path: &Path<'_>) -> Outcome<Settled> {
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
    fn embedded(&mut self, embedded: &mut dyn Embedded, peek: Peek, path: &Path<'_>) -> Outcome<Settled> {
        let start = self.index();
        if peek != Peek::String {
            let settled = self.value(embedded.inner_mut(), peek, path)?;
            embedded.keep(self.text_since(start));
            self.tolerate(Tolerance::JsonNotInText, Some(Expected::Json), found(peek), path)?;
            return Ok(settled);
        }
        let text = match self.jiter.known_str() {
            Ok(text) => text.to_owned(),
            Err(error) => return Err(self.syntax(&error, path)),
        };
        if text.is_empty() {
            self.tolerate(Tolerance::EmptyForNothing, Some(Expected::Json), Found::Text, path)?;
            return Ok(Settled::Nothing);
        }
        let settled = self.text_holds(embedded.inner_mut().open(), &text, path)?;
        embedded.keep(text);
        settled.ok_or_else(|| self.misfit(Expected::Json, peek, false, path))
    }

    /// Decodes the JSON in a text; `None` where the text is not JSON.
    fn text_holds(&mut self, place: SlotMut<'_>, text: &str, path: &Path<'_>) -> Outcome<Option<Settled>> {
        self.enter(0, path)?;
        let mut inner = Decoder::new(text.as_bytes(), self.options, self.depth);
        inner.open_slots = self.open_slots;
        let outcome = inner.whole(place, path);
        self.leave(0);
        match outcome {
            Ok(settled) => Ok(Some(settled)),
            Err(error) if matches!(error.problem(), Problem::Syntax(_)) => Ok(None),
            Err(error) => Err(error.at(self.data, self.index())),
        }
    }

    /// Reads a value of any shape.
    fn any(&mut self, peek: Peek, path: &Path<'_>) -> Outcome<Value> {
        match peek {
            Peek::Array => self.any_list(path),
            Peek::Object => self.any_object(path),
            _ => self.any_scalar(peek).map_err(|error| self.syntax(&error, path)),
        }
    }

    fn any_scalar(&mut self, peek: Peek) -> Result<Value, JiterError> {
        Ok(match peek {
            Peek::Null => {
                self.jiter.known_null()?;
                Value::Null
            }
            Peek::True | Peek::False => Value::Boolean(self.jiter.known_bool(peek)?),
            Peek::String => Value::Text(self.jiter.known_str()?.to_owned()),
            _ => {
                let text = std::str::from_utf8(self.jiter.known_number_bytes(peek)?).unwrap_or("0");
                Value::Number(Number::from_checked(text))
            }
        })
    }

    fn any_list(&mut self, path: &Path<'_>) -> Outcome<Value> {
        self.enter(0, path)?;
        let mut elements = Vec::new();
        let mut next = self.jiter.known_array();
        loop {
            match next {
                Ok(Some(peek)) => {
                    let element = self.any(peek, &path.then(Segment::Element(elements.len())))?;
                    elements.push(element);
                }
                Ok(None) => break,
                Err(error) => return Err(self.syntax(&error, path)),
            }
            next = self.jiter.array_step();
        }
        self.leave(0);
        Ok(Value::List(elements))
    }

    fn any_object(&mut self, path: &Path<'_>) -> Outcome<Value> {
        self.enter(0, path)?;
        let mut members = Map::new();
        let mut key = self.jiter.known_object();
        loop {
            match key {
                Ok(Some(name)) => {
                    let name = name.to_owned();
                    let path = path.then(Segment::Entry(&name));
                    let peek = self.jiter.peek().map_err(|error| self.syntax(&error, &path))?;
                    let value = self.any(peek, &path)?;
                    members.insert(name, value);
                }
                Ok(None) => break,
                Err(error) => return Err(self.syntax(&error, path)),
            }
            key = self.jiter.next_key();
        }
        self.leave(0);
        Ok(Value::Object(members))
    }

    fn index(&self) -> usize {
        self.base + self.jiter.current_index()
    }

    /// The text from `start` to where reading is.
    fn text_since(&self, start: usize) -> String {
        String::from_utf8_lossy(self.data.get(start..self.index()).unwrap_or_default()).into_owned()
    }

    /// Goes back to `start`, which must be the beginning of a value.
    fn rewind(&mut self, start: usize) {
        self.jiter = Jiter::new(self.data.get(start..).unwrap_or_default());
        self.base = start;
    }

    fn enter(&mut self, fields: usize, path: &Path<'_>) -> Outcome {
        let limit = self.options.limits.depth;
        self.depth += 1;
        self.open_slots += fields;
        if self.depth > limit || (self.open_slots > OPEN_SLOTS && self.open_slots > fields) {
            return Err(self.error(Problem::TooDeep { limit }, path).at(self.data, self.index()));
        }
        Ok(())
    }

    fn leave(&mut self, fields: usize) {
        self.depth -= 1;
        self.open_slots -= fields;
    }

    /// Reports a difference, or refuses it.
    fn tolerate(&self, tolerance: Tolerance, expected: Option<Expected>, found: Found, path: &Path<'_>) -> Outcome {
        if self.options.mode == Mode::Strict {
            return Err(self.error(Problem::Strict { tolerance, found }, path).at(self.data, self.index()));
        }
        if let Some(sink) = self.options.drift {
            sink.record(&Drift {
                operation: self.options.operation,
                path: &path.render(Detail::General),
                document: self.options.document,
                line: path.line(),
                member: path.member(),
                expected,
                found,
                tolerance,
            });
        }
        Ok(())
    }

    /// How a member's value is to be kept in `extra` that could not be put into its slot, if it is.
    fn kept_as(&self, error: &DecodeError) -> Outcome<Tolerance> {
        let tolerant = self.options.mode == Mode::Tolerant;
        match error.problem() {
            Problem::Beyond { .. } if tolerant => Ok(Tolerance::BeyondInteger),
            Problem::Type { .. } if tolerant && self.options.misfits == Misfits::Keep => Ok(Tolerance::Misfit),
            _ => Err(error.clone()),
        }
    }

    fn misfit(&self, expected: Expected, peek: Peek, beyond: bool, path: &Path<'_>) -> DecodeError {
        let found = found(peek);
        let problem = if beyond { Problem::Beyond { found } } else { Problem::Type { expected, found } };
        self.error(problem, path).at(self.data, self.index())
    }

    fn syntax(&self, error: &JiterError, path: &Path<'_>) -> DecodeError {
        let what = match &error.error_type {
            JiterErrorType::JsonError(what) => what.to_string(),
            JiterErrorType::WrongType { .. } => "unexpected value".to_owned(),
        };
        self.error(Problem::Syntax(what), path).at(self.data, self.base + error.index)
    }

    fn error(&self, problem: Problem, path: &Path<'_>) -> DecodeError {
        let DecodeOptions { operation, document, .. } = self.options;
        DecodeError::new(problem).located(operation, document, path.line(), path.render(Detail::Exact))
    }
}

/// Which documented members of an object came.
#[derive(Default)]
struct Came {
    first: u128,
    rest: Vec<u128>,
}

impl Came {
    /// Notes one, and says whether it had come before.
    fn insert(&mut self, index: usize) -> bool {
        let word = match index / 128 {
            0 => &mut self.first,
            beyond => {
                self.rest.resize(self.rest.len().max(beyond), 0);
                &mut self.rest[beyond - 1]
            }
        };
        let bit = 1 << (index % 128);
        let before = *word & bit != 0;
        *word |= bit;
        before
    }

    fn contains(&self, index: usize) -> bool {
        let word = match index / 128 {
            0 => self.first,
            beyond => self.rest.get(beyond - 1).copied().unwrap_or(0),
        };
        word & (1 << (index % 128)) != 0
    }
}

/// The position of a name, looked for from `next` on, because members mostly come in the order of the document.
fn position(names: &[&str], name: &str, next: usize) -> Option<usize> {
    let (before, after) = names.split_at_checked(next).unwrap_or((names, &[]));
    let found = after.iter().position(|known| *known == name).map(|index| next + index);
    found.or_else(|| before.iter().position(|known| *known == name))
}

/// What the document says of an empty slot's value. (Only an open slot knows it.)
fn expected_of(slot: &mut dyn Slot) -> Expected {
    let expected = slot.open().expected();
    slot.clear();
    expected
}

fn found(peek: Peek) -> Found {
    match peek {
        Peek::Null => Found::Null,
        Peek::True | Peek::False => Found::Boolean,
        Peek::String => Found::Text,
        Peek::Array => Found::List,
        Peek::Object => Found::Object,
        _ => Found::Number,
    }
}

/// Whether the list or object that the data begins with is empty.
fn is_empty_structure(data: &[u8]) -> bool {
    let inside = data.get(1..).unwrap_or_default();
    matches!(inside.iter().find(|byte| !byte.is_ascii_whitespace()), Some(b']' | b'}'))
}
