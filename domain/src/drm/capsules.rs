use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::Side;
use crate::capsule_account::CapsuleEvent;
use crate::terms::CapsuleKind;
use crate::units::{Date, Month};

macro_rules! capsule_nodes {
    ($($(#[$doc:meta])* $name:ident = $side:ident $path:literal $label:literal),* $(,)?) => {
        /// A leaf of a capsule account in the CIEL tree.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
        pub enum CapsuleNode {
            $($(#[$doc])* $name,)*
        }

        impl CapsuleNode {
            /// Every node, in the order of the schema.
            pub const ALL: &'static [Self] = &[$(Self::$name),*];

            /// The side it stands on.
            pub const fn side(self) -> Side {
                match self {
                    $(Self::$name => Side::$side,)*
                }
            }

            /// Its path under `centilisation`.
            pub const fn path(self) -> &'static str {
                match self {
                    $(Self::$name => $path,)*
                }
            }

            /// Its name in storage and interfaces.
            pub const fn name(self) -> &'static str {
                match self {
                    $(Self::$name => $label,)*
                }
            }
        }
    };
}

capsule_nodes! {
    /// Bought.
    Bought = Entry "entrees-capsules/achats" "BOUGHT",
    /// Returned.
    Returned = Entry "entrees-capsules/retours" "RETURNED",
    /// Found.
    Found = Entry "entrees-capsules/excedents" "FOUND",
    /// Other entries: a use taken back after its month.
    OtherEntries = Entry "entrees-capsules/autres-entrees" "OTHER_ENTRIES",
    /// Put on bottles.
    Used = Exit "sorties-capsules/utilisations" "USED",
    /// Destroyed.
    Destroyed = Exit "sorties-capsules/destructions" "DESTROYED",
    /// Missing.
    Missing = Exit "sorties-capsules/manquants" "MISSING",
    /// Other exits, with an observation (RG44).
    OtherExits = Exit "sorties-capsules/autres-sorties" "OTHER_EXITS",
}

/// What one event enters in a capsule account of the return.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct CapsuleEntry {
    /// The month it belongs to.
    pub month: Month,
    /// The day.
    pub occurred_on: Date,
    /// Where it stands.
    pub node: CapsuleNode,
    /// How many; below zero only when a counter-entry takes back within the month.
    pub count: i64,
}

/// What an event of a capsule account enters in the return; the opening enters nothing, being an opening stock.
pub fn capsule_entry(event: &CapsuleEvent) -> Option<CapsuleEntry> {
    let (node, count, occurred_on) = match event {
        CapsuleEvent::CapsulesOpened { .. } => return None,
        CapsuleEvent::CapsulesBought { count, occurred_on } => (CapsuleNode::Bought, *count, *occurred_on),
        CapsuleEvent::CapsulesUsed { count, occurred_on, .. } => (CapsuleNode::Used, *count, *occurred_on),
        CapsuleEvent::CapsuleUseReversed { count, original_on, occurred_on, .. } => {
            let same_month = Month::of(*original_on)?.contains(*occurred_on);
            let (node, count) =
                if same_month { (CapsuleNode::Used, -*count) } else { (CapsuleNode::OtherEntries, *count) };
            (node, count, *occurred_on)
        }
        CapsuleEvent::CapsulesReturned { count, occurred_on } => {
            (CapsuleNode::Returned, *count, *occurred_on)
        }
        CapsuleEvent::CapsulesFound { count, occurred_on } => (CapsuleNode::Found, *count, *occurred_on),
        CapsuleEvent::CapsulesDestroyed { count, occurred_on } => {
            (CapsuleNode::Destroyed, *count, *occurred_on)
        }
        CapsuleEvent::CapsulesMissing { count, occurred_on } => (CapsuleNode::Missing, *count, *occurred_on),
    };
    Some(CapsuleEntry { month: Month::of(occurred_on)?, occurred_on, node, count })
}

/// The kind, first month and opening count of an account, where the event opens it.
pub(super) fn opened(event: &CapsuleEvent) -> Option<(CapsuleKind, Month, i64)> {
    match event {
        CapsuleEvent::CapsulesOpened { kind, count, month } => Some((*kind, *month, *count)),
        _ => None,
    }
}
