//! What a careless or hostile client sends.

use std::net::TcpListener;

use docwright::mock::{Error, Server};

use crate::http::{self, send_raw};
use crate::{api, operation};

fn servers() -> [Server; 3] {
    ["auth: kingdee-gateway", "auth: ebuy-envelope", ""].map(|auth| {
        let operations = [
            include_str!("specs/get_coupon_center.yaml"),
            include_str!("specs/get_member_assets.yaml"),
            include_str!("specs/post_sal_order.yaml"),
        ];
        Server::new(api(auth), operations.map(operation))
    })
}

#[test]
fn nothing_that_is_sent_stops_the_server() {
    let deep = "[".repeat(200_000);
    let targets = [
        "/",
        "/jdy/v2/ls/coupon_center?%",
        "/jdy/v2/ls/coupon_center?=&&&=%ff%zz&page",
        "/jdy/v2/scm/sal_order/%ff%00",
        "//..//%2e%2e/",
        "/paas/micro/member/getMemberAssets",
    ];
    let bodies = [
        "",
        "null",
        "{}",
        "\u{0}",
        "{\"content\":{\"memberId\":",
        "{\"timestamp\":1e999,\"sign\":[],\"appId\":{}}",
        &deep,
    ];
    for server in servers() {
        let running = server.spawn().expect("a server");
        for target in targets {
            for (method, body) in bodies.iter().flat_map(|body| ["GET", "POST", "BREW"].map(|method| (method, body))) {
                let headers = [
                    ("X-Api-TimeStamp".to_owned(), "9223372036854775807".to_owned()),
                    ("X-Api-Nonce".to_owned(), "-1".to_owned()),
                    ("Content-Type".to_owned(), "multipart/form-data; boundary=".to_owned()),
                ];
                let reply = http::send(running.address(), method, target, &headers, body);
                assert!(reply.status >= 200 && reply.complete, "{method} {target}: {reply:?}");
            }
        }
        send_raw(running.address(), b"\x16\x03\x01 not http\r\n\r\n");
        send_raw(running.address(), b"GET /\xff HTTP/1.1\r\nhost: x\r\nconnection: close\r\n\r\n");
        assert_eq!(http::send(running.address(), "GET", "/nowhere", &[], "").status, 404);
    }
}

#[test]
fn bodies_have_a_largest_size() {
    let [_, ebuy, _] = servers();
    let running = ebuy.spawn().expect("a server");
    let head = "POST /paas/micro/member/getMemberAssets HTTP/1.1\r\nhost: x\r\nconnection: close\r\n";
    // Announced and sent only in part: the server does not wait for the rest before it says no.
    let announced = format!("{head}content-length: 99999999999\r\n\r\n{}", "x".repeat(9 * 1024 * 1024));
    let reply = send_raw(running.address(), announced.as_bytes());
    assert!([413, 0].contains(&reply.status), "{reply:?}");
    assert_eq!(http::send(running.address(), "GET", "/nowhere", &[], "").status, 404);
}

#[test]
fn a_port_that_is_taken_is_said() {
    let taken = TcpListener::bind("127.0.0.1:0").expect("a port");
    let port = taken.local_addr().expect("an address").port();
    let [server, _, _] = servers();
    let error = server.port(port).spawn().expect_err("it is taken");
    assert!(matches!(error, Error::Listen { .. }));
    assert!(error.to_string().contains(&port.to_string()) && error.to_string().contains("another port"), "{error}");
}

#[test]
fn a_dropped_server_gives_its_port_back() {
    let [server, _, _] = servers();
    let running = server.clone().spawn().expect("a server");
    let port = running.address().port();
    drop(running);
    let again = server.port(port).spawn().expect("the port is free again");
    assert_eq!(again.address().port(), port);
}
