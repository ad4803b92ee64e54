//! What generated code has of the blocking client. Without the feature `blocking` it is nothing, so that generated code
//! needs no features of its own.

/// Makes the module `blocking` of an API: its client for programs without an async runtime. `credentials` stands there if
/// the API asks for some and `anonymous` if not, `paged` if it has lists page by page, `sensitive` if it has fields that
/// travel encrypted.
#[cfg(feature = "blocking")]
#[macro_export]
macro_rules! blocking_client {
    (@ anonymous) => {
        /// Begins a client. The API asks for no credentials.
        pub fn builder() -> ClientBuilder {
            ClientBuilder::new(<super::Api as $crate::Api>::META, $crate::auth::Credentials::new())
        }
    };
    (@ credentials) => {
        /// Begins a client that identifies with these credentials.
        pub fn builder(credentials: super::Credentials) -> ClientBuilder {
            ClientBuilder::new(<super::Api as $crate::Api>::META, credentials.0)
        }

        /// A client for another account, with tokens of its own; it shares the connections of this one.
        ///
        /// # Errors
        /// If a credential that is required is empty.
        pub fn for_account(&self, credentials: super::Credentials) -> ::core::result::Result<Self, super::Error> {
            self.0.for_account(credentials.0).map(Self)
        }
    };
    (@ paged) => {
        /// A list that is fetched page by page while it is iterated over.
        pub fn pages<P: $crate::Paged<Api = super::Api>>(&self, request: &P) -> $crate::blocking::Pages<P> {
            self.0.pages(request)
        }
    };
    (@ sensitive) => {
        /// Reads a field that the API sends encrypted (敏感数据), with the credentials of this client.
        ///
        /// # Errors
        /// If the text was not encrypted with them.
        pub fn decrypt(
            &self,
            text: &str,
        ) -> ::core::result::Result<::std::string::String, $crate::auth::SensitiveError> {
            self.0.decrypt(text)
        }

        /// Encrypts a text for a field that the API wants encrypted.
        ///
        /// # Errors
        /// If the credentials give no key.
        pub fn encrypt(
            &self,
            plain: &str,
        ) -> ::core::result::Result<::std::string::String, $crate::auth::SensitiveError> {
            self.0.encrypt(plain)
        }
    };
    ($($part:ident)*) => {
        /// The client for programs without an async runtime, in the feature `blocking` of docwright-runtime.
        pub mod blocking {
            /// A client whose calls block the thread that makes them.
            ///
            /// It is cheap to clone; clones share their connections and tokens.
            #[derive(Debug, Clone)]
            pub struct Client($crate::blocking::Client);

            impl ::core::convert::From<$crate::blocking::Client> for Client {
                fn from(client: $crate::blocking::Client) -> Self {
                    Self(client)
                }
            }

            /// Builds a [`Client`].
            pub type ClientBuilder = $crate::blocking::ClientBuilder<Client>;

            impl Client {
                $($crate::blocking_client! { @ $part })*

                /// Makes a call.
                ///
                /// # Errors
                /// If there is no answer, it says failure, or it cannot be decoded.
                pub fn send<O: $crate::Operation<Api = super::Api>>(
                    &self,
                    operation: &O,
                ) -> ::core::result::Result<O::Output, super::Error> {
                    self.0.send(operation)
                }

                /// Prepares a call, to say how long it may take or to get the answer as it came.
                pub fn call<'a, O: $crate::Operation<Api = super::Api>>(
                    &'a self,
                    operation: &'a O,
                ) -> $crate::blocking::Call<'a, O> {
                    self.0.call(operation)
                }
            }
        }
    };
}

/// Would make the module `blocking` of an API, with the feature `blocking`.
#[cfg(not(feature = "blocking"))]
#[macro_export]
macro_rules! blocking_client {
    ($($tokens:tt)*) => {};
}

/// Makes the module `blocking` of a group: its calls as methods of the blocking client.
#[cfg(feature = "blocking")]
#[macro_export]
macro_rules! blocking_calls {
    ($group:ident { $($call:ident = $request:ident),* $(,)? }) => {
        /// The calls of this group for programs without an async runtime.
        pub mod blocking {
            /// The calls of this group as methods: a shorter way to write
            /// [`send`](super::super::blocking::Client::send).
            #[derive(Debug, Clone, Copy)]
            pub struct Calls<'a>(&'a super::super::blocking::Client);

            impl super::super::blocking::Client {
                /// The calls of this group.
                pub fn $group(&self) -> Calls<'_> {
                    Calls(self)
                }
            }

            impl Calls<'_> {
                $(
                    #[doc = ::core::concat!("Sends [`", ::core::stringify!($request), "`](super::", ::core::stringify!($request), ").")]
                    ///
                    /// # Errors
                    /// If there is no answer, it says failure, or it cannot be decoded.
                    pub fn $call(
                        self,
                        request: &super::$request,
                    ) -> ::core::result::Result<<super::$request as $crate::Operation>::Output, $crate::Error> {
                        self.0.send(request)
                    }
                )*
            }
        }
    };
}

/// Would make the module `blocking` of a group, with the feature `blocking`.
#[cfg(not(feature = "blocking"))]
#[macro_export]
macro_rules! blocking_calls {
    ($($tokens:tt)*) => {};
}
