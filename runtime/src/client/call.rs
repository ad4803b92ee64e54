//! A call: what `send` returns, and what awaiting it does.

use std::borrow::Cow;
use std::fmt;
use std::future::{Future, IntoFuture};
use std::pin::Pin;
use std::time::Duration;

use super::Client;
use super::builder::{Checks, Options};
use super::deadline::Deadline;
use super::download::received;
use crate::answer::Answer;
use crate::envelope::{members, scalar_text};
use crate::error::Error;
use crate::json::{self, DecodeOptions, Member, Mode};
use crate::operation::{Data, Operation, OperationMeta};
use crate::{DecodeError, Drift, Found, Map, Model, Problem, Slot, SlotMut, Tolerance, Value};

/// A call that is made when it is awaited. Dropping it before makes nothing happen.
///
/// Dropping it later, as time-outs and `select!` do, harms nobody else: tokens, limits and connections stay usable, and who
/// waits for a token that it was fetching fetches it. Whether the server executed the call is then not known.
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
    let deadline = Deadline::of(meta.name, manner.timeout);
    Box::pin(client.execute(meta, model, manner.checks, deadline))
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
        misfits: chosen.misfits,
        limits: chosen.decoding,
        drift: chosen.drift.as_deref(),
        ..DecodeOptions::default()
    };
    if let (Data::Whole, SlotMut::File(file)) = (meta.data, output.open()) {
        *file = received(answer);
        return Ok(());
    }
    if answer.body().trim_ascii().is_empty() && may_be_empty(answer, &options) {
        return Ok(());
    }
    let name = match meta.data {
        Data::Whole => return json::decode(body, output, &options),
        Data::Member(name) | Data::Text(name) => name,
    };
    let found = match meta.data {
        Data::Text(name) => decode_text(body, name, output, &mut options)?,
        _ => json::decode_member(body, name, output, &options)?,
    };
    match found {
        Member::Decoded => Ok(()),
        // An answer that says success and has no data is an empty one; without an envelope nobody knows what it is.
        Member::Missing if answer.envelope().is_some() && !chosen.strict => Ok(()),
        Member::Missing => Err(incomplete(&format!("the answer has no member `{name}`"), meta)),
        Member::NoObject => {
            // Decoding the whole finds out what is wrong with it.
            json::decode(body, &mut Map::<Value>::new(), &options)?;
            Err(incomplete("an object is needed that can be taken apart", meta))
        }
    }
}

/// Whether an answer can do without a body: 204 and 205 have none (RFC 9110, sections 15.3.5 and 15.3.6). Others are
/// tolerated without one where the status alone says success.
fn may_be_empty(answer: &Answer, options: &DecodeOptions<'_>) -> bool {
    if matches!(answer.status().as_u16(), 204 | 205) {
        return true;
    }
    let is_tolerated =
        options.mode == Mode::Tolerant && answer.api().envelopes.iter().all(|envelope| envelope.success.is_none());
    if let Some(sink) = options.drift.filter(|_| is_tolerated) {
        sink.record(&Drift {
            operation: options.operation,
            path: "",
            document: options.document,
            line: None,
            member: None,
            expected: None,
            found: Found::Nothing,
            tolerance: Tolerance::EmptyForNothing,
        });
    }
    is_tolerated
}

/// Takes the output out of a text that is a member of the answer and holds JSON; some answers have the JSON itself there.
fn decode_text(
    body: &[u8],
    name: &'static str,
    output: &mut dyn Slot,
    options: &mut DecodeOptions<'_>,
) -> Result<Member, DecodeError> {
    let Some(members) = members(body) else { return Ok(Member::NoObject) };
    let Some(member) = members.iter().rev().find(|member| member.name == name) else { return Ok(Member::Missing) };
    options.within = name;
    let text = if member.json.starts_with('"') { scalar_text(member.json) } else { Some(Cow::Borrowed(member.json)) };
    match text {
        Some(text) if text.trim().is_empty() => {}
        text => json::decode(text.unwrap_or(Cow::Borrowed("null")).as_bytes(), output, options)?,
    }
    Ok(Member::Decoded)
}

fn incomplete(what: &str, meta: &OperationMeta) -> DecodeError {
    DecodeError::new(Problem::Other(what.to_owned())).located(meta.name, meta.document, None, String::new())
}
