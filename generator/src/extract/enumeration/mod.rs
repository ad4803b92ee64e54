//! Enumerations in descriptions: `1：天，2：月`, `已审核：“C”，未审核：“Z”`, `0-禁用，1-可用`, `审核audit、提交submit` …
//!
//! A description is cut into segments, each segment is looked at as a pair of code and label, and neighbours that agree
//! make a run. One pair alone proves nothing (`status =2 时返回`), so a run has at least two.

mod brackets;
mod english;
mod label;
mod notation;
mod pair;
mod segment;

use notation::Notation;
use pair::{Direction, Pair, Shape};
use segment::{Item, Segment};

use crate::spec::{EnumFamily, EnumValue, Scalar, Type};

/// What a description says about the values of a field.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Enumeration {
    /// The values, where the field holds one family of codes.
    pub values: Vec<EnumValue>,
    /// The families, where it holds several; then `values` is empty.
    pub families: Vec<EnumFamily>,
    /// The value that the description marks as the default within the enumeration (`1：按金额（默认）`).
    pub default: Option<Scalar>,
}

impl Enumeration {
    /// Whether the description lists no values.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.values.is_empty() && self.families.is_empty()
    }

    /// The value that has this label, if exactly one has.
    #[must_use]
    pub fn value_labelled(&self, label: &str) -> Option<&Scalar> {
        let mut matching = self.values.iter().filter(|value| value.label == label);
        let value = matching.next()?;
        matching.next().is_none().then_some(&value.value)
    }
}

/// Descriptions longer than this are prose, not lists of codes.
const MAX_CHARACTERS: usize = 4_000;

/// Reads the values that a description lists for a field of type `field_type`.
///
/// Codes are given in the field's type; a list that cannot be values of that type (letters on an integer) is none.
///
/// ```
/// use docwright::{extract::enumeration, spec::{Scalar, Type}};
/// let read = enumeration::read("单据状态，已审核：“C”，未审核：“Z”", &Type::String);
/// assert_eq!(read.values[1].value, Scalar::from("Z"));
/// assert_eq!(read.values[1].label, "未审核");
/// assert!(enumeration::read("序列号 格式：001:备注1", &Type::String).is_empty());
/// ```
#[must_use]
pub fn read(description: &str, field_type: &Type) -> Enumeration {
    let Some(kind) = CodeKind::of(field_type) else { return Enumeration::default() };
    let characters = description.chars().take(MAX_CHARACTERS + 1).collect::<Vec<_>>();
    if characters.len() > MAX_CHARACTERS {
        return Enumeration::default();
    }
    if !description.contains(is_ideograph) {
        return english::read(description, kind);
    }
    let pairs = in_any_notation(&characters, kind);
    if pairs.is_empty() { english::listed(description, kind) } else { pairs }
}

/// The list that gives most pairs, with and without `、` between them.
fn in_any_notation(characters: &[char], kind: CodeKind) -> Enumeration {
    let best = [segment::Commas::WithEnumerationComma, segment::Commas::WithoutEnumerationComma]
        .into_iter()
        .map(|commas| runs(&segment::split(characters, commas), kind))
        .reduce(|first, second| if pairs_in(&second) > pairs_in(&first) { second } else { first })
        .unwrap_or_default();
    enumeration_of(best, kind)
}

fn pairs_in(runs: &[Run]) -> usize {
    runs.iter().map(|run| run.pairs.len()).sum()
}

/// A row of pairs that belong together, with the words in front of it.
#[derive(Debug, Default)]
struct Run {
    head: String,
    pairs: Vec<Pair>,
}

/// How codes of a field are written in the specification.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum CodeKind {
    Text,
    Number,
    Boolean,
    Open,
}

