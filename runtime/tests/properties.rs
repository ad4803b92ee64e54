//! What holds for every value: it comes back from its own JSON, from other formats, and from answers that differ from
//! the document in tolerated ways.

mod fields;

use docwright_runtime::{
    Date, DecodeOptions, DriftReport, Extra, File, Json, Map, Misfits, Number, UnixMilliseconds, Value, json,
};
use fields::{Digit, Fields, Letter, Truth};
use proptest::collection::vec;
use proptest::option::of;
use proptest::prelude::*;

fn number() -> impl Strategy<Value = Number> {
    "-?(0|[1-9][0-9]{0,30})(\\.[0-9]{1,20})?([eE][+-]?[0-9]{1,2})?".prop_map(|text| text.parse().unwrap())
}

fn value() -> impl Strategy<Value = Value> {
    let leaf = prop_oneof![
        Just(Value::Null),
        any::<bool>().prop_map(Value::Boolean),
        number().prop_map(Value::Number),
        any::<String>().prop_map(Value::Text),
    ];
    leaf.prop_recursive(3, 12, 4, |inner| {
        prop_oneof![
            vec(inner.clone(), 0..4).prop_map(Value::List),
            vec((".{0,4}", inner), 0..4).prop_map(|members| Value::Object(members.into_iter().collect())),
        ]
    })
}

fn scalars() -> impl Strategy<Value = Fields> {
    let codes = (
        of((0..3_i64).prop_map(Digit::from_code)),
        of("[ab7]{1,2}".prop_map(|code| Letter::from_code(&code))),
        of(any::<bool>().prop_map(Truth::from_code)),
    );
    let forms = (
        of("[0-9-]{1,12}".prop_map(Date::from)),
        of(any::<i64>().prop_map(UnixMilliseconds::from)),
        of(any::<Vec<u8>>().prop_map(|content| File { content: content.into(), ..File::default() })),
    );
    let plain = (of(any::<String>()), of(any::<i64>()), of(number()), of(any::<bool>()), of(value()));
    (plain, codes, forms).prop_map(|(plain, codes, forms)| Fields {
        text: plain.0,
        integer: plain.1,
        number: plain.2,
        boolean: plain.3,
        any: plain.4,
        digit: codes.0,
        letter: codes.1,
        truth: codes.2,
        date: forms.0,
        time: forms.1,
        file: forms.2,
        ..Fields::default()
    })
}

fn model() -> impl Strategy<Value = Fields> {
    scalars().prop_recursive(3, 12, 3, |inner| {
        let lists = (vec(any::<String>(), 0..3), vec(any::<i64>(), 0..3), vec(inner.clone(), 0..3));
        let more = (vec(vec(any::<i64>(), 0..3), 0..3), vec(value(), 0..3), vec((".{0,4}", any::<i64>()), 0..3));
        let nested = (of(inner.clone()), of(inner), vec(("more[a-c]", value()), 0..3));
        (scalars(), lists, more, nested).prop_map(|(scalars, lists, more, nested)| Fields {
            texts: lists.0,
            integers: lists.1,
            models: lists.2,
            matrix: more.0,
            anything: more.1,
            map: more.2.into_iter().collect(),
            model: nested.0.map(Box::new),
            json: nested.1.map(|inner| Json::new(Box::new(inner))),
            extra: extra(nested.2),
            ..scalars
        })
    })
}

fn extra(members: Vec<(String, Value)>) -> Extra {
    let mut extra = Extra::new();
    for (name, value) in members {
        extra.insert(name, value);
    }
    extra
}

