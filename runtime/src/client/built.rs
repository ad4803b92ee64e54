//! The two clients of this crate, as a builder sees them.

use super::Client;

/// A client of this crate: [`Client`], or `blocking::Client`. Nothing else is one.
pub trait Built: sealed::Built {}

impl Built for Client {}

pub(crate) mod sealed {
    use std::sync::Arc;

    use crate::client::Client;
    use crate::error::Error;
    use crate::transport::{Limits, ReqwestTransport, Transport};

    /// How each client begins.
    pub trait Built: Sized {
        /// What carries requests if the user does not choose.
        fn default_transport(limits: Limits) -> Result<Arc<dyn Transport>, Error>;

        /// The client around the one that does the work.
        fn around(client: Client) -> Result<Self, Error>;
    }

    impl Built for Client {
        fn default_transport(limits: Limits) -> Result<Arc<dyn Transport>, Error> {
            let transport = ReqwestTransport::new(limits).map_err(|error| Error::configuration(error.to_string()))?;
            Ok(Arc::new(transport))
        }

        fn around(client: Client) -> Result<Self, Error> {
            Ok(client)
        }
    }
}
