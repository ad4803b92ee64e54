//! The public names that were given before: what docwright.lock keeps, so that reading again renames nothing.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

/// Every public name that was given, by what it was given to.
///
/// ```
/// let mut names = docwright::lower::PinnedNames::default();
/// names.groups.insert("ls".into(), "retail".into());
/// let operation = names.operations.entry("GET /jdy/v2/ls/coupon_center".into()).or_default();
/// operation.insert(String::new(), "get_coupon_center".into());
/// operation.insert("response.Row.coupon_type=1".into(), "DaiJinQuan".into());
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct PinnedNames {
    /// The module of each group, by the segment of the path.
    pub groups: BTreeMap<String, String>,
    /// The names of each operation, by method and path, and in there by address: the empty one is the operation's
    /// module, `response.Row` a type, `response.Row.id` a field, `response.Row.kind:enum` the enumeration of a field,
    /// `response.Row.kind=1` a value of it.
    pub operations: BTreeMap<String, BTreeMap<String, String>>,
}

impl PinnedNames {
    /// The names of one operation, by its key.
    #[must_use]
    pub fn operation(&self, key: &str) -> Option<&BTreeMap<String, String>> {
        self.operations.get(key)
    }
}
