//! JSON as people write it into documents: comments, trailing commas, keys and words without quotes, missing values.
//!
//! Whatever is not JSON is read where its meaning is certain, and told as a [`Problem`]; anything else gives no value.

mod words;

use indexmap::IndexMap;
use words::is_member;

use crate::source::Span;
use crate::spec::Value;

/// What was read of a text.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct JsonReading {
    /// The value, unless the text has none whose meaning is certain.
    pub value: Option<Value>,
    /// Where each member and item stands: its path (`/data/rows/0/name`; `/` in a name as `~1`, `~` as `~0`) and the
    /// span of its value.
    pub places: Vec<(String, Span)>,
    /// What in the text is not JSON. Empty means that any JSON reader accepts it; where there is no value, the last one
    /// is why.
    pub problems: Vec<Problem>,
}

/// Something in an example that is not JSON.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Problem {
    /// Where.
    pub span: Span,
    /// What.
    pub message: String,
}

/// How deep lists and objects may be nested.
const MAX_DEPTH: usize = 128;
/// How many problems are told of one text.
const MAX_PROBLEMS: usize = 20;

/// Reads a JSON text; `offset` is where it begins in its source and is added to all places.
///
/// ```
/// use docwright::extract::example::parse_json;
/// let read = parse_json("{code: 0, // ok\n msg: 成功,}", 0);
/// assert_eq!(read.value.unwrap().to_json(), r#"{"code":0,"msg":"成功"}"#);
/// assert!(!read.problems.is_empty());
/// ```
#[must_use]
pub fn parse_json(text: &str, offset: usize) -> JsonReading {
    let mut reader = Reader {
        text,
        position: 0,
        offset,
        path: String::new(),
        open: Vec::new(),
        closed: 0,
        reading: JsonReading::default(),
    };
    reader.space();
    reader.words_in_front();
    let value = reader.value(Ends::NOTHING);
    reader.space();
    if value.is_some() && reader.position < text.len() {
        reader.problem(reader.position, text.trim_end().len(), "text behind the end of the value");
    }
    reader.reading.value = value;
    reader.reading
}

struct Reader<'text> {
    text: &'text str,
    position: usize,
    offset: usize,
    path: String,
    /// The brackets that close what is open, the innermost last.
    open: Vec<char>,
    /// Where the last bracket that closes something ends.
    closed: usize,
    reading: JsonReading,
}

/// What ends a word without quotes.
#[derive(Clone, Copy)]
struct Ends {
    /// `}` in an object, `]` in a list.
    close: char,
    in_object: bool,
}

impl Ends {
    const NOTHING: Self = Self { close: '\0', in_object: false };
}

impl Reader<'_> {
    fn rest(&self) -> &str {
        &self.text[self.position..]
    }

    fn peek(&self) -> Option<char> {
        self.rest().chars().next()
    }

    /// Tells a problem. The last one is kept, however many there are: it may be why there is no value.
    fn problem(&mut self, start: usize, end: usize, message: impl Into<String>) {
        let span = Span::new(self.offset + start, self.offset + end.max(start));
        self.reading.problems.truncate(MAX_PROBLEMS - 1);
        self.reading.problems.push(Problem { span, message: message.into() });
    }

    /// Skips white space and comments.
    fn space(&mut self) {
        loop {
            let rest = self.rest();
            let trimmed = rest.trim_start_matches(|c: char| c.is_whitespace() || c == '\u{feff}');
            let start = self.position + (rest.len() - trimmed.len());
            let comment = if trimmed.starts_with("//") {
                trimmed.find('\n').unwrap_or(trimmed.len())
            } else if trimmed.starts_with("/*") {
                trimmed.find("*/").map_or(trimmed.len(), |end| end + 2)
            } else {
                self.position = start;
                return;
            };
            self.position = start + comment;
            self.problem(start, self.position, "JSON has no comments");
        }
    }

    /// Lines in front of an object or a list that announce it (`一、成功`).
    fn words_in_front(&mut self) {
        let is_word = |c: char| c.is_alphabetic() && !c.is_ascii();
        if !self.peek().is_some_and(is_word) {
            return;
        }
        let begins = |line: &str| line.trim_start().starts_with(['{', '[']);
        let start = self.position;
        let mut length = 0;
        for line in self.rest().split_inclusive('\n') {
            if begins(line) {
                self.position += length;
                self.problem(start, start + length, "words in front of the value");
                return self.space();
            }
            length += line.len();
        }
    }

    fn value(&mut self, ends: Ends) -> Option<Value> {
        let Some(first) = self.peek() else {
            if !self.open.is_empty() {
                self.problem(self.position, self.position, "the text ends where a value is missing");
            }
            return None;
        };
        match first {
            '{' => self.nested('}', Self::object),
            '[' => self.nested(']', Self::list),
            '"' => self.quoted('"').map(Value::String),
            quote @ ('\'' | '“' | '‘') => {
                self.problem(self.position, self.position + quote.len_utf8(), "JSON writes strings in double quotes");
                let close = match quote {
                    '“' => '”',
                    '‘' => '’',
                    other => other,
                };
                self.quoted(close).map(Value::String)
            }
            _ => self.bare(ends),
        }
    }

    fn nested(&mut self, close: char, read: fn(&mut Self) -> Option<Value>) -> Option<Value> {
        if self.open.len() >= MAX_DEPTH {
            self.problem(self.position, self.position + 1, "nested too deep");
            return None;
        }
        self.open.push(close);
        self.position += 1;
        let value = read(self);
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

#[cfg(test)]
mod tests;
