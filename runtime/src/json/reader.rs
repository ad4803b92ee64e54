//! Reading JSON: jiter, and ahead of it quick looks for what is usual, where comparing bytes is enough. Whatever is not
//! as usual, errors above all, is left to jiter.

use jiter::{Jiter, JiterError, Peek};

use super::scan::{length_of_digits, length_without_escape};

type Read<T> = Result<T, JiterError>;

pub(super) struct Reader<'j> {
    pub(super) data: &'j [u8],
    /// All of the data as text, if it is UTF-8.
    text: Option<&'j str>,
    jiter: Jiter<'j>,
    /// Where in `data` jiter began: it begins anew behind what it has not read, or is to read a second time.
    base: usize,
    /// How many bytes were read beyond where jiter is.
    ahead: usize,
}

impl<'j> Reader<'j> {
    pub(super) fn new(data: &'j [u8], text: Option<&'j str>) -> Self {
        Self { data, text, jiter: Jiter::new(data), base: 0, ahead: 0 }
    }

    /// Where in the data reading is.
    #[inline]
    pub(super) fn index(&self) -> usize {
        self.base + self.jiter.current_index() + self.ahead
    }

    /// What is still to be read.
    #[inline]
    pub(super) fn rest(&self) -> &'j [u8] {
        self.data.get(self.index()..).unwrap_or_default()
    }

    /// Goes on at `index`, which must be the beginning of a value, or the end of one.
    pub(super) fn go_to(&mut self, index: usize) {
        let tape = std::mem::replace(&mut self.jiter, Jiter::new(&[])).into_tape();
        self.jiter = Jiter::with_tape(self.data.get(index..).unwrap_or_default(), tape);
        self.base = index;
        self.ahead = 0;
    }

    /// The reader for what is not as usual.
    #[inline]
    pub(super) fn jiter(&mut self) -> &mut Jiter<'j> {
        if self.ahead > 0 {
            self.go_to(self.index());
        }
        &mut self.jiter
    }

    /// Where in the data an error of jiter's is.
    pub(super) fn index_of(&self, error: &JiterError) -> usize {
        self.base + error.index
    }

    /// What kind of value comes next.
    #[inline]
    pub(super) fn peek(&mut self) -> Read<Peek> {
        match self.rest().first() {
            Some(byte) if *byte > b' ' => Ok(Peek::new(*byte)),
            _ => self.jiter().peek(),
        }
    }

    /// Reads a number, and says how many of the bytes ahead it took.
    #[inline]
    pub(super) fn number(&mut self, peek: Peek) -> Read<usize> {
        match length_of_number(self.rest()) {
            Some(length) => {
                self.ahead += length;
                Ok(length)
            }
            None => Ok(self.jiter().known_number_bytes(peek)?.len()),
        }
    }

    /// Reads a text.
    #[inline]
    pub(super) fn text(&mut self) -> Read<&str> {
        let start = self.index() + 1;
        let inside = self.data.get(start..).unwrap_or_default();
        let length = length_without_escape(inside);
        match self.text.and_then(|text| text.get(start..start + length)) {
            Some(text) if inside.get(length) == Some(&b'"') => {
                self.ahead += length + 2;
                Ok(text)
            }
            _ => self.jiter().known_str(),
        }
    }

    /// Reads the first name of an object, or a further one, and the colon; `None` where the object ends.
    #[inline]
    pub(super) fn name(&mut self, is_first: bool) -> Read<Option<&str>> {
        if is_first { self.jiter().known_object() } else { self.jiter().next_key() }
    }

    /// Reads the first name of an object, or a further one, if it is `name`; reads nothing otherwise. The name must be
    /// one that is written without an escape.
    #[inline]
    pub(super) fn skip_name(&mut self, is_first: bool, name: &str) -> bool {
        let rest = self.rest();
        let Some(after) = after_name(rest, if is_first { b'{' } else { b',' }, name) else { return false };
        self.ahead += rest.len() - after.len();
        true
    }

    /// Goes to the first element of a list, or a further one, and says of what kind it is; `None` where the list ends.
    #[inline]
    pub(super) fn element(&mut self, is_first: bool) -> Read<Option<Peek>> {
        if is_first {
            return self.jiter().known_array();
        }
        match self.rest() {
            [b',', byte, ..] if *byte > b' ' && *byte != b']' => {
                self.ahead += 1;
                Ok(Some(Peek::new(*byte)))
            }
            _ => self.jiter().array_step(),
        }
    }
}

