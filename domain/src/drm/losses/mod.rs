//! Losses that excise allows against those that were seen, over a campaign (1 August to 31 July).
//!
//! Source: CGI, annexe III, art. 111-00 A and following; arrêté of 9 August 2016. Only losses that were really seen
//! count, and what an inventory finds missing; what is above the allowance at the campaign's end is a shortage, and excise falls due on it.

mod book;

pub use book::{LossBook, stage_of};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::units::{Campaign, Date, Month, Rate, Volume};

/// Where wine may be lost within the allowance.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum LossStage {
    /// Making of finished wine, after fermentation (élaboration): a share of what is processed.
    Processing,
    /// Packing (conditionnement), but for sparkling wine of the traditional method: a share of what is packed.
    Packing,
    /// Storage in wood: a share of the average stock.
    Wood,
    /// Storage in tight vats: a share of the average stock.
    Vat,
    /// Storage of packed wine: a share of the average stock.
    Packed,
}

/// Which rates the estate is held to.
#[derive(
    Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema,
)]
pub enum LossScheme {
    /// One rate a stage.
    #[default]
    Stages,
    /// One rate on the average stock for all losses, that of the vessel it lies in; declared to customs before the
    /// campaign (récoltant-vinificateur; still wine, and sparkling not of the traditional method).
    Global,
}

/// One rate of the dated table.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct LossAllowance {
    /// The scheme it belongs to.
    pub scheme: LossScheme,
    /// What it applies to.
    pub stage: LossStage,
    /// The share, of a year where it is of a stock.
    pub rate: Rate,
    /// The first day of its validity, until a later row of the same scheme and stage.
    pub valid_from: Date,
}

/// What a day did at one stage: the volume handled (processed or packed), or the stock held from that day on, and
/// what was lost.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct LossRecord {
    /// The day.
    pub day: Date,
    /// The stage.
    pub stage: LossStage,
    /// Processed or packed that day; for the three stages of storage, the stock from that day until the next record.
    pub base_ml: Volume,
    /// Seen lost that day.
    pub lost_ml: Volume,
}

/// Allowed against observed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct LossBalance {
    /// Allowed so far, rounded down to the millilitre a stage.
    pub allowed_ml: Volume,
    /// Seen so far.
    pub observed_ml: Volume,
    /// Observed over allowed, rounded down; none where nothing is allowed.
    pub ratio: Option<Rate>,
    /// True from 80 % of the allowance on.
    pub warning: bool,
    /// At the campaign's end, what was seen above the allowance: taxable. Zero before.
    pub taxable_shortage_ml: Volume,
}

/// What one stage adds to a [`LossBalance`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct StageLoss {
    /// The stage.
    pub stage: LossStage,
    /// Allowed so far, rounded down to the millilitre; under the global scheme the vessels' rates allow for every stage.
    pub allowed_ml: Volume,
    /// Seen so far.
    pub observed_ml: Volume,
}

/// From this share of the allowance on, the estate is warned.
const WARNING_PERCENT: i128 = 80;
const BASIS_POINTS: i128 = 10_000;

/// The balance of a campaign on the evening of `today`. Records of other campaigns or later days do not count; a
/// stock that an earlier campaign left is told by a record of 1 August. The allowance on a stock grows day by day:
/// the sum of the daily stocks × the yearly rate ÷ the days of the campaign, so that the whole campaign gives the
/// rate of its average stock. `None` where a day lies outside the calendar.
pub fn losses(
    records: &[LossRecord],
    scheme: LossScheme,
    table: &[LossAllowance],
    campaign: Campaign,
    today: Date,
) -> Option<LossBalance> {
    LossBalance::of(&losses_by_stage(records, scheme, table, campaign, today)?, campaign, today)
}

