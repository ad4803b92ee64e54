//! The input of code generation: plain data in which every decision about Rust has been taken.
//!
//! `lower` fills it once, `codegen` only reads it. Texts in it are the document's own and not yet fit for source code.

use std::fmt;

/// A word that is a Rust identifier in every position (no keyword, nothing raw).
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Identifier(String);

impl Identifier {
    /// Takes a word that `lower::names` has made; what is no identifier becomes one by leaving out what does not fit.
    #[must_use]
    pub(crate) fn new(word: &str) -> Self {
        let fits = |(index, c): (usize, char)| {
            c == '_' || if index == 0 { unicode_ident::is_xid_start(c) } else { unicode_ident::is_xid_continue(c) }
        };
        if !word.is_empty() && word != "_" && word.chars().enumerate().all(fits) {
            return Self(word.to_owned());
        }
        let kept: String = word.chars().filter(|&c| unicode_ident::is_xid_continue(c)).collect();
        Self(format!("_{kept}_"))
    }

    /// The word.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for Identifier {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.0)
    }
}

/// Documentation: paragraphs in order.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Docs(pub Vec<Vec<Piece>>);

/// A part of a paragraph.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Piece {
    /// Prose of anybody; whatever it looks like, it is shown as it is written. Lines stay lines.
    Text(String),
    /// A name or a value, shown as code.
    Code(String),
}

/// A whole API.
#[derive(Debug, Clone, PartialEq)]
pub struct Api {
    /// The folder below `specs/`, which is what `docwright generate` is called with.
    pub name: String,
    /// The module.
    pub module: Identifier,
    /// The feature of the whole API.
    pub feature: String,
    /// What the API is called.
    pub title: String,
    /// Where it is specified, for the first line of generated files (`specs/kingdee`).
    pub specification: String,
    /// The address that paths are appended to.
    pub server: Option<String>,
    /// How answers say whether the call succeeded; the first form whose fields an answer has counts.
    pub envelopes: Vec<Envelope>,
    /// How lists are cut into pages.
    pub pagination: Option<Pagination>,
    /// How many calls a minute the vendor allows.
    pub limit_per_minute: Option<u32>,
    /// How requests are signed.
    pub recipe: Option<crate::spec::recipe::Recipe>,
    /// What a caller identifies with, in order.
    pub credentials: Vec<Credential>,
    /// The signatures of the recipe, each with its function.
    pub signatures: Vec<Signature>,
    /// The modules, in order of their names.
    pub groups: Vec<Group>,
}

/// The envelope of answers; values are compared as text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Envelope {
    /// The member that says whether the call succeeded.
    pub success_field: String,
    /// Its value if so.
    pub success_value: String,
    /// The member with the error code.
    pub code: Option<String>,
    /// The member with the error message.
    pub message: Option<String>,
    /// The member with the data.
    pub data: Option<String>,
}

/// How lists are cut into pages: wire names.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Pagination {
    /// The parameter with the number of the page.
    pub page: String,
    /// The parameter with the rows a page.
    pub size: String,
    /// The most rows the vendor gives on a page.
    pub max_size: Option<u64>,
    /// The member with the rows.
    pub items: String,
    /// The member with the number of all rows.
    pub total: Option<String>,
}

/// Something that a caller identifies with.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Credential {
    /// The recipe's name for it.
    pub name: String,
    /// The argument or method.
    pub identifier: Identifier,
    /// Whether a call can do without it.
    pub required: bool,
    /// What it is.
    pub docs: Docs,
}

/// A signature that the recipe makes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Signature {
    /// The recipe's name for it.
    pub name: String,
    /// The function.
    pub identifier: Identifier,
}

/// The operations that share a module and a feature.
#[derive(Debug, Clone, PartialEq)]
pub struct Group {
    /// The segment of the path that they share.
    pub name: String,
    /// The module.
    pub module: Identifier,
    /// The feature.
    pub feature: String,
    /// The operations, in order of their modules' names.
    pub operations: Vec<Operation>,
}

/// One operation.
#[derive(Debug, Clone, PartialEq)]
pub struct Operation {
    /// The module.
    pub module: Identifier,
    /// The specification it comes from (`specs/kingdee/operations/ls/get_coupon_center.yaml`).
    pub specification: String,
    /// The name in messages.
    pub name: String,
    /// The HTTP method, upper case.
    pub method: &'static str,
    /// The path.
    pub path: String,
    /// The document, relative to the API's folder.
    pub document: String,
    /// What the page is about.
    pub docs: Docs,
    /// The struct with everything that a caller may send.
    pub request: Request,
    /// What is always sent.
    pub constants: Vec<Constant>,
    /// How the body travels.
    pub encoding: Encoding,
    /// The documented error codes.
    pub errors: Vec<KnownError>,
    /// The types of the request, in `request` below the operation's module.
    pub request_types: Vec<Item>,
    /// The types of the answer, in the operation's module.
    pub response_types: Vec<Item>,
    /// What a call gives.
    pub output: Type,
    /// Where in the answer that stands.
    pub data: Data,
    /// The rows, if the operation gives a list page by page.
    pub rows: Option<Rows>,
    /// Whether api.yaml says that the call may be repeated.
    pub idempotent: bool,
    /// The documented examples, to be tested.
    pub examples: Examples,
}

