//! Days that the books do not take.

use serde_json::{Value, json};

use crate::support::commands::{
    CLOSE_MONTH, COMMISSION_VAT, DRAFT, MOVE_CAPSULES, PLACE_ORDER, RECORD, RECORD_ADDITION, RECORD_ANALYSIS,
    RETIRE_PARCEL, RETIRE_VAT, VALIDATE,
};
use crate::support::{House, capsules, id};

/// A day that is always ahead.
const AHEAD: &str = "2099-01-01";

fn loss(vat: &str, on: &str) -> Value {
    json!({ "occurredOn": on, "operation": {
        "loss": { "vatId": vat, "volume": "0.1", "cause": "PROCESSING" } } })
}

#[tokio::test]
async fn a_closed_month_takes_nothing() {
    let house = House::open().await;
    let (vat, lot) = (house.filled("C1", "50", "10").await, house.lot("L24-01", 600).await);
    let order = house.order(&lot, 12, "2025-09-20").await;
    let draft = id(&house.command(&DRAFT, loss(&vat, "2025-09-20")).await["movement"]);
    house
        .command(&crate::support::commands::CONFIRM_ORDER, json!({ "id": order, "occurredOn": "2025-09-20" }))
        .await;
    house.command(&CLOSE_MONTH, json!({ "month": "2025-09", "occurredOn": "2025-10-01" })).await;

    let refused = house.refused(&RECORD, loss(&vat, "2025-09-30"), "MONTH_CLOSED").await;
    assert_eq!(
        refused["message"],
        "Septembre 2025 est clôturé : corrigez par une contre-écriture dans un mois ouvert."
    );
    house.refused(&VALIDATE, json!({ "id": draft }), "MONTH_CLOSED").await;
    let dispatch = json!({ "id": order, "occurredOn": "2025-09-30" });
    house.refused(&crate::support::commands::DISPATCH_ORDER, dispatch, "MONTH_CLOSED").await;
    let accounts = house.ask("{ capsuleAccounts { edges { node { id } } } }", json!({})).await;
    let account = id(&accounts["capsuleAccounts"]["edges"][0]["node"]);
    let buy = json!({ "accountId": account, "action": "BUY", "count": 100, "occurredOn": "2025-09-30" });
    house.refused(&MOVE_CAPSULES, buy, "MONTH_CLOSED").await;
    let closed = json!({ "month": "2025-09", "occurredOn": "2025-10-02" });
    house.refused(&CLOSE_MONTH, closed, "MONTH_CLOSED").await;
    house.command(&RECORD, loss(&vat, "2025-10-01")).await;
}

#[tokio::test]
async fn the_books_begin_with_their_first_month() {
    let house = House::open().await;
    let old = json!({ "code": "C1", "capacity": "50", "material": "WOOD", "inServiceOn": "2019-03-01" });
    let vat = id(&house.command(&COMMISSION_VAT, old).await["vat"]);
    let opening = |on: &str| {
        let wine = house.wine(crate::support::MUSCADET);
        json!({ "occurredOn": on, "operation": {
            "openingInVat": { "vatId": vat, "wineId": wine, "volume": "10" } } })
    };
    house.refused(&RECORD, opening("2025-08-31"), "MONTH_BEFORE_BOOKS").await;
    house.command(&RECORD, opening("2025-09-01")).await;
    let new = json!({ "code": "C2", "capacity": "50", "material": "WOOD", "inServiceOn": "2025-10-05" });
    let new = id(&house.command(&COMMISSION_VAT, new).await["vat"]);
    let purchase = json!({ "occurredOn": "2025-10-04", "operation": { "purchase": {
        "vatId": new, "wineId": house.wine(crate::support::MUSCADET), "volume": "1" } } });
    house.refused(&RECORD, purchase, "VAT_NOT_YET_IN_SERVICE").await;
}

#[tokio::test]
async fn what_takes_effect_has_happened() {
    let house = House::open().await;
    let (vat, lot) = (house.filled("C1", "50", "10").await, house.lot("L24-01", 600).await);
    let empty = house.vat("C2", "50").await;
    let parcel = house.parcel("Le Pressoir").await;
    let refused = house.refused(&RECORD, loss(&vat, AHEAD), "DATE_IN_FUTURE").await;
    let sentence = refused["message"].as_str().unwrap();
    assert!(
        sentence.starts_with("Le 01/01/2099 est dans le futur") && sentence.contains("brouillon"),
        "{sentence}"
    );
    let sale = json!({ "sale": { "lotId": lot, "bottles": 1, "destination": { "franceCrd": "YES" } } });
    let bottling = json!({ "bottling": {
        "vatId": vat, "lotNumber": "L99-01", "bottles": 10, "sizeMl": 750, "capsules": capsules() } });
    for operation in [sale, bottling] {
        house
            .refused(&RECORD, json!({ "occurredOn": AHEAD, "operation": operation }), "DATE_IN_FUTURE")
            .await;
    }
    let analysis = json!({ "vatId": vat, "occurredOn": AHEAD, "freeSo2MgPerL": 20 });
    house.refused(&RECORD_ANALYSIS, analysis, "DATE_IN_FUTURE").await;
    let addition = json!({ "vatId": vat, "occurredOn": AHEAD, "product": "SO₂", "quantity": "0.005" });
    house.refused(&RECORD_ADDITION, addition, "DATE_IN_FUTURE").await;
    house.refused(&RETIRE_VAT, json!({ "id": empty, "occurredOn": AHEAD }), "DATE_IN_FUTURE").await;
    house.refused(&RETIRE_PARCEL, json!({ "id": parcel, "occurredOn": AHEAD }), "DATE_IN_FUTURE").await;
    let order = json!({
        "destination": { "franceCrd": "YES" }, "occurredOn": AHEAD,
        "lines": [{ "lotId": lot, "bottles": 1, "unitPrice": "8" }],
    });
    house.refused(&PLACE_ORDER, order, "DATE_IN_FUTURE").await;
    house.refused(&CLOSE_MONTH, json!({ "month": "2025-09", "occurredOn": AHEAD }), "DATE_IN_FUTURE").await;
}

#[tokio::test]
async fn a_draft_may_lie_ahead_and_waits_for_its_day() {
    let house = House::open().await;
    let vat = house.filled("C1", "50", "10").await;
    let draft = house.command(&DRAFT, loss(&vat, AHEAD)).await["movement"].clone();
    assert_eq!((draft["status"].as_str(), draft["occurredOn"].as_str()), (Some("DRAFT"), Some(AHEAD)));
    house.refused(&VALIDATE, json!({ "id": id(&draft) }), "DATE_IN_FUTURE").await;
    house.refused(&DRAFT, loss(&vat, "3000-01-01"), "DATE_OUT_OF_CALENDAR").await;
}