/// Spells a documented member of [`Fields`] in another way that the table of tolerances takes for the same.
fn spell_otherwise(name: &str, value: Value, choice: u8) -> Value {
    match (name, value) {
        ("integer" | "number" | "digit" | "time", Value::Number(number)) if choice == 0 => {
            Value::Text(number.as_str().to_owned())
        }
        ("integer", Value::Number(number)) if choice == 1 => Value::Number(format!("{number}.0").parse().unwrap()),
        ("integer", Value::Number(number)) if choice == 2 => Value::Number(format!("{number}0e-1").parse().unwrap()),
        ("boolean" | "truth", Value::Boolean(value)) if choice == 0 => Value::from(i64::from(value)),
        ("boolean" | "truth", Value::Boolean(value)) => Value::Text(value.to_string()),
        ("model", object) if choice == 0 => Value::Text(text_of(&object)),
        ("models" | "integers", Value::List(mut elements)) if choice == 0 && is_one(&elements) => {
            elements.pop().unwrap_or_default()
        }
        ("texts" | "integers" | "models" | "matrix", list) if choice == 1 => Value::Text(text_of(&list)),
        ("integers" | "texts" | "models", Value::List(mut elements)) if choice == 2 => {
            elements.push(Value::Null);
            Value::List(elements)
        }
        ("json", Value::Text(text)) if choice == 0 => json::decode_as(text.as_bytes()).unwrap(),
        (_, value) => value,
    }
}

/// Whether it is a list of one that may come without the list: an empty object in place of a list stands for nothing.
fn is_one(elements: &[Value]) -> bool {
    matches!(elements, [element] if element.as_object().is_none_or(|members| !members.is_empty()))
}

fn text_of(value: &Value) -> String {
    String::from_utf8(json::encode(value)).unwrap()
}

/// What stands for nothing, for a member that is absent.
fn nothing(name: &str, choice: u8) -> Option<Value> {
    let value = match choice {
        0 => Value::Null,
        1 => Value::List(Vec::new()),
        2 => Value::Object(Map::new()),
        3 if !matches!(name, "text" | "letter" | "file") => Value::from(""),
        _ => return None,
    };
    let is_something = matches!((name, choice), ("any" | "anything", _) | ("model" | "json", 2));
    (!is_something).then_some(value)
}

