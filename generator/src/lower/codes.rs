//! The documented codes of a field, and what their variants are called.

use indexmap::IndexMap;

use super::docs::{code, text};
use super::names::variant_identifier;
use super::scope::{Case, Names, Wanted};
use crate::ir::{CodeKind, Docs, Piece, Variant};
use crate::spec::{Field, Identifiers, Type};

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
    /// The values of a field that holds codes, be it singly or in a list.
    pub(super) fn of(field: &Field) -> Option<Self> {
        let values = field.codes();
        let all_integers = || values.iter().all(|(_, value)| value.value.as_integer().is_some());
        let kind = match field.type_.element() {
            Type::Integer | Type::Number if all_integers() => CodeKind::Integer,
            _ => CodeKind::String,
        };
        let mut codes: IndexMap<String, Code> = IndexMap::new();
        for (family, value) in &values {
            let text = match kind {
                CodeKind::Integer => value.value.as_integer()?.to_string(),
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
                candidates: self.candidates(code, identifiers),
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

    /// From the shortest telling name to the longest.
    fn candidates(&self, code: &Code, identifiers: Identifiers) -> Vec<String> {
        let words = code_words(&code.code);
        // Codes that are words (`sal_bill_order`) are the vendor's own names and tell more than a label spelled in pinyin.
        if self.codes.iter().all(|code| is_telling(&code.code)) {
            return vec![variant_identifier(&words, identifiers)];
        }
        let Some(first) = code.meanings.iter().find(|meaning| !meaning.label.is_empty()) else {
            return vec![variant_identifier(&words, identifiers)];
        };
        let mut heads: Vec<&str> = code.meanings.iter().map(Meaning::head).filter(|head| !head.is_empty()).collect();
        heads.dedup();
        let head = heads.join(" or ");
        // What tells apart: the family, where only other families have the same word, otherwise the code.
        let twins = self.codes.iter().filter(|other| other.code != code.code).flat_map(|other| &other.meanings);
        let apart = twins.filter(|twin| twin.head() == first.head()).all(|twin| twin.family != first.family);
        let family = first.family.as_deref().filter(|_| apart).map(|family| format!("{family} {head}"));
        let texts = [Some(head.clone()), family, Some(format!("{head} {words}"))];
        let mut names: Vec<String> = Vec::new();
        for name in texts.into_iter().flatten().map(|text| variant_identifier(&text, identifiers)) {
            if !names.contains(&name) {
                names.push(name);
            }
        }
        names
    }
}

/// Whether a code is a word: letters first, and long enough to be no abbreviation of a letter or two.
fn is_telling(code: &str) -> bool {
    let letters = code.chars().take_while(char::is_ascii_alphabetic).count();
    letters >= 3 && code.chars().all(|c| c.is_ascii_alphanumeric() || matches!(c, '_' | '-' | '.' | ' '))
}

impl Meaning {
    /// The label without what stands in brackets or behind punctuation.
    fn head(&self) -> &str {
        let label = self.label.as_str();
        let marks = ['(', '（', '[', '【', ',', '，', ';', '；', '。', ':', '：', '\n'];
        let head = label[..label.find(marks).unwrap_or(label.len())].trim();
        if head.is_empty() { label } else { head }
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

/// A code as words: a sign and an empty text have names too.
fn code_words(code: &str) -> String {
    match code.strip_prefix('-') {
        _ if code.is_empty() => "Empty".to_owned(),
        Some(number) if number.starts_with(|c: char| c.is_ascii_digit()) => format!("Minus {number}"),
        _ => code.to_owned(),
    }
}
