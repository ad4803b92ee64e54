//! Slots into a format of serde.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use serde::ser::{Error as _, Serialize, SerializeMap, SerializeSeq, Serializer};

use crate::{Code, Embedded, Entries, List, Map, Model, Number, Slot, SlotRef, Value, json};

/// Writes a value in a format of serde.
///
/// # Errors
/// Those of the format.
pub fn serialize<S: Serializer>(slot: &dyn Slot, serializer: S) -> Result<S::Ok, S::Error> {
    View(slot.held()).serialize(serializer)
}

struct View<'a>(SlotRef<'a>);

impl Serialize for View<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match &self.0 {
            SlotRef::Absent => serializer.serialize_none(),
            SlotRef::Text(text) => serializer.serialize_str(text),
            SlotRef::Integer(value) => serializer.serialize_i64(*value),
            SlotRef::Number(number) => serialize_number(number.as_str(), serializer),
            SlotRef::Boolean(value) => serializer.serialize_bool(*value),
            SlotRef::Code(code) => serialize_code(*code, serializer),
            SlotRef::File(file) => {
                let content = file.read().map_err(S::Error::custom)?;
                serializer.serialize_str(&STANDARD.encode(&content))
            }
            SlotRef::Model(model) => serialize_model(*model, serializer),
            SlotRef::List(list) => serialize_list(*list, serializer),
            SlotRef::Map(entries) => serialize_entries(*entries, serializer),
            SlotRef::Json(embedded) => serialize_embedded(*embedded, serializer),
            SlotRef::Any(value) => value.serialize(serializer),
        }
    }
}

fn serialize_model<S: Serializer>(model: &dyn Model, serializer: S) -> Result<S::Ok, S::Error> {
    let extra = model.surplus().members();
    let mut members = Vec::new();
    model.with_slots(&mut |slots| {
        let named = model.table().names.iter().zip(slots).map(|(name, slot)| (*name, slot.view()));
        members.extend(named.filter(|(name, view)| !matches!(view, SlotRef::Absent) && extra.get(name).is_none()));
    });
    let mut map = serializer.serialize_map(Some(members.len() + extra.len()))?;
    for (name, view) in members {
        map.serialize_entry(name, &View(view))?;
    }
    for (name, value) in extra.iter() {
        map.serialize_entry(name, value)?;
    }
    map.end()
}

fn serialize_list<S: Serializer>(list: &dyn List, serializer: S) -> Result<S::Ok, S::Error> {
    let mut sequence = serializer.serialize_seq(Some(list.len()))?;
    for slot in (0..list.len()).filter_map(|index| list.get(index)) {
        sequence.serialize_element(&View(slot.held()))?;
    }
    sequence.end()
}

fn serialize_entries<S: Serializer>(entries: &dyn Entries, serializer: S) -> Result<S::Ok, S::Error> {
    let mut map = serializer.serialize_map(Some(entries.len()))?;
    for (name, slot) in (0..entries.len()).filter_map(|index| entries.get(index)) {
        map.serialize_entry(name, &View(slot.held()))?;
    }
    map.end()
}

fn serialize_embedded<S: Serializer>(embedded: &dyn Embedded, serializer: S) -> Result<S::Ok, S::Error> {
    match embedded.text() {
        Some(text) => serializer.serialize_str(text),
        None => serializer.serialize_str(&String::from_utf8_lossy(&json::encode(embedded.inner()))),
    }
}

fn serialize_code<S: Serializer>(code: Code<'_>, serializer: S) -> Result<S::Ok, S::Error> {
    match code {
        Code::Integer(value) => serializer.serialize_i64(value),
        Code::Number(text) => serialize_number(text, serializer),
        Code::Text(text) => serializer.serialize_str(text),
        Code::Boolean(value) => serializer.serialize_bool(value),
    }
}

/// Writes a number as an integer or a float of exactly its value; as text, where there is none.
fn serialize_number<S: Serializer>(text: &str, serializer: S) -> Result<S::Ok, S::Error> {
    if let Ok(value) = text.parse::<i64>() {
        return serializer.serialize_i64(value);
    }
    if let Ok(value) = text.parse::<u64>() {
        return serializer.serialize_u64(value);
    }
    let float = text.parse::<f64>().unwrap_or(f64::NAN);
    match Number::try_from(float) {
        Ok(number) if number == Number::from_checked(text) => serializer.serialize_f64(float),
        _ => serializer.serialize_str(text),
    }
}

impl Serialize for Number {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serialize_number(self.as_str(), serializer)
    }
}

impl Serialize for Value {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Self::Null => serializer.serialize_unit(),
            Self::Boolean(value) => serializer.serialize_bool(*value),
            Self::Number(number) => number.serialize(serializer),
            Self::Text(text) => serializer.serialize_str(text),
            Self::List(elements) => serializer.collect_seq(elements),
            Self::Object(members) => members.serialize(serializer),
        }
    }
}

impl<T: Serialize> Serialize for Map<T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_map(self.iter())
    }
}
