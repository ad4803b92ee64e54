//! A server that is a few lines of TCP, so that it can do what no good server does.

use std::io::{BufRead as _, BufReader, Read as _, Write as _};
use std::net::{TcpListener, TcpStream};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};

/// A request as it came.
#[derive(Debug, Clone)]
pub(crate) struct Received {
    /// The request line and the headers, in lower case.
    pub(crate) head: String,
    pub(crate) body: Vec<u8>,
}

/// What happens to a request.
pub(crate) enum Reply {
    /// These bytes go out, and the connection stays open.
    Bytes(Vec<u8>),
    /// These bytes go out, and the connection is closed.
    Last(&'static str),
    /// These bytes, and then others without an end.
    Endless(&'static str),
    /// Nothing at all, until the client goes away.
    Silence,
}

/// A server that runs as long as the tests do.
pub(crate) struct Server {
    pub(crate) url: String,
    requests: Arc<Mutex<Vec<Received>>>,
    connections: Arc<AtomicUsize>,
}

impl Server {
    pub(crate) fn new(reply: impl Fn(&Received) -> Reply + Send + Sync + 'static) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").expect("a port");
        let url = format!("http://{}", listener.local_addr().expect("an address"));
        let server = Self { url, requests: Arc::default(), connections: Arc::default() };
        let (requests, connections) = (Arc::clone(&server.requests), Arc::clone(&server.connections));
        let reply = Arc::new(reply);
        std::thread::spawn(move || {
            for stream in listener.incoming() {
                let Ok(stream) = stream else { continue };
                connections.fetch_add(1, Ordering::SeqCst);
                let (requests, reply) = (Arc::clone(&requests), Arc::clone(&reply));
                std::thread::spawn(move || serve(stream, &requests, &*reply));
            }
        });
        server
    }

    /// A server that always gives these bytes.
    pub(crate) fn of(answer: impl Into<Vec<u8>>) -> Self {
        let answer = answer.into();
        Self::new(move |_| Reply::Bytes(answer.clone()))
    }

    pub(crate) fn requests(&self) -> Vec<Received> {
        self.requests.lock().expect("requests").clone()
    }

    pub(crate) fn connections(&self) -> usize {
        self.connections.load(Ordering::SeqCst)
    }
}

/// An answer with that body.
pub(crate) fn answer(status: u16, headers: &str, body: impl AsRef<[u8]>) -> Vec<u8> {
    let body = body.as_ref();
    let head = format!("HTTP/1.1 {status} Status\r\n{headers}Content-Length: {}\r\n\r\n", body.len());
    [head.as_bytes(), body].concat()
}

/// An address where nobody listens.
pub(crate) fn nobody() -> String {
    format!("http://{}", TcpListener::bind("127.0.0.1:0").expect("a port").local_addr().expect("an address"))
}

fn serve(mut stream: TcpStream, requests: &Mutex<Vec<Received>>, reply: &dyn Fn(&Received) -> Reply) {
    let mut reader = BufReader::new(stream.try_clone().expect("a second handle"));
    while let Some(received) = receive(&mut reader) {
        let reply = reply(&received);
        requests.lock().expect("requests").push(received);
        let stays = match reply {
            Reply::Bytes(bytes) => stream.write_all(&bytes).is_ok(),
            Reply::Last(bytes) => {
                let _sent = stream.write_all(bytes.as_bytes());
                false
            }
            Reply::Endless(head) => {
                let mut outcome = stream.write_all(head.as_bytes());
                while outcome.is_ok() {
                    outcome = stream.write_all(&[b'x'; 4096]);
                }
                false
            }
            Reply::Silence => {
                let _gone = reader.read(&mut [0]);
                false
            }
        };
        if !stays {
            break;
        }
    }
}

/// A whole request; `None` if the client goes away before its end.
fn receive(reader: &mut BufReader<TcpStream>) -> Option<Received> {
    let mut head = String::new();
    while !head.ends_with("\r\n\r\n") {
        if reader.read_line(&mut head).ok()? == 0 {
            return None;
        }
    }
    let head = head.to_ascii_lowercase();
    let length = head.lines().find_map(|line| line.strip_prefix("content-length:")?.trim().parse().ok()).unwrap_or(0);
    let mut body = vec![0; length];
    reader.read_exact(&mut body).ok()?;
    Some(Received { head, body })
}
