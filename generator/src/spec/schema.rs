//! JSON Schemas of the formats, for editors that complete and check YAML.

use schemars::{Schema, schema_for};

use super::recipe::Recipe;
use super::{Api, Lock, Operation, content_hash};

/// What a schema says of its origin, in front of the hash of the rest.
const ORIGIN: &str = "written by `docwright generate` · ";

/// The schemas: file name and text, in order of name.
#[must_use]
pub fn schemas() -> Vec<(&'static str, String)> {
    vec![
        ("api.json", text(schema_for!(Api))),
        ("lock.json", text(schema_for!(Lock))),
        ("recipe.json", text(schema_for!(Recipe))),
        ("specification.json", text(schema_for!(Operation))),
    ]
}

fn text(mut schema: Schema) -> String {
    let hash = content_hash(print(&schema).as_bytes());
    schema.insert("$comment".to_owned(), format!("{ORIGIN}{hash}").into());
    print(&schema)
}

fn print(schema: &Schema) -> String {
    format!("{:#}\n", schema.as_value())
}

/// Whether a text is a schema as some version of docwright wrote it, so that it may be replaced.
#[must_use]
pub fn is_unedited(text: &str) -> bool {
    let Ok(mut schema) = serde_json::from_str::<Schema>(text) else { return false };
    let Some(comment) = schema.remove("$comment") else { return false };
    comment.as_str().and_then(|comment| comment.strip_prefix(ORIGIN))
        == Some(content_hash(print(&schema).as_bytes()).as_str())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_schema_knows_whether_it_was_edited() {
        for (name, text) in schemas() {
            assert!(is_unedited(&text), "{name}");
            assert!(!is_unedited(&text.replace("string", "strong")), "{name}");
        }
    }
}
