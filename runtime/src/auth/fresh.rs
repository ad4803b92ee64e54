//! Values that are made afresh for each attempt: times and random numbers.

use std::time::{Duration, SystemTime};

use super::recipe::Fresh;

/// Makes a value. `now` is the server's idea of the time, as far as it is known.
///
/// # Errors
///
/// If the operating system has no random numbers to give.
pub(crate) fn make(fresh: Fresh, now: SystemTime) -> Result<String, getrandom::Error> {
    let since_epoch = now.duration_since(SystemTime::UNIX_EPOCH).unwrap_or_default();
    Ok(match fresh {
        Fresh::Seconds => since_epoch.as_secs().to_string(),
        Fresh::Milliseconds => since_epoch.as_millis().to_string(),
        Fresh::DateTime { pattern, offset_minutes } => date_time(pattern, since_epoch, offset_minutes),
        Fresh::RandomDigits(count) => random_digits(count)?,
        Fresh::RandomHex(count) => random_hex(count)?,
        Fresh::Uuid => uuid()?,
    })
}

/// Every digit is drawn by itself; bytes from 250 on are drawn again, so that each digit is equally likely.
fn random_digits(count: usize) -> Result<String, getrandom::Error> {
    let mut digits = String::with_capacity(count);
    while digits.len() < count {
        let mut bytes = [0_u8; 32];
        getrandom::fill(&mut bytes)?;
        for byte in bytes.into_iter().filter(|byte| *byte < 250) {
            let digit = byte % 10;
            if digits.len() < count && (digit != 0 || !digits.is_empty()) {
                digits.push(char::from(b'0' + digit));
            }
        }
    }
    Ok(digits)
}

pub(crate) fn random_hex(count: usize) -> Result<String, getrandom::Error> {
    let mut bytes = vec![0_u8; count.div_ceil(2)];
    getrandom::fill(&mut bytes)?;
    let mut digits = hex::encode(bytes);
    digits.truncate(count);
    Ok(digits)
}

fn uuid() -> Result<String, getrandom::Error> {
    let mut bytes = [0_u8; 16];
    getrandom::fill(&mut bytes)?;
    bytes[6] = (bytes[6] & 0x0f) | 0x40;
    bytes[8] = (bytes[8] & 0x3f) | 0x80;
    let digits = hex::encode(bytes);
    Ok([&digits[..8], &digits[8..12], &digits[12..16], &digits[16..20], &digits[20..]].join("-"))
}

fn date_time(pattern: &str, since_epoch: Duration, offset_minutes: i32) -> String {
    let seconds =
        i64::try_from(since_epoch.as_secs()).unwrap_or(i64::MAX).saturating_add(i64::from(offset_minutes) * 60);
    let (year, month, day) = civil_date(seconds.div_euclid(86_400));
    let second_of_day = seconds.rem_euclid(86_400);
    pattern
        .replace("%Y", &format!("{year:04}"))
        .replace("%m", &format!("{month:02}"))
        .replace("%d", &format!("{day:02}"))
        .replace("%H", &format!("{:02}", second_of_day / 3_600))
        .replace("%M", &format!("{:02}", second_of_day / 60 % 60))
        .replace("%S", &format!("{:02}", second_of_day % 60))
}

/// Year, month and day of a day since 1970-01-01 in the Gregorian calendar. Years are counted from March, so that the
/// leap day is the last one (H. Hinnant, “chrono-compatible low-level date algorithms”).
fn civil_date(days: i64) -> (i64, i64, i64) {
    let days = days + 719_468;
    let era = days.div_euclid(146_097);
    let day_of_era = days.rem_euclid(146_097);
    let year_of_era = (day_of_era - day_of_era / 1_460 + day_of_era / 36_524 - day_of_era / 146_096) / 365;
    let day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    let month_from_march = (5 * day_of_year + 2) / 153;
    let day = day_of_year - (153 * month_from_march + 2) / 5 + 1;
    let month = if month_from_march < 10 { month_from_march + 3 } else { month_from_march - 9 };
    (year_of_era + era * 400 + i64::from(month <= 2), month, day)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn times_are_written_as_asked() {
        let cases = [
            (0, 0, "1970-01-01 00:00:00"),
            (1_709_164_799, 0, "2024-02-28 23:59:59"),
            (1_709_164_800, 0, "2024-02-29 00:00:00"),
            (1_709_222_400, 480, "2024-03-01 00:00:00"),
            (1_709_222_400, -60, "2024-02-29 15:00:00"),
            (4_107_542_399, 0, "2100-02-28 23:59:59"),
            (4_107_542_400, 0, "2100-03-01 00:00:00"),
        ];
        for (seconds, offset_minutes, expected) in cases {
            let fresh = Fresh::DateTime { pattern: "%Y-%m-%d %H:%M:%S", offset_minutes };
            let now = SystemTime::UNIX_EPOCH + Duration::from_secs(seconds);
            assert_eq!(make(fresh, now).expect("random numbers"), expected);
        }
        let now = SystemTime::UNIX_EPOCH + Duration::from_millis(1_655_775_240_123);
        assert_eq!(make(Fresh::Milliseconds, now).expect("a time"), "1655775240123");
        assert_eq!(make(Fresh::Seconds, now).expect("a time"), "1655775240");
    }

    #[test]
    fn random_values_have_the_form_asked_for() {
        for _ in 0..200 {
            let digits = make(Fresh::RandomDigits(10), SystemTime::UNIX_EPOCH).expect("random numbers");
            assert!(digits.len() == 10 && !digits.starts_with('0') && digits.bytes().all(|byte| byte.is_ascii_digit()));
        }
        let hex = make(Fresh::RandomHex(7), SystemTime::UNIX_EPOCH).expect("random numbers");
        assert!(hex.len() == 7 && hex.bytes().all(|byte| byte.is_ascii_hexdigit()));
        let uuid = make(Fresh::Uuid, SystemTime::UNIX_EPOCH).expect("random numbers");
        assert_eq!(uuid.len(), 36);
        assert_eq!(&uuid[14..15], "4");
    }
}
