//! The one encoder.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;

use super::scan::length_without_escape;
use crate::{Code, Embedded, Entries, Extra, List, Map, Model, Slot, SlotRef, Value};

/// The JSON of a value. Members that hold nothing are left out, empty lists that cannot be absent too; an absent value
/// alone is `null`, and so is a file on disk, which is never read here.
pub fn encode(slot: &dyn Slot) -> Vec<u8> {
    let mut out = Vec::with_capacity(256);
    encode_into(slot, &mut out);
    out
}

/// Appends the JSON of a value to `out`.
pub fn encode_into(slot: &dyn Slot, out: &mut Vec<u8>) {
    write_slot(slot.held(), out);
}

fn write_slot(view: SlotRef<'_>, out: &mut Vec<u8>) {
    match view {
        SlotRef::Absent => out.extend_from_slice(b"null"),
        SlotRef::Text(text) => write_text(text, out),
        SlotRef::Integer(value) => write_integer(value, out),
        SlotRef::Number(number) => out.extend_from_slice(number.as_bytes()),
        SlotRef::Boolean(value) => write_boolean(value, out),
        SlotRef::Code(code) => write_code(code, out),
        SlotRef::File(file) => match file.content.in_memory() {
            Some(content) => write_text(&STANDARD.encode(&content), out),
            None => out.extend_from_slice(b"null"),
        },
        SlotRef::Model(model) => write_model(model, out),
        SlotRef::List(list) => write_list(list, out),
        SlotRef::Map(entries) => write_entries(entries, out),
        SlotRef::Json(embedded) => write_embedded(embedded, out),
        SlotRef::Any(value) => write_value(value, out),
    }
}

fn write_model(model: &dyn Model, out: &mut Vec<u8>) {
    let names = model.table().names;
    out.push(b'{');
    let start = out.len();
    model.look(&mut |slots, surplus| {
        let extra = surplus.members();
        for (name, slot) in names.iter().zip(slots) {
            let view = slot.view();
            if !matches!(view, SlotRef::Absent) && (extra.is_empty() || extra.get(name).is_none()) {
                write_name(name, start, out);
                write_slot(view, out);
            }
        }
        write_extra(extra, start, out);
    });
    out.push(b'}');
}

fn write_extra(extra: &Extra, start: usize, out: &mut Vec<u8>) {
    for (name, value) in extra.iter() {
        write_name(name, start, out);
        write_value(value, out);
    }
}

/// Writes a member's name, after a comma unless it is the first since `start`.
fn write_name(name: &str, start: usize, out: &mut Vec<u8>) {
    write_comma(start, out);
    write_text(name, out);
    out.push(b':');
}

fn write_comma(start: usize, out: &mut Vec<u8>) {
    if out.len() > start {
        out.push(b',');
    }
}

fn write_list(list: &dyn List, out: &mut Vec<u8>) {
    out.push(b'[');
    let start = out.len();
    for index in 0..list.len() {
        if let Some(slot) = list.get(index) {
            write_comma(start, out);
            write_slot(slot.held(), out);
        }
    }
    out.push(b']');
}

fn write_entries(entries: &dyn Entries, out: &mut Vec<u8>) {
    out.push(b'{');
    let start = out.len();
    for index in 0..entries.len() {
        if let Some((name, slot)) = entries.get(index) {
            write_name(name, start, out);
            write_slot(slot.held(), out);
        }
    }
    out.push(b'}');
}

fn write_embedded(embedded: &dyn Embedded, out: &mut Vec<u8>) {
    match embedded.text() {
        Some(text) => write_text(text, out),
        None => {
            let inner = encode(embedded.inner());
            write_text(&String::from_utf8_lossy(&inner), out);
        }
    }
}

fn write_value(value: &Value, out: &mut Vec<u8>) {
    match value {
        Value::Null => out.extend_from_slice(b"null"),
        Value::Boolean(value) => write_boolean(*value, out),
        Value::Number(number) => out.extend_from_slice(number.as_bytes()),
        Value::Text(text) => write_text(text, out),
        Value::List(elements) => {
            out.push(b'[');
            let start = out.len();
            for element in elements {
                write_comma(start, out);
                write_value(element, out);
            }
            out.push(b']');
        }
        Value::Object(members) => write_members(members, out),
    }
}

fn write_members(members: &Map<Value>, out: &mut Vec<u8>) {
    out.push(b'{');
    let start = out.len();
    for (name, value) in members.iter() {
        write_name(name, start, out);
        write_value(value, out);
    }
    out.push(b'}');
}

fn write_code(code: Code<'_>, out: &mut Vec<u8>) {
    match code {
        Code::Integer(value) => write_integer(value, out),
        Code::Number(text) => out.extend_from_slice(text.as_bytes()),
        Code::Text(text) => write_text(text, out),
        Code::Boolean(value) => write_boolean(value, out),
    }
}

fn write_boolean(value: bool, out: &mut Vec<u8>) {
    out.extend_from_slice(if value { b"true" } else { b"false" });
}

fn write_integer(value: i64, out: &mut Vec<u8>) {
    let mut digits = [0; 20];
    let mut at = digits.len();
    let mut rest = value.unsigned_abs();
    loop {
        at -= 1;
        digits[at] = b'0' + (rest % 10) as u8;
        rest /= 10;
        if rest == 0 {
            break;
        }
    }
    if value < 0 {
        out.push(b'-');
    }
    out.extend_from_slice(&digits[at..]);
}

/// Writes a text in quotes. What needs no escape is copied in runs.
fn write_text(text: &str, out: &mut Vec<u8>) {
    let mut rest = text.as_bytes();
    out.push(b'"');
    loop {
        let (run, after) = rest.split_at(length_without_escape(rest));
        out.extend_from_slice(run);
        let Some((special, after)) = after.split_first() else { break };
        write_escape(*special, out);
        rest = after;
    }
    out.push(b'"');
}

fn write_escape(byte: u8, out: &mut Vec<u8>) {
    const HEX: &[u8; 16] = b"0123456789abcdef";
    let short = match byte {
        b'"' => b'"',
        b'\\' => b'\\',
        b'\n' => b'n',
        b'\r' => b'r',
        b'\t' => b't',
        0x08 => b'b',
        0x0c => b'f',
        _ => {
            out.extend_from_slice(b"\\u00");
            out.push(HEX[usize::from(byte >> 4)]);
            out.push(HEX[usize::from(byte & 15)]);
            return;
        }
    };
    out.extend_from_slice(&[b'\\', short]);
}
