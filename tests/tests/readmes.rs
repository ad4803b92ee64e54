//! Pages in two languages say the same: the same headings, code, tables, names and links, in the same order.

mod page;

use page::{Block, read, taken_apart, workspace};

/// A block without what is translated: comments, and the words of a drawing.
fn without_prose(block: &Block<'_>) -> Vec<String> {
    let is_drawing = block.lines.iter().any(|line| line.contains('►'));
    let code = |line: &&str| match block.info.split([' ', ',']).next().unwrap_or_default() {
        _ if is_drawing => words_with(line, &['/', '.', '►']),
        "rust" => before_comment(line, " //"),
        "sh" | "yaml" | "toml" => before_comment(line, " #"),
        _ => (*line).to_owned(),
    };
    block.lines.iter().map(code).collect()
}

fn words_with(line: &str, letters: &[char]) -> String {
    line.split_whitespace().filter(|word| word.contains(letters)).collect::<Vec<_>>().join(" ")
}

fn before_comment(line: &str, comment: &str) -> String {
    line.split(comment).next().unwrap_or_default().trim_end().to_owned()
}

/// What begins the lines that are no running text: headings, rows of tables, points of lists.
fn marks<'a>(prose: &[&'a str]) -> Vec<&'a str> {
    let first_words = prose.iter().filter_map(|line| line.split_whitespace().next());
    first_words.filter(|word| word.starts_with(['#', '|', '-'])).collect()
}

/// What is written as code in running text. Another language has another order of words.
fn names(prose: &str) -> Vec<&str> {
    let mut names: Vec<&str> = prose.split('`').skip(1).step_by(2).collect();
    names.sort_unstable();
    names
}

fn links(prose: &str) -> Vec<&str> {
    prose.split("](").skip(1).filter_map(|rest| rest.split_once(')')).map(|(link, _)| link).collect()
}

#[test]
fn both_languages_say_the_same() {
    for name in ["README", "docs/new-vendor"] {
        let (english, chinese) = (read(&format!("{name}.md")), read(&format!("{name}.zh-CN.md")));
        let ((blocks, prose), (translated, translation)) = (taken_apart(&english), taken_apart(&chinese));
        for (block, translated) in blocks.iter().zip(&translated) {
            assert_eq!(translated.info, block.info, "{name}");
            assert_eq!(without_prose(translated), without_prose(block), "{name}");
        }
        assert_eq!(translated.len(), blocks.len(), "{name}");
        assert_eq!(marks(&translation), marks(&prose), "{name}");
        let (prose, translation) = (prose.join("\n"), translation.join("\n"));
        assert_eq!(names(&translation), names(&prose), "{name}");
        // Each links to the other, and to pages in its own language where there are any.
        let places = |prose| links(prose).into_iter().map(|link| link.replace(".zh-CN", "")).collect::<Vec<_>>();
        assert_eq!(places(&translation), places(&prose), "{name}");
    }
}

#[test]
fn what_pages_link_to_is_there() {
    let guides = ["docs/new-vendor.md", "docs/new-vendor.zh-CN.md", "CONTRIBUTING.md", "ARCHITECTURE.md"];
    for name in ["README.md", "README.zh-CN.md"].into_iter().chain(guides) {
        let page = read(name);
        for link in links(&page).into_iter().filter(|link| !link.starts_with("http")) {
            assert!(workspace().join(name).with_file_name(link).exists(), "{name} links to {link}");
        }
    }
}
