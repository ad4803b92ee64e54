//! Where tokens are kept so that several processes share them: vendors allow few calls to their token endpoints.

use std::fs::{File, OpenOptions, TryLockError};
use std::future::Future;
use std::io::{self, Write as _};
use std::path::{Path, PathBuf};
use std::pin::Pin;
use std::time::Duration;

/// How long to wait before looking again whether another process is done.
const POLL: Duration = Duration::from_millis(50);

/// What [`TokenStore::hold`] gives.
pub type HoldFuture<'a> = Pin<Box<dyn Future<Output = io::Result<Box<dyn HeldTokens>>> + Send + 'a>>;

/// A place for tokens outside of the process.
///
/// Who needs a new token holds the place while fetching it, so that all others wait and then find it there.
pub trait TokenStore: Send + Sync + 'static {
    /// Waits until nobody else holds the tokens of that key, and holds them until the result is dropped. A process that
    /// dies must not keep others waiting. The key is made of letters and digits; different accounts have different ones.
    fn hold<'a>(&'a self, key: &'a str) -> HoldFuture<'a>;
}

/// Tokens that nobody else can get at for the moment.
pub trait HeldTokens: Send {
    /// The text that was written last, whole; an empty one if there is none. Should it be damaged all the same, tokens are
    /// fetched anew.
    ///
    /// # Errors
    ///
    /// If the place cannot be read.
    fn read(&mut self) -> io::Result<String>;

    /// Replaces the text, all of it or nothing, also if the process is killed meanwhile. It holds secrets.
    ///
    /// # Errors
    ///
    /// If the place cannot be written.
    fn write(&mut self, text: &str) -> io::Result<()>;
}

/// Keeps tokens in files of a folder, one an account, readable by their owner only. The operating system's file locks
/// order the processes; it releases those of a process that dies. New tokens take the place of old ones in one move, so a
/// process that dies while it writes leaves the old ones.
#[derive(Debug, Clone)]
pub struct FileTokenStore {
    folder: PathBuf,
}

impl FileTokenStore {
    /// A store in that folder, which is made if it does not exist.
    #[must_use]
    pub fn new(folder: impl Into<PathBuf>) -> Self {
        Self { folder: folder.into() }
    }
}

impl TokenStore for FileTokenStore {
    fn hold<'a>(&'a self, key: &'a str) -> HoldFuture<'a> {
        Box::pin(async move {
            std::fs::create_dir_all(&self.folder)?;
            // The lock is on a file of its own: that of the tokens is replaced, and with it a lock on it would be lost.
            let lock = private_file().truncate(false).create(true).open(self.folder.join(format!("{key}.lock")))?;
            loop {
                match lock.try_lock() {
                    Ok(()) => return Ok(Box::new(HeldFile::new(&self.folder, key, lock)) as Box<dyn HeldTokens>),
                    Err(TryLockError::WouldBlock) => tokio::time::sleep(POLL).await,
                    Err(TryLockError::Error(error)) => return Err(error),
                }
            }
        })
    }
}

/// How files are made that only their owner can read.
fn private_file() -> OpenOptions {
    let mut options = OpenOptions::new();
    options.write(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    options
}

/// The file of an account's tokens, as long as the lock is held.
struct HeldFile {
    tokens: PathBuf,
    /// Where new tokens are written before they take the place of the old ones.
    fresh: PathBuf,
    /// Closing it releases the lock.
    _lock: File,
}

impl HeldFile {
    fn new(folder: &Path, key: &str, lock: File) -> Self {
        Self { tokens: folder.join(key), fresh: folder.join(format!("{key}.new")), _lock: lock }
    }
}

impl HeldTokens for HeldFile {
    fn read(&mut self) -> io::Result<String> {
        match std::fs::read(&self.tokens) {
            Ok(bytes) => Ok(String::from_utf8(bytes).unwrap_or_default()),
            Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(String::new()),
            Err(error) => Err(error),
        }
    }

    fn write(&mut self, text: &str) -> io::Result<()> {
        remove_if_there(&self.fresh)?;
        let mut file = private_file().create_new(true).open(&self.fresh)?;
        file.write_all(text.as_bytes())?;
        // Without this, a machine that loses power may be left with the name of the new file and none of its content.
        file.sync_all()?;
        std::fs::rename(&self.fresh, &self.tokens)
    }
}

/// Who was killed while it wrote has left a file behind.
fn remove_if_there(path: &Path) -> io::Result<()> {
    match std::fs::remove_file(path) {
        Err(error) if error.kind() != io::ErrorKind::NotFound => Err(error),
        _ => Ok(()),
    }
}
