//! `docwright mock` as a user runs it: a process that serves until it is ended.

use std::io::{BufRead as _, BufReader, Read as _, Write as _};
use std::net::TcpStream;
use std::path::Path;
use std::process::{Child, Command, Output, Stdio};

fn command(arguments: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_docwright"));
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).parent().expect("the workspace");
    command.arg("mock").args(arguments).current_dir(root).env("NO_COLOR", "1");
    command
}

/// A server that is ended with the test.
struct Served {
    child: Child,
    banner: String,
}

impl Served {
    fn start(arguments: &[&str]) -> Self {
        let mut child = command(arguments).stdout(Stdio::piped()).spawn().expect("docwright runs");
        let mut lines = BufReader::new(child.stdout.take().expect("standard output")).lines().map_while(Result::ok);
        let mut banner = String::new();
        // The operations come last, after an empty line.
        for line in lines.by_ref().take_while(|line| !line.starts_with("  GET") && !line.starts_with("  POST")) {
            banner += &format!("{line}\n");
        }
        Self { child, banner }
    }

    fn get(&self, target: &str) -> String {
        let (_, address) = self.banner.split_once("http://").expect("an address");
        let address = address.lines().next().expect("a line");
        let mut stream = TcpStream::connect(address).expect("a connection");
        write!(stream, "GET {target} HTTP/1.1\r\nhost: x\r\nconnection: close\r\n\r\n").expect("written");
        let mut answer = String::new();
        stream.read_to_string(&mut answer).expect("an answer");
        answer
    }
}

impl Drop for Served {
    fn drop(&mut self) {
        // It may have ended by itself, and then there is nothing to do.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

#[test]
fn faults_and_seed_are_said_and_done() {
    let served = Served::start(&["kingdee", "--fault", "500=100%", "--latency", "0ms..2ms", "--seed", "7"]);
    for expected in ["faults             500 100 %", "latency            0s..2ms", "seed               7"] {
        assert!(served.banner.contains(expected), "{}", served.banner);
    }
    let answer = served.get("/jdy/v2/ls/coupon_center");
    assert!(answer.starts_with("HTTP/1.1 500 "), "{answer}");
    assert!(served.get("/nowhere").starts_with("HTTP/1.1 404 "));
}

#[test]
fn faults_that_cannot_be_had_are_said_with_those_that_can() {
    for (arguments, expected) in [
        (["kingdee", "--fault", "418=5%"], "there is no fault `418`; there are: 429, 500, 519, expired-token"),
        (["kingdee", "--fault", "429"], "such as `429=5%`"),
        (["kingdee", "--fault", "429=200%"], "cannot strike 200 %"),
        (["kingdee", "--latency", "fast"], "such as `50ms`"),
        (["kingdee", "--fault", "wrong-signature=5%"], "its answers are not signed"),
        (["ebuychina", "--fault", "expired-token=5%"], "it has no tokens"),
    ] {
        let Output { status, stderr, .. } = command(&arguments).output().expect("docwright runs");
        let stderr = String::from_utf8_lossy(&stderr);
        assert!(status.code() == Some(2) && stderr.contains(expected), "{arguments:?}: {stderr}");
    }
}
