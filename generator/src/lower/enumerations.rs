//! Open enumerations out of the documented values of fields.

use indexmap::IndexMap;

use super::docs::{code, text};
use super::names::variant_identifier;
use super::scope::{Case, Names, Wanted};
use crate::ir::{CodeKind, Docs, Piece, Variant};
use crate::spec::{EnumValue, Field, Identifiers, Scalar, Type};

/// The documented values of a field, before they have names. Fields with equal ones may share an enumeration.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Codes {
    pub(super) kind: CodeKind,
    codes: Vec<Code>,
}

#[derive(Debug, Clone, PartialEq)]
struct Code {
    code: String,
    meanings: Vec<Meaning>,
}

/// What a code stands for, in the family that it belongs to.
#[derive(Debug, Clone, PartialEq)]
struct Meaning {
    family: Option<String>,
    label: String,
}

impl Codes {
    /// The values of a field that holds codes, be it singly or in a list. Booleans stay booleans, whatever their two
    /// values are called.
    pub(super) fn of(field: &Field) -> Option<Self> {
        let all_integers = || values(field).all(|(_, value)| as_integer(&value.value).is_some());
        let kind = match innermost(&field.type_) {
            Type::Integer | Type::Number if all_integers() => CodeKind::Integer,
            Type::String | Type::Integer => CodeKind::String,
            _ => return None,
        };
        let mut codes: IndexMap<String, Code> = IndexMap::new();
        for (family, value) in values(field) {
            let text = match kind {
                CodeKind::Integer => as_integer(&value.value)?.to_string(),
                CodeKind::String => value.value.to_string(),
            };
            let code = codes.entry(text.clone()).or_insert_with(|| Code { code: text, meanings: Vec::new() });
            let meaning = Meaning { family: family.map(str::to_owned), label: value.label.trim().to_owned() };
            if !code.meanings.contains(&meaning) {
                code.meanings.push(meaning);
            }
        }
        (!codes.is_empty()).then(|| Self { kind, codes: codes.into_values().collect() })
    }

    /// The variants; they are pinned below the address of the first field that uses them.
    pub(super) fn variants(
        &self,
        addresses: &[String],
        identifiers: Identifiers,
        names: &mut Names<'_>,
    ) -> Vec<Variant> {
        let wanted: Vec<Wanted> = self
            .codes
            .iter()
            .map(|code| Wanted {
                addresses: addresses.iter().map(|address| format!("{address}={}", code.code)).collect(),
                what: format!("the value `{}`", code.code),
                candidates: candidates(code, identifiers),
                expected: usize::MAX,
                exact: false,
            })
            .collect();
        let names = names.assign(Case::Camel, &["Unknown"], &wanted);
        let variants = self.codes.iter().zip(names);
        variants
            .map(|(code, name)| Variant { name, code: code.code.clone(), label: code.label(), docs: code.docs() })
            .collect()
    }
}

impl Code {
    /// What the document calls it; all that it says where a code stands for several things.
    fn label(&self) -> String {
        let labels: Vec<&str> = self.meanings.iter().map(|meaning| meaning.label.as_str()).collect();
        labels.join(" / ")
    }

    fn docs(&self) -> Docs {
        let mut paragraph: Vec<Piece> = Vec::new();
        for meaning in &self.meanings {
            let family = meaning.family.as_ref().map(|family| format!("{family}: ")).unwrap_or_default();
            if !family.is_empty() || !meaning.label.is_empty() {
                let joint = if paragraph.is_empty() { "" } else { "; " };
                paragraph.push(text(format!("{joint}{family}{}", meaning.label)));
            }
        }
        if paragraph.is_empty() {
            paragraph.push(text("The document does not say what it means"));
        }
        paragraph.extend([text(" ("), code(&self.code), text(")")]);
        Docs(vec![paragraph])
    }
}

fn values(field: &Field) -> impl Iterator<Item = (Option<&str>, &EnumValue)> {
    let single = field.enumeration.iter().map(|value| (None, value));
    let families =
        field.families.iter().flat_map(|family| family.values.iter().map(|value| (Some(family.label.as_str()), value)));
    single.chain(families)
}

fn innermost(type_: &Type) -> &Type {
    match type_ {
        Type::List(inner) => innermost(inner),
        other => other,
    }
}

fn as_integer(value: &Scalar) -> Option<i64> {
    match value {
        Scalar::Integer(value) => Some(*value),
        // A code such as 00 is text: as a number it would come back as 0.
        Scalar::String(text) => text.parse::<i64>().ok().filter(|value| value.to_string() == *text),
        Scalar::Boolean(_) | Scalar::Number(_) => None,
    }
}

/// From the shortest telling name to the longest.
fn candidates(code: &Code, identifiers: Identifiers) -> Vec<String> {
    let labels: Vec<&Meaning> = code.meanings.iter().filter(|meaning| !meaning.label.is_empty()).collect();
    let Some(first) = labels.first() else { return vec![variant_identifier(&code_words(&code.code), identifiers)] };
    let mut heads: Vec<&str> = labels.iter().map(|meaning| head(&meaning.label)).collect();
    heads.dedup();
    let head = heads.join(" or ");
    let family = first.family.as_deref().unwrap_or_default();
    let texts =
        [head.clone(), format!("{family} {head}"), first.label.clone(), format!("{head} {}", code_words(&code.code))];
    let mut names: Vec<String> = Vec::new();
    for text in texts {
        let name = variant_identifier(&text, identifiers);
        if !names.contains(&name) {
            names.push(name);
        }
    }
    names
}

/// The label without what stands in brackets or behind punctuation.
fn head(label: &str) -> &str {
    let end = label.find(['(', '（', '[', '【', ',', '，', ';', '；', '。', ':', '：', '\n']).unwrap_or(label.len());
    let head = label[..end].trim();
    if head.is_empty() { label } else { head }
}

/// A code as words: a sign and an empty text have names too.
fn code_words(code: &str) -> String {
    match code.strip_prefix('-') {
        _ if code.is_empty() => "Empty".to_owned(),
        Some(number) if number.starts_with(|c: char| c.is_ascii_digit()) => format!("Minus {number}"),
        _ => code.to_owned(),
    }
}
