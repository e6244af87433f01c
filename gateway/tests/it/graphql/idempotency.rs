//! A command sent again is done once.

use std::collections::BTreeSet;

use futures::future::join_all;
use serde_json::{Value, json};
use uuid::Uuid;

use crate::support::House;
use crate::support::commands::{COMMISSION_VAT, CREATE_PARTY, DECLARE_WINE, DRAFT, RECORD, REVERSE};

fn loss(command: Uuid, vat: &str, volume: &str) -> Value {
    json!({ "commandId": command, "occurredOn": "2025-09-20", "operation": {
        "loss": { "vatId": vat, "volume": volume, "cause": "PROCESSING" } } })
}

/// The answer of a command that had been carried out before.
fn replayed(mut first: Value) -> Value {
    first["replayed"] = json!(true);
    first
}

#[tokio::test]
async fn the_same_command_again_gives_the_first_answer() {
    let house = House::open().await;
    let vat = house.filled("C1", "50", "10").await;
    let command = Uuid::now_v7();
    let first = house.command(&RECORD, loss(command, &vat, "1")).await;
    let before = house.fingerprint().await;
    assert_eq!(house.send(&RECORD, loss(command, &vat, "1")).await, replayed(first.clone()));
    assert_eq!(house.fingerprint().await, before);
    assert_eq!(house.content(&vat).await, "9");

    // Written otherwise, meant the same: a comma, a default told.
    let mut same = loss(command, &vat, "1,0");
    same["operation"]["loss"]["volume"] = json!("1,00000");
    assert_eq!(house.send(&RECORD, same).await, replayed(first.clone()));

    // Its position stays the one of the first time when others have come since.
    house.vat("C2", "50").await;
    let again = house.send(&RECORD, loss(command, &vat, "1")).await;
    assert_eq!((&again["position"], &again["replayed"]), (&first["position"], &json!(true)));
    assert!(house.position().await > first["position"].as_i64().unwrap());
}

#[tokio::test]
async fn every_command_that_makes_something_makes_it_once() {
    let house = House::open().await;
    let vat = house.filled("C1", "50", "10").await;
    let inputs = [
        (
            COMMISSION_VAT,
            json!({
            "code": "C2", "capacity": "50", "material": "WOOD", "inServiceOn": "2025-09-01" }),
        ),
        (DECLARE_WINE, json!({ "wine": { "label": "" } })),
        (CREATE_PARTY, json!({ "party": { "kind": "CARRIER", "name": "Transports du Vignoble" } })),
        (DRAFT, loss(Uuid::nil(), &vat, "1")),
        (RECORD, loss(Uuid::nil(), &vat, "1")),
    ];
    for (command, mut input) in inputs {
        // One of the time of the program's own, one that a client made in its own way.
        for (turn, id) in [Uuid::now_v7(), Uuid::from_u128(number(command.field))].into_iter().enumerate() {
            if command.field == "declareWine" {
                input["wine"]["label"] = json!(format!("Coteaux d'Ancenis {turn}"));
            }
            input["commandId"] = json!(id);
            let first = house.command(&command, input.clone()).await;
            assert_eq!(house.send(&command, input.clone()).await, replayed(first), "{}", command.field);
        }
    }
}

/// A number that differs from name to name.
fn number(name: &str) -> u128 {
    name.bytes().fold(0x5eed, |number, byte| number * 257 + u128::from(byte))
}

#[tokio::test]
async fn another_command_under_the_same_id_is_refused() {
    let house = House::open().await;
    let vat = house.filled("C1", "50", "10").await;
    let command = Uuid::now_v7();
    house.command(&RECORD, loss(command, &vat, "1")).await;
    let refused = house.refused(&RECORD, loss(command, &vat, "2"), "COMMAND_REUSED").await;
    assert_eq!(refused["message"], "Ce commandId a déjà servi à une autre commande.");
    house.refused(&DRAFT, loss(command, &vat, "1"), "COMMAND_REUSED").await;
    let declare = json!({ "commandId": command, "wine": { "label": "Autre" } });
    house.refused(&DECLARE_WINE, declare, "COMMAND_REUSED").await;
}

#[tokio::test]
async fn a_refused_command_may_be_tried_again_under_its_id() {
    let house = House::open().await;
    let vat = house.filled("C1", "50", "10").await;
    let command = Uuid::now_v7();
    house.refused(&RECORD, loss(command, &vat, "11"), "VAT_SHORT").await;
    let purchase = json!({ "purchase": {
        "vatId": vat, "wineId": house.wine(crate::support::MUSCADET), "volume": "5" } });
    house.record("2025-09-15", purchase).await;
    house.command(&RECORD, loss(command, &vat, "11")).await;
    assert_eq!(house.content(&vat).await, "4");
}

#[tokio::test]
async fn a_command_without_an_id_is_done_as_often_as_it_is_sent() {
    let house = House::open().await;
    let vat = house.filled("C1", "50", "10").await;
    let mut anonymous = loss(Uuid::nil(), &vat, "1");
    anonymous["commandId"] = json!(null);
    for _ in 0..2 {
        house.command(&RECORD, anonymous.clone()).await;
    }
    assert_eq!(house.content(&vat).await, "8");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn sent_twice_at_the_same_moment_it_is_done_once() {
    let house = House::open().await;
    let vat = house.filled("C1", "50", "10").await;
    let before = house.position().await;
    let command = Uuid::now_v7();
    let answers = join_all((0..8).map(|_| house.send(&RECORD, loss(command, &vat, "1")))).await;
    let movements: BTreeSet<&str> = answers.iter().map(|it| it["movement"]["id"].as_str().unwrap()).collect();
    assert_eq!(movements.len(), 1, "{answers:?}");
    assert_eq!(answers.iter().filter(|it| it["replayed"] == json!(false)).count(), 1);
    assert!(answers.iter().all(|it| it["position"] == json!(after_a_loss(before))), "{answers:?}");
    assert_eq!(house.content(&vat).await, "9");
    assert_eq!(house.position().await, after_a_loss(before));
}

/// A loss is two events: the vat's and the movement's.
const fn after_a_loss(before: i64) -> i64 {
    before + 2
}

#[tokio::test]
async fn a_command_id_is_the_estates_own() {
    let house = House::open().await;
    let neighbour = house.neighbour().await;
    let command = Uuid::now_v7();
    let mut made = Vec::new();
    for (house, volume) in [(&house, "1"), (&neighbour, "2")] {
        let vat = house.filled("C1", "50", "10").await;
        let recorded = house.command(&RECORD, loss(command, &vat, volume)).await;
        assert_eq!(house.send(&RECORD, loss(command, &vat, volume)).await, replayed(recorded.clone()));
        made.push(recorded["movement"]["id"].clone());
    }
    assert_ne!(made[0], made[1]);
}

#[tokio::test]
async fn a_reversal_sent_again_is_one_counter_entry() {
    let house = House::open().await;
    let vat = house.filled("C1", "50", "10").await;
    let movement = house.command(&RECORD, loss(Uuid::now_v7(), &vat, "1")).await["movement"]["id"].clone();
    let reverse = json!({
        "commandId": Uuid::now_v7(), "id": movement, "occurredOn": "2025-09-21", "reason": "Erreur" });
    let first = house.command(&REVERSE, reverse.clone()).await;
    assert_eq!(house.send(&REVERSE, reverse).await, replayed(first));
    assert_eq!(house.content(&vat).await, "10");
}
