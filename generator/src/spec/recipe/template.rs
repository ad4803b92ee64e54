//! The small notations of recipes: templates with placeholders, encoders.

use std::fmt;
use std::str::FromStr;

use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::de::value::MapAccessDeserializer;
use serde::de::{Error as _, MapAccess, Visitor};
use serde::{Deserialize, Deserializer, Serialize, Serializer};

use super::Member;

/// A way to write bytes as other bytes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Encoder {
    /// ASCII letters in upper case.
    Upper,
    /// ASCII letters in lower case.
    Lower,
    /// Two lower-case hexadecimal digits a byte.
    Hex,
    /// Base64 with padding.
    Base64,
    /// Base64 with padding, of the alphabet for URLs.
    Base64Url,
    /// `application/x-www-form-urlencoded`: keeps letters, digits and `* - . _`, a space becomes `+`.
    Form,
    /// RFC 3986: keeps letters, digits and `- . _ ~`, a space becomes `%20`.
    Percent,
    /// As `percent`, but a space becomes `+`.
    PercentPlus,
    /// The bytes of the MD5 digest.
    Md5,
    /// The bytes of the SHA-1 digest.
    Sha1,
    /// The bytes of the SHA-256 digest.
    Sha256,
}

impl Encoder {
    /// All of them, with their names.
    pub const ALL: [(&'static str, Self); 11] = [
        ("upper", Self::Upper),
        ("lower", Self::Lower),
        ("hex", Self::Hex),
        ("base64", Self::Base64),
        ("base64_url", Self::Base64Url),
        ("form", Self::Form),
        ("percent", Self::Percent),
        ("percent_plus", Self::PercentPlus),
        ("md5", Self::Md5),
        ("sha1", Self::Sha1),
        ("sha256", Self::Sha256),
    ];

    fn name(self) -> &'static str {
        Self::ALL.iter().find(|(_, encoder)| *encoder == self).map_or("", |(name, _)| name)
    }
}

/// Text with placeholders: `{name}`, or `{name|encoder|encoder}`; `{{` and `}}` stand for braces.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Template(pub Vec<Segment>);

/// A part of a template.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Segment {
    /// Text that is copied.
    Text(String),
    /// A value, passed through encoders from left to right.
    Value {
        /// Its name.
        name: String,
        /// The encoders.
        encoders: Vec<Encoder>,
    },
}

impl Template {
    /// The names of its placeholders.
    pub fn placeholders(&self) -> impl Iterator<Item = &str> {
        self.0.iter().filter_map(|segment| match segment {
            Segment::Text(_) => None,
            Segment::Value { name, .. } => Some(name.as_str()),
        })
    }
}

impl FromStr for Template {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let mut segments = Vec::new();
        let mut copied = String::new();
        let mut rest = text;
        while let Some(position) = rest.find(['{', '}']) {
            copied.push_str(&rest[..position]);
            let brace = &rest[position..=position];
            rest = &rest[position + 1..];
            if let Some(after) = rest.strip_prefix(brace) {
                copied.push_str(brace);
                rest = after;
                continue;
            }
            if brace == "}" {
                return Err(format!("`}}` without `{{` in `{text}`; write `}}}}` for the character itself"));
            }
            let end = rest.find('}').ok_or_else(|| format!("`{{` without `}}` in `{text}`"))?;
            if !copied.is_empty() {
                segments.push(Segment::Text(std::mem::take(&mut copied)));
            }
            segments.push(placeholder(&rest[..end])?);
            rest = &rest[end + 1..];
        }
        copied.push_str(rest);
        if !copied.is_empty() {
            segments.push(Segment::Text(copied));
        }
        Ok(Self(segments))
    }
}

fn placeholder(text: &str) -> Result<Segment, String> {
    let mut words = text.split('|').map(str::trim);
    let name = words.next().unwrap_or_default();
    let is_name = |character: char| character.is_ascii_alphanumeric() || matches!(character, '_' | '.' | '-');
    if name.is_empty() || !name.chars().all(is_name) {
        return Err(format!("`{{{text}}}` is no placeholder: a name of letters, digits, `_`, `-` and `.` is expected"));
    }
    let encoders = words.map(encoder).collect::<Result<_, _>>()?;
    Ok(Segment::Value { name: name.to_owned(), encoders })
}

