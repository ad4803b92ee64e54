//! Many callers for a minute against the mock server while calls go wrong, with both vendors.
//!
//! `cargo run --release -p docwright-benches --example load -- --callers 200 --seconds 60 --faults 20`
//!
//! The callers are tasks of the asynchronous client, then threads of the blocking one. Ends with exit code 1 if a result was lost, doubled or given to somebody else, if
//! tokens were fetched more often than needed, or if memory grew: that of the whole process, the server included.
//!
//! The allocator of Linux keeps freed memory for each thread, which takes its time to settle. To see the memory that is in
//! use, say `GLIBC_TUNABLES=glibc.malloc.tcache_count=0:glibc.malloc.arena_max=1` in front.

mod memory;

use std::process::ExitCode;
use std::sync::Arc;
use std::time::{Duration, Instant};

use anyhow::Result;
use clap::{Parser, ValueEnum};
use docwright::mock::Running;
use docwright_benches::load::{self, Ledger, Tally, Until, ebuychina, kingdee};
use tokio::runtime::Runtime;

use memory::Watch;

/// Many callers against the mock server while calls go wrong.
#[derive(Debug, Parser)]
struct Arguments {
    /// The vendor, kingdee or ebuychina; both if none is named
    #[arg(long, value_parser = [kingdee::NAME, ebuychina::NAME])]
    api: Option<String>,
    /// How callers wait: tasks of the asynchronous client, or threads of the blocking one; both if nothing is said
    #[arg(long, value_enum)]
    style: Option<Style>,
    /// How many call at once
    #[arg(long, default_value_t = 200)]
    callers: usize,
    /// How long, each time
    #[arg(long, default_value_t = 60)]
    seconds: u64,
    /// How many of a hundred calls go wrong
    #[arg(long, default_value_t = 20.0)]
    faults: f64,
    /// Decides which calls go wrong
    #[arg(long, default_value_t = 0)]
    seed: u64,
}

/// How callers wait.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Style {
    Tasks,
    Threads,
}

fn main() -> Result<ExitCode> {
    let arguments = Arguments::parse();
    let mut is_right = true;
    for api in [kingdee::NAME, ebuychina::NAME] {
        for style in [Style::Tasks, Style::Threads] {
            let is_wanted = arguments.api.as_deref().is_none_or(|wanted| wanted == api);
            if is_wanted && arguments.style.is_none_or(|wanted| wanted == style) {
                is_right &= measure(api, style, &arguments)?;
            }
        }
    }
    Ok(if is_right { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}

/// One round; says whether everything was right.
fn measure(api: &str, style: Style, arguments: &Arguments) -> Result<bool> {
    let ledger = Arc::new(Ledger::new(arguments.callers));
    let server = load::server(api, &ledger)?;
    let faults = load::mixture(&server, arguments.faults / 100.0, arguments.seed);
    let running = server.faults(faults).spawn()?;
    let watch = Watch::begin();
    let end = Until::Time(Instant::now() + Duration::from_secs(arguments.seconds));
    let tally = call(api, style, &running, &ledger, end)?;
    let memory = watch.end();

    let Arguments { callers, seconds, faults, seed, .. } = arguments;
    println!("{api}: {callers} {style:?}, {seconds} s, {faults} % faults, seed {seed}");
    print!("{tally}");
    for (name, count) in running.faults() {
        println!("  fault {name:<20}{count:>10}");
    }
    let (calls, most) = (running.calls(), load::most_token_calls(&running));
    for (name, count, most) in
        [("calls for secrets", calls.authorize, most.0), ("calls for tokens", calls.token, most.1)]
    {
        println!("{name:<28}{count:>10} of {most} at most");
    }
    println!("{memory}\n");
    Ok(tally.is_right() && calls.authorize <= most.0 && calls.token <= most.1 && memory.is_flat())
}

fn call(api: &str, style: Style, running: &Running, ledger: &Arc<Ledger>, until: Until) -> Result<Tally> {
    Ok(match (api, style) {
        (kingdee::NAME, Style::Tasks) => {
            let client = kingdee::client(running)?;
            Runtime::new()?.block_on(load::run(ledger, until, move |id| kingdee::call(client.clone(), id)))
        }
        (kingdee::NAME, Style::Threads) => {
            let client = kingdee::blocking_client(running)?;
            load::run_blocking(ledger, until, |id| kingdee::call_blocking(&client, id))
        }
        (_, Style::Tasks) => {
            let client = ebuychina::client(running)?;
            Runtime::new()?.block_on(load::run(ledger, until, move |id| ebuychina::call(client.clone(), id)))
        }
        (_, Style::Threads) => {
            let client = ebuychina::blocking_client(running)?;
            load::run_blocking(ledger, until, |id| ebuychina::call_blocking(&client, id))
        }
    })
}
