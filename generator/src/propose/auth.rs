//! How calls are authenticated: a built-in recipe, or one of the parameters that every call carries.

mod recipe;

use super::{File, shown_by};
use crate::spec::recipe::{BUILT_IN, Recipe};
use crate::spec::{Field, Operation};

/// Names of tokens that are fetched and expire, in small letters without marks.
const TOKENS: &[&str] = &[
    "accesstoken",
    "token",
    "apptoken",
    "authtoken",
    "apitoken",
    "usertoken",
    "sessiontoken",
    "bearertoken",
    "authorization",
    "xaccesstoken",
    "xtoken",
    "xauthtoken",
    "xapitoken",
];
/// Names of secrets that stay the same.
const SECRETS: &[&str] =
    &["apikey", "xapikey", "appsecret", "clientsecret", "secretkey", "accesskey", "subscriptionkey"];
/// Names of what callers are, or act for: proof of nothing alone, for a list of such things may have them as well.
const IDENTITIES: &[&str] = &[
    "appid",
    "appkey",
    "clientid",
    "dbid",
    "tenantid",
    "accountid",
    "acctid",
    "corpid",
    "companyid",
    "orgid",
    "enterpriseid",
    "merchantid",
    "mchid",
    "partnerid",
    "developerid",
    "instanceid",
    "xappid",
    "xappkey",
    "xclientid",
    "xtenantid",
];
/// Names of signatures, which a list of parameters does not explain.
const SIGNATURES: &[&str] = &["sign", "signature", "xsign", "xsignature", "hmac", "xapisignature"];
/// How many operations have to carry an identity, so that it belongs to the caller and not to what is asked for.
const LEAST_FOR_IDENTITY: usize = 3;

/// Proposes the built-in recipe of which at least half of the operations document what it sends, or one of the tokens and
/// credentials that all of them list.
pub(super) fn propose_auth(operations: &[&Operation], file: &mut File) {
    if let Some((name, count)) = built_in(operations) {
        file.line("auth", name, "the headers or members that the pages list are this recipe's");
        return file.row("auth", Some(name.to_owned()), shown_by(count, operations.len()));
    }
    let carried = carried(operations);
    if carried.iter().any(|parameter| parameter.role == Role::Signature) {
        let comment = "the pages list a signature; say in my-recipe.yaml how it is made";
        file.hint("auth", "my-recipe", comment);
        let evidence =
            format!("{}: the vendor says how it is made, recipes/README.md how to write that", names(&carried));
        return file.row("auth", None, evidence);
    }
    if carried.iter().any(|parameter| matches!(parameter.role, Role::Token | Role::Secret)) {
        let recipe = recipe::of(&carried);
        let comment = format!(
            "{}.yaml beside this file puts into every call what the pages list: {}",
            recipe.name,
            names(&carried)
        );
        file.line("auth", recipe.name, &comment);
        file.row(
            "auth",
            Some(format!("{}.yaml: {}", recipe.name, given(&carried))),
            shown_by(operations.len(), operations.len()),
        );
        file.recipe = Some(recipe);
        return;
    }
    file.hint("auth", "my-recipe", "no built-in recipe sends what the pages list; write my-recipe.yaml here");
    file.row(
        "auth",
        None,
        nearly(operations).unwrap_or_else(|| "calls go out unsigned until a recipe is named".to_owned()),
    );
}

fn built_in(operations: &[&Operation]) -> Option<(&'static str, usize)> {
    let matches = |recipe: &Recipe| operations.iter().filter(|operation| sends(operation, recipe)).count();
    BUILT_IN
        .iter()
        .filter_map(|(name, _)| Some((*name, matches(&Recipe::read(&Recipe::built_in(name)?).ok()?))))
        .filter(|&(_, count)| count > 0 && count * 2 >= operations.len())
        .max_by_key(|&(_, count)| count)
}

fn sends(operation: &Operation, recipe: &Recipe) -> bool {
    let has = |list: &[Field], name: &str| list.iter().any(|field| field.name.eq_ignore_ascii_case(name));
    let headers = recipe.request.headers.keys().all(|name| has(&operation.request.headers, name));
    let body = recipe.request.body.keys().all(|name| has(&operation.request.fields, name));
    let query = recipe.request.query.keys().all(|name| has(&operation.request.query, name));
    let is_empty =
        recipe.request.headers.is_empty() && recipe.request.body.is_empty() && recipe.request.query.is_empty();
    !is_empty && headers && body && query
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Role {
    /// Fetched somewhere, and good for a while.
    Token,
    /// Given once, and never shown.
    Secret,
    /// Given once.
    Identity,
    /// Computed for each call.
    Signature,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Carrier {
    Header,
    Query,
}

/// A parameter that authenticates calls.
struct Parameter<'a> {
    role: Role,
    carrier: Carrier,
    field: &'a Field,
}

/// The parameters of the first operation that all of them carry and that authenticate, by their names.
fn carried<'a>(operations: &[&'a Operation]) -> Vec<Parameter<'a>> {
    let Some((first, others)) = operations.split_first() else { return Vec::new() };
    let is_everywhere = |parameter: &Parameter<'_>| {
        let has = |operation: &&Operation| parameters(operation).any(|other| same(&other, parameter));
        others.iter().all(has) && (parameter.role != Role::Identity || operations.len() >= LEAST_FOR_IDENTITY)
    };
    parameters(first).filter(is_everywhere).collect()
}

fn same(left: &Parameter<'_>, right: &Parameter<'_>) -> bool {
    left.carrier == right.carrier && left.field.name == right.field.name
}

