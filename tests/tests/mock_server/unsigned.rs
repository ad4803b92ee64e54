//! APIs without authentication, and recipes that the server does not know.

use docwright::mock::{Running, Server};

use crate::http::{self, Reply};
use crate::{api, assert_every_check_has_a_case, operation};

const FORM: &str = "
method: POST
path: /form
name: post_form
group: g
document: {file: form.md}
request:
  encoding: form
  fields:
  - {name: name, type: string, required: true}
  - {name: count, type: integer}
response:
  fields:
  - {name: code, type: integer}
";

const UPLOAD: &str = "
method: POST
path: /upload
name: post_upload
group: g
document: {file: upload.md}
request:
  encoding: multipart
  fields:
  - {name: file, type: file, required: true}
  - {name: count, type: integer}
";

const LIST: &str = "
method: PUT
path: /list
name: put_list
group: g
document: {file: list.md}
request:
  encoding: json
  body: list<integer>
  query:
  - {name: group_id, type: list<integer>}
";

fn server(auth: &str) -> Server {
    Server::new(api(auth), [FORM, UPLOAD, LIST].map(operation))
}

fn send(running: &Running, method: &str, target: &str, content_type: &str, body: &str) -> Reply {
    let headers = [("content-type".to_owned(), content_type.to_owned())];
    http::send(running.address(), method, target, &headers, body)
}

fn part(name: &str, content: &str) -> String {
    format!("--b\r\nContent-Disposition: form-data; name=\"{name}\"; filename=\"x\"\r\n\r\n{content}\r\n")
}

#[test]
fn requests_are_held_against_the_specification() {
    let running = server("").spawn().expect("a server");
    let multipart = "multipart/form-data; boundary=b";
    let cases: [(&str, &str, &str, &str, String, u16, &str); 13] = [
        ("", "POST", "/form", "x", "name=a%20b&count=3".into(), 200, "\"code\":1"),
        ("method", "GET", "/form", "x", String::new(), 405, "takes POST, not GET"),
        ("required", "POST", "/form", "x", "count=3".into(), 400, "form field name: expected string, found nothing"),
        ("types", "POST", "/form", "x", "name=a&count=b".into(), 400, "form field count: expected integer"),
        ("", "POST", "/upload", multipart, part("file", "1\r\n2") + "--b--", 200, ""),
        ("required", "POST", "/upload", multipart, part("count", "1") + "--b--", 400, "part file"),
        ("types", "POST", "/upload", multipart, part("file", "1") + &part("count", "x") + "--b--", 400, "part count"),
        ("body", "POST", "/upload", "text/plain", part("file", "1"), 400, "multipart/form-data"),
        ("body", "POST", "/upload", multipart, part("file", "1"), 400, "ends with --b--"),
        ("", "PUT", "/list?group_id=[1,2]", "x", "[1,2]".into(), 200, ""),
        ("types", "PUT", "/list?group_id=1,2", "x", "[1]".into(), 400, "group_id: expected list<integer>"),
        ("types", "PUT", "/list", "x", "[1,\"2\"]".into(), 400, "body[1]: expected integer, found \\\"2\\\""),
        ("body", "PUT", "/list", "x", String::new(), 400, "expected a JSON body"),
    ];
    for (check, method, target, content_type, body, status, word) in &cases {
        let before = running.failed_checks().len();
        let reply = send(&running, method, target, content_type, body);
        assert_eq!(reply.status, *status, "{method} {target} {body}: {}", reply.body);
        assert!(reply.body.contains(word), "{word}: {}", reply.body);
        let failed = running.failed_checks().get(before).map_or("", |failed| failed.check);
        assert_eq!(failed, *check, "{method} {target} {body}");
    }
    assert_every_check_has_a_case(&server(""), cases.iter().map(|case| case.0));
}

#[test]
fn a_recipe_that_is_not_built_in_is_served_and_said() {
    let server = server("auth: my-recipe.yaml");
    let finding = server.findings().pop().expect("a finding");
    assert_eq!(finding.rule.code, "DW0701");
    assert!(finding.message.contains("my-recipe.yaml"));
    let bound = server.bind().expect("a port");
    assert!(bound.banner().contains("signatures are NOT checked"), "{}", bound.banner());
    let running = bound.spawn().expect("a server");
    assert_eq!(send(&running, "POST", "/form", "x", "name=a").status, 200);
}

#[test]
fn refusals_have_the_form_of_answers() {
    let said = |envelope: &str| {
        let api = api(&format!("envelope: {envelope}\n"));
        let running = Server::new(api, vec![operation(FORM)]).spawn().expect("a server");
        send(&running, "POST", "/form", "application/x-www-form-urlencoded", "").body
    };
    let refused = "form field name: expected string, found nothing";
    for (envelope, expected) in [
        (
            "{success: {field: ok, equals: true}, code: no, message: msg}",
            format!(r#"{{"ok":false,"no":"400","msg":"{refused}","#),
        ),
        ("{success: {field: code, equals: 0}, message: msg}", format!(r#"{{"code":"400","msg":"{refused}","#)),
        ("{code: error, message: message}", format!(r#"{{"error":"400","message":"{refused}","#)),
    ] {
        let body = said(envelope);
        assert!(body.starts_with(&expected), "{envelope}: {body}");
    }
}

#[test]
fn the_path_of_the_server_may_stand_before_that_of_an_operation() {
    let api = api("server: https://api.acme.example/v2\nauth: my-recipe");
    let login = "{method: POST, path: /auth/login, name: post_login, group: auth, document: {file: a.md}}";
    let running = Server::new(api, [operation(login)]).spawn().expect("a server");
    for (target, status) in [
        ("/auth/login", 200),
        ("/v2/auth/login", 200),
        ("/v2/v2/auth/login", 404),
        ("/v2auth/login", 404),
        ("/v2", 404),
    ] {
        assert_eq!(send(&running, "POST", target, "x", "").status, status, "{target}");
    }
}
