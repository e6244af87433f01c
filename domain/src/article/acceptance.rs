use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::{ArticleRefusal, OfferedLot};
use crate::claims::{ClaimRule, Finding, Severity};
use crate::policy;
use crate::units::{LotId, Rate, Volume};

/// Claims that could not be proven and were accepted, with the reason that was given.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Acceptance {
    /// Why, in the person's words.
    pub reason: String,
    /// What could not be proven.
    pub warnings: Vec<Warning>,
}

/// A claim that could not be proven of a lot, with the figures of that day.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Warning {
    /// The lot.
    pub lot: LotId,
    /// The rule.
    pub rule: ClaimRule,
    /// What the label says; empty where it is the wine's own name.
    pub claimed: String,
    /// How much is known to be so.
    pub named_ml: Volume,
    /// Of how much it is not told.
    pub untold_ml: Volume,
    /// All of the lot.
    pub whole_ml: Volume,
}

/// Accepts lots whose findings hold, or need no more than the reason that is given; nothing is kept where all hold.
pub(super) fn accept(
    lots: &[OfferedLot],
    reason: Option<&str>,
) -> Result<Option<Acceptance>, ArticleRefusal> {
    let found = |severity| {
        let of = move |lot: &OfferedLot| {
            let lot = lot.clone();
            let findings = lot.findings.clone().into_iter();
            findings.filter(move |it| it.severity == Some(severity)).map(move |it| (lot.clone(), it))
        };
        lots.iter().flat_map(of).collect::<Vec<(OfferedLot, Finding)>>()
    };
    if let Some((lot, finding)) = found(Severity::Block).into_iter().next() {
        let OfferedLot { lot_number, .. } = lot;
        let Finding { rule, claimed, named_ml, whole_ml, minimum, .. } = finding;
        let (rule, minimum) = (rule.name().to_owned(), percent(minimum));
        return Err(ArticleRefusal::ClaimBroken { lot_number, rule, claimed, named_ml, whole_ml, minimum });
    }
    let warnings = found(Severity::Warn);
    let Some((lot, finding)) = warnings.first() else { return Ok(None) };
    let Some(reason) = reason else {
        return Err(ArticleRefusal::ClaimUnproven {
            lot_number: lot.lot_number.clone(),
            rule: finding.rule.name().to_owned(),
            claimed: finding.claimed.clone(),
            named_ml: finding.named_ml,
            untold_ml: finding.untold_ml,
            whole_ml: finding.whole_ml,
            minimum: percent(finding.minimum),
        });
    };
    let reason = policy::reason(reason).ok_or(ArticleRefusal::ReasonMissing)?;
    let warnings = warnings.into_iter().map(|(lot, finding)| Warning {
        lot: lot.lot,
        rule: finding.rule,
        claimed: finding.claimed,
        named_ml: finding.named_ml,
        untold_ml: finding.untold_ml,
        whole_ml: finding.whole_ml,
    });
    Ok(Some(Acceptance { reason, warnings: warnings.collect() }))
}

/// A share as it is told: `85`, `87.5`.
fn percent(rate: Rate) -> String {
    let (whole, rest) = (rate.basis_points() / 100, rate.basis_points() % 100);
    if rest == 0 {
        return whole.to_string();
    }
    format!("{whole}.{rest:02}").trim_end_matches('0').to_owned()
}
