//! A call: what `send` returns, and what awaiting it does.

use std::borrow::Cow;
use std::fmt;
use std::future::{Future, IntoFuture};
use std::pin::Pin;
use std::time::Duration;

use super::Client;
use super::builder::{Checks, Options};
use crate::answer::Answer;
use crate::check::violations;
use crate::envelope::{members, scalar_text};
use crate::error::Error;
use crate::json::{self, DecodeOptions, Mode};
use crate::operation::{Data, Operation, OperationMeta};
use crate::{DecodeError, Map, Model, Problem, Slot, Value};

/// A call that is made when it is awaited. Dropping it before makes nothing happen.
#[must_use = "a call is made when it is awaited"]
pub struct Call<'a, O> {
    client: &'a Client,
    operation: &'a O,
    manner: Manner,
}

/// How a call is made.
#[derive(Debug, Clone, Copy)]
pub(super) struct Manner {
    timeout: Duration,
    pub(super) checks: Checks,
}

impl Manner {
    /// As the client says.
    pub(super) const fn of(options: &Options) -> Self {
        Self { timeout: options.timeout, checks: options.checks }
    }
}

impl<'a, O: Operation> Call<'a, O> {
    pub(super) fn new(client: &'a Client, operation: &'a O) -> Self {
        Self::with(client, operation, Manner::of(&client.shared.options))
    }

    pub(super) const fn with(client: &'a Client, operation: &'a O, manner: Manner) -> Self {
        Self { client, operation, manner }
    }

    /// Sets how long the call may take with everything that belongs to it, in place of the client's time-out.
    pub const fn timeout(mut self, timeout: Duration) -> Self {
        self.manner.timeout = timeout;
        self
    }

    /// Sends the request although it is not what its document demands; see
    /// [`ClientBuilder::unchecked`](crate::ClientBuilder::unchecked).
    pub const fn unchecked(mut self) -> Self {
        self.manner.checks = Checks::Nothing;
        self
    }

    /// Makes the call and gives the answer as it came, whatever its status and its envelope say. It is signed, and
    /// repeated where that helps, like every call.
    ///
    /// # Errors
    ///
    /// If the request is not what its document demands, and if there is no answer, or none that is to be trusted.
    pub async fn raw(self) -> Result<Answer, Error> {
        match run(self.client, O::META, self.operation, self.manner).await {
            Err(Error::Api { answer, .. } | Error::Status { answer, .. }) => Ok(answer),
            outcome => outcome,
        }
    }
}

impl<'a, O: Operation> IntoFuture for Call<'a, O> {
    type Output = Result<O::Output, Error>;
    type IntoFuture = Pin<Box<dyn Future<Output = Self::Output> + Send + 'a>>;

    fn into_future(self) -> Self::IntoFuture {
        Box::pin(async move {
            let answer = run(self.client, O::META, self.operation, self.manner).await?;
            let mut output = O::Output::vacant();
            decode(&answer, O::META, &self.client.shared.options, &mut output)
                .map_err(|source| Error::Decode { source: source.with_body(answer.body().clone()), answer })?;
            Ok(output)
        })
    }
}

impl<O> fmt::Debug for Call<'_, O> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.debug_struct("Call").field("client", self.client).finish_non_exhaustive()
    }
}

/// The part of a call that is the same for all operations, as one boxed future.
fn run<'a>(
    client: &'a Client,
    meta: &'static OperationMeta,
    model: &'a dyn Model,
    manner: Manner,
) -> Pin<Box<dyn Future<Output = Result<Answer, Error>> + Send + 'a>> {
    Box::pin(async move {
        if manner.checks == Checks::Documented {
            check(meta, model)?;
        }
        match tokio::time::timeout(manner.timeout, client.execute(meta, model)).await {
            Ok(outcome) => outcome,
            Err(_) => Err(Error::TimedOut { operation: meta.name, after: manner.timeout }),
        }
    })
}

/// Holds a request against its document.
fn check(meta: &'static OperationMeta, model: &dyn Model) -> Result<(), Error> {
    let violations = violations(meta, model);
    if violations.is_empty() {
        return Ok(());
    }
    Err(Error::Invalid { operation: meta.name, document: meta.document, violations })
}

/// Takes the output out of an answer.
fn decode(
    answer: &Answer,
    meta: &'static OperationMeta,
    chosen: &Options,
    output: &mut dyn Slot,
) -> Result<(), DecodeError> {
    let body = answer.body();
    let mut options = DecodeOptions {
        operation: meta.name,
        document: meta.document,
        mode: if chosen.strict { Mode::Strict } else { Mode::Tolerant },
        drift: chosen.drift.as_deref(),
        ..DecodeOptions::default()
    };
    let (name, in_text) = match meta.data {
        Data::Whole => return json::decode(body, output, &options),
        Data::Member(name) => (name, false),
        Data::Text(name) => (name, true),
    };
    let Some(members) = members(body) else {
        // Decoding the whole finds out what is wrong with it.
        json::decode(body, &mut Map::<Value>::new(), &options)?;
        return Err(incomplete("an object is needed that can be taken apart", meta));
    };
    options.within = name;
    match members.iter().rev().find(|member| member.name == name) {
        Some(member) if in_text && member.json.starts_with('"') => match scalar_text(member.json) {
            Some(text) if text.trim().is_empty() => Ok(()),
            text => json::decode(text.unwrap_or(Cow::Borrowed("null")).as_bytes(), output, &options),
        },
        Some(member) => json::decode(member.json.as_bytes(), output, &options),
        // An answer that says success and has no data is an empty one; without an envelope nobody knows what it is.
        None if answer.envelope().is_some() && !chosen.strict => Ok(()),
        None => Err(incomplete(&format!("the answer has no member `{name}`"), meta)),
    }
}

fn incomplete(what: &str, meta: &OperationMeta) -> DecodeError {
    DecodeError::new(Problem::Other(what.to_owned())).located(meta.name, meta.document, None, String::new())
}
