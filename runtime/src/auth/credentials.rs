//! What a user gives to be let in.

use std::borrow::Cow;
use std::fmt;
use std::sync::Arc;

use secrecy::{ExposeSecret as _, SecretString};

use super::inputs::Inputs;

/// Credentials by name, as the recipe's templates use them.
///
/// All of them are treated as secrets: they are wiped from memory when dropped, and `Debug` shows names only.
#[derive(Clone, Default)]
pub struct Credentials {
    values: Vec<(&'static str, Arc<SecretString>)>,
}

impl Credentials {
    /// None.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Adds one, or replaces the one of that name.
    #[must_use]
    pub fn with(mut self, name: &'static str, value: impl Into<String>) -> Self {
        self.values.retain(|(existing, _)| *existing != name);
        self.values.push((name, Arc::new(SecretString::from(value.into()))));
        self
    }

    /// The one of that name.
    pub(crate) fn get(&self, name: &str) -> Option<&str> {
        self.iter().find(|(existing, _)| *existing == name).map(|(_, value)| value)
    }

    /// As values that templates name.
    pub(crate) fn to_inputs(&self) -> Inputs {
        let mut inputs = Inputs::new();
        for (name, value) in self.iter() {
            inputs.set_value(Cow::Borrowed(name), value.to_owned());
        }
        inputs
    }

    pub(crate) fn iter(&self) -> impl Iterator<Item = (&'static str, &str)> {
        self.values.iter().map(|(name, value)| (*name, value.expose_secret()))
    }
}

impl fmt::Debug for Credentials {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let names = self.values.iter().map(|(name, _)| name);
        formatter.write_str("Credentials ")?;
        formatter.debug_set().entries(names).finish()
    }
}
