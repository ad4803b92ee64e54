//! `docwright.lock`: what was written last time, so that edits by hand are seen and names stay what they were.

use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::ser::{Serialize, Serializer};
use serde::{Deserialize, Serialize as DeriveSerialize};
use serde_saphyr::FlowMap;

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
}
