//! Customers from another program's list: all of them, or none and every mistake.

use std::fmt::Write as _;
use std::time::{Duration, Instant};

use futures::future::join_all;
use gateway::people::Role;
use serde_json::{Value, json};
use uuid::Uuid;

use super::support::{erase, export, today};
use crate::support::House;
use crate::support::commands::{CREATE_PARTY, IMPORT_CUSTOMERS};

const LIST: &str = "Raison sociale;Nom;Prénom;E-mail;Adresse;Code postal;Ville;Pays;SIRET;N° TVA;Délai de paiement;Tarif;\
Livraison nom;Livraison adresse;Livraison ville;Consentement;Date du consentement
Caves du Port;Lefèvre;Hélène;h@example.org;1 quai de la Fosse;44000;Nantes;;000 000 018 00010;FR66000000018;45 jours;CAVISTES;\
Entrepôt B;2 rue du Quai;Rezé;;
;Martin;Jeanne;jeanne@example.org;2 rue du Port;1000;Bruxelles;Belgique;;;;;;;;oui;15/01/2026
";

async fn import(house: &House, csv: &str) -> Value {
    house.command(&IMPORT_CUSTOMERS, json!({ "csv": csv })).await
}

/// What is wrong with a list: line, column and code. Nothing is written.
async fn wrong(house: &House, csv: &str) -> Vec<(i64, Option<i64>, String)> {
    let before = house.fingerprint().await;
    let answer = house.send(&IMPORT_CUSTOMERS, json!({ "csv": csv })).await;
    assert_eq!(answer["__typename"], "CustomersNotImported", "{answer}");
    assert_eq!(house.fingerprint().await, before, "nothing was written");
    let mistakes = answer["mistakes"].as_array().unwrap().iter();
    mistakes
        .map(|it| {
            let sentence = it["message"].as_str().unwrap();
            assert!(sentence.ends_with(['.', '?']) && !sentence.contains(['{', '}']), "{sentence}");
            (it["line"].as_i64().unwrap(), it["column"].as_i64(), it["code"].as_str().unwrap().to_owned())
        })
        .collect()
}

fn counts(answer: &Value) -> [i64; 3] {
    ["created", "updated", "unchanged"].map(|name| answer[name].as_i64().unwrap())
}

async fn named(house: &House, search: &str) -> Value {
    let query = "query ($search: String) { parties(search: $search) { edges { node { id revision kind name contactName
        email siren siret vatNumber paymentDays priceList billingAddress { lines city country }
        deliveryAddresses { id label address { city } } marketingConsent { given on how } } } } }";
    let found = house.ask(query, json!({ "search": search })).await;
    let edges = found["parties"]["edges"].as_array().unwrap();
    assert_eq!(edges.len(), 1, "{search}: {edges:?}");
    edges[0]["node"].clone()
}

#[tokio::test]
async fn a_list_is_taken_in_and_told_row_by_row() {
    let house = House::open().await;
    let answer = import(&house, LIST).await;
    assert_eq!(counts(&answer), [2, 0, 0]);
    let line = |number: usize, name: &str| answer["lines"][number][name].clone();
    assert_eq!(
        (line(0, "line"), line(1, "line"), line(1, "outcome")),
        (json!(2), json!(3), json!("CREATED"))
    );
    let company = named(&house, "caves lefevre").await;
    assert_eq!(company["id"], line(0, "partyId"));
    let place = &company["deliveryAddresses"][0]["id"];
    assert_eq!(
        company,
        json!({
            "id": company["id"], "revision": 1, "kind": "COMPANY", "name": "Caves du Port",
            "contactName": "Hélène Lefèvre", "email": "h@example.org", "siren": "000000018",
            "siret": "00000001800010", "vatNumber": "FR66000000018", "paymentDays": 45, "priceList": "CAVISTES",
            "billingAddress": { "lines": ["1 quai de la Fosse"], "city": "Nantes", "country": "FR" },
            "deliveryAddresses": [{ "id": place, "label": "Entrepôt B", "address": { "city": "Rezé" } }],
            "marketingConsent": null,
        })
    );
    let person = named(&house, "martin").await;
    assert_eq!((&person["kind"], &person["name"]), (&json!("CONSUMER"), &json!("Jeanne Martin")));
    let consent = json!({ "given": true, "on": "2026-01-15", "how": "Fichier importé" });
    assert_eq!(person["marketingConsent"], consent);
    let told = export(&house, company["id"].as_str().unwrap()).await.unwrap();
    assert_eq!(told["accesses"][0]["action"], "CREATED");
    let party = &told["party"];
    assert_eq!((&party["payment_days"], &party["price_list"]), (&json!(45), &json!("CAVISTES")));
    assert_eq!(party["delivery_address"]["label"], "Entrepôt B", "{party}");
}

