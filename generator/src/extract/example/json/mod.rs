//! JSON as people write it into documents: comments, trailing commas, keys and words without quotes, missing values.
//!
//! Whatever is not JSON is read where its meaning is certain, and told as a [`Problem`]; anything else gives no value.

mod words;

use indexmap::IndexMap;

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
    /// What in the text is not JSON. Empty means that any JSON reader accepts it.
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
    let mut reader =
        Reader { text, position: 0, offset, path: String::new(), depth: 0, reading: JsonReading::default() };
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
    depth: usize,
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

    fn problem(&mut self, start: usize, end: usize, message: impl Into<String>) {
        if self.reading.problems.len() < MAX_PROBLEMS {
            let span = Span::new(self.offset + start, self.offset + end.max(start));
            self.reading.problems.push(Problem { span, message: message.into() });
        }
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
        match self.peek()? {
            '{' => self.nested(Self::object),
            '[' => self.nested(Self::list),
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

    fn nested(&mut self, read: fn(&mut Self) -> Option<Value>) -> Option<Value> {
        if self.depth >= MAX_DEPTH {
            self.problem(self.position, self.position + 1, "nested too deep");
            return None;
        }
        self.depth += 1;
        self.position += 1;
        let value = read(self);
        self.depth -= 1;
        value
    }

    fn object(&mut self) -> Option<Value> {
        let mut members = IndexMap::new();
        loop {
            self.space();
            match self.peek() {
                Some('}') => {
                    self.position += 1;
                    return Some(Value::Object(members));
                }
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
        // A value that is missing stands on the line of its name; what follows on the next line is the next member.
        let value = self.member_value()?;
        self.path.truncate(length);
        if members.insert(name.clone(), value).is_some() {
            self.problem(start, self.position, format!("`{name}` stands twice"));
        }
        Some(())
    }

    fn member_value(&mut self) -> Option<Value> {
        self.space();
        let start = self.position;
        let value = if matches!(self.peek(), Some(',' | '，' | '}')) {
            self.problem(start, start, "the value is missing");
            Value::Null
        } else {
            self.value(Ends { close: '}', in_object: true })?
        };
        self.place(start);
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
            match self.peek() {
                Some(']') => {
                    self.position += 1;
                    return Some(Value::List(items));
                }
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
            Some(character) if character == close => Some(()),
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
mod tests {
    use super::*;

    fn json(text: &str) -> String {
        parse_json(text, 0).value.map_or_else(|| "-".to_owned(), |value| value.to_json())
    }

    #[test]
    fn json_is_read_without_problems() {
        for text in [r#"{"a":[1,-2.50,1e3,true,null,"x\"y\u4e2d\ud83d\ude00"],"b":{}}"#, "[]", "\"x\"", "12"] {
            let reading = parse_json(text, 0);
            assert!(reading.problems.is_empty(), "{text}: {:?}", reading.problems);
            let kept = reading.value.expect(text).to_json();
            let standard = |text: &str| serde_json::from_str::<serde_json::Value>(text).expect("JSON");
            assert_eq!(standard(&kept), standard(text));
        }
    }

    #[test]
    fn what_people_write_is_read_where_it_is_certain() {
        for (text, expected) in [
            ("{a: 1, // one\n b: 二, /* two */}", r#"{"a":1,"b":"二"}"#),
            ("{'a': 'x', “b”：“y”}", r#"{"a":"x","b":"y"}"#),
            ("{a: ,\n b:,\n c: 1}", r#"{"a":null,"b":null,"c":1}"#),
            ("{ids:1001,1002,\n name: 甲\n age: 3}", r#"{"ids":"1001,1002","name":"甲","age":3}"#),
            ("{day: 2018-10-25 18:30:13,\n no: 007}", r#"{"day":"2018-10-25 18:30:13","no":"007"}"#),
            ("{a\": 1}，", r#"{"a":1}"#),
            ("一、成功\n{code: 0}\n二、失败\n{code: 1}", r#"{"code":0}"#),
            ("[1, 2, ...]", "[1,2]"),
            ("{\"a\": tRue}", r#"{"a":"tRue"}"#),
            ("{\"a\": 1", "-"),
            ("words", "-"),
            ("", "-"),
        ] {
            assert_eq!(json(text), expected, "{text}");
        }
        assert_eq!(json(&"[".repeat(100_000)), "-");
    }

    #[test]
    fn places_are_those_in_the_source() {
        let text = "{\"data\": {\"a/b\": [7]}}";
        let places = parse_json(text, 100).places;
        let (path, span) = &places[0];
        assert_eq!(path, "/data/a~1b/0");
        assert_eq!(&text[span.start - 100..span.end - 100], "7");
    }
}
