//! The written lists of what the gateway looks at, in the order in which it looks.

use super::answers::{MISSING, TOO_MANY, UNFIT, UNKNOWN, WRONG_APP_KEY};
use super::{Gateway, signature};
use crate::mock::check::{Call, Check};
use crate::mock::documented;

/// How far a timestamp may be from the gateway's clock.
const FIVE_MINUTES: i64 = 5 * 60 * 1000;
/// The headers that the lists below check; documents name them too.
const OWN_HEADERS: &[&str] = &[
    "X-Api-ClientID",
    "X-Api-Auth-Version",
    "X-Api-TimeStamp",
    "X-Api-SignHeaders",
    "X-Api-Nonce",
    "X-Api-Signature",
    "app-token",
    "X-GW-Router-Addr",
];

/// Every call: it goes to a known method and is signed by a known application, now.
pub(super) const SIGNED: &[Check<Gateway>] = &[
    Check {
        name: "method",
        looks_at: "the method is the documented one",
        answer: "5002",
        test: |_, call| documented::method(call),
    },
    Check {
        name: "auth version",
        looks_at: "header X-Api-Auth-Version is 2.0",
        answer: "4001",
        test: |_, call| expect_header(call, "X-Api-Auth-Version", "2.0", |value| value == "2.0"),
    },
    Check {
        name: "client id given",
        looks_at: "header X-Api-ClientID is there",
        answer: "4002",
        test: |_, call| expect_header(call, "X-Api-ClientID", "the client id", |value| !value.is_empty()),
    },
    Check {
        name: "client id known",
        looks_at: "header X-Api-ClientID names the registered application",
        answer: "4003",
        test: |gateway, call| {
            let expected = &gateway.credentials.id;
            expect_header(call, "X-Api-ClientID", expected, |value| value == expected)
        },
    },
    Check {
        name: "timestamp",
        looks_at: "header X-Api-TimeStamp has milliseconds within 5 minutes of the server's clock",
        answer: "4006",
        test: |_, call| {
            let expected = format!("milliseconds within 5 minutes of {}", call.now);
            expect_header(call, "X-Api-TimeStamp", &expected, |value| {
                value.parse::<i64>().is_ok_and(|time| time.abs_diff(call.now) <= FIVE_MINUTES.unsigned_abs())
            })
        },
    },
    Check {
        name: "nonce",
        looks_at: "header X-Api-Nonce has a positive integer",
        answer: "4007",
        test: |_, call| {
            expect_header(call, "X-Api-Nonce", "a positive integer", |value| {
                value.bytes().all(|byte| byte.is_ascii_digit()) && value.parse::<u64>().is_ok_and(|nonce| nonce > 0)
            })
        },
    },
    Check {
        name: "sign headers",
        looks_at: "header X-Api-SignHeaders is X-Api-TimeStamp,X-Api-Nonce, in any order",
        answer: "4007",
        test: |_, call| {
            expect_header(call, "X-Api-SignHeaders", "X-Api-TimeStamp,X-Api-Nonce", |value| {
                let mut names: Vec<String> = value.split(',').map(|name| name.trim().to_ascii_lowercase()).collect();
                names.sort();
                names == ["x-api-nonce", "x-api-timestamp"]
            })
        },
    },
    Check {
        name: "signature",
        looks_at: "header X-Api-Signature is the signature of the request line as received, nonce and timestamp",
        answer: "4008",
        test: signature_is_right,
    },
];

/// Calls of documented operations: they carry a token that holds, and go where its account lives.
pub(super) const WITH_TOKEN: &[Check<Gateway>] = &[
    Check {
        name: "token given",
        looks_at: "header app-token is there",
        answer: "4009",
        test: |_, call| expect_header(call, "app-token", "a token", |value| !value.is_empty()),
    },
    Check {
        name: "token known",
        looks_at: "header app-token has a token that was issued here",
        answer: "4010",
        test: |gateway, call| match gateway.issued_to(call) {
            Some(_) => Ok(()),
            None => Err("header app-token: expected a token from kingdee_auth_token".to_owned()),
        },
    },
    Check {
        name: "token age",
        looks_at: "the token is younger than its lifetime",
        answer: "4011",
        test: |gateway, call| match gateway.issued_to(call) {
            Some(issued) if issued.expires <= call.now => Err("header app-token: expected a younger token".to_owned()),
            _ => Ok(()),
        },
    },
    Check {
        name: "authorisation",
        looks_at: "the token's account has not been revoked",
        answer: "4012",
        test: |gateway, call| match gateway.issued_to(call) {
            Some(issued) if !issued.account.valid => {
                Err(format!("expected a valid authorisation, that of {} was revoked", issued.account.id))
            }
            _ => Ok(()),
        },
    },
    Check {
        name: "router address",
        looks_at: "header X-GW-Router-Addr is the domain of the token's account",
        answer: "5001",
        test: |gateway, call| {
            let domain = gateway.issued_to(call).map(|issued| issued.account.domain).unwrap_or_default();
            expect_header(call, "X-GW-Router-Addr", &domain, |value| value == domain)
        },
    },
];

