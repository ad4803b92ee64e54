//! The server: what it is made of, and how it is started.

use std::io;
use std::net::{Ipv4Addr, SocketAddr, TcpListener};
use std::sync::{Arc, Mutex};
use std::time::Duration;

use super::bound::Bound;
use super::check::CheckEntry;
use super::clock::Clock;
use super::credentials::Credentials;
use super::desk::Desk;
use super::ebuy_envelope::Envelope;
use super::fault::FaultError;
use super::kingdee_gateway::{AuthorizeForm, Gateway, TokenRules};
use super::plan::Faults;
use super::request::{Answering, Request};
use super::routes::Routes;
use super::running::Running;
use super::unsigned::Unsigned;
use super::vendor::Vendor;
use crate::finding::{Finding, rules};
use crate::spec::{Api, Operation, Value};

/// The recipes whose signatures are checked.
const KINGDEE_GATEWAY: &str = "kingdee-gateway";
const EBUY_ENVELOPE: &str = "ebuy-envelope";

/// A server that could not be started.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum Error {
    /// The address cannot be listened on.
    #[error("cannot listen on {address}; choose another port, or 0 for a free one")]
    Listen {
        /// The address.
        address: SocketAddr,
        /// Why.
        source: io::Error,
    },
    /// The machine gives no thread, or no means to wait for connections.
    #[error("cannot run the server: {0}")]
    Run(#[from] io::Error),
    /// The faults cannot be had.
    #[error(transparent)]
    Faults(#[from] FaultError),
}

/// A server that answers from specifications: what it serves, whom it knows, how it behaves.
///
/// Which checks requests go through is chosen by the `auth` of api.yaml; requests of recipes that are not built in are
/// held against the specification only.
#[derive(Debug, Clone)]
pub struct Server {
    api: Api,
    operations: Vec<Operation>,
    credentials: Credentials,
    clock: Clock,
    port: u16,
    token_rules: TokenRules,
    faults: Faults,
    answering: Option<Answering>,
}

impl Server {
    /// A server for an API's operations, with the demo credentials, the machine's clock, and any free port.
    #[must_use]
    pub fn new(api: Api, operations: impl Into<Vec<Operation>>) -> Self {
        let lifetime = Duration::from_secs(24 * 60 * 60);
        Self {
            api,
            operations: operations.into(),
            credentials: Credentials::demo(),
            clock: Clock::System,
            port: 0,
            token_rules: TokenRules { form: AuthorizeForm::default(), lifetime, calls_per_minute: None },
            faults: Faults::default(),
            answering: None,
        }
    }

    /// Who may call.
    #[must_use]
    pub fn credentials(mut self, credentials: Credentials) -> Self {
        self.credentials = credentials;
        self
    }

    /// Which time the server goes by.
    #[must_use]
    pub fn clock(mut self, clock: Clock) -> Self {
        self.clock = clock;
        self
    }

    /// The port on 127.0.0.1; 0 takes one that is free.
    #[must_use]
    pub fn port(mut self, port: u16) -> Self {
        self.port = port;
        self
    }

    /// Kingdee: in which form the list of authorised accounts is answered.
    #[must_use]
    pub fn authorize_form(mut self, form: AuthorizeForm) -> Self {
        self.token_rules.form = form;
        self
    }

    /// Kingdee: how many tokens may be asked for within a minute; any number if this is not called.
    #[must_use]
    pub fn token_calls_per_minute(mut self, calls: u32) -> Self {
        self.token_rules.calls_per_minute = Some(calls);
        self
    }

    /// Kingdee: how long a token lives; 24 hours if this is not called.
    #[must_use]
    pub fn token_lifetime(mut self, lifetime: Duration) -> Self {
        self.token_rules.lifetime = lifetime;
        self
    }

    /// What goes wrong by chance; nothing if this is not called.
    #[must_use]
    pub fn faults(mut self, faults: Faults) -> Self {
        self.faults = faults;
        self
    }

    /// What is answered to calls of documented operations that are in order, in place of the documented example, which
    /// is handed over. It runs where an application would execute the call: not for calls that are refused, and whether
    /// or not the answer gets to the caller. So it is the place to count what must not be done twice, and to tell answers
    /// apart:
    ///
    /// ```
    /// # fn server(api: docwright::spec::Api, operation: docwright::spec::Operation) -> docwright::mock::Server {
    /// use docwright::mock::Server;
    /// use docwright::spec::Value;
    ///
    /// Server::new(api, [operation]).answer(|request, mut example| {
    ///     if let (Value::Object(members), Some(id)) = (&mut example, request.parameter("id")) {
    ///         members.insert("id".to_owned(), Value::String(id));
    ///     }
    ///     example
    /// })
    /// # }
    /// ```
    #[must_use]
    pub fn answer(mut self, answer: impl Fn(&Request<'_>, Value) -> Value + Send + Sync + 'static) -> Self {
        self.answering = Some(Answering::new(answer));
        self
    }

    /// The written list of checks that requests go through.
    #[must_use]
    pub fn checks(&self) -> Vec<CheckEntry> {
        self.vendor(0).checks()
    }

    /// What is worth knowing before it starts: signatures that are not checked.
    #[must_use]
    pub fn findings(&self) -> Vec<Finding> {
        let finding = |recipe: &str| {
            let message = format!("signatures are not checked: the mock server does not know the recipe `{recipe}`");
            let help = "requests are held against the specification only; the recipes that are built in are checked";
            Finding::new(rules::MOCK_UNCHECKED_RECIPE, message).help(help)
        };
        self.unchecked_recipe().map(finding).into_iter().collect()
    }

    /// Takes the port.
    ///
    /// # Errors
    /// If the port cannot be listened on, or the API cannot have the faults.
    pub fn bind(self) -> Result<Bound, Error> {
        let desk = Arc::new(self.desk());
        self.faults.check(desk.vendor.as_ref(), &self.api.title)?;
        let wanted = SocketAddr::from((Ipv4Addr::LOCALHOST, self.port));
        let explain = |source| Error::Listen { address: wanted, source };
        let listener = TcpListener::bind(wanted).map_err(explain)?;
        listener.set_nonblocking(true).map_err(explain)?;
        let address = listener.local_addr().map_err(explain)?;
        Ok(Bound { desk, server: self, listener, address })
    }

    /// Runs it on a thread of its own, until what is returned is dropped.
    ///
    /// # Errors
    /// If the port cannot be listened on, the API cannot have the faults, or the machine gives no thread.
    pub fn spawn(self) -> Result<Running, Error> {
        self.bind()?.spawn()
    }

    pub(super) fn api(&self) -> &Api {
        &self.api
    }

    /// The recipe of api.yaml, if its signatures are not checked.
    pub(super) fn unchecked_recipe(&self) -> Option<&str> {
        self.api.auth.as_deref().filter(|recipe| ![KINGDEE_GATEWAY, EBUY_ENVELOPE].contains(recipe))
    }

    fn vendor(&self, now: i64) -> Box<dyn Vendor> {
        match self.api.auth.as_deref() {
            Some(KINGDEE_GATEWAY) => Box::new(Gateway::new(self.credentials.clone(), self.token_rules, now)),
            Some(EBUY_ENVELOPE) => Box::new(Envelope::new(self.credentials.clone())),
            _ => Box::new(Unsigned { envelopes: self.api.envelope.clone() }),
        }
    }

    pub(super) fn desk(&self) -> Desk {
        let clock = super::clock::Clockwork::new(self.clock);
        let vendor = self.vendor(clock.now());
        let served = vendor.own_operations().into_iter().chain(self.operations.iter().cloned()).collect();
        Desk {
            vendor,
            clock,
            routes: Routes::new(served, self.api.server.as_deref()),
            envelopes: self.api.envelope.clone(),
            faults: self.faults.clone(),
            answering: self.answering.clone(),
            books: Mutex::default(),
        }
    }
}
