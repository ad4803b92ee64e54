//! A process that is killed with the token store in its hands leaves it usable, with the tokens that were in it.

use std::io::{BufRead as _, BufReader, Write as _};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};

use docwright_runtime::auth::{FileTokenStore, HeldTokens, TokenStore as _};
use futures_util::FutureExt as _;

const KEY: &str = "account";
/// Tells the other process, which is the same test once more, where the store is.
const STORE: &str = "DOCWRIGHT_TEST_STORE";

/// Large enough that writing it takes longer than a signal.
fn text(letter: char) -> String {
    letter.to_string().repeat(8 << 20)
}

async fn hold(folder: &Path) -> Box<dyn HeldTokens> {
    FileTokenStore::new(folder).hold(KEY).await.expect("the store")
}

fn is_held(folder: &Path) -> bool {
    FileTokenStore::new(folder).hold(KEY).now_or_never().is_none()
}

/// Says something to the process that waits for it.
fn say(word: &str) {
    println!("{word}");
    std::io::stdout().flush().expect("said");
}

/// What the other process does, until it is killed.
async fn write_without_end(folder: &Path) {
    let mut held = hold(folder).await;
    say("held");
    for letter in ['b', 'c'].into_iter().cycle() {
        let text = text(letter);
        say("writing");
        held.write(&text).expect("written");
    }
}

/// Whether this is the other process; where the store is, then.
fn other_process() -> Option<PathBuf> {
    std::env::var_os(STORE).map(PathBuf::from)
}

/// Starts a test as the other process, and kills it as soon as it has said a word so many times.
fn kill_at(test: &str, folder: &Path, word: &str, times: usize) {
    let mut other = start(test, folder);
    let lines = BufReader::new(other.stdout.take().expect("its output")).lines();
    let heard = lines.map(|line| line.expect("a line")).filter(|line| line.ends_with(word)).take(times).count();
    assert!(is_held(folder), "a living process keeps others waiting");
    other.kill().expect("killed");
    let status = other.wait().expect("its end");
    assert_eq!((heard, status.success()), (times, false), "it was killed in the middle of what it did");
}

fn start(test: &str, folder: &Path) -> Child {
    Command::new(std::env::current_exe().expect("this program"))
        .args([test, "--exact", "--nocapture"])
        .env(STORE, folder)
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .expect("another process")
}

#[tokio::test]
async fn who_holds_the_store_and_is_killed_lets_go_of_it() {
    if let Some(folder) = other_process() {
        return write_without_end(&folder).await;
    }
    let folder = tempfile::tempdir().expect("a folder");
    hold(folder.path()).await.write("tokens").expect("written");
    kill_at("who_holds_the_store_and_is_killed_lets_go_of_it", folder.path(), "held", 1);
    let mut held = hold(folder.path()).await;
    assert!(held.read().expect("tokens").len() >= "tokens".len());
    held.write("new tokens").expect("written");
    assert_eq!(held.read().expect("tokens"), "new tokens");
}

#[tokio::test]
async fn who_writes_the_store_and_is_killed_leaves_whole_tokens() {
    if let Some(folder) = other_process() {
        return write_without_end(&folder).await;
    }
    let folder = tempfile::tempdir().expect("a folder");
    let whole = ['a', 'b', 'c'].map(text);
    hold(folder.path()).await.write(&whole[0]).expect("written");
    for times in 1..=12 {
        kill_at("who_writes_the_store_and_is_killed_leaves_whole_tokens", folder.path(), "writing", times);
        let found = hold(folder.path()).await.read().expect("tokens");
        assert!(whole.contains(&found), "{} bytes are left after {times}", found.len());
    }
    hold(folder.path()).await.write("tokens").expect("written");
    let mut files: Vec<_> =
        std::fs::read_dir(folder.path()).expect("the store").map(|file| file.expect("a file").file_name()).collect();
    files.sort();
    assert_eq!(files, [KEY, "account.lock"], "nothing is left over");
}
