//! What may stand between a code and its label, and what looks like it and is no list of codes: quantities, names of
//! fields, patterns of dates.

use super::is_ideograph;
use super::label::QUOTES;

/// What stands between code and label.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Notation {
    /// `1：天`
    Colon,
    /// `1-天`
    Dash,
    /// `1=天`
    Equals,
    /// `1/天`
    Slash,
    /// `1代表启用`
    Word,
    /// `1、现金`
    ListMark,
    /// `1 现金`
    Space,
    /// `1借`, `审核audit`
    Glued,
    /// `已审核：“C”`
    Quoted,
    /// `SALE（销售）`, `【0】未付款`, `待处理(0)`
    Bracket,
}

/// The notation that begins at `index`, and where the label starts behind it.
pub(super) fn notation_at(at: &impl Fn(usize) -> Option<char>, start: usize) -> Option<(Notation, usize)> {
    let skip_space = |mut index: usize| {
        while at(index).is_some_and(char::is_whitespace) {
            index += 1;
        }
        index
    };
    let index = skip_space(start);
    let word = |text: &str| text.chars().enumerate().all(|(offset, character)| at(index + offset) == Some(character));
    let (notation, length) = match at(index)? {
        ':' | '：' if at(index + 1) == Some('-') => (Notation::Colon, 2),
        ':' | '：' => (Notation::Colon, 1),
        '-' | '=' if at(index + 1) == Some('>') => (Notation::Dash, 2),
        '-' | '–' | '—' | '－' | '→' => (Notation::Dash, 1),
        '=' | '＝' => (Notation::Equals, 1),
        '/' => (Notation::Slash, 1),
        '、' | '.' | '．' => (Notation::ListMark, 1),
        '代' if word("代表") => (Notation::Word, 2),
        '表' if word("表示") => (Notation::Word, 2),
        '时' if word("时表示") || word("时代表") => (Notation::Word, 3),
        // `1是，0否` and `1是0否` have it for a label.
        '为' | '是' if at(index + 1).is_some() && !word("是0") && !word("是false") => (Notation::Word, 1),
        _ if index > start => (Notation::Space, 0),
        _ => (Notation::Glued, 0),
    };
    let mut label_start = skip_space(index + length);
    if at(label_start).is_some_and(|character| QUOTES.contains(&character)) {
        label_start += 1;
    }
    Some((notation, label_start))
}

/// Whether this notation with this code and label is a pair at all; the false friends end here.
pub(super) fn fits(code: &str, notation: Notation, label: &str, boundary: bool, quoted: bool) -> bool {
    let Some(first) = label.chars().next() else { return false };
    let digits = code.trim_start_matches('-').bytes().all(|byte| byte.is_ascii_digit());
    let is_word =
        |text: &str| text.chars().take_while(|character| character.is_alphanumeric()).any(char::is_alphabetic);
    match notation {
        Notation::Colon => {
            (is_ideograph(first) || (first.is_alphabetic() && is_word(label)) || starts_number_label(label))
                && !matches!(code, "min" | "max" | "http" | "https" | "HH" | "hh" | "mm" | "ss")
        }
        Notation::Dash => {
            is_ideograph(first)
                || (digits && first.is_alphabetic() && (label.chars().any(is_ideograph) || is_acronym(label)))
        }
        Notation::Equals => is_ideograph(first),
        Notation::Slash => digits && is_ideograph(first),
        Notation::Word => {
            (digits || quoted || code.len() == 1 || matches!(code, "true" | "false"))
                && (is_ideograph(first) || first.is_ascii_alphabetic())
        }
        Notation::ListMark => digits && boundary && (is_ideograph(first) || first.is_ascii_uppercase()),
        Notation::Space => boundary && is_ideograph(first) && !is_quantity(label) && !is_stop_code(code),
        Notation::Glued => {
            let letter = code.len() == 1 && code.bytes().all(|byte| byte.is_ascii_uppercase()) && !is_kind(first);
            let is_short = digits || letter || matches!(code, "true" | "false");
            let is_code = is_short && (letter || !is_quantity(label));
            boundary && is_ideograph(first) && (is_code || is_glued_word(code, label))
        }
        Notation::Quoted | Notation::Bracket => false,
    }
}

