//! What an api.yaml could say, from what the documents show: the first version that `docwright init` writes.

mod auth;
mod envelope;
mod pagination;

use std::collections::BTreeMap;
use std::fmt::Write as _;

use crate::reading::ReadOperation;
use crate::spec::{Operation, Value};

/// A first api.yaml, and what stands behind each of its lines.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Proposal {
    /// The text of api.yaml, with a comment on each line.
    pub yaml: String,
    /// The recipe that api.yaml names, where the pages show one that is not built in.
    pub recipe: Option<RecipeFile>,
    /// What was looked for, in order of the file.
    pub rows: Vec<Row>,
}

/// A recipe that lies beside api.yaml.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RecipeFile {
    /// Its name in api.yaml; `.yaml` behind it is the file.
    pub name: &'static str,
    /// Its text, with a comment on each line.
    pub yaml: String,
}

/// A thing that was looked for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Row {
    /// What.
    pub what: &'static str,
    /// What it is; `None` if the documents do not show it.
    pub value: Option<String>,
    /// How many operations show it, or what to do about it.
    pub evidence: String,
}

/// What the proposal starts from.
#[derive(Debug, Clone, Copy)]
pub struct Input<'a> {
    /// The name of the API's folder.
    pub name: &'a str,
    /// The patterns of its documents.
    pub documents: &'a [String],
    /// The dialect that explains most of the documents.
    pub dialect: Option<&'a str>,
    /// The operations that were read.
    pub operations: &'a [ReadOperation],
}

/// Proposes an api.yaml.
#[must_use]
pub fn propose(input: Input<'_>) -> Proposal {
    let operations = input.operations.iter().map(|read| &read.operation).collect::<Vec<_>>();
    let total = operations.len();
    let mut file = File::default();
    file.yaml.push_str("# yaml-language-server: $schema=../schemas/api.json\n");
    let title = fact(&operations, &["product"]).map_or_else(|| input.name.to_owned(), |(title, _)| title);
    file.line("title", &quoted(&title), "what the API is called in docs");
    match fact(&operations, &["server"]) {
        Some((server, count)) => {
            file.line("server", &quoted(&server), "the pages' own address");
            file.row("server", Some(server), shown_by(count, total));
        }
        None => {
            file.hint("server", "https://api.example.com", "the pages do not say; without it, callers give a base URL");
            file.row("server", None, "write it into api.yaml, or let callers give a base URL".to_owned());
        }
    }
    let patterns = input.documents.iter().map(|pattern| quoted(pattern)).collect::<Vec<_>>().join(", ");
    file.line("documents", &format!("[{patterns}]"), "one that begins with ! excludes");
    propose_dialect(input, &mut file);
    auth::propose_auth(&operations, &mut file);
    envelope::propose_envelope(&operations, &mut file);
    pagination::propose_pagination(&operations, &mut file);
    propose_groups(&operations, &mut file);
    Proposal { yaml: file.yaml, recipe: file.recipe, rows: file.rows }
}

#[derive(Default)]
struct File {
    yaml: String,
    recipe: Option<RecipeFile>,
    rows: Vec<Row>,
}

impl File {
    fn line(&mut self, key: &str, value: &str, comment: &str) {
        let _ = writeln!(self.yaml, "{key}: {value} # {comment}");
    }

    /// A line that is commented out, because the documents do not show its value.
    fn hint(&mut self, key: &str, value: &str, comment: &str) {
        let _ = writeln!(self.yaml, "# {key}: {value} # {comment}");
    }

    fn row(&mut self, what: &'static str, value: Option<String>, evidence: String) {
        self.rows.push(Row { what, value, evidence });
    }
}

fn shown_by(count: usize, total: usize) -> String {
    format!("{count} of {total} operations")
}

fn quoted(text: &str) -> String {
    Value::String(text.to_owned()).to_json()
}

/// The most frequent value of a fact that the pages state about themselves.
fn fact(operations: &[&Operation], names: &[&str]) -> Option<(String, usize)> {
    let values = operations
        .iter()
        .filter_map(|operation| names.iter().find_map(|name| operation.document.facts.get(*name)).cloned());
    most_frequent(values)
}

/// The value that occurs most often; the first in order among equals.
fn most_frequent<T: Ord>(values: impl Iterator<Item = T>) -> Option<(T, usize)> {
    let mut counts = BTreeMap::<T, usize>::new();
    for value in values {
        *counts.entry(value).or_default() += 1;
    }
    counts.into_iter().max_by(|left, right| left.1.cmp(&right.1).then_with(|| right.0.cmp(&left.0)))
}

fn propose_dialect(input: Input<'_>, file: &mut File) {
    match input.dialect {
        Some(dialect) => {
            file.line("dialect", dialect, "recognised; without this line it is recognised page by page");
            file.row("dialect", Some(dialect.to_owned()), "explains every page with an operation".to_owned());
        }
        None => {
            file.hint(
                "dialect",
                "kingdee",
                "the pages have several dialects, or none that is known; each is recognised by itself",
            );
            file.row(
                "dialect",
                None,
                "each page is recognised by itself; a vocabulary of your own goes into dialects/".to_owned(),
            );
        }
    }
}

fn propose_groups(operations: &[&Operation], file: &mut File) {
    let mut groups = BTreeMap::<&str, usize>::new();
    for operation in operations {
        *groups.entry(operation.group.as_str()).or_default() += 1;
    }
    if groups.is_empty() {
        return;
    }
    file.yaml
        .push_str("# Modules are called as the paths spell their groups; give them readable names here:\n# groups:\n");
    for (group, count) in &groups {
        let _ = writeln!(file.yaml, "#   {group}: {group} # {count}");
    }
    let names = groups.keys().take(8).copied().collect::<Vec<_>>().join(", ");
    let more = if groups.len() > 8 { ", …" } else { "" };
    file.row("groups", Some(format!("{} ({names}{more})", groups.len())), shown_by(operations.len(), operations.len()));
}
