//! @generated from generator/recipes by the tests of generator/src/codegen/recipe.rs.

pub(crate) static RECIPE: ::docwright_runtime::auth::Recipe = {
    use ::docwright_runtime::auth::recipe::*;
    Recipe {
        title: "Sorted values",
        credentials: &[
            Credential {
                name: "token",
                secret: true,
                required: true,
            },
        ],
        values: &[("timestamp", Fresh::Seconds), ("nonce", Fresh::RandomDigits(9))],
        signatures: &[
            Signature {
                name: "request",
                parts: &[
                    (
                        "values",
                        Part::Values {
                            values: &[
                                &[
                                    Segment::Value {
                                        name: "token",
                                        encoders: &[],
                                    },
                                ],
                                &[
                                    Segment::Value {
                                        name: "timestamp",
                                        encoders: &[],
                                    },
                                ],
                                &[
                                    Segment::Value {
                                        name: "nonce",
                                        encoders: &[],
                                    },
                                ],
                            ],
                            sort: true,
                            join: "",
                        },
                    ),
                ],
                string: &[
                    Segment::Value {
                        name: "values",
                        encoders: &[],
                    },
                ],
                digest: Digest::Sha1,
                key: &[],
                output: &[Encoder::Hex],
            },
            Signature {
                name: "message",
                parts: &[
                    (
                        "values",
                        Part::Values {
                            values: &[
                                &[
                                    Segment::Value {
                                        name: "token",
                                        encoders: &[],
                                    },
                                ],
                                &[
                                    Segment::Value {
                                        name: "timestamp",
                                        encoders: &[],
                                    },
                                ],
                                &[
                                    Segment::Value {
                                        name: "nonce",
                                        encoders: &[],
                                    },
                                ],
                                &[
                                    Segment::Value {
                                        name: "body",
                                        encoders: &[],
                                    },
                                ],
                            ],
                            sort: true,
                            join: "",
                        },
                    ),
                ],
                string: &[
                    Segment::Value {
                        name: "values",
                        encoders: &[],
                    },
                ],
                digest: Digest::Sha256,
                key: &[],
                output: &[Encoder::Hex],
            },
        ],
        request: RequestRule {
            query_name: &[Encoder::Form],
            query_value: &[Encoder::Form],
            headers: &[],
            query: &[
                (
                    "signature",
                    &[
                        Segment::Value {
                            name: "signature.request",
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
                    "nonce",
                    &[
                        Segment::Value {
                            name: "nonce",
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
