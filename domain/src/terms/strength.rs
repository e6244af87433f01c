use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::units::Abv;

/// What customs ask of some products besides their code: the strength by which they are taxed, and whether they are
/// premixes (RG14, RG15 and RG40 of DTI+). Ordinary wine tells neither.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Strength {
    /// Alcoholic strength by volume (TAV).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub abv: Option<Abv>,
    /// Whether it is a premix.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub premix: Option<bool>,
}

impl Strength {
    /// True where nothing is told.
    pub const fn is_untold(&self) -> bool {
        self.abv.is_none() && self.premix.is_none()
    }
}
