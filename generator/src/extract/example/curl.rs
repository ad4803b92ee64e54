//! Calls of curl, and of the `POST ⏎ address ⏎ HTTP 1.1` notation, taken apart.

use indexmap::IndexMap;

use crate::source::Span;
use crate::spec::{Encoding, Method};

/// A documented call.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Call {
    /// Its method, if the text names one.
    pub method: Option<Method>,
    /// Its address, if the text has one.
    pub address: Option<String>,
    /// Parameters in the query, decoded, in order.
    pub query: IndexMap<String, String>,
    /// Its headers in order.
    pub headers: IndexMap<String, String>,
    /// The members of a form, and how they travel: in parts (`--form 'file=@"…"'`) or urlencoded (`-d 'a=1&b=2'`).
    pub form: Option<(Encoding, IndexMap<String, String>)>,
    /// The text of the body and where it stands.
    pub body: Option<(String, Span)>,
}

/// Takes a documented call apart; `offset` is where the text begins in its source.
///
/// `None` where the text is no call: neither curl nor a request line.
///
/// ```
/// use docwright::extract::example::parse_call;
/// let call = parse_call("curl --request get 'https://a.b/c?page=001' \\\n--header 'A: 1' --data-row '{}'", 0).unwrap();
/// assert_eq!(call.query["page"], "001");
/// assert_eq!(call.headers["A"], "1");
/// assert_eq!(call.body.unwrap().0, "{}");
/// ```
#[must_use]
pub fn parse_call(text: &str, offset: usize) -> Option<Call> {
    let trimmed = text.trim_start();
    let start = text.len() - trimmed.len();
    if trimmed.starts_with("curl") { Some(curl_call(text, start, offset)) } else { request_line_call(text, offset) }
}

fn curl_call(text: &str, start: usize, offset: usize) -> Call {
    let mut call = Call::default();
    let mut is_query = false;
    let mut words = shell_words(text, start).into_iter().skip(1);
    while let Some(word) = words.next() {
        let (option, mut attached) = match word.text.split_once('=') {
            Some((option, value)) if word.text.starts_with("--") => (option.to_owned(), Some(value.to_owned())),
            _ => (word.text.clone(), None),
        };
        let mut argument = || match attached.take() {
            Some(value) => Some(Word { text: value, span: word.span }),
            None => words.next(),
        };
        match option.as_str() {
            "-X" | "--request" => call.method = argument().and_then(|word| Method::parse(&word.text)),
            "-H" | "--header" => {
                if let Some((name, value)) = argument().as_ref().and_then(|word| word.text.split_once(':')) {
                    call.headers.insert(name.trim().to_owned(), value.trim().to_owned());
                }
            }
            "-F" | "--form" => {
                if let Some((name, value)) = argument().as_ref().and_then(|word| word.text.split_once('=')) {
                    call.add_member(Encoding::Multipart, name.trim().to_owned(), form_value(value.trim()));
                }
            }
            // `--data-row` is a common slip for `--data-raw`.
            data if data == "-d" || data.starts_with("--data") || data == "--json" => {
                if let Some(word) = argument() {
                    if call.add_urlencoded(data, &word.text) {
                        continue;
                    }
                    let span = Span::new(word.span.start + offset, word.span.end + offset);
                    call.body = Some((word.text, span));
                }
            }
            "-G" | "--get" => is_query = true,
            "--url" => call.set_address(argument().map(|word| word.text)),
            "-u" | "--user" | "-A" | "--user-agent" | "-e" | "--referer" | "-b" | "--cookie" | "-o" | "--output" => {
                argument();
            }
            option if option.starts_with('-') => {}
            _ => call.set_address(Some(word.text)),
        }
    }
    // With `-G` curl sends in the address what `-d` gives.
    if is_query && let Some((_, members)) = call.form.take() {
        call.query.extend(members);
    }
    call
}

/// `POST ⏎ https://… ⏎ HTTP 1.1 ⏎ BODY ⏎ {…}`, each part but the method or the body optional.
fn request_line_call(text: &str, offset: usize) -> Option<Call> {
    let mut call = Call::default();
    let mut position = 0;
    for line in text.split_inclusive('\n') {
        let start = position;
        position += line.len();
        let line = line.trim();
        let first = line.split_whitespace().next().unwrap_or_default();
        if line.is_empty() || line.to_ascii_uppercase().starts_with("HTTP 1") || first.starts_with("HTTP/1") {
            continue;
        }
        if let Some(method) = Method::parse(first) {
            call.method = Some(method);
            let address = line[first.len()..].trim();
            if let Some(address) = address.split_whitespace().next() {
                call.set_address(Some(address.to_owned()));
            }
        } else if line.starts_with("http://") || line.starts_with("https://") {
            call.set_address(Some(line.to_owned()));
        } else if line.eq_ignore_ascii_case("body") {
            call.set_body(text, position, offset);
            break;
        } else if line.starts_with(['{', '[']) {
            call.set_body(text, start, offset);
            break;
        } else if !(call.set_header(line) || (line.contains('&') && call.add_urlencoded("--data", line))) {
            return None;
        }
    }
    (call != Call::default()).then_some(call)
}

