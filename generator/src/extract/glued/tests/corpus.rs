//! Pages made from a real export, against that export.

use std::path::PathBuf;

use serde_json::Value;

use super::{read, sides, workspace};

/// The least share of fields, in percent, that must have the right place, name and type.
const LEAST: f64 = 98.0;

fn folder() -> PathBuf {
    let shared = std::env::var_os("DOCWRIGHT_SHARED").map_or_else(|| workspace().join("../shared"), PathBuf::from);
    shared.join("corpora/yapi-text")
}

#[test]
fn fields_have_the_place_name_and_type_of_the_export() {
    let pages = pages();
    let (mut total, mut right, mut wrong) = (0, 0, Vec::new());
    for page in &pages {
        let text = std::fs::read_to_string(page).expect("a page");
        let export = std::fs::read_to_string(page.with_extension("json")).expect("its export");
        let export: Value = serde_json::from_str(&export).expect("an export is JSON");
        let name = page.file_stem().map(|stem| stem.to_string_lossy().into_owned()).unwrap_or_default();
        compare(&name, &text, &export, &mut total, &mut right, &mut wrong);
    }
    let share = 100.0 * f64::from(right) / f64::from(total.max(1));
    eprintln!("{} pages, {right} of {total} fields right ({share:.2} %)", pages.len());
    assert!(share >= LEAST || pages.is_empty(), "{wrong:#?}");
}

#[test]
fn no_line_that_is_used_can_go_unnoticed() {
    let mut unnoticed = Vec::new();
    for page in pages() {
        let text = std::fs::read_to_string(&page).expect("a page");
        let found = super::unnoticed_deletions(&text);
        unnoticed.extend(found.into_iter().map(|line| format!("{}: {line}", page.display())));
    }
    assert!(unnoticed.is_empty(), "{unnoticed:#?}");
}

/// The pages of the corpus; none, and a word about it, where the corpus is not there.
fn pages() -> Vec<PathBuf> {
    let Ok(entries) = std::fs::read_dir(folder()) else {
        // Straight to standard error: what a passing test prints is not shown otherwise.
        let _ = std::io::Write::write_fmt(
            &mut std::io::stderr(),
            format_args!("skipped: {} is not there\n", folder().display()),
        );
        return Vec::new();
    };
    let mut pages = entries.filter_map(|entry| Some(entry.ok()?.path())).collect::<Vec<_>>();
    pages.retain(|path| path.extension().is_some_and(|extension| extension == "txt"));
    pages.sort();
    pages
}

fn compare(page: &str, text: &str, export: &Value, total: &mut u32, right: &mut u32, wrong: &mut Vec<String>) {
    let extraction = read(text);
    let Some(reading) = extraction.readings.first() else {
        wrong.push(format!("{page}: no operation"));
        return;
    };
    let found = sides(&reading.operation);
    let bodies = [("request", "req_body_other"), ("response", "res_body")];
    for ((side, key), found) in bodies.into_iter().zip(found) {
        let expected = expected(&export[key]);
        for row in &found {
            if !expected.iter().any(|(path, kind)| *path == row.0 && kind == row.1) {
                wrong.push(format!("{page} {side}: not there: {row:?}"));
            }
        }
        count(&expected, &found, &format!("{page} {side}"), total, right, wrong);
    }
    let request = &reading.operation.request;
    for (key, fields) in
        [("req_headers", &request.headers), ("req_query", &request.query), ("req_params", &request.path)]
    {
        let expected = export[key].as_array().into_iter().flatten();
        let expected = expected.map(|row| (row["name"].as_str().unwrap_or_default().to_owned(), "string".to_owned()));
        let found = super::flat(fields, &request.types);
        count(&expected.collect::<Vec<_>>(), &found, &format!("{page} {key}"), total, right, wrong);
    }
}

fn count(
    expected: &[(String, String)],
    found: &[(String, &'static str)],
    place: &str,
    total: &mut u32,
    right: &mut u32,
    wrong: &mut Vec<String>,
) {
    for (path, kind) in expected {
        *total += 1;
        if found.iter().any(|(found, word)| found == path && word == kind) {
            *right += 1;
        } else {
            wrong.push(format!("{place}: {path} {kind}"));
        }
    }
}

/// The members of a body's schema, as far as its table shows them: those of a list at the root are not shown.
fn expected(body: &Value) -> Vec<(String, String)> {
    let schema = body.as_str().and_then(|text| serde_json::from_str::<Value>(text).ok()).unwrap_or_default();
    let mut rows = Vec::new();
    members(&schema, "", &mut rows);
    rows
}

pub(super) fn members(schema: &Value, prefix: &str, rows: &mut Vec<(String, String)>) {
    for (name, member) in schema["properties"].as_object().into_iter().flatten() {
        let path = format!("{prefix}{name}");
        let kind = member["type"].as_str().unwrap_or_default();
        rows.push((path.clone(), if kind == "null" { "any" } else { kind }.to_owned()));
        members(member, &format!("{path}."), rows);
        members(&member["items"], &format!("{path}[]."), rows);
    }
}
