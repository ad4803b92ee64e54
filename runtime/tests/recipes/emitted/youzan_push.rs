//! @generated from generator/recipes by the tests of generator/src/codegen/recipe.rs.

pub(crate) static RECIPE: ::docwright_runtime::auth::Recipe = {
    use ::docwright_runtime::auth::recipe::*;
    Recipe {
        title: "Concatenation",
        credentials: &[
            Credential {
                name: "client_id",
                secret: false,
                required: true,
            },
            Credential {
                name: "client_secret",
                secret: true,
                required: true,
            },
        ],
        values: &[],
        signatures: &[
            Signature {
                name: "request",
                parts: &[],
                string: &[
                    Segment::Value {
                        name: "client_id",
                        encoders: &[],
                    },
                    Segment::Value {
                        name: "body",
                        encoders: &[],
                    },
                    Segment::Value {
                        name: "client_secret",
                        encoders: &[],
                    },
                ],
                digest: Digest::Md5,
                key: &[],
                output: &[Encoder::Hex],
            },
        ],
        request: RequestRule {
            query_name: &[Encoder::Form],
            query_value: &[Encoder::Form],
            headers: &[
                (
                    "Client-Id",
                    &[
                        Segment::Value {
                            name: "client_id",
                            encoders: &[],
                        },
                    ],
                ),
                (
                    "Event-Sign",
                    &[
                        Segment::Value {
                            name: "signature.request",
                            encoders: &[],
                        },
                    ],
                ),
            ],
            query: &[],
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
