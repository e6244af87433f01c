use domain::drm::{CapsuleNode, Side};
use domain::terms::CapsuleKind;

/// One account of capsules (CRD): its stocks and what moved them, in units.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CapsuleAccount {
    /// Fiscal category, regime, size, container and colour.
    pub kind: CapsuleKind,
    /// Stock at the beginning of the month.
    pub opening: i64,
    /// Entries and exits in the order of the file.
    pub movements: Vec<CapsuleMovement>,
    /// Stock at its end.
    pub closing: i64,
    /// What explains its movements, 250 characters at most.
    pub observations: Option<String>,
    /// The line of its first row; 0 where it comes from no file.
    pub line: u32,
}

/// One entry or exit of capsules.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct CapsuleMovement {
    /// What happened to them.
    pub node: CapsuleNode,
    /// How many, not below zero.
    pub count: i64,
    /// The line of its row; 0 where it comes from no file.
    pub line: u32,
}

impl CapsuleAccount {
    /// The sum of its entries.
    pub fn entries(&self) -> i64 {
        self.total(Side::Entry)
    }

    /// The sum of its exits.
    pub fn exits(&self) -> i64 {
        self.total(Side::Exit)
    }

    fn total(&self, side: Side) -> i64 {
        let counts = self.movements.iter().filter(|movement| movement.node.side() == side);
        counts.map(|movement| movement.count).fold(0, i64::saturating_add)
    }
}

/// How every portal's files write what happened to capsules (CRD catalogue of the common format). Other entries and other
/// exits share a code: the side tells them apart.
pub const fn capsule_code(node: CapsuleNode) -> &'static str {
    match node {
        CapsuleNode::Bought => "achats",
        CapsuleNode::Returned => "retours",
        CapsuleNode::Found => "excedents",
        CapsuleNode::Used => "utilisations",
        CapsuleNode::Destroyed => "destructions",
        CapsuleNode::Missing => "manquants",
        CapsuleNode::OtherEntries | CapsuleNode::OtherExits => "autres",
    }
}
