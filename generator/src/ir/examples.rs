//! The documented examples, which the generated tests hold the code against.

/// The documented examples of an operation.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Examples {
    /// An answer.
    pub answer: Option<AnswerExample>,
    /// A request.
    pub request: Option<RequestExample>,
}

/// A documented answer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AnswerExample {
    /// Its JSON text.
    pub json: String,
    /// Where it differs from the tables, each as `PATH: KIND`, in order.
    pub differences: Vec<String>,
}

/// A documented request.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RequestExample {
    /// The parameters of its query.
    pub query: Vec<(String, String)>,
    /// The JSON text of its body.
    pub body: Option<String>,
    /// Where it differs from the tables, each as `PATH: KIND`, in order.
    pub differences: Vec<String>,
}
