use serde_json::{Value, json};

use crate::support::commands::{MOVE_CAPSULES, OPEN_CAPSULES};
use crate::support::{CAPSULES, House, id};

#[tokio::test]
async fn capsules_are_bought_returned_destroyed_and_counted() {
    let house = House::open().await;
    let kind = json!({ "sizeMl": 1_500, "colour": "GREEN", "regime": "COLLECTIVE_SUSPENDED" });
    let open = json!({ "kind": kind, "month": "2025-09" });
    let account = house.command(&OPEN_CAPSULES, open.clone()).await["account"].clone();
    assert_eq!((&account["onHand"], &account["opening"]), (&json!(0), &json!(0)));
    let told = json!({
        "category": "STILL", "regime": "COLLECTIVE_SUSPENDED", "sizeMl": 1_500, "bagInBox": false,
        "colour": "GREEN",
    });
    assert_eq!(account["kind"], told);
    house.refused(&OPEN_CAPSULES, open, "CAPSULE_ACCOUNT_OPEN").await;
    let moves = |action: &str, count: i64, day: u8| {
        let occurred_on = format!("2025-09-{day:02}");
        json!({ "accountId": id(&account), "action": action, "count": count, "occurredOn": occurred_on })
    };
    for (action, count, on_hand) in [
        ("BUY", 500, 500),
        ("TAKE_BACK", 20, 520),
        ("DESTROY", 40, 480),
        ("COUNT", 470, 470),
        ("COUNT", 475, 475),
    ] {
        let moved = house.command(&MOVE_CAPSULES, moves(action, count, 10)).await;
        assert_eq!(moved["account"]["onHand"], on_hand, "{action}");
    }
    house.refused(&MOVE_CAPSULES, moves("DESTROY", 476, 11), "CAPSULES_SHORT").await;
    house.refused(&MOVE_CAPSULES, moves("DESTROY", 1, 9), "CAPSULES_SHORT").await;
    house.refused(&MOVE_CAPSULES, moves("BUY", 0, 11), "BOTTLES_NOT_POSITIVE").await;
    house.refused(&MOVE_CAPSULES, moves("BUY", i64::MAX, 11), "BOTTLES_ABSURD").await;
    house.refused(&MOVE_CAPSULES, moves("COUNT", -1, 11), "CAPSULE_COUNT_NEGATIVE").await;

    let drm = house.drm("2025-09").await;
    let accounts = drm["capsules"].as_array().unwrap();
    let of = |size: i64| accounts.iter().find(|it| it["kind"]["sizeMl"] == size).unwrap().clone();
    assert_eq!((&of(1_500)["opening"], &of(1_500)["closing"]), (&json!(0), &json!(475)));
    assert_eq!((&of(750)["opening"], &of(750)["closing"]), (&json!(CAPSULES), &json!(CAPSULES)));
    let mut counts: Vec<(String, Value)> = of(1_500)["movements"]
        .as_array()
        .unwrap()
        .iter()
        .map(|it| (it["node"].as_str().unwrap().to_owned(), it["count"].clone()))
        .collect();
    counts.sort_by(|one, other| one.0.cmp(&other.0));
    let counts: Vec<_> = counts.iter().map(|(_, count)| count.as_i64().unwrap()).collect();
    assert_eq!(counts.iter().sum::<i64>(), 500 + 20 + 40 + 10 + 5, "each on its node: {counts:?}");
    assert_eq!(counts.len(), 5);
}

#[tokio::test]
async fn capsules_have_a_size_that_exists() {
    let house = House::open().await;
    let open = |size: i64| json!({ "kind": { "sizeMl": size }, "month": "2025-09" });
    for size in [0, 99, 33_001, -750] {
        house.refused(&OPEN_CAPSULES, open(size), "BOTTLE_SIZE_INVALID").await;
    }
    let early = json!({ "kind": { "sizeMl": 375 }, "month": "2025-08" });
    house.refused(&OPEN_CAPSULES, early, "MONTH_BEFORE_BOOKS").await;
}