/// What the application behind the gateway says of the rest.
pub(super) const DOCUMENTED: &[Check<Gateway>] = &[
    Check {
        name: "body",
        looks_at: "the body can be read in the documented encoding",
        answer: UNFIT,
        test: |_, call| documented::body(call),
    },
    Check {
        name: "required",
        looks_at: "required headers, parameters and members are there",
        answer: MISSING,
        test: |_, call| documented::required(call, OWN_HEADERS),
    },
    Check {
        name: "types",
        looks_at: "types, lengths, limits and constants are the documented ones",
        answer: UNFIT,
        test: |_, call| documented::types(call, OWN_HEADERS),
    },
];

/// The list of authorised accounts.
pub(super) const AUTHORIZE: &[Check<Gateway>] = &[Check {
    name: "instance",
    looks_at: "outerInstanceId, if it is given, names a customer who authorised the application",
    answer: UNKNOWN,
    test: |gateway, call| {
        let instance = call.received.query_value("outerInstanceId");
        match gateway.tokens().accounts_of(instance.as_deref()).is_empty() {
            true => {
                let found = instance.map_or_else(|| "nothing".to_owned(), |instance| format!("{instance:?}"));
                Err(format!("outerInstanceId: expected a customer's instance, found {found}"))
            }
            false => Ok(()),
        }
    },
}];

/// The issue of tokens.
pub(super) const TOKEN: &[Check<Gateway>] = &[
    Check {
        name: "app key",
        looks_at: "app_key is one of the list of authorised accounts",
        answer: WRONG_APP_KEY,
        test: |gateway, call| match gateway.asked_account(call) {
            Some(_) => Ok(()),
            None => Err("授权密钥校验失败: app_key: expected one that push_app_authorize lists".to_owned()),
        },
    },
    Check {
        name: "app signature",
        looks_at: "app_signature is the signature of app_key with the appSecret of today",
        answer: WRONG_APP_KEY,
        test: app_signature_is_right,
    },
    Check {
        name: "account",
        looks_at: "the account that app_key is of has not been revoked",
        answer: "4012",
        test: |gateway, call| match gateway.asked_account(call) {
            Some(account) if !account.valid => {
                Err(format!("expected a valid authorisation, that of {} was revoked", account.id))
            }
            _ => Ok(()),
        },
    },
    Check {
        name: "token calls",
        looks_at: "the token endpoint is called no more often than it allows (no limit unless one is set)",
        answer: TOO_MANY,
        test: |gateway, call| match gateway.tokens().admit(call.now) {
            true => Ok(()),
            false => Err("expected fewer calls of kingdee_auth_token a minute".to_owned()),
        },
    },
];

fn signature_is_right(gateway: &Gateway, call: &Call<'_>) -> Result<(), String> {
    let received = call.received;
    let [nonce, timestamp, came] =
        ["X-Api-Nonce", "X-Api-TimeStamp", "X-Api-Signature"].map(|name| received.header(name).unwrap_or_default());
    let string = signature::string_to_sign(&received.method, &received.path, &received.query, &nonce, &timestamp);
    match signature::sign(&gateway.credentials.secret, &string) == came {
        true => Ok(()),
        false => Err(format!("header X-Api-Signature: expected the client secret's signature of {string:?}")),
    }
}

fn app_signature_is_right(gateway: &Gateway, call: &Call<'_>) -> Result<(), String> {
    let Some(account) = gateway.asked_account(call) else { return Ok(()) };
    let expected = signature::sign(&gateway.tokens().app_secret(&account, call.now), &account.app_key);
    match call.received.query_value("app_signature") == Some(expected) {
        true => Ok(()),
        false => Err(format!(
            "授权密钥校验失败: app_signature: expected the signature of {:?} with the appSecret that push_app_authorize \
             gives now",
            account.app_key
        )),
    }
}

fn expect_header(call: &Call<'_>, name: &str, expected: &str, holds: impl Fn(&str) -> bool) -> Result<(), String> {
    match call.received.header(name) {
        None => Err(format!("header {name}: expected {expected}, found nothing")),
        Some(value) if holds(&value) => Ok(()),
        Some(value) => Err(format!("header {name}: expected {expected}, found {value:?}")),
    }
}
