//! Findings: what a reader, a check or a writer has to tell the person who runs it.

pub mod render;

use std::fmt;
use std::sync::Arc;

use serde::Serialize;

use crate::source::{Source, Span};

/// How much a finding matters.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Severity {
    /// Worth knowing.
    Note,
    /// A defect of a document that docwright could work around.
    Warning,
    /// Something that keeps docwright from doing its work.
    Error,
}

impl fmt::Display for Severity {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(match self {
            Self::Note => "note",
            Self::Warning => "warning",
            Self::Error => "error",
        })
    }
}

/// A rule that findings are reported under. All of them stand in [`rules`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Rule {
    /// `DW` and four digits; never given to another rule.
    pub code: &'static str,
    /// The severity of its findings.
    pub severity: Severity,
    /// What it looks for, in one line.
    pub summary: &'static str,
}

/// Where a finding points to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Place {
    /// The text.
    pub source: Arc<Source>,
    /// The part of it.
    pub span: Span,
}

impl Place {
    /// The 1-based line the place starts on.
    #[must_use]
    pub fn line(&self) -> usize {
        self.source.line(self.span.start)
    }
}

/// Something to tell, with the place it is about and what to do.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Finding {
    /// The rule it comes from.
    pub rule: Rule,
    /// Starts as the rule's severity; `allow` in api.yaml can lower it.
    pub severity: Severity,
    /// What is the matter, in one sentence without a full stop.
    pub message: String,
    /// The place it is about; `None` where there is no text to show.
    pub place: Option<Place>,
    /// A second place that belongs to it, with a word about it.
    pub related: Vec<(Place, String)>,
    /// What to do about it.
    pub help: String,
    /// The address of the specification item it is about (`get_x.response.Row.name`), for `allow` in api.yaml.
    pub item: Option<String>,
}

impl Finding {
    /// A finding of `rule` that says `message`.
    #[must_use]
    pub fn new(rule: Rule, message: impl Into<String>) -> Self {
        Self {
            rule,
            severity: rule.severity,
            message: message.into(),
            place: None,
            related: Vec::new(),
            help: String::new(),
            item: None,
        }
    }

    /// Points it to a part of a text.
    #[must_use]
    pub fn at(mut self, source: &Arc<Source>, span: Span) -> Self {
        self.place = Some(Place { source: Arc::clone(source), span });
        self
    }

    /// Adds a second place.
    #[must_use]
    pub fn and_at(mut self, source: &Arc<Source>, span: Span, word: impl Into<String>) -> Self {
        self.related.push((Place { source: Arc::clone(source), span }, word.into()));
        self
    }

    /// Says what to do.
    #[must_use]
    pub fn help(mut self, help: impl Into<String>) -> Self {
        self.help = help.into();
        self
    }

    /// Names the item of the specification it is about.
    #[must_use]
    pub fn item(mut self, item: impl Into<String>) -> Self {
        self.item = Some(item.into());
        self
    }
}

pub mod rules {
    //! Every rule, in one list. Ranges: 00 reading files, 01 extraction, 02 glued text, 03 examples against tables,
    //! 04 api.yaml and specifications, 05 names and lowering, 06 output and lock, 07 mock server.
    use super::{Rule, Severity};

