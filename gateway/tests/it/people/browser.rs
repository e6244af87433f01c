use std::path::PathBuf;
use std::sync::Arc;

use axum::Router;
use axum::body::{Body, to_bytes};
use axum::extract::ConnectInfo;
use axum::http::header::{ACCEPT, CONTENT_TYPE, COOKIE, HOST, ORIGIN, SET_COOKIE};
use axum::http::{Request, StatusCode};
use gateway::app::App;
use gateway::http::Served;
use gateway::people::{People, Post};
use gateway::settings::{SignUp, Sources};
use serde_json::{Value, json};
use tower::ServiceExt;

use crate::support::{GRAPHQL_JSON, House, Scratch, front};

/// A password that nobody would object to.
pub const PASSWORD: &str = "quatre cuves pleines";

/// An estate whose letters go into a folder.
pub struct Office {
    pub house: House,
    pub served: Served,
    letters: Scratch,
}

impl Office {
    pub async fn open() -> Self {
        Self::with(SignUp::Open).await
    }

    pub async fn with(sign_up: SignUp) -> Self {
        let letters = Scratch::new();
        let post = Post::Folder(letters.path().to_owned());
        Self::sending(sign_up, post, letters).await
    }

    /// An estate whose letters go out by that post.
    pub async fn posting(post: Post) -> Self {
        Self::sending(SignUp::Open, post, Scratch::new()).await
    }

    async fn sending(sign_up: SignUp, post: Post, letters: Scratch) -> Self {
        let house = House::open().await;
        let post = Arc::new(post);
        let public_url = "https://chai.exemple.fr".to_owned();
        let people = People { sign_up, public_url, session_days: 30, post };
        let served =
            Served::new(App::with(house.served.app.pool.clone(), people), front(Sources::default())).unwrap();
        Self { house, served, letters }
    }

    /// A browser that has no cookie yet.
    pub fn browser(&self) -> Browser {
        let router = gateway::http::router(self.served.clone());
        Browser { router, cookie: None, address: "192.0.2.1:1000".to_owned() }
    }

    /// A browser of a new member of the estate, signed in.
    pub async fn member(&self, email: &str, role: gateway::people::Role) -> Browser {
        let until = (role == gateway::people::Role::Auditeur).then_some(time::Date::MAX);
        let pool = &self.served.app.pool;
        let who = (email, email, Some(PASSWORD));
        gateway::people::add(pool, self.house.estate, who, (role, until)).await.unwrap();
        let mut browser = self.browser();
        let signed = browser.sign_in(email, PASSWORD).await;
        assert_eq!(signed["__typename"], "SignedIn", "{signed}");
        browser
    }

    /// The letters to that address, the first one first.
    pub fn letters(&self, to: &str) -> Vec<String> {
        let read = |path: PathBuf| {
            let modified = path.metadata().unwrap().modified().unwrap();
            (modified, std::fs::read_to_string(path).unwrap())
        };
        let files = std::fs::read_dir(self.letters.path()).unwrap().map(|entry| entry.unwrap().path());
        let mut letters: Vec<_> =
            files.filter(|path| path.extension().is_some_and(|it| it == "eml")).map(read).collect();
        letters.sort();
        let address = format!("To: {to}");
        letters.into_iter().map(|(_, text)| text).filter(|text| text.contains(&address)).collect()
    }

    /// The secret of the link in a letter.
    pub fn secret(letter: &str, place: &str) -> String {
        // Quoted-printable breaks long lines with an equals sign.
        let text = letter.replace("=\r\n", "").replace("=3D", "=");
        let start = text.find(place).unwrap_or_else(|| panic!("no {place} in {text}")) + place.len();
        text[start..].chars().take_while(char::is_ascii_alphanumeric).collect()
    }
}

/// A browser: it keeps the cookie, and says where its page is from.
pub struct Browser {
    router: Router,
    pub cookie: Option<String>,
    pub address: String,
}

/// An answer to a browser.
pub struct Page {
    pub status: StatusCode,
    pub set_cookie: Option<String>,
    pub json: Value,
}

impl Browser {
    /// The same browser with the same cookie, as a thief of it would be.
    pub fn twin(&self) -> Self {
        Self { router: self.router.clone(), cookie: self.cookie.clone(), address: self.address.clone() }
    }

    /// Asks from our own page.
    pub async fn ask(&mut self, query: &str, variables: Value) -> Page {
        self.ask_from(Some("https://chai.exemple.fr"), query, variables).await
    }

    /// Asks from a page of that site.
    pub async fn ask_from(&mut self, origin: Option<&str>, query: &str, variables: Value) -> Page {
        let mut request = Request::post("/graphql")
            .header(CONTENT_TYPE, "application/json")
            .header(ACCEPT, GRAPHQL_JSON)
            .header(HOST, "chai.exemple.fr");
        if let Some(origin) = origin {
            request = request.header(ORIGIN, origin);
        }
        if let Some(cookie) = &self.cookie {
            request = request.header(COOKIE, cookie);
        }
        let body = json!({ "query": query, "variables": variables }).to_string();
        let mut request = request.body(Body::from(body)).unwrap();
        let peer: std::net::SocketAddr = self.address.parse().unwrap();
        request.extensions_mut().insert(ConnectInfo(peer));
        let response = self.router.clone().oneshot(request).await.unwrap();
        let status = response.status();
        let set_cookie = response.headers().get(SET_COOKIE).map(|value| value.to_str().unwrap().to_owned());
        if let Some(set) = &set_cookie {
            self.cookie = set.split(';').next().map(str::to_owned);
        }
        let body = to_bytes(response.into_body(), usize::MAX).await.unwrap();
        Page { status, set_cookie, json: serde_json::from_slice(&body).unwrap() }
    }

    /// Sends a mutation whose answer is a union, and gives the answer.
    pub async fn send(&mut self, field: &str, done: &str) -> Value {
        let document = format!(
            "mutation {{ result: {field} {{ __typename ... on Refused {{ code message params {{ name value }} }} \
             ... on {done} }} }}"
        );
        let page = self.ask(&document, json!({})).await;
        assert!(page.json.get("errors").is_none(), "{field}: {}", page.json);
        page.json["data"]["result"].clone()
    }

    /// Signs in.
    pub async fn sign_in(&mut self, email: &str, password: &str) -> Value {
        let field = format!("signIn(input: {{ email: {email:?}, password: {password:?} }})");
        self.send(&field, ME).await
    }

    /// What `me` answers.
    pub async fn me(&mut self) -> Value {
        let query =
            "{ me { email name currentEstate { estateId role } estates { estateName role } capabilities } }";
        self.ask(query, json!({})).await.json["data"]["me"].clone()
    }
}

/// What is asked back of whoever is signed in.
pub const ME: &str = "SignedIn { me { id email name currentEstate { estateId role } } }";
/// What is asked back where there is nothing to show.
pub const DONE: &str = "Done { done }";
