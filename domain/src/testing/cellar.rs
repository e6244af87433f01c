use super::{ESTATE, House, hl, wine};
use crate::lineage::{Chronicle, Component, Lineage, MakeUp, Origin};
use crate::movement::Operation;
use crate::parcel::{Parcel, ParcelCommand};
use crate::terms::Regime;
use crate::units::{Date, HarvestId, LotId, MovementId, ParcelId, VatId, Volume};
use crate::vat::Share;

/// An estate whose wine is followed: vats of 100 hl, parcels of several grapes, 50 hl of opening stock to be placed.
pub(crate) struct Cellar {
    pub(crate) house: House,
}

impl Cellar {
    pub(crate) fn new() -> Self {
        let opening = [("Muscadet", Regime::Suspended, hl("50"))];
        Self { house: House::open(&["Muscadet", "Vin de France"], &opening) }
    }

    pub(crate) fn vat(&mut self) -> VatId {
        self.house.vat(100)
    }

    /// States where a parcel lies.
    pub(crate) fn locate(&mut self, parcel: ParcelId, places: &[&str]) {
        let places = places.iter().map(|place| (*place).to_owned()).collect();
        self.house.desk.command::<Parcel>(parcel.uuid(), ParcelCommand::Locate { places }).unwrap();
    }

    pub(crate) fn record(&mut self, operation: Operation, on: Date) -> MovementId {
        self.house.record(operation, on).unwrap()
    }

    /// Brings grapes of a parcel into a vat as Muscadet; no waste.
    pub(crate) fn harvest(
        &mut self,
        parcel: ParcelId,
        vintage: u16,
        vat: VatId,
        volume: &str,
        on: Date,
    ) -> HarvestId {
        let harvest = self.house.next_harvest();
        let operation = Operation::Harvest {
            harvest,
            parcel,
            vat,
            wine: wine("Muscadet"),
            vintage,
            volume_ml: hl(volume),
            waste_ml: Volume::ZERO,
            weight_kg: None,
            potential_abv: None,
        };
        self.record(operation, on);
        harvest
    }

    /// Harvests a parcel of that grape into that vat, on the 2 September.
    pub(crate) fn harvest_of(&mut self, grape: &str, vintage: u16, vat: VatId, volume: &str) -> HarvestId {
        let parcel = self.house.planted(grape);
        self.harvest(parcel, vintage, vat, volume, super::at(2))
    }

    /// Moves wine from vats into one, with a loss.
    pub(crate) fn transfer(
        &mut self,
        sources: &[(VatId, &str)],
        to: VatId,
        loss: &str,
        on: Date,
    ) -> MovementId {
        let sources =
            sources.iter().map(|(vat, volume)| Share { vat: *vat, volume_ml: hl(volume) }).collect();
        self.record(Operation::Transfer { sources, to, loss_ml: hl(loss) }, on)
    }

    /// Bottles of 75 cl, without loss.
    pub(crate) fn bottle(&mut self, vat: VatId, lot_number: &str, bottles: i64, on: Date) -> LotId {
        let lot = LotId::of(ESTATE, lot_number);
        let operation = Operation::Bottling {
            vat,
            lot,
            lot_number: lot_number.to_owned(),
            bottles,
            size_ml: 750,
            loss_ml: Volume::ZERO,
            vintage: None,
            capsules: None,
        };
        self.record(operation, on);
        lot
    }

    pub(crate) fn chronicle(&self) -> Chronicle {
        Chronicle::of(self.house.desk.facts())
    }

    pub(crate) fn lineage(&self) -> Lineage {
        self.chronicle().lineage()
    }
}

/// The component of a harvest.
pub(crate) fn of_harvest(harvest: HarvestId) -> Component {
    Component::of(Origin::Harvest(harvest))
}

/// A make-up as a list, to be compared.
pub(crate) fn parts(make_up: &MakeUp) -> Vec<(Component, i64)> {
    make_up.parts().map(|(component, volume)| (component, volume.ml())).collect()
}
