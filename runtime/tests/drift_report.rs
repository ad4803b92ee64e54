//! The report of differences: what it counts, prints and proposes; and that it never holds a value.

mod fields;

use docwright_runtime::{DecodeOptions, DriftReport, Misfits, json};
use fields::Fields;

fn report(answers: &[&str]) -> DriftReport {
    let report = DriftReport::new();
    let options = DecodeOptions {
        operation: "get_fields",
        document: "documents/fields.md",
        misfits: Misfits::Keep,
        drift: Some(&report),
        ..DecodeOptions::default()
    };
    for answer in answers {
        json::decode(answer.as_bytes(), &mut Fields::default(), &options).unwrap();
    }
    report
}

#[test]
fn a_report_without_differences_says_so() {
    let report = report(&[r#"{"integer":11}"#]);
    assert_eq!(report.to_string(), "no differences\n");
    assert!(report.is_empty());
}

#[test]
fn differences_are_counted_by_place() {
    let report = report(&[
        r#"{"models":[{"integer":"11"},{"integer":"12"}],"number":"13.5"}"#,
        r#"{"models":[{"integer":"14"}],"hidden":"secret"}"#,
    ]);
    assert_eq!(report.count(), 5);
    assert_eq!(
        report.to_string(),
        "\
operation   path              document                documented  came                          times
get_fields  hidden            documents/fields.md     -           string (undocumented member)  1
get_fields  models[].integer  documents/fields.md:11  integer     string (scalar in quotes)     3
get_fields  number            documents/fields.md:12  number      string (scalar in quotes)     1
"
    );
    let debug = format!("{report:?}");
    for secret in ["11", "12", "13.5", "14", "secret"] {
        assert!(!debug.replace(":11", "").replace(":12", "").contains(&format!("\"{secret}\"")), "{debug}");
    }
}

#[test]
fn corrections_are_proposed() {
    let report = report(&[r#"{"integer":"1","number":"abc","texts":null,"extra_key":1}"#]);
    assert_eq!(
        report.corrections(),
        "\
corrections:
- at: get_fields.response.Fields.integer
  set: {type: string}
  because: \"answers differ from the document (1 × scalar in quotes)\"
- at: get_fields.response.Fields.number
  set: {type: string}
  because: \"answers differ from the document (1 × value of another type, kept in extra)\"
"
    );
    assert_eq!(self::report(&["{}"]).corrections(), "");
}

#[test]
fn a_field_has_one_correction_whatever_came_for_it() {
    let came = [
        r#"{"models":[{"text":1,"integer":1.0}],"text":null}"#,
        r#"{"text":[1],"integer":true,"models":[{"integer":"2"}]}"#,
    ];
    assert_eq!(
        report(&came).corrections(),
        "\
corrections:
- at: get_fields.response.Fields.integer
  set: {type: string}
  because: \"answers differ from the document (1 × boolean for 0 or 1; 1 × scalar in quotes; \
1 × integer spelled as a decimal number)\"
- at: get_fields.response.Fields.text
  set: {type: any}
  because: \"answers differ from the document (1 × scalar without quotes; 1 × list or object for a string)\"
"
    );
}

#[test]
fn clones_share_their_counts_and_bounds_hold() {
    let report = report(&[]);
    assert!(report.is_empty());
    let names: Vec<String> = (0..20_000).map(|index| format!("\"name{index}\":1")).collect();
    let answer = format!("{{{}}}", names.join(","));
    let clone = report.clone();
    let options = DecodeOptions { drift: Some(&clone), ..DecodeOptions::default() };
    json::decode(answer.as_bytes(), &mut Fields::default(), &options).unwrap();
    assert_eq!((report.count(), report.lines().len()), (20_000, 10_000));
    assert!(report.to_string().ends_with("and 10000 more at other places\n"));
}
