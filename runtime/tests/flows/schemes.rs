//! Schemes of authentication that are small enough to be written by hand.

use docwright_runtime::auth::Recipe;
use docwright_runtime::auth::recipe::{Credential, Digest, Encoder, Reaction, RequestRule, Segment, Signature, Then};

const fn value(name: &'static str) -> Segment {
    Segment::Value { name, encoders: &[] }
}

/// A bearer token that the program supplies.
pub(crate) static PROVIDED_TOKEN: Recipe = Recipe {
    title: "Token from elsewhere",
    credentials: &[Credential { name: "app_id", secret: false, required: true }],
    request: RequestRule {
        headers: &[("Authorization", &[Segment::Text("Bearer "), value("token.access_token")])],
        ..Recipe::NONE.request
    },
    provided: &["access_token"],
    reactions: &[Reaction {
        codes: &["40014", "42001"],
        statuses: &[401],
        meaning: Some("the token is missing or expired"),
        then: Then::Renew("provided"),
    }],
    ..Recipe::NONE
};

/// A digest of the body between the credentials.
pub(crate) static BODY_DIGEST: Recipe = Recipe {
    title: "Concatenation",
    credentials: &[
        Credential { name: "client_id", secret: false, required: true },
        Credential { name: "client_secret", secret: true, required: true },
    ],
    signatures: &[Signature {
        name: "request",
        parts: &[],
        string: &[value("client_id"), value("body"), value("client_secret")],
        digest: Digest::Md5,
        key: &[],
        output: &[Encoder::Hex],
    }],
    request: RequestRule {
        headers: &[("Client-Id", &[value("client_id")]), ("Event-Sign", &[value("signature.request")])],
        ..Recipe::NONE.request
    },
    ..Recipe::NONE
};
