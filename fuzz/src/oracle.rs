//! What must hold, whatever comes.

use std::fmt::Debug;

use docwright_runtime::{DecodeError, DecodeOptions, DriftReport, Limits, Misfits, Mode, Problem, Slot, Value, json};
use serde::de::IgnoredAny;

/// The limit on depth of the first decoding. The second has twice as much: JSON that comes without its quotes gets them
/// back, and they count as a level.
const DEPTH: usize = 64;

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
    let report = DriftReport::new();
    let first = decode::<T>(bytes, &DecodeOptions { drift: Some(&report), ..options(DEPTH, misfits) });
    // They are to be printed, whatever they hold.
    _ = (report.to_string(), report.corrections());
    let first = first.inspect_err(check_error)?;
    assert!(nesting(bytes) <= DEPTH, "accepted beyond the limit");
    assert!(serde_json::from_slice::<IgnoredAny>(without_mark(bytes)).is_ok(), "accepted, but not JSON");
    _ = format!("{first:?}");

    let written = json::encode(&first);
    assert!(serde_json::from_slice::<IgnoredAny>(&written).is_ok(), "written, but not JSON");
    let second: T = decode(&written, &options(2 * DEPTH, misfits)).unwrap_or_else(|error| {
        panic!("cannot read what was written: {error}\n{}", String::from_utf8_lossy(&written));
    });
    assert_eq!(first, second, "changed by writing it");
    assert_eq!(first, first.clone());
    let again = json::encode(&second);
    assert_eq!(String::from_utf8_lossy(&written), String::from_utf8_lossy(&again), "written differently");
    Ok((first, report.count()))
}

/// Checks the decoding of bytes into a value of any shape.
///
/// # Panics
/// Where something does not hold.
pub fn check_value(bytes: &[u8]) {
    let theirs = serde_json::from_slice::<serde_json::Value>(without_mark(bytes));
    match check_tolerant::<Value>(bytes, Misfits::Refuse) {
        Ok((_, differences)) => assert_eq!(differences, 0, "a value of any shape differs from nothing"),
        Err(error) => {
            let is_known = matches!(error.problem(), Problem::TooDeep { .. }) && nesting(bytes) > DEPTH;
            assert!(is_known || theirs.is_err(), "JSON, but refused: {error}");
        }
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
        (Ok(_), Err(error)) | (Err(error), Ok(_)) => panic!("the order of members decides: {error}"),
    }
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
