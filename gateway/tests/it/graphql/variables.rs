//! Variables that are no input at all.

use axum::http::StatusCode;
use axum::http::header::ACCEPT;
use serde_json::{Value, json};

use crate::support::commands::{COMMISSION_VAT, Command, FILE_DRM, PLACE_ORDER, RECORD, RECORD_ANALYSIS};
use crate::support::{GRAPHQL_JSON, House};

/// A change of an input that was good.
type Spoil = fn(&mut Value);

async fn refuse(house: &House, command: &Command, good: &Value, spoilt: &[(&str, Spoil)]) {
    let before = house.fingerprint().await;
    for (what, spoil) in spoilt {
        let mut input = good.clone();
        spoil(&mut input);
        let answer = house.client.ask(&command.document(), json!({ "input": input })).await;
        assert_eq!(answer.status, StatusCode::BAD_REQUEST, "{what}: {}", answer.text);
        assert_eq!(answer.code(), "BAD_USER_INPUT", "{what}");
        let json = answer.json();
        assert!(json.get("data").is_none(), "nothing ran: {what}: {json}");
        let error = &json["errors"][0];
        assert!(error["message"].as_str().unwrap().starts_with("La requête n'est pas valable"), "{error}");
        assert!(error["extensions"]["detail"].as_str().is_some_and(|detail| !detail.is_empty()), "{error}");
    }
    assert_eq!(house.fingerprint().await, before, "nothing is written");
    // What was spoilt was the change, not the input.
    house.command(command, good.clone()).await;
}

#[tokio::test]
async fn scalars_are_what_they_say() {
    let house = House::open().await;
    let good = json!({
        "code": "C1", "capacity": "50", "material": "WOOD", "inServiceOn": "2025-09-01" });
    let spoilt: &[(&str, Spoil)] = &[
        ("a float is no volume", |it| it["capacity"] = json!(50.5)),
        ("a word is no volume", |it| it["capacity"] = json!("beaucoup")),
        ("an exponent is no volume", |it| it["capacity"] = json!("5e1")),
        ("less than a millilitre", |it| it["capacity"] = json!("0.000001")),
        ("no figure", |it| it["capacity"] = json!("")),
        ("a truth is no volume", |it| it["capacity"] = json!(true)),
        ("a list is no volume", |it| it["capacity"] = json!(["50"])),
        ("a number is no text", |it| it["code"] = json!(1)),
        ("unknown enum", |it| it["material"] = json!("GLASS")),
        ("an enum in lower case", |it| it["material"] = json!("wood")),
        ("a day that does not exist", |it| it["inServiceOn"] = json!("2025-02-29")),
        ("a day in French", |it| it["inServiceOn"] = json!("01/09/2025")),
        ("an instant is no day", |it| it["inServiceOn"] = json!("2025-09-01T00:00:00Z")),
        ("bad UUID", |it| it["commandId"] = json!("0190-zz")),
        ("missing field", |it| drop(it.as_object_mut().unwrap().remove("code"))),
        ("null where something is needed", |it| it["capacity"] = json!(null)),
        ("unknown field", |it| it["colour"] = json!("RED")),
        ("no object", |it| *it = json!("C1")),
        ("nothing", |it| *it = json!(null)),
    ];
    refuse(&house, &COMMISSION_VAT, &good, spoilt).await;
}

