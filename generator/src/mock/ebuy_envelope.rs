//! The e-Buy envelope: requests and answers are signed by a member of the body; refusals say `success: false`.

use indexmap::IndexMap;
use sha2::{Digest, Sha256};

use super::answer::{Answer, integer, text};
use super::check::{self, Call, Check, CheckEntry, Refusal};
use super::credentials::Credentials;
use super::fault::Fault;
use super::vendor::Vendor;
use super::{documented, json};
use crate::spec::Value;

/// How far a timestamp may be from the server's clock.
const FIVE_MINUTES: i64 = 5 * 60 * 1000;

/// The platform with the merchant it knows.
pub(super) struct Envelope {
    credentials: Credentials,
}

/// The vendor publishes no list of error codes; these names are the mock server's own.
const CHECKS: &[Check<Envelope>] = &[
    Check {
        name: "method",
        looks_at: "the method is the documented one",
        answer: "METHOD_NOT_ALLOWED",
        test: |_, call| documented::method(call),
    },
    Check {
        name: "body",
        looks_at: "the body is a JSON object",
        answer: "BODY_INVALID",
        test: |_, call| match call.json() {
            Ok(Value::Object(_)) => Ok(()),
            Ok(_) => Err("expected a JSON object as body".to_owned()),
            Err(error) => Err(format!("expected a JSON body: {error}")),
        },
    },
    Check {
        name: "app id",
        looks_at: "member appId names the registered merchant",
        answer: "APP_ID_INVALID",
        test: |platform, call| expect_member(call, "appId", &platform.credentials.id),
    },
    Check {
        name: "sign type",
        looks_at: "member signType is sha256",
        answer: "SIGN_TYPE_INVALID",
        test: |_, call| expect_member(call, "signType", "sha256"),
    },
    Check {
        name: "timestamp",
        looks_at: "member timestamp has milliseconds within 5 minutes of the server's clock",
        answer: "TIMESTAMP_INVALID",
        test: |_, call| {
            let came = member_text(call, "timestamp");
            match came.parse::<i64>() {
                Ok(time) if time.abs_diff(call.now) <= FIVE_MINUTES.unsigned_abs() => Ok(()),
                _ => Err(format!(
                    "member timestamp: expected milliseconds within 5 minutes of {}, found {came:?}",
                    call.now
                )),
            }
        },
    },
    Check {
        name: "sign",
        looks_at: "member sign is the signature of the other members",
        answer: "SIGN_INVALID",
        test: sign_is_right,
    },
    Check {
        name: "required",
        looks_at: "required headers and members are there",
        answer: "PARAMETER_MISSING",
        test: |_, call| documented::required(call, &[]),
    },
    Check {
        name: "types",
        looks_at: "types, lengths, limits and constants are the documented ones",
        answer: "PARAMETER_INVALID",
        test: |_, call| documented::types(call, &[]),
    },
];

impl Envelope {
    pub(super) fn new(credentials: Credentials) -> Self {
        Self { credentials }
    }

    /// Fills in what every answer carries, and signs it.
    fn answer(&self, call: &Call<'_>, mut members: IndexMap<String, Value>) -> Answer {
        for name in ["uuid", "action"] {
            if let Some(value) = call.member(name) {
                members.insert(name.to_owned(), value.clone());
            }
        }
        members.insert("timestamp".to_owned(), integer(call.now));
        members.insert("signType".to_owned(), text("sha256"));
        let sign = signature(&string_to_sign(&members), &self.credentials.secret);
        members.insert("sign".to_owned(), text(sign));
        Answer::json(200, &Value::Object(members))
    }
}

impl Vendor for Envelope {
    fn checks(&self) -> Vec<CheckEntry> {
        check::entries(CHECKS)
    }

    fn check(&self, call: &Call<'_>) -> Result<(), Refusal> {
        check::run(CHECKS, self, call)
    }

    fn refuse(&self, call: &Call<'_>, refusal: &Refusal) -> Answer {
        let members = [
            ("success", Value::Boolean(false)),
            ("errorCode", text(refusal.code.clone())),
            ("errorMessage", text(refusal.detail.clone())),
        ];
        self.answer(call, members.map(|(name, value)| (name.to_owned(), value)).into_iter().collect())
    }

