//! What a table demands of a request's values: limits, what must be there, and what can stand in for what.

use std::collections::HashSet;
use std::fmt;

use super::{Field, Scalar, Type, Value};

/// A bound that a table sets to the values of a field.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Limit {
    /// The least number of characters.
    MinLength(u64),
    /// The greatest number of characters.
    MaxLength(u64),
    /// The least value, a decimal number.
    Minimum(String),
    /// The greatest value, a decimal number.
    Maximum(String),
    /// The least number of items.
    MinItems(u64),
    /// The greatest number of items.
    MaxItems(u64),
    /// All items differ.
    UniqueItems,
}

impl fmt::Display for Limit {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::MinLength(least) => write!(formatter, "at least {least} characters"),
            Self::MaxLength(most) => write!(formatter, "at most {most} characters"),
            Self::Minimum(least) => write!(formatter, "not less than {least}"),
            Self::Maximum(most) => write!(formatter, "not greater than {most}"),
            Self::MinItems(least) => write!(formatter, "at least {least} items"),
            Self::MaxItems(most) => write!(formatter, "at most {most} items"),
            Self::UniqueItems => formatter.write_str("items that differ"),
        }
    }
}

impl Limit {
    /// Whether a value of a field of that type keeps the limit. What the limit does not speak of keeps it.
    pub(crate) fn is_kept_by(&self, value: &Value, type_: &Type) -> bool {
        match self {
            Self::MinLength(least) => length(value).is_none_or(|length| length >= *least),
            Self::MaxLength(most) => length(value).is_none_or(|length| length <= *most),
            Self::Minimum(least) => number(value).zip(decimal(least)).is_none_or(|(value, least)| value >= least),
            Self::Maximum(most) => number(value).zip(decimal(most)).is_none_or(|(value, most)| value <= most),
            Self::MinItems(least) => items(value, type_).len() as u64 >= *least,
            Self::MaxItems(most) => items(value, type_).len() as u64 <= *most,
            Self::UniqueItems => {
                let mut seen = HashSet::new();
                items(value, type_).iter().all(|item| seen.insert(item.to_json()))
            }
        }
    }
}

impl Limit {
    /// Whether a limit of the same kind lets pass more than this one does.
    pub(crate) fn is_narrower_than(&self, other: &Self) -> bool {
        match (self, other) {
            (Self::MinLength(own), Self::MinLength(other)) | (Self::MinItems(own), Self::MinItems(other)) => {
                own > other
            }
            (Self::MaxLength(own), Self::MaxLength(other)) | (Self::MaxItems(own), Self::MaxItems(other)) => {
                own < other
            }
            (Self::Minimum(own), Self::Minimum(other)) => decimal(own) > decimal(other),
            (Self::Maximum(own), Self::Maximum(other)) => decimal(own) < decimal(other),
            _ => false,
        }
    }
}

fn text(value: &Value) -> Option<&str> {
    match value {
        Value::String(text) | Value::Number(text) => Some(text),
        _ => None,
    }
}

fn length(value: &Value) -> Option<u64> {
    text(value).map(|text| text.chars().count() as u64)
}

fn number(value: &Value) -> Option<f64> {
    text(value).and_then(decimal)
}

fn decimal(text: &str) -> Option<f64> {
    text.trim().parse().ok().filter(|value: &f64| value.is_finite())
}

/// The items of a list, also of one in a text: its JSON, as in a query, or its items with commas between them.
fn items(value: &Value, type_: &Type) -> Vec<Value> {
    match (value, type_) {
        (Value::List(items), _) => items.clone(),
        (Value::String(text), _) if text.is_empty() => Vec::new(),
        (Value::String(text), Type::List(_) | Type::Json(_)) => match serde_json::from_str(text) {
            Ok(Value::List(items)) => items,
            _ => vec![value.clone()],
        },
        (Value::String(text), _) => text.split(',').map(|item| Value::String(item.to_owned())).collect(),
        _ => vec![value.clone()],
    }
}

impl Field {
    /// The limits that values of the type can keep or break, and that some value keeps.
    pub(crate) fn limits(&self) -> Vec<Limit> {
        let held = match &self.type_ {
            Type::Json(held) => held,
            type_ => type_,
        };
        let (is_text, is_list) = (self.type_ == Type::String, matches!(held, Type::List(_)));
        let is_number = matches!(self.type_, Type::Integer | Type::Number);
        let mut limits = Vec::new();
        if is_text && in_order(self.min_length, self.max_length) {
            limits.extend(self.min_length.map(Limit::MinLength));
            limits.extend(self.max_length.map(Limit::MaxLength));
        }
        let bound =
            |bound: &Option<Scalar>| bound.as_ref().map(Scalar::to_string).filter(|text| decimal(text).is_some());
        let (least, most) = (bound(&self.minimum), bound(&self.maximum));
        if (is_text || is_number) && in_order(least.as_deref().and_then(decimal), most.as_deref().and_then(decimal)) {
            limits.extend(least.map(Limit::Minimum));
            limits.extend(most.map(Limit::Maximum));
        }
        if (is_text || is_list) && in_order(self.min_items, self.max_items) {
            limits.extend(self.min_items.map(Limit::MinItems));
            limits.extend(self.max_items.map(Limit::MaxItems));
        }
        if is_list && self.unique_items == Some(true) {
            limits.push(Limit::UniqueItems);
        }
        limits
    }

