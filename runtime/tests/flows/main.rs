//! The client over a scripted transport: what is sent, what is repeated, what the caller sees.

mod api;
#[cfg(feature = "blocking")]
mod blocking_pages;
mod checked;
mod decoded;
mod dropped;
mod ebuy;
mod failures;
mod kingdee;
mod observed;
mod pages;
mod patience;
mod provided;
mod renewal;
mod repeats;
mod schemes;
mod script;
mod store;
mod token_limit;
#[cfg(feature = "tracing")]
mod traced;
