//! Foreign prose as documentation comments: shown as it was written, and nothing else.
//!
//! Nothing of it may be read as Markdown, HTML, a link, or a code block (which rustdoc would compile as a test); no
//! character in it may confuse the compiler.

use crate::ir::{Docs, Piece};

/// The lines of a documentation comment, each without the `///`; empty ones between paragraphs.
pub(super) fn doc_lines(docs: &Docs) -> Vec<String> {
    let mut lines = Vec::new();
    for paragraph in &docs.0 {
        let paragraph = paragraph_lines(paragraph);
        if !lines.is_empty() && !paragraph.is_empty() {
            lines.push(String::new());
        }
        lines.extend(paragraph);
    }
    lines
}

fn paragraph_lines(pieces: &[Piece]) -> Vec<String> {
    let mut text = String::new();
    for piece in pieces {
        match piece {
            Piece::Text(words) => push_prose(&mut text, &visible(words)),
            Piece::Code(words) => push_code(&mut text, &visible(words)),
        }
    }
    let mut lines: Vec<String> = text
        .lines()
        .map(str::trim)
        .filter(|line| !line.is_empty())
        .map(|line| format!(" {}", without_block(line)))
        .collect();
    // A backslash at the end of a line is a line break; without it the lines would flow together.
    if let Some((_, but_last)) = lines.split_last_mut() {
        but_last.iter_mut().for_each(|line| line.push('\\'));
    }
    lines
}

/// The text without characters that are not seen: those that turn the direction of writing make rustc refuse the file.
fn visible(text: &str) -> String {
    let shown = |c: char| match c {
        '\u{2028}' | '\u{2029}' | '\u{85}' | '\u{b}' | '\u{c}' => Some('\n'),
        '\t' | '\u{a0}' => Some(' '),
        '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{2069}' | '\u{61c}' | '\u{feff}' => None,
        '\n' => Some('\n'),
        _ if c.is_control() => None,
        _ => Some(c),
    };
    text.chars().filter_map(shown).collect()
}

fn push_prose(text: &mut String, words: &str) {
    let mut rest = words;
    while let Some(start) = next_address(rest) {
        let end = start + address_length(&rest[start..]);
        push_escaped(text, &rest[..start]);
        text.push('<');
        text.push_str(&rest[start..end]);
        text.push('>');
        rest = &rest[end..];
    }
    push_escaped(text, rest);
}

/// Where the next web address begins that has something behind its scheme.
fn next_address(text: &str) -> Option<usize> {
    let starts = text.match_indices("http").map(|(start, _)| start);
    starts.into_iter().find(|&start| address_length(&text[start..]) > 0)
}

/// How long the address is that a text begins with; 0 if it begins with none.
fn address_length(text: &str) -> usize {
    let Some(scheme) = ["https://", "http://"].into_iter().find(|scheme| text.starts_with(scheme)) else { return 0 };
    let fits = |c: char| c.is_ascii_graphic() && !matches!(c, '<' | '>' | '"' | '`' | '\\' | '|' | '^' | '{' | '}');
    let end = text.find(|c| !fits(c)).unwrap_or(text.len());
    let address = text[..end].trim_end_matches(['.', ',', ';', ':', '!', '?', ')', '\'', '*', '_', ']']);
    if address.len() > scheme.len() { address.len() } else { 0 }
}

fn push_escaped(text: &mut String, words: &str) {
    let mut before = text.chars().next_back().unwrap_or(' ');
    let mut characters = words.chars().peekable();
    while let Some(c) = characters.next() {
        let inside_word = before.is_alphanumeric() && characters.peek().is_some_and(|next| next.is_alphanumeric());
        let special = match c {
            '\\' | '`' | '*' | '[' | ']' | '<' | '>' | '|' | '~' | '&' | '$' => true,
            '_' => !inside_word,
            _ => false,
        };
        if special {
            text.push('\\');
        }
        text.push(c);
        before = c;
    }
}

/// Words between backticks, more of them than the words have in a row.
fn push_code(text: &mut String, words: &str) {
    let words = words.replace('\n', " ");
    let words = words.trim();
    if words.is_empty() {
        text.push_str("`\"\"`");
        return;
    }
    let longest = words.split(|c| c != '`').map(str::len).max().unwrap_or_default();
    let fence = "`".repeat(longest + 1);
    let space = if longest > 0 { " " } else { "" };
    text.push_str(&format!("{fence}{space}{words}{space}{fence}"));
}

/// A line that begins no heading, list, rule, quotation or definition.
fn without_block(line: &str) -> String {
    let digits = line.find(|c: char| !c.is_ascii_digit()).unwrap_or(line.len());
    let (number, rest) = line.split_at(digits);
    let begins_block = |text: &str, marks: &[char]| text.starts_with(marks);
    if number.is_empty() && begins_block(rest, &['#', '+', '-', '=', ':'])
        || !number.is_empty() && begins_block(rest, &['.', ')'])
    {
        format!("{number}\\{rest}")
    } else {
        line.to_owned()
    }
}

