//! The two READMEs say the same: the same headings, code, tables, names and links, in the same order.

use std::fs;
use std::path::Path;

fn read(name: &str) -> String {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).parent().expect("a workspace");
    fs::read_to_string(root.join(name)).expect(name)
}

/// A block of code: its language, and its lines.
type Block = (String, Vec<String>);

/// What stands in for the language of a block that is a drawing.
const DRAWING: &str = "drawing";

/// The blocks of code and the lines between them.
fn taken_apart(text: &str) -> (Vec<Block>, Vec<String>) {
    let (mut blocks, mut prose) = (Vec::new(), Vec::new());
    let mut lines = text.lines();
    while let Some(line) = lines.next() {
        match line.trim_start().strip_prefix("```") {
            Some(language) => {
                let inside: Vec<&str> = lines.by_ref().take_while(|line| line.trim() != "```").collect();
                let is_drawing = inside.iter().any(|line| line.contains('►'));
                let language = if is_drawing { DRAWING } else { language };
                blocks.push((language.to_owned(), inside.iter().map(|line| without_prose(line, language)).collect()));
            }
            None => prose.push(line.to_owned()),
        }
    }
    (blocks, prose)
}

/// A line of code without what is translated: comments, and the words of a drawing.
fn without_prose(line: &str, language: &str) -> String {
    let comment = if language.starts_with("rust") { "// " } else { "# " };
    match language {
        DRAWING => line.split_whitespace().filter(|word| word.contains(['/', '.', '►'])).collect::<Vec<_>>().join(" "),
        // A comment on a line of its own names a file; the text of a tool is in one language.
        _ if line.starts_with(comment) || language == "text" => line.to_owned(),
        _ => line.split(comment).next().unwrap_or_default().trim_end().to_owned(),
    }
}

/// What stands between two delimiters, in order; for what need not be translated.
fn between<'a>(prose: &'a str, open: &str, close: &str) -> Vec<&'a str> {
    prose.split(open).skip(1).filter_map(|rest| rest.split_once(close)).map(|(inside, _)| inside).collect()
}

/// Every second piece is code.
fn code(prose: &str) -> Vec<&str> {
    let mut code: Vec<&str> = prose.split('`').skip(1).step_by(2).collect();
    // Another language has another order of words.
    code.sort_unstable();
    code
}

#[test]
fn both_languages_say_the_same() {
    let (english, chinese) = (read("README.md"), read("README.zh-CN.md"));
    let (blocks, prose) = taken_apart(&english);
    let (translated, translation) = taken_apart(&chinese);
    assert_eq!(translated, blocks);

    let kinds = |lines: &[String]| -> Vec<String> {
        let kind = |line: &String| {
            line.split_whitespace().next().filter(|mark| mark.starts_with(['#', '|', '-'])).map(str::to_owned)
        };
        lines.iter().filter_map(kind).collect()
    };
    assert_eq!(kinds(&translation), kinds(&prose), "headings, rows of tables and points of lists");

    let (prose, translation) = (prose.join("\n"), translation.join("\n"));
    assert_eq!(code(&translation), code(&prose));
    let links =
        |text| between(text, "](", ")").into_iter().filter(|link| !link.starts_with("README")).collect::<Vec<_>>();
    assert_eq!(links(&translation), links(&prose));
    assert!(english.contains("](README.zh-CN.md)") && chinese.contains("](README.md)"));
}

#[test]
fn what_the_readmes_link_to_is_there() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).parent().expect("a workspace");
    for name in ["README.md", "README.zh-CN.md", "docs/new-vendor.md", "CONTRIBUTING.md", "ARCHITECTURE.md"] {
        let text = read(name);
        let folder = root.join(name);
        for link in between(&text, "](", ")").into_iter().filter(|link| !link.starts_with("http")) {
            assert!(folder.with_file_name(link).exists(), "{name} links to {link}");
        }
    }
}
