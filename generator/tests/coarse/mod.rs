//! A second, coarse reading of enumerations in descriptions: a judge that shares nothing with the reader it judges.
//!
//! It knows four notations by a regular expression each and takes a description for an enumeration if one of them finds
//! two codes or more, all different. It misses notations that the reader knows and falls for some false friends, which
//! is why it is used as a yardstick with a tolerance and never as the truth about a single description.

use std::collections::BTreeSet;
use std::sync::LazyLock;

use regex::Regex;

static NOTATIONS: LazyLock<[Regex; 4]> = LazyLock::new(|| {
    [
        r#"(?:^|[^\d.~\-年月])([-－]?\d{1,3})\s*(?:[-－—:：/、=＝.．]|代表|表示|为|是|）|\))?\s*[“"']?[\p{Han}&&[^的或条个]]"#,
        r"(?:^|[^A-Za-z])([A-Z])\s*[:：=\-]\s*\p{Han}",
        r"(?:^|[^A-Za-z_])([a-z][a-z_]{2,})\s*[:：=\-]\s*\p{Han}",
        r#"\p{Han}+\s*[:：=\-]\s*[“"”]?([A-Za-z0-9]*)[”"“]?(?:[,，;；、)）\s。]|$)"#,
    ]
    .map(|pattern| Regex::new(pattern).expect("a pattern"))
});

/// The codes that the coarse reading finds; none if there are fewer than two or one stands twice.
pub(crate) fn codes(description: &str) -> BTreeSet<String> {
    let read = |notation: &Regex| {
        let mut found = Vec::new();
        let mut at = 0;
        // Matches may share the character between them, so each search begins behind the code of the last one.
        while let Some(code) = notation.captures_at(description, at).and_then(|captures| captures.get(1)) {
            found.push(code.as_str().replace('－', "-"));
            at = code.end().max(at + 1);
            while !description.is_char_boundary(at) {
                at += 1;
            }
            if at >= description.len() {
                break;
            }
        }
        let distinct = found.iter().cloned().collect::<BTreeSet<_>>();
        if distinct.len() >= 2 && distinct.len() == found.len() { distinct } else { BTreeSet::new() }
    };
    NOTATIONS.iter().map(read).max_by_key(BTreeSet::len).unwrap_or_default()
}

/// Whether every code of an enumeration stands in the description right beside a word of it, so that none is made up.
pub(crate) fn is_grounded(description: &str, pairs: &[(String, String)]) -> bool {
    let plain = |text: &str| text.chars().filter(|c| !c.is_whitespace()).collect::<String>();
    let description = plain(description);
    let stands = |(code, label): &(String, String)| {
        let (code, label) = (plain(code), plain(label));
        // Booleans and full-width digits are spelled in other ways on the page than in the specification.
        let is_spelled = description.to_lowercase().contains(&code.to_lowercase()) || code.is_empty();
        is_spelled && (label.is_empty() || description.contains(&label))
    };
    pairs.iter().filter(|pair| stands(pair)).count() * 10 >= pairs.len() * 9
}
