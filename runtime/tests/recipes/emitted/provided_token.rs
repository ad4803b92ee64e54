//! @generated from generator/recipes by the tests of generator/src/codegen/recipe.rs.

pub(crate) static RECIPE: ::docwright_runtime::auth::Recipe = {
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
