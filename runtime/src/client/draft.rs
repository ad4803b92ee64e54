//! A request before it is signed: what an operation, or a step that fetches a token, wants to send.

use super::multipart;
use crate::auth::encode as apply_encoders;
use crate::auth::recipe::Encoder;
use crate::envelope::scalar_text;
use crate::error::Error;
use crate::model::path_within;
use crate::operation::{Encoding, OperationMeta, Place};
use crate::{Body, Model, Slot, SlotRef, json};

/// A request that is not signed yet. It is made once a call; each attempt is signed afresh.
#[derive(Clone, Default)]
pub(crate) struct Draft {
    pub(crate) method: &'static str,
    pub(crate) path: String,
    pub(crate) query: Vec<(String, String)>,
    pub(crate) headers: Vec<(String, String)>,
    pub(crate) body: DraftBody,
}

/// The body of a draft.
#[derive(Clone, Default)]
pub(crate) enum DraftBody {
    /// There is none.
    #[default]
    None,
    /// The members of a JSON object, with the JSON text of their values.
    Json(Vec<(String, String)>),
    /// The fields of a form.
    Form(Vec<(String, String)>),
    /// JSON that is no object with members of its own.
    Text(String),
    /// `multipart/form-data`, with its content type.
    Parts(String, Body),
}

/// What a model says to send.
pub(crate) fn draft(meta: &OperationMeta, model: &dyn Model) -> Result<Draft, Error> {
    let mut draft = Draft { method: meta.method, path: meta.path.to_owned(), ..Draft::default() };
    let mut body = Vec::new();
    for constant in meta.constants {
        let (name, value) = (constant.name.to_owned(), constant.value.to_owned());
        match constant.place {
            Place::Header => draft.headers.push((name, value)),
            Place::Query => draft.query.push((name, value)),
            Place::Path => draft.path = draft.path.replace(&format!("{{{name}}}"), &value),
            Place::Body => body.push((name, value)),
            Place::Content => draft.body = DraftBody::Text(value),
        }
    }
    let mut files = Vec::new();
    let mut problem = None;
    model.with_slots(&mut |slots| {
        for ((name, slot), place) in model.table().names.iter().zip(slots).zip(meta.parameters) {
            let outcome = add_field(&mut draft, &mut body, &mut files, name, *slot, *place, meta.encoding);
            problem = problem.take().or(outcome.err());
        }
    });
    if let Some(problem) = problem {
        return Err(problem);
    }
    add_surplus(&mut draft, &mut body, model);
    if draft.path.contains('{') {
        return Err(Error::configuration(format!(
            "{}: a parameter of the path `{}` is not set",
            meta.name, draft.path
        )));
    }
    if matches!(draft.body, DraftBody::Text(_)) {
        return Ok(draft);
    }
    draft.body = match meta.encoding {
        Encoding::None if body.is_empty() => DraftBody::None,
        Encoding::None | Encoding::Json => DraftBody::Json(body),
        Encoding::Form => DraftBody::Form(as_texts(body)),
        Encoding::Multipart => multipart::body(&as_texts(body), &files)?,
    };
    Ok(draft)
}

/// What a caller says stands in place of a constant.
fn set(pairs: &mut Vec<(String, String)>, name: &str, value: String) {
    match pairs.iter_mut().find(|(known, _)| known == name) {
        Some(pair) => pair.1 = value,
        None => pairs.push((name.to_owned(), value)),
    }
}

fn add_field<'a>(
    draft: &mut Draft,
    body: &mut Vec<(String, String)>,
    files: &mut Vec<(&'static str, &'a dyn Slot)>,
    name: &'static str,
    slot: &'a dyn Slot,
    place: Place,
    encoding: Encoding,
) -> Result<(), Error> {
    if matches!(slot.view(), SlotRef::Absent) {
        return Ok(());
    }
    let is_part = place == Place::Body && encoding == Encoding::Multipart && multipart::holds_files(slot);
    if !is_part && let Some(path) = path_within(&slot.view()) {
        let path = path.display();
        let message =
            format!("`{name}` cannot hold the file {path} on disk, only multipart/form-data can: read it first");
        return Err(Error::configuration(message));
    }
    match place {
        Place::Body if is_part => files.push((name, slot)),
        Place::Body => set(body, name, json_text(slot)),
        Place::Content => draft.body = DraftBody::Text(json_text(slot)),
        Place::Query => draft.query.extend(text(slot).map(|value| (name.to_owned(), value))),
        Place::Header => draft.headers.extend(text(slot).map(|value| (name.to_owned(), value))),
        Place::Path => {
            let value = text(slot).unwrap_or_default();
            if matches!(value.as_str(), "" | "." | "..") {
                return Err(Error::configuration(format!("`{name}` cannot stand in a path with this value")));
            }
            let value = String::from_utf8_lossy(&apply_encoders(value.as_bytes(), &[Encoder::Percent])).into_owned();
            draft.path = draft.path.replace(&format!("{{{name}}}"), &value);
        }
    }
    Ok(())
}

/// Additional members stand for documented ones of the same name.
fn add_surplus(draft: &mut Draft, body: &mut Vec<(String, String)>, model: &dyn Model) {
    let surplus = model.surplus();
    if let Some(additional) = surplus.additional() {
        draft.query.extend(additional.queries().iter().cloned());
        draft.headers.extend(additional.headers().iter().cloned());
    }
    for (name, value) in surplus.members().iter() {
        body.retain(|(existing, _)| existing != name);
        body.push((name.to_owned(), json_text(value)));
    }
}

fn json_text(slot: &dyn Slot) -> String {
    String::from_utf8(json::encode(slot)).unwrap_or_else(|error| String::from_utf8_lossy(error.as_bytes()).into_owned())
}

/// A value as it travels outside of JSON: texts bare, lists and objects as JSON text; `None` for null.
pub(super) fn text(slot: &dyn Slot) -> Option<String> {
    match slot.held() {
        SlotRef::Text(text) => Some(text.to_owned()),
        SlotRef::Integer(value) => Some(value.to_string()),
        _ => scalar_text(&json_text(slot)).map(std::borrow::Cow::into_owned),
    }
}

/// The fields of a form: JSON's `null` has no form, so it is left out.
fn as_texts(members: Vec<(String, String)>) -> Vec<(String, String)> {
    members.into_iter().filter_map(|(name, json)| Some((name, scalar_text(&json)?.into_owned()))).collect()
}
