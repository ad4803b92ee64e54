//! Numbers that keep their digits.

use std::borrow::Cow;
use std::cmp::Ordering;
use std::fmt::{self, Write as _};
use std::hash::{Hash, Hasher};
use std::str::FromStr;

/// How many letters fit without an allocation.
const INLINE: usize = 22;

/// A decimal number as it travels: its text is kept, so that no digit is lost. Equal by value: `1.0` is `1`.
///
/// ```
/// use docwright_runtime::Number;
///
/// let price: Number = "12345678901234567.89".parse()?;
/// assert_eq!(price.as_str(), "12345678901234567.89");
/// assert_eq!("1e3".parse::<Number>()?, Number::from(1000));
/// assert_eq!("1.0".parse::<Number>()?.as_i64(), Some(1));
/// assert!("1,5".parse::<Number>().is_err());
/// # Ok::<(), docwright_runtime::NotANumber>(())
/// ```
#[derive(Clone)]
pub struct Number(Text);

#[derive(Clone)]
enum Text {
    Inline { length: u8, letters: [u8; INLINE] },
    Long(Box<str>),
}

/// Takes text that is written, as long as it fits.
#[derive(Default)]
struct Letters {
    length: usize,
    letters: [u8; INLINE],
}

impl fmt::Write for Letters {
    fn write_str(&mut self, text: &str) -> fmt::Result {
        let end = self.length + text.len();
        self.letters.get_mut(self.length..end).ok_or(fmt::Error)?.copy_from_slice(text.as_bytes());
        self.length = end;
        Ok(())
    }
}

/// A text that is not a number as JSON has them.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("not a decimal number")]
pub struct NotANumber;

impl Number {
    /// The text, as it came.
    pub fn as_str(&self) -> &str {
        match &self.0 {
            // Only the ASCII text of numbers is put in.
            Text::Inline { .. } => std::str::from_utf8(self.as_bytes()).unwrap_or_default(),
            Text::Long(text) => text,
        }
    }

    /// The nearest floating point number. Digits beyond the 17th are lost, and what is too large becomes infinite.
    pub fn as_f64(&self) -> f64 {
        self.as_str().parse().unwrap_or(f64::NAN)
    }

    /// The integer of the same value: `1e3` and `7.0` are integers; `None` for `1.5` and what does not fit.
    pub fn as_i64(&self) -> Option<i64> {
        integer(self.as_str()).and_then(|value| value.try_into().ok())
    }

    /// The integer of the same value that is not negative, up to 2^64 - 1.
    pub fn as_u64(&self) -> Option<u64> {
        integer(self.as_str()).and_then(|value| value.try_into().ok())
    }

    /// The decimal of the same value; `None` where it does not fit without a loss.
    #[cfg(feature = "rust_decimal")]
    pub fn as_decimal(&self) -> Option<rust_decimal::Decimal> {
        let text = self.as_str();
        let decimal = if text.contains(['e', 'E']) {
            rust_decimal::Decimal::from_scientific(text).ok()?
        } else {
            rust_decimal::Decimal::from_str_exact(text).ok()?
        };
        (Number::from(decimal) == *self).then_some(decimal)
    }

    /// A number from the first `length` bytes, which are known to be one. What stands behind them may be copied too, where
    /// that is quicker: it is never looked at.
    #[inline]
    pub(crate) fn from_json(bytes: &[u8], length: usize) -> Self {
        match bytes.first_chunk::<INLINE>() {
            Some(letters) if length <= INLINE => Self(Text::Inline { length: length as u8, letters: *letters }),
            _ => Self::from_checked_bytes(bytes.get(..length).unwrap_or_default()),
        }
    }

    #[cold]
    fn from_checked_bytes(bytes: &[u8]) -> Self {
        Self::from_checked(&String::from_utf8_lossy(bytes))
    }

    /// The text, as it came.
    pub(crate) fn as_bytes(&self) -> &[u8] {
        match &self.0 {
            Text::Inline { length, letters } => &letters[..usize::from(*length).min(INLINE)],
            Text::Long(text) => text.as_bytes(),
        }
    }

    /// A number from what is known to be written as one.
    fn from_written(written: fmt::Arguments<'_>) -> Self {
        let mut letters = Letters::default();
        match letters.write_fmt(written) {
            Ok(()) => Self(Text::Inline { length: letters.length as u8, letters: letters.letters }),
            Err(fmt::Error) => Self::from_checked(&written.to_string()),
        }
    }

    /// A number from text that is known to be one.
    pub(crate) fn from_checked(text: &str) -> Self {
        let mut letters = [0; INLINE];
        match letters.get_mut(..text.len()) {
            Some(place) => {
                place.copy_from_slice(text.as_bytes());
                Self(Text::Inline { length: text.len() as u8, letters })
            }
            None => Self(Text::Long(text.into())),
        }
    }
}

/// The text as JSON has numbers, if it is one: leading zeros, which JSON does not have, are left out.
pub(crate) fn normalised(text: &str) -> Option<Cow<'_, str>> {
    let (sign, digits) = text.split_at(usize::from(text.starts_with('-')));
    let whole_length = digits.bytes().take_while(u8::is_ascii_digit).count();
    let (whole, rest) = digits.split_at(whole_length);
    if whole.is_empty() || !is_fraction_and_exponent(rest) {
        return None;
    }
    let short = whole.trim_start_matches('0');
    let short = if short.is_empty() { "0" } else { short };
    Some(if short.len() == whole.len() { text.into() } else { format!("{sign}{short}{rest}").into() })
}

