// @generated from generator/recipes by the tests of generator/src/codegen/recipe.rs.

pub(crate) static ALIYUN_RPC: ::docwright_runtime::auth::Recipe = ::docwright_runtime::auth::recipe::Recipe {
    title: "Sorted query, HMAC",
    credentials: &[
        ::docwright_runtime::auth::recipe::Credential {
            name: "access_key_id",
            secret: false,
            required: true,
        },
        ::docwright_runtime::auth::recipe::Credential {
            name: "access_key_secret",
            secret: true,
            required: true,
        },
    ],
    values: &[
        (
            "timestamp",
            ::docwright_runtime::auth::recipe::Fresh::DateTime {
                pattern: "%Y-%m-%dT%H:%M:%SZ",
                offset_minutes: 0,
            },
        ),
        ("nonce", ::docwright_runtime::auth::recipe::Fresh::Uuid),
    ],
    signatures: &[
        ::docwright_runtime::auth::recipe::Signature {
            name: "request",
            parts: &[
                (
                    "parameters",
                    ::docwright_runtime::auth::recipe::Part::Pairs(::docwright_runtime::auth::recipe::Pairs {
                        source: ::docwright_runtime::auth::recipe::Source::Parameters,
                        except: &["Signature"],
                        skip_empty: false,
                        sort: ::docwright_runtime::auth::recipe::Sort::Name,
                        name: &[::docwright_runtime::auth::recipe::Encoder::Percent],
                        value: &[::docwright_runtime::auth::recipe::Encoder::Percent],
                        between: "=",
                        join: "&",
                    }),
                ),
            ],
            string: &[
                ::docwright_runtime::auth::recipe::Segment::Value {
                    name: "method",
                    encoders: &[::docwright_runtime::auth::recipe::Encoder::Upper],
                },
                ::docwright_runtime::auth::recipe::Segment::Text("&%2F&"),
                ::docwright_runtime::auth::recipe::Segment::Value {
                    name: "parameters",
                    encoders: &[::docwright_runtime::auth::recipe::Encoder::Percent],
                },
            ],
            digest: ::docwright_runtime::auth::recipe::Digest::HmacSha1,
            key: &[
                ::docwright_runtime::auth::recipe::Segment::Value {
                    name: "access_key_secret",
                    encoders: &[],
                },
                ::docwright_runtime::auth::recipe::Segment::Text("&"),
            ],
            output: &[::docwright_runtime::auth::recipe::Encoder::Base64],
        },
    ],
    request: ::docwright_runtime::auth::recipe::RequestRule {
        query_name: &[::docwright_runtime::auth::recipe::Encoder::Percent],
        query_value: &[::docwright_runtime::auth::recipe::Encoder::Percent],
        headers: &[],
        query: &[
            ("Format", &[::docwright_runtime::auth::recipe::Segment::Text("JSON")]),
            (
                "AccessKeyId",
                &[
                    ::docwright_runtime::auth::recipe::Segment::Value {
                        name: "access_key_id",
                        encoders: &[],
                    },
                ],
            ),
            (
                "SignatureMethod",
                &[::docwright_runtime::auth::recipe::Segment::Text("HMAC-SHA1")],
            ),
            (
                "SignatureVersion",
                &[::docwright_runtime::auth::recipe::Segment::Text("1.0")],
            ),
            (
                "SignatureNonce",
                &[
                    ::docwright_runtime::auth::recipe::Segment::Value {
                        name: "nonce",
                        encoders: &[],
                    },
                ],
            ),
            (
                "Timestamp",
                &[
                    ::docwright_runtime::auth::recipe::Segment::Value {
                        name: "timestamp",
                        encoders: &[],
                    },
                ],
            ),
            (
                "Signature",
                &[
                    ::docwright_runtime::auth::recipe::Segment::Value {
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
    reactions: &[],
};

pub(crate) static DINGTALK_ROBOT: ::docwright_runtime::auth::Recipe = ::docwright_runtime::auth::recipe::Recipe {
    title: "Timestamp and secret",
    credentials: &[
        ::docwright_runtime::auth::recipe::Credential {
            name: "access_token",
            secret: true,
            required: true,
        },
        ::docwright_runtime::auth::recipe::Credential {
            name: "secret",
            secret: true,
            required: true,
        },
    ],
    values: &[("timestamp", ::docwright_runtime::auth::recipe::Fresh::Milliseconds)],
    signatures: &[
        ::docwright_runtime::auth::recipe::Signature {
            name: "request",
            parts: &[],
            string: &[
                ::docwright_runtime::auth::recipe::Segment::Value {
                    name: "timestamp",
                    encoders: &[],
                },
                ::docwright_runtime::auth::recipe::Segment::Text("\n"),
                ::docwright_runtime::auth::recipe::Segment::Value {
                    name: "secret",
                    encoders: &[],
                },
            ],
            digest: ::docwright_runtime::auth::recipe::Digest::HmacSha256,
            key: &[
                ::docwright_runtime::auth::recipe::Segment::Value {
                    name: "secret",
                    encoders: &[],
                },
            ],
            output: &[::docwright_runtime::auth::recipe::Encoder::Base64],
        },
    ],
    request: ::docwright_runtime::auth::recipe::RequestRule {
        query_name: &[::docwright_runtime::auth::recipe::Encoder::Percent],
        query_value: &[::docwright_runtime::auth::recipe::Encoder::Percent],
        headers: &[],
        query: &[
            (
                "access_token",
                &[
                    ::docwright_runtime::auth::recipe::Segment::Value {
                        name: "access_token",
                        encoders: &[],
                    },
                ],
            ),
            (
                "timestamp",
                &[
                    ::docwright_runtime::auth::recipe::Segment::Value {
                        name: "timestamp",
                        encoders: &[],
                    },
                ],
            ),
            (
                "sign",
                &[
                    ::docwright_runtime::auth::recipe::Segment::Value {
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
    reactions: &[],
};

pub(crate) static EBUY_ENVELOPE: ::docwright_runtime::auth::Recipe = ::docwright_runtime::auth::recipe::Recipe {
    title: "e-Buy PaaS envelope",
    credentials: &[
        ::docwright_runtime::auth::recipe::Credential {
            name: "app_id",
            secret: false,
            required: true,
        },
        ::docwright_runtime::auth::recipe::Credential {
            name: "app_secret",
            secret: true,
            required: true,
        },
    ],
    values: &[
        ("timestamp", ::docwright_runtime::auth::recipe::Fresh::Milliseconds),
        (
            "date",
            ::docwright_runtime::auth::recipe::Fresh::DateTime {
                pattern: "%Y%m%d",
                offset_minutes: 480,
            },
        ),
        ("random", ::docwright_runtime::auth::recipe::Fresh::RandomHex(32)),
    ],
    signatures: &[
        ::docwright_runtime::auth::recipe::Signature {
            name: "envelope",
            parts: &[
                (
                    "members",
                    ::docwright_runtime::auth::recipe::Part::Pairs(::docwright_runtime::auth::recipe::Pairs {
                        source: ::docwright_runtime::auth::recipe::Source::Body,
                        except: &["sign"],
                        skip_empty: false,
                        sort: ::docwright_runtime::auth::recipe::Sort::Name,
                        name: &[],
                        value: &[],
                        between: "=",
                        join: "&",
                    }),
                ),
            ],
            string: &[
                ::docwright_runtime::auth::recipe::Segment::Value {
                    name: "members",
                    encoders: &[],
                },
                ::docwright_runtime::auth::recipe::Segment::Text("&"),
                ::docwright_runtime::auth::recipe::Segment::Value {
                    name: "app_secret",
                    encoders: &[],
                },
            ],
            digest: ::docwright_runtime::auth::recipe::Digest::Sha256,
            key: &[],
            output: &[::docwright_runtime::auth::recipe::Encoder::Hex],
        },
    ],
    request: ::docwright_runtime::auth::recipe::RequestRule {
        query_name: &[::docwright_runtime::auth::recipe::Encoder::Form],
        query_value: &[::docwright_runtime::auth::recipe::Encoder::Form],
        headers: &[
            (
                "Content-Type",
                &[::docwright_runtime::auth::recipe::Segment::Text("application/json")],
            ),
        ],
        query: &[],
        body: &[
            (
                "uuid",
                ::docwright_runtime::auth::recipe::Member::Text(
                    &[
                        ::docwright_runtime::auth::recipe::Segment::Value {
                            name: "date",
                            encoders: &[],
                        },
                        ::docwright_runtime::auth::recipe::Segment::Text("-"),
                        ::docwright_runtime::auth::recipe::Segment::Value {
                            name: "random",
                            encoders: &[],
                        },
                    ],
                ),
            ),
            (
                "appId",
                ::docwright_runtime::auth::recipe::Member::Text(
                    &[
                        ::docwright_runtime::auth::recipe::Segment::Value {
                            name: "app_id",
                            encoders: &[],
                        },
                    ],
                ),
            ),
            (
                "timestamp",
                ::docwright_runtime::auth::recipe::Member::Bare(
                    &[
                        ::docwright_runtime::auth::recipe::Segment::Value {
                            name: "timestamp",
                            encoders: &[],
                        },
                    ],
                ),
            ),
            (
                "signType",
                ::docwright_runtime::auth::recipe::Member::Text(
                    &[::docwright_runtime::auth::recipe::Segment::Text("sha256")],
                ),
            ),
            (
                "sign",
                ::docwright_runtime::auth::recipe::Member::Text(
                    &[
                        ::docwright_runtime::auth::recipe::Segment::Value {
                            name: "signature.envelope",
                            encoders: &[],
                        },
                    ],
                ),
            ),
        ],
    },
    verification: ::std::option::Option::Some(::docwright_runtime::auth::recipe::Verification {
        member: "sign",
        signatures: &["envelope"],
    }),
    steps: &[],
    reactions: &[],
};

pub(crate) static KINGDEE_GATEWAY: ::docwright_runtime::auth::Recipe = ::docwright_runtime::auth::recipe::Recipe {
    title: "Kingdee 星辰 gateway",
    credentials: &[
        ::docwright_runtime::auth::recipe::Credential {
            name: "client_id",
            secret: false,
            required: true,
        },
        ::docwright_runtime::auth::recipe::Credential {
            name: "client_secret",
            secret: true,
            required: true,
        },
        ::docwright_runtime::auth::recipe::Credential {
            name: "instance",
            secret: false,
            required: false,
        },
        ::docwright_runtime::auth::recipe::Credential {
            name: "account",
            secret: false,
            required: false,
        },
        ::docwright_runtime::auth::recipe::Credential {
            name: "uid",
            secret: false,
            required: false,
        },
    ],
    values: &[
        ("timestamp", ::docwright_runtime::auth::recipe::Fresh::Milliseconds),
        ("nonce", ::docwright_runtime::auth::recipe::Fresh::RandomDigits(10)),
    ],
    signatures: &[
        ::docwright_runtime::auth::recipe::Signature {
            name: "request",
            parts: &[
                (
                    "query",
                    ::docwright_runtime::auth::recipe::Part::Pairs(::docwright_runtime::auth::recipe::Pairs {
                        source: ::docwright_runtime::auth::recipe::Source::SentQuery,
                        except: &[],
                        skip_empty: false,
                        sort: ::docwright_runtime::auth::recipe::Sort::Pair,
                        name: &[::docwright_runtime::auth::recipe::Encoder::PercentPlus],
                        value: &[
                            ::docwright_runtime::auth::recipe::Encoder::PercentPlus,
                        ],
                        between: "=",
                        join: "&",
                    }),
                ),
            ],
            string: &[
                ::docwright_runtime::auth::recipe::Segment::Value {
                    name: "method",
                    encoders: &[::docwright_runtime::auth::recipe::Encoder::Upper],
                },
                ::docwright_runtime::auth::recipe::Segment::Text("\n"),
                ::docwright_runtime::auth::recipe::Segment::Value {
                    name: "path",
                    encoders: &[::docwright_runtime::auth::recipe::Encoder::PercentPlus],
                },
                ::docwright_runtime::auth::recipe::Segment::Text("\n"),
                ::docwright_runtime::auth::recipe::Segment::Value {
                    name: "query",
                    encoders: &[],
                },
                ::docwright_runtime::auth::recipe::Segment::Text("\nx-api-nonce:"),
                ::docwright_runtime::auth::recipe::Segment::Value {
                    name: "nonce",
                    encoders: &[],
                },
                ::docwright_runtime::auth::recipe::Segment::Text("\nx-api-timestamp:"),
                ::docwright_runtime::auth::recipe::Segment::Value {
                    name: "timestamp",
                    encoders: &[],
                },
                ::docwright_runtime::auth::recipe::Segment::Text("\n"),
            ],
            digest: ::docwright_runtime::auth::recipe::Digest::HmacSha256,
            key: &[
                ::docwright_runtime::auth::recipe::Segment::Value {
                    name: "client_secret",
                    encoders: &[],
                },
            ],
            output: &[
                ::docwright_runtime::auth::recipe::Encoder::Hex,
                ::docwright_runtime::auth::recipe::Encoder::Base64,
            ],
        },
        ::docwright_runtime::auth::recipe::Signature {
            name: "app_signature",
            parts: &[],
            string: &[
                ::docwright_runtime::auth::recipe::Segment::Value {
                    name: "token.app_key",
                    encoders: &[],
                },
            ],
            digest: ::docwright_runtime::auth::recipe::Digest::HmacSha256,
            key: &[
                ::docwright_runtime::auth::recipe::Segment::Value {
                    name: "token.app_secret",
                    encoders: &[],
                },
            ],
            output: &[
                ::docwright_runtime::auth::recipe::Encoder::Hex,
                ::docwright_runtime::auth::recipe::Encoder::Base64,
            ],
        },
    ],
    request: ::docwright_runtime::auth::recipe::RequestRule {
        query_name: &[::docwright_runtime::auth::recipe::Encoder::PercentPlus],
        query_value: &[::docwright_runtime::auth::recipe::Encoder::Form],
        headers: &[
            (
                "X-Api-ClientID",
                &[
                    ::docwright_runtime::auth::recipe::Segment::Value {
                        name: "client_id",
                        encoders: &[],
                    },
                ],
            ),
            (
                "X-Api-Auth-Version",
                &[::docwright_runtime::auth::recipe::Segment::Text("2.0")],
            ),
            (
                "X-Api-TimeStamp",
                &[
                    ::docwright_runtime::auth::recipe::Segment::Value {
                        name: "timestamp",
                        encoders: &[],
                    },
                ],
            ),
            (
                "X-Api-SignHeaders",
                &[
                    ::docwright_runtime::auth::recipe::Segment::Text(
                        "X-Api-TimeStamp,X-Api-Nonce",
                    ),
                ],
            ),
            (
                "X-Api-Nonce",
                &[
                    ::docwright_runtime::auth::recipe::Segment::Value {
                        name: "nonce",
                        encoders: &[],
                    },
                ],
            ),
            (
                "X-Api-Signature",
                &[
                    ::docwright_runtime::auth::recipe::Segment::Value {
                        name: "signature.request",
                        encoders: &[],
                    },
                ],
            ),
            (
                "app-token",
                &[
                    ::docwright_runtime::auth::recipe::Segment::Value {
                        name: "token.app_token",
                        encoders: &[],
                    },
                ],
            ),
            (
                "X-GW-Router-Addr",
                &[
                    ::docwright_runtime::auth::recipe::Segment::Value {
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
        ::docwright_runtime::auth::recipe::Step {
            name: "push_app_authorize",
            method: "POST",
            path: "/jdyconnector/app_management/push_app_authorize",
            signed: true,
            query: &[
                (
                    "outerInstanceId",
                    &[
                        ::docwright_runtime::auth::recipe::Segment::Value {
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
            choose: ::std::option::Option::Some(::docwright_runtime::auth::recipe::Choose {
                rows: "data",
                conditions: &[
                    ("status", &[::docwright_runtime::auth::recipe::Segment::Text("1")]),
                    (
                        "outerInstanceId",
                        &[
                            ::docwright_runtime::auth::recipe::Segment::Value {
                                name: "instance",
                                encoders: &[],
                            },
                        ],
                    ),
                    (
                        "accountId",
                        &[
                            ::docwright_runtime::auth::recipe::Segment::Value {
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
        ::docwright_runtime::auth::recipe::Step {
            name: "kingdee_auth_token",
            method: "GET",
            path: "/jdyconnector/app_management/kingdee_auth_token",
            signed: true,
            query: &[
                (
                    "app_key",
                    &[
                        ::docwright_runtime::auth::recipe::Segment::Value {
                            name: "token.app_key",
                            encoders: &[],
                        },
                    ],
                ),
                (
                    "app_signature",
                    &[
                        ::docwright_runtime::auth::recipe::Segment::Value {
                            name: "signature.app_signature",
                            encoders: &[],
                        },
                    ],
                ),
                (
                    "uid",
                    &[
                        ::docwright_runtime::auth::recipe::Segment::Value {
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
    reactions: &[
        ::docwright_runtime::auth::recipe::Reaction {
            codes: &["4001"],
            statuses: &[],
            meaning: ::std::option::Option::Some(
                "the authentication version is not supported",
            ),
            then: ::docwright_runtime::auth::recipe::Then::Fail,
        },
        ::docwright_runtime::auth::recipe::Reaction {
            codes: &["4002", "4003"],
            statuses: &[],
            meaning: ::std::option::Option::Some("the client id is empty or not valid"),
            then: ::docwright_runtime::auth::recipe::Then::Fail,
        },
        ::docwright_runtime::auth::recipe::Reaction {
            codes: &["4004"],
            statuses: &[],
            meaning: ::std::option::Option::Some("the client secret is empty"),
            then: ::docwright_runtime::auth::recipe::Then::Fail,
        },
        ::docwright_runtime::auth::recipe::Reaction {
            codes: &["4005"],
            statuses: &[],
            meaning: ::std::option::Option::Some(
                "client id and client secret do not belong together",
            ),
            then: ::docwright_runtime::auth::recipe::Then::Fail,
        },
        ::docwright_runtime::auth::recipe::Reaction {
            codes: &["4006"],
            statuses: &[],
            meaning: ::std::option::Option::Some(
                "the timestamp is not valid; compare the clock",
            ),
            then: ::docwright_runtime::auth::recipe::Then::AdjustClock,
        },
        ::docwright_runtime::auth::recipe::Reaction {
            codes: &["4007", "4008"],
            statuses: &[],
            meaning: ::std::option::Option::Some(
                "the signature is not valid; compare the client secret",
            ),
            then: ::docwright_runtime::auth::recipe::Then::Fail,
        },
        ::docwright_runtime::auth::recipe::Reaction {
            codes: &["4009", "4010", "4011"],
            statuses: &[401],
            meaning: ::std::option::Option::Some("the token is missing or expired"),
            then: ::docwright_runtime::auth::recipe::Then::Renew("kingdee_auth_token"),
        },
        ::docwright_runtime::auth::recipe::Reaction {
            codes: &["4012"],
            statuses: &[],
            meaning: ::std::option::Option::Some(
                "the application has no permission for this call",
            ),
            then: ::docwright_runtime::auth::recipe::Then::Fail,
        },
        ::docwright_runtime::auth::recipe::Reaction {
            codes: &["5000", "5003", "5004"],
            statuses: &[],
            meaning: ::std::option::Option::Some("the gateway is in trouble"),
            then: ::docwright_runtime::auth::recipe::Then::Retry,
        },
        ::docwright_runtime::auth::recipe::Reaction {
            codes: &["5001"],
            statuses: &[],
            meaning: ::std::option::Option::Some("the gateway does not know this path"),
            then: ::docwright_runtime::auth::recipe::Then::Fail,
        },
        ::docwright_runtime::auth::recipe::Reaction {
            codes: &["5002"],
            statuses: &[],
            meaning: ::std::option::Option::Some(
                "the gateway does not know this path with this method",
            ),
            then: ::docwright_runtime::auth::recipe::Then::Fail,
        },
        ::docwright_runtime::auth::recipe::Reaction {
            codes: &["5005", "5006", "5007"],
            statuses: &[],
            meaning: ::std::option::Option::Some("the gateway sheds load"),
            then: ::docwright_runtime::auth::recipe::Then::RetrySlowly,
        },
        ::docwright_runtime::auth::recipe::Reaction {
            codes: &["1030002006"],
            statuses: &[],
            meaning: ::std::option::Option::Some("the authorisation key is outdated"),
            then: ::docwright_runtime::auth::recipe::Then::Renew("push_app_authorize"),
        },
        ::docwright_runtime::auth::recipe::Reaction {
            codes: &[],
            statuses: &[429],
            meaning: ::std::option::Option::Some("too many calls in a minute"),
            then: ::docwright_runtime::auth::recipe::Then::Repeat,
        },
    ],
};

pub(crate) static TAOBAO_TOP: ::docwright_runtime::auth::Recipe = ::docwright_runtime::auth::recipe::Recipe {
    title: "Secret sandwich",
    credentials: &[
        ::docwright_runtime::auth::recipe::Credential {
            name: "app_key",
            secret: false,
            required: true,
        },
        ::docwright_runtime::auth::recipe::Credential {
            name: "app_secret",
            secret: true,
            required: true,
        },
        ::docwright_runtime::auth::recipe::Credential {
            name: "session",
            secret: true,
            required: false,
        },
    ],
    values: &[
        (
            "timestamp",
            ::docwright_runtime::auth::recipe::Fresh::DateTime {
                pattern: "%Y-%m-%d %H:%M:%S",
                offset_minutes: 480,
            },
        ),
    ],
    signatures: &[
        ::docwright_runtime::auth::recipe::Signature {
            name: "request",
            parts: &[
                (
                    "parameters",
                    ::docwright_runtime::auth::recipe::Part::Pairs(::docwright_runtime::auth::recipe::Pairs {
                        source: ::docwright_runtime::auth::recipe::Source::Parameters,
                        except: &["sign"],
                        skip_empty: true,
                        sort: ::docwright_runtime::auth::recipe::Sort::Name,
                        name: &[],
                        value: &[],
                        between: "",
                        join: "",
                    }),
                ),
            ],
            string: &[
                ::docwright_runtime::auth::recipe::Segment::Value {
                    name: "app_secret",
                    encoders: &[],
                },
                ::docwright_runtime::auth::recipe::Segment::Value {
                    name: "parameters",
                    encoders: &[],
                },
                ::docwright_runtime::auth::recipe::Segment::Value {
                    name: "app_secret",
                    encoders: &[],
                },
            ],
            digest: ::docwright_runtime::auth::recipe::Digest::Md5,
            key: &[],
            output: &[
                ::docwright_runtime::auth::recipe::Encoder::Hex,
                ::docwright_runtime::auth::recipe::Encoder::Upper,
            ],
        },
    ],
    request: ::docwright_runtime::auth::recipe::RequestRule {
        query_name: &[::docwright_runtime::auth::recipe::Encoder::Form],
        query_value: &[::docwright_runtime::auth::recipe::Encoder::Form],
        headers: &[],
        query: &[
            (
                "app_key",
                &[
                    ::docwright_runtime::auth::recipe::Segment::Value {
                        name: "app_key",
                        encoders: &[],
                    },
                ],
            ),
            (
                "session",
                &[
                    ::docwright_runtime::auth::recipe::Segment::Value {
                        name: "session",
                        encoders: &[],
                    },
                ],
            ),
            (
                "timestamp",
                &[
                    ::docwright_runtime::auth::recipe::Segment::Value {
                        name: "timestamp",
                        encoders: &[],
                    },
                ],
            ),
            ("format", &[::docwright_runtime::auth::recipe::Segment::Text("json")]),
            ("v", &[::docwright_runtime::auth::recipe::Segment::Text("2.0")]),
            ("sign_method", &[::docwright_runtime::auth::recipe::Segment::Text("md5")]),
            (
                "sign",
                &[
                    ::docwright_runtime::auth::recipe::Segment::Value {
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
    reactions: &[],
};

pub(crate) static WECHAT_MP: ::docwright_runtime::auth::Recipe = ::docwright_runtime::auth::recipe::Recipe {
    title: "Sorted values",
    credentials: &[
        ::docwright_runtime::auth::recipe::Credential {
            name: "token",
            secret: true,
            required: true,
        },
    ],
    values: &[
        ("timestamp", ::docwright_runtime::auth::recipe::Fresh::Seconds),
        ("nonce", ::docwright_runtime::auth::recipe::Fresh::RandomDigits(9)),
    ],
    signatures: &[
        ::docwright_runtime::auth::recipe::Signature {
            name: "request",
            parts: &[
                (
                    "values",
                    ::docwright_runtime::auth::recipe::Part::Values {
                        values: &[
                            &[
                                ::docwright_runtime::auth::recipe::Segment::Value {
                                    name: "token",
                                    encoders: &[],
                                },
                            ],
                            &[
                                ::docwright_runtime::auth::recipe::Segment::Value {
                                    name: "timestamp",
                                    encoders: &[],
                                },
                            ],
                            &[
                                ::docwright_runtime::auth::recipe::Segment::Value {
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
                ::docwright_runtime::auth::recipe::Segment::Value {
                    name: "values",
                    encoders: &[],
                },
            ],
            digest: ::docwright_runtime::auth::recipe::Digest::Sha1,
            key: &[],
            output: &[::docwright_runtime::auth::recipe::Encoder::Hex],
        },
        ::docwright_runtime::auth::recipe::Signature {
            name: "message",
            parts: &[
                (
                    "values",
                    ::docwright_runtime::auth::recipe::Part::Values {
                        values: &[
                            &[
                                ::docwright_runtime::auth::recipe::Segment::Value {
                                    name: "token",
                                    encoders: &[],
                                },
                            ],
                            &[
                                ::docwright_runtime::auth::recipe::Segment::Value {
                                    name: "timestamp",
                                    encoders: &[],
                                },
                            ],
                            &[
                                ::docwright_runtime::auth::recipe::Segment::Value {
                                    name: "nonce",
                                    encoders: &[],
                                },
                            ],
                            &[
                                ::docwright_runtime::auth::recipe::Segment::Value {
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
                ::docwright_runtime::auth::recipe::Segment::Value {
                    name: "values",
                    encoders: &[],
                },
            ],
            digest: ::docwright_runtime::auth::recipe::Digest::Sha256,
            key: &[],
            output: &[::docwright_runtime::auth::recipe::Encoder::Hex],
        },
    ],
    request: ::docwright_runtime::auth::recipe::RequestRule {
        query_name: &[::docwright_runtime::auth::recipe::Encoder::Form],
        query_value: &[::docwright_runtime::auth::recipe::Encoder::Form],
        headers: &[],
        query: &[
            (
                "signature",
                &[
                    ::docwright_runtime::auth::recipe::Segment::Value {
                        name: "signature.request",
                        encoders: &[],
                    },
                ],
            ),
            (
                "timestamp",
                &[
                    ::docwright_runtime::auth::recipe::Segment::Value {
                        name: "timestamp",
                        encoders: &[],
                    },
                ],
            ),
            (
                "nonce",
                &[
                    ::docwright_runtime::auth::recipe::Segment::Value {
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
    reactions: &[],
};

pub(crate) static WECHAT_PAY_V2: ::docwright_runtime::auth::Recipe = ::docwright_runtime::auth::recipe::Recipe {
    title: "Key suffix",
    credentials: &[
        ::docwright_runtime::auth::recipe::Credential {
            name: "app_id",
            secret: false,
            required: true,
        },
        ::docwright_runtime::auth::recipe::Credential {
            name: "merchant_id",
            secret: false,
            required: true,
        },
        ::docwright_runtime::auth::recipe::Credential {
            name: "api_key",
            secret: true,
            required: true,
        },
    ],
    values: &[("nonce", ::docwright_runtime::auth::recipe::Fresh::RandomHex(32))],
    signatures: &[
        ::docwright_runtime::auth::recipe::Signature {
            name: "request",
            parts: &[
                (
                    "parameters",
                    ::docwright_runtime::auth::recipe::Part::Pairs(::docwright_runtime::auth::recipe::Pairs {
                        source: ::docwright_runtime::auth::recipe::Source::Parameters,
                        except: &["sign"],
                        skip_empty: true,
                        sort: ::docwright_runtime::auth::recipe::Sort::Name,
                        name: &[],
                        value: &[],
                        between: "=",
                        join: "&",
                    }),
                ),
            ],
            string: &[
                ::docwright_runtime::auth::recipe::Segment::Value {
                    name: "parameters",
                    encoders: &[],
                },
                ::docwright_runtime::auth::recipe::Segment::Text("&key="),
                ::docwright_runtime::auth::recipe::Segment::Value {
                    name: "api_key",
                    encoders: &[],
                },
            ],
            digest: ::docwright_runtime::auth::recipe::Digest::Md5,
            key: &[],
            output: &[
                ::docwright_runtime::auth::recipe::Encoder::Hex,
                ::docwright_runtime::auth::recipe::Encoder::Upper,
            ],
        },
        ::docwright_runtime::auth::recipe::Signature {
            name: "request_hmac",
            parts: &[
                (
                    "parameters",
                    ::docwright_runtime::auth::recipe::Part::Pairs(::docwright_runtime::auth::recipe::Pairs {
                        source: ::docwright_runtime::auth::recipe::Source::Parameters,
                        except: &["sign"],
                        skip_empty: true,
                        sort: ::docwright_runtime::auth::recipe::Sort::Name,
                        name: &[],
                        value: &[],
                        between: "=",
                        join: "&",
                    }),
                ),
            ],
            string: &[
                ::docwright_runtime::auth::recipe::Segment::Value {
                    name: "parameters",
                    encoders: &[],
                },
                ::docwright_runtime::auth::recipe::Segment::Text("&key="),
                ::docwright_runtime::auth::recipe::Segment::Value {
                    name: "api_key",
                    encoders: &[],
                },
            ],
            digest: ::docwright_runtime::auth::recipe::Digest::HmacSha256,
            key: &[
                ::docwright_runtime::auth::recipe::Segment::Value {
                    name: "api_key",
                    encoders: &[],
                },
            ],
            output: &[
                ::docwright_runtime::auth::recipe::Encoder::Hex,
                ::docwright_runtime::auth::recipe::Encoder::Upper,
            ],
        },
    ],
    request: ::docwright_runtime::auth::recipe::RequestRule {
        query_name: &[::docwright_runtime::auth::recipe::Encoder::Form],
        query_value: &[::docwright_runtime::auth::recipe::Encoder::Form],
        headers: &[],
        query: &[],
        body: &[
            (
                "appid",
                ::docwright_runtime::auth::recipe::Member::Text(
                    &[
                        ::docwright_runtime::auth::recipe::Segment::Value {
                            name: "app_id",
                            encoders: &[],
                        },
                    ],
                ),
            ),
            (
                "mch_id",
                ::docwright_runtime::auth::recipe::Member::Text(
                    &[
                        ::docwright_runtime::auth::recipe::Segment::Value {
                            name: "merchant_id",
                            encoders: &[],
                        },
                    ],
                ),
            ),
            (
                "nonce_str",
                ::docwright_runtime::auth::recipe::Member::Text(
                    &[
                        ::docwright_runtime::auth::recipe::Segment::Value {
                            name: "nonce",
                            encoders: &[],
                        },
                    ],
                ),
            ),
            (
                "sign",
                ::docwright_runtime::auth::recipe::Member::Text(
                    &[
                        ::docwright_runtime::auth::recipe::Segment::Value {
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
    reactions: &[],
};

pub(crate) static YOUZAN_PUSH: ::docwright_runtime::auth::Recipe = ::docwright_runtime::auth::recipe::Recipe {
    title: "Concatenation",
    credentials: &[
        ::docwright_runtime::auth::recipe::Credential {
            name: "client_id",
            secret: false,
            required: true,
        },
        ::docwright_runtime::auth::recipe::Credential {
            name: "client_secret",
            secret: true,
            required: true,
        },
    ],
    values: &[],
    signatures: &[
        ::docwright_runtime::auth::recipe::Signature {
            name: "request",
            parts: &[],
            string: &[
                ::docwright_runtime::auth::recipe::Segment::Value {
                    name: "client_id",
                    encoders: &[],
                },
                ::docwright_runtime::auth::recipe::Segment::Value {
                    name: "body",
                    encoders: &[],
                },
                ::docwright_runtime::auth::recipe::Segment::Value {
                    name: "client_secret",
                    encoders: &[],
                },
            ],
            digest: ::docwright_runtime::auth::recipe::Digest::Md5,
            key: &[],
            output: &[::docwright_runtime::auth::recipe::Encoder::Hex],
        },
    ],
    request: ::docwright_runtime::auth::recipe::RequestRule {
        query_name: &[::docwright_runtime::auth::recipe::Encoder::Form],
        query_value: &[::docwright_runtime::auth::recipe::Encoder::Form],
        headers: &[
            (
                "Client-Id",
                &[
                    ::docwright_runtime::auth::recipe::Segment::Value {
                        name: "client_id",
                        encoders: &[],
                    },
                ],
            ),
            (
                "Event-Sign",
                &[
                    ::docwright_runtime::auth::recipe::Segment::Value {
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
    reactions: &[],
};
