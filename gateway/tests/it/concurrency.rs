//! Many at once: what must hold, holds.

use std::sync::{Arc, Mutex};
use std::time::Duration;

use domain::units::Volume;
use serde_json::{Value, json};
use tokio::task::JoinSet;
use tokio::time::sleep;

use crate::support::commands::{
    CLOSE_MONTH, CONFIRM_ORDER, DISPATCH_ORDER, DRAFT, PLACE_ORDER, RECORD, REVERSE, VALIDATE,
};
use crate::support::{GROS_PLANT, House, MUSCADET, Random, capsules};

fn ml(hl: &str) -> i64 {
    Volume::parse_hl(hl).unwrap().ml()
}

/// Draws eight times from the vat, on any day; gives what it got, in millilitres.
async fn draw(house: &House, vat: &str, seed: u64) -> i64 {
    let mut random = Random::new(seed);
    let mut got = 0;
    for _ in 0..8 {
        let volume = random.volume(30);
        let loss = json!({ "loss": { "vatId": vat, "volume": volume, "cause": "PROCESSING" } });
        let input = json!({ "occurredOn": random.day(), "operation": loss });
        loop {
            let answer = house.send(&RECORD, input.clone()).await;
            match answer["__typename"].as_str() {
                Some("MovementRecorded") => got += ml(&volume),
                Some("Conflict") => continue,
                _ => assert_eq!(answer["code"], "VAT_SHORT", "{answer}"),
            }
            break;
        }
    }
    got
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn sixteen_cellar_hands_draw_no_more_than_a_vat_holds() {
    let house = Arc::new(House::open().await);
    let vat = house.filled("C1", "50", "12").await;
    let mut hands = JoinSet::new();
    for seed in 0..16 {
        let (house, vat) = (Arc::clone(&house), vat.clone());
        hands.spawn(async move { draw(&house, &vat, seed).await });
    }
    let drawn: i64 = hands.join_all().await.into_iter().sum();
    let left = ml(&house.content(&vat).await);
    assert_eq!(left, ml("12") - drawn, "what was accepted is what was drawn");
    assert!((0..ml("0.3")).contains(&left), "all but the last litres: {left} ml");

    let query =
        "query ($id: UUID!) { vat(id: $id) { timeline(first: 100) { edges { node { contentAfter } } } } }";
    let timeline = house.ask(query, json!({ "id": vat })).await["vat"]["timeline"]["edges"].clone();
    for entry in timeline.as_array().unwrap() {
        let level = ml(entry["node"]["contentAfter"].as_str().unwrap());
        assert!((0..=ml("50")).contains(&level), "at no date below nothing: {entry}");
    }
    house.audit().await;
}

/// What one estate's hands share.
struct Cellar {
    house: House,
    vats: Vec<String>,
    parcel: String,
    lots: Mutex<Vec<String>>,
    movements: Mutex<Vec<String>>,
}

impl Cellar {
    async fn of(house: House) -> Self {
        let vats = vec![
            house.filled("C1", "60", "40").await,
            house.filled("C2", "60", "20").await,
            house.filled_with("C3", "60", GROS_PLANT, "30").await,
            house.vat("C4", "60").await,
        ];
        let parcel = house.parcel("Les Grands Clos").await;
        let lots = Mutex::new(vec![house.lot("L24-01", 600).await]);
        Self { house, vats, parcel, lots, movements: Mutex::default() }
    }

    /// One more thing that somebody does; gives whether it was carried out.
    async fn step(&self, random: &mut Random, number: u64) -> bool {
        let answer = match random.below(10) {
            0 => self.reverse(random).await,
            1 => self.order(random).await,
            2 => {
                let input = self.movement(random, number);
                let draft = self.house.send(&DRAFT, input).await;
                self.house.send(&VALIDATE, json!({ "id": draft["movement"]["id"] })).await
            }
            _ => self.house.send(&RECORD, self.movement(random, number)).await,
        };
        if let Some(id) = answer["movement"]["id"].as_str() {
            self.movements.lock().unwrap().push(id.to_owned());
        }
        if let Some(lot) = answer["movement"]["details"]["lot"]["id"].as_str() {
            self.lots.lock().unwrap().push(lot.to_owned());
        }
        !matches!(answer["__typename"].as_str(), Some("Refused" | "Conflict"))
    }

    fn movement(&self, random: &mut Random, number: u64) -> Value {
        let (vat, other) = (random.pick(&self.vats), random.pick(&self.vats));
        let wine = self.house.wine(if random.below(4) == 0 { GROS_PLANT } else { MUSCADET });
        let lot = random.pick(&self.lots.lock().unwrap()).clone();
        let operation = match random.below(10) {
            0 => json!({ "harvest": {
                "parcelId": self.parcel, "vatId": vat, "wineId": wine, "vintage": 2025,
                "volume": random.volume(900), "waste": "0.005" } }),
            1 | 2 => json!({ "transfer": {
                "sources": [{ "vatId": vat, "volume": random.volume(900) }], "toVatId": other, "loss": "0.003" } }),
            3 => json!({ "loss": { "vatId": vat, "volume": random.volume(50), "cause": "TANK_STORAGE" } }),
            4 => json!({ "purchase": { "vatId": vat, "wineId": wine, "volume": random.volume(600) } }),
            5 => json!({ "bulkDispatch": {
                "vatId": vat, "volume": random.volume(300), "destination": { "industry": "YES" } } }),
            6 => json!({ "bottling": {
                "vatId": vat, "lotNumber": format!("L25-{number}"), "bottles": random.below(400) + 1, "sizeMl": 750,
                "loss": "0.01", "capsules": capsules() } }),
            7 => json!({ "sale": {
                "lotId": lot, "bottles": random.below(60) + 1, "destination": { "franceCrd": "YES" } } }),
            8 => {
                json!({ "bottleLoss": { "lotId": lot, "bottles": random.below(6) + 1, "cause": "BREAKAGE" } })
            }
            _ => json!({ "reclassification": { "vatId": vat, "toWineId": wine, "kind": "DOWNGRADE" } }),
        };
        json!({ "occurredOn": random.day(), "operation": operation })
    }

    async fn reverse(&self, random: &mut Random) -> Value {
        let movements = self.movements.lock().unwrap().clone();
        if movements.is_empty() {
            return json!({ "__typename": "Refused" });
        }
        let id = random.pick(&movements);
        let input = json!({ "id": id, "occurredOn": random.day(), "reason": "Erreur de saisie" });
        self.house.send(&REVERSE, input).await
    }

    /// An order that goes its whole way, as far as others leave it bottles.
    async fn order(&self, random: &mut Random) -> Value {
        let (lot, on) = (random.pick(&self.lots.lock().unwrap()).clone(), random.day());
        let lines = json!([{ "lotId": lot, "bottles": random.below(24) + 1, "unitPrice": "8.50" }]);
        let input = json!({ "destination": { "franceCrd": "YES" }, "occurredOn": on, "lines": lines });
        let placed = self.house.send(&PLACE_ORDER, input).await;
        let step = json!({ "id": placed["order"]["id"], "occurredOn": on });
        let confirmed = self.house.send(&CONFIRM_ORDER, step.clone()).await;
        if confirmed["__typename"] != "OrderConfirmed" {
            return confirmed;
        }
        self.house.send(&DISPATCH_ORDER, step).await
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn whatever_two_estates_do_at_once_their_books_hold() {
    const HANDS: u64 = 4;
    const STEPS: u64 = 25;
    let first = House::open().await;
    let second = first.neighbour().await;
    let cellars = [Arc::new(Cellar::of(first).await), Arc::new(Cellar::of(second).await)];
    let mut hands = JoinSet::new();
    for (estate, cellar) in (0..).zip(&cellars) {
        for hand in 0..HANDS {
            let cellar = Arc::clone(cellar);
            hands.spawn(async move {
                let mut random = Random::new(estate * 1_000 + hand);
                let mut done = 0;
                for step in 0..STEPS {
                    done += u64::from(cellar.step(&mut random, hand * STEPS + step).await);
                }
                done
            });
        }
    }
    let done: u64 = hands.join_all().await.into_iter().sum();
    assert!(done > HANDS * STEPS / 2, "most of it was more than refusals: {done}");
    for cellar in &cellars {
        cellar.house.audit().await;
    }
}

/// One closes September while others still write into it: each of them is in the return that was closed, or is told that
/// the month is closed.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn whoever_comes_while_a_month_is_closed_is_in_its_return_or_is_refused() {
    let house = Arc::new(House::open().await);
    let vat = house.filled("C1", "50", "40").await;
    let mut hands = JoinSet::new();
    for _ in 0..6 {
        let (house, vat) = (Arc::clone(&house), vat.clone());
        hands.spawn(async move {
            let loss = json!({ "loss": { "vatId": vat, "volume": "0.01", "cause": "TANK_STORAGE" } });
            let input = json!({ "occurredOn": "2025-09-20", "operation": loss });
            let mut written = 0;
            // A closing folds the whole ledger and is done again when it grew meanwhile: hands that never pause would
            // keep it off for good, so these pause longer and longer.
            let mut pause = Duration::from_millis(20);
            loop {
                let answer = house.send(&RECORD, input.clone()).await;
                match answer["__typename"].as_str() {
                    Some("MovementRecorded") => {
                        written += 1;
                        sleep(pause).await;
                        pause *= 2;
                    }
                    Some("Conflict") => {}
                    _ => {
                        assert_eq!(answer["code"], "MONTH_CLOSED", "{answer}");
                        return written;
                    }
                }
            }
        });
    }
    let close = json!({ "month": "2025-09", "occurredOn": "2025-10-02" });
    while house.send(&CLOSE_MONTH, close.clone()).await["__typename"] == "Conflict" {}
    let written: i64 = hands.join_all().await.into_iter().sum();
    let query = "{ drmMonth(month: \"2025-09\") { status differences { figure before after }
        wines { exits { node volume } } } }";
    let month = house.ask(query, json!({})).await["drmMonth"].clone();
    assert_eq!((&month["status"], &month["differences"]), (&json!("CLOSED"), &json!([])));
    let wines = month["wines"].as_array().unwrap().iter();
    let exits = wines.flat_map(|wine| wine["exits"].as_array().unwrap());
    let lost: i64 = exits.map(|exit| ml(exit["volume"].as_str().unwrap())).sum();
    assert_eq!(lost, written * ml("0.01"));
    assert!(written > 0, "somebody wrote before it was closed");
    house.audit().await;
}
