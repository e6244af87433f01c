//! Counter-entries: in the month of what they take back they net it out, later they enter the other side.

use serde_json::{Value, json};

use crate::support::commands::{CLOSE_MONTH, RECORD, REVERSE};
use crate::support::{House, MUSCADET, capsules, id};

fn reverse(movement: &Value, on: &str) -> Value {
    json!({ "id": id(movement), "occurredOn": on, "reason": "Erreur de saisie" })
}

fn loss(vat: &str, volume: &str) -> Value {
    json!({ "loss": { "vatId": vat, "volume": volume, "cause": "PROCESSING" } })
}

#[tokio::test]
async fn in_its_month_a_reversal_takes_the_figure_off_its_node() {
    let house = House::open().await;
    let vat = house.filled("C1", "50", "20").await;
    house.record("2025-09-05", loss(&vat, "0.3")).await;
    let wrong = house.record("2025-09-10", loss(&vat, "2")).await;
    let before = house.balance("2025-09", MUSCADET).await;
    assert_eq!(before.sides().1, [("LOSSES", "2.3")]);

    let answer = house.command(&REVERSE, reverse(&wrong, "2025-09-12")).await;
    let counter = &answer["counterEntry"];
    assert_eq!((counter["kind"].as_str(), counter["status"].as_str()), (Some("REVERSAL"), Some("VALIDATED")));
    assert_eq!(counter["details"]["reason"], "Erreur de saisie");
    let reversed = json!({ "id": id(&wrong), "status": "REVERSED", "reversedBy": { "id": counter["id"] } });
    assert_eq!(counter["reverses"], reversed);
    assert_eq!(house.content(&vat).await, "19.7");
    let after = house.balance("2025-09", MUSCADET).await;
    assert_eq!(after.sides(), (vec![], vec![("LOSSES", "0.3")]));
    assert_eq!((after.opening.as_str(), after.closing.as_str()), ("500", "499.7"));

    house.refused(&REVERSE, reverse(&wrong, "2025-09-13"), "MOVEMENT_ALREADY_REVERSED").await;
    house.refused(&REVERSE, reverse(counter, "2025-09-13"), "REVERSAL_IS_FINAL").await;
}

#[tokio::test]
async fn in_a_later_month_a_reversal_enters_the_other_side() {
    let house = House::open().await;
    let vat = house.filled("C1", "50", "20").await;
    let wrong = house.record("2025-09-10", loss(&vat, "2")).await;
    let sale = house.lot("L24-01", 600).await;
    let sale = json!({ "sale": { "lotId": sale, "bottles": 60, "destination": { "franceCrd": "YES" } } });
    let sale = house.record("2025-09-15", sale).await;
    house.command(&CLOSE_MONTH, json!({ "month": "2025-09", "occurredOn": "2025-10-02" })).await;

    house.refused(&REVERSE, reverse(&wrong, "2025-09-30"), "MONTH_CLOSED").await;
    house.command(&REVERSE, reverse(&wrong, "2025-10-03")).await;
    house.command(&REVERSE, reverse(&sale, "2025-10-03")).await;
    let september = house.balance("2025-09", MUSCADET).await;
    assert_eq!(september.sides().1, [("FRANCE_CRD_SUSPENDED", "0.45"), ("LOSSES", "2")], "closed is closed");
    let october = house.balance("2025-10", MUSCADET).await;
    let entries = vec![("OTHER_ENTRIES", "2"), ("REPLACED_UNDER_SUSPENSION", "0.45")];
    assert_eq!(october.sides(), (entries, vec![]));
    assert_eq!((october.opening.as_str(), october.closing.as_str()), ("497.55", "500"));
    assert_eq!(house.content(&vat).await, "20");

    let query = "{ drmEntries(month: \"2025-10\") { edges { node { node volume observation eventType
        wine { label } movement { kind status } } } } }";
    let entries = house.ask(query, json!({})).await["drmEntries"]["edges"].clone();
    let told = json!({
        "node": "OTHER_ENTRIES", "volume": "2", "observation": "contre-écriture du 2025-09-10 : perte",
        "eventType": "EntryReversed", "wine": { "label": MUSCADET },
        "movement": { "kind": "REVERSAL", "status": "VALIDATED" },
    });
    assert_eq!(entries[0]["node"], told);
}

#[tokio::test]
async fn a_reversal_cannot_precede_or_take_what_has_gone() {
    let house = House::open().await;
    let vat = house.vat("C1", "50").await;
    let purchase = json!({ "purchase": { "vatId": vat, "wineId": house.wine(MUSCADET), "volume": "10" } });
    let purchase = house.record("2025-09-10", purchase).await;
    house.record("2025-09-12", loss(&vat, "4")).await;
    house.refused(&REVERSE, reverse(&purchase, "2025-09-09"), "REVERSAL_BEFORE_ENTRY").await;
    house.refused(&REVERSE, reverse(&purchase, "2025-09-20"), "VAT_SHORT").await;
    let mut without_reason = reverse(&purchase, "2025-09-20");
    without_reason["reason"] = json!("");
    house.refused(&REVERSE, without_reason, "REASON_MISSING").await;
}

#[tokio::test]
async fn a_bottling_taken_back_returns_wine_and_capsules() {
    let house = House::open().await;
    let vat = house.filled("C1", "50", "20").await;
    let bottling = json!({ "bottling": {
        "vatId": vat, "lotNumber": "L25-01", "bottles": 1_000, "sizeMl": 750, "loss": "0.1",
        "capsules": capsules() } });
    let movement = house.record("2025-09-20", bottling.clone()).await;
    house.command(&REVERSE, reverse(&movement, "2025-09-20")).await;
    assert_eq!(house.content(&vat).await, "20");
    let drm = house.drm("2025-09").await;
    assert_eq!(drm["capsules"][0]["closing"], 12_000);
    let again = json!({ "occurredOn": "2025-09-21", "operation": bottling });
    house.refused(&RECORD, again, "LOT_NUMBER_TAKEN").await;
}
