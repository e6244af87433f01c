//! The database dies in the middle of work, and the program too: what was acknowledged is there, once.

use std::collections::BTreeMap;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread::{self, JoinHandle};
use std::time::{Duration, Instant};

use domain::units::Volume;
use serde_json::{Value, json};
use uuid::Uuid;

use crate::support::commands::{COMMISSION_VAT, RECORD};
use crate::support::{Scratch, Server, ask, health, on_folder, signal};

/// The demo estate's last return, a year earlier, so that its books opened in the past.
pub fn last_return() -> String {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/../fixtures/demo/drm_2026-03.csv");
    std::fs::read_to_string(path).unwrap().replace("202603", "202508").replace("202601", "202506")
}

/// Somebody who buys wine into a vat of his own, litre by litre, and tells again what was not acknowledged.
struct Buyer {
    vat: String,
    wine: String,
    acknowledged: Vec<Uuid>,
    /// What was sent last and not acknowledged.
    pending: Option<Uuid>,
}

impl Buyer {
    fn new(address: &str, code: usize) -> Self {
        let vat = json!({ "input": {
            "code": format!("C{code}"), "capacity": "9000", "material": "CONCRETE", "inServiceOn": "2025-09-01" } });
        let vat = ask(address, &COMMISSION_VAT.document(), &vat).unwrap();
        let wines = ask(address, "{ wines(first: 1) { edges { node { id } } } }", &json!({})).unwrap();
        let text = |value: &Value| value.as_str().unwrap().to_owned();
        Self {
            vat: text(&vat["result"]["vat"]["id"]),
            wine: text(&wines["wines"]["edges"][0]["node"]["id"]),
            acknowledged: Vec::new(),
            pending: None,
        }
    }

    /// Sends the pending purchase, or a new one; true when it was acknowledged.
    fn buy(&mut self, address: &str) -> bool {
        let command = *self.pending.get_or_insert_with(Uuid::now_v7);
        let purchase = json!({ "vatId": self.vat, "wineId": self.wine, "volume": "0.01" });
        let input = json!({
            "commandId": command, "occurredOn": "2025-09-10", "operation": { "purchase": purchase } });
        let answer = ask(address, &RECORD.document(), &json!({ "input": input }));
        let done = answer.is_some_and(|answer| answer["result"]["__typename"] == "MovementRecorded");
        if done {
            self.acknowledged.push(command);
            self.pending = None;
        }
        done
    }
}

/// Everybody buys until they are stopped, and gives up only what nobody answers.
struct Market {
    stop: Arc<AtomicBool>,
    buyers: Vec<JoinHandle<Buyer>>,
}

impl Market {
    fn open(address: &str, buyers: Vec<Buyer>) -> Self {
        let stop = Arc::new(AtomicBool::new(false));
        let buyers = buyers.into_iter().map(|mut buyer| {
            let (stop, address) = (Arc::clone(&stop), address.to_owned());
            thread::spawn(move || {
                while !stop.load(Ordering::SeqCst) {
                    if !buyer.buy(&address) {
                        thread::sleep(Duration::from_millis(20));
                    }
                }
                buyer
            })
        });
        let buyers = buyers.collect();
        Self { stop, buyers }
    }

    fn close(self) -> Vec<Buyer> {
        self.stop.store(true, Ordering::SeqCst);
        self.buyers.into_iter().map(|buyer| buyer.join().unwrap()).collect()
    }
}

