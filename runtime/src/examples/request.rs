//! A documented request, through the struct of its operation.

use super::normal::{Comparison, is_nothing};
use super::{Met, Outcome, Request, compare, decode, value};
use crate::check::violations;
use crate::client::{Draft, DraftBody, draft};
use crate::envelope::{members, scalar_text};
use crate::operation::{Encoding, OperationMeta, Place};
use crate::{Misfits, Model, Slot, Surplus, Table, Value, json};

/// What the recipe fills: names of parameters of the query and of members of the body.
pub(super) struct Filled {
    query: Vec<&'static str>,
    body: Vec<&'static str>,
}

impl Filled {
    pub(super) fn of(api: &crate::ApiMeta) -> Self {
        let Some(recipe) = api.recipe else { return Self { query: Vec::new(), body: Vec::new() } };
        Self {
            query: recipe.request.query.iter().map(|(name, _)| *name).collect(),
            body: recipe.request.body.iter().map(|(name, _)| *name).collect(),
        }
    }
}

pub(super) fn request_differences<M: Model + Slot>(
    meta: &'static OperationMeta,
    filled: &Filled,
    request: &Request<'_>,
    model: &mut M,
) -> Outcome {
    let met = Met::default();
    let documented = Documented::of(meta, filled, request);
    documented.fill(meta, model, &met)?;
    // Members of forms are compared as JSON has them; how they are written in a form is another matter. Examples do not show
    // the parameters of a path.
    let as_json = OperationMeta { encoding: Encoding::Json, path: "/", ..*meta };
    let wire = draft(&as_json, model).map_err(|error| error.to_string())?;
    documented.compare_query(meta, &wire, &met)?;
    documented.compare_body(meta, model.table(), wire, &met)?;
    check_limits(meta, model)?;
    Ok(met.into_set())
}

/// The client would send it: what examples contradict is not checked. Headers and parameters of the path are not shown.
fn check_limits(meta: &OperationMeta, model: &dyn Model) -> Result<(), String> {
    let names = model.table().names.iter().zip(meta.parameters);
    let unseen: Vec<&str> =
        names.filter(|(_, place)| matches!(place, Place::Header | Place::Path)).map(|(name, _)| *name).collect();
    match violations(meta, model).iter().find(|violation| !unseen.contains(&violation.path.as_str())) {
        Some(violation) => Err(format!("clients refuse to send it: {violation}")),
        None => Ok(()),
    }
}

/// A documented request without what a recipe fills.
struct Documented<'a> {
    query: Vec<(&'a str, &'a str)>,
    body: Option<Body<'a>>,
}

