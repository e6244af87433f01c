use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::terms::{Errand, ReclassificationKind};
use crate::units::LotId;

/// What bottles leave a lot for that are neither sold nor lost.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub enum Withdrawal {
    /// To come back: stored or worked on elsewhere.
    Errand {
        /// What for.
        errand: Errand,
    },
    /// To another lot, as another declared wine.
    Reclassified {
        /// Which lot.
        to: LotId,
        /// How.
        kind: ReclassificationKind,
    },
    /// Out of the paid stock, to a lot of the suspended one (replacement en suspension).
    Suspended {
        /// Which lot.
        to: LotId,
    },
}
