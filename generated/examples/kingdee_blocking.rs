//! Lists the first coupons of a shop without an async runtime; further pages are fetched when they are wanted.
//!
//! `KINGDEE_URL` points to a mock server (`docwright mock kingdee`); without it, the vendor is asked.

use std::env::var;
use std::time::Duration;

use docwright_clients::kingdee::Credentials;
use docwright_clients::kingdee::blocking::Client;
use docwright_clients::kingdee::retail::GetCouponCenter;

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let credentials =
        Credentials::new(var("KINGDEE_CLIENT_ID")?, var("KINGDEE_CLIENT_SECRET")?).instance(var("KINGDEE_INSTANCE")?);
    let mut builder = Client::builder(credentials);
    if let Ok(url) = var("KINGDEE_URL") {
        builder = builder.base_url(url);
    }
    let client = builder.build()?;

    let request = GetCouponCenter::new();
    let first = client.call(&request).timeout(Duration::from_secs(10)).send()?;
    println!("{} coupons", first.count.unwrap_or_default());
    for coupon in client.pages(&request).items().take(3) {
        println!("{}", coupon?.name.as_deref().unwrap_or("?"));
    }
    Ok(())
}
