//! Shows the points and the cards of a member.
//!
//! `EBUYCHINA_URL` points to a mock server (`docwright mock ebuychina`); without it, the vendor's test host is asked.

use std::env::var;

use docwright_clients::ebuychina::{
    Client, Credentials,
    member::{GetMemberAssets, get_member_assets::request},
};

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), Box<dyn std::error::Error>> {
    let mut builder = Client::builder(Credentials::new(var("EBUYCHINA_APP_ID")?, var("EBUYCHINA_APP_SECRET")?));
    if let Ok(url) = var("EBUYCHINA_URL") {
        builder = builder.base_url(url);
    }
    let client = builder.build()?;

    let content = request::Content::new().member_id("e352b0e072de7cd4672a2a93f961ce77");
    let assets = client.send(&GetMemberAssets::new().content(content)).await?;

    let points = assets.points.unwrap_or_default();
    println!("{} points, {} cards", points.point_amount.unwrap_or_default(), assets.card_voucher_list.len());
    // A member that the documents forgot is kept all the same.
    println!("called {:?}", points.extra.get("pointName"));
    Ok(())
}
