//! What code can name of a generated client, taken from the Rust that is generated.

use std::collections::BTreeSet;

use docwright::codegen;
use docwright::lower::{Input, PinnedNames, lower};
use docwright::project::Project;
use docwright::spec::Operation;
use quote::ToTokens as _;
use syn::{Fields, ImplItem, Item, Visibility};

/// What code can name, and the names that were given, as docwright.lock keeps them.
pub(crate) struct Surface {
    found: BTreeSet<String>,
    names: PinnedNames,
}

impl Surface {
    pub(crate) fn of(project: &Project, operation: &Operation) -> Self {
        Self::with(project, operation, &PinnedNames::default())
    }

    fn with(project: &Project, operation: &Operation, pinned: &PinnedNames) -> Self {
        let lowered = lower(&Input {
            name: &project.name,
            specification: "specs",
            api: &project.api,
            recipe: project.recipe.as_ref(),
            operations: std::slice::from_ref(operation),
            pinned,
        });
        let file = syn::parse_file(&codegen::emit_build_script(&lowered.api)).expect("Rust");
        let mut found = BTreeSet::new();
        collect("", &file.items, &mut found);
        Self { found, names: lowered.names }
    }

    /// What of it the client of another reading does not have.
    pub(crate) fn lost(&self, project: &Project, new: &Operation) -> Vec<String> {
        self.found.difference(&Self::with(project, new, &self.names).found).cloned().collect()
    }
}

fn collect(path: &str, items: &[Item], found: &mut BTreeSet<String>) {
    for item in items {
        match item {
            Item::Mod(module) => {
                let inside = module.content.as_ref().map_or(&[][..], |(_, items)| items);
                collect(&format!("{path}::{}", module.ident), inside, found);
            }
            Item::Struct(item) => collect_struct(path, item, found),
            Item::Enum(item) => {
                found.extend(item.variants.iter().map(|variant| format!("{path}::{}::{}", item.ident, variant.ident)));
            }
            Item::Impl(item) => {
                let owner = item.self_ty.to_token_stream();
                let outputs = item.items.iter().filter_map(|item| match item {
                    ImplItem::Fn(method) if matches!(method.vis, Visibility::Public(_)) => {
                        Some(method.sig.to_token_stream().to_string())
                    }
                    ImplItem::Type(output) => Some(output.to_token_stream().to_string()),
                    _ => None,
                });
                found.extend(outputs.map(|signature| format!("{path}::{owner} {signature}")));
            }
            _ => {}
        }
    }
}

fn collect_struct(path: &str, item: &syn::ItemStruct, found: &mut BTreeSet<String>) {
    let Fields::Named(fields) = &item.fields else { return };
    let fields = fields.named.iter().map(|field| {
        let name = field.ident.as_ref().map(ToString::to_string).unwrap_or_default();
        format!("{path}::{}.{name}: {}", item.ident, field.ty.to_token_stream())
    });
    let fields = fields.collect::<BTreeSet<_>>();
    // A struct without a default is written down with all its fields: another field breaks that.
    let attributes = item.attrs.iter().map(|attribute| attribute.to_token_stream().to_string()).collect::<String>();
    if attributes.contains("Default") || attributes.contains("non_exhaustive") {
        found.extend(fields);
    } else {
        found.insert(fields.into_iter().collect::<Vec<_>>().join(", "));
    }
}
