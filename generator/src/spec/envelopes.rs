//! The forms that the answers of an API come in: one, or a list of them.

use std::borrow::Cow;
use std::fmt;
use std::ops::Deref;

use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::de::value::{MapAccessDeserializer, SeqAccessDeserializer};
use serde::de::{MapAccess, SeqAccess, Visitor};
use serde::{Deserialize, Deserializer, Serialize, Serializer};

use super::{Envelope, Field, Operation};

/// The forms that answers come in, in the order in which they are tried.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Envelopes(Vec<Envelope>);

impl Envelopes {
    /// Whether there are none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// The form of an operation's answers: the first whose fields its table has, else the first of all.
    #[must_use]
    pub fn of(&self, operation: &Operation) -> Option<&Envelope> {
        let has = |name: &str| operation.response.fields.iter().any(|field| field.name == name);
        let fits = |form: &&Envelope| {
            form.success.as_ref().is_some_and(|success| has(&success.field)) || form.code.as_deref().is_some_and(has)
        };
        self.0.iter().find(fits).or(self.0.first())
    }

    /// The field behind which an operation's answers have their data, if its table has one.
    #[must_use]
    pub fn data_of<'a>(&self, operation: &'a Operation) -> Option<&'a Field> {
        let name = self.of(operation)?.data.as_ref()?;
        operation.response.fields.iter().find(|field| field.name == *name)
    }
}

impl Deref for Envelopes {
    type Target = [Envelope];

    fn deref(&self) -> &[Envelope] {
        &self.0
    }
}

impl Serialize for Envelopes {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self.0.as_slice() {
            [form] => form.serialize(serializer),
            forms => forms.serialize(serializer),
        }
    }
}

impl<'de> Deserialize<'de> for Envelopes {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(Forms)
    }
}

/// Reads both spellings. An untagged enum would do too, but for its errors, which name no place.
struct Forms;

impl<'de> Visitor<'de> for Forms {
    type Value = Envelopes;

    fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("an envelope or a list of envelopes")
    }

    fn visit_unit<E>(self) -> Result<Envelopes, E> {
        Ok(Envelopes::default())
    }

    fn visit_map<A: MapAccess<'de>>(self, map: A) -> Result<Envelopes, A::Error> {
        Envelope::deserialize(MapAccessDeserializer::new(map)).map(|form| Envelopes(vec![form]))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, list: A) -> Result<Envelopes, A::Error> {
        Vec::deserialize(SeqAccessDeserializer::new(list)).map(Envelopes)
    }
}

impl JsonSchema for Envelopes {
    fn schema_name() -> Cow<'static, str> {
        "Envelopes".into()
    }

    fn json_schema(generator: &mut SchemaGenerator) -> Schema {
        let form = generator.subschema_for::<Envelope>();
        json_schema!({"anyOf": [form, {"type": "array", "items": form}]})
    }
}

#[cfg(test)]
mod tests {
    use crate::source::Source;
    use crate::spec::{Api, Operation, yaml};

    fn api(envelope: &str) -> Result<Api, String> {
        let source = Source::new("api.yaml", format!("title: T\nenvelope: {envelope}\n"));
        yaml::read(&source).map_err(|finding| {
            format!("{}: {}", finding.place.as_ref().map_or(0, crate::finding::Place::line), finding.message)
        })
    }

    const FIRST: &str = "{success: {field: errcode, equals: 0}, data: data}";
    const SECOND: &str = "{success: {field: errorCode, equals: success}, code: errorCode, data: file}";

    #[test]
    fn one_form_or_several() {
        assert_eq!(api(FIRST).expect("an API").envelope.len(), 1);
        let both = api(&format!("\n- {FIRST}\n- {SECOND}")).expect("an API");
        assert_eq!(both.envelope.len(), 2);
        let written = yaml::write(&both).expect("YAML");
        assert_eq!(yaml::read::<Api>(&Source::new("api.yaml", written)).expect("an API"), both);
        let error = api(&format!("\n- {FIRST}\n- {{success: {{field: x, equals: 0}}, dat: y}}")).expect_err("a slip");
        assert!(error.starts_with("4: ") && error.contains("dat"), "{error}");
        assert!(api("nonsense").is_err());
    }

    #[test]
    fn an_operation_has_the_form_whose_fields_it_has() {
        let forms = api(&format!("[{FIRST}, {SECOND}]")).expect("an API").envelope;
        let data = |fields: &str| {
            let text = format!("method: GET\npath: /a/b\nname: b\ngroup: a\nresponse: {{fields: [{fields}]}}\n");
            let operation = yaml::read::<Operation>(&Source::new("b.yaml", text)).expect("an operation");
            forms.of(&operation).and_then(|form| form.data.clone()).expect("a form with data")
        };
        assert_eq!(data("{name: errorCode, type: string}, {name: file, type: string}"), "file");
        assert_eq!(data("{name: errcode, type: integer}"), "data");
        assert_eq!(data("{name: rows, type: integer}"), "data");
    }
}
