use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// The wine region: one of the ten bassins viticoles (Code rural, D. 665-16 and the table annexed to its chapter), by
/// which `FranceAgriMer` counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
pub enum Region {
    /// Val de Loire – Centre.
    LoireValley,
    /// Alsace – Est.
    AlsaceEast,
    /// Aquitaine.
    Aquitaine,
    /// Bourgogne – Beaujolais – Savoie – Jura.
    BurgundyBeaujolaisSavoyJura,
    /// Champagne.
    Champagne,
    /// Charentes – Cognac.
    CharentesCognac,
    /// Corse.
    Corsica,
    /// Languedoc – Roussillon.
    LanguedocRoussillon,
    /// Sud-Ouest.
    SouthWest,
    /// Vallée du Rhône – Provence.
    RhoneProvence,
}
