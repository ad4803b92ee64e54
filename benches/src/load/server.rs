//! The mock server that callers call: it answers with what a call carries, and keeps the ledger.

use std::path::Path;
use std::sync::Arc;
use std::time::Duration;

use anyhow::{Result, anyhow};
use docwright::mock::{Fault, Faults, Request, Running, Server};
use docwright::project::Project;
use docwright::reading;
use docwright::spec::Value;

use super::{Ledger, ebuychina, kingdee};

/// How often a token expires: each time all calls that are under way with it are refused, so it is rare.
const EXPIRED: f64 = 0.0002;

/// The mock server of an API.
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
    let answer: Answer = if api == kingdee::NAME { kingdee::answer } else { ebuychina::answer };
    Ok(Server::new(project.api, operations).answer(move |request, example| answer(&ledger, request, example)))
}

/// Keeps the ledger, and puts what a call carries into the example.
type Answer = fn(&Ledger, &Request<'_>, Value) -> Value;

/// Faults that strike that share of the calls, each kind that the API can have equally often; only tokens expire less
/// often, for that strikes all calls under way.
#[must_use]
pub fn mixture(server: &Server, share: f64, seed: u64) -> Faults {
    let possible = |fault: &Fault| server.clone().faults(Faults::seeded(0).rate(fault.clone(), 0.0)).bind().is_ok();
    let kinds: Vec<Fault> = Fault::named().filter_map(|(name, _)| name.parse().ok()).filter(possible).collect();
    let (tokens, others): (Vec<_>, Vec<_>) = kinds.into_iter().partition(|fault| *fault == Fault::ExpiredToken);
    let expired = if tokens.is_empty() { 0.0 } else { EXPIRED.min(share) };
    let each = (share - expired) / others.len() as f64;
    let shortened = |fault| match fault {
        Fault::SlowBody { .. } => Fault::SlowBody { over: Duration::from_millis(300) },
        fault => fault,
    };
    let faults = others.into_iter().fold(Faults::seeded(seed), |faults, fault| faults.rate(shortened(fault), each));
    tokens.into_iter().fold(faults, |faults, fault| faults.rate(fault, expired))
}

/// How many calls of the list of accounts and of the token endpoint are needed at most: one each, one more for each of them
/// that went wrong, and a token for each that expired.
#[must_use]
pub fn most_token_calls(running: &Running) -> (usize, usize) {
    let struck = |step| running.faults_of(step).values().sum::<usize>();
    let expired = running.faults().get("expired-token").copied().unwrap_or(0);
    (1 + struck("push_app_authorize"), 1 + struck("kingdee_auth_token") + expired)
}
