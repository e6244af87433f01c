use serde_json::json;

use crate::support::commands::{COMMISSION_VAT, RECORD_ADDITION, RECORD_ANALYSIS, RETIRE_VAT};
use crate::support::{House, MUSCADET, id};

#[tokio::test]
async fn a_vat_is_put_to_use_and_taken_out_of_it() {
    let house = House::open().await;
    let input = |code: &str, capacity: &str| json!({ "code": code, "capacity": capacity, "material": "CONCRETE", "inServiceOn": "2025-09-03" });
    let vat = house.command(&COMMISSION_VAT, input("C1", "52,5")).await["vat"].clone();
    assert_eq!(vat["code"], "C1");
    assert_eq!(vat["capacity"], "52.5", "a comma was typed, a dot is told");
    assert_eq!((vat["content"].as_str(), vat["wine"].is_null()), (Some("0"), true));
    assert_eq!(vat["inService"], true);
    let retire = |on: &str| json!({ "id": id(&vat), "occurredOn": on });
    let retired = house.command(&RETIRE_VAT, retire("2025-10-01")).await["vat"].clone();
    assert_eq!(retired["inService"], false);
    house.refused(&RETIRE_VAT, retire("2025-10-02"), "VAT_RETIRED").await;

    for capacity in ["0", "0.005", "-1", "10000.00001"] {
        house.refused(&COMMISSION_VAT, input("C2", capacity), "VAT_CAPACITY_INVALID").await;
    }
    house.refused(&COMMISSION_VAT, input("  ", "50"), "VAT_CODE_INVALID").await;
}

#[tokio::test]
async fn a_vat_that_holds_wine_stays_in_use() {
    let house = House::open().await;
    let vat = house.filled("C1", "50", "12").await;
    let refused =
        house.refused(&RETIRE_VAT, json!({ "id": vat, "occurredOn": "2025-10-01" }), "VAT_NOT_EMPTY").await;
    assert_eq!(refused["message"], "La cuve C1 contient encore 12 hl.");
    assert_eq!(refused["params"][1], json!({ "name": "content", "value": "12" }));
}

#[tokio::test]
async fn analyses_and_additions_stay_with_the_vat() {
    let house = House::open().await;
    let vat = house.filled("C1", "50", "12").await;
    let analysis = json!({
        "vatId": vat, "occurredOn": "2025-09-20", "abvCentipercent": 1_215, "freeSo2MgPerL": 28,
        "temperatureDecidegrees": 184,
    });
    let answered = house.command(&RECORD_ANALYSIS, analysis).await;
    assert_eq!(
        answered["vat"]["analysis"],
        json!([
            { "name": "ABV_CENTIPERCENT", "value": 1_215, "on": "2025-09-20" },
            { "name": "FREE_SO2_MG_PER_L", "value": 28, "on": "2025-09-20" },
            { "name": "TEMPERATURE_DECIDEGREES", "value": 184, "on": "2025-09-20" },
        ])
    );
    let addition = json!({
        "vatId": vat, "occurredOn": "2025-09-21", "product": "Bentonite", "productLot": "B-77",
        "quantity": "600000",
    });
    let answered = house.command(&RECORD_ADDITION, addition.clone()).await;
    assert_eq!(answered["vat"]["content"], "12", "what is added changes no volume");

    house
        .refused(&RECORD_ANALYSIS, json!({ "vatId": vat, "occurredOn": "2025-09-20" }), "ANALYSIS_INVALID")
        .await;
    let mut nothing = addition;
    nothing["quantity"] = json!("0");
    house.refused(&RECORD_ADDITION, nothing, "ADDITION_INVALID").await;
}

#[tokio::test]
async fn the_timeline_and_the_level_of_a_day_tell_the_past() {
    let house = House::open().await;
    let vat = house.filled("C1", "50", "30").await;
    let loss = |volume: &str| json!({ "loss": { "vatId": vat, "volume": volume, "cause": "TANK_STORAGE" } });
    house.record("2025-09-20", loss("0.5")).await;
    // Entered last, happened in between.
    house.record("2025-09-10", loss("0.25")).await;
    let query = "query ($id: UUID!) { vat(id: $id) {
        content lastEntryOn
        before: levelAt(date: \"2025-08-31\") { volume wine { label } }
        then: levelAt(date: \"2025-09-10\") { volume wine { label } }
        timeline { edges { node { occurredOn kind change contentAfter position wine { label }
                                  movement { kind status } } } } } }";
    let vat = house.ask(query, json!({ "id": vat })).await["vat"].clone();
    assert_eq!((vat["content"].as_str(), vat["lastEntryOn"].as_str()), (Some("29.25"), Some("2025-09-20")));
    assert_eq!(vat["before"], json!({ "volume": "0", "wine": null }));
    assert_eq!(vat["then"], json!({ "volume": "29.75", "wine": { "label": MUSCADET } }));
    let timeline = vat["timeline"]["edges"].as_array().unwrap();
    let told: Vec<_> = timeline
        .iter()
        .map(|edge| {
            ["occurredOn", "change", "contentAfter"].map(|field| edge["node"][field].as_str().unwrap())
        })
        .collect();
    let expected =
        [["2025-09-20", "-0.5", "29.25"], ["2025-09-10", "-0.25", "29.75"], ["2025-09-01", "30", "30"]];
    assert_eq!(told, expected);
    assert!(timeline[0]["node"]["position"].as_i64() < timeline[1]["node"]["position"].as_i64());
    assert_eq!(timeline[1]["node"]["movement"], json!({ "kind": "LOSS", "status": "VALIDATED" }));
}
