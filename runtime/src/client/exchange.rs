//! From a draft to an answer: attempts, what an error answer calls for, and how long to wait.

use std::time::{Duration, SystemTime};

use super::Client;
use super::attempt::{Ready, Signer};
use super::deadline::Deadline;
use super::draft::Draft;
use super::observe::{Attempt, Watch};
use super::pace::{Backoff, RateLimit, retry_after};
use super::redact::redact;
use super::token::TokenSet;
use crate::answer::Answer;
use crate::auth::Inputs;
use crate::auth::recipe::{Reaction, Step, Then};
use crate::envelope::{Verdict, judge, judge_step};
use crate::error::Error;
use crate::operation::KnownError;
use crate::transport::{Limits, TransportError, TransportErrorKind};

/// What is sent, and how its answer is read.
pub(crate) struct Exchange<'a> {
    pub(crate) client: &'a Client,
    /// The name of the operation or the step.
    pub(crate) name: &'static str,
    pub(crate) draft: &'a Draft,
    pub(crate) known: &'static [KnownError],
    /// Whether the call may be repeated although it may have been executed.
    pub(crate) idempotent: bool,
    /// The step that it belongs to, if it fetches a token.
    pub(crate) step: Option<&'static Step>,
    /// How many of its kind a minute may have.
    pub(crate) limit: &'a RateLimit,
    /// When the call that it belongs to is over.
    pub(crate) deadline: Deadline,
}

/// What has been done in vain so far.
#[derive(Default)]
struct Spent {
    attempts: u32,
    retries: u32,
    clock_adjusted: bool,
    renewed: Vec<&'static str>,
}

/// An attempt that failed, and what that calls for.
struct Failure {
    error: Error,
    then: Then,
}

/// How an attempt ended.
type Attempted = Result<Answer, Box<Failure>>;

fn failed(error: Error, then: Then) -> Attempted {
    Err(Box::new(Failure { error, then }))
}

