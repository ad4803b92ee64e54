//! A step that fetches a token: what it sends, which row of its answer is meant, what is kept of it.

use secrecy::SecretString;

use super::Client;
use super::attempt::{Signer, member_json};
use super::deadline::Deadline;
use super::draft::{Draft, DraftBody};
use super::exchange::Exchange;
use super::pace::RateLimit;
use super::token::TokenSet;
use crate::answer::Answer;
use crate::auth::recipe::{Choose, Recipe, Step};
use crate::auth::{Inputs, render};
use crate::envelope::{items, scalar_text, value_at};
use crate::error::Error;

/// Makes the call of a step, with what earlier ones saved.
pub(super) async fn run_step(
    client: &Client,
    step: &'static Step,
    limit: &RateLimit,
    tokens: TokenSet,
    deadline: Deadline,
) -> Result<Vec<(String, SecretString)>, Error> {
    let recipe = client.shared.recipe;
    let signer = Signer {
        recipe,
        credentials: &client.account.credentials,
        tokens: &tokens,
        now: client.server_time(),
        signed: step.signed,
    };
    let values = signer.values()?;
    let draft = step_draft(recipe, step, &values)?;
    let exchange = Exchange {
        client,
        name: step.name,
        draft: &draft,
        known: &[],
        idempotent: true,
        step: Some(step),
        limit,
        deadline,
    };
    let answer = Box::pin(exchange.run(tokens.clone())).await?;
    let body = std::str::from_utf8(answer.body()).unwrap_or_default();
    let row = match &step.choose {
        Some(choose) => chosen_row(recipe, step, choose, body, &values, &answer)?,
        None => body,
    };
    step.save.iter().map(|(name, path)| saved_value(step, name, path, row, &answer)).collect()
}

/// What a step sends. A parameter whose placeholder has no value is left out.
fn step_draft(recipe: &'static Recipe, step: &'static Step, values: &Inputs) -> Result<Draft, Error> {
    let mut draft = Draft { method: step.method, path: step.path.to_owned(), ..Draft::default() };
    for (name, template) in step.query {
        draft.query.extend(render(recipe, template, values)?.map(|value| ((*name).to_owned(), value)));
    }
    let mut members = Vec::new();
    for (name, member) in step.body {
        members.extend(member_json(recipe, member, values)?.map(|json| ((*name).to_owned(), json)));
    }
    if !step.body.is_empty() {
        draft.body = DraftBody::Json(members);
    }
    Ok(draft)
}

/// The one row that fits the credentials. Several that fit, or none, are an error that lists what there is.
fn chosen_row<'a>(
    recipe: &'static Recipe,
    step: &'static Step,
    choose: &Choose,
    body: &'a str,
    values: &Inputs,
    answer: &Answer,
) -> Result<&'a str, Error> {
    let missing = || Error::Token { operation: step.name, missing: choose.rows, answer: answer.clone() };
    let rows = value_at(body, choose.rows.split('.')).and_then(|rows| items(rows.as_bytes())).ok_or_else(missing)?;
    let mut conditions = Vec::new();
    for (field, template) in choose.conditions {
        conditions.extend(render(recipe, template, values)?.map(|value| (*field, value)));
    }
    let misfit = |row: &str| conditions.iter().find(|(field, value)| field_text(row, field).as_ref() != Some(value));
    let fitting: Vec<&str> = rows.iter().copied().filter(|row| misfit(row).is_none()).collect();
    if let [row] = fitting.as_slice() {
        return Ok(row);
    }
    let described = |row: &&str| {
        let fields = choose.label.iter().filter_map(|field| Some(format!("{field} {}", field_text(row, field)?)));
        let label = fields.collect::<Vec<_>>().join(", ");
        match misfit(row) {
            Some((field, wanted)) => format!("{label} (not with {field} {wanted})"),
            None => label,
        }
    };
    let listed = if fitting.is_empty() { &rows } else { &fitting };
    let rows = listed.iter().map(described).collect();
    Err(Error::Choice { operation: step.name, fitting: fitting.len(), rows })
}

fn field_text(row: &str, field: &str) -> Option<String> {
    scalar_text(value_at(row, field.split('.'))?).map(std::borrow::Cow::into_owned)
}

fn saved_value(
    step: &'static Step,
    name: &str,
    path: &'static str,
    row: &str,
    answer: &Answer,
) -> Result<(String, SecretString), Error> {
    let value = field_text(row, path).filter(|value| !value.is_empty());
    let value = value.ok_or_else(|| Error::Token { operation: step.name, missing: path, answer: answer.clone() })?;
    Ok((format!("token.{name}"), SecretString::from(value)))
}
