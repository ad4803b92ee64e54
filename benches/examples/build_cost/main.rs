//! What it costs a caller to build a generated crate, against the same models with serde derived.
//!
//! `cargo run --release -p docwright-benches --example build_cost -- --operations 100`
//!
//! Both crates are written to `target/build-cost`, checked, and built in release with a program that decodes and encodes
//! each operation's request and answer once. What is measured is the compiler on the crate itself; dependencies are built
//! before. Needs GNU time.

mod crates;
mod derived;
mod measure;
mod surface;

use std::path::Path;

use anyhow::{Context, Result, bail};

use measure::Cost;

fn main() -> Result<()> {
    if let Some(log) = measure::log() {
        return measure::compile(&log);
    }
    let operations = read_arguments()?;
    measure::check_clock()?;
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).with_file_name("target").join("build-cost");
    let api = surface::api(operations);
    crates::write_ours(&folder, &api)?;
    crates::write_derived(&folder, &api)?;
    let ours = measure::crate_cost(&folder, crates::OURS)?;
    let derived = measure::crate_cost(&folder, crates::DERIVED)?;
    println!("{}", table(operations, &ours, &derived));
    Ok(())
}

fn read_arguments() -> Result<usize> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    match arguments.iter().map(String::as_str).collect::<Vec<_>>()[..] {
        [] => Ok(100),
        ["--operations", number] => number.parse().with_context(|| format!("`{number}` is not a number of operations")),
        _ => bail!("usage: build_cost [--operations NUMBER]"),
    }
}

fn table(operations: usize, ours: &Cost, derived: &Cost) -> String {
    let rows = [("docwright", ours), ("derived serde", derived)].map(|(name, cost)| {
        format!(
            "| {name} | {:.1} s | {:.0} MB | {:.1} s | {:.0} MB | {:.2} MB |",
            cost.check.seconds,
            megabytes(cost.check.kilobytes * 1024),
            cost.release.seconds,
            megabytes(cost.release.kilobytes * 1024),
            megabytes(cost.binary),
        )
    });
    let ratio = |ours: f64, derived: f64| format!("1/{:.1}", derived / ours);
    format!(
        "| {operations} operations | check, CPU | memory | release, CPU | memory | stripped binary |\n\
         |---|---|---|---|---|---|\n{}\n{}\n| ratio | {} | {} | {} | {} | {} |",
        rows[0],
        rows[1],
        ratio(ours.check.seconds, derived.check.seconds),
        ratio(ours.check.kilobytes as f64, derived.check.kilobytes as f64),
        ratio(ours.release.seconds, derived.release.seconds),
        ratio(ours.release.kilobytes as f64, derived.release.kilobytes as f64),
        ratio(ours.binary as f64, derived.binary as f64),
    )
}

fn megabytes(bytes: u64) -> f64 {
    bytes as f64 / 1e6
}
