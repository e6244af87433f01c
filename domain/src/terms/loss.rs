use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// Why wine was lost. The stages follow the yearly allowances of CGI, annexe III, art. 111-00 A and following;
/// the excise return and the comparison of allowed with observed losses read them.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
pub enum LossCause {
    /// While it was being made: racking, fining, filtering (élaboration).
    Processing,
    /// Evaporation in wood (stockage en fûts).
    WoodStorage,
    /// In a tight vat (stockage en cuve).
    TankStorage,
    /// While it was being bottled (conditionnement).
    Bottling,
    /// In the packed stock (stockage conditionné).
    PackedStorage,
    /// Broken bottles (casse).
    Breakage,
    /// An accident, reported at once and booked as an exit.
    Accident,
    /// Tasted, analysed or given as a sample (dégustation, analyse).
    Sampling,
    /// Destroyed on purpose, under control (destruction).
    Destruction,
    /// Found missing at an inventory: excise falls due (manquant).
    Missing,
}
