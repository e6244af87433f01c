use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::drm::{CapsuleBalance, CapsuleNode, Side};
use crate::terms::CapsuleKind;

/// One account of capsules (CRD): its counts and what moved them.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct DeclaredCapsules {
    /// Fiscal category, regime, size, container and colour.
    pub kind: CapsuleKind,
    /// Count at the beginning of the month.
    pub opening: i64,
    /// What came and went, in the order of the schema.
    pub movements: Vec<CapsuleMovement>,
    /// Count at its end.
    pub closing: i64,
    /// What explains other entries and exits (RG43, RG44); CIEL takes 250 characters.
    pub observations: Option<String>,
}

/// What stands on one node of an account of capsules.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct CapsuleMovement {
    /// Where.
    pub node: CapsuleNode,
    /// How many.
    pub count: i64,
}

impl DeclaredCapsules {
    /// The sum of one side.
    pub fn total(&self, side: Side) -> i64 {
        self.movements.iter().filter(|movement| movement.node.side() == side).map(|it| it.count).sum()
    }

    /// The count on one node.
    pub fn on(&self, node: CapsuleNode) -> i64 {
        self.movements.iter().filter(|movement| movement.node == node).map(|it| it.count).sum()
    }

    /// Opening + entries − exits: what the closing count has to be (RG28).
    pub fn computed_closing(&self) -> i64 {
        self.opening + self.total(Side::Entry) - self.total(Side::Exit)
    }
}

impl From<&CapsuleBalance> for DeclaredCapsules {
    fn from(balance: &CapsuleBalance) -> Self {
        let movements = balance.movements.iter();
        Self {
            kind: balance.kind,
            opening: balance.opening,
            movements: movements
                .map(|(node, count)| CapsuleMovement { node: *node, count: *count })
                .collect(),
            closing: balance.closing,
            observations: None,
        }
    }
}
