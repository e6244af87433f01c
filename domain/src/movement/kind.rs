use super::Operation;
use crate::terms::ReclassificationKind;

impl Operation {
    /// The stable name of the kind, in capitals, as storage and interfaces write it.
    pub const fn kind(&self) -> &'static str {
        match self {
            Self::Harvest { .. } => "HARVEST",
            Self::Transfer { .. } => "TRANSFER",
            Self::Loss { .. } => "LOSS",
            Self::BottleLoss { .. } => "BOTTLE_LOSS",
            Self::Bottling { .. } => "BOTTLING",
            Self::Sale { .. } => "SALE",
            Self::SaleReturn { .. } => "SALE_RETURN",
            Self::BulkDispatch { .. } => "BULK_DISPATCH",
            Self::Purchase { .. } => "PURCHASE",
            Self::Arrival { .. } => "ARRIVAL",
            Self::BottlesIn { .. } => "BOTTLES_IN",
            Self::BottlesOut { .. } => "BOTTLES_OUT",
            Self::BottlesBack { .. } => "BOTTLES_BACK",
            Self::LotReclassification { .. } => "LOT_RECLASSIFICATION",
            Self::Resuspension { .. } => "RESUSPENSION",
            Self::Reclassification { kind: ReclassificationKind::Claim, .. } => "CLAIM",
            Self::Reclassification { .. } => "RECLASSIFICATION",
            Self::Adjustment { .. } => "ADJUSTMENT",
            Self::LotAdjustment { .. } => "LOT_ADJUSTMENT",
            Self::OpeningInVat { .. } => "OPENING_IN_VAT",
            Self::OpeningInBottles { .. } => "OPENING_IN_BOTTLES",
            Self::Reversal { .. } => "REVERSAL",
        }
    }
}
