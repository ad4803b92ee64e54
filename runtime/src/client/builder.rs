//! How a client is built.

use std::fmt;
use std::marker::PhantomData;
use std::sync::Arc;
use std::time::{Duration, SystemTime};

use super::address::Address;
use super::built::Built;
use super::clock::Skew;
use super::observe::Observer;
use super::pace::{self, Budget, Pace};
use super::token::Account;
use super::{Client, Shared};
use crate::DriftSink;
use crate::auth::{Credentials, Recipe, TokenProvider, TokenStore};
use crate::error::Error;
use crate::json::{self, Misfits};
use crate::operation::ApiMeta;
use crate::transport::{Limits, Transport};

/// For APIs that authenticate nobody.
static NO_RECIPE: Recipe = Recipe::NONE;

/// Builds a client; `C` is the generated type around `B`, the client of this crate.
pub struct ClientBuilder<C = Client, B = Client> {
    api: &'static ApiMeta,
    credentials: Credentials,
    base_url: Option<String>,
    transport: Option<Arc<dyn Transport>>,
    options: Options,
    clock: Arc<dyn Fn() -> SystemTime + Send + Sync>,
    client: PhantomData<fn() -> (C, B)>,
}

/// What a request is held against before it is sent.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Checks {
    /// What its document demands.
    Documented,
    /// Nothing.
    Nothing,
}

/// What a user can choose.
#[derive(Clone)]
pub(super) struct Options {
    pub(super) allow_http: bool,
    pub(super) strict: bool,
    pub(super) checks: Checks,
    pub(super) timeout: Duration,
    pub(super) limits: Limits,
    pub(super) decoding: json::Limits,
    pub(super) misfits: Misfits,
    pub(super) retries: u32,
    pub(super) longest_wait: Duration,
    pub(super) pace: Pace,
    pub(super) drift: Option<Arc<dyn DriftSink>>,
    pub(super) token_store: Option<Arc<dyn TokenStore>>,
    pub(super) token_provider: Option<Arc<dyn TokenProvider>>,
    pub(super) observer: Option<Arc<dyn Observer>>,
}

impl<B: Built, C: From<B>> ClientBuilder<C, B> {
    /// Starts with the credentials that the API's recipe asks for.
    #[must_use]
    pub fn new(api: &'static ApiMeta, credentials: Credentials) -> Self {
        let options = Options {
            allow_http: false,
            strict: false,
            checks: Checks::Documented,
            timeout: Duration::from_secs(120),
            limits: Limits::default(),
            decoding: json::Limits::default(),
            misfits: Misfits::default(),
            retries: 2,
            longest_wait: Duration::from_secs(60),
            pace: Pace::Documented,
            drift: None,
            token_store: None,
            token_provider: None,
            observer: None,
        };
        let clock = Arc::new(SystemTime::now);
        Self { api, credentials, base_url: None, transport: None, options, clock, client: PhantomData }
    }

    /// Sets the address that paths are appended to, for test systems and for APIs that publish none. It has to be HTTPS,
    /// except for this machine.
    #[must_use]
    pub fn base_url(mut self, url: impl Into<String>) -> Self {
        self.base_url = Some(url.into());
        self
    }

    /// Allows plain HTTP to other machines. Credentials and data then travel in the clear. Not allowed by default.
    #[must_use]
    pub const fn allow_http(mut self, allow: bool) -> Self {
        self.options.allow_http = allow;
        self
    }

    /// Sets what carries requests, in place of a [`ReqwestTransport`](crate::transport::ReqwestTransport), or of ureq for a
    /// blocking client.
    #[must_use]
    pub fn transport(mut self, transport: impl Transport) -> Self {
        self.transport = Some(Arc::new(transport));
        self
    }

    /// Sets how long a call may take with everything that belongs to it: tokens, waiting for the rate limit, repeats. 120
    /// seconds by default.
    #[must_use]
    pub const fn timeout(mut self, timeout: Duration) -> Self {
        self.options.timeout = timeout;
        self
    }

    /// Sets how long one attempt may take. 30 seconds by default.
    #[must_use]
    pub const fn attempt_timeout(mut self, timeout: Duration) -> Self {
        self.options.limits.attempt = timeout;
        self
    }

    /// Sets how long making a connection may take. 10 seconds by default.
    #[must_use]
    pub const fn connect_timeout(mut self, timeout: Duration) -> Self {
        self.options.limits.connect = timeout;
        self
    }

    /// Sets how large an answer may be. 32 MiB by default.
    #[must_use]
    pub const fn max_response_bytes(mut self, bytes: usize) -> Self {
        self.options.limits.response_bytes = bytes;
        self.options.decoding.bytes = bytes;
        self
    }

    /// Sets how many lists and objects of an answer may be within each other. 128 by default; each costs about a kilobyte of
    /// the stack of the thread that decodes.
    #[must_use]
    pub const fn max_response_depth(mut self, levels: usize) -> Self {
        self.options.decoding.depth = levels;
        self
    }

    /// Sets how much memory, in bytes, the elements of an answer's lists may take. 1 GiB by default: a short answer of very
    /// many empty objects takes a hundred times its size.
    #[must_use]
    pub const fn max_response_memory(mut self, bytes: usize) -> Self {
        self.options.decoding.memory = bytes;
        self
    }

