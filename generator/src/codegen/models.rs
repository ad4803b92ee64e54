//! Structs and enums, each with its table.

use std::cell::LazyCell;

use proc_macro2::Literal;
use quote::quote;
use syn::{ItemEnum, ItemStruct, parse_quote};

use super::builders::{emit_builder, emit_extra_setter};
use super::print::{Item, Table};
use super::tokens::{doc_line, docs, ident, request_field_type, response_field_type, text};
use crate::ir::{self, CodeKind, Enumeration, Field, Model, Variant};
use crate::spec::Limit;

/// The struct of a whole request: what a caller fills in, and the way out.
pub(super) fn emit_request_struct(model: &Model) -> ItemStruct {
    let fields = model.fields.iter().map(|field| emit_field(field, request_field_type(&field.type_)));
    let additional: syn::Field = field_from(parse_quote! {{
        /// Parameters, headers and members of the body that the document does not name.
        pub additional: ::docwright_runtime::Additional
    }});
    let mut item = emit_struct(model);
    set_fields(&mut item, fields.chain([additional]));
    item
}

/// A struct inside a request; anybody may build one.
fn emit_request_model(model: &Model) -> ItemStruct {
    let fields = model.fields.iter().map(|field| emit_field(field, request_field_type(&field.type_)));
    let mut item = emit_struct(model);
    set_fields(&mut item, fields.chain([extra_field("Members that the document does not name")]));
    item
}