#[tokio::test]
async fn an_operation_is_one_of_those_there_are() {
    let house = House::open().await;
    let (vat, lot) = (house.filled("C1", "50", "10").await, house.lot("L24-01", 600).await);
    let good = json!({ "occurredOn": "2025-09-20", "operation": {
        "loss": { "vatId": vat, "volume": "1", "cause": "PROCESSING" } } });
    let spoilt: &[(&str, Spoil)] = &[
        ("none", |it| it["operation"] = json!({})),
        ("two", |it| it["operation"]["reclassification"] = json!({})),
        ("unknown", |it| it["operation"] = json!({ "theft": {} })),
        ("null", |it| it["operation"]["loss"] = json!(null)),
        ("bad UUID", |it| it["operation"]["loss"]["vatId"] = json!("C1")),
        ("unknown enum", |it| it["operation"]["loss"]["cause"] = json!("EVAPORATION")),
        ("missing field", |it| drop(it["operation"]["loss"].as_object_mut().unwrap().remove("cause"))),
        ("unknown field", |it| it["operation"]["loss"]["bottles"] = json!(1)),
        ("beyond the range", |it| it["operation"]["loss"]["volume"] = json!("99999999999999999999")),
    ];
    refuse(&house, &RECORD, &good, spoilt).await;

    let good = json!({ "occurredOn": "2025-09-20", "operation": {
        "sale": { "lotId": lot, "bottles": 6, "destination": { "export": { "country": "BE" } } } } });
    let spoilt: &[(&str, Spoil)] = &[
        ("half a bottle", |it| it["operation"]["sale"]["bottles"] = json!(6.5)),
        ("bottles as text", |it| it["operation"]["sale"]["bottles"] = json!("6")),
        ("beyond the range", |it| it["operation"]["sale"]["bottles"] = json!(10_000_000_000_000_000_000_u64)),
        ("no country", |it| {
            it["operation"]["sale"]["destination"]["export"] = json!({ "country": "Belgique" });
        }),
        ("small letters", |it| it["operation"]["sale"]["destination"]["export"] = json!({ "country": "be" })),
        ("two destinations", |it| it["operation"]["sale"]["destination"]["franceCrd"] = json!("YES")),
        ("nowhere", |it| it["operation"]["sale"]["destination"] = json!({})),
    ];
    refuse(&house, &RECORD, &good, spoilt).await;
}

#[tokio::test]
async fn counts_stay_within_their_bounds() {
    let house = House::open().await;
    let (vat, lot) = (house.filled("C1", "50", "10").await, house.lot("L24-01", 600).await);
    let good = json!({ "vatId": vat, "occurredOn": "2025-09-20", "abvCentipercent": 1_200 });
    let spoilt: &[(&str, Spoil)] = &[
        ("above 100 %", |it| it["abvCentipercent"] = json!(10_001)),
        ("below zero", |it| it["abvCentipercent"] = json!(-1)),
        ("beyond the range", |it| it["abvCentipercent"] = json!(70_000)),
    ];
    refuse(&house, &RECORD_ANALYSIS, &good, spoilt).await;

    let line = json!({ "lotId": lot, "bottles": 1, "unitPrice": "8.50" });
    let good = json!({ "destination": { "franceCrd": "YES" }, "occurredOn": "2025-09-20", "lines": [line] });
    let spoilt: &[(&str, Spoil)] = &[
        ("no lines", |it| it["lines"] = json!([])),
        ("201 lines", |it| it["lines"] = json!(vec![it["lines"][0].clone(); 201])),
        ("a price with a third decimal", |it| it["lines"][0]["unitPrice"] = json!("8.505")),
        ("a price as a float", |it| it["lines"][0]["unitPrice"] = json!(8.5)),
        ("a price as a word", |it| it["lines"][0]["unitPrice"] = json!("gratuit")),
    ];
    refuse(&house, &PLACE_ORDER, &good, spoilt).await;

    let close = json!({ "month": "2025-09", "occurredOn": "2025-10-01" });
    house.command(&crate::support::commands::CLOSE_MONTH, close).await;
    let good = json!({ "month": "2025-09", "occurredOn": "2025-10-02", "reference": "25091234567" });
    let spoilt: &[(&str, Spoil)] = &[
        ("a thirteenth month", |it| it["month"] = json!("2025-13")),
        ("a day is no month", |it| it["month"] = json!("2025-09-01")),
        ("a long reference", |it| it["reference"] = json!("9".repeat(101))),
    ];
    refuse(&house, &FILE_DRM, &good, spoilt).await;
}

#[tokio::test]
async fn a_variable_that_is_not_given_is_refused_as_well() {
    let house = House::open().await;
    let before = house.fingerprint().await;
    for body in
        [json!({ "query": RECORD.document() }), json!({ "query": RECORD.document(), "variables": {} })]
    {
        let request = house.client.post().header(ACCEPT, GRAPHQL_JSON).body(body.to_string().into()).unwrap();
        let answer = house.client.send(request).await;
        assert_eq!((answer.status, &*answer.code()), (StatusCode::BAD_REQUEST, "BAD_USER_INPUT"));
    }
    let answer = house.client.ask("{ vats { edges { node { colour } } } }", json!({})).await;
    assert_eq!((answer.status, &*answer.code()), (StatusCode::BAD_REQUEST, "BAD_USER_INPUT"));
    assert_eq!(house.fingerprint().await, before);
}