/// The same object, differently spelled by the dice, with its members in another order.
fn disturb(object: &Map<Value>, dice: &mut impl FnMut() -> u8) -> Map<Value> {
    let mut members: Vec<(u8, String, Value)> = Vec::new();
    for (name, value) in object.iter() {
        let value = match (name, value) {
            ("model", Value::Object(inner)) => Value::Object(disturb(inner, dice)),
            _ => value.clone(),
        };
        members.push((dice(), name.to_owned(), spell_otherwise(name, value, dice() % 5)));
    }
    for name in ["text", "integer", "boolean", "digit", "date", "model", "integers", "models", "map", "json"] {
        if !object.contains_key(name)
            && let Some(value) = nothing(name, dice() % 5)
        {
            members.push((dice(), name.to_owned(), value));
        }
    }
    members.sort_by_key(|(order, ..)| *order);
    members.into_iter().map(|(_, name, value)| (name, value)).collect()
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn decoding_undoes_encoding(model in model()) {
        let report = DriftReport::new();
        let options = DecodeOptions { drift: Some(&report), ..DecodeOptions::default() };
        let text = json::encode(&model);
        let mut back = Fields::default();
        json::decode(&text, &mut back, &options).unwrap();
        prop_assert_eq!(&back, &model);
        prop_assert_eq!(json::encode(&back), text);
    }

    #[test]
    fn a_clone_holds_the_same_and_shares_nothing(model in model()) {
        let mut clone = model.clone();
        prop_assert_eq!(&clone, &model);
        prop_assert_eq!(json::encode(&clone), json::encode(&model));
        let text = |fields: &Fields| fields.json.as_ref().map(|json| json.text().map(str::to_owned));
        let came: Fields = json::decode_as(&json::encode(&model)).unwrap();
        prop_assert_eq!(text(&came.clone()), text(&came));
        clone.extra.insert("only here", true);
        clone.models.clear();
        prop_assert!(model.extra.get("only here").is_none());
        prop_assert_eq!(model.models.is_empty(), clone == Fields { extra: clone.extra.clone(), ..model.clone() });
    }

    #[test]
    fn models_are_equal_if_their_json_is(left in model(), right in model()) {
        let value = |model| json::decode_as::<Value>(&json::encode(model)).unwrap();
        prop_assert_eq!(left == right, value(&left) == value(&right));
        let changed = Fields { must: Some(left.must.unwrap_or(0) + 1), ..left.clone() };
        prop_assert_ne!(&left, &changed);
        let nested = |inner: &Fields| Fields { models: vec![inner.clone()], ..Fields::default() };
        prop_assert_eq!(nested(&left), nested(&left));
        prop_assert_ne!(nested(&left), nested(&changed));
    }

    #[test]
    fn our_json_is_what_others_read(model in model()) {
        let text = json::encode(&model);
        let theirs: serde_json::Value = serde_json::from_slice(&text).unwrap();
        prop_assert!(theirs.is_object());
    }

    #[test]
    fn tolerated_differences_change_nothing(model in model(), dice in vec(any::<u8>(), 64), more in vec(("new[a-c]", value()), 0..3)) {
        let Value::Object(object) = json::decode_as(&json::encode(&model)).unwrap() else { unreachable!() };
        let mut position = 0;
        let mut roll = || { position += 1; dice[position % dice.len()] };
        let mut disturbed = disturb(&object, &mut roll);
        let mut expected = model;
        for (name, value) in more {
            disturbed.insert(name.clone(), value.clone());
            expected.extra.insert(name, value);
        }
        let back: Fields = json::decode_as(&json::encode(&Value::Object(disturbed))).unwrap();
        prop_assert_eq!(back, expected);
    }

    #[test]
    fn any_value_is_decoded_or_refused(text in value()) {
        let text = json::encode(&text);
        let wrapped = [b"{\"model\":", text.as_slice(), b",\"models\":", &text, b",\"map\":", &text, b"}"].concat();
        for text in [&text, &wrapped] {
            let mut kept = Fields::default();
            let options = DecodeOptions { misfits: Misfits::Keep, ..DecodeOptions::default() };
            if json::decode(text, &mut kept, &options).is_ok() {
                let mut again = Fields::default();
                json::decode(&json::encode(&kept), &mut again, &options).unwrap();
                prop_assert_eq!(again, kept);
            }
        }
    }

    #[test]
    fn bytes_never_panic(bytes in any::<Vec<u8>>(), text in "[\\[\\]{}\",:0-9a-e\\\\.+-]{0,40}") {
        _ = json::decode_as::<Fields>(&bytes);
        _ = json::decode_as::<Fields>(text.as_bytes());
        _ = json::decode_as::<Value>(text.as_bytes());
    }

    #[test]
    fn numbers_are_equal_by_value(number in number(), zeros in 0_usize..30) {
        let (mantissa, exponent) = number.as_str().split_once(['e', 'E']).unwrap_or((number.as_str(), "0"));
        let point = if mantissa.contains('.') { "" } else { "." };
        let longer: Number = format!("{mantissa}{point}0{}e{exponent}", "0".repeat(zeros)).parse().unwrap();
        prop_assert_eq!(&longer, &number);
        prop_assert_eq!(longer.partial_cmp(&number), Some(std::cmp::Ordering::Equal));
        prop_assert_eq!(longer.as_i64(), number.as_i64());
        prop_assert_eq!(longer.as_u64(), number.as_u64());
    }

    #[test]
    fn integers_are_exact(value in any::<i64>(), unsigned in any::<u64>()) {
        prop_assert_eq!(Number::from(value).as_i64(), Some(value));
        prop_assert_eq!(Number::from(unsigned).as_u64(), Some(unsigned));
        prop_assert_eq!(Number::from(value).as_f64(), value as f64);
    }

    #[test]
    fn numbers_are_ordered_by_value(left in -1000_i32..1000, right in -1000_i32..1000, digits in 0_usize..4) {
        let number = |value: i32| format!("{value}e-{digits}").parse::<Number>().unwrap();
        prop_assert_eq!(number(left).partial_cmp(&number(right)), Some(left.cmp(&right)));
    }
}
