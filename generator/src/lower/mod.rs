//! From specifications to the input of code generation: every decision about Rust is taken here.
//!
//! The passes, in order: order the operations · name groups · name operations · then each operation by itself: what is
//! offered and what is constant · types, enumerations and cycles of both halves · the request · the output · the examples.

mod checks;
mod codes;
mod cycles;
mod demands;
mod docs;
mod enumerations;
mod examples;
mod modules;
mod names;
mod pages;
mod pinned;
mod request;
mod response;
mod scope;
mod tables;
mod types;
mod words;

use std::collections::BTreeMap;

use rayon::prelude::*;

use crate::finding::Finding;
use crate::ir::{self, Docs, Identifier, Item, Place};
use crate::spec::recipe::{self, Recipe};
use crate::spec::{self, Operation};

pub use pinned::PinnedNames;

use scope::{Names, Renames};
use tables::{Half, Table};
use types::Side;

/// What code is made from.
pub struct Input<'a> {
    /// The folder below `specs/`.
    pub name: &'a str,
    /// That folder as the first line of generated files names it (`specs/kingdee`).
    pub specification: &'a str,
    /// What the documents do not say.
    pub api: &'a spec::Api,
    /// How requests are signed, if they are.
    pub recipe: Option<&'a Recipe>,
    /// The operations, in any order.
    pub operations: &'a [Operation],
    /// The names that were given before.
    pub pinned: &'a PinnedNames,
}

/// What became of it.
#[derive(Debug, Clone, PartialEq)]
pub struct Lowered {
    /// The input of code generation.
    pub api: ir::Api,
    /// Every public name, to be pinned.
    pub names: PinnedNames,
    /// What there is to say.
    pub findings: Vec<Finding>,
}

/// Whether the recipe fills a header, a parameter or a member.
type Fills<'a> = &'a (dyn Fn(Place, &str) -> bool + Sync);

/// Takes every decision about Rust. The order of the operations does not matter; names that were given before stay.
#[must_use]
pub fn lower(input: &Input<'_>) -> Lowered {
    let mut findings = Vec::new();
    let renames = Renames::new(&input.api.rename);
    let operations = modules::in_order(input.operations, &mut findings);
    let groups = modules::name_groups(&operations, &input.api.groups, input.api.identifiers, input.pinned);
    let modules = modules::name_operations(&operations, &groups, &renames, input.pinned, &mut findings);
    let lowered: Vec<LoweredOperation> =
        operations.par_iter().map(|operation| lower_operation(input, operation, &modules, &renames)).collect();
    renames.check_all_used(&mut findings);

    let mut names = PinnedNames::default();
    names.groups.extend(groups.iter().map(|(name, module)| ((*name).to_owned(), module.to_string())));
    let mut by_module: BTreeMap<Identifier, ir::Group> = BTreeMap::new();
    for (spec, lowered) in operations.iter().zip(lowered) {
        findings.extend(lowered.findings);
        names.operations.insert(spec.key(), lowered.names);
        let module = groups[spec.group.as_str()].clone();
        let group = by_module.entry(module).or_insert_with_key(|module| group(input.name, &spec.group, module));
        group.operations.push(lowered.operation);
    }
    let mut groups: Vec<ir::Group> = by_module.into_values().collect();
    for group in &mut groups {
        group.operations.sort_by(|left, right| left.module.cmp(&right.module));
    }
    Lowered { api: lower_api(input, groups), names, findings }
}

fn group(api: &str, name: &str, module: &Identifier) -> ir::Group {
    let feature = format!("{}-{}", feature(api), feature(module.as_str()));
    ir::Group { name: name.to_owned(), module: module.clone(), feature, operations: Vec::new() }
}

/// Cargo takes ASCII letters, digits, `-` and `_` without complaint.
fn feature(name: &str) -> String {
    let name = names::module_identifier(name, spec::Identifiers::Pinyin);
    name.trim_matches('_').replace('_', "-")
}

fn lower_api(input: &Input<'_>, groups: Vec<ir::Group>) -> ir::Api {
    let api = input.api;
    let pagination = api.pagination.as_ref().map(|pagination| ir::Pagination {
        page: pagination.page.clone(),
        size: pagination.size.clone(),
        max_size: pagination.max_size,
        items: pagination.items.clone(),
        total: pagination.total.clone(),
    });
    ir::Api {
        name: input.name.to_owned(),
        module: Identifier::new(&names::module_identifier(input.name, api.identifiers)),
        feature: feature(input.name),
        title: api.title.clone(),
        specification: input.specification.to_owned(),
        server: api.server.as_ref().map(|server| server.trim_end_matches('/').to_owned()),
        envelopes: lower_envelopes(api),
        pagination,
        limit_per_minute: api.retry.as_ref().and_then(|retry| retry.limit_per_minute),
        recipe: input.recipe.cloned(),
        credentials: input.recipe.map(credentials).unwrap_or_default(),
        signatures: input.recipe.map(signatures).unwrap_or_default(),
        groups,
    }
}

fn lower_envelopes(api: &spec::Api) -> Vec<ir::Envelope> {
    let lowered = api.envelope.iter().map(|envelope| ir::Envelope {
        success: envelope.success.as_ref().map(|success| (success.field.clone(), success.equals.to_string())),
        code: envelope.code.clone(),
        message: envelope.message.clone(),
        data: envelope.data.clone(),
    });
    lowered.collect()
}

