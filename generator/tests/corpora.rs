//! All of the Kingdee documentation that lies beside the project: prints what holds, fails below the figures.

#[cfg(feature = "cli")]
mod client;
mod coarse;
mod corpus;
mod lenient;
mod mutation;
mod perturbed;
mod truth;

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use docwright::document::Block;
use docwright::extract::{self, ExtractOptions, Extraction, example};
use docwright::frontend;
use docwright::spec::{Operation, canonical};

use corpus::{Measures, Share, corpora, pages};

/// How many pages the mutation test draws: each is read some hundred times.
const DRAWN_PAGES: usize = 50;

fn read(path: &Path, options: &ExtractOptions) -> Extraction {
    let bytes = std::fs::read(path).expect("readable");
    let (document, _) = frontend::read(path, &bytes).expect("a document");
    extract::extract(&document, options)
}

#[test]
fn the_corpora_are_read() {
    let Some(folder) = corpora() else { return };
    let options = ExtractOptions::default();
    let mut measures = Measures::new();
    for corpus in ["kingdee-xingchen", "kingdee-jingdou"] {
        measure(&folder.join(corpus), corpus, &options, &mut measures);
    }
    measures.end();
}

fn measure(corpus: &Path, name: &str, options: &ExtractOptions, measures: &mut Measures) {
    let html = pages(&corpus.join("html"));
    let mut expected = BTreeMap::new();
    let [mut fields, mut required, mut accounted] = [(); 3].map(|()| Share::default());
    let mut enumerations = BTreeMap::new();
    for (page, path) in &html {
        let truth = truth::read(&std::fs::read_to_string(path).expect("UTF-8"));
        let extraction = read(path, options);
        if let (Some(truth), [reading]) = (&truth, extraction.readings.as_slice()) {
            compare_fields(page, truth, &truth::fields_of(&reading.operation), &mut fields, &mut required);
        }
        for reading in &extraction.readings {
            enumerations.extend(described_fields(&reading.operation));
        }
        let forms = extraction.readings.iter().map(|reading| canonical(&reading.operation)).collect::<Vec<_>>();
        expected.insert(page.clone(), (truth.map(|truth| (truth.method, truth.path)), forms));
    }
    for rendering in ["html", "markdown-authored", "markdown-rendered", "markdown-kdcloud", "markdown-crawled"] {
        let folder = corpus.join(rendering);
        if !folder.is_dir() {
            continue;
        }
        let [mut operations, mut equal] = [(); 2].map(|()| Share::default());
        for (page, path) in pages(&folder) {
            let extraction = read(&path, options);
            let account = &extraction.account;
            accounted.count(account.total == account.used.len() + account.set_aside.len(), || page.clone());
            let found = extraction.readings.iter().map(|reading| &reading.operation).collect::<Vec<_>>();
            let Some((truth, forms)) = expected.get(&page) else { continue };
            let heads = found.iter().map(|found| (found.method.as_str().to_owned(), found.path.clone()));
            operations.count(heads.eq(truth.clone()), || page.clone());
            equal.count(found.iter().map(|found| canonical(found)).eq(forms.iter().cloned()), || page.clone());
        }
        measures.share(&format!("{name}: operations, {rendering}"), &operations, 100.0);
        measures.share(&format!("{name}: equal to html, {rendering}"), &equal, 99.0);
    }
    measures.share(&format!("{name}: fields in the right place with the right type"), &fields, 99.9);
    measures.share(&format!("{name}: required"), &required, 99.9);
    measure_enumerations(name, &enumerations, measures);
    measures.share(&format!("{name}: pages whose units are accounted for"), &accounted, 100.0);
}

/// The descriptions of an operation's fields, each with the values that were read off it.
fn described_fields(operation: &Operation) -> Vec<(String, Vec<(String, String)>)> {
    let (request, response) = (&operation.request, &operation.response);
    let lists = [&request.headers, &request.path, &request.query, &request.fields, &response.fields];
    let types = request.types.values().chain(response.types.values());
    let fields = lists.into_iter().chain(types).flatten();
    let described = fields.filter_map(|field| {
        let values = field.enumeration.iter().chain(field.families.iter().flat_map(|family| &family.values));
        let pairs = values.map(|value| (value.value.to_string(), value.label.clone())).collect();
        Some((field.description.clone()?, pairs))
    });
    described.collect()
}

/// Enumerations that the coarse reading sees and the reader found, over all different descriptions; and descriptions in
/// which the reader found values that do not stand there.
fn measure_enumerations(name: &str, described: &BTreeMap<String, Vec<(String, String)>>, measures: &mut Measures) {
    let [mut found, mut sound] = [(); 2].map(|()| Share::default());
    for (description, pairs) in described {
        if !coarse::codes(description).is_empty() {
            found.count(!pairs.is_empty(), || format!("not found: {description}"));
        }
        sound.count(coarse::is_grounded(description, pairs), || format!("made up: {description}: {pairs:?}"));
    }
    measures.share(&format!("{name}: enumerations found, of those that a coarse reading sees"), &found, 95.0);
    measures.share(&format!("{name}: descriptions without made-up values"), &sound, 99.0);
}

