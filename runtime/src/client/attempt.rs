//! One attempt of a call: signs a draft afresh, and checks the signature of the answer.

use std::time::SystemTime;

use bytes::Bytes;
use http::header::{CONTENT_TYPE, HeaderName, HeaderValue};
use subtle::ConstantTimeEq as _;

use super::address::Address;
use super::draft::{Draft, DraftBody};
use super::token::TokenSet;
use crate::auth::recipe::{Member, Recipe, Template};
use crate::auth::{Credentials, Inputs, MessageBody, encode, fresh, mentions_signature, render, sign};
use crate::envelope::{members, scalar_text, write_json_string};
use crate::error::{Answer, Error};

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
        let mut inputs = Inputs::new();
        for (name, value) in self.credentials.iter() {
            inputs = inputs.value(name, value);
        }
        for (name, value) in self.tokens.iter() {
            inputs = inputs.value(name, value);
        }
        for (name, rule) in self.recipe.values {
            let value = fresh::make(*rule, self.now)
                .map_err(|_| Error::configuration("the system has no random numbers to give"))?;
            inputs = inputs.value(*name, value);
        }
        Ok(inputs)
    }

    /// The request that is sent.
    pub(crate) fn request(&self, draft: &Draft, address: &Address) -> Result<http::Request<Bytes>, Error> {
        let mut assembly = Assembly { recipe: self.recipe, inputs: self.values()?, body: draft.body.clone() };
        draft.method.clone_into(&mut assembly.inputs.method);
        assembly.inputs.path = address.path(&draft.path);
        assembly.add_query(draft, self.signed)?;
        if self.signed {
            assembly.drop_what_the_recipe_fills();
            assembly.add_members(false)?;
        }
        assembly.describe_body();
        let headers = assembly.headers(draft, self.signed)?;
        if self.signed {
            let query = assembly.rendered(self.recipe.request.query, true)?;
            let body_additions = assembly.body_additions(true)?;
            assembly.inputs.query.extend(query);
            assembly.extend_body(body_additions);
        }
        let query = assembly.inputs.sent_query(&self.recipe.request);
        let uri = address.uri(&assembly.inputs.path, &query)?;
        let mut request = http::Request::new(assembly.body_bytes());
        *request.method_mut() = draft.method.parse().map_err(|_| Error::configuration("this is no HTTP method"))?;
        *request.uri_mut() = uri;
        *request.headers_mut() = headers;
        if let (Some(kind), false) = (assembly.content_type(), request.headers().contains_key(CONTENT_TYPE)) {
            request.headers_mut().insert(CONTENT_TYPE, header_value("Content-Type", kind)?);
        }
        Ok(request)
    }

    /// Whether the answer's signature is right. `None` if it has none, or none is asked for.
    pub(crate) fn verify(&self, answer: &Answer) -> Option<bool> {
        let verification = self.recipe.verification.as_ref()?;
        let found = members(answer.body())?
            .into_iter()
            .find(|member| member.name == verification.member)
            .and_then(|member| scalar_text(member.json).map(std::borrow::Cow::into_owned))
            .filter(|signature| !signature.is_empty())?;
        let text = std::str::from_utf8(answer.body()).ok()?;
        let inputs = self.values().ok()?.body(text);
        let fits = |name: &&&str| {
            sign(self.recipe, name, &inputs)
                .is_ok_and(|signed| bool::from(signed.signature.as_bytes().ct_eq(found.as_bytes())))
        };
        Some(verification.signatures.iter().any(|name| fits(&name)))
    }
}

/// A request on its way from draft to bytes.
struct Assembly {
    recipe: &'static Recipe,
    inputs: Inputs,
    body: DraftBody,
}

impl Assembly {
    fn add_query(&mut self, draft: &Draft, signed: bool) -> Result<(), Error> {
        let filled = if signed { self.recipe.request.query } else { &[] };
        let own = draft.query.iter().filter(|(name, _)| !filled.iter().any(|(filled, _)| filled == name));
        self.inputs.query.extend(own.cloned());
        let additions = self.rendered(filled, false)?;
        self.inputs.query.extend(additions);
        Ok(())
    }

