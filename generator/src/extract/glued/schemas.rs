//! Tables of schemas: bodies and answers.

use std::collections::HashMap;

use super::clues::{Names, Shown};
use super::members::Side;
use super::page::Line;
use super::record::Record;
use super::remarks;
use super::rows::{self, Rows};
use super::sides::{self, Prose, Section, TableKind};
use super::table;
use super::vocabulary::Vocabulary;
use crate::finding::rules;
use crate::source::Span;
use crate::spec::{Field, Types};

/// What tables of schemas need to be read.
pub(super) struct Schemas<'a> {
    prose: &'a Prose,
    names: Names,
    pub vocabulary: &'a Vocabulary,
}

impl<'a> Schemas<'a> {
    pub(super) fn new(sections: &[Section<'_, '_>], prose: &'a Prose, vocabulary: &'a Vocabulary) -> Self {
        let mut names = Names::default();
        let examples = [&prose.request, &prose.response].into_iter().flatten().map(|example| &example.value);
        examples.chain(&prose.demonstrations).for_each(|value| names.add_members(value));
        let schemas = sections.iter().filter(|section| !matches!(section.kind, TableKind::Parameters(_)));
        let certain = schemas
            .flat_map(|section| {
                let rows = rows::read(&section.lines, &names, vocabulary).rows;
                table::certain_names(&rows, vocabulary).map(str::to_owned).collect::<Vec<_>>()
            })
            .collect();
        names.certain = certain;
        Self { prose, names, vocabulary }
    }

    pub(super) fn read(&self, section: &Section<'_, '_>, record: &mut Record<'_>) -> (Vec<Field>, Types) {
        sides::open(section, record);
        let is_response = section.kind == TableKind::ResponseSchema;
        let (name, example, json_texts) = if is_response {
            ("response", &self.prose.response, &self.prose.response_json)
        } else {
            ("request", &self.prose.request, &self.prose.request_json)
        };
        let shown = example.as_ref().map(|example| Shown::new(&example.value)).unwrap_or_default();
        let Rows { rows, strays, doubtful } = rows::read(&section.lines, &self.names, self.vocabulary);
        report_strays(&strays, section.kind.address(), record);
        for line in doubtful {
            let message = format!("`{}` is read as a further line of the remark above; it may be a row", line.text);
            let help = "compare with the page; add the field in api.yaml if it is one";
            record.find(rules::AMBIGUOUS_ROW, section.kind.address(), line.span, message, help);
        }
        let tree = table::read(&rows, &section.columns, &shown, &self.names, self.vocabulary);
        record.set_aside(&tree.too_deep, "nested too deep to be a member");
        let types = Types::default();
        let mut side = Side { name, vocabulary: self.vocabulary, record, json_texts, types, shapes: HashMap::new() };
        let fields = side.fields(&tree.nodes, section.kind.address(), "");
        (fields, side.types)
    }
}

/// Lines that are no rows, though they stand where rows do: they are kept as remarks.
pub(super) fn report_strays(strays: &[Line<'_>], address: &str, record: &mut Record<'_>) {
    for chunk in remarks::chunks(strays) {
        let lines = match chunk {
            remarks::Chunk::Prose(index) => &strays[index..=index],
            remarks::Chunk::Json(range) => &strays[range],
        };
        let span = lines.first().map_or(Span::default(), |line| line.span);
        let message = "this is no row of a table; it is kept as a remark".to_owned();
        record.find(rules::NOT_A_ROW, address, span, message, "check the page");
        remarks::remark(lines, record);
    }
}
