//! Pairs that brackets hold together: `SALE（销售）`, `待处理(0)`, `【0】未付款`.

use super::{is_ideograph, notation};

/// A character and whether it stands within brackets.
type Character = (char, bool);

/// The longest label in brackets; what is longer is a remark.
const MAX_LABEL: usize = 16;

/// Where the label begins that stands in brackets behind a code, which ends at `end`.
pub(super) fn label_behind(characters: &[Character], code: &str, end: usize) -> Option<usize> {
    let open = end + characters[end..].iter().take_while(|(character, _)| *character == ' ').count();
    is_open(characters.get(open)?.0).then_some(())?;
    let label = characters[open + 1..].iter().map(|&(character, _)| character).take_while(|&c| !is_close(c));
    let label = label.collect::<String>();
    let behind = characters.get(open + 2 + label.chars().count()).map(|&(character, _)| character);
    // `1（甲）：乙` has its label behind the colon.
    let goes_on = matches!(behind, Some(':' | '：'));
    ((is_bare_code(code) || notation::is_word(code)) && is_label(&label) && !goes_on).then_some(open + 1)
}

/// A label up to the bracket that closes it.
pub(super) fn up_to_close(label: &str) -> &str {
    label.find(is_close).map_or(label, |end| &label[..end])
}

/// The code of `[0]` or `【0】` that begins at `start`, and where its label begins.
pub(super) fn code_at(characters: &[Character], start: usize) -> Option<(String, usize)> {
    // `坐标[0]` is an item of a list.
    let is_index = start.checked_sub(1).is_some_and(|before| characters[before].0.is_alphanumeric());
    let close = match characters.get(start)?.0 {
        '[' if !is_index => ']',
        '【' => '】',
        _ => return None,
    };
    let code = characters[start + 1..].iter().map(|&(character, _)| character).take_while(|&c| c != close);
    let code = code.collect::<String>();
    let label_start = start + 2 + code.chars().count();
    let label = characters.get(label_start..)?.iter().map(|&(character, _)| character).find(|c| *c != ' ')?;
    (is_bare_code(&code) && is_ideograph(label)).then_some((code, label_start))
}

/// `待处理(0)`: the label, and the code in brackets at the end.
pub(super) fn code_at_end(text: &str) -> Option<(&str, &str)> {
    let inner = text.strip_suffix([')', '）'])?;
    let open = inner.rfind(is_open)?;
    let width = inner[open..].chars().next().map_or(1, char::len_utf8);
    let (label, code) = (inner[..open].trim_end(), inner[open + width..].trim());
    // `编码（20）` is a length.
    let is_short = code.trim_start_matches('-').len() == 1 || !code.bytes().any(|byte| byte.is_ascii_digit());
    let is_measured = ["长度", "位数", "字符", "精度"].iter().any(|word| label.contains(word));
    let words = label.rsplit([':', '：']).next().unwrap_or(label).trim();
    (is_bare_code(code) && is_short && !is_measured && is_label(words)).then_some((label, code))
}

/// A number of a few digits, or letters that are all upper-case: nothing that could be the name of a field.
fn is_bare_code(code: &str) -> bool {
    let digits = code.strip_prefix('-').unwrap_or(code);
    let is_number = !digits.is_empty() && digits.len() <= 6 && digits.bytes().all(|byte| byte.is_ascii_digit());
    let is_upper = code.starts_with(|c: char| c.is_ascii_uppercase())
        && code.len() <= 40
        && code.chars().all(|c| c.is_ascii_uppercase() || c.is_ascii_digit() || c == '_');
    is_number || (is_upper && !notation::is_stop_code(code))
}

fn is_label(label: &str) -> bool {
    const REMARKS: &[&str] = &["必填", "选填", "可选", "必传", "不填", "非必", "默认", "单位", "可空"];
    let length = label.chars().count();
    label.starts_with(is_ideograph) && length <= MAX_LABEL && !REMARKS.iter().any(|word| label.contains(word))
}

fn is_open(character: char) -> bool {
    matches!(character, '(' | '（')
}

fn is_close(character: char) -> bool {
    matches!(character, ')' | '）')
}
