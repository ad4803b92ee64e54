//! The one decoder: pulls JSON out of bytes and puts it into slots.

use jiter::{JiterError, JiterErrorType, Peek};

use super::reader::Reader;
use super::{DecodeOptions, Misfits, Mode};
use crate::decode_error::{DecodeError, Problem};
use crate::drift::{Drift, Found, Tolerance};
use crate::number::short_integer;
use crate::path::{Detail, Path, Segment};
use crate::scalar::{Scalar, assign};
use crate::{Expected, Number, Slot, SlotMut};

/// The fields of all models that are open at a time, a bound on the stack that they take.
const OPEN_SLOTS: usize = 1 << 15;

/// Decodes JSON into a slot; what it held before is taken out.
///
/// # Errors
/// Where the bytes are not JSON, where a value is not of the documented type and the [table](crate::json) has nothing for
/// it, and beyond the limits. The slot then holds some part of the answer.
pub fn decode(bytes: &[u8], into: &mut dyn Slot, options: &DecodeOptions<'_>) -> Result<(), DecodeError> {
    check_size(bytes, options)?;
    let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
    into.clear();
    let reader = Reader::new(bytes, simdutf8::basic::from_utf8(bytes).ok());
    let within = Path::ROOT.then(Segment::Unknown(options.within));
    let path = if options.within.is_empty() { &Path::ROOT } else { &within };
    if let Settled::Nothing = Decoder::new(reader, options, 0).whole(into.open(), path)? {
        into.clear();
    }
    Ok(())
}

