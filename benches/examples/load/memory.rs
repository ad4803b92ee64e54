//! The memory of the process over time, where the system tells it (Linux).

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

    /// What it saw, for people: from the first second to the last in six steps.
    pub(crate) fn end(self) -> String {
        let _already_over = self.stop.send(());
        let samples = self.thread.join().unwrap_or_default();
        let Some(last) = samples.len().checked_sub(1) else { return "memory is not told here".to_owned() };
        let steps = (0..=6).map(|step| format!("{:.1}", samples[last * step / 6] as f64 / 1024.0));
        format!("{:<28}{} MiB", "memory over time", steps.collect::<Vec<_>>().join(" → "))
    }
}

/// The resident memory in KiB.
fn resident() -> Option<u64> {
    let status = fs::read_to_string("/proc/self/status").ok()?;
    let line = status.lines().find_map(|line| line.strip_prefix("VmRSS:"))?;
    line.trim().strip_suffix("kB")?.trim().parse().ok()
}
