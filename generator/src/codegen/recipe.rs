//! A recipe as the constant that the runtime runs.

use proc_macro2::{Literal, TokenStream};
use quote::{format_ident, quote};

use super::api::option;
use crate::spec::recipe::{
    Choose, Credential, DateTime, Digest, Encoder, Fresh, List, Member, PairSource, Pairs, Part, Reaction, Recipe,
    RequestRule, Segment, Sensitive, Signature, Sort, Step, Template, Then, TimeUnit,
};

/// The expression of the `::docwright_runtime::auth::Recipe` that says what the recipe says. Names are short inside of its
/// block, where nothing of a vendor's can get in their way.
#[must_use]
pub fn emit_recipe(recipe: &Recipe) -> TokenStream {
    let title = &recipe.title;
    let credentials = recipe.credentials.iter().map(emit_credential);
    let values = recipe.values.iter().map(|(name, fresh)| emit_entry(name, &emit_fresh(fresh)));
    let signatures = recipe.signatures.iter().map(|(name, signature)| emit_signature(name, signature));
    let request = emit_request(&recipe.request);
    let verification = option(recipe.response.as_ref().map(|response| {
        let (member, signatures) = (&response.verify.member, &response.verify.signatures);
        quote!(Verification { member: #member, signatures: &[#(#signatures),*] })
    }));
    let steps = recipe.steps().iter().map(emit_step);
    let provided = recipe.provided();
    let sensitive = option(recipe.sensitive.as_ref().map(emit_sensitive));
    let reactions = recipe.errors.iter().map(emit_reaction);
    let clock_tolerance = option(recipe.clock_tolerance.map(Literal::u64_unsuffixed));
    quote! {{
        use ::docwright_runtime::auth::recipe::*;
        Recipe {
            title: #title,
            credentials: &[#(#credentials),*],
            values: &[#(#values),*],
            signatures: &[#(#signatures),*],
            request: #request,
            verification: #verification,
            steps: &[#(#steps),*],
            provided: &[#(#provided),*],
            sensitive: #sensitive,
            reactions: &[#(#reactions),*],
            clock_tolerance: #clock_tolerance,
        }
    }}
}

fn emit_entry(name: &str, value: &TokenStream) -> TokenStream {
    quote!((#name, #value))
}

fn emit_credential(credential: &Credential) -> TokenStream {
    let Credential { name, description: _, secret, required } = credential;
    quote!(Credential { name: #name, secret: #secret, required: #required })
}

fn emit_fresh(fresh: &Fresh) -> TokenStream {
    match fresh {
        Fresh::Now(TimeUnit::Seconds) => quote!(Fresh::Seconds),
        Fresh::Now(TimeUnit::Milliseconds) => quote!(Fresh::Milliseconds),
        Fresh::DateTime(DateTime { pattern, utc_offset }) => {
            let minutes = Literal::i32_unsuffixed(utc_offset.minutes);
            quote!(Fresh::DateTime { pattern: #pattern, offset_minutes: #minutes })
        }
        Fresh::RandomDigits(count) => {
            let count = Literal::u8_unsuffixed(*count);
            quote!(Fresh::RandomDigits(#count))
        }
        Fresh::RandomHex(count) => {
            let count = Literal::u8_unsuffixed(*count);
            quote!(Fresh::RandomHex(#count))
        }
        Fresh::Uuid => quote!(Fresh::Uuid),
    }
}

fn emit_template(template: &Template) -> TokenStream {
    let segments = template.0.iter().map(|segment| match segment {
        Segment::Text(text) => quote!(Segment::Text(#text)),
        Segment::Value { name, encoders } => {
            let encoders = emit_encoders(encoders);
            quote!(Segment::Value { name: #name, encoders: #encoders })
        }
    });
    quote!(&[#(#segments),*])
}

fn emit_encoders(encoders: &[Encoder]) -> TokenStream {
    let encoders = encoders.iter().map(|encoder| {
        let variant = format_ident!("{}", format!("{encoder:?}"));
        quote!(Encoder::#variant)
    });
    quote!(&[#(#encoders),*])
}

fn emit_signature(name: &str, signature: &Signature) -> TokenStream {
    let parts = signature.parts.iter().map(|(name, part)| emit_entry(name, &emit_part(part)));
    let string = emit_template(&signature.string);
    let digest = emit_digest(signature.digest);
    let key = emit_template(signature.key.as_ref().unwrap_or(&Template::default()));
    let output = emit_encoders(&signature.output);
    quote! {
        Signature { name: #name, parts: &[#(#parts),*], string: #string, digest: #digest, key: #key, output: #output }
    }
}

fn emit_digest(digest: Option<Digest>) -> TokenStream {
    let variant = digest.map_or_else(|| format_ident!("None"), |digest| format_ident!("{}", format!("{digest:?}")));
    quote!(Digest::#variant)
}

fn emit_part(part: &Part) -> TokenStream {
    match part {
        Part::Pairs(pairs) => {
            let pairs = emit_pairs(pairs);
            quote!(Part::Pairs(#pairs))
        }
        Part::List(List { of, sorted, join }) => {
            let values = of.iter().map(emit_template);
            quote!(Part::Values { values: &[#(#values),*], sort: #sorted, join: #join })
        }
    }
}

fn emit_pairs(pairs: &Pairs) -> TokenStream {
    let Pairs { of, except, skip_empty, sort, name, value, between, join } = pairs;
    let source = match of {
        PairSource::Query => quote!(Source::Query),
        PairSource::SentQuery => quote!(Source::SentQuery),
        PairSource::Body => quote!(Source::Body),
        PairSource::Parameters => quote!(Source::Parameters),
    };
    let sort = match sort {
        Sort::None => quote!(Sort::None),
        Sort::Name => quote!(Sort::Name),
        Sort::Pair => quote!(Sort::Pair),
    };
    let (name, value) = (emit_encoders(name), emit_encoders(value));
    quote! {
        Pairs {
            source: #source,
            except: &[#(#except),*],
            skip_empty: #skip_empty,
            sort: #sort,
            name: #name,
            value: #value,
            between: #between,
            join: #join,
        }
    }
}

fn emit_request(request: &RequestRule) -> TokenStream {
    let name = emit_encoders(&request.query_encoding.name);
    let value = emit_encoders(&request.query_encoding.value);
    let headers = request.headers.iter().map(|(name, template)| emit_entry(name, &emit_template(template)));
    let query = request.query.iter().map(|(name, template)| emit_entry(name, &emit_template(template)));
    let body = request.body.iter().map(|(name, member)| emit_entry(name, &emit_member(member)));
    quote! {
        RequestRule {
            query_name: #name,
            query_value: #value,
            headers: &[#(#headers),*],
            query: &[#(#query),*],
            body: &[#(#body),*],
        }
    }
}

fn emit_member(member: &Member) -> TokenStream {
    let template = emit_template(member.template());
    match member {
        Member::Text(_) => quote!(Member::Text(#template)),
        Member::Bare { .. } => quote!(Member::Bare(#template)),
    }
}

fn emit_step(step: &Step) -> TokenStream {
    let Step { name, method, path, signed, query, body, answer, choose, save, lifetime, limit_per_minute } = step;
    let method = method.as_str();
    let query = query.iter().map(|(name, template)| emit_entry(name, &emit_template(template)));
    let body = body.iter().map(|(name, member)| emit_entry(name, &emit_member(member)));
    let success = answer.success.iter().map(|success| {
        let (field, equals) = (&success.field, success.equals.to_string());
        quote!((#field, #equals))
    });
    let (code, message) = (&answer.code, &answer.message);
    let choose = option(choose.as_ref().map(emit_choose));
    let save = save.iter().map(|(name, path)| quote!((#name, #path)));
    let lifetime = Literal::u64_unsuffixed(lifetime.seconds);
    let limit = option(limit_per_minute.map(|limit| Literal::u32_unsuffixed(limit.get())));
    quote! {
        Step {
            name: #name,
            method: #method,
            path: #path,
            signed: #signed,
            query: &[#(#query),*],
            body: &[#(#body),*],
            success: &[#(#success),*],
            code: &[#(#code),*],
            message: &[#(#message),*],
            choose: #choose,
            save: &[#(#save),*],
            lifetime: #lifetime,
            limit_per_minute: #limit,
        }
    }
}

fn emit_choose(choose: &Choose) -> TokenStream {
    let Choose { rows, conditions, label } = choose;
    let conditions = conditions.iter().map(|(field, template)| emit_entry(field, &emit_template(template)));
    quote!(Choose { rows: #rows, conditions: &[#(#conditions),*], label: &[#(#label),*] })
}

fn emit_sensitive(sensitive: &Sensitive) -> TokenStream {
    let Sensitive { cipher, key, iv, text } = sensitive;
    let (key, iv) = (emit_template(key), emit_template(iv));
    let (cipher, text) = (format_ident!("{}", format!("{cipher:?}")), format_ident!("{}", format!("{text:?}")));
    quote!(Sensitive { cipher: Cipher::#cipher, key: #key, iv: #iv, text: TextForm::#text })
}

fn emit_reaction(reaction: &Reaction) -> TokenStream {
    let codes = reaction.codes.iter().map(ToString::to_string);
    let statuses = reaction.statuses.iter().map(|status| Literal::u16_unsuffixed(*status));
    let meaning = option(reaction.meaning.as_ref().map(|meaning| quote!(#meaning)));
    let then = match &reaction.then {
        Then::Fail => quote!(Then::Fail),
        Then::AdjustClock => quote!(Then::AdjustClock),
        Then::Renew(step) => quote!(Then::Renew(#step)),
        Then::Repeat => quote!(Then::Repeat),
        Then::Retry => quote!(Then::Retry),
        Then::RetrySlowly => quote!(Then::RetrySlowly),
    };
    quote!(Reaction { codes: &[#(#codes),*], statuses: &[#(#statuses),*], meaning: #meaning, then: #then })
}
