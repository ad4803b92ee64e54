//! Texts that hold JSON.

use super::{Embedded, Slot, SlotMut, SlotRef};

/// A text that holds the JSON of a `T`: encoded twice on the wire, the plain value here.
///
/// What was decoded keeps its text, because signatures are made over it; equal by value.
#[derive(Debug, Clone, Default)]
pub struct Json<T> {
    value: T,
    text: Option<String>,
}

impl<T> Json<T> {
    /// Wraps a value that is to be sent as text.
    pub const fn new(value: T) -> Self {
        Self { value, text: None }
    }

    /// The value.
    pub const fn get(&self) -> &T {
        &self.value
    }

    /// The value, to be changed; the text that it came from is forgotten.
    pub fn get_mut(&mut self) -> &mut T {
        self.text = None;
        &mut self.value
    }

    /// The value alone.
    pub fn into_inner(self) -> T {
        self.value
    }

    /// The text that the value was decoded from, letter for letter.
    pub fn text(&self) -> Option<&str> {
        self.text.as_deref()
    }
}

impl<T> From<T> for Json<T> {
    fn from(value: T) -> Self {
        Self::new(value)
    }
}

impl<T: PartialEq> PartialEq for Json<T> {
    fn eq(&self, other: &Self) -> bool {
        self.value == other.value
    }
}

impl<T> std::ops::Deref for Json<T> {
    type Target = T;

    fn deref(&self) -> &T {
        &self.value
    }
}

impl<T: Slot> Slot for Json<T> {
    fn open(&mut self) -> SlotMut<'_> {
        SlotMut::Json(self)
    }

    fn clear(&mut self) {
        *self = Self::vacant();
    }

    fn view(&self) -> SlotRef<'_> {
        SlotRef::Json(self)
    }

    fn vacant() -> Self {
        Self::new(T::vacant())
    }
}

impl<T: Slot> Embedded for Json<T> {
    fn inner_mut(&mut self) -> &mut dyn Slot {
        self.get_mut()
    }

    fn inner(&self) -> &dyn Slot {
        &self.value
    }

    fn keep(&mut self, text: String) {
        self.text = Some(text);
    }

    fn text(&self) -> Option<&str> {
        Json::text(self)
    }
}
