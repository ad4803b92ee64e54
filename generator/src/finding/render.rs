//! Findings for people (framed source lines) and for machines (JSON, SARIF, GitHub annotations).

use std::fmt::Write as _;

use annotate_snippets::renderer::DecorStyle;
use annotate_snippets::{AnnotationKind, Group, Level, Renderer, Snippet};
use serde_json::{Value, json};

use super::{Finding, Place, Severity, rules};

/// How findings are printed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Format {
    /// Framed source lines without colours.
    #[default]
    Plain,
    /// Framed source lines with colours.
    Coloured,
    /// A JSON object a line.
    Json,
    /// One SARIF 2.1.0 log.
    Sarif,
    /// Workflow commands, which GitHub shows at the lines they name.
    Github,
}

/// The longest part of a line that a frame shows; minified pages have lines of megabytes.
const MAX_LINE: usize = 400;

/// All findings as one text, in the order given.
#[must_use]
pub fn render(findings: &[Finding], format: Format) -> String {
    match format {
        Format::Plain => frames(findings, &Renderer::plain().decor_style(DecorStyle::Unicode)),
        Format::Coloured => frames(findings, &Renderer::styled().decor_style(DecorStyle::Unicode)),
        Format::Json => findings.iter().map(|finding| format!("{}\n", to_json(finding))).collect(),
        Format::Sarif => format!("{:#}\n", sarif(findings)),
        Format::Github => findings.iter().map(github).collect(),
    }
}

/// A finding as the JSON object that `docwright parse --format json` promises: code, severity, file, line, message, help.
#[must_use]
pub fn to_json(finding: &Finding) -> Value {
    let mut object = json!({
        "code": finding.rule.code,
        "severity": finding.severity.to_string(),
        "file": finding.place.as_ref().map(file),
        "line": finding.place.as_ref().map(Place::line),
        "column": finding.place.as_ref().map(|place| place.source.column(place.span.start)),
        "message": finding.message,
        "help": finding.help,
    });
    if let Some(item) = &finding.item {
        object["item"] = json!(item);
    }
    if !finding.related.is_empty() {
        let related = finding
            .related
            .iter()
            .map(|(place, word)| json!({"file": file(place), "line": place.line(), "message": word}));
        object["related"] = related.collect();
    }
    object
}

fn frames(findings: &[Finding], renderer: &Renderer) -> String {
    findings.iter().map(|finding| format!("{}\n\n", renderer.render(&[group(finding)]))).collect()
}

fn group(finding: &Finding) -> Group<'_> {
    let level = match finding.severity {
        Severity::Note => Level::NOTE,
        Severity::Warning => Level::WARNING,
        Severity::Error => Level::ERROR,
    };
    let title = level.primary_title(finding.message.as_str()).id(finding.rule.code);
    let mut group = Group::with_title(title);
    if let Some(place) = &finding.place {
        group = group.element(frame(place, AnnotationKind::Primary, None));
    }
    for (place, word) in &finding.related {
        group = group.element(frame(place, AnnotationKind::Context, Some(word.as_str())));
    }
    if finding.help.is_empty() { group } else { group.element(Level::HELP.message(finding.help.as_str())) }
}

fn frame<'a>(
    place: &'a Place,
    kind: AnnotationKind,
    word: Option<&'a str>,
) -> Snippet<'a, annotate_snippets::Annotation<'a>> {
    let source = &place.source;
    let line = place.line();
    let whole = source.line_span(line);
    let mut start = place.span.start.clamp(whole.start, whole.end);
    let mut end = place.span.end.clamp(start, whole.end);
    let text = source.slice(whole);
    let (window_start, window_end) = window(text, start - whole.start);
    start = start.min(whole.start + window_end);
    end = end.min(whole.start + window_end);
    let annotation = kind.span(start - whole.start - window_start..end - whole.start - window_start).label(word);
    Snippet::source(&text[window_start..window_end])
        .line_start(line)
        .path(source.path().to_string_lossy().into_owned())
        .annotation(annotation)
}

