//! What words announce: the answer to a call that goes well, or to one that fails, and whether it is a file.

use std::sync::LazyLock;

use regex::Regex;

/// How a call ends.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Outcome {
    Success,
    Failure,
}

static ANSWER: LazyLock<Regex> = LazyLock::new(|| {
    let what = "返回|响应|示例|样例|报文|结果|情况|JSON|：|:";
    let kinds = [
        ("success", "成功|正确|正常", r"success|succeeds?|successful(?:ly)?"),
        ("failure", "失败|错误|异常|出错|报错", r"errors?|fails?|failure|failed"),
    ];
    let kinds = kinds.map(|(name, chinese, english)| {
        let chinese = format!("(?:{chinese})(?:时|后)?的?(?:{what})|(?:返回|响应)(?:{chinese})|^(?:{chinese})$");
        let nouns = "response|example|result|sample|body|answer|case";
        let english = format!(
            r"\b(?:on|upon|in case of|if)\b[\w ]*?\b(?:{english})\b|\b(?:{english})\W+(?:{nouns})|(?:{nouns})\W+(?:{english})\b|^(?:{english})\W*$"
        );
        format!("(?P<{name}>{chinese}|{english})")
    });
    Regex::new(&format!("(?i){}", kinds.join("|"))).expect("a pattern")
});

/// The outcome whose answer words announce: `失败时返回：`, `成功示例`, `On failure:`. Where a sentence tells of both, the
/// last one is what follows. Other sentences announce nothing.
pub(super) fn announced(text: &str) -> Option<Outcome> {
    const LONGEST: usize = 24;
    let text = text.trim();
    let is_announcement = text.ends_with([':', '：'])
        || (text.chars().count() <= LONGEST && !text.contains(['。', '；', ';', '，']) && !text.ends_with('.'));
    if !is_announcement {
        return None;
    }
    // A code of an error is no answer.
    let text = ["错误码", "错误代码", "错误编码", "错误信息"]
        .iter()
        .fold(text.to_owned(), |text, word| text.replace(word, "码"));
    let last = ANSWER.captures_iter(&text).last()?;
    Some(if last.name("failure").is_some() { Outcome::Failure } else { Outcome::Success })
}

static FILE: LazyLock<Regex> = LazyLock::new(|| {
    let kinds = "PDF|Excel|xlsx?|Word|docx?|CSV|ZIP|图片|图像|压缩|音频|视频";
    let chinese = format!(
        "文件流|二进制|字节流|(?:{kinds})\\s*(?:格式)?的?(?:文件|数据流|流)|^(?:返回|下载)?(?:{kinds})?\\s*文件$"
    );
    let media = r"application/(?:pdf|octet-stream|zip|msword|vnd\.(?:ms|openxml)[\w.+-]*)|image/(?:png|jpe?g|gif|\*)";
    let english = r"\boctet[- ]stream|\b(?:binary|byte|file) (?:stream|file|data|contents?|response|download)\b|\bas an? (?:binary|file|PDF|attachment)\b|\braw bytes\b|\b(?:PDF|Excel|CSV|ZIP|image) file\b";
    Regex::new(&format!("(?i){chinese}|{media}|{english}")).expect("a pattern")
});

static NO_FILE: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"(?i)url|链接|地址|路径|base64|文件名|列表|上传|json|\b(?:link|file ?names?|upload\w*|encoded|id)\b")
        .expect("a pattern")
});

/// Whether a sentence about the answer says that it is a file: `成功时返回 PDF 文件流`, `Returns the PDF as a binary stream`.
pub(super) fn names_file(text: &str) -> bool {
    let mut clauses =
        text.split(['；', ';', '。', '\n']).map(|clause| clause.trim().trim_end_matches(['.', '：', ':']));
    let is_of_failure = |clause: &str| ["失败", "错误", "异常"].iter().any(|word| clause.contains(word));
    clauses.any(|clause| FILE.is_match(clause) && !NO_FILE.is_match(clause) && !is_of_failure(clause))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn announcements_tell_how_the_call_ended() {
        use Outcome::{Failure, Success};
        for (text, expected) in [
            ("失败时返回：", Some(Failure)),
            ("成功时返回 PDF 文件流，Content-Type 为 application/pdf；失败时返回 JSON：", Some(Failure)),
            ("失败示例", Some(Failure)),
            ("错误返回", Some(Failure)),
            ("返回示例（失败）", None),
            ("On failure:", Some(Failure)),
            ("If the call fails:", Some(Failure)),
            ("Error response", Some(Failure)),
            ("成功时返回：", Some(Success)),
            ("成功响应示例", Some(Success)),
            ("Success response", Some(Success)),
            ("返回码非0表示失败", None),
            ("code：0成功，其他失败", None),
            ("返回参数及错误码", None),
            ("错误码", None),
            ("Errors have an HTTP status of 4xx. The body tells more.", None),
            ("返回结果", None),
        ] {
            assert_eq!(announced(text), expected, "{text}");
        }
    }

    #[test]
    fn files_are_named_in_many_words() {
        for text in [
            "成功时返回 PDF 文件流，Content-Type 为 application/pdf；失败时返回 JSON：",
            "返回文件流",
            "二进制文件",
            "Excel文件",
            "返回图片的二进制数据",
            "Returns the PDF as a binary stream.",
            "The response is a CSV file.",
            "Content-Type: application/octet-stream",
        ] {
            assert!(names_file(text), "{text}");
        }
        for text in [
            "返回文件下载地址",
            "文件流的base64编码",
            "返回 JSON",
            "Returns the URL of the PDF file",
            "失败时返回文件流",
        ] {
            assert!(!names_file(text), "{text}");
        }
    }
}
