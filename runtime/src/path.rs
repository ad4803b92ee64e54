//! Where in an answer decoding is: a chain of segments on the stack, turned into text only when somebody asks.

use std::fmt::Write as _;

use crate::Table;

/// A place in an answer.
#[derive(Clone, Copy)]
pub(crate) struct Path<'a> {
    parent: Option<&'a Path<'a>>,
    segment: Segment<'a>,
}

/// A step from a value to one inside it.
#[derive(Clone, Copy)]
pub(crate) enum Segment<'a> {
    Root,
    /// A documented member.
    Member(&'static Table, usize),
    /// A member that the document does not name.
    Unknown(&'a str),
    /// An element of a list.
    Element(usize),
    /// An entry of a map.
    Entry(&'a str),
}

/// Whether a text for people shows positions and the keys of maps, or one that stands for many answers does not.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Detail {
    Exact,
    General,
}

/// How many letters of a name that the vendor's server made up are shown.
const SHOWN: usize = 60;

impl<'a> Path<'a> {
    pub(crate) const ROOT: Path<'static> = Path { parent: None, segment: Segment::Root };

    #[inline]
    pub(crate) fn then(&'a self, segment: Segment<'a>) -> Path<'a> {
        Path { parent: Some(self), segment }
    }

    /// The path as text: `data.rows[3].price`, or `data.rows[].price` without detail.
    pub(crate) fn render(&self, detail: Detail) -> String {
        let mut out = String::new();
        self.render_into(detail, &mut out);
        out
    }

    /// The line of the document that describes the value or, where there is none, what it is in.
    pub(crate) fn line(&self) -> Option<u32> {
        match self.segment {
            Segment::Member(table, index) => table.line_of(index),
            _ => self.parent?.line(),
        }
    }

    /// The type and the name of the documented member that the value is, or is an element of.
    pub(crate) fn member(&self) -> Option<(&'static str, &'static str)> {
        match self.segment {
            Segment::Member(table, index) => Some((table.name, table.names.get(index)?)),
            Segment::Element(_) | Segment::Entry(_) => self.parent?.member(),
            Segment::Root | Segment::Unknown(_) => None,
        }
    }

    fn render_into(&self, detail: Detail, out: &mut String) {
        if let Some(parent) = self.parent {
            parent.render_into(detail, out);
        }
        match self.segment {
            Segment::Root => {}
            Segment::Member(table, index) => push_name(table.names.get(index).unwrap_or(&""), out),
            Segment::Unknown(name) => push_name(name, out),
            Segment::Element(_) if detail == Detail::General => out.push_str("[]"),
            // Writing into a string does not fail.
            Segment::Element(index) => _ = write!(out, "[{index}]"),
            Segment::Entry(_) if detail == Detail::General => push_name("*", out),
            Segment::Entry(name) => push_name(name, out),
        }
    }
}

/// Appends a name to a path.
pub(crate) fn push_name(name: &str, out: &mut String) {
    if !out.is_empty() {
        out.push('.');
    }
    out.extend(name.chars().take(SHOWN).map(|letter| if letter.is_control() { ' ' } else { letter }));
    if name.chars().nth(SHOWN).is_some() {
        out.push('…');
    }
}
