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
}

/// The head of an operation, if its facts name one.
pub(super) fn head(raw: &RawOperation<'_>) -> Option<Head> {
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

/// The head; an operation that names only half of it is told.
pub(super) fn head_or_finding(raw: &RawOperation<'_>, record: &mut Record<'_>) -> Option<Head> {
    if raw.tables.is_empty() && raw.codes.is_empty() {
        return None;
    }
    if let Some(head) = head(raw) {
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
