//! JSON as people write it into documents: comments, trailing commas, keys and words without quotes, missing values.
//!
//! Whatever is not JSON is read where its meaning is certain, and told as a [`Problem`]; anything else gives no value.

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

    /// A string; the opening quote is still ahead.
    fn quoted(&mut self, close: char) -> Option<String> {
        let start = self.position;
        self.position += self.peek()?.len_utf8();
        let mut text = String::new();
        loop {
            let rest = self.rest();
            let stop = rest.find(|c: char| c == close || c == '\\' || c.is_control()).unwrap_or(rest.len());
            text.push_str(&rest[..stop]);
            self.position += stop;
            match self.peek() {
                Some('\\') => self.escape(&mut text),
                Some(character) if character == close => {
                    self.position += character.len_utf8();
                    return Some(text);
                }
                Some(control) => {
                    self.problem(self.position, self.position + 1, "a control character within a string");
                    self.position += control.len_utf8();
                    text.push(control);
                }
                None => {
                    self.problem(start, self.text.len(), "the string does not end");
                    return None;
                }
            }
        }
    }

    fn escape(&mut self, text: &mut String) {
        let start = self.position;
        self.position += 1;
        let Some(character) = self.peek() else { return };
        self.position += character.len_utf8();
        match character {
            'n' => text.push('\n'),
            't' => text.push('\t'),
            'r' => text.push('\r'),
            'b' => text.push('\u{8}'),
            'f' => text.push('\u{c}'),
            '"' | '\\' | '/' => text.push(character),
            'u' => match self.unicode_escape() {
                Some(character) => text.push(character),
                None => {
                    self.problem(start, self.position, "an escape that JSON does not know");
                    text.push('\u{fffd}');
                }
            },
            other => {
                self.problem(start, self.position, "an escape that JSON does not know");
                text.push(other);
            }
        }
    }

    /// The character of `\uXXXX`, a surrogate pair included; the `u` is behind.
    fn unicode_escape(&mut self) -> Option<char> {
        let first = self.hex_digits()?;
        if !(0xd800..0xdc00).contains(&first) {
            return char::from_u32(first);
        }
        let after_first = self.position;
        if self.rest().starts_with("\\u") {
            self.position += 2;
            if let Some(second) = self.hex_digits().filter(|second| (0xdc00..0xe000).contains(second)) {
                return char::from_u32(0x10000 + ((first - 0xd800) << 10) + (second - 0xdc00));
            }
            self.position = after_first;
        }
        None
    }

    fn hex_digits(&mut self) -> Option<u32> {
        let digits = self.rest().get(..4)?;
        let value = u32::from_str_radix(digits, 16).ok().filter(|_| !digits.starts_with('+'))?;
        self.position += 4;
        Some(value)
    }

    /// A number, `true`, `false`, `null`, or a word without quotes.
    fn bare(&mut self, ends: Ends) -> Option<Value> {
        let start = self.position;
        let length = bare_length(self.rest(), ends);
        let word = self.rest()[..length].trim_end().to_owned();
        if word.is_empty() {
            self.problem(start, start + 1, "no value begins here");
            return None;
        }
        self.position += word.len();
        let known = match word.as_str() {
            "null" => Some(Value::Null),
            "true" => Some(Value::Boolean(true)),
            "false" => Some(Value::Boolean(false)),
            number if is_json_number(number) => Some(Value::Number(number.to_owned())),
            _ => None,
        };
        if known.is_some() {
            return known;
        }
        if self.depth == 0 {
            self.problem(start, self.position, "no JSON value begins here");
            return None;
        }
        self.problem(start, self.position, format!("`{word}` has no quotes"));
        Some(match word.as_str() {
            "True" | "TRUE" => Value::Boolean(true),
            "False" | "FALSE" => Value::Boolean(false),
            "None" | "NULL" | "Null" | "undefined" => Value::Null,
            _ => Value::String(word),
        })
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

/// How long a word without quotes is: up to the end of its line, a comma in front of the next member, or a bracket.
fn bare_length(rest: &str, ends: Ends) -> usize {
    let mut search = 0;
    loop {
        let found = rest[search..].find(['\n', ',', '，', '}', ']']).map_or(rest.len(), |at| search + at);
        match rest[found..].chars().next() {
            // `id:1,2,3` goes on behind the comma unless a name and a colon follow on the same line.
            Some(comma @ (',' | '，')) if ends.in_object && !member_follows(&rest[found + comma.len_utf8()..]) => {
                search = found + comma.len_utf8();
            }
            Some(bracket @ ('}' | ']')) if bracket != ends.close && ends.close != '\0' && ends.in_object => {
                search = found + 1;
            }
            _ => return found,
        }
    }
}

/// Whether what stands behind a comma is the end of the line, the end of the object, or another member.
fn member_follows(rest: &str) -> bool {
    let part = &rest[..rest.find([',', '，', '\n']).unwrap_or(rest.len())];
    let part = part.trim();
    part.is_empty() || part.starts_with(['}', '/', '"', '\'', '“']) || part.contains([':', '：'])
}

fn is_json_number(text: &str) -> bool {
    let unsigned = text.strip_prefix('-').unwrap_or(text);
    let (mantissa, exponent) = match unsigned.split_once(['e', 'E']) {
        Some((mantissa, exponent)) => (mantissa, Some(exponent)),
        None => (unsigned, None),
    };
    let (whole, fraction) = match mantissa.split_once('.') {
        Some((whole, fraction)) => (whole, Some(fraction)),
        None => (mantissa, None),
    };
    let digits = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    digits(whole)
        && (whole.len() == 1 || !whole.starts_with('0'))
        && fraction.is_none_or(digits)
        && exponent.is_none_or(|exponent| digits(exponent.strip_prefix(['+', '-']).unwrap_or(exponent)))
}