impl CodeKind {
    /// `None` for types whose values no list of codes can name.
    fn of(field_type: &Type) -> Option<Self> {
        match field_type {
            Type::String => Some(Self::Text),
            Type::Integer | Type::Number => Some(Self::Number),
            Type::Boolean => Some(Self::Boolean),
            Type::Any => Some(Self::Open),
            Type::List(inner) => Self::of(inner),
            Type::File | Type::Named(_) | Type::Map(_) | Type::Json(_) => None,
        }
    }

    fn accepts(self, code: &str) -> bool {
        match self {
            Self::Text | Self::Open => true,
            Self::Number => code.parse::<i64>().is_ok(),
            Self::Boolean => matches!(code, "true" | "false" | "0" | "1"),
        }
    }

    fn scalar(self, code: &str) -> Scalar {
        match self {
            Self::Text => Scalar::from(code),
            Self::Boolean if code == "true" || code == "false" => Scalar::Boolean(code == "true"),
            // `01` is text wherever the type leaves it open: as a number it would lose its zero.
            Self::Open if code.len() > 1 && code.trim_start_matches('-').starts_with('0') => Scalar::from(code),
            Self::Number | Self::Boolean | Self::Open => {
                code.parse::<i64>().map_or_else(|_| Scalar::from(code), Scalar::Integer)
            }
        }
    }
}

fn enumeration_of(runs: Vec<Run>, kind: CodeKind) -> Enumeration {
    let default =
        runs.iter().flat_map(|run| &run.pairs).find(|pair| pair.is_default).map(|pair| kind.scalar(&pair.code));
    let values = |run: &Run| {
        let value = |pair: &Pair| EnumValue { value: kind.scalar(&pair.code), label: pair.label.clone() };
        run.pairs.iter().map(value).collect::<Vec<_>>()
    };
    match runs.as_slice() {
        [] => Enumeration::default(),
        [run] => Enumeration { values: values(run), families: Vec::new(), default },
        several => {
            let family = |run: &Run| EnumFamily { label: run.head.clone(), values: values(run) };
            Enumeration { values: Vec::new(), families: several.iter().map(family).collect(), default }
        }
    }
}

/// One pair alone proves nothing.
const LEAST_PAIRS: usize = 2;

/// The runs of a row of items, those in brackets included.
fn runs(items: &[Item], kind: CodeKind) -> Vec<Run> {
    let runs = runs_of(items, kind, LEAST_PAIRS);
    if runs.iter().all(|run| run.pairs.len() < LEAST_PAIRS) { Vec::new() } else { runs }
}

/// The same, where a run needs so many pairs: one is enough in a bracket beside another family.
fn runs_of(items: &[Item], kind: CodeKind, least: usize) -> Vec<Run> {
    let mut builder = RunBuilder { kind, least, ..RunBuilder::default() };
    for item in items {
        match item {
            Item::Group(inner) => {
                let least = segment::count_pairs(inner).min(LEAST_PAIRS);
                builder.group(runs_of(inner, kind, least));
            }
            Item::Segment(segment) => builder.segment(segment),
        }
    }
    builder.finish_run();
    builder.done
}

struct RunBuilder {
    kind: CodeKind,
    least: usize,
    done: Vec<Run>,
    current: Run,
    /// The last words that were no pair: the head of the run to come.
    head: String,
    /// Words behind a pair that belong to its label if another pair follows.
    pending: Option<String>,
}

impl Default for RunBuilder {
    fn default() -> Self {
        Self {
            kind: CodeKind::Open,
            least: LEAST_PAIRS,
            done: Vec::new(),
            current: Run::default(),
            head: String::new(),
            pending: None,
        }
    }
}

impl RunBuilder {
    fn segment(&mut self, segment: &Segment) {
        match pair::read(segment) {
            Some(pair) => self.pair(pair),
            None => self.words(segment),
        }
    }

    fn pair(&mut self, pair: Pair) {
        if !self.current.pairs.iter().all(|other| pair.agrees_with(other)) {
            self.finish_run();
        }
        if let (Some(words), Some(last)) = (self.pending.take(), self.current.pairs.last_mut()) {
            last.label.push_str(&words);
        }
        if self.current.pairs.is_empty() {
            self.current.head = pair.head.clone().unwrap_or_else(|| std::mem::take(&mut self.head));
        }
        self.current.pairs.push(pair);
    }

