//! Documented requests that their own tables forbid.

use std::collections::HashSet;

use super::Subject;
use crate::finding::{Finding, rules};
use crate::spec::{Claim, contradictions};

/// Limits and requirements that the documented request breaks. That it leaves out a field is told with the other fields
/// that only tables have.
pub(super) fn check_limits(subject: Subject<'_>, findings: &mut Vec<Finding>) {
    let mut reported = HashSet::new();
    for found in contradictions(subject.operation) {
        let name = found.address.rsplit('.').next().unwrap_or_default();
        let message = match &found.claim {
            Claim::Required => continue,
            Claim::Filled => format!("`{name}` is documented as required and the example has nothing for it"),
            Claim::OneOf(names) => format!("one of `{}` is required and the example has none", names.join("`, `")),
            Claim::Limit(limit) => format!("`{name}` is documented with a limit ({limit}) and the example breaks it"),
        };
        if reported.insert(message.clone() + &found.address) {
            let finding = subject
                .finding(rules::EXAMPLE_BREAKS_LIMIT, message, &found.address, &[&found.pointer, &found.address])
                .help("clients do not check it; ask the vendor which one is right, and write a correction");
            findings.push(subject.and_at(finding, &found.address, "the table"));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::Source;
    use crate::spec::{Operation, yaml};

    /// What is found in an operation with these fields and this body.
    fn found(fields: &str, body: &str) -> Vec<String> {
        let operation = format!(
            "method: POST\npath: /a/b\nname: post_b\ngroup: a\nrequest:\n  query: [{{name: page, type: string, maximum: 100}}]\n  \
             fields: {fields}\nexamples: {{request: {{query: {{page: \"1000\"}}, body: {body}}}}}\n"
        );
        let source = Source::new("b.yaml", operation);
        let operation = yaml::read::<Operation>(&source).expect("an operation");
        let mut findings = Vec::new();
        check_limits(
            Subject { operation: &operation, source: &source, place: &|_| None, has_bare_words: &|_| false },
            &mut findings,
        );
        findings
            .into_iter()
            .map(|finding| format!("{}: {}", finding.item.unwrap_or_default(), finding.message))
            .collect()
    }

    #[test]
    fn what_an_example_breaks_is_told() {
        let page = "a.post_b.request.query.page: `page` is documented with a limit (not greater than 100) and the example breaks it";
        for (fields, body, expected) in [
            (
                "[{name: x, type: string, max_length: 2}]",
                "{x: 会员会}",
                "`x` is documented with a limit (at most 2 characters)",
            ),
            (
                "[{name: x, type: list<string>, min_items: 1}]",
                "{x: []}",
                "`x` is documented with a limit (at least 1 items)",
            ),
            (
                "[{name: x, type: list<integer>, unique_items: true}]",
                "{x: [1, 1]}",
                "`x` is documented with a limit (items that differ)",
            ),
            (
                "[{name: x, type: number, minimum: 0.5}]",
                "{x: 0.4}",
                "`x` is documented with a limit (not less than 0.5)",
            ),
            (
                "[{name: x, type: integer, maximum: 9, default: 10}]",
                "{}",
                "`x` is documented with a limit (not greater than 9)",
            ),
            (
                "[{name: x, type: integer, required: true}]",
                "{x: \"\"}",
                "`x` is documented as required and the example has nothing",
            ),
            (
                "[{name: x, type: string, required: true, either_or: [y]}, {name: y, type: string, either_or: [x]}]",
                "{y: null}",
                "one of `x`, `y` is required and the example has none",
            ),
        ] {
            let found = found(fields, body);
            assert!(found.contains(&page.to_owned()), "{found:?}");
            assert!(
                found.iter().any(|found| found.starts_with(&format!("a.post_b.request.fields.x: {expected}"))),
                "{found:?}"
            );
            assert_eq!(found.len(), 2, "{found:?}");
        }
    }

    #[test]
    fn what_keeps_the_limits_or_says_nothing_of_them_is_not() {
        for (fields, body) in [
            ("[{name: x, type: string, max_length: 3, min_length: 3}]", "{x: 会员会}"),
            ("[{name: x, type: string, maximum: 3}]", "{x: all}"),
            ("[{name: x, type: string, required: true, note: 修改时必传}]", "{x: null}"),
            ("[{name: x, type: string, required: true}]", "{x: \"\"}"),
            (
                "[{name: x, type: string, either_or: [y]}, {name: y, type: string, either_or: [x]}, {name: z, type: any}]",
                "{}",
            ),
        ] {
            assert_eq!(found(fields, body).len(), 1, "{fields}");
        }
    }
}
