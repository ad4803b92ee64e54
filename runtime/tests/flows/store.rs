//! Several clients, as several processes would be, that share their tokens.

use std::fs::File;
use std::io;

use docwright_runtime::Client;
use docwright_runtime::auth::{FileTokenStore, HeldTokens, HoldFuture, TokenStore};

use crate::api::{GetRows, kingdee};
use crate::kingdee::{gateway, rows};
use crate::script::{Script, answer};

fn client(script: &Script, folder: &std::path::Path) -> Client {
    kingdee(script).token_store(FileTokenStore::new(folder.join("tokens"))).build().expect("a client")
}

#[tokio::test]
async fn one_client_fetches_for_all() {
    let folder = tempfile::tempdir().expect("a folder");
    let script = gateway(|_, _| rows());
    let calls = (0..8).map(|_| {
        let client = client(&script, folder.path());
        tokio::spawn(async move { client.send(&GetRows::default()).await })
    });
    for call in calls.collect::<Vec<_>>() {
        call.await.expect("no panic").expect("rows");
    }
    assert_eq!((script.count("push_app_authorize"), script.count("kingdee_auth_token")), (1, 1));
    let stranger = kingdee(&script)
        .token_store(FileTokenStore::new(folder.path().join("tokens")))
        .base_url("https://b.example.com");
    let stranger: Client = stranger.build().expect("a client");
    stranger.send(&GetRows::default()).await.expect("rows");
    assert_eq!(script.count("kingdee_auth_token"), 2, "tokens of one server are not sent to another");
}

#[tokio::test]
async fn a_rejected_token_is_renewed_by_one() {
    let folder = tempfile::tempdir().expect("a folder");
    let script =
        gateway(|_, token| if token.starts_with("token-1") { answer(519, r#"{"errcode":4010}"#) } else { rows() });
    let clients: Vec<_> = (0..3).map(|_| client(&script, folder.path())).collect();
    for client in &clients {
        client.send(&GetRows::default()).await.expect("rows");
    }
    assert_eq!((script.count("push_app_authorize"), script.count("kingdee_auth_token")), (1, 2));
}

/// A store on a disk that is full.
struct Full;

impl TokenStore for Full {
    fn hold<'a>(&'a self, _: &'a str) -> HoldFuture<'a> {
        Box::pin(async { Ok(Box::new(Full) as Box<dyn HeldTokens>) })
    }
}

impl HeldTokens for Full {
    fn read(&mut self) -> io::Result<String> {
        Ok(String::new())
    }

    fn write(&mut self, _: &str) -> io::Result<()> {
        Err(io::ErrorKind::StorageFull.into())
    }
}

#[tokio::test]
async fn a_store_that_cannot_be_written_is_told_and_costs_no_further_tokens() {
    let script = gateway(|_, _| rows());
    let client: Client = kingdee(&script).token_store(Full).build().expect("a client");
    let error = client.send(&GetRows::default()).await.expect_err("nothing is shared");
    assert!(error.to_string().starts_with("the token store cannot be used"), "{error}");
    for _ in 0..3 {
        let _told_again = client.send(&GetRows::default()).await;
    }
    client.send(&GetRows::default()).await.expect("what was fetched is kept in memory");
    assert_eq!((script.count("push_app_authorize"), script.count("kingdee_auth_token")), (1, 1));
}

#[tokio::test]
async fn a_store_that_was_left_in_the_middle_is_usable() {
    let folder = tempfile::tempdir().expect("a folder");
    let script = gateway(|_, _| rows());
    client(&script, folder.path()).send(&GetRows::default()).await.expect("rows");
    let stored = std::fs::read_dir(folder.path().join("tokens")).expect("the store");
    let mut stored = stored.map(|entry| entry.expect("a file").path());
    let path = stored.find(|path| path.extension().is_none()).expect("tokens beside their lock");
    let whole = std::fs::read(&path).expect("tokens");
    for length in [0, 1, whole.len() / 2, whole.len() - 1] {
        std::fs::write(&path, &whole[..length]).expect("written");
        client(&script, folder.path()).send(&GetRows::default()).await.expect("rows");
    }
    // Who stops waiting for its call lets go of the store.
    let abandoned = client(&script, folder.path());
    File::create(&path).expect("emptied");
    let request = GetRows::default();
    let mut call = Box::pin(std::future::IntoFuture::into_future(abandoned.send(&request)));
    assert!(futures_util::FutureExt::now_or_never(&mut call).is_none());
    drop(call);
    client(&script, folder.path()).send(&request).await.expect("rows");
    #[cfg(unix)]
    {
        let mode = std::os::unix::fs::PermissionsExt::mode(&std::fs::metadata(&path).expect("the file").permissions());
        assert_eq!(mode & 0o077, 0, "tokens are their owner's");
    }
}
