//! Understanding the pieces of an operation.

use indexmap::IndexMap;

use crate::document::UnitId;
use crate::extract::{PlaceIndex, Reading};
use crate::finding::rules;
use crate::source::Span;
use crate::spec::{
    DocumentInfo, Encoding, ErrorCode, Examples, Field, Method, Operation, Request, Response, Scalar, Type, Types,
    Value, operation_name,
};

use super::examples::{self, Shown};
use super::mend::GridRow;
use super::page::{RawOperation, RawTable};
use super::record::Record;
use super::rows::{self, Columns, FieldRow};
use super::structure::{Manner, Side, list_in_query};
use super::vocabulary::{About, Column, Section, Vocabulary};

/// Method, address and purpose of an operation.
#[derive(Debug)]
pub(super) struct Head {
    pub(super) method: Method,
    pub(super) path: String,
    server: Option<String>,
    query: Vec<(String, String)>,
}

/// The head of an operation, if its facts name one.
pub(super) fn head(raw: &RawOperation<'_>, _: &Vocabulary) -> Option<Head> {
    let fact = |about| raw.about.iter().find(|fact| fact.about == about).map(|fact| fact.value);
    let method = fact(About::Method).and_then(method_in)?;
    let (server, path, query) = split_address(fact(About::Address)?)?;
    Some(Head { method, path, server, query })
}

/// `GET`, `POST请求`, `post/json`.
fn method_in(text: &str) -> Option<Method> {
    text.split(|c: char| !c.is_ascii_alphabetic()).filter(|word| !word.is_empty()).find_map(Method::parse)
}

type Address = (Option<String>, String, Vec<(String, String)>);

/// Server, path and query of an address.
fn split_address(address: &str) -> Option<Address> {
    let address = address.split_whitespace().find(|word| word.contains('/'))?.trim_matches(['`', '"', '“', '”']);
    // A remark may follow without a space: `https://a.b/c（正式环境）`.
    let end = address.find(|c: char| !c.is_ascii_graphic()).unwrap_or(address.len());
    let (address, query) = address[..end].split_once('?').unwrap_or((&address[..end], ""));
    let (server, path) = match address.find("://") {
        Some(scheme) => {
            let host = scheme + "://".len();
            let end = address[host..].find('/').map_or(address.len(), |slash| host + slash);
            (Some(address[..end].to_owned()), &address[end..])
        }
        None => (None, &address[address.find('/')?..]),
    };
    let path = if path.is_empty() { "/" } else { path };
    let pair =
        |pair: &str| pair.split_once('=').map_or((pair.to_owned(), String::new()), |(n, v)| (n.into(), v.into()));
    let query = query.split('&').filter(|pair| !pair.is_empty()).map(pair).collect();
    Some((server, path.to_owned(), query))
}

/// Reads an operation; `None` where the pieces are none.
pub(super) fn read<'d>(
    raw: RawOperation<'d>,
    info: &DocumentInfo,
    vocabulary: &Vocabulary,
    record: &mut Record<'d>,
) -> Option<Reading> {
    let head = head_or_finding(&raw, vocabulary, record)?;
    let (name, group) = operation_name(head.method, &head.path);
    let mut reader = Reader {
        vocabulary,
        record,
        places: PlaceIndex::default(),
        lines: IndexMap::new(),
        document: info.clone(),
        errors: Vec::new(),
    };
    let summary = reader.about(&raw, &head);
    reader.sections(&raw);
    reader.prose(&raw);
    let shown = examples::read(&raw.codes, &head, reader.record, &mut reader.places);
    let tables = reader.sorted(raw.tables, head.method);
    let mut request = reader.request(tables.request, &shown);
    add_parameters_of_address(&mut request, &head);
    let response = reader.response(tables.response, &shown);
    let Reader { places, lines, document, errors, .. } = reader;
    let examples = Examples { request: shown.request, response: shown.response };
    let operation = Operation {
        method: head.method,
        path: head.path,
        name,
        group,
        summary,
        document,
        request,
        response,
        errors,
        examples,
        places: lines,
    };
    Some(Reading { operation, places })
}

