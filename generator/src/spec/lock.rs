//! `docwright.lock`: what was written last time, so that edits by hand are seen and names stay what they were.

use std::collections::{BTreeMap, BTreeSet};

use schemars::JsonSchema;
use serde::ser::{Serialize, Serializer};
use serde::{Deserialize, Serialize as DeriveSerialize};
use serde_saphyr::FlowMap;

use super::{Method, Operation, operation_name};

/// The version of the formats of this room. It changes when files of an older version cannot be read as they are.
pub const FORMAT_VERSION: u32 = 1;

/// The whole file. Maps are sorted, a line an entry.
#[derive(Debug, Clone, PartialEq, Eq, DeriveSerialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Lock {
    /// The version of the formats.
    pub format: u32,
    /// By path below the folder of api.yaml: the hashes of api.yaml itself, of a recipe and a dialect beside it, and of
    /// the documents that yield no operation.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub inputs: BTreeMap<String, String>,
    /// By the group as paths spell it: the module it became.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub groups: BTreeMap<String, String>,
    /// By `METHOD path`: what each operation came from and what it became.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty", serialize_with = "flow_entries")]
    pub operations: BTreeMap<String, LockedOperation>,
    /// By path below the output folder: the hashes of the other files, or of the marked regions in them.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub files: BTreeMap<String, String>,
}

impl Default for Lock {
    fn default() -> Self {
        Self {
            format: FORMAT_VERSION,
            inputs: BTreeMap::new(),
            groups: BTreeMap::new(),
            operations: BTreeMap::new(),
            files: BTreeMap::new(),
        }
    }
}

impl Lock {
    /// Enters operations that documents now give under another method or path under their new key, so that they keep
    /// their names and files. Of what is gone, an operation is the one that goes by the same name by the rules; where several do, the
    /// one from the same document.
    pub fn follow_moved<'a>(&mut self, operations: impl IntoIterator<Item = &'a Operation>) {
        let (known, new) = operations
            .into_iter()
            .map(|operation| (operation.key(), operation))
            .partition::<Vec<_>, _>(|(key, _)| self.operations.contains_key(key));
        let known = known.into_iter().map(|(key, _)| key).collect::<BTreeSet<_>>();
        let mut gone = self.operations.keys().filter(|key| !known.contains(*key)).cloned().collect::<Vec<_>>();
        for (key, operation) in new {
            let Some(at) = self.position_before(operation, &gone) else { continue };
            if let Some(locked) = self.operations.remove(&gone.swap_remove(at)) {
                self.operations.insert(key, locked);
            }
        }
    }

    /// Which of the operations that are gone an operation was, if that is beyond doubt.
    fn position_before(&self, operation: &Operation, gone: &[String]) -> Option<usize> {
        let name = operation_name(operation.method, &operation.path);
        let namesakes =
            (0..gone.len()).filter(|at| name_of_key(&gone[*at]).as_ref() == Some(&name)).collect::<Vec<_>>();
        let is_of_document = |at: &&usize| self.operations[&gone[**at]].file == operation.document.file;
        let of_document = namesakes.iter().filter(is_of_document).copied().collect::<Vec<_>>();
        match (namesakes.as_slice(), of_document.as_slice()) {
            ([at], _) | (_, [at]) => Some(*at),
            _ => None,
        }
    }
}

/// The name and the group that the rules give to the operation of a key.
fn name_of_key(key: &str) -> Option<(String, String)> {
    let (method, path) = key.split_once(' ')?;
    Some(operation_name(Method::parse(method)?, path))
}

/// What an operation came from and what it became.
#[derive(Debug, Clone, PartialEq, Eq, Default, DeriveSerialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct LockedOperation {
    /// The document, relative to api.yaml.
    pub file: String,
    /// The hash of the document.
    pub document: String,
    /// The hash of what api.yaml says that bears on the operation.
    pub api: String,
    /// The specification, relative to api.yaml.
    pub at: String,
    /// The hash of the specification.
    pub specification: String,
    /// The generated file, relative to the `src` of the generated crate; empty if none was written.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub module: String,
    /// The hash of the generated file.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub generated: String,
    /// By address: the public names that were given (`""` for the operation itself).
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    pub names: BTreeMap<String, String>,
}