    /// Sets how often a call is repeated, where repeating can do no harm. Twice by default; renewing a token and setting
    /// the clock do not count.
    #[must_use]
    pub const fn retries(mut self, retries: u32) -> Self {
        self.options.retries = retries;
        self
    }

    /// Sets how many calls a minute an account makes at most, in place of what the vendor allows; further ones wait. The
    /// calls that fetch tokens are not among them: vendors have limits of their own for those, which hold beside this one.
    ///
    /// `None` lifts all of the vendor's limits, those for fetching tokens too: for servers that have none, as in tests.
    #[must_use]
    pub const fn limit_per_minute(mut self, limit: Option<u32>) -> Self {
        self.options.pace = match limit {
            Some(limit) => Pace::AtMost(limit),
            None => Pace::Unlimited,
        };
        self
    }

    /// Makes each difference between an answer and its document an error. Tolerated by default.
    #[must_use]
    pub const fn strict(mut self, strict: bool) -> Self {
        self.options.strict = strict;
        self
    }

    /// Sends requests that are not what their document demands too, and leaves it to the server to refuse them. By default
    /// they are [`Error::Invalid`] and not sent: what the document requires is missing, or a value is beyond a documented
    /// limit. [`Call::unchecked`](crate::Call::unchecked) does the same for one call.
    #[must_use]
    pub const fn unchecked(mut self) -> Self {
        self.options.checks = Checks::Nothing;
        self
    }

    /// Sets what becomes of a value that is not of the documented type at all, such as a text for an object: the call fails
    /// by default.
    #[must_use]
    pub const fn misfits(mut self, misfits: Misfits) -> Self {
        self.options.misfits = misfits;
        self
    }

    /// Sets what is told of each difference between an answer and its document that decoding got over.
    #[must_use]
    pub fn drift(mut self, sink: impl DriftSink + 'static) -> Self {
        self.options.drift = Some(Arc::new(sink));
        self
    }

    /// Sets where tokens are kept, so that several processes share them. Only in memory by default.
    #[must_use]
    pub fn token_store(mut self, store: impl TokenStore) -> Self {
        self.options.token_store = Some(Arc::new(store));
        self
    }

    /// Sets who supplies tokens, in place of the steps of the API's recipe. A recipe without steps that names tokens needs
    /// one.
    #[must_use]
    pub fn token_provider(mut self, provider: impl TokenProvider) -> Self {
        self.options.token_provider = Some(Arc::new(provider));
        self
    }

    /// Sets what is told before and after each attempt.
    #[must_use]
    pub fn observer(mut self, observer: impl Observer) -> Self {
        self.options.observer = Some(Arc::new(observer));
        self
    }

    /// Sets the clock that timestamps are taken from and that tokens grow old by. The system's by default.
    #[must_use]
    pub fn clock(mut self, clock: impl Fn() -> SystemTime + Send + Sync + 'static) -> Self {
        self.clock = Arc::new(clock);
        self
    }

    /// The client. Nothing is sent yet.
    ///
    /// # Errors
    ///
    /// [`Error::Configuration`] if a required credential is missing or empty, if the recipe needs a token provider and
    /// there is none, if there is no address, if it is plain HTTP to another machine, or if TLS cannot be set up.
    pub fn build(self) -> Result<C, Error> {
        let recipe = self.api.recipe.unwrap_or(&NO_RECIPE);
        check_credentials(recipe, &self.credentials)?;
        if let ([token, ..], None) = (recipe.provided, &self.options.token_provider) {
            let message = format!("{}: say token_provider(…): it has to supply `{token}`", recipe.title);
            return Err(Error::configuration(message));
        }
        let Some(server) = self.base_url.as_deref().or(self.api.server) else {
            let message = format!("{} publishes no address: say base_url(…)", self.api.title);
            return Err(Error::configuration(message));
        };
        let address = Address::parse(server, self.options.allow_http)?;
        let transport = match self.transport {
            Some(transport) => transport,
            None => B::default_transport(self.options.limits)?,
        };
        let limits = pace::Limits::new(self.options.pace, self.api, recipe.steps);
        let account = Arc::new(Account::new(self.credentials, limits));
        let shared = Arc::new(Shared {
            api: self.api,
            recipe,
            address,
            transport,
            options: self.options,
            clock: self.clock,
            skew: Skew::default(),
            budget: Budget::full(),
        });
        B::around(Client { shared, account }).map(C::from)
    }
}

/// Credentials that are required are there and not empty.
pub(super) fn check_credentials(recipe: &Recipe, credentials: &Credentials) -> Result<(), Error> {
    let given = |name: &str| credentials.get(name).is_some_and(|value| !value.trim().is_empty());
    match recipe.credentials.iter().find(|credential| credential.required && !given(credential.name)) {
        Some(credential) => {
            Err(Error::configuration(format!("{}: the credential `{}` is missing", recipe.title, credential.name)))
        }
        None => Ok(()),
    }
}

impl<C, B> fmt::Debug for ClientBuilder<C, B> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter
            .debug_struct("ClientBuilder")
            .field("api", &self.api.name)
            .field("base_url", &self.base_url)
            .field("credentials", &self.credentials)
            .finish_non_exhaustive()
    }
}
