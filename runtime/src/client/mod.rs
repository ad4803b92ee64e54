//! The client: what stands between a request's struct and its answer's.

mod address;
mod attempt;
mod builder;
mod built;
mod call;
mod clock;
mod deadline;
mod download;
mod draft;
mod exchange;
mod flight;
mod multipart;
mod observe;
mod pace;
mod pages;
mod redact;
mod saved;
mod stage;
mod step;
mod token;

use std::fmt;
use std::sync::Arc;
use std::time::SystemTime;

pub use builder::ClientBuilder;
pub use built::Built;
#[cfg(feature = "blocking")]
pub(crate) use built::sealed;
pub use call::Call;
pub(crate) use draft::{Draft, DraftBody, draft};
pub(crate) use exchange::by_status;
pub use observe::{Attempt, AttemptOutcome, Observer};
pub use pages::{Page, Paged, Pages};

use crate::Model;
use crate::answer::Answer;
use crate::auth::{Credentials, Recipe, SensitiveError, decrypt, encrypt};
use crate::check::check;
use crate::error::Error;
use crate::operation::{ApiMeta, Operation, OperationMeta};
use crate::transport::Transport;
use address::Address;
use builder::{Checks, Options};
use clock::Skew;
use deadline::Deadline;
use exchange::Exchange;
use pace::{Budget, Limits};
use token::Account;

/// A client of an API. Generated code wraps it in a type of its own.
///
/// Cloning it is cheap; clones share connections, tokens and limits.
#[derive(Clone)]
pub struct Client {
    shared: Arc<Shared>,
    account: Arc<Account>,
}

/// What all accounts share.
struct Shared {
    api: &'static ApiMeta,
    recipe: &'static Recipe,
    address: Address,
    transport: Arc<dyn Transport>,
    options: Options,
    clock: Arc<dyn Fn() -> SystemTime + Send + Sync>,
    skew: Skew,
    budget: Budget,
}

impl Client {
    /// A call that is made when it is awaited.
    pub fn send<'a, O: Operation>(&'a self, operation: &'a O) -> Call<'a, O> {
        Call::new(self, operation)
    }

    /// A list that is fetched page by page.
    pub fn pages<P: Paged>(&self, request: &P) -> Pages<P> {
        Pages::new(self, request)
    }

    /// A client for other credentials, with tokens and limits of its own. It shares everything else: connections, the
    /// server's clock, options. Keep it while the account is used: each one begins without tokens, unless a token store has
    /// them.
    ///
    /// # Errors
    ///
    /// If a required credential is missing or empty.
    pub fn for_account(&self, credentials: Credentials) -> Result<Self, Error> {
        builder::check_credentials(self.shared.recipe, &credentials)?;
        let limits = Limits::new(self.shared.options.pace, self.shared.api, self.shared.recipe.steps);
        let account = Arc::new(Account::new(credentials, limits));
        Ok(Self { shared: Arc::clone(&self.shared), account })
    }

    /// What is known about the API.
    #[must_use]
    pub fn api(&self) -> &'static ApiMeta {
        self.shared.api
    }

    /// From a request to the answer that says success. This is the only way there, and compiled once.
    async fn execute(
        &self,
        meta: &'static OperationMeta,
        model: &dyn Model,
        checks: Checks,
        deadline: Deadline,
    ) -> Result<Answer, Error> {
        if checks == Checks::Documented {
            check(meta, model)?;
        }
        let draft = draft(meta, model)?;
        let tokens = deadline.bound(self.account.tokens(self, deadline)).await??;
        let exchange = Exchange {
            client: self,
            name: meta.name,
            draft: &draft,
            known: meta.errors,
            idempotent: meta.idempotent || matches!(meta.method, "GET" | "HEAD" | "OPTIONS"),
            step: None,
            limit: &self.account.limits.calls,
            deadline,
        };
        // In a box of its own: memory for one large future costs more than for two small ones.
        Box::pin(exchange.run(tokens)).await
    }

    /// Reads a sensitive field of an answer (敏感数据), with the credentials of this client.
    ///
    /// # Errors
    ///
    /// If the text was not encrypted with them, or if the recipe does not say how sensitive fields are encrypted.
    pub fn decrypt(&self, text: &str) -> Result<String, SensitiveError> {
        decrypt(self.shared.recipe, &self.account.credentials.to_inputs(), text)
    }

    /// Encrypts a text as the API wants it in a sensitive field, with the credentials of this client.
    ///
    /// # Errors
    ///
    /// If the recipe does not say how sensitive fields are encrypted, or if the credentials give no key.
    pub fn encrypt(&self, plain: &str) -> Result<String, SensitiveError> {
        encrypt(self.shared.recipe, &self.account.credentials.to_inputs(), plain)
    }

    fn local_time(&self) -> SystemTime {
        (self.shared.clock)()
    }

    fn server_time(&self) -> SystemTime {
        self.shared.skew.apply(self.local_time())
    }

    fn set_server_time(&self, server: SystemTime) {
        self.shared.skew.set(server, self.local_time());
    }
}

impl fmt::Debug for Client {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter
            .debug_struct("Client")
            .field("api", &self.shared.api.name)
            .field("address", &self.shared.address)
            .field("credentials", &self.account.credentials)
            .finish_non_exhaustive()
    }
}
