//! The reader against made pages: thousands of rows whose truth is known.

use super::maker::{Layout, Made, page};
use super::{read, sides};
use crate::finding::rules;

/// How many pages are made; `DOCWRIGHT_PAGES` asks for more.
fn pages() -> u64 {
    std::env::var("DOCWRIGHT_PAGES").ok().and_then(|pages| pages.parse().ok()).unwrap_or(100)
}

struct Share {
    total: usize,
    right: usize,
    wrong: Vec<String>,
    /// Pages with a mistake that no finding hints at.
    untold: Vec<u64>,
}

impl Share {
    fn percent(&self) -> f64 {
        #[allow(clippy::cast_precision_loss, reason = "counts of fields are small")]
        let percent = 100.0 * self.right as f64 / self.total.max(1) as f64;
        percent
    }
}

fn measure(with_examples: bool, layout: Layout) -> Share {
    let mut share = Share { total: 0, right: 0, wrong: Vec::new(), untold: Vec::new() };
    for seed in 1..=pages() {
        let Made { text, request, response } = page(seed, with_examples, layout);
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
        let is_told = extraction.findings.iter().any(|finding| finding.rule == rules::AMBIGUOUS_ROW);
        let of_page = format!("{seed}: ");
        if !is_told && share.wrong.iter().any(|wrong| wrong.starts_with(&of_page)) {
            share.untold.push(seed);
        }
        let account = &extraction.account;
        assert_eq!(account.used.len() + account.set_aside.len(), account.total);
    }
    eprintln!(
        "{} of {} fields right ({:.2} %), examples: {with_examples}, {layout:?}",
        share.right,
        share.total,
        share.percent()
    );
    share
}

#[test]
fn made_pages_with_examples() {
    let share = measure(true, Layout::Plain);
    assert!(share.percent() >= 99.9, "{:#?}", share.wrong);
}

#[test]
fn made_pages_without_examples() {
    for layout in [Layout::Plain, Layout::Suffix, Layout::Rows] {
        let share = measure(false, layout);
        assert!(share.percent() >= 99.5, "{:#?}", share.wrong);
        assert!(
            layout == Layout::Rows || share.untold.len() <= 1 + share.total / 2_000,
            "{:?} {:#?}",
            share.untold,
            share.wrong
        );
    }
}
