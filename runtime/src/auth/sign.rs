//! The engine: evaluates templates and parts, and makes signatures of them.

use std::borrow::Cow;
use std::fmt;

use super::encoder::{digest, encoded};
use super::inputs::{Inputs, MessageBody, encode_pair, into_text};
use super::recipe::{Pairs, Part, Recipe, Segment, Signature, Sort, Source, Template};
use crate::envelope::{members, scalar_text};

/// Signatures may sign other signatures, that deep.
const MAX_DEPTH: usize = 8;

/// What the names of signatures begin with in templates.
const SIGNATURE: &str = "signature.";

/// A signature, and what it was made of.
#[derive(Clone, PartialEq, Eq)]
pub struct Signed {
    /// The string that was signed. With some recipes it holds the secret.
    pub string_to_sign: String,
    /// The signature as it is sent. One without encoders is bytes, for the key of another signature; those that are no text
    /// are not shown here.
    pub signature: String,
}

impl fmt::Debug for Signed {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.debug_struct("Signed").finish_non_exhaustive()
    }
}

/// Why a signature could not be made.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum SignError {
    /// The recipe has no signature of that name.
    #[error("the recipe has no signature `{0}`")]
    NoSuchSignature(String),
    /// A placeholder has no value.
    #[error("the signature needs `{0}`, which has no value")]
    Missing(&'static str),
    /// The members of the body are signed, but it is no JSON object.
    #[error("the members of the body are signed, but the body is no JSON object")]
    BodyIsNoObject,
    /// The body has two members of one name, so that nobody can say which one was signed.
    #[error("the members of the body are signed, but `{0}` stands in it twice")]
    DuplicateMember(String),
    /// Signatures sign one another without end.
    #[error("the signature `{0}` signs itself")]
    Circular(&'static str),
}

/// Computes the signature `name` of a recipe.
///
/// # Errors
///
/// If the recipe has no such signature, if a placeholder has no value among the inputs, or if the members of a body are
/// to be signed that has none.
pub fn sign(recipe: &Recipe, name: &str, inputs: &Inputs) -> Result<Signed, SignError> {
    let (signature, string) = Scope { recipe, inputs, signature: None, depth: 0 }.sign(name)?;
    Ok(Signed { string_to_sign: into_text(string), signature: into_text(signature) })
}

/// Fills in a template; `None` if one of its placeholders has no value. A signature that cannot be made is an error.
pub(crate) fn render(recipe: &Recipe, template: Template, inputs: &Inputs) -> Result<Option<String>, SignError> {
    let scope = Scope { recipe, inputs, signature: None, depth: 0 };
    let is_missing = |segment: &Segment| match segment {
        Segment::Value { name, .. } if !name.starts_with(SIGNATURE) => !scope.has(name),
        _ => false,
    };
    if template.iter().any(is_missing) {
        return Ok(None);
    }
    scope.render(template).map(into_text).map(Some)
}

/// The bytes that a template gives; a placeholder without a value is an error.
pub(super) fn render_bytes(recipe: &Recipe, template: Template, inputs: &Inputs) -> Result<Vec<u8>, SignError> {
    Scope { recipe, inputs, signature: None, depth: 0 }.render(template)
}

/// Whether a template mentions a signature.
pub(crate) fn mentions_signature(template: Template) -> bool {
    template.iter().any(|segment| matches!(segment, Segment::Value { name, .. } if name.starts_with(SIGNATURE)))
}

/// What names mean while a template is filled in.
#[derive(Clone, Copy)]
struct Scope<'a> {
    recipe: &'a Recipe,
    inputs: &'a Inputs,
    /// The signature whose parts have names here.
    signature: Option<&'static Signature>,
    depth: usize,
}

impl<'a> Scope<'a> {
    /// The bytes of a signature, and those that were signed. Bytes, for a signature without encoders may be the key of
    /// another one.
    fn sign(self, name: &str) -> Result<(Vec<u8>, Vec<u8>), SignError> {
        let signature = self.recipe.signature(name).ok_or_else(|| SignError::NoSuchSignature(name.to_owned()))?;
        if self.depth >= MAX_DEPTH {
            return Err(SignError::Circular(signature.name));
        }
        let scope = Self { signature: Some(signature), depth: self.depth + 1, ..self };
        let string = scope.render(signature.string)?;
        let key = scope.render(signature.key)?;
        let bytes = encoded(Cow::Owned(digest(signature.digest, &key, &string)), signature.output);
        Ok((bytes.into_owned(), string))
    }

    fn render(self, template: Template) -> Result<Vec<u8>, SignError> {
        let mut rendered = Vec::with_capacity(32 * template.len());
        for segment in template {
            match segment {
                Segment::Text(text) => rendered.extend_from_slice(text.as_bytes()),
                Segment::Value { name, encoders } => {
                    rendered.extend_from_slice(&encoded(self.value(name)?, encoders));
                }
            }
        }
        Ok(rendered)
    }

