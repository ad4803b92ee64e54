//! The two steps to a token: the list of authorised accounts, and a token for one of them.

use std::collections::VecDeque;
use std::time::Duration;

use indexmap::IndexMap;
use sha2::{Digest, Sha256};

use crate::mock::credentials::Account;

const DAY: i64 = 24 * 60 * 60 * 1000;
const MINUTE: i64 = 60 * 1000;
/// The oldest tokens are forgotten beyond this, so that a long run stays small.
const MOST_TOKENS: usize = 10_000;

/// What was issued to whom, and what holds.
#[derive(Debug)]
pub(super) struct Tokens {
    accounts: Vec<Account>,
    started: i64,
    lifetime: i64,
    calls_per_minute: Option<u32>,
    rotations: u64,
    issued_count: u64,
    issued: IndexMap<String, Issued>,
    recent_calls: VecDeque<i64>,
}

/// A token that was issued.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Issued {
    pub(super) account: Account,
    pub(super) expires: i64,
}

impl Tokens {
    pub(super) fn new(accounts: Vec<Account>, started: i64, lifetime: Duration, calls_per_minute: Option<u32>) -> Self {
        Self {
            accounts,
            started,
            lifetime: i64::try_from(lifetime.as_millis()).unwrap_or(i64::MAX),
            calls_per_minute,
            rotations: 0,
            issued_count: 0,
            issued: IndexMap::new(),
            recent_calls: VecDeque::new(),
        }
    }

    /// The accounts of an instance, or of all, revoked ones among them.
    pub(super) fn accounts_of(&self, instance: Option<&str>) -> Vec<Account> {
        let is_asked_for = |account: &&Account| instance.is_none_or(|instance| account.instance == instance);
        self.accounts.iter().filter(is_asked_for).cloned().collect()
    }

    pub(super) fn account_with_key(&self, app_key: &str) -> Option<&Account> {
        self.accounts.iter().find(|account| account.app_key == app_key)
    }

    /// The secret of an account's key; another one each day, and after each rotation.
    pub(super) fn app_secret(&self, account: &Account, now: i64) -> String {
        let day = now.saturating_sub(self.started).max(0) / DAY;
        let digest = Sha256::digest(format!("{}/{}/{}/{day}", account.app_key, self.started, self.rotations));
        hex::encode(digest).chars().take(32).collect()
    }

    /// A new token for an account.
    pub(super) fn issue(&mut self, account: &Account, now: i64) -> String {
        self.issued_count += 1;
        let token = format!("{}-token-{}", account.id, self.issued_count);
        let expires = now.saturating_add(self.lifetime);
        self.issued.insert(token.clone(), Issued { account: account.clone(), expires });
        if self.issued.len() > MOST_TOKENS {
            self.issued.shift_remove_index(0);
        }
        token
    }

    /// A token that was issued, with its account as it stands today.
    pub(super) fn find(&self, token: &str) -> Option<Issued> {
        let issued = self.issued.get(token)?;
        let account = self.accounts.iter().find(|account| account.id == issued.account.id)?;
        Some(Issued { account: account.clone(), expires: issued.expires })
    }

    /// Counts a call of the token endpoint; `false` if it is one too many within a minute.
    pub(super) fn admit(&mut self, now: i64) -> bool {
        let Some(limit) = self.calls_per_minute else { return true };
        while self.recent_calls.front().is_some_and(|call| now.saturating_sub(*call) >= MINUTE) {
            self.recent_calls.pop_front();
        }
        let admitted = self.recent_calls.len() < limit as usize;
        if admitted {
            self.recent_calls.push_back(now);
        }
        admitted
    }

    pub(super) fn expire_all(&mut self) {
        for issued in self.issued.values_mut() {
            issued.expires = i64::MIN;
        }
    }

    pub(super) fn expire(&mut self, token: &str) {
        if let Some(issued) = self.issued.get_mut(token) {
            issued.expires = i64::MIN;
        }
    }

    pub(super) fn rotate(&mut self) {
        self.rotations += 1;
    }

    pub(super) fn set_valid(&mut self, id: &str, valid: bool) {
        for account in self.accounts.iter_mut().filter(|account| account.id == id) {
            account.valid = valid;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_secret_changes_every_day() {
        let account = Account::new("i", "a");
        let tokens = Tokens::new(vec![account.clone()], 0, Duration::from_secs(60), None);
        assert_eq!(tokens.app_secret(&account, 0), tokens.app_secret(&account, DAY - 1));
        assert_ne!(tokens.app_secret(&account, 0), tokens.app_secret(&account, DAY));
    }

    #[test]
    fn calls_a_minute_are_counted_in_a_moving_window() {
        let mut tokens = Tokens::new(Vec::new(), 0, Duration::from_secs(60), Some(2));
        let admitted = [0, 30_000, 59_999, 60_000, 60_001, 90_000].map(|now| tokens.admit(now));
        assert_eq!(admitted, [true, true, false, true, false, true]);
    }
}
