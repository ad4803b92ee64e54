//! Bodies of `multipart/form-data` (RFC 7578): texts and files.

use super::draft::DraftBody;
use crate::auth::fresh;
use crate::error::Error;
use crate::{Body, File, Slot, SlotRef};

/// Whether a field is a file or a list of files.
pub(super) fn holds_files(slot: &dyn Slot) -> bool {
    match slot.view() {
        SlotRef::File(_) => true,
        SlotRef::List(list) => list.get(0).is_some_and(|first| matches!(first.view(), SlotRef::File(_))),
        _ => false,
    }
}

/// Writes texts first, then files.
pub(super) fn body(texts: &[(String, String)], files: &[(&str, &dyn Slot)]) -> Result<DraftBody, Error> {
    let boundary =
        fresh::random_hex(32).map_err(|_| Error::configuration("the system has no random numbers to give"))?;
    let mut parts = Parts { boundary, body: Body::default() };
    for (name, value) in texts {
        parts.push(&format!("; name=\"{}\"", quoted(name)), None, value.clone());
    }
    for (name, slot) in files {
        match slot.view() {
            SlotRef::File(file) => parts.push_file(name, file),
            SlotRef::List(list) => {
                for index in 0..list.len() {
                    if let Some(SlotRef::File(file)) = list.get(index).map(Slot::view) {
                        parts.push_file(name, file);
                    }
                }
            }
            _ => {}
        }
    }
    Ok(parts.end())
}

/// A body that is being put together.
struct Parts {
    boundary: String,
    body: Body,
}

impl Parts {
    fn push_file(&mut self, name: &str, file: &File) {
        let file_name = file.name.as_deref().unwrap_or("file");
        let disposition = format!("; name=\"{}\"; filename=\"{}\"", quoted(name), quoted(file_name));
        let media_type = file.media_type.as_deref().unwrap_or("application/octet-stream");
        self.push(&disposition, Some(&single_line(media_type)), file.content.clone());
    }

    fn push(&mut self, disposition: &str, media_type: Option<&str>, content: impl Into<Body>) {
        let kind = media_type.map(|kind| format!("Content-Type: {kind}\r\n")).unwrap_or_default();
        let boundary = &self.boundary;
        self.body.append(format!("--{boundary}\r\nContent-Disposition: form-data{disposition}\r\n{kind}\r\n"));
        self.body.append(content);
        self.body.append("\r\n");
    }

    fn end(mut self) -> DraftBody {
        let boundary = self.boundary;
        self.body.append(format!("--{boundary}--\r\n"));
        DraftBody::Parts(format!("multipart/form-data; boundary={boundary}"), self.body)
    }
}

/// What browsers escape in names (HTML, “multipart/form-data encoding algorithm”).
fn quoted(name: &str) -> String {
    name.replace('\r', "%0D").replace('\n', "%0A").replace('"', "%22")
}

fn single_line(text: &str) -> String {
    text.replace(['\r', '\n'], " ")
}
