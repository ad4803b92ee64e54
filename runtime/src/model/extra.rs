//! What a message carries besides its documented members.

use super::{Map, Value};

/// Members of an answer that the document does not name: kept as they came, and written back.
///
/// An empty one costs one word.
#[derive(Clone, PartialEq, Default)]
pub struct Extra(Option<Box<Map<Value>>>);

impl Extra {
    /// Without any member.
    pub const fn new() -> Self {
        Self(None)
    }

    /// The number of members.
    pub fn len(&self) -> usize {
        self.0.as_ref().map_or(0, |members| members.len())
    }

    /// Whether there are no members.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// The member called `name`.
    pub fn get(&self, name: &str) -> Option<&Value> {
        self.0.as_ref()?.get(name)
    }

    /// Puts a member in, and gives back the one that had its name.
    pub fn insert(&mut self, name: impl Into<String>, value: impl Into<Value>) -> Option<Value> {
        self.0.get_or_insert_default().insert(name, value.into())
    }

    /// Takes the member called `name` out.
    pub fn remove(&mut self, name: &str) -> Option<Value> {
        let members = self.0.as_mut()?;
        let removed = members.remove(name);
        if members.is_empty() {
            self.0 = None;
        }
        removed
    }

    /// Takes all members out.
    pub fn clear(&mut self) {
        self.0 = None;
    }

    /// The members, in the order in which they came.
    pub fn iter(&self) -> impl Iterator<Item = (&str, &Value)> {
        self.0.iter().flat_map(|members| members.iter())
    }
}

impl std::fmt::Debug for Extra {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        out.debug_map().entries(self.iter()).finish()
    }
}

/// What a request carries beyond what its document names: the escape hatch for parameters, headers and members of the
/// body that a vendor has but does not write about.
///
/// A member of the body stands for the documented one of the same name; `Value::Null` is sent as an explicit `null`.
///
/// ```
/// use docwright_runtime::{Additional, Value};
///
/// let additional = Additional::new().query("debug", "1").header("X-Trace", "abc").member("remark", Value::Null);
/// assert_eq!(additional.members().get("remark"), Some(&Value::Null));
/// ```
#[derive(Clone, Default)]
pub struct Additional(Option<Box<Parts>>);

#[derive(Clone, Default)]
struct Parts {
    query: Vec<(String, String)>,
    headers: Vec<(String, String)>,
    members: Extra,
}

static NO_MEMBERS: Extra = Extra::new();

impl Additional {
    /// Nothing besides what is documented.
    pub const fn new() -> Self {
        Self(None)
    }

    /// Adds a parameter of the query.
    pub fn query(mut self, name: impl Into<String>, value: impl Into<String>) -> Self {
        self.parts_mut().query.push((name.into(), value.into()));
        self
    }

    /// Adds a header.
    pub fn header(mut self, name: impl Into<String>, value: impl Into<String>) -> Self {
        self.parts_mut().headers.push((name.into(), value.into()));
        self
    }

    /// Adds a member of the body.
    pub fn member(mut self, name: impl Into<String>, value: impl Into<Value>) -> Self {
        self.parts_mut().members.insert(name, value);
        self
    }

    /// The added parameters of the query, in the order in which they were added.
    pub fn queries(&self) -> &[(String, String)] {
        self.0.as_ref().map_or(&[], |parts| &parts.query)
    }

    /// The added headers, in the order in which they were added.
    pub fn headers(&self) -> &[(String, String)] {
        self.0.as_ref().map_or(&[], |parts| &parts.headers)
    }

    /// The added members of the body.
    pub fn members(&self) -> &Extra {
        self.0.as_ref().map_or(&NO_MEMBERS, |parts| &parts.members)
    }

    /// The added members of the body, to be changed.
    pub fn members_mut(&mut self) -> &mut Extra {
        &mut self.parts_mut().members
    }

    /// Whether nothing was added.
    pub fn is_empty(&self) -> bool {
        self.queries().is_empty() && self.headers().is_empty() && self.members().is_empty()
    }

    fn parts_mut(&mut self) -> &mut Parts {
        self.0.get_or_insert_default()
    }
}

impl PartialEq for Additional {
    fn eq(&self, other: &Self) -> bool {
        self.queries() == other.queries() && self.headers() == other.headers() && self.members() == other.members()
    }
}

/// Names only: the values may be secret.
impl std::fmt::Debug for Additional {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        fn names(pairs: &[(String, String)]) -> Vec<&str> {
            pairs.iter().map(|(name, _)| name.as_str()).collect()
        }
        out.debug_struct("Additional")
            .field("query", &names(self.queries()))
            .field("headers", &names(self.headers()))
            .field("members", &self.members().iter().map(|(name, _)| name).collect::<Vec<_>>())
            .finish()
    }
}

/// What a model carries besides its documented fields: [`Extra`] in answers, [`Additional`] in requests.
pub trait Surplus {
    /// The members of the object.
    fn members(&self) -> &Extra;
    /// The members of the object, to be changed.
    fn members_mut(&mut self) -> &mut Extra;
    /// The parameters and headers too, where the model is a request.
    fn additional(&self) -> Option<&Additional>;
    /// The same, to be changed.
    fn additional_mut(&mut self) -> Option<&mut Additional>;
}

impl Surplus for Extra {
    fn members(&self) -> &Extra {
        self
    }

    fn members_mut(&mut self) -> &mut Extra {
        self
    }

    fn additional(&self) -> Option<&Additional> {
        None
    }

    fn additional_mut(&mut self) -> Option<&mut Additional> {
        None
    }
}

impl Surplus for Additional {
    fn members(&self) -> &Extra {
        Additional::members(self)
    }

    fn members_mut(&mut self) -> &mut Extra {
        Additional::members_mut(self)
    }

    fn additional(&self) -> Option<&Additional> {
        Some(self)
    }

    fn additional_mut(&mut self) -> Option<&mut Additional> {
        Some(self)
    }
}
