//! The tree of modules, written as files or as one text.

use std::collections::BTreeMap;

use super::docs::doc_lines;
use super::print::indented;
use crate::ir::{Docs, Identifier};

/// A module: what stands before it, in it, and below it.
pub(super) struct Module {
    pub(super) name: Identifier,
    /// The comment that its file begins with.
    pub(super) first_line: String,
    pub(super) docs: Docs,
    /// The feature without which it is left out, where there are features.
    pub(super) feature: Option<String>,
    /// A lint that does not hold for it.
    pub(super) allow: Option<&'static str>,
    /// Its items as text.
    pub(super) body: String,
    /// The items of its tests as text; there are none where there is one file.
    pub(super) tests: String,
    pub(super) children: Vec<Module>,
}

impl Module {
    /// A file a module, by path.
    pub(super) fn into_files(self) -> BTreeMap<String, String> {
        let mut files = BTreeMap::new();
        let folder = self.name.to_string();
        self.write_files(format!("{folder}/mod.rs"), &folder, &mut files);
        files
    }

    fn write_files(self, path: String, folder: &str, files: &mut BTreeMap<String, String>) {
        let mut text = format!("{}\n", self.first_line);
        text.extend(doc_lines(&self.docs).iter().map(|line| format!("//!{line}\n")));
        for (index, child) in self.children.iter().enumerate() {
            // Modules stand together, as people write them, unless one has attributes.
            if index == 0 || child.feature.is_some() || child.allow.is_some() {
                text.push('\n');
            }
            if let Some(feature) = &child.feature {
                text.push_str(&format!("#[cfg(feature = \"{feature}\")]\n"));
            }
            text.push_str(&child.allowance());
            text.push_str(&format!("pub mod {};\n", child.name));
        }
        if !self.tests.is_empty() {
            text.push_str("\n#[cfg(test)]\nmod tests;\n");
            let docs = "//! The documented examples: answers are decoded and written back, requests are put together.";
            files.insert(format!("{folder}/tests.rs"), format!("{}\n{docs}\n\n{}", self.first_line, self.tests));
        }
        text.push('\n');
        text.push_str(&self.body);
        files.insert(path, text);
        for child in self.children {
            let name = child.name.to_string();
            if child.children.is_empty() {
                child.write_files(format!("{folder}/{name}.rs"), folder, files);
            } else {
                let folder = format!("{folder}/{name}");
                child.write_files(format!("{folder}/mod.rs"), &folder, files);
            }
        }
    }

    /// One text to be included in a module: nothing in it speaks to the module around it.
    pub(super) fn into_one_file(self) -> String {
        let mut text = format!("{}\n\n{}", self.first_line, self.body);
        for child in self.children {
            text.push('\n');
            text.push_str(&child.into_inline());
        }
        text
    }

    fn into_inline(self) -> String {
        let mut text = String::new();
        text.extend(doc_lines(&self.docs).iter().map(|line| format!("///{line}\n")));
        text.push_str(&self.allowance());
        let mut inside = self.body;
        for child in self.children {
            inside.push('\n');
            inside.push_str(&child.into_inline());
        }
        text.push_str(&format!("pub mod {} {{\n{}}}\n", self.name, indented(&inside)));
        text
    }

    fn allowance(&self) -> String {
        self.allow.map(|lint| format!("#[allow({lint})]\n")).unwrap_or_default()
    }
}
