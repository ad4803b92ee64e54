//! Which operation a request is for.

use super::answer::{Answer, object, text};
use super::received::{Received, percent_decoded};
use crate::spec::{Operation, Value};

/// The operations that are served, the vendor's own first.
#[derive(Debug)]
pub(super) struct Routes {
    operations: Vec<Operation>,
    prefix: String,
}

/// An operation, and what its path's parameters are.
pub(super) struct Match<'a> {
    pub(super) operation: &'a Operation,
    pub(super) path_values: Vec<(String, String)>,
}

impl Routes {
    /// `server` is the address in api.yaml. What path it has may stand before those of the operations, or not: a client
    /// that is pointed here keeps it or loses it with the rest of the address.
    pub(super) fn new(operations: Vec<Operation>, server: Option<&str>) -> Self {
        let address = server.and_then(|server| server.split_once("://")).map_or("", |(_, address)| address);
        let prefix = address.find('/').map_or("", |start| address[start..].trim_end_matches('/'));
        Self { operations, prefix: prefix.to_owned() }
    }

    pub(super) fn operations(&self) -> &[Operation] {
        &self.operations
    }

    /// The operation at that path: of several the one with the right method, then the one with the fewest
    /// parameters in its path. With the wrong method it is for the checks to say so.
    pub(super) fn find(&self, received: &Received) -> Option<Match<'_>> {
        let below_prefix = || received.path.strip_prefix(&self.prefix).filter(|path| path.starts_with('/'));
        self.find_at(&received.path, &received.method).or_else(|| self.find_at(below_prefix()?, &received.method))
    }

    fn find_at(&self, path: &str, method: &str) -> Option<Match<'_>> {
        self.operations
            .iter()
            .filter_map(|operation| {
                let path_values = match_path(&operation.path, path)?;
                Some(Match { operation, path_values })
            })
            .min_by_key(|found| (found.operation.method.as_str() != method, found.path_values.len()))
    }

    /// The answer to a path that no operation has.
    pub(super) fn unknown(&self, received: &Received) -> Answer {
        let known: Vec<Value> = self.operations.iter().map(|operation| text(line(operation))).collect();
        let message = format!("no operation is documented at {}", percent_decoded(&received.path));
        Answer::json(404, &object([("error", text(message)), ("operations", Value::List(known))]))
    }
}

/// Method, path and name of an operation, for people.
pub(super) fn line(operation: &Operation) -> String {
    format!("{} {} {}", operation.method.as_str(), operation.path, operation.name)
}

/// The parameters that a documented path binds in a request's path, decoded; `None` if it is another path.
fn match_path(template: &str, path: &str) -> Option<Vec<(String, String)>> {
    let mut values = Vec::new();
    let mut segments = path.split('/');
    for expected in template.split('/') {
        let segment = segments.next()?;
        match parameter_name(expected) {
            Some(name) if !segment.is_empty() => values.push((name.to_owned(), percent_decoded(segment))),
            None if percent_decoded(segment) == expected => {}
            _ => return None,
        }
    }
    segments.next().is_none().then_some(values)
}

/// The name in a segment such as `{id}`.
fn parameter_name(segment: &str) -> Option<&str> {
    segment.strip_prefix('{')?.strip_suffix('}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paths_are_matched_segment_by_segment() {
        for (template, path, expected) in [
            ("/a/b", "/a/b", Some("")),
            ("/a/b", "/a/b/", None),
            ("/a/b", "/a", None),
            ("/a/{id}", "/a/%E4%BC%9A", Some("id=会")),
            ("/a/{id}", "/a/", None),
            ("/{x}/c/{y}", "/1/c/2", Some("x=1 y=2")),
            ("/会/b", "/%e4%bc%9a/b", Some("")),
            ("/a", "/A", None),
        ] {
            let found = match_path(template, path).map(|values| {
                values.iter().map(|(name, value)| format!("{name}={value}")).collect::<Vec<_>>().join(" ")
            });
            assert_eq!(found.as_deref(), expected, "{template} {path}");
        }
    }
}
