use std::collections::BTreeMap;

use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

use super::{CapsuleNode, Node, Side};
use crate::terms::{CapsuleKind, Regime};
use crate::units::{CapsuleAccountId, Month, Volume, WineId};

/// A month's return as the events wrote it: every wine and every capsule account with its balance.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Return {
    /// The month.
    pub month: Month,
    /// One balance a wine and regime, by wine.
    pub wines: Vec<WineBalance>,
    /// One balance an account, by account.
    pub capsules: Vec<CapsuleBalance>,
}

/// The balance of a declared wine over a month.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct WineBalance {
    /// The wine.
    pub wine: WineId,
    /// Suspended or paid.
    pub regime: Regime,
    /// Stock at the beginning of the month.
    pub opening_ml: Volume,
    /// What entered and left, by node.
    pub movements: Movements,
    /// Stock at the end of the month.
    pub closing_ml: Volume,
}

/// Volumes by node, in the order of the schema; nodes without volume are absent.
pub type Movements = Vec<NodeVolume>;

/// What stands on one node.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct NodeVolume {
    /// The node.
    pub node: Node,
    /// The volume.
    pub volume_ml: Volume,
}

/// The balance of a capsule account over a month.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct CapsuleBalance {
    /// The account.
    pub account: CapsuleAccountId,
    /// What the capsules are.
    pub kind: CapsuleKind,
    /// Count at the beginning of the month.
    pub opening: i64,
    /// What came and went, by node.
    #[schemars(schema_with = "by_capsule_node")]
    pub movements: BTreeMap<CapsuleNode, i64>,
    /// Count at the end of the month.
    pub closing: i64,
}

/// Tells the keys too, which the schema of a map leaves out: a node that loses its name breaks what was written.
fn by_capsule_node(generator: &mut SchemaGenerator) -> Schema {
    let (keys, values) = (generator.subschema_for::<CapsuleNode>(), generator.subschema_for::<i64>());
    json_schema!({ "type": "object", "propertyNames": keys, "additionalProperties": values })
}

/// Why a return cannot be closed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ReturnFault {
    /// Opening, entries and exits do not make the closing stock.
    Unbalanced {
        /// The wine.
        wine: WineId,
    },
    /// The closing stock is below zero.
    NegativeClosing {
        /// The wine.
        wine: WineId,
        /// The stock.
        closing_ml: Volume,
    },
    /// Counter-entries exceed what stands on a node.
    NegativeNode {
        /// The wine.
        wine: WineId,
        /// The node.
        node: Node,
        /// The volume.
        volume_ml: Volume,
    },
    /// The closing count of an account is wrong, or it or a node is below zero.
    CapsuleAccount {
        /// The account.
        account: CapsuleAccountId,
    },
    /// What left one wine by reclassification did not enter another.
    ReclassificationOneSided {
        /// Entered less left.
        difference_ml: Volume,
    },
}

impl WineBalance {
    /// The sum of one side.
    pub fn total(&self, side: Side) -> Volume {
        self.movements.iter().filter(|movement| movement.node.side() == side).map(|it| it.volume_ml).sum()
    }

    /// The volume on one node.
    pub fn on(&self, node: Node) -> Volume {
        self.movements.iter().filter(|movement| movement.node == node).map(|it| it.volume_ml).sum()
    }

    /// True when opening + entries − exits = closing.
    pub fn holds(&self) -> bool {
        self.opening_ml + self.total(Side::Entry) - self.total(Side::Exit) == self.closing_ml
    }

    fn fault(&self) -> Option<ReturnFault> {
        let wine = self.wine;
        if !self.holds() {
            return Some(ReturnFault::Unbalanced { wine });
        }
        if self.closing_ml.is_negative() {
            return Some(ReturnFault::NegativeClosing { wine, closing_ml: self.closing_ml });
        }
        let negative = self.movements.iter().find(|movement| movement.volume_ml.is_negative())?;
        Some(ReturnFault::NegativeNode { wine, node: negative.node, volume_ml: negative.volume_ml })
    }
}

impl CapsuleBalance {
    /// True when opening + entries − exits = closing.
    pub fn holds(&self) -> bool {
        let net: i64 = self
            .movements
            .iter()
            .map(|(node, count)| if node.side() == Side::Entry { *count } else { -*count })
            .sum();
        self.opening + net == self.closing
    }

    fn is_faulty(&self) -> bool {
        !self.holds() || self.closing < 0 || self.movements.values().any(|count| *count < 0)
    }
}

impl Return {
    /// The first thing that keeps the return from being closed, if any.
    pub fn fault(&self) -> Option<ReturnFault> {
        let wine = self.wines.iter().find_map(WineBalance::fault);
        let capsule = || {
            let account = self.capsules.iter().find(|account| account.is_faulty())?;
            Some(ReturnFault::CapsuleAccount { account: account.account })
        };
        let reclassified = |node: Node| -> Volume { self.wines.iter().map(|wine| wine.on(node)).sum() };
        let one_sided = || {
            let difference_ml = reclassified(Node::ReclassifiedIn) - reclassified(Node::ReclassifiedOut);
            (difference_ml != Volume::ZERO).then_some(ReturnFault::ReclassificationOneSided { difference_ml })
        };
        wine.or_else(capsule).or_else(one_sided)
    }

    /// SHA-256 of the canonical JSON: keys sorted, no white space. Hexadecimal.
    pub fn sha256(&self) -> Result<String, serde_json::Error> {
        let mut canonical = serde_json::to_value(self)?;
        // Without this the order would hang on a feature of `serde_json` that any crate of a build may turn on.
        canonical.sort_all_objects();
        let canonical = canonical.to_string();
        Ok(hex::encode(Sha256::digest(canonical.as_bytes())))
    }
}
