//! @generated from generator/recipes by the tests of generator/src/codegen/recipe.rs.

pub(crate) static RECIPE: ::docwright_runtime::auth::Recipe = {
    use ::docwright_runtime::auth::recipe::*;
    Recipe {
        title: "Sorted query, HMAC",
        credentials: &[
            Credential {
                name: "access_key_id",
                secret: false,
                required: true,
            },
            Credential {
                name: "access_key_secret",
                secret: true,
                required: true,
            },
        ],
        values: &[
            (
                "timestamp",
                Fresh::DateTime {
                    pattern: "%Y-%m-%dT%H:%M:%SZ",
                    offset_minutes: 0,
                },
            ),
            ("nonce", Fresh::Uuid),
        ],
        signatures: &[
            Signature {
                name: "request",
                parts: &[
                    (
                        "parameters",
                        Part::Pairs(Pairs {
                            source: Source::Parameters,
                            except: &["Signature"],
                            skip_empty: false,
                            sort: Sort::Name,
                            name: &[Encoder::Percent],
                            value: &[Encoder::Percent],
                            between: "=",
                            join: "&",
                        }),
                    ),
                ],
                string: &[
                    Segment::Value {
                        name: "method",
                        encoders: &[Encoder::Upper],
                    },
                    Segment::Text("&%2F&"),
                    Segment::Value {
                        name: "parameters",
                        encoders: &[Encoder::Percent],
                    },
                ],
                digest: Digest::HmacSha1,
                key: &[
                    Segment::Value {
                        name: "access_key_secret",
                        encoders: &[],
                    },
                    Segment::Text("&"),
                ],
                output: &[Encoder::Base64],
            },
        ],
        request: RequestRule {
            query_name: &[Encoder::Percent],
            query_value: &[Encoder::Percent],
            headers: &[],
            query: &[
                ("Format", &[Segment::Text("JSON")]),
                (
                    "AccessKeyId",
                    &[
                        Segment::Value {
                            name: "access_key_id",
                            encoders: &[],
                        },
                    ],
                ),
                ("SignatureMethod", &[Segment::Text("HMAC-SHA1")]),
                ("SignatureVersion", &[Segment::Text("1.0")]),
                (
                    "SignatureNonce",
                    &[
                        Segment::Value {
                            name: "nonce",
                            encoders: &[],
                        },
                    ],
                ),
                (
                    "Timestamp",
                    &[
                        Segment::Value {
                            name: "timestamp",
                            encoders: &[],
                        },
                    ],
                ),
                (
                    "Signature",
                    &[
                        Segment::Value {
                            name: "signature.request",
                            encoders: &[],
                        },
                    ],
                ),
            ],
            body: &[],
        },
        verification: ::std::option::Option::None,
        steps: &[],
        provided: &[],
        sensitive: ::std::option::Option::None,
        reactions: &[],
        clock_tolerance: ::std::option::Option::None,
    }
};
