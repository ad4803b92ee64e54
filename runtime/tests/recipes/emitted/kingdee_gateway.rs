//! @generated from generator/recipes by the tests of generator/src/codegen/recipe.rs.

pub(crate) static RECIPE: ::docwright_runtime::auth::Recipe = {
    use ::docwright_runtime::auth::recipe::*;
    Recipe {
        title: "Kingdee 星辰 gateway",
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
            Credential {
                name: "instance",
                secret: false,
                required: false,
            },
            Credential {
                name: "account",
                secret: false,
                required: false,
            },
            Credential {
                name: "uid",
                secret: false,
                required: false,
            },
        ],
        values: &[
            ("timestamp", Fresh::Milliseconds),
            ("nonce", Fresh::RandomDigits(10)),
        ],
        signatures: &[
            Signature {
                name: "request",
                parts: &[
                    (
                        "query",
                        Part::Pairs(Pairs {
                            source: Source::SentQuery,
                            except: &[],
                            skip_empty: false,
                            sort: Sort::Pair,
                            name: &[Encoder::PercentPlus],
                            value: &[Encoder::PercentPlus],
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
                    Segment::Text("\n"),
                    Segment::Value {
                        name: "path",
                        encoders: &[Encoder::PercentPlus],
                    },
                    Segment::Text("\n"),
                    Segment::Value {
                        name: "query",
                        encoders: &[],
                    },
                    Segment::Text("\nx-api-nonce:"),
                    Segment::Value {
                        name: "nonce",
                        encoders: &[],
                    },
                    Segment::Text("\nx-api-timestamp:"),
                    Segment::Value {
                        name: "timestamp",
                        encoders: &[],
                    },
                    Segment::Text("\n"),
                ],
                digest: Digest::HmacSha256,
                key: &[
                    Segment::Value {
                        name: "client_secret",
                        encoders: &[],
                    },
                ],
                output: &[Encoder::Hex, Encoder::Base64],
            },
            Signature {
                name: "app_signature",
                parts: &[],
                string: &[
                    Segment::Value {
                        name: "token.app_key",
                        encoders: &[],
                    },
                ],
                digest: Digest::HmacSha256,
                key: &[
                    Segment::Value {
                        name: "token.app_secret",
                        encoders: &[],
                    },
                ],
                output: &[Encoder::Hex, Encoder::Base64],
            },
        ],
        request: RequestRule {
            query_name: &[Encoder::PercentPlus],
            query_value: &[Encoder::Form],
            headers: &[
                (
                    "X-Api-ClientID",
                    &[
                        Segment::Value {
                            name: "client_id",
                            encoders: &[],
                        },
                    ],
                ),
                ("X-Api-Auth-Version", &[Segment::Text("2.0")]),
                (
                    "X-Api-TimeStamp",
                    &[
                        Segment::Value {
                            name: "timestamp",
                            encoders: &[],
                        },
                    ],
                ),
                ("X-Api-SignHeaders", &[Segment::Text("X-Api-TimeStamp,X-Api-Nonce")]),
                (
                    "X-Api-Nonce",
                    &[
                        Segment::Value {
                            name: "nonce",
                            encoders: &[],
                        },
                    ],
                ),
                (
                    "X-Api-Signature",
                    &[
                        Segment::Value {
                            name: "signature.request",
                            encoders: &[],
                        },
                    ],
                ),
                (
                    "app-token",
                    &[
                        Segment::Value {
                            name: "token.app_token",
                            encoders: &[],
                        },
                    ],
                ),
                (
                    "X-GW-Router-Addr",
                    &[
                        Segment::Value {
                            name: "token.domain",
                            encoders: &[],
                        },
                    ],
                ),
            ],
            query: &[],
            body: &[],
        },
        verification: ::std::option::Option::None,
        steps: &[
            Step {
                name: "push_app_authorize",
                method: "POST",
                path: "/jdyconnector/app_management/push_app_authorize",
                signed: true,
                query: &[
                    (
                        "outerInstanceId",
                        &[
                            Segment::Value {
                                name: "instance",
                                encoders: &[],
                            },
                        ],
                    ),
                ],
                body: &[],
                success: &[("errcode", "0"), ("code", "200")],
                code: &["errcode", "code"],
                message: &["description", "msg"],
                choose: ::std::option::Option::Some(Choose {
                    rows: "data",
                    conditions: &[
                        ("status", &[Segment::Text("1")]),
                        (
                            "outerInstanceId",
                            &[
                                Segment::Value {
                                    name: "instance",
                                    encoders: &[],
                                },
                            ],
                        ),
                        (
                            "accountId",
                            &[
                                Segment::Value {
                                    name: "account",
                                    encoders: &[],
                                },
                            ],
                        ),
                    ],
                    label: &[
                        "accountId",
                        "accountName",
                        "outerInstanceId",
                        "groupName",
                        "serviceId",
                    ],
                }),
                save: &[
                    ("app_key", "appKey"),
                    ("app_secret", "appSecret"),
                    ("domain", "domain"),
                ],
                lifetime: 72000,
                limit_per_minute: ::std::option::Option::None,
            },
            Step {
                name: "kingdee_auth_token",
                method: "GET",
                path: "/jdyconnector/app_management/kingdee_auth_token",
                signed: true,
                query: &[
                    (
                        "app_key",
                        &[
                            Segment::Value {
                                name: "token.app_key",
                                encoders: &[],
                            },
                        ],
                    ),
                    (
                        "app_signature",
                        &[
                            Segment::Value {
                                name: "signature.app_signature",
                                encoders: &[],
                            },
                        ],
                    ),
                    (
                        "uid",
                        &[
                            Segment::Value {
                                name: "uid",
                                encoders: &[],
                            },
                        ],
                    ),
                ],
                body: &[],
                success: &[("errcode", "0"), ("code", "200")],
                code: &["errcode", "code"],
                message: &["description", "msg"],
                choose: ::std::option::Option::None,
                save: &[("app_token", "data.app-token")],
                lifetime: 72000,
                limit_per_minute: ::std::option::Option::Some(2),
            },
        ],
        provided: &[],
        sensitive: ::std::option::Option::Some(Sensitive {
            cipher: Cipher::Aes256Cbc,
            key: &[
                Segment::Value {
                    name: "client_secret",
                    encoders: &[],
                },
            ],
            iv: &[Segment::Text("5e8y6w45ju8w9jq8")],
            text: TextForm::Base64,
        }),
        reactions: &[
            Reaction {
                codes: &["4001"],
                statuses: &[],
                meaning: ::std::option::Option::Some(
                    "the authentication version is not supported",
                ),
                then: Then::Fail,
            },
            Reaction {
                codes: &["4002", "4003"],
                statuses: &[],
                meaning: ::std::option::Option::Some(
                    "the client id is empty or not valid",
                ),
                then: Then::Fail,
            },
            Reaction {
                codes: &["4004"],
                statuses: &[],
                meaning: ::std::option::Option::Some("the client secret is empty"),
                then: Then::Fail,
            },
            Reaction {
                codes: &["4005"],
                statuses: &[],
                meaning: ::std::option::Option::Some(
                    "client id and client secret do not belong together",
                ),
                then: Then::Fail,
            },
            Reaction {
                codes: &["4006"],
                statuses: &[],
                meaning: ::std::option::Option::Some(
                    "the timestamp is not valid; compare the clock",
                ),
                then: Then::AdjustClock,
            },
            Reaction {
                codes: &["4007", "4008"],
                statuses: &[],
                meaning: ::std::option::Option::Some(
                    "the signature is not valid; compare the client secret",
                ),
                then: Then::Fail,
            },
            Reaction {
                codes: &["4009", "4010", "4011"],
                statuses: &[401],
                meaning: ::std::option::Option::Some("the token is missing or expired"),
                then: Then::Renew("kingdee_auth_token"),
            },
            Reaction {
                codes: &["4012"],
                statuses: &[],
                meaning: ::std::option::Option::Some(
                    "the application has no permission for this call",
                ),
                then: Then::Fail,
            },
            Reaction {
                codes: &["5000", "5003", "5004"],
                statuses: &[],
                meaning: ::std::option::Option::Some("the gateway is in trouble"),
                then: Then::Retry,
            },
            Reaction {
                codes: &["5001"],
                statuses: &[],
                meaning: ::std::option::Option::Some(
                    "the gateway does not know this path",
                ),
                then: Then::Fail,
            },
            Reaction {
                codes: &["5002"],
                statuses: &[],
                meaning: ::std::option::Option::Some(
                    "the gateway does not know this path with this method",
                ),
                then: Then::Fail,
            },
            Reaction {
                codes: &["5005", "5006", "5007"],
                statuses: &[],
                meaning: ::std::option::Option::Some("the gateway sheds load"),
                then: Then::RetrySlowly,
            },
            Reaction {
                codes: &["1030002006"],
                statuses: &[],
                meaning: ::std::option::Option::Some(
                    "the authorisation key is outdated",
                ),
                then: Then::Renew("push_app_authorize"),
            },
            Reaction {
                codes: &[],
                statuses: &[429],
                meaning: ::std::option::Option::Some("too many calls in a minute"),
                then: Then::Repeat,
            },
        ],
        clock_tolerance: ::std::option::Option::None,
    }
};
