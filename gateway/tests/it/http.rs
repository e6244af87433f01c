//! The endpoints: who is let in, what is not a request, and what is said when the database is away.

use std::time::Duration;

use axum::body::Body;
use axum::http::header::{ACCEPT, AUTHORIZATION, CONTENT_TYPE, WWW_AUTHENTICATE};
use axum::http::{Method, Request, StatusCode};
use gateway::database::{Database, Place};
use gateway::http::{Served, watch};
use gateway::people::Secret;
use serde_json::{Value, json};
use sqlx::{Connection, PgConnection};
use tokio::time::{Instant, sleep};

use crate::support::commands::RECORD;
use crate::support::{Answer, Client, GRAPHQL_JSON, House};

const ASK: &str = "{\"query\":\"{ position }\"}";

fn get(path: &str) -> Request<Body> {
    Request::get(path).body(Body::empty()).unwrap()
}

fn request_id(answer: &Answer) -> String {
    answer.headers["x-request-id"].to_str().unwrap().to_owned()
}

#[tokio::test]
async fn health_is_told_to_everybody() {
    let house = House::open().await;
    let answer = house.client.send(get("/healthz")).await;
    assert_eq!(answer.status, StatusCode::OK);
    let told = json!({ "status": "ok", "db": "up", "version": env!("CARGO_PKG_VERSION") });
    assert_eq!(answer.json(), told);
}

#[tokio::test]
async fn without_the_token_nothing_is_said() {
    let house = House::open().await;
    let before = house.fingerprint().await;
    let other = Secret::token().unwrap();
    let own = house.client.token();
    let command = json!({ "query": RECORD.document(), "variables": {} }).to_string();
    let mut answers = Vec::new();
    let wrong = [
        Some(String::new()),
        Some("Bearer".to_owned()),
        Some("Bearer ".to_owned()),
        Some(format!("Bearer {}", other.reveal())),
        Some(format!("Bearer {own}x")),
        Some(format!("Bearer {}", &own[..own.len() - 1])),
        Some(format!("Basic {own}")),
        Some(own.to_owned()),
    ];
    for authorization in wrong {
        // Whatever is sent, the token is looked at first.
        for (kind, body) in [("application/json", ASK), ("application/json", &command), ("text/plain", "{")] {
            let mut request = Request::post("/graphql").header(CONTENT_TYPE, kind);
            if let Some(text) = &authorization {
                request = request.header(AUTHORIZATION, text);
            }
            let answer = house.client.send(request.body(Body::from(body.to_owned())).unwrap()).await;
            assert_eq!(answer.status, StatusCode::UNAUTHORIZED, "{authorization:?}");
            assert_eq!(answer.headers[WWW_AUTHENTICATE], "Bearer");
            answers.push(answer.json());
        }
    }
    // Who shows nothing may sign in, and is told to.
    let stranger = Request::post("/graphql").header(CONTENT_TYPE, "application/json");
    let stranger = house.client.send(stranger.body(Body::from(ASK)).unwrap()).await;
    assert_eq!(stranger.status, StatusCode::UNAUTHORIZED);
    answers.push(stranger.json());
    for mut answer in answers {
        assert!(answer["errors"][0]["extensions"]["traceId"].take().is_string(), "{answer}");
        let said = json!({ "errors": [{
            "message": "Connectez-vous, ou montrez un jeton : Authorization: Bearer mc_…",
            "extensions": { "code": "UNAUTHENTICATED", "traceId": null } }] });
        assert_eq!(answer, said);
    }
    assert_eq!(house.fingerprint().await, before);
}

