//! Differences counted, as a table and as corrections.

use std::collections::BTreeMap;
use std::fmt;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use super::correction::corrections;
use super::{Drift, DriftSink, Found, Tolerance};
use crate::Expected;

/// How many different differences a report tells apart; of what comes beyond, only the number is known.
const PLACES: usize = 10_000;

/// Counts differences. Clones share their counts.
///
/// ```
/// use docwright_runtime::{DecodeOptions, DriftReport, Extra, json, model};
///
/// #[derive(Default)]
/// pub struct Row {
///     /// How many.
///     pub count: Option<i64>,
///     /// What the document does not name.
///     pub extra: Extra,
/// }
/// model! { Row "Row" line 81 => extra { count = "count" } }
///
/// let report = DriftReport::new();
/// let options = DecodeOptions {
///     operation: "get_rows",
///     document: "documents/rows.md",
///     drift: Some(&report),
///     ..DecodeOptions::default()
/// };
/// let mut row = Row::default();
/// json::decode(br#"{"count": "7"}"#, &mut row, &options)?;
///
/// assert_eq!(row.count, Some(7));
/// assert_eq!(report.count(), 1);
/// assert!(report.to_string().contains("documents/rows.md:81"));
/// # Ok::<(), docwright_runtime::DecodeError>(())
/// ```
#[derive(Debug, Clone, Default)]
pub struct DriftReport(Arc<Mutex<Counts>>);

#[derive(Debug, Default)]
struct Counts {
    places: BTreeMap<Place, u64>,
    beyond: u64,
}

#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Place {
    pub(super) operation: String,
    pub(super) path: String,
    pub(super) tolerance: Tolerance,
    pub(super) found: Found,
    pub(super) expected: Option<Expected>,
    pub(super) document: String,
    pub(super) line: Option<u32>,
    pub(super) member: Option<(&'static str, &'static str)>,
}

/// A line of a [`DriftReport`].
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct DriftCount {
    /// The operation's name.
    pub operation: String,
    /// Where in the answer: `data.rows[].price`.
    pub path: String,
    /// The document.
    pub document: String,
    /// The line (from 1) of the document's row, where it is known.
    pub line: Option<u32>,
    /// What the document says that the value is.
    pub expected: Option<Expected>,
    /// What came.
    pub found: Found,
    /// What was done about it.
    pub tolerance: Tolerance,
    /// How often.
    pub count: u64,
}

impl DriftReport {
    /// An empty report.
    pub fn new() -> Self {
        Self::default()
    }

    /// How many differences there were.
    pub fn count(&self) -> u64 {
        let counts = self.counts();
        counts.places.values().sum::<u64>() + counts.beyond
    }

    /// Whether there were none.
    pub fn is_empty(&self) -> bool {
        self.count() == 0
    }

    /// The differences, sorted by operation and path.
    pub fn lines(&self) -> Vec<DriftCount> {
        let line = |(place, count): (&Place, &u64)| DriftCount {
            operation: place.operation.clone(),
            path: place.path.clone(),
            document: place.document.clone(),
            line: place.line,
            expected: place.expected,
            found: place.found,
            tolerance: place.tolerance,
            count: *count,
        };
        self.counts().places.iter().map(line).collect()
    }

    /// Lines for `corrections` in api.yaml that would make the document say what came, one for each field and to be judged
    /// by a person: empty where nothing is to be corrected.
    pub fn corrections(&self) -> String {
        corrections(&self.counts().places)
    }

    fn counts(&self) -> MutexGuard<'_, Counts> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl DriftSink for DriftReport {
    fn record(&self, drift: &Drift<'_>) {
        let place = Place {
            operation: drift.operation.to_owned(),
            path: drift.path.to_owned(),
            tolerance: drift.tolerance,
            found: drift.found,
            expected: drift.expected,
            document: drift.document.to_owned(),
            line: drift.line,
            member: drift.member,
        };
        let mut counts = self.counts();
        if counts.places.len() < PLACES || counts.places.contains_key(&place) {
            *counts.places.entry(place).or_default() += 1;
        } else {
            counts.beyond += 1;
        }
    }
}

/// A table, a line for each difference; without any, that there are none.
impl fmt::Display for DriftReport {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.is_empty() {
            return writeln!(out, "no differences");
        }
        let rows: Vec<[String; 6]> = self.lines().iter().map(cells).collect();
        let titles = ["operation", "path", "document", "documented", "came", "times"].map(str::to_owned);
        let width = |column: usize| {
            let cells = rows.iter().chain([&titles]).map(move |row: &[String; 6]| row[column].chars().count());
            cells.max().unwrap_or(0)
        };
        let widths: [usize; 6] = std::array::from_fn(width);
        for row in [&titles].into_iter().chain(&rows) {
            let line: String = row.iter().zip(widths).map(|(cell, width)| format!("{cell:width$}  ")).collect();
            writeln!(out, "{}", line.trim_end())?;
        }
        match self.counts().beyond {
            0 => Ok(()),
            beyond => writeln!(out, "and {beyond} more at other places"),
        }
    }
}

fn cells(line: &DriftCount) -> [String; 6] {
    let document = match line.line {
        Some(number) => format!("{}:{number}", line.document),
        None => line.document.clone(),
    };
    let expected = line.expected.map_or_else(|| "-".to_owned(), |expected| expected.to_string());
    let came = format!("{} ({})", line.found, line.tolerance);
    [line.operation.clone(), line.path.clone(), document, expected, came, line.count.to_string()]
}
