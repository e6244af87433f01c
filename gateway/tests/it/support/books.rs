//! What must hold of an estate's books, whatever was done.

use std::collections::BTreeMap;

use domain::units::Volume;
use projections::Scope;
use serde_json::{Value, json};

use super::House;

type Tables = BTreeMap<String, Vec<String>>;

impl House {
    /// The chain holds; what vats, lots and the unplaced opening stock hold is what the return says, wine by wine; every
    /// account balances; read models that are rebuilt are as those that followed.
    pub async fn audit(&self) {
        journal::verify::database(self.database.owner_pool(), self.estate).await.expect("the chain holds");
        self.drm("2025-09").await;
        self.drm("2025-10").await;
        assert_eq!(self.held().await, self.declared("2025-11").await, "in the cellar, and in the return");
        let live = self.tables().await;
        let scope = Scope { model: None, estate: Some(self.estate) };
        let rebuilt = self.served.app.projector.rebuild(scope, |_| {}).await.expect("they are rebuilt");
        assert_eq!(rebuilt.failed, 0);
        for (table, rows) in self.tables().await {
            assert_eq!(rows, live[&table], "{table}, rebuilt and live");
        }
    }

    /// What is in the cellar, by wine.
    async fn held(&self) -> BTreeMap<String, Volume> {
        let query = "{ vats(first: 100) { edges { node { content wine { label } } } }
            lots(first: 100) { edges { node { onHand sizeMl wine { label } } } }
            estate { openingStock { unplaced wine { label } } } }";
        let found = self.ask(query, json!({})).await;
        let mut held = BTreeMap::new();
        let mut add = |wine: &Value, volume: Volume| {
            if volume != Volume::ZERO {
                *held.entry(wine["label"].as_str().expect("a wine").to_owned()).or_insert(Volume::ZERO) +=
                    volume;
            }
        };
        for vat in nodes(&found["vats"]) {
            add(&vat["wine"], volume(&vat["content"]));
        }
        for lot in nodes(&found["lots"]) {
            let ml = |field: &str| lot[field].as_i64().expect("a count");
            add(&lot["wine"], Volume::from_ml(ml("onHand") * ml("sizeMl")));
        }
        for stock in found["estate"]["openingStock"].as_array().expect("a list") {
            add(&stock["wine"], volume(&stock["unplaced"]));
        }
        held
    }

    /// What the return of that month ends with, by wine.
    async fn declared(&self, month: &str) -> BTreeMap<String, Volume> {
        let drm = self.drm(month).await;
        let mut declared = BTreeMap::new();
        for balance in drm["wines"].as_array().expect("a list") {
            let closing = volume(&balance["closing"]);
            if closing != Volume::ZERO {
                let wine = balance["wine"]["label"].as_str().expect("a wine").to_owned();
                *declared.entry(wine).or_insert(Volume::ZERO) += closing;
            }
        }
        declared
    }

    /// Every row of the estate in every read model, as JSON, by table.
    async fn tables(&self) -> Tables {
        let pool = self.database.owner_pool();
        let names: Vec<String> = sqlx::query_scalar(
            "SELECT format('%I.%I', schemaname, tablename) FROM pg_tables
             WHERE schemaname IN ('cellar', 'stock', 'drm', 'sales') ORDER BY 1",
        )
        .fetch_all(pool)
        .await
        .expect("the catalogue answers");
        assert!(names.len() > 10, "{names:?}");
        let mut tables = Tables::new();
        for name in names {
            let sql = format!("SELECT to_jsonb(r)::text FROM {name} AS r WHERE estate_id = $1 ORDER BY 1");
            let rows = sqlx::query_scalar(&sql).bind(self.estate.uuid()).fetch_all(pool).await;
            tables.insert(name, rows.expect("the table is read"));
        }
        tables
    }
}

/// The rows of a list.
fn nodes(connection: &Value) -> impl Iterator<Item = &Value> {
    connection["edges"].as_array().expect("a list").iter().map(|edge| &edge["node"])
}

fn volume(text: &Value) -> Volume {
    Volume::parse_hl(text.as_str().expect("a text")).expect("a volume")
}
