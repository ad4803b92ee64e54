//! The generated signing functions: they reproduce the vectors that the mock server is tested with too, and both agree
//! on whatever else is sent.

use std::fs;
use std::path::Path;

use docwright_runtime::Additional;
use docwright_runtime::auth::{Inputs, SignError, Signed};
use proptest::prelude::*;
use serde_json::Value;

use docwright_clients::ebuychina;
use docwright_clients::kingdee::{self, retail::GetCouponCenter};

fn text(value: &Value) -> &str {
    value.as_str().unwrap_or_else(|| panic!("{value} is no string"))
}

fn sign(vector: &Value) -> Result<Signed, SignError> {
    let (inputs, key) = (&vector["inputs"], text(&vector["key"]));
    match text(&vector["recipe"]) {
        "kingdee_gw_v2" => {
            let pairs = inputs["query"].as_array().expect("pairs").iter();
            let request = Inputs::new().method(text(&inputs["method"])).path(text(&inputs["path"]));
            let request = pairs.fold(request, |request, pair| request.query(text(&pair[0]), text(&pair[1])));
            let (nonce, timestamp) = (text(&inputs["nonce"]), text(&inputs["timestamp"]));
            let request = request.value("nonce", nonce).value("timestamp", timestamp).value("client_secret", key);
            kingdee::signing::request(&request)
        }
        "hmac_hex_b64" => kingdee::signing::app_signature(
            &Inputs::new().value("token.app_key", text(&inputs["app_key"])).value("token.app_secret", key),
        ),
        _ => ebuychina::signing::envelope(&Inputs::new().body(inputs.to_string()).value("app_secret", key)),
    }
}

#[test]
fn every_vector_is_reproduced() {
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join("vectors/signing.json");
    let vectors: Vec<Value> =
        serde_json::from_str(&fs::read_to_string(file).expect("the vectors")).expect("a list of vectors");
    assert_eq!(vectors.len(), 8);
    for vector in &vectors {
        let signed = sign(vector).unwrap_or_else(|error| panic!("{}: {error}", vector["id"]));
        assert_eq!(signed.string_to_sign, text(&vector["string_to_sign"]), "{}", vector["id"]);
        assert_eq!(signed.signature, text(&vector["expected"]), "{}", vector["id"]);
    }
}

/// Two implementations of one rule: what the client signs, the server finds right.
#[test]
fn whatever_is_sent_is_signed_as_the_server_wants_it() {
    let running = crate::server("kingdee").spawn().expect("a server");
    let client = crate::kingdee_calls::client(&running);
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().expect("a runtime");
    proptest!(|(member in "\\PC{0,12}", page in any::<i64>(), other in "\\PC{1,6}")| {
        let mut request = GetCouponCenter::new().member_id(member.clone()).page(page);
        request.additional = Additional::new().query(other, member);
        let outcome = runtime.block_on(async { client.send(&request).await });
        prop_assert!(outcome.is_ok(), "{outcome:?} {:?}", running.failed_checks());
    });
}
