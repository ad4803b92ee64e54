//! Writing files, or comparing them with what is there. Knows paths and bytes, nothing of what they mean.

use std::collections::BTreeMap;
use std::fs;
use std::io::{self, Write as _};
use std::path::{Path, PathBuf};

/// A file that should be there.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Wanted {
    /// Where.
    pub path: PathBuf,
    /// What it should hold.
    pub text: String,
    /// The hash of what was written there last time, if anything was.
    pub last_written: Option<String>,
}

/// What to do about files that differ.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Mode {
    /// Write them, unless a person edited them.
    Write,
    /// Write them, whoever edited them.
    Overwrite,
    /// Write nothing.
    Compare,
}

/// What became, or would become, of a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Change {
    /// It was not there.
    Created,
    /// It held something else.
    Updated,
    /// It is no longer wanted.
    Removed,
    /// It was edited by hand and is left as it is.
    Edited,
}

/// The files that changed or would change, in order of path. Files that are as they should be are not in it and were
/// not touched. Where an edit by hand kept everything from being written, it holds the edited files alone.
pub type Changes = BTreeMap<PathBuf, Change>;

/// Makes `wanted` files so and removes the `unwanted` ones: files that were written last time, with the hash they had.
///
/// Nothing is written if any file was edited by hand, unless the mode says so, or if one cannot be written. Each file is
/// replaced atomically.
///
/// # Errors
/// Where a file cannot be read or written; the error names it.
pub fn apply(
    wanted: &[Wanted],
    unwanted: &[(PathBuf, String)],
    mode: Mode,
    hash: fn(&[u8]) -> String,
) -> io::Result<Changes> {
    let mut changes = compare(wanted, unwanted, mode, hash)?;
    if mode == Mode::Compare {
        return Ok(changes);
    }
    if changes.values().any(|change| *change == Change::Edited) {
        changes.retain(|_, change| *change == Change::Edited);
        return Ok(changes);
    }
    // All texts come first and their names last: a full disk or a folder that may not be written leaves everything as it
    // was, rather than new files beside a lock that knows nothing of them.
    let changed = wanted.iter().filter(|file| changes.contains_key(&file.path));
    let staged = changed.map(|file| stage(&file.path, file.text.as_bytes())).collect::<io::Result<Vec<_>>>()?;
    for file in staged {
        file.take_name()?;
    }
    for (path, change) in &changes {
        if *change == Change::Removed {
            fs::remove_file(path).map_err(|error| named(path, &error))?;
        }
    }
    Ok(changes)
}

fn compare(
    wanted: &[Wanted],
    unwanted: &[(PathBuf, String)],
    mode: Mode,
    hash: fn(&[u8]) -> String,
) -> io::Result<Changes> {
    let mut changes = Changes::new();
    for file in wanted {
        let change = match read(&file.path)? {
            None => Change::Created,
            Some(bytes) if same_text(&bytes, file.text.as_bytes()) => continue,
            Some(bytes) if mode == Mode::Overwrite || file.last_written.as_deref() == Some(&hash(&bytes)) => {
                Change::Updated
            }
            Some(_) => Change::Edited,
        };
        changes.insert(file.path.clone(), change);
    }
    for (path, last_written) in unwanted {
        let Some(bytes) = read(path)? else { continue };
        let edited = mode != Mode::Overwrite && hash(&bytes) != *last_written;
        changes.insert(path.clone(), if edited { Change::Edited } else { Change::Removed });
    }
    Ok(changes)
}

/// Whether two texts are the same but for their line ends, which a checkout may have changed.
fn same_text(left: &[u8], right: &[u8]) -> bool {
    fn unix(bytes: &[u8]) -> impl Iterator<Item = u8> + '_ {
        let next = bytes.iter().copied().skip(1).map(Some).chain([None]);
        bytes
            .iter()
            .copied()
            .zip(next)
            .filter(|&(byte, next)| !(byte == b'\r' && next == Some(b'\n')))
            .map(|(byte, _)| byte)
    }
    left == right || (left.contains(&b'\r') && unix(left).eq(unix(right)))
}

/// Replaces a file as a whole, or leaves it as it was: the text goes to a new file beside it, which takes its name.
///
/// # Errors
/// Where the folder cannot be made or the file cannot be written; the error names the file.
pub fn replace(path: &Path, bytes: &[u8]) -> io::Result<()> {
    stage(path, bytes)?.take_name()
}

/// A text that was written beside the file that it will replace. Dropped, it is gone.
struct Staged<'p> {
    path: &'p Path,
    written: tempfile::TempPath,
}

impl Staged<'_> {
    fn take_name(self) -> io::Result<()> {
        self.written.persist(self.path).map_err(|error| named(self.path, &error.error))
    }
}

