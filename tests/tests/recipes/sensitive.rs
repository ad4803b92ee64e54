//! Sensitive fields against a vendor's vector and others computed with other software (Python's cryptography package).

use docwright_clients::ebuychina::RECIPE as EBUY_ENVELOPE;
use docwright_clients::kingdee::RECIPE as KINGDEE_GATEWAY;
use docwright_runtime::auth::recipe::{Cipher, Encoder, Segment, Sensitive, TextForm};
use docwright_runtime::auth::{Inputs, Recipe, SensitiveError, SignError, decrypt, encrypt};
use proptest::prelude::*;

/// A scheme of another vendor: the key is a digest of the secret, what is encrypted is written in hexadecimal digits.
static DIGESTED: Recipe = Recipe {
    sensitive: Some(Sensitive {
        cipher: Cipher::Aes128Cbc,
        key: &[Segment::Value { name: "client_secret", encoders: &[Encoder::Md5] }],
        iv: &[Segment::Text("5e8y6w45ju8w9jq8")],
        text: TextForm::Hex,
    }),
    ..KINGDEE_GATEWAY
};

fn secret(secret: &str) -> Inputs {
    Inputs::new().value("client_secret", secret)
}

fn kingdee() -> Inputs {
    secret("f2adcfef73369bfc4e1384677d38a0ff")
}

#[test]
fn vectors_are_reproduced_both_ways() {
    let cases = [
        ("13800138000", "NYPiTvcX35qmceQzSWcdVQ=="),
        ("", "z1pEsgo7vPC/83dum3RYnQ=="),
        ("会员 😀", "uFXUtxZL66zRozsKcPPPTw=="),
        ("0123456789abcdef", "qk9N5GCng1VmQ9KdZnfAcFFCcI5ZGP+UOjvcLk7YGTA="),
        ("aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa", "N/b+8upbyBCyzS2TkUFyeHVJz0ABl4L8rjFuW6tyxGAGuhCtP93sOZ4bSySYhEB6"),
    ];
    for (plain, text) in cases {
        assert_eq!(encrypt(&KINGDEE_GATEWAY, &kingdee(), plain).expect("encrypted"), text);
        assert_eq!(decrypt(&KINGDEE_GATEWAY, &kingdee(), text).expect("decrypted"), plain);
        assert_eq!(decrypt(&KINGDEE_GATEWAY, &kingdee(), &format!(" {text}\n")).expect("decrypted"), plain);
    }
    let (inputs, text) = (secret("secret"), "6b5d82f3d88704ef002824c98cc92f2c");
    assert_eq!(encrypt(&DIGESTED, &inputs, "13800138000").expect("encrypted"), text);
    assert_eq!(decrypt(&DIGESTED, &inputs, &text.to_uppercase()).expect("decrypted"), "13800138000");
}

#[test]
fn whatever_is_wrong_with_a_text_the_error_is_the_same_and_shows_nothing() {
    let good = "uFXUtxZL66zRozsKcPPPTw==";
    let cases = [
        "",
        "13800138000",
        "uFXUtxZL66zRozsKcPPPTw",
        "uFXUtxZL66zRozsKcPPP",
        "AFXUtxZL66zRozsKcPPPTw==",
        // What was encrypted here is no text.
        "CWTW9Ryp3JxdglQAPau7Ww==",
    ];
    for text in cases {
        let error = decrypt(&KINGDEE_GATEWAY, &kingdee(), text).expect_err(text);
        assert_eq!(error, SensitiveError::Unreadable, "{text}");
    }
    let another = secret("00000000000000000000000000000000");
    let error = decrypt(&KINGDEE_GATEWAY, &another, good).expect_err("another key");
    assert_eq!(error.to_string(), "the text was not encrypted with this key");
    assert!(!format!("{error:?}").contains("000"));
}

#[test]
fn a_key_that_cannot_be_one_is_told() {
    let error = encrypt(&KINGDEE_GATEWAY, &secret("too short"), "x").expect_err("9 bytes");
    assert_eq!(error, SensitiveError::Length { key: 32, iv: 16 });
    assert_eq!(decrypt(&KINGDEE_GATEWAY, &secret("too short"), "uFXUtxZL66zRozsKcPPPTw=="), Err(error));
    let nothing = Err(SensitiveError::Key(SignError::Missing("client_secret")));
    assert_eq!(encrypt(&KINGDEE_GATEWAY, &Inputs::new(), "x"), nothing);
    assert_eq!(encrypt(&EBUY_ENVELOPE, &kingdee(), "x"), Err(SensitiveError::Undescribed));
}

proptest! {
    #[test]
    fn what_is_encrypted_is_read_again(plain in "\\PC{0,40}") {
        for recipe in [&KINGDEE_GATEWAY, &DIGESTED] {
            let text = encrypt(recipe, &kingdee(), &plain).expect("encrypted");
            prop_assert_eq!(&decrypt(recipe, &kingdee(), &text).expect("decrypted"), &plain);
        }
    }

    #[test]
    fn any_text_is_read_without_panic(text in "[A-Za-z0-9+/]{0,64}={0,2}") {
        if let Err(error) = decrypt(&KINGDEE_GATEWAY, &kingdee(), &text) {
            prop_assert_eq!(error, SensitiveError::Unreadable);
        }
    }
}
