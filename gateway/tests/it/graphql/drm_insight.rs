//! What is told of a month besides its balances: duty, losses, anomalies, other versions of it.

use serde_json::json;

use crate::support::commands::{AMEND_DRM, CHOOSE_LOSS_SCHEME, CLOSE_MONTH, FILE_DRM, TELL_DRM_ANNEXES};
use crate::support::{House, MUSCADET, id};

const MONTH: &str = "query ($month: Month!) { drmMonth(month: $month) {
    dueOn isLate isNil
    duty { category base ratePerHl due credit }
    losses { campaign scheme allowed observed warning taxableShortage }
    anomalies { code severity message hint subject }
    differences { figure before after wine { label } }
    wines { wine { label } isExhausted closing } } }";

#[tokio::test]
async fn a_month_tells_its_duty_its_losses_and_what_is_odd() {
    let house = House::open().await;
    let vat = house.filled("C1", "50", "40").await;
    let bare = json!({ "bottling": {
        "vatId": vat, "lotNumber": "L25-NU", "bottles": 100, "sizeMl": 750, "loss": "0.05" } });
    house.record("2025-09-10", bare).await;
    let small_bulk = json!({ "bulkDispatch": {
        "vatId": vat, "volume": "10", "destination": { "franceWithoutContract": "YES" } } });
    house.record("2025-09-12", small_bulk).await;
    let month = &house.ask(MONTH, json!({ "month": "2025-09" })).await["drmMonth"];
    assert_eq!(
        (&month["dueOn"], &month["isLate"], &month["isNil"]),
        (&json!("2025-10-10"), &json!(true), &json!(false))
    );
    // 10 hl of still wine at 4.12 € in 2025.
    assert_eq!(
        month["duty"],
        json!([{ "category": "STILL", "base": "10", "ratePerHl": "4.12", "due": "41.20", "credit": "0.00" }])
    );
    assert_eq!(month["losses"]["campaign"], "2025-2026");
    assert_eq!(
        (&month["losses"]["scheme"], &month["losses"]["observed"]),
        (&json!("STAGES"), &json!("0.05"))
    );
    let codes: Vec<&str> =
        month["anomalies"].as_array().unwrap().iter().map(|it| it["code"].as_str().unwrap()).collect();
    assert!(codes.contains(&"BOTTLED_WITHOUT_CAPSULES"), "{codes:?}");
    assert_eq!(month["differences"], json!([]));

    let scheme = json!({ "scheme": "GLOBAL", "campaign": 2025 });
    house.command(&CHOOSE_LOSS_SCHEME, scheme).await;
    let month = &house.ask(MONTH, json!({ "month": "2025-09" })).await["drmMonth"];
    assert_eq!(month["losses"]["scheme"], "GLOBAL");
    let before_books = json!({ "scheme": "GLOBAL", "campaign": 2024 });
    house.refused(&CHOOSE_LOSS_SCHEME, before_books, "CAMPAIGN_INVALID").await;
}

#[tokio::test]
async fn a_month_is_told_as_of_a_day_and_as_the_books_said_it() {
    let house = House::open().await;
    let vat = house.filled("C1", "50", "40").await;
    let loss = |volume: &str| json!({ "loss": { "vatId": vat, "volume": volume, "cause": "TANK_STORAGE" } });
    house.record("2025-09-10", loss("1")).await;
    let known = house.ask("{ position }", json!({})).await["position"].as_i64().unwrap();
    house.record("2025-09-20", loss("2")).await;
    let ask = "query ($day: Date, $position: Int) { drmReturn(month: \"2025-09\", asOf: $day, asKnownAt: $position) {
        holds wines { wine { label } exits { node volume } } }
        drmMonth(month: \"2025-09\") { differences(sincePosition: $position) { figure before after } } }";
    let losses = |answer: &serde_json::Value| {
        let wines = answer["drmReturn"]["wines"].as_array().unwrap();
        let wine = wines.iter().find(|wine| wine["wine"]["label"] == MUSCADET).unwrap();
        wine["exits"].clone()
    };
    let exits = |volume: &str| json!([{ "node": "LOSSES", "volume": volume }]);
    let as_of = house.ask(ask, json!({ "day": "2025-09-15" })).await;
    assert_eq!(losses(&as_of), exits("1"));
    let as_known = house.ask(ask, json!({ "position": known })).await;
    assert_eq!(losses(&as_known), exits("1"));
    assert_eq!(
        as_known["drmMonth"]["differences"][0],
        json!({ "figure": "LOSSES", "before": "1", "after": "3" })
    );
    let now = house.ask(ask, json!({})).await;
    assert_eq!(losses(&now), exits("3"));
    let entries = "query { drmEntries(month: \"2025-09\", figure: { regime: SUSPENDED, node: \"LOSSES\" }) {
        edges { node { node volume eventType } } } }";
    let entries = house.ask(entries, json!({})).await;
    assert_eq!(entries["drmEntries"]["edges"].as_array().unwrap().len(), 2);
}

