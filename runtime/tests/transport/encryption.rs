//! TLS: certificates that nobody vouches for, those that somebody does, and servers that say nothing.

use std::io::{Read as _, Write as _};
use std::net::TcpListener;
use std::sync::Arc;
use std::time::Duration;

use docwright_runtime::transport::{Limits, ReqwestTransport, Transport, TransportErrorKind};
use rustls::pki_types::{CertificateDer, PrivateKeyDer};

use crate::{carriers, chain, get};

/// A server with a certificate of its own making, and the certificate.
fn encrypted() -> (String, CertificateDer<'static>) {
    let made = rcgen::generate_simple_self_signed(["localhost".to_owned()]).expect("a certificate");
    let certificate = made.cert.der().clone();
    let key = PrivateKeyDer::try_from(made.signing_key.serialize_der()).expect("a key");
    let configuration = rustls::ServerConfig::builder_with_provider(provider())
        .with_safe_default_protocol_versions()
        .and_then(|builder| builder.with_no_client_auth().with_single_cert(vec![certificate.clone()], key))
        .expect("a configuration");
    let configuration = Arc::new(configuration);
    let listener = TcpListener::bind("127.0.0.1:0").expect("a port");
    let port = listener.local_addr().expect("an address").port();
    std::thread::spawn(move || {
        for stream in listener.incoming() {
            let Ok(stream) = stream else { continue };
            let connection = rustls::ServerConnection::new(Arc::clone(&configuration)).expect("a connection");
            let mut stream = rustls::StreamOwned::new(connection, stream);
            if stream.read(&mut [0; 4096]).is_ok() {
                let _sent = stream.write_all(b"HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nhi");
            }
        }
    });
    (format!("https://localhost:{port}"), certificate)
}

fn provider() -> Arc<rustls::crypto::CryptoProvider> {
    Arc::new(rustls::crypto::ring::default_provider())
}

/// Transports that trust this certificate.
fn trusting(certificate: &CertificateDer<'static>) -> Vec<(&'static str, Arc<dyn Transport>)> {
    let mut roots = rustls::RootCertStore::empty();
    roots.add(certificate.clone()).expect("a certificate");
    let tls = rustls::ClientConfig::builder_with_provider(provider())
        .with_safe_default_protocol_versions()
        .expect("versions")
        .with_root_certificates(roots)
        .with_no_client_auth();
    let client = reqwest::Client::builder().tls_backend_preconfigured(tls).build().expect("a client");
    vec![
        ("reqwest", Arc::new(ReqwestTransport::from_client(client))),
        #[cfg(feature = "blocking")]
        ("ureq", Arc::new(docwright_runtime::transport::UreqTransport::from_agent(trusting_agent(certificate)))),
    ]
}

#[cfg(feature = "blocking")]
fn trusting_agent(certificate: &CertificateDer<'static>) -> ureq::Agent {
    use ureq::tls::{Certificate, RootCerts, TlsConfig};
    let certificate = Certificate::from_der(certificate).to_owned();
    let tls = TlsConfig::builder()
        .root_certs(RootCerts::new_with_certs(&[certificate]))
        .unversioned_rustls_crypto_provider(provider())
        .build();
    ureq::Agent::new_with_config(ureq::Agent::config_builder().tls_config(tls).build())
}

#[tokio::test]
async fn only_certificates_that_are_trusted_are_taken() {
    for (name, carrier) in carriers() {
        let (url, _) = encrypted();
        let error = get(&carrier, &url, Limits::default()).await.expect_err("nobody vouches for it");
        assert_eq!(error.kind(), TransportErrorKind::Connect, "{name}: {}", chain(&error));
        assert!(chain(&error).contains("UnknownIssuer"), "{name}: {}", chain(&error));
    }
    let (url, certificate) = encrypted();
    for (name, carrier) in trusting(&certificate) {
        let answer = get(&carrier, &url, Limits::default()).await.unwrap_or_else(|error| panic!("{}", chain(&error)));
        assert_eq!(answer.body(), "hi", "{name}");
    }
    assert!(rustls::crypto::CryptoProvider::get_default().is_none(), "nothing is installed for the whole process");
}

#[tokio::test]
async fn a_server_that_never_greets_is_no_connection() {
    let silent = TcpListener::bind("127.0.0.1:0").expect("a port");
    let url = format!("https://{}", silent.local_addr().expect("an address"));
    let mut limits = Limits::default();
    limits.connect = Duration::from_millis(100);
    let reqwest: Arc<dyn Transport> = Arc::new(ReqwestTransport::new(limits).expect("a transport"));
    let others = carriers().into_iter().filter(|(name, _)| *name != "reqwest");
    for (name, carrier) in others.chain([("reqwest", reqwest)]) {
        let error = get(&carrier, &url, limits).await.expect_err("no greeting");
        assert_eq!(error.kind(), TransportErrorKind::Connect, "{name}: {}", chain(&error));
    }
}
