//! Files on disk as parts of a body, and what can be wrong with them.

use std::io::{self, Read};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use bytes::Bytes;
use futures_util::stream::{self, Stream};

/// How many bytes of a file are read at once.
const CHUNK: usize = 64 * 1024;

/// A file on disk, with the length that it had.
#[derive(Debug)]
pub(super) struct Measured {
    pub(super) path: PathBuf,
    pub(super) length: u64,
}

impl Measured {
    pub(super) fn new(path: PathBuf) -> io::Result<Self> {
        let metadata = std::fs::metadata(&path).map_err(|error| unreadable(&path, &error))?;
        if metadata.is_file() {
            return Ok(Self { path, length: metadata.len() });
        }
        Err(FileProblem::error(io::ErrorKind::InvalidInput, &path, "this is no file"))
    }

    fn open(&self) -> io::Result<std::fs::File> {
        let opened = std::fs::File::open(&self.path).and_then(|file| Ok((file.metadata()?.len(), file)));
        let (length, file) = opened.map_err(|error| unreadable(&self.path, &error))?;
        if length == self.length { Ok(file) } else { Err(self.changed(length)) }
    }

    fn changed(&self, length: u64) -> io::Error {
        let what = format!("the file had {} bytes when the request was made, and has {length} now", self.length);
        FileProblem::error(io::ErrorKind::InvalidData, &self.path, &what)
    }
}

/// A file that is being read. It is opened by the first read, and has to have the length that it was measured with.
#[derive(Debug)]
pub(super) struct FileReader {
    file: Arc<Measured>,
    opened: Option<std::fs::File>,
    /// How many bytes are still to come.
    left: u64,
}

impl FileReader {
    pub(super) fn new(file: Arc<Measured>) -> Self {
        Self { left: file.length, file, opened: None }
    }
}

impl Read for FileReader {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let file = match &mut self.opened {
            Some(file) => file,
            None => self.opened.insert(self.file.open()?),
        };
        let most = usize::try_from(self.left).unwrap_or(usize::MAX).min(buffer.len());
        let count = file.read(&mut buffer[..most]).map_err(|error| unreadable(&self.file.path, &error))?;
        if count == 0 && most > 0 {
            return Err(self.file.changed(self.file.length - self.left));
        }
        self.left -= count as u64;
        Ok(count)
    }
}

/// What a file holds, read on a thread for blocking work.
pub(super) fn chunks(reader: FileReader) -> impl Stream<Item = io::Result<Bytes>> + Send + 'static {
    stream::try_unfold(reader, |mut reader| async {
        let read = tokio::task::spawn_blocking(move || {
            let mut chunk = vec![0; CHUNK];
            let count = reader.read(&mut chunk)?;
            chunk.truncate(count);
            io::Result::Ok((chunk, reader))
        });
        let (chunk, reader) = read.await.map_err(io::Error::other)??;
        Ok((!chunk.is_empty()).then(|| (Bytes::from(chunk), reader)))
    })
}

/// Why a file cannot be sent.
#[derive(Debug, Clone, thiserror::Error)]
#[error("{}: {what}", path.display())]
pub(crate) struct FileProblem {
    path: PathBuf,
    what: String,
}

impl FileProblem {
    fn error(kind: io::ErrorKind, path: &Path, what: &str) -> io::Error {
        io::Error::new(kind, Self { path: path.to_owned(), what: what.to_owned() })
    }

    /// The problem with a file that an error comes from, if it comes from one: such a request cannot be sent, whatever the
    /// transport takes the error for.
    pub(crate) fn behind(error: &(dyn std::error::Error + 'static)) -> Option<Self> {
        let mut next = Some(error);
        while let Some(error) = next {
            let wrapped = error.downcast_ref::<io::Error>().and_then(io::Error::get_ref);
            if let Some(problem) = wrapped.and_then(|inner| inner.downcast_ref::<Self>()) {
                return Some(problem.clone());
            }
            next = error.source();
        }
        None
    }
}

fn unreadable(path: &Path, error: &io::Error) -> io::Error {
    FileProblem::error(error.kind(), path, &error.to_string())
}
