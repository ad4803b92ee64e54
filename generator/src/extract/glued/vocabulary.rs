//! The words of a glued dialect, as `dialects/*.yaml` lists them.

use indexmap::IndexMap;
use serde::Deserialize;

use crate::spec::Type;

use crate::source::Source;
use crate::spec::yaml;

/// A part of a page, by the heading that opens it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Heading {
    /// What the page says of itself and of the address.
    About,
    /// The request as a whole.
    Request,
    /// The table of headers.
    Headers,
    /// The table of parameters in the path.
    Path,
    /// The table of parameters in the query.
    Query,
    /// The table of the body.
    Body,
    /// The table of the answer.
    Response,
    /// Prose.
    Remarks,
    /// An example of a request.
    RequestExample,
    /// An example of an answer.
    ResponseExample,
    /// The history of changes.
    History,
}

/// A fact among those that the page states about itself.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum About {
    /// What the operation is for.
    Summary,
    /// How far the page is.
    Status,
    /// Method and path.
    Address,
    /// When the page was changed.
    Updated,
    /// Anything else; it keeps its label.
    Fact,
}

/// A column of a table.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Column {
    /// The name.
    Name,
    /// The type.
    Type,
    /// Whether it is required.
    Required,
    /// The value of a header.
    Value,
    /// The default.
    Default,
    /// An example.
    Example,
    /// The description.
    Remark,
    /// The hints.
    Hints,
    /// The date of a change.
    Date,
    /// What was changed.
    Change,
}

/// The kinds of hints behind a row.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum HintKind {
    /// The greatest number of characters.
    MaxLength,
    /// The least number of characters.
    MinLength,
    /// The greatest value.
    Maximum,
    /// The least value.
    Minimum,
    /// The greatest number of items.
    MaxItems,
    /// The least number of items.
    MinItems,
    /// The values that are allowed.
    Enumeration,
    /// What these values mean.
    EnumerationLabels,
    /// Whether all items differ.
    UniqueItems,
    /// How the text of a value is built.
    Format,
    /// How the mock server makes a value up, or the value it always gives.
    Mock,
    /// The type of the items of a list.
    ItemType,
    /// An example.
    Example,
}

/// What a word for a type means.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Kind {
    /// Text.
    String,
    /// A whole number.
    Integer,
    /// A number.
    Number,
    /// True or false.
    Boolean,
    /// An object; its members follow, indented.
    Object,
    /// A list; the members of its items follow, indented.
    Array,
    /// Only ever `null`.
    Null,
}

/// The words of a glued dialect.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Vocabulary {
    /// What api.yaml calls the dialect.
    pub dialect: String,
    /// The strategy it belongs to: `glued`.
    pub strategy: String,
    /// What messages call the dialect.
    pub title: String,
    /// Lines of the page's frame.
    pub navigation: Vec<String>,
    /// The words that open each part.
    pub headings: IndexMap<Heading, Vec<String>>,
    /// The labels of facts.
    pub about: IndexMap<About, Vec<String>>,
    /// The titles of columns.
    pub columns: IndexMap<Column, Vec<String>>,
    /// The words for types in tables of schemas.
    pub types: IndexMap<String, Kind>,
    /// The words for types in tables of forms.
    pub form_types: IndexMap<String, Type>,
    /// The words that say whether a parameter is required.
    pub required: IndexMap<String, bool>,
    /// The labels of hints.
    pub hints: IndexMap<HintKind, Vec<String>>,
    /// Mock placeholders that make up text.
    pub text_mocks: Vec<String>,
    /// Names that end in a type's name, in lower case.
    pub compound_names: Vec<String>,
    /// Names of headers.
    pub header_names: Vec<String>,
    /// What values of headers begin with.
    pub header_values: Vec<String>,
    /// Words that begin remarks.
    pub remark_starts: Vec<String>,
    /// What follows a code in a list of codes.
    pub after_code: Vec<String>,
    /// Units of amounts.
    pub units: Vec<String>,
    /// What follows the name of a type in prose.
    pub after_type_word: Vec<String>,
    /// Words of a clause that says that a member travels as JSON text.
    pub json_text: JsonText,
}

