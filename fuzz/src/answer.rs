//! Answers that resemble what servers send: mostly of the documented shape, with differences of every kind.

use arbitrary::{Arbitrary, Result, Unstructured};

/// An answer for [`Every`](crate::Every).
#[derive(Debug)]
pub struct Answer(Text);

/// JSON that is yet to be written.
#[derive(Debug)]
enum Text {
    Raw(String),
    List(Vec<Text>),
    /// Its members may come in any order.
    Object(Vec<(String, Text)>),
}

/// What a field is documented as.
#[derive(Debug, Clone, Copy)]
enum Kind {
    Text,
    Integer,
    Number,
    Boolean,
    Any,
    Digit,
    Letter,
    Truth,
    Date,
    Stamp,
    File,
    Model,
    List(&'static Kind),
    Map(&'static Kind),
    Json(&'static Kind),
}

/// The fields of [`Every`](crate::Every).
const FIELDS: &[(&str, Kind)] = &[
    ("text", Kind::Text),
    ("integer", Kind::Integer),
    ("number", Kind::Number),
    ("boolean", Kind::Boolean),
    ("any", Kind::Any),
    ("digit", Kind::Digit),
    ("letter", Kind::Letter),
    ("truth", Kind::Truth),
    ("date", Kind::Date),
    ("moment", Kind::Date),
    ("millis", Kind::Stamp),
    ("seconds", Kind::Stamp),
    ("file", Kind::File),
    ("model", Kind::Model),
    ("json", Kind::Json(&Kind::Model)),
    ("must", Kind::Integer),
    ("texts", Kind::List(&Kind::Text)),
    ("integers", Kind::List(&Kind::Integer)),
    ("numbers", Kind::List(&Kind::Number)),
    ("digits", Kind::List(&Kind::Digit)),
    ("models", Kind::List(&Kind::Model)),
    ("matrix", Kind::List(&Kind::List(&Kind::Integer))),
    ("anything", Kind::List(&Kind::Any)),
    ("map", Kind::Map(&Kind::Integer)),
    ("models_by_name", Kind::Map(&Kind::Model)),
    ("lists_by_name", Kind::Map(&Kind::List(&Kind::Text))),
    ("json_list", Kind::Json(&Kind::List(&Kind::Model))),
    ("json_any", Kind::Json(&Kind::Any)),
];

const SCALARS: &[&str] = &[
    "null", "true", "false", "0", "1", "-0", "-1", "2", "7", "1.0", "1.5", "1e3", "1200e-2", "1E+2", "0.0e5", "1e-400",
    "1e400", "1e99999999999999999999", "9223372036854775807", "9223372036854775808", "-9223372036854775808",
    "-9223372036854775809", "18446744073709551615", "18446744073709551616", "18446744073709551615.0",
    "12345678901234567.890", "0.1234567890123456789012345678901234567890", "1659312000000", "1659312000", "20220801",
];

const WORDS: &[&str] = &[
    "", " ", "a", "7", "01", "-012", "+1", " 1", "1 ", "1,5", "NaN", "Infinity", "true", "False", "TRUE", "null", "yes",
    "[", "{", "[]", "{}", "[1]", "[a]", "{\"a\":1}", "[\"a\"]", " {\"integer\":\"1\"}", "{} x", "[null]", "\"a\"", "1",
    "2022-08-01", "2022-8-1", "022-08-05", "2022-08-01 12:30:45", "2022-13-41", "20220801", "0000-00-00 00:00:00", "YWJj",
    "YWJj=", "YW\nJj", "not base64!", "\u{feff}{}", "\u{0}", "\u{1f600}", "优惠券A", "\u{2028}", "\\", "\"",
];

const NAMES: &[&str] = &["other", "", "Text", "text ", "会员", "a", "b", "\"", "\\u0061", "[]", "a.b", "extra"];

impl<'a> Arbitrary<'a> for Answer {
    fn arbitrary(dice: &mut Unstructured<'a>) -> Result<Self> {
        fitting(dice, Kind::Model, 0).map(Self)
    }
}

impl Answer {
    /// The answer as JSON.
    pub fn written(&self) -> String {
        let mut out = String::new();
        write(&mut out, &self.0, false);
        out
    }

    /// The same with its members in the opposite order.
    pub fn reversed(&self) -> String {
        let mut out = String::new();
        write(&mut out, &self.0, true);
        out
    }
}

fn write(out: &mut String, text: &Text, reversed: bool) {
    match text {
        Text::Raw(raw) => out.push_str(raw),
        Text::List(elements) => {
            out.push('[');
            for (index, element) in elements.iter().enumerate() {
                out.push_str(if index > 0 { "," } else { "" });
                write(out, element, reversed);
            }
            out.push(']');
        }
        Text::Object(members) => {
            out.push('{');
            for index in 0..members.len() {
                let (name, value) = &members[if reversed { members.len() - 1 - index } else { index }];
                out.push_str(if index > 0 { ", " } else { "" });
                out.push_str(&quoted(name));
                out.push(':');
                write(out, value, reversed);
            }
            out.push('}');
        }
    }
}

fn quoted(text: &str) -> String {
    serde_json::Value::from(text).to_string()
}

fn raw(text: &Text) -> Text {
    let mut out = String::new();
    write(&mut out, text, false);
    Text::Raw(out)
}

/// The value as JSON in a text. What is long stays as it is: texts within texts double with each level.
fn in_text(text: &Text) -> Text {
    let mut out = String::new();
    write(&mut out, text, false);
    Text::Raw(if out.len() > 4096 { out } else { quoted(&out) })
}

/// A value for what is documented, sometimes in a tolerated spelling, sometimes something else.
fn value(dice: &mut Unstructured<'_>, kind: Kind, depth: usize) -> Result<Text> {
    Ok(match dice.int_in_range(0..=15)? {
        0 => any(dice, depth)?,
        1 => Text::Raw((*dice.choose(&["null", "\"\"", "[]", "{}", "[ ]", "{\n}"])?).to_owned()),
        2 => {
            in_text(&fitting(dice, kind, depth + 1)?)
        }
        3 => Text::List(vec![fitting(dice, kind, depth + 1)?]),
        4 => match kind {
            Kind::List(element) => value(dice, *element, depth + 1)?,
            // What is kept as it came is kept in the order in which it came.
            Kind::Json(inner) => raw(&fitting(dice, *inner, depth + 1)?),
            _ => scalar(dice)?,
        },
        5 => nested(dice)?,
        _ => fitting(dice, kind, depth)?,
    })
}

/// A value of the documented type.
fn fitting(dice: &mut Unstructured<'_>, kind: Kind, depth: usize) -> Result<Text> {
    if depth > 40 || dice.is_empty() {
        return Ok(Text::Raw("null".to_owned()));
    }
    Ok(match kind {
        Kind::Text => Text::Raw(text(dice)?),
        Kind::Integer => Text::Raw(i64::arbitrary(dice)?.to_string()),
        Kind::Number => number(dice)?,
        Kind::Boolean | Kind::Truth => Text::Raw(bool::arbitrary(dice)?.to_string()),
        Kind::Any => any(dice, depth)?,
        Kind::Digit => Text::Raw(dice.int_in_range(0..=3)?.to_string()),
        Kind::Letter => Text::Raw((*dice.choose(&["\"a\"", "\"7\"", "7", "\"b\"", "\"\""])?).to_owned()),
        Kind::Date => Text::Raw(format!("\"20{:02}-08-0{}\"", dice.int_in_range(0..=99)?, dice.int_in_range(0..=9)?)),
        Kind::Stamp => Text::Raw(u64::arbitrary(dice)?.to_string()),
        Kind::File => Text::Raw((*dice.choose(&["\"YWJj\"", "\"YQ==\"", "\"YQ\"", "\"\""])?).to_owned()),
        Kind::Model => Text::Object(members(dice, depth)?),
        Kind::List(element) => {
            let mut elements = Vec::new();
            while more(dice)? {
                elements.push(value(dice, *element, depth + 1)?);
            }
            Text::List(elements)
        }
        Kind::Map(entry) => {
            let mut entries: Vec<(String, Text)> = Vec::new();
            while more(dice)? {
                let name = name(dice)?;
                if entries.iter().all(|(known, _)| *known != name) {
                    entries.push((name, value(dice, *entry, depth + 1)?));
                }
            }
            Text::Object(entries)
        }
        Kind::Json(inner) => in_text(&fitting(dice, *inner, depth + 1)?),
    })
}

/// Whether one more is to come. Ends with the data, which then says zero forever.
fn more(dice: &mut Unstructured<'_>) -> Result<bool> {
    Ok(!dice.is_empty() && !dice.ratio(1, 8)?)
}

fn members(dice: &mut Unstructured<'_>, depth: usize) -> Result<Vec<(String, Text)>> {
    let mut members: Vec<(String, Text)> = Vec::new();
    while more(dice)? {
        let (name, kind) = match dice.int_in_range(0..=FIELDS.len())? {
            index if index < FIELDS.len() => (FIELDS[index].0.to_owned(), FIELDS[index].1),
            _ => (name(dice)?, Kind::Any),
        };
        if members.iter().all(|(known, _)| *known != name) {
            members.push((name, value(dice, kind, depth + 1)?));
        }
    }
    Ok(members)
}

fn any(dice: &mut Unstructured<'_>, depth: usize) -> Result<Text> {
    Ok(match dice.int_in_range(0..=5)? {
        _ if depth > 40 || dice.is_empty() => scalar(dice)?,
        0 => {
            let (_, kind) = dice.choose(FIELDS)?;
            raw(&fitting(dice, *kind, depth + 1)?)
        }
        1 => raw(&Text::Object(members(dice, depth + 1)?)),
        2 => raw(&Text::List(vec![any(dice, depth + 1)?, any(dice, depth + 1)?])),
        3 => Text::Raw(text(dice)?),
        4 => number(dice)?,
        _ => scalar(dice)?,
    })
}

fn scalar(dice: &mut Unstructured<'_>) -> Result<Text> {
    Ok(Text::Raw((*dice.choose(SCALARS)?).to_owned()))
}

fn name(dice: &mut Unstructured<'_>) -> Result<String> {
    Ok(if dice.ratio(1, 8)? { String::arbitrary(dice)? } else { (*dice.choose(NAMES)?).to_owned() })
}

fn text(dice: &mut Unstructured<'_>) -> Result<String> {
    Ok(match dice.int_in_range(0..=3)? {
        0 => quoted(&String::arbitrary(dice)?),
        1 => format!("\"\\u{:04x}\"", u16::arbitrary(dice)?),
        _ => quoted(dice.choose(WORDS)?),
    })
}

/// Any number that JSON can spell, in quotes at times.
fn number(dice: &mut Unstructured<'_>) -> Result<Text> {
    let sign = if bool::arbitrary(dice)? { "-" } else { "" };
    let mut number = format!("{sign}{}", u64::arbitrary(dice)? >> dice.int_in_range(0..=63_u32)?);
    if bool::arbitrary(dice)? {
        number.push('.');
        number.push_str(&"0".repeat(dice.int_in_range(0..=30)?));
        number.push_str(&u32::arbitrary(dice)?.to_string());
    }
    if bool::arbitrary(dice)? {
        number.push_str(dice.choose(&["e", "E", "e+", "e-", "E-00"])?);
        number.push_str(&(u64::arbitrary(dice)? >> dice.int_in_range(0..=63_u32)?).to_string());
    }
    Ok(Text::Raw(if dice.ratio(1, 4)? { quoted(&number) } else { number }))
}

/// Something within itself, to about the limit, and beyond.
fn nested(dice: &mut Unstructured<'_>) -> Result<Text> {
    const SHAPES: &[(&str, &str)] = &[
        ("[", "]"),
        ("{\"model\":", "}"),
        ("{\"models\":[", "]}"),
        ("{\"other\":", "}"),
        ("{\"json\":", "}"),
        ("{\"text\":[", "]}"),
        ("{\"models_by_name\":{\"a\":", "}}"),
        ("{\"json_list\":[", "]}"),
    ];
    let (open, close) = *dice.choose(SHAPES)?;
    let deep = usize::from(u8::arbitrary(dice)?);
    let Text::Raw(inner) = scalar(dice)? else { return any(dice, 0) };
    Ok(Text::Raw([open.repeat(deep), inner, close.repeat(deep)].concat()))
}
