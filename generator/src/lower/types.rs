//! The types of one side of an operation: models, their enumerations, and where a type holds itself.

use std::collections::BTreeMap;

use super::cycles::Cycles;
use super::demands::Demands;
use super::docs::{disputed_field_docs, field_docs, table_docs};
use super::enumerations::shared_enumerations;
use super::names::{field_identifier, type_identifier};
use super::scope::{Case, Names, Wanted};
use super::tables::{Half, Table};
use crate::ir::{self, Identifier, Item};
use crate::spec::{Field, Identifiers, Operation, TimeForm, Type, Types};

/// What a struct of an answer keeps for itself.
const RESERVED: &[&str] = &["extra"];

/// What a struct inside a request keeps for itself: `new` makes it, `extra` is the way out.
const RESERVED_IN_REQUESTS: &[&str] = &["extra", "new"];

/// The named types of one half, with their names given.
pub(super) struct Side<'a> {
    operation: &'a Operation,
    identifiers: Identifiers,
    types: &'a Types,
    names: BTreeMap<&'a str, Identifier>,
    enumerations: Vec<ir::Enumeration>,
    enumeration_of: BTreeMap<String, usize>,
    /// The structs of what callers must give.
    required: BTreeMap<&'a str, Identifier>,
    cycles: Cycles<'a>,
    /// What is demanded of callers; answers have none.
    demands: Option<Demands>,
}

