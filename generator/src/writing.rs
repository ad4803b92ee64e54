//! The second half of the work: specifications → files. Plans which files should be there; `output` makes them so.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use rayon::prelude::*;

use crate::finding::{Finding, Place, rules};
use crate::output::{self, Wanted};
use crate::project::{LOCK_FILE, Project};
use crate::reading::{ProjectReading, ReadOperation};
use crate::regions::Region;
use crate::spec::{Api, Lock, LockedOperation, Operation, content_hash, operation_name, span_below, yaml};
use crate::{codegen, ir, lower};

/// The files of an API that should be there, and those of last time that should not any more.
#[derive(Debug, Clone, Default)]
pub struct Plan {
    /// The files.
    pub wanted: Vec<Wanted>,
    /// Files of last time, with the hash they had.
    pub unwanted: Vec<(PathBuf, String)>,
    /// What planning found.
    pub findings: Vec<Finding>,
    lock: Lock,
}

impl Plan {
    /// The operations whose specifications are not what they were last time, by their keys in docwright.lock. An API that
    /// is read for the first time has none.
    #[must_use]
    pub fn changed_operations(&self, last: &Lock) -> BTreeSet<String> {
        let hash = |lock: &Lock, key: &str| lock.operations.get(key).map(|locked| locked.specification.clone());
        let keys = last.operations.keys().chain(self.lock.operations.keys()).filter(|_| !last.operations.is_empty());
        keys.filter(|key| hash(last, key) != hash(&self.lock, key)).cloned().collect()
    }
}

/// Whether Rust is written, or only specifications.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Target<'a> {
    /// Only `operations/**.yaml`.
    Specifications,
    /// The generated crate in this folder as well.
    Crate(&'a Path),
}

/// Lowers what was read: names are given, and the operations take them.
#[must_use]
pub fn lower(project: &Project, reading: &mut ProjectReading) -> lower::Lowered {
    let operations = reading.operations.iter().map(|read| read.operation.clone()).collect::<Vec<_>>();
    let pinned = pinned_names(&project.lock);
    let mut lowered = lower::lower(&lower::Input {
        name: &project.name,
        specification: &format!("specs/{}", project.name),
        api: &project.api,
        recipe: project.recipe.as_ref(),
        operations: &operations,
        pinned: &pinned,
    });
    for finding in lowered.findings.iter_mut().filter(|finding| finding.rule == rules::UNUSED_RENAME) {
        let span =
            finding.item.as_deref().map(|key| span_below(&project.api_source, "rename", key)).unwrap_or_default();
        finding.place = Some(Place { source: project.api_source.clone(), span });
    }
    for read in &mut reading.operations {
        if let Some(name) = lowered.names.operations.get(&read.operation.key()).and_then(|names| names.get("")) {
            read.operation.name.clone_from(name);
        }
    }
    lowered
}

/// Plans all files of an API.
#[must_use]
pub fn plan(project: &Project, reading: &ProjectReading, lowered: &lower::Lowered, target: Target<'_>) -> Plan {
    let mut plan = Plan { lock: new_lock(project, reading, &lowered.names), ..Plan::default() };
    plan_specifications(project, reading, &mut plan);
    match target {
        Target::Crate(out) => plan_crate(project, &lowered.api, out, &mut plan),
        Target::Specifications => keep_generated_hashes(project, &mut plan.lock),
    }
    plan_removals(project, target, &mut plan);
    plan_lock(project, &mut plan);
    plan
}

fn pinned_names(lock: &Lock) -> lower::PinnedNames {
    let operations = lock.operations.iter().map(|(key, locked)| (key.clone(), locked.names.clone())).collect();
    lower::PinnedNames { groups: lock.groups.clone(), operations }
}