pub(super) fn check_size(bytes: &[u8], options: &DecodeOptions<'_>) -> Result<(), DecodeError> {
    let limit = options.limits.bytes;
    if bytes.len() <= limit {
        return Ok(());
    }
    let error = DecodeError::new(Problem::TooLarge { limit });
    Err(error.located(options.operation, options.document, None, String::new()))
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

pub(super) struct Decoder<'j, 'o> {
    pub(super) reader: Reader<'j>,
    pub(super) depth: usize,
    pub(super) open_slots: usize,
    /// The memory that elements and entries have taken so far, in bytes.
    pub(super) memory: usize,
    pub(super) options: &'o DecodeOptions<'o>,
}

/// Whether a value is in its slot, or the slot is to be cleared.
pub(super) enum Settled {
    Kept,
    Nothing,
}

pub(super) type Outcome<T = ()> = Result<T, DecodeError>;

impl<'j, 'o> Decoder<'j, 'o> {
    pub(super) fn new(reader: Reader<'j>, options: &'o DecodeOptions<'o>, depth: usize) -> Self {
        Self { reader, depth, open_slots: 0, memory: 0, options }
    }

    /// Reads one value and the end of the data.
    pub(super) fn whole(&mut self, place: SlotMut<'_>, path: &Path<'_>) -> Outcome<Settled> {
        let peek = self.peek(path)?;
        let settled = self.fill(place, peek, path)?;
        self.reader.jiter().finish().map_err(|error| self.syntax(&error, path))?;
        Ok(settled)
    }

    #[inline]
    pub(super) fn value(&mut self, slot: &mut dyn Slot, peek: Peek, path: &Path<'_>) -> Outcome<Settled> {
        let settled = self.fill(slot.open(), peek, path)?;
        if let Settled::Nothing = settled {
            slot.clear();
        }
        Ok(settled)
    }

    /// Reads a value into an open slot.
    fn fill(&mut self, place: SlotMut<'_>, peek: Peek, path: &Path<'_>) -> Outcome<Settled> {
        let settled = match (place, peek) {
            (SlotMut::Text(place), Peek::String) => match self.reader.text() {
                Ok(text) => {
                    *place = text.to_owned();
                    Settled::Kept
                }
                Err(error) => return Err(self.syntax(&error, path)),
            },
            (SlotMut::Number(place), _) if peek.is_num() => {
                let rest = self.reader.rest();
                match self.reader.number(peek) {
                    Ok(length) => *place = Number::from_json(rest, length),
                    Err(error) => return Err(self.syntax(&error, path)),
                }
                Settled::Kept
            }
            (place @ (SlotMut::Integer(_) | SlotMut::Code(_)), _) if peek.is_num() => {
                self.whole_number(place, peek, path)?
            }
            (SlotMut::Model(model), Peek::Object) => self.model(model, path)?,
            (SlotMut::List(list), Peek::Array) => self.list(list, path)?,
            (SlotMut::Map(entries), Peek::Object) => self.entries(entries, path)?,
            (SlotMut::Any(place), _) => {
                *place = self.any(peek, path)?;
                Settled::Kept
            }
            (_, Peek::Null) => {
                self.reader.jiter().known_null().map_err(|error| self.syntax(&error, path))?;
                Settled::Nothing
            }
            (SlotMut::Json(embedded), _) => self.embedded(embedded, peek, path)?,
            (place, Peek::Array | Peek::Object) => self.structure(place, peek, path)?,
            (SlotMut::List(list), _) if peek != Peek::String => self.single(list, peek, path)?,
            (place, _) => self.scalar(place, peek, path)?,
        };
        Ok(settled)
    }

    /// The text from `start` to where reading is.
    pub(super) fn text_since(&self, start: usize) -> String {
        String::from_utf8_lossy(self.reader.data.get(start..self.reader.index()).unwrap_or_default()).into_owned()
    }

    /// Reads a number where an integer or a code is expected.
    fn whole_number(&mut self, place: SlotMut<'_>, peek: Peek, path: &Path<'_>) -> Outcome<Settled> {
        let rest = self.reader.rest();
        let length = self.reader.number(peek).map_err(|error| self.syntax(&error, path))?;
        let text = rest.get(..length).unwrap_or_default();
        match (place, short_integer(text)) {
            (SlotMut::Integer(place), Some(value)) => *place = value,
            (SlotMut::Code(place), Some(value))
                if place.expected() == Expected::IntegerCode && place.knows(value.into()) =>
            {
                place.assign(value.into());
            }
            (place, _) => {
                let expected = place.expected();
                let landing = assign(place, Scalar::Number(&String::from_utf8_lossy(text)));
                return self.settle(landing, expected, peek, path);
            }
        }
        Ok(Settled::Kept)
    }

    /// What kind of value comes next.
    #[inline]
    pub(super) fn peek(&mut self, path: &Path<'_>) -> Outcome<Peek> {
        self.reader.peek().map_err(|error| self.syntax(&error, path))
    }

    pub(super) fn enter(&mut self, fields: usize, path: &Path<'_>) -> Outcome {
        let limit = self.options.limits.depth;
        self.depth += 1;
        self.open_slots += fields;
        if self.depth > limit || (self.open_slots > OPEN_SLOTS && self.open_slots > fields) {
            return Err(self.error(Problem::TooDeep { limit }, path).at(self.reader.data, self.reader.index()));
        }
        Ok(())
    }

    /// Counts memory that is about to be taken.
    #[inline]
    pub(super) fn charge(&mut self, bytes: usize, path: &Path<'_>) -> Outcome {
        self.memory = self.memory.saturating_add(bytes);
        if self.memory > self.options.limits.memory { Err(self.too_much(path)) } else { Ok(()) }
    }

    #[cold]
    fn too_much(&self, path: &Path<'_>) -> DecodeError {
        let limit = self.options.limits.memory;
        self.error(Problem::TooMuch { limit }, path).at(self.reader.data, self.reader.index())
    }

    pub(super) fn leave(&mut self, fields: usize) {
        self.depth -= 1;
        self.open_slots -= fields;
    }

    /// Reports a difference, or refuses it.
    #[cold]
    pub(super) fn tolerate(
        &self,
        tolerance: Tolerance,
        expected: Option<Expected>,
        found: Found,
        path: &Path<'_>,
    ) -> Outcome {
        if self.options.mode == Mode::Strict {
            return Err(self
                .error(Problem::Strict { tolerance, found }, path)
                .at(self.reader.data, self.reader.index()));
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
    pub(super) fn kept_as(&self, error: &DecodeError, is_disputed: bool) -> Outcome<Tolerance> {
        let tolerant = self.options.mode == Mode::Tolerant;
        match error.problem() {
            Problem::Beyond { .. } if tolerant => Ok(Tolerance::BeyondInteger),
            Problem::Type { .. } if tolerant && (is_disputed || self.options.misfits == Misfits::Keep) => {
                Ok(Tolerance::Misfit)
            }
            _ => Err(error.clone()),
        }
    }

    pub(super) fn misfit(&self, expected: Expected, peek: Peek, beyond: bool, path: &Path<'_>) -> DecodeError {
        let found = found(peek);
        let problem = if beyond { Problem::Beyond { found } } else { Problem::Type { expected, found } };
        self.error(problem, path).at(self.reader.data, self.reader.index())
    }

    #[cold]
    pub(super) fn syntax(&self, error: &JiterError, path: &Path<'_>) -> DecodeError {
        let what = match &error.error_type {
            JiterErrorType::JsonError(what) => what.to_string(),
            JiterErrorType::WrongType { .. } => "unexpected value".to_owned(),
        };
        self.error(Problem::Syntax(what), path).at(self.reader.data, self.reader.index_of(error))
    }

    #[cold]
    fn error(&self, problem: Problem, path: &Path<'_>) -> DecodeError {
        let DecodeOptions { operation, document, .. } = self.options;
        DecodeError::new(problem).located(operation, document, path.line(), path.render(Detail::Exact))
    }
}

/// What the document says of an empty slot's value. (Only an open slot knows it.)
pub(super) fn expected_of(slot: &mut dyn Slot) -> Expected {
    let expected = slot.open().expected();
    slot.clear();
    expected
}

pub(super) fn found(peek: Peek) -> Found {
    match peek {
        Peek::Null => Found::Null,
        Peek::True | Peek::False => Found::Boolean,
        Peek::String => Found::Text,
        Peek::Array => Found::List,
        Peek::Object => Found::Object,
        _ => Found::Number,
    }
}
