//! Keeps to itself what nobody is to see, should a server repeat it.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;

use crate::auth::recipe::Encoder;
use crate::auth::{Inputs, Recipe, encode, sign};

/// How many letters of a server's message are kept. The whole of it is in the body.
const LONGEST_MESSAGE: usize = 1000;

/// The forms in which a server may repeat what it was sent.
const FORMS: [&[Encoder]; 8] = [
    &[],
    &[Encoder::Percent],
    &[Encoder::PercentPlus],
    &[Encoder::Form],
    &[Encoder::Base64],
    &[Encoder::Base64Url],
    &[Encoder::Hex],
    &[Encoder::Hex, Encoder::Upper],
];

/// A server's message without credentials, tokens and signatures that it repeats, whatever their form. Without control
/// characters, too, and not longer than a message should be.
pub(super) fn redact(recipe: &Recipe, inputs: &Inputs, message: &str) -> String {
    let mut hidden: Vec<String> = secrets(recipe, inputs).iter().flat_map(|secret| forms(secret)).collect();
    // The longest come first, so that no rest of one stays.
    hidden.sort_by_key(|form| std::cmp::Reverse(form.len()));
    let message = hidden.iter().fold(message.to_owned(), |message, form| message.replace(form, "***"));
    message.chars().map(|letter| if letter.is_control() { ' ' } else { letter }).take(LONGEST_MESSAGE).collect()
}

/// What the message was signed with, and the signatures themselves.
fn secrets(recipe: &Recipe, inputs: &Inputs) -> Vec<String> {
    let mut secrets: Vec<String> = inputs.secrets(recipe).map(str::to_owned).collect();
    for signed in recipe.signatures.iter().filter_map(|signature| sign(recipe, signature.name, inputs).ok()) {
        // Base64 of hexadecimal digits is as good as the digits.
        secrets.extend(STANDARD.decode(&signed.signature).ok().and_then(|inner| String::from_utf8(inner).ok()));
        secrets.push(signed.signature);
    }
    secrets
}

/// A secret in each form; Base64 without padding is found with it.
fn forms(secret: &str) -> impl Iterator<Item = String> + '_ {
    let written = |encoders| String::from_utf8_lossy(&encode(secret.as_bytes(), encoders)).into_owned();
    let forms = FORMS.into_iter().map(move |encoders| written(encoders).trim_end_matches('=').to_owned());
    forms.filter(|form| !form.is_empty())
}
