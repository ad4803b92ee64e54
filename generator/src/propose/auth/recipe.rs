//! The text of a recipe that puts tokens and credentials into every call.

use std::fmt::Write as _;

use super::{Carrier, Parameter, Role};
use crate::propose::{RecipeFile, quoted};

/// The recipe that puts these parameters into every call.
pub(super) fn of(carried: &[Parameter<'_>]) -> RecipeFile {
    let tokens = carried.iter().filter(|parameter| parameter.role == Role::Token).map(Parameter::name);
    let mut tokens = tokens.collect::<Vec<_>>();
    tokens.dedup();
    let name = if tokens.is_empty() { "api-key" } else { "access-token" };
    let mut yaml = "# yaml-language-server: $schema=../schemas/recipe.json\n".to_owned();
    let _ = writeln!(yaml, "title: {} # what the scheme is called", quoted(&super::names(carried)));
    write_credentials(carried, &mut yaml);
    if !tokens.is_empty() {
        let comment =
            "the program gives them with a TokenProvider; if the vendor documents how they are fetched, write steps";
        let _ = writeln!(yaml, "token: {{provided: [{}]}} # {comment}", tokens.join(", "));
    }
    yaml.push_str("request: # filled in for callers, whose requests do not ask for it\n");
    write_places(carried, &mut yaml);
    if !tokens.is_empty() {
        yaml.push_str(
            "errors: # add the codes by which the vendor says that a token is not good any more, as codes: [1, 2]\n",
        );
        yaml.push_str("- {statuses: [401], meaning: the token is missing or expired, then: {renew: provided}} # asked for once more\n");
    }
    RecipeFile { name, yaml }
}

fn write_credentials(carried: &[Parameter<'_>], yaml: &mut String) {
    let credentials = carried.iter().filter(|parameter| matches!(parameter.role, Role::Secret | Role::Identity));
    let mut credentials = credentials.peekable();
    if credentials.peek().is_some() {
        yaml.push_str("credentials: # what callers give once, to Credentials::new\n");
    }
    let mut written = Vec::new();
    for parameter in credentials {
        let name = parameter.name();
        if written.contains(&name) {
            continue;
        }
        let secret = if parameter.role == Role::Secret { "secret: true, " } else { "" };
        let meaning = quoted(&parameter.meaning());
        let _ =
            writeln!(yaml, "- {{name: {name}, required: true, {secret}description: {meaning}}} # in every operation");
        written.push(name);
    }
}

fn write_places(carried: &[Parameter<'_>], yaml: &mut String) {
    for (carrier, key) in [(Carrier::Header, "headers"), (Carrier::Query, "query")] {
        let mut here = carried.iter().filter(|parameter| parameter.carrier == carrier).peekable();
        if here.peek().is_some() {
            let _ = writeln!(yaml, "  {key}:");
        }
        for parameter in here {
            let (name, template) = (&parameter.field.name, quoted(&parameter.template()));
            let is_plain = name.chars().all(|c| c.is_ascii_alphanumeric() || matches!(c, '_' | '-'));
            let name = if is_plain { name.clone() } else { quoted(name) };
            let _ = writeln!(yaml, "    {name}: {template} # {}", parameter.meaning());
        }
    }
}

impl Parameter<'_> {
    /// What the recipe calls it.
    fn name(&self) -> String {
        self.field.name.chars().map(|c| if c.is_ascii_alphanumeric() { c } else { '_' }).collect()
    }

    /// What is sent: in a header that documents say `Bearer` of, the token behind that word.
    fn template(&self) -> String {
        let name = self.name();
        let words = [self.field.description.clone(), self.field.example.as_ref().map(ToString::to_string)];
        match self.role {
            Role::Token if words.iter().flatten().any(|words| words.contains("Bearer ")) => {
                format!("Bearer {{token.{name}}}")
            }
            Role::Token => format!("{{token.{name}}}"),
            _ => format!("{{{name}}}"),
        }
    }

    fn meaning(&self) -> String {
        let words = self.field.description.as_deref().unwrap_or("what the pages put into every call");
        words.split_whitespace().collect::<Vec<_>>().join(" ")
    }
}
