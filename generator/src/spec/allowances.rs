//! What api.yaml knows of findings: those that it accepts, and those about fields that it corrects.

use std::sync::Arc;

use super::addresses::by_documented_name;
use super::{Allow, Api, span_below};
use crate::finding::{Finding, Severity, rules};
use crate::source::Source;

/// Lowers findings that api.yaml allows to notes; says which allowances met no finding.
#[must_use]
pub fn apply_allowances(api: &Api, source: &Arc<Source>, findings: &mut [Finding]) -> Vec<Finding> {
    let mut unused = Vec::new();
    for allow in &api.allow {
        let mut met = false;
        for finding in findings.iter_mut().filter(|finding| is_allowed(api, allow, finding)) {
            finding.severity = Severity::Note;
            met = true;
        }
        if !met {
            unused.push(
                Finding::new(
                    rules::ALLOWANCE_WITHOUT_MATCH,
                    format!("no {} is reported at `{}` any more", allow.rule, allow.at),
                )
                .at(source, span_below(source, "allow", &allow.at))
                .help("remove the entry, or correct its `rule` and `at`"),
            );
        }
    }
    unused
}

fn is_allowed(api: &Api, allow: &Allow, finding: &Finding) -> bool {
    finding.rule.code == allow.rule && is_about(api, finding, &allow.at)
}

/// Whether a finding is about an item of api.yaml, or about something below it.
fn is_about(api: &Api, finding: &Finding, at: &str) -> bool {
    let Some(item) = finding.item.as_deref() else { return false };
    let below = |rest: &str| rest.is_empty() || rest.starts_with(['.', '/']);
    let documented = by_documented_name(api, at);
    let matches = |item: &str| [at, &documented].iter().any(|at| item.strip_prefix(at).is_some_and(below));
    // An address may leave out the group: `get_x.response…` as well as `ls.get_x.response…`.
    matches(item) || item.split_once('.').is_some_and(|(_, rest)| matches(rest))
}

/// Findings about fields that api.yaml corrects say what is left to do. Documents are judged as they came, and to be told
/// to write a correction that is written already helps nobody.
pub fn tell_corrected(api: &Api, findings: &mut [Finding]) {
    for finding in findings.iter_mut().filter(|finding| finding.severity > Severity::Note) {
        if api.corrections.iter().any(|correction| is_about(api, finding, &correction.at)) {
            finding.help = format!(
                "api.yaml corrects the field; accept the finding with `allow: [{{rule: {}, at: {}, because: …}}]`",
                finding.rule.code,
                finding.item.as_deref().unwrap_or_default(),
            );
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::spec::yaml;

    #[test]
    fn a_finding_about_a_corrected_field_does_not_ask_for_the_correction() {
        let source = Source::new(
            "api.yaml",
            "title: T\ncorrections:\n- {at: get_b.response.Row.end, set: {format: date}, because: seen}\n",
        );
        let api = yaml::read::<Api>(&source).expect("api.yaml");
        let finding = |field: &str| {
            Finding::new(rules::DATE_MISFIT, "a misfit")
                .item(format!("ls.get_b.response.Row.{field}"))
                .help("correct it")
        };
        let mut findings = [finding("end"), finding("end_date")];
        tell_corrected(&api, &mut findings);
        assert!(findings[0].help.contains("`allow: [{rule: DW0303, at: ls.get_b.response.Row.end, because: …}]`"));
        assert_eq!(findings[1].help, "correct it");
    }
}
