//! Tokens: fetched step by step, kept for their time, renewed by one caller while the others wait.

use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, PoisonError, RwLock};
use std::time::{Duration, SystemTime};

use secrecy::{ExposeSecret as _, SecretString};
use sha2::{Digest as _, Sha256};
use tokio::sync::Mutex;
use tokio::time::Instant;

use super::Client;
use super::pace::RateLimit;
use super::saved::{Saved, from_text, to_text};
use super::step::run_step;
use crate::auth::recipe::{Recipe, Then};
use crate::auth::{Credentials, HeldTokens};
use crate::error::Error;

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

    /// Whether all of these are among them.
    fn has(&self, values: &[(String, SecretString)]) -> bool {
        values.iter().all(|(name, value)| self.iter().any(|own| own == (name.as_str(), value.expose_secret())))
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

/// Tokens that the server does not take any more.
struct Rejected<'a> {
    /// The first step that has to be done again.
    first: usize,
    /// What was sent.
    seen: &'a TokenSet,
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
    pub(crate) async fn tokens(&self, client: &Client, deadline: Instant) -> Result<TokenSet, Error> {
        if client.shared.recipe.steps.is_empty() {
            return Ok(TokenSet::default());
        }
        if let Some(tokens) = self.fresh(client.local_time()) {
            return Ok(tokens);
        }
        // In a box, so that calls that find their tokens are not as large as those that fetch them.
        Box::pin(self.fly(client, None, deadline)).await
    }

    /// Does the step of that name and all after it again, unless somebody has since `seen`.
    pub(crate) async fn renew(
        &self,
        client: &Client,
        step: &str,
        seen: &TokenSet,
        deadline: Instant,
    ) -> Result<TokenSet, Error> {
        let steps = client.shared.recipe.steps;
        let Some(first) = steps.iter().position(|known| known.name == step) else { return Ok(seen.clone()) };
        Box::pin(self.fly(client, Some(Rejected { first, seen }), deadline)).await
    }

    fn fresh(&self, now: SystemTime) -> Option<TokenSet> {
        let current = self.current.read().unwrap_or_else(PoisonError::into_inner);
        current.as_ref().filter(|(_, until)| *until > now).map(|(tokens, _)| tokens.clone())
    }

    /// Runs the steps that are due, or waits for the caller that does.
    async fn fly(&self, client: &Client, rejected: Option<Rejected<'_>>, deadline: Instant) -> Result<TokenSet, Error> {
        let before = self.flights.load(Ordering::Acquire);
        let mut flight = self.flight.lock().await;
        if let Some(rejected) = &rejected
            && flight.generation == rejected.seen.generation
        {
            flight.forget(rejected.first);
            *self.current.write().unwrap_or_else(PoisonError::into_inner) = None;
        }
        if let Some(tokens) = self.fresh(client.local_time()) {
            return Ok(tokens);
        }
        match &flight.failure {
            Some((number, error)) if *number > before => return Err(error.clone()),
            _ => flight.failure = None,
        }
        let outcome = self.fly_with_store(client, &mut flight, rejected, deadline).await;
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

    /// Takes what other processes have stored, does what is left to do, and stores it.
    async fn fly_with_store(
        &self,
        client: &Client,
        flight: &mut Flight,
        rejected: Option<Rejected<'_>>,
        deadline: Instant,
    ) -> Result<(TokenSet, SystemTime), Error> {
        let Some(store) = &client.shared.options.token_store else {
            return flight.run(client, deadline, &mut |_| Ok(())).await;
        };
        let broken = |error: std::io::Error| Error::configuration(format!("the token store cannot be used: {error}"));
        let key = self.store_key(client);
        let mut held: Box<dyn HeldTokens> = store.hold(&key).await.map_err(broken)?;
        let steps = client.shared.recipe.steps;
        let stored = from_text(steps, &held.read().map_err(broken)?);
        flight.adopt(stored, rejected);
        flight.run(client, deadline, &mut |saved| held.write(&to_text(steps, saved)).map_err(broken)).await
    }

    /// Different for each account and server, and nothing can be learnt from it.
    fn store_key(&self, client: &Client) -> String {
        let mut hash = Sha256::new();
        hash.update(format!("{}\n{:?}\n", client.shared.api.name, client.shared.address));
        for (name, value) in self.credentials.iter() {
            hash.update(format!("{}\n{name}\n{}\n{value}\n", name.len(), value.len()));
        }
        hex::encode(hash.finalize())
    }
}

/// Writes down what steps have given so far.
type Keep<'a> = dyn FnMut(&[Option<Saved>]) -> Result<(), Error> + Send + 'a;

impl Flight {
    fn forget(&mut self, first: usize) {
        self.saved.iter_mut().skip(first).for_each(|saved| *saved = None);
    }

    /// Takes what was stored, but for what the server has rejected.
    fn adopt(&mut self, stored: Vec<Option<Saved>>, rejected: Option<Rejected<'_>>) {
        self.saved = stored;
        self.generation += 1;
        if let Some(Rejected { first, seen }) = rejected
            && self.saved.get(first).and_then(Option::as_ref).is_none_or(|saved| seen.has(&saved.values))
        {
            self.forget(first);
        }
    }

    /// Runs each step that has nothing fresh. A step whose answer says that an earlier one is outdated leads back to
    /// that one, once. What a step gave is kept at once, here and by `keep`, so that a caller that goes away takes nothing
    /// with it.
    async fn run(
        &mut self,
        client: &Client,
        deadline: Instant,
        keep: &mut Keep<'_>,
    ) -> Result<(TokenSet, SystemTime), Error> {
        let steps = client.shared.recipe.steps;
        self.saved.resize_with(steps.len(), || None);
        let mut went_back = false;
        let mut index = 0;
        while let Some(step) = steps.get(index) {
            let now = client.local_time();
            if self.saved[index].as_ref().is_none_or(|saved| saved.until <= now) {
                self.forget(index);
                match run_step(client, step, self.token_set(index), deadline).await {
                    Ok(values) => {
                        self.saved[index] = Some(Saved { values, until: now + Duration::from_secs(step.lifetime) });
                        self.generation += 1;
                        keep(&self.saved)?;
                    }
                    Err(error) => match outdated_step(client.shared.recipe, &error) {
                        Some(earlier) if earlier < index && !went_back => {
                            went_back = true;
                            self.forget(earlier);
                            index = earlier;
                            continue;
                        }
                        _ => {
                            keep(&self.saved)?;
                            return Err(error);
                        }
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
