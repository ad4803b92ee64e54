//! From syntax to text. The printer leaves neither blank lines nor ordinary comments, so items are printed one by one and
//! joined.

use proc_macro2::TokenStream;

/// Something that is printed by itself.
pub(super) enum Item {
    /// Rust of its own.
    Rust(Box<syn::Item>),
    /// A macro of the runtime with a list in it. It is printed an entry a line, so that a new field changes a line.
    Table(Table),
}

/// `name! { head { entries } tail }`.
pub(super) struct Table {
    /// The macro.
    pub(super) name: &'static str,
    /// What stands before the list.
    pub(super) head: TokenStream,
    /// The entries of the list.
    pub(super) entries: Vec<String>,
    /// What stands behind the list, if anything.
    pub(super) tail: String,
}

impl From<syn::Item> for Item {
    fn from(item: syn::Item) -> Self {
        Self::Rust(Box::new(item))
    }
}

/// The items with a blank line between them; `use`s stand together.
pub(super) fn print_items(items: Vec<Item>) -> String {
    let mut text = String::new();
    let mut after_use = false;
    for item in items {
        let is_use = matches!(&item, Item::Rust(item) if matches!(**item, syn::Item::Use(_)));
        let together = after_use && is_use;
        if !text.is_empty() && !together {
            text.push('\n');
        }
        text.push_str(&print_item(item));
        after_use = is_use;
    }
    text
}

fn print_item(item: Item) -> String {
    match item {
        Item::Rust(item) => {
            let file = syn::File { shebang: None, frontmatter: None, attrs: Vec::new(), items: vec![*item] };
            prettyplease::unparse(&file)
        }
        Item::Table(Table { name, head, entries, tail }) => {
            let entries: String = entries.iter().map(|entry| format!("        {entry},\n")).collect();
            format!("::docwright_runtime::{name}! {{\n    {head} {{\n{entries}    }}{tail}\n}}\n")
        }
    }
}

/// A text one level deeper. No token of ours has a line break in it, so a line is never the inside of one.
pub(super) fn indented(text: &str) -> String {
    text.lines().map(|line| if line.is_empty() { "\n".to_owned() } else { format!("    {line}\n") }).collect()
}
