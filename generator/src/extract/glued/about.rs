//! What the page says of itself: title, name, state, address, facts.

use super::page::{Line, Page, Part};
use super::record::Record;
use super::vocabulary::{About, Heading, Vocabulary, without_space};
use crate::finding::rules;
use crate::source::Span;
use crate::spec::{Field, Method, Request, Scalar, Type};

/// Where the operation is called.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Address {
    pub method: Method,
    /// From the root, parameters in braces.
    pub path: String,
    /// The parameters that are part of the address.
    pub query: Vec<(String, String)>,
}

/// The address of the operation, and what it is for.
#[derive(Debug, Clone, Default)]
pub(super) struct Basics {
    pub address: Option<Address>,
    pub summary: Option<String>,
}

/// Reads the lines in front of all headings: the page's frame and its title.
pub(super) fn read_front(page: &Page<'_>, record: &mut Record<'_>, vocabulary: &Vocabulary) {
    let is_navigation = |line: &&Line<'_>| vocabulary.navigation.iter().any(|word| word == line.text);
    record.set_aside(page.front.iter().filter(is_navigation), "the frame of the page, not its content");
    if let Some(title) = page.front.iter().rfind(|line| !is_navigation(line)) {
        record.info.title = Some(title.text.to_owned());
        record.used([title], "document.title");
    }
}

/// Reads the facts below 基本信息.
pub(super) fn read(part: &Part<'_>, record: &mut Record<'_>, vocabulary: &Vocabulary) -> Basics {
    record.section(part, "document");
    let mut basics = Basics::default();
    for line in &part.lines {
        for (about, label, value) in facts(line.text, vocabulary) {
            read_fact(about, label, value, line, &mut basics, record);
        }
    }
    basics
}

