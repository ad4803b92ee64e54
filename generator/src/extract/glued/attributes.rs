//! What stands behind the type of a row: default, remark, hints.

use super::default::{self, Evidence};
use super::hints::Hint;
use super::record::Record;
use super::table::Node;
use super::vocabulary::{HintKind, Kind, Vocabulary};
use crate::extract::{constraint, enumeration};
use crate::finding::rules;
use crate::spec::{EnumValue, Field, Scalar, Type, Value};

/// Fills in the attributes of a field.
pub(super) fn read(field: &mut Field, node: &Node<'_>, item: &str, record: &mut Record<'_>, vocabulary: &Vocabulary) {
    read_tail(field, node, item, record, vocabulary);
    for hint in &node.row.hints {
        let reading = read_hint(field, hint, node, vocabulary);
        report(&reading, hint, field, item, record);
    }
    read_enumeration(field);
    field.either_or =
        field.description.as_deref().map(|words| constraint::either_or(words, &field.name)).unwrap_or_default();
    let named = field.description.as_deref().and_then(constraint::format);
    // A `时间戳` without a unit is no format yet.
    let named = named.filter(|format| field.type_ == Type::String && *format != "timestamp").map(str::to_owned);
    field.format = field.format.take().or(named);
}

/// Accounts for the lines of a hint, and tells what is odd about it.
fn report(reading: &Reading, hint: &Hint<'_>, field: &Field, item: &str, record: &mut Record<'_>) {
    let lines = std::iter::once(&hint.line).chain(&hint.more);
    if matches!(reading, Reading::MadeUp) {
        record.set_aside(lines, "how a mock server makes a value up; says nothing of the field");
        return;
    }
    record.used(lines, item);
    let value = &hint.value;
    let (rule, message, help) = match reading {
        Reading::Used | Reading::MadeUp => return,
        Reading::Misfit => (
            rules::MOCK_MISFIT,
            format!("Mock makes up `{value}` for a field of type {}", field.type_),
            "check which of the two the server means",
        ),
        Reading::Guessed => (
            rules::MOCK_CONSTANT,
            format!("`{value}` is taken for the only value of `{}`; it may be an example", field.name),
            "if other values are allowed, set its `constant` to null in api.yaml",
        ),
        Reading::Bad => {
            (rules::BAD_HINT, format!("`{value}` is no value for this hint"), "set the attribute in api.yaml")
        }
    };
    record.find(rule, item, hint.line.span, message, help);
}

/// The type of the items that a row or its hint states.
pub(super) fn item_kind(node: &Node<'_>, vocabulary: &Vocabulary) -> Option<Kind> {
    let hint = node.row.hints.iter().find(|hint| hint.kind == HintKind::ItemType);
    node.item.or_else(|| hint.and_then(|hint| vocabulary.types.get(hint.value.as_str()).copied()))
}

fn read_tail(field: &mut Field, node: &Node<'_>, item: &str, record: &mut Record<'_>, vocabulary: &Vocabulary) {
    let mock = plain_mock(node);
    let shown = node.shown.iter().find_map(|value| match value {
        Value::String(text) | Value::Number(text) => Some(text.as_str()),
        _ => None,
    });
    let kind = node.kind.unwrap_or(Kind::Null);
    let split = |mock| default::split(node.rest, kind, Evidence { mock, shown }, vocabulary);
    let tail = split(mock);
    if tail != split(None) {
        let hint = node.row.hints.iter().find(|hint| hint.kind == HintKind::Mock);
        record.used(hint.map(|hint| &hint.line), item);
    }
    field.default = tail.default.map(|text| scalar(text, kind));
    field.description = description(tail.remark, node);
    field.required = node.required;
    if let Some(words) = tail.doubtful {
        let (is, may_be) =
            if tail.default.is_some() { ("the default", "the remark") } else { ("the remark", "a default") };
        let message = format!("`{words}` is read as part of {is}; it may be part of {may_be}");
        let help = "compare with the page; correct it in api.yaml";
        record.find(rules::AMBIGUOUS_DEFAULT, item, node.row.line.span, message, help);
    }
}

/// The remark with the lines it goes on over, and what a nameless row says of the items of a list.
fn description(remark: &str, node: &Node<'_>) -> Option<String> {
    let items = node.children.iter().filter(|child| child.name.is_empty()).map(|items| items.rest);
    let more = node.row.more.iter().map(|line| line.text);
    let lines = std::iter::once(remark).chain(more).chain(items).filter(|line| !line.is_empty());
    let text = lines.collect::<Vec<_>>().join("\n");
    (!text.is_empty()).then_some(text)
}

/// The Mock hint, if it is a value and not a recipe for one.
fn plain_mock<'n>(node: &'n Node<'_>) -> Option<&'n str> {
    let hint = node.row.hints.iter().find(|hint| hint.kind == HintKind::Mock)?;
    is_plain_mock(&hint.value).then_some(hint.value.as_str())
}

/// Whether a hint says something about the field itself, and not only how a mock server makes values up.
pub(super) fn is_said_of_field(hint: &Hint<'_>) -> bool {
    hint.kind != HintKind::Mock || is_plain_mock(&hint.value)
}

/// Neither a placeholder nor a regular expression.
fn is_plain_mock(value: &str) -> bool {
    let is_pattern = value.starts_with('/') && value.ends_with('/');
    !is_pattern && !value.is_empty() && !value.contains(['@', '\n'])
}

enum Reading {
    Used,
    /// A Mock hint that only makes up values.
    MadeUp,
    /// A Mock hint that makes up values of another type.
    Misfit,
    /// A plain Mock hint that nothing else on the page confirms.
    Guessed,
    Bad,
}

