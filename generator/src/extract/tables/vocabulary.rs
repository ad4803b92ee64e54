//! The words of a dialect whose pages are headings and tables.

use indexmap::IndexMap;
use serde::Deserialize;

/// The words of a dialect of the strategy `tables`; see [`Vocabulary::folded`].
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Vocabulary {
    /// What api.yaml calls the dialect.
    pub dialect: String,
    /// What messages call it.
    pub title: String,
    /// The strategy it belongs to: `tables`.
    pub strategy: String,
    /// Headings, by the part they open.
    pub sections: IndexMap<Section, Words>,
    /// Labels of the facts of an operation.
    pub about: IndexMap<About, Vec<String>>,
    /// Titles of columns.
    pub columns: IndexMap<Column, Words>,
    /// Titles of the column of names in tables of answers.
    #[serde(default)]
    pub response_titles: Vec<String>,
    /// How types are spelled, in the notation of specifications, `/format` behind one.
    pub types: IndexMap<String, String>,
    /// Words for lists: `List <T>`, `array`.
    pub lists: Vec<String>,
    /// Words for maps: `Map <T>`.
    pub maps: Vec<String>,
    /// Words for objects whose members are told elsewhere.
    pub objects: Vec<String>,
    /// Words that say whether a field is required.
    pub required: IndexMap<String, bool>,
    /// Words that say that it is, under a condition: `C` beside `M` and `O`.
    #[serde(default)]
    pub conditional: Vec<String>,
    /// Marks in front of a name that say how deep it is nested, and how much each counts.
    #[serde(default)]
    pub nesting: IndexMap<char, usize>,
    /// Keys of front matter.
    #[serde(default)]
    pub front_matter: IndexMap<FrontMatter, Vec<String>>,
    /// What crawlers leave behind a title: it ends in front of the first of these words.
    #[serde(default)]
    pub title_ends: Vec<String>,
}

/// Words that are compared as a whole, and words that it is enough to contain.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Words {
    /// The whole text, white space and case apart.
    pub is: Vec<String>,
    /// A part of the text, tried where no whole text fits.
    #[serde(default)]
    pub contains: Vec<String>,
}

/// A part of an operation that a heading opens.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Section {
    /// Method, address, purpose.
    About,
    /// The request as a whole.
    Request,
    /// Its headers.
    Headers,
    /// Its parameters in the query.
    Query,
    /// Its parameters in the path.
    Path,
    /// Its body.
    Body,
    /// An example of it.
    RequestExample,
    /// The answer.
    Response,
    /// An example of it.
    ResponseExample,
    /// Error codes.
    Errors,
    /// Values of fields, a row a value, of the side whose tables stand above.
    Values,
}

/// A fact of an operation.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum About {
    /// What it is for.
    Summary,
    /// Its HTTP method.
    Method,
    /// Its address.
    Address,
    /// How its body travels: a media type, or a word such as `form`.
    Encoding,
}

/// What a column of a table holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Column {
    /// Names.
    Name,
    /// The field that the row's is a member of.
    Parent,
    /// Types.
    Type,
    /// How long values may be.
    Length,
    /// Whether a field is required.
    Required,
    /// Whether a field may be left out: the opposite.
    Optional,
    /// Where a parameter travels: `query`, `path`, `header`, `body`.
    Location,
    /// An example of a value.
    Example,
    /// The value that counts when it is left out.
    Default,
    /// What people call a field, beside its name.
    Label,
    /// Prose.
    Description,
    /// Error codes.
    Code,
    /// What to do about an error.
    Remedy,
}

/// What a key of front matter says.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum FrontMatter {
    /// The title of the page.
    Title,
    /// Its address.
    Url,
    /// When it was last changed.
    Updated,
    /// Something else worth keeping.
    Facts,
}

/// How sure a match of words is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Fit {
    /// The whole text is the same.
    Whole,
    /// The text contains the words.
    Part,
}

impl Vocabulary {
    /// The vocabulary with all words as texts are compared with them: without white space and case. To be called once
    /// on a vocabulary that was read.
    #[must_use]
    pub fn folded(mut self) -> Self {
        let vocabulary = &mut self;
        for words in vocabulary.columns.values_mut() {
            fold(&mut words.is);
            fold(&mut words.contains);
        }
        for word in vocabulary.sections.values_mut().flat_map(|words| words.is.iter_mut().chain(&mut words.contains)) {
            *word = folded_heading(word);
        }
        vocabulary.about.values_mut().for_each(|words| fold(words));
        for words in
            [&mut vocabulary.response_titles, &mut vocabulary.lists, &mut vocabulary.maps, &mut vocabulary.objects]
        {
            fold(words);
        }
        self.types = self.types.into_iter().map(|(word, notation)| (folded(&word), notation)).collect();
        self.required = self.required.into_iter().map(|(word, says)| (folded(&word), says)).collect();
        self.conditional.iter_mut().for_each(|word| *word = folded(word));
        self
    }

    /// The part that a heading opens.
    #[must_use]
    pub fn section(&self, heading: &str) -> Option<Section> {
        self.section_fit(heading).map(|(section, _)| section)
    }