impl Exchange<'_> {
    /// Sends until there is an answer that says success, or nothing is left to try. `tokens` are those of earlier steps
    /// for a step, and those of the account for an operation.
    pub(crate) async fn run(&self, mut tokens: TokenSet) -> Result<Answer, Error> {
        let mut spent = Spent::default();
        loop {
            spent.attempts += 1;
            let Failure { error, then } = match self.attempt(&tokens, spent.attempts).await? {
                Ok(answer) => {
                    self.client.shared.budget.give_back();
                    return Ok(answer);
                }
                Err(failure) => *failure,
            };
            match self.with_clock(then, &error) {
                Then::AdjustClock if !spent.clock_adjusted && self.adjust_clock(&error) => spent.clock_adjusted = true,
                Then::Renew(step) if self.step.is_none() && !spent.renewed.contains(&step) => {
                    spent.renewed.push(step);
                    let renewal = self.client.account.renew(self.client, step, &tokens, self.deadline);
                    tokens = self.deadline.bound(renewal).await??;
                }
                Then::Repeat => self.wait(&mut spent, &error, Backoff::SHORT).await?,
                Then::Retry if self.idempotent => self.wait(&mut spent, &error, Backoff::SHORT).await?,
                Then::RetrySlowly if self.idempotent => self.wait(&mut spent, &error, Backoff::LONG).await?,
                _ => return Err(error),
            }
        }
    }

    /// Sends once. The outer error is one that no second attempt can mend.
    async fn attempt(&self, tokens: &TokenSet, number: u32) -> Result<Attempted, Error> {
        let shared = &self.client.shared;
        self.deadline.bound(self.limit.wait()).await?;
        self.deadline.check()?;
        let signer = Signer {
            recipe: shared.recipe,
            credentials: &self.client.account.credentials,
            tokens,
            now: self.client.server_time(),
            signed: self.step.is_none_or(|step| step.signed),
        };
        let Ready { request, inputs } = signer.request(self.draft, &shared.address)?;
        let attempt = Attempt { operation: self.name, method: self.draft.method, number };
        let watch = Watch::begin(shared.options.observer.as_ref(), attempt);
        let limits = self.limits();
        let sent = shared.transport.send(request, limits);
        let response = watch.run(tokio::time::timeout(limits.attempt, sent)).await;
        let outcome = match response.unwrap_or_else(|_| Err(TransportError::new(TransportErrorKind::TimedOut))) {
            Ok(response) => self.judge(Answer::new(response, shared.api), &signer, &inputs),
            Err(source) if source.kind() == TransportErrorKind::TimedOut && self.deadline.left().is_zero() => {
                failed(self.deadline.error(), Then::Fail)
            }
            Err(source) => {
                let then = by_kind(source.kind());
                let server = shared.address.authority().to_owned();
                failed(Error::Transport { operation: self.name, server, source }, then)
            }
        };
        watch.end(outcome.as_ref().map_err(|failure| &failure.error));
        Ok(outcome)
    }

    /// An attempt does not take longer than the call may.
    fn limits(&self) -> Limits {
        let limits = self.client.shared.options.limits;
        Limits { attempt: limits.attempt.min(self.deadline.left()), ..limits }
    }

    fn judge(&self, answer: Answer, signer: &Signer<'_>, inputs: &Inputs) -> Attempted {
        let verdict = match self.step {
            Some(step) => judge_step(answer.body(), step),
            None => judge(answer.status(), answer.body(), answer.api().envelopes),
        };
        let says_failure = !answer.status().is_success() || matches!(verdict, Verdict::Failure { .. });
        // An answer that says failure may be without a signature, for it carries no data; one with a wrong signature
        // may not.
        let must_be_signed = self.step.is_none() && signer.recipe.verification.is_some() && !says_failure;
        if signer.verify(&answer).unwrap_or(!must_be_signed) {
            return self.sort(answer, verdict, inputs);
        }
        let claimed = match verdict {
            Verdict::Failure { code, .. } => Some(self.redact(inputs, &code)),
            Verdict::Success | Verdict::Unknown => None,
        };
        failed(Error::Signature { operation: self.name, claimed, answer }, Then::Fail)
    }

    fn sort(&self, answer: Answer, verdict: Verdict, inputs: &Inputs) -> Attempted {
        let status = answer.status();
        let (code, message) = match verdict {
            Verdict::Failure { code, message } => (code, message),
            Verdict::Success | Verdict::Unknown if status.is_success() => return Ok(answer),
            Verdict::Success | Verdict::Unknown => {
                let then =
                    self.reaction(status.as_u16(), None).map_or_else(|| by_status(status), |reaction| reaction.then);
                return failed(Error::Status { operation: self.name, answer }, then);
            }
        };
        let reaction = self.reaction(status.as_u16(), Some(&code));
        let then = reaction.map_or_else(|| beside_a_code(status), |reaction| reaction.then);
        let error = Error::Api {
            operation: self.name,
            known: self.known.iter().find(|known| known.code == code),
            meaning: reaction.and_then(|reaction| reaction.meaning),
            retryable: !matches!(then, Then::Fail),
            message: self.redact(inputs, &message),
            code: self.redact(inputs, &code),
            answer,
        };
        failed(error, then)
    }

    fn redact(&self, inputs: &Inputs, text: &str) -> String {
        redact(self.client.shared.recipe, inputs, text)
    }

    fn reaction(&self, status: u16, code: Option<&str>) -> Option<&'static Reaction> {
        self.client.shared.recipe.reaction(status, code)
    }

    /// A refusal that nothing else is known about, while the clock is off by more than the recipe allows, is taken for one
    /// because of the clock: the server looked at the time of the request first, and did not execute the call.
    fn with_clock(&self, then: Then, error: &Error) -> Then {
        let tolerance = self.client.shared.recipe.clock_tolerance.map(Duration::from_secs);
        let is_refusal = matches!((then, error), (Then::Fail, Error::Api { .. }));
        match (tolerance, server_date(error)) {
            (Some(tolerance), Some(date)) if is_refusal && distance(date, self.client.server_time()) > tolerance => {
                Then::AdjustClock
            }
            _ => then,
        }
    }

    /// Sets the clock by the server's; says whether that was possible.
    fn adjust_clock(&self, error: &Error) -> bool {
        let date = server_date(error);
        if let Some(date) = date {
            self.client.set_server_time(date);
        }
        date.is_some()
    }

    /// Waits before a further attempt, or gives the error back if there is none.
    async fn wait(&self, spent: &mut Spent, error: &Error, backoff: Backoff) -> Result<(), Error> {
        let shared = &self.client.shared;
        if spent.retries >= shared.options.retries || !shared.budget.take() {
            return Err(error.clone());
        }
        // A date of the server's is held against the server's clock.
        let now = server_date(error).unwrap_or_else(|| self.client.server_time());
        let asked = error.answer().and_then(|answer| retry_after(answer.headers(), now));
        if asked.is_some_and(|asked| asked > shared.options.longest_wait) {
            return Err(error.clone());
        }
        let delay = asked.unwrap_or(Duration::ZERO).max(backoff.delay(spent.retries));
        spent.retries += 1;
        self.deadline.bound(tokio::time::sleep(delay)).await
    }
}

/// The server's clock, as an answer shows it.
fn server_date(error: &Error) -> Option<SystemTime> {
    let date = error.answer()?.headers().get(http::header::DATE)?;
    httpdate::parse_http_date(date.to_str().ok()?).ok()
}

fn distance(left: SystemTime, right: SystemTime) -> Duration {
    left.duration_since(right).unwrap_or_else(|error| error.duration())
}

/// What it calls for that there is no answer.
fn by_kind(kind: TransportErrorKind) -> Then {
    match kind {
        TransportErrorKind::Connect => Then::Repeat,
        TransportErrorKind::TimedOut | TransportErrorKind::Lost => Then::Retry,
        TransportErrorKind::TooLarge | TransportErrorKind::Request => Then::Fail,
    }
}

/// What a status alone calls for. What a server cannot do today (501, 505) it cannot do a moment later.
pub(crate) fn by_status(status: http::StatusCode) -> Then {
    match status.as_u16() {
        429 => Then::Repeat,
        501 | 505 => Then::Fail,
        408 | 500..=599 => Then::Retry,
        _ => Then::Fail,
    }
}

/// What a status calls for beside a code that nothing is known of. A status of the vendor's own says no more than the code.
fn beside_a_code(status: http::StatusCode) -> Then {
    match status.as_u16() {
        408 | 429 | 500 | 502..=504 => by_status(status),
        _ => Then::Fail,
    }
}
