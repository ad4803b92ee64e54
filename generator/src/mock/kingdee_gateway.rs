//! The Kingdee 星辰 gateway: version 2.0 signatures, the two-stage token, HTTP 519 for what the gateway refuses.

mod answers;
mod checks;
mod signature;
mod tokens;

use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use self::checks::{AUTHORIZE, DOCUMENTED, SIGNED, TOKEN, WITH_TOKEN};
use self::tokens::Tokens;
use super::answer::{Answer, integer, object, text};
use super::check::{self, Call, Check, CheckEntry, Refusal};
use super::credentials::{Account, Credentials};
use super::fault::Fault;
use super::vendor::{Door, Vendor};
use crate::spec::{DocumentInfo, Field, Method, Operation, Request, Type, Value};

const AUTHORIZE_PATH: &str = "/jdyconnector/app_management/push_app_authorize";
const TOKEN_PATH: &str = "/jdyconnector/app_management/kingdee_auth_token";
/// In which of its two forms the list of authorised accounts is answered.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum AuthorizeForm {
    /// `{errcode: 0, description, data}`
    #[default]
    Errcode,
    /// `{code: 200, msg, data}`
    Code,
}

/// How the token endpoints behave.
#[derive(Debug, Clone, Copy)]
pub(super) struct TokenRules {
    pub(super) form: AuthorizeForm,
    pub(super) lifetime: Duration,
    pub(super) calls_per_minute: Option<u32>,
}

/// The gateway with what it knows.
pub(super) struct Gateway {
    credentials: Credentials,
    form: AuthorizeForm,
    tokens: Mutex<Tokens>,
}

impl Gateway {
    pub(super) fn new(credentials: Credentials, rules: TokenRules, now: i64) -> Self {
        let accounts = credentials.accounts.clone();
        let tokens = Mutex::new(Tokens::new(accounts, now, rules.lifetime, rules.calls_per_minute));
        Self { credentials, form: rules.form, tokens }
    }

    fn tokens(&self) -> MutexGuard<'_, Tokens> {
        self.tokens.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// What the token of a call was issued for.
    fn issued_to(&self, call: &Call<'_>) -> Option<tokens::Issued> {
        self.tokens().find(&call.received.header("app-token")?)
    }

    /// The account that a call asks a token for.
    fn asked_account(&self, call: &Call<'_>) -> Option<Account> {
        self.tokens().account_with_key(&call.received.query_value("app_key")?).cloned()
    }

    /// The lists that a call goes through, in order.
    fn lists(door: Door) -> &'static [&'static [Check<Self>]] {
        match door {
            Door::Business => &[SIGNED, WITH_TOKEN, DOCUMENTED],
            Door::Authorize => &[SIGNED, DOCUMENTED, AUTHORIZE],
            Door::Token => &[SIGNED, DOCUMENTED, TOKEN],
        }
    }

    fn list_accounts(&self, call: &Call<'_>) -> Answer {
        let instance = call.received.query_value("outerInstanceId");
        let tokens = self.tokens();
        let row = |account: &Account| {
            object([
                ("serviceId", text(format!("{}-service", account.id))),
                ("accountId", text(account.id.clone())),
                ("accountName", text(account.name.clone())),
                ("domain", text(account.domain.clone())),
                ("groupName", text("NW")),
                ("status", integer(i64::from(account.valid))),
                ("outerInstanceId", text(account.instance.clone())),
                ("clientId", text(self.credentials.id.clone())),
                ("appKey", text(account.app_key.clone())),
                ("appSecret", text(tokens.app_secret(account, call.now))),
                ("instanceExpiresTime", text("2099-12-31 23:59:59")),
            ])
        };
        let data = Value::List(tokens.accounts_of(instance.as_deref()).iter().map(row).collect());
        let body = match self.form {
            AuthorizeForm::Errcode => {
                object([("errcode", integer(0)), ("description", text("success")), ("data", data)])
            }
            AuthorizeForm::Code => object([("code", integer(200)), ("msg", text("success")), ("data", data)]),
        };
        Answer::json(200, &body)
    }

    fn issue_token(&self, call: &Call<'_>) -> Answer {
        let token = self.asked_account(call).map(|account| self.tokens().issue(&account, call.now));
        let token = token.unwrap_or_default();
        let uid = call.received.query_value("uid").unwrap_or_else(|| "1".to_owned());
        let access_token = text(format!("access-{token}"));
        let data = object([("app-token", text(token)), ("uid", text(uid)), ("access_token", access_token)]);
        Answer::json(200, &object([("errcode", integer(0)), ("description", text("success")), ("data", data)]))
    }
}

