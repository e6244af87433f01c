//! An estate states who it is, at first and anew; what is none of its numbers is refused by name.

use domain::estate::EstateRefusal;
use domain::identity::{EstateIdentity, VatNumber};
use domain::units::EstateId;
use gateway::app::{PROGRAM, scope};
use gateway::operations::RegisterEstate;
use journal::PerformError;
use serde_json::{Value, json};
use uuid::Uuid;

use crate::support::House;
use crate::support::commands::DESCRIBE_ESTATE;

/// Invented, with keys that hold.
fn stated() -> Value {
    json!({
        "legalForm": "EARL", "siren": "000 000 018", "siret": "000.000.018-00010", "vatNumber": "fr 66 000 000 018",
        "address": { "lines": ["1 rue du Port", "La Vigie"], "postalCode": "44330", "commune": "Vallet" },
        "region": "LOIRE_VALLEY",
    })
}

fn with(change: impl FnOnce(&mut Value)) -> Value {
    let mut identity = stated();
    change(&mut identity);
    json!({ "identity": identity })
}

/// What is wrong with a statement.
type Change = fn(&mut Value);

const ESTATE: &str = "{ estate { name accise cvi booksFrom legalForm otherLegalForm siren siret vatNumber
    address { lines postalCode commune country } region } }";

#[tokio::test]
async fn an_estate_states_who_it_is_and_the_numbers_are_put_in_order() {
    let house = House::open().await;
    let before = house.ask(ESTATE, json!({})).await["estate"].clone();
    for field in ["legalForm", "otherLegalForm", "siren", "siret", "vatNumber", "address", "region"] {
        assert_eq!(before[field], json!(null), "{field}: nothing was stated yet");
    }
    let described = house.command(&DESCRIBE_ESTATE, with(|_| ())).await["estate"].clone();
    assert_eq!(described["siren"], "000000018");
    assert_eq!(described["siret"], "00000001800010");
    assert_eq!(described["vatNumber"], "FR66000000018");
    let address = json!({
        "lines": ["1 rue du Port", "La Vigie"], "postalCode": "44330", "commune": "Vallet", "country": "FR" });
    assert_eq!(described["address"], address);
    assert_eq!((&described["legalForm"], &described["region"]), (&json!("EARL"), &json!("LOIRE_VALLEY")));
    let after = house.ask(ESTATE, json!({})).await["estate"].clone();
    for field in ["siren", "siret", "vatNumber", "address", "region", "legalForm"] {
        assert_eq!(after[field], described[field], "{field}");
    }
    for field in ["name", "accise", "cvi", "booksFrom"] {
        assert_eq!(after[field], before[field], "{field} is as it was");
    }
}

#[tokio::test]
async fn the_last_statement_holds_and_what_is_known_is_not_written_again() {
    let house = House::open().await;
    let first = house.command(&DESCRIBE_ESTATE, with(|_| ())).await;
    let again = house.command(&DESCRIBE_ESTATE, with(|it| it["siren"] = json!("000000018"))).await;
    assert_eq!(again["position"], first["position"], "nothing was written");
    let moved = with(|it| {
        it["legalForm"] = json!("OTHER");
        it["otherLegalForm"] = json!(" Lycée viticole ");
        it["vatNumber"] = json!(null);
        it["address"]["country"] = json!("re");
        it["address"]["lines"] = json!(["3 route du Volcan"]);
        it["address"]["postalCode"] = json!("97 412");
        it["address"]["commune"] = json!("Bras-Panon");
    });
    let moved = house.command(&DESCRIBE_ESTATE, moved).await;
    assert_eq!(moved["position"].as_i64(), first["position"].as_i64().map(|position| position + 1));
    let estate = &moved["estate"];
    assert_eq!(
        (&estate["legalForm"], &estate["otherLegalForm"], &estate["vatNumber"]),
        (&json!("OTHER"), &json!("Lycée viticole"), &json!(null))
    );
    let address = json!({
        "lines": ["3 route du Volcan"], "postalCode": "97412", "commune": "Bras-Panon", "country": "RE" });
    assert_eq!(estate["address"], address);
}

#[tokio::test]
async fn a_statement_sent_again_answers_as_the_first_time() {
    let house = House::open().await;
    let command = Uuid::now_v7();
    let input = |change: &dyn Fn(&mut Value)| {
        let mut input = with(change);
        input["commandId"] = json!(command);
        input
    };
    let mut first = house.command(&DESCRIBE_ESTATE, input(&|_| ())).await;
    house.vat("C1", "50").await;
    // Spaced otherwise, meant the same.
    let again = house.send(&DESCRIBE_ESTATE, input(&|it| it["siret"] = json!("00000001800010"))).await;
    first["replayed"] = json!(true);
    assert_eq!(again, first);
    let other = input(&|it| it["region"] = json!("CORSICA"));
    house.refused(&DESCRIBE_ESTATE, other, "COMMAND_REUSED").await;
}

