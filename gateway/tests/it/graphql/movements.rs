//! Every kind of movement: what it leaves in vats and lots, and its double entry.

use serde_json::{Value, json};

use crate::support::{CAPSULES, GROS_PLANT, House, MUSCADET, capsules, id};

/// Debits equal credits and losses. Gives the postings as (side, account, volume).
fn postings(movement: &Value) -> Vec<(&str, &str, &str)> {
    let text = |posting: &'_ Value, field: &str| -> String { posting[field].as_str().unwrap().to_owned() };
    let of_side = |wanted: &[&str]| -> i64 {
        let all = movement["postings"].as_array().unwrap().iter();
        all.filter(|it| wanted.contains(&it["side"].as_str().unwrap()))
            .map(|it| ml(&text(it, "volume")))
            .sum()
    };
    assert_eq!(of_side(&["DEBIT"]), of_side(&["CREDIT", "LOSS"]), "{movement}");
    assert_eq!(movement["status"], "VALIDATED");
    let all = movement["postings"].as_array().unwrap().iter();
    all.map(|it| {
        let field = |name: &str| it[name].as_str().unwrap();
        (field("side"), field("account"), field("volume"))
    })
    .collect()
}

fn ml(hl: &str) -> i64 {
    domain::units::Volume::parse_hl(hl).unwrap().ml()
}

async fn lot(house: &House, id: &str) -> Value {
    let query = "query ($id: UUID!) { lot(id: $id) { filled onHand reserved available sold lost } }";
    house.ask(query, json!({ "id": id })).await["lot"].clone()
}

#[tokio::test]
async fn a_harvest_fills_a_vat_without_its_waste() {
    let house = House::open().await;
    let (parcel, vat) = (house.parcel("Les Grands Clos").await, house.vat("C1", "50").await);
    let operation = json!({ "harvest": {
        "parcelId": parcel, "vatId": vat, "wineId": house.wine(MUSCADET), "vintage": 2025,
        "volume": "25.4", "waste": "0.8" } });
    let movement = house.record("2025-09-10", operation).await;
    assert_eq!(movement["kind"], "HARVEST");
    assert_eq!(movement["occurredOn"], "2025-09-10");
    let details = &movement["details"];
    assert_eq!((details["volume"].as_str(), details["loss"].as_str()), (Some("25.4"), Some("0.8")));
    assert_eq!(details["vat"], json!({ "id": vat, "content": "24.6" }));
    let expected = [("DEBIT", "HARVEST", "25.4"), ("LOSS", "HARVEST", "0.8"), ("CREDIT", "VAT", "24.6")];
    assert_eq!(postings(&movement), expected);
}

#[tokio::test]
async fn vats_are_racked_and_blended_and_the_loss_is_shared() {
    let house = House::open().await;
    let (first, second) = (house.filled("C1", "50", "20").await, house.filled("C2", "50", "10").await);
    let blend = house.vat("C3", "50").await;
    let operation = json!({ "transfer": {
        "sources": [{ "vatId": first, "volume": "15" }, { "vatId": second, "volume": "5" }],
        "toVatId": blend, "loss": "0.2" } });
    let movement = house.record("2025-09-18", operation).await;
    let details = &movement["details"];
    assert_eq!(details["toVat"], json!({ "id": blend, "content": "19.8" }));
    let sources = json!([
        { "vat": { "id": first, "content": "5" }, "volume": "15" },
        { "vat": { "id": second, "content": "5" }, "volume": "5" },
    ]);
    assert_eq!(details["sources"], sources);
    let postings = postings(&movement);
    let of = |side: &str| -> Vec<_> { postings.iter().filter(|it| it.0 == side).map(|it| it.2).collect() };
    assert_eq!(of("LOSS"), ["0.15", "0.05"], "by what leaves each source");
    assert_eq!(house.content(&blend).await, "19.8");
}

#[tokio::test]
async fn wine_is_lost_bought_and_dispatched_in_bulk() {
    let house = House::open().await;
    let vat = house.filled("C1", "50", "20").await;
    let loss = json!({ "loss": { "vatId": vat, "volume": "0.1", "cause": "WOOD_STORAGE" } });
    let loss = house.record("2025-09-05", loss).await;
    assert_eq!(loss["details"]["cause"], "WOOD_STORAGE");
    assert_eq!(postings(&loss), [("DEBIT", "VAT", "0.1"), ("LOSS", "VAT", "0.1")]);
    let purchase = json!({ "purchase": { "vatId": vat, "wineId": house.wine(MUSCADET), "volume": "3" } });
    let purchase = house.record("2025-09-06", purchase).await;
    assert_eq!(postings(&purchase), [("DEBIT", "OUTSIDE", "3"), ("CREDIT", "VAT", "3")]);
    let destinations = [
        json!({ "franceWithoutContract": "YES" }),
        json!({ "contract": { "number": "20250917042" } }),
        json!({ "outsideContract": "YES" }),
        json!({ "export": { "country": "BE" } }),
        json!({ "distillery": "YES" }),
        json!({ "industry": "YES" }),
    ];
    for destination in destinations {
        let dispatch = json!({ "vatId": vat, "volume": "1.5", "destination": destination });
        let dispatch = house.record("2025-09-17", json!({ "bulkDispatch": dispatch })).await;
        assert_eq!(postings(&dispatch), [("DEBIT", "VAT", "1.5"), ("CREDIT", "OUTSIDE", "1.5")]);
    }
    assert_eq!(house.content(&vat).await, "13.9");
}

