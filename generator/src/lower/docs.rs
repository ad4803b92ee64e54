//! Documentation in the document's own words, with what the specification knows beside them.

use crate::ir::{Docs, Piece};
use crate::spec::{Field, Operation, Scalar};

/// The page: what it is for, how it is called, where it is.
pub(super) fn operation_docs(operation: &Operation) -> Docs {
    let document = &operation.document;
    let mut paragraphs = Vec::new();
    let title = document.title.as_deref().or(operation.summary.as_deref()).unwrap_or(&operation.name);
    paragraphs.push(vec![text(title)]);
    if let Some(summary) = operation.summary.as_deref().filter(|&summary| summary != title) {
        paragraphs.push(vec![text(summary)]);
    }
    paragraphs.push(vec![code(format!("{} {}", operation.method.as_str(), operation.path))]);
    let mut source = vec![text("Document: "), code(&document.file)];
    for (word, fact) in [("", &document.url), ("status: ", &document.status), ("last changed: ", &document.updated)] {
        if let Some(fact) = fact {
            source.push(text(format!(" · {word}{fact}")));
        }
    }
    let sections = ["request.headers", "request.path", "request.query", "request.fields"]
        .map(|table| document.sections.get(table));
    for section in sections.into_iter().flatten() {
        source.push(text(format!(" · section {section}")));
    }
    paragraphs.push(source);
    for (side, reason) in [("request", &operation.request.corrected), ("answer", &operation.response.corrected)] {
        paragraphs.extend(reason.as_ref().map(|reason| vec![text(format!("The {side} is corrected: {reason}"))]));
    }
    Docs(paragraphs)
}

/// A table: whose it is and under which heading it stands.
pub(super) fn table_docs(operation: &Operation, table: &str, wire_name: Option<&str>) -> Docs {
    let title = operation.document.title.as_deref().unwrap_or(&operation.name);
    let mut paragraph = Vec::new();
    if let Some(name) = wire_name {
        paragraph.push(code(name));
        paragraph.push(text(" of "));
    }
    paragraph.push(text(title));
    if let Some(section) = section_of(operation, table) {
        paragraph.push(text(format!(" · section {section}")));
    }
    Docs(vec![paragraph])
}

/// The headings under which a table stands; a named type without headings of its own stands with the table of its side.
fn section_of<'a>(operation: &'a Operation, table: &str) -> Option<&'a str> {
    let side = table.split('.').next().unwrap_or(table);
    let keys = [table.to_owned(), format!("{side}.fields"), side.to_owned()];
    keys.iter().find_map(|key| operation.document.sections.get(key)).map(String::as_str)
}

/// A field: the document's words, then what else is known.
pub(super) fn field_docs(field: &Field) -> Docs {
    let mut paragraphs = Vec::new();
    match field.description.as_deref().map(str::trim).filter(|words| !words.is_empty()) {
        Some(words) => paragraphs.push(vec![text(words)]),
        None => paragraphs.push(vec![code(&field.name), text(", which the document does not describe")]),
    }
    if let Some(note) = field.note.as_deref().filter(|note| !is_said(note, field.description.as_deref())) {
        paragraphs.push(vec![text(note)]);
    }
    let facts = facts(field);
    if !facts.is_empty() {
        paragraphs.push(facts);
    }
    if let Some(reason) = &field.corrected {
        paragraphs.push(vec![text(format!("Corrected: {reason}"))]);
    }
    Docs(paragraphs)
}

/// Whether the description has every clause of a note, which was found in it.
fn is_said(note: &str, description: Option<&str>) -> bool {
    description.is_some_and(|description| note.split('；').all(|clause| description.contains(clause)))
}

/// A field of which the table says something that its example contradicts: clients do not hold callers to it.
pub(super) fn disputed_field_docs(field: &Field) -> Docs {
    let mut docs = field_docs(field);
    docs.0.push(vec![text("Not checked: the document's own example does otherwise.")]);
    docs
}

/// One sentence a fact.
fn facts(field: &Field) -> Vec<Piece> {
    let mut facts: Vec<Vec<Piece>> = Vec::new();
    if field.required == Some(true) && field.either_or.is_empty() {
        facts.push(vec![text(if field.is_always_required() { "Required." } else { "Required in some cases." })]);
    }
    for (word, value) in
        [("Default", &field.default), ("Documented constant", &field.constant), ("Example", &field.example)]
    {
        if let Some(value) = value {
            facts.push(vec![text(format!("{word}: ")), code(value.to_string()), text(".")]);
        }
    }
    if let Some(format) = &field.format {
        facts.push(vec![text("Format: "), code(format), text(".")]);
    }
    facts.extend(limits(field).into_iter().map(|limit| vec![text(limit)]));
    if !field.either_or.is_empty() {
        let names = field.either_or.iter().map(code);
        let is_required = field.required == Some(true);
        let mut fact = vec![text(if is_required { "Required, or one of these: " } else { "Enough instead of: " })];
        fact.extend(between(names, ", "));
        fact.push(text("."));
        facts.push(fact);
    }
    let mut pieces = Vec::new();
    for fact in facts {
        if !pieces.is_empty() {
            pieces.push(text(" "));
        }
        pieces.extend(fact);
    }
    pieces
}

fn limits(field: &Field) -> Vec<String> {
    let number = |value: &Option<u64>| value.map(|value| value.to_string());
    let scalar = |value: &Option<Scalar>| value.as_ref().map(Scalar::to_string);
    let limits = [
        ("Characters", number(&field.min_length), number(&field.max_length)),
        ("Value", scalar(&field.minimum), scalar(&field.maximum)),
        ("Items", number(&field.min_items), number(&field.max_items)),
    ];
    let mut sentences: Vec<String> = limits
        .into_iter()
        .filter_map(|(what, least, most)| match (least, most) {
            (Some(least), Some(most)) if least == most => Some(format!("{what}: {least}.")),
            (Some(least), Some(most)) => Some(format!("{what}: {least} to {most}.")),
            (Some(least), None) => Some(format!("{what}: at least {least}.")),
            (None, Some(most)) => Some(format!("{what}: at most {most}.")),
            (None, None) => None,
        })
        .collect();
    if field.unique_items == Some(true) {
        sentences.push("All items differ.".to_owned());
    }
    sentences
}

fn between(pieces: impl Iterator<Item = Piece>, joint: &str) -> Vec<Piece> {
    let mut joined = Vec::new();
    for piece in pieces {
        if !joined.is_empty() {
            joined.push(text(joint));
        }
        joined.push(piece);
    }
    joined
}

/// Prose.
pub(super) fn text(text: impl Into<String>) -> Piece {
    Piece::Text(text.into())
}

/// A name or a value.
pub(super) fn code(text: impl Into<String>) -> Piece {
    Piece::Code(text.into())
}
