use gateway::people::{self, Role};
use serde_json::{Value, json};
use uuid::Uuid;

use super::browser::{Browser, DONE, ME, Office, PASSWORD};

async fn newcomer(office: &Office, email: &str) -> Browser {
    let mut browser = office.browser();
    let field = format!("signUp(input: {{ email: {email:?}, password: {PASSWORD:?}, name: \"Claire\" }})");
    assert_eq!(browser.send(&field, ME).await["__typename"], "SignedIn");
    browser
}

fn register(accise: &str, siret: &str, command: Option<Uuid>) -> String {
    let command = command.map(|id| format!("commandId: \"{id}\", ")).unwrap_or_default();
    format!(
        "registerEstate(input: {{ {command}name: \"Domaine du Nord\", accise: {accise:?}, cvi: \"44 1234 5678\", \
         interprofessionId: \"I-1\", booksFrom: \"2026-09\", identity: {{ legalForm: EARL, siren: \"999 999 998\", \
         siret: {siret:?}, address: {{ lines: [\"1 rue du Chai\"], postalCode: \"44330\", commune: \"Vallet\" }}, \
         region: LOIRE_VALLEY }} }})"
    )
}

/// A SIRET of the SIREN 999999998: its key is the digit that makes it hold.
fn siret() -> String {
    (0..10)
        .map(|key| format!("9999999980001{key}"))
        .find(|text| domain::identity::Siret::parse(text).is_ok())
        .expect("one of ten keys holds")
}

#[tokio::test]
async fn whoever_registers_an_estate_is_its_administrator() {
    let office = Office::open().await;
    let mut browser = newcomer(&office, "claire@exemple.fr").await;
    let command = Some(Uuid::now_v7());
    for attempt in 0..2 {
        let registered = browser.send(&register("FR 099 99900001", &siret(), command), ME).await;
        let current = &registered["me"]["currentEstate"];
        assert_eq!(current["role"], "ADMIN_DOMAINE", "attempt {attempt}: {registered}");
    }
    let books = "{ estate { name accise cvi siren booksFrom region address { commune } } position }";
    let found = browser.ask(books, json!({})).await.json["data"].clone();
    let estate = &found["estate"];
    assert_eq!((&estate["name"], &estate["accise"]), (&json!("Domaine du Nord"), &json!("FR09999900001")));
    assert_eq!((&estate["siren"], &estate["address"]["commune"]), (&json!("999999998"), &json!("Vallet")));
    assert_eq!(found["position"], 2, "registered and described, once");
    assert_eq!(
        browser.me().await["estates"],
        json!([{ "estateName": "Domaine du Nord", "role": "ADMIN_DOMAINE" }])
    );
    let journal = "{ journal { edges { node { metadata } } } }";
    let journal = browser.ask(journal, json!({})).await.json["data"]["journal"]["edges"].clone();
    let metadata: Value = serde_json::from_str(journal[0]["node"]["metadata"].as_str().unwrap()).unwrap();
    let me = browser.ask("{ me { id } }", json!({})).await.json["data"]["me"]["id"].clone();
    assert_eq!(metadata["actor"], me, "the person stands in the ledger by their id alone");
    let vat = "commissionVat(input: { code: \"C1\", capacity: \"50\", material: CONCRETE, inServiceOn: \"2026-09-01\" })";
    assert_eq!(browser.send(vat, "VatCommissioned { position }").await["position"], 3);
}

#[tokio::test]
async fn an_estate_that_somebody_else_has_is_taken() {
    let office = Office::open().await;
    let mut claire = newcomer(&office, "claire@exemple.fr").await;
    let mut paul = newcomer(&office, "paul@exemple.fr").await;
    claire.send(&register("FR09999900002", &siret(), None), ME).await;
    let taken = paul.send(&register("fr09999900002", &siret(), None), ME).await;
    assert_eq!(taken["code"], "ESTATE_TAKEN");
    // One that was imported has members only by whoever runs the program.
    let accise = office.house.ask("{ estate { accise } }", json!({})).await["estate"]["accise"].clone();
    let taken = paul.send(&register(accise.as_str().unwrap(), &siret(), None), ME).await;
    assert_eq!(taken["code"], "ESTATE_TAKEN");
    assert_eq!(paul.me().await["estates"], json!([]));
}

#[tokio::test]
async fn what_is_no_estate_is_not_registered() {
    let office = Office::open().await;
    let mut browser = newcomer(&office, "claire@exemple.fr").await;
    let wrong = "99999999800019";
    let wrong = if wrong == siret() { "99999999800018" } else { wrong };
    assert_eq!(browser.send(&register("FR09999900003", wrong, None), ME).await["code"], "SIRET_INVALID");
    assert_eq!(browser.send(&register("FR1", &siret(), None), ME).await["code"], "ACCISE_INVALID");
    assert_eq!(browser.me().await["estates"], json!([]));
    let known: Vec<Value> = Vec::new();
    assert_eq!(browser.me().await["capabilities"], json!(known));
}

#[tokio::test]
async fn a_crash_between_the_ledger_and_the_membership_is_made_good() {
    let office = Office::open().await;
    let mut claire = newcomer(&office, "claire@exemple.fr").await;
    let mut paul = newcomer(&office, "paul@exemple.fr").await;
    claire.send(&register("FR09999900004", &siret(), None), ME).await;
    let owner = office.house.database.owner_pool();
    sqlx::query(
        "DELETE FROM people.members WHERE role = 'admin_domaine' AND account_id IN
        (SELECT id FROM people.accounts WHERE email = 'claire@exemple.fr')",
    )
    .execute(owner)
    .await
    .unwrap();
    assert_eq!(paul.send(&register("FR09999900004", &siret(), None), ME).await["code"], "ESTATE_TAKEN");
    let again = claire.send(&register("FR09999900004", &siret(), None), ME).await;
    assert_eq!(again["me"]["currentEstate"]["role"], "ADMIN_DOMAINE", "{again}");
}

#[tokio::test]
async fn the_founder_who_left_does_not_come_back_by_registering() {
    let office = Office::open().await;
    let mut claire = newcomer(&office, "claire@exemple.fr").await;
    let registered = claire.send(&register("FR09999900005", &siret(), None), ME).await;
    let estate: Uuid = registered["me"]["currentEstate"]["estateId"].as_str().unwrap().parse().unwrap();
    let estate = domain::units::EstateId::new(estate);
    let who = ("paul@exemple.fr", "Paul", Some(PASSWORD));
    people::add(&office.served.app.pool, estate, who, (Role::AdminDomaine, None)).await.unwrap();
    assert_eq!(claire.send("leaveEstate", DONE).await["done"], true);
    claire.send(&register("FR09999900005", &siret(), None), ME).await;
    assert_eq!(claire.me().await["estates"], json!([]));
}
