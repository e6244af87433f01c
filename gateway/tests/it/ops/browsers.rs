//! What browsers are told when the settings name other origins, or https.

use axum::body::Body;
use axum::http::{Request, StatusCode};
use gateway::settings::Sources;
use serde_json::json;

use crate::support::{Answer, Client, House, front};

const FRIEND: &str = "https://cave.example";

async fn with(name: &'static str, text: &str) -> (House, Client) {
    let house = House::open().await;
    let front = front(Sources::default().with_flag(name, text));
    let client = Client::new(gateway::http::Served { front, ..house.served.clone() }, house.client.token());
    (house, client)
}

async fn preflight(client: &Client, origin: &str) -> Answer {
    let request = Request::options("/graphql")
        .header("origin", origin)
        .header("access-control-request-method", "POST")
        .header("access-control-request-headers", "authorization,content-type");
    client.send(request.body(Body::empty()).unwrap()).await
}

#[tokio::test]
async fn only_the_origins_that_are_named_may_call() {
    let (_house, client) = with("allowed_origins", FRIEND).await;
    let answer = preflight(&client, FRIEND).await;
    assert_eq!(answer.status, StatusCode::OK);
    assert_eq!(answer.headers["access-control-allow-origin"], FRIEND);
    assert_eq!(answer.headers["access-control-allow-credentials"], "true");
    assert!(answer.headers["access-control-allow-headers"].to_str().unwrap().contains("authorization"));
    let body = json!({ "query": "{ position }" }).to_string();
    let post = client.post().header("origin", FRIEND).body(Body::from(body)).unwrap();
    let answer = client.send(post).await;
    assert_eq!(answer.headers["access-control-allow-origin"], FRIEND);
    assert!(answer.headers["vary"].to_str().unwrap().len() > 3);
    answer.data();

    for stranger in ["https://elsewhere.example", "http://cave.example", "https://cave.example.evil", "null"]
    {
        let answer = preflight(&client, stranger).await;
        assert!(!answer.headers.contains_key("access-control-allow-origin"), "{stranger}");
    }
}

#[tokio::test]
async fn encryption_is_promised_only_where_there_is_any() {
    for (url, promised) in [("https://cave.example", true), ("http://cave.example", false), ("", false)] {
        let (_house, client) = with("public_url", url).await;
        let answer = client.send(Request::get("/healthz").body(Body::empty()).unwrap()).await;
        assert_eq!(answer.headers.contains_key("strict-transport-security"), promised, "{url}");
    }
}
