use serde_json::{Value, json};

use crate::support::commands::{
    ADD_ARTICLE_LOT, AMEND_ARTICLE, LOCATE_PARCEL, RECORD, REGISTER_ARTICLE, REGISTER_PARCEL,
    REMOVE_ARTICLE_LOT, RETIRE_ARTICLE, SET_ARTICLE_PRICE,
};
use crate::support::{House, MUSCADET, id};

/// A vat of so much Melon of 2025 and so much Chardonnay of 2024, and both parcels.
async fn blend(house: &House, melon: &str, chardonnay: &str) -> (String, [String; 2]) {
    let vat = house.vat("C1", "100").await;
    let mut parcels = Vec::new();
    for (grape, vintage, volume) in [("Melon B", 2025, melon), ("Chardonnay", 2024, chardonnay)] {
        let input = json!({ "name": format!("Clos {grape}"), "areaM2": 12_500, "grape": grape });
        let parcel = id(&house.command(&REGISTER_PARCEL, input).await["parcel"]);
        let on = if vintage == 2025 { "2025-09-10" } else { "2025-09-01" };
        let harvest = json!({ "harvest": {
            "parcelId": parcel, "vatId": vat, "wineId": house.wine(MUSCADET), "vintage": vintage, "volume": volume } });
        house.record(on, harvest).await;
        parcels.push(parcel);
    }
    (vat, parcels.try_into().expect("two"))
}

async fn bottled(house: &House, vat: &str, number: &str, bottles: i64) -> String {
    let bottling = json!({ "bottling": {
        "vatId": vat, "lotNumber": number, "bottles": bottles, "sizeMl": 750, "loss": "0" } });
    id(&house.record("2025-09-20", bottling).await["details"]["lot"])
}

fn register(sku: &str, lots: &[&str], claims: Value) -> Value {
    json!({ "sku": sku, "name": "Muscadet 2025", "lotIds": lots, "claims": claims })
}

async fn listed(house: &House, filter: Value) -> Vec<String> {
    let query = "query ($filter: ArticleFilterInput) { articles(filter: $filter, orderBy: SKU) {
        edges { node { sku } } } }";
    let found = house.ask(query, json!({ "filter": filter })).await;
    let edges = found["articles"]["edges"].as_array().expect("edges").iter();
    edges.map(|edge| edge["node"]["sku"].as_str().expect("a SKU").to_owned()).collect()
}

#[tokio::test]
async fn a_label_of_85_per_cent_is_accepted_and_one_of_84_99_refused() {
    for (melon, chardonnay, accepted) in [("17", "3", true), ("16.998", "3.002", false)] {
        let house = House::open().await;
        let (vat, _) = blend(&house, melon, chardonnay).await;
        let lot = bottled(&house, &vat, "L25-01", 1_000).await;
        for claims in [json!({ "vintage": 2025 }), json!({ "grapes": ["Melon B"] })] {
            let input = register(
                &format!("A{}", claims.as_object().unwrap().keys().next().unwrap()),
                &[&lot],
                claims,
            );
            if accepted {
                house.command(&REGISTER_ARTICLE, input).await;
            } else {
                let refused = house.refused(&REGISTER_ARTICLE, input, "ARTICLE_CLAIM_BROKEN").await;
                assert!(refused["message"].as_str().unwrap().contains("il en faut 85 %"), "{refused}");
            }
        }
    }
}

