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
    let message = blank(&secrets(recipe, inputs), message);
    message.chars().map(|letter| if letter.is_control() { ' ' } else { letter }).take(LONGEST_MESSAGE).collect()
}

/// Secrets of fewer letters are in many words by chance.
const SHORTEST_INSIDE_WORDS: usize = 4;

fn blank(secrets: &[String], message: &str) -> String {
    let hidden = |secret: &String| {
        let is_short = secret.chars().count() < SHORTEST_INSIDE_WORDS;
        forms(secret).map(move |form| (form, is_short)).collect::<Vec<_>>()
    };
    let mut hidden: Vec<(String, bool)> = secrets.iter().flat_map(hidden).collect();
    // The longest come first, so that no rest of one stays.
    hidden.sort_by_key(|(form, _)| std::cmp::Reverse(form.len()));
    hidden.iter().fold(message.to_owned(), |message, (form, is_short)| match is_short {
        true => blank_words(&message, form),
        false => message.replace(form, "***"),
    })
}

/// Blanks a text where it is a word of its own.
fn blank_words(message: &str, word: &str) -> String {
    let mut blanked = String::with_capacity(message.len());
    let mut end = 0;
    for (start, _) in message.match_indices(word) {
        let (before, after) = (&message[..start], &message[start + word.len()..]);
        if !before.ends_with(char::is_alphanumeric) && !after.starts_with(char::is_alphanumeric) {
            blanked.push_str(&message[end..start]);
            blanked.push_str("***");
            end = start + word.len();
        }
    }
    blanked.push_str(&message[end..]);
    blanked
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_short_secret_is_blanked_where_it_is_a_word_and_a_long_one_everywhere() {
        for (secret, message, blanked) in [
            ("s", "bad sign", "bad sign"),
            ("s", "bad sign, secret was s", "bad sign, secret was ***"),
            ("s", "s: s-s", "***: ***-***"),
            ("密钥", "密钥不对，密钥", "密钥不对，***"),
            ("abc", "abcd abc \"YWJj\" YWJjZA", "abcd *** \"***\" YWJjZA"),
            ("abcd", "xabcdy 61626364", "x***y ***"),
        ] {
            assert_eq!(blank(&[secret.to_owned()], message), blanked, "{secret}");
        }
    }
}
