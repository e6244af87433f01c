//! How far the read models have come.

use serde_json::{Value, json};

use crate::support::{House, Socket};

const FOLLOW: &str = "subscription { projectionProgress { head models { model position percent stall { code position since } } } }";

async fn told(socket: &mut Socket) -> Value {
    let next = socket.hear().await;
    assert_eq!(next["type"], "next", "{next}");
    next["payload"]["data"]["projectionProgress"].clone()
}

/// Goes on until the models are at that position, and gives what was told last.
async fn until(socket: &mut Socket, head: i64) -> Value {
    loop {
        let progress = told(socket).await;
        let models = progress["models"].as_array().unwrap();
        assert_eq!(
            models.iter().map(|model| &model["model"]).collect::<Vec<_>>(),
            ["cellar", "drm", "sales", "stock"]
        );
        let whole =
            |model: &Value| model["position"] == head && model["percent"] == 100 && model["stall"].is_null();
        if progress["head"] == head && models.iter().all(whole) {
            return progress;
        }
    }
}

#[tokio::test]
async fn the_standing_is_told_now_and_after_each_change() {
    let house = House::open().await;
    let listening = house.listen(|_| {}).await;
    let mut socket = listening.ready().await;
    let head = house.position().await;
    socket.subscribe("1", FOLLOW).await;
    until(&mut socket, head).await;
    assert!(socket.is_silent().await, "no change, no word");
    house.vat("C1", "50").await;
    until(&mut socket, head + 1).await;
}

#[tokio::test]
async fn a_model_that_waits_tells_its_code_and_goes_on_when_it_is_mended() {
    let house = House::open().await;
    let listening = house.listen(|_| {}).await;
    let mut socket = listening.ready().await;
    let head = house.position().await;
    let owner = house.database.owner_pool();
    let bar = "ALTER TABLE cellar.vats ADD CONSTRAINT no_c1 CHECK (code <> 'C1')";
    sqlx::raw_sql(bar).execute(owner).await.unwrap();
    let input = json!({ "input": { "code": "C1", "capacity": "50", "material": "WOOD", "inServiceOn": "2025-09-01" } });
    let command = crate::support::commands::COMMISSION_VAT.document();
    house.client.ask(&command, input).await;
    assert_eq!(house.position().await, head + 1, "the command stands");

    socket.subscribe("1", FOLLOW).await;
    let stalled = loop {
        let progress = told(&mut socket).await;
        if !progress["models"][0]["stall"].is_null() {
            break progress;
        }
    };
    let cellar = &stalled["models"][0];
    assert_eq!((&cellar["model"], &cellar["position"]), (&json!("cellar"), &json!(head)), "{stalled}");
    assert_eq!(cellar["percent"], head * 100 / (head + 1));
    assert_eq!(cellar["stall"]["code"], "REFUSED_BY_DATABASE", "{stalled}");
    assert_eq!(cellar["stall"]["position"], head + 1);
    assert!(!stalled.to_string().contains("no_c1"), "no internal text: {stalled}");

    sqlx::raw_sql("ALTER TABLE cellar.vats DROP CONSTRAINT no_c1").execute(owner).await.unwrap();
    house.served.app.projector.catch_up(house.estate).await.unwrap();
    until(&mut socket, head + 1).await;
}