fn encoder(name: &str) -> Result<Encoder, String> {
    Encoder::ALL.iter().find(|(known, _)| *known == name).map(|(_, encoder)| *encoder).ok_or_else(|| {
        let known = Encoder::ALL.map(|(name, _)| name).join(", ");
        format!("there is no encoder `{name}`; there are {known}")
    })
}

impl fmt::Display for Template {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        for segment in &self.0 {
            match segment {
                Segment::Text(text) => formatter.write_str(&text.replace('{', "{{").replace('}', "}}"))?,
                Segment::Value { name, encoders } => {
                    write!(formatter, "{{{name}")?;
                    encoders.iter().try_for_each(|encoder| write!(formatter, "|{}", encoder.name()))?;
                    formatter.write_str("}")?;
                }
            }
        }
        Ok(())
    }
}

impl Serialize for Template {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

/// Reads text, or a number as its text: `status: 1` is as good as `status: "1"`.
struct TextVisitor;

impl Visitor<'_> for TextVisitor {
    type Value = String;

    fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("text, with placeholders in braces")
    }

    fn visit_str<E>(self, text: &str) -> Result<String, E> {
        Ok(text.to_owned())
    }

    fn visit_i64<E>(self, number: i64) -> Result<String, E> {
        Ok(number.to_string())
    }

    fn visit_u64<E>(self, number: u64) -> Result<String, E> {
        Ok(number.to_string())
    }

    fn visit_bool<E>(self, value: bool) -> Result<String, E> {
        Ok(value.to_string())
    }
}

impl<'de> Deserialize<'de> for Template {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(TextVisitor)?.parse().map_err(D::Error::custom)
    }
}

impl JsonSchema for Template {
    fn schema_name() -> std::borrow::Cow<'static, str> {
        "Template".into()
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        json_schema!({
            "type": ["string", "integer", "boolean"],
            "description": "text with placeholders: {name} or {name|encoder|encoder}; {{ and }} stand for braces",
            "examples": ["{client_id}", "{method|upper}\n{path|percent}"]
        })
    }
}

impl<'de> Deserialize<'de> for Member {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        #[derive(Deserialize)]
        #[serde(deny_unknown_fields)]
        struct Bare {
            bare: Template,
        }
        struct MemberVisitor;
        impl<'de> Visitor<'de> for MemberVisitor {
            type Value = Member;

            fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
                formatter.write_str("text, or `{bare: text}` for a number")
            }

            fn visit_str<E: serde::de::Error>(self, text: &str) -> Result<Member, E> {
                text.parse().map(Member::Text).map_err(E::custom)
            }

            fn visit_map<A: MapAccess<'de>>(self, map: A) -> Result<Member, A::Error> {
                let Bare { bare } = Bare::deserialize(MapAccessDeserializer::new(map))?;
                Ok(Member::Bare { bare })
            }
        }
        deserializer.deserialize_any(MemberVisitor)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn templates_read_back_as_written() {
        for text in ["", "plain", "{a}", "{a|upper|hex}b{c.d}", "{{{a}}}", "a{{b}}", "{method}\n{path|percent_plus}\n"]
        {
            assert_eq!(text.parse::<Template>().expect(text).to_string(), text);
        }
    }

    #[test]
    fn what_is_no_template_says_why() {
        let cases = [
            ("{", "without `}`"),
            ("a}b", "without `{`"),
            ("{}", "no placeholder"),
            ("{a b}", "no placeholder"),
            ("{a|hexx}", "no encoder `hexx`"),
            ("{a|}", "no encoder ``"),
        ];
        for (text, expected) in cases {
            let message = text.parse::<Template>().expect_err(text);
            assert!(message.contains(expected), "{text}: {message}");
        }
    }
}
