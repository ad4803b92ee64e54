//! What a correction can set of a field: for its reader, for the message that refuses anything else, and for editors.

use schemars::{JsonSchema as _, Schema, SchemaGenerator, json_schema};
use serde_json::{Map, Value as Json, json};

use super::side_corrections::OF_REQUEST;
use super::{Field, Request};

/// What no correction sets: the one is how it finds the field, the other is its reason.
const UNSETTABLE: [&str; 2] = ["name", "corrected"];

/// Whether `set` takes an attribute of a field.
pub(super) fn is_settable(name: &str) -> bool {
    !UNSETTABLE.contains(&name)
}

/// The attributes that `set` takes, as specifications write them, each with its schema.
pub(super) fn settable_attributes(generator: &mut SchemaGenerator) -> Map<String, Json> {
    let mut schema = Field::json_schema(generator);
    let attributes = match schema.remove("properties") {
        Some(Json::Object(attributes)) => attributes,
        _ => Map::new(),
    };
    attributes.into_iter().filter(|(name, _)| is_settable(name)).collect()
}

/// The schema of `set`, of a field or of a whole side: an editor completes the attributes, and takes `null` where one can be removed.
pub(super) fn schema_of_set(generator: &mut SchemaGenerator) -> Schema {
    let mut attributes = settable_attributes(generator);
    for attribute in attributes.values_mut() {
        // What is optional otherwise says so by itself; a list is empty in a specification.
        if let Some(kind) = attribute.get_mut("type").filter(|kind| *kind == "array") {
            *kind = json!(["array", "null"]);
        }
    }
    let of_request = Request::json_schema(generator).remove("properties");
    if let Some(Json::Object(of_request)) = of_request {
        attributes.extend(of_request.into_iter().filter(|(name, _)| OF_REQUEST.contains(&name.as_str())));
    }
    json_schema!({ "type": "object", "properties": attributes, "additionalProperties": false })
}

#[cfg(test)]
mod tests {
    use crate::source::Source;
    use crate::spec::{Api, Operation, apply_corrections, yaml};

    /// A value for each attribute.
    const VALUES: &[(&str, &str)] = &[
        ("type", "integer"),
        ("required", "true"),
        ("description", "words"),
        ("default", "1"),
        ("constant", "1"),
        ("format", "date"),
        ("min_length", "1"),
        ("max_length", "1"),
        ("minimum", "1"),
        ("maximum", "1"),
        ("min_items", "1"),
        ("max_items", "1"),
        ("unique_items", "true"),
        ("example", "1"),
        ("note", "words"),
        ("either_or", "[b]"),
        ("enum", "[{value: 1, label: one}]"),
        ("enums", "[{label: a, values: [{value: 1, label: one}]}]"),
    ];

    /// The help of what a correction is refused for, if it is.
    fn help_of(set: &str) -> Option<String> {
        let text = format!("title: T\ncorrections:\n- {{at: get_a.response.fields.a, set: {{{set}}}, because: x}}\n");
        let source = Source::new("api.yaml", text);
        let api = yaml::read::<Api>(&source).expect("api.yaml");
        let text = "method: GET\npath: /a\nname: get_a\ngroup: a\nresponse:\n  fields:\n  - {name: a, type: string}\n";
        let operation = yaml::read::<Operation>(&Source::new("a.yaml", text)).expect("an operation");
        apply_corrections(&api, &source, &mut [operation]).pop().map(|finding| finding.help)
    }

    #[test]
    fn the_schema_the_message_and_the_reader_know_the_same_attributes() {
        let schema = schemars::schema_for!(Api);
        let set = schema.pointer("/$defs/Correction/properties/set").expect("the schema of `set`");
        assert_eq!(set["additionalProperties"], false);
        let attributes = set["properties"].as_object().expect("attributes");
        let names = VALUES.iter().map(|(name, _)| *name).collect::<Vec<_>>();
        let of_field = attributes.keys().filter(|name| !super::OF_REQUEST.contains(&name.as_str()));
        assert_eq!(of_field.collect::<Vec<_>>(), names);
        assert!(super::OF_REQUEST.iter().all(|name| attributes.contains_key(*name)));
        let told = help_of("colour: red").expect("a refusal");
        assert!(told.ends_with(&format!(": {}", names.join(", "))), "{told}");
        for (name, value) in VALUES {
            assert_eq!(help_of(&format!("{name}: {value}")), None, "{name}");
            let takes_null = attributes[*name].to_string().contains("\"null\"");
            assert_eq!(help_of(&format!("{name}: null")).is_none(), takes_null, "{name}");
        }
    }
}
