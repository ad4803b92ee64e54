//! What a request carries and a file holds: bytes in memory, files on disk, or both in a row.

mod file;
mod reader;

use std::fmt;
use std::io::{self, Read as _};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use bytes::Bytes;
use futures_util::stream::{self, BoxStream, StreamExt as _};

pub(crate) use file::FileProblem;
use file::{FileReader, Measured, chunks};
pub use reader::BodyReader;

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

impl Body {
    /// The content of a file, which is read when it is sent.
    ///
    /// # Errors
    ///
    /// If there is no file of that name, or its length is not known, because it is a folder or a pipe. The error names
    /// the path.
    pub fn open(path: impl Into<PathBuf>) -> io::Result<Self> {
        Ok(Self { pieces: vec![Piece::File(Arc::new(Measured::new(path.into())?))] })
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
        BodyReader::new(self.pieces)
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

impl fmt::Debug for Piece {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Bytes(bytes) => write!(formatter, "{} bytes", bytes.len()),
            Self::File(file) => file.fmt(formatter),
        }
    }
}