    /// The example, with the caller's `uuid` and `action`, and `content` as the text of its JSON.
    fn succeed(&self, call: &Call<'_>, example: Value) -> Answer {
        let Value::Object(mut members) = example else { return Answer::json(200, &example) };
        if let Some(content) = members.get_mut("content")
            && !matches!(content, Value::String(_))
        {
            *content = text(content.to_json());
        }
        members.insert("success".to_owned(), Value::Boolean(true));
        for name in ["errorCode", "errorMessage"] {
            members.insert(name.to_owned(), text(""));
        }
        self.answer(call, members)
    }

    fn cannot_have(&self, fault: &Fault) -> Option<&'static str> {
        match fault {
            Fault::ExpiredToken => Some("it has no tokens"),
            Fault::GatewayError => Some("it has no gateway that answers with HTTP 519"),
            _ => None,
        }
    }

    fn spoil_signature(&self, answer: &mut Answer) {
        if let Ok(Value::Object(mut members)) = json::read(answer.body.as_bytes()) {
            let wrong = signature(&string_to_sign(&members), "another secret than the merchant's");
            members.insert("sign".to_owned(), text(wrong));
            answer.body = Value::Object(members).to_json();
        }
    }

    fn guide(&self) -> Vec<(&'static str, String)> {
        vec![("appId", self.credentials.id.clone()), ("secret", self.credentials.secret.clone())]
    }
}

fn sign_is_right(platform: &Envelope, call: &Call<'_>) -> Result<(), String> {
    let Ok(Value::Object(members)) = call.json() else { return Ok(()) };
    let string = string_to_sign(members);
    match member_text(call, "sign") == signature(&string, &platform.credentials.secret) {
        true => Ok(()),
        false => Err(format!("member sign: expected the signature of {string:?}, `&` and the secret")),
    }
}

/// The members except `sign`, sorted by name, objects and lists as compact JSON.
fn string_to_sign(members: &IndexMap<String, Value>) -> String {
    let mut signed: Vec<(&String, &Value)> = members.iter().filter(|(name, _)| *name != "sign").collect();
    signed.sort_by_key(|(name, _)| *name);
    signed.iter().map(|(name, value)| format!("{name}={}", signed_text(value))).collect::<Vec<_>>().join("&")
}

fn signature(string_to_sign: &str, secret: &str) -> String {
    hex::encode(Sha256::digest(format!("{string_to_sign}&{secret}")))
}

/// A value as it stands in the string to sign: strings without quotes, everything else as its JSON.
fn signed_text(value: &Value) -> String {
    match value {
        Value::String(text) => text.clone(),
        _ => value.to_json(),
    }
}

fn member_text(call: &Call<'_>, name: &str) -> String {
    call.member(name).map(signed_text).unwrap_or_default()
}

fn expect_member(call: &Call<'_>, name: &str, expected: &str) -> Result<(), String> {
    match member_text(call, name) {
        came if came == expected => Ok(()),
        came => Err(format!("member {name}: expected {expected:?}, found {came:?}")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::mock::vectors::{self, text};

    #[test]
    fn bodies_are_signed_as_the_vectors_say() {
        let all = ["envelope_kv_tail_secret", "envelope_kv_tail_secret(response,keep empty)"];
        let vectors: Vec<_> = all.into_iter().flat_map(vectors::of).collect();
        assert_eq!(vectors.len(), 2);
        for vector in vectors {
            let inputs = json::read(vector["inputs"].to_string().as_bytes()).expect("inputs");
            let Value::Object(members) = inputs else { panic!("inputs are members") };
            let secret = text(&vector["key"]);
            let string = string_to_sign(&members);
            assert_eq!(format!("{string}&{secret}"), text(&vector["string_to_sign"]), "{}", vector["id"]);
            assert_eq!(signature(&string, secret), text(&vector["expected"]), "{}", vector["id"]);
        }
    }

    #[test]
    fn what_stands_in_sign_does_not_count() {
        let members = |body: &str| match json::read(body.as_bytes()) {
            Ok(Value::Object(members)) => members,
            _ => IndexMap::new(),
        };
        let signed = string_to_sign(&members(r#"{ "b" : {"x": [1, "会\u0041"]}, "sign": "old", "a": "", "B": 1.50 }"#));
        assert_eq!(signed, r#"B=1.50&a=&b={"x":[1,"会A"]}"#);
    }
}
