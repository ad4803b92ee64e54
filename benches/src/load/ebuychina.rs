//! e-Buy's POST, with signed answers. It must not be repeated if it may have been executed.

use anyhow::Result;
use docwright::mock::{Credentials, Request, Running};
use docwright::spec::Value;
use docwright_clients::ebuychina::member::GetMemberAssets;
use docwright_clients::ebuychina::member::get_member_assets::{self, request::Content};
use docwright_clients::ebuychina::{self, Client, blocking};

use super::{Echo, Ledger};

/// The API.
pub const NAME: &str = "ebuychina";

pub(super) fn answer(ledger: &Ledger, request: &Request<'_>, mut example: Value) -> Value {
    let content = request.body().and_then(|body| body.get("content"));
    if let Some(Value::String(id)) = content.and_then(|content| content.get("memberId")) {
        ledger.execute(id, request.fault());
    }
    if let (Value::Object(members), Some(content)) = (&mut example, content) {
        members.insert("content".to_owned(), content.clone());
    }
    example
}

/// What the server takes.
#[must_use]
pub fn credentials() -> ebuychina::Credentials {
    let demo = Credentials::demo();
    ebuychina::Credentials::new(demo.id, demo.secret)
}

/// A client.
///
/// # Errors
///
/// If TLS cannot be set up.
pub fn client(running: &Running) -> Result<Client> {
    Ok(Client::builder(credentials()).base_url(running.url()).build()?)
}

/// The same for callers on threads of their own.
///
/// # Errors
///
/// If TLS cannot be set up.
pub fn blocking_client(running: &Running) -> Result<blocking::Client> {
    Ok(blocking::Client::builder(credentials()).base_url(running.url()).build()?)
}

/// The request that carries a text.
#[must_use]
pub fn request(id: &str) -> GetMemberAssets {
    GetMemberAssets::new().content(Content { member_id: Some(id.to_owned()), ..Content::default() }).lang("zh_CN")
}

/// What an answer says whom it is for.
#[must_use]
pub fn echo(assets: get_member_assets::Content) -> Option<String> {
    assets.member_id
}

/// A call.
///
/// # Errors
///
/// If it fails.
pub async fn call(client: Client, id: String) -> Echo {
    client.send(&request(&id)).await.map(echo)
}

/// A call that blocks.
///
/// # Errors
///
/// If it fails.
pub fn call_blocking(client: &blocking::Client, id: &str) -> Echo {
    client.send(&request(id)).map(echo)
}