/// The documented examples of an operation.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Examples {
    /// An answer.
    pub answer: Option<AnswerExample>,
    /// A request.
    pub request: Option<RequestExample>,
}

/// A documented answer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AnswerExample {
    /// Its JSON text.
    pub json: String,
    /// Where it differs from the tables, each as `PATH: KIND`, in order.
    pub differences: Vec<String>,
}

/// A documented request.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RequestExample {
    /// The parameters of its query.
    pub query: Vec<(String, String)>,
    /// The JSON text of its body.
    pub body: Option<String>,
    /// Where it differs from the tables, each as `PATH: KIND`, in order.
    pub differences: Vec<String>,
}

/// The rows of a page: a field of the output, and what it is a list of.
#[derive(Debug, Clone, PartialEq)]
pub struct Rows {
    /// The field.
    pub field: Identifier,
    /// A row.
    pub type_: Type,
}

/// The struct of the request.
#[derive(Debug, Clone, PartialEq)]
pub struct Request {
    /// The struct; its fields are the parameters.
    pub model: Model,
    /// Where each field travels, in the order of the fields.
    pub places: Vec<Place>,
}

/// Where a parameter travels.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Place {
    /// In a header.
    Header,
    /// In the path.
    Path,
    /// In the query.
    Query,
    /// In the body, as a member.
    Body,
    /// As the whole body.
    Content,
}

/// A value that is always sent.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Constant {
    /// Where.
    pub place: Place,
    /// Under which name.
    pub name: String,
    /// The value: JSON text in a body, the bare text elsewhere.
    pub value: String,
}

/// How a body travels.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Encoding {
    /// There is none.
    None,
    /// As JSON.
    Json,
    /// As a form.
    Form,
    /// As a form with files.
    Multipart,
}

/// A documented error code.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct KnownError {
    /// The code, as text.
    pub code: String,
    /// What it means.
    pub message: String,
    /// What to do; empty where the document does not say.
    pub remedy: String,
}

/// Where in the answer the output stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Data {
    /// It is the whole answer.
    Whole,
    /// It is that member.
    Member(String),
    /// It is the JSON text in that member.
    Text(String),
}

/// A generated type.
#[derive(Debug, Clone, PartialEq)]
pub enum Item {
    /// A struct.
    Model(Model),
    /// An enumeration.
    Enumeration(Enumeration),
}

/// A struct and its table.
#[derive(Debug, Clone, PartialEq)]
pub struct Model {
    /// The struct.
    pub name: Identifier,
    /// The document's name for it.
    pub wire_name: String,
    /// What it is.
    pub docs: Docs,
    /// The fields, in document order.
    pub fields: Vec<Field>,
    /// Groups of fields, by the names that travel, of which the document demands one; in requests only.
    pub either_or: Vec<Vec<String>>,
    /// The struct that holds what callers must give, where that is more than one field; in requests only.
    pub required: Option<Identifier>,
}

/// A bound of the values of a field.
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

/// A field of a struct.
#[derive(Debug, Clone, PartialEq)]
pub struct Field {
    /// The field.
    pub name: Identifier,
    /// The name that travels.
    pub wire_name: String,
    /// What a value is; `codegen` decides what holds an absent one.
    pub type_: Type,
    /// Whether the document demands it, always.
    pub required: bool,
    /// Whether the documented example contradicts what the table says: it shows a value that is not of the type or beyond
    /// a limit, or nothing where there should be something.
    pub disputed: bool,
    /// The limits of its values; in requests only.
    pub limits: Vec<Limit>,
    /// What it is.
    pub docs: Docs,
    /// The 1-based line of the document it stands on, if known.
    pub line: Option<usize>,
}

/// The type of a value.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum Type {
    /// Text.
    String,
    /// A whole number.
    Integer,
    /// A number that keeps its digits.
    Number,
    /// True or false.
    Boolean,
    /// Whatever comes.
    Any,
    /// A file.
    File,
    /// A date whose text is kept.
    Date,
    /// A date and a time of day whose text is kept.
    DateTime,
    /// A point in time, counted in milliseconds since 1970.
    UnixMilliseconds,
    /// A point in time, counted in seconds since 1970.
    UnixSeconds,
    /// A generated type.
    Named(Path),
    /// A generated type that holds itself by way of this field.
    Boxed(Path),
    /// A list.
    List(Box<Type>),
    /// An object whose keys are data.
    Map(Box<Type>),
    /// A string that holds JSON text.
    Json(Box<Type>),
}

/// A generated type as the place that names it sees it.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Path {
    /// The module below, if the type is in one.
    pub module: Option<Identifier>,
    /// The type.
    pub name: Identifier,
}

/// An open set of values.
#[derive(Debug, Clone, PartialEq)]
pub struct Enumeration {
    /// The enum.
    pub name: Identifier,
    /// What it is.
    pub docs: Docs,
    /// How codes travel.
    pub kind: CodeKind,
    /// The documented values.
    pub variants: Vec<Variant>,
}

/// How the codes of an enumeration travel.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum CodeKind {
    /// As numbers; every code is an `i64`.
    Integer,
    /// As strings.
    String,
}

/// A documented value.
#[derive(Debug, Clone, PartialEq)]
pub struct Variant {
    /// The variant.
    pub name: Identifier,
    /// The code, as text.
    pub code: String,
    /// What the document calls it; empty where it does not say.
    pub label: String,
    /// What it is.
    pub docs: Docs,
}
