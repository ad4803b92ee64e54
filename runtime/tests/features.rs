//! Conversions that features give.
#![cfg(all(feature = "jiff", feature = "rust_decimal"))]

use docwright_runtime::{Date, DateTime, Number, UnixMilliseconds, UnixSeconds, json};
use rust_decimal::Decimal;

#[test]
fn dates_and_times_become_those_of_jiff() {
    let shown = |value: Option<String>| value.unwrap_or_default();
    assert_eq!(shown(Date::from("2024-02-29").to_jiff().map(|date| date.to_string())), "2024-02-29");
    assert_eq!(Date::from("2023-02-29").to_jiff(), None);
    let time = DateTime::from("2022-08-01 12:30:45").to_jiff();
    assert_eq!(shown(time.map(|time| time.to_string())), "2022-08-01T12:30:45");
    let milliseconds: UnixMilliseconds = json::decode_as(b"1659312000000").unwrap();
    let seconds: UnixSeconds = json::decode_as(b"1659312000").unwrap();
    assert_eq!(milliseconds.to_jiff(), seconds.to_jiff());
    assert_eq!(milliseconds.to_system_time(), seconds.to_system_time());
    assert_eq!(json::decode_as::<UnixSeconds>(b"\"now\"").unwrap().to_jiff(), None);
}

#[test]
fn numbers_become_decimals_without_loss() {
    for text in ["0", "-1.50", "12345678901234567.89", "1e3", "0.0000000000000000000000000001"] {
        let number: Number = text.parse().unwrap();
        let decimal = number.as_decimal().unwrap();
        assert_eq!(Number::from(decimal), number, "{text}");
    }
    assert_eq!("1.10".parse::<Number>().unwrap().as_decimal(), Some(Decimal::new(110, 2)));
    for text in ["1e40", "0.00000000000000000000000000001", "1.00000000000000000000000000001"] {
        assert_eq!(text.parse::<Number>().unwrap().as_decimal(), None, "{text}");
    }
}
