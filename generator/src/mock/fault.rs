//! Things that go wrong on purpose.

use std::borrow::Cow;

use super::answer::Answer;
use super::check::{Call, Refusal};
use super::vendor::Vendor;

/// What happens to an answer.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub enum Fault {
    /// Nothing: the answer goes out as it is.
    None,
    /// HTTP 500 with an HTML page, as a broken proxy sends it.
    ServerError,
    /// The vendor refuses the call with this code, in its own way (Kingdee 4001 to 5007: HTTP 519).
    Refusal {
        /// The vendor's code.
        code: String,
        /// What it says.
        message: String,
    },
    /// The connection is closed in the middle of the body.
    Truncated,
    /// The answer's signature is wrong. Where answers are not signed the answer goes out as it is.
    WrongSignature,
    /// Another answer altogether.
    Answer {
        /// The HTTP status.
        status: u16,
        /// The body.
        body: String,
    },
}

impl Fault {
    /// The answer that goes out instead of `answer`.
    pub(super) fn apply(self, vendor: &dyn Vendor, call: &Call<'_>, mut answer: Answer) -> Answer {
        match self {
            Self::None => answer,
            Self::ServerError => html(500, "<html><body><h1>500 Internal Server Error</h1></body></html>"),
            Self::Refusal { code, message } => {
                vendor.refuse(call, &Refusal { code: Cow::Owned(code), check: None, detail: message })
            }
            Self::Truncated => Answer { truncated: true, ..answer },
            Self::WrongSignature => {
                vendor.spoil_signature(&mut answer);
                answer
            }
            Self::Answer { status, body } => Answer { status, body, ..answer },
        }
    }
}

fn html(status: u16, body: &str) -> Answer {
    let headers = vec![("content-type", "text/html".to_owned())];
    Answer { status, headers, body: body.to_owned(), truncated: false }
}