/// The part of a line to show: all of a line of ordinary length, else a window that begins before the place.
fn window(text: &str, place: usize) -> (usize, usize) {
    if text.len() <= MAX_LINE {
        return (0, text.len());
    }
    let boundary = |offset: usize| (0..=offset.min(text.len())).rev().find(|&offset| text.is_char_boundary(offset));
    let start = boundary(place.saturating_sub(MAX_LINE / 4)).unwrap_or_default();
    (start, boundary(start + MAX_LINE).unwrap_or(text.len()))
}

fn file(place: &Place) -> String {
    place.source.path().to_string_lossy().replace('\\', "/")
}

fn github(finding: &Finding) -> String {
    let command = match finding.severity {
        Severity::Note => "notice",
        Severity::Warning => "warning",
        Severity::Error => "error",
    };
    let mut line = format!("::{command} ");
    if let Some(place) = &finding.place {
        let _ = write!(line, "file={},line={},", property(&file(place)), place.line());
    }
    let _ = writeln!(line, "title={}::{}", finding.rule.code, data(&with_help(finding)));
    line
}

fn with_help(finding: &Finding) -> String {
    if finding.help.is_empty() {
        finding.message.clone()
    } else {
        format!("{}\nhelp: {}", finding.message, finding.help)
    }
}

fn data(text: &str) -> String {
    text.replace('%', "%25").replace('\r', "%0D").replace('\n', "%0A")
}

fn property(text: &str) -> String {
    data(text).replace(':', "%3A").replace(',', "%2C")
}

fn sarif(findings: &[Finding]) -> Value {
    let rules = rules::ALL.iter().map(|rule| json!({"id": rule.code, "shortDescription": {"text": rule.summary}}));
    json!({
        "$schema": "https://json.schemastore.org/sarif-2.1.0.json",
        "version": "2.1.0",
        "runs": [{
            "tool": {"driver": {"name": "docwright", "version": env!("CARGO_PKG_VERSION"), "rules": rules.collect::<Value>()}},
            "columnKind": "unicodeCodePoints",
            "results": findings.iter().map(sarif_result).collect::<Value>(),
        }],
    })
}

fn sarif_result(finding: &Finding) -> Value {
    let mut result = json!({
        "ruleId": finding.rule.code,
        "level": finding.severity.to_string(),
        "message": {"text": with_help(finding)},
    });
    if let Some(place) = &finding.place {
        result["locations"] = json!([sarif_location(place)]);
    }
    if !finding.related.is_empty() {
        result["relatedLocations"] = finding
            .related
            .iter()
            .map(|(place, word)| {
                let mut location = sarif_location(place);
                location["message"] = json!({"text": word});
                location
            })
            .collect();
    }
    result
}

fn sarif_location(place: &Place) -> Value {
    let column = place.source.column(place.span.start);
    json!({"physicalLocation": {
        "artifactLocation": {"uri": file(place)},
        "region": {"startLine": place.line(), "startColumn": column},
    }})
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::{Source, Span};

    fn finding() -> Finding {
        let source = Source::new("documents/页.md", "# 标题\n| 失效时间 | 022-08-05 |\n");
        let start = source.text().find("022").expect("value");
        Finding::new(rules::DATE_MISFIT, "`022-08-05` fits no date format")
            .at(&source, Span::new(start, start + 9))
            .help("correct it in api.yaml")
    }

    #[test]
    fn a_frame_aligns_under_full_width_characters() {
        insta::assert_snapshot!(render(&[finding()], Format::Plain));
    }

    #[test]
    fn machines_get_file_line_and_column() {
        let json = to_json(&finding());
        assert_eq!((&json["file"], &json["line"], &json["column"]), (&json!("documents/页.md"), &json!(2), &json!(10)));
        assert!(
            render(&[finding()], Format::Github).starts_with("::warning file=documents/页.md,line=2,title=DW0303::")
        );
        let sarif: Value = serde_json::from_str(&render(&[finding()], Format::Sarif)).expect("JSON");
        assert_eq!(sarif["runs"][0]["results"][0]["locations"][0]["physicalLocation"]["region"]["startLine"], 2);
    }

    #[test]
    fn a_line_of_megabytes_is_cut_to_a_window() {
        let source = Source::new("x.html", "长".repeat(1_000_000));
        let finding = Finding::new(rules::DATE_MISFIT, "x").at(&source, Span::new(1_500_000, 1_500_003));
        assert!(render(&[finding], Format::Plain).len() < 4_000);
    }
}
