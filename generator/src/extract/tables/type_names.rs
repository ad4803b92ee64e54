//! Names of types: where they stand, and what can be one.

use std::collections::HashSet;
use std::sync::LazyLock;

use regex::Regex;

use super::mend::Part;

/// The words in short cells, among which are the names of types.
pub(super) fn mentioned(parts: &[Part<'_>]) -> HashSet<String> {
    const LONGEST_TYPE: usize = 80;
    let mut mentioned = HashSet::new();
    for part in parts {
        let Part::Table(grid) = part else { continue };
        for cell in grid.rows.iter().flat_map(|row| &row.cells) {
            if cell.text.plain.len() <= LONGEST_TYPE {
                let words = cell.text.plain.split(|c: char| !(c.is_alphanumeric() || matches!(c, '_' | '-' | '.')));
                mentioned.extend(words.filter(|word| !word.is_empty()).map(str::to_owned));
            }
        }
    }
    mentioned
}

static STATUS: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"(?i)^(?:http\s*)?(?:状态码|status(?:\s*code)?)\s*[:：]?\s*([1-5])[0-9]{2}$").expect("a pattern")
});

/// `状态码：404`: whether the status that words name is one of calls that fail; `None` where they name none.
pub(super) fn names_error_status(text: &str) -> Option<bool> {
    let first = &STATUS.captures(text.trim())?[1];
    Some(matches!(first, "4" | "5"))
}

/// `Address object` names the type `Address`.
pub(super) fn in_heading(text: &str) -> &str {
    let text = text.trim();
    let ends = [" object", " Object", " 对象", "对象"];
    ends.iter().find_map(|end| text.strip_suffix(end)).unwrap_or(text)
}

/// `Row 说明：`, `Row：`: the type whose table words announce.
pub(super) fn announced(text: &str) -> Option<&str> {
    let words = text.trim().strip_suffix(['：', ':'])?.trim_end();
    let ends = ["参数说明", "字段说明", "对象说明", "数据结构", "说明", "结构", "对象", "object"];
    Some(ends.iter().find_map(|end| words.strip_suffix(end)).unwrap_or(words).trim_end())
}

/// Whether words can name a type: one word of letters.
pub(super) fn is_type_name(text: &str) -> bool {
    let text = text.trim();
    !text.is_empty()
        && text.len() <= 80
        && text.chars().all(|c| c.is_alphanumeric() || matches!(c, '_' | '-' | '.' | '<' | '>'))
}
