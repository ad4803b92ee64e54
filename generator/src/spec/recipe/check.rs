//! Reading recipes, and what serde cannot see: placeholders that name nothing, keys without an HMAC, unknown steps.

use std::collections::BTreeSet;
use std::sync::Arc;

use super::{BUILT_IN, Part, Recipe, Template, Then};
use crate::finding::{Finding, rules};
use crate::source::{Source, Span};
use crate::spec::yaml;

/// What templates of a message can name besides credentials, fresh values and what steps save.
const MESSAGE: [&str; 4] = ["method", "path", "query", "body"];

/// What `renew` calls the token provider.
const PROVIDED: &str = "provided";

impl Recipe {
    /// Reads and checks a recipe.
    ///
    /// # Errors
    ///
    /// Findings with their places: for text that is no recipe a single one, otherwise one for everything in it that
    /// cannot work.
    pub fn read(source: &Arc<Source>) -> Result<Self, Vec<Finding>> {
        let recipe: Self = yaml::read(source).map_err(|finding| vec![*finding])?;
        let problems = recipe.problems();
        if problems.is_empty() {
            Ok(recipe)
        } else {
            Err(problems.into_iter().map(|problem| problem.at(source)).collect())
        }
    }

    /// The text of the built-in recipe of that name.
    #[must_use]
    pub fn built_in(name: &str) -> Option<Arc<Source>> {
        let (name, text) = BUILT_IN.iter().find(|(built_in, _)| *built_in == name)?;
        Some(Source::new(format!("{name}.yaml"), *text))
    }

    fn problems(&self) -> Vec<Problem> {
        let mut problems = Vec::new();
        check_names(self, &mut problems);
        check_signatures(self, &mut problems);
        check_request(self, &mut problems);
        check_steps(self, &mut problems);
        check_provided(self, &mut problems);
        check_sensitive(self, &mut problems);
        check_references(self, &mut problems);
        problems
    }

    /// Everything that a template can name before the step of that index is done.
    fn known_names(&self, steps: usize) -> BTreeSet<String> {
        let credentials = self.credentials.iter().map(|credential| credential.name.clone());
        let signatures = self.signatures.keys().map(|name| format!("signature.{name}"));
        let saved =
            self.steps().iter().take(steps).flat_map(|step| step.save.keys().map(|name| format!("token.{name}")));
        let provided = self.provided().iter().map(|name| format!("token.{name}"));
        let message = MESSAGE.map(str::to_owned);
        let tokens = saved.chain(provided);
        credentials.chain(self.values.keys().cloned()).chain(signatures).chain(tokens).chain(message).collect()
    }
}

/// Something that cannot work: where it is, a text of the file to point to, and what is the matter.
struct Problem {
    address: String,
    needle: String,
    message: String,
}

impl Problem {
    fn new(address: impl Into<String>, needle: impl Into<String>, message: impl Into<String>) -> Self {
        Self { address: address.into(), needle: needle.into(), message: message.into() }
    }

    fn at(self, source: &Arc<Source>) -> Finding {
        let start = source.text().find(&self.needle).unwrap_or(0);
        let span = Span::new(start, source.text().len().min(start + self.needle.len()));
        Finding::new(rules::BAD_RECIPE, format!("{}: {}", self.address, self.message))
            .at(source, span)
            .help("generator/recipes/examples in docwright's source has a recipe for each family of signatures")
    }
}

fn check_template(address: &str, template: &Template, known: &BTreeSet<String>, problems: &mut Vec<Problem>) {
    for name in template.placeholders().filter(|name| !known.contains(*name)) {
        let names: Vec<&str> = known.iter().map(String::as_str).collect();
        let message = format!("nothing is called `{name}` here; there are {}", names.join(", "));
        problems.push(Problem::new(address, format!("{{{name}"), message));
    }
}

fn check_names(recipe: &Recipe, problems: &mut Vec<Problem>) {
    let mut seen: BTreeSet<&str> = MESSAGE.into();
    let credentials = recipe.credentials.iter().map(|credential| credential.name.as_str());
    for name in credentials.chain(recipe.values.keys().map(String::as_str)) {
        if !seen.insert(name) {
            problems.push(Problem::new(name, name, "this name is taken"));
        }
    }
    let mut steps = BTreeSet::new();
    for step in recipe.steps() {
        if !steps.insert(&step.name) {
            problems.push(Problem::new(format!("token.steps.{}", step.name), &step.name, "two steps have this name"));
        }
    }
}

