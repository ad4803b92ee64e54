//! What type a field has: as its table spells it, as its members make it, or as an example shows it.

use indexmap::IndexMap;

use crate::finding::rules;
use crate::source::Span;
use crate::spec::{Type, Value};

use super::shown;
use super::structure::{Manner, Side};
use super::tree::Node;
use super::types::Spelled;

impl Side<'_, '_> {
    pub(super) fn type_of(&mut self, node: &Node, manner: Manner<'_>, shown: Option<&Value>) -> Type {
        if !node.children.is_empty() {
            let is_list = matches!(node.row.spelled, Spelled::BareList | Spelled::List(_))
                || (matches!(node.row.spelled, Spelled::Missing | Spelled::Object | Spelled::Known(..))
                    && matches!(shown, Some(Value::List(_))));
            if let (Spelled::Name(_) | Spelled::Known(..), false) = (&node.row.spelled, node.row.type_text.is_empty()) {
                let what = format!("has members, but the type `{}`", node.row.type_text);
                self.tell_type(node, manner.address, &what);
            }
            let named = self.type_of_members(node, shown);
            return if is_list { named.list() } else { named };
        }
        match &node.row.spelled {
            Spelled::Missing if !manner.typed => Type::String,
            Spelled::Missing => {
                self.tell_type(node, manner.address, "has no type");
                shown.map_or(Type::Any, shown::type_of)
            }
            spelled => self.resolve(spelled, node, manner.address, shown),
        }
    }

    fn resolve(&mut self, spelled: &Spelled, node: &Node, address: &str, shown: Option<&Value>) -> Type {
        match spelled {
            Spelled::Known(known, _) => known.clone(),
            Spelled::List(inner) => self.resolve(inner, node, address, shown.and_then(shown::first_item)).list(),
            Spelled::Map(inner) => self.resolve(inner, node, address, None).map(),
            Spelled::BareList => self.element_type(node, shown).list(),
            Spelled::Object => match self.definition(&node.row.name) {
                Some(name) => Type::Named(name),
                None => Type::Any.map(),
            },
            Spelled::Name(name) => {
                // `array<data.acctList>` names the path of the object as the page shows it.
                let last = name.rsplit('.').next().unwrap_or(name);
                if let Some(name) = self.definition(name).or_else(|| self.definition(last)) {
                    return Type::Named(name);
                }
                let message = format!("has the type `{name}`, which the page does not define");
                self.tell_type(node, address, &message);
                Type::Any
            }
            Spelled::Missing => Type::Any,
        }
    }

    fn tell_type(&mut self, node: &Node, address: &str, what: &str) {
        let item = format!("{address}.{}", node.row.name);
        let message = format!("`{}` {what}", node.row.name);
        let help = "set its type under `corrections:` in api.yaml if the one that was read is wrong";
        self.record.find(rules::UNKNOWN_TYPE, node.row.span, &item, message, help);
    }

    /// The definition that a name means: the same name, or the only one that differs in case.
    fn definition(&mut self, name: &str) -> Option<String> {
        let mut similar = self.defined.iter().filter(|other| other.eq_ignore_ascii_case(name));
        let found = match self.defined.iter().find(|other| *other == name) {
            Some(exact) => exact.clone(),
            None => {
                let only = similar.next()?.clone();
                similar.next().is_none().then_some(only)?
            }
        };
        self.referenced.insert(found.clone());
        Some(found)
    }

    /// What the items of a list are whose type does not say it: an example does.
    fn element_type(&mut self, node: &Node, shown: Option<&Value>) -> Type {
        let items = match shown {
            Some(Value::List(items)) => items.as_slice(),
            _ => return self.definition(&node.row.name).map_or(Type::Any, Type::Named),
        };
        if matches!(items.first(), Some(Value::Object(_))) {
            return self.definition(&node.row.name).map_or_else(|| Type::Any.map(), Type::Named);
        }
        let mut types = items.iter().map(shown::type_of);
        let first = types.next().unwrap_or(Type::Any);
        if types.all(|other| other == first) { first } else { Type::Any }
    }

    /// Makes the members of a field a type named after it.
    fn type_of_members(&mut self, node: &Node, shown: Option<&Value>) -> Type {
        let name = self.free_type_name(&node.row.name);
        self.types.insert(name.clone(), Vec::new());
        self.referenced.insert(name.clone());
        let address = format!("{}.types.{name}", self.name);
        let shown = shown.and_then(|shown| shown::first_item(shown).or(Some(shown)));
        let manner = Manner { address: &address, nests: true, typed: true, shown };
        let fields = self.fields_of(node.children.clone(), manner);
        self.types.insert(name.clone(), fields);
        Type::Named(name)
    }

    fn free_type_name(&self, field: &str) -> String {
        let name = type_name(field);
        let is_taken = |name: &String| self.types.contains_key(name) || self.defined.contains(name);
        if !is_taken(&name) {
            return name;
        }
        (2_usize..).map(|number| format!("{name}{number}")).find(|name| !is_taken(name)).unwrap_or(name)
    }

    /// Tells which defined types nothing refers to.
    pub(super) fn tell_unused_types(&mut self, spans: &IndexMap<String, Span>) {
        for (name, &span) in spans {
            if !self.referenced.contains(name) {
                let item = format!("{}.types.{name}", self.name);
                let message = format!("no field of the {} has the type `{name}`", self.name);
                let help = "if a field should have it, set the field's type in api.yaml";
                self.record.find(rules::UNUSED_TYPE, span, &item, message, help);
            }
        }
    }
}

/// `invSkus` and `inv_skus` are `InvSkus`.
pub(super) fn type_name(field: &str) -> String {
    let mut name = String::new();
    let mut upper = true;
    for character in field.chars() {
        if !character.is_alphanumeric() {
            upper = true;
        } else if upper {
            name.extend(character.to_uppercase());
            upper = false;
        } else {
            name.push(character);
        }
    }
    if name.is_empty() { "Members".to_owned() } else { name }
}