#[tokio::test]
async fn annexes_are_told_and_a_filed_month_is_amended_with_its_corrections() {
    let house = House::open().await;
    let vat = house.filled("C1", "50", "40").await;
    let annexes = json!({ "month": "2025-09", "annexes": {
        "documents": [{ "kind": "PAID", "first": "1", "last": "6", "count": 6 }],
        "uncleared": [{ "document": "25FRN1543509578452630", "dispatchedOn": "2025-08-01", "consignee": "BE123456" }],
        "vinegar": "1.5" } });
    let told = house.command(&TELL_DRM_ANNEXES, annexes.clone()).await;
    assert_eq!(told["month"]["annexes"]["vinegar"], "1.5");
    let none = json!({ "month": "2025-09", "annexes": { "documents": [
        { "kind": "PAID", "first": "1", "last": "6", "count": 0 }] } });
    house.refused(&TELL_DRM_ANNEXES, none, "DOCUMENT_RANGE_INVALID").await;
    house.command(&CLOSE_MONTH, json!({ "month": "2025-09", "occurredOn": "2025-10-02" })).await;
    house.refused(&TELL_DRM_ANNEXES, annexes, "MONTH_CLOSED").await;
    house.command(&FILE_DRM, json!({ "month": "2025-09", "occurredOn": "2025-10-03" })).await;
    let loss = json!({ "loss": { "vatId": vat, "volume": "1", "cause": "TANK_STORAGE" } });
    let correction = id(&house.record("2025-10-04", loss).await);
    let amendment = json!({ "month": "2025-09", "occurredOn": "2025-10-05", "observation": "perte oubliée",
        "corrections": [correction] });
    let amended = house.command(&AMEND_DRM, amendment).await;
    let first = &amended["month"]["amendments"][0];
    assert_eq!((&first["number"], &first["corrections"][0]["id"]), (&json!(1), &json!(correction)));
}

#[tokio::test]
async fn august_opens_with_the_inventory_and_the_read_model_says_so() {
    let house = House::open().await;
    let vat = house.filled("C1", "50", "40").await;
    let count = json!({ "adjustment": {
        "vatId": vat, "counted": "39.5", "annual": true, "reason": "inventaire du 31 juillet" } });
    house.record("2026-08-01", count).await;
    let ask = "{ july: drmMonth(month: \"2026-07\") { wines { wine { label } closing } }
        august: drmMonth(month: \"2026-08\") { wines { wine { label } opening closing entries { node } exits { node } } }
        folded: drmReturn(month: \"2026-08\") { wines { wine { label } opening closing } } }";
    let answer = house.ask(ask, json!({})).await;
    let of = |month: &str| {
        let wines = answer[month]["wines"].as_array().unwrap().clone();
        wines.into_iter().find(|wine| wine["wine"]["label"] == MUSCADET).unwrap()
    };
    let hl = |value: &serde_json::Value| domain::units::Volume::parse_hl(value.as_str().unwrap()).unwrap();
    let half = domain::units::Volume::parse_hl("0.5").unwrap();
    assert_eq!(hl(&of("august")["opening"]), hl(&of("july")["closing"]) - half);
    assert_eq!(of("august")["opening"], of("august")["closing"]);
    assert_eq!((&of("august")["entries"], &of("august")["exits"]), (&json!([]), &json!([])));
    assert_eq!(of("folded")["opening"], of("august")["opening"]);
}
