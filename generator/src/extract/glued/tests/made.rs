//! The reader against made pages: thousands of rows whose truth is known.

use super::maker::{Made, page};
use super::{read, sides};

/// How many pages are made; enough for some ten thousand fields.
const PAGES: u64 = 1200;

struct Share {
    total: usize,
    right: usize,
    wrong: Vec<String>,
}

impl Share {
    fn percent(&self) -> f64 {
        #[allow(clippy::cast_precision_loss, reason = "counts of fields are small")]
        let percent = 100.0 * self.right as f64 / self.total.max(1) as f64;
        percent
    }
}

fn measure(with_examples: bool) -> Share {
    let mut share = Share { total: 0, right: 0, wrong: Vec::new() };
    for seed in 1..=PAGES {
        let Made { text, request, response } = page(seed, with_examples);
        let extraction = read(&text);
        let found = sides(&extraction.readings[0].operation);
        for (expected, found) in [request, response].into_iter().zip(found) {
            for row in &expected {
                share.total += 1;
                if found.contains(row) {
                    share.right += 1;
                } else {
                    share.wrong.push(format!("{seed}: {} {} not found", row.0, row.1));
                }
            }
            let extra = found.iter().filter(|row| !expected.contains(row));
            share.wrong.extend(extra.map(|row| format!("{seed}: {} {} is not there", row.0, row.1)));
        }
        let doubts = extraction.findings.iter().filter(|f| f.rule == crate::finding::rules::AMBIGUOUS_ROW).count();
        let bad = share.wrong.iter().filter(|w| w.starts_with(&format!("{seed}:"))).count();
        if bad > 0 && doubts == 0 { eprintln!("UNTOLD {seed}"); }
        eprintln!("DOUBTS {doubts}"); for f in &extraction.findings { if f.rule == crate::finding::rules::AMBIGUOUS_ROW { let p = f.place.as_ref().unwrap(); eprintln!("MSG {} | {}", f.message, p.source.slice(p.span)); } }
        let account = &extraction.account;
        assert_eq!(account.used.len() + account.set_aside.len(), account.total);
    }
    eprintln!("{} of {} fields right ({:.2} %), examples: {with_examples}", share.right, share.total, share.percent());
    share
}

#[test]
fn made_pages_with_examples() {
    let share = measure(true);
    assert!(share.percent() >= 99.99, "{:#?}", share.wrong);
}

#[test]
fn made_pages_without_examples() {
    let share = measure(false);
    assert!(share.percent() >= 99.99, "{:#?}", share.wrong);
}

#[test]
#[ignore]
fn show() {
    for seed in std::env::var("SEEDS").unwrap_or_default().split(' ').filter_map(|s| s.parse().ok()) {
        eprintln!("{}", page(seed, false).text);
    }
}

#[test]
#[ignore]
fn show2() {
    for seed in std::env::var("SEEDS").unwrap_or_default().split(' ').filter_map(|s| s.parse().ok()) {
        eprintln!("{}", page(seed, true).text);
    }
}