/// The head; an operation that names only half of it is told.
fn head_or_finding(raw: &RawOperation<'_>, vocabulary: &Vocabulary, record: &mut Record<'_>) -> Option<Head> {
    if raw.tables.is_empty() && raw.codes.is_empty() {
        return None;
    }
    if let Some(head) = head(raw, vocabulary) {
        return Some(head);
    }
    let fact = |about| raw.about.iter().find(|fact| fact.about == about);
    let known = fact(About::Method).or_else(|| fact(About::Address))?;
    let span = record.span_of(known.unit);
    let call = examples::first_call(&raw.codes);
    let method =
        fact(About::Method).and_then(|fact| method_in(fact.value)).or(call.as_ref().and_then(|call| call.method));
    let address = fact(About::Address).and_then(|fact| split_address(fact.value));
    let address = address.or_else(|| split_address(call?.address.as_deref()?));
    let (Some(method), Some((server, path, query))) = (method, address) else {
        let message = "the page names a method or an address, but not both".to_owned();
        let help = "add the missing line to the document (`请求方式：GET`, `请求地址：https://…`)";
        record.find(rules::HALF_AN_OPERATION, span, "document", message, help);
        return None;
    };
    let message = format!("method or address were taken from the example: {} {path}", method.as_str());
    record.find(rules::HEAD_FROM_EXAMPLE, span, "document", message, "compare them with the page");
    Some(Head { method, path, server, query })
}

struct Reader<'r, 'd, 'v> {
    vocabulary: &'v Vocabulary,
    record: &'r mut Record<'d>,
    places: PlaceIndex,
    lines: IndexMap<String, usize>,
    document: DocumentInfo,
    errors: Vec<ErrorCode>,
}

