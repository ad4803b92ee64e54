//! The documented examples as input of tests: their texts, and where they differ from what the tables say.
//!
//! What a client makes of a difference is written down in the documentation of the runtime's `json` module; this is the
//! same table once more, from the side of the documents. The generated tests hold the two against each other.

mod fit;
mod scalars;

use std::collections::BTreeSet;

use crate::ir::{
    AnswerExample, Constant, Data, Envelope, Examples, Identifier, Item, Place, Request, RequestExample, Type,
};
use crate::spec::{Operation, Value};

use super::Fills;
use fit::{Fit, join};

/// What is known about an operation apart from its examples.
pub(super) struct Known<'a> {
    pub(super) envelopes: &'a [Envelope],
    pub(super) request: &'a Request,
    pub(super) constants: &'a [Constant],
    pub(super) request_types: &'a [Item],
    pub(super) response_types: &'a [Item],
    pub(super) output: &'a Type,
    pub(super) data: &'a Data,
}

/// Fields whose documented value is not of their type: the type in Rust, and the name that travels.
pub(super) type Disputed = BTreeSet<(Identifier, String)>;

/// The examples of an operation, and the fields of its answer that they dispute.
pub(super) fn examples(spec: &Operation, known: &Known<'_>, fills: Fills<'_>) -> (Examples, Disputed) {
    let answer = spec.examples.response.as_ref().map(|answer| answer_example(answer, known));
    let (answer, disputed) = answer.map_or_else(Default::default, |(answer, disputed)| (Some(answer), disputed));
    let request = spec.examples.request.as_ref().filter(|request| !request.query.is_empty() || request.body.is_some());
    let request = request.map(|request| {
        let query = request.query.iter().map(|(name, value)| (name.clone(), value.clone())).collect();
        let body = request.body.as_ref();
        let differences = request_differences(&request.query, body, known, fills);
        RequestExample { query, body: body.map(Value::to_json), differences }
    });
    (Examples { answer, request }, disputed)
}

fn answer_example(answer: &Value, known: &Known<'_>) -> (AnswerExample, Disputed) {
    let mut fit = Fit::new(known.response_types);
    if is_failure(answer, known.envelopes) {
        fit.differ("", "Failure");
    }
    match known.data {
        Data::Whole => fit.whole(known.output, answer, ""),
        Data::Member(name) | Data::Text(name) => match (answer.get(name), known.data) {
            (None, _) => fit.differ(&join("", name), "NoData"),
            (Some(Value::String(text)), Data::Text(_)) if text.trim().is_empty() => {}
            (Some(Value::String(text)), Data::Text(_)) => match fit::parse(text) {
                Some(value) => fit.whole(known.output, &value, &join("", name)),
                None => fit.differ(&join("", name), "NotJson"),
            },
            (Some(value), _) => fit.whole(known.output, value, &join("", name)),
        },
    }
    let differences = fit.differences.into_iter().collect();
    (AnswerExample { json: answer.to_json(), differences }, fit.disputed)
}

/// Marks the fields of an answer that its example disputes.
pub(super) fn mark_disputed(types: &mut [Item], disputed: &Disputed) {
    for item in types {
        let Item::Model(model) = item else { continue };
        for field in &mut model.fields {
            field.disputed = disputed.contains(&(model.name.clone(), field.wire_name.clone()));
        }
    }
}

/// Whether the first envelope whose field the answer has, or else whose code, does not say success.
fn is_failure(answer: &Value, envelopes: &[Envelope]) -> bool {
    let text = |name: &str| answer.get(name).map(scalar_text);
    let is_success = |envelope: &Envelope| {
        let (field, equals) = envelope.success.as_ref()?;
        let success = text(field).or_else(|| text(envelope.code.as_deref()?));
        success.map(|success| success == *equals)
    };
    envelopes.iter().find_map(is_success) == Some(false)
}

fn scalar_text(value: &Value) -> String {
    match value {
        Value::Null => String::new(),
        Value::String(text) => text.clone(),
        other => other.to_json(),
    }
}

fn request_differences(
    query: &indexmap::IndexMap<String, String>,
    body: Option<&Value>,
    known: &Known<'_>,
    fills: Fills<'_>,
) -> Vec<String> {
    let Request { model, places } = known.request;
    let mut fit = Fit::new(known.request_types);
    let is_whole = places.contains(&Place::Content);
    for (field, place) in model.fields.iter().zip(places) {
        let name = join("", &field.wire_name);
        let shown = match place {
            Place::Query => query.get(&field.wire_name).map(|text| Value::String(text.clone())),
            Place::Body => body.and_then(|body| body.get(&field.wire_name)).cloned(),
            Place::Content => body.cloned(),
            // Examples do not show paths, and their headers are those of whoever wrote them.
            Place::Path | Place::Header => None,
        };
        match shown {
            None if field.required && matches!(place, Place::Query | Place::Body) => {
                fit.differ(&name, "MissingRequired")
            }
            None => {}
            Some(value) => {
                if value == Value::Null && field.required {
                    fit.differ(&name, "NullRequired");
                }
                let mut of_field = Fit::new(known.request_types);
                of_field.whole(&field.type_, &value, if *place == Place::Content { "" } else { &name });
                let is_text = *place == Place::Query;
                let plain = [format!("{name}: Quoted"), format!("{name}: JsonInText")];
                of_field.differences.retain(|difference| !(is_text && plain.contains(difference)));
                fit.differences.append(&mut of_field.differences);
            }
        }
    }
    let fields: BTreeSet<(Place, &str)> =
        places.iter().copied().zip(model.fields.iter().map(|field| &*field.wire_name)).collect();
    let mut unknown = |place: Place, name: &str, shown: &Value| {
        let constant = known.constants.iter().find(|constant| constant.place == place && constant.name == name);
        match constant {
            _ if fills(place, name) || fields.contains(&(place, name)) => {}
            None => fit.differ(&join("", name), "UnknownMember"),
            Some(constant) if is_sent(constant, shown) => {}
            Some(_) => fit.differ(&join("", name), "Constant"),
        }
    };
    for (name, text) in query {
        unknown(Place::Query, name, &Value::String(text.clone()));
    }
    match body {
        Some(Value::Object(members)) if !is_whole => {
            members.iter().for_each(|(name, value)| unknown(Place::Body, name, value));
        }
        Some(_) if !is_whole => fit.differ("", "Misfit"),
        _ => {}
    }
    fit.differences.into_iter().collect()
}

/// Whether a constant is what the example shows.
fn is_sent(constant: &Constant, shown: &Value) -> bool {
    let sent = match constant.place {
        Place::Body => fit::parse(&constant.value).unwrap_or_default(),
        _ => Value::String(constant.value.clone()),
    };
    scalar_text(&sent) == scalar_text(shown)
}
