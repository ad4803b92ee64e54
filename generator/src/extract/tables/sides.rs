//! The tables of an operation by side: which belong to the request and which to the answer, and what they give.

use indexmap::IndexMap;

use crate::document::UnitId;
use crate::finding::rules;
use crate::source::Span;
use crate::spec::{Field, Method, Request, Response, Type, Types, Value};

use super::columns;
use super::examples::Shown;
use super::locations;
use super::mend::{Grid, GridRow};
use super::operation::Reader;
use super::page::RawTable;
use super::parents;
use super::rows::{self, FieldRow};
use super::shown;
use super::structure::{Manner, Side};
use super::vocabulary::{Column, Section};

/// The tables of an operation by side.
#[derive(Default)]
pub(super) struct Sorted<'d> {
    pub(super) request: Vec<(Section, RawTable<'d>)>,
    pub(super) response: Vec<(Section, RawTable<'d>)>,
    /// Tables of values of either side.
    pub(super) request_values: Vec<RawTable<'d>>,
    pub(super) response_values: Vec<RawTable<'d>>,
}

/// A table with its columns.
struct Read {
    rows: Vec<FieldRow>,
    typed: bool,
}

impl<'d> Reader<'_, 'd, '_> {
    /// Sorts tables by side; those of error codes are read on the way.
    pub(super) fn sorted(&mut self, tables: Vec<RawTable<'d>>, method: Method, shown: &Shown) -> Sorted<'d> {
        let mut sorted = Sorted::default();
        for mut table in tables.into_iter().flat_map(|table| locations::split(table, self.vocabulary)) {
            let titles = table.grid.titles.as_ref().or(table.grid.rows.first());
            let title = |column| titles.is_some_and(|titles| self.has_title(titles, column));
            let is_response = titles.is_some_and(|titles| self.response_title(titles).is_some())
                || (table.section == Section::RequestExample && shows_answer(&table, shown));
            match table.section {
                Section::Values if sorted.response.is_empty() => sorted.request_values.push(table),
                Section::Values => sorted.response_values.push(table),
                Section::Errors if !title(Column::Type) => self.read_errors(&mut table),
                _ if title(Column::Code) && !title(Column::Type) && !title(Column::Name) => {
                    self.read_errors(&mut table)
                }
                Section::Response | Section::ResponseExample | Section::Errors => {
                    sorted.response.push((Section::Response, table));
                }
                Section::RequestExample | Section::Body | Section::Query | Section::Request if is_response => {
                    self.tell_side(&table);
                    sorted.response.push((Section::Response, table));
                }
                Section::Headers | Section::Query | Section::Path | Section::Body => {
                    sorted.request.push((table.section, table));
                }
                Section::Request | Section::RequestExample | Section::About => {
                    let has_body = matches!(method, Method::Post | Method::Put | Method::Patch);
                    sorted.request.push((if has_body { Section::Body } else { Section::Query }, table));
                }
            }
        }
        sorted
    }

    fn has_title(&self, titles: &GridRow<'_>, column: Column) -> bool {
        let is = |title: &str| self.vocabulary.column(title).is_some_and(|(found, _)| found == column);
        titles.cells.iter().any(|cell| is(&cell.text.plain))
    }

    /// The title that says that a table belongs to the answer.
    fn response_title<'t>(&self, titles: &'t GridRow<'_>) -> Option<&'t str> {
        let mut titles = titles.cells.iter().map(|cell| cell.text.plain.as_str());
        titles.find(|title| self.vocabulary.is_response_title(title))
    }

    fn tell_side(&mut self, table: &RawTable<'_>) {
        let Some(titles) = &table.grid.titles else { return };
        let title = self.response_title(titles).unwrap_or_else(|| titles.plain(0));
        let message = format!("a table of the answer stands under a heading of the request (`{title}`)");
        let help = "it was read as the answer's; add the heading to the document to be sure";
        self.record.find(rules::TABLE_OF_OTHER_SIDE, titles.span, "response.fields", message, help);
    }

    pub(super) fn request(&mut self, tables: Vec<(Section, RawTable<'d>)>, shown: &Shown) -> Request {
        let body = shown.request.as_ref().and_then(|request| request.body.as_ref());
        let has_body = tables.iter().any(|(section, _)| *section == Section::Body);
        let (named, unnamed): (Vec<_>, Vec<_>) = tables.into_iter().partition(|(_, table)| table.name.is_some());
        let mut request = Request::default();
        let defined = self.defined(&named);
        let mut rows_of: IndexMap<&'static str, Read> = IndexMap::new();
        for (section, table) in unnamed {
            let address = match section {
                Section::Headers => "request.headers",
                Section::Path => "request.path",
                Section::Query => "request.query",
                _ => "request.fields",
            };
            self.read_into(&mut rows_of, address, table);
        }
        let types = self.read_named("request", named);
        let query = shown.query_as_value();
        let mut side = Side::new("request", defined, self.record, &mut self.places, &mut self.lines);
        for (address, read) in rows_of {
            let nests = address == "request.fields";
            let shown = match address {
                "request.query" => Some(&query),
                "request.fields" => body,
                _ => None,
            };
            let fields = side.fields(read.rows, Manner { address, nests, typed: read.typed, shown });
            match address {
                "request.headers" => request.headers = fields,
                "request.path" => request.path = fields,
                "request.query" => request.query = fields,
                _ => request.fields = fields,
            }
        }
        request.types = finish_types(side, types, body);
        if has_body || body.is_some() {
            request.encoding = Some(self.encoding_of(&request, shown));
        }
        request.body = self.whole_body(&mut request.fields, body);
        request
    }

    pub(super) fn response(&mut self, tables: Vec<(Section, RawTable<'d>)>, shown: &Shown) -> Response {
        let value = shown.response.as_ref();
        let (named, unnamed): (Vec<_>, Vec<_>) = tables.into_iter().partition(|(_, table)| table.name.is_some());
        let defined = self.defined(&named);
        let mut rows_of = IndexMap::new();
        for (_, table) in unnamed {
            self.read_into(&mut rows_of, "response.fields", table);
        }
        let types = self.read_named("response", named);
        let mut side = Side::new("response", defined, self.record, &mut self.places, &mut self.lines);
        let mut response = Response::default();
        for (address, read) in rows_of {
            response.fields = side.fields(read.rows, Manner { address, nests: true, typed: read.typed, shown: value });
        }
        response.types = finish_types(side, types, value);
        response.body = self.whole_body(&mut response.fields, value);
        response
    }

    /// A body that the example shows as a list, and whose table has one row with a list, is that list. What the row
    /// says of it is kept among the remarks, as a body has no description.
    fn whole_body(&mut self, fields: &mut Vec<Field>, shown: Option<&Value>) -> Option<Type> {
        let is_list = matches!(shown, Some(Value::List(_)));
        let only = match fields.as_slice() {
            [only] if is_list && matches!(only.type_, Type::List(_)) => fields.pop()?,
            _ => return None,
        };
        self.document.remarks.push(format!("{}: {}", only.name, only.description.unwrap_or_default()));
        Some(only.type_)
    }

    fn defined(&self, named: &[(Section, RawTable<'_>)]) -> Vec<String> {
        named.iter().filter_map(|(_, table)| table.name).map(|(_, name)| name.trim().to_owned()).collect()
    }

    fn read_into(&mut self, rows_of: &mut IndexMap<&'static str, Read>, address: &'static str, table: RawTable<'_>) {
        let Read { rows, typed } = self.read_table(address, table.grid);
        let read = rows_of.entry(address).or_insert_with(|| Read { rows: Vec::new(), typed: false });
        read.rows.extend(rows);
        read.typed |= typed;
    }

    fn read_table(&mut self, address: &str, mut grid: Grid<'_>) -> Read {
        parents::join(&mut grid, self.vocabulary);
        let columns = columns::read(&mut grid, self.vocabulary, address, self.record);
        let rows = rows::read(&grid, &columns, self.vocabulary, address, self.record);
        Read { rows, typed: columns.has(Column::Type) }
    }

    /// Reads the tables of named types; a second definition of a name is told and set aside.
    fn read_named(&mut self, side: &str, named: Vec<(Section, RawTable<'_>)>) -> NamedTypes {
        let mut types: NamedTypes = IndexMap::new();
        for (_, table) in named {
            let Some((unit, name)) = table.name else { continue };
            let name = name.trim().to_owned();
            let address = format!("{side}.types.{name}");
            let span = self.record.span_of(unit);
            if types.contains_key(&name) {
                let message = format!("`{name}` is defined twice");
                self.record.find(rules::TYPE_TWICE, span, &address, message, "the first definition counts");
                let units = table.units().collect::<Vec<UnitId>>();
                self.record.set_aside(&units, "a second definition of the same type");
                continue;
            }
            self.record.used(&[unit], &address);
            types.insert(name, (span, self.read_table(&address, table.grid)));
        }
        types
    }
}

type NamedTypes = IndexMap<String, (Span, Read)>;

/// Whether the example of the answer, and not that of the request, has what a table names.
fn shows_answer(table: &RawTable<'_>, shown: &Shown) -> bool {
    let body = shown.request.as_ref().and_then(|request| request.body.as_ref());
    let count = |value: Option<&Value>| {
        let names = table.grid.rows.iter().flat_map(|row| &row.cells).map(|cell| cell.text.plain.trim());
        value.map_or(0, |value| names.filter(|name| shown::member(value, name).is_some()).count())
    };
    count(shown.response.as_ref()) > count(body)
}

/// Makes the rows of named types their fields, and tells which types nothing refers to.
fn finish_types(mut side: Side<'_, '_>, named: NamedTypes, shown: Option<&Value>) -> Types {
    let spans = named.iter().map(|(name, (span, _))| (name.clone(), *span)).collect::<IndexMap<_, _>>();
    let mut types = Types::new();
    for (name, (_, read)) in named {
        let address = format!("{}.types.{name}", side.name);
        let shown = shown.and_then(|shown| shown::of_type(shown, read.rows.iter().map(|row| row.name.as_str())));
        let manner = Manner { address: &address, nests: true, typed: read.typed, shown };
        let fields = side.fields(read.rows, manner);
        types.insert(name, fields);
    }
    side.tell_unused_types(&spans);
    types.extend(std::mem::take(&mut side.types));
    types
}
