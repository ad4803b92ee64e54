//! @generated from generator/recipes by the tests of generator/src/codegen/recipe.rs.

pub(crate) static RECIPE: ::docwright_runtime::auth::Recipe = {
    use ::docwright_runtime::auth::recipe::*;
    Recipe {
        title: "Derived key",
        credentials: &[
            Credential {
                name: "secret_id",
                secret: false,
                required: true,
            },
            Credential {
                name: "secret_key",
                secret: true,
                required: true,
            },
        ],
        values: &[
            ("timestamp", Fresh::Seconds),
            (
                "date",
                Fresh::DateTime {
                    pattern: "%Y-%m-%d",
                    offset_minutes: 0,
                },
            ),
        ],
        signatures: &[
            Signature {
                name: "day",
                parts: &[],
                string: &[
                    Segment::Value {
                        name: "date",
                        encoders: &[],
                    },
                ],
                digest: Digest::HmacSha256,
                key: &[
                    Segment::Text("TC3"),
                    Segment::Value {
                        name: "secret_key",
                        encoders: &[],
                    },
                ],
                output: &[],
            },
            Signature {
                name: "service",
                parts: &[],
                string: &[Segment::Text("cvm")],
                digest: Digest::HmacSha256,
                key: &[
                    Segment::Value {
                        name: "signature.day",
                        encoders: &[],
                    },
                ],
                output: &[],
            },
            Signature {
                name: "key",
                parts: &[],
                string: &[Segment::Text("tc3_request")],
                digest: Digest::HmacSha256,
                key: &[
                    Segment::Value {
                        name: "signature.service",
                        encoders: &[],
                    },
                ],
                output: &[],
            },
            Signature {
                name: "request",
                parts: &[
                    (
                        "message",
                        Part::Values {
                            values: &[
                                &[
                                    Segment::Value {
                                        name: "method",
                                        encoders: &[Encoder::Upper],
                                    },
                                ],
                                &[
                                    Segment::Value {
                                        name: "path",
                                        encoders: &[],
                                    },
                                ],
                                &[
                                    Segment::Value {
                                        name: "query",
                                        encoders: &[],
                                    },
                                ],
                                &[Segment::Text("content-type:application/json")],
                                &[Segment::Text("host:api.vendor.example")],
                                &[],
                                &[Segment::Text("content-type;host")],
                                &[
                                    Segment::Value {
                                        name: "body",
                                        encoders: &[Encoder::Sha256, Encoder::Hex],
                                    },
                                ],
                            ],
                            sort: false,
                            join: "\n",
                        },
                    ),
                ],
                string: &[
                    Segment::Text("TC3-HMAC-SHA256\n"),
                    Segment::Value {
                        name: "timestamp",
                        encoders: &[],
                    },
                    Segment::Text("\n"),
                    Segment::Value {
                        name: "date",
                        encoders: &[],
                    },
                    Segment::Text("/cvm/tc3_request\n"),
                    Segment::Value {
                        name: "message",
                        encoders: &[Encoder::Sha256, Encoder::Hex],
                    },
                ],
                digest: Digest::HmacSha256,
                key: &[
                    Segment::Value {
                        name: "signature.key",
                        encoders: &[],
                    },
                ],
                output: &[Encoder::Hex],
            },
        ],
        request: RequestRule {
            query_name: &[Encoder::Form],
            query_value: &[Encoder::Form],
            headers: &[
                ("Content-Type", &[Segment::Text("application/json")]),
                (
                    "X-TC-Timestamp",
                    &[
                        Segment::Value {
                            name: "timestamp",
                            encoders: &[],
                        },
                    ],
                ),
                (
                    "Authorization",
                    &[
                        Segment::Text("TC3-HMAC-SHA256 Credential="),
                        Segment::Value {
                            name: "secret_id",
                            encoders: &[],
                        },
                        Segment::Text("/"),
                        Segment::Value {
                            name: "date",
                            encoders: &[],
                        },
                        Segment::Text(
                            "/cvm/tc3_request, SignedHeaders=content-type;host, Signature=",
                        ),
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
