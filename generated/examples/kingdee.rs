//! Lists the coupons of a shop, and tells a refusal from a failure.
//!
//! `KINGDEE_URL` points to a mock server (`docwright mock kingdee`); without it, the vendor is asked.

use std::env::var;

use docwright_clients::kingdee::{Client, Credentials, Error, retail::GetCouponCenter};

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), Box<dyn std::error::Error>> {
    let credentials =
        Credentials::new(var("KINGDEE_CLIENT_ID")?, var("KINGDEE_CLIENT_SECRET")?).instance(var("KINGDEE_INSTANCE")?);
    let mut builder = Client::builder(credentials);
    if let Ok(url) = var("KINGDEE_URL") {
        builder = builder.base_url(url);
    }
    let client = builder.build()?;

    let page = match client.send(&GetCouponCenter::new().page(1).page_size(100)).await {
        Ok(page) => page,
        Err(Error::Api { code, message, .. }) => return Err(format!("refused with {code}: {message}").into()),
        Err(error) => return Err(error.into()),
    };
    println!("{} of {} coupons", page.rows.len(), page.count.unwrap_or_default());
    for coupon in &page.rows {
        let kind = coupon.coupon_type.as_ref().and_then(|kind| kind.label()).unwrap_or("?");
        let value = coupon.value.as_ref().map_or("?", |value| value.as_str());
        println!("{} {kind} {value}", coupon.name.as_deref().unwrap_or("?"));
    }
    Ok(())
}
