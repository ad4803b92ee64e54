//! Names by rule: from what travels on the wire to identifiers of Rust. Pure functions; what is taken already is the
//! business of `scope`.

use heck::{ToSnakeCase, ToUpperCamelCase};

use super::words::words;
use crate::spec::Identifiers;

/// The name of an operation whose own one is taken in its group: as many of the path's segments as asked for stand
/// before it.
pub(super) fn longer_operation_name(name: &str, path: &str, more: usize) -> String {
    let path = path.split(['?', '#']).next().unwrap_or_default();
    let segments: Vec<&str> =
        path.split('/').filter(|segment| !segment.is_empty() && !segment.starts_with('{')).collect();
    let before = segments.split_last().map_or(&[][..], |(_, before)| before);
    let from = before.len().saturating_sub(more);
    let (method, rest) = name.split_once('_').unwrap_or((name, ""));
    module_identifier(&format!("{method} {} {rest}", before[from..].join(" ")), Identifiers::Pinyin)
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
    "else", "enum", "extern", "false", "final", "fn", "for", "gen", "if", "impl", "in", "let", "loop", "macro",
    "match", "mod", "move", "mut", "override", "priv", "pub", "ref", "return", "self", "static", "struct", "super",
    "trait", "true", "try", "type", "typeof", "unsafe", "unsized", "use", "virtual", "where", "while", "yield",
];

/// Whether Windows keeps the name for a device.
fn is_device(name: &str) -> bool {
    matches!(name, "con" | "prn" | "aux" | "nul")
        || name
            .strip_prefix("com")
            .or_else(|| name.strip_prefix("lpt"))
            .is_some_and(|rest| rest.len() == 1 && rest.bytes().all(|byte| byte.is_ascii_digit()))
}

#[cfg(test)]
mod tests {
    use super::*;

    const PINYIN: Identifiers = Identifiers::Pinyin;

    #[test]
    fn a_taken_operation_name_gets_more_of_the_path() {
        assert_eq!(longer_operation_name("get_x", "/jdy/v2/ls/x", 1), "get_ls_x");
        assert_eq!(longer_operation_name("get_x", "/jdy/v2/ls/x", 9), "get_jdy_v2_ls_x");
        assert_eq!(longer_operation_name("ping", "/ping", 1), "ping");
        assert_eq!(module_identifier("../../x", PINYIN), "x");
        assert_eq!(module_identifier("aux", PINYIN), "aux_");
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
