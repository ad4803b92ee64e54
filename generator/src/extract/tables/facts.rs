//! The facts of an operation: `请求方式：GET`, the line `GET /v1/orders/{id}`.

use std::borrow::Cow;
use std::sync::LazyLock;

use regex::Regex;

use crate::document::UnitId;
use crate::extract::encoding;

use super::finder::Finder;
use super::head;
use super::mend::{Grid, GridRow};
use super::page::RawFact;
use super::vocabulary::{About, Section};

impl<'d> Finder<'d, '_> {
    /// `label：value`, where the label announces a fact.
    pub(super) fn labelled(&self, text: &'d str) -> Option<(About, &'d str)> {
        if self.section().is_some_and(|section| section != Section::About) {
            return None;
        }
        let position = text.find(['：', ':'])?;
        let width = text[position..].chars().next().map_or(1, char::len_utf8);
        let about = self.vocabulary.about(&text[..position])?;
        let value = text[position + width..].trim();
        // `Type: POST` is a method, `Type: string` is not, and `提交方式：表单` is how the body travels.
        let is_meant = match kind_of(about, value) {
            About::Method => head::method_in(value).is_some(),
            About::Encoding => encoding::stated_in(value).is_some(),
            About::Summary | About::Address => true,
        };
        (value.is_empty() || is_meant).then_some((about, value))
    }

    /// Adds a fact. One below a heading of its own begins another operation.
    pub(super) fn fact(&mut self, units: Vec<UnitId>, about: About, value: &'d str) {
        let about = kind_of(about, value);
        // How bodies travel is said of an operation, and begins none.
        if self.is_stated() && self.title.is_some() && about != About::Encoding {
            self.begin_operation();
        }
        self.declared |= about != About::Encoding;
        let title = self.title.take_if(|_| !self.page.operations.is_empty() && about != About::Encoding);
        let operation = self.operation();
        operation.title = operation.title.or(title);
        operation.about.push(RawFact { units, about, value });
    }

    /// Adds the line `GET /path`, which states two facts.
    pub(super) fn call(&mut self, unit: UnitId, text: &'d str) {
        let same = |fact: &RawFact<'_>| fact.about == About::Address && fact.value == text;
        let is_repeated = self.page.operations.last().is_some_and(|operation| operation.about.iter().any(same));
        if self.is_stated() && self.trail.is_none() && !is_repeated {
            self.begin_operation();
        }
        self.fact(vec![unit], About::Method, text);
        self.fact(vec![unit], About::Address, text);
    }

    /// Reads a table of facts, `接口地址 | /orders`, if it is one: labels and values side by side, the method or the address
    /// among them. Rows that tell nothing known are of no use.
    pub(super) fn facts_of(&mut self, grid: &Grid<'d>) -> bool {
        let rows = grid.titles.iter().chain(&grid.rows).collect::<Vec<_>>();
        let facts = rows.iter().map(|row| self.facts_in(row)).collect::<Vec<_>>();
        let states = |(about, _): &(About, &str)| matches!(about, About::Method | About::Address);
        if !self.may_declare() || !facts.iter().flatten().any(states) {
            return false;
        }
        for (row, facts) in rows.into_iter().zip(facts) {
            match facts.is_empty() {
                true => self.operation().other.extend(row.units.iter().copied()),
                false => facts.into_iter().for_each(|(about, value)| self.fact(row.units.clone(), about, value)),
            }
        }
        true
    }

    /// The facts of a row of labels and values. A field may be called `url` or `method`: what is said of it is no address
    /// and no method.
    fn facts_in(&self, row: &GridRow<'d>) -> Vec<(About, &'d str)> {
        let texts = row.cells.iter().filter_map(|cell| match cell {
            Cow::Borrowed(cell) => Some(cell.text.plain.trim()),
            Cow::Owned(_) => None,
        });
        let texts = texts.collect::<Vec<_>>();
        if texts.len() != row.cells.len() || texts.len() % 2 != 0 {
            return Vec::new();
        }
        let fact = |pair: &[&'d str]| {
            let (label, value) = (pair[0].trim_end_matches(['：', ':']), pair[1]);
            let about = self.vocabulary.about(label)?;
            let is_one = match about {
                About::Method => head::method_in(value).is_some(),
                About::Address => value.starts_with('/') || value.contains("://"),
                _ => !value.is_empty(),
            };
            is_one.then_some((about, value))
        };
        texts.chunks(2).filter_map(fact).collect()
    }

    /// Whether the line `GET /path` declares an operation here; within an example it is one.
    pub(super) fn may_declare(&self) -> bool {
        match self.section() {
            None => true,
            Some(Section::About | Section::Request) => !self.is_stated() || self.declared,
            Some(_) => false,
        }
    }
}

/// What a fact says: a label for the method may announce how the body travels (`请求类型：form`).
fn kind_of(about: About, value: &str) -> About {
    let is_encoding = about == About::Method && head::method_in(value).is_none();
    if is_encoding && encoding::stated_in(value).is_some() { About::Encoding } else { about }
}

static CALL: LazyLock<Regex> = LazyLock::new(|| {
    let methods = "GET|POST|PUT|PATCH|DELETE|HEAD|OPTIONS";
    Regex::new(&format!(r"^(?:{methods})[\s:：]+(?:https?://[^\s/]+)?/\S*(?:\s+HTTP/[0-9.]+)?$")).expect("a pattern")
});

/// Whether a text is a line such as `GET /v1/orders/{id}`, and nothing else.
pub(super) fn is_call(text: &str) -> bool {
    CALL.is_match(text)
}
