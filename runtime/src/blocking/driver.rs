//! Futures on the thread that calls; what they wait for on a thread of its own.

use std::future::Future;
use std::io;
use std::pin::pin;
use std::sync::Arc;
use std::task::{Context, Poll, Wake, Waker};
use std::thread::{self, Thread};

use tokio::runtime::{Builder, Handle};
use tokio::sync::oneshot;

/// Runs futures on the calling thread, with a tokio runtime behind them for timers and for transports that need one. The
/// thread of the runtime ends with the last clone.
#[derive(Debug, Clone)]
pub(crate) struct Driver(Arc<Running>);

#[derive(Debug)]
struct Running {
    handle: Handle,
    /// Dropping it ends the thread.
    _end: oneshot::Sender<()>,
}

impl Driver {
    /// Starts the thread.
    pub(crate) fn start() -> io::Result<Self> {
        let runtime = Builder::new_current_thread().enable_all().build()?;
        let handle = runtime.handle().clone();
        let (end, ended) = oneshot::channel();
        let work = move || runtime.block_on(async { drop(ended.await) });
        thread::Builder::new().name("docwright-driver".to_owned()).spawn(work)?;
        Ok(Self(Arc::new(Running { handle, _end: end })))
    }

    /// Polls on this thread until there is a result. Tokio's own way to block refuses to do so inside of a runtime, even
    /// where blocking is allowed; without its budget for a task, because nothing would ever renew that here.
    pub(crate) fn run<F: Future>(&self, future: F) -> F::Output {
        let _inside = self.0.handle.enter();
        let mut future = pin!(tokio::task::unconstrained(future));
        let waker = Waker::from(Arc::new(Parked(thread::current())));
        let mut context = Context::from_waker(&waker);
        loop {
            match future.as_mut().poll(&mut context) {
                Poll::Ready(output) => return output,
                Poll::Pending => thread::park(),
            }
        }
    }
}

/// Wakes the thread that waits in [`Driver::run`].
struct Parked(Thread);

impl Wake for Parked {
    fn wake(self: Arc<Self>) {
        self.0.unpark();
    }

    fn wake_by_ref(self: &Arc<Self>) {
        self.0.unpark();
    }
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use super::Driver;

    #[test]
    fn futures_run_inside_and_outside_of_runtimes() {
        let driver = Driver::start().expect("a thread");
        let waits = |driver: &Driver| {
            driver.run(async {
                // More than a task of tokio may do in one go.
                for _ in 0..300 {
                    tokio::time::sleep(Duration::ZERO).await;
                }
                tokio::task::spawn_blocking(|| 7).await.expect("done")
            })
        };
        assert_eq!(waits(&driver), 7);
        let runtime = tokio::runtime::Builder::new_current_thread().build().expect("a runtime");
        assert_eq!(runtime.block_on(async { waits(&driver) }), 7);
        let inner = driver.clone();
        let outcome = runtime.block_on(async { tokio::task::spawn_blocking(move || waits(&inner)).await });
        assert_eq!(outcome.expect("no panic"), 7);
    }
}
