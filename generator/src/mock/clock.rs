//! The server's clock: the machine's, or one that stands still; either can be set wrong on purpose.

use std::sync::atomic::{AtomicI64, Ordering};
use std::time::{SystemTime, UNIX_EPOCH};

/// Which time the server goes by.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Clock {
    /// The machine's.
    #[default]
    System,
    /// A time that does not pass: milliseconds since 1970, UTC.
    At(i64),
}

/// A clock with the amount it is wrong by.
#[derive(Debug)]
pub(super) struct Clockwork {
    clock: Clock,
    skew: AtomicI64,
}

impl Clockwork {
    pub(super) fn new(clock: Clock) -> Self {
        Self { clock, skew: AtomicI64::new(0) }
    }

    /// Milliseconds since 1970, UTC.
    pub(super) fn now(&self) -> i64 {
        let right = match self.clock {
            Clock::At(milliseconds) => milliseconds,
            Clock::System => SystemTime::now()
                .duration_since(UNIX_EPOCH)
                .map_or(0, |passed| i64::try_from(passed.as_millis()).unwrap_or(i64::MAX)),
        };
        right.saturating_add(self.skew.load(Ordering::SeqCst))
    }

    /// Sets the clock wrong by that many milliseconds: ahead if positive, behind if negative.
    pub(super) fn skew(&self, milliseconds: i64) {
        self.skew.store(milliseconds, Ordering::SeqCst);
    }
}

/// A time as the `Date` header writes it (RFC 9110, section 5.6.7).
pub(super) fn http_date(milliseconds: i64) -> String {
    const WEEKDAYS: [&str; 7] = ["Thu", "Fri", "Sat", "Sun", "Mon", "Tue", "Wed"];
    const MONTHS: [&str; 12] = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];
    // The format has four digits for the year.
    let seconds = milliseconds.div_euclid(1000).clamp(0, 253_402_300_799);
    let (days, second) = (seconds / 86_400, seconds % 86_400);
    let (year, month, day) = civil(days);
    format!(
        "{}, {day:02} {} {year:04} {:02}:{:02}:{:02} GMT",
        WEEKDAYS[usize::try_from(days % 7).unwrap_or(0)],
        MONTHS[usize::try_from(month - 1).unwrap_or(0)],
        second / 3600,
        second / 60 % 60,
        second % 60,
    )
}

/// Year, month and day of a number of days since 1970, by counting in eras of 400 years that begin in March.
fn civil(days: i64) -> (i64, i64, i64) {
    let shifted = days + 719_468;
    let (era, of_era) = (shifted / 146_097, shifted % 146_097);
    let year_of_era = (of_era - of_era / 1460 + of_era / 36_524 - of_era / 146_096) / 365;
    let of_year = of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    let from_march = (5 * of_year + 2) / 153;
    let day = of_year - (153 * from_march + 2) / 5 + 1;
    let month = if from_march < 10 { from_march + 3 } else { from_march - 9 };
    (era * 400 + year_of_era + i64::from(month <= 2), month, day)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_are_written_as_http_wants_them() {
        for (milliseconds, expected) in [
            (0, "Thu, 01 Jan 1970 00:00:00 GMT"),
            (784_111_777_999, "Sun, 06 Nov 1994 08:49:37 GMT"),
            (951_782_400_000, "Tue, 29 Feb 2000 00:00:00 GMT"),
            (1_655_775_240_000, "Tue, 21 Jun 2022 01:34:00 GMT"),
            (4_107_542_399_000, "Sun, 28 Feb 2100 23:59:59 GMT"),
            (-1, "Thu, 01 Jan 1970 00:00:00 GMT"),
        ] {
            assert_eq!(http_date(milliseconds), expected);
        }
        assert_eq!(http_date(i64::MAX), "Fri, 31 Dec 9999 23:59:59 GMT");
    }

    #[test]
    fn a_clock_can_be_set_wrong() {
        let clock = Clockwork::new(Clock::At(1000));
        clock.skew(-300);
        assert_eq!(clock.now(), 700);
    }
}
