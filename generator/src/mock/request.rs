//! A call as those see it who answer it in place of the documented example.

use std::fmt;
use std::sync::Arc;

use super::check::Call;
use super::fault::Fault;
use super::received::form_pairs;
use crate::spec::{Encoding, Value};

/// A call of a documented operation that passed the checks.
pub struct Request<'a> {
    call: &'a Call<'a>,
    fault: &'a Fault,
}

impl<'a> Request<'a> {
    pub(super) fn new(call: &'a Call<'a>, fault: &'a Fault) -> Self {
        Self { call, fault }
    }

    /// The name of the operation.
    #[must_use]
    pub fn operation(&self) -> &str {
        &self.call.operation.name
    }

    /// The first parameter of that name: of the path, the query, or a form.
    #[must_use]
    pub fn parameter(&self, name: &str) -> Option<String> {
        let in_path = self.call.path_values.iter().find(|(key, _)| key == name).map(|(_, value)| value.clone());
        in_path.or_else(|| self.call.received.query_value(name)).or_else(|| self.form_field(name))
    }

    /// The body, if it is JSON.
    #[must_use]
    pub fn body(&self) -> Option<&Value> {
        self.call.json().ok()
    }

    /// What happens to the answer on its way back.
    #[must_use]
    pub fn fault(&self) -> &Fault {
        self.fault
    }

    fn form_field(&self, name: &str) -> Option<String> {
        if self.call.operation.request.encoding != Some(Encoding::Form) {
            return None;
        }
        let fields = form_pairs(&String::from_utf8_lossy(&self.call.received.body));
        fields.into_iter().find(|(key, _)| key == name).map(|(_, value)| value)
    }
}

impl fmt::Debug for Request<'_> {
    /// Method and target, without the body.
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.debug_tuple("Request").field(&self.call.received.line()).finish()
    }
}

/// What answers instead of the documented example.
#[derive(Clone)]
pub(super) struct Answering(Arc<AnswerFunction>);

type AnswerFunction = dyn Fn(&Request<'_>, Value) -> Value + Send + Sync;

impl Answering {
    pub(super) fn new(answer: impl Fn(&Request<'_>, Value) -> Value + Send + Sync + 'static) -> Self {
        Self(Arc::new(answer))
    }

    pub(super) fn answer(&self, request: &Request<'_>, example: Value) -> Value {
        (self.0)(request, example)
    }
}

impl fmt::Debug for Answering {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("Answering")
    }
}
