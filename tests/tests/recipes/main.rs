//! Every recipe against vectors: published ones, and for the edges of each rule, ones computed with other software
//! (`edges.py`).

mod sensitive;

use docwright_runtime::auth::{Inputs, Recipe, SignError, sign};
use proptest::prelude::*;
use serde_json::Value;

/// The recipes of `generator/recipes`, as `build.rs` has them emitted.
const RECIPES: &[(&str, &Recipe)] = include!(concat!(env!("OUT_DIR"), "/recipes"));

fn recipe(name: &str) -> &'static Recipe {
    RECIPES.iter().find(|(known, _)| *known == name).unwrap_or_else(|| panic!("no recipe {name}")).1
}

fn inputs(vector: &Value) -> Inputs {
    let text = |name: &str| vector[name].as_str().unwrap_or_default();
    let pairs = |name: &str| {
        let pairs = vector[name].as_array().cloned().unwrap_or_default();
        pairs
            .into_iter()
            .map(|pair| (pair[0].as_str().unwrap_or("").to_owned(), pair[1].as_str().unwrap_or("").to_owned()))
    };
    let mut inputs = Inputs::new().method(text("method")).path(text("path"));
    if vector["body"].is_string() {
        inputs = inputs.body(text("body"));
    }
    inputs = pairs("query").fold(inputs, |inputs, (name, value)| inputs.query(name, value));
    inputs = pairs("form").fold(inputs, |inputs, (name, value)| inputs.form(name, value));
    let values = vector["values"].as_object().expect("values");
    values.iter().fold(inputs, |inputs, (name, value)| inputs.value(name, value.as_str().expect("text")))
}

#[test]
fn every_vector_is_reproduced() {
    let read = |text| -> Vec<Value> { serde_json::from_str(text).expect("vectors") };
    let (published, edges) = (read(include_str!("vectors.json")), read(include_str!("edges.json")));
    assert!(published.len() >= 17 && edges.len() >= 200);
    for vector in published.iter().chain(&edges) {
        let (id, name) = (&vector["id"], vector["recipe"].as_str().expect("a recipe"));
        let inputs = inputs(vector);
        let signed = sign(recipe(name), vector["signature"].as_str().expect("a signature"), &inputs).expect(name);
        assert_eq!(signed.string_to_sign, vector["string_to_sign"].as_str().expect("a string"), "{id}");
        assert_eq!(signed.signature, vector["expected"].as_str().expect("a signature"), "{id}");
        if let Some(sent) = vector["sent_query"].as_str() {
            assert_eq!(inputs.sent_query(&recipe(name).request), sent, "{id}");
        }
    }
}

#[test]
fn a_body_with_a_member_twice_is_not_signed() {
    let twice = Inputs::new().body(r#"{"content":"a","content":"b"}"#).value("app_secret", "s");
    let error = sign(recipe("ebuy-envelope"), "envelope", &twice).expect_err("ambiguous");
    assert_eq!(error, SignError::DuplicateMember("content".to_owned()));
    let list = Inputs::new().body("[1]").value("app_secret", "s");
    assert_eq!(sign(recipe("ebuy-envelope"), "envelope", &list), Err(SignError::BodyIsNoObject));
}

#[test]
fn a_missing_value_is_named() {
    let error =
        sign(recipe("kingdee-gateway"), "request", &Inputs::new().value("nonce", "1")).expect_err("no timestamp");
    assert_eq!(error, SignError::Missing("timestamp"));
    for recipe in [recipe("kingdee-gateway"), recipe("provided-token")] {
        assert!(matches!(sign(recipe, "x", &Inputs::new()), Err(SignError::NoSuchSignature(_))));
    }
}

#[test]
fn neither_secrets_nor_signatures_are_shown() {
    let inputs = Inputs::new().body(r#"{"card":"6222"}"#).value("app_secret", "TOP-SECRET");
    let signed = sign(recipe("ebuy-envelope"), "envelope", &inputs).expect("signed");
    let shown = format!("{inputs:?} {signed:?}");
    for hidden in ["TOP-SECRET", "6222", signed.signature.as_str()] {
        assert!(!shown.contains(hidden), "{shown}");
    }
}

/// Takes an encoded query apart, as a server does.
fn decoded(query: &str) -> Vec<(String, String)> {
    let text = |part: &str| {
        percent_encoding::percent_decode_str(&part.replace('+', " ")).decode_utf8().expect("UTF-8").into_owned()
    };
    let pairs = query.split('&').filter(|pair| !pair.is_empty());
    pairs.map(|pair| pair.split_once('=').expect("a pair")).map(|(name, value)| (text(name), text(value))).collect()
}

proptest! {
    #[test]
    fn servers_read_the_query_that_was_meant(pairs in proptest::collection::vec((".{1,8}", ".{0,12}"), 0..6)) {
        let inputs = pairs.iter().fold(Inputs::new(), |inputs, (name, value)| inputs.query(name, value));
        for recipe in [recipe("kingdee-gateway"), recipe("ebuy-envelope"), recipe("aliyun-rpc")] {
            prop_assert_eq!(&decoded(&inputs.sent_query(&recipe.request)), &pairs);
        }
    }

    #[test]
    fn the_order_of_parameters_does_not_matter(pairs in proptest::collection::btree_map("[a-z.~ 会]{1,4}", ".{0,6}", 0..6)) {
        let signed = |pairs: &mut dyn Iterator<Item = (&String, &String)>| {
            let inputs = Inputs::new().method("GET").path("/").value("client_secret", "s").value("nonce", "1");
            let inputs = pairs.fold(inputs.value("timestamp", "2"), |inputs, (name, value)| inputs.query(name, value));
            sign(recipe("kingdee-gateway"), "request", &inputs).expect("signed")
        };
        prop_assert_eq!(signed(&mut pairs.iter()), signed(&mut pairs.iter().rev()));
    }

    #[test]
    fn members_are_signed_as_they_are_sent(members in proptest::collection::btree_map("[a-zA-Z]{1,6}", ".{0,12}", 0..6)) {
        let body = serde_json::to_string(&members).expect("JSON");
        let inputs = Inputs::new().body(body).value("app_secret", "SECRET");
        let signed = sign(recipe("ebuy-envelope"), "envelope", &inputs).expect("signed");
        let pairs: Vec<_> =
            members.iter().filter(|(name, _)| *name != "sign").map(|(name, value)| format!("{name}={value}")).collect();
        prop_assert_eq!(signed.string_to_sign, format!("{}&SECRET", pairs.join("&")));
    }
}
