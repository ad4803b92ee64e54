//! The entry for build scripts: from documents to one file in `OUT_DIR`.

use std::fmt;
use std::path::{Path, PathBuf};

use crate::finding::{Finding, Severity, render};
use crate::output::{self, Mode};
use crate::project::{LOCK_FILE, Project};
use crate::{Options, codegen, generate, reading, writing};

/// Starts the description of a build.
///
/// ```no_run
/// // build.rs; the client is used as `mod kingdee { docwright_runtime::include_client!("kingdee"); }`
/// docwright::build().specs("specs").api("kingdee").emit()?;
/// # Ok::<(), docwright::BuildError>(())
/// ```
#[must_use]
pub fn build() -> Build {
    Build { specs: PathBuf::from("specs"), apis: Vec::new(), verified: None }
}

/// What a build script wants; see [`build`].
#[derive(Debug, Clone)]
pub struct Build {
    specs: PathBuf,
    apis: Vec<String>,
    verified: Option<PathBuf>,
}

/// Why a build stopped. Both `Display` and `Debug` are the framed findings, so that `fn main() -> Result<…>` shows them.
pub struct BuildError(String);

impl Build {
    /// The folder of the APIs, relative to the folder of the crate that is built. `specs` if it is not said.
    #[must_use]
    pub fn specs(mut self, folder: impl Into<PathBuf>) -> Self {
        self.specs = folder.into();
        self
    }

    /// An API to generate, by the name of its folder. All of them if none is said.
    #[must_use]
    pub fn api(mut self, name: impl Into<String>) -> Self {
        self.apis.push(name.into());
        self
    }

    /// Writes nothing, and only checks that the code which is checked in, in the crate in `folder`, is what the documents give.
    #[must_use]
    pub fn verify(mut self, folder: impl Into<PathBuf>) -> Self {
        self.verified = Some(folder.into());
        self
    }

    /// Does it: tells cargo which files to watch, and writes `OUT_DIR/NAME.rs` for each API.
    ///
    /// # Errors
    /// Where an input is missing or wrong, a file cannot be written, or verified code is stale.
    pub fn emit(self) -> Result<(), BuildError> {
        let names = if self.apis.is_empty() { crate::project::names(&self.specs)? } else { self.apis.clone() };
        match &self.verified {
            Some(out) => names.iter().try_for_each(|name| self.verify_one(name, out)),
            None => {
                let out = std::env::var_os("OUT_DIR").map(PathBuf::from);
                let out =
                    out.ok_or_else(|| BuildError("OUT_DIR is not set: call this from a build script".to_owned()))?;
                names.iter().try_for_each(|name| self.emit_one(name, &out))
            }
        }
    }

    fn emit_one(&self, name: &str, out: &Path) -> Result<(), BuildError> {
        let mut project = self.load(name)?;
        let mut read = reading::read_project(&project, &|_| {});
        let lowered = writing::lower(&mut project, &mut read);
        stop_on_errors(&read.findings)?;
        stop_on_errors(&lowered.findings)?;
        let path = out.join(format!("{name}.rs"));
        let text = codegen::emit_build_script(&lowered.api);
        if output::read(&path)?.is_none_or(|bytes| bytes != text.as_bytes()) {
            output::replace(&path, text.as_bytes())?;
        }
        Ok(())
    }

    fn verify_one(&self, name: &str, out: &Path) -> Result<(), BuildError> {
        let project = self.load(name)?;
        for file in project.lock.operations.values().map(|locked| Path::new("src").join(&locked.module)) {
            watch(&out.join(file));
        }
        let options = Options { specs: self.specs.clone(), out: Some(out.to_owned()), mode: Mode::Compare };
        stop_on_errors(&generate(name, &options, &|_| {})?.findings)
    }

    /// Loads an API and tells cargo to watch exactly what it is made from.
    fn load(&self, name: &str) -> Result<Project, BuildError> {
        let folder = self.specs.join(name);
        watch(&folder.join(crate::project::API_FILE));
        let project = Project::load(&self.specs, name).map_err(|findings| BuildError::from(findings.as_slice()))?;
        for file in project.side_files().iter().skip(1).chain(&project.documents) {
            watch(&folder.join(file));
        }
        // A folder changes when a document comes or goes.
        let folders = project.documents.iter().filter_map(|file| Path::new(file).parent());
        for parent in folders.collect::<std::collections::BTreeSet<_>>() {
            watch(&folder.join(parent));
        }
        if folder.join(LOCK_FILE).exists() {
            watch(&folder.join(LOCK_FILE));
        }
        Ok(project)
    }
}

fn watch(path: &Path) {
    println!("cargo:rerun-if-changed={}", path.display());
}

fn stop_on_errors(findings: &[Finding]) -> Result<(), BuildError> {
    let errors = findings.iter().filter(|finding| finding.severity >= Severity::Error).cloned().collect::<Vec<_>>();
    if errors.is_empty() { Ok(()) } else { Err(BuildError::from(errors.as_slice())) }
}

impl From<&[Finding]> for BuildError {
    fn from(findings: &[Finding]) -> Self {
        Self(render::render(findings, render::Format::Plain))
    }
}

impl From<std::io::Error> for BuildError {
    fn from(error: std::io::Error) -> Self {
        Self(error.to_string())
    }
}

impl fmt::Display for BuildError {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.0)
    }
}

impl fmt::Debug for BuildError {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "\n{}", self.0)
    }
}

impl std::error::Error for BuildError {}