#[tokio::test]
async fn a_lot_tells_what_it_is_made_of_and_what_its_label_may_say() {
    let house = House::open().await;
    let (vat, [melon, _]) = blend(&house, "17", "3").await;
    let lot = bottled(&house, &vat, "L25-01", 1_000).await;
    let places = house.command(&LOCATE_PARCEL, json!({ "id": melon, "places": ["Vallet"] })).await;
    assert_eq!(places["parcel"]["places"], json!(["Vallet"]));
    let query = "query ($of: WineInInput!, $asOf: Date) { composition(of: $of, asOf: $asOf) { volume rounding
        byVintage { name volume percent } byGrape { name percent } byParcel { parcel { name } percent }
        byWine { wine { label } volume percent } byOrigin { kind downgraded harvest { vintage } percent } } }";
    let told = house.ask(query, json!({ "of": { "lot": lot } })).await["composition"].clone();
    assert_eq!(
        told,
        json!({
            "volume": "7.5", "rounding": "0",
            "byVintage": [{ "name": "2025", "volume": "6.375", "percent": "85.00" },
                          { "name": "2024", "volume": "1.125", "percent": "15.00" }],
            "byGrape": [{ "name": "Melon B", "percent": "85.00" }, { "name": "Chardonnay", "percent": "15.00" }],
            "byParcel": [{ "parcel": { "name": "Clos Melon B" }, "percent": "85.00" },
                         { "parcel": { "name": "Clos Chardonnay" }, "percent": "15.00" }],
            "byWine": [{ "wine": { "label": MUSCADET }, "volume": "7.5", "percent": "100.00" }],
            "byOrigin": told["byOrigin"],
        })
    );
    assert_eq!(told["byOrigin"].as_array().unwrap().len(), 2);
    let before =
        house.ask(query, json!({ "of": { "vat": vat }, "asOf": "2025-09-05" })).await["composition"].clone();
    assert_eq!((&before["volume"], &before["byGrape"][0]["name"]), (&json!("3"), &json!("Chardonnay")));
    let nobody = house.ask(query, json!({ "of": { "lot": vat } })).await;
    assert_eq!(nobody["composition"], json!(null));

    let query =
        "query ($lotId: UUID!, $claims: LabelClaimsInput!) { labelClaims(lotId: $lotId, claims: $claims) {
        rule claimed minimumPercent percent named untold whole outcome severity source } }";
    let claims = json!({ "vintage": 2024, "grapes": ["Melon B", "Chardonnay"], "place": "vallet" });
    let found = house.ask(query, json!({ "lotId": lot, "claims": claims })).await["labelClaims"].clone();
    let outcomes: Vec<(&str, &str)> = found
        .as_array()
        .unwrap()
        .iter()
        .map(|it| (it["rule"].as_str().unwrap(), it["outcome"].as_str().unwrap()))
        .collect();
    assert_eq!(
        outcomes,
        [("VINTAGE", "BROKEN"), ("SEVERAL_GRAPES", "MET"), ("GRAPE_ORDER", "MET"), ("SMALLER_UNIT", "MET"),]
    );
    assert_eq!(
        found[0],
        json!({
            "rule": "VINTAGE", "claimed": "2024", "minimumPercent": "85.00", "percent": "15.00", "named": "1.125",
            "untold": "0", "whole": "7.5", "outcome": "BROKEN", "severity": "BLOCK", "source": "2019/33 art. 49",
        })
    );
}

#[tokio::test]
async fn what_cannot_be_proven_is_accepted_with_a_reason_that_stays() {
    let house = House::open().await;
    let vat = house.filled("C1", "100", "50").await;
    let lot = bottled(&house, &vat, "L25-01", 1_000).await;
    let input = register("MUS", &[&lot], json!({ "vintage": 2024 }));
    let refused = house.refused(&REGISTER_ARTICLE, input.clone(), "ARTICLE_CLAIM_UNPROVEN").await;
    assert!(refused["message"].as_str().unwrap().contains("7,5 hl d'origine inconnue"), "{refused}");
    let mut input = input;
    input["reason"] = json!("Registre papier de 2024");
    let article = house.command(&REGISTER_ARTICLE, input).await["article"].clone();
    let accepted = &article["acceptances"][0];
    assert_eq!(
        (&accepted["reason"], &accepted["warnings"][0]["rule"]),
        (&json!("Registre papier de 2024"), &json!("VINTAGE"))
    );
    assert_eq!(accepted["warnings"][0]["untold"], "7.5");
}

