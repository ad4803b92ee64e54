//! Pairs that make a list together, and what only looks like one: steps, quantities, names of fields.

use super::notation::Notation;
use super::pair::{self, Direction, Pair, Shape};
use super::segment::{self, Item, Segment};
use super::{CodeKind, is_ideograph};

/// A row of pairs that belong together, with the words in front of it.
#[derive(Debug, Default)]
pub(super) struct Run {
    pub(super) head: String,
    pub(super) pairs: Vec<Pair>,
}

/// One pair alone proves nothing.
const LEAST_PAIRS: usize = 2;

/// The runs of a row of items, those in brackets included.
pub(super) fn runs(items: &[Item], kind: CodeKind) -> Vec<Run> {
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