#[tokio::test]
async fn a_number_that_is_none_is_refused_by_its_name() {
    let house = House::open().await;
    let cases: [(Change, &str); 16] = [
        (|it| it["siren"] = json!("000 000 019"), "SIREN_INVALID"),
        (|it| it["siren"] = json!("000 000 O18"), "SIREN_INVALID"),
        (|it| it["siren"] = json!(""), "SIREN_INVALID"),
        (|it| it["siret"] = json!("000 000 018 00011"), "SIRET_INVALID"),
        (|it| it["siret"] = json!("000 000 018 0001"), "SIRET_INVALID"),
        (|it| it["siret"] = json!("000 000 026 00013"), "SIRET_OF_OTHER_SIREN"),
        (|it| it["vatNumber"] = json!("FR 67 000 000 018"), "VAT_NUMBER_INVALID"),
        (|it| it["vatNumber"] = json!("BE 66 000 000 018"), "VAT_NUMBER_INVALID"),
        (|it| it["vatNumber"] = json!("FR 90 000 000 026"), "VAT_NUMBER_OF_OTHER_SIREN"),
        (|it| it["legalForm"] = json!("OTHER"), "LEGAL_FORM_INVALID"),
        (|it| it["otherLegalForm"] = json!("Lycée"), "LEGAL_FORM_INVALID"),
        (|it| it["address"]["postalCode"] = json!("4433"), "POSTAL_CODE_INVALID"),
        (|it| it["address"]["country"] = json!("BE"), "COUNTRY_INVALID"),
        (|it| it["address"]["country"] = json!("France"), "COUNTRY_INVALID"),
        (|it| it["address"]["lines"] = json!([]), "ADDRESS_INVALID"),
        (|it| it["address"]["commune"] = json!("\u{7}"), "ADDRESS_INVALID"),
    ];
    for (change, code) in cases {
        house.refused(&DESCRIBE_ESTATE, with(change), code).await;
    }
    let refused =
        house.refused(&DESCRIBE_ESTATE, with(|it| it["siren"] = json!("12 34")), "SIREN_INVALID").await;
    assert_eq!(refused["params"], json!([{ "name": "siren", "value": "1234" }]));
    assert_eq!(house.ask(ESTATE, json!({})).await["estate"]["siren"], json!(null), "nothing of it was taken");
}

fn identity() -> EstateIdentity {
    let input = serde_json::from_value::<EstateIdentity>(json!({
        "legal_form": "Scea", "siren": "000000026", "siret": "00000002600013", "vat_number": null,
        "address": { "lines": ["2 rue du Port"], "postal_code": "49190", "commune": "Rochefort-sur-Loire",
                     "country": "FR" },
        "region": "LoireValley",
    }));
    input.expect("it is one")
}

fn register(accise: &str, identity: EstateIdentity) -> RegisterEstate {
    RegisterEstate {
        name: "Domaine neuf".to_owned(),
        accise: accise.to_owned(),
        cvi: Some("4912345678".to_owned()),
        interprofession_id: Some("49000001".to_owned()),
        books_from: "2025-10".parse().expect("a month"),
        identity,
    }
}

/// Both or neither: an identity that is refused begins no books.
#[tokio::test]
async fn an_estate_is_registered_with_who_it_is() {
    let house = House::open().await;
    let app = house.served.app.clone();
    let accise = "FR09999999999";
    let estate = EstateId::of(accise);
    let wrong = EstateIdentity {
        vat_number: Some(VatNumber::parse("FR66000000018").expect("it is one")),
        ..identity()
    };
    let refused = app.journal.perform(&scope(estate, PROGRAM, None), None, &register(accise, wrong)).await;
    let Err(PerformError::Refused(refusal)) = refused else { panic!("{refused:?}") };
    assert_eq!(refusal.code, "VAT_NUMBER_OF_OTHER_SIREN");
    assert!(!app.journal.estates().await.expect("it answers").contains(&estate), "no books were begun");

    let scope = scope(estate, PROGRAM, None);
    app.journal.perform(&scope, None, &register(accise, identity())).await.expect("it is registered");
    app.projector.catch_up(estate).await.expect("the read models follow");
    let again = app.journal.perform(&scope, None, &register(accise, identity())).await;
    let Err(PerformError::Refused(refusal)) = again else { panic!("{again:?}") };
    assert_eq!(refusal, EstateRefusal::AlreadyRegistered.into());

    let new = House::serve(house.database.clone(), app, estate).await;
    let told = new.ask(ESTATE, json!({})).await["estate"].clone();
    assert_eq!((&told["name"], &told["booksFrom"]), (&json!("Domaine neuf"), &json!("2025-10")));
    assert_eq!((&told["legalForm"], &told["siret"]), (&json!("SCEA"), &json!("00000002600013")));
    assert_eq!(
        house.ask(ESTATE, json!({})).await["estate"]["siret"],
        json!(null),
        "the neighbour's is its own"
    );
    new.vat("C1", "50").await;
}
