//! Enumerations in descriptions against a table of cases: what is found where it stands, and invented where it does not.

use docwright::extract::enumeration;
use docwright::spec::Type;

const CASES: &str = include_str!("../cases/enumerations.tsv");

#[test]
fn descriptions_give_the_values_they_list() {
    let cases = CASES.lines().filter(|line| !line.starts_with('#') && !line.is_empty()).collect::<Vec<_>>();
    let wrong = cases.iter().filter_map(|case| wrong(case)).collect::<Vec<_>>();
    assert!(cases.len() >= 120);
    let friends = cases.iter().filter(|case| case.split('\t').nth(2).is_none_or(str::is_empty)).count();
    assert!(friends * 3 >= cases.len(), "{friends} of {} cases list nothing: a third has to", cases.len());
    assert!(wrong.is_empty(), "{} of {}:\n{}", wrong.len(), cases.len(), wrong.join("\n"));
}

/// What is wrong with a case, in words.
fn wrong(case: &str) -> Option<String> {
    let mut columns = case.split('\t');
    let mut next = || columns.next().unwrap_or_default();
    let (type_, description, expected) = (next(), next(), next());
    let type_ = type_.parse::<Type>().expect("a type");
    let read = enumeration::read(description, &type_);
    assert!(read.families.is_empty(), "{description}");
    let found =
        read.values.iter().map(|value| format!("{}={}", value.value, value.label)).collect::<Vec<_>>().join("; ");
    (found != expected).then(|| format!("{description}\n    expected: {expected}\n    found:    {found}"))
}