/// The tables of an operation by side.
#[derive(Default)]
struct Sorted<'d> {
    request: Vec<(Section, RawTable<'d>)>,
    response: Vec<(Section, RawTable<'d>)>,
}

/// A table with its columns.
struct Read {
    rows: Vec<FieldRow>,
    typed: bool,
}

impl<'d> Reader<'_, 'd, '_> {
    fn about(&mut self, raw: &RawOperation<'_>, head: &Head) -> Option<String> {
        let mut summary = None;
        for fact in &raw.about {
            let item = match fact.about {
                About::Summary if summary.is_none() => {
                    summary = Some(fact.value.to_owned()).filter(|text| !text.is_empty());
                    "summary"
                }
                About::Method => "method",
                About::Address => "path",
                About::Summary => continue,
            };
            self.record.used(&[fact.unit], item);
        }
        if let Some(server) = &head.server {
            self.document.facts.insert("server".to_owned(), server.clone());
        }
        summary
    }

    /// Writes down under which headings each part stands.
    fn sections(&mut self, raw: &RawOperation<'_>) {
        for trail in &raw.headings {
            let key = match trail.section {
                Section::About => "about",
                Section::Request => "request",
                Section::Headers => "request.headers",
                Section::Query => "request.query",
                Section::Path => "request.path",
                Section::Body => "request.fields",
                Section::RequestExample => "examples.request",
                Section::Response => "response.fields",
                Section::ResponseExample => "examples.response",
                Section::Errors => "errors",
            };
            let key = (1_usize..)
                .map(|number| if number == 1 { key.to_owned() } else { format!("{key} {number}") })
                .find(|key| !self.document.sections.contains_key(key))
                .unwrap_or_default();
            let units = trail.headings.iter().map(|(unit, _)| *unit).collect::<Vec<_>>();
            self.record.used(&units, &format!("document.sections.{key}"));
            self.document.sections.insert(key, trail.text());
        }
    }

    fn prose(&mut self, raw: &RawOperation<'_>) {
        let has_headers = raw.tables.iter().any(|table| table.section == Section::Headers);
        for prose in &raw.prose {
            let text = &prose.text.plain;
            if prose.section == Section::RequestExample && text.trim().eq_ignore_ascii_case("body") {
                self.record.set_aside(&[prose.unit], "a label of an example");
                continue;
            }
            let mut remark = text.clone();
            for link in &prose.text.links {
                remark = format!("{remark} ({})", link.url);
            }
            if prose.section == Section::Headers && !has_headers {
                let message = "the headers are described on another page".to_owned();
                let help = "if the recipe under `auth:` does not send them, add them in api.yaml";
                let span = self.record.span_of(prose.unit);
                self.record.find(rules::DESCRIBED_ELSEWHERE, span, "request.headers", message, help);
            }
            self.record.used(&[prose.unit], "document.remarks");
            self.document.remarks.push(remark);
        }
    }

    /// Sorts tables by side; those of error codes are read on the way.
    fn sorted(&mut self, tables: Vec<RawTable<'d>>, method: Method) -> Sorted<'d> {
        let mut sorted = Sorted::default();
        for mut table in tables {
            let titles = table.grid.titles.as_ref().or(table.grid.rows.first());
            let title = |column| titles.is_some_and(|titles| self.has_title(titles, column));
            let is_response = titles.is_some_and(|titles| self.vocabulary.is_response_title(titles.plain(0)));
            match table.section {
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

    fn tell_side(&mut self, table: &RawTable<'_>) {
        let Some(titles) = &table.grid.titles else { return };
        let message = format!("a table of the answer stands under a heading of the request (`{}`)", titles.plain(0));
        let help = "it was read as the answer's; add the heading to the document to be sure";
        self.record.find(rules::TABLE_OF_OTHER_SIDE, titles.span, "response.fields", message, help);
    }

    fn read_errors(&mut self, table: &mut RawTable<'_>) {
        let columns = rows::columns(&mut table.grid, self.vocabulary, "errors", self.record);
        let code_column = columns.index(Column::Code).or(columns.index(Column::Name)).unwrap_or(0);
        for row in &table.grid.rows {
            let code = row.plain(code_column).trim().trim_matches('`');
            if !is_error_code(code) || row.cells[code_column].text.links.iter().any(|link| link.text == code) {
                self.record.set_aside(&row.units, "a row of error codes without a code");
                continue;
            }
            self.read_error(code, row, &columns);
        }
    }

    fn read_error(&mut self, code: &str, row: &GridRow<'_>, columns: &Columns) {
        let is_plain_number = code == "0" || !code.starts_with('0');
        let scalar = code.parse().ok().filter(|_| is_plain_number).map_or_else(|| Scalar::from(code), Scalar::Integer);
        let address = format!("errors.{code}");
        if self.errors.iter().any(|error| error.code == scalar) {
            let message = format!("the error code {code} stands twice");
            self.record.find(rules::FIELD_TWICE, row.span, &address, message, "the first one counts");
            return self.record.set_aside(&row.units, "a second row for the same error code");
        }
        let remedy = columns.plain(row, Column::Remedy);
        self.errors.push(ErrorCode {
            code: scalar,
            message: columns.plain(row, Column::Description).to_owned(),
            remedy: Some(remedy.to_owned()).filter(|text| !text.is_empty()),
        });
        self.record.used(&row.units, &address);
        self.places.insert(address, row.span);
        self.lines.entry("errors".to_owned()).or_insert_with(|| self.record.source.line(row.span.start));
    }

    fn request(&mut self, tables: Vec<(Section, RawTable<'d>)>, shown: &Shown) -> Request {
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
            request.encoding = Some(encoding_of(&request, shown));
        }
        request.body = self.whole_body(&mut request.fields, body);
        request
    }

    fn response(&mut self, tables: Vec<(Section, RawTable<'d>)>, shown: &Shown) -> Response {
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

    fn read_into(
        &mut self,
        rows_of: &mut IndexMap<&'static str, Read>,
        address: &'static str,
        mut table: RawTable<'_>,
    ) {
        let columns = rows::columns(&mut table.grid, self.vocabulary, address, self.record);
        let rows = rows::read(&table.grid, &columns, self.vocabulary, address, self.record);
        let read = rows_of.entry(address).or_insert_with(|| Read { rows: Vec::new(), typed: false });
        read.rows.extend(rows);
        read.typed |= columns.has(Column::Type);
    }

    /// Reads the tables of named types; a second definition of a name is told and set aside.
    fn read_named(&mut self, side: &str, named: Vec<(Section, RawTable<'_>)>) -> NamedTypes {
        let mut types: NamedTypes = IndexMap::new();
        for (_, mut table) in named {
            let Some((unit, name)) = table.name else { continue };
            let name = name.trim().to_owned();
            let address = format!("{side}.types.{name}");
            let span = self.record.span_of(unit);
            if types.contains_key(&name) {
                let message = format!("`{name}` is defined twice");
                self.record.find(rules::TYPE_TWICE, span, &address, message, "the first definition counts");
                let units = table.grid.titles.iter().chain(&table.grid.rows).flat_map(|row| row.units.iter().copied());
                let units = units.chain([unit]).collect::<Vec<UnitId>>();
                self.record.set_aside(&units, "a second definition of the same type");
                continue;
            }
            self.record.used(&[unit], &address);
            let columns = rows::columns(&mut table.grid, self.vocabulary, &address, self.record);
            let rows = rows::read(&table.grid, &columns, self.vocabulary, &address, self.record);
            types.insert(name, (span, Read { rows, typed: columns.has(Column::Type) }));
        }
        types
    }
}

type NamedTypes = IndexMap<String, (Span, Read)>;

/// Makes the rows of named types their fields, and tells which types nothing refers to.
fn finish_types(mut side: Side<'_, '_>, named: NamedTypes, shown: Option<&Value>) -> Types {
    let spans = named.iter().map(|(name, (span, _))| (name.clone(), *span)).collect::<IndexMap<_, _>>();
    let mut types = Types::new();
    for (name, (_, read)) in named {
        let address = format!("{}.types.{name}", side.name);
        let shown =
            shown.and_then(|shown| examples::shown_for_type(shown, read.rows.iter().map(|row| row.name.as_str())));
        let manner = Manner { address: &address, nests: true, typed: read.typed, shown };
        let fields = side.fields(read.rows, manner);
        types.insert(name, fields);
    }
    side.tell_unused_types(&spans);
    types.extend(std::mem::take(&mut side.types));
    types
}

/// Whether a cell holds an error code rather than a link or words.
fn is_error_code(text: &str) -> bool {
    !text.is_empty() && text.chars().all(|c| c.is_ascii_alphanumeric() || matches!(c, '-' | '_' | '.'))
}

fn encoding_of(request: &Request, shown: &Shown) -> Encoding {
    let has_file = |fields: &[Field]| fields.iter().any(|field| field.type_ == Type::File);
    let content_type = request.headers.iter().find(|header| header.name.eq_ignore_ascii_case("content-type"));
    let stated = content_type.and_then(|header| header.constant.as_ref()).map(ToString::to_string).unwrap_or_default();
    if has_file(&request.fields) || shown.is_form || stated.starts_with("multipart/") {
        Encoding::Multipart
    } else if stated.contains("x-www-form-urlencoded") {
        Encoding::Form
    } else {
        Encoding::Json
    }
}

/// Parameters that the address itself shows: `/a/{id}`, `?method=x`.
fn add_parameters_of_address(request: &mut Request, head: &Head) {
    for part in head.path.split('/') {
        let Some(name) = part.strip_prefix('{').and_then(|name| name.strip_suffix('}')) else { continue };
        if request.path.iter().any(|field| field.name == name) {
            continue;
        }
        let field = match request.query.iter().position(|field| field.name == name) {
            Some(index) => request.query.remove(index),
            None => Field { required: Some(true), ..Field::new(name, Type::String) },
        };
        request.path.push(field);
    }
    for (name, value) in &head.query {
        if request.query.iter().all(|field| field.name != *name) {
            let constant = Some(Scalar::from(value.as_str())).filter(|_| !value.is_empty() && value != "xxx");
            request.query.push(Field { constant, ..Field::new(name.clone(), Type::String) });
        }
    }
}

/// What a call shows in its query, lists read as such.
pub(super) fn query_value(query: &IndexMap<String, String>) -> Value {
    let value = |text: &String| list_in_query(text).unwrap_or_else(|| Value::String(text.clone()));
    Value::Object(query.iter().map(|(name, text)| (name.clone(), value(text))).collect())
}
