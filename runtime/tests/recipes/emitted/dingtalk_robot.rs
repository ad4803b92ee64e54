//! @generated from generator/recipes by the tests of generator/src/codegen/recipe.rs.

pub(crate) static RECIPE: ::docwright_runtime::auth::Recipe = {
    use ::docwright_runtime::auth::recipe::*;
    Recipe {
        title: "Timestamp and secret",
        credentials: &[
            Credential {
                name: "access_token",
                secret: true,
                required: true,
            },
            Credential {
                name: "secret",
                secret: true,
                required: true,
            },
        ],
        values: &[("timestamp", Fresh::Milliseconds)],
        signatures: &[
            Signature {
                name: "request",
                parts: &[],
                string: &[
                    Segment::Value {
                        name: "timestamp",
                        encoders: &[],
                    },
                    Segment::Text("\n"),
                    Segment::Value {
                        name: "secret",
                        encoders: &[],
                    },
                ],
                digest: Digest::HmacSha256,
                key: &[
                    Segment::Value {
                        name: "secret",
                        encoders: &[],
                    },
                ],
                output: &[Encoder::Base64],
            },
        ],
        request: RequestRule {
            query_name: &[Encoder::Percent],
            query_value: &[Encoder::Percent],
            headers: &[],
            query: &[
                (
                    "access_token",
                    &[
                        Segment::Value {
                            name: "access_token",
                            encoders: &[],
                        },
                    ],
                ),
                (
                    "timestamp",
                    &[
                        Segment::Value {
                            name: "timestamp",
                            encoders: &[],
                        },
                    ],
                ),
                (
                    "sign",
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
