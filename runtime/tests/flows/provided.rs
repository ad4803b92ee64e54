//! Tokens that the caller's own provider supplies.

use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};
use std::time::{Duration, SystemTime};

use docwright_runtime::auth::{Credentials, FileTokenStore, TokenFuture, TokenProvider, TokenRequest, Tokens};
use docwright_runtime::{Api as _, ApiMeta, Client, ClientBuilder, Error};

use crate::api::{GetRows, Kingdee, kingdee};
use crate::kingdee::rows;
use crate::schemes::PROVIDED_TOKEN;
use crate::script::{Script, answer, header};

const BEARER: &ApiMeta = &ApiMeta { recipe: Some(&PROVIDED_TOKEN), ..*Kingdee::META };

/// Gives `token-1`, `token-2` and so on, and writes down what was asked.
#[derive(Clone, Default)]
struct Service {
    asked: Arc<Mutex<Vec<String>>>,
}

impl Service {
    fn asked(&self) -> Vec<String> {
        self.asked.lock().expect("what was asked").clone()
    }
}

impl TokenProvider for Service {
    fn fetch(&self, request: TokenRequest) -> TokenFuture<'_> {
        Box::pin(async move {
            let app = request.credential("app_id").unwrap_or("-").to_owned();
            let number = {
                let mut asked = self.asked.lock().expect("what was asked");
                asked.push(format!("{app} {}", request.rejected("access_token").unwrap_or("-")));
                asked.len()
            };
            tokio::task::yield_now().await;
            Ok(Tokens::new(Duration::from_secs(7200)).with("access_token", format!("token-{number}")))
        })
    }
}

fn builder(script: &Script) -> ClientBuilder {
    ClientBuilder::new(BEARER, Credentials::new().with("app_id", "app-1")).transport(script.clone())
}

async fn call(client: &Client) -> Result<(), Error> {
    client.send(&GetRows::default()).await.map(|_| ())
}

