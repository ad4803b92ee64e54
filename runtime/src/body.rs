//! What a request carries and a file holds: bytes in memory, files on disk, or both in a row.

use std::fmt;
use std::io::{self, Read};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use bytes::Bytes;
use futures_util::stream::{self, BoxStream, Stream, StreamExt as _};

/// How many bytes of a file are read at once.
const CHUNK: usize = 64 * 1024;

/// Bytes that are in memory, in files on disk, or both one after another. Cloning it is cheap.
///
/// A file is opened when its turn comes to be read, so a body can be sent again and again, and costs no more memory than a
/// piece of it. Its length is taken when the body is made; a file with another length by the time it is sent is an error.
///
/// ```
/// use docwright_runtime::transport::Body;
///
/// # let folder = tempfile::tempdir()?;
/// # let path = folder.path().join("photo.png");
/// std::fs::write(&path, "PNG")?;
/// let mut body = Body::from("the photo: ");
/// body.append(Body::open(&path)?);
/// assert_eq!(body.len(), 14);
/// assert_eq!(body.in_memory(), None);
/// assert_eq!(body.read()?, "the photo: PNG");
/// # Ok::<(), std::io::Error>(())
/// ```
#[derive(Clone, Default)]
pub struct Body {
    pieces: Vec<Piece>,
}

/// A part of a body.
#[derive(Clone)]
enum Piece {
    /// Not empty.
    Bytes(Bytes),
    File(Arc<Measured>),
}

/// A file on disk, with the length that it had.
#[derive(Debug)]
struct Measured {
    path: PathBuf,
    length: u64,
}

impl Body {
    /// The content of a file, which is read when it is sent.
    ///
    /// # Errors
    ///
    /// If there is no file of that name, or its length is not known, because it is a folder or a pipe. The error names
    /// the path.
    pub fn open(path: impl Into<PathBuf>) -> io::Result<Self> {
        let path = path.into();
        let metadata = std::fs::metadata(&path).map_err(|error| unreadable(&path, &error))?;
        if !metadata.is_file() {
            return Err(FileProblem::error(io::ErrorKind::InvalidInput, &path, "this is no file"));
        }
        let file = Arc::new(Measured { path, length: metadata.len() });
        Ok(Self { pieces: vec![Piece::File(file)] })
    }

    /// Puts another body behind this one.
    pub fn append(&mut self, other: impl Into<Self>) {
        self.pieces.extend(other.into().pieces);
    }

    /// How many bytes there are.
    #[must_use]
    pub fn len(&self) -> u64 {
        self.pieces.iter().map(Piece::length).sum()
    }

    /// Whether there are no bytes.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// The bytes, if all of them are in memory.
    #[must_use]
    pub fn in_memory(&self) -> Option<Bytes> {
        match self.pieces.as_slice() {
            [] => Some(Bytes::new()),
            [Piece::Bytes(bytes)] => Some(bytes.clone()),
            pieces => pieces.iter().map(Piece::bytes).collect::<Option<Vec<_>>>().map(|pieces| pieces.concat().into()),
        }
    }

    /// The bytes, read from disk where they are there.
    ///
    /// # Errors
    ///
    /// If a file cannot be read or has another length now. The error names the path.
    pub fn read(&self) -> io::Result<Bytes> {
        if let Some(bytes) = self.in_memory() {
            return Ok(bytes);
        }
        let mut bytes = Vec::new();
        self.clone().into_reader().read_to_end(&mut bytes)?;
        Ok(bytes.into())
    }

    /// The bytes for a transport that blocks. Its errors name the path of the file.
    #[must_use]
    pub fn into_reader(self) -> BodyReader {
        BodyReader { pieces: self.pieces.into_iter(), current: None }
    }

