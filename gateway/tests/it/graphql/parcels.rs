use serde_json::{Value, json};

use crate::support::commands::{PLAN_HARVEST, RECORD, REGISTER_PARCEL, RETIRE_PARCEL, REVERSE};
use crate::support::{House, MUSCADET, id};

fn harvest(house: &House, parcel: &str, vat: &str) -> Value {
    json!({ "harvest": {
        "parcelId": parcel, "vatId": vat, "wineId": house.wine(MUSCADET), "vintage": 2025,
        "volume": "25.4", "waste": "0.8", "weightKg": 3_300, "potentialAbvCentipercent": 1_130 } })
}

#[tokio::test]
async fn a_parcel_is_entered_and_removed() {
    let house = House::open().await;
    let input =
        json!({ "name": "Les Grands Clos", "areaM2": 42_000, "grape": "Melon B.", "cadastre": "AB 112" });
    let parcel = house.command(&REGISTER_PARCEL, input).await["parcel"].clone();
    let told = json!({
        "id": id(&parcel), "name": "Les Grands Clos", "areaM2": 42_000, "grape": "Melon B.",
        "cadastre": "AB 112", "places": [], "planted": true, "harvests": 0,
    });
    assert_eq!(parcel, told);
    let retire = json!({ "id": id(&parcel), "occurredOn": "2025-10-01" });
    let retired = house.command(&RETIRE_PARCEL, retire).await["parcel"].clone();
    assert_eq!(retired["planted"], false);
    let plan = json!({ "parcelId": id(&parcel), "plannedOn": "2025-09-15" });
    house.refused(&PLAN_HARVEST, plan, "PARCEL_RETIRED").await;
    let input = json!({ "name": "X", "areaM2": 0, "grape": "Melon B." });
    house.refused(&REGISTER_PARCEL, input, "PARCEL_AREA_INVALID").await;
    let input = json!({ "name": " ", "areaM2": 10, "grape": "Melon B." });
    house.refused(&REGISTER_PARCEL, input, "PARCEL_NAME_INVALID").await;
}

#[tokio::test]
async fn a_parcel_with_harvests_is_not_removed() {
    let house = House::open().await;
    let (parcel, vat) = (house.parcel("Les Grands Clos").await, house.vat("C1", "50").await);
    let movement = house.record("2025-09-10", harvest(&house, &parcel, &vat)).await;
    let retire = json!({ "id": parcel, "occurredOn": "2025-10-01" });
    let refused = house.refused(&RETIRE_PARCEL, retire.clone(), "PARCEL_HAS_HARVESTS").await;
    let sentence = "La parcelle Les Grands Clos compte 1 récolte(s) : elle ne peut pas être supprimée.";
    assert_eq!(refused["message"], sentence);
    // Without its harvest it can.
    let reverse = json!({ "id": id(&movement), "occurredOn": "2025-09-11", "reason": "Erreur de parcelle" });
    house.command(&REVERSE, reverse).await;
    house.command(&RETIRE_PARCEL, retire).await;
}

#[tokio::test]
async fn a_planned_harvest_comes_in_once_and_from_its_parcel() {
    let house = House::open().await;
    let (parcel, other) = (house.parcel("Les Grands Clos").await, house.parcel("Le Pressoir").await);
    let vat = house.vat("C1", "100").await;
    let input = json!({ "parcelId": parcel, "plannedOn": "2025-09-15" });
    let planned = house.command(&PLAN_HARVEST, input).await["harvest"].clone();
    assert_eq!((planned["status"].as_str(), planned["on"].as_str()), (Some("PLANNED"), Some("2025-09-15")));
    assert_eq!(planned["parcel"]["name"], "Les Grands Clos");
    assert_eq!((&planned["vat"], &planned["volume"]), (&json!(null), &json!(null)));

    let brought = |parcel: &str| {
        let mut operation = harvest(&house, parcel, &vat);
        operation["harvest"]["harvestId"] = planned["id"].clone();
        json!({ "occurredOn": "2025-09-16", "operation": operation })
    };
    house.refused(&RECORD, brought(&other), "HARVEST_OTHER_PARCEL").await;
    house.command(&RECORD, brought(&parcel)).await;
    house.refused(&RECORD, brought(&parcel), "HARVEST_ALREADY_BROUGHT").await;
    let query = "query ($id: UUID!) { harvest(id: $id) {
        status on vintage volume waste weightKg vat { code } wine { label } parcel { harvests } } }";
    let found = house.ask(query, json!({ "id": planned["id"] })).await["harvest"].clone();
    let told = json!({
        "status": "BROUGHT", "on": "2025-09-16", "vintage": 2025, "volume": "25.4", "waste": "0.8",
        "weightKg": 3_300, "vat": { "code": "C1" }, "wine": { "label": MUSCADET }, "parcel": { "harvests": 1 },
    });
    assert_eq!(found, told);
    assert_eq!(house.content(&vat).await, "24.6");
}
