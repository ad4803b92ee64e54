//! A run of the clients at the most talkative level, whole and in a process of its own, is searched for everything that
//! nobody is to see: what the clients' users gave, what was sent, what was answered, each in every form.
//!
//! What the run prints holds what its dependencies print, and every error that a user may print.

mod recording;
mod run;

use std::path::Path;
use std::process::Command;

use base64::Engine as _;
use base64::engine::general_purpose::{STANDARD_NO_PAD, URL_SAFE_NO_PAD};

/// Tells the test, where it is the run that another one searches, where to write down what it kept secret.
const SECRETS: &str = "DOCWRIGHT_TEST_SECRETS";

/// All that a run prints.
fn output_of_a_run(secrets: &Path) -> String {
    let output = Command::new(std::env::current_exe().expect("this program"))
        .args(["nothing_that_a_run_prints_gives_a_secret_away", "--exact", "--nocapture"])
        .env(SECRETS, secrets)
        .env("RUST_BACKTRACE", "full")
        .output()
        .expect("another process");
    let printed = [output.stdout, output.stderr].concat();
    let printed = String::from_utf8(printed).expect("text");
    assert!(output.status.success(), "{printed}");
    printed
}

/// How a text looks that was encoded on its way, or escaped by who printed it.
fn forms(secret: &str) -> Vec<String> {
    let percent = |keep: &str, space: &str| -> String {
        let byte = |byte: u8| match char::from(byte) {
            letter if letter.is_ascii_alphanumeric() || keep.contains(letter) => letter.to_string(),
            ' ' => space.to_owned(),
            _ => format!("%{byte:02X}"),
        };
        secret.bytes().map(byte).collect()
    };
    let encoded = [percent("-._~", "%20"), percent("-._~", "+"), percent("*-._", "+")];
    let lower = encoded.clone().map(|text| text.replace("%2B", "%2b").replace("%2F", "%2f").replace("%3D", "%3d"));
    let twice = encoded.clone().map(|text| text.replace('%', "%25"));
    let base64 = [STANDARD_NO_PAD.encode(secret), URL_SAFE_NO_PAD.encode(secret)];
    let hex = [hex::encode(secret), hex::encode_upper(secret)];
    let bytes = format!("{:?}", secret.as_bytes());
    let numbers = bytes.trim_matches(['[', ']']).to_owned();
    let escaped =
        [format!("{secret:?}"), format!("{}", secret.escape_default()), secret.as_bytes().escape_ascii().to_string()];
    let escaped = escaped.map(|text| text.trim_matches('"').to_owned());
    let all = [
        vec![secret.to_owned(), numbers],
        encoded.into(),
        lower.into(),
        twice.into(),
        base64.into(),
        hex.into(),
        escaped.into(),
    ];
    all.concat()
}

#[test]
fn nothing_that_a_run_prints_gives_a_secret_away() {
    if let Some(file) = std::env::var_os(SECRETS) {
        return run::everything_that_can_happen(Path::new(&file));
    }
    let folder = tempfile::tempdir().expect("a folder");
    let file = folder.path().join("secrets.json");
    let printed = output_of_a_run(&file);
    let secrets = std::fs::read_to_string(&file).expect("what was kept secret");
    let secrets: Vec<String> = serde_json::from_str(&secrets).expect("a list");

    // What is searched is the real thing: the clients' own spans, what is below them, and errors of every kind.
    let shown = [
        "attempt{operation=\"get_coupon_center\" method=\"GET\" attempt=1",
        "operation=\"push_app_authorize\"",
        "status=519",
        "code=\"4011\"",
        "duration_ms=",
        "reqwest",
        "hyper",
    ];
    for shown in shown {
        assert!(printed.contains(shown), "{shown} is not in\n{printed}");
    }
    for kind in run::KINDS {
        assert!(printed.contains(&format!("{kind} {{")), "no error of the kind {kind} in\n{printed}");
    }
    assert!(secrets.len() > 40, "{} secrets", secrets.len());
    for secret in &secrets {
        for form in forms(secret) {
            assert!(!printed.contains(&form), "{secret} stands as {form} in\n{printed}");
        }
    }
}

#[test]
fn what_is_searched_for_would_be_found() {
    for printed in
        ["a%2Fb%20c", "a%2fb+c", "a%252Fb%2520c", "YS9iIGM=", "612F622063", "Some(\"a/b c\")", "[97, 47, 98, 32, 99]"]
    {
        assert!(forms("a/b c").iter().any(|form| printed.contains(form)), "{printed}");
    }
}