/// What the ledger, the vats and the movements say is what was acknowledged, each once.
fn settle(address: &str, buyers: &[Buyer]) {
    let mut written: BTreeMap<String, usize> = BTreeMap::new();
    let mut after = Value::Null;
    loop {
        let query = "query ($after: String) { journal(first: 100, after: $after) {
            edges { cursor node { eventType metadata } } pageInfo { hasNextPage } } }";
        let page = ask(address, query, &json!({ "after": after })).unwrap()["journal"].take();
        for edge in page["edges"].as_array().unwrap() {
            after = edge["cursor"].clone();
            if edge["node"]["eventType"] == "WineReceived" {
                let metadata: Value =
                    serde_json::from_str(edge["node"]["metadata"].as_str().unwrap()).unwrap();
                *written.entry(metadata["command_id"].as_str().unwrap().to_owned()).or_default() += 1;
            }
        }
        if page["pageInfo"]["hasNextPage"] == json!(false) {
            break;
        }
    }
    let acknowledged: BTreeMap<String, usize> =
        buyers.iter().flat_map(|buyer| &buyer.acknowledged).map(|command| (command.to_string(), 1)).collect();
    assert_eq!(written, acknowledged);
    for buyer in buyers {
        let query = "query ($id: UUID!) { vat(id: $id) { content } }";
        let vat = ask(address, query, &json!({ "id": buyer.vat })).unwrap();
        let litres = i64::try_from(buyer.acknowledged.len()).unwrap();
        assert_eq!(vat["vat"]["content"], Volume::from_litres(litres).to_hl_string(), "in the vat");
    }
}

/// Waits for that status of `/healthz`.
fn becomes(address: &str, status: u16) {
    let since = Instant::now();
    while health(address) != Some(status) {
        assert!(since.elapsed() < Duration::from_secs(40), "waited in vain for {status}");
        thread::sleep(Duration::from_millis(20));
    }
}

fn open(scratch: &Scratch) -> Server {
    estate(scratch);
    Server::start(&scratch.path().join("data"))
}

/// The demo's estate in the folder `data`.
pub fn estate(scratch: &Scratch) {
    let file = scratch.with("last_return.csv", last_return());
    on_folder(&scratch.path().join("data"), &["drm", "import", &file]).done();
}

#[test]
fn the_database_dies_in_the_middle_of_work_and_nothing_is_lost_or_doubled() {
    let scratch = Scratch::new();
    let mut server = open(&scratch);
    let address = server.address();
    let market = Market::open(&address, (1..=3).map(|code| Buyer::new(&address, code)).collect());
    // Without a word, and in a hurry: neither lets the server finish anything.
    for (turn, name) in (1..).zip(["KILL", "QUIT"]) {
        thread::sleep(Duration::from_millis(700));
        let postgres = server.postgres();
        signal(postgres, name);
        becomes(&address, 503);
        server.until("the database does not answer", turn);
        server.until("the private PostgreSQL was started again", turn);
        server.until("the database is back", turn);
        becomes(&address, 200);
        assert_ne!(server.postgres(), postgres);
        assert!(server.is_running(), "the same process goes on");
    }
    thread::sleep(Duration::from_millis(300));
    let mut buyers = market.close();
    for buyer in &mut buyers {
        assert!(buyer.buy(&address), "what was pending is acknowledged, or one more is");
        assert!(buyer.acknowledged.len() > 5, "there was a stream: {}", buyer.acknowledged.len());
    }
    settle(&address, &buyers);
    assert_eq!(server.end("TERM").code(), Some(0), "and it stops when it is asked to");
    on_folder(&scratch.path().join("data"), &["journal", "verify"]).done();
}

#[test]
fn the_program_is_killed_in_the_middle_of_work_and_nothing_is_lost_or_doubled() {
    let scratch = Scratch::new();
    let server = open(&scratch);
    let address = server.address();
    let market = Market::open(&address, (1..=3).map(|code| Buyer::new(&address, code)).collect());
    thread::sleep(Duration::from_secs(1));
    server.end("KILL");
    let mut buyers = market.close();

    let server = Server::start(&scratch.path().join("data"));
    let address = server.address();
    for buyer in &mut buyers {
        assert!(buyer.acknowledged.len() > 3, "there was a stream: {}", buyer.acknowledged.len());
        assert!(buyer.buy(&address), "what was pending is acknowledged, done before or not");
    }
    settle(&address, &buyers);
}