enum Body<'a> {
    Members(Vec<(String, &'a str)>),
    Whole(&'a str),
}

impl<'a> Documented<'a> {
    fn of(meta: &OperationMeta, filled: &Filled, request: &Request<'a>) -> Self {
        let query = request.query.iter().copied().filter(|(name, _)| !filled.query.contains(name)).collect();
        let is_whole = meta.parameters.contains(&Place::Content);
        let body = request.body.map(|body| match members(body.as_bytes()) {
            Some(members) if !is_whole => {
                let members = members.into_iter().filter(|member| !filled.body.contains(&&*member.name));
                Body::Members(members.map(|member| (member.name.into_owned(), member.json)).collect())
            }
            _ => Body::Whole(body),
        });
        Self { query, body }
    }

    /// Puts what is documented into the fields, and what fits none among the additional parameters and members.
    fn fill(&self, meta: &OperationMeta, model: &mut dyn Model, met: &Met) -> Result<(), String> {
        let table = model.table();
        let mut outcome = Ok(());
        model.change(&mut |slots, surplus| {
            let fields = meta.parameters.iter().zip(table.names).zip(slots);
            outcome = fields.into_iter().try_for_each(|((place, name), slot)| match self.shown(*place, name) {
                Some(json) => fill_field(meta, (*place, name, table.is_required(name)), &json, *slot, surplus, met),
                None => {
                    if table.is_required(name) && matches!(place, Place::Query | Place::Body) {
                        met.add(name, "MissingRequired");
                    }
                    Ok(())
                }
            });
            for (name, text) in self.query.iter().filter(|(name, _)| is_unknown(meta, table, Place::Query, name)) {
                met.add(name, "UnknownMember");
                add_query(surplus, name, text);
            }
            let Some(Body::Members(members)) = &self.body else { return };
            for (name, json) in members.iter().filter(|(name, _)| is_unknown(meta, table, Place::Body, name)) {
                met.add(name, "UnknownMember");
                _ = value(json).map(|value| surplus.members_mut().insert(name.as_str(), value));
            }
        });
        outcome
    }

    /// The JSON of a parameter, if the example shows it.
    fn shown(&self, place: Place, name: &str) -> Option<String> {
        match (place, &self.body) {
            (Place::Query, _) => {
                let (_, text) = self.query.iter().find(|(shown, _)| *shown == name)?;
                Some(String::from_utf8_lossy(&json::encode(&(*text).to_owned())).into_owned())
            }
            (Place::Body, Some(Body::Members(members))) => {
                members.iter().rev().find(|(shown, _)| shown == name).map(|(_, json)| (*json).to_owned())
            }
            (Place::Content, Some(Body::Whole(json))) => Some((*json).to_owned()),
            _ => None,
        }
    }

    fn compare_query(&self, meta: &OperationMeta, wire: &Draft, met: &Met) -> Result<(), String> {
        for (name, text) in &self.query {
            let sent = wire.query.iter().find(|(sent, _)| sent == name).map(|(_, sent)| sent.as_str());
            match sent {
                Some(sent) if sent == *text => {}
                Some(_) if is_constant(meta, Place::Query, name) => met.add(name, "Constant"),
                Some(sent) => {
                    let sent = value(sent).unwrap_or_else(|_| Value::Text(sent.to_owned()));
                    if !Comparison::default().same(name, &Value::Text((*text).to_owned()), &sent) {
                        return Err(format!("the parameter `{name}` is sent as {sent:?}, not as {text:?}"));
                    }
                }
                None if text.is_empty() => {}
                None => return Err(format!("the parameter `{name}` is not sent")),
            }
        }
        let is_shown = |name: &str| self.query.iter().any(|(shown, _)| *shown == name);
        let is_meant = |name: &str| is_shown(name) || is_constant(meta, Place::Query, name);
        match wire.query.iter().find(|(name, _)| !is_meant(name)) {
            Some((name, _)) => Err(format!("the parameter `{name}` is sent, and was not set")),
            None => Ok(()),
        }
    }

    fn compare_body(&self, meta: &OperationMeta, table: &Table, wire: Draft, met: &Met) -> Result<(), String> {
        let sent = match wire.body {
            DraftBody::Json(members) => members,
            DraftBody::Text(text) => vec![(String::new(), text)],
            _ => Vec::new(),
        };
        let shown = match &self.body {
            None => Vec::new(),
            Some(Body::Members(members)) => members.clone(),
            // A body of another form than the tables have has no way into the struct.
            Some(Body::Whole(_)) if !meta.parameters.contains(&Place::Content) => {
                met.add("", "Misfit");
                Vec::new()
            }
            Some(Body::Whole(json)) => vec![(String::new(), *json)],
        };
        for (name, json) in &shown {
            let documented = value(json)?;
            match sent.iter().find(|(sent, _)| sent == name) {
                Some((_, sent))
                    if is_constant(meta, Place::Body, name) && !has_field(meta, table, Place::Body, name) =>
                {
                    if scalar_text(sent) != scalar_text(json) {
                        met.add(name, "Constant");
                    }
                }
                Some((_, sent)) => compare(name, &documented, &value(sent)?, met)?,
                None if is_nothing(&documented) || (name.is_empty() && met.has_path("$")) => {}
                None => return Err(format!("the member `{name}` is not sent")),
            }
        }
        let is_shown = |name: &str| shown.iter().any(|(shown, _)| shown == name);
        match sent.iter().find(|(name, _)| !is_shown(name) && !is_constant(meta, Place::Body, name)) {
            Some((name, _)) => Err(format!("the member `{name}` is sent, and was not set")),
            None => Ok(()),
        }
    }
}

fn is_constant(meta: &OperationMeta, place: Place, name: &str) -> bool {
    meta.constants.iter().any(|constant| constant.place == place && constant.name == name)
}

fn has_field(meta: &OperationMeta, table: &Table, place: Place, name: &str) -> bool {
    meta.parameters.iter().zip(table.names).any(|(at, known)| *at == place && *known == name)
}

fn is_unknown(meta: &OperationMeta, table: &Table, place: Place, name: &str) -> bool {
    !is_constant(meta, place, name) && !has_field(meta, table, place, name)
}

fn fill_field(
    meta: &OperationMeta,
    (place, name, is_required): (Place, &'static str, bool),
    json: &str,
    slot: &mut dyn Slot,
    surplus: &mut dyn Surplus,
    met: &Met,
) -> Result<(), String> {
    if json == "null" && is_required {
        met.add(name, "NullRequired");
    }
    let notes = Met::default();
    let within = if place == Place::Content { "" } else { name };
    if !decode(meta, within, json, Misfits::Keep, slot, &notes)? {
        slot.clear();
        match place {
            Place::Body => _ = surplus.members_mut().insert(name, value(json)?),
            Place::Query => add_query(surplus, name, &scalar_text(json).unwrap_or_default()),
            _ => {}
        }
    }
    for difference in notes.into_set() {
        let (path, kind) = difference.rsplit_once(": ").unwrap_or_default();
        // Whatever is in a query is a text.
        let in_text = place == Place::Query && matches!(kind, "Quoted" | "JsonInText");
        if !in_text || path != name {
            met.add(path, kind);
        }
    }
    Ok(())
}

fn add_query(surplus: &mut dyn Surplus, name: &str, text: &str) {
    if let Some(additional) = surplus.additional_mut() {
        *additional = std::mem::take(additional).query(name, text);
    }
}
