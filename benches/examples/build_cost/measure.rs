//! What the compiler takes for one crate. Cargo is told to start this program in the compiler's place for the crate
//! itself, though not for its dependencies, and this program starts the compiler below GNU time.

use std::ffi::OsString;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::{env, fs};

use anyhow::{Context, Result, ensure};

const TIME: &str = "/usr/bin/time";
/// The file that the figures go to; where it is set, this program is to be the compiler.
const LOG: &str = "BUILD_COST_LOG";

/// What a crate costs.
pub(crate) struct Cost {
    /// Checking it.
    pub(crate) check: Effort,
    /// Building it in release.
    pub(crate) release: Effort,
    /// The stripped program, in bytes.
    pub(crate) binary: u64,
}

/// What the compiler took, for library and program together.
#[derive(Default)]
pub(crate) struct Effort {
    /// CPU time in user mode.
    pub(crate) seconds: f64,
    /// The most memory it held.
    pub(crate) kilobytes: u64,
}

/// The file for the figures, if this program was started in the compiler's place.
pub(crate) fn log() -> Option<PathBuf> {
    env::var_os(LOG).map(PathBuf::from)
}

/// Checks that GNU time is there.
pub(crate) fn check_clock() -> Result<()> {
    let output = Command::new(TIME).args(["-f", "%U %M", "true"]).output();
    let is_there = output.is_ok_and(|output| String::from_utf8_lossy(&output.stderr).split_whitespace().count() == 2);
    ensure!(is_there, "{TIME} is needed, GNU's: it knows CPU time and memory of a process (Debian: apt install time)");
    Ok(())
}

/// Is the compiler: takes its arguments, and leaves figures in the log, unless cargo only asks it something.
pub(crate) fn compile(log: &Path) -> Result<()> {
    let arguments: Vec<OsString> = env::args_os().skip(1).collect();
    let name = arguments.iter().skip_while(|argument| *argument != "--crate-name").nth(1);
    let mut command = Command::new(if name.is_some_and(|name| name != "___") { TIME } else { "/usr/bin/env" });
    if command.get_program() == TIME {
        command.args(["-a", "-f", "%U %M", "-o"]).arg(log);
    }
    let status = command.args(arguments).status().context("the compiler does not start")?;
    std::process::exit(status.code().unwrap_or(1));
}

/// Checks and builds a crate that was just written.
pub(crate) fn crate_cost(folder: &Path, name: &str) -> Result<Cost> {
    let check = effort(folder, name, &["check"])?;
    let release = effort(folder, name, &["build", "--release"])?;
    let program = folder.join("target/release").join(format!("{name}{}", env::consts::EXE_SUFFIX));
    let output = Command::new(&program).arg("{}").output()?;
    ensure!(output.status.success(), "{} fails", program.display());
    eprintln!("{name} writes {} bytes", String::from_utf8_lossy(&output.stdout).trim());
    Ok(Cost { check, release, binary: fs::metadata(program)?.len() })
}

fn effort(folder: &Path, name: &str, arguments: &[&str]) -> Result<Effort> {
    let log = folder.join(format!("{name}.log"));
    fs::write(&log, "")?;
    let status = Command::new(env::var_os("CARGO").unwrap_or_else(|| "cargo".into()))
        .args(arguments)
        .args(["--quiet"])
        .current_dir(folder.join(name))
        .env("CARGO_TARGET_DIR", folder.join("target"))
        .env("CARGO_INCREMENTAL", "0")
        .env("RUSTC_WORKSPACE_WRAPPER", env::current_exe()?)
        .env(LOG, &log)
        .env_remove("RUSTFLAGS")
        .status()?;
    ensure!(status.success(), "cargo {arguments:?} fails for {name}");
    let figures = fs::read_to_string(&log)?;
    let mut effort = Effort::default();
    for line in figures.lines() {
        let (seconds, kilobytes) = line.split_once(' ').with_context(|| format!("`{line}` in the log"))?;
        effort.seconds += seconds.parse::<f64>()?;
        effort.kilobytes = effort.kilobytes.max(kilobytes.parse()?);
    }
    ensure!(effort.kilobytes > 0, "the compiler left no figures in {}", log.display());
    Ok(effort)
}