    macro_rules! rules {
        ($($(#[$doc:meta])* $name:ident = $code:literal $severity:ident $summary:literal;)*) => {
            $($(#[$doc])* #[doc = $summary] pub const $name: Rule =
                Rule { code: $code, severity: Severity::$severity, summary: $summary };)*
            /// All rules, in order of code.
            pub const ALL: &[Rule] = &[$($name),*];
        };
    }

    rules! {
        NOT_UTF8 = "DW0001" Warning "The file is not UTF-8 and was decoded from another encoding";
        BINARY_FILE = "DW0002" Error "The file is not text";
        EMPTY_FILE = "DW0003" Error "The file has nothing in it";
        UNREADABLE_FILE = "DW0004" Error "The file cannot be read";
        NESTED_TOO_DEEP = "DW0005" Warning "The page is nested too deep to be read as a page";
        // 01 extraction
        NO_OPERATION = "DW0101" Note "The page documents no operation";
        HALF_AN_OPERATION = "DW0102" Warning "A page names a method without an address, or an address without a method";
        HEAD_FROM_EXAMPLE = "DW0103" Warning "Method or address were taken from an example";
        OPERATION_REPEATED = "DW0104" Note "A page holds the same operation more than once";
        UNKNOWN_COLUMN = "DW0105" Warning "A table has a column that nobody knows";
        COLUMN_BY_PART = "DW0106" Note "A column was recognised by a part of its title";
        ROW_WITHOUT_NAME = "DW0107" Warning "A row of a table names no field";
        ROW_MENDED = "DW0108" Warning "A broken row was put together";
        REQUIRED_UNCLEAR = "DW0109" Warning "A cell does not say clearly whether a field is required";
        FIELD_TWICE = "DW0110" Warning "A field or code stands twice in the same table";
        UNKNOWN_TYPE = "DW0111" Warning "A field has no type, or one that the page does not define";
        UNUSED_TYPE = "DW0112" Note "A type is defined and no field has it";
        TYPE_TWICE = "DW0113" Warning "A type is defined twice";
        NESTING_UNCLEAR = "DW0114" Note "A row is marked as a member of a field that has none";
        TABLE_OF_OTHER_SIDE = "DW0115" Warning "A table of the answer stands among those of the request";
        DESCRIBED_ELSEWHERE = "DW0116" Note "A part of the operation is described on another page";
        EXAMPLE_NOT_JSON = "DW0117" Note "An example is not JSON and was read as it was meant";
        EXAMPLE_UNREADABLE = "DW0118" Warning "An example cannot be read";
        EXAMPLE_OF_OTHER_CALL = "DW0119" Warning "An example calls another method or path than the page says";
        TABLE_WITHOUT_TITLES = "DW0120" Warning "A table has no titles";
        COLUMN_BY_CELLS = "DW0121" Warning "A column was recognised by its cells";
        ROW_TOO_SHORT = "DW0122" Warning "A row of a table lacks cells";
        TABLE_SET_ASIDE = "DW0123" Warning "A table of fields belongs to no part of an operation";
        ENCODING_UNCLEAR = "DW0124" Warning "Two parts of a page disagree about how a body travels";
        // 02 glued text
        AMBIGUOUS_ROW = "DW0201" Warning "A glued row can be read in more than one way";
        AMBIGUOUS_DEFAULT = "DW0202" Note "What stands behind a type may begin with a default";
        NOT_A_ROW = "DW0203" Warning "A line in a table can not be read as a row";
        UNTYPED_ROW = "DW0204" Warning "A row of a schema states no type";
        BAD_HINT = "DW0205" Warning "A hint behind a row has no value that fits";
        MOCK_MISFIT = "DW0206" Warning "A Mock hint makes up values that the documented type cannot hold";
        MOCK_CONSTANT = "DW0207" Note "A Mock hint without a placeholder is read as the only value of its field";
        TWO_BODIES = "DW0208" Warning "A page documents a form and a JSON body for one request";
        NO_TITLES = "DW0209" Warning "A table has no row of column titles";
        NO_ADDRESS = "DW0210" Warning "A page of an interface names no method and path";
        JSON_TEXT_UNSURE = "DW0211" Warning "Prose and example do not both say that a member travels as JSON text";
        BAD_EXAMPLE = "DW0212" Warning "An example is no JSON";
        DUPLICATE_ROW = "DW0213" Warning "An object has two members of the same name";
        // 03 checks
        FIELD_ONLY_IN_EXAMPLE = "DW0301" Warning "An example has a field that no table has";
        FIELD_ONLY_IN_TABLE = "DW0302" Note "A table has a field that the example does not show";
        DATE_MISFIT = "DW0303" Warning "An example value fits no documented date format";
        UNIT_MISMATCH = "DW0304" Warning "The same name has one unit in the request and another in the response";
        EXAMPLE_TYPE_MISFIT = "DW0305" Warning "An example value does not fit the documented type";
        EXAMPLE_BREAKS_LIMIT = "DW0306" Warning "The documented request does what its tables forbid";
        // 04 api.yaml
        BAD_YAML = "DW0401" Error "A YAML file cannot be read";
        CORRECTION_WITHOUT_MATCH = "DW0402" Error "A correction of api.yaml matches nothing";
        ALLOWANCE_WITHOUT_MATCH = "DW0403" Warning "An allowance of api.yaml matches no finding";
        SETTING_WITHOUT_MATCH = "DW0404" Warning "A setting of api.yaml names something that is not there";
        NO_DOCUMENTS = "DW0405" Error "The patterns of api.yaml match no document";
        OPERATION_TWICE = "DW0406" Warning "An operation is documented twice";
        BAD_SETTING = "DW0411" Error "A setting of api.yaml cannot be meant so";
        OPERATION_LOST = "DW0410" Error "A document that had an operation has none any more";
        UNKNOWN_DIALECT = "DW0409" Error "The dialect that api.yaml names does not exist";
        UNKNOWN_RECIPE = "DW0408" Error "The recipe that api.yaml names does not exist";
        BAD_RECIPE = "DW0420" Error "A recipe says something that cannot work";
        // 05 names and lowering
        NAME_TAKEN = "DW0501" Warning "A name is taken, so that another one was chosen";
        OPERATION_NAME_CLASH = "DW0502" Warning "Two operations of a group would have the same name";
        UNUSED_RENAME = "DW0503" Error "A `rename` of api.yaml names something that is not there";
        UNDEFINED_TYPE = "DW0504" Warning "A type is used but nowhere described";
        FIELD_AGAIN = "DW0506" Warning "A table has two fields of one name";
        // 06 output
        EDITED_BY_HAND = "DW0601" Error "A generated file was edited by hand";
        STALE_FILE = "DW0602" Error "A generated file is not what docwright would write";
        BAD_LOCK = "DW0603" Error "docwright.lock cannot be read";
        NO_REGION = "DW0604" Error "A file of the generated crate has no region for docwright";
        // 07 mock
        MOCK_UNCHECKED_RECIPE = "DW0701" Warning "The mock server does not check the signatures of this recipe";
    }
}
