//! Tokens: fetched step by step, kept for their time, renewed by one caller while the others wait.

use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, PoisonError, RwLock};
use std::time::{Duration, SystemTime};

use secrecy::{ExposeSecret as _, SecretString};
use tokio::sync::Mutex;

use super::Client;
use super::attempt::Signer;
use super::draft::{Draft, DraftBody};
use super::exchange::Exchange;
use super::pace::RateLimit;
use crate::auth::recipe::{Choose, Member, Recipe, Step, Then};
use crate::auth::{Credentials, Inputs, render};
use crate::envelope::{items, scalar_text, value_at, write_json_string};
use crate::error::{Answer, Error};

/// What steps saved, as `token.NAME`. Cloning it is cheap.
#[derive(Clone, Default)]
pub(crate) struct TokenSet {
    values: Arc<Vec<(String, SecretString)>>,
    /// Which renewal it comes from.
    generation: u64,
}

impl TokenSet {
    pub(crate) fn iter(&self) -> impl Iterator<Item = (&str, &str)> {
        self.values.iter().map(|(name, value)| (name.as_str(), value.expose_secret()))
    }
}

/// One set of credentials with everything that belongs to it.
pub(crate) struct Account {
    pub(crate) credentials: Credentials,
    pub(crate) limit: RateLimit,
    /// What the fast path reads.
    current: RwLock<Option<(TokenSet, SystemTime)>>,
    /// Held by the one caller that runs steps.
    flight: Mutex<Flight>,
    /// How many flights there have been.
    flights: AtomicU64,
}

/// What steps have given so far.
#[derive(Default)]
struct Flight {
    saved: Vec<Option<Saved>>,
    generation: u64,
    /// The last flight that failed, and why: those that waited for it fail alike, instead of trying one after another.
    failure: Option<(u64, Error)>,
}

/// What one step gave.
struct Saved {
    values: Vec<(String, SecretString)>,
    until: SystemTime,
}

impl Account {
    pub(crate) fn new(credentials: Credentials, limit_per_minute: Option<u32>) -> Self {
        Self {
            credentials,
            limit: RateLimit::new(limit_per_minute),
            current: RwLock::default(),
            flight: Mutex::default(),
            flights: AtomicU64::new(0),
        }
    }

    /// The tokens, from memory if they are fresh.
    pub(crate) async fn tokens(&self, client: &Client) -> Result<TokenSet, Error> {
        if client.shared.recipe.steps.is_empty() {
            return Ok(TokenSet::default());
        }
        if let Some(tokens) = self.fresh(client.local_time()) {
            return Ok(tokens);
        }
        self.fly(client, |_, _| {}).await
    }

    /// Does the step of that name and all after it again, unless somebody has since `seen`.
    pub(crate) async fn renew(&self, client: &Client, step: &str, seen: &TokenSet) -> Result<TokenSet, Error> {
        let steps = client.shared.recipe.steps;
        let Some(first) = steps.iter().position(|known| known.name == step) else { return Ok(seen.clone()) };
        self.fly(client, |flight, account| {
            if flight.generation == seen.generation {
                flight.forget(first);
                *account.current.write().unwrap_or_else(PoisonError::into_inner) = None;
            }
        })
        .await
    }

    fn fresh(&self, now: SystemTime) -> Option<TokenSet> {
        let current = self.current.read().unwrap_or_else(PoisonError::into_inner);
        current.as_ref().filter(|(_, until)| *until > now).map(|(tokens, _)| tokens.clone())
    }

    /// Runs the steps that are due, or waits for the caller that does.
    async fn fly(&self, client: &Client, prepare: impl FnOnce(&mut Flight, &Self)) -> Result<TokenSet, Error> {
        let seen = self.flights.load(Ordering::Acquire);
        let mut flight = self.flight.lock().await;
        prepare(&mut flight, self);
        if let Some(tokens) = self.fresh(client.local_time()) {
            return Ok(tokens);
        }
        match &flight.failure {
            Some((number, error)) if *number > seen => return Err(error.clone()),
            _ => flight.failure = None,
        }
        let outcome = flight.run(client).await;
        let number = self.flights.fetch_add(1, Ordering::AcqRel) + 1;
        match outcome {
            Ok((tokens, until)) => {
                *self.current.write().unwrap_or_else(PoisonError::into_inner) = Some((tokens.clone(), until));
                Ok(tokens)
            }
            Err(error) => {
                flight.failure = Some((number, error.clone()));
                Err(error)
            }
        }
    }
}

impl Flight {
    fn forget(&mut self, first: usize) {
        self.saved.iter_mut().skip(first).for_each(|saved| *saved = None);
    }

    /// Runs each step that has nothing fresh. A step whose answer says that an earlier one is outdated leads back to
    /// that one, once. What a step gave is kept at once, so that a caller that goes away costs nothing.
    async fn run(&mut self, client: &Client) -> Result<(TokenSet, SystemTime), Error> {
        let steps = client.shared.recipe.steps;
        self.saved.resize_with(steps.len(), || None);
        let mut went_back = false;
        let mut index = 0;
        while let Some(step) = steps.get(index) {
            let now = client.local_time();
            if !self.saved[index].as_ref().is_some_and(|saved| saved.until > now) {
                self.forget(index);
                match run_step(client, step, self.token_set(index)).await {
                    Ok(values) => {
                        self.saved[index] = Some(Saved { values, until: now + Duration::from_secs(step.lifetime) });
                        self.generation += 1;
                    }
                    Err(error) => match outdated_step(client.shared.recipe, &error) {
                        Some(earlier) if earlier < index && !went_back => {
                            went_back = true;
                            self.forget(earlier);
                            index = earlier;
                            continue;
                        }
                        _ => return Err(error),
                    },
                }
            }
            index += 1;
        }
        let until = self.saved.iter().flatten().map(|saved| saved.until).min().unwrap_or(SystemTime::UNIX_EPOCH);
        Ok((self.token_set(steps.len()), until))
    }

    /// What the first steps saved.
    fn token_set(&self, steps: usize) -> TokenSet {
        let saved = self.saved.iter().take(steps).flatten();
        TokenSet {
            values: Arc::new(saved.flat_map(|saved| saved.values.clone()).collect()),
            generation: self.generation,
        }
    }
}

/// The step that an error says is outdated.
fn outdated_step(recipe: &Recipe, error: &Error) -> Option<usize> {
    match recipe.reaction(error.status()?.as_u16(), error.code())?.then {
        Then::Renew(name) => recipe.steps.iter().position(|step| step.name == name),
        _ => None,
    }
}

async fn run_step(
    client: &Client,
    step: &'static Step,
    tokens: TokenSet,
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
    let exchange = Exchange { client, name: step.name, draft: &draft, known: &[], idempotent: true, step: Some(step) };
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
        let (Member::Text(template) | Member::Bare(template)) = member;
        let Some(value) = render(recipe, template, values)? else { continue };
        let mut json = String::new();
        match member {
            Member::Text(_) => write_json_string(&value, &mut json),
            Member::Bare(_) => json.push_str(&value),
        }
        members.push(((*name).to_owned(), json));
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
