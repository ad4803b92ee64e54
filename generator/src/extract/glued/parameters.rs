//! Tables of headers, of parameters in path and query, and of forms.

use std::sync::LazyLock;

use regex::Regex;

use super::page::Line;
use super::record::Record;
use super::rows::plain_prefix;
use super::vocabulary::{Column, Vocabulary, longest_prefix};
use crate::finding::rules;
use crate::spec::{Field, Scalar, Type};

/// A kind of table of parameters.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Table {
    /// Headers: name and value.
    Headers,
    /// Parameters in the path.
    Path,
    /// Parameters in the query.
    Query,
    /// Members of a form.
    Form,
}

/// The cells of a row.
#[derive(Debug, Default, Clone, Copy, PartialEq)]
struct Cells<'t> {
    name: &'t str,
    type_: Option<&'t str>,
    value: &'t str,
    required: Option<bool>,
    example: &'t str,
    remark: &'t str,
}

/// Reads the rows of a table; `known` are names that the path or an example gives.
pub(super) fn read(
    table: Table,
    lines: &[Line<'_>],
    columns: &[Column],
    known: &[String],
    address: &str,
    record: &mut Record<'_>,
    vocabulary: &Vocabulary,
) -> Vec<Field> {
    let mut fields: Vec<Field> = Vec::new();
    for line in lines {
        let cells = match line.text.contains('\t') {
            true => cells_apart(line.text, columns, vocabulary),
            false => cells_glued(table, line.text, columns, known, vocabulary),
        };
        let Some(cells) = cells else {
            go_on(line, fields.last_mut(), address, record);
            continue;
        };
        let item = format!("{address}.{}", cells.name);
        if table == Table::Headers && !line.text.contains('\t') && may_end_in_value(cells.name) {
            let message = format!("it is not clear where the name of the header ends in `{}`", cells.name);
            let help = "it was left out; put a tab between name, value and remark in the document";
            record.find(rules::AMBIGUOUS_ROW, &item, line.span, message, help);
            record.set_aside([line], "a header whose name and value cannot be told apart");
            continue;
        }
        if fields.iter().any(|field| field.name == cells.name) {
            let message = format!("`{}` is there twice; the first row counts", cells.name);
            record.find(rules::DUPLICATE_ROW, &item, line.span, message, "correct the page or api.yaml");
            record.set_aside([line], "a second row of the same name");
            continue;
        }
        record.used([line], &item);
        record.places.insert(item.as_str(), line.span);
        fields.push(field(table, cells, vocabulary));
    }
    fields
}

/// A line without a name goes on with the remark of the row before it.
fn go_on(line: &Line<'_>, field: Option<&mut Field>, address: &str, record: &mut Record<'_>) {
    let Some(field) = field else {
        let message = "this line names no parameter".to_owned();
        record.find(rules::NOT_A_ROW, address, line.span, message, "check the line against the page");
        record.set_aside([line], "a line in a table that is no row");
        return;
    };
    let description = field.description.get_or_insert_default();
    if !description.is_empty() {
        description.push('\n');
    }
    description.push_str(line.text);
    record.used([line], &format!("{address}.{}", field.name));
}

fn field(table: Table, cells: Cells<'_>, vocabulary: &Vocabulary) -> Field {
    let type_ = cells.type_.and_then(|word| vocabulary.form_types.get(word)).cloned().unwrap_or(Type::String);
    let mut field = Field::new(cells.name, type_);
    let text = |text: &str| (!text.is_empty()).then(|| text.to_owned());
    field.required = if table == Table::Path { Some(true) } else { cells.required };
    field.constant = text(cells.value).map(Scalar::String);
    field.example = text(cells.example).map(Scalar::String);
    field.description = text(cells.remark);
    field
}

/// The cells of a row whose copy kept the tabs between them.
fn cells_apart<'t>(text: &'t str, columns: &[Column], vocabulary: &Vocabulary) -> Option<Cells<'t>> {
    let mut cells = Cells::default();
    for (&column, cell) in columns.iter().zip(text.split('\t')) {
        let cell = cell.trim();
        match column {
            Column::Name => cells.name = cell,
            Column::Type => cells.type_ = Some(cell),
            Column::Required => cells.required = vocabulary.required.get(cell).copied(),
            Column::Value | Column::Default => cells.value = cell,
            Column::Example => cells.example = cell,
            Column::Remark | Column::Hints | Column::Change | Column::Date => cells.remark = cell,
        }
    }
    (!cells.name.is_empty()).then_some(cells)
}