fn read_hint(field: &mut Field, hint: &Hint<'_>, node: &Node<'_>, vocabulary: &Vocabulary) -> Reading {
    let value = hint.value.as_str();
    let is_read = match hint.kind {
        HintKind::MaxLength => set(&mut field.max_length, value.parse().ok()),
        HintKind::MinLength => set(&mut field.min_length, value.parse().ok()),
        HintKind::MaxItems => set(&mut field.max_items, value.parse().ok()),
        HintKind::MinItems => set(&mut field.min_items, value.parse().ok()),
        HintKind::Maximum => set(&mut field.maximum, number(value)),
        HintKind::Minimum => set(&mut field.minimum, number(value)),
        HintKind::UniqueItems => set(&mut field.unique_items, value.parse().ok()),
        HintKind::Format => set(&mut field.format, Some(value.to_owned())),
        HintKind::Example => set(&mut field.example, Some(scalar(value, node.kind.unwrap_or(Kind::String)))),
        HintKind::ItemType => vocabulary.types.contains_key(value),
        HintKind::Enumeration => add_values(field, value, node.kind),
        HintKind::EnumerationLabels => {
            add_labels(field, value);
            true
        }
        HintKind::Mock => return read_mock(field, value, node, vocabulary),
    };
    if is_read { Reading::Used } else { Reading::Bad }
}

fn set<T>(attribute: &mut Option<T>, value: Option<T>) -> bool {
    let is_read = value.is_some();
    *attribute = value;
    is_read
}

fn number(text: &str) -> Option<Scalar> {
    let integer = text.parse().ok().map(Scalar::Integer);
    integer.or_else(|| text.parse().ok().filter(|number: &f64| number.is_finite()).map(Scalar::Number))
}

/// A value in the form of its field's type, or as text if it has another.
fn scalar(text: &str, kind: Kind) -> Scalar {
    let value = match kind {
        Kind::Integer | Kind::Number => number(text),
        Kind::Boolean => text.parse().ok().map(Scalar::Boolean),
        _ => None,
    };
    value.unwrap_or_else(|| Scalar::from(text))
}

fn add_values(field: &mut Field, text: &str, kind: Option<Kind>) -> bool {
    let values = text.split([',', '，', '\n']).map(str::trim).filter(|value| !value.is_empty());
    let kind = kind.unwrap_or(Kind::String);
    field.enumeration = values.map(|value| EnumValue { value: scalar(value, kind), label: String::new() }).collect();
    !field.enumeration.is_empty()
}

/// What the values mean: as labels where the text pairs them with values, as a note otherwise.
fn add_labels(field: &mut Field, text: &str) {
    let labels = enumeration::read(text, &field.type_).values;
    if labels.is_empty() {
        field.note = Some(text.to_owned());
        return;
    }
    if field.enumeration.is_empty() {
        field.enumeration = labels;
        return;
    }
    put_labels(field, labels);
}

/// Gives the values the labels; values that only the labels name come last.
fn put_labels(field: &mut Field, labels: Vec<EnumValue>) {
    for labelled in labels {
        match field.enumeration.iter_mut().find(|known| known.value == labelled.value) {
            Some(known) => known.label = labelled.label,
            None => field.enumeration.push(labelled),
        }
    }
}

/// A Mock hint is a constant if it is a plain value and no default stands; else it is how values are made up.
fn read_mock(field: &mut Field, value: &str, node: &Node<'_>, vocabulary: &Vocabulary) -> Reading {
    let holds_text = matches!(field.type_, Type::String | Type::Any);
    if is_plain_mock(value) {
        let kind = node.kind.unwrap_or(Kind::Null);
        let constant = scalar(value, kind);
        if !holds_text && matches!(constant, Scalar::String(_)) {
            return Reading::Misfit;
        }
        return if field.default.is_none() { read_plain_mock(field, constant, node) } else { Reading::MadeUp };
    }
    let placeholder = value.trim_start_matches('@');
    let word = placeholder.split(|character: char| !character.is_ascii_alphabetic()).next().unwrap_or_default();
    let is_scalar = matches!(field.type_, Type::Integer | Type::Number | Type::Boolean);
    if is_scalar && vocabulary.text_mocks.iter().any(|mock| mock == word) { Reading::Misfit } else { Reading::MadeUp }
}

/// A plain Mock hint is the only value that the page knows, unless an example shows another. Generated requests send it
/// where the caller says nothing, and let the caller say something else unless an example confirms it.
fn read_plain_mock(field: &mut Field, value: Scalar, node: &Node<'_>) -> Reading {
    let text = value.to_string();
    let is_same = |shown: &Value| match shown {
        Value::String(shown) | Value::Number(shown) => *shown == text,
        Value::Boolean(shown) => shown.to_string() == text,
        _ => false,
    };
    let is_confirmed = node.shown.iter().any(is_same);
    if is_confirmed || node.shown.is_empty() {
        field.constant = Some(value);
        if is_confirmed { Reading::Used } else { Reading::Guessed }
    } else {
        field.example = Some(value);
        Reading::Used
    }
}

/// Values that the description lists: the enumeration, or the labels of values that a hint lists.
fn read_enumeration(field: &mut Field) {
    let Some(description) = field.description.as_deref() else { return };
    let read = enumeration::read(description, &field.type_);
    if field.enumeration.is_empty() {
        field.enumeration = read.values;
        field.families = read.families;
        field.default = field.default.take().or(read.default);
    } else if read.values.iter().all(|value| field.enumeration.iter().any(|known| known.value == value.value)) {
        put_labels(field, read.values);
    }
}
