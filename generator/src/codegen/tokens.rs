//! Small pieces of syntax, built rather than parsed: parsing what one has just written is half the cost of writing code.

use std::cell::LazyCell;

use proc_macro2::{Ident, Literal, Span};
use syn::punctuated::Punctuated;
use syn::{Attribute, Token, parse_quote};

use super::docs::doc_lines;
use crate::ir::{Docs, Identifier, Path, Type};

/// The identifier as a token.
pub(super) fn ident(identifier: &Identifier) -> Ident {
    Ident::new(identifier.as_str(), Span::call_site())
}

/// A documentation comment, an attribute a line: several lines in one would print as `/** */`.
pub(super) fn docs(docs: &Docs) -> Vec<Attribute> {
    doc_lines(docs).iter().map(|line| doc_line(line)).collect()
}

/// One line of a documentation comment, as it stands behind the `///`.
pub(super) fn doc_line(line: &str) -> Attribute {
    thread_local! {
        static PATH: LazyCell<syn::Path> = LazyCell::new(|| parse_quote!(doc));
    }
    let value = syn::Expr::Lit(syn::ExprLit { attrs: Vec::new(), lit: syn::Lit::new(text(line)) });
    Attribute {
        pound_token: Token![#](Span::call_site()),
        style: syn::AttrStyle::Outer,
        bracket_token: syn::token::Bracket::default(),
        meta: syn::Meta::NameValue(syn::MetaNameValue {
            path: PATH.with(|path| (**path).clone()),
            eq_token: Token![=](Span::call_site()),
            value,
        }),
    }
}

/// A string literal. Where nothing is to be escaped it is parsed from its quoted form, which costs a sixth.
pub(super) fn text(text: &str) -> Literal {
    let plain = |c: char| matches!(c, ' ' | '!' | '#'..='[' | ']'..='~' | '\u{3001}'..='\u{3015}' | '\u{4e00}'..='\u{9fff}' | '\u{ff01}'..='\u{ff5e}');
    if text.chars().all(plain)
        && let Ok(literal) = format!("\"{text}\"").parse()
    {
        return literal;
    }
    Literal::string(text)
}

/// A string literal in which quotes stand as they are, for JSON.
pub(super) fn raw_text(text: &str) -> Literal {
    let plain =
        |c: char| matches!(c, ' '..='~' | '\u{3001}'..='\u{3015}' | '\u{4e00}'..='\u{9fff}' | '\u{ff01}'..='\u{ff5e}');
    let hashes = text.split('"').skip(1).map(|rest| 1 + rest.len() - rest.trim_start_matches('#').len()).max();
    let hashes = "#".repeat(hashes.unwrap_or(0));
    if text.chars().all(plain)
        && let Ok(literal) = format!("r{hashes}\"{text}\"{hashes}").parse()
    {
        return literal;
    }
    Literal::string(text)
}

/// What a field of the answer holds: a list or a map is empty where nothing came, everything else is absent.
pub(super) fn response_field_type(type_: &Type) -> syn::Type {
    match type_ {
        Type::List(_) | Type::Map(_) => value_type(type_),
        _ => option(value_type(type_)),
    }
}

/// What a field of the request holds: an empty list is something else than none.
pub(super) fn request_field_type(type_: &Type) -> syn::Type {
    option(value_type(type_))
}

/// The type of the values themselves.
pub(super) fn value_type(type_: &Type) -> syn::Type {
    let runtime = |name| path_type(true, &["docwright_runtime", name], None);
    match type_ {
        Type::String => path_type(true, &["std", "string", "String"], None),
        Type::Integer => path_type(false, &["i64"], None),
        Type::Number => runtime("Number"),
        Type::Boolean => path_type(false, &["bool"], None),
        Type::Any => runtime("Value"),
        Type::File => runtime("File"),
        Type::Date => runtime("Date"),
        Type::DateTime => runtime("DateTime"),
        Type::UnixMilliseconds => runtime("UnixMilliseconds"),
        Type::UnixSeconds => runtime("UnixSeconds"),
        Type::Named(path) => named(path),
        Type::Boxed(path) => path_type(true, &["std", "boxed", "Box"], Some(named(path))),
        Type::List(element) => path_type(true, &["std", "vec", "Vec"], Some(value_type(element))),
        Type::Map(element) => path_type(true, &["docwright_runtime", "Map"], Some(value_type(element))),
        Type::Json(element) => path_type(true, &["docwright_runtime", "Json"], Some(value_type(element))),
    }
}

fn option(inner: syn::Type) -> syn::Type {
    path_type(true, &["std", "option", "Option"], Some(inner))
}

fn named(path: &Path) -> syn::Type {
    match &path.module {
        Some(module) => path_type(false, &[module.as_str(), path.name.as_str()], None),
        None => path_type(false, &[path.name.as_str()], None),
    }
}

fn path_type(absolute: bool, segments: &[&str], argument: Option<syn::Type>) -> syn::Type {
    let mut segments: Punctuated<syn::PathSegment, Token![::]> =
        segments.iter().map(|segment| syn::PathSegment::from(Ident::new(segment, Span::call_site()))).collect();
    if let (Some(argument), Some(last)) = (argument, segments.last_mut()) {
        last.arguments = syn::PathArguments::AngleBracketed(syn::AngleBracketedGenericArguments {
            colon2_token: None,
            lt_token: Token![<](Span::call_site()),
            args: std::iter::once(syn::GenericArgument::Type(argument)).collect(),
            gt_token: Token![>](Span::call_site()),
        });
    }
    let leading_colon = absolute.then(|| Token![::](Span::call_site()));
    syn::Type::Path(syn::TypePath { attrs: Vec::new(), qself: None, path: syn::Path { leading_colon, segments } })
}
