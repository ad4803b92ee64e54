//! The gateway's codes, and how it says them.

use crate::mock::answer::{Answer, object, text};
use crate::spec::Value;

/// The status of an answer that comes from the gateway, not from the application behind it.
const GATEWAY_STATUS: u16 = 519;

/// A required value is missing (the documents' 必填字段不能为空).
pub(super) const MISSING: &str = "1030002000";
/// A value has the wrong type or form (the documents' 类型不正确).
pub(super) const UNFIT: &str = "1030002001";
/// Something that is named does not exist (the documents' 不存在).
pub(super) const UNKNOWN: &str = "1030002003";
/// The authorisation's key or its signature is wrong (授权密钥校验失败).
pub(super) const WRONG_APP_KEY: &str = "1030002006";
/// Too many calls: an HTTP status rather than a code.
pub(super) const TOO_MANY: &str = "429";

/// Code, `description` and `description_cn` of what the gateway itself answers.
const GATEWAY: &[(&str, &str, &str)] = &[
    ("4001", "authentication type invalid", "认证类型无效"),
    ("4002", "client id is empty", "clientId为空"),
    ("4003", "client id is invalid", "clientId无效"),
    ("4004", "client secret is empty", "clientSecret为空"),
    ("4005", "client id and client secret do not match", "clientId与clientSecret不匹配"),
    ("4006", "timestamp is invalid", "时间戳无效"),
    ("4007", "sign headers are invalid", "签名头无效"),
    ("4008", "signature is invalid", "签名无效"),
    ("4009", "access token is empty", "访问令牌为空"),
    ("4010", "access token is invalid", "访问令牌无效"),
    ("4011", "access token has expired", "访问令牌已过期"),
    ("4012", "no permission", "没有权限"),
    ("5000", "internal error", "内部错误"),
    ("5001", "API not found", "API不存在"),
    ("5002", "method not allowed", "请求方法不允许"),
    ("5003", "service unavailable", "服务不可用"),
    ("5004", "service timed out", "服务超时"),
    ("5005", "request cancelled", "请求已取消"),
    ("5006", "circuit breaker open", "服务熔断"),
    ("5007", "service overloaded", "服务过载"),
];

/// The answer with that code: from the gateway with HTTP 519, from the application with HTTP 200.
pub(super) fn refusal(code: &str, detail: &str) -> Answer {
    if code == TOO_MANY {
        let body = object([("errcode", number(code)), ("description", text(format!("too many requests: {detail}")))]);
        return Answer::json(429, &body).header("retry-after", "60");
    }
    match GATEWAY.iter().find(|(known, _, _)| *known == code) {
        Some((_, english, chinese)) => Answer::json(
            GATEWAY_STATUS,
            &object([
                ("errcode", number(code)),
                ("description", text(format!("{english}: {detail}"))),
                ("description_cn", text(format!("{chinese}: {detail}"))),
            ]),
        ),
        None => Answer::json(200, &object([("errcode", number(code)), ("description", text(detail))])),
    }
}

/// A code as a number, if it is one.
pub(super) fn number(code: &str) -> Value {
    match code.parse::<i64>() {
        Ok(number) => Value::Number(number.to_string()),
        Err(_) => text(code),
    }
}
