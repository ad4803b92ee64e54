//! The same name with seconds on one side and milliseconds on the other.

use std::collections::BTreeMap;

use super::Subject;
use crate::finding::{Finding, rules};
use crate::spec::walk::{self, Met, Walk};
use crate::spec::{Operation, Value};

/// Points in time since 1970 that an example shows, by the number of their digits.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Unit {
    Seconds,
    Milliseconds,
}

impl Unit {
    /// 10 digits are seconds until the year 2286, 13 digits are milliseconds since 2001. Only digits that begin with 1
    /// or 2 count, so that a phone number is no point in time.
    fn of(value: &Value) -> Option<Self> {
        let (Value::Number(text) | Value::String(text)) = value else { return None };
        if !text.starts_with(['1', '2']) || !text.bytes().all(|byte| byte.is_ascii_digit()) {
            return None;
        }
        match text.len() {
            10 => Some(Self::Seconds),
            13 => Some(Self::Milliseconds),
            _ => None,
        }
    }

    const fn name(self) -> &'static str {
        match self {
            Self::Seconds => "seconds",
            Self::Milliseconds => "milliseconds",
        }
    }
}

struct Sight {
    unit: Unit,
    address: String,
    pointer: String,
}

/// Names that both sides have, where one example shows seconds and the other milliseconds.
pub(super) fn check_units(subject: Subject<'_>, findings: &mut Vec<Finding>) {
    let sent = sights(subject.operation, walk::request);
    for (name, answered) in sights(subject.operation, walk::response) {
        let Some(sent) = sent.get(&name).filter(|sent| sent.unit != answered.unit) else { continue };
        let message = format!(
            "`{name}` is in {} in the request and in {} in the response",
            sent.unit.name(),
            answered.unit.name()
        );
        let finding =
            subject.finding(rules::UNIT_MISMATCH, message, &sent.address, &[&sent.pointer, &sent.address]).help(
                "ask the vendor for the unit of each, and write it down: a correction that sets `format: timestamp-ms`",
            );
        findings.push(subject.and_at(finding, &answered.pointer, "the response"));
    }
}

fn sights(operation: &Operation, walk: Walk) -> BTreeMap<String, Sight> {
    let mut sights = BTreeMap::new();
    walk(operation, &mut |met| {
        let Met::Known(member) = met else { return };
        let says_time = ["time", "date", "timestamp", "ts"]
            .iter()
            .any(|word| member.field.name.to_lowercase().contains(word))
            || member.field.description.as_deref().is_some_and(|text| text.contains("时间") || text.contains("日期"));
        if let Some(unit) = Unit::of(member.value).filter(|_| says_time) {
            let sight = Sight { unit, address: member.address, pointer: member.pointer };
            sights.entry(member.field.name.clone()).or_insert(sight);
        }
    });
    sights
}