fn check_signatures(recipe: &Recipe, problems: &mut Vec<Problem>) {
    let known = recipe.known_names(recipe.steps().len());
    for (name, signature) in &recipe.signatures {
        let address = format!("signatures.{name}");
        let mut own = known.clone();
        for (part_name, part) in &signature.parts {
            if known.contains(part_name) && !MESSAGE.contains(&part_name.as_str()) {
                problems.push(Problem::new(&address, part_name, "a part has the name of something else"));
            }
            if let Part::List(list) = part {
                list.of
                    .iter()
                    .for_each(|value| check_template(&format!("{address}.parts.{part_name}"), value, &known, problems));
            }
        }
        own.extend(signature.parts.keys().cloned());
        own.remove(&format!("signature.{name}"));
        check_template(&format!("{address}.string"), &signature.string, &own, problems);
        if let Some(key) = &signature.key {
            check_template(&format!("{address}.key"), key, &own, problems);
        }
        let keyed = signature.digest.is_some_and(super::Digest::is_keyed);
        if keyed && signature.key.is_none() {
            problems.push(Problem::new(&address, name, "an HMAC needs a `key`"));
        }
        if !keyed && signature.key.is_some() {
            problems.push(Problem::new(&address, name, "only an HMAC has a `key`"));
        }
    }
}

fn check_request(recipe: &Recipe, problems: &mut Vec<Problem>) {
    let known = recipe.known_names(recipe.steps().len());
    let request = &recipe.request;
    let headers = request.headers.iter().map(|(name, template)| ("headers", name, template));
    let query = request.query.iter().map(|(name, template)| ("query", name, template));
    let body = request.body.iter().map(|(name, member)| ("body", name, member.template()));
    for (place, name, template) in headers.chain(query).chain(body) {
        check_template(&format!("request.{place}.{name}"), template, &known, problems);
    }
    let is_token = |character: char| character.is_ascii_alphanumeric() || "!#$%&'*+-.^_`|~".contains(character);
    for name in request.headers.keys().filter(|name| name.is_empty() || !name.chars().all(is_token)) {
        problems.push(Problem::new(format!("request.headers.{name}"), name, "this is no name of a header"));
    }
}

fn check_steps(recipe: &Recipe, problems: &mut Vec<Problem>) {
    for (index, step) in recipe.steps().iter().enumerate() {
        let known = recipe.known_names(index);
        let address = format!("token.steps.{}", step.name);
        let own = step.query.values().chain(step.body.values().map(super::Member::template));
        let conditions = step.choose.iter().flat_map(|choose| choose.conditions.values());
        own.chain(conditions).for_each(|template| check_template(&address, template, &known, problems));
        if !step.path.starts_with('/') {
            problems.push(Problem::new(address, &step.path, "a path begins with `/`"));
        }
    }
}

/// A provider stands in the place of all steps, so a recipe with both would never run the steps.
fn check_provided(recipe: &Recipe, problems: &mut Vec<Problem>) {
    if !recipe.provided().is_empty() && !recipe.steps().is_empty() {
        problems.push(Problem::new("token", "provided", "tokens come from `steps` or are `provided`, not both"));
    }
}

fn check_sensitive(recipe: &Recipe, problems: &mut Vec<Problem>) {
    let Some(sensitive) = &recipe.sensitive else { return };
    // Fields are encrypted outside of a call, where there is nothing but credentials.
    let known = recipe.credentials.iter().map(|credential| credential.name.clone()).collect();
    check_template("sensitive.key", &sensitive.key, &known, problems);
    check_template("sensitive.iv", &sensitive.iv, &known, problems);
}

