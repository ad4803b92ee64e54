//! Names by rule: from what travels on the wire to identifiers of Rust. Pure functions; what is taken already is the
//! business of `scope`.

use heck::{ToSnakeCase, ToUpperCamelCase};

use super::words::words;
use crate::spec::{Identifiers, Method};

/// The name of an operation: the method, then the last segment of the path; no second verb where the segment begins
/// with one. It is the operation's module, and in camel case its struct.
///
/// ```
/// use docwright::{lower::names::operation_name, spec::Method};
/// assert_eq!(operation_name(Method::Get, "/jdy/v2/ls/coupon_center"), "get_coupon_center");
/// assert_eq!(operation_name(Method::Post, "/paas/micro/member/getMemberAssets"), "get_member_assets");
/// assert_eq!(operation_name(Method::Delete, "/users/{id}"), "delete_users_by_id");
/// ```
#[must_use]
pub fn operation_name(method: Method, path: &str) -> String {
    let segments = segments(path);
    let last = segments.last().copied().unwrap_or_default();
    named_after(method, last, trailing_parameters(path), &[])
}

/// The name of an operation whose short name is taken: as many of the segments before the last one as asked for
/// stand between the method and it.
pub(super) fn longer_operation_name(method: Method, path: &str, more: usize) -> String {
    let segments = segments(path);
    let (last, before) = segments.split_last().map_or(("", &[][..]), |(last, before)| (*last, before));
    let from = before.len().saturating_sub(more);
    named_after(method, last, trailing_parameters(path), &before[from..])
}

fn named_after(method: Method, last: &str, parameters: Vec<&str>, before: &[&str]) -> String {
    let last = spelled(last).to_snake_case();
    let verb = method.as_str().to_ascii_lowercase();
    let mut parts = Vec::new();
    if begins_with_verb(&last) && before.is_empty() {
        parts.push(last);
    } else {
        let last = last.strip_prefix(&format!("{verb}_")).unwrap_or(&last).to_owned();
        parts.push(verb);
        parts.extend(before.iter().map(|segment| spelled(segment).to_snake_case()));
        parts.push(last);
    }
    if !parameters.is_empty() {
        parts.push("by".to_owned());
        parts.extend(parameters.iter().map(|parameter| spelled(parameter).to_snake_case()));
    }
    parts.retain(|part| !part.is_empty());
    module_identifier(&parts.join("_"), Identifiers::Pinyin)
}

fn spelled(text: &str) -> String {
    words(text, Identifiers::Pinyin)
}

/// The group of an operation: the segment of the path before the last one; `root` where there is none.
///
/// ```
/// use docwright::lower::names::group_name;
/// assert_eq!(group_name("/jdy/v2/ls/coupon_center"), "ls");
/// assert_eq!(group_name("/ping"), "root");
/// ```
#[must_use]
pub fn group_name(path: &str) -> String {
    let segments = segments(path);
    let before_last = segments.len().checked_sub(2).map_or("root", |index| segments[index]);
    module_identifier(before_last, Identifiers::Pinyin)
}

/// The segments of a path that are no parameters.
fn segments(path: &str) -> Vec<&str> {
    let path = path.split(['?', '#']).next().unwrap_or_default();
    path.split('/').filter(|segment| !segment.is_empty() && !is_parameter(segment)).collect()
}

/// The parameters behind the last segment that is none.
fn trailing_parameters(path: &str) -> Vec<&str> {
    let path = path.split(['?', '#']).next().unwrap_or_default();
    let segments: Vec<&str> = path.split('/').filter(|segment| !segment.is_empty()).collect();
    let behind = segments.iter().rposition(|segment| !is_parameter(segment)).map_or(0, |index| index + 1);
    segments[behind..].iter().map(|segment| segment.trim_matches(['{', '}', ':'])).collect()
}

fn is_parameter(segment: &str) -> bool {
    (segment.starts_with('{') && segment.ends_with('}')) || segment.starts_with(':')
}