#[tokio::test]
async fn bottles_are_filled_sold_broken_and_returned() {
    let house = House::open().await;
    let vat = house.filled("C1", "50", "24.6").await;
    let bottling = json!({ "bottling": {
        "vatId": vat, "lotNumber": "L25-01", "bottles": 2_500, "sizeMl": 750, "loss": "0.2",
        "vintage": 2025, "capsules": capsules() } });
    let movement = house.record("2025-09-25", bottling).await;
    assert_eq!(house.content(&vat).await, "5.65");
    let expected = [
        ("DEBIT", "VAT", "18.75"),
        ("DEBIT", "VAT", "0.2"),
        ("LOSS", "VAT", "0.2"),
        ("CREDIT", "LOT", "18.75"),
    ];
    assert_eq!(postings(&movement), expected);
    let bottles = id(&movement["details"]["lot"]);
    let accounts = house.ask("{ capsuleAccounts { edges { node { onHand } } } }", json!({})).await;
    assert_eq!(accounts["capsuleAccounts"]["edges"][0]["node"]["onHand"], CAPSULES - 2_500);

    let sale = |bottles_sold: i64, destination: Value| json!({ "sale": { "lotId": bottles, "bottles": bottles_sold, "destination": destination } });
    house.record("2025-09-28", sale(60, json!({ "franceCrd": "YES" }))).await;
    house.record("2025-09-28", sale(120, json!({ "export": { "country": "GB" } }))).await;
    house.record("2025-09-28", sale(30, json!({ "franceSuspended": { "document": "25FRG01" } }))).await;
    let broken = json!({ "bottleLoss": { "lotId": bottles, "bottles": 4, "cause": "BREAKAGE" } });
    house.record("2025-09-29", broken).await;
    let tasted = json!({ "bottleLoss": { "lotId": bottles, "bottles": 6, "cause": "SAMPLING" } });
    house.record("2025-09-29", tasted).await;
    let back = json!({ "saleReturn": {
        "lotId": bottles, "bottles": 12, "soldOn": "2025-09-28", "reason": "Bouchonnées" } });
    let back = house.record("2025-10-03", back).await;
    assert_eq!(back["details"]["reason"], "Bouchonnées");
    let told = json!({
        "filled": 2_500, "onHand": 2_292, "reserved": 0, "available": 2_292, "sold": 198, "lost": 10 });
    assert_eq!(lot(&house, &bottles).await, told);
    let products =
        house.ask("{ products { edges { node { vintage sizeMl onHand sold wine { label } } } } }", json!({}));
    let product = json!({
        "vintage": 2025, "sizeMl": 750, "onHand": 2_292, "sold": 198, "wine": { "label": MUSCADET } });
    assert_eq!(products.await["products"]["edges"], json!([{ "node": product }]));
}

#[tokio::test]
async fn the_content_of_a_vat_becomes_another_wine() {
    let house = House::open().await;
    let vat = house.filled("C1", "50", "12").await;
    let operation = json!({ "reclassification": {
        "vatId": vat, "toWineId": house.wine(GROS_PLANT), "kind": "DOWNGRADE" } });
    let movement = house.record("2025-09-20", operation).await;
    assert_eq!(movement["details"]["reclassification"], "DOWNGRADE");
    postings(&movement);
    let query = "query ($id: UUID!) { vat(id: $id) { content wine { label } } }";
    let found = house.ask(query, json!({ "id": vat })).await["vat"].clone();
    assert_eq!(found, json!({ "content": "12", "wine": { "label": GROS_PLANT } }));
}

#[tokio::test]
async fn an_inventory_sets_the_books_right() {
    let house = House::open().await;
    let vat = house.filled("C1", "50", "12").await;
    let bottles = house.lot("L24-01", 600).await;
    let found = |counted: &str| json!({ "adjustment": { "vatId": vat, "counted": counted, "reason": "Inventaire annuel" } });
    let more = house.record("2025-09-20", found("12.4")).await;
    assert_eq!(postings(&more), [("DEBIT", "INVENTORY", "0.4"), ("CREDIT", "VAT", "0.4")]);
    let less = house.record("2025-09-21", found("11.9")).await;
    assert_eq!(less["details"]["counted"], "11.9");
    assert_eq!(house.content(&vat).await, "11.9");
    postings(&less);
    let count = |counted: i64| json!({ "lotAdjustment": { "lotId": bottles, "counted": counted, "reason": "Inventaire annuel" } });
    house.record("2025-09-21", count(597)).await;
    house.record("2025-09-22", count(603)).await;
    assert_eq!(lot(&house, &bottles).await["onHand"], 603);
}

#[tokio::test]
async fn the_opening_stock_is_found_in_vats_and_bottles() {
    let house = House::open().await;
    let vat = house.vat("C1", "200").await;
    let operation = json!({ "openingInVat": {
        "vatId": vat, "wineId": house.wine(MUSCADET), "volume": "150" } });
    let movement = house.record("2025-09-01", operation).await;
    assert_eq!(postings(&movement), [("DEBIT", "OPENING", "150"), ("CREDIT", "VAT", "150")]);
    let operation = json!({ "openingInBottles": {
        "lotNumber": "L23-PAYE", "wineId": house.wine(MUSCADET), "regime": "PAID", "bottles": 400,
        "sizeMl": 750, "vintage": 2023 } });
    let movement = house.record("2025-09-01", operation).await;
    assert_eq!(postings(&movement), [("DEBIT", "OPENING", "3"), ("CREDIT", "LOT", "3")]);
    let query = "query ($id: UUID!) { lot(id: $id) { lotNumber regime filledOn vintage sizeMl vat { id } capsules { sizeMl } } }";
    let found = house.ask(query, json!({ "id": movement["details"]["lot"]["id"] })).await["lot"].clone();
    let told = json!({
        "lotNumber": "L23-PAYE", "regime": "PAID", "filledOn": "2025-09-01", "vintage": 2023, "sizeMl": 750,
        "vat": null, "capsules": null,
    });
    assert_eq!(found, told);
}