fn flow_entries<S: Serializer>(map: &BTreeMap<String, LockedOperation>, serializer: S) -> Result<S::Ok, S::Error> {
    struct Entry<'a>(&'a LockedOperation);
    impl Serialize for Entry<'_> {
        fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
            FlowMap(self.0).serialize(serializer)
        }
    }
    serializer.collect_map(map.iter().map(|(name, operation)| (name, Entry(operation))))
}

/// The hash of a text, over `\n` line ends, so that a checkout with other line ends changes nothing: the first 16 bytes
/// of its BLAKE3 hash, in hex.
///
/// ```
/// use docwright::spec::content_hash;
/// assert_eq!(content_hash(b"a\r\nb"), content_hash(b"a\nb"));
/// assert_ne!(content_hash(b"a"), content_hash(b"b"));
/// ```
#[must_use]
pub fn content_hash(bytes: &[u8]) -> String {
    let mut hasher = blake3::Hasher::new();
    let mut rest = bytes;
    while let Some(at) = rest.windows(2).position(|pair| pair == b"\r\n") {
        hasher.update(&rest[..at]);
        rest = &rest[at + 1..];
    }
    hasher.update(rest);
    hasher.finalize().to_hex()[..32].to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::Source;
    use crate::spec::yaml;

    #[test]
    fn an_operation_is_one_line_and_reads_back() {
        let mut lock = Lock::default();
        let names = BTreeMap::from([("response.Row".to_owned(), "Row".to_owned())]);
        let locked =
            LockedOperation {
                file: "documents/名 称.md".into(), document: "0123".into(), names, ..Default::default()
            };
        lock.operations.insert("GET /a/b".into(), locked.clone());
        lock.operations.insert("POST /a/b".into(), locked);
        let text = yaml::write(&lock).expect("writes");
        assert_eq!(text.lines().count(), 4, "{text}");
        assert_eq!(yaml::read::<Lock>(&Source::new("docwright.lock", text)).expect("reads"), lock);
    }

    fn operation(key: &str, file: &str) -> Operation {
        let (method, path) = key.split_once(' ').expect("a key");
        let (name, group) = operation_name(Method::parse(method).expect("a method"), path);
        let text =
            format!("{{method: {method}, path: '{path}', name: {name}, group: {group}, document: {{file: {file}}}}}");
        yaml::read(&Source::new("a.yaml", text)).expect("an operation")
    }

    #[test]
    fn an_operation_that_moved_keeps_what_was_kept_of_it_where_that_is_beyond_doubt() {
        for (last, next, expected) in [
            (&["GET /a/{x} p.md"][..], &["GET /a/{y} p.md"][..], &["GET /a/{y} ← GET /a/{x}"][..]),
            // Its namesake is still there, so it is the other one.
            (
                &["GET /a p.md", "GET /a/{x} q.md"],
                &["GET /a p.md", "GET /a/{y} r.md"],
                &["GET /a ← GET /a", "GET /a/{y} ← GET /a/{x}"],
            ),
            // Of two that are gone, it is the one from the same document.
            (
                &["GET /a p.md", "GET /a/{x} q.md"],
                &["GET /a/{y} q.md"],
                &["GET /a ← GET /a", "GET /a/{y} ← GET /a/{x}"],
            ),
            (
                &["GET /a p.md", "GET /a/{x} p.md"],
                &["GET /a/{y} p.md"],
                &["GET /a ← GET /a", "GET /a/{x} ← GET /a/{x}"],
            ),
            (&["GET /a/b p.md"], &["GET /a/c p.md"], &["GET /a/b ← GET /a/b"]),
            (&["GET /v1/a p.md"], &["GET /v2/a q.md"], &["GET /v2/a ← GET /v1/a"]),
        ] {
            let split = |line: &&'static str| line.rsplit_once(' ').expect("a key and a file");
            let mut lock = Lock::default();
            for (key, file) in last.iter().map(split) {
                let locked = LockedOperation { file: file.into(), at: key.into(), ..Default::default() };
                lock.operations.insert(key.into(), locked);
            }
            let next = next.iter().map(split).map(|(key, file)| operation(key, file)).collect::<Vec<_>>();
            lock.follow_moved(&next);
            let kept = lock.operations.iter().map(|(key, locked)| format!("{key} ← {}", locked.at));
            assert_eq!(kept.collect::<Vec<_>>(), expected, "{last:?}");
        }
    }
}
