//! One member of an object, without the others.

use jiter::Peek;

use super::DecodeOptions;
use super::decode::{Decoder, Outcome, check_size};
use super::reader::Reader;
use crate::Slot;
use crate::decode_error::DecodeError;
use crate::path::{Path, Segment};

/// What became of a member that was looked for.
pub(crate) enum Member {
    /// It is in its slot.
    Decoded,
    /// The object has no such member.
    Missing,
    /// There is no object.
    NoObject,
}

/// Decodes a member of a JSON object into a slot; what the slot held before is taken out. Other members are only passed by.
///
/// # Errors
/// Those of [`decode`](super::decode); the object around the member may be broken, too.
pub(crate) fn decode_member(
    bytes: &[u8],
    name: &str,
    into: &mut dyn Slot,
    options: &DecodeOptions<'_>,
) -> Result<Member, DecodeError> {
    check_size(bytes, options)?;
    let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
    into.clear();
    let mut decoder = Decoder::new(Reader::new(bytes, simdutf8::basic::from_utf8(bytes).ok()), options, 0);
    if decoder.peek(&Path::ROOT)? != Peek::Object {
        return Ok(Member::NoObject);
    }
    let within = Path::ROOT.then(Segment::Unknown(name));
    let (mut is_first, mut member) = (true, Member::Missing);
    while let Some(is_wanted) = decoder.next_is(name, is_first)? {
        is_first = false;
        if is_wanted {
            // Of two members of one name the last one counts.
            into.clear();
            let peek = decoder.peek(&within)?;
            decoder.value(into, peek, &within)?;
            member = Member::Decoded;
        } else {
            decoder.skip()?;
        }
    }
    decoder.end()?;
    Ok(member)
}

impl Decoder<'_, '_> {
    /// Whether the next member of an object has that name; `None` where the object ends.
    fn next_is(&mut self, name: &str, is_first: bool) -> Outcome<Option<bool>> {
        match self.reader.name(is_first) {
            Ok(next) => Ok(next.map(|next| next == name)),
            Err(error) => Err(self.syntax(&error, &Path::ROOT)),
        }
    }

    /// Passes a value by.
    fn skip(&mut self) -> Outcome {
        self.reader.jiter().next_skip().map_err(|error| self.syntax(&error, &Path::ROOT))
    }

    /// Reads the end of the data.
    fn end(&mut self) -> Outcome {
        self.reader.jiter().finish().map_err(|error| self.syntax(&error, &Path::ROOT))
    }
}
