use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::VatTreatment;
use crate::units::Money;

/// The sums of a document.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Totals {
    /// By treatment, in the order of the treatments; one entry each.
    pub vat: Vec<VatTotal>,
    /// Without VAT.
    pub net_cents: Money,
    /// The VAT.
    pub vat_cents: Money,
    /// With VAT.
    pub gross_cents: Money,
}

/// What one treatment sums to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct VatTotal {
    /// The treatment.
    pub treatment: VatTreatment,
    /// The amount that VAT is reckoned on.
    pub base_cents: Money,
    /// The VAT.
    pub vat_cents: Money,
}

impl Totals {
    /// The sums of these treatments.
    pub fn of(vat: Vec<VatTotal>) -> Self {
        let net_cents: Money = vat.iter().map(|total| total.base_cents).sum();
        let vat_cents: Money = vat.iter().map(|total| total.vat_cents).sum();
        Self { vat, net_cents, vat_cents, gross_cents: net_cents + vat_cents }
    }
}
