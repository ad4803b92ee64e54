//! The folder of an API: api.yaml, its documents, what lies beside them, and docwright.lock.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use globset::{GlobBuilder, GlobSet, GlobSetBuilder};
use ignore::WalkBuilder;

use crate::extract::{Dialect, ExtractOptions};
use crate::finding::{Finding, rules};
use crate::output;
use crate::source::Source;
use crate::spec::recipe::{BUILT_IN, Recipe};
use crate::spec::{Api, FORMAT_VERSION, Lock, LockedOperation, Operation, did_you_mean, span_of_key, yaml};

/// The name of the file that describes an API.
pub const API_FILE: &str = "api.yaml";
/// The name of the file that remembers what was written.
pub const LOCK_FILE: &str = "docwright.lock";

/// An API as it lies on disk.
#[derive(Debug, Clone)]
pub struct Project {
    /// The name of the folder; the module and the feature are called so.
    pub name: String,
    /// The folder.
    pub folder: PathBuf,
    /// What api.yaml says.
    pub api: Api,
    /// The text of api.yaml, for the places of findings.
    pub api_source: Arc<Source>,
    /// How requests are authenticated, if api.yaml names a recipe.
    pub recipe: Option<Recipe>,
    /// The vocabularies to read the documents with: those of the user's own, in `dialects/`, before the built-in ones.
    pub reading: ExtractOptions,
    /// The documents, relative to the folder, with `/`, in order.
    pub documents: Vec<String>,
    /// What was written last time.
    pub lock: Lock,
}

/// The names of the APIs below a folder: of its folders that hold an api.yaml, in order.
///
/// # Errors
/// Where the folder cannot be read; the error names it.
pub fn names(specs: &Path) -> std::io::Result<Vec<String>> {
    let named = |error: std::io::Error| std::io::Error::new(error.kind(), format!("{}: {error}", specs.display()));
    let mut names = Vec::new();
    for entry in std::fs::read_dir(specs).map_err(named)? {
        let entry = entry.map_err(named)?;
        if entry.path().join(API_FILE).is_file() {
            names.push(entry.file_name().to_string_lossy().into_owned());
        }
    }
    names.sort();
    Ok(names)
}

impl Project {
    /// Reads the folder `specs/name`.
    ///
    /// # Errors
    /// Findings where api.yaml, the lock or the recipe cannot be read, or no document matches.
    pub fn load(specs: &Path, name: &str) -> Result<Self, Vec<Finding>> {
        let folder = specs.join(name);
        let api_source = read_source(&folder.join(API_FILE)).map_err(|finding| vec![*finding])?;
        let api = yaml::read::<Api>(&api_source).map_err(|finding| vec![*finding])?;
        let lock = read_lock(&folder.join(LOCK_FILE)).map_err(|finding| vec![*finding])?;
        let recipe = load_recipe(&api, &api_source, &folder)?;
        let reading = load_dialects(&api, &api_source, &folder)?;
        let documents = find_documents(&api, &api_source, &folder).map_err(|finding| vec![*finding])?;
        Ok(Self { name: name.to_owned(), folder, api, api_source, recipe, reading, documents, lock })
    }

    /// The specification of an operation as it was written last time.
    ///
    /// # Errors
    /// A finding where it is not there or cannot be read.
    pub fn last_reading(&self, locked: &LockedOperation) -> Result<Operation, Box<Finding>> {
        read_source(&self.folder.join(&locked.at)).and_then(|source| yaml::read::<Operation>(&source))
    }

    /// The files beside api.yaml that are inputs too: api.yaml itself, a recipe or a dialect of the user's own.
    #[must_use]
    pub fn side_files(&self) -> Vec<String> {
        let mut files = vec![API_FILE.to_owned()];
        let recipe = self.api.auth.as_ref().map(|name| with_extension(name));
        files.extend(recipe.filter(|file| self.folder.join(file).is_file()));
        files.extend(dialect_files(&self.folder));
        files
    }
}

fn with_extension(name: &str) -> String {
    if name.ends_with(".yaml") { name.to_owned() } else { format!("{name}.yaml") }
}

/// Reads a text file of ours.
pub(crate) fn read_source(path: &Path) -> Result<Arc<Source>, Box<Finding>> {
    let unreadable = |message: String, help: &str| Box::new(Finding::new(rules::UNREADABLE_FILE, message).help(help));
    match output::read(path) {
        Ok(Some(bytes)) => match String::from_utf8(bytes) {
            Ok(text) => Ok(Source::new(path, text)),
            Err(_) => Err(unreadable(format!("{} is not UTF-8", path.display()), "save it as UTF-8")),
        },
        Ok(None) => {
            Err(unreadable(format!("{} is not there", path.display()), "`docwright init NAME DOC…` starts an API"))
        }
        Err(error) => Err(unreadable(error.to_string(), "check the path and its permissions")),
    }
}

fn read_lock(path: &Path) -> Result<Lock, Box<Finding>> {
    if !path.exists() {
        return Ok(Lock::default());
    }
    let source = read_source(path)?;
    let help = "restore it from version control; without it, names and hand-made edits cannot be protected \
                (delete it to start afresh)";
    let lock = yaml::read::<Lock>(&source).map_err(|mut finding| {
        finding.rule = rules::BAD_LOCK;
        finding.help = help.to_owned();
        finding
    })?;
    if lock.format != FORMAT_VERSION {
        let message =
            format!("docwright.lock has format {}, and this docwright reads format {FORMAT_VERSION}", lock.format);
        let finding = Finding::new(rules::BAD_LOCK, message).at(&source, source.line_span(1));
        return Err(Box::new(finding.help("use the docwright that wrote it, or delete it and generate again")));
    }
    Ok(lock)
}