    /// Entries with their values; those that mention a signature, or the others.
    fn rendered(
        &self,
        entries: &'static [(&'static str, Template)],
        with_signature: bool,
    ) -> Result<Vec<(String, String)>, Error> {
        let wanted = entries.iter().filter(|(_, template)| mentions_signature(template) == with_signature);
        let rendered = wanted.map(|(name, template)| {
            Ok(render(self.recipe, template, &self.inputs)?.map(|value| ((*name).to_owned(), value)))
        });
        rendered.filter_map(Result::transpose).collect()
    }

    /// The recipe's members, as JSON text.
    fn body_additions(&self, with_signature: bool) -> Result<Vec<(String, String)>, Error> {
        let mut additions = Vec::new();
        for (name, member) in self.recipe.request.body {
            let (Member::Text(template) | Member::Bare(template)) = member;
            if mentions_signature(template) != with_signature {
                continue;
            }
            if let Some(value) = render(self.recipe, template, &self.inputs)? {
                let json = match member {
                    Member::Text(_) => json_string(&value),
                    Member::Bare(_) => value,
                };
                additions.push(((*name).to_owned(), json));
            }
        }
        Ok(additions)
    }

    fn drop_what_the_recipe_fills(&mut self) {
        let filled = |name: &str| self.recipe.request.body.iter().any(|(filled, _)| *filled == name);
        match &mut self.body {
            DraftBody::Json(members) | DraftBody::Form(members) => members.retain(|(name, _)| !filled(name)),
            DraftBody::None | DraftBody::Bytes(..) => {}
        }
    }

    /// An operation without a body of its own has one all the same if the recipe puts members there, but for methods
    /// that have no body.
    fn add_members(&mut self, with_signature: bool) -> Result<(), Error> {
        let has_no_body = matches!(self.inputs.method.as_str(), "GET" | "HEAD" | "DELETE");
        if matches!(self.body, DraftBody::None) && !has_no_body && !self.recipe.request.body.is_empty() {
            self.body = DraftBody::Json(Vec::new());
        }
        let additions = self.body_additions(with_signature)?;
        self.extend_body(additions);
        Ok(())
    }

    fn extend_body(&mut self, additions: Vec<(String, String)>) {
        match &mut self.body {
            DraftBody::Json(members) => members.extend(additions),
            DraftBody::Form(fields) => fields.extend(
                additions.into_iter().filter_map(|(name, json)| Some((name, scalar_text(&json)?.into_owned()))),
            ),
            DraftBody::None | DraftBody::Bytes(..) => {}
        }
    }

    /// Tells the engine what is signed.
    fn describe_body(&mut self) {
        self.inputs.body = match &self.body {
            DraftBody::Json(members) => MessageBody::Text(json_object(members)),
            DraftBody::Form(fields) => MessageBody::Form(fields.clone()),
            DraftBody::None | DraftBody::Bytes(..) => MessageBody::None,
        };
    }

    fn headers(&self, draft: &Draft, signed: bool) -> Result<http::HeaderMap, Error> {
        let mut headers = http::HeaderMap::new();
        for (name, value) in &draft.headers {
            headers.insert(header_name(name)?, header_value(name, value)?);
        }
        if signed {
            for (name, template) in self.recipe.request.headers {
                let Some(text) = render(self.recipe, template, &self.inputs)? else { continue };
                let mut value = header_value(name, &text)?;
                value.set_sensitive(true);
                headers.insert(header_name(name)?, value);
            }
        }
        Ok(headers)
    }

    fn body_bytes(&self) -> Bytes {
        match &self.body {
            DraftBody::None => Bytes::new(),
            DraftBody::Json(members) => Bytes::from(json_object(members)),
            DraftBody::Form(fields) => Bytes::from(self.form(fields)),
            DraftBody::Bytes(_, bytes) => bytes.clone(),
        }
    }

    fn form(&self, fields: &[(String, String)]) -> Vec<u8> {
        let rule = &self.recipe.request;
        let written: Vec<Vec<u8>> = fields
            .iter()
            .map(|(name, value)| {
                [encode(name.as_bytes(), rule.query_name), b"=".to_vec(), encode(value.as_bytes(), rule.query_value)]
                    .concat()
            })
            .collect();
        written.join(&b'&')
    }

    fn content_type(&self) -> Option<&str> {
        match &self.body {
            DraftBody::None => None,
            DraftBody::Json(_) => Some("application/json"),
            DraftBody::Form(_) => Some("application/x-www-form-urlencoded"),
            DraftBody::Bytes(kind, _) => Some(kind),
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

fn json_string(text: &str) -> String {
    let mut json = String::new();
    write_json_string(text, &mut json);
    json
}

fn header_name(name: &str) -> Result<HeaderName, Error> {
    name.parse().map_err(|_| Error::configuration(format!("`{name}` is no name of a header")))
}

fn header_value(name: &str, value: &str) -> Result<HeaderValue, Error> {
    HeaderValue::from_bytes(value.as_bytes())
        .map_err(|_| Error::configuration(format!("the header `{name}` cannot hold this value")))
}
