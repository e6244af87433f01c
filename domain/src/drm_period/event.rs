use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::decider::domain_events;
use crate::drm::Return;
use crate::drm::declared::{Annexes, Artefact, DrmReturn};
use crate::units::{Date, Month, MovementId};

/// What has happened to a month's excise return.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub enum DrmPeriodEvent {
    /// The month takes entries.
    MonthOpened {
        /// The month.
        month: Month,
    },
    /// What a person tells of the month besides its movements: the last telling holds, as a whole.
    AnnexesTold {
        /// The month.
        month: Month,
        /// What.
        annexes: Annexes,
    },
    /// The month takes no more entries; this is what it says.
    MonthClosed {
        /// The month.
        month: Month,
        /// The whole return.
        drm: Return,
        /// SHA-256 of the return's canonical JSON, hexadecimal.
        sha256: String,
        /// The return as it is declared, from which its files were made; absent where the month was closed before
        /// returns were kept that way.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        declared: Option<Box<DrmReturn>>,
        /// The files that were made of it.
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        artefacts: Vec<Artefact>,
        /// The day of the closing.
        occurred_on: Date,
    },
    /// The return was filed on the portal.
    DrmFiled {
        /// The portal's reference, where one was given.
        reference: Option<String>,
        /// The day.
        occurred_on: Date,
    },
    /// The filed return was amended: customs correct it at the estate's request, and entries of an open month correct the
    /// books. The return itself stays as it was filed.
    DrmAmended {
        /// Its number among the amendments of the month, from 1 on; absent in what was written before they were numbered.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        number: Option<u32>,
        /// What was corrected, in words.
        observation: String,
        /// The validated movements of later months that correct the books.
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        corrections: Vec<MovementId>,
        /// The day.
        occurred_on: Date,
    },
}

domain_events!(DrmPeriodEvent {
    MonthOpened = "1",
    AnnexesTold = "1",
    MonthClosed = "1",
    DrmFiled = "1",
    DrmAmended = "1",
});
