//! The types with serde derived: `N` is `f64`, or the number that keeps its digits.
#![allow(missing_docs, reason = "measurements have no readers of documentation")]

use serde::{Deserialize, Serialize};

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(bound(deserialize = "N: Deserialize<'de>"))]
pub struct Answer<N> {
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub count: Option<i64>,
    pub rows: Vec<Row<N>>,
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(bound(deserialize = "N: Deserialize<'de>"))]
pub struct Row<N> {
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub id: Option<i64>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub kind: Option<i64>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub open: Option<bool>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub price: Option<N>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub amount: Option<N>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub discount: Option<N>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub balance: Option<N>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub rate: Option<N>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub count: Option<i64>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub points: Option<i64>,
    #[serde(default = "Vec::new", skip_serializing_if = "Vec::is_empty")]
    pub history: Vec<N>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub title: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub remark: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub address: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub city: Option<String>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub tags: Vec<String>,
}
