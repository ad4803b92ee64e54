//! Who may call, and for which accounts.

/// An application that is registered with the vendor.
#[derive(Clone, PartialEq, Eq)]
pub struct Credentials {
    /// Kingdee: the client id; e-Buy: the appId.
    pub id: String,
    /// The secret that requests are signed with.
    pub secret: String,
    /// Kingdee: the accounts that authorised the application, in the order the vendor lists them.
    pub accounts: Vec<Account>,
}

/// An account (账套) of a customer (instance), as the vendor's list of authorisations has it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Account {
    /// The customer's `outerInstanceId`.
    pub instance: String,
    /// The account's id.
    pub id: String,
    /// What it is called.
    pub name: String,
    /// The domain of the data centre that it lives in; calls carry it as `X-GW-Router-Addr`.
    pub domain: String,
    /// The key under which the application may ask for its tokens.
    pub app_key: String,
    /// Whether the authorisation holds; `false` if it was revoked.
    pub valid: bool,
}

impl Account {
    /// A valid account of an instance.
    #[must_use]
    pub fn new(instance: impl Into<String>, id: impl Into<String>) -> Self {
        let id = id.into();
        Self {
            instance: instance.into(),
            name: id.clone(),
            domain: format!("https://{id}.example.com"),
            app_key: format!("{id}-key"),
            id,
            valid: true,
        }
    }
}

impl Credentials {
    /// The application that `docwright mock` knows, with one valid account behind a revoked one, because a client
    /// that takes the first row of the list is wrong.
    #[must_use]
    pub fn demo() -> Self {
        let revoked = Account { valid: false, ..Account::new("demo-instance", "revoked-account") };
        Self {
            id: "205022".to_owned(),
            secret: "docwright-demo-secret-0123456789".to_owned(),
            accounts: vec![revoked, Account::new("demo-instance", "demo-account")],
        }
    }
}

impl std::fmt::Debug for Credentials {
    /// Leaves the secret out.
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter
            .debug_struct("Credentials")
            .field("id", &self.id)
            .field("accounts", &self.accounts)
            .finish_non_exhaustive()
    }
}