#[tokio::test]
async fn what_is_no_request_is_told_with_its_code() {
    let house = House::open().await;
    let kinds = [
        "text/plain",
        "application/graphql",
        "multipart/form-data; boundary=x",
        "application/jsonx",
        "",
        "application/x-www-form-urlencoded",
        "application/json; charset=latin1",
    ];
    for kind in kinds {
        let token = format!("Bearer {}", house.client.token());
        let request = Request::post("/graphql").header(AUTHORIZATION, token).header(CONTENT_TYPE, kind);
        let answer = house.client.send(request.body(Body::from(ASK)).unwrap()).await;
        assert_eq!(answer.status, StatusCode::UNSUPPORTED_MEDIA_TYPE, "{kind}");
        assert_eq!(answer.code(), "UNSUPPORTED_MEDIA_TYPE");
    }
    for body in [
        "",
        "{",
        "null",
        "7",
        "{\"query\":7}",
        "{\"query\":\"{ position }\",\"variables\":[]}",
        "\u{feff}{}",
        "{}",
        "[{\"query\":\"{ position }\"}]",
        "{\"query\":\"{ position }\",\"extensions\":1}",
    ] {
        let answer = house.client.send(house.client.post().body(Body::from(body)).unwrap()).await;
        assert_eq!((answer.status, &*answer.code()), (StatusCode::BAD_REQUEST, "BAD_REQUEST"), "{body}");
    }
    for query in ["", "{", "{ nothing }", "mutation { position }", "{ ...A } fragment A on Query { ...A }"] {
        let answer = house.client.ask(query, json!({})).await;
        assert_eq!((answer.status, &*answer.code()), (StatusCode::BAD_REQUEST, "BAD_USER_INPUT"), "{query}");
    }
    let charset = Request::post("/graphql")
        .header(AUTHORIZATION, format!("bearer {}", house.client.token()))
        .header(CONTENT_TYPE, "Application/JSON; charset=utf-8");
    assert!(house.client.send(charset.body(Body::from(ASK)).unwrap()).await.data()["position"].is_i64());
}

#[tokio::test]
async fn what_changes_something_is_posted() {
    let house = House::open().await;
    let before = house.fingerprint().await;
    let ask = async |method: Method, query: &str| {
        let uri = format!("/graphql?query={query}");
        let request = house.client.post().method(method).uri(uri).body(Body::empty()).unwrap();
        house.client.send(request).await
    };
    assert!(ask(Method::GET, "%7B%20position%20%7D").await.data()["position"].is_i64());
    let mutation = "mutation%7BcommissionVat(input%3A%7Bcode%3A%22C%22%2Ccapacity%3A50%2Cmaterial%3AWOOD%2CinServiceOn%3A%222025-09-01%22%7D)%7B__typename%7D%7D";
    let named = mutation.replacen("mutation", "mutation%20A", 1);
    let two = "query%20A%7Bposition%7D%20mutation%20B%7B__typename%7D&operationName=B";
    for (method, query) in [
        (Method::GET, mutation),
        (Method::GET, two),
        (Method::GET, &named),
        (Method::PUT, "%7B%20position%20%7D"),
        (Method::DELETE, "%7B%20position%20%7D"),
        (Method::PATCH, mutation),
    ] {
        let answer = ask(method, query).await;
        let told = (answer.status, &*answer.code());
        assert_eq!(told, (StatusCode::METHOD_NOT_ALLOWED, "METHOD_NOT_ALLOWED"), "{query}");
        assert_eq!(answer.headers["allow"], "GET, POST");
    }
    assert_eq!(house.fingerprint().await, before);
    let stranger = house.client.send(get("/graphql?query=%7B%20position%20%7D")).await;
    assert_eq!(stranger.status, StatusCode::UNAUTHORIZED);
    assert_eq!(house.client.send(get("/nothing")).await.status, StatusCode::NOT_FOUND);
}

/// Of two changes, the first was made before the second was found to be no good: that is not "nothing ran".
#[tokio::test]
async fn what_ran_is_not_said_not_to_have_run() {
    let house = House::open().await;
    let vat = |code: &str, capacity: &str| {
        format!(
            "{code}: commissionVat(input: {{ code: \"{code}\", capacity: {capacity}, material: WOOD, \
             inServiceOn: \"2025-09-01\" }}) {{ __typename }}"
        )
    };
    let both = format!("mutation {{ {} {} }}", vat("A", "50"), vat("B", "\"beaucoup\""));
    let answer = house.client.ask(&both, json!({})).await;
    let json = answer.json();
    assert!(json["errors"][0]["extensions"]["code"] == "BAD_USER_INPUT", "{json}");
    let made = house.client.ask("{ vats { edges { node { code } } } }", json!({})).await.data();
    let made = !made["vats"]["edges"].as_array().unwrap().is_empty();
    assert_eq!(answer.status == StatusCode::OK, made, "{json}");
    assert_eq!(json.get("data").is_some(), made, "{json}");
}

#[tokio::test]
async fn every_answer_has_its_request_id() {
    let house = House::open().await;
    let too_large = house.client.post().body(Body::from(vec![b' '; 17 * 1024 * 1024])).unwrap();
    let requests = [
        get("/healthz"),
        get("/graphql"),
        get("/nothing"),
        Request::post("/graphql").body(Body::empty()).unwrap(),
        house.client.post().body(Body::from("{")).unwrap(),
        house.client.post().body(Body::from(ASK)).unwrap(),
        too_large,
    ];
    let mut ids = Vec::new();
    for request in requests {
        ids.push(request_id(&house.client.send(request).await));
    }
    ids.sort_unstable();
    ids.dedup();
    assert_eq!(ids.len(), 7, "each its own");
    // What a proxy in front of us has chosen is kept.
    let request = house.client.post().header("x-request-id", "from-the-proxy").body(Body::from(ASK)).unwrap();
    assert_eq!(request_id(&house.client.send(request).await), "from-the-proxy");
}