fn stage<'p>(path: &'p Path, bytes: &[u8]) -> io::Result<Staged<'p>> {
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    let write = || {
        fs::create_dir_all(folder)?;
        let mut file = builder().tempfile_in(folder)?;
        // The inner file does not add its own path, which means nothing to a person, to an error.
        file.as_file_mut().write_all(bytes)?;
        file.as_file().sync_data()?;
        Ok(file.into_temp_path())
    };
    Ok(Staged { path, written: write().map_err(|error| named(path, &error))? })
}

/// A temporary file is private to its owner; the file it becomes is an ordinary one, as the user's mask has it.
fn builder() -> tempfile::Builder<'static, 'static> {
    let mut builder = tempfile::Builder::new();
    builder.prefix(".docwright-");
    #[cfg(unix)]
    builder.permissions(std::os::unix::fs::PermissionsExt::from_mode(0o666));
    builder
}

/// The bytes of a file, or `None` if it is not there.
///
/// # Errors
/// Where it is there and cannot be read; the error names it.
pub fn read(path: &Path) -> io::Result<Option<Vec<u8>>> {
    match fs::read(path) {
        Ok(bytes) => Ok(Some(bytes)),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
        Err(error) => Err(named(path, &error)),
    }
}

fn named(path: &Path, error: &io::Error) -> io::Error {
    io::Error::new(error.kind(), format!("{}: {error}", path.display()))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn hash(bytes: &[u8]) -> String {
        String::from_utf8_lossy(bytes).into_owned()
    }

    fn wanted(path: &Path, text: &str, last: Option<&str>) -> Wanted {
        Wanted { path: path.to_owned(), text: text.to_owned(), last_written: last.map(str::to_owned) }
    }

    #[test]
    fn an_edited_file_stops_everything_until_told_otherwise() {
        let folder = tempfile::tempdir().expect("folder");
        let (edited, fresh) = (folder.path().join("a.rs"), folder.path().join("b/c.rs"));
        fs::write(&edited, "by hand").expect("write");
        let files = [wanted(&edited, "new", Some("old")), wanted(&fresh, "fresh", None)];
        let changes = apply(&files, &[], Mode::Write, hash).expect("compares");
        assert_eq!(changes[&edited], Change::Edited);
        assert_eq!(fs::read_to_string(&edited).expect("read"), "by hand");
        assert!(!fresh.exists(), "nothing is written beside an edited file");
        apply(&files, &[], Mode::Overwrite, hash).expect("writes");
        assert_eq!(fs::read_to_string(&edited).expect("read"), "new");
        assert_eq!(fs::read_to_string(&fresh).expect("read"), "fresh");
    }

    #[test]
    fn a_file_as_wanted_is_not_touched_and_one_no_longer_wanted_goes() {
        let folder = tempfile::tempdir().expect("folder");
        let (same, gone) = (folder.path().join("same.rs"), folder.path().join("gone.rs"));
        fs::write(&same, "x\r\ny\r\n").expect("write");
        fs::write(&gone, "old").expect("write");
        let before = fs::metadata(&same).expect("metadata").modified().expect("time");
        let changes = apply(&[wanted(&same, "x\ny\n", None)], &[(gone.clone(), "old".into())], Mode::Write, hash)
            .expect("writes");
        assert_eq!(changes, Changes::from([(gone.clone(), Change::Removed)]));
        assert!(!gone.exists());
        assert_eq!(fs::metadata(&same).expect("metadata").modified().expect("time"), before);
    }

    #[cfg(unix)]
    #[test]
    fn a_file_that_cannot_be_written_keeps_all_others_as_they_were() {
        let folder = tempfile::tempdir().expect("folder");
        let (first, link) = (folder.path().join("a.rs"), folder.path().join("link"));
        fs::write(&first, "old").expect("write");
        std::os::unix::fs::symlink(folder.path().join("nowhere"), &link).expect("a link");
        let below = link.join("c.rs");
        let files = [wanted(&first, "new", Some("old")), wanted(&below, "x", None)];
        let error = apply(&files, &[], Mode::Write, hash).expect_err("a link to nowhere is no folder");
        assert!(error.to_string().starts_with(&below.display().to_string()), "{error}");
        assert_eq!(fs::read_to_string(&first).expect("read"), "old");
        assert_eq!(fs::read_dir(folder.path()).expect("entries").count(), 2, "no temporary file stays behind");
    }

    #[test]
    fn comparing_writes_nothing() {
        let folder = tempfile::tempdir().expect("folder");
        let path = folder.path().join("a.rs");
        let changes = apply(&[wanted(&path, "x", None)], &[], Mode::Compare, hash).expect("compares");
        assert_eq!(changes[&path], Change::Created);
        assert!(!path.exists());
    }
}
