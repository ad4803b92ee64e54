//! Kingdee's GET, with tokens. It may be repeated.

use anyhow::Result;
use docwright::mock::{Credentials, Request, Running};
use docwright::spec::Value;
use docwright_clients::kingdee::retail::{GetCouponCenter, get_coupon_center::Data};
use docwright_clients::kingdee::{self, Client, blocking};

use super::{Echo, Ledger};

/// The API.
pub const NAME: &str = "kingdee";

pub(super) fn answer(ledger: &Ledger, request: &Request<'_>, mut example: Value) -> Value {
    let id = request.parameter("member_id").unwrap_or_default();
    ledger.execute(&id, request.fault());
    if let Value::Object(members) = &mut example
        && let Some(Value::Object(data)) = members.get_mut("data")
        && let Some(Value::List(rows)) = data.get_mut("rows")
        && let Some(Value::Object(row)) = rows.first_mut()
    {
        row.insert("name".to_owned(), Value::String(id));
    }
    example
}

/// What the server takes.
#[must_use]
pub fn credentials() -> kingdee::Credentials {
    let demo = Credentials::demo();
    kingdee::Credentials::new(demo.id, demo.secret).instance("demo-instance")
}

/// A client without the vendor's limit of calls a minute.
///
/// # Errors
///
/// If TLS cannot be set up.
pub fn client(running: &Running) -> Result<Client> {
    Ok(Client::builder(credentials()).base_url(running.url()).limit_per_minute(None).build()?)
}

/// The same for callers on threads of their own.
///
/// # Errors
///
/// If TLS cannot be set up.
pub fn blocking_client(running: &Running) -> Result<blocking::Client> {
    Ok(blocking::Client::builder(credentials()).base_url(running.url()).limit_per_minute(None).build()?)
}

/// The request that carries a text.
#[must_use]
pub fn request(id: &str) -> GetCouponCenter {
    GetCouponCenter::new().member_id(id)
}

/// What an answer says whom it is for.
#[must_use]
pub fn echo(page: Data) -> Option<String> {
    page.rows.into_iter().next()?.name
}

/// A call.
///
/// # Errors
///
/// If it fails.
pub async fn call(client: Client, id: String) -> Echo {
    client.send(&request(&id)).await.map(echo)
}

/// A call that blocks.
///
/// # Errors
///
/// If it fails.
pub fn call_blocking(client: &blocking::Client, id: &str) -> Echo {
    client.send(&request(id)).map(echo)
}
