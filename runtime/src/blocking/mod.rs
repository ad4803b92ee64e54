//! Clients for programs without an async runtime, with the feature `blocking`.
//!
//! They do what the asynchronous ones do, with the same code: tokens are fetched by one thread while the others wait,
//! calls are repeated and kept below the vendor's limit, pages are iterators. Requests are carried by ureq, on the calling
//! thread.
//!
//! ```no_run
//! use docwright_runtime::auth::Credentials;
//! use docwright_runtime::blocking::{Client, ClientBuilder};
//! # use docwright_runtime::{ApiMeta, Error, Operation, Paged};
//! # use std::time::Duration;
//!
//! # fn calls<P: Paged>(api: &'static ApiMeta, request: P) -> Result<(), Error> {
//! let client: Client = ClientBuilder::new(api, Credentials::new()).build()?;
//! let output = client.send(&request)?;
//! let answer = client.call(&request).timeout(Duration::from_secs(5)).raw()?;
//! for row in client.pages(&request).items() {
//!     let row = row?;
//! }
//! # Ok(())
//! # }
//! ```
//!
//! A call blocks its thread until it is done, but never panics for being made inside of an async runtime, as in
//! `spawn_blocking`. In a task itself it holds up the executor, as everything that blocks does.

mod call;
mod driver;
mod pages;

use std::fmt;
use std::sync::Arc;

pub use call::Call;
pub use pages::{Fetched, Pages};

use crate::auth::{Credentials, SensitiveError};
use crate::client::{Built, sealed};
use crate::error::Error;
use crate::operation::{ApiMeta, Operation};
use crate::transport::{Limits, Transport, UreqTransport};
use crate::{Client as AsyncClient, Paged};
pub(crate) use driver::Driver;

/// Builds a blocking client; `C` is the generated type around it.
pub type ClientBuilder<C = Client> = crate::ClientBuilder<C, Client>;

/// A blocking client of an API. Generated code wraps it in a type of its own.
///
/// Cloning it is cheap; clones share connections, tokens and limits. All of them together have a thread on which time-outs
/// run, which ends with the last of them.
#[derive(Clone)]
pub struct Client {
    client: AsyncClient,
    driver: Driver,
}

impl Client {
    /// Makes a call.
    ///
    /// # Errors
    ///
    /// If there is no answer, it says failure, or it cannot be decoded.
    pub fn send<O: Operation>(&self, operation: &O) -> Result<O::Output, Error> {
        self.call(operation).send()
    }

    /// A call that is not made yet, to say how.
    pub fn call<'a, O: Operation>(&'a self, operation: &'a O) -> Call<'a, O> {
        Call::new(self.client.send(operation), &self.driver)
    }

    /// A list that is fetched page by page.
    pub fn pages<P: Paged>(&self, request: &P) -> Pages<P> {
        Pages::new(self.client.pages(request), self.driver.clone())
    }

    /// A client for other credentials, with tokens and limits of its own. It shares everything else: connections, the
    /// server's clock, options.
    ///
    /// # Errors
    ///
    /// If a required credential is missing or empty.
    pub fn for_account(&self, credentials: Credentials) -> Result<Self, Error> {
        Ok(Self { client: self.client.for_account(credentials)?, driver: self.driver.clone() })
    }

    /// Reads a sensitive field of an answer (敏感数据), with the credentials of this client.
    ///
    /// # Errors
    ///
    /// If the text was not encrypted with them, or if the recipe does not say how sensitive fields are encrypted.
    pub fn decrypt(&self, text: &str) -> Result<String, SensitiveError> {
        self.client.decrypt(text)
    }

    /// Encrypts a text as the API wants it in a sensitive field, with the credentials of this client.
    ///
    /// # Errors
    ///
    /// If the recipe does not say how sensitive fields are encrypted, or if the credentials give no key.
    pub fn encrypt(&self, plain: &str) -> Result<String, SensitiveError> {
        self.client.encrypt(plain)
    }

    /// What is known about the API.
    #[must_use]
    pub fn api(&self) -> &'static ApiMeta {
        self.client.api()
    }
}

impl fmt::Debug for Client {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.client.fmt(formatter)
    }
}

impl Built for Client {}

impl sealed::Built for Client {
    fn default_transport(_limits: Limits) -> Result<Arc<dyn Transport>, Error> {
        Ok(Arc::new(UreqTransport::new()))
    }

    fn around(client: AsyncClient) -> Result<Self, Error> {
        let driver = Driver::start()
            .map_err(|error| Error::configuration(format!("the thread for time-outs cannot be started: {error}")))?;
        Ok(Self { client, driver })
    }
}
