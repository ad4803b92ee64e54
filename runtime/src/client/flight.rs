//! A flight: one caller goes through the stages that are due, while all others wait for what it brings.

use std::sync::Arc;
use std::time::SystemTime;

use super::Client;
use super::deadline::Deadline;
use super::saved::Saved;
use super::stage::{Given, stages};
use super::token::TokenSet;
use crate::auth::recipe::{Recipe, Then};
use crate::error::Error;

/// What stages have given so far.
#[derive(Default)]
pub(super) struct Flight {
    pub(super) saved: Vec<Option<Saved>>,
    pub(super) generation: u64,
    /// What the server took last before it said that it does not any more; until something new is there.
    rejected: TokenSet,
    /// The last flight that failed, and why: those that waited for it fail alike, instead of trying one after another.
    pub(super) failure: Option<(u64, Error)>,
}

/// Tokens that the server does not take any more.
#[derive(Clone, Copy)]
pub(super) struct Rejected<'a> {
    /// The first stage that has to be done again.
    pub(super) first: usize,
    /// What was sent.
    pub(super) seen: &'a TokenSet,
}

/// Writes down what stages have given so far.
pub(super) type Keep<'a> = dyn FnMut(&[Option<Saved>]) -> Result<(), Error> + Send + 'a;

impl Flight {
    /// Forgets what the server has rejected.
    pub(super) fn reject(&mut self, rejected: Rejected<'_>) {
        self.forget(rejected.first);
        self.rejected = rejected.seen.clone();
    }

    fn forget(&mut self, first: usize) {
        self.saved.iter_mut().skip(first).for_each(|saved| *saved = None);
    }

    /// Takes what was stored and lasts longer, but for what the server has rejected. What is here lasts longer if it could
    /// not be stored.
    pub(super) fn adopt(&mut self, stored: Vec<Option<Saved>>, rejected: Option<Rejected<'_>>) {
        let until = |saved: &Option<Saved>| saved.as_ref().map(|saved| saved.until);
        self.saved.resize_with(stored.len(), || None);
        for (saved, stored) in self.saved.iter_mut().zip(stored) {
            if until(&stored) > until(saved) {
                *saved = stored;
            }
        }
        self.generation += 1;
        if let Some(rejected) = rejected {
            let first = self.saved.get(rejected.first).and_then(Option::as_ref);
            if first.is_none_or(|saved| rejected.seen.has(&saved.values)) {
                self.reject(rejected);
            }
        }
    }

    /// Goes through each stage that has nothing fresh. A step whose answer says that an earlier one is outdated leads back
    /// to that one, once. What a stage gave is kept at once, here and by `keep`, so that a caller that goes away takes nothing
    /// with it.
    pub(super) async fn run(
        &mut self,
        client: &Client,
        deadline: Deadline,
        keep: &mut Keep<'_>,
    ) -> Result<(TokenSet, SystemTime), Error> {
        let stages = stages(client);
        self.saved.resize_with(stages.len(), || None);
        let mut went_back = false;
        let mut index = 0;
        while let Some(stage) = stages.get(index) {
            let now = client.local_time();
            if self.saved[index].as_ref().is_none_or(|saved| saved.until <= now) {
                self.forget(index);
                match stage.fetch(client, self.token_set(index), &self.rejected, deadline).await {
                    Ok(given) => {
                        self.save(index, given, now);
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
        self.rejected = TokenSet::default();
        let until = self.saved.iter().flatten().map(|saved| saved.until).min().unwrap_or(SystemTime::UNIX_EPOCH);
        Ok((self.token_set(stages.len()), until))
    }

    fn save(&mut self, index: usize, given: Given, now: SystemTime) {
        let until = now.checked_add(given.keep_for).unwrap_or(now);
        self.saved[index] = Some(Saved { values: given.values, until });
        self.generation += 1;
    }

    /// What the first stages gave.
    fn token_set(&self, stages: usize) -> TokenSet {
        let saved = self.saved.iter().take(stages).flatten();
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
