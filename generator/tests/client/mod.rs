//! A client of all of the Kingdee documentation that lies beside the project, from what `init` proposes and no line by
//! hand: it compiles without a warning, and every documented answer decodes and comes back equal.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;
use std::process::{Command, Output};

use docwright::source::Source;
use docwright::spec::{Lock, Operation, yaml};
use scraper::{Html, Selector};

use crate::corpus::{Measures, Share, corpora, pages};
use crate::truth;

/// The corpora, by the name of their API.
const APIS: [(&str, &str); 2] = [("jingdou", "kingdee-jingdou"), ("xingchen", "kingdee-xingchen")];

#[test]
fn a_client_of_everything_compiles_and_reads_every_documented_answer() {
    let Some(corpora) = corpora() else { return };
    let place = tempfile::tempdir().expect("a folder");
    for (api, folder) in APIS {
        let documents = corpora.join(folder).join("html");
        docwright(place.path(), &["init", api, &documents.to_string_lossy()]);
        docwright(place.path(), &["generate", api]);
    }
    let output = run_generated_tests(&place.path().join("generated"));
    let warnings = output.lines().filter(|line| line.starts_with("warning")).map(str::to_owned).collect();
    let mut measures = Measures::new();
    measures.none("generated crate of all operations: warnings", warnings);
    let passed = output.lines().filter_map(|line| line.strip_prefix("test ")?.strip_suffix(" ... ok"));
    let passed = passed.collect::<BTreeSet<_>>();
    for (api, folder) in APIS {
        let answers = documented_answers(&corpora.join(folder).join("html"));
        measure(api, &place.path().join("specs").join(api), &answers, &passed, &mut measures);
    }
    measures.end();
}

fn docwright(folder: &Path, arguments: &[&str]) {
    let mut command = Command::new(env!("CARGO_BIN_EXE_docwright"));
    let output = command.args(arguments).current_dir(folder).output().expect("docwright runs");
    assert!(output.status.success(), "docwright {arguments:?}: {}", text_of(&output));
}

fn text_of(output: &Output) -> String {
    format!("{}{}", String::from_utf8_lossy(&output.stdout), String::from_utf8_lossy(&output.stderr))
}

/// Compiles the crate as it was written, with the runtime of this repository, and runs the tests that came with it.
fn run_generated_tests(folder: &Path) -> String {
    let workspace = Path::new(env!("CARGO_MANIFEST_DIR")).parent().expect("a workspace");
    fs::copy(workspace.join("Cargo.lock"), folder.join("Cargo.lock")).expect("a lock file");
    let runtime = format!("patch.crates-io.docwright-runtime.path={:?}", workspace.join("runtime"));
    let output = Command::new(env!("CARGO"))
        .args(["test", "--all-features", "--lib", "--offline", "--config", &runtime])
        .current_dir(folder)
        .env("CARGO_TARGET_DIR", Path::new(env!("CARGO_TARGET_TMPDIR")).join("generated"))
        .env_remove("RUSTFLAGS")
        .output()
        .expect("cargo runs");
    assert!(output.status.success(), "{}", text_of(&output));
    text_of(&output)
}

/// The documented answers by `METHOD path`; one operation may have several pages.
type Answers = BTreeMap<String, Vec<serde_json::Value>>;

/// The documented answers that are JSON, as a reading shows them that shares nothing with docwright.
fn documented_answers(folder: &Path) -> Answers {
    let mut answers = Answers::new();
    for path in pages(folder).values() {
        let html = fs::read_to_string(path).expect("UTF-8");
        let (Some(truth), Some(answer)) = (truth::read(&html), answer(&html)) else { continue };
        answers.entry(format!("{} {}", truth.method, truth.path)).or_default().push(answer);
    }
    answers
}

/// The documented answer of a page, where it is JSON: the first such code below the heading of the examples of answers.
fn answer(html: &str) -> Option<serde_json::Value> {
    let page = Html::parse_document(html);
    let all = Selector::parse("h1, h2, h3, h4, h5, h6, pre").expect("a selector");
    let mut is_answer = false;
    for element in page.select(&all) {
        let text = element.text().collect::<String>().trim().to_owned();
        if element.value().name() != "pre" {
            is_answer = ["响应示例", "返回示例"].contains(&text.as_str());
        } else if is_answer {
            return serde_json::from_str(&text).ok();
        }
    }
    None
}

/// Holds the specifications against the documented answers, and the tests that passed against the specifications.
fn measure(api: &str, specs: &Path, answers: &Answers, passed: &BTreeSet<&str>, measures: &mut Measures) {
    let source = |path: &Path| Source::new(path, fs::read_to_string(path).expect("readable"));
    let lock: Lock = yaml::read(&source(&specs.join("docwright.lock"))).expect("a lock");
    let mut shown = BTreeMap::new();
    let mut equal = Share::default();
    for (key, locked) in &lock.operations {
        let operation: Operation = yaml::read(&source(&specs.join(&locked.at))).expect("a specification");
        let Some(answer) = operation.examples.response else { continue };
        shown.insert(key, serde_json::from_str(&answer.to_json()).expect("JSON"));
        let test = format!("{api}::{}::tests::answers::{}", lock.groups[&operation.group], operation.name);
        equal.count(passed.contains(test.as_str()), || format!("{test} did not pass"));
    }
    let mut kept = Share::default();
    for (key, documented) in answers {
        let is_kept = shown.get(key).is_some_and(|shown| documented.iter().any(|documented| same(documented, shown)));
        kept.count(is_kept, || format!("{key} shows another answer"));
    }
    measures.share(&format!("{api}: documented answers in JSON that the specification has"), &kept, 100.0);
    measures.share(&format!("{api}: documented answers that decode and come back equal"), &equal, 100.0);
}

/// Equality that takes numbers by their value: `1.00` is `1`.
fn same(left: &serde_json::Value, right: &serde_json::Value) -> bool {
    use serde_json::Value;
    match (left, right) {
        (Value::Number(left), Value::Number(right)) => left.as_f64() == right.as_f64(),
        (Value::Array(left), Value::Array(right)) => {
            left.len() == right.len() && left.iter().zip(right).all(|(left, right)| same(left, right))
        }
        (Value::Object(left), Value::Object(right)) => {
            left.len() == right.len()
                && left.iter().all(|(name, value)| right.get(name).is_some_and(|other| same(value, other)))
        }
        _ => left == right,
    }
}
