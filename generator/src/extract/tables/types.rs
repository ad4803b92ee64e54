//! How types are spelled in tables.

use crate::spec::Type;

use super::vocabulary::{Vocabulary, folded};

/// A type as a table spells it, before its names are looked up.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Spelled {
    /// A type of the notation, with the format that the word implies (`date`).
    Known(Type, Option<String>),
    /// A list of something.
    List(Box<Spelled>),
    /// A map to something.
    Map(Box<Spelled>),
    /// A list that does not say of what.
    BareList,
    /// An object whose members are told elsewhere.
    Object,
    /// A word that may be the name of a type.
    Name(String),
    /// Nothing.
    Missing,
}

impl Spelled {
    /// Whether a field of this type can have members.
    pub(super) fn can_have_members(&self) -> bool {
        match self {
            Self::BareList | Self::Object | Self::Name(_) => true,
            Self::List(inner) => !matches!(**inner, Self::Known(..)) || inner.can_have_members(),
            Self::Known(..) | Self::Map(_) | Self::Missing => false,
        }
    }
}

/// How deep types may be nested.
const MAX_DEPTH: usize = 8;

/// Reads a cell of the column of types.
pub(super) fn read(text: &str, vocabulary: &Vocabulary) -> Spelled {
    spelled(text, vocabulary, 0)
}

fn spelled(text: &str, vocabulary: &Vocabulary, depth: usize) -> Spelled {
    let text = text.trim().trim_matches(['*', '`']).trim();
    let word = folded(text);
    if word.is_empty() {
        return Spelled::Missing;
    }
    if let Some(notation) = vocabulary.types.get(&word) {
        let (notation, format) = match notation.split_once('/') {
            Some((notation, format)) => (notation, Some(format.to_owned())),
            None => (notation.as_str(), None),
        };
        return notation.parse().map_or(Spelled::Name(text.to_owned()), |known| Spelled::Known(known, format));
    }
    let is = |words: &[String], word: &str| words.iter().any(|other| other == word);
    if is(&vocabulary.lists, &word) {
        return Spelled::BareList;
    }
    if is(&vocabulary.objects, &word) || is(&vocabulary.maps, &word) {
        return Spelled::Object;
    }
    if depth >= MAX_DEPTH {
        return Spelled::Name(text.to_owned());
    }
    if let Some(inner) = text.strip_suffix("[]") {
        return Spelled::List(Box::new(spelled(inner, vocabulary, depth + 1)));
    }
    if let Some((outer, inner)) = generic(text) {
        let outer = folded(outer);
        if is(&vocabulary.lists, &outer) {
            return Spelled::List(Box::new(spelled(inner, vocabulary, depth + 1)));
        }
        if is(&vocabulary.maps, &outer) {
            // `Map<string, Row>` maps strings, as all JSON does.
            let value = inner.split_once(',').map_or(inner, |(_, value)| value);
            return Spelled::Map(Box::new(spelled(value, vocabulary, depth + 1)));
        }
    }
    Spelled::Name(text.split_whitespace().collect::<Vec<_>>().join(" "))
}

/// `List <Row>`, `array[Row]`, `List<Row` without its end.
fn generic(text: &str) -> Option<(&str, &str)> {
    let open = text.find(['<', '[', '(', '＜', '《', '（'])?;
    let width = text[open..].chars().next().map_or(1, char::len_utf8);
    let inner = text[open + width..].trim();
    let inner = inner.strip_suffix(['>', ']', ')', '＞', '》', '）']).unwrap_or(inner);
    (!inner.trim().is_empty()).then_some((&text[..open], inner.trim()))
}
