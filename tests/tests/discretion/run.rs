//! The run: whatever can happen to calls, and everything about it that a user may print.

use std::fmt::Debug;
use std::path::Path;

use docwright::mock::{Account, Credentials, Fault, Running, Server};
use docwright::project::Project;
use docwright::reading;
use docwright_clients::ebuychina::member::{GetMemberAssets, get_member_assets::request::Content};
use docwright_clients::kingdee::retail::GetCouponCenter;
use docwright_clients::{ebuychina, kingdee};
use docwright_runtime::Error;
use docwright_runtime::auth::{FileTokenStore, TokenRequest, Tokens};
use tracing_subscriber::fmt::format::FmtSpan;

use crate::recording::{Recording, repeating, without_key};

/// The kinds of errors that the run meets, as `Debug` calls them.
pub(crate) const KINDS: [&str; 9] =
    ["Api", "Status", "Transport", "Decode", "Signature", "Choice", "Token", "TokenProvider", "TimedOut"];

const PRIVATE: &str = "PRIVATE/会员 +1";

fn server(name: &str) -> Server {
    let specs = Path::new(env!("CARGO_MANIFEST_DIR")).join("../specs");
    let project = Project::load(&specs, name).unwrap_or_else(|findings| panic!("{findings:?}"));
    let read = reading::read_project(&project, &|_| {});
    Server::new(project.api, read.operations.into_iter().map(|read| read.operation).collect::<Vec<_>>())
}

/// Prints as a user does who looks for what went wrong.
fn print<T: Debug>(outcome: Result<T, Error>) {
    match outcome {
        Ok(_) => println!("it went well"),
        Err(error) => {
            println!("{error}\n{error:?}\n{error:#?}");
            let mut source = std::error::Error::source(&error);
            while let Some(cause) = source {
                println!("{cause}\n{cause:?}");
                source = cause.source();
            }
        }
    }
}

/// Does it all, and writes the list of what was secret about it into a file.
pub(crate) fn everything_that_can_happen(secrets: &Path) {
    let level = tracing_subscriber::fmt().with_max_level(tracing_subscriber::filter::LevelFilter::TRACE);
    level.with_span_events(FmtSpan::FULL).with_ansi(false).with_writer(std::io::stderr).init();
    let recording = Recording::new();
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().expect("a runtime");
    runtime.block_on(async {
        kingdee_calls(&recording).await;
        ebuychina_calls(&recording).await;
    });
    std::fs::write(secrets, serde_json::to_string(&recording.secrets()).expect("a list")).expect("written");
}

fn kingdee_builder(recording: &Recording, running: &Running, secret: &str) -> kingdee::ClientBuilder {
    recording.keep(secret);
    let credentials = kingdee::Credentials::new(Credentials::demo().id, secret).instance("demo-instance");
    println!("{credentials:?}");
    // The run needs more tokens than the vendor would give in a minute.
    let builder = kingdee::Client::builder(credentials).base_url(running.url()).limit_per_minute(None);
    let builder = builder.transport(recording.clone()).retries(0);
    println!("{builder:?}");
    builder
}

async fn kingdee_calls(recording: &Recording) {
    let mut known = Credentials::demo();
    known.secret = "docwright+demo/secret=0123456789".to_owned();
    let (secret, running) =
        (known.secret.clone(), server("kingdee").credentials(known.clone()).spawn().expect("a server"));
    let store = tempfile::tempdir().expect("a folder");
    let client = kingdee_builder(recording, &running, &secret).token_store(FileTokenStore::new(store.path()));
    let client = client.strict(true).build().expect("a client");
    recording.keep(PRIVATE);
    let request = GetCouponCenter::new().member_id(PRIVATE);
    println!("{client:?} {:?}", client.send(&request));

    print(client.send(&request).await);
    running.expire_tokens();
    print(client.send(&request).await);
    running.rotate_app_secret();
    running.expire_tokens();
    print(client.send(&request).await);
    running.skew_clock(3_600_000);
    print(client.send(&request).await);
    let undecodable = format!(r#"{{"errcode":0,"data":{{"count":{{"{PRIVATE}":"{PRIVATE}"}}}}}}"#);
    running.script([Fault::ServerError, Fault::Truncated, Fault::Answer { status: 200, body: undecodable }]);
    for _ in 0..3 {
        print(client.send(&request).await);
    }
    print(client.send(&request).timeout(std::time::Duration::ZERO).await);
    println!("{:?}", client.send(&request).raw().await);
    let text = client.encrypt(PRIVATE).expect("32 bytes of key");
    println!("{:?} {:?}", client.decrypt(&text.replace('=', "")), client.decrypt(PRIVATE));
    recording.keep(text);

    print(
        kingdee_builder(recording, &running, "another+secret/of+the+same=lengt")
            .build()
            .expect("a client")
            .send(&request)
            .await,
    );
    answers_of_others(recording, &running, &secret).await;

    known.accounts.push(Account::new("demo-instance", "second-account"));
    let two = server("kingdee").credentials(known).spawn().expect("a server");
    print(kingdee_builder(recording, &two, &secret).build().expect("a client").send(&request).await);
    let gone = two.url();
    drop(two);
    provided(recording, &running, &secret, &gone).await;
}

async fn answers_of_others(recording: &Recording, running: &Running, secret: &str) {
    let request = GetCouponCenter::new();
    let client = kingdee_builder(recording, running, secret).build().expect("a client");
    print(client.send(&request).await);
    for stand_in in [repeating, without_key] {
        recording.stand_in(Some(stand_in));
        print(client.send(&request).await);
        print(kingdee_builder(recording, running, secret).build().expect("a client").send(&request).await);
    }
    recording.stand_in(None);
}

/// A token that comes from elsewhere: one that the server does not know, one for a server that is gone, and none.
async fn provided(recording: &Recording, running: &Running, secret: &str, gone: &str) {
    recording.keep("provided-token-0123");
    for (url, token) in
        [(running.url().as_str(), Some("provided-token-0123")), (gone, Some("provided-token-0123")), (gone, None)]
    {
        let provider = move |request: TokenRequest| async move {
            println!("{request:?}");
            let token = token.ok_or("the vault is closed")?;
            let tokens = Tokens::new(std::time::Duration::from_secs(60)).with("app_token", token);
            let tokens = tokens.with("domain", "d.example.com");
            println!("{tokens:?}");
            Ok(tokens)
        };
        let builder = kingdee_builder(recording, running, secret).base_url(url).token_provider(provider);
        print(builder.build().expect("a client").send(&GetCouponCenter::new().member_id(PRIVATE)).await);
    }
}

async fn ebuychina_calls(recording: &Recording) {
    let running = server("ebuychina").spawn().expect("a server");
    let content = Content { member_id: Some(PRIVATE.to_owned()), ..Content::default() };
    let request = GetMemberAssets::new().content(content).lang("zh_CN");
    for secret in [Credentials::demo().secret, "another secret 2".to_owned()] {
        recording.keep(secret.clone());
        let credentials = ebuychina::Credentials::new(Credentials::demo().id, secret);
        let builder = ebuychina::Client::builder(credentials).base_url(running.url()).transport(recording.clone());
        let client = builder.build().expect("a client");
        println!("{client:?} {:?}", client.send(&request));
        running.script([Fault::WrongSignature]);
        print(client.send(&request).await);
        print(client.send(&request).await);
        recording.stand_in(Some(repeating));
        print(client.send(&request).await);
        recording.stand_in(None);
    }
}
