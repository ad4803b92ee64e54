//! An independent reading of an HTML page, by walking its elements: what the corpora are measured against.

use docwright::spec::{Field, Operation, Types};
use scraper::{ElementRef, Html, Selector};

/// What a page says, as far as a plain walk can tell.
#[derive(Debug, Default)]
pub(crate) struct Truth {
    pub(crate) method: String,
    pub(crate) path: String,
    pub(crate) fields: Vec<TrueField>,
}

/// A field: where it is, its type as written, and whether it is required.
#[derive(Debug, Clone)]
pub(crate) struct TrueField {
    /// `query/page`, `response/data:Data`, `response/Row/id`, `response/items/id`.
    pub(crate) place: String,
    pub(crate) type_text: String,
    pub(crate) required: String,
}

/// Reads a page; `None` if it names no method and address.
pub(crate) fn read(html: &str) -> Option<Truth> {
    let page = Html::parse_document(html);
    let all = Selector::parse("h1, h2, h3, h4, h5, h6, li, p, table").expect("a selector");
    let mut truth = Truth::default();
    let mut side = "";
    let mut name = String::new();
    for element in page.select(&all) {
        let text = words(element);
        match element.value().name() {
            "table" => {
                table(element, side, &name, &mut truth);
                name.clear();
            }
            "li" => {
                if let Some(method) = text.strip_prefix("请求方式：") {
                    truth.method = method.trim().to_owned();
                } else if let Some(address) = text.strip_prefix("请求地址：") {
                    let path = address.trim().trim_start_matches("https://").trim_start_matches("http://");
                    truth.path = path.find('/').map(|at| path[at..].to_owned()).unwrap_or_default();
                }
            }
            "p" => {
                // The rest of a table that a hard newline broke.
                for line in text.lines().filter(|line| line.contains('|') && !side.is_empty()) {
                    let cells = line.trim().trim_start_matches('|').split('|').map(str::trim).collect::<Vec<_>>();
                    let place = truth.fields.last().map(|field| field.place.clone()).unwrap_or_default();
                    let parent = place.rsplit_once('/').map_or("", |(parent, _)| parent);
                    if cells.len() >= 3 && side != "errors" {
                        let place = format!("{parent}/{}", cells[0]);
                        let type_text = cells[1].replace(' ', "");
                        truth.fields.push(TrueField { place, type_text, required: String::new() });
                    }
                }
                name = if text.chars().all(|c| c.is_ascii_alphanumeric() || c == '_') { text } else { String::new() };
            }
            _ => {
                name.clear();
                side = match text.as_str() {
                    "headers参数" | "header参数" => "headers",
                    "params参数" => "query",
                    "body参数" => "body",
                    "响应参数" | "返回参数" => "response",
                    "返回码" => "errors",
                    "请求示例" => "example",
                    _ => "",
                };
            }
        }
    }
    (!truth.method.is_empty() && !truth.path.is_empty()).then_some(truth)
}

fn words(element: ElementRef<'_>) -> String {
    element.text().collect::<String>().trim().to_owned()
}

fn table(element: ElementRef<'_>, side: &str, name: &str, truth: &mut Truth) {
    let [rows, cells] = ["tr", "td, th"].map(|selector| Selector::parse(selector).expect("a selector"));
    let rows = element.select(&rows).map(|row| row.select(&cells).map(words).collect::<Vec<_>>()).collect::<Vec<_>>();
    let Some((titles, rows)) = rows.split_first() else { return };
    let side = if titles[0] == "返回参数" || titles[0] == "响应参数" { "response" } else { side };
    if !["headers", "query", "body", "response"].contains(&side) {
        return;
    }
    let column = |words: &[&str]| titles.iter().position(|title| words.iter().any(|word| title.contains(word)));
    let (types, required) = (column(&["类型"]), column(&["必填", "必选"]));
    let mut open: Vec<(usize, String)> = Vec::new();
    for row in rows {
        let at = |index: Option<usize>| index.and_then(|index| row.get(index)).cloned().unwrap_or_default();
        let marks = |c: char| matches!(c, '-' | '–' | '—' | '→' | ' ' | '\u{a0}');
        let field = row[0].trim_start_matches(marks).trim().to_owned();
        // A body without a name is a list as a whole.
        if field.is_empty() || field.contains("参数名不用填") {
            continue;
        }
        let depth = row[0].chars().take_while(|&c| marks(c));
        let depth = depth
            .map(|c| match c {
                '-' | '→' => 1,
                '–' => 2,
                '—' => 3,
                _ => 0,
            })
            .sum::<usize>();
        open.retain(|(other, _)| *other < depth);
        let parents = open.iter().map(|(_, name)| format!("{name}/")).collect::<String>();
        let scope = if name.is_empty() { String::new() } else { format!("{name}/") };
        let type_text = at(types).replace(' ', "");
        let place = format!("{side}/{scope}{parents}{field}");
        // A second row of the same name is no further field.
        if truth.fields.iter().all(|other| other.place != place) {
            truth.fields.push(TrueField { place, type_text: type_text.clone(), required: at(required) });
        }
        if ["object", "array", "jsonarray"].contains(&type_text.to_lowercase().as_str()) {
            open.push((depth, field));
        }
    }
}

/// The fields of a specification in the same form: place, type, required.
pub(crate) fn fields_of(operation: &Operation) -> Vec<(String, String, Option<bool>)> {
    let (request, response) = (&operation.request, &operation.response);
    let mut found = Vec::new();
    for (side, fields) in [("headers", &request.headers), ("query", &request.query)] {
        add(side, fields, &Types::new(), &mut found);
    }
    for (side, fields, types) in
        [("body", &request.fields, &request.types), ("response", &response.fields, &response.types)]
    {
        add(side, fields, types, &mut found);
        for (name, fields) in types {
            add(&format!("{side}/{name}"), fields, types, &mut found);
        }
    }
    found
}

fn add(place: &str, fields: &[Field], types: &Types, found: &mut Vec<(String, String, Option<bool>)>) {
    for field in fields {
        let place = format!("{place}/{}", field.name);
        found.push((place.clone(), field.type_.to_string(), field.required));
        let members = field.type_.named().and_then(|name| types.get(name));
        if let Some(members) = members.filter(|_| place.matches('/').count() < 8) {
            add(&place, members, types, found);
        }
    }
}

/// Whether a type of the specification is what a table spells.
pub(crate) fn is_type(spelled: &str, found: &str) -> bool {
    let word = spelled.to_lowercase();
    match word.as_str() {
        "" | "date" | "datetime" => found == "string",
        "int" => found == "integer",
        "numer" => found == "number",
        "array" | "jsonarray" => found.starts_with("list<"),
        "object" => !["string", "integer", "number", "boolean", "any"].contains(&found),
        "string" | "integer" | "number" | "boolean" | "file" => found == word,
        _ => found == spelled.replace("List<", "list<").replace("Map<", "map<").replace("<String>", "<string>"),
    }
}
