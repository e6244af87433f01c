use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// How wine passes from one declared wine to another.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
pub enum ReclassificationKind {
    /// From one appellation to a larger one that contains it, or a change of denomination (repli).
    Fallback,
    /// From an appellation or indication to wine without one (déclassement).
    Downgrade,
    /// Between two denominations that the same wine may bear (transfert, changement d'appellation).
    Transfer,
    /// Complementary individual volume (VCI) claimed in a later year: it leaves its own wine and enters the appellation.
    Vci,
    /// Wine that was being made is claimed (revendication): it enters the balance of its declared wine.
    Claim,
}
