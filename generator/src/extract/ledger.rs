//! The account of every unit of a document: used by which item, or set aside with a reason.
//!
//! It starts with every unit unread. A reader marks what it uses as it builds an item; what nobody marked is set
//! aside when the account is closed, so that used and set aside always add up to all.

use crate::document::{Document, UnitId, UnitKind};
use crate::source::Span;

/// The account while a document is being read.
#[derive(Debug, Clone)]
pub struct Ledger<'document> {
    document: &'document Document,
    fates: Vec<Fate>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
enum Fate {
    Unread,
    Used(String),
    SetAside(String),
}

/// The closed account of a document.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Account {
    /// How many units the document has.
    pub total: usize,
    /// The units that were used.
    pub used: Vec<Use>,
    /// The units that were set aside.
    pub set_aside: Vec<SetAside>,
}

/// A unit that was used.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Use {
    /// The 1-based line it starts on.
    pub line: usize,
    /// Where it stands.
    pub span: Span,
    /// The address of the item that was read from it.
    pub item: String,
}

/// A unit that was set aside.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SetAside {
    /// The 1-based line it starts on.
    pub line: usize,
    /// Where it stands.
    pub span: Span,
    /// Why.
    pub reason: String,
    /// Its text.
    pub text: String,
}

impl<'document> Ledger<'document> {
    /// An account in which nothing was read yet.
    #[must_use]
    pub fn new(document: &'document Document) -> Self {
        Self { document, fates: vec![Fate::Unread; document.units.len()] }
    }

    /// The unit was read into `item`. The first use counts; a unit that was set aside becomes used.
    pub fn used(&mut self, unit: UnitId, item: impl Into<String>) {
        let fate = &mut self.fates[unit.0];
        if !matches!(fate, Fate::Used(_)) {
            *fate = Fate::Used(item.into());
        }
    }

    /// The unit was looked at and is left out, for a reason. Does not undo a use.
    pub fn set_aside(&mut self, unit: UnitId, reason: impl Into<String>) {
        let fate = &mut self.fates[unit.0];
        if *fate == Fate::Unread {
            *fate = Fate::SetAside(reason.into());
        }
    }

    /// Whether nobody has read the unit yet.
    #[must_use]
    pub fn is_unread(&self, unit: UnitId) -> bool {
        self.fates[unit.0] == Fate::Unread
    }

    /// Closes the account: what nobody read is set aside.
    #[must_use]
    pub fn close(self) -> Account {
        let mut account = Account { total: self.fates.len(), ..Account::default() };
        let source = &self.document.source;
        for (unit, fate) in self.document.units.iter().zip(self.fates) {
            let line = source.line(unit.span.start);
            let reason = match fate {
                Fate::Used(item) => {
                    account.used.push(Use { line, span: unit.span, item });
                    continue;
                }
                Fate::SetAside(reason) => reason,
                Fate::Unread => unread_reason(unit.kind).to_owned(),
            };
            let text = source.slice(unit.span).trim().to_owned();
            account.set_aside.push(SetAside { line, span: unit.span, reason, text });
        }
        account
    }
}

const fn unread_reason(kind: UnitKind) -> &'static str {
    match kind {
        UnitKind::FrontMatter => "front matter that the specification has no place for",
        UnitKind::Heading => "a heading that opens no part of an operation",
        UnitKind::Paragraph => "prose outside of any part that is read",
        UnitKind::ListItem => "a list item that states nothing about the operation",
        UnitKind::TableRow => "a table that belongs to no part of an operation",
        UnitKind::Code => "code that is no example of the operation",
        UnitKind::Line => "a line that belongs to no part of an operation",
    }
}
