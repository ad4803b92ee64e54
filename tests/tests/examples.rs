//! The programs in `generated/examples`, run as a user runs them, against the mock server.

use std::path::{Path, PathBuf};
use std::process::Command;

use docwright::mock::{Credentials, Running, Server};
use docwright::project::Project;
use docwright::reading;

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).parent().expect("the workspace").to_path_buf()
}

fn serve(name: &str) -> Running {
    let project = Project::load(&root().join("specs"), name).expect("the API loads");
    let operations = reading::read_project(&project, &|_| {}).operations.into_iter().map(|read| read.operation);
    Server::new(project.api, operations.collect::<Vec<_>>()).spawn().expect("the server starts")
}

fn run_example(name: &str, features: &str, environment: &[(&str, String)]) -> String {
    let output = Command::new(env!("CARGO"))
        .args(["run", "--quiet", "--package", "docwright-clients", "--features", features, "--example", name])
        .current_dir(root())
        .envs(environment.iter().map(|(key, value)| (key, value)))
        .output()
        .expect("cargo runs");
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8_lossy(&output.stdout).into_owned()
}

/// What the programs for Kingdee read from their environment.
fn kingdee_environment(server: &Running) -> [(&'static str, String); 4] {
    let demo = Credentials::demo();
    [
        ("KINGDEE_URL", server.url().to_string()),
        ("KINGDEE_CLIENT_ID", demo.id),
        ("KINGDEE_CLIENT_SECRET", demo.secret),
        ("KINGDEE_INSTANCE", demo.accounts[0].instance.clone()),
    ]
}

#[test]
fn kingdee_lists_coupons() {
    let server = serve("kingdee");
    let output = run_example("kingdee", "kingdee", &kingdee_environment(&server));
    assert_eq!(output, "1 of 100 coupons\n优惠券A 代金券 100\n");
}

#[test]
fn kingdee_lists_coupons_without_an_async_runtime() {
    let server = serve("kingdee");
    let output = run_example("kingdee_blocking", "blocking,kingdee", &kingdee_environment(&server));
    assert_eq!(output, "100 coupons\n优惠券A\n优惠券A\n优惠券A\n");
    assert_eq!(server.calls().business, 4, "one call, and no more pages than are wanted");
}

#[test]
fn ebuychina_shows_points_and_cards() {
    let server = serve("ebuychina");
    let demo = Credentials::demo();
    let output = run_example(
        "ebuychina",
        "ebuychina",
        &[
            ("EBUYCHINA_URL", server.url().to_string()),
            ("EBUYCHINA_APP_ID", demo.id),
            ("EBUYCHINA_APP_SECRET", demo.secret),
        ],
    );
    assert!(output.starts_with("0 points, 0 cards\n"), "{output}");
    assert!(output.contains("积分"), "{output}");
}

#[test]
fn an_example_is_short_enough_to_be_read_at_once() {
    for name in ["kingdee", "kingdee_blocking", "ebuychina"] {
        let text = std::fs::read_to_string(root().join(format!("generated/examples/{name}.rs"))).expect("an example");
        assert!(text.lines().count() < 40, "{name} has {} lines", text.lines().count());
    }
}
