//! The table of a model's fields, and the trait that gives access to them.

use super::{Extra, Limit, Slot, Surplus};

/// What the document says about the fields of a model; a constant of generated code.
#[derive(Debug, Clone, Copy)]
pub struct Table {
    /// The name of the type, as the specification has it.
    pub name: &'static str,
    /// The line (from 1) of the first row of the document's table; 0 where the document has none.
    pub line: u32,
    /// The names of the fields as they travel, in the order of the document and of the slots.
    pub names: &'static [&'static str],
    /// Whether JSON spells one of the names with an escape: it has a quote, a backslash or a control character. Who writes a
    /// table says so, because computing it in a constant was a third of what the compiler did for a generated crate.
    pub escaped: bool,
    /// The fields whose row does not follow the row before it, with their line.
    pub lines: &'static [(&'static str, u32)],
    /// What else is to be known about single fields.
    pub marks: &'static [(&'static str, Mark)],
    /// Fields that can stand in for each other, by name: of each group the document demands one. In requests only.
    pub either_or: &'static [&'static [&'static str]],
}

/// A property of a field that only few fields have.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum Mark {
    /// The document says that the field is always there.
    Required,
    /// The document's example contradicts what the table says of the field. A value that is not of the documented type is
    /// kept in `extra`, as with [`Misfits::Keep`](crate::Misfits::Keep); before sending, the field is not checked.
    Disputed,
    /// The document bounds its values. In requests only.
    Limit(Limit),
}

/// The marks as they are spelled in [`model!`](crate::model!).
#[doc(hidden)]
pub mod mark {
    use super::{Limit, Mark};

    #[allow(non_upper_case_globals)]
    pub const required: Mark = Mark::Required;
    #[allow(non_upper_case_globals)]
    pub const disputed: Mark = Mark::Disputed;
    #[allow(non_upper_case_globals)]
    pub const escaped: bool = true;

    pub const fn min_length(characters: u64) -> Mark {
        Mark::Limit(Limit::MinLength(characters))
    }

    pub const fn max_length(characters: u64) -> Mark {
        Mark::Limit(Limit::MaxLength(characters))
    }

    pub const fn minimum(value: &'static str) -> Mark {
        Mark::Limit(Limit::Minimum(value))
    }

    pub const fn maximum(value: &'static str) -> Mark {
        Mark::Limit(Limit::Maximum(value))
    }

    pub const fn min_items(items: u64) -> Mark {
        Mark::Limit(Limit::MinItems(items))
    }

    pub const fn max_items(items: u64) -> Mark {
        Mark::Limit(Limit::MaxItems(items))
    }

    #[allow(non_upper_case_globals)]
    pub const unique_items: Mark = Mark::Limit(Limit::UniqueItems);
}

impl Table {
    /// Whether `escaped` says what is.
    pub(crate) fn tells_escapes(&self) -> bool {
        let needs_escape = |byte: u8| byte < 0x20 || matches!(byte, b'"' | b'\\');
        self.escaped == self.names.iter().any(|name| name.bytes().any(needs_escape))
    }

    /// The line (from 1) of the document's row for the field at `index`; `None` where it is not known.
    pub fn line_of(&self, index: usize) -> Option<u32> {
        let name = self.names.get(index)?;
        let listed = self.lines.iter().find(|(listed, _)| listed == name).map(|(_, line)| *line);
        listed
            .or_else(|| self.line.checked_add(u32::try_from(index).ok()?))
            .filter(|_| self.line > 0 || listed.is_some())
    }

    /// Whether the document says that the field is always there.
    pub fn is_required(&self, name: &str) -> bool {
        self.required().any(|required| required == name)
    }

    /// Whether the document's own example contradicts the type of the field.
    pub fn is_disputed(&self, name: &str) -> bool {
        self.marks.contains(&(name, Mark::Disputed))
    }

    /// The limits of the field's values, in the document's order; none where its example contradicts it.
    pub fn limits_of(&self, name: &str) -> impl Iterator<Item = Limit> {
        let marks = if self.is_disputed(name) { &[] } else { self.marks };
        marks.iter().filter(move |(marked, _)| *marked == name).filter_map(|(_, mark)| match mark {
            Mark::Required => Some(Limit::Required),
            Mark::Limit(limit) => Some(*limit),
            Mark::Disputed => None,
        })
    }

    /// The names of the fields that the document says are always there, in its order.
    pub fn required(&self) -> impl Iterator<Item = &'static str> + use<> {
        self.marks.iter().filter(|(_, mark)| *mark == Mark::Required).map(|(name, _)| *name)
    }
}

/// What looks at the fields of a model, and what it carries besides.
pub type Look<'f, 'a> = dyn FnMut(&[&'a dyn Slot], &'a dyn Surplus) + 'f;

/// What changes the fields of a model, and what it carries besides.
pub type Change<'f> = dyn FnMut(&mut [&mut dyn Slot], &mut dyn Surplus) + 'f;

/// A struct that lists its fields; implemented by [`model!`](crate::model!). As few functions as will do, because every
/// generated type has them.
pub trait Model: Send + Sync + 'static {
    /// What the document says about the fields.
    fn table(&self) -> &'static Table;

    /// Calls `look` with the fields, in the order of [`Table::names`], and what the struct carries besides.
    fn look<'a>(&'a self, look: &mut Look<'_, 'a>);

    /// Calls `change` with the fields, in the order of [`Table::names`], and what the struct carries besides.
    fn change(&mut self, change: &mut Change<'_>);
}

impl dyn Model {
    /// Calls `visit` with the fields, in the order of [`Table::names`].
    pub fn with_slots<'a>(&'a self, visit: &mut dyn FnMut(&[&'a dyn Slot])) {
        self.look(&mut |slots, _| visit(slots));
    }

    /// What the struct carries besides its documented fields.
    pub fn surplus(&self) -> &dyn Surplus {
        static NONE: Extra = Extra::new();
        let mut found: &dyn Surplus = &NONE;
        self.look(&mut |_, surplus| found = surplus);
        found
    }
}

impl<M: Model> Model for Box<M> {
    fn table(&self) -> &'static Table {
        (**self).table()
    }

    fn look<'a>(&'a self, look: &mut Look<'_, 'a>) {
        (**self).look(look);
    }

    fn change(&mut self, change: &mut Change<'_>) {
        (**self).change(change);
    }
}
