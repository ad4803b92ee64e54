//! Where answers differ from the document: what was tolerated, where, and how often.

use std::collections::BTreeMap;
use std::fmt::{self, Write as _};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use crate::Expected;

/// What kind of JSON value came.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Found {
    /// Nothing: the member is missing.
    Nothing,
    /// `null`
    Null,
    /// `true` or `false`
    Boolean,
    /// A number.
    Number,
    /// A text.
    Text,
    /// A list.
    List,
    /// An object.
    Object,
}

impl Found {
    /// The kind as it stands in a sentence.
    pub(crate) const fn with_article(self) -> &'static str {
        match self {
            Self::Nothing => "nothing",
            Self::Null => "null",
            Self::Boolean => "a boolean",
            Self::Number => "a number",
            Self::Text => "a string",
            Self::List => "a list",
            Self::Object => "an object",
        }
    }
}

impl fmt::Display for Found {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(match self {
            Self::Nothing => "nothing",
            Self::Null => "null",
            Self::Boolean => "boolean",
            Self::Number => "number",
            Self::Text => "string",
            Self::List => "list",
            Self::Object => "object",
        })
    }
}

/// A difference between answer and document that decoding gets over. Each has a row in the table of [`crate::json`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
#[non_exhaustive]
pub enum Tolerance {
    /// A member that the document requires is missing.
    MissingRequired,
    /// A member that the document requires is `null`.
    NullRequired,
    /// A `null` among the elements of a list, or the entries of a map: left out.
    NullElement,
    /// `""`, `[]` or `{}` where there is nothing.
    EmptyForNothing,
    /// A scalar in quotes.
    Quoted,
    /// A bare number or truth value for a text, a date or a code in quotes.
    Unquoted,
    /// A list or an object for a text: its JSON is kept.
    StructureForText,
    /// An integer spelled as `1.0` or `1e3`.
    IntegerSpelling,
    /// 0 or 1 for a truth value.
    NumberForBoolean,
    /// A truth value for 0 or 1.
    BooleanForInteger,
    /// An integer beyond 64 bits with a sign, but within 64 bits without: kept in `extra`.
    BeyondInteger,
    /// One element instead of a list.
    SingleForList,
    /// JSON in a text, where the document has the value itself.
    JsonInText,
    /// The value itself, where the document has a text that holds its JSON.
    JsonNotInText,
    /// A date or time of another form: kept as it came.
    OtherFormat,
    /// A code that the document does not list: kept as it came.
    UnknownCode,
    /// A member that the document does not name: kept in `extra`.
    UnknownMember,
    /// The same member twice: the last one counts.
    DuplicateMember,
    /// A value that is not of the documented type at all: kept in `extra`, if that was asked for.
    Misfit,
}

impl fmt::Display for Tolerance {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(match self {
            Self::MissingRequired => "required member is missing",
            Self::NullRequired => "required member is null",
            Self::NullElement => "null element, left out",
            Self::EmptyForNothing => "empty value for nothing",
            Self::Quoted => "scalar in quotes",
            Self::Unquoted => "scalar without quotes",
            Self::StructureForText => "list or object for a string",
            Self::IntegerSpelling => "integer spelled as a decimal number",
            Self::NumberForBoolean => "0 or 1 for a boolean",
            Self::BooleanForInteger => "boolean for 0 or 1",
            Self::BeyondInteger => "integer beyond 64 bits, kept in extra",
            Self::SingleForList => "one element for a list",
            Self::JsonInText => "JSON in a string",
            Self::JsonNotInText => "JSON not in a string",
            Self::OtherFormat => "other date or time format",
            Self::UnknownCode => "undocumented code",
            Self::UnknownMember => "undocumented member",
            Self::DuplicateMember => "member comes twice",
            Self::Misfit => "value of another type, kept in extra",
        })
    }
}

/// A difference between an answer and its document. It never holds the value.
#[derive(Debug, Clone)]
#[non_exhaustive]
pub struct Drift<'a> {
    /// The operation's name.
    pub operation: &'a str,
    /// Where in the answer, with `[]` for any element of a list: `data.rows[].price`.
    pub path: &'a str,
    /// The document, and the line (from 1) of the row that describes the value, where it is known.
    pub document: &'a str,
    /// See `document`.
    pub line: Option<u32>,
    /// The type that the table belongs to and the member's name, where the value is a documented member.
    pub member: Option<(&'static str, &'static str)>,
    /// What the document says that the value is; `None` for what it does not name.
    pub expected: Option<Expected>,
    /// What came.
    pub found: Found,
    /// What was done about it.
    pub tolerance: Tolerance,
}

/// What is told of each difference that decoding got over.
pub trait DriftSink: Send + Sync {
    /// Takes note of a difference. Called during decoding, so it should be quick.
    fn record(&self, drift: &Drift<'_>);
}

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
struct Place {
    operation: String,
    path: String,
    tolerance: Tolerance,
    found: Found,
    expected: Option<Expected>,
    document: String,
    line: Option<u32>,
    member: Option<(&'static str, &'static str)>,
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

    /// Lines for `corrections` in api.yaml that would make the document say what came, each to be judged by a person:
    /// empty where nothing is to be corrected.
    pub fn corrections(&self) -> String {
        let counts = self.counts();
        let mut out = String::new();
        for (place, count) in &counts.places {
            if let (Some(set), Some((model, member))) = (correction(place), place.member) {
                let what = format!("{}, {count} times", place.tolerance);
                // Writing into a string does not fail.
                _ = write!(out, "- at: {}.response.{model}.{member}\n  set: {set}\n", place.operation);
                _ = writeln!(out, "  because: \"answers differ from the document ({what})\"");
            }
        }
        if out.is_empty() { out } else { format!("corrections:\n{out}") }
    }

    fn counts(&self) -> MutexGuard<'_, Counts> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// What would make the document say what came. Differences that are one-off, or that no attribute of a field describes,
/// have none.
fn correction(place: &Place) -> Option<&'static str> {
    match (place.tolerance, place.expected?, place.found) {
        (Tolerance::MissingRequired | Tolerance::NullRequired, ..) => Some("{required: false}"),
        (Tolerance::NumberForBoolean, ..) => Some("{type: integer}"),
        (Tolerance::BooleanForInteger, ..) => Some("{type: boolean}"),
        (Tolerance::IntegerSpelling | Tolerance::Unquoted, Expected::Text | Expected::Integer, Found::Number) => {
            Some("{type: number}")
        }
        (Tolerance::Quoted | Tolerance::BeyondInteger, ..) => Some("{type: string}"),
        (Tolerance::Misfit, _, Found::Text) => Some("{type: string}"),
        (Tolerance::Misfit, _, Found::Number) => Some("{type: number}"),
        (Tolerance::Misfit, _, Found::Boolean) => Some("{type: boolean}"),
        (Tolerance::Misfit | Tolerance::StructureForText, ..) => Some("{type: any}"),
        _ => None,
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

/// A table, a line for each difference.
impl fmt::Display for DriftReport {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
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