/// Words that are verbs wherever they begin the segment of a path; those that are nouns as well (order, label, report)
/// are not among them, since `order_detail` is a thing.
const VERBS: &[&str] = &[
    "activate", "add", "allocate", "apply", "approve", "audit", "batch_add", "batch_delete", "batch_get", "batch_query",
    "batch_save", "batch_update", "bind", "calculate", "cancel", "check", "close", "confirm", "consume", "count",
    "create", "deactivate", "del", "delete", "disable", "download", "edit", "enable", "export", "fetch", "find", "freeze",
    "generate", "get", "import", "insert", "is", "issue", "list", "load", "lock", "login", "logout", "modify", "notify",
    "open", "operate", "pull", "push", "put", "query", "read", "receive", "recharge", "redeem", "refresh", "refund",
    "register", "reject", "remove", "reset", "revoke", "save", "search", "select", "send", "set", "start", "stop",
    "submit", "sync", "unaudit", "unbind", "unfreeze", "unlock", "update", "upload", "verify", "write_off",
];

fn begins_with_verb(snake: &str) -> bool {
    VERBS.iter().any(|verb| snake.strip_prefix(verb).is_some_and(|rest| rest.is_empty() || rest.starts_with('_')))
}

/// The longest name that is given; the names of files have to fit every file system.
const MAX_CHARACTERS: usize = 60;

/// A field, a function or an argument.
pub(super) fn field_identifier(text: &str, identifiers: Identifiers) -> String {
    let snake = shortened(&words(text, identifiers).to_snake_case(), '_');
    match snake.chars().next() {
        None => "unnamed".to_owned(),
        Some(first) if first.is_ascii_digit() => format!("_{snake}"),
        Some(_) => safe(snake),
    }
}

/// A module, which is a file too.
pub(super) fn module_identifier(text: &str, identifiers: Identifiers) -> String {
    let name = field_identifier(text, identifiers);
    if is_device(&name) || name == "mod" { format!("{name}_") } else { name }
}

/// A struct or an enum.
pub(super) fn type_identifier(text: &str, identifiers: Identifiers) -> String {
    camel(text, identifiers, "Type")
}

/// A variant of an enumeration.
pub(super) fn variant_identifier(text: &str, identifiers: Identifiers) -> String {
    camel(text, identifiers, "Value")
}

fn camel(text: &str, identifiers: Identifiers, otherwise: &str) -> String {
    let camel = shortened(&words(text, identifiers).to_upper_camel_case(), char::MAX);
    match camel.chars().next() {
        None => otherwise.to_owned(),
        Some(first) if first.is_ascii_digit() => format!("{otherwise}{camel}"),
        Some(_) => safe(camel),
    }
}

/// Cuts a name that is too long, where a word ends if there is one.
fn shortened(name: &str, separator: char) -> String {
    let Some((cut, _)) = name.char_indices().nth(MAX_CHARACTERS) else { return name.to_owned() };
    let cut = &name[..cut];
    cut.rsplit_once(separator).map_or(cut, |(words, _)| words).to_owned()
}

/// What Rust keeps for itself gets a `_` behind it: `r#type` would do for some, but not for `self`, and one rule is
/// easier to remember than two.
fn safe(name: String) -> String {
    if is_keyword(&name) { format!("{name}_") } else { name }
}

/// Whether edition 2024 keeps the word for itself, everywhere or in some positions.
pub(super) fn is_keyword(name: &str) -> bool {
    KEYWORDS.binary_search(&name).is_ok()
}

/// In order of their bytes. Our own list, because syn takes `gen` for a name.
const KEYWORDS: &[&str] = &[
    "Self", "abstract", "as", "async", "await", "become", "box", "break", "const", "continue", "crate", "do", "dyn",
    "else", "enum", "extern", "false", "final", "fn", "for", "gen", "if", "impl", "in", "let", "loop", "macro", "match",
    "mod", "move", "mut", "override", "priv", "pub", "ref", "return", "self", "static", "struct", "super", "trait",
    "true", "try", "type", "typeof", "unsafe", "unsized", "use", "virtual", "where", "while", "yield",
];

/// Whether Windows keeps the name for a device.
fn is_device(name: &str) -> bool {
    matches!(name, "con" | "prn" | "aux" | "nul")
        || name.strip_prefix("com").or_else(|| name.strip_prefix("lpt")).is_some_and(|rest| {
            rest.len() == 1 && rest.bytes().all(|byte| byte.is_ascii_digit())
        })
}

