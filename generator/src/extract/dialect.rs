//! Dialects: vocabularies as data, each for one strategy.

use serde::Deserialize;

use super::{glued, tables};

/// The words of a dialect, with the strategy that reads its pages.
#[derive(Debug, Clone)]
pub enum Dialect {
    /// Headings and tables.
    Tables(Box<tables::Vocabulary>),
    /// Lines copied out of a browser, with columns glued together.
    Glued(Box<glued::Vocabulary>),
}

const BUILT_IN: &[&str] = &[include_str!("dialects/kingdee.yaml"), include_str!("dialects/yapi-text.yaml")];

impl Dialect {
    /// Reads a vocabulary; its key `strategy` says for which strategy it is.
    ///
    /// # Errors
    /// If the text is no YAML of this form, with line and column; or if no strategy has that name.
    pub fn parse(yaml: &str) -> Result<Self, DialectError> {
        /// The key that all vocabularies have.
        #[derive(Deserialize)]
        struct Head {
            strategy: String,
        }
        match serde_saphyr::from_str::<Head>(yaml)?.strategy.as_str() {
            "tables" => Ok(Self::Tables(Box::new(tables::Vocabulary::parse(yaml)?))),
            "glued" => Ok(Self::Glued(Box::new(glued::Vocabulary::parse(yaml)?))),
            other => Err(DialectError::UnknownStrategy(other.to_owned())),
        }
    }

    /// The dialects that come with docwright.
    ///
    /// # Panics
    /// Never: a test reads the files that are built in.
    #[must_use]
    pub fn built_in() -> Vec<Self> {
        BUILT_IN.iter().map(|yaml| Self::parse(yaml).expect("the built-in vocabularies are well-formed")).collect()
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

/// Why a vocabulary cannot be used.
#[derive(Debug, thiserror::Error)]
pub enum DialectError {
    /// It is no YAML, or not of the form of a vocabulary.
    #[error(transparent)]
    Yaml(#[from] serde_saphyr::Error),
    /// No strategy has that name.
    #[error("no strategy is called `{0}`: write `tables` or `glued`")]
    UnknownStrategy(String),
}
