//! Putting a scalar into a slot: the part of the table of tolerances that all formats share.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;

use crate::drift::{Found, Tolerance};
use crate::number::{integer, normalised};
use crate::{Code, Expected, Number, OpenCode, SlotMut, Value};

/// A scalar as it came. The text of a number is one as JSON has them.
#[derive(Clone, Copy)]
pub(crate) enum Scalar<'a> {
    Boolean(bool),
    Number(&'a str),
    Text(&'a str),
}

/// What became of a value.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Landing {
    /// It is as documented.
    Exact,
    /// It is in the slot.
    Tolerated(Tolerance),
    /// It stands for nothing; the slot is to be cleared.
    Nothing,
    /// An integer that does not fit.
    Beyond,
    /// It is not of the documented type.
    Misfit,
}

impl Scalar<'_> {
    pub(crate) fn to_value(self) -> Value {
        match self {
            Self::Boolean(value) => Value::Boolean(value),
            Self::Number(text) => Value::Number(Number::from_checked(text)),
            Self::Text(text) => Value::Text(text.to_owned()),
        }
    }
}

/// Puts a scalar into a slot of a scalar kind. Slots of other kinds take nothing but the empty text, for nothing.
pub(crate) fn assign(slot: SlotMut<'_>, scalar: Scalar<'_>) -> Landing {
    match slot {
        SlotMut::Text(text) => assign_text(text, scalar),
        SlotMut::Any(value) => {
            *value = scalar.to_value();
            Landing::Exact
        }
        SlotMut::Code(code) => assign_code(code, scalar),
        SlotMut::File(file) => match scalar {
            Scalar::Text(text) => STANDARD.decode(text).map_or(Landing::Misfit, |content| {
                file.content = content.into();
                Landing::Exact
            }),
            _ => Landing::Misfit,
        },
        _ if matches!(scalar, Scalar::Text("")) => Landing::Nothing,
        SlotMut::Integer(place) => assign_integer(place, scalar),
        SlotMut::Number(place) => assign_number(place, scalar),
        SlotMut::Boolean(place) => assign_boolean(place, scalar),
        SlotMut::Formatted(place) => {
            let (text, found) = match scalar {
                Scalar::Text(text) => (text, Found::Text),
                Scalar::Number(text) => (text, Found::Number),
                Scalar::Boolean(_) => return Landing::Misfit,
            };
            if place.take(text, found) { Landing::Exact } else { Landing::Tolerated(Tolerance::OtherFormat) }
        }
        SlotMut::Model(_) | SlotMut::List(_) | SlotMut::Map(_) | SlotMut::Json(_) => Landing::Misfit,
    }
}

fn assign_text(place: &mut String, scalar: Scalar<'_>) -> Landing {
    place.clear();
    match scalar {
        Scalar::Text(text) => {
            place.push_str(text);
            Landing::Exact
        }
        Scalar::Number(text) => {
            place.push_str(text);
            Landing::Tolerated(Tolerance::Unquoted)
        }
        Scalar::Boolean(value) => {
            place.push_str(if value { "true" } else { "false" });
            Landing::Tolerated(Tolerance::Unquoted)
        }
    }
}

fn assign_integer(place: &mut i64, scalar: Scalar<'_>) -> Landing {
    let (text, plain) = match scalar {
        Scalar::Number(text) => (std::borrow::Cow::Borrowed(text), Tolerance::IntegerSpelling),
        Scalar::Text(text) => match normalised(text) {
            Some(text) => (text, Tolerance::Quoted),
            None => return Landing::Misfit,
        },
        Scalar::Boolean(value) => {
            *place = i64::from(value);
            return Landing::Tolerated(Tolerance::BooleanForInteger);
        }
    };
    match integer(&text).map(i64::try_from) {
        Some(Ok(value)) => {
            *place = value;
            let exact = matches!(scalar, Scalar::Number(_)) && !text.contains(['.', 'e', 'E']);
            if exact { Landing::Exact } else { Landing::Tolerated(plain) }
        }
        Some(Err(_)) => Landing::Beyond,
        None => Landing::Misfit,
    }
}

