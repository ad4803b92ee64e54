//! @generated from generator/recipes by the tests of generator/src/codegen/recipe.rs.

pub(crate) static ALIYUN_RPC: ::docwright_runtime::auth::Recipe = {
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

pub(crate) static DERIVED_KEY: ::docwright_runtime::auth::Recipe = {
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

pub(crate) static DINGTALK_ROBOT: ::docwright_runtime::auth::Recipe = {
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

pub(crate) static EBUY_ENVELOPE: ::docwright_runtime::auth::Recipe = {
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

pub(crate) static KINGDEE_GATEWAY: ::docwright_runtime::auth::Recipe = {
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

pub(crate) static PROVIDED_TOKEN: ::docwright_runtime::auth::Recipe = {
    use ::docwright_runtime::auth::recipe::*;
    Recipe {
        title: "Token from elsewhere",
        credentials: &[
            Credential {
                name: "app_id",
                secret: false,
                required: true,
            },
        ],
        values: &[],
        signatures: &[],
        request: RequestRule {
            query_name: &[Encoder::Form],
            query_value: &[Encoder::Form],
            headers: &[
                (
                    "Authorization",
                    &[
                        Segment::Text("Bearer "),
                        Segment::Value {
                            name: "token.access_token",
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
        provided: &["access_token"],
        sensitive: ::std::option::Option::None,
        reactions: &[
            Reaction {
                codes: &["40014", "42001"],
                statuses: &[401],
                meaning: ::std::option::Option::Some("the token is missing or expired"),
                then: Then::Renew("provided"),
            },
        ],
        clock_tolerance: ::std::option::Option::None,
    }
};

pub(crate) static TAOBAO_TOP: ::docwright_runtime::auth::Recipe = {
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

pub(crate) static WECHAT_MP: ::docwright_runtime::auth::Recipe = {
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

pub(crate) static WECHAT_PAY_V2: ::docwright_runtime::auth::Recipe = {
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

pub(crate) static YOUZAN_PUSH: ::docwright_runtime::auth::Recipe = {
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
