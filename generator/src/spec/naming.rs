//! How operations are called: a rule of the specification, so that readers and writers agree.

use heck::ToSnakeCase;

use super::Method;

/// Verbs that already say what an operation does; a segment that begins with one gets no second. Words that are nouns as
/// often (`order`, `print`, `list`, `check`) are left out.
const VERBS: &[&str] = &[
    "add", "cancel", "confirm", "create", "delete", "disable", "download", "enable", "export", "fetch", "find",
    "generate", "get", "import", "insert", "modify", "push", "put", "query", "receive", "refresh", "register",
    "remove", "save", "search", "send", "submit", "unaudit", "update", "upload", "verify",
];

/// The name of an operation and of its group: the method, then the last segment of the path; the segment before, or the
/// only one there is.
///
/// A parameter in the path (`{id}`, `:id`) is no segment, and a version (`v1`) is no group. A segment that begins with the method, or whose first word is
/// a verb and which has several words, gets no second verb.
///
/// ```
/// use docwright::spec::{Method, operation_name};
/// assert_eq!(operation_name(Method::Get, "/jdy/v2/ls/coupon_center"), ("get_coupon_center".into(), "ls".into()));
/// assert_eq!(
///     operation_name(Method::Post, "/paas/micro/member/getMemberAssets"),
///     ("get_member_assets".into(), "member".into()),
/// );
/// ```
#[must_use]
pub fn operation_name(method: Method, path: &str) -> (String, String) {
    let segments = path
        .split('?')
        .next()
        .unwrap_or_default()
        .split('/')
        .filter(|segment| !segment.is_empty() && !segment.starts_with(['{', ':', '<']))
        .map(ToSnakeCase::to_snake_case)
        .filter(|segment| !segment.is_empty())
        .collect::<Vec<_>>();
    let last = segments.last().map_or("root", String::as_str);
    let before = segments.split_last().map_or(&[][..], |(_, before)| before);
    let group = before.iter().rev().map(String::as_str).find(|segment| !is_version(segment)).unwrap_or(last);
    let method = method.as_str().to_ascii_lowercase();
    let first_word = last.split('_').next().unwrap_or_default();
    let has_verb = first_word == method || (last.contains('_') && VERBS.contains(&first_word));
    let name = if has_verb { last.to_owned() } else { format!("{method}_{last}") };
    (name, group.to_owned())
}

/// `v1`, `v2_1`: the version of an API, and no part of it.
fn is_version(segment: &str) -> bool {
    let numbers = segment.strip_prefix('v').unwrap_or_default();
    numbers.starts_with(|c: char| c.is_ascii_digit()) && numbers.chars().all(|c| c.is_ascii_digit() || c == '_')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_follow_method_and_path() {
        for (method, path, name, group) in [
            (Method::Post, "/jdy/v2/scm/sal_order", "post_sal_order", "scm"),
            (Method::Post, "/jdy/v2/bd/customer/delete", "post_delete", "customer"),
            (Method::Get, "/u/v1/user/list", "get_list", "user"),
            (Method::Get, "/users/{id}", "get_users", "users"),
            (Method::Get, "/v1/orders/{id}", "get_orders", "orders"),
            (Method::Get, "/api/v2.1/orders", "get_orders", "api"),
            (Method::Get, "/vendors/v1/list", "get_list", "vendors"),
            (Method::Put, "/g/v1/banners/7", "put_7", "banners"),
            (Method::Delete, "/", "delete_root", "root"),
        ] {
            assert_eq!(operation_name(method, path), (name.to_owned(), group.to_owned()), "{path}");
        }
    }
}
