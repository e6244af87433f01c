use axum::http::StatusCode;
use gateway::people::Role;
use gateway::settings::SignUp;
use serde_json::json;

use super::browser::{DONE, ME, Office, PASSWORD};

#[tokio::test]
async fn somebody_signs_up_in_and_out() {
    let office = Office::open().await;
    let mut browser = office.browser();
    assert_eq!(browser.me().await, json!(null));
    let sign_up = format!(
        "signUp(input: {{ email: \" Claire@Exemple.FR \", password: {PASSWORD:?}, name: \"Claire\" }})"
    );
    let page = browser
        .ask(&format!("mutation {{ result: {sign_up} {{ __typename ... on {ME} }} }}"), json!({}))
        .await;
    let cookie = page.set_cookie.expect("a cookie");
    for wanted in ["monchai=", "HttpOnly", "Secure", "SameSite=Lax", "Path=/", "Max-Age=2592000"] {
        assert!(cookie.contains(wanted), "{wanted}: {cookie}");
    }
    assert_eq!(page.json["data"]["result"]["me"]["email"], "claire@exemple.fr");
    let me = browser.me().await;
    assert_eq!(
        (&me["name"], &me["currentEstate"], &me["estates"]),
        (&json!("Claire"), &json!(null), &json!([]))
    );
    let books = browser.ask("{ estate { name } }", json!({})).await;
    assert_eq!(
        (books.status, &books.json["errors"][0]["extensions"]["code"]),
        (StatusCode::FORBIDDEN, &json!("FORBIDDEN"))
    );

    let mut thief = browser.twin();
    assert_eq!(browser.send("signOut", "SignedOut { done }").await["done"], true);
    assert_eq!(browser.me().await, json!(null));
    assert_eq!(thief.me().await, json!(null), "the session is over, whoever holds the cookie");

    assert_eq!(browser.sign_in("claire@exemple.fr", PASSWORD).await["__typename"], "SignedIn");
    assert_eq!(browser.me().await["email"], "claire@exemple.fr");
    let again = office.browser().send(&sign_up, ME).await;
    assert_eq!(again["code"], "EMAIL_TAKEN");
}

#[tokio::test]
async fn what_is_no_account_is_not_made() {
    let office = Office::open().await;
    let mut browser = office.browser();
    for (email, password, name, code) in [
        ("claire", PASSWORD, "Claire", "EMAIL_INVALID"),
        ("claire@exemple.fr", "trop court", "Claire", "PASSWORD_WEAK"),
        ("claire@exemple.fr", "claire@exemple.fr", "Claire", "PASSWORD_WEAK"),
        ("claire@exemple.fr", PASSWORD, "  ", "NAME_INVALID"),
    ] {
        let field = format!("signUp(input: {{ email: {email:?}, password: {password:?}, name: {name:?} }})");
        assert_eq!(browser.send(&field, ME).await["code"], code, "{email} {password}");
        assert_eq!(browser.me().await, json!(null));
    }
    let shut = Office::with(SignUp::Invited).await;
    let field = format!("signUp(input: {{ email: \"a@exemple.fr\", password: {PASSWORD:?}, name: \"A\" }})");
    assert_eq!(shut.browser().send(&field, ME).await["code"], "SIGN_UP_CLOSED");
}

#[tokio::test]
async fn a_wrong_password_and_an_unknown_account_are_one_answer() {
    let office = Office::open().await;
    office.member("claire@exemple.fr", Role::Compta).await;
    let mut browser = office.browser();
    let wrong = browser.sign_in("claire@exemple.fr", "quatre cuves vides").await;
    let unknown = browser.sign_in("personne@exemple.fr", "quatre cuves vides").await;
    let nonsense = browser.sign_in("personne", "quatre cuves vides").await;
    assert_eq!(wrong["code"], "CREDENTIALS_REFUSED");
    assert_eq!((&wrong, &wrong), (&unknown, &nonsense));
    assert_eq!(browser.me().await, json!(null));
}

