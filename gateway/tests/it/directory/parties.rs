use futures::future::join_all;
use serde_json::{Value, json};
use uuid::Uuid;

use crate::support::commands::{CREATE_PARTY, ERASE_PERSON, UPDATE_PARTY};
use crate::support::{House, id};

fn whole() -> Value {
    json!({
        "kind": "COMPANY", "name": "Caves du Port", "contactName": "Hélène Lefèvre", "email": "h@example.org",
        "phone": "02 40 00 00 00", "siren": "000 000 018", "siret": "00000001800010", "vatNumber": "FR66000000018",
        "language": "ENGLISH", "accise": "FR00000000018", "paymentDays": 45, "priceList": "CAVISTES",
        "electronicAddress": { "scheme": "0225", "id": "000000018_ACHATS" },
        "billingAddress": { "lines": ["1 quai de la Fosse"], "postalCode": "44000", "city": "Nantes" },
        "deliveryAddresses": [
            { "label": "Entrepôt B", "address": { "lines": ["2 rue du Quai"], "city": "Rezé" } },
            { "address": { "lines": ["3 place du Bouffay"], "city": "Clisson", "country": "FR" } },
        ],
        "marketingConsent": { "given": true, "on": "2026-01-15", "how": "Formulaire du salon" },
    })
}

async fn names(house: &House, arguments: &str) -> Vec<String> {
    let query = format!("{{ parties({arguments}) {{ edges {{ node {{ name }} }} }} }}");
    let found = house.ask(&query, json!({})).await;
    let edges = found["parties"]["edges"].as_array().unwrap().iter();
    edges.map(|edge| edge["node"]["name"].as_str().unwrap().to_owned()).collect()
}

#[tokio::test]
async fn a_party_is_kept_as_it_was_entered() {
    let house = House::open().await;
    let created = house.command(&CREATE_PARTY, json!({ "party": whole() })).await["party"].clone();
    let mut expected = whole();
    expected["siren"] = json!("000000018");
    expected["billingAddress"]["country"] = json!("FR");
    let places = &created["deliveryAddresses"];
    expected["deliveryAddresses"] = json!([
        { "id": places[0]["id"], "label": "Entrepôt B", "address": { "lines": ["2 rue du Quai"], "city": "Rezé" } },
        { "id": places[1]["id"], "label": null, "address": { "lines": ["3 place du Bouffay"], "city": "Clisson" } },
    ]);
    assert_ne!(places[0]["id"], places[1]["id"]);
    for (name, value) in expected.as_object().unwrap() {
        assert_eq!(created[name], *value, "{name}");
    }
    assert_eq!((&created["revision"], &created["erasedAt"]), (&json!(1), &json!(null)));
    let query = "query ($id: UUID!) { party(id: $id) { name email } }";
    let found = house.ask(query, json!({ "id": created["id"] })).await;
    assert_eq!(found["party"], json!({ "name": "Caves du Port", "email": "h@example.org" }));
}

