//! Dates and times as vendors write them: the text is kept, the meaning is read on demand.

use std::fmt;
use std::time::{Duration, SystemTime};

use super::{Formatted, Slot, SlotMut, SlotRef};
use crate::Number;
use crate::drift::Found;

/// A calendar date, documented as `2022-08-01`. What came is kept, whatever it is.
///
/// ```
/// use docwright_runtime::Date;
///
/// assert_eq!(Date::from("2022-08-01").parts(), Some((2022, 8, 1)));
/// assert_eq!(Date::from("202-08-01").parts(), None);
/// assert_eq!(Date::from("202-08-01").as_str(), "202-08-01");
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Hash, Default, PartialOrd, Ord)]
pub struct Date(String);

/// A date and a time of day, documented as `2022-08-01 12:30:45`. What came is kept, whatever it is.
///
/// ```
/// use docwright_runtime::DateTime;
///
/// let time = DateTime::from("2022-08-01 12:30:45");
/// assert_eq!((time.date(), time.time()), (Some((2022, 8, 1)), Some((12, 30, 45))));
/// assert_eq!(DateTime::from("2022-08-01T12:30:45.5+08:00").time(), time.time());
/// assert_eq!(DateTime::from("yesterday").date(), None);
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Hash, Default, PartialOrd, Ord)]
pub struct DateTime(String);

/// A point in time, documented as milliseconds since 1970.
///
/// ```
/// use docwright_runtime::UnixMilliseconds;
///
/// assert_eq!(UnixMilliseconds::from(1_659_312_000_000).milliseconds(), Some(1_659_312_000_000));
/// ```
#[derive(Debug, Clone, PartialEq, Default)]
pub struct UnixMilliseconds(Stamp);

/// A point in time, documented as seconds since 1970.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct UnixSeconds(Stamp);

/// A count since 1970, or the text that stood in its place.
#[derive(Debug, Clone, PartialEq)]
enum Stamp {
    Count(Number),
    Other(String),
}

impl Default for Stamp {
    fn default() -> Self {
        Self::Count(Number::default())
    }
}

impl Date {
    /// The text, as it travels.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Year, month (1 to 12) and day (1 to 31); `None` where the text is not such a date.
    pub fn parts(&self) -> Option<(u16, u8, u8)> {
        read_date(&self.0)
    }

    fn fits(&self) -> bool {
        self.parts().is_some()
    }

    /// The date; `None` where the text is not one.
    #[cfg(feature = "jiff")]
    pub fn to_jiff(&self) -> Option<jiff::civil::Date> {
        let (year, month, day) = self.parts()?;
        jiff::civil::Date::new(year.try_into().ok()?, month.try_into().ok()?, day.try_into().ok()?).ok()
    }
}

impl DateTime {
    /// The text, as it travels.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Year, month (1 to 12) and day (1 to 31); `None` where the text is not such a time. A blank or a `T` may stand
    /// between date and time of day, and a fraction of the second and a zone behind them.
    pub fn date(&self) -> Option<(u16, u8, u8)> {
        self.split().map(|(date, _)| date)
    }

    /// Hour, minute and second, without fraction and zone; `None` where the text is not such a time.
    pub fn time(&self) -> Option<(u8, u8, u8)> {
        self.split().map(|(_, time)| time)
    }

    /// The time, as the clock on the vendor's wall shows it; `None` where the text is not a time.
    #[cfg(feature = "jiff")]
    pub fn to_jiff(&self) -> Option<jiff::civil::DateTime> {
        let (hour, minute, second) = self.time()?;
        let date = Date(self.0.get(..10)?.to_owned()).to_jiff()?;
        let time = jiff::civil::Time::new(hour.try_into().ok()?, minute.try_into().ok()?, second.try_into().ok()?, 0);
        Some(date.to_datetime(time.ok()?))
    }

    fn split(&self) -> Option<(DateParts, TimeParts)> {
        let (date, time) = self.0.split_at_checked(10)?;
        let time = time.strip_prefix([' ', 'T'])?;
        Some((read_date(date)?, read_time(time)?))
    }

    fn fits(&self) -> bool {
        self.split().is_some()
    }
}

impl UnixMilliseconds {
    /// Milliseconds since 1970; `None` where something else came.
    pub fn milliseconds(&self) -> Option<i64> {
        self.0.count()
    }

    /// The point in time; `None` where something else came.
    pub fn to_system_time(&self) -> Option<SystemTime> {
        let count = self.milliseconds()?;
        shift(Duration::from_millis(count.unsigned_abs()), count < 0)
    }

    /// The point in time; `None` where something else came.
    #[cfg(feature = "jiff")]
    pub fn to_jiff(&self) -> Option<jiff::Timestamp> {
        jiff::Timestamp::from_millisecond(self.milliseconds()?).ok()
    }
}

impl UnixSeconds {
    /// Seconds since 1970; `None` where something else came.
    pub fn seconds(&self) -> Option<i64> {
        self.0.count()
    }

    /// The point in time; `None` where something else came.
    pub fn to_system_time(&self) -> Option<SystemTime> {
        let count = self.seconds()?;
        shift(Duration::from_secs(count.unsigned_abs()), count < 0)
    }

