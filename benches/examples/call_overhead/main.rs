//! What a client costs over bare reqwest, as a part of a call to a server on this machine.
//!
//! `cargo run --release -p docwright-benches --example call_overhead -- --calls 20000`
//!
//! The calls of all kinds take turns, so that whatever else the machine does hits all of them alike; compared are the
//! medians. Every kind asks for the same page. What stands against the client is written by hand for this one call, as
//! well as can be: reqwest with a time-out, a signature by the same libraries, a token that is there already, and an
//! answer that is read by derived serde.

mod bare;
mod server;

use std::future::Future;
use std::time::{Duration, Instant};

use anyhow::{Context, Result, bail};
use docwright_clients::kingdee;
use docwright_clients::kingdee::retail::GetCouponCenter;
use docwright_runtime::auth::Credentials;
use docwright_runtime::transport::ReqwestTransport;
use docwright_runtime::{Api as _, ApiMeta, Client, ClientBuilder};

use server::Server;

fn main() -> Result<()> {
    let calls = read_arguments()?;
    let server = Server::start(20)?;
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
    let times = runtime.block_on(measure(&server, calls))?;
    println!("{}", table(&times));
    Ok(())
}

fn read_arguments() -> Result<usize> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    match arguments.iter().map(String::as_str).collect::<Vec<_>>()[..] {
        [] => Ok(20_000),
        ["--calls", number] => number.parse().with_context(|| format!("`{number}` is not a number of calls")),
        _ => bail!("usage: call_overhead [--calls NUMBER]"),
    }
}

/// The kinds of calls that are compared: what is asked for, by bare reqwest and by the client.
#[derive(Default)]
struct Times {
    unsigned: [Vec<Duration>; 2],
    signed: [Vec<Duration>; 2],
    decoded: [Vec<Duration>; 2],
}

/// The same API without authentication.
const OPEN: &ApiMeta = &ApiMeta { recipe: None, limit_per_minute: None, ..*kingdee::Api::META };

async fn measure(server: &Server, calls: usize) -> Result<Times> {
    let credentials = kingdee::Credentials::new(bare::CLIENT_ID, bare::CLIENT_SECRET).instance("instance-1");
    // One connection for all, so that the server's threads are no part of the comparison.
    let reqwest = bare::client()?;
    let transport = ReqwestTransport::from_client(reqwest.clone());
    let builder = kingdee::Client::builder(credentials).base_url(server.url()).transport(transport.clone());
    let client = builder.limit_per_minute(None).build()?;
    let open: Client =
        ClientBuilder::new(OPEN, Credentials::new()).base_url(server.url()).transport(transport).build()?;
    let request = GetCouponCenter::new().member_id("1").page(1).page_size(20);
    let bare = bare::Caller::new(reqwest, &server.url());
    let mut times = Times::default();
    // The first tenth only warms up.
    for call in 0..calls + calls / 10 {
        let round = [
            timed(async { Ok(bare.unsigned().await?.len()) }).await?,
            timed(async { Ok(open.send(&request).raw().await?.body().len()) }).await?,
            timed(async { Ok(bare.signed().await?.len()) }).await?,
            timed(async { Ok(client.send(&request).raw().await?.body().len()) }).await?,
            timed(async { Ok(bare.decoded().await?.data.rows.len()) }).await?,
            timed(async { Ok(client.send(&request).await?.rows.len()) }).await?,
        ];
        if round[1..4].iter().any(|(_, length)| *length != round[0].1) || round[4].1 != round[5].1 {
            bail!("the calls did not get the same");
        }
        if call >= calls / 10 {
            let kinds = [&mut times.unsigned, &mut times.signed, &mut times.decoded];
            for (times, (time, _)) in kinds.into_iter().flatten().zip(round) {
                times.push(time);
            }
        }
    }
    Ok(times)
}

async fn timed(call: impl Future<Output = Result<usize>>) -> Result<(Duration, usize)> {
    let start = Instant::now();
    let outcome = call.await?;
    Ok((start.elapsed(), outcome))
}

fn table(times: &Times) -> String {
    let row = |name: &str, [bare, ours]: &[Vec<Duration>; 2]| {
        let (bare, ours) = (median(bare), median(ours));
        format!("| {name} | {bare:.1} µs | {ours:.1} µs | {:.1} µs | {:.3} |", ours - bare, ours / bare)
    };
    [
        "| a call, median | reqwest | client | more | ratio |\n|---|---|---|---|---|".to_owned(),
        row("without authentication, the answer as bytes", &times.unsigned),
        row("signed, the answer as bytes", &times.signed),
        row("signed, the answer decoded", &times.decoded),
    ]
    .join("\n")
}

/// In microseconds.
fn median(times: &[Duration]) -> f64 {
    let mut times = times.to_vec();
    times.sort_unstable();
    times.get(times.len() / 2).map_or(0.0, |time| time.as_secs_f64() * 1e6)
}
