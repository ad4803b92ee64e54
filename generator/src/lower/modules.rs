//! The tree of modules: a group a module, an operation a module in it.

use std::collections::{BTreeMap, BTreeSet};

use indexmap::IndexMap;

use super::names::{longer_operation_name, module_identifier, type_identifier};
use super::pinned::PinnedNames;
use super::scope::{Case, Renames, numbered, rename_line};
use crate::finding::{Finding, rules};
use crate::ir::Identifier;
use crate::spec::{Identifiers, Operation};

/// What the module of an API and its client have besides the groups: each group is a module and a method of the client.
const RESERVED: &[&str] = &[
    "blocking",
    "builder",
    "call",
    "clone",
    "decrypt",
    "encrypt",
    "for_account",
    "from",
    "pages",
    "recipe",
    "send",
    "signing",
];

/// What a group has besides its operations: a struct, and two modules.
const OF_GROUPS: [&str; 3] = ["blocking", "calls", "tests"];

/// The operations in an order that does not depend on the one they came in, each method and path once.
pub(super) fn in_order<'a>(operations: &'a [Operation], findings: &mut Vec<Finding>) -> Vec<&'a Operation> {
    let mut sorted: Vec<&Operation> = operations.iter().collect();
    sorted.sort_by_cached_key(|operation| (operation.key(), operation.document.file.clone()));
    let mut seen = BTreeMap::new();
    sorted.retain(|operation| match seen.get(&operation.key()) {
        None => {
            seen.insert(operation.key(), operation.document.file.as_str());
            true
        }
        Some(first) => {
            let message = format!(
                "`{}` is documented in {first} and in {}; the first counts",
                operation.key(),
                operation.document.file
            );
            let help = "take one of the two documents out with a `!` pattern under `documents` in api.yaml";
            findings.push(Finding::new(rules::OPERATION_TWICE, message).help(help).item(operation.name.clone()));
            false
        }
    });
    sorted
}

/// The module of every group: what api.yaml says, then what it was, then what the path says.
pub(super) fn name_groups<'a>(
    operations: &[&'a Operation],
    groups: &IndexMap<String, String>,
    identifiers: Identifiers,
    pinned: &PinnedNames,
) -> BTreeMap<&'a str, Identifier> {
    let names: BTreeSet<&str> = operations.iter().map(|operation| operation.group.as_str()).collect();
    let mut modules: BTreeMap<&str, String> = BTreeMap::new();
    // Two groups may be given one name on purpose: then they share the module.
    for &name in &names {
        if let Some(module) = groups.get(name) {
            modules.insert(name, group_identifier(module, identifiers));
        }
    }
    let mut taken: BTreeSet<String> = modules.values().cloned().collect();
    for &name in &names {
        let before = pinned.groups.get(name);
        let before = before.filter(|module| group_identifier(module, Identifiers::Native) == **module);
        if let Some(module) = before
            && !modules.contains_key(name)
            && taken.insert(module.clone())
        {
            modules.insert(name, module.clone());
        }
    }
    for &name in &names {
        if !modules.contains_key(name) {
            let module = group_identifier(name, identifiers);
            let module = if taken.contains(&module) { numbered(Case::Snake, &module, &taken) } else { module };
            taken.insert(module.clone());
            modules.insert(name, module);
        }
    }
    modules.into_iter().map(|(name, module)| (name, Identifier::new(&module))).collect()
}

fn group_identifier(name: &str, identifiers: Identifiers) -> String {
    let module = module_identifier(name, identifiers);
    if RESERVED.contains(&module.as_str()) { format!("{module}_") } else { module }
}

/// The module of every operation, by its key; unique in its group, and so is the struct in camel case.
pub(super) fn name_operations(
    operations: &[&Operation],
    groups: &BTreeMap<&str, Identifier>,
    renames: &Renames<'_>,
    pinned: &PinnedNames,
    findings: &mut Vec<Finding>,
) -> BTreeMap<String, Identifier> {
    let mut taken = Taken::default();
    for group in groups.values() {
        for name in OF_GROUPS {
            taken.take(group, name);
        }
    }
    let mut modules: BTreeMap<String, String> = BTreeMap::new();
    let open = |modules: &BTreeMap<String, String>| {
        operations.iter().copied().filter(|operation| !modules.contains_key(&operation.key())).collect::<Vec<_>>()
    };
    for operation in open(&modules) {
        let Some(name) = renames.get(&rename_keys(operation)) else { continue };
        let name = module_identifier(name, Identifiers::Native);
        if taken.take(&groups[operation.group.as_str()], &name) {
            modules.insert(operation.key(), name);
        }
    }
    for operation in open(&modules) {
        let name = pinned.operation(&operation.key()).and_then(|names| names.get(""));
        let Some(name) = name.filter(|name| module_identifier(name, Identifiers::Native) == **name) else { continue };
        if taken.take(&groups[operation.group.as_str()], name) {
            modules.insert(operation.key(), name.clone());
        }
    }
    for operation in open(&modules) {
        let (name, short) = taken.first_free(&groups[operation.group.as_str()], operation);
        if name != short {
            findings.push(taken_name(operation, &short, &name));
        }
        modules.insert(operation.key(), name);
    }
    modules.into_iter().map(|(key, module)| (key, Identifier::new(&module))).collect()
}

/// What `rename` in api.yaml may call an operation: with its group, or without.
pub(super) fn rename_keys(operation: &Operation) -> [String; 2] {
    [format!("{}/{}", operation.group, operation.name), operation.name.clone()]
}

/// The struct of an operation in a module of that name.
pub(super) fn struct_name(module: &Identifier) -> Identifier {
    let name = type_identifier(module.as_str(), Identifiers::Native);
    // Without letters of two cases the module and its struct would share a name.
    Identifier::new(&if name == module.as_str() { format!("{name}Operation") } else { name })
}

/// What is taken in each module: names of structs, since two modules may give one struct (`a_1`, `a1`).
#[derive(Default)]
struct Taken(BTreeSet<(Identifier, Identifier)>);

impl Taken {
    fn take(&mut self, group: &Identifier, module: &str) -> bool {
        self.0.insert((group.clone(), struct_name(&Identifier::new(module))))
    }

    fn first_free(&mut self, group: &Identifier, operation: &Operation) -> (String, String) {
        let short = module_identifier(&operation.name, Identifiers::Native);
        let longer =
            (1..=operation.path.matches('/').count()).map(|more| longer_operation_name(&short, &operation.path, more));
        let numbered = (2_u32..).map(|number| format!("{short}_{number}"));
        let name = std::iter::once(short.clone()).chain(longer).chain(numbered).find(|name| self.take(group, name));
        (name.unwrap_or_else(|| short.clone()), short)
    }
}

fn taken_name(operation: &Operation, short: &str, name: &str) -> Finding {
    let key = &rename_keys(operation)[0];
    let message = format!(
        "`{}` cannot be called `{short}` because another operation of its group is; it is called `{name}`",
        operation.key()
    );
    Finding::new(rules::OPERATION_NAME_CLASH, message).help(rename_line(key, name)).item(operation.name.clone())
}
