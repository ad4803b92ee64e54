//! A transport of your own: this one answers from files of a folder, and so needs no server.
//!
//! `cargo run -p docwright-runtime --example custom_transport`

use std::error::Error;
use std::path::PathBuf;

use bytes::Bytes;
use docwright_runtime::transport::{Body, Limits, Transport, TransportError, TransportErrorKind, TransportFuture};

/// Answers `GET /a/b` with the file `a/b` of a folder.
struct Folder(PathBuf);

impl Transport for Folder {
    fn send<'a>(&'a self, request: http::Request<Body>, limits: Limits) -> TransportFuture<'a> {
        Box::pin(async move {
            let path = self.0.join(request.uri().path().trim_start_matches('/'));
            let content = match std::fs::read(path) {
                Ok(content) => content,
                Err(error) => return Err(TransportError::with_source(TransportErrorKind::Lost, error)),
            };
            if content.len() > limits.response_bytes {
                return Err(TransportError::new(TransportErrorKind::TooLarge));
            }
            Ok(http::Response::new(Bytes::from(content)))
        })
    }
}

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), Box<dyn Error>> {
    // With a generated client: `Client::builder(credentials).transport(Folder("answers".into())).build()?`.
    let folder = Folder(PathBuf::from(env!("CARGO_MANIFEST_DIR")));
    let request = http::Request::get("https://files.example.com/Cargo.toml").body(Body::default())?;
    let answer = folder.send(request, Limits::default()).await?;
    println!("{} with {} bytes", answer.status(), answer.body().len());
    Ok(())
}
