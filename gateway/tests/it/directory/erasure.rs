use gateway::directory::{Ground, Opened};
use serde_json::{Value, json};
use uuid::Uuid;

use super::support::{erase, export, identity, key, open, party_id, seal, today};
use crate::support::House;
use crate::support::commands::{CREATE_PARTY, ERASE_PERSON, UPDATE_PARTY};

async fn row(house: &House, party: &str) -> String {
    sqlx::query_scalar("SELECT to_jsonb(p)::text FROM directory.parties p WHERE id = $1")
        .bind(party_id(party).uuid())
        .fetch_one(house.database.owner_pool())
        .await
        .unwrap()
}

async fn full(house: &House) -> String {
    let party = json!({
        "kind": "COMPANY", "name": "Jeanne Martin", "contactName": "Paul Martin", "email": "jeanne@example.org",
        "phone": "0612345678", "siren": "000000018", "siret": "00000001800010", "vatNumber": "FR66000000018",
        "accise": "FR0MARTIN0018", "paymentDays": 45, "priceList": "AMIS",
        "electronicAddress": { "scheme": "EM", "id": "jeanne@example.org" },
        "billingAddress": { "lines": ["1 rue du Port"], "city": "Nantes" },
        "deliveryAddresses": [
            { "label": "Chez Martin", "address": { "lines": ["2 rue du Quai"], "city": "Nantes" } },
            { "address": { "lines": ["3 rue du Bouffay"], "city": "Clisson" } },
        ],
        "marketingConsent": { "given": true, "on": "2026-01-15", "how": "Salon" },
    });
    crate::support::id(&house.command(&CREATE_PARTY, json!({ "party": party })).await["party"])
}

#[tokio::test]
async fn who_bought_nothing_is_erased_at_once_and_whole() {
    let house = House::open().await;
    let party = full(&house).await;
    let erased = house.command(&ERASE_PERSON, json!({ "partyId": party })).await["erasure"].clone();
    assert_eq!((&erased["kept"], &erased["keyDestroyed"]), (&json!([]), &json!(true)));
    let left = &erased["party"];
    for field in [
        "name",
        "email",
        "phone",
        "language",
        "billingAddress",
        "marketingConsent",
        "accise",
        "paymentDays",
        "priceList",
        "electronicAddress",
    ] {
        assert_eq!(left[field], json!(null), "{field}");
    }
    assert_eq!(left["deliveryAddresses"], json!([]));
    assert!(left["erasedAt"].is_string());
    let row = row(&house, &party).await.to_lowercase();
    for trace in
        ["jeanne", "martin", "nantes", "000000018", "0612345678", "salon", "bouffay", "clisson", "amis"]
    {
        assert!(!row.contains(trace), "{trace}: {row}");
    }
    let hashes: i64 = sqlx::query_scalar("SELECT count(*) FROM directory.commands WHERE party_id = $1")
        .bind(party_id(&party).uuid())
        .fetch_one(house.database.owner_pool())
        .await
        .unwrap();
    assert_eq!(hashes, 1, "the hash of what was entered went too; the erasure's own names nobody");
    let listed = house.ask("{ parties { edges { node { id } } } }", json!({})).await;
    assert_eq!(listed["parties"]["edges"], json!([]));
    let change = json!({ "id": party, "revision": 2, "party": { "kind": "CONSUMER", "name": "Jeanne" } });
    house.refused(&UPDATE_PARTY, change, "PARTY_ERASED").await;
    house.refused(&ERASE_PERSON, json!({ "partyId": Uuid::now_v7() }), "PARTY_NOT_FOUND").await;
}

#[tokio::test]
async fn what_has_to_be_kept_is_told_with_its_ground_and_last_day() {
    let house = House::open().await;
    let party = full(&house).await;
    let (invoice, register) = (Uuid::now_v7(), Uuid::now_v7());
    seal(&house, invoice, &party, Ground::Accounting, "2026-11-20").await.unwrap();
    seal(&house, register, &party, Ground::ExciseRegister, "2026-11-20").await.unwrap();
    let erased = house.command(&ERASE_PERSON, json!({ "partyId": party })).await["erasure"].clone();
    assert_eq!(erased["keyDestroyed"], json!(false));
    let told: Vec<[&Value; 4]> = erased["kept"]
        .as_array()
        .unwrap()
        .iter()
        .map(|it| ["id", "ground", "keptUntil", "message"].map(|name| &it[name]))
        .collect();
    let message = |text: &str| json!(text);
    assert_eq!(
        told,
        [
            [
                &json!(register),
                &json!("EXCISE_REGISTER"),
                &json!("2033-11-20"),
                &message("Conservé jusqu'au 20/11/2033 : registre des accises."),
            ],
            [
                &json!(invoice),
                &json!("ACCOUNTING"),
                &json!("2037-11-20"),
                &message("Conservé jusqu'au 20/11/2037 : pièce justificative de la comptabilité."),
            ],
        ]
    );
    assert!(erased["kept"][1]["source"].as_str().unwrap().contains("L123-22"));
    // Kept means readable: an inspector may ask for it.
    assert_eq!(open(&house, invoice).await.unwrap(), Some(Opened::Content(identity())));
    assert!(key(&house, &party).await.is_some());
}