/// The cells of a glued row: the name, then what the table's columns say follows.
fn cells_glued<'t>(
    table: Table,
    text: &'t str,
    columns: &[Column],
    known: &[String],
    vocabulary: &Vocabulary,
) -> Option<Cells<'t>> {
    let has = |column| columns.contains(&column);
    let (head, required, tail) = match cut_required(text, vocabulary).filter(|_| has(Column::Required)) {
        Some((head, required, tail)) => (head, Some(required), tail),
        None => (text, None, ""),
    };
    let known = longest_prefix(head, known);
    let (name, rest) = match (known, table) {
        (Some(known), _) => head.split_at(known.len()),
        (None, Table::Headers) => split_header(head, vocabulary),
        (None, Table::Form) => split_form(head, vocabulary),
        (None, Table::Path | Table::Query) if required.is_some() => head.split_at(plain_prefix(head).len()),
        // Without the word for required nothing parts a name from an example but that the example is a number.
        (None, Table::Path | Table::Query) => {
            let name = plain_prefix(head).trim_end_matches(|character: char| character.is_ascii_digit());
            head.split_at(if name.is_empty() { plain_prefix(head).len() } else { name.len() })
        }
    };
    let (example, remark) = split_example(tail, has(Column::Example));
    let mut cells = Cells { name: name.trim(), required, example, remark, ..Cells::default() };
    match table {
        Table::Headers => cells.value = rest.trim(),
        Table::Form => {
            cells.type_ =
                Some(longest_prefix(rest, vocabulary.form_types.keys()).map_or("", |word| &rest[..word.len()]))
        }
        Table::Path | Table::Query if required.is_none() => {
            let is_example = has(Column::Example);
            (cells.example, cells.remark) = split_example(rest, is_example);
        }
        Table::Path | Table::Query => {}
    }
    (!cells.name.is_empty()).then_some(cells)
}

/// Cuts a row at the word that says whether it is required; the word stands behind a name, not within a remark.
fn cut_required<'t>(text: &'t str, vocabulary: &Vocabulary) -> Option<(&'t str, bool, &'t str)> {
    let starts = text.char_indices().map(|(start, _)| start).skip(1);
    let found = starts.filter_map(|start| {
        let word = longest_prefix(&text[start..], vocabulary.required.keys())?;
        Some((start, word))
    });
    let (start, word) = found.into_iter().next()?;
    let is_name = |character: char| character.is_ascii_graphic() || matches!(character, ' ' | '\t');
    let head = text[..start].trim();
    let is_head = head.chars().all(is_name) || head.chars().count() <= 8;
    is_head.then(|| (head, vocabulary.required[word], text[start + word.len()..].trim()))
}

/// Name and value of a header: at a known name, where a usual value begins, or where no name goes on.
fn split_header<'t>(text: &'t str, vocabulary: &Vocabulary) -> (&'t str, &'t str) {
    let is_known = |name: &&String| {
        let start = text.get(..name.len()).is_some_and(|start| start.eq_ignore_ascii_case(name));
        start && !goes_on(&text[name.len()..])
    };
    let known = vocabulary.header_names.iter().filter(is_known).map(String::len).max();
    let value =
        || vocabulary.header_values.iter().filter_map(|value| text.find(value.as_str())).filter(|&at| at > 0).min();
    text.split_at(known.or_else(value).unwrap_or_else(|| plain_prefix(text).len()))
}

static VALUE_AT_END: LazyLock<Regex> =
    LazyLock::new(|| Regex::new(r"[a-z][A-Z]*[0-9]+$|[a-z][A-Z]{3,}$|[0-9]{2,}$").expect("a pattern"));

/// Whether what seems the name of a header may end in its value: `X-Tenant-IdT001`. Versions and digests are names.
fn may_end_in_value(name: &str) -> bool {
    const NAMES: [&str; 8] = ["md5", "sha1", "sha256", "sha512", "base64", "http2", "oauth2", "utf8"];
    let last = name.rsplit(['-', '_']).next().unwrap_or(name).to_ascii_lowercase();
    let is_version = last.strip_prefix('v').is_some_and(|rest| rest.len() == 1);
    !is_version && !NAMES.iter().any(|known| last.ends_with(known)) && VALUE_AT_END.is_match(name)
}

/// Whether a name goes on: `Id` behind `token`, `-Id` behind `App`.
fn goes_on(rest: &str) -> bool {
    let mut characters = rest.chars();
    match (characters.next(), characters.next()) {
        (Some('-' | '_'), Some(_)) => true,
        (Some(first), Some(second)) => first.is_ascii_uppercase() && second.is_ascii_lowercase(),
        _ => false,
    }
}

