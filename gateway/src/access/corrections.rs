use domain::movement::Operation;

/// True for a movement that corrects the books instead of telling what was done in the cellar: validating it needs
/// `CORRECT`, whoever wrote the draft.
pub const fn is_correction(operation: &Operation) -> bool {
    match operation {
        Operation::Adjustment { .. }
        | Operation::LotAdjustment { .. }
        | Operation::LotReclassification { .. }
        | Operation::Resuspension { .. }
        | Operation::Reclassification { .. }
        | Operation::OpeningInVat { .. }
        | Operation::OpeningInBottles { .. }
        | Operation::Reversal { .. } => true,
        Operation::Harvest { .. }
        | Operation::Transfer { .. }
        | Operation::Loss { .. }
        | Operation::BottleLoss { .. }
        | Operation::Bottling { .. }
        | Operation::Sale { .. }
        | Operation::SaleReturn { .. }
        | Operation::BulkDispatch { .. }
        | Operation::Purchase { .. }
        | Operation::Arrival { .. }
        | Operation::BottlesIn { .. }
        | Operation::BottlesOut { .. }
        | Operation::BottlesBack { .. } => false,
    }
}
