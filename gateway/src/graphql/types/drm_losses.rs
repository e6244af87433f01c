use async_graphql::SimpleObject;
use documents::reference::loss_allowances;
use domain::drm::losses::{LossBalance, LossBook, LossStage, StageLoss, losses_by_stage};
use domain::units::{Campaign, Date, Month, Rate};

use crate::graphql::enums::GqlLossScheme;
use crate::graphql::scalars::GqlVolume;

/// Losses of a campaign, allowed against observed (CGI, annexe III, art. 111-00 A and following).
#[derive(SimpleObject)]
pub struct DrmLosses {
    /// The campaign: `2026-2027`.
    campaign: String,
    /// The rates that the estate is held to.
    scheme: GqlLossScheme,
    /// The same a stage at a time: every stage, whether or not anything happened there.
    stages: Vec<DrmStageLoss>,
    /// Allowed so far.
    allowed: GqlVolume,
    /// Observed so far.
    observed: GqlVolume,
    /// Observed over allowed in hundredths of a per cent; null where nothing is allowed.
    used_basis_points: Option<i32>,
    /// True from 80 % of the allowance on.
    warning: bool,
    /// At the campaign's end, what exceeds the allowance: duty falls due on it.
    taxable_shortage: GqlVolume,
}

/// Losses at one stage of a campaign.
#[derive(SimpleObject)]
pub struct DrmStageLoss {
    /// `PROCESSING`, `PACKING`, `WOOD`, `VAT` or `PACKED`.
    stage: &'static str,
    /// Allowed so far; under the global scheme the vessels' rates (`WOOD`, `VAT`) allow for every stage.
    allowed: GqlVolume,
    /// Observed so far.
    observed: GqlVolume,
}

impl DrmLosses {
    /// The losses of the campaign of a month until its end, or until today; none outside the calendar.
    pub fn of(book: &LossBook, month: Month, today: Date) -> Option<Self> {
        let (campaign, table) = (Campaign::of(month), loss_allowances::all());
        let (scheme, records) = (book.scheme(campaign), book.records(campaign)?);
        let until = month.next().first_day()?.previous().min(today);
        let stages = losses_by_stage(&records, scheme, table, campaign, until)?;
        let balance = LossBalance::of(&stages, campaign, until)?;
        Some(Self {
            campaign: campaign.to_string(),
            scheme: scheme.into(),
            stages: stages.into_iter().map(Into::into).collect(),
            allowed: balance.allowed_ml.into(),
            observed: balance.observed_ml.into(),
            used_basis_points: balance.ratio.map(Rate::basis_points),
            warning: balance.warning,
            taxable_shortage: balance.taxable_shortage_ml.into(),
        })
    }
}

impl From<StageLoss> for DrmStageLoss {
    fn from(StageLoss { stage, allowed_ml, observed_ml }: StageLoss) -> Self {
        let stage = match stage {
            LossStage::Processing => "PROCESSING",
            LossStage::Packing => "PACKING",
            LossStage::Wood => "WOOD",
            LossStage::Vat => "VAT",
            LossStage::Packed => "PACKED",
        };
        Self { stage, allowed: allowed_ml.into(), observed: observed_ml.into() }
    }
}