impl Vendor for Gateway {
    fn own_operations(&self) -> Vec<Operation> {
        vec![
            token_operation(Method::Post, AUTHORIZE_PATH, &[], "accounts that authorised the application"),
            token_operation(Method::Get, TOKEN_PATH, &["app_key", "app_signature"], "a token for one account"),
        ]
    }

    fn door(&self, operation: &Operation) -> Door {
        match operation.path.as_str() {
            AUTHORIZE_PATH => Door::Authorize,
            TOKEN_PATH => Door::Token,
            _ => Door::Business,
        }
    }

    fn checks(&self) -> Vec<CheckEntry> {
        [SIGNED, WITH_TOKEN, DOCUMENTED, AUTHORIZE, TOKEN].into_iter().flat_map(check::entries).collect()
    }

    fn check(&self, call: &Call<'_>) -> Result<(), Refusal> {
        Self::lists(self.door(call.operation)).iter().try_for_each(|list| check::run(list, self, call))
    }

    fn refuse(&self, call: &Call<'_>, reason: &Refusal) -> Answer {
        let answer = answers::refusal(&reason.code, &reason.detail);
        if answer.status != 200 || self.door(call.operation) != Door::Authorize || self.form == AuthorizeForm::Errcode {
            return answer;
        }
        let code = answers::number(&reason.code);
        Answer::json(200, &object([("code", code), ("msg", text(reason.detail.clone())), ("data", Value::Null)]))
    }

    fn succeed(&self, call: &Call<'_>, example: Value) -> Answer {
        match self.door(call.operation) {
            Door::Authorize => self.list_accounts(call),
            Door::Token => self.issue_token(call),
            Door::Business => Answer::json(200, &example),
        }
    }

    fn guide(&self) -> Vec<(&'static str, String)> {
        let mut lines =
            vec![("client id", self.credentials.id.clone()), ("client secret", self.credentials.secret.clone())];
        for account in &self.credentials.accounts {
            let state = if account.valid { "" } else { " (revoked)" };
            lines.push(("instance, account", format!("{}, {}{state}", account.instance, account.id)));
        }
        lines
    }

    fn cannot_have(&self, fault: &Fault) -> Option<&'static str> {
        (*fault == Fault::WrongSignature).then_some("its answers are not signed")
    }

    fn expire_tokens(&self) {
        self.tokens().expire_all();
    }

    fn expire_token(&self, call: &Call<'_>) {
        if let Some(token) = call.received.header("app-token") {
            self.tokens().expire(&token);
        }
    }

    fn rotate_app_secret(&self) {
        self.tokens().rotate();
    }

    fn set_account_valid(&self, account: &str, valid: bool) {
        self.tokens().set_valid(account, valid);
    }
}

/// An operation of the token endpoints; their documents are not among those of an API.
fn token_operation(method: Method, path: &str, required: &[&str], summary: &str) -> Operation {
    let field = |name: &&str| Field { required: Some(true), min_length: Some(1), ..Field::new(*name, Type::String) };
    Operation {
        method,
        path: path.to_owned(),
        name: path.rsplit('/').next().unwrap_or_default().to_owned(),
        group: "app_management".to_owned(),
        summary: Some(summary.to_owned()),
        document: DocumentInfo::default(),
        request: Request { query: required.iter().map(field).collect(), ..Request::default() },
        response: Default::default(),
        errors: Vec::new(),
        examples: Default::default(),
        places: Default::default(),
    }
}