/// Refuses one token, in the vendor's own way.
fn refusing(refused: &'static str, refusal: (u16, &'static str)) -> Script {
    Script::new(move |request| match header(request, "authorization").ends_with(refused) {
        true => answer(refusal.0, refusal.1),
        false => rows(),
    })
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn a_hundred_calls_ask_once_and_another_account_for_itself() {
    let script = refusing("nobody", (401, ""));
    let service = Service::default();
    let client: Client = builder(&script).token_provider(service.clone()).build().expect("a client");
    let tasks = (0..100).map(|_| {
        let client = client.clone();
        tokio::spawn(async move { call(&client).await })
    });
    for task in tasks.collect::<Vec<_>>() {
        task.await.expect("no panic").expect("rows");
    }
    let other = client.for_account(Credentials::new().with("app_id", "app-2")).expect("an account");
    call(&other).await.expect("rows");
    assert_eq!(service.asked(), ["app-1 -", "app-2 -"]);
    let sent: Vec<_> = script.requests().iter().map(|request| header(request, "authorization")).collect();
    assert!(sent[..100].iter().all(|sent| sent == "Bearer token-1") && sent[100] == "Bearer token-2");
}

#[tokio::test]
async fn a_rejected_token_is_asked_for_once_more() {
    for refusal in [(200, r#"{"errcode":42001}"#), (401, "")] {
        let (script, service) = (refusing("token-1", refusal), Service::default());
        let client: Client = builder(&script).token_provider(service.clone()).build().expect("a client");
        let tasks = (0..20).map(|_| {
            let client = client.clone();
            tokio::spawn(async move { call(&client).await })
        });
        for task in tasks.collect::<Vec<_>>() {
            task.await.expect("no panic").expect("rows");
        }
        assert_eq!(service.asked(), ["app-1 -", "app-1 token-1"], "{refusal:?}");
    }
    let script = Script::new(|_| answer(401, ""));
    let client: Client = builder(&script).token_provider(Service::default()).build().expect("a client");
    assert_eq!(call(&client).await.expect_err("refused").status().expect("a status"), 401);
    assert_eq!(script.requests().len(), 2);
}

#[tokio::test]
async fn tokens_are_renewed_before_they_end() {
    let (script, service) = (refusing("nobody", (401, "")), Service::default());
    let now = Arc::new(Mutex::new(SystemTime::now()));
    let clock = Arc::clone(&now);
    let client: Client = builder(&script)
        .token_provider(service.clone())
        .clock(move || *clock.lock().expect("now"))
        .build()
        .expect("a client");
    // Two hours; five minutes before their end a new one is fetched.
    for (seconds, asked) in [(0, 1), (6800, 1), (101, 2), (6899, 2), (1, 3)] {
        *now.lock().expect("now") += Duration::from_secs(seconds);
        call(&client).await.expect("rows");
        assert_eq!(service.asked().len(), asked);
    }
}

#[tokio::test]
async fn a_provider_stands_in_the_place_of_steps() {
    let script = refusing_token("old");
    let client: Client = kingdee(&script)
        .token_provider(|request: TokenRequest| async move {
            let token = if request.rejected("app_token").is_some() { "new" } else { "old" };
            Ok(Tokens::new(Duration::from_secs(60)).with("app_token", token).with("domain", "https://tf.jdy.com"))
        })
        .build()
        .expect("a client");
    call(&client).await.expect("rows");
    let sent: Vec<_> = script.requests().iter().map(|request| header(request, "app-token")).collect();
    assert_eq!(sent, ["old", "new"], "no step was run");

    let incomplete: Client = kingdee(&script)
        .token_provider(|_| async { Ok(Tokens::new(Duration::from_secs(60)).with("app_token", "new")) })
        .build()
        .expect("a client");
    let error = call(&incomplete).await.expect_err("a header would be missing");
    assert!(error.to_string().contains("did not supply `domain`"), "{error}");
}

fn refusing_token(refused: &'static str) -> Script {
    Script::new(move |request| match header(request, "app-token") == refused {
        true => answer(519, r#"{"errcode":4011}"#),
        false => rows(),
    })
}

#[tokio::test]
async fn a_store_shares_what_was_provided() {
    let folder = tempfile::tempdir().expect("a folder");
    let (script, service) = (refusing("token-1", (401, "")), Service::default());
    for _ in 0..3 {
        let builder = builder(&script).token_provider(service.clone());
        let client: Client = builder.token_store(FileTokenStore::new(folder.path())).build().expect("a client");
        call(&client).await.expect("rows");
    }
    assert_eq!(service.asked(), ["app-1 -", "app-1 token-1"]);
}

#[tokio::test]
async fn a_provider_that_fails_is_asked_once_by_all_who_wait() {
    let count = Arc::new(AtomicUsize::new(0));
    let counted = Arc::clone(&count);
    let client: Client = builder(&Script::of([]))
        .token_provider(move |_| {
            counted.fetch_add(1, Ordering::Relaxed);
            async {
                tokio::task::yield_now().await;
                Err("the vault PRIVATE is closed".into())
            }
        })
        .build()
        .expect("a client");
    let tasks = (0..20).map(|_| {
        let client = client.clone();
        tokio::spawn(async move { call(&client).await })
    });
    for task in tasks.collect::<Vec<_>>() {
        let error = task.await.expect("no panic").expect_err("no token");
        assert!(matches!(error, Error::TokenProvider { .. }) && error.is_retryable(), "{error}");
        assert!(!format!("{error} {error:?}").contains("PRIVATE"), "nobody knows what a provider says");
        let source = std::error::Error::source(&error).expect("a source");
        assert_eq!(source.to_string(), "the vault PRIVATE is closed");
    }
    assert_eq!(count.load(Ordering::Relaxed), 1);
}

#[tokio::test]
async fn a_caller_that_goes_away_leaves_the_others_a_token() {
    let (script, service) = (refusing("nobody", (401, "")), Service::default());
    let client: Client = builder(&script).token_provider(service.clone()).build().expect("a client");
    let request = GetRows::default();
    let mut gone = Box::pin(std::future::IntoFuture::into_future(client.send(&request)));
    assert!(futures_util::FutureExt::now_or_never(&mut gone).is_none());
    drop(gone);
    call(&client).await.expect("rows");
    assert_eq!(service.asked().len(), 2);
}

#[test]
fn a_client_that_needs_a_provider_is_not_built_without() {
    let error = builder(&Script::of([])).build().map(|_: Client| ()).expect_err("no provider");
    assert_eq!(error.to_string(), "Token from elsewhere: say token_provider(…): it has to supply `access_token`");
}

#[test]
fn tokens_are_not_shown() {
    let tokens = Tokens::new(Duration::from_secs(1)).with("access_token", "PRIVATE").with("access_token", "PRIVATE");
    assert_eq!(format!("{tokens:?}"), r#"Tokens { names: ["access_token"], lifetime: 1s }"#);
}
