//! A server on a thread of its own, and what a test can do to it.

use std::collections::BTreeMap;
use std::net::SocketAddr;
use std::sync::Arc;
use std::thread::JoinHandle;

use tokio::sync::oneshot;

use super::books::{Calls, FailedCheck};
use super::desk::Desk;
use super::fault::Fault;

/// A server that runs until this is dropped.
#[derive(Debug)]
pub struct Running {
    desk: Arc<Desk>,
    address: SocketAddr,
    stop: Option<oneshot::Sender<()>>,
    thread: Option<JoinHandle<()>>,
}

impl Running {
    pub(super) fn new(desk: Arc<Desk>, address: SocketAddr, stop: oneshot::Sender<()>, thread: JoinHandle<()>) -> Self {
        Self { desk, address, stop: Some(stop), thread: Some(thread) }
    }

    /// The base address, without a slash at its end.
    #[must_use]
    pub fn url(&self) -> String {
        format!("http://{}", self.address)
    }

    /// Where it listens.
    #[must_use]
    pub fn address(&self) -> SocketAddr {
        self.address
    }

    /// What happens to the next calls of documented operations, one after the other, whether the calls pass the checks or
    /// not. What chance decides about calls beyond the script comes after that.
    pub fn script(&self, faults: impl IntoIterator<Item = Fault>) {
        self.desk.script(faults);
    }

    /// Sets the server's clock wrong by that many milliseconds: ahead if positive, behind if negative, right if 0.
    pub fn skew_clock(&self, milliseconds: i64) {
        self.desk.clock.skew(milliseconds);
    }

    /// Kingdee: lets all tokens that were issued so far expire.
    pub fn expire_tokens(&self) {
        self.desk.vendor.expire_tokens();
    }

    /// Kingdee: replaces the appSecret of every account.
    pub fn rotate_app_secret(&self) {
        self.desk.vendor.rotate_app_secret();
    }

    /// Kingdee: grants or revokes the authorisation of the account with that id.
    pub fn set_account_valid(&self, account: &str, valid: bool) {
        self.desk.vendor.set_account_valid(account, valid);
    }

    /// How many calls came so far.
    #[must_use]
    pub fn calls(&self) -> Calls {
        self.desk.calls()
    }

    /// How many calls of the operation of that name came so far, right or wrong.
    #[must_use]
    pub fn calls_of(&self, operation: &str) -> usize {
        self.desk.calls_of(operation)
    }

    /// The faults that struck so far, by [name](Fault::name), whether chance or a script decided so.
    #[must_use]
    pub fn faults(&self) -> BTreeMap<&'static str, usize> {
        self.desk.struck()
    }

    /// The same, for the calls of one operation.
    #[must_use]
    pub fn faults_of(&self, operation: &str) -> BTreeMap<&'static str, usize> {
        self.desk.faults_of(operation)
    }

    /// The checks that calls did not pass so far, the last thousand of them.
    #[must_use]
    pub fn failed_checks(&self) -> Vec<FailedCheck> {
        self.desk.failures()
    }
}

impl Drop for Running {
    fn drop(&mut self) {
        if let Some(stop) = self.stop.take() {
            let _ = stop.send(());
        }
        if let Some(thread) = self.thread.take() {
            let _ = thread.join();
        }
    }
}
