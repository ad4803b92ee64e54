//! What a vendor's part of the server has to say.

use super::answer::Answer;
use super::check::{Call, CheckEntry, Refusal};
use super::fault::Fault;
use crate::spec::{Operation, Value};

/// Which of a vendor's doors a call went to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Door {
    /// A documented operation.
    Business,
    /// The list of authorised accounts.
    Authorize,
    /// The issue of tokens.
    Token,
}

/// A vendor's way of checking and answering; one implementation a recipe that is built in.
pub(super) trait Vendor: Send + Sync {
    /// What is served besides the documented operations.
    fn own_operations(&self) -> Vec<Operation> {
        Vec::new()
    }

    /// Which door an operation is.
    fn door(&self, _operation: &Operation) -> Door {
        Door::Business
    }

    /// The written list of checks.
    fn checks(&self) -> Vec<CheckEntry>;

    /// Goes through the list.
    fn check(&self, call: &Call<'_>) -> Result<(), Refusal>;

    /// The answer to a call that is turned away.
    fn refuse(&self, call: &Call<'_>, refusal: &Refusal) -> Answer;

    /// The answer to a call that is in order; `example` is what the document shows.
    fn succeed(&self, call: &Call<'_>, example: Value) -> Answer;

    /// Why that fault cannot happen here, if it cannot.
    fn cannot_have(&self, fault: &Fault) -> Option<&'static str> {
        match fault {
            Fault::ExpiredToken => Some("it has no tokens"),
            Fault::GatewayError => Some("it has no gateway that answers with HTTP 519"),
            Fault::WrongSignature => Some("its answers are not signed"),
            _ => None,
        }
    }

    /// Makes the signature of an answer wrong. Where answers are not signed there is nothing to do.
    fn spoil_signature(&self, _answer: &mut Answer) {}

    /// What a user has to configure to be let in, for people: label and value.
    fn guide(&self) -> Vec<(&'static str, String)>;

    /// Lets all tokens that were issued expire.
    fn expire_tokens(&self) {}

    /// Lets the token that a call carries expire.
    fn expire_token(&self, _call: &Call<'_>) {}

    /// Replaces the secrets that tokens are asked for with.
    fn rotate_app_secret(&self) {}

    /// Grants or revokes the authorisation of an account.
    fn set_account_valid(&self, _account: &str, _valid: bool) {}
}
