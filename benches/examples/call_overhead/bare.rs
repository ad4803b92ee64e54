//! The same call by hand: reqwest, a signature, derived serde.

use std::sync::Arc;
use std::time::{Duration, SystemTime};

use anyhow::Result;
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use bytes::Bytes;
use hmac::{Hmac, KeyInit as _, Mac as _};
use serde::Deserialize;
use sha2::Sha256;

pub(crate) const CLIENT_ID: &str = "205022";
pub(crate) const CLIENT_SECRET: &str = "f2adcfef73369bfc4e1384677d38a0ff";

const PATH: &str = "/jdy/v2/ls/coupon_center";
const QUERY: &str = "member_id=1&page=1&page_size=20";

/// Makes the call by hand.
pub(crate) struct Caller {
    client: reqwest::Client,
    url: String,
}

impl Caller {
    pub(crate) fn new(client: reqwest::Client, server: &str) -> Self {
        Self { client, url: format!("{server}{PATH}?{QUERY}") }
    }

    /// As careful users begin a request: with a time-out.
    fn get(&self) -> reqwest::RequestBuilder {
        self.client.get(&self.url).timeout(Duration::from_secs(30)).header("Content-Type", "application/json")
    }

    /// With nothing but the headers that the document always wants.
    pub(crate) async fn unsigned(&self) -> Result<Bytes> {
        Ok(self.get().send().await?.bytes().await?)
    }

    pub(crate) async fn signed(&self) -> Result<Bytes> {
        let timestamp = SystemTime::now().duration_since(SystemTime::UNIX_EPOCH)?.as_millis().to_string();
        let nonce = (1_000_000_000 + getrandom::u64()? % 9_000_000_000).to_string();
        let message = format!(
            "GET\n%2Fjdy%2Fv2%2Fls%2Fcoupon_center\n{QUERY}\nx-api-nonce:{nonce}\nx-api-timestamp:{timestamp}\n"
        );
        let mac = Hmac::<Sha256>::new_from_slice(CLIENT_SECRET.as_bytes())?.chain_update(message).finalize();
        let request = self
            .get()
            .header("X-Api-ClientID", CLIENT_ID)
            .header("X-Api-Auth-Version", "2.0")
            .header("X-Api-SignHeaders", "X-Api-TimeStamp,X-Api-Nonce")
            .header("X-Api-TimeStamp", timestamp)
            .header("X-Api-Nonce", nonce)
            .header("X-Api-Signature", STANDARD.encode(hex::encode(mac.into_bytes())))
            .header("app-token", "a-token-of-some-length-as-they-are")
            .header("X-GW-Router-Addr", "https://tf.example.com");
        Ok(request.send().await?.bytes().await?)
    }

    pub(crate) async fn decoded(&self) -> Result<Answer> {
        Ok(serde_json::from_slice(&self.signed().await?)?)
    }
}

/// A client of reqwest as careful users build it: with TLS, and without redirects.
pub(crate) fn client() -> Result<reqwest::Client> {
    let provider = Arc::new(rustls::crypto::ring::default_provider());
    let tls = rustls::ClientConfig::builder_with_provider(provider)
        .with_safe_default_protocol_versions()?
        .with_root_certificates(rustls::RootCertStore::empty())
        .with_no_client_auth();
    let builder = reqwest::Client::builder()
        .tls_backend_preconfigured(tls)
        .redirect(reqwest::redirect::Policy::none())
        .connect_timeout(Duration::from_secs(10));
    Ok(builder.build()?)
}

/// The answer, without what the client reads beyond it: unknown members, numbers with all their digits, open codes.
#[derive(Debug, Deserialize)]
pub(crate) struct Answer {
    pub(crate) data: Data,
}

#[derive(Debug, Deserialize)]
pub(crate) struct Data {
    pub(crate) rows: Vec<Row>,
}

#[derive(Debug, Deserialize)]
#[expect(dead_code, reason = "what is read need not be looked at")]
pub(crate) struct Row {
    content: Option<String>,
    coupon_type: Option<i64>,
    enable: Option<String>,
    id: Option<String>,
    issued: Option<i64>,
    limit_value: Option<i64>,
    name: Option<String>,
    number: Option<String>,
    total: Option<i64>,
    valid_date_end: Option<String>,
    valid_date_start: Option<String>,
    value: Option<f64>,
}
