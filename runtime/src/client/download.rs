//! An answer that is a file: its bytes, and what its headers say about it.

use std::borrow::Cow;

use http::header::{CONTENT_DISPOSITION, CONTENT_TYPE};
use percent_encoding::percent_decode_str;

use crate::File;
use crate::answer::Answer;

/// The file that an answer consists of.
pub(super) fn received(answer: &Answer) -> File {
    let header = |name| answer.headers().get(name).map(|value| String::from_utf8_lossy(value.as_bytes()));
    File {
        name: header(CONTENT_DISPOSITION).and_then(|text| file_name(&text)),
        media_type: header(CONTENT_TYPE).map(Cow::into_owned),
        content: answer.body().clone().into(),
    }
}

/// The name in a `Content-Disposition` (RFC 6266); `filename*` is preferred, for it says its encoding. Whatever the
/// server makes of it, the result is the name of a file and no path.
fn file_name(disposition: &str) -> Option<String> {
    let parameters = parameters(disposition);
    let find = |wanted: &str| parameters.iter().find(|(name, _)| name.eq_ignore_ascii_case(wanted));
    let extended = find("filename*").and_then(|(_, value)| {
        let (charset, rest) = value.split_once('\'')?;
        let (_language, text) = rest.split_once('\'')?;
        charset.eq_ignore_ascii_case("utf-8").then(|| percent_decode_str(text).decode_utf8_lossy().into_owned())
    });
    let name = extended.or_else(|| find("filename").map(|(_, value)| value.clone()))?;
    let name: String = name.chars().filter(|letter| !letter.is_control()).collect();
    let last = name.rsplit(['/', '\\']).next().unwrap_or_default().trim();
    (!matches!(last, "" | "." | "..")).then(|| last.to_owned())
}

/// The parameters behind the first semicolon, without their quotes.
fn parameters(header: &str) -> Vec<(String, String)> {
    let mut parameters = vec![String::new()];
    let (mut quoted, mut escaped) = (false, false);
    for letter in header.chars() {
        match letter {
            _ if escaped => escaped = false,
            '\\' if quoted => {
                escaped = true;
                continue;
            }
            '"' => {
                quoted = !quoted;
                continue;
            }
            ';' if !quoted => {
                parameters.push(String::new());
                continue;
            }
            _ => {}
        }
        parameters.last_mut().expect("there is always one").push(letter);
    }
    let pairs = parameters.iter().skip(1).filter_map(|parameter| parameter.split_once('='));
    pairs.map(|(name, value)| (name.trim().to_owned(), value.trim().to_owned())).collect()
}

#[cfg(test)]
mod tests {
    use super::file_name;

    #[test]
    fn a_name_is_never_a_path() {
        let cases = [
            ("attachment; filename=\"报表 1.xlsx\"", Some("报表 1.xlsx")),
            ("attachment; filename=a.pdf", Some("a.pdf")),
            ("attachment; FileName=\"a;b=\\\"c\\\".pdf\"; size=3", Some("a;b=\"c\".pdf")),
            ("inline; filename=\"fallback\"; filename*=UTF-8''%e6%8a%a5%e8%a1%a8.pdf", Some("报表.pdf")),
            ("inline; filename=\"fallback\"; filename*=ISO-8859-1'en'%A3", Some("fallback")),
            ("attachment; filename=\"../../etc/passwd\"", Some("passwd")),
            ("attachment; filename*=utf-8''..%2F..%5Cboot%00.ini", Some("boot.ini")),
            ("attachment; filename=\"..\"", None),
            ("attachment; filename=\"a/\"", None),
            ("attachment; filename", None),
            ("filename=a", None),
            ("", None),
        ];
        for (header, name) in cases {
            assert_eq!(file_name(header).as_deref(), name, "{header}");
        }
    }
}
