//! What labels may claim, dated.

use std::sync::LazyLock;

use domain::claims::{ClaimLimit, ClaimRule, Severity};
use domain::units::Rate;

use super::table;

const TABLE: &str = include_str!("../../../fixtures/reference/label_claims.csv");

static LIMITS: LazyLock<Vec<ClaimLimit>> = LazyLock::new(|| entries().unwrap_or_default());

fn entries() -> Result<Vec<ClaimLimit>, String> {
    table::parse(TABLE, |cells| {
        let &[rule, basis_points, broken, unproven, valid_from, source] = cells else { return None };
        let minimum = basis_points.parse().ok().filter(|minimum| (0..=10_000).contains(minimum))?;
        Some(ClaimLimit {
            rule: ClaimRule::ALL.into_iter().find(|it| it.name() == rule)?,
            minimum: Rate::from_basis_points(minimum),
            broken: severity(broken)?,
            unproven: severity(unproven)?,
            valid_from: valid_from.parse().ok()?,
            source: source.to_owned(),
        })
    })
}

fn severity(text: &str) -> Option<Severity> {
    match text {
        "block" => Some(Severity::Block),
        "warn" => Some(Severity::Warn),
        _ => None,
    }
}

/// Every known limit, for [`domain::claims::judge`].
pub fn all() -> &'static [ClaimLimit] {
    &LIMITS
}

#[cfg(test)]
mod tests {
    use domain::units::Date;

    use super::*;

    #[test]
    fn every_row_is_read_and_every_rule_has_one_today() {
        let rows = entries().unwrap();
        assert_eq!(rows.len(), 7);
        let today: Date = "2026-11-01".parse().unwrap();
        for rule in ClaimRule::ALL {
            let row = ClaimLimit::on(&rows, rule, today).unwrap();
            assert_eq!((row.broken, row.unproven), (Severity::Block, Severity::Warn), "{rule:?}");
            assert!(row.source.contains("art."), "{rule:?}");
        }
        let minimum = |rule| ClaimLimit::on(&rows, rule, today).unwrap().minimum.basis_points();
        let shares = ClaimRule::ALL.map(minimum);
        assert_eq!(shares, [10_000, 8_500, 8_500, 8_500, 10_000, 0, 8_500]);
        // The Union's rules on labels that are older stand in no row.
        assert_eq!(ClaimLimit::on(&rows, ClaimRule::Vintage, "2018-12-31".parse().unwrap()), None);
    }
}
