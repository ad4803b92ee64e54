//! JSON as people write it into documents: comments, trailing commas, keys and words without quotes, missing values.
//!
//! Whatever is not JSON is read where its meaning is certain, and told as a [`Problem`]; anything else gives no value.

mod nested;
mod words;

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
    /// Whether text stands in it without quotes, so that a number may be text as well.
    pub has_bare_words: bool,
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
            '{' => self.nested('}'),
            '[' => self.nested(']'),
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
}

#[cfg(test)]
mod tests;
