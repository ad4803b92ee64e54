//! Tokens that somebody else supplies: a service of your company, a vendor's flow that a recipe cannot describe.

use std::error::Error as StdError;
use std::fmt;
use std::future::Future;
use std::pin::Pin;
use std::sync::Arc;
use std::time::Duration;

use secrecy::{ExposeSecret as _, SecretString};

use super::Credentials;

/// What [`TokenProvider::fetch`] gives.
pub type TokenFuture<'a> = Pin<Box<dyn Future<Output = Result<Tokens, Box<dyn StdError + Send + Sync>>> + Send + 'a>>;

/// Supplies the values that a recipe names `token.NAME`, in place of the recipe's own steps.
///
/// The client keeps what it is given for its lifetime, and in the token store if there is one. It asks again when that
/// time is almost over, and when an answer says that a token is not good any more; then the call that was refused is
/// made once more. However many calls wait for a token, only one asks.
///
/// Every function is one that takes a [`TokenRequest`] and gives a future:
///
/// ```
/// # use docwright_runtime::{ApiMeta, Client, ClientBuilder, auth::Credentials};
/// # use docwright_runtime::auth::Recipe;
/// # static RECIPE: Recipe = Recipe { provided: &["access_token"], ..Recipe::NONE };
/// # static API: ApiMeta = ApiMeta { name: "shop", title: "Shop", server: Some("https://api.shop.example"),
/// #     recipe: Some(&RECIPE), envelopes: &[], pagination: None, limit_per_minute: None };
/// # let credentials = Credentials::new().with("app_id", "7");
/// use std::time::Duration;
///
/// use docwright_runtime::auth::{TokenRequest, Tokens};
///
/// // The recipe says `token: {provided: [access_token]}` and `Authorization: "Bearer {token.access_token}"`.
/// let client: Client = ClientBuilder::new(&API, credentials)
///     .token_provider(|request: TokenRequest| async move {
///         let app_id = request.credential("app_id").unwrap_or_default();
///         let token = ask_our_own_service(app_id).await?;
///         Ok(Tokens::new(Duration::from_secs(7200)).with("access_token", token))
///     })
///     .build()?;
/// # async fn ask_our_own_service(_: &str) -> Result<String, std::io::Error> { Ok(String::new()) }
/// # Ok::<(), docwright_runtime::Error>(())
/// ```
pub trait TokenProvider: Send + Sync + 'static {
    /// Fetches tokens. The future is dropped if the caller that began it goes away; the next one begins again.
    ///
    /// # Errors
    ///
    /// Whatever it is: the calls that wait fail with [`Error::TokenProvider`](crate::Error::TokenProvider), which has it
    /// as its source.
    fn fetch(&self, request: TokenRequest) -> TokenFuture<'_>;
}

impl<F, T> TokenProvider for F
where
    F: Fn(TokenRequest) -> T + Send + Sync + 'static,
    T: Future<Output = Result<Tokens, Box<dyn StdError + Send + Sync>>> + Send + 'static,
{
    fn fetch(&self, request: TokenRequest) -> TokenFuture<'_> {
        Box::pin(self(request))
    }
}

/// For whom tokens are asked, and which ones are not good any more.
#[derive(Debug, Clone)]
pub struct TokenRequest {
    pub(crate) credentials: Credentials,
    pub(crate) rejected: Tokens,
}

impl TokenRequest {
    /// The account's credential of that name.
    #[must_use]
    pub fn credential(&self, name: &str) -> Option<&str> {
        self.credentials.get(name)
    }

    /// The token of that name that the server has just rejected. Who keeps tokens of its own must not give this one again.
    /// `None` if none was sent yet, or if it is only about to grow old.
    #[must_use]
    pub fn rejected(&self, name: &str) -> Option<&str> {
        self.rejected.get(name)
    }
}

/// Tokens by name, and how long they are good. `Debug` shows names only.
#[derive(Clone, Default)]
pub struct Tokens {
    values: Vec<(String, SecretString)>,
    lifetime: Duration,
}

impl Tokens {
    /// No tokens yet, good for that time from now on. The client asks for new ones when nine tenths of it are over, but not
    /// earlier than five minutes before its end.
    #[must_use]
    pub const fn new(lifetime: Duration) -> Self {
        Self { values: Vec::new(), lifetime }
    }

    /// Adds a token, or replaces the one of that name. Templates name it `token.NAME`.
    #[must_use]
    pub fn with(mut self, name: impl Into<String>, value: impl Into<String>) -> Self {
        let name = name.into();
        self.values.retain(|(existing, _)| *existing != name);
        self.values.push((name, SecretString::from(value.into())));
        self
    }

    pub(crate) fn get(&self, name: &str) -> Option<&str> {
        self.values.iter().find(|(known, _)| known == name).map(|(_, value)| value.expose_secret())
    }

    /// Their values with the names that templates have for them.
    pub(crate) fn into_values(self) -> Vec<(String, SecretString)> {
        self.values.into_iter().map(|(name, value)| (format!("token.{name}"), value)).collect()
    }

    /// After what time new ones are fetched.
    pub(crate) fn keep_for(&self) -> Duration {
        const LONGEST_MARGIN: Duration = Duration::from_secs(300);
        self.lifetime - (self.lifetime / 10).min(LONGEST_MARGIN)
    }
}

impl fmt::Debug for Tokens {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let names: Vec<&str> = self.values.iter().map(|(name, _)| name.as_str()).collect();
        formatter.debug_struct("Tokens").field("names", &names).field("lifetime", &self.lifetime).finish()
    }
}

/// An error of a provider, shared by all who waited for it. Neither `Display` nor `Debug` show it, for nobody knows what it
/// tells; its source does.
#[derive(Clone)]
pub struct ProviderError(Arc<dyn StdError + Send + Sync>);

impl ProviderError {
    pub(crate) fn new(error: Box<dyn StdError + Send + Sync>) -> Self {
        Self(Arc::from(error))
    }
}

impl fmt::Display for ProviderError {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("the token provider failed")
    }
}

impl fmt::Debug for ProviderError {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.debug_struct("ProviderError").finish_non_exhaustive()
    }
}

impl StdError for ProviderError {
    fn source(&self) -> Option<&(dyn StdError + 'static)> {
        Some(&*self.0)
    }
}
