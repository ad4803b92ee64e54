//! The types as the generator writes them.
#![allow(missing_docs, reason = "measurements have no readers of documentation")]

use docwright_runtime::{Extra, Number, UnknownCode, enumeration, model};

#[derive(Default)]
pub struct Answer {
    pub count: Option<i64>,
    pub rows: Vec<Row>,
    pub extra: Extra,
}
model! { Answer "Answer" line 1 => extra { count = "count", rows = "rows" } }

#[derive(Default)]
pub struct Row {
    pub id: Option<i64>,
    pub kind: Option<Kind>,
    pub open: Option<bool>,
    pub price: Option<Number>,
    pub amount: Option<Number>,
    pub discount: Option<Number>,
    pub balance: Option<Number>,
    pub rate: Option<Number>,
    pub count: Option<i64>,
    pub points: Option<i64>,
    pub history: Vec<Number>,
    pub name: Option<String>,
    pub title: Option<String>,
    pub remark: Option<String>,
    pub address: Option<String>,
    pub city: Option<String>,
    pub tags: Vec<String>,
    pub extra: Extra,
}
model! { Row "Row" line 1 => extra {
    id = "id", kind = "kind", open = "open", price = "price", amount = "amount", discount = "discount",
    balance = "balance", rate = "rate", count = "count", points = "points", history = "history", name = "name",
    title = "title", remark = "remark", address = "address", city = "city", tags = "tags",
} }

#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum Kind {
    First,
    Second,
    Third,
    Unknown(UnknownCode),
}
enumeration! { Kind: integer { First = 1 "first", Second = 2 "second", Third = 3 "third" } }
