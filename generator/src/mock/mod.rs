//! A server that answers from the specification: the documented example of each operation, to requests that pass a
//! written list of checks. It is the double that generated clients are tested against, and `docwright mock`.
//!
//! It verifies signatures with code of its own and knows nothing of the runtime: two implementations of one rule, and
//! one file of vectors that tests both.
//!
//! ```no_run
//! # fn run(api: docwright::spec::Api, operations: Vec<docwright::spec::Operation>) -> Result<(), docwright::mock::Error> {
//! use docwright::mock::{Fault, Server};
//! let server = Server::new(api, operations).spawn()?;
//! server.script([Fault::ServerError]);
//! println!("{} answered {:?}", server.url(), server.calls());
//! # Ok(()) }
//! ```

mod answer;
mod banner;
mod books;
mod bound;
mod check;
mod clock;
mod credentials;
mod desk;
mod documented;
mod ebuy_envelope;
mod fault;
mod json;
mod kingdee_gateway;
mod misfit;
mod plan;
mod received;
mod request;
mod routes;
mod running;
mod sample;
mod server;
mod unsigned;
mod values;
#[cfg(test)]
mod vectors;
mod vendor;
mod wire;

pub use books::{Calls, FailedCheck};
pub use bound::Bound;
pub use check::CheckEntry;
pub use clock::Clock;
pub use credentials::{Account, Credentials};
pub use fault::Fault;
pub use kingdee_gateway::AuthorizeForm;
pub use plan::{FaultError, FaultRate, Faults, Latency};
pub use request::Request;
pub use running::Running;
pub use server::{Error, Server};