#[tokio::test]
async fn a_change_replaces_everything_and_names_the_revision_it_saw() {
    let house = House::open().await;
    let created = house.command(&CREATE_PARTY, json!({ "party": whole() })).await["party"].clone();
    let change = |revision: i64, name: &str| json!({ "id": created["id"], "revision": revision, "party": { "kind": "COMPANY", "name": name } });
    let changed = house.command(&UPDATE_PARTY, change(1, "Caves du Quai")).await["party"].clone();
    assert_eq!((&changed["revision"], &changed["name"]), (&json!(2), &json!("Caves du Quai")));
    assert_eq!((&changed["email"], &changed["billingAddress"]), (&json!(null), &json!(null)));
    assert_eq!(changed["createdAt"], created["createdAt"]);

    let before = house.fingerprint().await;
    for stale in [0, 1, 3] {
        let answer = house.send(&UPDATE_PARTY, change(stale, "Trop tard")).await;
        assert_eq!(answer["__typename"], "Conflict", "{answer}");
    }
    assert_eq!(house.fingerprint().await, before);
    let unknown = json!({ "id": Uuid::now_v7(), "revision": 1, "party": { "kind": "COMPANY", "name": "X" } });
    house.refused(&UPDATE_PARTY, unknown, "PARTY_NOT_FOUND").await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn of_changes_at_one_moment_one_is_made() {
    let house = House::open().await;
    let party = house.party("Jeanne Martin").await;
    let change =
        |name: String| json!({ "id": party, "revision": 1, "party": { "kind": "CONSUMER", "name": name } });
    let answers =
        join_all((0..8).map(|number| house.send(&UPDATE_PARTY, change(format!("Jeanne {number}"))))).await;
    let of = |kind: &str| answers.iter().filter(|it| it["__typename"] == kind).count();
    assert_eq!((of("PartyUpdated"), of("Conflict")), (1, 7), "{answers:?}");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_command_sent_again_is_done_once() {
    let house = House::open().await;
    let mut input = json!({ "commandId": Uuid::now_v7(), "party": whole() });
    let answers = join_all((0..6).map(|_| house.send(&CREATE_PARTY, input.clone()))).await;
    assert_eq!(answers.iter().filter(|it| it["replayed"] == json!(false)).count(), 1, "{answers:?}");
    assert!(answers.iter().all(|it| it["party"]["id"] == answers[0]["party"]["id"]));
    assert_eq!(names(&house, "first: 10").await.len(), 1);
    let party = id(&answers[0]["party"]);
    input["party"]["name"] = json!("Autre");
    house.refused(&CREATE_PARTY, input, "COMMAND_REUSED").await;

    let change = json!({ "commandId": Uuid::now_v7(), "id": party, "revision": 1, "party": whole() });
    let first = house.command(&UPDATE_PARTY, change.clone()).await;
    let again = house.send(&UPDATE_PARTY, change).await;
    assert_eq!((&again["replayed"], &again["party"]), (&json!(true), &first["party"]));

    let erase = json!({ "commandId": Uuid::now_v7(), "partyId": party });
    let first = house.command(&ERASE_PERSON, erase.clone()).await;
    let again = house.send(&ERASE_PERSON, erase).await;
    assert_eq!((&again["replayed"], &again["erasure"]), (&json!(true), &first["erasure"]));
}

#[tokio::test]
async fn parties_are_listed_by_name_page_by_page() {
    let house = House::open().await;
    for name in ["Zoé Blanc", "étienne Roux", "Émile Noir", "cave 10", "Cave 9"] {
        house.party(name).await;
    }
    let all = names(&house, "first: 100").await;
    assert_eq!(all, ["Cave 9", "cave 10", "Émile Noir", "étienne Roux", "Zoé Blanc"]);
    let mut paged = Vec::new();
    let mut after = "null".to_owned();
    loop {
        let query = format!(
            "{{ parties(first: 2, after: {after}) {{ edges {{ node {{ name }} }} pageInfo {{ hasNextPage endCursor }} }} }}"
        );
        let page = house.ask(&query, json!({})).await["parties"].clone();
        let edges = page["edges"].as_array().unwrap().iter();
        paged.extend(edges.map(|edge| edge["node"]["name"].as_str().unwrap().to_owned()));
        if page["pageInfo"]["hasNextPage"] == json!(false) {
            break;
        }
        after = page["pageInfo"]["endCursor"].to_string();
    }
    assert_eq!(paged, all);
}

#[tokio::test]
async fn a_search_finds_words_without_accents_and_takes_no_wildcards() {
    let house = House::open().await;
    house.command(&CREATE_PARTY, json!({ "party": whole() })).await;
    house.party("Jeanne Martin").await;
    for words in [
        "lefevre",
        "HÉLÈNE caves",
        "nantes",
        "00000001800010",
        "000 018",
        "02 40",
        "h@example",
        "clisson",
        "entrepot",
    ] {
        let found = names(&house, &format!("search: {}", json!(words))).await;
        assert_eq!(found, ["Caves du Port"], "{words}");
    }
    for words in ["%", "_", "caves martin", "helenexlefevre"] {
        assert!(names(&house, &format!("search: {}", json!(words))).await.is_empty(), "{words}");
    }
    assert_eq!(names(&house, "search: \" \"").await.len(), 2);
}

#[tokio::test]
async fn what_does_not_fit_is_refused_in_both_languages() {
    let house = House::open().await;
    let spoilt = [
        ("name", json!(" "), "PARTY_NAME_INVALID"),
        ("contactName", json!("a".repeat(121)), "PARTY_CONTACT_INVALID"),
        ("email", json!("nobody"), "PARTY_EMAIL_INVALID"),
        ("phone", json!("appelez-moi"), "PARTY_PHONE_INVALID"),
        ("billingAddress", json!({ "lines": [], "city": "Nantes" }), "PARTY_ADDRESS_INVALID"),
        (
            "deliveryAddresses",
            json!([{ "address": { "lines": ["1"], "city": "N", "country": "France" } }]),
            "PARTY_ADDRESS_INVALID",
        ),
        ("siren", json!("000000019"), "PARTY_SIREN_INVALID"),
        ("siren", json!("732829320"), "PARTY_SIRET_OF_OTHER_SIREN"),
        ("siret", json!("00000001800011"), "PARTY_SIRET_INVALID"),
        ("vatNumber", json!("FR67000000018"), "PARTY_VAT_NUMBER_INVALID"),
        ("vatNumber", json!("FR44732829320"), "PARTY_VAT_NUMBER_OF_OTHER_SIREN"),
        ("accise", json!("FR18"), "PARTY_ACCISE_INVALID"),
        ("kind", json!("CONSUMER"), "PARTY_CONSUMER_WITH_NUMBERS"),
        ("electronicAddress", json!({ "scheme": "225", "id": "x" }), "PARTY_ELECTRONIC_ADDRESS_INVALID"),
        ("electronicAddress", json!({ "id": "732829320" }), "PARTY_ELECTRONIC_ADDRESS_OF_OTHER"),
        ("paymentDays", json!(-1), "PARTY_PAYMENT_DAYS_INVALID"),
        ("paymentDays", json!(61), "PARTY_PAYMENT_TERMS_BEYOND_LAW"),
        ("priceList", json!("à la carte"), "PARTY_PRICE_LIST_INVALID"),
        (
            "marketingConsent",
            json!({ "given": true, "on": "2026-01-15", "how": "" }),
            "PARTY_CONSENT_INVALID",
        ),
        (
            "marketingConsent",
            json!({ "given": true, "on": "2999-01-15", "how": "x" }),
            "PARTY_CONSENT_IN_FUTURE",
        ),
    ];
    for (field, value, code) in spoilt {
        let mut party = whole();
        party[field] = value;
        house.refused(&CREATE_PARTY, json!({ "party": party }), code).await;
    }
}

#[tokio::test]
async fn a_delivery_address_stays_the_same_place_when_it_is_corrected() {
    let house = House::open().await;
    let created = house.command(&CREATE_PARTY, json!({ "party": whole() })).await["party"].clone();
    let second = &created["deliveryAddresses"][1]["id"];
    let mut party = whole();
    let corrected = json!({ "lines": ["4 place du Bouffay"], "city": "Clisson" });
    party["deliveryAddresses"] =
        json!([{ "addressId": second, "address": corrected }, { "address": corrected }]);
    let change = json!({ "id": created["id"], "revision": 1, "party": party });
    let places = house.command(&UPDATE_PARTY, change).await["party"]["deliveryAddresses"].clone();
    assert_eq!((&places[0]["id"], &places[0]["address"]["lines"][0]), (second, &json!("4 place du Bouffay")));
    assert!(places[1]["id"] != *second && places[1]["id"] != created["deliveryAddresses"][0]["id"]);

    let mut party = whole();
    let place = json!({ "addressId": second, "address": corrected });
    party["deliveryAddresses"] = json!([place, place]);
    house.refused(&CREATE_PARTY, json!({ "party": party }), "PARTY_DELIVERY_ADDRESS_TWICE").await;
    party["deliveryAddresses"] = json!(vec![json!({ "address": corrected }); 21]);
    house.refused(&CREATE_PARTY, json!({ "party": party }), "PARTY_TOO_MANY_DELIVERY_ADDRESSES").await;
}

#[tokio::test]
async fn electronic_invoices_go_where_the_siren_says_when_nothing_else_was_told() {
    let house = House::open().await;
    let mut party = json!({ "kind": "COMPANY", "name": "Caves du Quai", "siret": "00000001800010" });
    let created = house.command(&CREATE_PARTY, json!({ "party": party })).await["party"].clone();
    assert_eq!(created["siren"], json!("000000018"), "it follows from the SIRET");
    assert_eq!(created["electronicAddress"], json!({ "scheme": "0225", "id": "000000018" }));
    // Told as it would follow, it goes on following.
    party["siret"] = json!("73282932000074");
    party["electronicAddress"] = json!({ "id": "732829320" });
    let change = json!({ "id": created["id"], "revision": 1, "party": party });
    let changed = house.command(&UPDATE_PARTY, change).await["party"].clone();
    assert_eq!(changed["electronicAddress"], json!({ "scheme": "0225", "id": "732829320" }));
    let stored: Option<serde_json::Value> =
        sqlx::query_scalar("SELECT electronic_address FROM directory.parties")
            .fetch_one(house.database.owner_pool())
            .await
            .unwrap();
    assert_eq!(stored, None);
}