#[cfg(test)]
mod tests {
    use proptest::strategy::Strategy;

    use super::*;

    fn prose(text: &str) -> String {
        doc_lines(&Docs(vec![vec![Piece::Text(text.to_owned())]])).join("\n")
    }

    #[test]
    fn prose_stays_prose() {
        let cases = [
            ("会员ID（注意不是卡号）", " 会员ID（注意不是卡号）"),
            ("page_size", " page_size"),
            ("_page_", " \\_page\\_"),
            ("\"]; fn main(){}//", " \"\\]; fn main(){}//"),
            ("*/ /*", " \\*/ /\\*"),
            ("```rust\nfn main() {}\n```", " \\`\\`\\`rust\\\n fn main() {}\\\n \\`\\`\\`"),
            ("    indented\n\tcode", " indented\\\n code"),
            ("{@link Foo}", " {@link Foo}"),
            ("[link](javascript:x)", " \\[link\\](javascript:x)"),
            ("<b>&lt;", " \\<b\\>\\&lt;"),
            ("见https://a.cn/x_y?z=1。完", " 见<https://a.cn/x_y?z=1>。完"),
            ("https:// http://", " https:// http://"),
            ("# title\n1. one\n- two\n===\n12) x", " \\# title\\\n 1\\. one\\\n \\- two\\\n \\===\\\n 12\\) x"),
            ("2.0", " 2\\.0"),
            ("a\u{202e}b\u{0}c\r\nd", " abc\\\n d"),
            ("\n\n", ""),
            ("ends with \\", " ends with \\\\"),
        ];
        for (text, expected) in cases {
            assert_eq!(prose(text), expected, "{text}");
        }
    }

    #[test]
    fn code_cannot_leave_its_backticks() {
        let code = |text: &str| doc_lines(&Docs(vec![vec![Piece::Code(text.to_owned())]])).join("\n");
        assert_eq!(code("a`b``c"), " ``` a`b``c ```");
        assert_eq!(code("a\nb"), " `a b`");
        assert_eq!(code(" "), " `\"\"`");
    }

    #[test]
    fn paragraphs_are_apart() {
        let docs =
            Docs(vec![vec![Piece::Text("a".into())], vec![], vec![Piece::Text("b".into()), Piece::Code("c".into())]]);
        assert_eq!(doc_lines(&docs), [" a", "", " b`c`"]);
    }

    /// Markdown as rustdoc reads it.
    fn events(markdown: &str) -> Vec<pulldown_cmark::Event<'_>> {
        use pulldown_cmark::Options;
        let options = Options::ENABLE_TABLES
            | Options::ENABLE_FOOTNOTES
            | Options::ENABLE_STRIKETHROUGH
            | Options::ENABLE_TASKLISTS
            | Options::ENABLE_SMART_PUNCTUATION;
        pulldown_cmark::Parser::new_ext(markdown, options).collect()
    }

    fn shown(text: &str) -> String {
        text.chars().filter(|c| !c.is_whitespace() && !"\"'“”‘’-–—….".contains(*c)).collect()
    }

    proptest::proptest! {
        /// Whatever the prose is made of, a reader sees it, letter by letter, and Markdown sees nothing but text.
        #[test]
        fn prose_is_only_text(
            pieces in proptest::collection::vec(proptest::prop_oneof![
                proptest::sample::select(vec![
                    "`", "```", "~~~", "\n", "\n\n", "    ", "\t", "*", "**", "_", "__", "[", "]", "(", ")", "[x]: y", "[^1]",
                    "<", ">", "<b>", "&lt;", "&", "#", "# ", "- ", "+ ", "1. ", "1) ", "---", "===", "|", "|-|-|", "\\", "!",
                    "https://a.cn/b", "http://", ":", "a", "名", "x_y", "~", "~~", "*/", "//", "\"", "'", "{", "}", "$", "=",
                    "- [ ] ", "\u{202e}", "\r", "\u{2028}", "www.a.cn", "a@b.cn", "<https://a.cn>", "  \n",
                ]).prop_map(str::to_owned),
                ".{0,5}",
            ], 0..12)
        ) {
            use pulldown_cmark::{Event, LinkType, Tag, TagEnd};
            let text = pieces.concat();
            let markdown = prose(&text).replace("\n ", "\n");
            let mut seen = String::new();
            for event in events(markdown.trim_start()) {
                match event {
                    Event::Text(text) => seen.push_str(&text),
                    Event::HardBreak | Event::Start(Tag::Paragraph) | Event::End(TagEnd::Paragraph | TagEnd::Link) => {}
                    Event::Start(Tag::Link { link_type: LinkType::Autolink, .. }) => {}
                    other => proptest::prop_assert!(false, "{other:?} from {text:?} by way of {markdown:?}"),
                }
            }
            proptest::prop_assert_eq!(shown(&seen), shown(&visible(&text)), "{:?}", markdown);
        }
    }
}