#[tokio::test]
async fn who_is_known_is_completed_and_nobody_stands_twice() {
    let house = House::open().await;
    import(&house, LIST).await;
    let again = import(&house, LIST).await;
    assert_eq!(counts(&again), [0, 0, 2]);
    let before = named(&house, "caves").await;
    assert_eq!(before["revision"], 1, "what tells nothing new writes nothing");

    // By the SIREN, and by e-mail and name in any case and accent; what a list leaves empty stays.
    let news = "Nom;E-mail;SIREN;Téléphone;Livraison adresse;Livraison ville\n\
                Caves du Quai;h@example.org;000000018;02 40 00 00 00;3 place du Bouffay;Clisson\n\
                JEANNE MARTIN;Jeanne@Example.org;;06 12 34 56 78;;\n\
                Paul Durand;;;;;\n";
    let checked = house.send(&IMPORT_CUSTOMERS, json!({ "csv": news, "check": true })).await;
    assert_eq!((counts(&checked), &checked["checkedOnly"]), ([1, 2, 0], &json!(true)));
    assert_eq!(
        (&checked["lines"][2]["partyId"], &checked["lines"][0]["partyId"]),
        (&json!(null), &before["id"])
    );
    assert_eq!(named(&house, "caves").await, before, "nothing was written");
    assert_eq!(counts(&import(&house, news).await), [1, 2, 0]);
    let after = named(&house, "caves").await;
    assert_eq!((&after["id"], &after["revision"]), (&before["id"], &json!(2)));
    assert_eq!((&after["name"], &after["siret"]), (&json!("Caves du Quai"), &before["siret"]));
    assert_eq!(after["deliveryAddresses"][0], before["deliveryAddresses"][0], "a place is not taken away");
    assert_eq!(after["deliveryAddresses"][1]["address"]["city"], "Clisson");
    assert_eq!(named(&house, "martin").await["name"], "JEANNE MARTIN");

    // Another establishment is another customer; which one is meant by the SIREN alone cannot be told then.
    let second = "Nom;SIRET\nCaves du Port, Angers;00000001800028\n";
    assert_eq!(counts(&import(&house, second).await), [1, 0, 0]);
    let either = wrong(&house, "Nom;SIREN\nCaves;000000018\n").await;
    assert_eq!(either, [(2, Some(2), "PARTY_IMPORT_AMBIGUOUS".to_owned())]);
}

