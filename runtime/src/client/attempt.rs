//! One attempt of a call: signs a draft afresh, and checks the signature of the answer.

use std::borrow::Cow;
use std::time::SystemTime;

use http::header::{CONTENT_TYPE, HeaderMap, HeaderName, HeaderValue};
use subtle::ConstantTimeEq as _;

use super::address::Address;
use super::draft::{Draft, DraftBody};
use super::token::TokenSet;
use crate::Body;
use crate::answer::Answer;
use crate::auth::recipe::{Member, Recipe, RequestRule};
use crate::auth::{Credentials, Inputs, MessageBody, encode_pairs, fresh, mentions_signature, render, sign};
use crate::envelope::{members, scalar_text, write_json_string};
use crate::error::Error;

/// A request that is ready to go.
pub(crate) struct Ready {
    pub(crate) request: http::Request<Body>,
    /// What was signed.
    pub(crate) inputs: Inputs,
}

/// What an attempt is signed with.
pub(crate) struct Signer<'a> {
    pub(crate) recipe: &'static Recipe,
    pub(crate) credentials: &'a Credentials,
    /// What token steps saved, as `token.NAME`.
    pub(crate) tokens: &'a TokenSet,
    /// The server's time.
    pub(crate) now: SystemTime,
    /// Whether the request carries what every call carries.
    pub(crate) signed: bool,
}

impl Signer<'_> {
    /// The values that templates can name.
    pub(crate) fn values(&self) -> Result<Inputs, Error> {
        let mut inputs = self.credentials.to_inputs();
        for (name, value) in self.tokens.iter() {
            inputs.set_value(Cow::Owned(name.to_owned()), value.to_owned());
        }
        for (name, rule) in self.recipe.values {
            let value = fresh::make(*rule, self.now)
                .map_err(|_| Error::configuration("the system has no random numbers to give"))?;
            inputs.set_value(Cow::Borrowed(name), value);
        }
        Ok(inputs)
    }

    /// The request that is sent: first what is signed is put together, then what the signature goes into is added.
    pub(crate) fn request(&self, draft: &Draft, address: &Address) -> Result<Ready, Error> {
        let rule: &RequestRule = if self.signed { &self.recipe.request } else { &NOTHING };
        let mut assembly = Assembly { recipe: self.recipe, rule, inputs: self.values()?, body: draft.body.clone() };
        draft.method.clone_into(&mut assembly.inputs.method);
        assembly.inputs.path = address.path(&draft.path);
        assembly.fill_query(draft)?;
        assembly.fill_body()?;
        assembly.describe_body();

        let mut headers = assembly.headers(draft)?;
        let mut query = encode_pairs(&assembly.inputs.query, &self.recipe.request);
        let signed = assembly.query_additions(true)?;
        if !signed.is_empty() {
            let between = if query.is_empty() { "" } else { "&" };
            query.extend([between, &encode_pairs(&signed, &self.recipe.request)]);
        }
        let additions = assembly.body_additions(true)?;
        assembly.extend_body(additions);

        // A document that says `application/json` on every page says so of uploads too; a form or a body in parts cannot be
        // read as that, so there the body knows better.
        let is_certain = matches!(assembly.body, DraftBody::Form(_) | DraftBody::Parts(..));
        if let Some(kind) = assembly.content_type().filter(|_| is_certain || !headers.contains_key(CONTENT_TYPE)) {
            headers.insert(CONTENT_TYPE, header_value("Content-Type", kind.to_owned())?);
        }
        let mut request = http::Request::new(assembly.sent_body());
        *request.method_mut() = draft.method.parse().map_err(|_| Error::configuration("this is no HTTP method"))?;
        *request.uri_mut() = address.uri(&assembly.inputs.path, &query)?;
        *request.headers_mut() = headers;
        Ok(Ready { request, inputs: assembly.inputs })
    }

    /// Whether the answer's signature is right. `None` if it has none, or none is asked for.
    pub(crate) fn verify(&self, answer: &Answer) -> Option<bool> {
        let verification = self.recipe.verification.as_ref()?;
        let found = members(answer.body())?
            .into_iter()
            .find(|member| member.name == verification.member)
            .and_then(|member| scalar_text(member.json).map(Cow::into_owned))
            .filter(|signature| !signature.is_empty())?;
        let text = std::str::from_utf8(answer.body()).ok()?;
        let inputs = self.values().ok()?.body(text);
        Some(verification.signatures.iter().any(|name| {
            sign(self.recipe, name, &inputs)
                .is_ok_and(|signed| bool::from(signed.signature.as_bytes().ct_eq(found.as_bytes())))
        }))
    }
}

/// What a step carries that is not signed.
static NOTHING: RequestRule = Recipe::NONE.request;

/// A request on its way from draft to bytes.
struct Assembly {
    recipe: &'static Recipe,
    /// What the recipe adds.
    rule: &'static RequestRule,
    inputs: Inputs,
    body: DraftBody,
}

impl Assembly {
    fn fill_query(&mut self, draft: &Draft) -> Result<(), Error> {
        let filled = |name: &str| self.rule.query.iter().any(|(filled, _)| *filled == name);
        self.inputs.query.extend(draft.query.iter().filter(|(name, _)| !filled(name)).cloned());
        let additions = self.query_additions(false)?;
        self.inputs.query.extend(additions);
        Ok(())
    }

