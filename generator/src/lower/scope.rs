//! Giving names: unique within a scope, the same as last time, and with a word to the person where a rule was not enough.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::{Mutex, PoisonError};

use indexmap::IndexMap;

use crate::finding::{Finding, rules};
use crate::ir::Identifier;
use crate::spec::did_you_mean;

/// The `rename` section of api.yaml, and which of its lines have been of use.
pub(super) struct Renames<'a> {
    lines: &'a IndexMap<String, String>,
    used: Mutex<BTreeSet<String>>,
    /// The keys that were asked for: what could be named.
    known: Mutex<BTreeSet<String>>,
}

impl<'a> Renames<'a> {
    pub(super) fn new(lines: &'a IndexMap<String, String>) -> Self {
        Self { lines, used: Mutex::default(), known: Mutex::default() }
    }

    /// The name that is asked for under any of these keys.
    pub(super) fn get(&self, keys: &[String]) -> Option<&'a str> {
        if self.lines.is_empty() {
            return None;
        }
        self.known.lock().unwrap_or_else(PoisonError::into_inner).extend(keys.iter().cloned());
        let (key, name) = keys.iter().find_map(|key| self.lines.get_key_value(key))?;
        self.used.lock().unwrap_or_else(PoisonError::into_inner).insert(key.clone());
        Some(name)
    }

    /// A correction that corrects nothing is a mistake.
    pub(super) fn check_all_used(&self, findings: &mut Vec<Finding>) {
        let used = self.used.lock().unwrap_or_else(PoisonError::into_inner);
        let known = self.known.lock().unwrap_or_else(PoisonError::into_inner);
        for key in self.lines.keys().filter(|key| !used.contains(*key)) {
            const HELP: &str = "take the line out of api.yaml, or correct the name on its left";
            findings.push(
                Finding::new(rules::UNUSED_RENAME, format!("`rename` names `{key}`, which is not there"))
                    .help(did_you_mean(key, known.iter().map(String::as_str), HELP))
                    .item(key.clone()),
            );
        }
    }
}

/// How words are joined, and with them a number.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Case {
    Snake,
    Camel,
}

/// Something that needs a name.
pub(super) struct Wanted {
    /// Where it is pinned; the first of them is its address in messages.
    pub(super) addresses: Vec<String>,
    /// What it is called in messages.
    pub(super) what: String,
    /// Names in order of preference; there is at least one.
    pub(super) candidates: Vec<String>,
    /// How many of them a person would expect: beyond them the choice is reported.
    pub(super) expected: usize,
    /// Whether the first is what stands on the wire, letter by letter; such a one comes before those that are only like
    /// it.
    pub(super) exact: bool,
}

/// The names of one operation.
pub(super) struct Names<'a> {
    /// The operation in addresses.
    pub(super) operation: &'a str,
    /// What it is called after all, by `rename` or because the other name was taken.
    pub(super) called: &'a str,
    /// The first, with its group.
    pub(super) qualified: &'a str,
    /// What docwright.lock has.
    pub(super) pinned: Option<&'a BTreeMap<String, String>>,
    /// What api.yaml demands.
    pub(super) renames: &'a Renames<'a>,
    /// What was given, for docwright.lock.
    pub(super) given: BTreeMap<String, String>,
    /// What there is to say.
    pub(super) findings: Vec<Finding>,
}

impl Names<'_> {
    /// Names everything in a scope whose `reserved` names are taken. What api.yaml demands comes first, then what was
    /// given before, then the rest in order.
    pub(super) fn assign(&mut self, case: Case, reserved: &[&str], wanted: &[Wanted]) -> Vec<Identifier> {
        let mut taken: BTreeSet<String> = reserved.iter().map(|&name| name.to_owned()).collect();
        let mut names: Vec<Option<String>> = vec![None; wanted.len()];
        for (name, wanted) in names.iter_mut().zip(wanted) {
            *name = self.demanded(wanted).filter(|name| taken.insert(name.clone()));
        }
        for (name, wanted) in names.iter_mut().zip(wanted) {
            if name.is_none() {
                *name = self.pinned(wanted).filter(|name| taken.insert(name.clone()));
            }
        }
        for exact in [true, false] {
            for (name, wanted) in names.iter_mut().zip(wanted).filter(|(_, wanted)| wanted.exact == exact) {
                if name.is_none() {
                    *name = Some(self.chosen(case, wanted, &mut taken));
                }
            }
        }
        names.into_iter().flatten().zip(wanted).map(|(name, wanted)| self.give(&name, wanted)).collect()
    }

    fn demanded(&self, wanted: &Wanted) -> Option<String> {
        let operations = [self.qualified, self.operation, self.called];
        let keys =
            wanted.addresses.iter().flat_map(|address| operations.map(|operation| format!("{operation}.{address}")));
        let keys: Vec<String> = keys.collect();
        let name = self.renames.get(&keys)?;
        let name = Identifier::new(name).to_string();
        Some(if super::names::is_keyword(&name) { format!("{name}_") } else { name })
    }

    fn pinned(&self, wanted: &Wanted) -> Option<String> {
        let pinned = self.pinned?;
        let name = wanted.addresses.iter().find_map(|address| pinned.get(address))?;
        // A lock that somebody edited must not smuggle anything in.
        (Identifier::new(name).as_str() == name && !super::names::is_keyword(name)).then(|| name.clone())
    }

    fn chosen(&mut self, case: Case, wanted: &Wanted, taken: &mut BTreeSet<String>) -> String {
        let free = wanted.candidates.iter().position(|name| !taken.contains(name));
        let name = match free {
            Some(index) => wanted.candidates[index].clone(),
            None => numbered(case, wanted.candidates.last().map_or("unnamed", String::as_str), taken),
        };
        if free.is_none_or(|index| index >= wanted.expected) {
            self.report(wanted, &name);
        }
        taken.insert(name.clone());
        name
    }

    fn report(&mut self, wanted: &Wanted, name: &str) {
        let address = wanted.addresses.first().map_or("", String::as_str);
        let item = format!("{}.{address}", self.operation);
        let message = format!(
            "{} cannot be called `{}` because that is taken; it is called `{name}`",
            wanted.what, wanted.candidates[0]
        );
        let help = rename_line(&item, name);
        self.findings.push(Finding::new(rules::NAME_TAKEN, message).help(help).item(item));
    }

    fn give(&mut self, name: &str, wanted: &Wanted) -> Identifier {
        for address in &wanted.addresses {
            self.given.insert(address.clone(), name.to_owned());
        }
        Identifier::new(name)
    }
}

/// What to write in api.yaml to choose a name.
pub(super) fn rename_line(key: &str, name: &str) -> String {
    let key = crate::spec::Value::String(key.to_owned()).to_json();
    format!("to choose another name, write in api.yaml: `rename: {{{key}: {name}}}`")
}

/// The name with the first number, from 2, that is free.
pub(super) fn numbered(case: Case, name: &str, taken: &BTreeSet<String>) -> String {
    let joint = if case == Case::Snake && !name.ends_with('_') { "_" } else { "" };
    (2_u32..).map(|number| format!("{name}{joint}{number}")).find(|name| !taken.contains(name)).unwrap_or_default()
}
