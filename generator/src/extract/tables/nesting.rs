//! How deep a name is nested: marks in front of it (`--id`, `→id`, `» id`), the branches of a tree (`│ ├─ id`), or how
//! far it is indented.

use crate::document::Text;

use super::vocabulary::Vocabulary;

/// How much what stands in front of a name weighs, and the name. Deeper rows weigh more; by how much does not matter.
pub(super) fn read(cell: &Text, vocabulary: &Vocabulary) -> (usize, String) {
    let text = cell.plain.trim();
    let name = without_marks(text, vocabulary);
    let marks = &text[..text.len() - trimmed_start(text, vocabulary).len()];
    let weight = match marks.rfind(is_branch) {
        // Where the branch begins is how deep it is.
        Some(branch) => 1 + cell.indent + marks[..branch].chars().count(),
        None => match marks.chars().filter_map(|mark| vocabulary.nesting.get(&mark)).sum() {
            0 => cell.indent,
            weight => weight,
        },
    };
    (weight, name.to_owned())
}

/// A name without the marks in front of it, and without marks of emphasis.
pub(super) fn without_marks<'t>(text: &'t str, vocabulary: &Vocabulary) -> &'t str {
    trimmed_start(text.trim(), vocabulary).trim().trim_matches(['`', '*']).trim()
}

fn trimmed_start<'t>(text: &'t str, vocabulary: &Vocabulary) -> &'t str {
    let is_box = |c: char| matches!(c, '\u{2500}'..='\u{257f}');
    text.trim_start_matches(|c: char| c.is_whitespace() || is_box(c) || vocabulary.nesting.contains_key(&c))
}

/// The characters a branch of a tree begins with: `├`, `└`, and the same in bold, doubled or rounded.
fn is_branch(character: char) -> bool {
    matches!(character, '\u{2514}'..='\u{2523}' | '╘'..='╚' | '╞'..='╠' | '╰')
}
