//! Losses that excise allows, by scheme and stage, dated.

use std::sync::LazyLock;

use domain::drm::losses::{LossAllowance, LossScheme, LossStage};
use domain::units::Rate;

use super::table;

const TABLE: &str = include_str!("../../../fixtures/reference/loss_allowances.csv");

static ALLOWANCES: LazyLock<Vec<LossAllowance>> = LazyLock::new(|| entries().unwrap_or_default());

fn entries() -> Result<Vec<LossAllowance>, String> {
    table::parse(TABLE, |cells| {
        let &[scheme, stage, base, basis_points, valid_from] = cells else { return None };
        let scheme = match scheme {
            "stages" => LossScheme::Stages,
            "global" => LossScheme::Global,
            _ => return None,
        };
        let stage = match (stage, base) {
            ("processing", "processed") => LossStage::Processing,
            ("packing", "packed") => LossStage::Packing,
            ("wood", "average_stock") => LossStage::Wood,
            ("vat", "average_stock") => LossStage::Vat,
            ("packed", "average_stock") => LossStage::Packed,
            _ => return None,
        };
        let rate = Rate::from_basis_points(basis_points.parse().ok()?);
        Some(LossAllowance { scheme, stage, rate, valid_from: valid_from.parse().ok()? })
    })
}

/// Every known allowance, for [`domain::drm::losses::losses`].
pub fn all() -> &'static [LossAllowance] {
    &ALLOWANCES
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_row_is_read() {
        let rows = entries().unwrap();
        let rate = |scheme, stage| {
            rows.iter().find(|row| row.scheme == scheme && row.stage == stage).unwrap().rate.basis_points()
        };
        assert_eq!(rows.len(), 7);
        assert_eq!(rate(LossScheme::Stages, LossStage::Wood), 450);
        assert_eq!(rate(LossScheme::Global, LossStage::Wood), 600);
        assert_eq!(rate(LossScheme::Global, LossStage::Vat), 350);
    }
}