/// Whatever is asked, and whoever asks.
#[tokio::test]
async fn every_answer_tells_a_browser_to_keep_to_itself() {
    let house = House::open().await;
    let from_elsewhere = house.client.post().header("origin", "https://elsewhere.example");
    let preflight = Request::builder()
        .method(Method::OPTIONS)
        .uri("/graphql")
        .header("origin", "https://elsewhere.example")
        .header("access-control-request-method", "POST");
    for request in [
        get("/healthz"),
        get("/graphql"),
        get("/nothing"),
        preflight.body(Body::empty()).unwrap(),
        from_elsewhere.body(Body::from(ASK)).unwrap(),
    ] {
        let answer = house.client.send(request).await;
        let policy = answer.headers["content-security-policy"].to_str().unwrap();
        assert!(policy.starts_with("default-src 'none'") && policy.contains("frame-ancestors 'none'"));
        assert_eq!(answer.headers["x-content-type-options"], "nosniff");
        assert_eq!(answer.headers["referrer-policy"], "no-referrer");
        assert_eq!(answer.headers["cross-origin-resource-policy"], "same-origin");
        assert!(answer.headers.keys().all(|name| !name.as_str().starts_with("access-control-")));
    }
    // What a stranger or a proxy must not keep.
    let answer = house.client.ask("{ position }", json!({})).await;
    assert_eq!(answer.headers["cache-control"], "no-store");
    assert!(answer.headers["vary"].to_str().unwrap().contains("Accept"));
}

#[tokio::test]
async fn the_form_of_an_answer_is_the_one_asked_for() {
    let house = House::open().await;
    let send = async |accept: Option<&str>, query: &str| {
        let mut request = house.client.post();
        if let Some(accept) = accept {
            request = request.header(ACCEPT, accept);
        }
        let body = json!({ "query": query }).to_string();
        let answer = house.client.send(request.body(Body::from(body)).unwrap()).await;
        (answer.status, answer.headers[CONTENT_TYPE].to_str().unwrap().to_owned())
    };
    let graphql = "application/graphql-response+json; charset=utf-8".to_owned();
    let plain = "application/json; charset=utf-8".to_owned();
    for accept in [GRAPHQL_JSON, "application/graphql-response+json, application/json;q=0.9"] {
        assert_eq!(send(Some(accept), "{ position }").await, (StatusCode::OK, graphql.clone()));
        assert_eq!(send(Some(accept), "{ nothing }").await, (StatusCode::BAD_REQUEST, graphql.clone()));
    }
    assert_eq!(send(Some("text/html"), "{ position }").await, (StatusCode::NOT_ACCEPTABLE, plain.clone()));
    // Clients from before take any other status for a fault of the network.
    for query in ["{ position }", "{ nothing }"] {
        for accept in [None, Some("*/*"), Some("application/json")] {
            assert_eq!(send(accept, query).await, (StatusCode::OK, plain.clone()));
        }
    }
}

#[tokio::test]
async fn bombs_are_refused_before_they_run() {
    let house = House::open().await;
    let before = house.fingerprint().await;
    let nested = |depth: usize| {
        format!(
            "{{ movements {{ edges {{ node {{ {} id {} }} }} }} }}",
            "reverses { ".repeat(depth),
            "}".repeat(depth)
        )
    };
    let aliases = |field: &str| (0..1_001).map(|n| format!("a{n}: {field} ")).collect::<Vec<_>>().concat();
    let commission = "commissionVat(input: { code: \"C\", capacity: 50, material: WOOD, \
                      inServiceOn: \"2025-09-01\" }) { __typename }";
    let fragment = |n: usize| format!("fragment F{n} on Query {{ ...F{m} ...F{m} }} ", m = n + 1);
    let fragments = (0..12).map(fragment).collect::<Vec<_>>().concat();
    let bombs = [
        nested(20),
        nested(20_000),
        format!("{{ {} }}", aliases("position")),
        format!("{{ {} }}", "position ".repeat(1_001)),
        format!("{{ {} }}", "position ".repeat(6_000)),
        format!("{{ position {} }}", "@skip(if: false) ".repeat(5)),
        format!("{{ {} }}", aliases("estate { name }")),
        format!("mutation {{ {} }}", aliases(commission)),
        format!("{{ ...F0 }} {fragments} fragment F12 on Query {{ position }}"),
        "{".repeat(100_000),
    ];
    for bomb in bombs {
        let started = Instant::now();
        let answer = house.client.ask(&bomb, json!({})).await;
        let shown: String = bomb.chars().take(60).collect();
        assert_eq!(answer.status, StatusCode::BAD_REQUEST, "{shown}: {}", answer.text);
        assert_eq!(answer.code(), "BAD_USER_INPUT", "{shown}");
        assert!(started.elapsed() < Duration::from_secs(5), "{shown} took {:?}", started.elapsed());
    }
    assert_eq!(house.fingerprint().await, before);
    // The limits leave room for what is really asked.
    house.client.ask(&nested(8), json!({})).await.data();
}

