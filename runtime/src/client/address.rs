//! The address of a server.

use bytes::Bytes;
use http::Uri;
use percent_encoding::{AsciiSet, CONTROLS, utf8_percent_encode};

use crate::error::Error;

/// What cannot stand in a path as it is.
const NOT_IN_PATHS: &AsciiSet = &CONTROLS
    .add(b' ')
    .add(b'"')
    .add(b'#')
    .add(b'<')
    .add(b'>')
    .add(b'?')
    .add(b'`')
    .add(b'{')
    .add(b'}')
    .add(b'\\')
    .add(b'^')
    .add(b'|')
    .add(b'[')
    .add(b']');

/// The address that paths are appended to.
#[derive(Debug, Clone)]
pub(crate) struct Address {
    /// Scheme and host, `https://api.kingdee.com`.
    origin: String,
    /// What stands before each path; without a slash at its end.
    prefix: String,
}

impl Address {
    /// Takes an address apart. Credentials travel in headers, so plain HTTP is only taken for this machine, unless
    /// `allow_http` says otherwise.
    pub(crate) fn parse(text: &str, allow_http: bool) -> Result<Self, Error> {
        let uri: Uri = text.parse().map_err(|_| Error::configuration(format!("`{text}` is no address of a server")))?;
        let (Some(scheme), Some(authority)) = (uri.scheme_str(), uri.authority()) else {
            return Err(Error::configuration(format!("`{text}` is no address with scheme and host")));
        };
        if authority.as_str().contains('@') {
            return Err(Error::configuration("the address of the server must not hold a user name or password"));
        }
        match scheme {
            "https" => {}
            "http" if allow_http || is_loopback(authority.host()) => {}
            "http" => {
                return Err(Error::configuration(format!(
                    "`{text}` would send credentials in the clear: use https, or say allow_http(true)"
                )));
            }
            _ => return Err(Error::configuration(format!("`{text}` is neither http nor https"))),
        }
        if uri.query().is_some() {
            return Err(Error::configuration(format!("`{text}` has a query; the address of a server has none")));
        }
        Ok(Self { origin: format!("{scheme}://{authority}"), prefix: uri.path().trim_end_matches('/').to_owned() })
    }

    /// Host and port.
    pub(crate) fn authority(&self) -> &str {
        self.origin.split_once("://").map_or("", |(_, authority)| authority)
    }

    /// The path as it is sent.
    pub(crate) fn path(&self, path: &str) -> String {
        let slash = if path.starts_with('/') { "" } else { "/" };
        let mut sent = String::with_capacity(self.prefix.len() + slash.len() + path.len());
        sent.extend([&self.prefix, slash]);
        sent.extend(utf8_percent_encode(path, NOT_IN_PATHS));
        sent
    }

    /// The whole address of a sent path and query.
    pub(crate) fn uri(&self, path: &str, query: &str) -> Result<Uri, Error> {
        let mark = if query.is_empty() { "" } else { "?" };
        let address = [self.origin.as_str(), path, mark, query].concat();
        Uri::from_maybe_shared(Bytes::from(address))
            .map_err(|_| Error::configuration(format!("`{path}` is no path that can be sent")))
    }
}

fn is_loopback(host: &str) -> bool {
    let host = host.trim_start_matches('[').trim_end_matches(']');
    host.eq_ignore_ascii_case("localhost")
        || host.parse::<std::net::IpAddr>().is_ok_and(|address| address.is_loopback())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn plain_http_is_for_this_machine_only() {
        for address in ["https://api.kingdee.com", "http://127.0.0.1:8080", "http://localhost/x/", "http://[::1]:1"] {
            assert!(Address::parse(address, false).is_ok(), "{address}");
        }
        for address in [
            "http://api.kingdee.com",
            "http://127.0.0.1.example.com",
            "http://localhost.example.com",
            "api.kingdee.com",
            "/x",
            "ftp://localhost",
            "https://user:password@localhost",
            "https://localhost?x=1",
            "",
        ] {
            assert!(Address::parse(address, false).is_err(), "{address}");
        }
        assert!(Address::parse("http://10.0.0.1", true).is_ok());
    }

    #[test]
    fn paths_are_appended() {
        let address = Address::parse("http://localhost:1/gateway/", false).expect("an address");
        assert_eq!(address.path("/a/会 员"), "/gateway/a/%E4%BC%9A%20%E5%91%98");
        let uri = address.uri(&address.path("b"), "q=1").expect("an address");
        assert_eq!(uri.to_string(), "http://localhost:1/gateway/b?q=1");
    }
}
