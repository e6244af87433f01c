use serde_json::{Value, json};

use crate::support::commands::{AMEND, DISCARD, DRAFT, RECORD, REVERSE, VALIDATE};
use crate::support::{House, id};

fn loss(vat: &str, volume: &str) -> Value {
    json!({ "loss": { "vatId": vat, "volume": volume, "cause": "TANK_STORAGE" } })
}

fn draft(vat: &str, volume: &str, on: &str) -> Value {
    json!({ "occurredOn": on, "operation": loss(vat, volume) })
}

#[tokio::test]
async fn a_draft_has_no_effect_until_it_is_validated() {
    let house = House::open().await;
    let vat = house.filled("C1", "50", "10").await;
    let draft = house.command(&DRAFT, draft(&vat, "3", "2025-09-20")).await["movement"].clone();
    assert_eq!((draft["status"].as_str(), draft["kind"].as_str()), (Some("DRAFT"), Some("LOSS")));
    assert_eq!((&draft["postings"], &draft["validatedPosition"]), (&json!([]), &json!(null)));
    assert_eq!(house.content(&vat).await, "10");

    let amended = json!({ "id": id(&draft), "occurredOn": "2025-09-21", "operation": loss(&vat, "4") });
    let amended = house.command(&AMEND, amended).await["movement"].clone();
    assert_eq!((amended["occurredOn"].as_str(), &amended["id"]), (Some("2025-09-21"), &draft["id"]));
    assert_eq!(amended["details"]["volume"], "4");
    assert_eq!(house.content(&vat).await, "10");

    let validated = house.command(&VALIDATE, json!({ "id": id(&draft) })).await;
    assert_eq!(validated["movement"]["status"], "VALIDATED");
    assert_eq!(validated["movement"]["validatedPosition"], validated["position"]);
    assert_eq!(house.content(&vat).await, "6");
}

#[tokio::test]
async fn a_draft_is_thrown_away_once() {
    let house = House::open().await;
    let vat = house.filled("C1", "50", "10").await;
    let draft = house.command(&DRAFT, draft(&vat, "3", "2025-09-20")).await["movement"].clone();
    let discard = |reason: &str| json!({ "id": id(&draft), "reason": reason });
    house.refused(&DISCARD, discard(" "), "REASON_MISSING").await;
    let discarded = house.command(&DISCARD, discard("Saisi deux fois")).await["movement"].clone();
    assert_eq!(discarded["status"], "DISCARDED");
    house.refused(&DISCARD, discard("Encore"), "MOVEMENT_DISCARDED").await;
    house.refused(&VALIDATE, json!({ "id": id(&draft) }), "MOVEMENT_DISCARDED").await;
    let reverse = json!({ "id": id(&draft), "occurredOn": "2025-09-21", "reason": "Encore" });
    house.refused(&REVERSE, reverse, "MOVEMENT_DISCARDED").await;
    assert_eq!(house.content(&vat).await, "10");
}

#[tokio::test]
async fn a_validated_movement_is_locked() {
    let house = House::open().await;
    let vat = house.filled("C1", "50", "10").await;
    let drafted = id(&house.command(&DRAFT, draft(&vat, "3", "2025-09-20")).await["movement"]);
    house.command(&VALIDATE, json!({ "id": drafted })).await;
    let recorded = id(&house.record("2025-09-20", loss(&vat, "1")).await);
    let counter = json!({ "id": recorded, "occurredOn": "2025-09-21", "reason": "Erreur de cuve" });
    let counter = id(&house.command(&REVERSE, counter).await["counterEntry"]);
    for movement in [drafted, recorded, counter] {
        let amend = json!({ "id": movement, "occurredOn": "2025-09-20", "operation": loss(&vat, "0.1") });
        let refused = house.refused(&AMEND, amend, "MOVEMENT_LOCKED").await;
        let sentence = "Ce mouvement est validé et verrouillé : corrigez-le par une contre-écriture.";
        assert_eq!(refused["message"], sentence);
        house.refused(&DISCARD, json!({ "id": movement, "reason": "Essai" }), "MOVEMENT_LOCKED").await;
        house.refused(&VALIDATE, json!({ "id": movement }), "MOVEMENT_LOCKED").await;
    }
    assert_eq!(house.content(&vat).await, "7");
}

#[tokio::test]
async fn a_draft_is_held_against_the_cellar_when_it_is_validated() {
    let house = House::open().await;
    let vat = house.filled("C1", "50", "10").await;
    let draft = id(&house.command(&DRAFT, draft(&vat, "8", "2025-09-20")).await["movement"]);
    house.record("2025-09-19", loss(&vat, "3")).await;
    house.refused(&VALIDATE, json!({ "id": draft }), "VAT_SHORT").await;
    house
        .refused(&RECORD, json!({ "occurredOn": "2025-09-20", "operation": loss(&vat, "8") }), "VAT_SHORT")
        .await;
    let amended = json!({ "id": draft, "occurredOn": "2025-09-20", "operation": loss(&vat, "7") });
    house.command(&AMEND, amended).await;
    house.command(&VALIDATE, json!({ "id": draft })).await;
    assert_eq!(house.content(&vat).await, "0");
}
