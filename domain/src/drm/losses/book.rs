//! What the allowance is reckoned from, folded from an estate's events: the stocks of wine that is in its balance, by where
//! it lies, what was made and packed, and what was seen lost.

use std::collections::BTreeMap;

use super::{LossRecord, LossScheme, LossStage};
use crate::bottle_lot::{BottleEntryKind, FillOrigin, LotEvent};
use crate::drm::{Node, classify};
use crate::estate::EstateEvent;
use crate::fact::Fact;
use crate::terms::{LossCause, Regime};
use crate::timeline::{Effect, Entry};
use crate::units::{Campaign, Date, LotId, VatId, Volume};
use crate::vat::{EntryKind, Material, VatEvent};

/// The losses of an estate and what they are held against.
#[derive(Clone, Debug, Default)]
pub struct LossBook {
    materials: BTreeMap<VatId, Material>,
    lots: BTreeMap<LotId, (i64, Regime)>,
    days: BTreeMap<(LossStage, Date), Day>,
    schemes: BTreeMap<u16, LossScheme>,
}

/// What a day did at a stage.
#[derive(Clone, Copy, Debug, Default)]
struct Day {
    /// What came to lie there, less what left.
    stored: Volume,
    /// Made or packed.
    handled: Volume,
    /// Seen lost.
    lost: Volume,
}

/// The stage of a loss of wine that lies at `kept`; none for one that no allowance covers: an accident and a destruction
/// are told to customs, tasting has its own node. What is merely missing was lost where it lay.
pub const fn stage_of(cause: LossCause, kept: LossStage) -> Option<LossStage> {
    match cause {
        LossCause::Missing => Some(kept),
        LossCause::Processing => Some(LossStage::Processing),
        LossCause::Bottling => Some(LossStage::Packing),
        LossCause::WoodStorage => Some(LossStage::Wood),
        LossCause::TankStorage => Some(LossStage::Vat),
        LossCause::PackedStorage | LossCause::Breakage => Some(LossStage::Packed),
        LossCause::Accident | LossCause::Sampling | LossCause::Destruction => None,
    }
}

impl LossBook {
    /// Takes one event in.
    pub fn take(&mut self, fact: &Fact) {
        for entry in classify(fact).iter().filter(|entry| entry.node == Node::VolumeProduced) {
            self.day(LossStage::Processing, entry.occurred_on).handled += entry.volume_ml;
        }
        match fact {
            Fact::Estate(_, event) => self.take_estate(event),
            Fact::Vat(vat, event) => self.take_vat(*vat, event),
            Fact::Lot(lot, event) => self.take_lot(*lot, event),
            _ => {}
        }
    }

    /// The scheme of a campaign: the one chosen last for it or for one before.
    pub fn scheme(&self, campaign: Campaign) -> LossScheme {
        let chosen = self.schemes.range(..=campaign.first_year()).next_back();
        chosen.map(|(_, scheme)| *scheme).unwrap_or_default()
    }

    fn day(&mut self, stage: LossStage, on: Date) -> &mut Day {
        self.days.entry((stage, on)).or_default()
    }

    /// Opening stock lies in the cellar from the first day of the books on, though nobody has told where: it counts as in
    /// tight vats, whose rate is the lower one of the two for bulk, until it is placed.
    fn take_estate(&mut self, event: &EstateEvent) {
        match event {
            EstateEvent::LossSchemeChosen { scheme, campaign } => {
                self.schemes.insert(*campaign, *scheme);
            }
            EstateEvent::OpeningStockTaken { month, stocks, .. } => {
                let Some(on) = month.next().first_day() else { return };
                let suspended = stocks.iter().filter(|stock| stock.regime == Regime::Suspended);
                self.day(LossStage::Vat, on).stored += suspended.map(|stock| stock.volume_ml).sum::<Volume>();
            }
            EstateEvent::OpeningStockPlaced { regime: Regime::Suspended, volume_ml, occurred_on, .. } => {
                self.day(LossStage::Vat, *occurred_on).stored += -*volume_ml;
            }
            EstateEvent::OpeningPlacementReversed {
                regime: Regime::Suspended,
                volume_ml,
                occurred_on,
                ..
            } => self.day(LossStage::Vat, *occurred_on).stored += *volume_ml,
            _ => {}
        }
    }

    fn take_vat(&mut self, vat: VatId, event: &VatEvent) {
        if let VatEvent::VatCommissioned { material, .. } = event {
            self.materials.insert(vat, *material);
        }
        let stage = match self.materials.get(&vat) {
            Some(Material::Wood) => LossStage::Wood,
            _ => LossStage::Vat,
        };
        if let Some(Entry { on, effect, .. }) = Entry::of(event) {
            // Wine that is being made lies in the cellar and in no balance.
            let stored = match effect {
                Effect::Flow { wine, .. } if wine.is_being_made() => Volume::ZERO,
                Effect::Flow { change, .. } => change,
                Effect::Rename { from, to, volume } => match (from.is_being_made(), to.is_being_made()) {
                    (true, false) => volume,
                    (false, true) => -volume,
                    _ => Volume::ZERO,
                },
            };
            self.day(stage, on).stored += stored;
        }
        match event {
            VatEvent::LossRecorded { cause, wine, volume_ml, occurred_on, .. } if !wine.is_being_made() => {
                self.lose(*cause, stage, *volume_ml, *occurred_on);
            }
            VatEvent::ContentAdjusted { wine, difference_ml, annual, occurred_on, .. }
                if !wine.is_being_made() =>
            {
                self.miss(stage, shortage(*difference_ml), *annual, *occurred_on);
            }
            VatEvent::EntryReversed { of, wine, volume_ml, change_ml, original_on, occurred_on, .. }
                if !wine.is_being_made() =>
            {
                match of {
                    EntryKind::Lost(cause) => self.lose(*cause, stage, -*volume_ml, *occurred_on),
                    EntryKind::Adjusted => {
                        self.miss(stage, -shortage(-*change_ml), false, *occurred_on);
                    }
                    EntryKind::AnnuallyAdjusted => {
                        self.miss(stage, -shortage(-*change_ml), true, *original_on);
                    }
                    _ => {}
                }
            }
            _ => {}
        }
    }

