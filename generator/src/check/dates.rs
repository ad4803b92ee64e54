//! Example values of date fields that fit no date format.

use std::collections::HashSet;
use std::sync::LazyLock;

use regex::Regex;

use super::{Subject, short};
use crate::finding::{Finding, rules};
use crate::spec::walk::{self, Member, Met};
use crate::spec::{Field, Value};

/// Example values where name, description, format or a sibling says date, and the value is the text of none.
pub(super) fn check_dates(subject: Subject<'_>, findings: &mut Vec<Finding>) {
    let mut reported = HashSet::new();
    let mut visit = |met: Met<'_>| {
        let Met::Known(member) = met else { return };
        let Value::String(text) = member.value else { return };
        if is_misfit(&member, text) && reported.insert(member.address.clone()) {
            findings.push(date_misfit(subject, &member, text));
        }
    };
    walk::response(subject.operation, &mut visit);
    walk::request(subject.operation, &mut visit);
}

fn date_misfit(subject: Subject<'_>, member: &Member<'_>, text: &str) -> Finding {
    let expected = member.field.format.as_deref().map_or_else(
        || "no known format of dates and times".to_owned(),
        |format| format!("not the documented format `{format}`"),
    );
    let finding = subject
        .finding(
            rules::DATE_MISFIT,
            format!("the example `{text}` of `{}` fits {expected}", member.field.name),
            &member.address,
            &[&member.pointer, &member.address],
        )
        .help(format!(
            "if the example is a slip of the pen, write a correction: `at: {}.{}`, `set: {{format: date}}`",
            subject.operation.name,
            short(&member.address)
        ));
    subject.and_at(finding, &member.address, "the field")
}

fn is_misfit(member: &Member<'_>, text: &str) -> bool {
    let text = text.trim();
    match member.field.format.as_deref() {
        Some(format @ ("date" | "date-time" | "timestamp-ms" | "timestamp-s")) => {
            is_attempt(text) && !fits(format, text)
        }
        Some("comma-list") => false,
        Some(pattern) if pattern.contains("yy") => is_attempt(text) && !fits_any(text),
        _ => is_attempt(text) && says_date(member) && !fits_any(text),
    }
}

/// Whether a text looks as if it were meant as a date or time: digits and separators only, enough of them. Placeholders
/// (`xxx`, `1`, `001`) are not.
fn is_attempt(text: &str) -> bool {
    let digits = text.bytes().filter(u8::is_ascii_digit).count();
    let separators = text.matches(['-', '/', ':', '.', '年', '月']).count();
    let others = text.chars().any(|c| !c.is_ascii_digit() && !"-/:. TZ+年月日时分秒".contains(c));
    !others && ((digits >= 4 && separators >= 1) || digits >= 6)
}

fn says_date(member: &Member<'_>) -> bool {
    let name_says = has_date_word(&member.field.name);
    let description_says =
        member.field.description.as_deref().is_some_and(|text| text.contains("日期") || text.contains("时间"));
    name_says || description_says || sibling_says_date(member)
}

/// Whether a field whose name differs in its last word only (`valid_from`, `valid_to`) shows a date.
fn sibling_says_date(member: &Member<'_>) -> bool {
    let stem = stem(&member.field.name);
    let shows_date = |field: &Field| matches!(member.object.get(&field.name), Some(Value::String(text)) if fits("date", text) || fits("date-time", text));
    !stem.is_empty()
        && member.siblings.iter().any(|sibling| {
            sibling.name != member.field.name && self::stem(&sibling.name) == stem && shows_date(sibling)
        })
}

fn stem(name: &str) -> String {
    let words = words(name);
    words[..words.len().saturating_sub(1)].join("_")
}

fn has_date_word(name: &str) -> bool {
    words(name)
        .iter()
        .any(|word| matches!(word.as_str(), "date" | "time" | "datetime" | "day" | "timestamp" | "birthday"))
}

fn words(name: &str) -> Vec<String> {
    use heck::ToSnakeCase as _;
    name.to_snake_case().split('_').map(str::to_owned).collect()
}

fn fits_any(text: &str) -> bool {
    ["date", "date-time", "timestamp-ms", "timestamp-s", "other"].iter().any(|format| fits(format, text))
}

fn fits(format: &str, text: &str) -> bool {
    static DATE: LazyLock<Regex> = LazyLock::new(|| {
        regex(
            r"^(?:(?:19|20)\d\d([-/.])(?:0?[1-9]|1[0-2])[-/.](?:0?[1-9]|[12]\d|3[01])|(?:19|20)\d\d(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])|(?:19|20)\d\d年\d{1,2}月\d{1,2}日)$",
        )
    });
    static DATE_TIME: LazyLock<Regex> = LazyLock::new(|| {
        regex(
            r"^(?:19|20)\d\d[-/.](?:0?[1-9]|1[0-2])[-/.](?:0?[1-9]|[12]\d|3[01])[ T](?:[01]?\d|2[0-3]):[0-5]\d(?::[0-5]\d(?:\.\d{1,9})?)?(?:Z|[+-]\d\d:?\d\d)?$|^(?:19|20)\d\d(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])(?:[01]\d|2[0-3])[0-5]\d(?:[0-5]\d(?:\d{3})?)?$",
        )
    });
    static MILLISECONDS: LazyLock<Regex> = LazyLock::new(|| regex(r"^\d{13}$"));
    static SECONDS: LazyLock<Regex> = LazyLock::new(|| regex(r"^\d{10}$"));
    static OTHER: LazyLock<Regex> = LazyLock::new(|| {
        regex(
            r"^(?:(?:19|20)\d\d(?:[-/.年]?(?:0?[1-9]|1[0-2])月?)?|(?:[01]?\d|2[0-4]):[0-5]\d(?::[0-5]\d)?|(?:0?[1-9]|1[0-2])-(?:0?[1-9]|[12]\d|3[01]))$",
        )
    });
    match format {
        "date" => DATE.is_match(text),
        "date-time" => DATE_TIME.is_match(text),
        "timestamp-ms" => MILLISECONDS.is_match(text),
        "timestamp-s" => SECONDS.is_match(text),
        _ => OTHER.is_match(text),
    }
}

fn regex(pattern: &str) -> Regex {
    Regex::new(pattern).expect("the pattern is a literal of this file, and the tests use it")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_a_date_fits_and_what_is_a_broken_one_does_not() {
        for text in [
            "2022-08-05",
            "2022/8/5",
            "20220805",
            "2022-08-05 01:02",
            "2022-08-05T01:02:03Z",
            "20220805010203",
            "1655775240000",
            "1655775240",
            "2022-08",
            "08:30",
            "2022年8月5日",
        ] {
            assert!(is_attempt(text) || text.len() < 6, "{text}");
            assert!(fits_any(text), "{text}");
        }
        for text in ["022-08-05", "2022-13-05", "2022-08-45", "20221305", "2022-08-05 25:00:00", "2022-08--05"] {
            assert!(is_attempt(text) && !fits_any(text), "{text}");
        }
        for text in ["001", "1", "xxx", "", "张三", "13311224455a"] {
            assert!(!is_attempt(text), "{text}");
        }
    }
}
