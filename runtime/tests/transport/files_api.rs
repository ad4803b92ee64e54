//! A small API of files, and both clients of it.

use std::time::Duration;

use docwright_runtime::auth::Credentials;
#[cfg(feature = "blocking")]
use docwright_runtime::blocking;
use docwright_runtime::{
    Additional, Answer, Api, ApiMeta, Client, ClientBuilder, Data, Encoding, Envelope, Error, Extra, File, Operation,
    OperationMeta, Place, Success,
};

pub(crate) struct Files;

impl Api for Files {
    const META: &'static ApiMeta = &ApiMeta {
        name: "files",
        title: "Files",
        server: None,
        recipe: None,
        envelopes: &[Envelope {
            success: Some(Success { field: "errcode", equals: "0" }),
            code: Some("errcode"),
            message: Some("description"),
            data: Some("data"),
        }],
        pagination: None,
        limit_per_minute: None,
    };
}

#[derive(Default)]
pub(crate) struct GetFile {
    pub(crate) additional: Additional,
}
docwright_runtime::model! { GetFile "get_file" line 1 => additional {} }

impl Operation for GetFile {
    type Api = Files;
    type Output = Option<File>;
    const META: &'static OperationMeta = &OperationMeta {
        name: "get_file",
        method: "GET",
        path: "/file",
        document: "documents/file.md",
        parameters: &[],
        constants: &[],
        encoding: Encoding::None,
        errors: &[],
        data: Data::Whole,
        idempotent: false,
    };
}

#[derive(Default)]
pub(crate) struct PostFile {
    pub(crate) title: Option<String>,
    pub(crate) file: Option<File>,
    pub(crate) additional: Additional,
}
docwright_runtime::model! { PostFile "post_file" line 1 => additional { title = "title", file = "file" } }

#[derive(Default)]
pub(crate) struct Stored {
    pub(crate) id: Option<i64>,
    pub(crate) extra: Extra,
}
docwright_runtime::model! { Stored "Stored" line 9 => extra { id = "id" } }

impl Operation for PostFile {
    type Api = Files;
    type Output = Stored;
    const META: &'static OperationMeta = &OperationMeta {
        name: "post_file",
        method: "POST",
        parameters: &[Place::Body, Place::Body],
        encoding: Encoding::Multipart,
        data: Data::Member("data"),
        ..*GetFile::META
    };
}

/// The file as base64 in JSON.
#[derive(Default)]
pub(crate) struct PostText {
    pub(crate) file: Option<File>,
    pub(crate) additional: Additional,
}
docwright_runtime::model! { PostText "post_text" line 1 => additional { file = "file" } }

impl Operation for PostText {
    type Api = Files;
    type Output = Stored;
    const META: &'static OperationMeta =
        &OperationMeta { parameters: &[Place::Body], encoding: Encoding::Json, ..*PostFile::META };
}

/// What the tests choose.
#[derive(Clone, Default)]
pub(crate) struct Choice {
    pub(crate) allow_http: bool,
    pub(crate) max_response_bytes: Option<usize>,
    pub(crate) attempt_timeout: Option<Duration>,
}

impl Choice {
    fn on<C: From<B>, B: docwright_runtime::Built>(&self, mut builder: ClientBuilder<C, B>) -> ClientBuilder<C, B> {
        builder = builder.allow_http(self.allow_http).retries(0);
        if let Some(bytes) = self.max_response_bytes {
            builder = builder.max_response_bytes(bytes);
        }
        match self.attempt_timeout {
            Some(timeout) => builder.attempt_timeout(timeout),
            None => builder,
        }
    }
}

/// One of the two clients.
pub(crate) enum Either {
    Async(Client),
    #[cfg(feature = "blocking")]
    Blocking(blocking::Client),
}

impl Either {
    /// Each of them.
    pub(crate) fn all(url: &str, choice: &Choice) -> Vec<Result<Self, Error>> {
        let builder = ClientBuilder::new(Files::META, Credentials::new()).base_url(url);
        vec![
            choice.on(builder).build().map(Self::Async),
            #[cfg(feature = "blocking")]
            choice
                .on(blocking::ClientBuilder::new(Files::META, Credentials::new()).base_url(url))
                .build()
                .map(Self::Blocking),
        ]
    }

    pub(crate) fn each(url: &str) -> impl Iterator<Item = Self> {
        Self::all(url, &Choice::default()).into_iter().map(|client| client.expect("a client"))
    }

    pub(crate) async fn send<O: Operation>(&self, operation: &O, timeout: Duration) -> Result<O::Output, Error> {
        match self {
            Self::Async(client) => client.send(operation).timeout(timeout).await,
            #[cfg(feature = "blocking")]
            Self::Blocking(client) => client.call(operation).timeout(timeout).send(),
        }
    }

    pub(crate) async fn raw<O: Operation>(&self, operation: &O) -> Result<Answer, Error> {
        match self {
            Self::Async(client) => client.send(operation).raw().await,
            #[cfg(feature = "blocking")]
            Self::Blocking(client) => client.call(operation).raw(),
        }
    }
}
