//! A server that has its port: how it is started, how it runs, how requests get to the desk.

use std::net::{SocketAddr, TcpListener};
use std::sync::Arc;
use std::thread;
use std::time::Duration;

use axum::Router;
use axum::body::{Body, to_bytes};
use axum::extract::connect_info::{ConnectInfo, IntoMakeServiceWithConnectInfo};
use axum::extract::{Request, State};
use axum::http::Response;
use tokio::sync::oneshot;

use super::answer::{Answer, Delivery, object, text};
use super::banner;
use super::desk::Desk;
use super::received::Received;
use super::running::Running;
use super::server::{Error, Server};
use super::wire::{Cut, Wires};

/// The largest body that is read, in bytes.
const LARGEST_BODY: usize = 8 * 1024 * 1024;
/// How long calls in progress may take to finish after ctrl-c.
const PATIENCE: Duration = Duration::from_secs(3);

/// A server that has its port and can be started.
#[derive(Debug)]
pub struct Bound {
    pub(super) server: Server,
    pub(super) desk: Arc<Desk>,
    pub(super) listener: TcpListener,
    pub(super) address: SocketAddr,
}

impl Bound {
    /// The base address, without a slash at its end.
    #[must_use]
    pub fn url(&self) -> String {
        format!("http://{}", self.address)
    }

    /// What somebody who wants to call it has to know: address, credentials, operations, checks.
    #[must_use]
    pub fn banner(&self) -> String {
        banner::write(self.server.api(), &self.url(), &self.desk, self.server.unchecked_recipe())
    }

    /// Serves until ctrl-c is pressed; calls in progress are finished within three seconds.
    ///
    /// # Errors
    /// If connections cannot be waited for.
    pub async fn serve(self) -> Result<(), Error> {
        let listener = tokio::net::TcpListener::from_std(self.listener)?;
        let (stop, stopped) = oneshot::channel::<()>();
        let serving = axum::serve(Wires(listener), service(self.desk)).with_graceful_shutdown(async {
            let _ = stopped.await;
        });
        let interrupted = async {
            // Without a signal to wait for, the server runs until its process ends.
            if tokio::signal::ctrl_c().await.is_err() {
                std::future::pending::<()>().await;
            }
            let _ = stop.send(());
            tokio::time::sleep(PATIENCE).await;
        };
        tokio::select! {
            result = serving.into_future() => Ok(result?),
            () = interrupted => Ok(()),
        }
    }

    /// [`serve`](Self::serve) for callers that are not asynchronous.
    ///
    /// # Errors
    /// If connections cannot be waited for.
    pub fn run(self) -> Result<(), Error> {
        tokio::runtime::Builder::new_multi_thread().enable_all().build()?.block_on(self.serve())
    }

    /// Runs it on a thread of its own, until what is returned is dropped.
    ///
    /// # Errors
    /// If the machine gives no thread.
    pub fn spawn(self) -> Result<Running, Error> {
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
        let listener = {
            let _inside = runtime.enter();
            tokio::net::TcpListener::from_std(self.listener)?
        };
        let (stop, stopped) = oneshot::channel::<()>();
        let service = service(Arc::clone(&self.desk));
        let thread = thread::Builder::new().name("docwright-mock".to_owned()).spawn(move || {
            // Dropping the runtime drops all connections, finished or not: nobody is left to read them.
            runtime.block_on(async {
                tokio::select! {
                    _ = axum::serve(Wires(listener), service).into_future() => {}
                    _ = stopped => {}
                }
            });
        })?;
        Ok(Running::new(self.desk, self.address, stop, thread))
    }
}

fn service(desk: Arc<Desk>) -> IntoMakeServiceWithConnectInfo<Router, Cut> {
    Router::new().fallback(handle).with_state(desk).into_make_service_with_connect_info()
}

async fn handle(State(desk): State<Arc<Desk>>, ConnectInfo(cut): ConnectInfo<Cut>, request: Request) -> Response<Body> {
    let (head, body) = request.into_parts();
    let answer = match to_bytes(body, LARGEST_BODY).await {
        Ok(body) => desk.answer(&Received {
            method: head.method.as_str().to_owned(),
            path: head.uri.path().to_owned(),
            query: head.uri.query().unwrap_or_default().to_owned(),
            headers: head.headers,
            body,
        }),
        Err(error) => {
            let message = format!("expected a body of at most {LARGEST_BODY} bytes: {error}");
            Answer::json(413, &object([("error", text(message))]))
        }
    };
    tokio::time::sleep(answer.delay).await;
    if answer.delivery == Delivery::Reset {
        cut.make();
    }
    answer.into_response(desk.now())
}
