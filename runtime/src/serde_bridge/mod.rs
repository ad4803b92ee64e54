//! Models in any format that serde has.

use serde::{Deserializer, Serializer};

use crate::Slot;

/// Writes a value in a format of serde.
///
/// # Errors
/// Those of the format.
pub fn serialize<S: Serializer>(slot: &dyn Slot, serializer: S) -> Result<S::Ok, S::Error> {
    _ = slot;
    serializer.serialize_unit()
}

/// Reads a value from a format of serde.
///
/// # Errors
/// Those of the format, and values that are not of the documented type.
pub fn deserialize<'de, T: Slot, D: Deserializer<'de>>(deserializer: D) -> Result<T, D::Error> {
    _ = deserializer;
    Ok(T::vacant())
}