#[tokio::test]
async fn every_mistake_is_told_with_its_place_and_nothing_is_written() {
    let house = House::open().await;
    let list = "Type;Nom;E-mail;SIREN;SIRET;N° TVA;N° accise;Délai de paiement;Tarif;Date du consentement;Consentement;Adresse;Ville\n\
                entreprise;Bon;a@example.org;;;;;30;;;;1 rue;Nantes\n\
                entreprise;A;nobody;000000019;;;;61;à la carte;;;;\n\
                entreprise;B;;732829320;00000001800010;;;;;;;1 rue;\n\
                particulier;C;;;;FR67000000018;;;;;;;\n\
                particulier;D;;000000018;;;;400;;01/01/2999;oui;;\n\
                entreprise;E;;;;;FR12;;;;;;\n\
                entreprise;;e@example.org;;;;;;;;;;\n\
                entreprise;BON;A@example.org;;;;;;;;;;\n\
                entreprise;F;;000000018;;;;;;;;;\n";
    let expected = [
        (3, Some(3), "PARTY_EMAIL_INVALID"),
        (3, Some(4), "PARTY_SIREN_INVALID"),
        (3, Some(8), "PARTY_PAYMENT_TERMS_BEYOND_LAW"),
        (3, Some(9), "PARTY_PRICE_LIST_INVALID"),
        (4, Some(5), "PARTY_SIRET_OF_OTHER_SIREN"),
        (4, Some(12), "PARTY_ADDRESS_INVALID"),
        (5, Some(6), "PARTY_VAT_NUMBER_INVALID"),
        (6, Some(1), "PARTY_CONSUMER_WITH_NUMBERS"),
        (6, Some(8), "PARTY_PAYMENT_DAYS_INVALID"),
        (6, Some(10), "PARTY_CONSENT_IN_FUTURE"),
        (7, Some(7), "PARTY_ACCISE_INVALID"),
        (8, None, "PARTY_NAME_INVALID"),
        (9, Some(3), "PARTY_IMPORT_TWICE"),
        (10, Some(4), "PARTY_IMPORT_TWICE"),
    ];
    let told = wrong(&house, list).await;
    let told: Vec<_> = told.iter().map(|(line, column, code)| (*line, *column, code.as_str())).collect();
    assert_eq!(told, expected);
    // What the file itself does not say clearly is told before what it says.
    let list = "Nom;Pays\nA;Belgiqe\n";
    let answer = house.send(&IMPORT_CUSTOMERS, json!({ "csv": list })).await;
    let mistake = &answer["mistakes"][0];
    assert_eq!(
        (&mistake["code"], &mistake["nearest"]),
        (&json!("CUSTOMERS_CSV_COUNTRY"), &json!("Belgique"))
    );
    assert_eq!((&mistake["heading"], &mistake["value"]), (&json!("Pays"), &json!("Belgiqe")));
    let foreign = wrong(&house, "CAVE,201606,99999902,FR012345E6789\n").await;
    assert_eq!(foreign, [(1, None, "CUSTOMERS_CSV_NO_HEADER".to_owned())]);
    let ignored =
        house.send(&IMPORT_CUSTOMERS, json!({ "csv": "Nom;Sirett;Solde\nA;;1\n", "check": true })).await;
    let columns = json!([
        { "number": 2, "heading": "Sirett", "nearest": "SIRET" }, { "number": 3, "heading": "Solde", "nearest": null },
    ]);
    assert_eq!(ignored["ignoredColumns"], columns);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn an_import_sent_again_answers_as_the_first_time() {
    let house = House::open().await;
    let input = json!({ "commandId": Uuid::now_v7(), "csv": LIST });
    let answers = join_all((0..4).map(|_| house.send(&IMPORT_CUSTOMERS, input.clone()))).await;
    assert_eq!(answers.iter().filter(|it| it["replayed"] == json!(false)).count(), 1, "{answers:?}");
    assert!(answers.iter().all(|it| counts(it) == [2, 0, 0] && it["lines"] == answers[0]["lines"]));
    let other = json!({ "commandId": input["commandId"], "csv": "Nom\nA\n" });
    house.refused(&IMPORT_CUSTOMERS, other, "COMMAND_REUSED").await;

    // Two lists at one moment find each customer missing once.
    let list = "Nom;SIRET\nCaves d'Angers;73282932000074\n";
    let answers = join_all((0..4).map(|_| house.send(&IMPORT_CUSTOMERS, json!({ "csv": list })))).await;
    assert_eq!(answers.iter().filter(|it| counts(it) == [1, 0, 0]).count(), 1, "{answers:?}");
}

#[tokio::test]
async fn an_import_is_forgotten_with_a_person_of_it_and_brings_nobody_back() {
    let house = House::open().await;
    let input = json!({ "commandId": Uuid::now_v7(), "csv": LIST });
    let first = house.command(&IMPORT_CUSTOMERS, input.clone()).await;
    erase(&house, first["lines"][1]["partyId"].as_str().unwrap(), today()).await;
    let kept: i64 = sqlx::query_scalar("SELECT count(*) FROM directory.imports")
        .fetch_one(house.database.owner_pool())
        .await
        .unwrap();
    assert_eq!(kept, 0, "the hash of what was entered went too");
    house.refused(&IMPORT_CUSTOMERS, input, "PARTY_ERASED").await;
    // A list of another day may name them anew: then they are somebody new.
    assert_eq!(counts(&import(&house, LIST).await), [1, 0, 1]);
}

#[tokio::test]
async fn estates_know_nothing_of_each_others_customers_and_roles_are_heeded() {
    let house = House::open().await;
    let neighbour = house.neighbour().await;
    import(&neighbour, LIST).await;
    let before = neighbour.fingerprint().await;
    assert_eq!(counts(&import(&house, LIST).await), [2, 0, 0]);
    assert_eq!(neighbour.fingerprint().await, before);
    let variables = json!({ "input": { "csv": "Nom\nEssai\n" } });
    for (role, may) in [(Role::Compta, true), (Role::OperateurChai, false), (Role::Auditeur, false)] {
        let client = house.colleague(role).await;
        let answer = client.ask(&IMPORT_CUSTOMERS.document(), variables.clone()).await.json();
        assert_eq!(answer["data"]["result"]["__typename"] == "CustomersImported", may, "{answer}");
    }
}

#[tokio::test]
async fn what_a_spreadsheet_would_take_for_a_formula_is_a_name() {
    let house = House::open().await;
    let list = "Nom;Téléphone\n\"=HYPERLINK(\"\"http://x\"\";\"\"y\"\")\";+33 2 40 00 00 00\n";
    assert_eq!(counts(&import(&house, list).await), [1, 0, 0]);
    assert_eq!(named(&house, "hyperlink").await["name"], "=HYPERLINK(\"http://x\";\"y\")");
}

/// A number with the key of Luhn behind it.
fn keyed(digits: &str) -> String {
    let sum: u32 = digits
        .bytes()
        .rev()
        .enumerate()
        .map(|(place, byte)| {
            let digit = u32::from(byte - b'0') * if place % 2 == 0 { 2 } else { 1 };
            digit / 10 + digit % 10
        })
        .sum();
    format!("{digits}{}", (10 - sum % 10) % 10)
}

#[tokio::test]
async fn ten_thousand_customers_are_taken_in_within_seconds() {
    let house = House::open().await;
    let mut list = "Raison sociale;E-mail;Adresse;Code postal;Ville;SIREN;Délai de paiement\n".to_owned();
    for number in 1..=10_000 {
        let siren = keyed(&format!("1{number:07}"));
        let _ = writeln!(
            list,
            "Caves n° {number};c{number}@example.org;{number} rue du Port;44000;Nantes;{siren};45"
        );
    }
    for expected in [[10_000, 0, 0], [0, 0, 10_000]] {
        let started = Instant::now();
        assert_eq!(counts(&import(&house, &list).await), expected);
        let took = started.elapsed();
        println!("10 000 customers in {took:?}");
        assert!(took < Duration::from_secs(30), "it took {took:?} without optimisation");
    }
    house.command(&CREATE_PARTY, json!({ "party": { "kind": "CONSUMER", "name": "Après" } })).await;
}
