use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// What wine leaves the warehouse for, to come back: the temporary movements of the CIEL tree (mouvements temporaires).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
pub enum Errand {
    /// To be bottled elsewhere (embouteillage).
    Bottling,
    /// To be stored elsewhere (relogement).
    Storage,
    /// To be worked on elsewhere (travail à façon).
    Work,
    /// To be distilled elsewhere (distillation à façon).
    Distillation,
}
