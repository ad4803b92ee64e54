//! Two small APIs, written as docwright writes them.

use docwright_runtime::auth::Credentials;
use docwright_runtime::{
    Additional, Api, ApiMeta, ClientBuilder, Constant, Data, Encoding, Envelope, Extra, File, KnownError, Number,
    Operation, OperationMeta, Place, Success,
};

use crate::script::Script;

#[allow(unreachable_pub, reason = "a part of the clients of this repository")]
#[path = "../../../generated/src/ebuychina/recipe.rs"]
#[rustfmt::skip]
mod ebuy_envelope;
#[allow(unreachable_pub, reason = "a part of the clients of this repository")]
#[path = "../../../generated/src/kingdee/recipe.rs"]
#[rustfmt::skip]
mod kingdee_gateway;

pub(crate) use ebuy_envelope::RECIPE as EBUY_ENVELOPE;
pub(crate) use kingdee_gateway::RECIPE as KINGDEE_GATEWAY;

pub(crate) struct Kingdee;

impl Api for Kingdee {
    const META: &'static ApiMeta = &ApiMeta {
        name: "kingdee",
        title: "Kingdee",
        server: Some("https://api.kingdee.com"),
        recipe: Some(&KINGDEE_GATEWAY),
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

pub(crate) struct Ebuy;

impl Api for Ebuy {
    const META: &'static ApiMeta = &ApiMeta {
        name: "ebuy",
        title: "e-Buy",
        server: None,
        recipe: Some(&EBUY_ENVELOPE),
        envelopes: &[Envelope {
            success: Some(Success { field: "success", equals: "true" }),
            code: Some("errorCode"),
            message: Some("errorMessage"),
            data: Some("content"),
        }],
        pagination: None,
        limit_per_minute: None,
    };
}

#[derive(Default)]
pub(crate) struct GetRows {
    pub(crate) search: Option<String>,
    pub(crate) page: Option<i64>,
    pub(crate) groups: Option<Vec<i64>>,
    pub(crate) additional: Additional,
}
docwright_runtime::model! { GetRows "get_rows" line 38 => additional { search = "search", page = "page", groups = "group_id" } }

impl Operation for GetRows {
    type Api = Kingdee;
    type Output = Rows;
    const META: &'static OperationMeta = &OperationMeta {
        name: "get_rows",
        method: "GET",
        path: "/jdy/v2/rows",
        document: "documents/rows.md",
        parameters: &[Place::Query, Place::Query, Place::Query],
        constants: &[Constant { place: Place::Header, name: "X-Kind", value: "rows" }],
        encoding: Encoding::None,
        errors: &[KnownError { code: "2000002000", message: "系统错误", remedy: "开发者社区" }],
        data: Data::Member("data"),
        idempotent: false,
    };
}

#[derive(Default)]
pub(crate) struct Rows {
    pub(crate) count: Option<i64>,
    pub(crate) value: Option<Number>,
    pub(crate) extra: Extra,
}
docwright_runtime::model! { Rows "Rows" line 81 => extra { count = "count", value = "value" } }

#[derive(Default)]
pub(crate) struct PostOrder {
    pub(crate) id: Option<String>,
    pub(crate) remark: Option<String>,
    pub(crate) amount: Option<Number>,
    pub(crate) additional: Additional,
}
docwright_runtime::model! { PostOrder "post_order" line 10 => additional { id = "id", remark = "remark", amount = "amount" } }

impl Operation for PostOrder {
    type Api = Kingdee;
    type Output = Rows;
    const META: &'static OperationMeta = &OperationMeta {
        name: "post_order",
        method: "POST",
        path: "/jdy/v2/order/{id}",
        document: "documents/order.md",
        parameters: &[Place::Path, Place::Body, Place::Body],
        constants: &[Constant { place: Place::Body, name: "kind", value: "\"sale\"" }],
        encoding: Encoding::Json,
        errors: &[],
        data: Data::Member("data"),
        idempotent: false,
    };
}

#[derive(Default)]
pub(crate) struct PostUpload {
    pub(crate) title: Option<String>,
    pub(crate) file: Option<File>,
    pub(crate) additional: Additional,
}
docwright_runtime::model! { PostUpload "post_upload" line 10 => additional { title = "title", file = "file" } }

impl Operation for PostUpload {
    type Api = Kingdee;
    type Output = Rows;
    const META: &'static OperationMeta = &OperationMeta {
        name: "post_upload",
        method: "POST",
        path: "/jdy/v2/upload",
        document: "documents/upload.md",
        parameters: &[Place::Body, Place::Body],
        // As the vendor's page has it, wrongly: the body in parts says what it is itself.
        constants: &[Constant { place: Place::Header, name: "Content-Type", value: "application/json" }],
        encoding: Encoding::Multipart,
        errors: &[],
        data: Data::Member("data"),
        idempotent: false,
    };
}

#[derive(Default)]
pub(crate) struct GetMemberAssets {
    pub(crate) lang: Option<String>,
    pub(crate) content: Option<Content>,
    pub(crate) additional: Additional,
}
docwright_runtime::model! { GetMemberAssets "get_member_assets" line 10 => additional { lang = "lang", content = "content" } }

#[derive(Default)]
pub(crate) struct Content {
    pub(crate) member_id: Option<String>,
    pub(crate) extra: Extra,
}
docwright_runtime::model! { Content "Content" line 20 => extra { member_id = "memberId" } }

impl Operation for GetMemberAssets {
    type Api = Ebuy;
    type Output = Content;
    const META: &'static OperationMeta = &OperationMeta {
        name: "get_member_assets",
        method: "POST",
        path: "/paas/micro/member/getMemberAssets",
        document: "documents/get_member_assets.txt",
        parameters: &[Place::Body, Place::Body],
        constants: &[Constant { place: Place::Body, name: "action", value: "\"getMemberAssets\"" }],
        encoding: Encoding::Json,
        errors: &[KnownError { code: "E1", message: "no such member", remedy: "" }],
        data: Data::Text("content"),
        idempotent: false,
    };
}

pub(crate) const CLIENT_SECRET: &str = "f2adcfef73369bfc4e1384677d38a0ff";
pub(crate) const APP_SECRET: &str = "D6954F665B12A4318DF2DE43082858DE";

pub(crate) fn kingdee(script: &Script) -> ClientBuilder {
    let credentials = Credentials::new()
        .with("client_id", "205022")
        .with("client_secret", CLIENT_SECRET)
        .with("instance", "instance-1")
        .with("account", "account-2");
    ClientBuilder::new(Kingdee::META, credentials).transport(script.clone())
}

pub(crate) fn ebuy(script: &Script) -> ClientBuilder {
    let credentials = Credentials::new().with("app_id", "ebuyde43082858d1").with("app_secret", APP_SECRET);
    ClientBuilder::new(Ebuy::META, credentials).base_url("https://uat.example.com").transport(script.clone())
}