    /// The point in time; `None` where something else came.
    #[cfg(feature = "jiff")]
    pub fn to_jiff(&self) -> Option<jiff::Timestamp> {
        jiff::Timestamp::from_second(self.seconds()?).ok()
    }
}

impl Stamp {
    fn count(&self) -> Option<i64> {
        match self {
            Self::Count(number) => number.as_i64(),
            Self::Other(_) => None,
        }
    }

    fn view(&self) -> SlotRef<'_> {
        match self {
            Self::Count(number) => SlotRef::Number(number),
            Self::Other(text) => SlotRef::Text(text),
        }
    }
}

/// Texts: any text is kept as it came, and a number as its digits.
macro_rules! text_slot {
    ($type:ident) => {
        impl From<&str> for $type {
            fn from(text: &str) -> Self {
                Self(text.to_owned())
            }
        }

        impl From<String> for $type {
            fn from(text: String) -> Self {
                Self(text)
            }
        }

        impl fmt::Display for $type {
            fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
                out.pad(&self.0)
            }
        }

        impl Formatted for $type {
            fn take(&mut self, text: &str, found: Found) -> bool {
                text.clone_into(&mut self.0);
                found == Found::Text && self.fits()
            }
        }

        impl Slot for $type {
            fn open(&mut self) -> SlotMut<'_> {
                SlotMut::Formatted(self)
            }

            fn clear(&mut self) {
                self.0.clear();
            }

            fn view(&self) -> SlotRef<'_> {
                SlotRef::Text(&self.0)
            }

            fn vacant() -> Self {
                Self::default()
            }
        }
    };
}

/// Counts: a number is kept as such, quoted or not; any other text as it came.
macro_rules! stamp_slot {
    ($type:ident) => {
        impl From<i64> for $type {
            fn from(count: i64) -> Self {
                Self(Stamp::Count(count.into()))
            }
        }

        impl Formatted for $type {
            fn take(&mut self, text: &str, found: Found) -> bool {
                self.0 = match text.parse() {
                    Ok(number) => Stamp::Count(number),
                    Err(_) => Stamp::Other(text.to_owned()),
                };
                found == Found::Number && self.0.count().is_some()
            }
        }

        impl Slot for $type {
            fn open(&mut self) -> SlotMut<'_> {
                SlotMut::Formatted(self)
            }

            fn clear(&mut self) {
                *self = Self::default();
            }

            fn view(&self) -> SlotRef<'_> {
                self.0.view()
            }

            fn vacant() -> Self {
                Self::default()
            }
        }
    };
}

text_slot!(Date);
text_slot!(DateTime);
stamp_slot!(UnixMilliseconds);
stamp_slot!(UnixSeconds);

/// Year, month and day.
type DateParts = (u16, u8, u8);

/// Hour, minute and second.
type TimeParts = (u8, u8, u8);

fn read_date(text: &str) -> Option<DateParts> {
    let mut parts = text.split('-');
    let date = (digits(parts.next()?, 4)?, digits(parts.next()?, 2)?, digits(parts.next()?, 2)?);
    let fits = (1..=12).contains(&date.1) && (1..=days_of(date.0, date.1)).contains(&date.2) && parts.next().is_none();
    fits.then_some((date.0, date.1 as u8, date.2 as u8))
}

fn days_of(year: u16, month: u16) -> u16 {
    match month {
        4 | 6 | 9 | 11 => 30,
        2 if year.is_multiple_of(4) && (!year.is_multiple_of(100) || year.is_multiple_of(400)) => 29,
        2 => 28,
        _ => 31,
    }
}

fn read_time(text: &str) -> Option<TimeParts> {
    let (clock, rest) = text.split_at_checked(8)?;
    let mut parts = clock.split(':');
    let time = (digits(parts.next()?, 2)?, digits(parts.next()?, 2)?, digits(parts.next()?, 2)?);
    let fits = time.0 < 24 && time.1 < 60 && time.2 < 60 && parts.next().is_none() && is_fraction_and_zone(rest);
    fits.then_some((time.0 as u8, time.1 as u8, time.2 as u8))
}

/// Whether what stands behind the seconds is nothing, `.5`, `Z`, `+0800`, `.123+08:00` and the like.
fn is_fraction_and_zone(rest: &str) -> bool {
    let zone = match rest.strip_prefix('.') {
        Some(fraction) => {
            let zone = fraction.trim_start_matches(|letter: char| letter.is_ascii_digit());
            if zone.len() == fraction.len() {
                return false;
            }
            zone
        }
        None => rest,
    };
    match zone.strip_prefix(['+', '-']) {
        Some(offset) => digits(&offset.replacen(':', "", 1), 4).is_some(),
        None => zone.is_empty() || zone == "Z",
    }
}

fn digits(text: &str, count: usize) -> Option<u16> {
    (text.len() == count && text.bytes().all(|byte| byte.is_ascii_digit())).then(|| text.parse().ok())?
}

fn shift(distance: Duration, back: bool) -> Option<SystemTime> {
    if back { SystemTime::UNIX_EPOCH.checked_sub(distance) } else { SystemTime::UNIX_EPOCH.checked_add(distance) }
}
