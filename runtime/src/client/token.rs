//! Tokens: fetched stage by stage, kept for their time, renewed by one caller while the others wait.

use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, PoisonError, RwLock};
use std::time::{Duration, SystemTime};

use secrecy::{ExposeSecret as _, SecretString};
use sha2::{Digest as _, Sha256};
use tokio::sync::Mutex;

use super::Client;
use super::deadline::Deadline;
use super::flight::{Flight, Rejected};
use super::pace::Limits;
use super::saved::{Saved, from_text, to_text};
use super::stage::stages;
use crate::auth::{Credentials, HeldTokens, Tokens};
use crate::error::Error;

/// How long old tokens are used further if they cannot be renewed.
const RENEW_AGAIN: Duration = Duration::from_secs(60);

/// How long callers are held up by renewing tokens that are old and not refused yet.
const RENEWAL: Duration = Duration::from_secs(10);

/// What stages gave, as `token.NAME`. Cloning it is cheap.
#[derive(Clone, Default)]
pub(crate) struct TokenSet {
    pub(super) values: Arc<Vec<(String, SecretString)>>,
    /// Which renewal it comes from.
    pub(super) generation: u64,
}

impl TokenSet {
    pub(crate) fn iter(&self) -> impl Iterator<Item = (&str, &str)> {
        self.values.iter().map(|(name, value)| (name.as_str(), value.expose_secret()))
    }

    /// The same without `token.` in front of the names.
    pub(super) fn to_tokens(&self) -> Tokens {
        let named = |(name, value): (&str, &str)| Some((name.strip_prefix("token.")?.to_owned(), value.to_owned()));
        let none = Tokens::new(Duration::ZERO);
        self.iter().filter_map(named).fold(none, |tokens, (name, value)| tokens.with(name, value))
    }

    /// Whether all of these are among them.
    pub(super) fn has(&self, values: &[(String, SecretString)]) -> bool {
        values.iter().all(|(name, value)| self.iter().any(|own| own == (name.as_str(), value.expose_secret())))
    }
}

/// One set of credentials with everything that belongs to it.
pub(crate) struct Account {
    pub(crate) credentials: Credentials,
    pub(super) limits: Limits,
    /// What the fast path reads.
    current: RwLock<Option<(TokenSet, SystemTime)>>,
    /// Held by the one caller that goes through the stages.
    flight: Mutex<Flight>,
    /// How many flights there have been.
    flights: AtomicU64,
}

impl Account {
    pub(super) fn new(credentials: Credentials, limits: Limits) -> Self {
        Self { credentials, limits, current: RwLock::default(), flight: Mutex::default(), flights: AtomicU64::new(0) }
    }

    /// The tokens, from memory if they are fresh.
    pub(crate) async fn tokens(&self, client: &Client, deadline: Deadline) -> Result<TokenSet, Error> {
        if client.shared.recipe.steps.is_empty() && client.shared.options.token_provider.is_none() {
            return Ok(TokenSet::default());
        }
        if let Some(tokens) = self.fresh(client.local_time()) {
            return Ok(tokens);
        }
        // In a box, so that calls that find their tokens are not as large as those that fetch them.
        Box::pin(self.fly(client, None, deadline)).await
    }

    /// Does the step of that name and all after it again, or asks the token provider, unless somebody has since `seen`.
    pub(crate) async fn renew(
        &self,
        client: &Client,
        step: &str,
        seen: &TokenSet,
        deadline: Deadline,
    ) -> Result<TokenSet, Error> {
        let stages = stages(client);
        if stages.is_empty() {
            return Ok(seen.clone());
        }
        // A provider stands in the place of all steps, so there is no stage of the name of one.
        let first = stages.iter().position(|stage| stage.name == step).unwrap_or(0);
        Box::pin(self.fly(client, Some(Rejected { first, seen }), deadline)).await
    }

    fn fresh(&self, now: SystemTime) -> Option<TokenSet> {
        let current = self.current.read().unwrap_or_else(PoisonError::into_inner);
        current.as_ref().filter(|(_, until)| *until > now).map(|(tokens, _)| tokens.clone())
    }

    fn hold_on_to(&self, tokens: Option<(TokenSet, SystemTime)>) {
        *self.current.write().unwrap_or_else(PoisonError::into_inner) = tokens;
    }

    /// The tokens that are there, whatever their age.
    fn present(&self) -> Option<TokenSet> {
        let current = self.current.read().unwrap_or_else(PoisonError::into_inner);
        current.as_ref().map(|(tokens, _)| tokens.clone())
    }

    /// Goes through the stages that are due, or waits for the caller that does.
    async fn fly(
        &self,
        client: &Client,
        rejected: Option<Rejected<'_>>,
        deadline: Deadline,
    ) -> Result<TokenSet, Error> {
        let before = self.flights.load(Ordering::Acquire);
        let mut flight = self.flight.lock().await;
        let latest = self.present().map_or(flight.generation, |tokens| tokens.generation);
        if let Some(rejected) = rejected
            && latest == rejected.seen.generation
        {
            flight.reject(rejected);
            self.hold_on_to(None);
        }
        if let Some(tokens) = self.fresh(client.local_time()) {
            return Ok(tokens);
        }
        match &flight.failure {
            Some((number, error)) if *number > before => return Err(error.clone()),
            _ => flight.failure = None,
        }
        let deadline = if self.present().is_some() { deadline.at_most(RENEWAL) } else { deadline };
        let outcome = deadline.bound(self.fly_with_store(client, &mut flight, rejected, deadline)).await.flatten();
        let number = self.flights.fetch_add(1, Ordering::AcqRel) + 1;
        match (outcome, self.present()) {
            (Ok((tokens, until)), _) => {
                self.hold_on_to(Some((tokens.clone(), until)));
                Ok(tokens)
            }
            // Tokens are renewed before their end. If that fails for the moment, they are as good as before.
            (Err(error), Some(tokens)) if error.is_retryable() => {
                self.hold_on_to(Some((tokens.clone(), client.local_time() + RENEW_AGAIN)));
                Ok(tokens)
            }
            (Err(error), _) => {
                // That one caller's time is over says nothing about the others'.
                if !matches!(error, Error::TimedOut { .. }) {
                    flight.failure = Some((number, error.clone()));
                }
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
        deadline: Deadline,
    ) -> Result<(TokenSet, SystemTime), Error> {
        let Some(store) = &client.shared.options.token_store else {
            return flight.run(client, deadline, &mut |_| Ok(())).await;
        };
        let broken = |error: std::io::Error| Error::configuration(format!("the token store cannot be used: {error}"));
        let key = self.store_key(client);
        let mut held: Box<dyn HeldTokens> = store.hold(&key).await.map_err(broken)?;
        let stages = stages(client);
        let mut stored = held.read().map_err(broken)?;
        flight.adopt(from_text(&stages, &stored), rejected);
        let mut store = |saved: &[Option<Saved>]| {
            let text = to_text(&stages, saved);
            if text != stored {
                held.write(&text).map_err(broken)?;
                stored = text;
            }
            Ok(())
        };
        flight.run(client, deadline, &mut store).await
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