#[tokio::test]
async fn a_body_that_is_too_large_is_refused() {
    let house = House::open().await;
    let large = |length: usize| {
        let mut body = ASK.to_owned();
        body.extend(std::iter::repeat_n(' ', length - ASK.len()));
        body
    };
    let most = 16 * 1024 * 1024;
    house.client.send(house.client.post().body(Body::from(large(most))).unwrap()).await.data();
    let answer = house.client.send(house.client.post().body(Body::from(large(most + 1))).unwrap()).await;
    assert_eq!((answer.status, &*answer.code()), (StatusCode::PAYLOAD_TOO_LARGE, "PAYLOAD_TOO_LARGE"));
    // A stranger cannot make us read much, nor can a token that opens nothing.
    let request = || Request::post("/graphql").header(CONTENT_TYPE, "application/json");
    let answer = house.client.send(request().body(Body::from(large(65 * 1024))).unwrap()).await;
    assert_eq!((answer.status, &*answer.code()), (StatusCode::PAYLOAD_TOO_LARGE, "PAYLOAD_TOO_LARGE"));
    let wrong = request().header(AUTHORIZATION, "Bearer mc_nothing");
    let answer = house.client.send(wrong.body(Body::from(large(most + 1))).unwrap()).await;
    assert_eq!(answer.status, StatusCode::UNAUTHORIZED);
}

/// The database takes no connections and ends those it has, or takes them again.
async fn allow_connections(house: &House, allowed: bool) {
    let url = std::env::var("MONCHAI_TEST_DATABASE_URL").unwrap();
    let mut server = PgConnection::connect(&url).await.unwrap();
    let name = house.database.url();
    let name = name.rsplit('/').next().and_then(|rest| rest.split('?').next()).unwrap();
    let alter = format!("ALTER DATABASE {name} ALLOW_CONNECTIONS {allowed}");
    sqlx::raw_sql(&alter).execute(&mut server).await.unwrap();
    if !allowed {
        let end = "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = $1";
        sqlx::query(end).bind(name).execute(&mut server).await.unwrap();
    }
}

async fn becomes(client: &Client, status: StatusCode) -> Value {
    let since = Instant::now();
    loop {
        let answer = client.send(get("/healthz")).await;
        if answer.status == status {
            return answer.json();
        }
        assert!(since.elapsed() < Duration::from_secs(20), "waited in vain for {status}");
        sleep(Duration::from_millis(50)).await;
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn health_is_bad_while_the_database_is_away_and_good_again_afterwards() {
    let house = House::open().await;
    let Served { app, health, .. } = house.served.clone();
    let place = Place::Url { serve: house.database.server_url(), own: house.database.url() };
    let watching = tokio::spawn(watch(app, health, Database::open(place).unwrap()));
    becomes(&house.client, StatusCode::OK).await;

    allow_connections(&house, false).await;
    let told = json!({ "status": "degraded", "db": "down", "version": env!("CARGO_PKG_VERSION") });
    assert_eq!(becomes(&house.client, StatusCode::SERVICE_UNAVAILABLE).await, told);
    let answer = house.client.ask("{ vats { edges { node { code } } } }", json!({})).await;
    let json = answer.json();
    let error = &json["errors"][0];
    assert_eq!(error["extensions"]["code"], "INTERNAL");
    assert_eq!(error["message"], "Une erreur interne est survenue ; rien n'a été perdu. Réessayez.");
    assert_eq!(error["extensions"]["traceId"], request_id(&answer), "the same id as in the log");

    allow_connections(&house, true).await;
    becomes(&house.client, StatusCode::OK).await;
    house.vat("C1", "50").await;
    watching.abort();
}
