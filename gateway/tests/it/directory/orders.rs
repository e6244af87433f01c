use serde_json::{Value, json};
use uuid::Uuid;

use super::support::{erase, export, today};
use crate::support::commands::{DRAFT, PLACE_ORDER, RECORD};
use crate::support::{House, MUSCADET, id};

fn order(lot: &str, customer: &str) -> Value {
    json!({
        "commandId": Uuid::now_v7(), "customerId": customer, "destination": { "franceCrd": "YES" },
        "occurredOn": "2025-09-20", "lines": [{ "lotId": lot, "bottles": 6, "unitPrice": "8.50" }],
    })
}

fn purchase(house: &House, vat: &str, supplier: &str) -> Value {
    json!({ "occurredOn": "2025-09-20", "operation": { "purchase": {
        "vatId": vat, "wineId": house.wine(MUSCADET), "volume": "1", "supplierId": supplier } } })
}

#[tokio::test]
async fn an_order_names_a_customer_of_the_directory() {
    let house = House::open().await;
    let (lot, customer) = (house.lot("L24-01", 600).await, house.party("Jeanne Martin").await);
    let unknown = Uuid::now_v7().to_string();
    house.refused(&PLACE_ORDER, order(&lot, &unknown), "PARTY_NOT_FOUND").await;
    let theirs = house.neighbour().await.party("Voisin").await;
    house.refused(&PLACE_ORDER, order(&lot, &theirs), "PARTY_NOT_FOUND").await;

    let input = order(&lot, &customer);
    let placed = house.command(&PLACE_ORDER, input.clone()).await;
    assert_eq!(placed["order"]["customer"], json!({ "id": customer, "name": "Jeanne Martin" }));

    erase(&house, &customer, today()).await;
    house.refused(&PLACE_ORDER, order(&lot, &customer), "PARTY_ERASED").await;
    // The command that was done before answers as the first time, but for the name that is gone.
    let again = house.send(&PLACE_ORDER, input).await;
    assert_eq!((&again["replayed"], &again["position"]), (&json!(true), &placed["position"]));
    assert_eq!(again["order"]["customerId"], json!(customer), "the id stays in the ledger");
    assert_eq!(again["order"]["customer"], json!({ "id": customer, "name": null }));
    journal::verify::database(house.database.owner_pool(), house.estate).await.unwrap();
}

#[tokio::test]
async fn wine_is_bought_from_a_supplier_of_the_directory() {
    let house = House::open().await;
    let vat = house.filled("C1", "50", "10").await;
    for command in [&RECORD, &DRAFT] {
        let unknown = purchase(&house, &vat, &Uuid::now_v7().to_string());
        house.refused(command, unknown, "PARTY_NOT_FOUND").await;
    }
    let supplier = house.party("Domaine voisin").await;
    let movement = house.command(&RECORD, purchase(&house, &vat, &supplier)).await["movement"].clone();
    let document = export(&house, &supplier).await.unwrap();
    assert_eq!(document["movements"], json!([id(&movement)]));
}
