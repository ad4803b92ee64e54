//! Open enumerations: documented codes are variants, any other code is kept.

use std::fmt;

use super::{Expected, SlotMut, SlotRef};

/// A code as it travels.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Code<'a> {
    /// An integer.
    Integer(i64),
    /// Another number; the text of it.
    Number(&'a str),
    /// A text.
    Text(&'a str),
    /// A truth value.
    Boolean(bool),
}

impl<'a> Code<'a> {
    /// The integer, if it is one.
    pub fn as_i64(self) -> Option<i64> {
        if let Self::Integer(code) = self { Some(code) } else { None }
    }

    /// The text, if it is one.
    pub fn as_str(self) -> Option<&'a str> {
        if let Self::Text(code) = self { Some(code) } else { None }
    }
}

impl fmt::Display for Code<'_> {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Integer(code) => code.fmt(out),
            Self::Number(code) | Self::Text(code) => code.fmt(out),
            Self::Boolean(code) => code.fmt(out),
        }
    }
}

impl From<i64> for Code<'_> {
    fn from(code: i64) -> Self {
        Self::Integer(code)
    }
}

impl<'a> From<&'a str> for Code<'a> {
    fn from(code: &'a str) -> Self {
        Self::Text(code)
    }
}

impl From<bool> for Code<'_> {
    fn from(code: bool) -> Self {
        Self::Boolean(code)
    }
}

impl PartialEq<i64> for Code<'_> {
    fn eq(&self, other: &i64) -> bool {
        self.as_i64() == Some(*other)
    }
}

impl PartialEq<&str> for Code<'_> {
    fn eq(&self, other: &&str) -> bool {
        self.as_str() == Some(*other)
    }
}

/// A code that the document does not list. Only this crate makes one, and only for codes that no variant has, so that
/// there are never two values for one code.
#[derive(Clone, PartialEq, Eq, Hash)]
pub struct UnknownCode(Owned);

#[derive(Debug, Clone, PartialEq, Eq, Hash)]
enum Owned {
    Integer(i64),
    Number(Box<str>),
    Text(Box<str>),
    Boolean(bool),
}

impl UnknownCode {
    /// The code.
    pub fn code(&self) -> Code<'_> {
        match &self.0 {
            Owned::Integer(code) => Code::Integer(*code),
            Owned::Number(code) => Code::Number(code),
            Owned::Text(code) => Code::Text(code),
            Owned::Boolean(code) => Code::Boolean(*code),
        }
    }

    fn new(code: Code<'_>) -> Self {
        Self(match code {
            Code::Integer(code) => Owned::Integer(code),
            Code::Number(code) => Owned::Number(code.into()),
            Code::Text(code) => Owned::Text(code.into()),
            Code::Boolean(code) => Owned::Boolean(code),
        })
    }
}

impl fmt::Debug for UnknownCode {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.code().fmt(out)
    }
}

/// A documented code of an enumeration.
#[derive(Debug)]
pub struct Known<E: 'static> {
    /// The variant.
    pub variant: E,
    /// How it travels.
    pub code: Code<'static>,
    /// What it means, in the document's words.
    pub label: &'static str,
}

/// An open enumeration; implemented by [`enumeration!`](crate::enumeration!).
pub trait Enumeration: Sized + Clone + PartialEq + Send + Sync + 'static {
    /// The documented codes, in the order of the document.
    const KNOWN: &'static [Known<Self>];
    /// What kind of codes they are.
    const EXPECTED: Expected;

    /// The variant that keeps a code that is not documented.
    fn unknown(code: UnknownCode) -> Self;
    /// The code that is kept, where it is not a documented one.
    fn as_unknown(&self) -> Option<&UnknownCode>;
}

/// The enumeration's value for a code: the documented variant, or the one that keeps unknown codes.
pub fn from_code<E: Enumeration>(code: Code<'_>) -> E {
    // A plain loop: an iterator with a closure is compiled once more for each enumeration.
    for known in E::KNOWN {
        if known.code == code {
            return known.variant.clone();
        }
    }
    E::unknown(UnknownCode::new(code))
}

/// The code of an enumeration's value.
pub fn code_of<E: Enumeration>(value: &E) -> Code<'_> {
    match (value.as_unknown(), known_of(value)) {
        (Some(unknown), _) => unknown.code(),
        (None, Some(known)) => known.code,
        (None, None) => Code::Text(""),
    }
}

/// What the document says that an enumeration's value means.
pub fn label_of<E: Enumeration>(value: &E) -> Option<&'static str> {
    Some(known_of(value)?.label)
}

#[expect(clippy::manual_find, reason = "a closure is compiled once more for each enumeration")]
fn known_of<E: Enumeration>(value: &E) -> Option<&'static Known<E>> {
    for known in E::KNOWN {
        if known.variant == *value {
            return Some(known);
        }
    }
    None
}

/// A slot for the code of an enumeration.
pub trait OpenCode {
    /// What kind of codes the document lists.
    fn expected(&self) -> Expected;
    /// Whether the document lists the code.
    fn knows(&self, code: Code<'_>) -> bool;
    /// Takes a code; says whether the document lists it.
    fn assign(&mut self, code: Code<'_>) -> bool;
}

impl<E: Enumeration> OpenCode for E {
    fn expected(&self) -> Expected {
        E::EXPECTED
    }

    fn knows(&self, code: Code<'_>) -> bool {
        from_code::<E>(code).as_unknown().is_none()
    }

    fn assign(&mut self, code: Code<'_>) -> bool {
        *self = from_code(code);
        self.as_unknown().is_none()
    }
}

/// The body of `Slot` for an enumeration. (A blanket implementation would overlap with that for models.)
pub fn open<E: Enumeration>(value: &mut E) -> SlotMut<'_> {
    SlotMut::Code(value)
}

/// See [`open`].
pub fn view<E: Enumeration>(value: &E) -> SlotRef<'_> {
    SlotRef::Code(code_of(value))
}

/// See [`open`].
pub fn vacant<E: Enumeration>() -> E {
    E::unknown(UnknownCode(Owned::Text(Box::default())))
}
