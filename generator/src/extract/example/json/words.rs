//! Strings, numbers and words without quotes.

use super::{Ends, Reader};
use crate::spec::Value;

impl Reader<'_> {
    /// A string; the opening quote is still ahead.
    pub(super) fn quoted(&mut self, close: char) -> Option<String> {
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
    pub(super) fn bare(&mut self, ends: Ends) -> Option<Value> {
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
        if self.open.is_empty() {
            self.problem(start, self.position, "no JSON value begins here");
            return None;
        }
        self.problem(start, self.position, format!("`{word}` has no quotes"));
        self.reading.has_bare_words = true;
        Some(match word.as_str() {
            "True" | "TRUE" => Value::Boolean(true),
            "False" | "FALSE" => Value::Boolean(false),
            "None" | "NULL" | "Null" | "undefined" => Value::Null,
            _ => Value::String(word),
        })
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
    part.is_empty() || part.starts_with(['}', '{', '[', '/', '"', '\'', '“']) || is_member(part)
}

/// Whether a text begins with a name and a colon. `10:30` and `箱(1:36)` do not.
pub(super) fn is_member(text: &str) -> bool {
    let Some(colon) = text.find([':', '：', '\n']).filter(|&at| !text[at..].starts_with('\n')) else { return false };
    let name = text[..colon].trim().trim_matches(['"', '\'', '“', '”', '‘', '’']);
    let is_part = |c: char| c.is_alphanumeric() || matches!(c, '_' | '-' | '.' | '$');
    name.starts_with(|c: char| c.is_alphabetic() || matches!(c, '_' | '$')) && name.chars().all(is_part)
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