/// `2个月`, `3级`: a number and then words.
fn starts_number_label(label: &str) -> bool {
    let rest = label.trim_start_matches(|character: char| character.is_ascii_digit());
    rest.len() < label.len() && rest.chars().next().is_some_and(is_ideograph)
}

/// Units that make the digits in front of them a quantity.
fn is_quantity(label: &str) -> bool {
    const UNITS: &[&str] = &[
        "天", "个", "月", "年", "位", "条", "元", "次", "分", "秒", "小时", "期", "号", "级", "倍", "种", "字", "行",
        "页", "人", "件", "时", "日", "点", "张", "家", "项", "层", "折", "万", "千", "百", "组", "周", "到", "至",
        "以", "和", "与", "或", "笔", "代", "套", "后", "内", "前",
    ];
    /// Words that begin with one of these by chance.
    const OTHERS: &[&str] = &[
        "组合", "组织", "个人", "个体", "年度", "月度", "月结", "期初", "期末", "人工", "次要", "家庭", "代理", "代销",
        "套装", "套餐", "日常", "点击",
    ];
    let starts_with = |words: &[&str]| words.iter().any(|word| label.starts_with(word));
    starts_with(UNITS) && !starts_with(OTHERS)
}

/// `CNY人民币`, `lock加锁`: a word with a short label, and not the name of something (`SKU编码`).
/// `POS`, `APP`; a single letter is a bound as often (`1-N`).
fn is_acronym(label: &str) -> bool {
    let label = label.trim();
    label.len() > 1 && label.chars().all(|character| character.is_ascii_uppercase())
}

fn is_glued_word(code: &str, label: &str) -> bool {
    const LONGEST: usize = 8;
    const NOUNS: &[&str] =
        &["编码", "编号", "名称", "号", "单号", "地址", "值", "码", "标识", "字段", "接口", "参数", "文件", "格式"];
    let is_noun = NOUNS.iter().any(|noun| label.trim_end().ends_with(noun));
    let starts_kind = label.chars().next().is_some_and(is_kind);
    let is_short = label.trim().chars().count() <= LONGEST && label.trim().chars().all(is_ideograph);
    is_word(code) && is_short && !is_noun && !starts_kind
}

/// Whether a code is a word in one case of letters, and none that stands in texts without being a code.
pub(super) fn is_word(code: &str) -> bool {
    let is_one_case =
        !(code.contains(|c: char| c.is_ascii_uppercase()) && code.contains(|c: char| c.is_ascii_lowercase()));
    code.len() > 1 && code.starts_with(|c: char| c.is_ascii_alphabetic()) && is_one_case && !is_stop_code(code)
}

/// Words that make the letter in front of them part of a name: `A类`, `B型`.
const fn is_kind(first: char) -> bool {
    matches!(first, '类' | '级' | '型' | '款' | '栋' | '座' | '区' | '面' | '端' | '轮' | '股')
}

/// Words that stand behind Chinese ones without being codes.
pub(super) fn is_stop_code(code: &str) -> bool {
    const WORDS: &[&str] = &[
        "id", "ids", "code", "number", "no", "name", "url", "key", "token", "api", "app", "json", "xml", "html",
        "http", "https", "pc", "web", "ip", "uuid", "list", "value", "type", "string", "int", "integer", "boolean",
        "array", "object", "map", "data", "qq", "email", "vip", "sku", "bom", "sn", "erp", "crm", "date", "time",
        "md5", "utf", "com", "cn", "pdf", "excel", "get", "post",
    ];
    let code = code.to_ascii_lowercase();
    WORDS.contains(&code.as_str()) || code.ends_with("_id") || code.ends_with("_ids")
}

/// Patterns of dates and the like: `yyyyMMdd`.
pub(super) fn is_pattern(word: &str) -> bool {
    word.starts_with("yyyy") || word.starts_with("YYYY") || word.starts_with("HH")
}