fn compare_fields(
    page: &str,
    truth: &truth::Truth,
    found: &[(String, String, Option<bool>)],
    fields: &mut Share,
    required: &mut Share,
) {
    let found =
        found.iter().map(|(place, type_, required)| (place.as_str(), (type_, *required))).collect::<BTreeMap<_, _>>();
    for field in &truth.fields {
        let Some((type_, is_required)) = found.get(field.place.as_str()) else {
            fields.count(false, || format!("{page}: {} is missing", field.place));
            continue;
        };
        let right = truth::is_type(&field.type_text, type_);
        fields.count(right, || format!("{page}: {} is {type_}, not {}", field.place, field.type_text));
        let stated = match field.required.trim_matches('*') {
            "" => None,
            text => Some(text.starts_with("tr") || text.starts_with("tu")),
        };
        required
            .count(stated == *is_required, || format!("{page}: {} is {is_required:?}, not {stated:?}", field.place));
    }
}

#[test]
fn nothing_is_lost_on_pages_drawn_by_a_fixed_seed() {
    let Some(folder) = corpora() else { return };
    let options = ExtractOptions::default();
    let renderings = ["kingdee-xingchen", "kingdee-jingdou"].iter().flat_map(|corpus| {
        let corpus = folder.join(corpus);
        ["html", "markdown-authored", "markdown-rendered", "markdown-kdcloud", "markdown-crawled"]
            .map(|rendering| corpus.join(rendering))
    });
    let all = renderings.filter(|folder| folder.is_dir()).flat_map(|folder| pages(&folder).into_values());
    let drawn = drawn(all.filter(|path| path.metadata().is_ok_and(|file| file.len() < 40_000)).collect());
    let broken = std::thread::scope(|scope| {
        let options = &options;
        let halves = drawn
            .chunks(drawn.len().div_ceil(2))
            .map(|half| scope.spawn(move || half.iter().flat_map(|path| broken_on(path, options)).collect::<Vec<_>>()));
        let threads = halves.collect::<Vec<_>>();
        threads.into_iter().flat_map(|thread| thread.join().expect("no panic")).collect::<Vec<_>>()
    });
    let mut measures = Measures::new();
    measures.none(&format!("promises broken by mutations of {} pages", drawn.len()), broken);
    measures.end();
}

#[test]
fn examples_that_are_not_json_say_what_a_second_reading_says() {
    let Some(folder) = corpora() else { return };
    let [mut same, mut covered] = [(); 2].map(|()| Share::default());
    for (page, path) in pages(&folder.join("kingdee-jingdou").join("markdown-authored")) {
        let text = std::fs::read_to_string(&path).expect("UTF-8");
        let (document, _) = frontend::read(&path, text.as_bytes()).expect("a document");
        let codes = document.blocks.iter().filter_map(|block| match block {
            Block::Code { code, .. } => Some(code.trim_start().trim_start_matches("BODY").trim_start()),
            _ => None,
        });
        let codes = codes.filter(|code| code.starts_with(['{', '[']));
        for code in codes.filter(|code| serde_json::from_str::<serde_json::Value>(code).is_err()) {
            let second = lenient::read(code);
            covered.count(second.is_some(), || format!("{page}: several values a line"));
            let Some(second) = second else { continue };
            let first = example::parse_json(code, 0).value.map(|value| value.to_json());
            let first = first.and_then(|json| serde_json::from_str::<serde_json::Value>(&json).ok());
            same.count(first.as_ref() == Some(&second), || format!("{page}:\n{first:?}\n{second}"));
        }
    }
    let mut measures = Measures::new();
    measures.share("examples that are not JSON, and have a value a line", &covered, 80.0);
    measures.share("of those, the same in a second reading", &same, 100.0);
    measures.end();
}

/// How many times each page is written in another manner.
const MANNERS: u64 = 8;

#[test]
fn pages_in_another_manner_say_the_same() {
    let Some(folder) = corpora() else { return };
    let options = ExtractOptions::default();
    let forms = |text: &str| {
        let (document, _) = frontend::read("page.md", text.as_bytes()).expect("a document");
        let readings = extract::extract(&document, &options).readings;
        readings.iter().map(|reading| canonical(&reading.operation)).collect::<Vec<_>>()
    };
    let mut share = Share::default();
    // The pages of 星辰 are all alike, and four times as many as the others.
    for (corpus, step) in [("kingdee-xingchen", 4), ("kingdee-jingdou", 1)] {
        for (page, path) in pages(&folder.join(corpus).join("markdown-authored")).iter().step_by(step) {
            let text = std::fs::read_to_string(path).expect("UTF-8");
            let expected = forms(&text);
            for seed in 0..MANNERS {
                let other = perturbed::perturbed(&text, &mut perturbed::Dice::new(seed + 20_261_128));
                share.count(forms(&other) == expected, || format!("{page}, seed {seed}"));
            }
        }
    }
    let mut measures = Measures::new();
    measures.share("pages in another manner that say the same", &share, 100.0);
    measures.end();
}

fn broken_on(path: &Path, options: &ExtractOptions) -> Vec<String> {
    let text = std::fs::read_to_string(path).expect("UTF-8");
    mutation::broken_promises(&path.to_string_lossy(), &text, options)
}

/// Draws pages by a linear congruential generator, the same ones each time.
fn drawn(mut pages: Vec<PathBuf>) -> Vec<PathBuf> {
    pages.sort();
    let mut state = 20_261_123_u64;
    let mut drawn = Vec::new();
    while drawn.len() < DRAWN_PAGES && !pages.is_empty() {
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        let index = usize::try_from(state >> 33).unwrap_or_default() % pages.len();
        drawn.push(pages.swap_remove(index));
    }
    drawn
}
