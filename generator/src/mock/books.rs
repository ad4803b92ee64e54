//! What the server remembers of the calls that came.

use std::collections::{BTreeMap, VecDeque};

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
    operations: BTreeMap<String, Count>,
}

/// What came of one operation.
#[derive(Debug, Default)]
struct Count {
    calls: usize,
    faults: BTreeMap<&'static str, usize>,
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
        let mut chance = faults.draw(door, operation, count.calls);
        count.calls += 1;
        if door == Door::Business
            && let Some(fault) = self.script.pop_front()
        {
            chance.fault = fault;
        }
        if chance.fault != Fault::None {
            *count.faults.entry(chance.fault.name()).or_default() += 1;
        }
        chance
    }

    /// How many calls of an operation came.
    pub(super) fn calls_of(&self, operation: &str) -> usize {
        self.operations.get(operation).map_or(0, |count| count.calls)
    }

    /// The faults that struck an operation, by name.
    pub(super) fn faults_of(&self, operation: &str) -> BTreeMap<&'static str, usize> {
        self.operations.get(operation).map(|count| count.faults.clone()).unwrap_or_default()
    }

    /// The faults that struck all operations, by name.
    pub(super) fn faults(&self) -> BTreeMap<&'static str, usize> {
        let mut all = BTreeMap::new();
        for (name, count) in self.operations.values().flat_map(|operation| &operation.faults) {
            *all.entry(*name).or_default() += count;
        }
        all
    }

    pub(super) fn note(&mut self, failed: FailedCheck) {
        if self.failures.len() == MOST_FAILURES {
            self.failures.pop_front();
        }
        self.failures.push_back(failed);
    }
}
