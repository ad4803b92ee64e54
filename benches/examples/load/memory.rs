//! The memory of the process over time, where the system tells it (Linux).

use std::fmt;
use std::fs;
use std::sync::mpsc::{RecvTimeoutError, Sender, channel};
use std::thread::{self, JoinHandle};
use std::time::Duration;

/// Looks once a second until it is ended.
pub(crate) struct Watch {
    stop: Sender<()>,
    thread: JoinHandle<Vec<u64>>,
}

impl Watch {
    pub(crate) fn begin() -> Self {
        let (stop, stopped) = channel();
        let thread = thread::spawn(move || {
            let mut samples = Vec::new();
            while stopped.recv_timeout(Duration::from_secs(1)) == Err(RecvTimeoutError::Timeout) {
                samples.extend(resident());
            }
            samples
        });
        Self { stop, thread }
    }

    /// What it saw.
    pub(crate) fn end(self) -> Memory {
        let _already_over = self.stop.send(());
        Memory { samples: self.thread.join().unwrap_or_default() }
    }
}

/// The resident memory in KiB, second by second.
pub(crate) struct Memory {
    samples: Vec<u64>,
}

/// In how many parts the time is cut. In the first one connections are made and the allocator takes what it needs.
const PARTS: usize = 6;

impl Memory {
    /// The average of each part, in MiB; nothing if that was too short, or the system does not tell.
    fn averages(&self) -> Vec<f64> {
        let length = self.samples.len() / PARTS;
        let parts = self.samples.chunks_exact(length.max(1)).take(PARTS);
        parts.map(|part| part.iter().sum::<u64>() as f64 / part.len() as f64 / 1024.0).collect()
    }

    /// Whether the last part is not much above the second.
    pub(crate) fn is_flat(&self) -> bool {
        match self.averages()[..] {
            [_, second, _, _, _, last] => last <= second * 1.1,
            _ => true,
        }
    }
}

impl fmt::Display for Memory {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let averages: Vec<String> = self.averages().iter().map(|average| format!("{average:.1}")).collect();
        let judgement = match averages.len() {
            PARTS if self.is_flat() => "flat",
            PARTS => "GROWING",
            _ => "not judged: too short, or the system does not tell",
        };
        write!(formatter, "{:<28}{} MiB, {judgement}", "memory over time", averages.join(" → "))
    }
}

/// The resident memory in KiB.
fn resident() -> Option<u64> {
    let status = fs::read_to_string("/proc/self/status").ok()?;
    let line = status.lines().find_map(|line| line.strip_prefix("VmRSS:"))?;
    line.trim().strip_suffix("kB")?.trim().parse().ok()
}