/// The length of the number that the data begins with, if it has no exponent and is not too near to the end.
#[inline]
fn length_of_number(data: &[u8]) -> Option<usize> {
    let sign = usize::from(data.first() == Some(&b'-'));
    let whole = length_of_digits(data.get(sign..)?)?;
    let begins_with_zero = data.get(sign) == Some(&b'0');
    if whole == 0 || (begins_with_zero && whole > 1) {
        return None;
    }
    let mut length = sign + whole;
    if data.get(length) == Some(&b'.') {
        let fraction = length_of_digits(data.get(length + 1..)?)?;
        if fraction == 0 {
            return None;
        }
        length += 1 + fraction;
    }
    (!matches!(data.get(length), Some(b'e' | b'E'))).then_some(length)
}

/// What follows `name` in quotes, with `before` ahead of it and a colon after it.
#[inline]
fn after_name<'d>(data: &'d [u8], before: u8, name: &str) -> Option<&'d [u8]> {
    let rest = after_byte(data, before)?;
    let rest = after_byte(rest, b'"')?;
    let rest = rest.strip_prefix(name.as_bytes())?.strip_prefix(b"\"")?;
    after_byte(rest, b':')
}

/// What follows `byte`, with or without white space ahead of it.
#[inline]
fn after_byte(data: &[u8], byte: u8) -> Option<&[u8]> {
    match data.split_first() {
        Some((first, rest)) if *first == byte => Some(rest),
        Some((b' ' | b'\n' | b'\r' | b'\t', rest)) => {
            let space = rest.iter().take_while(|byte| matches!(byte, b' ' | b'\n' | b'\r' | b'\t')).count();
            rest[space..].strip_prefix(&[byte])
        }
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    /// Bytes of which some are numbers, some are nearly, and whatever may follow one.
    fn number_like() -> impl Strategy<Value = String> {
        "-?[0-9]{0,20}(\\.[0-9]{0,20})?([eE][+-]?[0-9]{0,3})?[,}\\] \n.x\"e0-]{0,9}"
    }

    fn text_like() -> impl Strategy<Value = Vec<u8>> {
        let piece = prop_oneof![
            "[a-z ]{1,9}".prop_map(String::into_bytes),
            "[优惠券é😀]{1,4}".prop_map(String::into_bytes),
            prop::sample::select(vec![r#"\n"#, r#"\""#, r#"\u4f18"#, r#"\x"#, r#"""#, "\n"])
                .prop_map(|text| text.as_bytes().to_vec()),
            any::<u8>().prop_map(|byte| vec![byte]),
        ];
        prop::collection::vec(piece, 0..8).prop_map(|pieces| [&b"\""[..], &pieces.concat(), b"\",1]"].concat())
    }

    proptest! {
        #[test]
        fn a_number_is_what_jiter_says(text in number_like()) {
            let data = text.as_bytes();
            let Some(first) = data.first() else { return Ok(()) };
            let mut reader = Reader::new(data, Some(&text));
            let mut jiter = Jiter::new(data);
            let (ours, theirs) = (reader.number(Peek::new(*first)), jiter.known_number_bytes(Peek::new(*first)));
            prop_assert_eq!(ours, theirs.map(<[u8]>::len));
            prop_assert_eq!(reader.index(), jiter.current_index());
        }

        #[test]
        fn a_text_is_what_jiter_says(data in text_like()) {
            let mut reader = Reader::new(&data, std::str::from_utf8(&data).ok());
            let mut jiter = Jiter::new(&data);
            prop_assert_eq!(reader.text(), jiter.known_str());
            prop_assert_eq!(reader.index(), jiter.current_index());
        }

        #[test]
        fn a_name_is_skipped_only_where_jiter_reads_it(
            space in prop::collection::vec("[ \n\t]{0,2}", 4),
            name in "[a-c]{0,3}",
            written in "[a-c]{0,3}",
            mark in "[:,]",
        ) {
            let [one, two, three, four] = &space[..] else { unreachable!("four were asked for") };
            let text = format!("{{{one}\"{written}\"{two}{mark}{three}1{four}}}");
            let mut reader = Reader::new(text.as_bytes(), Some(&text));
            let mut jiter = Jiter::new(text.as_bytes());
            if reader.skip_name(true, &name) {
                prop_assert_eq!(jiter.known_object(), Ok(Some(name.as_str())));
                prop_assert_eq!(reader.index(), jiter.current_index());
                prop_assert_eq!(reader.peek(), jiter.peek());
            } else {
                prop_assert!(name != written || mark != ":");
            }
        }
    }
}