impl LossBalance {
    /// The balance that the [stages](losses_by_stage) of a campaign make on the evening of `today`.
    pub fn of(stages: &[StageLoss], campaign: Campaign, today: Date) -> Option<Self> {
        let (_, last) = bounds(campaign)?;
        let observed_ml: Volume = stages.iter().map(|it| it.observed_ml).sum();
        let allowed_ml: Volume = stages.iter().map(|it| it.allowed_ml).sum();
        let (observed, allowed) = (i128::from(observed_ml.ml()), i128::from(allowed_ml.ml()));
        let over = if today >= last { (observed - allowed).max(0) } else { 0 };
        let ratio = (allowed > 0).then(|| observed * BASIS_POINTS / allowed.max(1));
        Some(Self {
            allowed_ml,
            observed_ml,
            ratio: ratio.map(|ratio| Rate::from_basis_points(i32::try_from(ratio).unwrap_or(i32::MAX))),
            warning: observed > 0 && observed * 100 >= allowed * WARNING_PERCENT,
            taxable_shortage_ml: Volume::from_ml(i64::try_from(over).ok()?),
        })
    }
}

/// The same, a stage at a time: every stage, whether or not anything happened there. The allowances sum up to that of the
/// [balance](losses).
pub fn losses_by_stage(
    records: &[LossRecord],
    scheme: LossScheme,
    table: &[LossAllowance],
    campaign: Campaign,
    today: Date,
) -> Option<Vec<StageLoss>> {
    let (first, last) = bounds(campaign)?;
    let end = today.min(last);
    let within = |record: &&LossRecord| record.day >= first && record.day <= end;
    let mut records: Vec<LossRecord> = records.iter().filter(within).copied().collect();
    records.sort_by_key(|record| record.day);
    let in_force = in_force(table, scheme, first);
    let stage = |stage: LossStage| {
        let of_stage: Vec<_> = records.iter().filter(|record| record.stage == stage).collect();
        let allowances = in_force.iter().filter(|allowance| allowance.stage == stage);
        let allowed = allowances.map(|allowance| {
            let rate = i128::from(allowance.rate.basis_points());
            if stage.is_storage() {
                held(&of_stage, end) * rate / (BASIS_POINTS * days(first, last.next()))
            } else {
                of_stage.iter().map(|record| i128::from(record.base_ml.ml())).sum::<i128>() * rate
                    / BASIS_POINTS
            }
        });
        let allowed_ml = Volume::from_ml(i64::try_from(allowed.sum::<i128>()).ok()?);
        let observed_ml = of_stage.iter().map(|record| record.lost_ml).sum();
        Some(StageLoss { stage, allowed_ml, observed_ml })
    };
    LossStage::ALL.into_iter().map(stage).collect()
}

/// The first and the last day of a campaign; `None` outside the calendar.
fn bounds(campaign: Campaign) -> Option<(Date, Date)> {
    let year = i32::from(campaign.first_year());
    Date::from_ymd(year, 8, 1).zip(Date::from_ymd(year + 1, 7, 31))
}

/// The rows of a scheme that are valid on a day: for each stage, the latest.
fn in_force(table: &[LossAllowance], scheme: LossScheme, day: Date) -> Vec<LossAllowance> {
    let valid = |row: &&LossAllowance| row.scheme == scheme && row.valid_from <= day;
    let later = |row: &LossAllowance| {
        table.iter().filter(valid).any(|other| other.stage == row.stage && other.valid_from > row.valid_from)
    };
    table.iter().filter(valid).filter(|row| !later(row)).copied().collect()
}

impl LossStage {
    /// Every stage.
    pub const ALL: [Self; 5] = [Self::Processing, Self::Packing, Self::Wood, Self::Vat, Self::Packed];

    /// True for one whose share is of an average stock.
    pub const fn is_storage(self) -> bool {
        matches!(self, Self::Wood | Self::Vat | Self::Packed)
    }
}

/// Millilitre-days held until the evening of `end`: each stock stands until the next record, the last until then.
fn held(records: &[&LossRecord], end: Date) -> i128 {
    let until = |index: usize| records.get(index + 1).map_or(end.next(), |next| next.day);
    let stock = |(index, record): (usize, &&LossRecord)| {
        i128::from(record.base_ml.ml()) * days(record.day, until(index))
    };
    records.iter().enumerate().map(stock).sum()
}

fn days(from: Date, to: Date) -> i128 {
    i128::from((to.calendar() - from.calendar()).whole_days())
}

/// The campaign of a day.
pub fn campaign_of(day: Date) -> Option<Campaign> {
    Month::of(day).map(Campaign::of)
}

#[cfg(test)]
#[path = "../tests/losses.rs"]
mod tests;

#[cfg(test)]
#[path = "../tests/loss_book.rs"]
mod book_tests;
