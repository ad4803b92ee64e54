//! The signing vectors that the client is tested with too.

/// The vectors of a rule.
pub(super) fn of(recipe: &str) -> Vec<serde_json::Value> {
    let file = concat!(env!("CARGO_MANIFEST_DIR"), "/../tests/vectors/signing.json");
    let text = std::fs::read_to_string(file).expect("tests/vectors/signing.json");
    let all: Vec<serde_json::Value> = serde_json::from_str(&text).expect("a list of vectors");
    all.into_iter().filter(|vector| vector["recipe"] == recipe).collect()
}

/// A string of a vector.
pub(super) fn text(value: &serde_json::Value) -> &str {
    value.as_str().expect("a string")
}
