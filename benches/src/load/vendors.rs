//! The two vendors: their mock servers, which answer with what a call carries, and one call of each.

use std::path::Path;
use std::sync::Arc;
use std::time::Duration;

use anyhow::{Result, anyhow};
use docwright::mock::{Credentials, Fault, Faults, Request, Running, Server};
use docwright::project::Project;
use docwright::reading;
use docwright::spec::Value;
use docwright_clients::ebuychina::member::{GetMemberAssets, get_member_assets::request::Content};
use docwright_clients::kingdee::retail::GetCouponCenter;
use docwright_clients::{ebuychina, kingdee};

use super::{Echo, Ledger};

/// How often a token expires: each time all calls that are under way with it are refused, so it is rare.
const EXPIRED: f64 = 0.0002;

/// Kingdee's GET, with tokens. It may be repeated.
pub const KINGDEE: &str = "kingdee";
/// e-Buy's POST, with signed answers. It must not be repeated if it may have been executed.
pub const EBUYCHINA: &str = "ebuychina";

/// The mock server of an API, which answers with what a call carries and keeps the ledger.
///
/// # Errors
///
/// If the documents of the API cannot be read.
pub fn server(api: &str, ledger: &Arc<Ledger>) -> Result<Server> {
    let specs = Path::new(env!("CARGO_MANIFEST_DIR")).with_file_name("specs");
    let project = Project::load(&specs, api).map_err(|findings| anyhow!("{findings:?}"))?;
    let operations: Vec<_> =
        reading::read_project(&project, &|_| {}).operations.into_iter().map(|read| read.operation).collect();
    let ledger = Arc::clone(ledger);
    Ok(Server::new(project.api, operations).answer(move |request, example| {
        let id = carried(request).unwrap_or_default();
        ledger.execute(&id, request.fault());
        echoed(request.operation(), &id, example)
    }))
}

/// Faults that strike that share of the calls, each kind that the API can have equally often; only tokens expire less
/// often, for that strikes all calls under way.
#[must_use]
pub fn mixture(server: &Server, share: f64, seed: u64) -> Faults {
    let possible = |fault: &Fault| server.clone().faults(Faults::seeded(0).rate(fault.clone(), 0.0)).bind().is_ok();
    let kinds: Vec<Fault> = Fault::named().filter_map(|(name, _)| name.parse().ok()).filter(possible).collect();
    let (tokens, others): (Vec<_>, Vec<_>) = kinds.into_iter().partition(|fault| *fault == Fault::ExpiredToken);
    let expired = if tokens.is_empty() { 0.0 } else { EXPIRED.min(share) };
    let each = (share - expired) / others.len() as f64;
    let slow = |fault| match fault {
        Fault::SlowBody { .. } => Fault::SlowBody { over: Duration::from_millis(300) },
        fault => fault,
    };
    let faults = others.into_iter().map(slow).fold(Faults::seeded(seed), |faults, fault| faults.rate(fault, each));
    tokens.into_iter().fold(faults, |faults, fault| faults.rate(fault, expired))
}

/// What a call carries.
fn carried(request: &Request<'_>) -> Option<String> {
    if let Some(id) = request.parameter("member_id") {
        return Some(id);
    }
    match request.body()?.get("content")?.get("memberId")? {
        Value::String(id) => Some(id.clone()),
        _ => None,
    }
}

/// The documented answer with what the call carried.
fn echoed(operation: &str, id: &str, mut example: Value) -> Value {
    let text = || Value::String(id.to_owned());
    match operation {
        "get_member_assets" => put(&mut example, "content", Value::Object([("memberId".to_owned(), text())].into())),
        _ => {
            if let Value::Object(members) = &mut example
                && let Some(Value::Object(data)) = members.get_mut("data")
                && let Some(Value::List(rows)) = data.get_mut("rows")
                && let Some(row) = rows.first_mut()
            {
                put(row, "name", text());
            }
        }
    }
    example
}

fn put(object: &mut Value, name: &str, value: Value) {
    if let Value::Object(members) = object {
        members.insert(name.to_owned(), value);
    }
}

/// A Kingdee client without the vendor's limit of calls a minute.
///
/// # Errors
///
/// If TLS cannot be set up.
pub fn kingdee_client(running: &Running) -> Result<kingdee::Client> {
    let demo = Credentials::demo();
    let credentials = kingdee::Credentials::new(demo.id, demo.secret).instance("demo-instance");
    Ok(kingdee::Client::builder(credentials).base_url(running.url()).limit_per_minute(None).build()?)
}

/// The request that carries a text.
#[must_use]
pub fn kingdee_request(id: &str) -> GetCouponCenter {
    GetCouponCenter::new().member_id(id)
}

/// A call of Kingdee.
///
/// # Errors
///
/// If the call fails.
pub async fn call_kingdee(client: kingdee::Client, id: String) -> Echo {
    let page = client.send(&kingdee_request(&id)).await?;
    Ok(page.rows.into_iter().next().and_then(|row| row.name))
}

/// An e-Buy client.
///
/// # Errors
///
/// If TLS cannot be set up.
pub fn ebuychina_client(running: &Running) -> Result<ebuychina::Client> {
    let demo = Credentials::demo();
    let credentials = ebuychina::Credentials::new(demo.id, demo.secret);
    Ok(ebuychina::Client::builder(credentials).base_url(running.url()).build()?)
}

/// The request that carries a text.
#[must_use]
pub fn ebuychina_request(id: &str) -> GetMemberAssets {
    GetMemberAssets::new().content(Content { member_id: Some(id.to_owned()), ..Content::default() }).lang("zh_CN")
}

/// A call of e-Buy.
///
/// # Errors
///
/// If the call fails.
pub async fn call_ebuychina(client: ebuychina::Client, id: String) -> Echo {
    Ok(client.send(&ebuychina_request(&id)).await?.member_id)
}

/// How many calls of the list of accounts and of the token endpoint are needed at most: one each, one more for each of them
/// that went wrong, and a token for each that expired.
#[must_use]
pub fn most_token_calls(running: &Running) -> (usize, usize) {
    let struck = |step| running.faults_of(step).values().sum::<usize>();
    let expired = running.faults().get("expired-token").copied().unwrap_or(0);
    (1 + struck("push_app_authorize"), 1 + struck("kingdee_auth_token") + expired)
}
