//! A call that blocks.

use std::fmt;
use std::future::IntoFuture as _;
use std::time::Duration;

use super::driver::Driver;
use crate::answer::Answer;
use crate::error::Error;
use crate::operation::Operation;

/// A call that is made by [`send`](Self::send) or [`raw`](Self::raw). Dropping it before makes nothing happen.
#[must_use = "a call is made by `send` or `raw`"]
pub struct Call<'a, O> {
    call: crate::Call<'a, O>,
    driver: &'a Driver,
}

impl<'a, O: Operation> Call<'a, O> {
    pub(super) const fn new(call: crate::Call<'a, O>, driver: &'a Driver) -> Self {
        Self { call, driver }
    }

    /// Sets how long the call may take with everything that belongs to it, in place of the client's time-out.
    pub fn timeout(self, timeout: Duration) -> Self {
        Self { call: self.call.timeout(timeout), driver: self.driver }
    }

    /// Sends the request although it is not what its document demands; see
    /// [`ClientBuilder::unchecked`](crate::ClientBuilder::unchecked).
    pub fn unchecked(self) -> Self {
        Self { call: self.call.unchecked(), driver: self.driver }
    }

    /// Makes the call.
    ///
    /// # Errors
    ///
    /// If the request is not what its document demands, there is no answer, it says failure, or it cannot be decoded.
    pub fn send(self) -> Result<O::Output, Error> {
        self.driver.run(self.call.into_future())
    }

    /// Makes the call and gives the answer as it came, whatever its status and its envelope say. It is signed, and
    /// repeated where that helps, like every call.
    ///
    /// # Errors
    ///
    /// If there is no answer, or none that is to be trusted.
    pub fn raw(self) -> Result<Answer, Error> {
        self.driver.run(self.call.raw())
    }
}

impl<O> fmt::Debug for Call<'_, O> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.call.fmt(formatter)
    }
}