    /// Whether it must always be there. `true` in the table is not meant so where the description names a condition, or
    /// another field that does instead.
    pub(crate) fn is_always_required(&self) -> bool {
        self.required == Some(true) && self.note.is_none() && self.either_or.is_empty()
    }
}

fn in_order<T: PartialOrd>(least: Option<T>, most: Option<T>) -> bool {
    least.zip(most).is_none_or(|(least, most)| least <= most)
}

/// The groups of fields that can stand in for each other, of which one must be there; each in the table's order.
///
/// `id与number二选一` says that one is enough. Whether one is needed says the column `required`, of any of them: a page that
/// means "the warehouse, by id or by number, or none" has `false` in both rows. Where a table has nothing but such fields,
/// a request without any of them asks for nothing, so there one is needed whatever the column says.
pub(crate) fn demanded_alternatives<'a>(fields: &[&'a Field]) -> Vec<Vec<&'a Field>> {
    let groups = alternatives(fields);
    let nothing_else = fields.iter().all(|field| !field.either_or.is_empty());
    let is_demanded = |group: &Vec<&Field>| nothing_else || group.iter().any(|field| field.required == Some(true));
    groups.into_iter().filter(is_demanded).collect()
}

/// The fields that are joined by `either_or`, directly or by way of others.
fn alternatives<'a>(fields: &[&'a Field]) -> Vec<Vec<&'a Field>> {
    let joined =
        |left: &Field, right: &Field| left.either_or.contains(&right.name) || right.either_or.contains(&left.name);
    let mut groups: Vec<Vec<&Field>> = Vec::new();
    for &field in fields.iter().filter(|field| !field.either_or.is_empty()) {
        let (mut own, others): (Vec<_>, Vec<_>) =
            groups.into_iter().partition(|group| group.iter().any(|member| joined(member, field)));
        own.push(vec![field]);
        groups = others;
        groups.push(own.concat());
    }
    groups.retain(|group| group.len() > 1);
    let place =
        |group: &Vec<&Field>| fields.iter().position(|field| group.iter().any(|member| member.name == field.name));
    groups.sort_by_key(place);
    groups
}

#[cfg(test)]
mod tests {
    use super::*;

    fn field(name: &str, either_or: &[&str], required: bool) -> Field {
        let either_or = either_or.iter().map(|name| (*name).to_owned()).collect();
        Field { either_or, required: Some(required), ..Field::new(name, Type::String) }
    }

    fn demanded(fields: &[Field]) -> Vec<Vec<&str>> {
        let fields: Vec<&Field> = fields.iter().collect();
        let groups = demanded_alternatives(&fields).into_iter();
        groups.map(|group| group.iter().map(|field| field.name.as_str()).collect()).collect()
    }

    #[test]
    fn one_of_a_group_is_demanded_where_the_table_demands_any() {
        let other = || field("remark", &[], false);
        let pair = |id, number| [field("id", &["number"], id), other(), field("number", &["id"], number)];
        assert_eq!(demanded(&pair(true, true)), [["id", "number"]]);
        assert_eq!(demanded(&pair(false, true)), [["id", "number"]]);
        assert_eq!(demanded(&pair(false, false)), [[""; 0]; 0]);
        let [id, _, number] = pair(false, false);
        assert_eq!(demanded(&[id, number]), [["id", "number"]], "there is nothing else to ask by");
    }

    #[test]
    fn groups_are_joined_by_any_of_their_members() {
        let three = [field("a", &["c"], true), field("b", &["c"], false), field("c", &["b"], false)];
        assert_eq!(demanded(&three), [["a", "b", "c"]]);
        let two =
            [field("a", &["b"], true), field("x", &["y"], true), field("b", &["a"], true), field("y", &["x"], true)];
        assert_eq!(demanded(&two), [["a", "b"], ["x", "y"]]);
    }

    #[test]
    fn limits_that_nothing_keeps_or_that_do_not_fit_are_left_out() {
        let with = |type_: Type, set: fn(&mut Field)| {
            let mut field = Field::new("x", type_);
            set(&mut field);
            field.limits()
        };
        assert_eq!(with(Type::String, |field| field.max_length = Some(9)), [Limit::MaxLength(9)]);
        assert_eq!(with(Type::Integer, |field| field.max_length = Some(9)), []);
        let crossed = |field: &mut Field| (field.minimum, field.maximum) = (Some("10".into()), Some("9".into()));
        assert_eq!(with(Type::Number, crossed), []);
        assert_eq!(with(Type::Number, |field| field.maximum = Some("many".into())), []);
        assert_eq!(with(Type::String.list(), |field| field.unique_items = Some(true)), [Limit::UniqueItems]);
        let in_text = Type::Json(Box::new(Type::String.list()));
        assert_eq!(with(in_text, |field| field.max_items = Some(9)), [Limit::MaxItems(9)]);
    }
}
