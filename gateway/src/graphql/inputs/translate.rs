use domain::movement::{Operation, Part};
use domain::units::{Abv, EstateId, HarvestId, LotId, ParcelId, PartyId, VatId, WineId};
use domain::vat::Share;

use super::bottles::BottlesErrandInput;
use super::movement::{
    AdjustmentInput, BottleLossInput, BottlingInput, BulkDispatchInput, HarvestInput, LossInput,
    LotAdjustmentInput, MovementInput, OpeningInBottlesInput, OpeningInVatInput, PartInput, PurchaseInput,
    ReclassificationInput, SaleInput, SaleReturnInput, SourceInput, TransferInput,
};
use crate::operations::Fresh;

impl MovementInput {
    /// The planned harvest that it names.
    pub fn planned_harvest(&self) -> Option<HarvestId> {
        match self {
            Self::Harvest(input) => input.harvest_id.map(HarvestId::new),
            _ => None,
        }
    }

    /// The domain's operation, or what of the input it cannot be.
    pub fn into_domain(self, estate: EstateId, fresh: Fresh) -> Result<Operation, &'static str> {
        let bad_country = "country: not a country code";
        Ok(match self {
            Self::Harvest(input) => return input.into_domain(fresh),
            Self::Transfer(input) => input.into_domain(),
            Self::Loss(LossInput { vat_id, volume, cause }) => {
                Operation::Loss { vat: VatId::new(vat_id), volume_ml: volume.0, cause: cause.into() }
            }
            Self::BottleLoss(BottleLossInput { lot_id, bottles, cause }) => {
                Operation::BottleLoss { lot: LotId::new(lot_id), bottles, cause: cause.into() }
            }
            Self::Bottling(input) => input.into_domain(estate),
            Self::Sale(SaleInput { lot_id, bottles, destination }) => Operation::Sale {
                lot: LotId::new(lot_id),
                bottles,
                destination: destination.into_domain().ok_or(bad_country)?,
                order: None,
            },
            Self::SaleReturn(SaleReturnInput { lot_id, bottles, sold_on, reason, sold_to }) => {
                let sold_to = sold_to.map(|to| to.into_domain().ok_or(bad_country)).transpose()?;
                let (lot, sold_on, order) = (LotId::new(lot_id), sold_on.0, None);
                Operation::SaleReturn { lot, bottles, sold_on, reason, sold_to, order }
            }
            Self::BulkDispatch(BulkDispatchInput { vat_id, volume, destination }) => {
                Operation::BulkDispatch {
                    vat: VatId::new(vat_id),
                    volume_ml: volume.0,
                    destination: destination.into_domain().ok_or(bad_country)?,
                }
            }
            Self::Purchase(PurchaseInput { vat_id, wine_id, volume, supplier_id }) => Operation::Purchase {
                vat: VatId::new(vat_id),
                wine: WineId::new(wine_id),
                volume_ml: volume.0,
                supplier: supplier_id.map(PartyId::new),
            },
            Self::Arrival(input) => input.into_domain(),
            Self::BottlesIn(input) => input.into_domain(estate),
            Self::BottlesOut(BottlesErrandInput { lot_id, bottles, errand }) => {
                Operation::BottlesOut { lot: LotId::new(lot_id), bottles, errand: errand.into() }
            }
            Self::BottlesBack(BottlesErrandInput { lot_id, bottles, errand }) => {
                Operation::BottlesBack { lot: LotId::new(lot_id), bottles, errand: errand.into() }
            }
            Self::LotReclassification(input) => input.into_domain(estate),
            Self::Resuspension(input) => input.into_domain(estate),
            Self::Reclassification(ReclassificationInput { vat_id, to_wine_id, kind, part }) => {
                let (vat, to) = (VatId::new(vat_id), WineId::new(to_wine_id));
                let part = part.map(|PartInput { into_vat_id, volume }| Part {
                    into: VatId::new(into_vat_id),
                    volume_ml: volume.0,
                });
                Operation::Reclassification { vat, to, kind: kind.into(), part }
            }
            Self::Adjustment(input) => {
                let AdjustmentInput { vat_id, counted, wine_id, reason, annual } = input;
                Operation::Adjustment {
                    vat: VatId::new(vat_id),
                    counted_ml: counted.0,
                    wine: wine_id.map(WineId::new),
                    reason,
                    annual,
                }
            }
            Self::LotAdjustment(LotAdjustmentInput { lot_id, counted, reason, annual }) => {
                Operation::LotAdjustment { lot: LotId::new(lot_id), counted, reason, annual }
            }
            Self::OpeningInVat(OpeningInVatInput { vat_id, wine_id, volume }) => {
                let (vat, wine) = (VatId::new(vat_id), WineId::new(wine_id));
                Operation::OpeningInVat { vat, wine, volume_ml: volume.0 }
            }
            Self::OpeningInBottles(input) => input.into_domain(estate),
        })
    }
}

/// A strength that may be left out, or the fault of one above 100 %.
pub(super) fn centipercent(fault: &'static str, value: Option<u16>) -> Result<Option<Abv>, &'static str> {
    value.map(|value| Abv::from_centipercent(value).ok_or(fault)).transpose()
}

impl HarvestInput {
    fn into_domain(self, fresh: Fresh) -> Result<Operation, &'static str> {
        let potential_abv =
            centipercent("potentialAbvCentipercent: above 100 %", self.potential_abv_centipercent)?;
        Ok(Operation::Harvest {
            harvest: HarvestId::new(self.harvest_id.unwrap_or_else(|| fresh.id("harvest"))),
            parcel: ParcelId::new(self.parcel_id),
            vat: VatId::new(self.vat_id),
            wine: WineId::new(self.wine_id),
            vintage: self.vintage,
            volume_ml: self.volume.0,
            waste_ml: self.waste.map(|waste| waste.0).unwrap_or_default(),
            weight_kg: self.weight_kg,
            potential_abv,
        })
    }
}

impl TransferInput {
    fn into_domain(self) -> Operation {
        let share =
            |source: SourceInput| Share { vat: VatId::new(source.vat_id), volume_ml: source.volume.0 };
        Operation::Transfer {
            sources: self.sources.into_iter().map(share).collect(),
            to: VatId::new(self.to_vat_id),
            loss_ml: self.loss.map(|loss| loss.0).unwrap_or_default(),
        }
    }
}

impl BottlingInput {
    fn into_domain(self, estate: EstateId) -> Operation {
        Operation::Bottling {
            vat: VatId::new(self.vat_id),
            lot: LotId::of(estate, &self.lot_number),
            lot_number: self.lot_number,
            bottles: self.bottles,
            size_ml: self.size_ml,
            loss_ml: self.loss.map(|loss| loss.0).unwrap_or_default(),
            vintage: self.vintage,
            capsules: self.capsules.map(Into::into),
        }
    }
}

impl OpeningInBottlesInput {
    fn into_domain(self, estate: EstateId) -> Operation {
        Operation::OpeningInBottles {
            lot: LotId::of(estate, &self.lot_number),
            lot_number: self.lot_number,
            wine: WineId::new(self.wine_id),
            regime: self.regime.into(),
            bottles: self.bottles,
            size_ml: self.size_ml,
            vintage: self.vintage,
            capsules: self.capsules.map(Into::into),
        }
    }
}