    /// The bytes for an asynchronous transport, which has to run on tokio: files are read on its threads for blocking
    /// work. Its errors name the path of the file.
    pub fn into_stream(self) -> BoxStream<'static, io::Result<Bytes>> {
        let pieces = stream::iter(self.pieces).flat_map(|piece| match piece {
            Piece::Bytes(bytes) => stream::once(async { Ok(bytes) }).left_stream(),
            Piece::File(file) => chunks(FileReader::new(file)).right_stream(),
        });
        pieces.boxed()
    }

    /// The path of the first file that is not in memory.
    pub(crate) fn first_path(&self) -> Option<&Path> {
        self.pieces.iter().find_map(|piece| match piece {
            Piece::Bytes(_) => None,
            Piece::File(file) => Some(file.path.as_path()),
        })
    }
}

impl Piece {
    fn length(&self) -> u64 {
        match self {
            Self::Bytes(bytes) => bytes.len() as u64,
            Self::File(file) => file.length,
        }
    }

    fn bytes(&self) -> Option<&[u8]> {
        match self {
            Self::Bytes(bytes) => Some(bytes),
            Self::File(_) => None,
        }
    }
}

impl From<Bytes> for Body {
    fn from(bytes: Bytes) -> Self {
        let pieces = if bytes.is_empty() { Vec::new() } else { vec![Piece::Bytes(bytes)] };
        Self { pieces }
    }
}

/// Bodies from what is turned into [`Bytes`] without copying.
macro_rules! from_bytes {
    ($($type:ty),*) => {$(
        impl From<$type> for Body {
            fn from(bytes: $type) -> Self {
                Self::from(Bytes::from(bytes))
            }
        }
    )*};
}

from_bytes!(Vec<u8>, String, &'static str, &'static [u8]);

/// Bodies in memory are equal by their bytes, files by path and length.
impl PartialEq for Body {
    fn eq(&self, other: &Self) -> bool {
        match (self.in_memory(), other.in_memory()) {
            (Some(left), Some(right)) => left == right,
            (None, None) => self.pieces.iter().eq(&other.pieces),
            _ => false,
        }
    }
}

impl Eq for Body {}

impl PartialEq for Piece {
    fn eq(&self, other: &Self) -> bool {
        match (self, other) {
            (Self::Bytes(left), Self::Bytes(right)) => left == right,
            (Self::File(left), Self::File(right)) => left.path == right.path && left.length == right.length,
            _ => false,
        }
    }
}

/// Without the bytes, which may hold what must not be logged.
impl fmt::Debug for Body {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut fields = formatter.debug_struct("Body");
        fields.field("bytes", &self.len());
        if let Some(path) = self.first_path() {
            fields.field("path", &path);
        }
        fields.finish_non_exhaustive()
    }
}

/// A body that is being read, piece by piece; made by [`Body::into_reader`].
#[derive(Debug)]
pub struct BodyReader {
    pieces: std::vec::IntoIter<Piece>,
    current: Option<PieceReader>,
}

#[derive(Debug)]
enum PieceReader {
    Bytes(io::Cursor<Bytes>),
    File(FileReader),
}

impl Read for BodyReader {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        loop {
            let count = match &mut self.current {
                Some(PieceReader::Bytes(reader)) => reader.read(buffer)?,
                Some(PieceReader::File(reader)) => reader.read(buffer)?,
                None => 0,
            };
            if count > 0 || buffer.is_empty() {
                return Ok(count);
            }
            self.current = match self.pieces.next() {
                Some(Piece::Bytes(bytes)) => Some(PieceReader::Bytes(io::Cursor::new(bytes))),
                Some(Piece::File(file)) => Some(PieceReader::File(FileReader::new(file))),
                None => return Ok(0),
            };
        }
    }
}

impl fmt::Debug for Piece {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Bytes(bytes) => write!(formatter, "{} bytes", bytes.len()),
            Self::File(file) => file.fmt(formatter),
        }
    }
}

/// A file that is being read. It is opened by the first read, and has to have the length that it was measured with.
#[derive(Debug)]
struct FileReader {
    file: Arc<Measured>,
    opened: Option<std::fs::File>,
    /// How many bytes are still to come.
    left: u64,
}

impl FileReader {
    fn new(file: Arc<Measured>) -> Self {
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

impl Measured {
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

/// What a file holds, read on a thread for blocking work.
fn chunks(reader: FileReader) -> impl Stream<Item = io::Result<Bytes>> + Send + 'static {
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
