//! Values that the document does not describe.

use jiter::{JiterError, Peek};

use super::decode::{Decoder, Outcome, found};
use crate::drift::Tolerance;
use crate::path::{Path, Segment};
use crate::{Map, Number, Value};

impl Decoder<'_, '_> {
    /// Reads a value of any shape.
    pub(super) fn any(&mut self, peek: Peek, path: &Path<'_>) -> Outcome<Value> {
        self.charge(size_of::<Value>(), path)?;
        match peek {
            Peek::Array => self.any_list(path),
            Peek::Object => self.any_object(path),
            _ => self.any_scalar(peek).map_err(|error| self.syntax(&error, path)),
        }
    }

    fn any_scalar(&mut self, peek: Peek) -> Result<Value, JiterError> {
        Ok(match peek {
            Peek::Null => {
                self.reader.jiter().known_null()?;
                Value::Null
            }
            Peek::True | Peek::False => Value::Boolean(self.reader.jiter().known_bool(peek)?),
            Peek::String => Value::Text(self.reader.text()?.to_owned()),
            _ => {
                let rest = self.reader.rest();
                Value::Number(Number::from_json(rest, self.reader.number(peek)?))
            }
        })
    }

    fn any_list(&mut self, path: &Path<'_>) -> Outcome<Value> {
        self.enter(0, path)?;
        let mut elements = Vec::new();
        let mut next = self.reader.element(true);
        loop {
            match next {
                Ok(Some(peek)) => {
                    let element = self.any(peek, &path.then(Segment::Element(elements.len())))?;
                    elements.push(element);
                }
                Ok(None) => break,
                Err(error) => return Err(self.syntax(&error, path)),
            }
            next = self.reader.element(false);
        }
        self.leave(0);
        Ok(Value::List(elements))
    }

    fn any_object(&mut self, path: &Path<'_>) -> Outcome<Value> {
        self.enter(0, path)?;
        let mut members = Map::new();
        let mut name = self.reader.name(true);
        loop {
            match name {
                Ok(Some(name)) => {
                    let name = name.to_owned();
                    let entry = path.then(Segment::Entry(&name));
                    self.charge(entry_bytes(&name), &entry)?;
                    let peek = self.peek(&entry)?;
                    let value = self.any(peek, &entry)?;
                    // The name is moved, not copied: only the object is named in the rare case.
                    if members.insert(name, value).is_some() {
                        self.tolerate(Tolerance::DuplicateMember, None, found(peek), path)?;
                    }
                }
                Ok(None) => break,
                Err(error) => return Err(self.syntax(&error, path)),
            }
            name = self.reader.name(false);
        }
        self.leave(0);
        Ok(Value::Object(members))
    }
}

/// The memory that the name of an entry takes, with what a map needs to find it.
pub(super) fn entry_bytes(name: &str) -> usize {
    name.len() + size_of::<(String, usize, usize)>()
}
