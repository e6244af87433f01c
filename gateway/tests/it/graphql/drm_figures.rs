//! From a figure of a month to its events, its rate and its stages; one version of a month against another.

use serde_json::{Value, json};

use crate::support::commands::{CLOSE_MONTH, FILE_DRM};
use crate::support::{GROS_PLANT, House, MUSCADET};

fn loss(vat: &str, volume: &str) -> Value {
    json!({ "loss": { "vatId": vat, "volume": volume, "cause": "TANK_STORAGE" } })
}

fn small_bulk(vat: &str, volume: &str) -> Value {
    json!({ "bulkDispatch": {
        "vatId": vat, "volume": volume, "destination": { "franceWithoutContract": "YES" } } })
}

/// What stands under that label.
fn of_wine(month: &Value, label: &str) -> Value {
    let wines = month["wines"].as_array().unwrap();
    wines.iter().find(|wine| wine["wine"]["label"] == label).unwrap().clone()
}

#[tokio::test]
async fn a_figure_opens_the_events_behind_it_page_by_page() {
    let house = House::open().await;
    let vat = house.filled("C1", "50", "40").await;
    for (on, volume) in [("2025-09-10", "1"), ("2025-09-20", "2"), ("2025-09-15", "4")] {
        house.record(on, loss(&vat, volume)).await;
    }
    let known = house.position().await;
    house.record("2025-09-21", loss(&vat, "8")).await;
    let ask =
        "query ($after: String) { drmMonth(month: \"2025-09\") { wines { wine { label } exits { node volume
        entries(first: 3, after: $after) { edges { cursor node { volume eventType movement { kind } } }
                                           pageInfo { hasNextPage endCursor } } } } } }";
    let entries = |answer: &Value| of_wine(&answer["drmMonth"], MUSCADET)["exits"][0].clone();
    let volumes = |figure: &Value| -> Vec<String> {
        let edges = figure["entries"]["edges"].as_array().unwrap();
        edges.iter().map(|edge| edge["node"]["volume"].as_str().unwrap().to_owned()).collect()
    };
    let first = entries(&house.ask(ask, json!({})).await);
    assert_eq!((&first["node"], &first["volume"]), (&json!("LOSSES"), &json!("15")));
    assert_eq!(volumes(&first), ["1", "2", "4"], "in the order of the ledger");
    assert_eq!(first["entries"]["edges"][0]["node"]["eventType"], "LossRecorded");
    assert_eq!(first["entries"]["edges"][0]["node"]["movement"]["kind"], "LOSS");
    assert_eq!(first["entries"]["pageInfo"]["hasNextPage"], true);
    let after = json!({ "after": first["entries"]["pageInfo"]["endCursor"] });
    let rest = entries(&house.ask(ask, after).await);
    assert_eq!(
        (volumes(&rest), &rest["entries"]["pageInfo"]["hasNextPage"]),
        (vec!["8".to_owned()], &json!(false))
    );
    let refused = house.client.ask(ask, json!({ "after": "00" })).await.json();
    assert_eq!(refused["errors"][0]["extensions"]["code"], "CURSOR_INVALID", "{refused}");

    // At another time, the events of that time.
    let ask = "query ($day: Date, $position: Int) { drmReturn(month: \"2025-09\", asOf: $day, asKnownAt: $position) {
        wines { wine { label } exits { volume entries { edges { node { volume } } } } } } }";
    for (time, expected) in [
        (json!({ "day": "2025-09-15" }), vec!["1", "4"]),
        (json!({ "position": known }), vec!["1", "2", "4"]),
        (json!({ "day": "2025-09-12", "position": known }), vec!["1"]),
    ] {
        let answer = house.ask(ask, time).await;
        assert_eq!(volumes(&of_wine(&answer["drmReturn"], MUSCADET)["exits"][0]), expected);
    }
    let future = house.client.ask(ask, json!({ "position": known + 1_000 })).await.json();
    assert_eq!(future["errors"][0]["extensions"]["code"], "POSITION_UNKNOWN", "{future}");
}

#[tokio::test]
async fn the_duty_tells_its_rate_and_its_total() {
    let house = House::open().await;
    let vat = house.filled("C1", "50", "40").await;
    house.record("2025-09-12", small_bulk(&vat, "10")).await;
    let ask = "query ($month: Month!) { drmMonth(month: $month) { dutyTotal
        duty { category base due rateFrom rateUntil rateSource rateDerived } } }";
    let month = &house.ask(ask, json!({ "month": "2025-09" })).await["drmMonth"];
    assert_eq!(month["dutyTotal"], "41.20");
    let rate = json!([{ "category": "STILL", "base": "10", "due": "41.20", "rateFrom": "2025-01-01",
        "rateUntil": "2025-12-31", "rateSource": "PUBLISHED", "rateDerived": false }]);
    assert_eq!(month["duty"], rate);
    let month = &house.ask(ask, json!({ "month": "2025-10" })).await["drmMonth"];
    assert_eq!((&month["dutyTotal"], &month["duty"]), (&json!("0.00"), &json!([])));
}

