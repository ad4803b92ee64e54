//! Settings of api.yaml that name something which no document has: each would do nothing, or go wrong in every call.

use std::sync::Arc;

use super::{Api, Field, Operation, did_you_mean, similar};
use crate::finding::{Finding, rules};
use crate::source::{Source, Span};

/// Looks at each setting that names a part of the documents; `source` is the text of api.yaml.
#[must_use]
pub fn check_settings(api: &Api, source: &Arc<Source>, operations: &[Operation]) -> Vec<Finding> {
    let mut findings = Vec::new();
    check_server(api, source, &mut findings);
    check_reasons(api, source, &mut findings);
    // Without a single operation nothing can match, and other findings say why there is none.
    if !operations.is_empty() {
        check_groups(api, source, operations, &mut findings);
        check_envelope(api, source, operations, &mut findings);
        check_pagination(api, source, operations, &mut findings);
    }
    findings
}

fn check_server(api: &Api, source: &Arc<Source>, findings: &mut Vec<Finding>) {
    let Some(server) = &api.server else { return };
    let host = ["https://", "http://"].iter().find_map(|scheme| server.strip_prefix(scheme));
    if host.is_none_or(|host| host.is_empty() || host.starts_with('/') || host.contains(char::is_whitespace)) {
        let finding = Finding::new(rules::BAD_SETTING, format!("`{server}` is no address of a server"));
        findings.push(
            finding.at(source, span_of_key(source, "server")).help("write `https://host` or `https://host/path`"),
        );
    }
}

fn check_reasons(api: &Api, source: &Arc<Source>, findings: &mut Vec<Finding>) {
    let reasons = api.corrections.iter().map(|correction| (&correction.at, &correction.because));
    for (at, because) in reasons.chain(api.allow.iter().map(|allow| (&allow.at, &allow.because))) {
        if because.trim().is_empty() {
            let start = source.text().find(at.as_str()).unwrap_or_default();
            let finding = Finding::new(rules::BAD_SETTING, format!("`{at}` has no reason"));
            let span = Span::new(start, start + at.len());
            findings
                .push(finding.at(source, span).help("say in `because` how you know; it goes into the generated docs"));
        }
    }
}

fn check_groups(api: &Api, source: &Arc<Source>, operations: &[Operation], findings: &mut Vec<Finding>) {
    let mut known = operations.iter().map(|operation| operation.group.as_str()).collect::<Vec<_>>();
    known.sort_unstable();
    known.dedup();
    for group in api.groups.keys().filter(|group| !known.contains(&group.as_str())) {
        let message = format!("no operation is in the group `{group}`");
        let help = did_you_mean(group, known.iter().copied(), &format!("there are {}", known.join(", ")));
        findings.push(without_match(source, "groups", message).help(help));
    }
}

fn check_envelope(api: &Api, source: &Arc<Source>, operations: &[Operation], findings: &mut Vec<Finding>) {
    let names = api.envelope.iter().flat_map(|form| match &form.success {
        Some(success) => [Some(&success.field), form.code.as_ref(), form.message.as_ref(), form.data.as_ref()],
        // Documents show answers that succeeded, which have neither code nor message then.
        None => [None, None, None, form.data.as_ref()],
    });
    for name in names.flatten() {
        if !operations.iter().any(|operation| has(&operation.response.fields, name)) {
            let message = format!("no answer has the field `{name}` that the envelope names");
            let known = operations.iter().flat_map(|operation| names_of(&operation.response.fields));
            let help = did_you_mean(name, known, "the envelope names fields of the whole answer");
            findings.push(without_match(source, "envelope", message).help(help));
        }
    }
}

fn check_pagination(api: &Api, source: &Arc<Source>, operations: &[Operation], findings: &mut Vec<Finding>) {
    let Some(pagination) = &api.pagination else { return };
    const HELP: &str = "without it, no operation is read page by page";
    let sent = operations.iter().flat_map(|operation| [&operation.request.query, &operation.request.fields]);
    let sent = sent.flat_map(|fields| names_of(fields)).collect::<Vec<_>>();
    let answers = operations.iter().map(|operation| &operation.response);
    let answered = answers.flat_map(|answer| answer.types.values().chain([&answer.fields]));
    let answered = answered.flat_map(|fields| names_of(fields)).collect::<Vec<_>>();
    let named = [
        ("request has the parameter", &sent, Some(&pagination.page)),
        ("request has the parameter", &sent, Some(&pagination.size)),
        ("answer has the field", &answered, Some(&pagination.items)),
        ("answer has the field", &answered, pagination.total.as_ref()),
    ];
    let named = named.into_iter().filter_map(|(what, known, name)| Some((what, known, name?.as_str())));
    let (met, missed) = named.partition::<Vec<_>, _>(|(_, known, name)| known.contains(name));
    let is_like_none = |(_, known, name): &(_, &Vec<&str>, &str)| similar(name, known.iter().copied()).is_none();
    if met.is_empty() && missed.iter().all(is_like_none) {
        let names = missed.iter().map(|(.., name)| format!("`{name}`")).collect::<Vec<_>>().join(", ");
        let message = format!("no operation is read page by page: none has {names}, which the pagination names");
        let help = "correct the names, or remove `pagination` until there is a list";
        return findings.push(without_match(source, "pagination", message).help(help));
    }
    for (what, known, name) in missed {
        let message = format!("no {what} `{name}` that the pagination names");
        let help = did_you_mean(name, known.iter().copied(), HELP);
        findings.push(without_match(source, "pagination", message).help(help));
    }
}