#[tokio::test]
async fn an_article_has_prices_lots_and_bottles() {
    let house = House::open().await;
    let (first, second) = (house.lot("L24-01", 600).await, house.lot("L24-02", 300).await);
    let input = register("MUS-24", &[&first], json!({ "vintage": 2024 }));
    let article = house.command(&REGISTER_ARTICLE, input.clone()).await["article"].clone();
    let told = json!({ "sku": "MUS-24", "name": "Muscadet 2025", "active": true, "sizeMl": 750, "vatBasisPoints": 2000,
        "vintage": 2024, "onHand": 600, "reserved": 0, "available": 600, "sold": 0 });
    for (field, value) in told.as_object().unwrap() {
        assert_eq!(&article[field], value, "{field}");
    }
    let mut twice = input;
    twice["sku"] = json!(" mus-24 ");
    house.refused(&REGISTER_ARTICLE, twice, "ARTICLE_ALREADY_REGISTERED").await;

    let article = id(&article);
    let added =
        house.command(&ADD_ARTICLE_LOT, json!({ "id": article, "lotId": second })).await["article"].clone();
    assert_eq!((added["lots"].as_array().unwrap().len(), &added["onHand"]), (2, &json!(900)));
    let sale = json!({ "occurredOn": "2025-09-10", "operation": {
        "sale": { "lotId": second, "bottles": 300, "destination": { "franceCrd": "YES" } } } });
    house.command(&RECORD, sale).await;

    let set = |list: &str, since: &str, tiers: Value| json!({ "id": article, "list": list, "since": since, "price": { "basis": "GROSS", "tiers": tiers } });
    let tiers =
        json!([{ "fromBottles": 1, "unitPrice": "8,50" }, { "fromBottles": 60, "unitPrice": "8.00" }]);
    house.command(&SET_ARTICLE_PRICE, set("consumer", "2025-10-01", tiers)).await;
    let dearer = json!([{ "fromBottles": 1, "unitPrice": "9" }]);
    house.command(&SET_ARTICLE_PRICE, set("CONSUMER", "2026-01-01", dearer)).await;
    let query = "query ($id: UUID!) { article(id: $id) { sold available onHand
        none: priceOn(day: \"2025-09-30\", list: \"CONSUMER\") { unitPrice }
        one: priceOn(day: \"2025-12-31\", list: \"consumer\") { basis unitPrice }
        many: priceOn(day: \"2025-12-31\", list: \"CONSUMER\", bottles: 60) { unitPrice }
        later: priceOn(day: \"2026-01-01\", list: \"CONSUMER\", bottles: 60) { unitPrice }
        prices { list since basis tiers { fromBottles unitPrice } } } }";
    let found = house.ask(query, json!({ "id": article })).await["article"].clone();
    assert_eq!(
        (&found["sold"], &found["onHand"], &found["available"]),
        (&json!(300), &json!(600), &json!(600))
    );
    assert_eq!(
        (&found["none"], &found["one"]),
        (&json!(null), &json!({ "basis": "GROSS", "unitPrice": "8.50" }))
    );
    assert_eq!((&found["many"]["unitPrice"], &found["later"]["unitPrice"]), (&json!("8.00"), &json!("9.00")));
    assert_eq!(found["prices"].as_array().unwrap().len(), 2);
    let absurd = json!([{ "fromBottles": 6, "unitPrice": "8" }]);
    house.refused(&SET_ARTICLE_PRICE, set("CONSUMER", "2026-01-01", absurd), "ARTICLE_TIERS_INVALID").await;
    let below = json!([{ "fromBottles": 1, "unitPrice": "-8" }]);
    house.refused(&SET_ARTICLE_PRICE, set("CONSUMER", "2026-01-01", below), "ARTICLE_PRICE_INVALID").await;

    // The second lot is exhausted: it leaves, and does not come back.
    let removal = json!({ "id": article, "lotId": second });
    house.command(&REMOVE_ARTICLE_LOT, removal.clone()).await;
    house.refused(&ADD_ARTICLE_LOT, removal, "ARTICLE_LOT_EXHAUSTED").await;
    let stranger = json!({ "id": article, "lotId": article });
    house.refused(&ADD_ARTICLE_LOT, stranger, "ARTICLE_LOT_UNKNOWN").await;
    house.refused(&REMOVE_ARTICLE_LOT, json!({ "id": article, "lotId": first }), "ARTICLE_WITHOUT_LOT").await;
}

#[tokio::test]
async fn articles_are_renamed_found_and_retired() {
    let house = House::open().await;
    let lot = house.lot("L24-01", 600).await;
    let mut ids = Vec::new();
    for sku in ["MUS-10", "MUS-2"] {
        ids.push(id(&house.command(&REGISTER_ARTICLE, register(sku, &[&lot], json!({}))).await["article"]));
    }
    let amend = json!({ "id": ids[1], "name": "Cuvée d’Été" });
    let amended = house.command(&AMEND_ARTICLE, amend).await["article"].clone();
    assert_eq!(amended["name"], "Cuvée d’Été");
    let wrong = json!({ "id": ids[1], "claims": { "vintage": 2023 } });
    house.refused(&AMEND_ARTICLE, wrong, "ARTICLE_CLAIM_BROKEN").await;
    house
        .refused(&AMEND_ARTICLE, json!({ "id": ids[1], "vatBasisPoints": 1_960 }), "ARTICLE_VAT_RATE_INVALID")
        .await;
    house.refused(&AMEND_ARTICLE, json!({ "id": lot, "name": "X" }), "ARTICLE_NOT_FOUND").await;

    assert_eq!(listed(&house, json!({})).await, ["MUS-2", "MUS-10"]);
    assert_eq!(listed(&house, json!({ "text": "CUVEE mus" })).await, ["MUS-2"]);
    assert_eq!(listed(&house, json!({ "lotId": lot })).await, ["MUS-2", "MUS-10"]);
    assert!(listed(&house, json!({ "list": "TRADE" })).await.is_empty());
    let price = json!({ "id": ids[0], "list": "TRADE", "since": "2025-10-01",
        "price": { "basis": "NET", "tiers": [{ "fromBottles": 1, "unitPrice": "5.10" }] } });
    house.command(&SET_ARTICLE_PRICE, price.clone()).await;
    assert_eq!(listed(&house, json!({ "list": "trade" })).await, ["MUS-10"]);

    let retire = json!({ "id": ids[0], "occurredOn": "2025-10-01" });
    house.command(&RETIRE_ARTICLE, retire).await;
    assert_eq!(listed(&house, json!({ "active": true })).await, ["MUS-2"]);
    assert_eq!(listed(&house, json!({ "active": false })).await, ["MUS-10"]);
    house.refused(&SET_ARTICLE_PRICE, price, "ARTICLE_RETIRED").await;
    let again = register("MUS-10", &[&lot], json!({}));
    house.refused(&REGISTER_ARTICLE, again, "ARTICLE_ALREADY_REGISTERED").await;
}