    fn lose(&mut self, cause: LossCause, kept: LossStage, volume: Volume, on: Date) {
        if let Some(stage) = stage_of(cause, kept) {
            self.day(stage, on).lost += volume;
        }
    }

    /// What an inventory found missing. That of 31 July is dated 1 August and belongs to the campaign that it ends.
    fn miss(&mut self, kept: LossStage, volume: Volume, annual: bool, on: Date) {
        let on = if annual { on.previous() } else { on };
        self.lose(LossCause::Missing, kept, volume, on);
    }

    /// Bottles of the suspended stock: the paid one has no allowance, its duty was paid.
    fn take_lot(&mut self, lot: LotId, event: &LotEvent) {
        if let LotEvent::BottlesFilled { size_ml, regime, .. } = event {
            self.lots.insert(lot, (*size_ml, *regime));
        }
        let Some((size_ml, Regime::Suspended)) = self.lots.get(&lot).copied() else { return };
        let of = |bottles: i64| Volume::from_ml(size_ml).times(bottles).unwrap_or_default();
        let (stored, on) = match event {
            LotEvent::BottlesFilled { origin, bottles, occurred_on, .. } => {
                if matches!(origin, FillOrigin::Bottling { .. }) {
                    self.day(LossStage::Packing, *occurred_on).handled += of(*bottles);
                }
                (of(*bottles), *occurred_on)
            }
            LotEvent::BottlesSold { bottles, occurred_on, .. }
            | LotEvent::BottlesWithdrawn { bottles, occurred_on, .. }
            | LotEvent::BottlesTasted { bottles, occurred_on, .. } => (-of(*bottles), *occurred_on),
            LotEvent::BottlesBroken { bottles, cause, occurred_on, .. } => {
                self.lose(*cause, LossStage::Packed, of(*bottles), *occurred_on);
                (-of(*bottles), *occurred_on)
            }
            LotEvent::BottlesReturned { bottles, occurred_on, .. }
            | LotEvent::BottlesBroughtBack { bottles, occurred_on, .. } => (of(*bottles), *occurred_on),
            LotEvent::CountAdjusted { difference, annual, occurred_on, .. } => {
                self.miss(LossStage::Packed, shortage(of(*difference)), *annual, *occurred_on);
                (of(*difference), *occurred_on)
            }
            LotEvent::BottleEntryReversed { of: kind, change, original_on, occurred_on, .. } => {
                match kind {
                    BottleEntryKind::Adjusted => {
                        self.miss(LossStage::Packed, -shortage(-of(*change)), false, *occurred_on);
                    }
                    BottleEntryKind::AnnuallyAdjusted => {
                        self.miss(LossStage::Packed, -shortage(-of(*change)), true, *original_on);
                    }
                    BottleEntryKind::Filled(FillOrigin::Bottling { .. }) => {
                        self.day(LossStage::Packing, *occurred_on).handled += of(*change);
                    }
                    BottleEntryKind::Lost(cause) => {
                        self.lose(*cause, LossStage::Packed, -of(*change), *occurred_on);
                    }
                    _ => {}
                }
                (of(*change), *occurred_on)
            }
            LotEvent::BottlesReserved { .. } | LotEvent::ReservationReleased { .. } => return,
        };
        self.day(LossStage::Packed, on).stored += stored;
    }

    /// The records of a campaign: for each stage of storage what lay there on its first day, then a record a day that
    /// changed something; `None` outside the calendar.
    pub fn records(&self, campaign: Campaign) -> Option<Vec<LossRecord>> {
        let first = Date::from_ymd(i32::from(campaign.first_year()), 8, 1)?;
        let mut records = Vec::new();
        for stage in LossStage::ALL {
            let of_stage = || self.days.range((stage, Date::MIN)..=(stage, Date::MAX));
            let mut stock: Volume =
                of_stage().filter(|((_, on), _)| *on < first).map(|(_, day)| day.stored).sum();
            if stage.is_storage() {
                records.push(LossRecord { day: first, stage, base_ml: stock, lost_ml: Volume::ZERO });
            }
            for ((_, on), day) in of_stage().filter(|((_, on), _)| *on >= first) {
                stock += day.stored;
                let base_ml = if stage.is_storage() { stock } else { day.handled };
                records.push(LossRecord { day: *on, stage, base_ml, lost_ml: day.lost });
            }
        }
        Some(records)
    }
}

/// What is missing of a count that differs by so much from the books.
fn shortage(difference: Volume) -> Volume {
    (-difference).max(Volume::ZERO)
}
