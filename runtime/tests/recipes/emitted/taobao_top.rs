//! @generated from generator/recipes by the tests of generator/src/codegen/recipe.rs.

pub(crate) static RECIPE: ::docwright_runtime::auth::Recipe = {
    use ::docwright_runtime::auth::recipe::*;
    Recipe {
        title: "Secret sandwich",
        credentials: &[
            Credential {
                name: "app_key",
                secret: false,
                required: true,
            },
            Credential {
                name: "app_secret",
                secret: true,
                required: true,
            },
            Credential {
                name: "session",
                secret: true,
                required: false,
            },
        ],
        values: &[
            (
                "timestamp",
                Fresh::DateTime {
                    pattern: "%Y-%m-%d %H:%M:%S",
                    offset_minutes: 480,
                },
            ),
        ],
        signatures: &[
            Signature {
                name: "request",
                parts: &[
                    (
                        "parameters",
                        Part::Pairs(Pairs {
                            source: Source::Parameters,
                            except: &["sign"],
                            skip_empty: true,
                            sort: Sort::Name,
                            name: &[],
                            value: &[],
                            between: "",
                            join: "",
                        }),
                    ),
                ],
                string: &[
                    Segment::Value {
                        name: "app_secret",
                        encoders: &[],
                    },
                    Segment::Value {
                        name: "parameters",
                        encoders: &[],
                    },
                    Segment::Value {
                        name: "app_secret",
                        encoders: &[],
                    },
                ],
                digest: Digest::Md5,
                key: &[],
                output: &[Encoder::Hex, Encoder::Upper],
            },
        ],
        request: RequestRule {
            query_name: &[Encoder::Form],
            query_value: &[Encoder::Form],
            headers: &[],
            query: &[
                (
                    "app_key",
                    &[
                        Segment::Value {
                            name: "app_key",
                            encoders: &[],
                        },
                    ],
                ),
                (
                    "session",
                    &[
                        Segment::Value {
                            name: "session",
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
                ("format", &[Segment::Text("json")]),
                ("v", &[Segment::Text("2.0")]),
                ("sign_method", &[Segment::Text("md5")]),
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
