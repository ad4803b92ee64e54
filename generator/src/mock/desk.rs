//! Where requests arrive: finds the operation, has it checked, answers, keeps the books.

use std::collections::VecDeque;
use std::sync::{Mutex, MutexGuard, PoisonError};

use super::answer::Answer;
use super::check::{Call, Refusal};
use super::clock::Clockwork;
use super::fault::Fault;
use super::received::Received;
use super::routes::Routes;
use super::sample;
use super::vendor::{Door, Vendor};
use crate::spec::{Envelope, Operation};

/// Only so many failed checks are remembered, so that a long run stays small.
const MOST_FAILURES: usize = 1_000;

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

/// Everything the server knows while it runs.
pub(super) struct Desk {
    pub(super) vendor: Box<dyn Vendor>,
    pub(super) clock: Clockwork,
    routes: Routes,
    envelope: Option<Envelope>,
    books: Mutex<Books>,
}

#[derive(Debug, Default)]
struct Books {
    calls: Calls,
    failures: VecDeque<FailedCheck>,
    script: VecDeque<Fault>,
}

impl std::fmt::Debug for Desk {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.debug_struct("Desk").field("routes", &self.routes).finish_non_exhaustive()
    }
}

impl Desk {
    pub(super) fn new(
        vendor: Box<dyn Vendor>,
        operations: &[Operation],
        envelope: Option<Envelope>,
        clock: Clockwork,
    ) -> Self {
        let served = vendor.own_operations().into_iter().chain(operations.iter().cloned()).collect();
        Self { vendor, clock, routes: Routes::new(served), envelope, books: Mutex::default() }
    }

    pub(super) fn routes(&self) -> &Routes {
        &self.routes
    }

    pub(super) fn now(&self) -> i64 {
        self.clock.now()
    }

    pub(super) fn calls(&self) -> Calls {
        self.books().calls
    }

    pub(super) fn failures(&self) -> Vec<FailedCheck> {
        self.books().failures.iter().cloned().collect()
    }

    pub(super) fn script(&self, faults: impl IntoIterator<Item = Fault>) {
        self.books().script.extend(faults);
    }

    /// The answer to a request.
    pub(super) fn answer(&self, received: &Received) -> Answer {
        let Some(found) = self.routes.find(received) else {
            self.books().calls.unknown += 1;
            return self.routes.unknown(received);
        };
        let door = self.vendor.door(found.operation);
        let fault = self.enter(door);
        let call = Call::new(received, found.operation, found.path_values, self.now());
        let answer = match self.vendor.check(&call) {
            Ok(()) => self.vendor.succeed(&call, sample::response(call.operation, self.envelope.as_ref())),
            Err(refusal) => {
                self.note(received, &refusal);
                self.vendor.refuse(&call, &refusal)
            }
        };
        fault.apply(self.vendor.as_ref(), &call, answer)
    }

    /// Counts a call, and takes what the script says about it. Scripts are about documented operations only.
    fn enter(&self, door: Door) -> Fault {
        let mut books = self.books();
        match door {
            Door::Authorize => books.calls.authorize += 1,
            Door::Token => books.calls.token += 1,
            Door::Business => {
                books.calls.business += 1;
                return books.script.pop_front().unwrap_or(Fault::None);
            }
        }
        Fault::None
    }

    fn note(&self, received: &Received, refusal: &Refusal) {
        let Some(check) = refusal.check else { return };
        let mut books = self.books();
        if books.failures.len() == MOST_FAILURES {
            books.failures.pop_front();
        }
        let (code, detail) = (refusal.code.to_string(), refusal.detail.clone());
        books.failures.push_back(FailedCheck { check, code, detail, request: received.line() });
    }

    fn books(&self) -> MutexGuard<'_, Books> {
        self.books.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
