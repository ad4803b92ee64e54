//! A server that costs as little as can be: it answers before it has looked at more than the path.

use std::io::{BufRead as _, BufReader, Write as _};
use std::net::{SocketAddr, TcpListener, TcpStream};
use std::sync::Arc;

use anyhow::Result;

/// A server on this machine that gives tokens and a page of coupons.
pub(crate) struct Server {
    address: SocketAddr,
}

impl Server {
    /// Starts it, with that many rows a page. It runs until the process ends.
    pub(crate) fn start(rows: usize) -> Result<Self> {
        let listener = TcpListener::bind("127.0.0.1:0")?;
        let server = Self { address: listener.local_addr()? };
        let page = Arc::new(answer(&page(rows)));
        std::thread::spawn(move || {
            for stream in listener.incoming().flatten() {
                let page = Arc::clone(&page);
                std::thread::spawn(move || serve(stream, &page));
            }
        });
        Ok(server)
    }

    pub(crate) fn url(&self) -> String {
        format!("http://{}", self.address)
    }
}

fn serve(mut stream: TcpStream, page: &str) -> std::io::Result<()> {
    stream.set_nodelay(true)?;
    let mut reader = BufReader::new(stream.try_clone()?);
    let mut head = String::new();
    loop {
        head.clear();
        while !head.ends_with("\r\n\r\n") {
            if reader.read_line(&mut head)? == 0 {
                return Ok(());
            }
        }
        let line = head.lines().next().unwrap_or_default();
        if line.contains("push_app_authorize") {
            stream.write_all(answer(AUTHORISATION).as_bytes())?;
        } else if line.contains("kingdee_auth_token") {
            stream.write_all(answer(TOKEN).as_bytes())?;
        } else {
            stream.write_all(page.as_bytes())?;
        }
    }
}

const AUTHORISATION: &str = r#"{"errcode":0,"data":[{"accountId":"1","status":1,"outerInstanceId":"instance-1","appKey":"key","appSecret":"secret","domain":"https://tf.example.com"}]}"#;
const TOKEN: &str = r#"{"errcode":0,"data":{"app-token":"a-token-of-some-length-as-they-are"}}"#;

fn page(rows: usize) -> String {
    let row = |number: usize| {
        format!(
            r#"{{"content":"满一百可用","coupon_type":1,"enable":"1","id":"{number}","issued":{number},"limit_value":100,"name":"优惠券{number}","number":"C{number:06}","total":1000,"valid_date_end":"2026-12-31","valid_date_start":"2026-01-01","value":{number}.50}}"#
        )
    };
    let listed: Vec<String> = (1..=rows).map(row).collect();
    let rows = listed.join(",");
    format!(
        r#"{{"errcode":0,"description":"success","data":{{"count":1000,"cur_page_size":20,"page":1,"page_size":20,"rows":[{rows}],"total_page":50}}}}"#
    )
}

fn answer(body: &str) -> String {
    format!(
        "HTTP/1.1 200 OK\r\nDate: Sat, 28 Nov 2026 09:00:00 GMT\r\nContent-Type: application/json;charset=UTF-8\r\n\
         Content-Length: {}\r\n\r\n{body}",
        body.len()
    )
}
