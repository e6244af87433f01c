use std::collections::BTreeMap;

use crate::terms::CapsuleKind;
use crate::timeline::Counts;
use crate::units::{Date, Month, MovementId};

/// A capsule account as its events left it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum CapsuleAccount {
    /// Nothing was ever written of it.
    #[default]
    Unknown,
    /// Open.
    Open(CapsuleStock),
}

/// What is known of an account that exists.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CapsuleStock {
    /// What the capsules are.
    pub kind: CapsuleKind,
    /// The first month of the account.
    pub since: Month,
    /// Capsules on hand, day by day.
    pub on_hand: Counts,
    /// What each bottling used, and when.
    pub uses: BTreeMap<MovementId, (i64, Date)>,
}
