//! Bodies of `multipart/form-data` (RFC 7578): texts and files.

use bytes::{BufMut as _, BytesMut};

use super::draft::DraftBody;
use crate::auth::fresh;
use crate::error::Error;
use crate::{File, Slot, SlotRef};

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
    let mut body = BytesMut::new();
    for (name, value) in texts {
        part(&mut body, &boundary, &format!("; name=\"{}\"", quoted(name)), None, value.as_bytes());
    }
    for (name, slot) in files {
        match slot.view() {
            SlotRef::File(file) => file_part(&mut body, &boundary, name, file),
            SlotRef::List(list) => {
                for index in 0..list.len() {
                    if let Some(SlotRef::File(file)) = list.get(index).map(Slot::view) {
                        file_part(&mut body, &boundary, name, file);
                    }
                }
            }
            _ => {}
        }
    }
    body.put_slice(format!("--{boundary}--\r\n").as_bytes());
    Ok(DraftBody::Bytes(format!("multipart/form-data; boundary={boundary}"), body.freeze()))
}

fn file_part(body: &mut BytesMut, boundary: &str, name: &str, file: &File) {
    let file_name = file.name.as_deref().unwrap_or("file");
    let disposition = format!("; name=\"{}\"; filename=\"{}\"", quoted(name), quoted(file_name));
    let media_type = file.media_type.as_deref().unwrap_or("application/octet-stream");
    part(body, boundary, &disposition, Some(&single_line(media_type)), &file.content);
}

fn part(body: &mut BytesMut, boundary: &str, disposition: &str, media_type: Option<&str>, content: &[u8]) {
    body.put_slice(format!("--{boundary}\r\nContent-Disposition: form-data{disposition}\r\n").as_bytes());
    if let Some(media_type) = media_type {
        body.put_slice(format!("Content-Type: {media_type}\r\n").as_bytes());
    }
    body.put_slice(b"\r\n");
    body.put_slice(content);
    body.put_slice(b"\r\n");
}

/// What browsers escape in names (HTML, “multipart/form-data encoding algorithm”).
fn quoted(name: &str) -> String {
    name.replace('\r', "%0D").replace('\n', "%0A").replace('"', "%22")
}

fn single_line(text: &str) -> String {
    text.replace(['\r', '\n'], " ")
}
