//! What the server executed: of each caller its latest call.

use std::sync::{Mutex, PoisonError};

use docwright::mock::Fault;

/// What was executed, by caller.
#[derive(Debug)]
pub struct Ledger {
    entries: Vec<Mutex<(u64, Entry)>>,
}

/// What became of one call on the server.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Entry {
    /// How often it was executed.
    pub executions: u32,
    /// How many of its answers went out whole and right.
    pub answers: u32,
}

/// The text that a call carries.
pub(super) fn id(caller: usize, number: u64) -> String {
    format!("caller-{caller}-{number}")
}

impl Ledger {
    /// An empty one for so many callers.
    #[must_use]
    pub fn new(callers: usize) -> Self {
        Self { entries: (0..callers).map(|_| Mutex::default()).collect() }
    }

    /// For how many callers it is.
    #[must_use]
    pub fn callers(&self) -> usize {
        self.entries.len()
    }

    /// Takes note that the call with that text is executed, and what happens to its answer. Texts of others are ignored.
    pub fn execute(&self, id: &str, fault: &Fault) {
        let Some((caller, number)) = id.strip_prefix("caller-").and_then(|rest| rest.split_once('-')) else { return };
        let (Ok(caller), Ok(number)) = (caller.parse::<usize>(), number.parse::<u64>()) else { return };
        let Some(entry) = self.entries.get(caller) else { return };
        let mut entry = entry.lock().unwrap_or_else(PoisonError::into_inner);
        if entry.0 != number {
            *entry = (number, Entry::default());
        }
        entry.1.executions += 1;
        entry.1.answers += u32::from(matches!(fault, Fault::None | Fault::WrongTypes | Fault::SlowBody { .. }));
    }

    /// What became of a caller's call of that number.
    #[must_use]
    pub fn entry(&self, caller: usize, number: u64) -> Entry {
        let entry = self.entries[caller].lock().unwrap_or_else(PoisonError::into_inner);
        if entry.0 == number { entry.1 } else { Entry::default() }
    }
}
