//! @generated from generator/recipes by the tests of generator/src/codegen/recipe.rs.

pub(crate) static RECIPE: ::docwright_runtime::auth::Recipe = {
    use ::docwright_runtime::auth::recipe::*;
    Recipe {
        title: "Key suffix",
        credentials: &[
            Credential {
                name: "app_id",
                secret: false,
                required: true,
            },
            Credential {
                name: "merchant_id",
                secret: false,
                required: true,
            },
            Credential {
                name: "api_key",
                secret: true,
                required: true,
            },
        ],
        values: &[("nonce", Fresh::RandomHex(32))],
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
                            between: "=",
                            join: "&",
                        }),
                    ),
                ],
                string: &[
                    Segment::Value {
                        name: "parameters",
                        encoders: &[],
                    },
                    Segment::Text("&key="),
                    Segment::Value {
                        name: "api_key",
                        encoders: &[],
                    },
                ],
                digest: Digest::Md5,
                key: &[],
                output: &[Encoder::Hex, Encoder::Upper],
            },
            Signature {
                name: "request_hmac",
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
                            between: "=",
                            join: "&",
                        }),
                    ),
                ],
                string: &[
                    Segment::Value {
                        name: "parameters",
                        encoders: &[],
                    },
                    Segment::Text("&key="),
                    Segment::Value {
                        name: "api_key",
                        encoders: &[],
                    },
                ],
                digest: Digest::HmacSha256,
                key: &[
                    Segment::Value {
                        name: "api_key",
                        encoders: &[],
                    },
                ],
                output: &[Encoder::Hex, Encoder::Upper],
            },
        ],
        request: RequestRule {
            query_name: &[Encoder::Form],
            query_value: &[Encoder::Form],
            headers: &[],
            query: &[],
            body: &[
                (
                    "appid",
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
                    "mch_id",
                    Member::Text(
                        &[
                            Segment::Value {
                                name: "merchant_id",
                                encoders: &[],
                            },
                        ],
                    ),
                ),
                (
                    "nonce_str",
                    Member::Text(
                        &[
                            Segment::Value {
                                name: "nonce",
                                encoders: &[],
                            },
                        ],
                    ),
                ),
                (
                    "sign",
                    Member::Text(
                        &[
                            Segment::Value {
                                name: "signature.request",
                                encoders: &[],
                            },
                        ],
                    ),
                ),
            ],
        },
        verification: ::std::option::Option::None,
        steps: &[],
        provided: &[],
        sensitive: ::std::option::Option::None,
        reactions: &[],
        clock_tolerance: ::std::option::Option::None,
    }
};
