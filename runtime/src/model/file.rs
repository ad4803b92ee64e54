//! Files that travel in requests.

use bytes::Bytes;

/// A file to be sent, or the content of one that came. In JSON it travels as base64 text.
#[derive(Clone, PartialEq, Eq, Default)]
pub struct File {
    /// The name that the receiver is told.
    pub name: Option<String>,
    /// The media type, such as `image/png`.
    pub media_type: Option<String>,
    /// The bytes.
    pub content: Bytes,
}

impl File {
    /// A file with a name.
    pub fn new(name: impl Into<String>, content: impl Into<Bytes>) -> Self {
        Self { name: Some(name.into()), media_type: None, content: content.into() }
    }

    /// Says what kind of file it is, such as `image/png`.
    pub fn media_type(mut self, media_type: impl Into<String>) -> Self {
        self.media_type = Some(media_type.into());
        self
    }
}

/// Without the content.
impl std::fmt::Debug for File {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        out.debug_struct("File")
            .field("name", &self.name)
            .field("media_type", &self.media_type)
            .field("bytes", &self.content.len())
            .finish()
    }
}