/// A struct of the answer; more fields may come.
fn emit_response_model(model: &Model) -> ItemStruct {
    let fields = model.fields.iter().map(|field| emit_field(field, response_field_type(&field.type_)));
    let mut item = emit_struct(model);
    item.attrs.push(parse_quote!(#[non_exhaustive]));
    set_fields(
        &mut item,
        fields.chain([extra_field("Members that the document does not name, kept and written back")]),
    );
    item
}

/// The table of a struct: every field once. `surplus` takes what the table does not name.
pub(super) fn emit_table(model: &Model, surplus: &str) -> Item {
    let (name, wire_name) = (ident(&model.name), text(&model.wire_name));
    let surplus = proc_macro2::Ident::new(surplus, proc_macro2::Span::call_site());
    let first = model.fields.iter().enumerate().find_map(|(index, field)| field.line?.checked_sub(index)).unwrap_or(0);
    let line = Literal::usize_unsuffixed(first);
    let needs_escape = |letter: char| letter < ' ' || matches!(letter, '"' | '\\');
    let escaped = model.fields.iter().any(|field| field.wire_name.contains(needs_escape)).then(|| quote!(escaped));
    let entries = model.fields.iter().enumerate().map(|(index, field)| emit_entry(field, first + index));
    Item::Table(Table {
        name: "model",
        head: quote!(#name #wire_name line #line #escaped => #surplus),
        entries: entries.collect(),
        tail: emit_either_or(model),
    })
}

fn emit_either_or(model: &Model) -> String {
    let group = |group: &Vec<String>| {
        let names: Vec<String> = group.iter().map(|name| text(name).to_string()).collect();
        format!(" one_of [{}]", names.join(", "))
    };
    model.either_or.iter().map(group).collect()
}

fn emit_entry(field: &Field, expected_line: usize) -> String {
    let required = field.required.then(|| " required".to_owned());
    let disputed = field.disputed.then(|| " disputed".to_owned());
    let limits = field.limits.iter().map(|limit| format!(" {}", emit_limit(limit)));
    let line = field.line.filter(|&line| line != expected_line).map(|line| format!(" @ {line}"));
    let marks: String = required.into_iter().chain(disputed).chain(limits).chain(line).collect();
    format!("{} = {}{marks}", field.name, text(&field.wire_name))
}

fn emit_limit(limit: &Limit) -> String {
    match limit {
        Limit::MinLength(least) => format!("min_length({least})"),
        Limit::MaxLength(most) => format!("max_length({most})"),
        Limit::Minimum(least) => format!("minimum({})", text(least)),
        Limit::Maximum(most) => format!("maximum({})", text(most)),
        Limit::MinItems(least) => format!("min_items({least})"),
        Limit::MaxItems(most) => format!("max_items({most})"),
        Limit::UniqueItems => "unique_items".to_owned(),
    }
}

/// An open enumeration.
fn emit_enum(enumeration: &Enumeration) -> ItemEnum {
    thread_local! {
        static TEMPLATE: LazyCell<ItemEnum> = LazyCell::new(|| parse_quote! {
            #[derive(Debug, Clone, PartialEq, Eq, Hash)]
            #[non_exhaustive]
            pub enum Name {
                /// A code that the document does not list, kept and written back.
                Unknown(::docwright_runtime::UnknownCode),
            }
        });
    }
    let mut item = TEMPLATE.with(|template| (**template).clone());
    item.ident = ident(&enumeration.name);
    item.attrs.splice(0..0, docs(&enumeration.docs));
    let unknown = std::mem::take(&mut item.variants);
    item.variants = enumeration.variants.iter().map(emit_variant).chain(unknown).collect();
    item
}

fn emit_variant(variant: &Variant) -> syn::Variant {
    let fields = syn::Fields::Unit;
    syn::Variant { attrs: docs(&variant.docs), ident: ident(&variant.name), fields, discriminant: None }
}

/// The table of an enumeration.
fn emit_codes(enumeration: &Enumeration) -> Item {
    let name = ident(&enumeration.name);
    let kind = match enumeration.kind {
        CodeKind::Integer => quote!(integer),
        CodeKind::String => quote!(string),
    };
    let entries = enumeration.variants.iter().map(|variant| {
        let (variant_name, label) = (ident(&variant.name), text(&variant.label));
        let code = emit_code(enumeration.kind, &variant.code);
        format!("{variant_name} = {code} {label}")
    });
    Item::Table(Table {
        name: "enumeration",
        head: quote!(#name: #kind),
        entries: entries.collect(),
        tail: String::new(),
    })
}

fn emit_code(kind: CodeKind, code: &str) -> Literal {
    match (kind, code.parse::<i64>()) {
        (CodeKind::Integer, Ok(code)) => Literal::i64_unsuffixed(code),
        _ => text(code),
    }
}

/// The items of a type of the answer.
pub(super) fn emit_response_type(item: &ir::Item) -> Vec<Item> {
    match item {
        ir::Item::Model(model) => {
            vec![syn::Item::Struct(emit_response_model(model)).into(), emit_table(model, "extra")]
        }
        ir::Item::Enumeration(enumeration) => emit_enumeration(enumeration),
    }
}

/// The items of a type inside a request.
pub(super) fn emit_request_type(item: &ir::Item) -> Vec<Item> {
    match item {
        ir::Item::Model(model) => {
            let mut items = vec![syn::Item::Struct(emit_request_model(model)).into()];
            items.extend(emit_builder(model, &emit_extra_setter()));
            items.push(emit_table(model, "extra"));
            items
        }
        ir::Item::Enumeration(enumeration) => emit_enumeration(enumeration),
    }
}

fn emit_enumeration(enumeration: &Enumeration) -> Vec<Item> {
    vec![syn::Item::Enum(emit_enum(enumeration)).into(), emit_codes(enumeration)]
}

fn emit_struct(model: &Model) -> ItemStruct {
    thread_local! {
        static TEMPLATE: LazyCell<ItemStruct> = LazyCell::new(|| parse_quote! {
            #[derive(Default)]
            pub struct Name {}
        });
    }
    let mut item = TEMPLATE.with(|template| (**template).clone());
    item.ident = ident(&model.name);
    item.attrs.splice(0..0, docs(&model.docs));
    item
}

fn set_fields(item: &mut ItemStruct, fields: impl Iterator<Item = syn::Field>) {
    if let syn::Fields::Named(named) = &mut item.fields {
        named.named = fields.collect();
    }
}

fn emit_field(field: &Field, type_: syn::Type) -> syn::Field {
    thread_local! {
        static TEMPLATE: LazyCell<syn::Field> = LazyCell::new(|| field_from(parse_quote!({ pub name: () })));
    }
    let mut item = TEMPLATE.with(|template| (**template).clone());
    item.attrs = docs(&field.docs);
    item.ident = Some(ident(&field.name));
    item.ty = type_;
    item
}

fn extra_field(words: &str) -> syn::Field {
    let mut field: syn::Field = field_from(parse_quote!({ pub extra: ::docwright_runtime::Extra }));
    field.attrs.push(doc_line(&format!(" {words}.")));
    field
}

fn field_from(fields: syn::FieldsNamed) -> syn::Field {
    fields.named.into_iter().next().unwrap_or_else(|| unreachable!("every caller writes one field down"))
}
