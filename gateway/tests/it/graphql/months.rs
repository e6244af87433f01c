use serde_json::{Value, json};

use crate::support::commands::{AMEND_DRM, CLOSE_MONTH, FILE_DRM};
use crate::support::{House, MUSCADET, capsules};

fn on(month: &str, day: &str) -> Value {
    json!({ "month": month, "occurredOn": day })
}

#[tokio::test]
async fn a_month_is_closed_filed_and_amended() {
    let house = House::open().await;
    house.filled("C1", "50", "10").await;
    assert_eq!(house.drm("2025-09").await["status"], "OPEN");
    assert_eq!(house.drm("2025-10").await["status"], "UNOPENED");

    let closed = house.command(&CLOSE_MONTH, on("2025-09", "2025-10-02")).await["month"].clone();
    assert_eq!(
        (closed["status"].as_str(), closed["closedOn"].as_str()),
        (Some("CLOSED"), Some("2025-10-02"))
    );
    let sha256 = closed["sha256"].as_str().unwrap().to_owned();
    assert_eq!(sha256.len(), 64);
    let mut filed = on("2025-09", "2025-10-05");
    filed["reference"] = json!("25091234567");
    let filed = house.command(&FILE_DRM, filed).await["month"].clone();
    assert_eq!((filed["status"].as_str(), filed["filedOn"].as_str()), (Some("FILED"), Some("2025-10-05")));
    let mut amended = on("2025-09", "2025-10-20");
    amended["observation"] = json!("Contrat rectifié par la douane");
    let amended = house.command(&AMEND_DRM, amended).await["month"].clone();
    assert_eq!((amended["status"].as_str(), amended["sha256"].as_str()), (Some("AMENDED"), Some(&*sha256)));
}

#[tokio::test]
async fn months_are_closed_in_order_when_they_are_over() {
    let house = House::open().await;
    house.refused(&CLOSE_MONTH, on("2025-09", "2025-09-30"), "MONTH_NOT_OVER").await;
    house.refused(&CLOSE_MONTH, on("2025-10", "2025-11-01"), "PRECEDING_MONTH_OPEN").await;
    house.refused(&CLOSE_MONTH, on("2025-08", "2025-11-01"), "MONTH_BEFORE_BOOKS").await;
    house.command(&CLOSE_MONTH, on("2025-09", "2025-10-01")).await;
    house.command(&CLOSE_MONTH, on("2025-10", "2025-11-01")).await;
}

#[tokio::test]
async fn a_return_is_filed_once_it_is_closed_and_amended_once_it_is_filed() {
    let house = House::open().await;
    let amend = json!({ "month": "2025-09", "observation": "Essai", "occurredOn": "2025-10-09" });
    house.filled("C1", "50", "10").await;
    house.refused(&FILE_DRM, on("2025-09", "2025-10-05"), "MONTH_NOT_CLOSED").await;
    house.refused(&FILE_DRM, on("2025-12", "2026-01-05"), "MONTH_NOT_OPENED").await;
    house.command(&CLOSE_MONTH, on("2025-09", "2025-10-02")).await;
    house.refused(&AMEND_DRM, amend.clone(), "DRM_NOT_FILED").await;
    house.command(&FILE_DRM, on("2025-09", "2025-10-05")).await;
    house.refused(&FILE_DRM, on("2025-09", "2025-10-05"), "DRM_ALREADY_FILED").await;
    let mut silent = amend;
    silent["observation"] = json!("  ");
    house.refused(&AMEND_DRM, silent, "OBSERVATION_MISSING").await;
}

/// The figures of the specification's own story.
#[tokio::test]
async fn the_return_comes_out_of_the_events() {
    let house = House::open().await;
    let (parcel, first) = (house.parcel("Les Grands Clos").await, house.vat("C1", "50").await);
    let second = house.vat("C2", "30").await;
    let harvest = json!({ "harvest": {
        "parcelId": parcel, "vatId": first, "wineId": house.wine(MUSCADET), "vintage": 2025,
        "volume": "25.4", "waste": "0.8" } });
    house.record("2025-09-10", harvest).await;
    let racking =
        json!({ "transfer": { "sources": [{ "vatId": first, "volume": "5" }], "toVatId": second } });
    house.record("2025-09-18", racking).await;
    let loss = json!({ "loss": { "vatId": first, "volume": "0.1", "cause": "PROCESSING" } });
    house.record("2025-09-19", loss).await;
    let bottling = json!({ "bottling": {
        "vatId": first, "lotNumber": "L25-01", "bottles": 2_500, "sizeMl": 750, "loss": "0.2",
        "vintage": 2025, "capsules": capsules() } });
    let lot = house.record("2025-09-25", bottling).await["details"]["lot"]["id"].clone();
    let sale = json!({ "sale": { "lotId": lot, "bottles": 60, "destination": { "franceCrd": "YES" } } });
    house.record("2025-09-29", sale).await;
    assert_eq!(house.content(&first).await, "0.55");
    let balance = house.balance("2025-09", MUSCADET).await;
    let exits = vec![("FRANCE_CRD_SUSPENDED", "0.45"), ("LOSSES", "0.3")];
    assert_eq!(balance.sides(), (vec![("VOLUME_PRODUCED", "24.6")], exits));
    assert_eq!((balance.opening.as_str(), balance.closing.as_str()), ("500", "523.85"));
    // What is open at the end of a month opens the next one.
    let next = house.balance("2025-10", MUSCADET).await;
    assert_eq!((next.opening.as_str(), next.closing.as_str()), ("523.85", "523.85"));
}
