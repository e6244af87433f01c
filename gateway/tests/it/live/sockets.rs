//! Operations over a socket.

use serde_json::{Value, json};

use crate::support::commands::COMMISSION_VAT;
use crate::support::{House, Socket};

fn code(error: &Value) -> &str {
    error["extensions"]["code"].as_str().unwrap_or_else(|| panic!("no code: {error}"))
}

#[tokio::test]
async fn queries_and_commands_are_answered_once_and_complete() {
    let house = House::open().await;
    let listening = house.listen(|_| {}).await;
    let mut socket = listening.ready().await;
    socket.subscribe("a", "{ position }").await;
    let next = socket.hear().await;
    assert_eq!((&next["type"], &next["id"]), (&json!("next"), &json!("a")));
    let position = next["payload"]["data"]["position"].as_i64().unwrap();
    assert_eq!(next["payload"]["extensions"]["position"], position, "as over HTTP");
    assert_eq!(socket.hear().await, json!({ "type": "complete", "id": "a" }));

    // The id is free again.
    let input = json!({ "code": "C1", "capacity": "50", "material": "WOOD", "inServiceOn": "2025-09-01" });
    let payload = json!({ "query": COMMISSION_VAT.document(), "variables": { "input": input } });
    socket.say(json!({ "type": "subscribe", "id": "a", "payload": payload })).await;
    let next = socket.hear().await;
    assert_eq!(next["payload"]["data"]["result"]["__typename"], COMMISSION_VAT.done(), "{next}");
    assert_eq!(socket.hear().await["type"], "complete");
    assert_eq!(house.position().await, position + 1);

    socket.say(json!({ "type": "ping", "payload": { "at": 1 } })).await;
    assert_eq!(socket.hear().await, json!({ "type": "pong" }));
    socket.say(json!({ "type": "pong" })).await;
    socket.say(json!({ "type": "complete", "id": "nobody" })).await;
    assert!(socket.is_silent().await, "these are not answered");
}

async fn refused(socket: &mut Socket, payload: Value) -> Value {
    socket.say(json!({ "type": "subscribe", "id": "1", "payload": payload })).await;
    let error = socket.hear().await;
    assert_eq!((&error["type"], &error["id"]), (&json!("error"), &json!("1")), "{error}");
    error["payload"][0].clone()
}

#[tokio::test]
async fn what_is_refused_is_told_as_over_http() {
    let house = House::open().await;
    let listening = house.listen(|_| {}).await;
    let mut socket = listening.ready().await;
    let deep = format!(
        "{{ movements {{ edges {{ node {{ {} id {} }} }} }} }}",
        "reverses { ".repeat(20),
        "}".repeat(20)
    );
    let aliases = (0..1_001).map(|n| format!("a{n}: position ")).collect::<Vec<_>>().concat();
    for query in [
        "{".to_owned(),
        "{ nothing }".to_owned(),
        "query A { position } query B { position }".to_owned(),
        "subscription { nothing }".to_owned(),
        "subscription { journal }".to_owned(),
        "subscription { journal(after: \"x\") { position } }".to_owned(),
        "subscription { journal(after: -1) { position } }".to_owned(),
        "subscription { journal { position } projectionProgress { head } }".to_owned(),
        "subscription { ...F } fragment F on Subscription { journal { position } }".to_owned(),
        "subscription { __typename }".to_owned(),
        deep,
        format!("{{ {aliases} }}"),
        "position ".repeat(6_000),
    ] {
        let shown: String = query.chars().take(60).collect();
        let error = refused(&mut socket, json!({ "query": query })).await;
        assert_eq!(code(&error), "BAD_USER_INPUT", "{shown}: {error}");
        let sentence = error["message"].as_str().unwrap();
        assert!(sentence.starts_with("La requête n'est pas valable"), "{sentence}");
        assert!(error["extensions"]["traceId"].as_str().is_some_and(|id| !id.is_empty()), "{error}");
    }
    // The position that it speaks of is one of another ledger.
    let beyond = house.position().await + 1;
    let query = format!("subscription {{ journal(after: {beyond}) {{ position }} }}");
    assert_eq!(code(&refused(&mut socket, json!({ "query": query })).await), "POSITION_UNKNOWN");
    // An error ends the operation: nothing follows, and the id is free.
    assert!(socket.is_silent().await);
    let english = [("sec-websocket-protocol", "graphql-transport-ws"), ("accept-language", "en")];
    let mut socket = listening.open_with(&english).await.unwrap_or_else(|told| panic!("{told:?}"));
    socket.say(json!({ "type": "connection_init", "payload": listening.authorization() })).await;
    assert_eq!(socket.hear().await["type"], "connection_ack");
    let error = refused(&mut socket, json!({ "query": "{ nothing }" })).await;
    assert!(error["message"].as_str().unwrap().starts_with("The request is not valid"), "{error}");
}

#[tokio::test]
async fn a_stream_ends_when_it_is_told_to() {
    let house = House::open().await;
    let listening = house.listen(|_| {}).await;
    let mut socket = listening.ready().await;
    let head = house.position().await;
    let query = format!("subscription {{ journal(after: {head}) {{ position }} }}");
    socket.subscribe("1", &query).await;
    house.vat("C1", "50").await;
    assert_eq!(socket.hear().await["payload"]["data"]["journal"]["position"], head + 1);
    socket.say(json!({ "type": "complete", "id": "1" })).await;
    house.vat("C2", "50").await;
    assert!(socket.is_silent().await, "nothing more, and no echo");
    // The same id follows again, from where it was.
    let query = format!("subscription {{ journal(after: {}) {{ position }} }}", head + 1);
    socket.subscribe("1", &query).await;
    assert_eq!(socket.hear().await["payload"]["data"]["journal"]["position"], head + 2);
    // Others go on beside it.
    socket.subscribe("2", "{ position }").await;
    assert_eq!(socket.hear().await["id"], "2");
    assert_eq!(socket.hear().await["type"], "complete");
    house.vat("C3", "50").await;
    assert_eq!(socket.hear().await["id"], "1");
}
