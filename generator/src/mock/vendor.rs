//! What a vendor's part of the server has to say.

use super::answer::Answer;
use super::check::{Call, CheckEntry, Refusal};
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

    /// Makes the signature of an answer wrong. Where answers are not signed there is nothing to do.
    fn spoil_signature(&self, _answer: &mut Answer) {}

    /// What a user has to configure to be let in, for people: label and value.
    fn guide(&self) -> Vec<(&'static str, String)>;

    /// Lets all tokens that were issued expire.
    fn expire_tokens(&self) {}

    /// Replaces the secrets that tokens are asked for with.
    fn rotate_app_secret(&self) {}

    /// Grants or revokes the authorisation of an account.
    fn set_account_valid(&self, _account: &str, _valid: bool) {}
}
