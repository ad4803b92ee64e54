//! What must hold, whatever comes.

use std::fmt::Debug;
use std::sync::atomic::{AtomicU64, Ordering};

use docwright_runtime::{
    DecodeError, DecodeOptions, Drift, DriftReport, DriftSink, Limits, Misfits, Mode, Problem, Slot, Tolerance, Value, json,
};
use serde::de::IgnoredAny;

/// The limit on depth of the first decoding. The second has twice as much: JSON that comes without its quotes gets them
/// back, and they count as a level.
const DEPTH: usize = 64;

/// The differences, and how many of them are members that came twice.
#[derive(Default)]
struct Differences {
    report: DriftReport,
    duplicates: AtomicU64,
}

impl DriftSink for Differences {
    fn record(&self, drift: &Drift<'_>) {
        self.report.record(drift);
        if drift.tolerance == Tolerance::DuplicateMember {
            self.duplicates.fetch_add(1, Ordering::Relaxed);
        }
    }
}

fn decode<T: Slot>(bytes: &[u8], options: &DecodeOptions<'_>) -> Result<T, DecodeError> {
    let mut value = T::vacant();
    json::decode(bytes, &mut value, options)?;
    Ok(value)
}

fn options(depth: usize, misfits: Misfits) -> DecodeOptions<'static> {
    let limits = Limits { depth, ..Limits::default() };
    DecodeOptions { operation: "fuzz", document: "fuzz.md", misfits, limits, ..DecodeOptions::default() }
}

/// Checks the decoding of bytes into a model.
///
/// # Panics
/// Where something does not hold.
pub fn check<T: Slot + Debug + Clone + PartialEq>(bytes: &[u8]) {
    let refused = check_tolerant::<T>(bytes, Misfits::Refuse);
    let kept = check_tolerant::<T>(bytes, Misfits::Keep);
    match (&refused, &kept) {
        (Ok((refused, _)), Ok((kept, _))) => assert_eq!(refused, kept, "keeping misfits changes what has none"),
        (Ok(_), Err(error)) => panic!("refused only where misfits are kept: {error}"),
        _ => {}
    }
    let strict = DecodeOptions { mode: Mode::Strict, ..options(DEPTH, Misfits::Refuse) };
    match (decode::<T>(bytes, &strict), refused) {
        (Ok(strict), Ok((tolerant, differences))) => {
            assert_eq!(differences, 0, "strict decoding accepts differences");
            assert_eq!(strict, tolerant);
        }
        (Ok(_), Err(error)) => panic!("only strict decoding accepts it: {error}"),
        (Err(error), Ok((_, differences))) => assert_ne!(differences, 0, "only strict decoding refuses it: {error}"),
        (Err(_), Err(_)) => {}
    }
}

/// Decodes tolerantly, and once more what is written back. Gives the value, and how many differences were reported.
fn check_tolerant<T: Slot + Debug + Clone + PartialEq>(bytes: &[u8], misfits: Misfits) -> Result<(T, u64), DecodeError> {
    let differences = Differences::default();
    let first = decode::<T>(bytes, &DecodeOptions { drift: Some(&differences), ..options(DEPTH, misfits) });
    // They are to be printed, whatever they hold.
    _ = (differences.report.to_string(), differences.report.corrections());
    let first = first.inspect_err(check_error)?;
    assert!(nesting(bytes) <= DEPTH, "accepted beyond the limit");
    assert!(serde_json::from_slice::<IgnoredAny>(without_mark(bytes)).is_ok(), "accepted, but not JSON");
    _ = format!("{first:?}");

    let second = check_written(&first, misfits);
    // What was a misfit because of a member that another one replaced is none any more.
    let is_settled = misfits == Misfits::Refuse || differences.duplicates.into_inner() == 0;
    if is_settled {
        assert_eq!(first, second, "changed by writing it");
        assert_eq!(json::encode(&first), json::encode(&second), "written differently");
    }
    let third = check_written(&second, misfits);
    assert_eq!(second, third, "changed by writing it again");
    assert_eq!(first, first.clone());
    Ok((first, differences.report.count()))
}

/// Decodes what is written of a value.
fn check_written<T: Slot>(value: &T, misfits: Misfits) -> T {
    let written = json::encode(value);
    assert!(serde_json::from_slice::<IgnoredAny>(&written).is_ok(), "written, but not JSON");
    decode(&written, &options(2 * DEPTH, misfits)).unwrap_or_else(|error| {
        panic!("cannot read what was written: {error}\n{}", String::from_utf8_lossy(&written));
    })
}

/// Checks the decoding of bytes into a value of any shape.
///
/// # Panics
/// Where something does not hold.
pub fn check_value(bytes: &[u8]) {
    let theirs = serde_json::from_slice::<serde_json::Value>(without_mark(bytes));
    if let Err(error) = check_tolerant::<Value>(bytes, Misfits::Refuse) {
        let is_known = is_too_deep(&error) && nesting(bytes) > DEPTH;
        assert!(is_known || theirs.is_err(), "JSON, but refused: {error}");
    }
}

/// Checks that two texts, which differ in the order of members only, come to the same.
///
/// # Panics
/// Where they do not.
pub fn check_order<T: Slot + Debug + PartialEq>(left: &[u8], right: &[u8]) {
    let options = options(DEPTH, Misfits::Keep);
    match (decode::<T>(left, &options), decode::<T>(right, &options)) {
        (Ok(left), Ok(right)) => assert_eq!(left, right, "the order of members matters"),
        (Err(_), Err(_)) => {}
        // A misfit is not read any further: JSON in its texts is not too deep if it would have come later.
        (Ok(_), Err(error)) | (Err(error), Ok(_)) => {
            assert!(is_too_deep(&error), "the order of members decides: {error}");
        }
    }
}

fn is_too_deep(error: &DecodeError) -> bool {
    matches!(error.problem(), Problem::TooDeep { .. })
}

fn check_error(error: &DecodeError) {
    _ = (error.to_string(), format!("{error:?}"));
    // 60 bytes before, 60 behind; a broken character becomes one of three bytes.
    assert!(error.excerpt().len() <= 3 * 120, "a long excerpt");
}

fn without_mark(bytes: &[u8]) -> &[u8] {
    bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes)
}

/// How deep lists and objects are within each other.
fn nesting(bytes: &[u8]) -> usize {
    let (mut depth, mut deepest) = (0_usize, 0);
    let mut bytes = bytes.iter();
    while let Some(byte) = bytes.next() {
        match byte {
            b'[' | b'{' => depth += 1,
            b']' | b'}' => depth = depth.saturating_sub(1),
            b'"' => skip_text(&mut bytes),
            _ => {}
        }
        deepest = deepest.max(depth);
    }
    deepest
}

fn skip_text(bytes: &mut std::slice::Iter<'_, u8>) {
    while let Some(byte) = bytes.next() {
        match byte {
            b'"' => return,
            b'\\' => _ = bytes.next(),
            _ => {}
        }
    }
}