fn new_lock(project: &Project, reading: &ProjectReading, names: &lower::PinnedNames) -> Lock {
    let mut lock = Lock { groups: names.groups.clone(), ..Lock::default() };
    lock.inputs.clone_from(&reading.guides);
    for file in project.side_files() {
        if let Ok(Some(bytes)) = output::read(&project.folder.join(&file)) {
            lock.inputs.insert(file, content_hash(&bytes));
        }
    }
    for read in &reading.operations {
        let locked = LockedOperation {
            file: read.operation.document.file.clone(),
            document: read.document_hash.clone(),
            api: section_hash(&project.api, &read.operation),
            names: names.operations.get(&read.operation.key()).cloned().unwrap_or_default(),
            ..LockedOperation::default()
        };
        lock.operations.insert(read.operation.key(), locked);
    }
    lock
}

/// The hash of what api.yaml says that bears on an operation: all of it, but only the operation's own corrections.
fn section_hash(api: &Api, operation: &Operation) -> String {
    let mut section = api.clone();
    let (documented, _) = operation_name(operation.method, &operation.path);
    let is_about = |at: &str| at.split(['.', '/']).take(2).any(|word| word == operation.name || word == documented);
    section.corrections.retain(|correction| is_about(&correction.at));
    section.rename.retain(|name, _| is_about(name));
    section.groups.retain(|group, _| *group == operation.group);
    section.allow.clear();
    section.documents.clear();
    content_hash(yaml::write(&section).unwrap_or_default().as_bytes())
}

fn plan_specifications(project: &Project, reading: &ProjectReading, plan: &mut Plan) {
    let texts = reading.operations.par_iter().map(specification_text).collect::<Vec<_>>();
    // By file, not by operation: a file may have been that of another operation.
    let last = project.lock.operations.values().map(|last| (last.at.as_str(), &last.specification));
    let last = last.collect::<BTreeMap<_, _>>();
    for (read, text) in reading.operations.iter().zip(texts) {
        let at = format!("operations/{}/{}.yaml", file_name(&read.operation.group), file_name(&read.operation.name));
        if let Some(locked) = plan.lock.operations.get_mut(&read.operation.key()) {
            locked.specification = content_hash(text.as_bytes());
            locked.at.clone_from(&at);
        }
        let last_written = last.get(at.as_str()).map(|hash| (*hash).clone());
        plan.wanted.push(Wanted { path: project.folder.join(at), text, last_written });
    }
}

/// A name as a file name: no name of a document becomes a path.
fn file_name(name: &str) -> String {
    let safe = |c: char| if c.is_alphanumeric() || matches!(c, '_' | '-') { c } else { '_' };
    name.chars().map(safe).take(100).collect()
}

fn specification_text(read: &ReadOperation) -> String {
    let operation = &read.operation;
    let file = operation.document.file.replace(['\n', '\r'], " ");
    let body = yaml::write(operation).unwrap_or_default();
    format!("# docwright · read from {file} · correct it in ../../api.yaml\n{body}")
}

fn plan_crate(project: &Project, api: &ir::Api, out: &Path, plan: &mut Plan) {
    let emitted = codegen::emit_crate(api);
    let mut last_hashes = project.lock.files.clone();
    for locked in project.lock.operations.values() {
        last_hashes.insert(format!("src/{}", locked.module), locked.generated.clone());
    }
    let owners = modules(api);
    for (module, text) in emitted.files {
        let hash = content_hash(text.as_bytes());
        let relative = format!("src/{module}");
        match owners.get(&module).and_then(|key| plan.lock.operations.get_mut(key)) {
            Some(locked) => {
                locked.module = module;
                locked.generated = hash;
            }
            None => drop(plan.lock.files.insert(relative.clone(), hash)),
        }
        let last_written = last_hashes.get(&relative).cloned();
        plan.wanted.push(Wanted { path: out.join(&relative), text, last_written });
    }
    plan_region(project, out, CARGO_TOML, &emitted.features, plan);
    plan_region(project, out, LIB_RS, &emitted.modules, plan);
}

/// By path below `src`: the key of the operation whose file it is.
fn modules(api: &ir::Api) -> BTreeMap<String, String> {
    let of_group = |group: &ir::Group| {
        let folder = format!("{}/{}", api.module, group.module);
        let files = group.operations.iter().map(move |operation| {
            (format!("{folder}/{}.rs", operation.module), format!("{} {}", operation.method, operation.path))
        });
        files.collect::<Vec<_>>()
    };
    api.groups.iter().flat_map(of_group).collect()
}

