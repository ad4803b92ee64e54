//! What the parts of a page say of how the body of a request travels.

use std::sync::LazyLock;

use regex::Regex;

use crate::extract::encoding::{self, Stated};
use crate::finding::rules;
use crate::source::Span;
use crate::spec::{Encoding, Request, Type};

use super::examples::Shown;
use super::operation::Reader;
use super::page::RawOperation;
use super::record::Record;
use super::vocabulary::{About, Section};

/// What a part of the page says of how the body travels.
#[derive(Debug, Clone, Copy)]
pub(super) struct Statement {
    says: Stated,
    span: Span,
}

static IN_CODE: LazyLock<Regex> =
    LazyLock::new(|| Regex::new(r#"(?i)content-type["']?\s*[:=,]\s*["']?([\w/+.-]+)"#).expect("a pattern"));

/// What facts, headings, sentences and calls say, in this order; the table of headers is read later.
pub(super) fn stated(raw: &RawOperation<'_>, record: &Record<'_>) -> Vec<Statement> {
    let is_body = |section| matches!(section, Section::Request | Section::Body);
    let is_sent = |section| is_body(section) || matches!(section, Section::Headers | Section::RequestExample);
    let facts = raw.about.iter().filter(|fact| matches!(fact.about, About::Method | About::Encoding));
    let facts = facts.map(|fact| (encoding::stated_in(fact.value), fact.units[0]));
    let headings = raw.headings.iter().filter(|trail| is_body(trail.section)).flat_map(|trail| &trail.headings);
    let headings = headings.map(|&(unit, text)| (encoding::stated_in(text), unit));
    let media_type = |text: &str| encoding::media_type_in(text).map(Stated::MediaType);
    let prose = raw.prose.iter().filter(|prose| is_sent(prose.section));
    let prose = prose.map(|prose| (media_type(&prose.text.plain), prose.unit));
    let codes = raw.codes.iter().filter(|code| is_sent(code.section));
    let codes = codes.map(|code| (IN_CODE.captures(code.code).and_then(|found| media_type(&found[1])), code.unit));
    let stated = facts.chain(headings).chain(prose).chain(codes);
    stated.filter_map(|(says, unit)| Some(Statement { says: says?, span: record.span_of(unit) })).collect()
}

impl Reader<'_, '_, '_> {
    /// How the body of a request travels. Media types count first, files travel in parts whatever a page says, and
    /// what is said otherwise is told.
    pub(super) fn encoding_of(&mut self, request: &Request, shown: &Shown) -> Encoding {
        let in_header = encoding::of_headers(&request.headers).map(Stated::MediaType);
        let header = in_header.map(|says| {
            let row = request.headers.iter().find(|header| header.name.eq_ignore_ascii_case("content-type"));
            let place = row.and_then(|row| self.places.get(&format!("request.headers.{}", row.name)));
            Statement { says, span: place.unwrap_or_default() }
        });
        let sent = shown.sent.map(|(encoding, span)| Statement { says: Stated::Word(encoding), span });
        let statements = self.encodings.iter().copied().chain(header).chain(sent).collect::<Vec<_>>();
        let is_media_type = |statement: &&Statement| matches!(statement.says, Stated::MediaType(_));
        let first = statements.iter().find(is_media_type).or(statements.first());
        let has_file = request.fields.iter().any(|field| field.type_ == Type::File);
        let chosen = match first {
            _ if has_file => Encoding::Multipart,
            Some(first) => first.says.encoding(),
            None => Encoding::Json,
        };
        if let Some(other) = statements.iter().find(|statement| statement.says.contradicts(chosen)) {
            self.tell_other_encoding(*other, chosen);
        }
        chosen
    }

    fn tell_other_encoding(&mut self, other: Statement, chosen: Encoding) {
        let name = |encoding| match encoding {
            Encoding::Json => "json",
            Encoding::Form => "form",
            Encoding::Multipart => "multipart",
        };
        let (other_name, chosen) = (name(other.says.encoding()), name(chosen));
        let message =
            format!("the body travels as `{other_name}` by this, and as `{chosen}` by another part of the page");
        let help = format!(
            "`{chosen}` was taken; a correction of the operation's `request` settles it: `set: {{encoding: …}}`"
        );
        self.record.find(rules::ENCODING_UNCLEAR, other.span, "request.encoding", message, &help);
    }
}
