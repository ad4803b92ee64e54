//! From syntax to text. The printer leaves neither blank lines nor ordinary comments, so items are printed one by one and
//! joined.

use syn::Item;

/// The items with a blank line between them.
pub(super) fn print_items(items: &[Item]) -> String {
    items.iter().map(print_item).collect::<Vec<_>>().join("\n")
}

fn print_item(item: &Item) -> String {
    let file = syn::File { shebang: None, frontmatter: None, attrs: Vec::new(), items: vec![item.clone()] };
    prettyplease::unparse(&file)
}

/// A text one level deeper. No token of ours has a line break in it, so a line is never the inside of one.
pub(super) fn indented(text: &str) -> String {
    text.lines().map(|line| if line.is_empty() { "\n".to_owned() } else { format!("    {line}\n") }).collect()
}
