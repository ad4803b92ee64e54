//! What the server remembers of the calls that came.

use std::collections::{BTreeMap, HashMap, VecDeque};

use super::fault::Fault;
use super::plan::{Chance, Faults};
use super::vendor::Door;

/// Only so many failed checks are remembered, so that a long run stays small.
pub(super) const MOST_FAILURES: usize = 1_000;

/// How many calls came, right or wrong.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Calls {
    /// Of documented operations.
    pub business: usize,
    /// Kingdee: of the list of authorised accounts.
    pub authorize: usize,
    /// Kingdee: of the token endpoint.
    pub token: usize,
    /// Of paths that nothing is documented at.
    pub unknown: usize,
}

/// A check that a call did not pass.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FailedCheck {
    /// The name of the check, as it stands in the written list.
    pub check: &'static str,
    /// The vendor's code that was answered.
    pub code: String,
    /// What was expected, and what came instead.
    pub detail: String,
    /// The request line.
    pub request: String,
}

/// The counters, and what is still to happen.
#[derive(Debug, Default)]
pub(super) struct Books {
    pub(super) calls: Calls,
    pub(super) failures: VecDeque<FailedCheck>,
    pub(super) script: VecDeque<Fault>,
    pub(super) faults: BTreeMap<&'static str, usize>,
    operations: HashMap<String, u64>,
}

impl Books {
    /// Counts a call, and says what happens to it: what the script has next, which is about documented operations only,
    /// or else what chance decides.
    pub(super) fn enter(&mut self, door: Door, operation: &str, faults: &Faults) -> Chance {
        *match door {
            Door::Authorize => &mut self.calls.authorize,
            Door::Token => &mut self.calls.token,
            Door::Business => &mut self.calls.business,
        } += 1;
        let count = self.operations.entry(operation.to_owned()).or_default();
        let mut chance = faults.draw(door, operation, *count);
        *count += 1;
        if door == Door::Business
            && let Some(fault) = self.script.pop_front()
        {
            chance.fault = fault;
        }
        if chance.fault != Fault::None {
            *self.faults.entry(chance.fault.name()).or_default() += 1;
        }
        chance
    }

    /// How many calls of an operation came.
    pub(super) fn calls_of(&self, operation: &str) -> usize {
        let count = self.operations.get(operation).copied().unwrap_or(0);
        usize::try_from(count).unwrap_or(usize::MAX)
    }

    pub(super) fn note(&mut self, failed: FailedCheck) {
        if self.failures.len() == MOST_FAILURES {
            self.failures.pop_front();
        }
        self.failures.push_back(failed);
    }
}
