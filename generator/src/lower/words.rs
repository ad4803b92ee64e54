//! From any text to words of letters and digits that Rust takes in identifiers without a warning.

use pinyin::ToPinyin;

use crate::spec::Identifiers;

/// The text as words with a space between them, ready for a change of case: 汉字 spelled in pinyin or kept, full-width
/// letters narrowed, everything that is neither letter nor digit a separator.
pub(super) fn words(text: &str, identifiers: Identifiers) -> String {
    let mut words = String::with_capacity(text.len());
    for c in text.chars().map(narrow) {
        match class(c) {
            Class::Plain => words.push(c),
            Class::Separator => words.push(' '),
            Class::Han if identifiers == Identifiers::Native => words.push(c),
            Class::Han => push_word(&mut words, &spelled(c)),
            Class::Foreign => push_word(&mut words, &by_number(c)),
        }
    }
    words
}

enum Class {
    Plain,
    Separator,
    Han,
    Foreign,
}

fn class(c: char) -> Class {
    match c {
        '\u{4e00}'..='\u{9fff}' => Class::Han,
        _ if c.is_ascii_alphanumeric() => Class::Plain,
        // Latin letters with marks are as good as ASCII; other scripts draw warnings about look-alikes.
        '\u{c0}'..='\u{17e}'
            if c.is_alphabetic() && !matches!(c, '\u{132}' | '\u{133}' | '\u{13f}' | '\u{140}' | '\u{149}') =>
        {
            Class::Plain
        }
        _ if c.is_alphanumeric() => Class::Foreign,
        _ => Class::Separator,
    }
}

/// Full-width ASCII as plain ASCII.
fn narrow(c: char) -> char {
    match c {
        '\u{ff01}'..='\u{ff5e}' => char::from_u32(u32::from(c) - 0xfee0).unwrap_or(c),
        _ => c,
    }
}

fn push_word(words: &mut String, word: &str) {
    words.push(' ');
    words.push_str(word);
    words.push(' ');
}

fn spelled(c: char) -> String {
    let plain = c.to_pinyin().map(|pinyin| pinyin.plain().replace('ü', "v")).unwrap_or_default();
    if !plain.is_empty() && plain.chars().all(|c| c.is_ascii_alphabetic()) { plain } else { by_number(c) }
}

fn by_number(c: char) -> String {
    format!("u{:x}", u32::from(c))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_text_becomes_words() {
        let cases = [
            ("名称", " ming  cheng ", "名称"),
            ("绿色", " lv  se ", "绿色"),
            ("user-name", "user name", "user name"),
            ("ＩＤ（１）", "ID 1 ", "ID 1 "),
            ("имя", " u438  u43c  u44f ", " u438  u43c  u44f "),
            ("*/", "  ", "  "),
            ("é", "é", "é"),
        ];
        for (text, pinyin, native) in cases {
            assert_eq!(words(text, Identifiers::Pinyin), pinyin, "{text}");
            assert_eq!(words(text, Identifiers::Native), native, "{text}");
        }
    }
}