impl Call {
    fn add_member(&mut self, encoding: Encoding, name: String, value: String) {
        self.form.get_or_insert_with(|| (encoding, IndexMap::new())).1.insert(name, value);
    }

    /// Adds what `-d 'a=1&b=2'` or `--data-urlencode 'a=1'` gives, if that is a form.
    fn add_urlencoded(&mut self, option: &str, text: &str) -> bool {
        let pairs = match option {
            "--json" => return false,
            "--data-urlencode" => text.split_once('=').map(|(name, value)| vec![(name.to_owned(), value.to_owned())]),
            _ => form_pairs(text),
        };
        let Some(pairs) = pairs else { return false };
        for (name, value) in pairs {
            self.add_member(Encoding::Form, name, value);
        }
        true
    }

    fn set_address(&mut self, address: Option<String>) {
        let Some(address) = address.filter(|_| self.address.is_none()) else { return };
        if let Some((_, query)) = address.split_once('?') {
            // Addresses copied out of HTML have `&amp;`, sometimes of an `&amp;` again.
            let query = query.replace("&amp;amp;", "&").replace("&amp;", "&");
            for (name, value) in query.split('&').filter(|pair| !pair.is_empty()).map(split_pair) {
                self.query.insert(decoded(name), decoded(value));
            }
        }
        self.address = Some(address);
    }

    fn set_body(&mut self, text: &str, start: usize, offset: usize) {
        let body = &text[start..];
        let trimmed = body.trim_start();
        let start = start + body.len() - trimmed.len();
        let trimmed = trimmed.trim_end();
        if !trimmed.is_empty() {
            let span = Span::new(offset + start, offset + start + trimmed.len());
            self.body = Some((trimmed.to_owned(), span));
        }
    }

    fn set_header(&mut self, line: &str) -> bool {
        let Some((name, value)) = line.split_once(':') else { return false };
        let is_name = !name.is_empty() && name.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-');
        if is_name && (self.method.is_some() || self.address.is_some()) {
            self.headers.insert(name.to_owned(), value.trim().to_owned());
            return true;
        }
        false
    }
}

/// What a part of a form holds: curl takes quotes around a value, or around the path of a file, off.
fn form_value(value: &str) -> String {
    let (mark, text) = value.strip_prefix('@').map_or(("", value), |path| ("@", path));
    let inner = text.strip_prefix('"').and_then(|text| text.strip_suffix('"')).unwrap_or(text);
    format!("{mark}{inner}")
}

/// The members of an urlencoded form; `None` where the text is none.
fn form_pairs(text: &str) -> Option<Vec<(String, String)>> {
    let is_name = |name: &str| {
        let is_letter = |c: char| c.is_alphanumeric() || matches!(c, '_' | '-' | '.' | '[' | ']' | '%');
        !name.is_empty() && name.chars().all(is_letter)
    };
    let pairs = text.trim().split('&').map(|pair| pair.trim().split_once('='));
    pairs.map(|pair| pair.filter(|(name, _)| is_name(name)).map(|(n, v)| (decoded(n), decoded(v)))).collect()
}

fn split_pair(pair: &str) -> (&str, &str) {
    pair.split_once('=').unwrap_or((pair, ""))
}

/// Percent escapes and `+` decoded; what is no escape stays as it is.
fn decoded(text: &str) -> String {
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.as_bytes();
    while let Some((&first, behind)) = rest.split_first() {
        let escape = behind.get(..2).filter(|_| first == b'%').and_then(|digits| {
            let digits = std::str::from_utf8(digits).ok()?;
            u8::from_str_radix(digits, 16).ok().filter(|_| !digits.starts_with('+'))
        });
        rest = match escape {
            Some(byte) => {
                bytes.push(byte);
                &behind[2..]
            }
            None => {
                bytes.push(if first == b'+' { b' ' } else { first });
                behind
            }
        };
    }
    String::from_utf8(bytes).unwrap_or_else(|_| text.to_owned())
}

/// A word of a command line, without its quotes; the span is that of its text.
struct Word {
    text: String,
    span: Span,
}

/// Splits a command into words as a shell does; a quote that does not end reaches to the end of the text.
fn shell_words(text: &str, start: usize) -> Vec<Word> {
    let mut words = Vec::new();
    let mut current: Option<Word> = None;
    let mut quote = None;
    let mut characters = text[start..].char_indices().map(|(at, character)| (start + at, character)).peekable();
    while let Some((at, character)) = characters.next() {
        match (quote, character) {
            (Some(open), close) if open == close => quote = None,
            (None, '\\') | (Some('"'), '\\') => match characters.next() {
                Some((_, '\n' | '\r')) | None => {}
                Some((at, escaped)) => push(&mut current, at, escaped),
            },
            (None, '\'' | '"') => {
                quote = Some(character);
                let behind = at + 1;
                current.get_or_insert_with(|| Word { text: String::new(), span: Span::new(behind, behind) });
            }
            (None, space) if space.is_whitespace() => words.extend(current.take()),
            (_, character) => push(&mut current, at, character),
        }
    }
    words.extend(current);
    words
}

fn push(current: &mut Option<Word>, at: usize, character: char) {
    let word = current.get_or_insert_with(|| Word { text: String::new(), span: Span::new(at, at) });
    word.text.push(character);
    word.span.end = at + character.len_utf8();
}