    /// The recipe's parameters; those that mention a signature, or the others.
    fn query_additions(&self, with_signature: bool) -> Result<Vec<(String, String)>, Error> {
        let wanted = self.rule.query.iter().filter(|(_, template)| mentions_signature(template) == with_signature);
        let rendered = wanted.map(|(name, template)| {
            Ok(render(self.recipe, template, &self.inputs)?.map(|value| ((*name).to_owned(), value)))
        });
        rendered.filter_map(Result::transpose).collect()
    }

    /// The recipe's members, as JSON text; those that mention a signature, or the others.
    fn body_additions(&self, with_signature: bool) -> Result<Vec<(String, String)>, Error> {
        let mut additions = Vec::new();
        for (name, member) in self.rule.body {
            if mentions_signature(member.template()) == with_signature
                && let Some(json) = member_json(self.recipe, member, &self.inputs)?
            {
                additions.push(((*name).to_owned(), json));
            }
        }
        Ok(additions)
    }

    /// An operation without a body of its own has one all the same if the recipe puts members there, but for methods
    /// that have no body.
    fn fill_body(&mut self) -> Result<(), Error> {
        let has_no_body = matches!(self.inputs.method.as_str(), "GET" | "HEAD" | "DELETE");
        if matches!(self.body, DraftBody::None) && !has_no_body && !self.rule.body.is_empty() {
            self.body = DraftBody::Json(Vec::new());
        }
        let filled = |name: &str| self.rule.body.iter().any(|(filled, _)| *filled == name);
        match &mut self.body {
            DraftBody::Json(members) | DraftBody::Form(members) => members.retain(|(name, _)| !filled(name)),
            DraftBody::None | DraftBody::Text(_) | DraftBody::Parts(..) => {}
        }
        let additions = self.body_additions(false)?;
        self.extend_body(additions);
        Ok(())
    }

    fn extend_body(&mut self, additions: Vec<(String, String)>) {
        match &mut self.body {
            DraftBody::Json(members) => members.extend(additions),
            DraftBody::Form(fields) => fields.extend(
                additions.into_iter().filter_map(|(name, json)| Some((name, scalar_text(&json)?.into_owned()))),
            ),
            DraftBody::None | DraftBody::Text(_) | DraftBody::Parts(..) => {}
        }
    }

    /// Tells the engine what is signed.
    fn describe_body(&mut self) {
        self.inputs.body = match &self.body {
            DraftBody::Json(members) => MessageBody::Text(json_object(members)),
            DraftBody::Form(fields) => MessageBody::Form(fields.clone()),
            DraftBody::Text(json) => MessageBody::Text(json.clone()),
            DraftBody::None | DraftBody::Parts(..) => MessageBody::None,
        };
    }

    fn headers(&self, draft: &Draft) -> Result<HeaderMap, Error> {
        let mut headers = HeaderMap::with_capacity(draft.headers.len() + self.rule.headers.len() + 1);
        for (name, value) in &draft.headers {
            headers.insert(header_name(name)?, header_value(name, value.clone())?);
        }
        for (name, template) in self.rule.headers {
            let Some(text) = render(self.recipe, template, &self.inputs)? else { continue };
            let mut value = header_value(name, text)?;
            value.set_sensitive(true);
            headers.insert(header_name(name)?, value);
        }
        Ok(headers)
    }

    fn sent_body(&self) -> Body {
        match &self.body {
            DraftBody::None => Body::default(),
            DraftBody::Json(members) => json_object(members).into(),
            DraftBody::Form(fields) => encode_pairs(fields, &self.recipe.request).into(),
            DraftBody::Text(json) => json.clone().into(),
            DraftBody::Parts(_, body) => body.clone(),
        }
    }

    fn content_type(&self) -> Option<&str> {
        match &self.body {
            DraftBody::None => None,
            DraftBody::Json(_) | DraftBody::Text(_) => Some("application/json"),
            DraftBody::Form(_) => Some("application/x-www-form-urlencoded"),
            DraftBody::Parts(kind, _) => Some(kind),
        }
    }
}

fn json_object(members: &[(String, String)]) -> String {
    let mut json = String::from("{");
    for (index, (name, value)) in members.iter().enumerate() {
        if index > 0 {
            json.push(',');
        }
        write_json_string(name, &mut json);
        json.push(':');
        json.push_str(value);
    }
    json.push('}');
    json
}

/// The JSON text of a member that a recipe fills; `None` if a placeholder has no value.
pub(super) fn member_json(recipe: &Recipe, member: &Member, inputs: &Inputs) -> Result<Option<String>, Error> {
    let text = render(recipe, member.template(), inputs)?;
    Ok(text.map(|text| match member {
        Member::Text(_) => {
            let mut json = String::new();
            write_json_string(&text, &mut json);
            json
        }
        Member::Bare(_) => text,
    }))
}

fn header_name(name: &str) -> Result<HeaderName, Error> {
    name.parse().map_err(|_| Error::configuration(format!("`{name}` is no name of a header")))
}

fn header_value(name: &str, value: String) -> Result<HeaderValue, Error> {
    HeaderValue::from_maybe_shared(bytes::Bytes::from(value))
        .map_err(|_| Error::configuration(format!("the header `{name}` cannot hold this value")))
}
