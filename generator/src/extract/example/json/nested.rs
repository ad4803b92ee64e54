//! Objects and lists, with what people leave out of them: values, commas, brackets.

use indexmap::IndexMap;

use super::words::is_member;
use super::{Ends, MAX_DEPTH, Reader};
use crate::source::Span;
use crate::spec::Value;

impl Reader<'_> {
    /// An object or a list, up to the bracket that closes it; the opening one is still ahead.
    pub(super) fn nested(&mut self, close: char) -> Option<Value> {
        if self.open.len() >= MAX_DEPTH {
            self.problem(self.position, self.position + 1, "nested too deep");
            return None;
        }
        self.open.push(close);
        self.position += 1;
        let value = if close == '}' { self.object() } else { self.list() };
        self.open.pop();
        value
    }

    /// Whether what is open ends here: at its bracket, which is passed over, or where the brackets around it or the end
    /// of the text show that its own was forgotten.
    fn ends(&mut self, close: char) -> bool {
        let found = self.peek();
        if found == Some(close) {
            self.position += 1;
            self.closed = self.position;
        } else if self.closes_outer(found) {
            self.problem(self.position, self.position, format!("`{close}` is missing"));
        } else {
            return false;
        }
        true
    }

    /// Whether this is a bracket that closes something further out. A text that ends behind a bracket closes everything:
    /// it lacks nothing but brackets, while one that ends elsewhere may have been cut off within a value.
    fn closes_outer(&self, found: Option<char>) -> bool {
        match found {
            Some(character) => matches!(character, '}' | ']') && self.open.contains(&character),
            None => self.text[self.closed..].trim().is_empty(),
        }
    }

    fn object(&mut self) -> Option<Value> {
        let mut members = IndexMap::new();
        loop {
            self.space();
            if self.ends('}') {
                return Some(Value::Object(members));
            }
            match self.peek() {
                Some(',' | '，') => self.stray_comma(),
                Some('.' | '…') => self.ellipsis(),
                Some(_) => self.member(&mut members)?,
                None => {
                    self.problem(self.text.len(), self.text.len(), "`}` is missing");
                    return None;
                }
            }
            self.separator('}')?;
        }
    }

    fn member(&mut self, members: &mut IndexMap<String, Value>) -> Option<()> {
        let start = self.position;
        let name = self.name()?;
        self.space();
        match self.peek() {
            Some(':') => self.position += 1,
            Some('：') => {
                self.problem(self.position, self.position + '：'.len_utf8(), "a full-width colon");
                self.position += '：'.len_utf8();
            }
            _ => {
                self.problem(start, self.position, "`:` is missing behind the name");
                return None;
            }
        }
        let length = self.enter(&name);
        let value = self.member_value()?;
        self.path.truncate(length);
        if members.insert(name.clone(), value).is_some() {
            self.problem(start, self.position, format!("`{name}` stands twice"));
        }
        Some(())
    }

    fn member_value(&mut self) -> Option<Value> {
        let colon = self.position;
        self.space();
        let start = self.position;
        let is_next_line = self.text[colon..start].contains('\n');
        let value = if matches!(self.peek(), Some(',' | '，' | '}')) || is_next_line && is_member(self.rest()) {
            self.problem(colon, colon, "the value is missing");
            // What follows on the next line is the next member, though no comma stands in front of it.
            self.position = if is_next_line { colon } else { start };
            Value::Null
        } else {
            self.value(Ends { close: '}', in_object: true })?
        };
        self.place(start.min(self.position));
        Some(value)
    }

    fn name(&mut self) -> Option<String> {
        let start = self.position;
        match self.peek()? {
            '"' => return self.quoted('"'),
            quote @ ('\'' | '“' | '‘') => {
                self.problem(start, start + quote.len_utf8(), "JSON writes names in double quotes");
                return self.quoted(if quote == '“' {
                    '”'
                } else if quote == '‘' {
                    '’'
                } else {
                    '\''
                });
            }
            _ => {}
        }
        let rest = self.rest();
        let length = rest.find([':', '：', ',', '{', '}', '[', ']', '\n']).unwrap_or(rest.len());
        let written = rest[..length].trim_end();
        let (written, name) = (written.len(), written.trim_end_matches(['"', '\'', '”']).to_owned());
        if name.is_empty() {
            self.problem(start, start + length, "a name is missing");
            return None;
        }
        self.problem(start, start + written, format!("`{name}` has no quotes"));
        self.position += written;
        Some(name)
    }

    fn list(&mut self) -> Option<Value> {
        let mut items = Vec::new();
        loop {
            self.space();
            if self.ends(']') {
                return Some(Value::List(items));
            }
            match self.peek() {
                Some(',' | '，') => self.stray_comma(),
                Some('.' | '…') => self.ellipsis(),
                Some(_) => {
                    let length = self.enter(&items.len().to_string());
                    let start = self.position;
                    let item = self.value(Ends { close: ']', in_object: false })?;
                    self.place(start);
                    self.path.truncate(length);
                    items.push(item);
                }
                None => {
                    self.problem(self.text.len(), self.text.len(), "`]` is missing");
                    return None;
                }
            }
            self.separator(']')?;
        }
    }

    /// The comma between two members or items, which may be missing at the end of a line.
    fn separator(&mut self, close: char) -> Option<()> {
        let before = self.position;
        self.space();
        match self.peek() {
            Some(',') => {
                let comma = self.position;
                self.position += 1;
                self.space();
                if self.peek() == Some(close) {
                    self.problem(comma, comma + 1, "a comma behind the last value");
                }
                Some(())
            }
            Some('，') => {
                self.problem(self.position, self.position + '，'.len_utf8(), "a full-width comma");
                self.position += '，'.len_utf8();
                Some(())
            }
            Some(character) if character == close || self.closes_outer(Some(character)) => Some(()),
            Some(_) if self.text[before..self.position].contains('\n') => {
                self.problem(before, before, "a comma is missing");
                Some(())
            }
            Some(_) => {
                self.problem(self.position, self.position + 1, "a comma is missing");
                None
            }
            None => Some(()),
        }
    }

    fn stray_comma(&mut self) {
        self.problem(self.position, self.position + 1, "a comma without a value");
    }

    fn ellipsis(&mut self) {
        let start = self.position;
        let rest = self.rest();
        let length = rest.len() - rest.trim_start_matches(['.', '…']).len();
        self.position += length;
        self.problem(start, self.position, "an ellipsis");
    }

    /// Adds a name to the path; truncate it to the length that is returned to take it off again.
    fn enter(&mut self, name: &str) -> usize {
        let length = self.path.len();
        self.path.push('/');
        self.path.push_str(&name.replace('~', "~0").replace('/', "~1"));
        length
    }

    fn place(&mut self, start: usize) {
        let span = Span::new(self.offset + start, self.offset + self.position);
        self.reading.places.push((self.path.clone(), span));
    }
}
