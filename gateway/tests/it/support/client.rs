use axum::Router;
use axum::body::{Body, to_bytes};
use axum::http::header::{ACCEPT, ACCEPT_LANGUAGE, AUTHORIZATION, CONTENT_TYPE};
use axum::http::{HeaderMap, Request, StatusCode};
use gateway::http::Served;
use serde_json::{Value, json};
use tower::ServiceExt;

/// The form of answer in which a request that failed before it ran has a status of its own.
pub const GRAPHQL_JSON: &str = "application/graphql-response+json";

/// Speaks to the router as a browser does, without a socket in between.
#[derive(Clone)]
pub struct Client {
    router: Router,
    token: Option<String>,
}

/// An answer over HTTP.
pub struct Answer {
    pub status: StatusCode,
    pub headers: HeaderMap,
    pub bytes: Vec<u8>,
    pub text: String,
}

impl Answer {
    /// The body as JSON.
    pub fn json(&self) -> Value {
        serde_json::from_str(&self.text).unwrap_or_else(|error| panic!("{error}: {}", self.text))
    }

    /// The code of the first error.
    pub fn code(&self) -> String {
        let json = self.json();
        json["errors"][0]["extensions"]["code"]
            .as_str()
            .unwrap_or_else(|| panic!("no code: {json}"))
            .to_owned()
    }

    /// The data, of an answer without errors.
    pub fn data(&self) -> Value {
        let mut json = self.json();
        assert!(json.get("errors").is_none(), "{json}");
        json["data"].take()
    }
}

impl Client {
    /// A client that holds that token.
    pub fn new(served: Served, token: &str) -> Self {
        Self { router: gateway::http::router(served), token: Some(token.to_owned()) }
    }

    /// A client that shows nothing.
    pub fn stranger(served: Served) -> Self {
        Self { router: gateway::http::router(served), token: None }
    }

    /// The token it holds.
    pub fn token(&self) -> &str {
        self.token.as_deref().expect("it holds one")
    }

    /// Sends any request.
    pub async fn send(&self, request: Request<Body>) -> Answer {
        let response = self.router.clone().oneshot(request).await.expect("a router answers every request");
        let (status, headers) = (response.status(), response.headers().clone());
        let bytes = to_bytes(response.into_body(), usize::MAX).await.expect("the body comes whole").to_vec();
        let text = String::from_utf8_lossy(&bytes).into_owned();
        Answer { status, headers, bytes, text }
    }

    /// A POST to `/graphql` with the token, of which the body is still to be given.
    pub fn post(&self) -> axum::http::request::Builder {
        let request = Request::post("/graphql").header(CONTENT_TYPE, "application/json");
        match &self.token {
            Some(token) => request.header(AUTHORIZATION, format!("Bearer {token}")),
            None => request,
        }
    }

    /// Asks in French.
    pub async fn ask(&self, query: &str, variables: Value) -> Answer {
        self.ask_in("fr-FR,fr;q=0.9", query, variables).await
    }

    /// Asks in the language of that `Accept-Language`.
    pub async fn ask_in(&self, language: &str, query: &str, variables: Value) -> Answer {
        let body = json!({ "query": query, "variables": variables }).to_string();
        let request = self.post().header(ACCEPT_LANGUAGE, language).header(ACCEPT, GRAPHQL_JSON);
        let request = request.body(Body::from(body));
        self.send(request.expect("a request")).await
    }
}