fn check_references(recipe: &Recipe, problems: &mut Vec<Problem>) {
    for name in recipe.response.iter().flat_map(|response| &response.verify.signatures) {
        if !recipe.signatures.contains_key(name) {
            problems.push(Problem::new("response.verify", name, format!("there is no signature `{name}`")));
        }
    }
    for reaction in &recipe.errors {
        if let Then::Renew(step) = &reaction.then
            && !recipe.steps().iter().any(|known| known.name == *step)
            && (step != PROVIDED || recipe.provided().is_empty())
        {
            problems.push(Problem::new("errors", step, format!("there is no step `{step}` under `token`")));
        }
        if reaction.codes.is_empty() && reaction.statuses.is_empty() {
            problems.push(Problem::new("errors", "errors:", "an entry has neither `codes` nor `statuses`"));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn problems_of(text: &str) -> Vec<String> {
        match Recipe::read(&Source::new("recipe.yaml", text)) {
            Ok(_) => Vec::new(),
            Err(findings) => findings.into_iter().map(|finding| finding.message).collect(),
        }
    }

    #[test]
    fn the_built_in_recipes_and_the_examples_are_sound() {
        for (name, text) in BUILT_IN {
            assert_eq!(problems_of(text), [""; 0], "{name}");
        }
        let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/recipes/examples");
        for entry in std::fs::read_dir(folder).expect("examples") {
            let path = entry.expect("an entry").path();
            let text = std::fs::read_to_string(&path).expect("an example");
            assert_eq!(problems_of(&text), [""; 0], "{}", path.display());
        }
    }

    #[test]
    fn what_cannot_work_is_told_with_its_place() {
        let cases = [
            ("title: A\nsignature: {}\n", "signature"),
            ("title: A\nrequest: {headers: {X: \"{nonse}\"}}\n", "request.headers.X: nothing is called `nonse` here"),
            ("title: A\nrequest: {headers: {\"X Y\": a}}\n", "no name of a header"),
            ("title: A\nsignatures: {s: {string: a, digest: hmac-sha1, output: [hex]}}\n", "an HMAC needs a `key`"),
            (
                "title: A\nsignatures: {s: {string: a, digest: md5, key: b, output: [hex]}}\n",
                "only an HMAC has a `key`",
            ),
            (
                "title: A\nsignatures: {s: {string: \"{signature.s}\", output: [hex]}}\n",
                "nothing is called `signature.s`",
            ),
            ("title: A\nsignatures: {s: {string: \"{a\", output: [hex]}}\n", "without `}`"),
            ("title: A\nsignatures: {s: {string: a, output: [hexx]}}\n", "hexx"),
            ("title: A\nerrors: [{codes: [1], then: {renew: x}}]\n", "there is no step `x`"),
            ("title: A\nresponse: {verify: {member: sign, signatures: [x]}}\n", "there is no signature `x`"),
            ("title: A\nvalues: {body: uuid}\n", "this name is taken"),
            ("title: A\nerrors: [{codes: [1], then: {renew: provided}}]\n", "there is no step `provided`"),
            (
                "title: A\ntoken: {provided: [t], steps: [{name: a, method: GET, path: /a, save: {u: u}, lifetime: 1h}]}\n",
                "not both",
            ),
            (
                "title: A\nvalues: {n: uuid}\nsensitive: {cipher: aes-256-cbc, key: \"{n}\", iv: x}\n",
                "sensitive.key: nothing is called `n` here",
            ),
        ];
        for (text, expected) in cases {
            let problems = problems_of(text);
            assert!(problems.iter().any(|problem| problem.contains(expected)), "{text}: {problems:?}");
        }
    }

    #[test]
    fn a_placeholder_is_pointed_to() {
        let text = "title: none\nrequest: {headers: {X: \"an {n|hex}\"}}\n";
        let findings = Recipe::read(&Source::new("recipe.yaml", text)).expect_err("nothing is called n");
        let place = findings[0].place.as_ref().expect("a place");
        assert_eq!(place.source.slice(place.span), "{n");
    }

    #[test]
    fn tokens_can_be_provided() {
        let text = "title: A\ntoken: {provided: [t]}\nrequest: {headers: {X: \"{token.t}\"}}\n\
                    errors: [{codes: [1], then: {renew: provided}}]\n";
        assert_eq!(problems_of(text), [""; 0]);
        let problems = problems_of(&text.replace("{token.t}", "{token.u}"));
        assert!(problems.iter().any(|problem| problem.contains("token.u")), "{problems:?}");
    }

    #[test]
    fn a_token_is_not_known_before_its_step() {
        let step = "{name: a, method: GET, path: /a, query: {q: \"{token.t}\"}, save: {t: token}, lifetime: 1h}";
        let problems = problems_of(&format!("title: A\ntoken: {{steps: [{step}]}}\n"));
        assert!(problems.iter().any(|problem| problem.contains("token.t")), "{problems:?}");
    }
}
