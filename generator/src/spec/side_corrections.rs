//! Corrections of a request or an answer as a whole: how its body travels, and what it is.

use indexmap::IndexMap;
use serde::Serialize;
use serde::de::DeserializeOwned;

use super::corrections::{Refusal, SET, check_type};
use super::{Correction, Operation, Type, Value, did_you_mean, yaml};
use crate::source::Source;

/// What a correction can set of a whole request.
pub(super) const OF_REQUEST: [&str; 2] = ["encoding", "body"];
/// What it can set of a whole answer.
const OF_RESPONSE: [&str; 1] = ["body"];

/// Applies a correction at `get_x.request` or `get_x.response`; `None` where the address is another one.
pub(super) fn correct_side(
    operation: &mut Operation,
    side: &str,
    correction: &Correction,
) -> Option<Result<(), Refusal>> {
    let reason = Some(correction.because.clone());
    let Operation { request, response, .. } = operation;
    Some(match side {
        "request" => corrected(request, &OF_REQUEST, correction).and_then(|mut corrected| {
            check_body(corrected.body.as_ref(), corrected.types.keys())?;
            corrected.corrected = reason;
            *request = corrected;
            Ok(())
        }),
        "response" => corrected(response, &OF_RESPONSE, correction).and_then(|mut corrected| {
            check_body(corrected.body.as_ref(), corrected.types.keys())?;
            corrected.corrected = reason;
            *response = corrected;
            Ok(())
        }),
        _ => return None,
    })
}

/// A side with the attributes of a correction, each of them read as a specification would be.
fn corrected<S: Serialize + DeserializeOwned>(
    side: &S,
    settable: &[&str],
    correction: &Correction,
) -> Result<S, Refusal> {
    let unreadable = |error: serde_json::Error| Refusal { message: error.to_string(), help: SET.to_owned() };
    let mut attributes = serde_json::to_value(side).map_err(unreadable)?;
    for (name, value) in &correction.set {
        if !settable.contains(&name.as_str()) {
            let message = format!("`{name}` is no attribute of a whole request or answer that a correction sets");
            let help = format!("`set` takes {} here; other attributes are those of a field", settable.join(" and "));
            return Err(Refusal { message, help: did_you_mean(name, settable.iter().copied(), &help) });
        }
        let Some(map) = attributes.as_object_mut() else { continue };
        if *value == Value::Null {
            map.shift_remove(name);
            continue;
        }
        let alone = IndexMap::from([(name, value)]);
        let read = yaml::read::<super::Request>(&Source::new("set", yaml::write(&alone).unwrap_or_default()));
        read.map_err(|finding| refusal(name, &finding.message))?;
        map.insert(name.clone(), serde_json::to_value(value).map_err(unreadable)?);
    }
    serde_json::from_value(attributes).map_err(unreadable)
}

fn refusal(name: &str, message: &str) -> Refusal {
    let help = match name {
        "encoding" => "`encoding` is json, form or multipart",
        _ => "`body` is a type: file, string, list<…>, or one of the types below `types` on the same side",
    };
    Refusal { message: format!("`{name}`: {message}"), help: help.to_owned() }
}

fn check_body<'t>(body: Option<&Type>, types: impl Iterator<Item = &'t String>) -> Result<(), Refusal> {
    match body.and_then(Type::named) {
        Some(name) => check_type(name, &types.cloned().collect::<Vec<_>>()),
        None => Ok(()),
    }
}