#[tokio::test]
async fn losses_are_told_a_stage_at_a_time() {
    let house = House::open().await;
    let vat = house.filled("C1", "50", "40").await;
    house.record("2025-09-10", loss(&vat, "1")).await;
    let bottling = json!({ "bottling": {
        "vatId": vat, "lotNumber": "L25-01", "bottles": 100, "sizeMl": 750, "loss": "0.05" } });
    house.record("2025-09-11", bottling).await;
    let ask =
        "{ drmMonth(month: \"2025-09\") { losses { allowed observed stages { stage allowed observed } } } }";
    let losses = &house.ask(ask, json!({})).await["drmMonth"]["losses"];
    let stages = losses["stages"].as_array().unwrap();
    let observed: Vec<_> = stages.iter().map(|it| (it["stage"].as_str(), it["observed"].as_str())).collect();
    let expected = [("PROCESSING", "0"), ("PACKING", "0.05"), ("WOOD", "0"), ("VAT", "1"), ("PACKED", "0")];
    assert_eq!(observed, expected.map(|(stage, volume)| (Some(stage), Some(volume))));
    let ml = |volume: &Value| domain::units::Volume::parse_hl(volume.as_str().unwrap()).unwrap().ml();
    assert_eq!(stages.iter().map(|it| ml(&it["allowed"])).sum::<i64>(), ml(&losses["allowed"]));
}

#[tokio::test]
async fn a_wine_is_exhausted_where_nothing_is_left_and_no_vat_holds_it() {
    let house = House::open().await;
    let vat = house.filled_with("C1", "150", GROS_PLANT, "120").await;
    house.record("2025-09-12", small_bulk(&vat, "120")).await;
    let ask = "{ drmMonth(month: \"2025-09\") { wines { wine { label } regime closing isExhausted } } }";
    let month = |answer: Value| answer["drmMonth"].clone();
    let told = month(house.ask(ask, json!({})).await);
    let gros_plant = of_wine(&told, GROS_PLANT);
    assert_eq!((&gros_plant["closing"], &gros_plant["isExhausted"]), (&json!("0"), &json!(true)));
    assert_eq!(of_wine(&told, MUSCADET)["isExhausted"], false);
    // Bought again in October: the September return must not say that it is gone.
    let purchase = json!({ "purchase": { "vatId": vat, "wineId": house.wine(GROS_PLANT), "volume": "5" } });
    house.record("2025-10-02", purchase).await;
    let gros_plant = of_wine(&month(house.ask(ask, json!({})).await), GROS_PLANT);
    assert_eq!((&gros_plant["closing"], &gros_plant["isExhausted"]), (&json!("0"), &json!(false)));
}

#[tokio::test]
async fn two_versions_of_a_month_differ_where_they_do() {
    let house = House::open().await;
    let vat = house.filled("C1", "50", "40").await;
    house.record("2025-09-10", loss(&vat, "1")).await;
    let known = house.position().await;
    house.record("2025-09-20", loss(&vat, "2")).await;
    let ask = "query ($from: DrmVersionInput, $to: DrmVersionInput, $since: Int) {
        drmMonth(month: \"2025-09\") { differences(from: $from, to: $to, sincePosition: $since) {
            wine { label } regime figure before after } } }";
    let rows = async |from: Value, to: Value| -> Vec<(String, String, String)> {
        let answer = house.ask(ask, json!({ "from": from, "to": to })).await;
        let rows = answer["drmMonth"]["differences"].as_array().unwrap().clone();
        let text = |value: &Value| value.as_str().unwrap().to_owned();
        rows.iter().map(|it| (text(&it["figure"]), text(&it["before"]), text(&it["after"]))).collect()
    };
    let row =
        |figure: &str, before: &str, after: &str| (figure.to_owned(), before.to_owned(), after.to_owned());
    let today = json!({ "today": "YES" });
    let early = json!({ "asOf": "2025-09-15" });
    let then = json!({ "asKnownAt": known });
    assert_eq!(rows(json!({ "closed": "YES" }), today.clone()).await, [], "it is not closed");
    let expected = [row("LOSSES", "1", "3"), row("CLOSING", "499", "497")];
    assert_eq!(rows(then.clone(), json!(null)).await, expected);
    assert_eq!(rows(early.clone(), today.clone()).await, expected);
    assert_eq!(rows(early, then.clone()).await, [], "both times say the same");
    let back = [row("LOSSES", "3", "1"), row("CLOSING", "497", "499")];
    assert_eq!(rows(today, then.clone()).await, back);

    let both = house.client.ask(ask, json!({ "from": then, "since": 1 })).await.json();
    assert!(both["errors"][0]["message"].as_str().is_some(), "{both}");
    house.command(&CLOSE_MONTH, json!({ "month": "2025-09", "occurredOn": "2025-10-02" })).await;
    assert_eq!(rows(then, json!({ "closed": "YES" })).await, expected);
}

#[tokio::test]
async fn a_month_before_that_is_closed_and_not_filed_in_time_is_told() {
    let house = House::open().await;
    let vat = house.filled("C1", "50", "40").await;
    house.record("2025-10-10", loss(&vat, "1")).await;
    let ask = "{ drmMonth(month: \"2025-10\") { anomalies { code severity message } } }";
    let codes = async || -> Vec<String> {
        let answer = house.ask(ask, json!({})).await;
        let found = answer["drmMonth"]["anomalies"].as_array().unwrap().clone();
        found.iter().map(|it| it["code"].as_str().unwrap().to_owned()).collect()
    };
    let told = codes().await;
    assert!(told.contains(&"PRECEDING_MONTH_NOT_CLOSED".to_owned()), "{told:?}");
    house.command(&CLOSE_MONTH, json!({ "month": "2025-09", "occurredOn": "2025-10-02" })).await;
    let told = codes().await;
    assert!(told.contains(&"PRECEDING_MONTH_NOT_FILED".to_owned()), "{told:?}");
    assert!(!told.contains(&"PRECEDING_MONTH_NOT_CLOSED".to_owned()), "{told:?}");
    house.command(&FILE_DRM, json!({ "month": "2025-09", "occurredOn": "2025-10-03" })).await;
    let told = codes().await;
    assert!(told.iter().all(|code| !code.starts_with("PRECEDING")), "{told:?}");
}
