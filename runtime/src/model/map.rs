//! An ordered map with text keys.

use std::fmt;

use indexmap::IndexMap;

/// A map with text keys that keeps the order in which the entries came; equal without regard to the order.
#[derive(Clone, PartialEq)]
pub struct Map<T>(IndexMap<String, T>);

impl<T> Map<T> {
    /// An empty map.
    pub fn new() -> Self {
        Self(IndexMap::new())
    }

    /// The number of entries.
    pub fn len(&self) -> usize {
        self.0.len()
    }

    /// Whether there are no entries.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// The value under `name`.
    pub fn get(&self, name: &str) -> Option<&T> {
        self.0.get(name)
    }

    /// The value under `name`, to be changed.
    pub fn get_mut(&mut self, name: &str) -> Option<&mut T> {
        self.0.get_mut(name)
    }

    /// Whether there is a value under `name`.
    pub fn contains_key(&self, name: &str) -> bool {
        self.0.contains_key(name)
    }

    /// Puts `value` under `name`, and gives back the value that was there.
    pub fn insert(&mut self, name: impl Into<String>, value: T) -> Option<T> {
        self.0.insert(name.into(), value)
    }

    /// Takes out the value under `name`; the others keep their order.
    pub fn remove(&mut self, name: &str) -> Option<T> {
        self.0.shift_remove(name)
    }

    /// Takes out the entries for which `keep` says no; the others keep their order.
    pub fn retain(&mut self, mut keep: impl FnMut(&str, &mut T) -> bool) {
        self.0.retain(|name, value| keep(name, value));
    }

    /// Takes out all entries.
    pub fn clear(&mut self) {
        self.0.clear();
    }

    /// The entries, in the order in which they came.
    pub fn iter(&self) -> impl ExactSizeIterator<Item = (&str, &T)> {
        self.0.iter().map(|(name, value)| (name.as_str(), value))
    }

    /// The names, in the order in which they came.
    pub fn keys(&self) -> impl ExactSizeIterator<Item = &str> {
        self.0.keys().map(String::as_str)
    }

    /// The values, in the order in which they came.
    pub fn values(&self) -> impl ExactSizeIterator<Item = &T> {
        self.0.values()
    }

    pub(crate) fn at(&self, index: usize) -> Option<(&str, &T)> {
        self.0.get_index(index).map(|(name, value)| (name.as_str(), value))
    }

    /// The value under `name` and its position, after putting one there if need be.
    pub(crate) fn entry_or_insert_with(&mut self, name: String, make: impl FnOnce() -> T) -> (&mut T, usize) {
        let entry = self.0.entry(name);
        let position = entry.index();
        (entry.or_insert_with(make), position)
    }
}

impl<T> Default for Map<T> {
    fn default() -> Self {
        Self::new()
    }
}

impl<T: fmt::Debug> fmt::Debug for Map<T> {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.debug_map().entries(self.iter()).finish()
    }
}

impl<N: Into<String>, T> FromIterator<(N, T)> for Map<T> {
    fn from_iter<I: IntoIterator<Item = (N, T)>>(entries: I) -> Self {
        Self(entries.into_iter().map(|(name, value)| (name.into(), value)).collect())
    }
}

impl<N: Into<String>, T> Extend<(N, T)> for Map<T> {
    fn extend<I: IntoIterator<Item = (N, T)>>(&mut self, entries: I) {
        self.0.extend(entries.into_iter().map(|(name, value)| (name.into(), value)));
    }
}

impl<T> IntoIterator for Map<T> {
    type Item = (String, T);
    type IntoIter = indexmap::map::IntoIter<String, T>;

    fn into_iter(self) -> Self::IntoIter {
        self.0.into_iter()
    }
}
