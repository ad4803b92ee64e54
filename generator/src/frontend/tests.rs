//! What the frontends read.

use super::*;
use crate::document::Block;

fn outline(path: &str, text: &str) -> Vec<String> {
    let (document, _) = read(path, text.as_bytes()).expect("readable");
    document.blocks.iter().map(describe).collect()
}

fn describe(block: &Block) -> String {
    let row = |row: &crate::document::Row| {
        row.cells.iter().map(|cell| cell.text.plain.replace('\n', "⏎")).collect::<Vec<_>>().join("|")
    };
    match block {
        Block::FrontMatter { key, value, .. } => format!("{key}={value}"),
        Block::Heading { level, text, .. } => format!("h{level} {}", text.plain),
        Block::Paragraph { text, .. } => format!("p{} {}", if text.strong { "*" } else { "" }, text.plain),
        Block::ListItem { depth, text, .. } => format!("li{depth} {}", text.plain),
        Block::Code { language, code, .. } => format!("code {language} {}", code.trim()),
        Block::Line { indent, text, .. } => format!("{indent} {text}"),
        Block::Table(table) => table.header.iter().chain(&table.rows).map(row).collect::<Vec<_>>().join(" / "),
    }
}

#[test]
fn the_same_page_in_three_renderings() {
    let markdown = "### 基本信息\n- 用途：甲\n- 方式：GET\n\n**Data**\n| a | b |\n| --- | --- |\n| x\\_y | List <Row>\n| 1 | 2 |\n";
    let rendered = "### []()基本信息\n\n-   用途：甲\n\n-   方式：GET\n\n**Data**\n\n| a | b |\n| --- | --- |\n| x_y | List <Row> |\n| 1 | 2 |\n";
    let html = "<h3><a id=\"_0\"></a>基本信息</h3>\n<ul>\n<li>用途：甲</li>\n<li>方式：GET</li>\n</ul>\n<p><strong>Data</strong></p>\n<table><thead><tr><th>a</th><th>b</th></tr></thead><tbody><tr><td>x_y</td><td>List &lt;Row&gt;</td></tr><tr><td>1</td><td>2</td></tr></tbody></table>";
    let expected = ["h3 基本信息", "li0 用途：甲", "li0 方式：GET", "p* Data", "a|b / x_y|List <Row> / 1|2"];
    assert_eq!(outline("a.md", markdown), expected);
    assert_eq!(outline("a.md", rendered), expected);
    assert_eq!(outline("a.html", html), expected);
}

#[test]
fn rows_keep_the_cells_that_were_written() {
    let text = "| a | b | c |\n| --- | --- | --- |\n| 1 | 2\n| 1 | 2 | 3 | 4 |\n| 1 | x \\| y | 3 |\nwords\n";
    assert_eq!(outline("a.md", text), ["a|b|c / 1|2 / 1|2|3|4 / 1|x | y|3 / words"]);
}

#[test]
fn a_fence_around_a_page_is_none() {
    let text = "chrome\n```\n### A\n| a | b |\n| --- | --- |\n| 1 | 2 |\n```txt\ncurl\n```\n### B\n```\n{}\n```\n```\n### A\n| a | b |\n| --- | --- |\n";
    let expected = ["p chrome", "h3 A", "a|b / 1|2", "code txt curl", "h3 B", "code  {}", "h3 A", "a|b"];
    assert_eq!(outline("a.md", text), expected);
}

#[test]
fn spans_of_cells_are_laid_out_on_a_grid() {
    let text =
        "<table><tr><td rowspan=2>a</td><td>b</td></tr><tr><td>c</td></tr><tr><td colspan=2>d<br>e</td></tr></table>";
    assert_eq!(outline("a.html", text), ["a|b / a|c / d⏎e|"]);
}

#[test]
fn front_matter_is_read_key_by_key() {
    let text = "---\ntitle: \"标题\"\nmodule: [\"a\", \"b\"]\ntags:\n- x\n- y\n---\n# T\n";
    assert_eq!(outline("a.md", text), ["title=标题", "module=a, b", "tags=x, y", "h1 T"]);
}

#[test]
fn other_encodings_are_decoded_and_told() {
    let (gbk, _, _) = encoding_rs::GBK.encode("# 标题\n\n状态\n");
    let (document, findings) = read("a.md", &gbk).expect("readable");
    assert_eq!(describe(&document.blocks[0]), "h1 标题");
    assert_eq!(findings[0].rule, rules::NOT_UTF8);
    let (document, findings) = read("a.md", "\u{feff}# 标题\n".as_bytes()).expect("readable");
    assert_eq!((describe(&document.blocks[0]).as_str(), findings.len()), ("h1 标题", 0));
    assert_eq!(read("a.md", b"\x89PNG\r\n\x1a\n\0\0\0").expect_err("binary").rule, rules::BINARY_FILE);
    assert_eq!(read("a.md", b" \n").expect_err("empty").rule, rules::EMPTY_FILE);
}

#[test]
fn hostile_pages_are_read_or_told() {
    for text in [
        "<div>".repeat(100_000),
        format!("<table>{}", "<tr><td rowspan=99999 colspan=99999>x".repeat(2_000)),
        ">".repeat(50_000),
        "- ".repeat(20_000),
        "[".repeat(50_000),
        format!("```\n{}", "x\n".repeat(50_000)),
        "| a | b |\n| --- | --- |\n".repeat(2_000),
        "*_".repeat(20_000),
    ] {
        for path in ["a.md", "a.html"] {
            let (document, _) = read(path, format!("# h\n{text}").as_bytes()).expect("readable");
            assert!(!document.units.is_empty());
        }
    }
}
