//! The server: what it is made of, how it is started, how it runs.

use std::io;
use std::net::{Ipv4Addr, SocketAddr, TcpListener};
use std::sync::Arc;
use std::thread;
use std::time::Duration;

use axum::Router;
use axum::body::{Body, to_bytes};
use axum::extract::{Request, State};
use axum::http::Response;
use tokio::sync::oneshot;

use super::answer::{Answer, object, text};
use super::banner;
use super::check::CheckEntry;
use super::clock::Clock;
use super::credentials::Credentials;
use super::desk::Desk;
use super::ebuy_envelope::Envelope;
use super::kingdee_gateway::{AuthorizeForm, Gateway, TokenRules};
use super::received::Received;
use super::running::Running;
use super::unsigned::Unsigned;
use super::vendor::Vendor;
use crate::finding::{Finding, rules};
use crate::spec::{Api, Operation};

/// The largest body that is read, in bytes.
const LARGEST_BODY: usize = 8 * 1024 * 1024;
/// How long calls in progress may take to finish after ctrl-c.
const PATIENCE: Duration = Duration::from_secs(3);

/// The recipes whose signatures are checked.
const KINGDEE_GATEWAY: &str = "kingdee-gateway";
const EBUY_ENVELOPE: &str = "ebuy-envelope";

/// A server that could not be started.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum Error {
    /// The address cannot be listened on.
    #[error("cannot listen on {address}: {source}; choose another port")]
    Listen {
        /// The address.
        address: SocketAddr,
        /// Why.
        source: io::Error,
    },
    /// The machine gives no thread, or no means to wait for connections.
    #[error("cannot run the server: {0}")]
    Run(#[from] io::Error),
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
    /// If the port cannot be listened on.
    pub fn bind(self) -> Result<Bound, Error> {
        let wanted = SocketAddr::from((Ipv4Addr::LOCALHOST, self.port));
        let explain = |source| Error::Listen { address: wanted, source };
        let listener = TcpListener::bind(wanted).map_err(explain)?;
        listener.set_nonblocking(true).map_err(explain)?;
        let address = listener.local_addr().map_err(explain)?;
        Ok(Bound { desk: Arc::new(self.desk()), server: self, listener, address })
    }

    /// Runs it on a thread of its own, until what is returned is dropped.
    ///
    /// # Errors
    /// If the port cannot be listened on, or the machine gives no thread.
    pub fn spawn(self) -> Result<Running, Error> {
        self.bind()?.spawn()
    }

    /// The recipe of api.yaml, if its signatures are not checked.
    fn unchecked_recipe(&self) -> Option<&str> {
        self.api.auth.as_deref().filter(|recipe| ![KINGDEE_GATEWAY, EBUY_ENVELOPE].contains(recipe))
    }

    fn vendor(&self, now: i64) -> Box<dyn Vendor> {
        match self.api.auth.as_deref() {
            Some(KINGDEE_GATEWAY) => Box::new(Gateway::new(self.credentials.clone(), self.token_rules, now)),
            Some(EBUY_ENVELOPE) => Box::new(Envelope::new(self.credentials.clone())),
            _ => Box::new(Unsigned),
        }
    }

    pub(super) fn desk(&self) -> Desk {
        let clock = super::clock::Clockwork::new(self.clock);
        Desk::new(self.vendor(clock.now()), &self.operations, self.api.envelope.clone(), clock)
    }
}

/// A server that has its port and can be started.
#[derive(Debug)]
pub struct Bound {
    server: Server,
    desk: Arc<Desk>,
    listener: TcpListener,
    address: SocketAddr,
}

impl Bound {
    /// The base address, without a slash at its end.
    #[must_use]
    pub fn url(&self) -> String {
        format!("http://{}", self.address)
    }

    /// What somebody who wants to call it has to know: address, credentials, operations, checks.
    #[must_use]
    pub fn banner(&self) -> String {
        banner::write(&self.server.api, &self.url(), &self.desk, self.server.unchecked_recipe())
    }

    /// Serves until ctrl-c is pressed; calls in progress are finished within three seconds.
    ///
    /// # Errors
    /// If connections cannot be waited for.
    pub async fn serve(self) -> Result<(), Error> {
        let listener = tokio::net::TcpListener::from_std(self.listener)?;
        let (stop, stopped) = oneshot::channel::<()>();
        let serving = axum::serve(listener, router(self.desk)).with_graceful_shutdown(async {
            let _ = stopped.await;
        });
        let interrupted = async {
            // Without a signal to wait for, the server runs until its process ends.
            if tokio::signal::ctrl_c().await.is_err() {
                std::future::pending::<()>().await;
            }
            let _ = stop.send(());
            tokio::time::sleep(PATIENCE).await;
        };
        tokio::select! {
            result = serving.into_future() => Ok(result?),
            () = interrupted => Ok(()),
        }
    }

    /// [`serve`](Self::serve) for callers that are not asynchronous.
    ///
    /// # Errors
    /// If connections cannot be waited for.
    pub fn run(self) -> Result<(), Error> {
        tokio::runtime::Builder::new_multi_thread().enable_all().build()?.block_on(self.serve())
    }

    /// Runs it on a thread of its own, until what is returned is dropped.
    ///
    /// # Errors
    /// If the machine gives no thread.
    pub fn spawn(self) -> Result<Running, Error> {
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
        let listener = {
            let _inside = runtime.enter();
            tokio::net::TcpListener::from_std(self.listener)?
        };
        let (stop, stopped) = oneshot::channel::<()>();
        let router = router(Arc::clone(&self.desk));
        let thread = thread::Builder::new().name("docwright-mock".to_owned()).spawn(move || {
            // Dropping the runtime drops all connections, finished or not: nobody is left to read them.
            runtime.block_on(async {
                tokio::select! {
                    _ = axum::serve(listener, router).into_future() => {}
                    _ = stopped => {}
                }
            });
        })?;
        Ok(Running::new(self.desk, self.address, stop, thread))
    }
}

fn router(desk: Arc<Desk>) -> Router {
    Router::new().fallback(handle).with_state(desk)
}

async fn handle(State(desk): State<Arc<Desk>>, request: Request) -> Response<Body> {
    let (head, body) = request.into_parts();
    let answer = match to_bytes(body, LARGEST_BODY).await {
        Ok(body) => desk.answer(&Received {
            method: head.method.as_str().to_owned(),
            path: head.uri.path().to_owned(),
            query: head.uri.query().unwrap_or_default().to_owned(),
            headers: head.headers,
            body,
        }),
        Err(error) => {
            let message = format!("expected a body of at most {LARGEST_BODY} bytes: {error}");
            Answer::json(413, &object([("error", text(message))]))
        }
    };
    answer.into_response(desk.now())
}