fn assign_number(place: &mut Number, scalar: Scalar<'_>) -> Landing {
    match scalar {
        Scalar::Number(text) => {
            *place = Number::from_checked(text);
            Landing::Exact
        }
        Scalar::Text(text) => match normalised(text) {
            Some(text) => {
                *place = Number::from_checked(&text);
                Landing::Tolerated(Tolerance::Quoted)
            }
            None => Landing::Misfit,
        },
        Scalar::Boolean(_) => Landing::Misfit,
    }
}

fn assign_boolean(place: &mut bool, scalar: Scalar<'_>) -> Landing {
    let Some(value) = truth(scalar) else { return Landing::Misfit };
    *place = value;
    match scalar {
        Scalar::Boolean(_) => Landing::Exact,
        Scalar::Number(_) => Landing::Tolerated(Tolerance::NumberForBoolean),
        Scalar::Text(_) => Landing::Tolerated(Tolerance::Quoted),
    }
}

/// What a scalar means as a truth value: 0 and 1, true and false, in quotes or not.
fn truth(scalar: Scalar<'_>) -> Option<bool> {
    match scalar {
        Scalar::Boolean(value) => Some(value),
        Scalar::Number("0") | Scalar::Text("0") => Some(false),
        Scalar::Number("1") | Scalar::Text("1") => Some(true),
        Scalar::Text(text) if text.eq_ignore_ascii_case("true") => Some(true),
        Scalar::Text(text) if text.eq_ignore_ascii_case("false") => Some(false),
        _ => None,
    }
}

/// Takes the documented code that the scalar means; where there is none, the scalar as it came.
fn assign_code(place: &mut dyn OpenCode, scalar: Scalar<'_>) -> Landing {
    let expected = place.expected();
    let written = written_code(scalar);
    if let Some(code) = documented_code(place, scalar) {
        place.assign(code);
        return if code == written { Landing::Exact } else { Landing::Tolerated(spelling(expected, scalar)) };
    }
    match scalar {
        Scalar::Text("") if expected != Expected::TextCode => Landing::Nothing,
        _ => {
            place.assign(kept_code(expected, scalar).unwrap_or(written));
            Landing::Tolerated(Tolerance::UnknownCode)
        }
    }
}

fn written_code(scalar: Scalar<'_>) -> Code<'_> {
    match scalar {
        Scalar::Text(text) => Code::Text(text),
        Scalar::Boolean(value) => Code::Boolean(value),
        // `-0` is kept as it came: as 0 it could be taken for another code when it comes back.
        Scalar::Number(text) => plain_integer(text).map_or(Code::Number(text), Code::Integer),
    }
}

/// A code that is not documented, where it means one of the documented kind: 7 in quotes is 7, so that the two are equal.
fn kept_code(expected: Expected, scalar: Scalar<'_>) -> Option<Code<'_>> {
    match (expected, scalar) {
        (Expected::IntegerCode, Scalar::Text(text)) => plain_integer(text).map(Code::Integer),
        (Expected::BooleanCode, _) => truth(scalar).map(Code::Boolean),
        _ => None,
    }
}

/// The integer that a text spells in the one usual way.
fn plain_integer(text: &str) -> Option<i64> {
    text.parse::<i64>().ok().filter(|value| value.to_string() == text)
}

/// The code of the documented kind that the scalar means, if the document lists it.
fn documented_code<'a>(place: &dyn OpenCode, scalar: Scalar<'a>) -> Option<Code<'a>> {
    let code = match place.expected() {
        Expected::IntegerCode => match scalar {
            Scalar::Number(text) | Scalar::Text(text) => {
                Code::Integer(integer(&normalised(text)?).and_then(|value| value.try_into().ok())?)
            }
            Scalar::Boolean(_) => return None,
        },
        Expected::BooleanCode => Code::Boolean(truth(scalar)?),
        _ => Code::Text(match scalar {
            Scalar::Number(text) | Scalar::Text(text) => text,
            Scalar::Boolean(value) => {
                if value {
                    "true"
                } else {
                    "false"
                }
            }
        }),
    };
    place.knows(code).then_some(code)
}

fn spelling(expected: Expected, scalar: Scalar<'_>) -> Tolerance {
    match (expected, scalar) {
        (Expected::TextCode, _) => Tolerance::Unquoted,
        (_, Scalar::Text(_)) => Tolerance::Quoted,
        (Expected::BooleanCode, _) => Tolerance::NumberForBoolean,
        _ => Tolerance::IntegerSpelling,
    }
}
