use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// What kind of movement stands on a node, where portals tell kinds apart that CIEL sums up: `InterLoire` has three codes
/// for a taxed sale, three for a reclassification, three for other exits.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
pub enum Nature {
    /// Wine bought.
    Purchase,
    /// Small bulk that came back unsold.
    SmallBulkReturn,
    /// Goods that left suspended and came back.
    UntaxedReturn,
    /// Taxed goods that came back and are suspended again.
    TaxedReturn,
    /// The same out of the estate's own stock of paid wine.
    PaidStockReturn,
    /// More found than booked.
    Surplus,
    /// Volume gained by handling.
    Handling,
    /// Sold in bottles.
    Bottles,
    /// Sold in bag-in-box.
    BagInBox,
    /// Sold in bulk without a contract.
    Bulk,
    /// Sold under an interprofession contract.
    Contract,
    /// Sold in bulk outside an interprofession contract.
    OutsideContract,
    /// To another tax warehouse.
    Warehouse,
    /// Out of France.
    Export,
    /// To a larger appellation (repli).
    Fallback,
    /// To wine without appellation (déclassement).
    Downgrade,
    /// To another denomination that the wine may bear (transfert).
    Transfer,
    /// Less found than booked.
    Shortage,
    /// To a distillery.
    Distillation,
    /// To a vinegar maker or another industry.
    Industry,
    /// Destroyed under control.
    Destruction,
    /// Lost by accident.
    Accident,
    /// An entry of an earlier month taken back.
    CounterEntry,
}
