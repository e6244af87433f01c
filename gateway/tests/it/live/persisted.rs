//! Operations that are asked for by their hash.

use axum::body::Body;
use axum::http::StatusCode;
use axum::http::header::ACCEPT;
use gateway::http::Documents;
use serde_json::{Value, json};
use sha2::{Digest, Sha256};

use crate::support::{Answer, Client, GRAPHQL_JSON, House};

fn hash(text: &str) -> String {
    hex::encode(Sha256::digest(text))
}

fn cellar() -> String {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/persisted/cellar.graphql");
    std::fs::read_to_string(path).unwrap()
}

async fn send(client: &Client, body: Value) -> Answer {
    let request = client.post().header(ACCEPT, GRAPHQL_JSON);
    client.send(request.body(Body::from(body.to_string())).unwrap()).await
}

fn apollo(text: &str) -> Value {
    json!({ "persistedQuery": { "version": 1, "sha256Hash": hash(text) } })
}

#[tokio::test]
async fn a_document_is_asked_for_by_its_hash() {
    let house = House::open().await;
    house.vat("C1", "50").await;
    let text = cellar();
    for body in [
        json!({ "extensions": apollo(&text) }),
        json!({ "documentId": format!("sha256:{}", hash(&text)), "variables": { "first": 5 } }),
        json!({ "query": text, "extensions": apollo(&text) }),
    ] {
        let data = send(&house.client, body).await.data();
        assert_eq!(data["vats"]["edges"][0]["node"]["code"], "C1");
    }
    let uri = format!("/graphql?documentId=sha256%3A{}", hash(&text));
    let request = house.client.post().method("GET").uri(uri).body(Body::empty()).unwrap();
    assert_eq!(house.client.send(request).await.data()["vats"]["edges"][0]["node"]["code"], "C1");
}

#[tokio::test]
async fn nobody_makes_a_document_known() {
    let house = House::open().await;
    let (text, other) = ("{ position }", "{ estate { name } }");
    let told = async |body: Value| {
        let answer = send(&house.client, body).await;
        (answer.status, answer.code())
    };
    let unknown = (StatusCode::BAD_REQUEST, "PERSISTED_QUERY_NOT_FOUND".to_owned());
    assert_eq!(told(json!({ "extensions": apollo(text) })).await, unknown);
    send(&house.client, json!({ "query": text, "extensions": apollo(text) })).await.data();
    assert_eq!(told(json!({ "extensions": apollo(text) })).await, unknown, "it is run, and not kept");
    let mismatch = (StatusCode::BAD_REQUEST, "PERSISTED_QUERY_MISMATCH".to_owned());
    assert_eq!(told(json!({ "query": other, "extensions": apollo(text) })).await, mismatch);
}

#[tokio::test]
async fn where_only_known_documents_are_taken_others_are_not() {
    let house = House::open().await;
    let mut served = house.served.clone();
    served.documents = Documents { only: true, ..Documents::default() };
    let client = Client::new(served.clone(), house.client.token());
    let required = send(&client, json!({ "query": "{ position }" })).await;
    assert_eq!(required.code(), "PERSISTED_QUERY_REQUIRED");
    let error = &required.json()["errors"][0];
    assert!(error["message"].as_str().unwrap().ends_with('.') && error["extensions"]["traceId"].is_string());
    let unknown =
        send(&client, json!({ "query": "{ position }", "extensions": apollo("{ position }") })).await;
    assert_eq!(unknown.code(), "PERSISTED_QUERY_NOT_FOUND");
    send(&client, json!({ "query": cellar() })).await.data();

    // Over a socket it is the same.
    let listening = house.listen(|of| of.documents = served.documents).await;
    let mut socket = listening.ready().await;
    socket.subscribe("1", "{ position }").await;
    let error = socket.hear().await;
    assert_eq!(error["type"], "error");
    assert_eq!(error["payload"][0]["extensions"]["code"], "PERSISTED_QUERY_REQUIRED", "{error}");
    socket.say(json!({ "type": "subscribe", "id": "1", "payload": { "documentId": hash(&cellar()) } })).await;
    assert_eq!(socket.hear().await["type"], "next");
}
