//! Method and address of an operation.

use crate::finding::rules;
use crate::spec::Method;

use super::examples;
use super::page::RawOperation;
use super::record::Record;
use super::vocabulary::About;

/// Method, address and purpose of an operation.
#[derive(Debug)]
pub(super) struct Head {
    pub(super) method: Method,
    pub(super) path: String,
    pub(super) server: Option<String>,
    pub(super) query: Vec<(String, String)>,
    /// Whether a half of it stands in an example alone.
    from_example: bool,
}

/// The head of an operation, if its facts name at least a half of it and an example the other.
pub(super) fn head(raw: &RawOperation<'_>) -> Option<Head> {
    let fact = |about| raw.about.iter().find(|fact| fact.about == about).map(|fact| fact.value);
    let (method, address) = (fact(About::Method), fact(About::Address));
    if method.is_none() && address.is_none() {
        return None;
    }
    // `GET /path` says both at once, and needs no table to be an operation.
    let is_call = method.is_some() && method == address;
    if raw.tables.is_empty() && raw.codes.is_empty() && !is_call {
        return None;
    }
    // `Endpoint: GET /path`
    let leading = address.and_then(|address| address.split_whitespace().next());
    let method = method.and_then(method_in).or_else(|| Method::parse(leading?));
    let address = address.and_then(split_address);
    let from_example = method.is_none() || address.is_none();
    let call = if from_example { examples::first_call(&raw.codes) } else { None };
    let method = method.or(call.as_ref().and_then(|call| call.method))?;
    let (server, path, query) = address.or_else(|| split_address(call?.address.as_deref()?))?;
    Some(Head { method, path, server, query, from_example })
}

/// `GET`, `POST请求`, `post/json`.
pub(super) fn method_in(text: &str) -> Option<Method> {
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
    let path = if path.is_empty() { "/".to_owned() } else { with_braces(path) };
    // Addresses copied out of HTML keep its entities.
    let query = query.replace("&amp;", "&");
    let pair =
        |pair: &str| pair.split_once('=').map_or((pair.to_owned(), String::new()), |(n, v)| (n.into(), v.into()));
    let query = query.split('&').filter(|pair| !pair.is_empty()).map(pair).collect();
    Some((server, path, query))
}

/// `/orders/:id` and `/orders/<id>` are `/orders/{id}`.
fn with_braces(path: &str) -> String {
    let parameter = |segment: &str| {
        let name = match segment.strip_prefix('<') {
            Some(name) => name.strip_suffix('>')?,
            None => segment.strip_prefix(':')?,
        };
        let is_name = !name.is_empty() && name.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'_');
        is_name.then(|| format!("{{{name}}}"))
    };
    let segments = path.split('/').map(|segment| parameter(segment).unwrap_or_else(|| segment.to_owned()));
    segments.collect::<Vec<_>>().join("/")
}

/// The head; an operation that does not name all of it is told.
pub(super) fn head_or_finding(raw: &RawOperation<'_>, record: &mut Record<'_>) -> Option<Head> {
    let fact = |about| raw.about.iter().find(|fact| fact.about == about);
    let known = fact(About::Method).or_else(|| fact(About::Address))?;
    let span = record.span_of(known.units[0]);
    let head = head(raw);
    match &head {
        Some(Head { from_example: true, method, path, .. }) => {
            let message = format!("method or address were taken from the example: {} {path}", method.as_str());
            record.find(rules::HEAD_FROM_EXAMPLE, span, "document", message, "compare them with the page");
        }
        Some(_) => {}
        None => {
            let message = "the page names a method or an address, but no whole operation".to_owned();
            let help = "add what is missing to the document (`请求方式：GET`, `请求地址：https://…`, its tables)";
            record.find(rules::HALF_AN_OPERATION, span, "document", message, help);
        }
    }
    head
}