#[cfg(test)]
mod tests {
    use super::*;

    const PINYIN: Identifiers = Identifiers::Pinyin;

    #[test]
    fn operations_are_named_after_method_and_last_segment() {
        let cases = [
            (Method::Get, "/jdy/v2/ls/coupon_center", "get_coupon_center", "ls"),
            (Method::Get, "/jdy/v2/ls/account_balance_info", "get_account_balance_info", "ls"),
            (Method::Post, "/jdy/v2/scm/sal_order", "post_sal_order", "scm"),
            (Method::Post, "/paas/micro/member/getMemberAssets", "get_member_assets", "member"),
            (Method::Post, "/jdyscm/barcode/queryBarcodeInfo", "query_barcode_info", "barcode"),
            (Method::Post, "/jdyscm/account/list", "list", "account"),
            (Method::Post, "/a/orderList", "post_order_list", "a"),
            (Method::Get, "/a/issued", "get_issued", "a"),
            (Method::Delete, "/shop/users/{id}", "delete_users_by_id", "shop"),
            (Method::Get, "/users/:userId/", "get_users_by_user_id", "root"),
            (Method::Get, "/", "get", "root"),
            (Method::Get, "", "get", "root"),
            (Method::Post, "/../../x", "post_x", "unnamed"),
            (Method::Get, "/a/会员", "get_hui_yuan", "a"),
            (Method::Get, "/type/aux?x=1", "get_aux", "type_"),
            (Method::Get, "/aux/x", "get_x", "aux_"),
        ];
        for (method, path, name, group) in cases {
            assert_eq!(operation_name(method, path), name, "{path}");
            assert_eq!(group_name(path), group, "{path}");
        }
        assert_eq!(longer_operation_name(Method::Get, "/jdy/v2/ls/x", 1), "get_ls_x");
        assert_eq!(longer_operation_name(Method::Get, "/jdy/v2/ls/getX", 9), "get_jdy_v2_ls_x");
    }

    #[test]
    fn any_field_name_becomes_an_identifier() {
        let cases = [
            ("member_id", "member_id"),
            ("memberId", "member_id"),
            ("X-Api-ClientID", "x_api_client_id"),
            ("type", "type_"),
            ("yield", "yield_"),
            ("gen", "gen_"),
            ("self", "self_"),
            ("Self", "self_"),
            ("crate", "crate_"),
            ("super", "super_"),
            ("_", "unnamed"),
            ("2fa", "_2fa"),
            ("user name", "user_name"),
            ("名称", "ming_cheng"),
            ("../../x", "x"),
            ("\"]; fn main(){}//", "fn_main"),
            ("", "unnamed"),
            ("page_data.page", "page_data_page"),
        ];
        for (text, expected) in cases {
            assert_eq!(field_identifier(text, PINYIN), expected, "{text}");
            syn::parse_str::<syn::Ident>(expected).expect(expected);
        }
        assert_eq!(field_identifier("名称", Identifiers::Native), "名称");
        assert!(field_identifier(&"长名称".repeat(500), PINYIN).len() <= MAX_CHARACTERS);
    }

    #[test]
    fn any_type_name_becomes_an_identifier() {
        let cases = [
            ("Row", "Row"),
            ("self", "Self_"),
            ("member_info", "MemberInfo"),
            ("2fa", "Type2fa"),
            ("结果", "JieGuo"),
            ("***", "Type"),
            ("Option", "Option"),
        ];
        for (text, expected) in cases {
            assert_eq!(type_identifier(text, PINYIN), expected, "{text}");
        }
        assert_eq!(variant_identifier("30天", PINYIN), "Value30Tian");
    }

    #[test]
    fn keywords_are_in_order_and_all_that_syn_knows_are_among_them() {
        assert!(KEYWORDS.is_sorted());
        for word in ["as", "try", "union", "auto", "dyn", "yield", "raw", "safe", "macro_rules", "static", "async"] {
            assert!(syn::parse_str::<syn::Ident>(word).is_ok() || is_keyword(word), "{word}");
        }
    }
}
