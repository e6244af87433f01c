use axum::http::StatusCode;
use gateway::people::Role;
use serde_json::json;

use super::browser::{Browser, DONE, Office};
use crate::support::Client;

async fn issue(browser: &mut Browser, role: &str, days: i32) -> serde_json::Value {
    let field = format!("issueToken(input: {{ label: \"Sonde\", role: {role}, days: {days} }})");
    browser.send(&field, "TokenIssued { tokenId secret }").await
}

#[tokio::test]
async fn a_token_opens_until_it_is_revoked_or_over() {
    let office = Office::open().await;
    let mut browser = office.member("claire@exemple.fr", Role::Oenologue).await;
    let issued = issue(&mut browser, "OENOLOGUE", 30).await;
    let client = Client::new(office.served.clone(), issued["secret"].as_str().unwrap());
    let listed = "{ tokens { id label role lastUsedAt } }";
    let never = browser.ask(listed, json!({})).await.json["data"]["tokens"].clone();
    assert_eq!(
        never,
        json!([{ "id": issued["tokenId"], "label": "Sonde", "role": "OENOLOGUE", "lastUsedAt": null }])
    );
    assert_eq!(client.ask("{ position }", json!({})).await.status, StatusCode::OK);
    let used = browser.ask(listed, json!({})).await.json["data"]["tokens"][0]["lastUsedAt"].clone();
    assert!(used.as_str().is_some_and(|at| at.ends_with(":00Z")), "{used}");

    let owner = office.house.database.owner_pool();
    let kept: Vec<Vec<u8>> =
        sqlx::query_scalar("SELECT digest FROM people.tokens").fetch_all(owner).await.unwrap();
    assert!(kept.iter().all(|digest| digest.len() == 32), "the secret is not kept");

    let revoke = format!("revokeToken(id: {})", issued["tokenId"]);
    assert_eq!(browser.send(&revoke, DONE).await["done"], true);
    assert_eq!(browser.send(&revoke, DONE).await["code"], "TOKEN_NOT_FOUND");
    assert_eq!(client.ask("{ position }", json!({})).await.status, StatusCode::UNAUTHORIZED);

    let issued = issue(&mut browser, "OENOLOGUE", 1).await;
    let client = Client::new(office.served.clone(), issued["secret"].as_str().unwrap());
    sqlx::query("UPDATE people.tokens SET expires_at = now()").execute(owner).await.unwrap();
    assert_eq!(client.ask("{ position }", json!({})).await.status, StatusCode::UNAUTHORIZED);
}

#[tokio::test]
async fn a_token_is_no_more_than_its_owner() {
    let office = Office::open().await;
    let mut browser = office.member("claire@exemple.fr", Role::Oenologue).await;
    for role in ["ADMIN_DOMAINE", "COMPTA"] {
        assert_eq!(issue(&mut browser, role, 30).await["code"], "TOKEN_ROLE", "{role}");
    }
    for days in [0, -1, 367] {
        assert_eq!(issue(&mut browser, "OENOLOGUE", days).await["code"], "TOKEN_DAYS", "{days}");
    }
    let mut admin = office.member("chef@exemple.fr", Role::AdminDomaine).await;
    let issued = issue(&mut admin, "AUDITEUR", 30).await;
    let client = Client::new(office.served.clone(), issued["secret"].as_str().unwrap());
    // A token issues no token, and changes no password.
    let document = "mutation { result: issueToken(input: { label: \"x\", role: AUDITEUR, days: 1 }) \
                    { ... on Refused { code } } }";
    assert_eq!(client.ask(document, json!({})).await.data()["result"]["code"], "BROWSER_ONLY");
    let document = "mutation { result: signOut { ... on Refused { code } } }";
    assert_eq!(client.ask(document, json!({})).await.data()["result"]["code"], "BROWSER_ONLY");
}

#[tokio::test]
async fn somebody_elses_token_is_not_revoked_but_by_an_administrator() {
    let office = Office::open().await;
    let mut claire = office.member("claire@exemple.fr", Role::Oenologue).await;
    let mut paul = office.member("paul@exemple.fr", Role::Oenologue).await;
    let mut admin = office.member("chef@exemple.fr", Role::AdminDomaine).await;
    let issued = issue(&mut claire, "OENOLOGUE", 30).await;
    let revoke = format!("revokeToken(id: {})", issued["tokenId"]);
    assert_eq!(paul.ask("{ tokens { id } }", json!({})).await.json["data"]["tokens"], json!([]));
    assert_eq!(paul.send(&revoke, DONE).await["code"], "TOKEN_NOT_FOUND");
    assert_eq!(admin.send(&revoke, DONE).await["done"], true);
}