/// Name and type of a member of a form.
fn split_form<'t>(text: &'t str, vocabulary: &Vocabulary) -> (&'t str, &'t str) {
    let ends = vocabulary.form_types.keys().filter(|word| text.len() > word.len() && text.ends_with(word.as_str()));
    if let Some(length) = ends.map(String::len).max() {
        return text.split_at(text.len() - length);
    }
    let start =
        vocabulary.form_types.keys().filter_map(|word| text.rfind(word.as_str())).filter(|&start| start > 0).max();
    text.split_at(start.unwrap_or(plain_prefix(text).len()))
}

/// An example and a remark: the example is what stands in front of the first Chinese character.
fn split_example(text: &str, has_example: bool) -> (&str, &str) {
    if !has_example {
        return ("", text.trim());
    }
    let end = text.find(|character: char| !character.is_ascii()).unwrap_or(text.len());
    let literal = text[..end].trim_end();
    let is_word = literal.chars().all(|character| character.is_ascii_alphabetic());
    if end < text.len() && is_word {
        // `ID编号` is a remark; a word alone is no sure example.
        return ("", text.trim());
    }
    (literal, text[end..].trim())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cells<'t>(table: Table, titles: &str, row: &'t str, known: &[&str]) -> Cells<'t> {
        let vocabulary = Vocabulary::yapi_text();
        let columns = vocabulary.columns(titles).expect("titles");
        let known = known.iter().map(|&name| name.to_owned()).collect::<Vec<_>>();
        cells_glued(table, row, &columns, &known, &vocabulary).expect("a row")
    }

    #[test]
    fn rows_of_a_query_are_cut_at_the_word_for_required() {
        let titles = "参数名称是否必填示例备注";
        let row = |row| cells(Table::Query, titles, row, &[]);
        let expected =
            Cells { name: "size", required: Some(false), example: "10", remark: "每页的数量", ..Cells::default() };
        assert_eq!(row("size否10每页的数量"), expected);
        let expected = Cells { name: "q", required: Some(true), remark: "是否搜索", ..Cells::default() };
        assert_eq!(row("q是是否搜索"), expected);
        assert_eq!(row("brand_id").name, "brand_id");
    }

    #[test]
    fn rows_of_other_tables() {
        let header = cells(Table::Headers, "参数名称参数值是否必填", "Content-Typeapplication/json", &[]);
        assert_eq!((header.name, header.value, header.required), ("Content-Type", "application/json", None));
        let header = cells(Table::Headers, "参数名称参数值是否必填示例备注", "X-App是abc应用标识", &[]);
        assert_eq!((header.name, header.value, header.required), ("X-App", "", Some(true)));
        let form = cells(Table::Form, "参数名称参数类型是否必填示例备注", "context_textfile否图片", &[]);
        assert_eq!((form.name, form.type_, form.remark), ("context_text", Some("file"), "图片"));
        for known in [&["id"][..], &[]] {
            let path = cells(Table::Path, "参数名称示例备注", "id12用户编号", known);
            assert_eq!((path.name, path.example, path.remark), ("id", "12", "用户编号"));
        }
    }

    #[test]
    fn a_name_that_may_end_in_a_value_is_none() {
        for name in ["X-Tenant-IdT001", "shopId10086", "X-AppABCD", "X-Shop-88"] {
            assert!(may_end_in_value(name), "{name}");
        }
        for name in ["X-Tenant-Id", "X-B3-TraceId", "X-Api-V2", "X-Content-Sha256", "Content-MD5", "tokenID", "X-B3"] {
            assert!(!may_end_in_value(name), "{name}");
        }
    }

    #[test]
    fn headers_end_at_known_names_or_where_a_value_begins() {
        let cases = [
            ("Content-Typeapplication/json", "Content-Type", "application/json"),
            ("content-typetext/xml", "content-type", "text/xml"),
            ("AuthorizationBearer abc", "Authorization", "Bearer abc"),
            ("tokenId", "tokenId", ""),
            ("tokenabc", "token", "abc"),
            ("X-App-Session{{session}}", "X-App-Session", "{{session}}"),
            ("token", "token", ""),
        ];
        for (row, name, value) in cases {
            let header = cells(Table::Headers, "参数名称参数值是否必填", row, &[]);
            assert_eq!((header.name, header.value), (name, value), "{row}");
        }
    }
}
