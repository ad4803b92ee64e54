//! Types that hold themselves: somewhere on the way round there has to be a box.

use std::collections::{BTreeMap, BTreeSet};

use crate::spec::{Type, Types};

/// The types that hold themselves, by way of others or not, each with the number of its cycle. Lists and maps end a
/// cycle: what they hold is stored elsewhere.
pub(super) struct Cycles<'a>(BTreeMap<&'a str, usize>);

impl<'a> Cycles<'a> {
    /// Finds them.
    pub(super) fn of(types: &'a Types) -> Self {
        let reach: BTreeMap<&str, BTreeSet<&str>> =
            types.keys().map(|name| (name.as_str(), reachable(types, name))).collect();
        let mut cycles: BTreeMap<&str, usize> = BTreeMap::new();
        for (index, name) in types.keys().enumerate() {
            if cycles.contains_key(name.as_str()) || !reach[name.as_str()].contains(name.as_str()) {
                continue;
            }
            let members = reach[name.as_str()].iter().filter(|other| reach[*other].contains(name.as_str()));
            cycles.extend(members.map(|&member| (member, index)));
        }
        Self(cycles)
    }

    /// Whether a field of one type that holds the other lies on a cycle.
    pub(super) fn join(&self, owner: &str, held: &str) -> bool {
        self.0.get(owner).is_some_and(|cycle| self.0.get(held) == Some(cycle))
    }
}

fn reachable<'a>(types: &'a Types, from: &str) -> BTreeSet<&'a str> {
    let mut seen = BTreeSet::new();
    let mut open = vec![from];
    while let Some(name) = open.pop() {
        for field in types.get(name).into_iter().flatten() {
            let Some(next) = held(&field.type_) else { continue };
            if let Some((next, _)) = types.get_key_value(next)
                && seen.insert(next.as_str())
            {
                open.push(next);
            }
        }
    }
    seen
}

/// The named type that is stored in the place of a field itself.
fn held(type_: &Type) -> Option<&str> {
    match type_ {
        Type::Named(name) => Some(name),
        Type::Json(inner) => held(inner),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::spec::Field;

    #[test]
    fn only_what_is_stored_in_itself_is_a_cycle() {
        let field = |type_: &str| Field::new("x", type_.parse().expect("a type"));
        let types: Types = [
            ("A", vec![field("B"), field("D")]),
            ("B", vec![field("json<A>")]),
            ("C", vec![field("list<C>"), field("map<C>"), field("A")]),
            ("D", vec![field("D"), field("Undefined")]),
        ]
        .into_iter()
        .map(|(name, fields)| (name.to_owned(), fields))
        .collect();
        let cycles = Cycles::of(&types);
        let joined = |owner, held| cycles.join(owner, held);
        assert!(joined("A", "B") && joined("B", "A") && joined("D", "D"));
        assert!(!joined("A", "D") && !joined("C", "C") && !joined("C", "A") && !joined("D", "Undefined"));
    }
}
