use serde_json::json;

use crate::support::commands::DECLARE_WINE;
use crate::support::{GROS_PLANT, House, MUSCADET, id};

#[tokio::test]
async fn the_opening_stock_is_told_with_what_is_still_to_be_placed() {
    let house = House::open().await;
    house.filled("C1", "100", "80").await;
    house.lot("L24-01", 4_000).await;
    let query = "{ estate { name accise cvi interprofessionId booksFrom
        openingStock { wine { label } regime volume placed unplaced } } }";
    let estate = house.ask(query, json!({})).await["estate"].clone();
    assert_eq!(estate["name"], "Domaine de l'Essai");
    assert_eq!(estate["booksFrom"], "2025-09");
    assert_eq!(estate["cvi"], "4412345678");
    assert_eq!(estate["interprofessionId"], json!(null));
    let stock = |label: &str, regime: &str| {
        let stocks = estate["openingStock"].as_array().unwrap();
        let found = stocks.iter().find(|it| it["wine"]["label"] == label && it["regime"] == regime).unwrap();
        ["volume", "placed", "unplaced"].map(|field| found[field].as_str().unwrap().to_owned())
    };
    assert_eq!(stock(MUSCADET, "SUSPENDED"), ["500", "110", "390"]);
    assert_eq!(stock(MUSCADET, "PAID"), ["3", "0", "3"]);
    assert_eq!(stock(GROS_PLANT, "SUSPENDED"), ["120", "0", "120"]);
}

#[tokio::test]
async fn a_wine_is_declared_once_by_its_label() {
    let house = House::open().await;
    let input = json!({ "wine": {
        "label": "IGP Val de Loire rosé", "inaoCode": "3S009", "category": "STILL", "colour": "ROSE" } });
    house.refused(&DECLARE_WINE, input, "INAO_CODE_INVALID").await;
    let input =
        json!({ "wine": { "label": "IGP Val de Loire rosé", "inaoCode": "3S009 ", "colour": "ROSE" } });
    let wine = house.command(&DECLARE_WINE, input).await["wine"].clone();
    assert_eq!(wine["label"], "IGP Val de Loire rosé");
    assert_eq!(wine["inaoCode"], "3S009 ", "its space is significant");
    assert_eq!((wine["category"].as_str(), wine["colour"].as_str()), (Some("STILL"), Some("ROSE")));

    let found = house.ask("query ($id: UUID!) { wine(id: $id) { label } }", json!({ "id": id(&wine) })).await;
    assert_eq!(found["wine"]["label"], "IGP Val de Loire rosé");
    let wines = house.ask("{ wines { edges { node { label } } } }", json!({})).await;
    let labels: Vec<_> =
        wines["wines"]["edges"].as_array().unwrap().iter().map(|it| &it["node"]["label"]).collect();
    assert_eq!(labels, [GROS_PLANT, "IGP Val de Loire rosé", MUSCADET], "by label");

    let again = json!({ "wine": { "label": "igp  val de loire ROSÉ" } });
    house.refused(&DECLARE_WINE, again, "WINE_DECLARED_ALREADY").await;
    house.refused(&DECLARE_WINE, json!({ "wine": { "label": " " } }), "WINE_LABEL_INVALID").await;
}