/// Reads `name=value` lines, such as the `api-id=25922` at the foot of a page.
pub(super) fn read_foot(lines: &[Line<'_>], record: &mut Record<'_>) {
    for line in lines {
        let pair = line.text.split_once('=').filter(|(name, value)| is_foot_name(name) && !value.is_empty());
        if let Some((name, value)) = pair {
            record.info.facts.insert(name.to_owned(), value.to_owned());
            record.used([line], &format!("document.facts.{name}"));
        }
    }
}

/// Whether the line is one of the page's foot.
pub(super) fn is_foot(line: &Line<'_>) -> bool {
    line.text
        .split_once('=')
        .is_some_and(|(name, value)| is_foot_name(name) && !value.is_empty() && !value.contains(' '))
}

fn is_foot_name(name: &str) -> bool {
    name.contains('-') && name.chars().all(|character| character.is_ascii_lowercase() || character == '-')
}

fn read_fact(about: About, label: &str, value: &str, line: &Line<'_>, basics: &mut Basics, record: &mut Record<'_>) {
    let value = value.trim();
    let text = || (!value.is_empty()).then(|| value.to_owned());
    let item = match about {
        About::Summary => {
            // YApi marks a required value by a star, which the copy keeps.
            basics.summary = text().map(|text| text.trim_start_matches(['*', ' ']).to_owned());
            "summary".to_owned()
        }
        About::Status => {
            record.info.status = text();
            "document.status".to_owned()
        }
        About::Updated => {
            record.info.updated = text();
            "document.updated".to_owned()
        }
        About::Address => {
            basics.address = read_address(value);
            record.places.insert("path", line.span);
            "path".to_owned()
        }
        About::Fact => {
            let label = without_space(label);
            let item = format!("document.facts.{label}");
            record.info.facts.insert(label, value.to_owned());
            item
        }
    };
    record.used([line], &item);
}

/// Whether the line has a label that the vocabulary knows.
pub(super) fn is_fact(line: &Line<'_>, vocabulary: &Vocabulary) -> bool {
    let known =
        |label: &str| vocabulary.about.values().flatten().any(|word| without_space(word) == without_space(label));
    facts(line.text, vocabulary).iter().any(|(_, label, _)| known(label))
}

/// Says that a page that has the parts of an interface names no address.
pub(super) fn report_missing_address(parts: &[Part<'_>], record: &mut Record<'_>) {
    let is_side = |part: &&Part<'_>| matches!(part.heading, Heading::Request | Heading::Response);
    let Some(part) = parts.iter().find(is_side) else { return };
    let span = part.titles.first().map_or(Span::default(), |line| line.span);
    let message = "the page has the parts of an interface, but no method and path".to_owned();
    record.find(rules::NO_ADDRESS, "path", span, message, "copy the page again with its part 基本信息");
}

/// The `label:value` pairs of a line, glued to each other.
fn facts<'t>(line: &'t str, vocabulary: &Vocabulary) -> Vec<(About, &'t str, &'t str)> {
    let mut labels: Vec<(usize, usize, About)> = Vec::new();
    for (&about, words) in &vocabulary.about {
        for word in words {
            // A label further right than the first may also be a word of the value before it: the last one counts.
            let last = line.char_indices().rev().find_map(|(start, _)| Some((start, label_end(line, start, word)?)));
            labels.extend(last.map(|(start, end)| (start, end, about)));
        }
    }
    labels.sort_unstable_by_key(|&(start, ..)| start);
    if labels.first().is_none_or(|&(start, ..)| start > 0) {
        labels.splice(0..0, unknown_label(line, labels.first().map(|&(start, ..)| start)));
    }
    let ends = labels.iter().skip(1).map(|&(start, ..)| start).chain([line.len()]).collect::<Vec<_>>();
    let fact = |(&(start, value, about), end): (&(usize, usize, About), usize)| {
        let label = line[start..value].trim_end_matches([':', '：']);
        (about, label, line.get(value..end).unwrap_or_default())
    };
    labels.iter().zip(ends).map(fact).collect()
}

/// A label that the vocabulary does not have: short, and at the beginning of the line.
fn unknown_label(line: &str, before: Option<usize>) -> Option<(usize, usize, About)> {
    let colon = line.find([':', '：']).filter(|&colon| before.is_none_or(|before| colon < before))?;
    let length = line[colon..].chars().next()?.len_utf8();
    let value = &line[colon + length..];
    let is_label = colon > 0 && line[..colon].chars().count() <= 12 && !value.starts_with("//");
    is_label.then_some((0, colon + length, About::Fact))
}

/// Where the value begins, if the label with a colon stands at `start`, with any white space in it.
fn label_end(line: &str, start: usize, label: &str) -> Option<usize> {
    let mut expected = label.chars().filter(|character| !character.is_whitespace());
    let mut next = expected.next();
    for (offset, character) in line[start..].char_indices() {
        match next {
            Some(wanted) if wanted == character => next = expected.next(),
            None if matches!(character, ':' | '：') => return Some(start + offset + character.len_utf8()),
            _ if character.is_whitespace() && offset > 0 => {}
            _ => return None,
        }
    }
    None
}

/// The longest path that is still taken for one; names and findings are built from it.
const LONGEST_PATH: usize = 2_000;

/// Adds the parameters of the address, unless the table has them.
pub(super) fn add_query(request: &mut Request, query: Vec<(String, String)>) {
    for (name, value) in query {
        if request.query.iter().all(|field| field.name != name) {
            let constant = (!value.is_empty()).then_some(Scalar::String(value));
            request.query.push(Field { constant, ..Field::new(name, Type::String) });
        }
    }
}

/// `POST /u/:id?x=1` as method, path and query.
fn read_address(text: &str) -> Option<Address> {
    let letters = text.find(|character: char| !character.is_ascii_alphabetic()).unwrap_or(text.len());
    let method = Method::parse(&text[..letters])?;
    let address = text[letters..].trim();
    let address = match address.split_once("://") {
        Some((_, host_and_path)) => host_and_path.find('/').map_or("/", |slash| &host_and_path[slash..]),
        None => address,
    };
    let address = address.split('#').next().unwrap_or_default().trim();
    let (path, query) = address.split_once('?').unwrap_or((address, ""));
    if !path.starts_with('/') || path.len() > LONGEST_PATH {
        return None;
    }
    let segment = |segment: &str| match segment.strip_prefix(':') {
        Some(name) if !name.is_empty() => format!("{{{name}}}"),
        _ => segment.to_owned(),
    };
    let pair = |pair: &str| {
        let (name, value) = pair.split_once('=').unwrap_or((pair, ""));
        (name.to_owned(), value.to_owned())
    };
    let query = query.split('&').filter(|part| !part.is_empty()).map(pair).collect();
    Some(Address { method, path: path.split('/').map(segment).collect::<Vec<_>>().join("/"), query })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn glued_facts_come_apart_at_their_labels() {
        let vocabulary = Vocabulary::yapi_text();
        assert_eq!(
            facts("接口名称:* 修改状态:开关状  态:已完成", &vocabulary),
            [(About::Summary, "接口名称", "* 修改状态:开关"), (About::Status, "状  态", "已完成")]
        );
        assert_eq!(
            facts("接口路径:POST /a/b更新时间:2021-06-30 00:41:52", &vocabulary),
            [(About::Address, "接口路径", "POST /a/b"), (About::Updated, "更新时间", "2021-06-30 00:41:52")]
        );
        assert_eq!(facts("所属模块：会员", &vocabulary), [(About::Fact, "所属模块", "会员")]);
        assert!(facts("没有标签", &vocabulary).is_empty());
    }

    #[test]
    fn addresses_give_method_and_path() {
        let read = |text| {
            read_address(text).map(|Address { method, path, query }| format!("{} {path} {query:?}", method.as_str()))
        };
        assert_eq!(read("GET /u/:id/x?y=1").as_deref(), Some("GET /u/{id}/x [(\"y\", \"1\")]"));
        assert_eq!(read("POST/u").as_deref(), Some("POST /u []"));
        assert_eq!(read("put https://host.example/u/{id}").as_deref(), Some("PUT /u/{id} []"));
        assert_eq!(read("/u"), None);
        assert_eq!(read("LOAD /u"), None);
    }
}
