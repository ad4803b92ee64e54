//! Where tokens are kept so that several processes share them: vendors allow few calls to their token endpoints.

use std::fs::{File, OpenOptions, TryLockError};
use std::future::Future;
use std::io::{self, Read as _, Seek as _, Write as _};
use std::path::PathBuf;
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
    /// The text that was written last; an empty one if there is none. Text that was only partly written does no harm.
    ///
    /// # Errors
    ///
    /// If the place cannot be read.
    fn read(&mut self) -> io::Result<String>;

    /// Replaces the text. It holds secrets.
    ///
    /// # Errors
    ///
    /// If the place cannot be written.
    fn write(&mut self, text: &str) -> io::Result<()>;
}

/// Keeps tokens in files of a folder, one an account, readable by their owner only. The operating system's file locks
/// order the processes; it releases those of a process that dies.
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

    fn open(&self, key: &str) -> io::Result<File> {
        std::fs::create_dir_all(&self.folder)?;
        let mut options = OpenOptions::new();
        options.read(true).write(true).create(true).truncate(false);
        #[cfg(unix)]
        std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
        options.open(self.folder.join(key))
    }
}

impl TokenStore for FileTokenStore {
    fn hold<'a>(&'a self, key: &'a str) -> HoldFuture<'a> {
        Box::pin(async move {
            let file = self.open(key)?;
            loop {
                match file.try_lock() {
                    Ok(()) => return Ok(Box::new(HeldFile(file)) as Box<dyn HeldTokens>),
                    Err(TryLockError::WouldBlock) => tokio::time::sleep(POLL).await,
                    Err(TryLockError::Error(error)) => return Err(error),
                }
            }
        })
    }
}

/// A locked file; closing it releases the lock.
struct HeldFile(File);

impl HeldTokens for HeldFile {
    fn read(&mut self) -> io::Result<String> {
        let mut bytes = Vec::new();
        self.0.rewind()?;
        self.0.read_to_end(&mut bytes)?;
        Ok(String::from_utf8(bytes).unwrap_or_default())
    }

    fn write(&mut self, text: &str) -> io::Result<()> {
        self.0.rewind()?;
        self.0.set_len(0)?;
        self.0.write_all(text.as_bytes())
    }
}
