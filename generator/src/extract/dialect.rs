//! Dialects: vocabularies as data, each for one strategy.

use std::sync::Arc;

use serde::Deserialize;

use super::{glued, tables};
use crate::finding::{Finding, rules};
use crate::source::Source;
use crate::spec::yaml;

/// The words of a dialect, with the strategy that reads its pages.
#[derive(Debug, Clone)]
pub enum Dialect {
    /// Headings and tables.
    Tables(Box<tables::Vocabulary>),
    /// Lines copied out of a browser, with columns glued together.
    Glued(Box<glued::Vocabulary>),
}

const BUILT_IN: &[(&str, &str)] = &[
    ("kingdee.yaml", include_str!("dialects/kingdee.yaml")),
    ("english.yaml", include_str!("dialects/english.yaml")),
    ("yapi-text.yaml", include_str!("dialects/yapi-text.yaml")),
];

impl Dialect {
    /// Reads a vocabulary; its key `strategy` says for which strategy it is.
    ///
    /// # Errors
    /// A finding with line and column if the text is no YAML of this form, or if no strategy has that name.
    pub fn read(source: &Arc<Source>) -> Result<Self, Box<Finding>> {
        /// The key that all vocabularies have.
        #[derive(Deserialize)]
        struct Head {
            strategy: String,
        }
        match yaml::read::<Head>(source)?.strategy.as_str() {
            "tables" => Ok(Self::Tables(Box::new(yaml::read::<tables::Vocabulary>(source)?.folded()))),
            "glued" => Ok(Self::Glued(Box::new(yaml::read(source)?))),
            other => {
                let start = source.text().find(other).unwrap_or_default();
                let finding = Finding::new(rules::BAD_YAML, format!("no strategy is called `{other}`"));
                Err(Box::new(
                    finding.at(source, source.line_span(source.line(start))).help("write `tables` or `glued`"),
                ))
            }
        }
    }

    /// The dialects that come with docwright.
    ///
    /// # Panics
    /// Never: a test reads the files that are built in.
    #[must_use]
    pub fn built_in() -> Vec<Self> {
        let read = |&(file, text): &(&str, &str)| Self::read(&Source::new(file, text));
        BUILT_IN.iter().map(|file| read(file).expect("the built-in vocabularies are well-formed")).collect()
    }

    /// What api.yaml calls it.
    #[must_use]
    pub fn name(&self) -> &str {
        match self {
            Self::Tables(vocabulary) => &vocabulary.dialect,
            Self::Glued(vocabulary) => &vocabulary.dialect,
        }
    }

    /// What messages call it.
    #[must_use]
    pub fn title(&self) -> &str {
        match self {
            Self::Tables(vocabulary) => &vocabulary.title,
            Self::Glued(vocabulary) => &vocabulary.title,
        }
    }
}
