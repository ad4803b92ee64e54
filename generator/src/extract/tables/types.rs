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

/// Whether a cell spells a type without the name of one that is defined elsewhere.
pub(super) fn is_known(text: &str, vocabulary: &Vocabulary) -> bool {
    !matches!(read(text, vocabulary), Spelled::Name(_) | Spelled::Missing)
}

fn spelled(text: &str, vocabulary: &Vocabulary, depth: usize) -> Spelled {
    let text = text.trim().trim_matches(['*', '`', '$']).trim();
    let text = without_null(text);
    let word = folded(text);
    if word.is_empty() {
        return Spelled::Missing;
    }
    if let Some(known) = word_of_type(&word, vocabulary) {
        return known;
    }
    if depth < MAX_DEPTH {
        if let Some(element) = element(text, vocabulary) {
            return list_of(element, vocabulary, depth);
        }
        // `map of strings`
        if let Some((outer, arguments)) = generic(text).or_else(|| of_words(text, vocabulary))
            && let Some(known) = word_of_type(&folded(outer), vocabulary)
        {
            return with_arguments(known, &folded(outer), arguments, vocabulary, depth);
        }
    }
    Spelled::Name(text.split_whitespace().collect::<Vec<_>>().join(" "))
}

/// The type that a word is, folded: `int`, `数组`, `字符串类型`.
fn word_of_type(word: &str, vocabulary: &Vocabulary) -> Option<Spelled> {
    let is = |words: &[String], word: &str| words.iter().any(|other| other == word);
    let find = |word: &str| {
        if let Some(notation) = vocabulary.types.get(word) {
            let (notation, format) = match notation.split_once('/') {
                Some((notation, format)) => (notation, Some(format.to_owned())),
                None => (notation.as_str(), None),
            };
            return Some(
                notation.parse().map_or(Spelled::Name(word.to_owned()), |known| Spelled::Known(known, format)),
            );
        }
        if is(&vocabulary.lists, word) {
            return Some(Spelled::BareList);
        }
        (is(&vocabulary.objects, word) || is(&vocabulary.maps, word)).then_some(Spelled::Object)
    };
    find(word).or_else(|| ["类型", "型", "值"].iter().find_map(|end| find(word.strip_suffix(end)?)))
}

/// A type with what stands in brackets behind it: `List<Row>`, `Map<string, Row>`, `string(32)`.
fn with_arguments(known: Spelled, word: &str, arguments: &str, vocabulary: &Vocabulary, depth: usize) -> Spelled {
    match known {
        Spelled::BareList => list_of(arguments, vocabulary, depth),
        // `object<Row>` is a `Row`.
        Spelled::Object if !arguments.contains(',') && vocabulary.objects.iter().any(|object| object == word) => {
            spelled(arguments, vocabulary, depth + 1)
        }
        // `Map<string, Row>` maps strings, as all JSON does; `Map<String, Object>` maps them to anything.
        Spelled::Object => {
            let value = arguments.split_once(',').map_or(arguments, |(_, value)| value);
            Spelled::Map(Box::new(match spelled(value, vocabulary, depth + 1) {
                Spelled::Object => Spelled::Known(Type::Any, None),
                value => value,
            }))
        }
        // Lengths are read apart; `string(date)` names a format.
        Spelled::Known(type_, format) => match spelled(arguments, vocabulary, depth + 1) {
            Spelled::Known(_, Some(inner)) => Spelled::Known(type_, Some(inner)),
            _ => Spelled::Known(type_, format),
        },
        other => other,
    }
}

/// A list of what is spelled; `array[10]` and `[]` do not say of what.
fn list_of(element: &str, vocabulary: &Vocabulary, depth: usize) -> Spelled {
    if element.trim().bytes().all(|byte| byte.is_ascii_digit()) {
        return Spelled::BareList;
    }
    Spelled::List(Box::new(spelled(element, vocabulary, depth + 1)))
}

/// `string,null`, `string|null`, `?string`: whether a value may be null says nothing of its type.
fn without_null(text: &str) -> &str {
    let text = text.strip_prefix('?').or_else(|| text.strip_suffix('?')).unwrap_or(text).trim();
    let is_null = |word: &str| word.trim().eq_ignore_ascii_case("null");
    // `string or null`
    if let Some((first, last)) = text.split_once(" or ").filter(|(first, last)| is_null(first) != is_null(last)) {
        return if is_null(last) { first.trim() } else { last.trim() };
    }
    match text.split_once(['|', '¦', ',', '/']) {
        Some((first, last)) if is_null(last) => first.trim(),
        Some((first, last)) if is_null(first) => last.trim(),
        _ => text,
    }
}

/// What the items of a list are: `Row[]`, `[Row]`, `array of Row objects`, `Row数组`.
fn element<'t>(text: &'t str, vocabulary: &Vocabulary) -> Option<&'t str> {
    if let Some(element) = text.strip_suffix("[]").or_else(|| text.strip_suffix("[ ]")) {
        return Some(element);
    }
    if let Some(element) = text.strip_prefix('[').and_then(|text| text.strip_suffix(']')) {
        return Some(element);
    }
    let is_list = |word: &str| vocabulary.lists.contains(&folded(word));
    if let Some((_, element)) = of_words(text, vocabulary).filter(|(outer, _)| is_list(outer)) {
        return Some(element);
    }
    // `string array`, `array object`
    if let Some((first, last)) = text.split_once(' ').filter(|(_, last)| !last.contains(['<', '[', '('])) {
        match (is_list(first), is_list(last)) {
            (false, true) => return Some(first),
            (true, false) => return Some(last),
            _ => {}
        }
    }
    // `对象数组`
    vocabulary.lists.iter().filter(|list| !list.is_ascii()).find_map(|list| {
        let element = text.strip_suffix(list.as_str())?;
        word_of_type(&folded(element), vocabulary).map(|_| element)
    })
}

/// `array of strings`, `Array of Row objects`, `map of strings`: the two types.
fn of_words<'t>(text: &'t str, vocabulary: &Vocabulary) -> Option<(&'t str, &'t str)> {
    let of = text.to_ascii_lowercase().find(" of ")?;
    let element = text[of + " of ".len()..].trim();
    let plural = element.strip_suffix(" objects").or_else(|| element.strip_suffix(" object")).unwrap_or(element);
    let singular = plural.strip_suffix('s').filter(|word| word_of_type(&folded(word), vocabulary).is_some());
    Some((&text[..of], singular.unwrap_or(plural)))
}

/// `List <Row>`, `array[Row]`, `List<Row` without its end.
fn generic(text: &str) -> Option<(&str, &str)> {
    let open = text.find(['<', '[', '(', '＜', '《', '（', '〈'])?;
    let width = text[open..].chars().next().map_or(1, char::len_utf8);
    let inner = text[open + width..].trim();
    let inner = inner.strip_suffix(['>', ']', ')', '＞', '》', '）', '〉']).unwrap_or(inner);
    (!inner.trim().is_empty()).then_some((&text[..open], inner.trim()))
}
