//! Places for values, and the closed set of kinds they come in.

use std::fmt;

use super::{Code, Entries, File, List, Model, OpenCode, Value};
use crate::Number;
use crate::drift::Found;

/// A place that holds a value or nothing: a field of a model, an element of a list, an entry of a map.
///
/// The types that are slots: `String`, `i64`, [`Number`], `bool`, [`Value`], [`File`], [`Json<T>`](crate::Json), the
/// dates and times, every model and every enumeration, and `Option<T>`, `Vec<T>` and [`Map<T>`](crate::Map) of a slot.
pub trait Slot: Send + Sync + 'static {
    /// Makes the slot hold a value, and gives access to it.
    fn open(&mut self) -> SlotMut<'_>;

    /// Takes the value out, so that the slot holds nothing.
    fn clear(&mut self);

    /// What the slot holds as a member of an object: a list or a map that cannot be absent counts as absent while it is
    /// empty.
    fn view(&self) -> SlotRef<'_>;

    /// What the slot holds as a value of its own, such as an element of a list: an empty list is one.
    fn held(&self) -> SlotRef<'_> {
        self.view()
    }

    /// A new slot that holds nothing.
    fn vacant() -> Self
    where
        Self: Sized;
}

/// An open slot, ready to be written.
pub enum SlotMut<'a> {
    /// A text.
    Text(&'a mut String),
    /// An integer.
    Integer(&'a mut i64),
    /// A decimal number.
    Number(&'a mut Number),
    /// A truth value.
    Boolean(&'a mut bool),
    /// A code of an enumeration.
    Code(&'a mut dyn OpenCode),
    /// A text of a documented form, such as a date.
    Formatted(&'a mut dyn Formatted),
    /// The content of a file.
    File(&'a mut File),
    /// An object with documented members.
    Model(&'a mut dyn Model),
    /// A list.
    List(&'a mut dyn List),
    /// An object with members of any name.
    Map(&'a mut dyn Entries),
    /// A text that holds JSON.
    Json(&'a mut dyn Embedded),
    /// Any value.
    Any(&'a mut Value),
}

/// What a slot holds.
pub enum SlotRef<'a> {
    /// Nothing.
    Absent,
    /// A text.
    Text(&'a str),
    /// An integer.
    Integer(i64),
    /// A decimal number.
    Number(&'a Number),
    /// A truth value.
    Boolean(bool),
    /// A code of an enumeration.
    Code(Code<'a>),
    /// The content of a file.
    File(&'a File),
    /// An object with documented members.
    Model(&'a dyn Model),
    /// A list.
    List(&'a dyn List),
    /// An object with members of any name.
    Map(&'a dyn Entries),
    /// A text that holds JSON.
    Json(&'a dyn Embedded),
    /// Any value.
    Any(&'a Value),
}

/// What the document says that a value is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
#[non_exhaustive]
pub enum Expected {
    /// `string`
    Text,
    /// `integer`
    Integer,
    /// `number`
    Number,
    /// `boolean`
    Boolean,
    /// An enumeration with integer codes.
    IntegerCode,
    /// An enumeration with text codes.
    TextCode,
    /// An enumeration with truth values for codes.
    BooleanCode,
    /// A date or a time.
    Formatted,
    /// `file`
    File,
    /// An object with documented members.
    Model,
    /// `list<T>`
    List,
    /// `map<T>`
    Map,
    /// `json<T>`
    Json,
    /// `any`
    Any,
}

impl fmt::Display for Expected {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(match self {
            Self::Text => "string",
            Self::Integer => "integer",
            Self::Number => "number",
            Self::Boolean => "boolean",
            Self::IntegerCode => "integer code",
            Self::TextCode => "string code",
            Self::BooleanCode => "boolean code",
            Self::Formatted => "date or time",
            Self::File => "file",
            Self::Model => "object",
            Self::List => "list",
            Self::Map => "map",
            Self::Json => "string holding JSON",
            Self::Any => "any value",
        })
    }
}

impl SlotMut<'_> {
    /// The same open slot, to be used again afterwards.
    pub fn reborrow(&mut self) -> SlotMut<'_> {
        match self {
            Self::Text(place) => SlotMut::Text(place),
            Self::Integer(place) => SlotMut::Integer(place),
            Self::Number(place) => SlotMut::Number(place),
            Self::Boolean(place) => SlotMut::Boolean(place),
            Self::Code(place) => SlotMut::Code(&mut **place),
            Self::Formatted(place) => SlotMut::Formatted(&mut **place),
            Self::File(place) => SlotMut::File(place),
            Self::Model(place) => SlotMut::Model(&mut **place),
            Self::List(place) => SlotMut::List(&mut **place),
            Self::Map(place) => SlotMut::Map(&mut **place),
            Self::Json(place) => SlotMut::Json(&mut **place),
            Self::Any(place) => SlotMut::Any(place),
        }
    }

    /// What the document says that the value is.
    pub fn expected(&self) -> Expected {
        match self {
            Self::Text(_) => Expected::Text,
            Self::Integer(_) => Expected::Integer,
            Self::Number(_) => Expected::Number,
            Self::Boolean(_) => Expected::Boolean,
            Self::Code(code) => code.expected(),
            Self::Formatted(_) => Expected::Formatted,
            Self::File(_) => Expected::File,
            Self::Model(_) => Expected::Model,
            Self::List(_) => Expected::List,
            Self::Map(_) => Expected::Map,
            Self::Json(_) => Expected::Json,
            Self::Any(_) => Expected::Any,
        }
    }
}

/// A text that holds the JSON of a value.
pub trait Embedded {
    /// Gives access to the value, for decoding; what was known of its text is forgotten.
    fn inner_mut(&mut self) -> &mut dyn Slot;
    /// The value.
    fn inner(&self) -> &dyn Slot;
    /// Keeps the text that the value was decoded from.
    fn keep(&mut self, text: String);
    /// The text that the value was decoded from.
    fn text(&self) -> Option<&str>;
}

/// A value with a documented spelling; whatever comes is kept.
pub trait Formatted {
    /// Takes a scalar as it came, and says whether it has the documented form. `found` tells a quoted number from a bare
    /// one.
    fn take(&mut self, text: &str, found: Found) -> bool;
}

macro_rules! scalar_slot {
    ($type:ty, $kind:ident, |$value:ident| $view:expr, $vacant:expr) => {
        impl Slot for $type {
            fn open(&mut self) -> SlotMut<'_> {
                SlotMut::$kind(self)
            }

            fn clear(&mut self) {
                *self = $vacant;
            }

            fn view(&self) -> SlotRef<'_> {
                let $value = self;
                SlotRef::$kind($view)
            }

            fn vacant() -> Self {
                $vacant
            }
        }
    };
}

scalar_slot!(String, Text, |value| value, String::new());
scalar_slot!(i64, Integer, |value| *value, 0);
scalar_slot!(Number, Number, |value| value, Number::default());
scalar_slot!(bool, Boolean, |value| *value, false);
scalar_slot!(File, File, |value| value, File::default());
scalar_slot!(Value, Any, |value| value, Value::Null);

impl<M: Model + Default> Slot for M {
    fn open(&mut self) -> SlotMut<'_> {
        SlotMut::Model(self)
    }

    fn clear(&mut self) {
        *self = Self::vacant();
    }

    fn view(&self) -> SlotRef<'_> {
        SlotRef::Model(self)
    }

    // Compiled once a model: what makes a struct of many fields is long, and would stand wherever one is needed.
    #[inline(never)]
    fn vacant() -> Self {
        M::default()
    }
}

impl<T: Slot> Slot for Option<T> {
    fn open(&mut self) -> SlotMut<'_> {
        self.get_or_insert_with(T::vacant).open()
    }

    fn clear(&mut self) {
        *self = None;
    }

    fn view(&self) -> SlotRef<'_> {
        match self {
            Some(value) => value.held(),
            None => SlotRef::Absent,
        }
    }

    fn vacant() -> Self {
        None
    }
}