fn credentials(recipe: &Recipe) -> Vec<ir::Credential> {
    let credential = |credential: &recipe::Credential| ir::Credential {
        name: credential.name.clone(),
        identifier: Identifier::new(&names::field_identifier(&credential.name, spec::Identifiers::Pinyin)),
        required: credential.required,
        docs: Docs(vec![vec![match credential.description.as_deref() {
            Some(words) => docs::text(words),
            None => docs::code(&credential.name),
        }]]),
    };
    recipe.credentials.iter().map(credential).collect()
}

fn signatures(recipe: &Recipe) -> Vec<ir::Signature> {
    let identifier = |name: &str| Identifier::new(&names::field_identifier(name, spec::Identifiers::Pinyin));
    recipe.signatures.keys().map(|name| ir::Signature { name: name.clone(), identifier: identifier(name) }).collect()
}

struct LoweredOperation {
    operation: ir::Operation,
    names: BTreeMap<String, String>,
    findings: Vec<Finding>,
}

fn lower_operation(
    input: &Input<'_>,
    spec: &Operation,
    modules: &BTreeMap<String, Identifier>,
    renames: &Renames<'_>,
) -> LoweredOperation {
    let key = spec.key();
    let module = &modules[&key];
    let [qualified, _] = modules::rename_keys(spec);
    let mut names = Names {
        operation: &spec.name,
        called: module.as_str(),
        qualified: &qualified,
        pinned: input.pinned.operation(&key),
        renames,
        given: BTreeMap::from([(String::new(), module.to_string())]),
        findings: Vec::new(),
    };
    checks::check_tables(spec, &mut names.findings);
    let struct_name = modules::struct_name(module);
    let sent = lower_request(input, spec, &struct_name, &mut names);
    let mut received = lower_response(input, spec, &struct_name, &mut names);
    let pagination = input.api.pagination.as_ref();
    let envelopes = lower_envelopes(input.api);
    let known = examples::Known {
        envelopes: &envelopes,
        request: &sent.request,
        constants: &sent.constants,
        request_types: &sent.types,
        response_types: &received.types,
        output: &received.output,
        data: &received.data,
    };
    let (examples, disputed) = examples::examples(spec, &known, &|place, name| fills(input, place, name));
    examples::mark_disputed(&mut received.types, &disputed);
    let operation = ir::Operation {
        examples,
        rows: pagination
            .and_then(|pagination| pages::rows(pagination, &sent.request.model, &received.output, &received.types)),
        module: module.clone(),
        specification: format!("{}/operations/{}/{module}.yaml", input.specification, spec.group),
        name: module.to_string(),
        method: spec.method.as_str(),
        path: spec.path.clone(),
        document: spec.document.file.clone(),
        docs: docs::operation_docs(spec),
        request: sent.request,
        constants: sent.constants,
        encoding: request::encoding(spec),
        errors: spec.errors.iter().map(known_error).collect(),
        request_types: sent.types,
        response_types: received.types,
        output: received.output,
        data: received.data,
        idempotent: is_idempotent(input.api, spec, module),
    };
    LoweredOperation { operation, names: names.given, findings: names.findings }
}

struct Sent {
    request: ir::Request,
    constants: Vec<ir::Constant>,
    types: Vec<Item>,
}

fn lower_request(input: &Input<'_>, spec: &Operation, struct_name: &Identifier, names: &mut Names<'_>) -> Sent {
    let fills = |place: Place, name: &str| fills(input, place, name);
    let content = request::content(spec);
    let offered = request::offered(spec, content.as_ref(), &fills);
    let tables: Vec<Table<'_>> = offered.iter().map(|(_, table)| table.clone()).collect();
    let types = (Half::Request, &spec.request.types);
    let side = Side::new(spec, types, &tables, &[], input.api.identifiers, names);
    let request = request::request(spec, &offered, &side, struct_name.clone(), names);
    Sent { request, constants: request::constants(spec, &fills), types: side.items(Half::Request, names) }
}

struct Received {
    output: ir::Type,
    data: ir::Data,
    types: Vec<Item>,
}

fn lower_response(input: &Input<'_>, spec: &Operation, struct_name: &Identifier, names: &mut Names<'_>) -> Received {
    let output = response::Output::of(spec, input.api.envelope.data_of(spec));
    let members = if output.is_members() { vec![response::members(spec)] } else { Vec::new() };
    let reserved = [struct_name.as_str(), "Required"];
    let types = (Half::Response, &spec.response.types);
    let side = Side::new(spec, types, &members, &reserved, input.api.identifiers, names);
    let (type_, answer) = output.lower(spec, &side, &reserved, names);
    let types = answer.into_iter().chain(side.items(Half::Response, names)).collect();
    Received { output: type_, data: output.data, types }
}

fn fills(input: &Input<'_>, place: Place, name: &str) -> bool {
    let Some(recipe) = input.recipe else { return false };
    match place {
        Place::Header => recipe.fills_header(name),
        Place::Query => recipe.fills_query(name),
        Place::Body => recipe.fills_body(name),
        Place::Path | Place::Content => false,
    }
}

fn known_error(error: &spec::ErrorCode) -> ir::KnownError {
    ir::KnownError {
        code: error.code.to_string(),
        message: error.message.clone(),
        remedy: error.remedy.clone().unwrap_or_default(),
    }
}

fn is_idempotent(api: &spec::Api, operation: &Operation, module: &Identifier) -> bool {
    let names = [&*operation.name, module.as_str(), &modules::rename_keys(operation)[0]].map(str::to_owned);
    api.retry.as_ref().is_some_and(|retry| retry.idempotent.iter().any(|name| names.contains(name)))
}
