use serde_json::{Value, json};

use crate::support::commands::{CANCEL_ORDER, CONFIRM_ORDER, DISPATCH_ORDER, PLACE_ORDER, RECORD};
use crate::support::{House, id};

async fn stock(house: &House, lot: &str) -> [i64; 4] {
    let query = "query ($id: UUID!) { lot(id: $id) { onHand reserved available sold } }";
    let lot = house.ask(query, json!({ "id": lot })).await["lot"].clone();
    ["onHand", "reserved", "available", "sold"].map(|field| lot[field].as_i64().unwrap())
}

fn step(order: &str, on: &str) -> Value {
    json!({ "id": order, "occurredOn": on })
}

#[tokio::test]
async fn an_order_reserves_and_leaves_as_sales() {
    let house = House::open().await;
    let (white, old) = (house.lot("L24-01", 600).await, house.lot("L23-01", 300).await);
    let input = json!({
        "destination": { "export": { "country": "BE" } }, "occurredOn": "2025-09-20",
        "lines": [
            { "lotId": white, "bottles": 60, "unitPrice": "8,50" },
            { "lotId": old, "bottles": 12, "unitPrice": 11 },
        ],
    });
    let order = house.command(&PLACE_ORDER, input).await["order"].clone();
    assert_eq!((order["status"].as_str(), order["total"].as_str()), (Some("PLACED"), Some("642.00")));
    assert_eq!((order["destination"].as_str(), order["country"].as_str()), (Some("EXPORT"), Some("BE")));
    assert_eq!((&order["bottles"], &order["lines"][1]["unitPrice"]), (&json!(72), &json!("11.00")));
    assert_eq!(stock(&house, &white).await, [600, 0, 600, 0], "nothing is set aside yet");

    let order = id(&order);
    let confirmed = house.command(&CONFIRM_ORDER, step(&order, "2025-09-21")).await["order"].clone();
    assert_eq!(confirmed["status"], "CONFIRMED");
    assert_eq!(stock(&house, &white).await, [600, 60, 540, 0]);
    assert_eq!(stock(&house, &old).await, [300, 12, 288, 0]);
    let sent = house.command(&DISPATCH_ORDER, step(&order, "2025-09-22")).await["order"].clone();
    assert_eq!(
        (sent["status"].as_str(), sent["dispatchedOn"].as_str()),
        (Some("DISPATCHED"), Some("2025-09-22"))
    );
    assert_eq!(stock(&house, &white).await, [540, 0, 540, 60]);
    assert_eq!(stock(&house, &old).await, [288, 0, 288, 12]);
    let query = "{ movements(filter: { kind: \"SALE\" }) { edges { node { status occurredOn details { bottles } } } } }";
    let sales = house.ask(query, json!({})).await["movements"]["edges"].clone();
    let mut bottles: Vec<i64> = sales
        .as_array()
        .unwrap()
        .iter()
        .map(|it| it["node"]["details"]["bottles"].as_i64().unwrap())
        .collect();
    bottles.sort_unstable();
    assert_eq!(bottles, [12, 60], "a sale a line");

    house.refused(&DISPATCH_ORDER, step(&order, "2025-09-22"), "ORDER_NOT_CONFIRMED").await;
    house.refused(&CONFIRM_ORDER, step(&order, "2025-09-22"), "ORDER_NOT_OPEN").await;
    let cancel = json!({ "id": order, "reason": "Trop tard", "occurredOn": "2025-09-23" });
    house.refused(&CANCEL_ORDER, cancel, "ORDER_CLOSED").await;
}

#[tokio::test]
async fn an_order_given_up_frees_its_bottles() {
    let house = House::open().await;
    let lot = house.lot("L24-01", 600).await;
    let cancel = |order: &str| json!({ "id": order, "reason": "Client absent", "occurredOn": "2025-09-22" });
    for confirmed in [false, true] {
        let order = house.order(&lot, 60, "2025-09-20").await;
        if confirmed {
            house.command(&CONFIRM_ORDER, step(&order, "2025-09-20")).await;
        }
        let cancelled = house.command(&CANCEL_ORDER, cancel(&order)).await["order"].clone();
        assert_eq!(cancelled["status"], "CANCELLED");
        assert_eq!(stock(&house, &lot).await, [600, 0, 600, 0]);
        house.refused(&CONFIRM_ORDER, step(&order, "2025-09-22"), "ORDER_NOT_OPEN").await;
    }
}

