//! What stages gave, and the text that a token store keeps of it.

use std::time::{Duration, SystemTime};

use secrecy::{ExposeSecret as _, SecretString};

use super::stage::Stage;
use crate::envelope::{members, scalar_text, write_json_string};

/// What one stage gave.
#[derive(Clone)]
pub(super) struct Saved {
    /// By their names in templates.
    pub(super) values: Vec<(String, SecretString)>,
    /// How long they are good.
    pub(super) until: SystemTime,
}

/// The text of what stages gave: `{"stage": {"until": milliseconds since 1970, "values": {name: value}}}`.
pub(super) fn to_text(stages: &[Stage<'_>], saved: &[Option<Saved>]) -> String {
    let mut text = String::from("{");
    for (stage, saved) in stages.iter().zip(saved) {
        let Some(saved) = saved else { continue };
        let until = saved.until.duration_since(SystemTime::UNIX_EPOCH).unwrap_or_default().as_millis();
        separate(&mut text);
        write_json_string(stage.name, &mut text);
        text.push_str(&format!(":{{\"until\":{until},\"values\":{{"));
        for (name, value) in &saved.values {
            separate(&mut text);
            write_json_string(name, &mut text);
            text.push(':');
            write_json_string(value.expose_secret(), &mut text);
        }
        text.push_str("}}");
    }
    text.push('}');
    text
}

fn separate(text: &mut String) {
    if !text.ends_with('{') {
        text.push(',');
    }
}

/// Reads such a text. Whatever is not as it should be counts as not there.
pub(super) fn from_text(stages: &[Stage<'_>], text: &str) -> Vec<Option<Saved>> {
    let stored = members(text.as_bytes()).unwrap_or_default();
    let of_stage = |stage: &Stage<'_>| {
        let json = stored.iter().find(|member| member.name == stage.name)?.json;
        let parts = members(json.as_bytes())?;
        let part = |name: &str| parts.iter().find(|member| member.name == name).map(|member| member.json);
        let until = SystemTime::UNIX_EPOCH.checked_add(Duration::from_millis(part("until")?.parse().ok()?))?;
        let values: Vec<(String, SecretString)> = members(part("values")?.as_bytes())?
            .into_iter()
            .filter_map(|member| {
                Some((member.name.into_owned(), SecretString::from(scalar_text(member.json)?.into_owned())))
            })
            .collect();
        stage.is_complete(&values).then_some(Saved { values, until })
    };
    stages.iter().map(of_stage).collect()
}
