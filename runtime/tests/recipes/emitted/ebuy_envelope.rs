//! @generated from generator/recipes by the tests of generator/src/codegen/recipe.rs.

pub(crate) static RECIPE: ::docwright_runtime::auth::Recipe = {
    use ::docwright_runtime::auth::recipe::*;
    Recipe {
        title: "e-Buy PaaS envelope",
        credentials: &[
            Credential {
                name: "app_id",
                secret: false,
                required: true,
            },
            Credential {
                name: "app_secret",
                secret: true,
                required: true,
            },
        ],
        values: &[
            ("timestamp", Fresh::Milliseconds),
            (
                "date",
                Fresh::DateTime {
                    pattern: "%Y%m%d",
                    offset_minutes: 480,
                },
            ),
            ("random", Fresh::RandomHex(32)),
        ],
        signatures: &[
            Signature {
                name: "envelope",
                parts: &[
                    (
                        "members",
                        Part::Pairs(Pairs {
                            source: Source::Body,
                            except: &["sign"],
                            skip_empty: false,
                            sort: Sort::Name,
                            name: &[],
                            value: &[],
                            between: "=",
                            join: "&",
                        }),
                    ),
                ],
                string: &[
                    Segment::Value {
                        name: "members",
                        encoders: &[],
                    },
                    Segment::Text("&"),
                    Segment::Value {
                        name: "app_secret",
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
            headers: &[("Content-Type", &[Segment::Text("application/json")])],
            query: &[],
            body: &[
                (
                    "uuid",
                    Member::Text(
                        &[
                            Segment::Value {
                                name: "date",
                                encoders: &[],
                            },
                            Segment::Text("-"),
                            Segment::Value {
                                name: "random",
                                encoders: &[],
                            },
                        ],
                    ),
                ),
                (
                    "appId",
                    Member::Text(
                        &[
                            Segment::Value {
                                name: "app_id",
                                encoders: &[],
                            },
                        ],
                    ),
                ),
                (
                    "timestamp",
                    Member::Bare(
                        &[
                            Segment::Value {
                                name: "timestamp",
                                encoders: &[],
                            },
                        ],
                    ),
                ),
                ("signType", Member::Text(&[Segment::Text("sha256")])),
                (
                    "sign",
                    Member::Text(
                        &[
                            Segment::Value {
                                name: "signature.envelope",
                                encoders: &[],
                            },
                        ],
                    ),
                ),
            ],
        },
        verification: ::std::option::Option::Some(Verification {
            member: "sign",
            signatures: &["envelope"],
        }),
        steps: &[],
        provided: &[],
        sensitive: ::std::option::Option::None,
        reactions: &[],
        clock_tolerance: ::std::option::Option::Some(300),
    }
};
