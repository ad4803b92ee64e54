//! What callers saw, held against what the server did.

use std::collections::BTreeMap;
use std::fmt;

use docwright_runtime::Error;

use super::{Echo, Entry};

/// What callers saw.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Tally {
    /// How many calls there were.
    pub calls: u64,
    /// How they ended.
    pub outcomes: BTreeMap<String, u64>,
    /// Calls whose right answer the server sent, and whose caller saw an error.
    pub lost: u64,
    /// Calls whose caller saw an answer that the server did not send.
    pub invented: u64,
    /// Calls whose caller got the answer to another call.
    pub swapped: u64,
    /// Calls that were executed after their right answer had been sent.
    pub doubled: u64,
    /// Calls that were executed more than once, for whatever reason.
    pub repeated: u64,
}

impl Tally {
    /// Takes note of how a call ended, and of what the server did.
    pub fn add(&mut self, id: &str, echo: &Echo, entry: Entry) {
        self.calls += 1;
        *self.outcomes.entry(outcome(echo)).or_default() += 1;
        self.lost += u64::from(echo.is_err() && entry.answers > 0);
        self.invented += u64::from(echo.is_ok() && entry.answers == 0);
        self.swapped += u64::from(matches!(echo, Ok(echo) if echo.as_deref() != Some(id)));
        self.doubled += u64::from(entry.answers > 1);
        self.repeated += u64::from(entry.executions > 1);
    }

    /// Both together.
    #[must_use]
    pub fn and(mut self, other: Self) -> Self {
        for (outcome, count) in other.outcomes {
            *self.outcomes.entry(outcome).or_default() += count;
        }
        self.calls += other.calls;
        self.lost += other.lost;
        self.invented += other.invented;
        self.swapped += other.swapped;
        self.doubled += other.doubled;
        self.repeated += other.repeated;
        self
    }

    /// How many calls were answered.
    #[must_use]
    pub fn answered(&self) -> u64 {
        self.outcomes.get(ANSWERED).copied().unwrap_or(0)
    }

    /// Whether each caller saw exactly what the server did.
    #[must_use]
    pub fn is_right(&self) -> bool {
        [self.lost, self.invented, self.swapped, self.doubled] == [0; 4]
    }
}

const ANSWERED: &str = "answered";

fn outcome(echo: &Echo) -> String {
    match echo {
        Ok(_) => ANSWERED.to_owned(),
        Err(Error::Api { code, .. }) => format!("error {code}"),
        Err(Error::Status { answer, .. }) => format!("status {}", answer.status().as_u16()),
        Err(Error::Transport { source, .. }) => source.to_string(),
        Err(Error::TimedOut { .. }) => "not done in time".to_owned(),
        Err(Error::Decode { .. }) => "undecodable".to_owned(),
        Err(Error::Signature { .. }) => "wrongly signed".to_owned(),
        Err(error) => error.to_string(),
    }
}

impl fmt::Display for Tally {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { calls, outcomes, lost, invented, swapped, doubled, repeated } = self;
        writeln!(formatter, "{:<28}{calls:>10}", "calls")?;
        for (outcome, count) in outcomes {
            writeln!(formatter, "  {outcome:<26}{count:>10}")?;
        }
        for (name, count) in [
            ("answers lost", lost),
            ("answers of nobody", invented),
            ("answers of other calls", swapped),
            ("executed after the answer", doubled),
            ("executed more than once", repeated),
        ] {
            writeln!(formatter, "{name:<28}{count:>10}")?;
        }
        Ok(())
    }
}
