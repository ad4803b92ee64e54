//! What the texts of scalars mean, in all spellings that a client takes.

use super::fit::{BEYOND, MISFIT, Misfit};

/// The text of a number as JSON has them, leading zeros left out.
pub(super) fn normalised(text: &str) -> Option<String> {
    let (sign, digits) = text.split_at(usize::from(text.starts_with('-')));
    let short = digits.trim_start_matches('0');
    let short = if short.starts_with(|c: char| c.is_ascii_digit()) || short == digits {
        short.to_owned()
    } else {
        format!("0{short}")
    };
    let number = format!("{sign}{short}");
    let is_number =
        !number.ends_with(char::is_whitespace) && serde_json::from_str::<serde_json::Number>(&number).is_ok();
    is_number.then_some(number)
}

/// The integer of a JSON number, in whatever spelling, if it fits 64 bits with a sign.
pub(super) fn whole_number(text: &str) -> Result<i64, Misfit> {
    if let Ok(value) = text.parse() {
        return Ok(value);
    }
    let (mantissa, exponent) = text.split_once(['e', 'E']).unwrap_or((text, "0"));
    let exponent: i64 = exponent.parse().map_err(|_| MISFIT)?;
    let (whole, fraction) = mantissa.split_once('.').unwrap_or((mantissa, ""));
    let fraction = fraction.trim_end_matches('0');
    let digits = format!("{whole}{fraction}");
    let zeros = exponent.checked_sub(fraction.len() as i64).ok_or(MISFIT)?;
    let is_zero = digits.trim_start_matches('-').bytes().all(|byte| byte == b'0');
    let digits = match (is_zero, usize::try_from(zeros)) {
        (true, _) => "0".to_owned(),
        (false, Ok(zeros)) if zeros <= 20 => digits + &"0".repeat(zeros),
        // Ten of a hundredth is a tenth: zeros at the end make up for places.
        (false, Err(_)) => {
            let places = usize::try_from(zeros.unsigned_abs()).map_err(|_| MISFIT)?;
            let kept = digits.len().checked_sub(places).ok_or(MISFIT)?;
            let (kept, rest) = digits.split_at_checked(kept).ok_or(MISFIT)?;
            if rest.bytes().any(|byte| byte != b'0') {
                return Err(MISFIT);
            }
            kept.to_owned()
        }
        _ => return Err(MISFIT),
    };
    match digits.parse::<i64>() {
        Ok(value) => Ok(value),
        Err(_) if digits.parse::<u64>().is_ok() => Err(BEYOND),
        Err(_) => Err(MISFIT),
    }
}

pub(super) fn is_truth(text: &str) -> bool {
    matches!(text, "0" | "1") || text.eq_ignore_ascii_case("true") || text.eq_ignore_ascii_case("false")
}

pub(super) fn is_base64(text: &str) -> bool {
    let body = text.trim_end_matches('=');
    let letters = body.bytes().all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'+' | b'/'));
    letters && text.len().is_multiple_of(4) && text.len() - body.len() <= 2 && (text.is_empty() || !body.is_empty())
}

/// `2022-08-01`, a day that there is.
pub(super) fn is_date(text: &str) -> bool {
    let parts: Vec<Option<u16>> =
        text.split('-').map(|part| number(part, if part.len() == 4 { 4 } else { 2 })).collect();
    let [Some(year), Some(month), Some(day)] = parts[..] else { return false };
    let is_leap = year.is_multiple_of(4) && (!year.is_multiple_of(100) || year.is_multiple_of(400));
    let days = match month {
        4 | 6 | 9 | 11 => 30,
        2 => 28 + u16::from(is_leap),
        _ => 31,
    };
    text.len() == 10 && text.find('-') == Some(4) && (1..=12).contains(&month) && (1..=days).contains(&day)
}

/// A date, a blank or a `T`, a time of day, perhaps a fraction of the second and a zone.
pub(super) fn is_date_time(text: &str) -> bool {
    let Some((date, time)) = text.split_at_checked(10) else { return false };
    let Some((clock, rest)) = time.strip_prefix([' ', 'T']).and_then(|time| time.split_at_checked(8)) else {
        return false;
    };
    let parts: Vec<Option<u16>> = clock.split(':').map(|part| number(part, 2)).collect();
    let is_time = matches!(parts[..], [Some(0..24), Some(0..60), Some(0..60)]);
    let zone = match rest.strip_prefix('.') {
        Some(fraction) => {
            let zone = fraction.trim_start_matches(|c: char| c.is_ascii_digit());
            if zone.len() == fraction.len() {
                return false;
            }
            zone
        }
        None => rest,
    };
    let is_zone = match zone.strip_prefix(['+', '-']) {
        Some(offset) => number(&offset.replacen(':', "", 1), 4).is_some(),
        None => matches!(zone, "" | "Z"),
    };
    is_date(date) && is_time && is_zone
}

fn number(text: &str, digits: usize) -> Option<u16> {
    (text.len() == digits && text.bytes().all(|byte| byte.is_ascii_digit())).then(|| text.parse().ok())?
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_read_in_every_spelling() {
        let cases = [
            ("12", Some(12)),
            ("-0", Some(0)),
            ("1.0", Some(1)),
            ("1e3", Some(1000)),
            ("120e-1", Some(12)),
            ("0.10e1", Some(1)),
            ("0e99", Some(0)),
            ("1.5", None),
            ("1e-1", None),
            ("1e99", None),
            ("1e99999999999999999999", None),
        ];
        for (text, expected) in cases {
            assert_eq!(whole_number(text).ok(), expected, "{text}");
        }
        assert!(whole_number("18446744073709551615").is_err_and(|misfit| misfit == BEYOND));
        assert!(whole_number("18446744073709551616").is_err_and(|misfit| misfit == MISFIT));
        for (text, expected) in
            [("007", Some("7")), ("-00.5", Some("-0.5")), ("00", Some("0")), ("1 ", None), ("", None)]
        {
            assert_eq!(normalised(text).as_deref(), expected, "{text}");
        }
    }

    #[test]
    fn dates_are_days_that_there_are() {
        for (text, expected) in [("2024-02-29", true), ("2023-02-29", false), ("022-08-05", false), ("2022-8-5", false)]
        {
            assert_eq!(is_date(text), expected, "{text}");
            assert_eq!(is_date_time(&format!("{text}T23:59:59.5+08:00")), expected, "{text}");
        }
        assert!(
            !is_date_time("2022-08-05 24:00:00")
                && !is_date_time("2022-08-05 12:00:00.")
                && !is_date_time("时间时间时间")
        );
    }
}
