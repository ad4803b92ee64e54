//! A server that answers from the specification: the documented example of each operation, to requests that pass a
//! written list of checks. It is the double that generated clients are tested against, and `docwright mock`.
//!
//! It verifies signatures with code of its own and knows nothing of the runtime: two implementations of one rule, and
//! one file of vectors that tests both.
//!
//! In tests of your own it runs on a thread beside them. Things go wrong where the test says so ([`Running::script`]), or by
//! chance, which a seed repeats ([`Server::faults`]); counters tell what came:
//!
//! ```
//! # fn run(specs: &std::path::Path) -> Result<(), Box<dyn std::error::Error>> {
//! use docwright::mock::{Fault, Faults, Server};
//! use docwright::project::Project;
//! use docwright::reading;
//!
//! let project = Project::load(specs, "kingdee").map_err(|findings| format!("{findings:?}"))?;
//! let read = reading::read_project(&project, &|_| {});
//! let operations: Vec<_> = read.operations.into_iter().map(|read| read.operation).collect();
//!
//! let faults = Faults::seeded(7).rate(Fault::TooManyCalls, 0.05).rate(Fault::Reset, 0.02);
//! let running = Server::new(project.api, operations).faults(faults).spawn()?;
//! running.script([Fault::ServerError]);
//!
//! // A client with the credentials of `Credentials::demo()` and the base URL `running.url()` calls, and then:
//! println!("{} calls for tokens, {} of the operation", running.calls().token, running.calls_of("get_coupon_center"));
//! println!("{:?} struck, {:?} failed", running.faults(), running.failed_checks());
//! # Ok(()) }
//! # run(&std::path::Path::new(env!("CARGO_MANIFEST_DIR")).with_file_name("specs")).expect("a server");
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
mod rate;
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
pub use fault::{Fault, FaultError};
pub use kingdee_gateway::AuthorizeForm;
pub use plan::Faults;
pub use rate::{FaultRate, Latency};
pub use request::Request;
pub use running::Running;
pub use server::{Error, Server};