    /// Words between two pairs: `09 码异常,不能用,35 …` goes on with the label, anything longer ends the run.
    fn words(&mut self, segment: &Segment) {
        let text = segment.text();
        // `值为1时表示启用，值为0时表示停用`
        if !self.current.pairs.is_empty() && ["值为", "取值为", "当值为", "为"].contains(&text.as_str()) {
            return;
        }
        let goes_on = !self.current.pairs.is_empty()
            && self.pending.is_none()
            && self.current.pairs.iter().all(|pair| pair.direction == Direction::CodeFirst)
            && text.chars().count() <= 8
            && text.chars().all(is_ideograph);
        if let Some(comma) = segment.comma.filter(|_| goes_on) {
            self.pending = Some(format!("{comma}{text}"));
        } else {
            self.finish_run();
            self.head = text;
        }
    }

    fn group(&mut self, inner: Vec<Run>) {
        self.finish_run();
        let alone = inner.len() == 1;
        for mut run in inner {
            if alone && !self.head.is_empty() {
                run.head = std::mem::take(&mut self.head);
            }
            self.done.push(run);
        }
    }

    fn finish_run(&mut self) {
        self.pending = None;
        let run = std::mem::take(&mut self.current);
        if run.pairs.len() >= self.least.max(1)
            && is_enumeration(&run)
            && run.pairs.iter().all(|pair| self.kind.accepts(&pair.code))
        {
            self.done.push(run);
        }
    }
}

/// Whether a run is a list of codes rather than steps, examples or quantities that look like one.
fn is_enumeration(run: &Run) -> bool {
    let pairs = &run.pairs;
    // What stands in brackets explains a label and does not make it longer.
    let words = |pair: &Pair| pair.label.split(['（', '(']).next().unwrap_or_default().chars().count();
    let longest = pairs.iter().map(words).max().unwrap_or_default();
    let weak = pairs.iter().all(|pair| matches!(pair.notation, Notation::ListMark | Notation::Space | Notation::Glued));
    let is_note = ["注意", "说明", "备注", "注：", "步骤"].iter().any(|word| run.head.contains(word))
        && !run.head.contains("枚举");
    // `lock加锁` and `guest（住客）` are codes where something announces values, and names of fields elsewhere.
    let may_name_field = |pair: &Pair| {
        matches!(pair.notation, Notation::Glued | Notation::Bracket)
            && pair.direction == Direction::CodeFirst
            && pair.code.starts_with(|c: char| c.is_ascii_lowercase())
            && !matches!(pair.code.as_str(), "true" | "false")
    };
    if pairs.iter().any(may_name_field) && !announces_values(&run.head) {
        return false;
    }
    let glued_words = pairs[0].direction == Direction::LabelFirst && weak;
    if glued_words && longest > 10 {
        return false;
    }
    !(weak && (longest > 16 || is_note) && pairs[0].shape() == Shape::Digits)
}

/// Whether the words in front of a list say that values follow.
fn announces_values(head: &str) -> bool {
    const WORDS: &[&str] = &[
        "类型",
        "类别",
        "状态",
        "方式",
        "模式",
        "标识",
        "标志",
        "操作",
        "动作",
        "枚举",
        "枚举值",
        "取值",
        "可选值",
        "值为",
    ];
    let head = head.trim().trim_end_matches(['：', ':', '（', '(']).trim_end();
    WORDS.iter().any(|word| head.ends_with(word))
}

/// Whether a character is Chinese.
pub(super) const fn is_ideograph(character: char) -> bool {
    matches!(character, '\u{3400}'..='\u{4dbf}' | '\u{4e00}'..='\u{9fff}' | '\u{20000}'..='\u{2ffff}')
}

#[cfg(test)]
mod tests;
