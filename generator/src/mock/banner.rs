//! What the server says of itself when it starts.

use std::fmt::Write as _;

use super::desk::Desk;
use crate::spec::Api;

/// Title, address, credentials, operations and the number of checks, ready to print.
pub(super) fn write(api: &Api, url: &str, desk: &Desk, unchecked_recipe: Option<&str>) -> String {
    let mut text = format!("{}\n\n", api.title);
    let mut line = |label: &str, value: &str| {
        // Writing to a String cannot fail.
        let _ = writeln!(text, "  {label:<18} {value}");
    };
    line("base URL", url);
    match (&api.auth, unchecked_recipe) {
        (None, _) => line("authentication", "none"),
        (Some(_), Some(recipe)) => {
            line("authentication", &format!("{recipe} is not built in: signatures are NOT checked"))
        }
        (Some(recipe), None) => line("authentication", recipe),
    }
    for (label, value) in desk.vendor.guide() {
        line(label, &value);
    }
    for (label, value) in desk.faults.guide() {
        line(label, &value);
    }
    line("checks a request", &format!("{} (answers as the vendor's)", desk.vendor.checks().len()));
    text.push('\n');
    for operation in desk.routes.operations() {
        let what = operation.summary.as_deref().or(operation.document.title.as_deref()).unwrap_or(&operation.name);
        let _ = writeln!(text, "  {:<6} {}  {what}", operation.method.as_str(), operation.path);
    }
    text
}