/// The parameters of an operation that authenticate and that callers have to give.
fn parameters(operation: &Operation) -> impl Iterator<Item = Parameter<'_>> {
    let headers = operation.request.headers.iter().map(|field| (Carrier::Header, field));
    let query = operation.request.query.iter().map(|field| (Carrier::Query, field));
    let needed = |field: &Field| field.required != Some(false) && field.constant.is_none();
    headers.chain(query).filter(move |(_, field)| needed(field)).filter_map(|(carrier, field)| {
        let name = field.name.chars().filter(char::is_ascii_alphanumeric).collect::<String>().to_ascii_lowercase();
        let roles = [
            (TOKENS, Role::Token),
            (SECRETS, Role::Secret),
            (IDENTITIES, Role::Identity),
            (SIGNATURES, Role::Signature),
        ];
        let role = roles.into_iter().find(|(names, _)| names.contains(&name.as_str()))?.1;
        Some(Parameter { role, carrier, field })
    })
}

/// A token that many operations carry but not all, in words.
fn nearly(operations: &[&Operation]) -> Option<String> {
    let tokens = operations.iter().flat_map(|operation| parameters(operation));
    let tokens = tokens.filter(|parameter| parameter.role == Role::Token).map(|parameter| parameter.field.name.clone());
    let (name, count) = super::most_frequent(tokens)?;
    Some(format!(
        "{name} is in {count} of {} operations: a recipe puts it into every call, so none is proposed",
        operations.len()
    ))
}

fn names(carried: &[Parameter<'_>]) -> String {
    carried.iter().map(|parameter| parameter.field.name.as_str()).collect::<Vec<_>>().join(", ")
}

/// Who gives what, for the table.
fn given(carried: &[Parameter<'_>]) -> String {
    let source = |parameter: &Parameter<'_>| match parameter.role {
        Role::Token => "from a token provider",
        _ => "from the credentials",
    };
    carried
        .iter()
        .map(|parameter| format!("{} {}", parameter.field.name, source(parameter)))
        .collect::<Vec<_>>()
        .join(", ")
}

#[cfg(test)]
mod tests {
    use crate::propose::{Input, Proposal, propose};
    use crate::reading::ReadOperation;
    use crate::source::Source;
    use crate::spec::recipe::Recipe;
    use crate::spec::{Api, yaml};

    /// What is proposed for three operations that have these headers and parameters each.
    fn proposal(each: [&str; 3]) -> Proposal {
        let operations = each.map(|request| {
            let text = format!("method: GET\npath: /a/b\nname: get_b\ngroup: a\nrequest: {request}\nresponse: {{}}\n");
            let operation = yaml::read(&Source::new("b.yaml", text)).expect("an operation");
            ReadOperation { operation, document_hash: String::new() }
        });
        let proposal = propose(Input { name: "acme", documents: &[], dialect: None, operations: &operations });
        yaml::read::<Api>(&Source::new("api.yaml", proposal.yaml.clone())).expect("an api.yaml");
        proposal
    }

    fn recipe(each: [&str; 3]) -> Option<Recipe> {
        let file = proposal(each).recipe?;
        Some(Recipe::read(&Source::new("recipe.yaml", file.yaml)).expect("a recipe"))
    }

    #[test]
    fn a_token_and_an_identity_in_every_query_become_a_recipe() {
        let with = "{query: [{name: access_token, type: string, required: true, description: \"the #1\\n token\"}, \
                    {name: dbId, type: number, required: true}, {name: page, type: integer}]}";
        let recipe = recipe([with; 3]).expect("a recipe");
        assert_eq!(recipe.provided(), ["access_token"]);
        assert_eq!(
            recipe.credentials.iter().map(|one| (one.name.as_str(), one.secret)).collect::<Vec<_>>(),
            [("dbId", false)]
        );
        assert!(recipe.fills_query("access_token") && recipe.fills_query("dbId") && !recipe.fills_query("page"));
        assert!(proposal([with; 3]).yaml.contains("\nauth: access-token # "));
    }

    #[test]
    fn headers_are_filled_in_as_the_pages_say() {
        let bearer = "{headers: [{name: Authorization, type: string, description: \"`Bearer <token>`\"}]}";
        let header = |recipe: &Recipe| {
            recipe.request.headers.iter().map(|(name, value)| format!("{name}: {value}")).collect::<Vec<_>>()
        };
        assert_eq!(header(&recipe([bearer; 3]).expect("a recipe")), ["Authorization: Bearer {token.Authorization}"]);
        let key = "{headers: [{name: X-Api-Key, type: string, required: true}]}";
        let found = recipe([key; 3]).expect("a recipe");
        assert_eq!(header(&found), ["X-Api-Key: {X_Api_Key}"]);
        assert!(found.credentials[0].secret && found.token.is_none());
    }

    #[test]
    fn what_the_pages_do_not_tell_is_not_proposed() {
        let token = "{query: [{name: token, type: string}]}";
        for (each, words) in [
            (["{query: [{name: accountId, type: string}]}"; 3], "unsigned"),
            (["{query: [{name: token, type: string, required: false}]}"; 3], "unsigned"),
            (["{query: [{name: page_token, type: string}]}"; 3], "unsigned"),
            ([token, token, "{}"], "token is in 2 of 3 operations"),
            (
                ["{query: [{name: token, type: string}, {name: sign, type: string}]}"; 3],
                "the vendor says how it is made",
            ),
        ] {
            let proposal = proposal(each);
            assert_eq!(proposal.recipe, None, "{each:?}");
            let row = proposal.rows.iter().find(|row| row.what == "auth").expect("a row");
            assert!(row.value.is_none() && row.evidence.contains(words), "{}", row.evidence);
        }
    }
}