impl<'a> Side<'a> {
    /// Names the types of a half and the enumerations of its fields, those of `tables` outside of the named types
    /// included.
    pub(super) fn new(
        operation: &'a Operation,
        (half, types): (Half, &'a Types),
        tables: &[Table<'a>],
        reserved: &[&str],
        identifiers: Identifiers,
        names: &mut Names<'_>,
    ) -> Self {
        let all_tables: Vec<Table<'a>> = tables.iter().cloned().chain(Table::of_types(half, types)).collect();
        let shared = shared_enumerations(&all_tables, identifiers);
        let mut wanted: Vec<Wanted> = types.keys().map(|name| wanted_type(half, name, identifiers)).collect();
        wanted.extend(shared.iter().map(|shared| shared.wanted(identifiers)));
        let mut given = names.assign(Case::Camel, reserved, &wanted);
        let enumeration_names = given.split_off(types.len());
        let mut enumeration_of = BTreeMap::new();
        let mut enumerations = Vec::new();
        for (index, (shared, name)) in shared.iter().zip(enumeration_names).enumerate() {
            enumeration_of.extend(shared.addresses.iter().map(|address| (address.clone(), index)));
            enumerations.push(shared.lower(name, identifiers, names));
        }
        let demands = (half == Half::Request).then(|| Demands::of(operation));
        let mut side = Self {
            operation,
            identifiers,
            types,
            names: types.keys().map(String::as_str).zip(given).collect(),
            enumerations,
            enumeration_of,
            required: BTreeMap::new(),
            cycles: Cycles::of(types),
            demands,
        };
        side.name_required(half, names);
        side
    }

    /// Names the structs of what callers must give, one a type of which they must give more than one field.
    fn name_required(&mut self, half: Half, names: &mut Names<'_>) {
        let is_wanted = |table: &Table<'_>| self.demands.is_some() && has_several_required(table);
        let types: Vec<&str> = Table::of_types(half, self.types).filter(is_wanted).map(|table| table.word).collect();
        let wanted: Vec<Wanted> = types.iter().map(|name| wanted_required(half, name, &self.names[name])).collect();
        let taken: Vec<String> = self.type_names().map(str::to_owned).collect();
        let taken: Vec<&str> = taken.iter().map(String::as_str).collect();
        self.required = types.into_iter().zip(names.assign(Case::Camel, &taken, &wanted)).collect();
    }

    /// The names that are taken among the types.
    pub(super) fn type_names(&self) -> impl Iterator<Item = &str> {
        let enumerations = self.enumerations.iter().map(|enumeration| enumeration.name.as_str());
        self.names.values().map(Identifier::as_str).chain(enumerations)
    }

    /// The models and enumerations that the half needs.
    pub(super) fn items(self, half: Half, names: &mut Names<'_>) -> Vec<Item> {
        let mut items: Vec<Item> = Vec::new();
        for table in Table::of_types(half, self.types) {
            let identifier = self.names[table.word].clone();
            items.push(Item::Model(self.model(&table, identifier, Some(table.word), names)));
        }
        items.extend(self.enumerations.into_iter().map(Item::Enumeration));
        items
    }

    /// A struct of a table.
    pub(super) fn model(
        &self,
        table: &Table<'a>,
        name: Identifier,
        wire_name: Option<&'a str>,
        names: &mut Names<'_>,
    ) -> ir::Model {
        let reserved = if self.demands.is_some() { RESERVED_IN_REQUESTS } else { RESERVED };
        let wanted: Vec<Wanted> =
            table.fields.iter().map(|(_, field)| self.wanted_field(table, field, reserved)).collect();
        let field_names = names.assign(Case::Snake, reserved, &wanted);
        let owner = table.is_type.then_some(table.word);
        let fields = table.fields.iter().zip(field_names);
        let fields = fields.map(|(&field, name)| self.field(table, field, name, owner, None)).collect();
        let docs = table_docs(self.operation, &table.key, wire_name);
        let all: Vec<&Field> = table.fields.iter().map(|(_, field)| *field).collect();
        let either_or = self.either_or(table, &all);
        let required = self.required.get(table.word).filter(|_| table.is_type).cloned();
        ir::Model { wire_name: wire_name.unwrap_or(name.as_str()).to_owned(), name, docs, fields, either_or, required }
    }

    /// The groups of fields of which callers must give one; `all` are those of the table, offered or not.
    pub(super) fn either_or(&self, table: &Table<'_>, all: &[&Field]) -> Vec<Vec<String>> {
        self.demands.as_ref().map(|demands| demands.either_or(table, all)).unwrap_or_default()
    }

    /// What a field wants to be called: its own name, with a `_` behind it where the struct needs that name for itself.
    pub(super) fn wanted_field(&self, table: &Table<'_>, field: &Field, reserved: &[&str]) -> Wanted {
        let mut name = field_identifier(&field.name, self.identifiers);
        if reserved.contains(&name.as_str()) {
            name.push('_');
        }
        let qualified = field_identifier(&format!("{} {}", table.word, field.name), self.identifiers);
        Wanted {
            addresses: vec![table.field_address(field)],
            what: format!("the field `{}`", field.name),
            exact: name == field.name,
            // A struct of parameters is made of several tables: the table tells them apart.
            candidates: if table.is_type { vec![name] } else { vec![name, qualified] },
            expected: 1,
        }
    }

    /// A field under a name that was given to it; `module` is where the named types are from where it stands.
    pub(super) fn field(
        &self,
        table: &Table<'_>,
        (row, field): (usize, &Field),
        name: Identifier,
        owner: Option<&str>,
        module: Option<&Identifier>,
    ) -> ir::Field {
        let places = &self.operation.places;
        let line = places.get(&format!("{}.{}", table.key, field.name)).copied();
        let disputed = self.demands.as_ref().is_some_and(|demands| demands.is_disputed(table, field));
        ir::Field {
            name,
            wire_name: field.name.clone(),
            type_: self.field_type(&table.field_address(field), field, owner, module),
            required: match &self.demands {
                Some(_) => field.is_always_required(),
                None => field.required == Some(true),
            },
            disputed,
            limits: self.demands.as_ref().map(|_| field.limits()).unwrap_or_default(),
            docs: if disputed { disputed_field_docs(field) } else { field_docs(field) },
            line: line.or_else(|| Some(places.get(&table.key)? + row)),
        }
    }

    fn field_type(&self, address: &str, field: &Field, owner: Option<&str>, module: Option<&Identifier>) -> ir::Type {
        if let Some(&index) = self.enumeration_of.get(address) {
            return with_codes(&field.type_, &path(&self.enumerations[index].name, module));
        }
        field.time_form().map_or_else(|| self.type_of(&field.type_, owner, module), time_type)
    }

    /// A type as a place that sees the named ones below `module` writes it. `owner` is the type that a value of it
    /// is stored in, where it is stored in one directly.
    pub(super) fn type_of(&self, type_: &Type, owner: Option<&str>, module: Option<&Identifier>) -> ir::Type {
        let inner = |type_: &Type| Box::new(self.type_of(type_, None, module));
        match type_ {
            Type::String => ir::Type::String,
            Type::Integer => ir::Type::Integer,
            Type::Number => ir::Type::Number,
            Type::Boolean => ir::Type::Boolean,
            Type::Any => ir::Type::Any,
            Type::File => ir::Type::File,
            Type::List(element) => ir::Type::List(inner(element)),
            Type::Map(element) => ir::Type::Map(inner(element)),
            // The value stands beside its text, so that a cycle may lead through it.
            Type::Json(element) => ir::Type::Json(Box::new(self.type_of(element, owner, module))),
            Type::Named(name) => match self.names.get(name.as_str()) {
                None => ir::Type::Any,
                Some(identifier) if owner.is_some_and(|owner| self.cycles.join(owner, name)) => {
                    ir::Type::Boxed(path(identifier, module))
                }
                Some(identifier) => ir::Type::Named(path(identifier, module)),
            },
        }
    }
}

fn wanted_type(half: Half, name: &str, identifiers: Identifiers) -> Wanted {
    let identifier = type_identifier(name, identifiers);
    Wanted {
        addresses: vec![format!("{}.{name}", half.word())],
        what: format!("the type `{name}`"),
        exact: identifier == name,
        candidates: vec![identifier.clone(), format!("{}Type", identifier.trim_end_matches('_'))],
        expected: 1,
    }
}

/// Whether callers must give more than one field of a table.
fn has_several_required(table: &Table<'_>) -> bool {
    table.fields.iter().filter(|(_, field)| field.is_always_required()).count() > 1
}

fn wanted_required(half: Half, name: &str, identifier: &Identifier) -> Wanted {
    Wanted {
        addresses: vec![format!("{}.{name}:required", half.word())],
        what: format!("the struct of what `{name}` requires"),
        exact: false,
        candidates: vec![format!("{identifier}Required")],
        expected: 1,
    }
}

fn path(name: &Identifier, module: Option<&Identifier>) -> ir::Path {
    ir::Path { module: module.cloned(), name: name.clone() }
}

/// The type of a field that holds a date or a time.
fn time_type(form: TimeForm) -> ir::Type {
    match form {
        TimeForm::Date => ir::Type::Date,
        TimeForm::DateTime => ir::Type::DateTime,
        TimeForm::UnixMilliseconds => ir::Type::UnixMilliseconds,
        TimeForm::UnixSeconds => ir::Type::UnixSeconds,
    }
}

/// The type of a field that holds codes, singly or in lists.
fn with_codes(type_: &Type, codes: &ir::Path) -> ir::Type {
    match type_ {
        Type::List(inner) => ir::Type::List(Box::new(with_codes(inner, codes))),
        _ => ir::Type::Named(codes.clone()),
    }
}