/// A file of the generated crate that is written by hand but for a region.
struct RegionFile {
    path: &'static str,
    comment: &'static str,
    template: &'static str,
}

const CARGO_TOML: RegionFile =
    RegionFile { path: "Cargo.toml", comment: "#", template: include_str!("templates/Cargo.toml.txt") };
const LIB_RS: RegionFile =
    RegionFile { path: "src/lib.rs", comment: "//", template: include_str!("templates/lib.rs.txt") };

fn plan_region(project: &Project, out: &Path, file: RegionFile, lines: &str, plan: &mut Plan) {
    let path = out.join(file.path);
    let relative = file.path.to_owned();
    // Several APIs share the file: what an earlier one of this run wants is what this one starts from.
    let current = output::read(&path).ok().flatten().map(|bytes| String::from_utf8_lossy(&bytes).into_owned());
    let text = current.as_deref().unwrap_or(file.template);
    let Some(region) = Region::find(text, file.comment) else {
        let message = format!("{} has no region for docwright", path.display());
        plan.findings.push(Finding::new(rules::NO_REGION, message).help(format!(
            "add two lines, `{0} docwright: begin` and `{0} docwright: end`, where the {1} belong",
            file.comment,
            if file.comment == "#" { "features" } else { "modules" },
        )));
        return;
    };
    let block = region.block(&project.name);
    let is_ours = block.is_none_or(|block| {
        let hash = content_hash(block.as_bytes());
        block == lines || project.lock.files.get(file.path) == Some(&hash)
    });
    plan.lock.files.insert(relative, content_hash(lines.as_bytes()));
    let last_written = current.as_ref().filter(|_| is_ours).map(|text| content_hash(text.as_bytes()));
    plan.wanted.push(Wanted { path, text: region.with(&project.name, lines), last_written });
}

fn keep_generated_hashes(project: &Project, lock: &mut Lock) {
    lock.files.clone_from(&project.lock.files);
    for (key, locked) in &mut lock.operations {
        if let Some(last) = project.lock.operations.get(key) {
            locked.module.clone_from(&last.module);
            locked.generated.clone_from(&last.generated);
        }
    }
}

fn plan_removals(project: &Project, target: Target<'_>, plan: &mut Plan) {
    let wanted = plan.wanted.iter().map(|file| file.path.clone()).collect::<BTreeSet<_>>();
    let mut unwanted = Vec::new();
    for locked in project.lock.operations.values() {
        unwanted.push((project.folder.join(&locked.at), locked.specification.clone()));
        if let (Target::Crate(out), false) = (target, locked.module.is_empty()) {
            unwanted.push((out.join("src").join(&locked.module), locked.generated.clone()));
        }
    }
    if let Target::Crate(out) = target {
        let files =
            project.lock.files.iter().filter(|(path, _)| ![CARGO_TOML.path, LIB_RS.path].contains(&path.as_str()));
        unwanted.extend(files.map(|(path, hash)| (out.join(path), hash.clone())));
    }
    unwanted.retain(|(path, _)| !wanted.contains(path) && is_below(path, project, target));
    plan.unwanted = unwanted;
}

/// A lock is a file like any other: nothing it names is removed outside of the folders that are docwright's.
fn is_below(path: &Path, project: &Project, target: Target<'_>) -> bool {
    let ordinary = path.components().all(|part| part != std::path::Component::ParentDir);
    let out = matches!(target, Target::Crate(out) if path.starts_with(out.join("src").join(&project.name)));
    ordinary && (path.starts_with(project.folder.join("operations")) || out)
}

fn plan_lock(project: &Project, plan: &mut Plan) {
    let path = project.folder.join(LOCK_FILE);
    let body = yaml::write(&plan.lock).unwrap_or_default();
    let text =
        format!("# docwright · what was written, and the names that were given · keep it in version control\n{body}");
    // The lock is docwright's own; whatever it holds may be replaced.
    let last_written = output::read(&path).ok().flatten().map(|bytes| content_hash(&bytes));
    plan.wanted.push(Wanted { path, text, last_written });
}