fn names_of(fields: &[Field]) -> impl Iterator<Item = &str> {
    fields.iter().map(|field| field.name.as_str())
}

fn has(fields: &[Field], name: &str) -> bool {
    fields.iter().any(|field| field.name == name)
}

fn without_match(source: &Arc<Source>, key: &str, message: String) -> Finding {
    Finding::new(rules::SETTING_WITHOUT_MATCH, message).at(source, span_of_key(source, key))
}

/// The line of a top-level key of a YAML file; comments that mention it are passed over.
#[must_use]
pub fn span_of_key(source: &Source, key: &str) -> Span {
    let is_key = |line: &usize| {
        source.slice(source.line_span(*line)).strip_prefix(key).is_some_and(|rest| rest.trim_start().starts_with(':'))
    };
    (1..=source.line_count()).find(is_key).map_or_else(Span::default, |line| source.line_span(line))
}

/// The place of a name or an address below a key of api.yaml; longer ones that have it in them are passed over.
#[must_use]
pub fn span_below(source: &Source, key: &str, name: &str) -> Span {
    let below = span_of_key(source, key).start;
    let text = &source.text()[below..];
    let goes_on = |c: char| c.is_alphanumeric() || matches!(c, '_' | '-' | '.' | '/');
    let is_whole =
        |start: &usize| !text[..*start].ends_with(goes_on) && !text[start + name.len()..].starts_with(goes_on);
    let start = text.match_indices(name).map(|(start, _)| start).find(is_whole);
    start.map_or_else(Span::default, |start| (below + start..below + start + name.len()).into())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::spec::yaml;

    fn run(settings: &str) -> Vec<String> {
        let source = Source::new("api.yaml", format!("# groups: none\ntitle: T\n{settings}"));
        let operation = "method: GET\npath: /a/ls/b\nname: get_b\ngroup: ls\nrequest:\n  query:\n  - {name: page, type: integer}\n  - {name: size, type: integer}\nresponse:\n  fields:\n  - {name: errcode, type: integer}\n  - {name: rows, type: list<string>}\n";
        let operation = yaml::read::<Operation>(&Source::new("b.yaml", operation)).expect("an operation");
        let api = yaml::read::<Api>(&source).expect("api.yaml");
        let findings = check_settings(&api, &source, &[operation]);
        findings
            .iter()
            .map(|finding| format!("{}: {}", finding.place.as_ref().expect("a place").line(), finding.message))
            .collect()
    }

    #[test]
    fn settings_that_name_nothing_are_told_with_their_line() {
        for (settings, expected) in [
            ("groups: {lx: retail}\n", "3: no operation is in the group `lx`"),
            (
                "envelope: {success: {field: errkode, equals: 0}}\n",
                "3: no answer has the field `errkode` that the envelope names",
            ),
            (
                "pagination: {page: page, size: size, items: rowz}\n",
                "3: no answer has the field `rowz` that the pagination names",
            ),
            (
                "pagination: {page: seite, size: anzahl, items: zeilen}\n",
                "3: no operation is read page by page: none has `seite`, `anzahl`, `zeilen`, which the pagination names",
            ),
            ("server: nonsense\n", "3: `nonsense` is no address of a server"),
            ("allow:\n- {rule: DW0301, at: get_b, because: ' '}\n", "4: `get_b` has no reason"),
        ] {
            assert_eq!(run(settings), [expected]);
        }
        let right = "server: https://a.b/c\ngroups: {ls: retail}\nenvelope: {success: {field: errcode, equals: 0}}\npagination: {page: page, size: size, items: rows}\n";
        assert_eq!(run(right), [""; 0]);
    }
}