#[tokio::test]
async fn a_person_erased_again_answers_with_what_is_kept_by_then() {
    let house = House::open().await;
    let party = full(&house).await;
    seal(&house, Uuid::now_v7(), &party, Ground::Accounting, "2026-11-20").await.unwrap();
    let first = erase(&house, &party, today()).await;
    assert_eq!((first.kept.len(), first.key_destroyed, first.replayed), (1, false, false));
    let again = erase(&house, &party, today()).await;
    assert_eq!((again.kept, again.key_destroyed, again.replayed), (first.kept, false, true));
    assert_eq!(again.party, first.party);
    let later = erase(&house, &party, "2037-11-21".parse().unwrap()).await;
    assert_eq!((later.kept.len(), later.key_destroyed), (0, true));
}

#[tokio::test]
async fn a_person_is_told_everything_that_is_held_in_one_order() {
    let house = House::open().await;
    let party = full(&house).await;
    let other = house.party("Paul Durand").await;
    let (first, second) = (Uuid::now_v7(), Uuid::now_v7());
    seal(&house, second, &party, Ground::Accounting, "2026-11-20").await.unwrap();
    seal(&house, first, &party, Ground::TillRecord, "2026-11-19").await.unwrap();
    let lot = house.lot("L24-01", 600).await;
    let order = json!({
        "customerId": party, "destination": { "franceCrd": "YES" }, "occurredOn": "2025-09-20",
        "lines": [{ "lotId": lot, "bottles": 6, "unitPrice": "8.50" }],
    });
    let order = house.command(&crate::support::commands::PLACE_ORDER, order).await["order"].clone();

    let document = export(&house, &party).await.unwrap();
    assert_eq!(document["party"]["name"], "Jeanne Martin");
    assert_eq!(document["party"]["marketing_consent"]["how"], "Salon");
    let sealed: Vec<&Value> = document["sealed"].as_array().unwrap().iter().map(|it| &it["id"]).collect();
    assert_eq!(sealed, [&json!(first), &json!(second)], "by day");
    assert_eq!(document["sealed"][0]["content"], identity());
    assert_eq!(document["orders"], json!([order["id"]]));
    assert_eq!(document["events"][0]["event_type"], "OrderPlaced");
    let actions = |document: &Value| -> Vec<String> {
        let accesses = document["accesses"].as_array().unwrap().iter();
        accesses.map(|it| it["action"].as_str().unwrap().to_owned()).collect()
    };
    assert_eq!(actions(&document), ["CREATED", "SEALED", "SEALED"]);
    assert!(!document.to_string().contains("Durand"), "nobody else is told: {other}");

    let query = "query ($id: UUID!) { personalData(partyId: $id) }";
    let text = house.ask(query, json!({ "id": party })).await["personalData"].as_str().unwrap().to_owned();
    let asked: Value = serde_json::from_str(&text).unwrap();
    assert_eq!(actions(&asked), ["CREATED", "SEALED", "SEALED", "EXPORTED"]);
    let mut without = (document.clone(), asked);
    without.0["accesses"].take();
    without.1["accesses"].take();
    assert_eq!(without.0.to_string(), without.1.to_string(), "the same, in the same order");
    let names: Vec<usize> =
        ["\"party\"", "\"sealed\"", "\"events\"", "\"accesses\""].map(|it| text.find(it).unwrap()).to_vec();
    assert!(names.is_sorted());

    erase(&house, &party, today()).await;
    let document = export(&house, &party).await.unwrap();
    assert_eq!((&document["party"]["name"], &document["key"]["state"]), (&json!(null), &json!("LIVE")));
    assert_eq!(document["sealed"][0]["content"], identity());
    assert_eq!(export(&house, &Uuid::now_v7().to_string()).await, None);
}
