//! JSON bodies, read strictly: members keep their order, numbers keep their text, nothing may stand twice.

use indexmap::IndexMap;
use jiter::{Jiter, JiterError, Peek};

use crate::spec::Value;

/// How deep a body may nest. Clients are hostile until shown otherwise.
const MAX_DEPTH: usize = 128;

/// Reads a whole text, or says at which line and column it stops being JSON.
pub(super) fn read(text: &[u8]) -> Result<Value, String> {
    let mut reader = Reader { jiter: Jiter::new(text) };
    let value = reader.next(0)?;
    reader.jiter.finish().map_err(|error| reader.explain(&error))?;
    Ok(value)
}

struct Reader<'a> {
    jiter: Jiter<'a>,
}

impl Reader<'_> {
    fn next(&mut self, depth: usize) -> Result<Value, String> {
        let peek = self.jiter.peek().map_err(|error| self.explain(&error))?;
        self.value(peek, depth)
    }

    fn value(&mut self, peek: Peek, depth: usize) -> Result<Value, String> {
        if depth > MAX_DEPTH {
            return Err(format!("more than {MAX_DEPTH} levels deep"));
        }
        match peek {
            Peek::Array => self.list(depth),
            Peek::Object => self.object(depth),
            _ => self.scalar(peek).map_err(|error| self.explain(&error)),
        }
    }

    fn scalar(&mut self, peek: Peek) -> Result<Value, JiterError> {
        Ok(match peek {
            Peek::Null => {
                self.jiter.known_null()?;
                Value::Null
            }
            Peek::True | Peek::False => Value::Boolean(self.jiter.known_bool(peek)?),
            Peek::String => Value::String(self.jiter.known_str()?.to_owned()),
            _ => Value::Number(String::from_utf8_lossy(self.jiter.known_number_bytes(peek)?).into_owned()),
        })
    }

    fn list(&mut self, depth: usize) -> Result<Value, String> {
        let mut items = Vec::new();
        let mut peek = self.jiter.known_array().map_err(|error| self.explain(&error))?;
        while let Some(first) = peek {
            items.push(self.value(first, depth + 1)?);
            peek = self.jiter.array_step().map_err(|error| self.explain(&error))?;
        }
        Ok(Value::List(items))
    }

    fn object(&mut self, depth: usize) -> Result<Value, String> {
        let mut members = IndexMap::new();
        let mut key = self.jiter.known_object().map(|key| key.map(str::to_owned));
        while let Some(name) = key.map_err(|error| self.explain(&error))? {
            let value = self.next(depth + 1)?;
            if members.insert(name.clone(), value).is_some() {
                return Err(format!("the member {name:?} stands twice in one object"));
            }
            key = self.jiter.next_key().map(|key| key.map(str::to_owned));
        }
        Ok(Value::Object(members))
    }

    fn explain(&self, error: &JiterError) -> String {
        let position = self.jiter.error_position(error.index);
        format!("{} at line {} column {}", error.error_type, position.line, position.column)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn order_and_digits_are_kept() {
        let text = r#"{"b":12345678901234567.890,"a":[1.50,-0,1e3,null,true],"ü":"会\"\n"}"#;
        assert_eq!(read(text.as_bytes()).map(|value| value.to_json()), Ok(text.to_owned()));
    }

    #[test]
    fn what_is_no_json_is_refused_with_its_place() {
        for (text, word) in [
            ("", "line 1"),
            ("{\n\"a\": }", "line 2 column 6"),
            ("[1] x", "column 5"),
            (r#"{"a":1,"a":2}"#, "twice"),
            ("[01]", "column"),
            ("\"\u{1}\"", "column"),
        ] {
            let error = read(text.as_bytes()).expect_err(text);
            assert!(error.contains(word), "{text}: {error}");
        }
        assert!(read(b"\"\xff\"").is_err());
        let deep = "[".repeat(100_000);
        assert!(read(deep.as_bytes()).expect_err("deep").contains("levels"));
    }
}
