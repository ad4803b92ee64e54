//! How tokens are fetched, and what error answers call for.

use super::{Member, Template};

/// A call that fetches a token or something that leads to one.
#[derive(Debug, Clone, Copy)]
pub struct Step {
    /// Its name.
    pub name: &'static str,
    /// The HTTP method.
    pub method: &'static str,
    /// The path, appended to the address of the server as those of operations are: `/login` is
    /// `https://api.acme.example/v2/login` where that address is `https://api.acme.example/v2`.
    pub path: &'static str,
    /// Whether it carries what every call carries.
    pub signed: bool,
    /// Query parameters of its own.
    pub query: &'static [(&'static str, Template)],
    /// Members of its JSON body; without any it has no body.
    pub body: &'static [(&'static str, Member)],
    /// Fields and values of which one says that the call succeeded; without any, every 2xx answer did.
    pub success: &'static [(&'static str, &'static str)],
    /// Fields that may hold the error code.
    pub code: &'static [&'static str],
    /// Fields that may hold the error message.
    pub message: &'static [&'static str],
    /// Which row of a list is meant.
    pub choose: Option<Choose>,
    /// What to keep: the name under `token.`, and the path in the answer (or in the chosen row), joined by dots.
    pub save: &'static [(&'static str, &'static str)],
    /// How long it is kept before it is renewed, in seconds: some less than it is good for. If it cannot be renewed for the
    /// moment, it is used further until the server refuses it.
    pub lifetime: u64,
    /// How many such calls a minute the vendor allows an account; further ones wait. `None` if it does not say.
    pub limit_per_minute: Option<u32>,
}

/// Which row of a list is meant.
#[derive(Debug, Clone, Copy)]
pub struct Choose {
    /// The path of the list in the answer.
    pub rows: &'static str,
    /// Fields and what they must be; one whose placeholder has no value is not asked for.
    pub conditions: &'static [(&'static str, Template)],
    /// Fields that tell rows apart for people.
    pub label: &'static [&'static str],
}

/// What an error answer calls for.
#[derive(Debug, Clone, Copy)]
pub struct Reaction {
    /// Error codes.
    pub codes: &'static [&'static str],
    /// HTTP statuses.
    pub statuses: &'static [u16],
    /// What it means, for error messages.
    pub meaning: Option<&'static str>,
    /// What is done.
    pub then: Then,
}

/// What is done about an error answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Then {
    /// The caller is told.
    Fail,
    /// The clock is set by the server's `Date`, and the call is signed again, once.
    AdjustClock,
    /// The step of that name and all after it are done again, and then the call, once. A
    /// [`TokenProvider`](crate::auth::TokenProvider) is asked again, whatever the name.
    Renew(&'static str),
    /// The call was not executed: it is repeated after a while, whatever its method.
    Repeat,
    /// The call is repeated after a while if it may be.
    Retry,
    /// The call is repeated after a longer while if it may be.
    RetrySlowly,
}
