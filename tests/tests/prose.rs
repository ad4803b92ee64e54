//! Descriptions against tables of cases: defaults, limits, lengths, enumerations, formats and conditions that they state, and
//! nothing where they do not.

use docwright::extract::constraint;
use docwright::spec::Field;

#[test]
fn english_descriptions_say_what_they_say() {
    check(include_str!("../cases/english.tsv"));
}

#[test]
fn chinese_descriptions_say_what_they_say() {
    check(include_str!("../cases/chinese.tsv"));
}

fn check(cases: &str) {
    let cases = cases.lines().filter(|line| !line.starts_with('#') && !line.is_empty()).collect::<Vec<_>>();
    let wrong = cases.iter().filter_map(|case| wrong(case)).collect::<Vec<_>>();
    assert!(wrong.is_empty(), "{} of {}:\n{}", wrong.len(), cases.len(), wrong.join("\n"));
}

/// What is wrong with a case, in words.
fn wrong(case: &str) -> Option<String> {
    let columns = case.split('\t').collect::<Vec<_>>();
    let [type_, name, description, expected] = columns.as_slice() else { panic!("four columns: {case}") };
    let mut field = Field::new(*name, type_.parse().expect("a type"));
    constraint::read(description, &mut field);
    let found = said(&field);
    (found != *expected)
        .then(|| format!("{type_} {name}: {description}\n    expected: {expected}\n    found:    {found}"))
}

fn said(field: &Field) -> String {
    let one = |word: &str, value: Option<String>| value.map(|value| format!("{word} {value}"));
    let range = |word: &str, least: Option<u64>, most: Option<u64>| {
        let end = |end: Option<u64>| end.map_or_else(String::new, |end| end.to_string());
        (least.is_some() || most.is_some()).then(|| format!("{word} {}..{}", end(least), end(most)))
    };
    let values = field.enumeration.iter().map(|value| match value.label.as_str() {
        "" => value.value.to_string(),
        label => format!("{}={label}", value.value),
    });
    let values = values.collect::<Vec<_>>().join("|");
    let parts = [
        one("default", field.default.as_ref().map(ToString::to_string)),
        one("min", field.minimum.as_ref().map(ToString::to_string)),
        one("max", field.maximum.as_ref().map(ToString::to_string)),
        range("length", field.min_length, field.max_length),
        range("items", field.min_items, field.max_items),
        (!values.is_empty()).then(|| format!("values {values}")),
        one("format", field.format.clone()),
        one("note", field.note.clone()),
    ];
    parts.into_iter().flatten().collect::<Vec<_>>().join("; ")
}