fn is_fraction_and_exponent(rest: &str) -> bool {
    let is_digits = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    let (fraction, exponent) = match rest.split_once(['e', 'E']) {
        Some((fraction, exponent)) => (fraction, Some(exponent)),
        None => (rest, None),
    };
    (fraction.is_empty() || fraction.strip_prefix('.').is_some_and(is_digits))
        && exponent.is_none_or(|exponent| is_digits(exponent.strip_prefix(['+', '-']).unwrap_or(exponent)))
}

/// The integer that a short text of nothing but digits, and perhaps a sign, stands for: the usual case, quickly.
#[inline]
pub(crate) fn short_integer(text: &[u8]) -> Option<i64> {
    let digits = text.strip_prefix(b"-").unwrap_or(text);
    if digits.is_empty() || digits.len() > 18 {
        return None;
    }
    let mut value = 0;
    for digit in digits {
        if !digit.is_ascii_digit() {
            return None;
        }
        value = value * 10 + i64::from(digit - b'0');
    }
    Some(if digits.len() < text.len() { -value } else { value })
}

/// The integer that a number's text stands for, if it is one, and within 64 bits with or without a sign.
pub(crate) fn integer(text: &str) -> Option<i128> {
    if text.len() <= 20
        && let Ok(value) = text.parse::<i128>()
    {
        return Some(value).filter(|value| fits_64_bits(*value));
    }
    let parts = Parts::of(text)?;
    if parts.digits.is_empty() {
        return Some(0);
    }
    // `digits` has no zeros at its ends, so a digit behind the point means a fraction.
    let zeros = u32::try_from(parts.point - parts.digits.len() as i128).ok().filter(|zeros| *zeros <= 20)?;
    let value = parts.digits.parse::<i128>().ok().filter(|_| parts.digits.len() <= 20)?;
    let value = value.checked_mul(10_i128.checked_pow(zeros)?)?;
    Some(if parts.negative { -value } else { value }).filter(|value| fits_64_bits(*value))
}

fn fits_64_bits(value: i128) -> bool {
    i64::try_from(value).is_ok() || u64::try_from(value).is_ok()
}

/// A number taken apart: 0.`digits` times 10 to the power of `point`. Two numbers are equal if their parts are.
#[derive(PartialEq, Eq, Hash)]
struct Parts {
    negative: bool,
    digits: String,
    point: i128,
}

impl Parts {
    /// `None` for an exponent of more than 30 digits.
    fn of(text: &str) -> Option<Self> {
        let (mantissa, exponent) = text.split_once(['e', 'E']).unwrap_or((text, "0"));
        if exponent.len() > 30 {
            return None;
        }
        let unsigned = mantissa.strip_prefix('-').unwrap_or(mantissa);
        let (whole, fraction) = unsigned.split_once('.').unwrap_or((unsigned, ""));
        let all = [whole, fraction].concat();
        let digits = all.trim_start_matches('0');
        let leading = all.len() - digits.len();
        let digits = digits.trim_end_matches('0');
        if digits.is_empty() {
            return Some(Self { negative: false, digits: String::new(), point: 0 });
        }
        let point = exponent.parse::<i128>().ok()? + whole.len() as i128 - leading as i128;
        Some(Self { negative: mantissa.len() > unsigned.len(), digits: digits.to_owned(), point })
    }
}

/// By value. (Numbers whose exponent has more than 30 digits are equal if their text is.)
impl PartialEq for Number {
    fn eq(&self, other: &Self) -> bool {
        let (left, right) = (self.as_str(), other.as_str());
        left == right
            || match (Parts::of(left), Parts::of(right)) {
                (Some(left), Some(right)) => left == right,
                _ => false,
            }
    }
}

impl Eq for Number {}

impl Hash for Number {
    fn hash<H: Hasher>(&self, state: &mut H) {
        match Parts::of(self.as_str()) {
            Some(parts) => parts.hash(state),
            None => self.as_str().hash(state),
        }
    }
}

/// By value; `None` where an exponent has more than 30 digits.
impl PartialOrd for Number {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        if self == other {
            return Some(Ordering::Equal);
        }
        let (left, right) = (Parts::of(self.as_str())?, Parts::of(other.as_str())?);
        let sign = |parts: &Parts| if parts.digits.is_empty() { 0 } else { 1 - 2 * i32::from(parts.negative) };
        let by_sign = sign(&left).cmp(&sign(&right));
        let by_size = (left.point, &left.digits).cmp(&(right.point, &right.digits));
        Some(by_sign.then(if left.negative { by_size.reverse() } else { by_size }))
    }
}

impl Default for Number {
    fn default() -> Self {
        Self::from_checked("0")
    }
}

impl fmt::Debug for Number {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(self.as_str())
    }
}

impl fmt::Display for Number {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.pad(self.as_str())
    }
}

impl FromStr for Number {
    type Err = NotANumber;

    fn from_str(text: &str) -> Result<Self, NotANumber> {
        normalised(text).map(|text| Self::from_checked(&text)).ok_or(NotANumber)
    }
}

macro_rules! from_integer {
    ($($type:ty),*) => {$(
        impl From<$type> for Number {
            fn from(value: $type) -> Self {
                Self::from_written(format_args!("{value}"))
            }
        }
    )*};
}

from_integer!(u8, u16, u32, u64, i8, i16, i32, i64);

/// The shortest text that gives the same floating point number; infinity and NaN are not numbers.
impl TryFrom<f64> for Number {
    type Error = NotANumber;

    fn try_from(value: f64) -> Result<Self, NotANumber> {
        if value.is_finite() { Ok(Self::from_written(format_args!("{value:?}"))) } else { Err(NotANumber) }
    }
}

#[cfg(feature = "rust_decimal")]
impl From<rust_decimal::Decimal> for Number {
    fn from(value: rust_decimal::Decimal) -> Self {
        Self::from_checked(&value.to_string())
    }
}
