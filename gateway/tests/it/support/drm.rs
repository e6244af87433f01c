use std::collections::BTreeMap;

use serde_json::{Value, json};

use super::House;

/// The suspended balance of a wine over a month, its nodes by name.
#[derive(Debug)]
pub struct Balance {
    pub opening: String,
    pub entries: BTreeMap<String, String>,
    pub exits: BTreeMap<String, String>,
    pub closing: String,
}

impl House {
    /// The return of a month, of which every account holds.
    pub async fn drm(&self, month: &str) -> Value {
        let query = "query ($month: Month!) { drmMonth(month: $month) { month status holds sha256
            wines { wine { label } regime opening entries { node path volume } exits { node path volume }
                    closing holds }
            capsules { kind { sizeMl } opening movements { node count } closing holds } } }";
        let drm = self.ask(query, json!({ "month": month })).await["drmMonth"].clone();
        let accounts =
            ["wines", "capsules"].into_iter().flat_map(|list| drm[list].as_array().expect("a list"));
        for account in accounts {
            assert_eq!(account["holds"], true, "{account}");
        }
        assert_eq!(drm["holds"], true);
        drm
    }

    /// The suspended balance of a wine in it.
    pub async fn balance(&self, month: &str, label: &str) -> Balance {
        let drm = self.drm(month).await;
        let wines = drm["wines"].as_array().expect("a list");
        let of_wine = |it: &&Value| it["wine"]["label"] == label && it["regime"] == "SUSPENDED";
        let balance = wines.iter().find(of_wine).unwrap_or_else(|| panic!("no account of {label}: {drm}"));
        let text = |value: &Value| value.as_str().expect("a text").to_owned();
        let nodes = |side: &str| {
            let nodes = balance[side].as_array().expect("a list").iter();
            nodes.map(|node| (text(&node["node"]), text(&node["volume"]))).collect()
        };
        Balance {
            opening: text(&balance["opening"]),
            entries: nodes("entries"),
            exits: nodes("exits"),
            closing: text(&balance["closing"]),
        }
    }
}

/// A node with its volume.
type Node<'a> = (&'a str, &'a str);

impl Balance {
    /// Its entries and exits as (node, volume), for comparison.
    pub fn sides(&self) -> (Vec<Node<'_>>, Vec<Node<'_>>) {
        (pairs(&self.entries), pairs(&self.exits))
    }
}

fn pairs(nodes: &BTreeMap<String, String>) -> Vec<Node<'_>> {
    nodes.iter().map(|(node, volume)| (node.as_str(), volume.as_str())).collect()
}
