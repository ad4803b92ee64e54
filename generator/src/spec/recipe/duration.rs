//! Times in recipes: how long something is kept, how far from UTC a clock is.

use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::{Deserialize, Serialize};

/// How long something is kept: a number and `s`, `m` or `h`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Lifetime {
    /// In seconds.
    pub seconds: u64,
}

impl TryFrom<String> for Lifetime {
    type Error = String;

    fn try_from(text: String) -> Result<Self, String> {
        let (number, factor) = [('s', 1), ('m', 60), ('h', 3600)]
            .iter()
            .find_map(|(unit, factor)| Some((text.strip_suffix(*unit)?, *factor)))
            .unwrap_or(("", 0));
        let seconds = number.trim().parse::<u64>().ok().and_then(|number| number.checked_mul(factor));
        seconds
            .map(|seconds| Self { seconds })
            .ok_or_else(|| format!("`{text}` is no duration like `20h`, `90m`, `7200s`"))
    }
}

impl From<Lifetime> for String {
    fn from(lifetime: Lifetime) -> Self {
        match lifetime.seconds {
            seconds if seconds > 0 && seconds % 3600 == 0 => format!("{}h", seconds / 3600),
            seconds => format!("{seconds}s"),
        }
    }
}

impl JsonSchema for Lifetime {
    fn schema_name() -> std::borrow::Cow<'static, str> {
        "Lifetime".into()
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        json_schema!({"type": "string", "pattern": "^[0-9]+ *[smh]$", "examples": ["20h", "90m", "7200s"]})
    }
}

/// An offset from UTC: a sign, hours and minutes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct UtcOffset {
    /// Minutes east of Greenwich.
    pub minutes: i32,
}

impl TryFrom<String> for UtcOffset {
    type Error = String;

    fn try_from(text: String) -> Result<Self, String> {
        let parsed = || {
            let (sign, rest) =
                text.strip_prefix('+').map(|rest| (1, rest)).or(text.strip_prefix('-').map(|rest| (-1, rest)))?;
            let (hours, minutes) = rest.split_once(':')?;
            let (hours, minutes) = (hours.parse::<u8>().ok()?, minutes.parse::<u8>().ok()?);
            (hours < 24 && minutes < 60).then(|| sign * (i32::from(hours) * 60 + i32::from(minutes)))
        };
        parsed().map(|minutes| Self { minutes }).ok_or_else(|| format!("`{text}` is no offset like `+08:00`"))
    }
}

impl From<UtcOffset> for String {
    fn from(offset: UtcOffset) -> Self {
        let sign = if offset.minutes < 0 { '-' } else { '+' };
        let minutes = offset.minutes.abs();
        format!("{sign}{:02}:{:02}", minutes / 60, minutes % 60)
    }
}

impl JsonSchema for UtcOffset {
    fn schema_name() -> std::borrow::Cow<'static, str> {
        "UtcOffset".into()
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        json_schema!({"type": "string", "pattern": "^[+-][0-9]{2}:[0-9]{2}$", "examples": ["+08:00"]})
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn durations_and_offsets() {
        for (text, seconds) in
            [("20h", Some(72_000)), ("90m", Some(5_400)), ("7 s", Some(7)), ("20", None), ("h", None)]
        {
            assert_eq!(Lifetime::try_from(text.to_owned()).ok().map(|lifetime| lifetime.seconds), seconds, "{text}");
        }
        for (text, minutes) in [("+08:00", Some(480)), ("-00:30", Some(-30)), ("8", None), ("+24:00", None)] {
            assert_eq!(UtcOffset::try_from(text.to_owned()).ok().map(|offset| offset.minutes), minutes, "{text}");
        }
    }
}
