//! How a body travels, by the words for it: media types, `form`, `表单`.

use std::sync::LazyLock;

use regex::Regex;

use crate::spec::{Encoding, Field};

/// What words say of how a body travels; a media type counts more than a word such as `form`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Stated {
    /// By its media type.
    MediaType(Encoding),
    /// By a word for it. `form` may mean either kind of form.
    Word(Encoding),
}

impl Stated {
    /// The encoding that is meant.
    pub(super) const fn encoding(self) -> Encoding {
        match self {
            Self::MediaType(encoding) | Self::Word(encoding) => encoding,
        }
    }

    /// Whether a body cannot travel both as `chosen` and as this says.
    pub(super) fn contradicts(self, chosen: Encoding) -> bool {
        match self {
            Self::MediaType(encoding) => encoding != chosen,
            Self::Word(encoding) => (encoding == Encoding::Json) != (chosen == Encoding::Json),
        }
    }
}

/// What a text says of how a body travels. One that names several ways says that JSON will do.
pub(super) fn stated_in(text: &str) -> Option<Stated> {
    media_type_in(text).map(Stated::MediaType).or_else(|| word_in(text).map(Stated::Word))
}

static JSON: LazyLock<Regex> = LazyLock::new(|| Regex::new(r"(?i)application/(?:[\w.-]+\+)?json").expect("a pattern"));

/// The encoding whose media type stands in a text.
pub(super) fn media_type_in(text: &str) -> Option<Encoding> {
    let folded = text.to_ascii_lowercase();
    if JSON.is_match(text) {
        Some(Encoding::Json)
    } else if folded.contains("multipart/") {
        Some(Encoding::Multipart)
    } else {
        folded.contains("form-urlencoded").then_some(Encoding::Form)
    }
}

fn word_in(text: &str) -> Option<Encoding> {
    let folded = text.to_ascii_lowercase().replace("form-data", "formdata");
    let has = |word: &str| folded.split(|c: char| !c.is_ascii_alphanumeric()).any(|other| other == word);
    if has("json") {
        Some(Encoding::Json)
    } else if has("formdata") || has("multipart") {
        Some(Encoding::Multipart)
    } else {
        (has("form") || has("urlencoded") || folded.contains("表单")).then_some(Encoding::Form)
    }
}

/// The media type that the header `Content-Type` has, in whichever column it stands.
pub(super) fn of_headers(headers: &[Field]) -> Option<Encoding> {
    let header = headers.iter().find(|header| header.name.eq_ignore_ascii_case("content-type"))?;
    let values = [&header.constant, &header.default, &header.example].into_iter().flatten().map(ToString::to_string);
    let codes = header.enumeration.iter().map(|value| value.value.to_string());
    let texts = values.chain(codes).chain(header.description.clone());
    texts.into_iter().find_map(|text| media_type_in(&text))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn media_types_count_more_than_words() {
        use Encoding::{Form, Json, Multipart};
        use Stated::{MediaType, Word};
        for (text, expected) in [
            ("application/x-www-form-urlencoded;charset=UTF-8", Some(MediaType(Form))),
            ("请求参数（multipart/form-data）", Some(MediaType(Multipart))),
            ("application/vnd.acme.v2+json", Some(MediaType(Json))),
            ("application/json 或 application/x-www-form-urlencoded", Some(MediaType(Json))),
            ("form参数", Some(Word(Form))),
            ("表单", Some(Word(Form))),
            ("POST form-data", Some(Word(Multipart))),
            ("JSON参数", Some(Word(Json))),
            ("Platform information", None),
            ("body参数", None),
        ] {
            assert_eq!(stated_in(text), expected, "{text}");
        }
    }

    #[test]
    fn a_word_contradicts_only_what_is_no_form() {
        assert!(!Stated::Word(Encoding::Form).contradicts(Encoding::Multipart));
        assert!(Stated::Word(Encoding::Form).contradicts(Encoding::Json));
        assert!(Stated::MediaType(Encoding::Form).contradicts(Encoding::Multipart));
    }
}