/// Words of a clause that says that a member travels as JSON text.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct JsonText {
    /// Words for text.
    pub text: Vec<String>,
    /// Words for the request.
    pub request: Vec<String>,
    /// Words for the answer.
    pub response: Vec<String>,
}

const YAPI_TEXT: &str = include_str!("../dialects/yapi-text.yaml");

impl Vocabulary {
    /// The vocabulary of YApi's pages.
    ///
    /// # Panics
    /// Never: a test reads the file that is built in.
    #[must_use]
    pub fn yapi_text() -> Self {
        yaml::read(&Source::new("yapi-text.yaml", YAPI_TEXT)).expect("the built-in vocabulary is well-formed")
    }

    /// The part that a line opens, if it is a heading.
    #[must_use]
    pub fn heading(&self, line: &str) -> Option<Heading> {
        let line = without_space(line.trim_end_matches([':', '：']));
        let is = |word: &String| without_space(word).eq_ignore_ascii_case(&line);
        self.headings.iter().find(|(_, words)| words.iter().any(is)).map(|(&heading, _)| heading)
    }

    /// The columns of a row of titles: the line consists of titles and of nothing else.
    #[must_use]
    pub fn columns(&self, line: &str) -> Option<Vec<Column>> {
        let mut rest = line.trim_start();
        let mut columns = Vec::new();
        while !rest.is_empty() {
            let (column, title) = self.title_at(rest)?;
            columns.push(column);
            rest = rest[title.len()..].trim_start();
        }
        (columns.len() > 1).then_some(columns)
    }

    /// The longest title that a text begins with.
    fn title_at(&self, text: &str) -> Option<(Column, &str)> {
        self.columns
            .iter()
            .flat_map(|(&column, titles)| titles.iter().map(move |title| (column, title.as_str())))
            .filter(|(_, title)| text.starts_with(title))
            .max_by_key(|(_, title)| title.len())
    }
}

/// The text without white space: `状  态` is 状态.
pub(super) fn without_space(text: &str) -> String {
    text.chars().filter(|character| !character.is_whitespace()).collect()
}

/// The longest of some words that a text begins with.
pub(super) fn longest_prefix<'w>(text: &str, words: impl IntoIterator<Item = &'w String>) -> Option<&'w str> {
    words.into_iter().map(String::as_str).filter(|word| text.starts_with(word)).max_by_key(|word| word.len())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_built_in_vocabulary_reads() {
        let vocabulary = Vocabulary::yapi_text();
        assert_eq!((vocabulary.dialect.as_str(), vocabulary.strategy.as_str()), ("yapi-text", "glued"));
    }

    #[test]
    fn a_row_of_titles_consists_of_titles() {
        use Column::{Default, Example, Hints, Name, Remark, Required, Type, Value};
        let vocabulary = Vocabulary::yapi_text();
        let cases: [(&str, Option<&[Column]>); 6] = [
            ("参数名称类型必填默认值备注其他信息", Some(&[Name, Type, Required, Default, Remark, Hints])),
            ("参数名称参数值是否必填", Some(&[Name, Value, Required])),
            ("名称\t类型\t是否必须", Some(&[Name, Type, Required])),
            ("参数名称是否必填示例备注", Some(&[Name, Required, Example, Remark])),
            ("参数名称string", None),
            ("备注", None),
        ];
        for (line, columns) in cases {
            assert_eq!(vocabulary.columns(line).as_deref(), columns, "{line}");
        }
    }

    #[test]
    fn a_heading_may_have_a_colon_and_white_space() {
        let vocabulary = Vocabulary::yapi_text();
        assert_eq!(vocabulary.heading("Headers:"), Some(Heading::Headers));
        assert_eq!(vocabulary.heading("返回数据"), Some(Heading::Response));
        assert_eq!(vocabulary.heading("Request example："), Some(Heading::RequestExample));
        assert_eq!(vocabulary.heading("返回数据说明"), None);
    }
}
