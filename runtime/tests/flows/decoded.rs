//! What a client makes of answers that are not as documented: misfits, and the limits against answers made to harm.

use docwright_runtime::{Client, ClientBuilder, Error, Misfits, Problem};

use crate::api::{GetRows, Rows, kingdee};
use crate::kingdee::gateway;
use crate::script::answer;

async fn answered(body: &str, choose: impl FnOnce(ClientBuilder) -> ClientBuilder) -> Result<Rows, Problem> {
    let body = body.to_owned();
    let script = gateway(move |_, _| answer(200, &body));
    let client: Client = choose(kingdee(&script)).build().expect("a client");
    client.send(&GetRows::default()).await.map_err(|error| match error {
        Error::Decode { source, .. } => source.problem().clone(),
        other => panic!("{other}"),
    })
}

#[tokio::test]
async fn misfits_fail_a_call_or_are_kept() {
    let body = r#"{"errcode":0,"data":{"count":"none today"}}"#;
    let failed = answered(body, |builder| builder).await;
    assert!(matches!(failed, Err(Problem::Type { .. })), "{failed:?}");
    let kept = answered(body, |builder| builder.misfits(Misfits::Keep)).await.expect("an answer");
    assert_eq!(kept.extra.get("count").and_then(|count| count.as_str()), Some("none today"));
}

#[tokio::test]
async fn answers_made_to_harm_end_at_the_limits_of_the_client() {
    let nested =
        |levels: usize| format!(r#"{{"errcode":0,"data":{{"more":{}{}}}}}"#, "[".repeat(levels), "]".repeat(levels));
    assert_eq!(answered(&nested(200), |builder| builder).await, Err(Problem::TooDeep { limit: 128 }));
    assert_eq!(
        answered(&nested(30), |builder| builder.max_response_depth(20)).await,
        Err(Problem::TooDeep { limit: 20 })
    );
    assert!(answered(&nested(200), |builder| builder.max_response_depth(300)).await.is_ok());
    let many = format!(r#"{{"errcode":0,"data":{{"more":[{}]}}}}"#, vec!["1"; 10_000].join(","));
    assert_eq!(
        answered(&many, |builder| builder.max_response_memory(50_000)).await,
        Err(Problem::TooMuch { limit: 50_000 })
    );
    assert!(answered(&many, |builder| builder).await.is_ok());
}
