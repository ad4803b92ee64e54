//! The tables of an operation, with the addresses that places, findings and corrections know them by.

use super::{Field, Operation, Types};

impl Operation {
    /// All tables: headers, parameters and members of the request, its named types, then those of the answer. The address
    /// of a table is its key in `places` (`request.query`, `response.types.Row`).
    ///
    /// ```
    /// # use docwright::{source::Source, spec::{Operation, yaml}};
    /// # let text = "{method: GET, path: /a, name: get_a, group: a, response: {types: {Row: []}}}";
    /// # let operation: Operation = yaml::read(&Source::new("a.yaml", text)).expect("an operation");
    /// assert!(operation.tables().any(|(address, _)| address == "response.types.Row"));
    /// ```
    pub fn tables(&self) -> impl Iterator<Item = (String, &[Field])> {
        let (request, response) = (&self.request, &self.response);
        let of_request = [
            ("request.headers", &request.headers),
            ("request.path", &request.path),
            ("request.query", &request.query),
            ("request.fields", &request.fields),
        ];
        let of_request = of_request.into_iter().map(|(address, fields)| (address.to_owned(), fields.as_slice()));
        of_request
            .chain(named("request", &request.types))
            .chain([("response.fields".to_owned(), response.fields.as_slice())])
            .chain(named("response", &response.types))
    }
}

fn named<'a>(side: &'static str, types: &'a Types) -> impl Iterator<Item = (String, &'a [Field])> {
    types.iter().map(move |(name, fields)| (format!("{side}.types.{name}"), fields.as_slice()))
}
