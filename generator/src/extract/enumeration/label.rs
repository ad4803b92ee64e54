//! Labels of codes without what stands around them: quotes, remarks, conditions, the mark of the default.

/// The marks that people write around codes and labels.
pub(super) const QUOTES: &[char] = &['"', '“', '”', '\'', '‘', '’', '＂'];

/// `特殊保存special_save（用于…）`: a remark in brackets behind the code.
pub(super) fn without_remark(text: &str) -> &str {
    match text.rfind(['（', '(']).filter(|_| text.ends_with(['）', ')'])) {
        Some(open) if text[..open].ends_with(|c: char| c.is_ascii_alphanumeric() || QUOTES.contains(&c)) => {
            &text[..open]
        }
        _ => text,
    }
}

/// The label without quotes, marks and remarks behind it; and whether it was marked as the default.
pub(super) fn clean_label(text: &str) -> (String, bool) {
    let (text, is_default) = without_default_mark(text);
    let mut end = text.len();
    for mark in [" 不传", " 默认", " 不填", " 其他", " 其余", "\t"] {
        end = end.min(text.find(mark).unwrap_or(text.len()));
    }
    let quotes = |character: char| character.is_whitespace() || QUOTES.contains(&character);
    let label = text[..end].trim_matches(quotes).trim_end_matches(['。', '.', '：', ':']);
    (without_condition(label).to_owned(), is_default)
}

/// `年（保质期商品必填）` is `年`, as is `年（默认2）`: the remark is about the field, not about this value.
fn without_condition(label: &str) -> &str {
    let Some(open) = label.rfind(['（', '(']).filter(|_| label.ends_with(['）', ')'])) else { return label };
    let remark = label[open..].trim_start_matches(['（', '(']);
    let conditional =
        remark.starts_with("默认") || ["必填", "必传", "必录", "不填", "不传"].iter().any(|word| remark.contains(word));
    if conditional && open > 0 { label[..open].trim_end() } else { label }
}

pub(super) fn without_default_mark(text: &str) -> (String, bool) {
    for mark in ["（默认）", "(默认)", "（默认值）", "(默认值)", "（缺省）"] {
        if text.contains(mark) {
            return (text.replace(mark, "").trim().to_owned(), true);
        }
    }
    (text.trim().to_owned(), false)
}