#[tokio::test]
async fn a_lot_is_not_oversold() {
    let house = House::open().await;
    let lot = house.lot("L24-01", 100).await;
    let first = house.order(&lot, 60, "2025-09-20").await;
    let second = house.order(&lot, 50, "2025-09-20").await;
    house.command(&CONFIRM_ORDER, step(&first, "2025-09-20")).await;
    let refused = house.refused(&CONFIRM_ORDER, step(&second, "2025-09-20"), "LOT_OVERSOLD").await;
    assert_eq!(
        refused["message"],
        "Le lot L24-01 n'a que 40 bouteilles libres (60 réservées), sur 50 demandées."
    );
    let sale = |bottles: i64, on: &str| {
        json!({ "occurredOn": on, "operation": {
            "sale": { "lotId": lot, "bottles": bottles, "destination": { "franceCrd": "YES" } } } })
    };
    house.refused(&RECORD, sale(41, "2025-09-21"), "LOT_OVERSOLD").await;
    house.command(&RECORD, sale(40, "2025-09-21")).await;
    house.command(&DISPATCH_ORDER, step(&first, "2025-09-22")).await;
    assert_eq!(stock(&house, &lot).await, [0, 0, 0, 100]);
    let broken = json!({ "occurredOn": "2025-09-05", "operation": {
        "bottleLoss": { "lotId": lot, "bottles": 1, "cause": "BREAKAGE" } } });
    house.refused(&RECORD, broken, "LOT_SHORT").await;
    let back = json!({ "occurredOn": "2025-09-25", "operation": { "saleReturn": {
        "lotId": lot, "bottles": 101, "soldOn": "2025-09-21", "reason": "Bouchonnées" } } });
    house.refused(&RECORD, back, "RETURN_EXCEEDS_SOLD").await;
}

#[tokio::test]
async fn an_order_that_makes_no_sense_is_refused() {
    let house = House::open().await;
    let lot = house.lot("L24-01", 100).await;
    let line = |bottles: i64, price: &str| json!({ "lotId": lot, "bottles": bottles, "unitPrice": price });
    let order = |lines: Value| json!({ "destination": { "franceCrd": "YES" }, "occurredOn": "2025-09-20", "lines": lines });
    house.refused(&PLACE_ORDER, order(json!([line(1, "8"), line(2, "8")])), "ORDER_LOT_TWICE").await;
    house.refused(&PLACE_ORDER, order(json!([line(0, "8")])), "BOTTLES_NOT_POSITIVE").await;
    house.refused(&PLACE_ORDER, order(json!([line(1, "-8")])), "ORDER_PRICE_INVALID").await;
    house.refused(&PLACE_ORDER, order(json!([line(1, "1000000.01")])), "ORDER_PRICE_INVALID").await;
    let order = house.order(&lot, 1, "2025-09-20").await;
    house.refused(&CONFIRM_ORDER, step(&order, "2025-09-19"), "ORDER_DATE_BEFORE_PLACED").await;
}

#[tokio::test]
async fn orders_are_listed_as_a_bookkeeper_wants_them() {
    let house = House::open().await;
    let lot = house.lot("L24-01", 600).await;
    let mut ids = Vec::new();
    for (bottles, on) in [(12, "2025-09-12"), (60, "2025-09-10"), (6, "2025-09-14")] {
        ids.push(house.order(&lot, bottles, on).await);
    }
    for (order, expected) in
        [("NEWEST", [2, 0, 1]), ("OLDEST", [1, 0, 2]), ("LARGEST", [1, 0, 2]), ("MOST_BOTTLES", [1, 0, 2])]
    {
        let query = "query ($order: OrderSort) { orders(order: $order) { edges { node { id } } } }";
        let found = house.ask(query, serde_json::json!({ "order": order })).await;
        let listed =
            found["orders"]["edges"].as_array().unwrap().iter().map(|edge| edge["node"]["id"].clone());
        let expected = expected.map(|place: usize| serde_json::json!(ids[place]));
        assert_eq!(listed.collect::<Vec<_>>(), expected, "{order}");
    }
}
