//! The client that the build script made, against the mock server.

use std::path::Path;

use docwright::mock::Server;
use docwright::project::Project;
use docwright::reading;
use docwright_consumer::kingdee::{Client, Credentials, retail::GetCouponCenter};

#[tokio::test]
async fn a_client_from_a_build_script_gets_an_answer() {
    let specs = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../specs");
    let project = Project::load(&specs, "kingdee").expect("the API loads");
    let operations = reading::read_project(&project, &|_| {}).operations.into_iter().map(|read| read.operation);
    let server = Server::new(project.api, operations.collect::<Vec<_>>()).spawn().expect("the server starts");

    let demo = docwright::mock::Credentials::demo();
    let credentials = Credentials::new(demo.id, demo.secret).instance(demo.accounts[0].instance.clone());
    let client = Client::builder(credentials).base_url(server.url()).build().expect("a client");
    let page = client.send(&GetCouponCenter::new().page_size(100)).await.expect("an answer");
    assert_eq!(page.rows.len(), 1);
    assert_eq!(page.rows[0].name.as_deref(), Some("优惠券A"));
    assert_eq!(server.calls().business, 1);
}