    /// Whether a name that is no signature and no part of one has a value.
    fn has(self, name: &str) -> bool {
        matches!(name, "method" | "path" | "query" | "body") || self.inputs.value_of(name).is_some()
    }

    fn value(self, name: &'static str) -> Result<Cow<'a, [u8]>, SignError> {
        let parts = self.signature.map_or(&[][..], |signature| signature.parts);
        if let Some((_, part)) = parts.iter().find(|(known, _)| *known == name) {
            return self.part(part).map(Cow::Owned);
        }
        if let Some(signature) = name.strip_prefix(SIGNATURE) {
            return self.sign(signature).map(|(signature, _)| Cow::Owned(signature));
        }
        let rule = &self.recipe.request;
        let text = match name {
            "method" => &self.inputs.method,
            "path" => &self.inputs.path,
            "query" => return Ok(Cow::Owned(self.inputs.sent_query(rule).into_bytes())),
            "body" => match self.inputs.sent_body(rule) {
                Cow::Borrowed(text) => text,
                Cow::Owned(text) => return Ok(Cow::Owned(text.into_bytes())),
            },
            _ => self.inputs.value_of(name).ok_or(SignError::Missing(name))?,
        };
        Ok(Cow::Borrowed(text.as_bytes()))
    }

    fn part(self, part: &Part) -> Result<Vec<u8>, SignError> {
        match part {
            Part::Pairs(pairs) => self.pairs(pairs),
            Part::Values { values, sort, join } => {
                let mut values = values.iter().map(|value| self.render(value)).collect::<Result<Vec<_>, _>>()?;
                if *sort {
                    values.sort_unstable();
                }
                Ok(values.join(join.as_bytes()))
            }
        }
    }

    fn pairs(self, rule: &Pairs) -> Result<Vec<u8>, SignError> {
        let mut pairs = self.source(rule.source)?;
        let is_left_out =
            |(name, value): &Pair<'_>| rule.except.contains(&name.as_ref()) || (rule.skip_empty && value.is_empty());
        pairs.retain(|pair| !is_left_out(pair));
        match rule.sort {
            Sort::None => {}
            Sort::Name => pairs.sort_by(|left, right| left.0.cmp(&right.0)),
            Sort::Pair => pairs.sort_by(|left, right| joined(left, rule).cmp(joined(right, rule))),
        }
        let mut written = Vec::with_capacity(32 * pairs.len());
        for (index, (name, value)) in pairs.iter().enumerate() {
            written.extend_from_slice(if index > 0 { rule.join.as_bytes() } else { b"" });
            written.extend_from_slice(&encoded(Cow::Borrowed(name.as_bytes()), rule.name));
            written.extend_from_slice(rule.between.as_bytes());
            written.extend_from_slice(&encoded(Cow::Borrowed(value.as_bytes()), rule.value));
        }
        Ok(written)
    }

    fn source(self, source: Source) -> Result<Vec<Pair<'a>>, SignError> {
        let query = || as_they_are(&self.inputs.query);
        match source {
            Source::Query => Ok(query().collect()),
            Source::SentQuery => Ok(self
                .inputs
                .query
                .iter()
                .map(|(name, value)| encode_pair(name, value, &self.recipe.request))
                .collect()),
            Source::Body => self.body_pairs(),
            Source::Parameters => Ok(query().chain(self.body_pairs()?).collect()),
        }
    }

    fn body_pairs(self) -> Result<Vec<Pair<'a>>, SignError> {
        let text = match &self.inputs.body {
            MessageBody::None => return Ok(Vec::new()),
            MessageBody::Form(fields) => return Ok(as_they_are(fields).collect()),
            MessageBody::Text(text) => text,
        };
        let mut pairs: Vec<Pair<'a>> = Vec::new();
        for member in members(text.as_bytes()).ok_or(SignError::BodyIsNoObject)? {
            if pairs.iter().any(|(name, _)| *name == member.name) {
                return Err(SignError::DuplicateMember(member.name.into_owned()));
            }
            if let Some(value) = scalar_text(member.json) {
                pairs.push((member.name, value));
            }
        }
        Ok(pairs)
    }
}

/// A name and a value that are signed.
type Pair<'a> = (Cow<'a, str>, Cow<'a, str>);

fn as_they_are(pairs: &[(String, String)]) -> impl Iterator<Item = Pair<'_>> {
    pairs.iter().map(|(name, value)| (Cow::Borrowed(name.as_str()), Cow::Borrowed(value.as_str())))
}

/// The bytes of a pair as it is joined.
fn joined<'a>((name, value): &'a Pair<'_>, rule: &'a Pairs) -> impl Iterator<Item = u8> + 'a {
    name.bytes().chain(rule.between.bytes()).chain(value.bytes())
}
