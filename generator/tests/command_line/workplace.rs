//! A folder to run the command line in, and what a run gave.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

/// A folder with the specs and the generated crate of this repository, to do harm to.
pub(crate) struct Workplace {
    folder: tempfile::TempDir,
}

impl Workplace {
    /// Everything as it is checked in.
    pub(crate) fn new() -> Self {
        let folder = tempfile::tempdir().expect("a folder");
        for part in ["specs", "generated"] {
            copy(&root().join(part), &folder.path().join(part));
        }
        Self { folder }
    }

    /// Nothing.
    pub(crate) fn empty() -> Self {
        Self { folder: tempfile::tempdir().expect("a folder") }
    }

    pub(crate) fn path(&self, relative: &str) -> PathBuf {
        self.folder.path().join(relative)
    }

    pub(crate) fn write(&self, relative: &str, bytes: impl AsRef<[u8]>) {
        let path = self.path(relative);
        fs::create_dir_all(path.parent().expect("a parent")).expect("a folder");
        fs::write(path, bytes).expect("a file");
    }

    pub(crate) fn read(&self, relative: &str) -> String {
        fs::read_to_string(self.path(relative)).unwrap_or_else(|error| panic!("{relative}: {error}"))
    }

    pub(crate) fn run(&self, arguments: &[&str]) -> Run {
        let mut command = Command::new(binary());
        command.args(arguments).current_dir(self.folder.path()).env("NO_COLOR", "1").env_remove("CLICOLOR_FORCE");
        Run(command.output().expect("docwright runs"))
    }

    /// Every file with its text and the time of its last change.
    pub(crate) fn snapshot(&self) -> Vec<(PathBuf, Vec<u8>, std::time::SystemTime)> {
        let mut files = Vec::new();
        walk(self.folder.path(), &mut |path| {
            let changed = fs::metadata(path).and_then(|data| data.modified()).expect("a time");
            files.push((path.to_owned(), fs::read(path).expect("bytes"), changed));
        });
        files.sort();
        files
    }
}

pub(crate) struct Run(Output);

impl Run {
    pub(crate) fn code(&self) -> i32 {
        self.0.status.code().expect("an exit code")
    }

    pub(crate) fn stdout(&self) -> String {
        String::from_utf8_lossy(&self.0.stdout).into_owned()
    }

    pub(crate) fn stderr(&self) -> String {
        String::from_utf8_lossy(&self.0.stderr).into_owned()
    }

    #[track_caller]
    pub(crate) fn expect(self, code: i32) -> Self {
        assert_eq!(self.code(), code, "stdout:\n{}\nstderr:\n{}", self.stdout(), self.stderr());
        self
    }

    #[track_caller]
    pub(crate) fn says(self, text: &str) -> Self {
        assert!(self.stderr().contains(text), "`{text}` is not in:\n{}", self.stderr());
        self
    }
}

pub(crate) fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).parent().expect("the workspace").to_path_buf()
}

pub(crate) fn binary() -> PathBuf {
    PathBuf::from(env!("CARGO_BIN_EXE_docwright"))
}

fn walk(folder: &Path, visit: &mut dyn FnMut(&Path)) {
    for entry in fs::read_dir(folder).expect("a folder") {
        let path = entry.expect("an entry").path();
        if path.is_dir() { walk(&path, visit) } else { visit(&path) }
    }
}

fn copy(from: &Path, to: &Path) {
    walk(from, &mut |path| {
        let target = to.join(path.strip_prefix(from).expect("below"));
        fs::create_dir_all(target.parent().expect("a parent")).expect("a folder");
        fs::copy(path, target).expect("a copy");
    });
}

/// GBK by way of the system's tables would be a dependency; the few characters of the test page are looked up.
pub(crate) fn encode_gbk(text: &str) -> Vec<u8> {
    let (bytes, _, failed) = encoding_rs::GBK.encode(text);
    assert!(!failed);
    bytes.into_owned()
}
