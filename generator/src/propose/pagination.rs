//! How lists are cut into pages.

use super::{File, most_frequent, shown_by};
use crate::spec::{Field, Operation, Type};

/// Names of the parameter with the number of the page, most telling first; in lower case and without `_`.
const PAGES: &[&str] = &["page", "pageno", "pagenum", "pagenumber", "pageindex", "currentpage", "current", "pn"];
/// Names of the parameter with the number of rows a page.
const SIZES: &[&str] = &["pagesize", "size", "perpage", "pagerows", "pagelimit", "limit", "psize", "ps"];
/// Names of the field with the number of all rows.
const TOTALS: &[&str] = &[
    "count",
    "total",
    "totalcount",
    "totalsize",
    "totalnum",
    "totalrows",
    "totalrecords",
    "totalelements",
    "records",
    "recordcount",
];

pub(super) fn propose_pagination(operations: &[&Operation], file: &mut File) {
    let found = operations.iter().filter_map(|operation| pagination_of(operation));
    match most_frequent(found) {
        Some((pagination, count)) => {
            file.line("pagination", &pagination, "add max_size if the vendor cuts larger pages");
            file.row("pagination", Some(pagination), shown_by(count, operations.len()));
        }
        None => {
            let example = "{page: page, size: page_size, items: rows, total: count}";
            file.hint("pagination", example, "no operation shows how lists are cut into pages");
            file.row("pagination", None, "no operation shows how lists are cut into pages".to_owned());
        }
    }
}

/// The pagination that an operation shows: both parameters, and a list of objects beside the number of all.
fn pagination_of(operation: &Operation) -> Option<String> {
    let (request, response) = (&operation.request, &operation.response);
    let sent: Vec<&Field> = request.query.iter().chain(&request.fields).collect();
    let (page, size) = (named(&sent, PAGES)?, named(&sent, SIZES)?);
    let tables = response.types.values().chain([&response.fields]);
    tables.into_iter().find_map(|fields| {
        let items = fields.iter().find(|field| matches!(&field.type_, Type::List(item) if item.named().is_some()))?;
        let total = named(&fields.iter().collect::<Vec<_>>(), TOTALS)?;
        Some(format!("{{page: {page}, size: {size}, items: {}, total: {total}}}", items.name))
    })
}

/// The name of the field that has the most telling of some names.
fn named<'a>(fields: &[&'a Field], names: &[&str]) -> Option<&'a str> {
    let plain = |name: &str| name.replace('_', "").to_lowercase();
    let of = |wanted: &&str| fields.iter().find(|field| plain(&field.name) == **wanted);
    names.iter().find_map(of).map(|field| field.name.as_str())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::Source;
    use crate::spec::yaml;

    fn shown(sent: &[&str], answered: &[&str]) -> Option<String> {
        let query: String = sent.iter().map(|name| format!("{{name: {name}, type: integer}}, ")).collect();
        let data: String = answered.iter().map(|field| format!("{{{field}}}, ")).collect();
        let text = format!(
            "method: GET\npath: /a/b\nname: get_b\ngroup: a\nrequest: {{query: [{query}]}}\nresponse:\n  \
             fields: [{{name: data, type: Data}}]\n  types: {{Data: [{data}], Row: [{{name: id, type: string}}]}}\n"
        );
        pagination_of(&yaml::read::<Operation>(&Source::new("b.yaml", text)).expect("an operation"))
    }

    #[test]
    fn parameters_and_fields_have_many_names() {
        let rows = ["name: rows, type: list<Row>", "name: total_count, type: integer"];
        assert_eq!(
            shown(&["shop_id", "page_no", "page_size"], &rows).as_deref(),
            Some("{page: page_no, size: page_size, items: rows, total: total_count}")
        );
        let list = ["name: total, type: integer", "name: list, type: list<Row>"];
        assert_eq!(
            shown(&["pageNum", "pageSize"], &list).as_deref(),
            Some("{page: pageNum, size: pageSize, items: list, total: total}")
        );
        assert_eq!(
            shown(&["current", "size", "page"], &list).as_deref(),
            Some("{page: page, size: size, items: list, total: total}"),
        );
        for (sent, answered) in [
            (&["page_no"][..], &list[..]),
            (&["page_no", "page_size"], &["name: list, type: list<Row>"]),
            (&["page_no", "page_size"], &["name: total, type: integer", "name: ids, type: list<string>"]),
        ] {
            assert_eq!(shown(sent, answered), None, "{sent:?} {answered:?}");
        }
    }
}
