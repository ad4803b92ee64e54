//! Files that travel in requests and answers.

use std::io;
use std::path::{Path, PathBuf};

use bytes::Bytes;

use super::SlotRef;
use crate::Body;

/// A file to be sent, or one that came. In JSON it travels as base64 text.
///
/// ```no_run
/// use docwright_runtime::File;
///
/// let in_memory = File::new("note.txt", "a few words").media_type("text/plain");
/// let streamed = File::open("photos/large.png")?.media_type("image/png");
/// # Ok::<(), std::io::Error>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct File {
    /// The name that the receiver is told. A server says it with `Content-Disposition`; it is never a path.
    pub name: Option<String>,
    /// The media type, such as `image/png`.
    pub media_type: Option<String>,
    /// The bytes, in memory or on disk.
    pub content: Body,
}

impl File {
    /// A file with a name.
    pub fn new(name: impl Into<String>, content: impl Into<Body>) -> Self {
        Self { name: Some(name.into()), media_type: None, content: content.into() }
    }

    /// A file on disk. Its length is taken now; it is read while it is sent, in every attempt anew, so that a large one
    /// costs no memory. Only `multipart/form-data` can send such a file; for JSON, read it: `File::new(name, fs::read(path)?)`.
    ///
    /// # Errors
    ///
    /// If there is no such file. The error names the path.
    pub fn open(path: impl Into<PathBuf>) -> io::Result<Self> {
        let path = path.into();
        let name = path.file_name().map(|name| name.to_string_lossy().into_owned());
        Ok(Self { name, media_type: None, content: Body::open(path)? })
    }

    /// Says what kind of file it is, such as `image/png`.
    pub fn media_type(mut self, media_type: impl Into<String>) -> Self {
        self.media_type = Some(media_type.into());
        self
    }

    /// The bytes; those of a file that came are in memory, so reading them cannot fail.
    ///
    /// # Errors
    ///
    /// If a file on disk cannot be read.
    pub fn read(&self) -> io::Result<Bytes> {
        self.content.read()
    }
}

/// The path of a file on disk that a value is or has somewhere in it, if there is one.
pub(crate) fn path_within(value: &SlotRef<'_>) -> Option<PathBuf> {
    match value {
        SlotRef::File(file) => file.content.first_path().map(Path::to_owned),
        SlotRef::Model(model) => {
            let mut found = None;
            model.look(&mut |slots, _| found = slots.iter().find_map(|slot| path_within(&slot.view())));
            found
        }
        SlotRef::List(list) => {
            (0..list.len()).filter_map(|index| list.get(index)).find_map(|slot| path_within(&slot.held()))
        }
        SlotRef::Map(entries) => {
            (0..entries.len()).filter_map(|index| entries.get(index)).find_map(|(_, slot)| path_within(&slot.held()))
        }
        SlotRef::Json(embedded) => path_within(&embedded.inner().held()),
        _ => None,
    }
}
