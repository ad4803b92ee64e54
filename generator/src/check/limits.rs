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