/// A file beside api.yaml wins over a built-in recipe of the same name.
fn load_recipe(api: &Api, source: &Arc<Source>, folder: &Path) -> Result<Option<Recipe>, Vec<Finding>> {
    let Some(name) = &api.auth else { return Ok(None) };
    let path = folder.join(with_extension(name));
    if path.is_file() {
        let source = read_source(&path).map_err(|finding| vec![*finding])?;
        return Recipe::read(&source).map(Some);
    }
    let Some(recipe) = Recipe::built_in(name) else {
        let known = BUILT_IN.iter().map(|(name, _)| *name).collect::<Vec<_>>().join(", ");
        let finding = Finding::new(rules::UNKNOWN_RECIPE, format!("there is no recipe `{name}`"))
            .at(source, span_of_key(source, "auth"))
            .help(did_you_mean(
                name,
                BUILT_IN.iter().map(|(name, _)| *name),
                &format!(
                    "built in are {known}; a recipe of your own is a file `{}` beside api.yaml",
                    with_extension(name)
                ),
            ));
        return Err(vec![finding]);
    };
    Recipe::read(&recipe).map(Some)
}

/// The vocabularies of the user's own, relative to the folder of api.yaml, in order.
fn dialect_files(folder: &Path) -> Vec<String> {
    let Ok(entries) = std::fs::read_dir(folder.join("dialects")) else { return Vec::new() };
    let mut files = entries
        .filter_map(Result::ok)
        .map(|entry| entry.file_name().to_string_lossy().into_owned())
        .filter(|name| name.ends_with(".yaml"))
        .map(|name| format!("dialects/{name}"))
        .collect::<Vec<_>>();
    files.sort();
    files
}

fn load_dialects(api: &Api, source: &Arc<Source>, folder: &Path) -> Result<ExtractOptions, Vec<Finding>> {
    let mut findings = Vec::new();
    let mut dialects = Vec::new();
    for file in dialect_files(folder) {
        match read_source(&folder.join(file)).and_then(|source| Dialect::read(&source)) {
            Ok(dialect) => dialects.push(dialect),
            Err(finding) => findings.push(*finding),
        }
    }
    dialects.extend(Dialect::built_in());
    if let Some(name) = api.dialect.as_ref().filter(|name| dialects.iter().all(|dialect| dialect.name() != *name)) {
        let known = dialects.iter().map(Dialect::name).collect::<Vec<_>>().join(", ");
        findings.push(
            Finding::new(rules::UNKNOWN_DIALECT, format!("there is no dialect `{name}`"))
                .at(source, span_of_key(source, "dialect"))
                .help(did_you_mean(
                    name,
                    dialects.iter().map(Dialect::name),
                    &format!("there are {known}; a vocabulary of your own goes into `dialects/` beside api.yaml"),
                )),
        );
    }
    if findings.is_empty() { Ok(ExtractOptions { dialects, dialect: api.dialect.clone() }) } else { Err(findings) }
}

fn find_documents(api: &Api, source: &Arc<Source>, folder: &Path) -> Result<Vec<String>, Box<Finding>> {
    let bad_pattern = |pattern: &str, error: &globset::Error| {
        let start = source.text().find(pattern).unwrap_or_default();
        let message = format!("`{pattern}` is no pattern of files: {}", error.kind());
        Box::new(
            Finding::new(rules::BAD_YAML, message)
                .at(source, (start..start + pattern.len()).into())
                .help("patterns look like `documents/**/*.md`; one that begins with `!` excludes"),
        )
    };
    let set = |exclude: bool| -> Result<GlobSet, Box<Finding>> {
        let mut set = GlobSetBuilder::new();
        for pattern in &api.documents {
            let bare = pattern.strip_prefix('!');
            if bare.is_some() == exclude {
                let glob = GlobBuilder::new(bare.unwrap_or(pattern)).literal_separator(true).build();
                set.add(glob.map_err(|error| bad_pattern(pattern, &error))?);
            }
        }
        set.build().map_err(|error| bad_pattern("documents", &error))
    };
    let (include, exclude) = (set(false)?, set(true)?);
    // What cannot be looked into may hold documents: without it, their operations would be taken for dropped.
    let entries = WalkBuilder::new(folder).standard_filters(false).hidden(true).build().collect::<Result<Vec<_>, _>>();
    let mut files = entries
        .map_err(|error| {
            let finding = Finding::new(rules::UNREADABLE_FILE, error.to_string());
            Box::new(finding.help("check the permissions of the folder, or leave it out of the folder of the API"))
        })?
        .into_iter()
        .filter(|entry| entry.file_type().is_some_and(|kind| kind.is_file()))
        .filter_map(|entry| Some(entry.path().strip_prefix(folder).ok()?.to_str()?.replace('\\', "/")))
        .filter(|path| include.is_match(path) && !exclude.is_match(path))
        .collect::<Vec<_>>();
    files.sort();
    if files.is_empty() {
        return Err(Box::new(
            Finding::new(rules::NO_DOCUMENTS, format!("no file below {} matches `documents`", folder.display()))
                .at(source, span_of_key(source, "documents"))
                .help("put the vendor's pages into `documents/`, or correct the patterns"),
        ));
    }
    Ok(files)
}