#[tokio::test]
async fn attempts_are_counted_by_account_and_address() {
    let office = Office::open().await;
    office.member("claire@exemple.fr", Role::Compta).await;
    let mut attacker = office.browser();
    attacker.address = "203.0.113.9:4000".to_owned();
    let mut codes = Vec::new();
    for attempt in 0..10 {
        let answer = attacker.sign_in("claire@exemple.fr", &format!("quatre cuves {attempt}")).await;
        codes.push(answer["code"].as_str().unwrap().to_owned());
    }
    assert_eq!(codes[7..], ["CREDENTIALS_REFUSED", "TOO_MANY_ATTEMPTS", "TOO_MANY_ATTEMPTS"]);
    let right = attacker.sign_in("claire@exemple.fr", PASSWORD).await;
    assert_eq!(right["code"], "TOO_MANY_ATTEMPTS", "even with the right one");
    let wait: i64 = right["params"][0]["value"].as_str().unwrap().parse().unwrap();
    assert!((1..=900).contains(&wait), "{right}");
    // The owner, elsewhere, still comes in; and an unknown account is limited alike.
    let mut owner = office.browser();
    assert_eq!(owner.sign_in("claire@exemple.fr", PASSWORD).await["__typename"], "SignedIn");
    for _ in 0..8 {
        attacker.sign_in("personne@exemple.fr", "quatre cuves vides").await;
    }
    assert_eq!(attacker.sign_in("personne@exemple.fr", "x").await["code"], "TOO_MANY_ATTEMPTS");
}

#[tokio::test]
async fn a_cookie_does_not_act_for_another_sites_page() {
    let office = Office::open().await;
    let mut browser = office.member("claire@exemple.fr", Role::AdminDomaine).await;
    let before = office.house.fingerprint().await;
    for origin in
        ["https://evil.exemple", "null", "https://chai.exemple.fr.evil.exemple", "http://chai.exemple.fr:81"]
    {
        let page = browser.ask_from(Some(origin), "mutation { signOut { __typename } }", json!({})).await;
        assert_eq!(page.status, StatusCode::FORBIDDEN, "{origin}");
        assert_eq!(page.json["errors"][0]["extensions"]["code"], "FOREIGN_ORIGIN");
    }
    assert_eq!(browser.me().await["email"], "claire@exemple.fr", "still signed in");
    assert_eq!(office.house.fingerprint().await, before);
    let page = browser.ask_from(None, "{ position }", json!({})).await;
    assert_eq!(page.status, StatusCode::OK, "a program says no origin");
}

#[tokio::test]
async fn a_session_that_was_planted_is_left_behind() {
    let office = Office::open().await;
    office.member("claire@exemple.fr", Role::Compta).await;
    let mut victim = office.browser();
    victim.cookie = Some("monchai=AAAAAAAAAAAAAAAAAAAAAA".to_owned());
    let mut attacker = victim.twin();
    victim.sign_in("claire@exemple.fr", PASSWORD).await;
    assert_ne!(victim.cookie, attacker.cookie);
    assert_eq!(attacker.me().await, json!(null));
    // A second sign-in in the same browser ends the first one's session.
    let mut earlier = victim.twin();
    victim.sign_in("claire@exemple.fr", PASSWORD).await;
    assert_eq!(earlier.me().await, json!(null));
    let stored: Vec<String> = sqlx::query_scalar("SELECT id FROM people.sessions")
        .fetch_all(office.house.database.owner_pool())
        .await
        .unwrap();
    let id = victim.cookie.unwrap().replace("monchai=", "");
    assert!(!stored.is_empty() && stored.iter().all(|kept| *kept != id), "what is stored opens nothing");
}

#[tokio::test]
async fn a_changed_password_ends_every_other_session() {
    let office = Office::open().await;
    let mut browser = office.member("claire@exemple.fr", Role::Compta).await;
    let mut elsewhere = office.browser();
    elsewhere.sign_in("claire@exemple.fr", PASSWORD).await;
    let change =
        |current: &str, new: &str| format!("changePassword(input: {{ current: {current:?}, new: {new:?} }})");
    let wrong = browser.send(&change("quatre cuves vides", "cinq cuves pleines"), DONE).await;
    assert_eq!(wrong["code"], "CREDENTIALS_REFUSED");
    assert_eq!(browser.send(&change(PASSWORD, "court"), DONE).await["code"], "PASSWORD_WEAK");
    assert_eq!(browser.send(&change(PASSWORD, "cinq cuves pleines"), DONE).await["done"], true);
    assert_eq!(browser.me().await["email"], "claire@exemple.fr");
    assert_eq!(elsewhere.me().await, json!(null));
    assert_eq!(elsewhere.sign_in("claire@exemple.fr", PASSWORD).await["code"], "CREDENTIALS_REFUSED");
    assert_eq!(elsewhere.sign_in("claire@exemple.fr", "cinq cuves pleines").await["__typename"], "SignedIn");
}
