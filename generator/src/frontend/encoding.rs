//! From bytes to text: saved Chinese pages are often GBK, some editors write UTF-16.

use encoding_rs::{Encoding, GB18030, UTF_8, UTF_16BE, UTF_16LE};

/// The text without a byte order mark, and the name of the encoding if it was not UTF-8; `None` if it is no text.
pub(super) fn decode(bytes: &[u8]) -> Option<(String, Option<&'static str>)> {
    if let Some((encoding, mark)) = Encoding::for_bom(bytes) {
        let text = encoding.decode_without_bom_handling(&bytes[mark..]).0.into_owned();
        let name = (encoding != UTF_8).then(|| encoding.name());
        return is_text(&text).then_some((text, name));
    }
    if let Ok(text) = std::str::from_utf8(bytes) {
        return is_text(text).then(|| (text.to_owned(), None));
    }
    [declared_encoding(bytes), Some(GB18030)].into_iter().flatten().find_map(|encoding| {
        let text = encoding.decode_without_bom_handling_and_without_replacement(bytes)?;
        is_text(&text).then(|| (text.into_owned(), Some(encoding.name())))
    })
}

/// The encoding that an HTML page names in its head (`<meta charset="gbk">`).
fn declared_encoding(bytes: &[u8]) -> Option<&'static Encoding> {
    let head = String::from_utf8_lossy(&bytes[..bytes.len().min(2048)]).to_ascii_lowercase();
    let behind = &head[head.find("charset=")? + "charset=".len()..];
    let label = behind.trim_start_matches(['"', '\'', ' ']);
    let end = label.find(|c: char| !c.is_ascii_alphanumeric() && !"-_:".contains(c)).unwrap_or(label.len());
    let encoding = Encoding::for_label(&label.as_bytes()[..end])?;
    (encoding != UTF_8 && encoding != UTF_16LE && encoding != UTF_16BE).then_some(encoding)
}

/// Text has next to no control characters; a NUL is in none.
fn is_text(text: &str) -> bool {
    let is_odd =
        |c: &char| c.is_control() && !matches!(c, '\n' | '\r' | '\t' | '\u{c}' | '\u{1b}' | '\u{85}' | '\u{a0}');
    let odd = text.chars().filter(is_odd).count();
    !text.contains('\0') && odd * 100 <= text.chars().count()
}