    /// The part that a heading opens, and how sure that is.
    #[must_use]
    pub fn section_fit(&self, heading: &str) -> Option<(Section, Fit)> {
        self.fit_of_words(heading).or_else(|| self.fit_of_words(without_remark(heading)?))
    }

    fn fit_of_words(&self, heading: &str) -> Option<(Section, Fit)> {
        let heading = folded_heading(without_number(heading));
        find(&self.sections, &heading).filter(|(section, _)| !(*section == Section::Headers && is_of_answer(&heading)))
    }

    /// What a column with this title holds.
    #[must_use]
    pub fn column(&self, title: &str) -> Option<(Column, Fit)> {
        find(&self.columns, &folded(title))
    }

    /// The fact that a label announces.
    #[must_use]
    pub fn about(&self, label: &str) -> Option<About> {
        let label = folded(label);
        self.about.iter().find(|(_, words)| words.contains(&label)).map(|(&about, _)| about)
    }

    /// What a key of front matter says.
    #[must_use]
    pub fn front_matter(&self, key: &str) -> Option<FrontMatter> {
        let is = |words: &Vec<String>| words.iter().any(|word| word.eq_ignore_ascii_case(key));
        self.front_matter.iter().find(|(_, words)| is(words)).map(|(&meaning, _)| meaning)
    }

    /// Whether a title of the column of names belongs to a table of an answer.
    #[must_use]
    pub fn is_response_title(&self, title: &str) -> bool {
        self.response_titles.contains(&folded(title))
    }
}

fn find<K: Copy>(words: &IndexMap<K, Words>, text: &str) -> Option<(K, Fit)> {
    if text.is_empty() {
        return None;
    }
    let whole = words.iter().find(|(_, words)| words.is.iter().any(|word| word == text));
    if let Some((&key, _)) = whole {
        return Some((key, Fit::Whole));
    }
    // Headings and titles are short; a sentence that contains such a word is none.
    let is_short = text.chars().count() <= 16;
    let part =
        words.iter().find(|(_, words)| is_short && words.contains.iter().any(|word| text.contains(word.as_str())));
    part.map(|(&key, _)| (key, Fit::Part))
}

/// A heading without the remark that ends it: `请求参数（application/json）`, `Request body: multipart/form-data`.
fn without_remark(heading: &str) -> Option<&str> {
    let heading = heading.trim().trim_end_matches([':', '：']).trim_end();
    let media_type = ["application/", "multipart/"].iter().find_map(|kind| heading.find(kind));
    let bracket =
        if heading.ends_with([')', '）', ']', '】']) { heading.find(['(', '（', '[', '【']) } else { None };
    let end = bracket.or(media_type)?;
    Some(heading[..end].trim_end_matches([' ', ':', '：', '-', '—', '(', '（'])).filter(|words| !words.is_empty())
}

/// A heading without the number in front of it: `2.1 请求参数`, `三、返回码`, `（1）响应参数`, `表3 请求Header参数`.
fn without_number(heading: &str) -> &str {
    let heading = heading.trim_start();
    let is_number = |c: char| c.is_ascii_digit() || "一二三四五六七八九十".contains(c);
    let is_mark = |c: char| matches!(c, '.' | '．' | '、' | ')' | '）' | ':' | '：' | ' ');
    let numbered = without_table_number(heading);
    if numbered.len() < heading.len() {
        return numbered;
    }
    let open = heading.trim_start_matches(['(', '（']);
    let rest = open.trim_start_matches(|c: char| is_number(c) || c == '.');
    if rest.len() == open.len() || !(rest.starts_with(is_mark) || open[..open.len() - rest.len()].contains('.')) {
        return heading;
    }
    rest.trim_start_matches(is_mark)
}

/// A caption without its number: `表5 QueueGroup`, `Table 2: Query parameters`.
pub(super) fn without_table_number(caption: &str) -> &str {
    let behind = ["表", "Table "].iter().find_map(|word| caption.trim_start().strip_prefix(word)).map(str::trim_start);
    match behind.filter(|behind| behind.starts_with(|c: char| c.is_ascii_digit())) {
        Some(behind) => {
            behind.trim_start_matches(|c: char| c.is_ascii_digit() || matches!(c, '-' | '.' | ' ' | ':' | '：'))
        }
        None => caption,
    }
}

/// Whether a heading is about the answer: its headers have no place in a specification, and are none of the request's.
fn is_of_answer(heading: &str) -> bool {
    ["响应", "返回", "response"].iter().any(|word| heading.contains(word))
}

/// Folds words once, so that texts are compared with them as they are.
fn fold(words: &mut [String]) {
    words.iter_mut().for_each(|word| *word = folded(word));
}

/// Without white space, marks of emphasis and case.
pub(super) fn folded(text: &str) -> String {
    let is_noise = |c: char| c.is_whitespace() || matches!(c, '*' | '`' | '：' | ':' | '_');
    text.chars().filter(|&c| !is_noise(c)).flat_map(char::to_lowercase).collect()
}

/// The same for headings, which are written `Request-headers` as well.
fn folded_heading(text: &str) -> String {
    folded(text).replace('-', "")
}
