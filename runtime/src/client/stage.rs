//! The stages on the way to tokens: the steps of a recipe, or the one question to a token provider.

use std::time::Duration;

use super::Client;
use super::deadline::Deadline;
use super::pace::RateLimit;
use super::step::run_step;
use super::token::TokenSet;
use crate::auth::recipe::{Recipe, Segment, Step, Template};
use crate::auth::{ProviderError, TokenProvider, TokenRequest};
use crate::error::Error;
use secrecy::SecretString;

/// What the stage of a token provider is called, in recipes (`{renew: provided}`) and in token stores.
const PROVIDED: &str = "provided";

/// Something that gives tokens, or what leads to them.
pub(super) struct Stage<'a> {
    pub(super) name: &'static str,
    /// What it has to give, without `token.` in front.
    gives: Vec<&'static str>,
    source: StageSource<'a>,
}

enum StageSource<'a> {
    Step(&'static Step, &'a RateLimit),
    Provider(&'a dyn TokenProvider),
}

/// What a stage gave, and for how long.
pub(super) struct Given {
    pub(super) values: Vec<(String, SecretString)>,
    pub(super) keep_for: Duration,
}

/// The stages of a client, in order.
pub(super) fn stages(client: &Client) -> Vec<Stage<'_>> {
    let recipe = client.shared.recipe;
    match client.shared.options.token_provider.as_deref() {
        Some(provider) => {
            let source = StageSource::Provider(provider);
            vec![Stage { name: PROVIDED, gives: tokens_of_requests(recipe), source }]
        }
        None => recipe.steps.iter().zip(&client.account.limits.steps).map(of_step).collect(),
    }
}

fn of_step<'a>((step, limit): (&'static Step, &'a RateLimit)) -> Stage<'a> {
    let gives = step.save.iter().map(|(name, _)| *name).collect();
    Stage { name: step.name, gives, source: StageSource::Step(step, limit) }
}

impl Stage<'_> {
    /// Whether these values are all that it has to give.
    pub(super) fn is_complete(&self, values: &[(String, SecretString)]) -> bool {
        self.missing(values).is_none()
    }

    fn missing(&self, values: &[(String, SecretString)]) -> Option<&'static str> {
        let has = |name: &str| values.iter().any(|(given, _)| given.strip_prefix("token.") == Some(name));
        self.gives.iter().copied().find(|name| !has(name))
    }

    /// Asks for it. `earlier` is what the stages before it gave, `rejected` what the server does not take any more.
    pub(super) async fn fetch(
        &self,
        client: &Client,
        earlier: TokenSet,
        rejected: &TokenSet,
        deadline: Deadline,
    ) -> Result<Given, Error> {
        match self.source {
            StageSource::Step(step, limit) => {
                let values = run_step(client, step, limit, earlier, deadline).await?;
                Ok(Given { values, keep_for: Duration::from_secs(step.lifetime) })
            }
            StageSource::Provider(provider) => self.ask(client, provider, rejected).await,
        }
    }

    async fn ask(&self, client: &Client, provider: &dyn TokenProvider, rejected: &TokenSet) -> Result<Given, Error> {
        let request = TokenRequest { credentials: client.account.credentials.clone(), rejected: rejected.to_tokens() };
        let tokens = provider
            .fetch(request)
            .await
            .map_err(|error| Error::TokenProvider { source: ProviderError::new(error) })?;
        let keep_for = tokens.keep_for();
        let values = tokens.into_values();
        match self.missing(&values) {
            Some(name) => Err(Error::configuration(format!("the token provider did not supply `{name}`"))),
            None => Ok(Given { values, keep_for }),
        }
    }
}

/// The tokens without which a request would not be what the recipe says.
fn tokens_of_requests(recipe: &'static Recipe) -> Vec<&'static str> {
    let rule = &recipe.request;
    let members = rule.body.iter().map(|(_, member)| member.template());
    let templates = rule.headers.iter().chain(rule.query).map(|(_, template)| *template).chain(members);
    let mut names: Vec<&str> = templates.flat_map(tokens_of).chain(recipe.provided.iter().copied()).collect();
    names.sort_unstable();
    names.dedup();
    names
}

fn tokens_of(template: Template) -> impl Iterator<Item = &'static str> {
    template.iter().filter_map(|segment| match segment {
        Segment::Value { name, .. } => name.strip_prefix("token."),
        Segment::Text(_) => None,
    })
}
