//! A cellar with something of everything, and one movement of each kind that can happen in it.

use crate::bottle_lot::BottleLot;
use crate::capsule_account::CapsuleAccount;
use crate::estate::Estate;
use crate::movement::Operation;
use crate::terms::{BulkDestination, LossCause, ReclassificationKind, Regime, SaleDestination};
use crate::testing::{ESTATE, House, capsule_kind, day, hl, wine};
use crate::units::{LotId, MovementId, ParcelId, VatId, Volume, WineId};
use crate::vat::Share;

/// Two vats with 20 and 10 hl of Muscadet, an empty one, a lot of 1 000 bottles of which 100 were sold on 15 August,
/// 3 000 capsules, a parcel, and 20 hl in bottles of the opening stock still to be placed.
pub(super) struct Cellar {
    pub(super) house: House,
    pub(super) big: VatId,
    pub(super) small: VatId,
    pub(super) empty: VatId,
    pub(super) lot: LotId,
    pub(super) parcel: ParcelId,
}

/// What there is to compare before and after: vats, lots, capsules, opening stock to be placed.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Stock {
    vats: Vec<(Volume, Option<WineId>)>,
    lots: Vec<(i64, i64)>,
    capsules: i64,
    unplaced: Volume,
}

pub(super) fn muscadet() -> WineId {
    wine("Muscadet")
}

pub(super) fn lot(number: &str) -> LotId {
    LotId::of(ESTATE, number)
}

impl Cellar {
    pub(super) fn new() -> Self {
        let opening = [("Muscadet", Regime::Suspended, hl("57.5"))];
        let mut house = House::open(&["Muscadet", "Vin de France"], &opening);
        let (big, small, empty) = (house.vat(30), house.vat(12), house.vat(30));
        let parcel = house.parcel();
        house.capsules(capsule_kind(750), 3_000);
        let opened = day("2026-08-01");
        for (vat, volume) in [(big, "20"), (small, "10")] {
            let volume_ml = hl(volume);
            house.record(Operation::OpeningInVat { vat, wine: muscadet(), volume_ml }, opened).unwrap();
        }
        let lot = lot("L25-01");
        house.record(opening_in_bottles("L25-01", 1_000), opened).unwrap();
        house.record(sale(lot, 100), day("2026-08-15")).unwrap();
        Self { house, big, small, empty, lot, parcel }
    }

    pub(super) fn stock(&self) -> Stock {
        let desk = &self.house.desk;
        let CapsuleAccount::Open(capsules) = desk.state(capsule_kind(750).account(ESTATE).uuid()) else {
            panic!()
        };
        let Estate::Registered(books) = desk.state(ESTATE.uuid()) else { panic!() };
        let lots = ["L25-01", "L25-02", "L26-01"].map(|number| match desk.state(lot(number).uuid()) {
            BottleLot::Filled(lot) => (lot.on_hand.last(), lot.sold),
            BottleLot::Unknown => (0, 0),
        });
        Stock {
            vats: [self.big, self.small, self.empty].map(|vat| self.house.content(vat)).to_vec(),
            lots: lots.to_vec(),
            capsules: capsules.on_hand.last(),
            unplaced: books.unplaced.unwrap_or_default().values().copied().sum(),
        }
    }

    pub(super) fn record(&mut self, operation: Operation, on: &str) -> MovementId {
        self.house.record(operation, day(on)).unwrap()
    }

    /// One operation of each kind but the reversal; each can be recorded on any day from 16 August on.
    pub(super) fn operations(&mut self) -> Vec<Operation> {
        let (vat, lot) = (self.big, self.lot);
        let export = SaleDestination::Export { country: crate::terms::Country::parse("BE").unwrap() };
        let contract = BulkDestination::Contract { number: "V26-1".to_owned() };
        let reason = || "inventaire".to_owned();
        let sold_on = day("2026-08-15");
        vec![
            self.harvest(),
            self.racking(),
            self.blend(),
            Operation::Loss { vat, volume_ml: hl("0.1"), cause: LossCause::WoodStorage },
            Operation::BottleLoss { lot, bottles: 3, cause: LossCause::Breakage },
            Operation::BottleLoss { lot, bottles: 3, cause: LossCause::Sampling },
            bottling(vat),
            sale(lot, 60),
            Operation::Sale { lot, bottles: 60, destination: export, order: None },
            Operation::SaleReturn { lot, bottles: 12, sold_on, reason: reason(), sold_to: None, order: None },
            Operation::BulkDispatch { vat, volume_ml: hl("2"), destination: contract },
            bulk(vat, BulkDestination::FranceWithoutContract),
            Operation::Purchase { vat: self.small, wine: muscadet(), volume_ml: hl("1.5"), supplier: None },
            Operation::Reclassification {
                vat,
                to: wine("Vin de France"),
                kind: ReclassificationKind::Downgrade,
                part: None,
            },
            Operation::Adjustment {
                vat,
                counted_ml: hl("20.3"),
                wine: None,
                reason: reason(),
                annual: false,
            },
            Operation::Adjustment {
                vat,
                counted_ml: hl("19.5"),
                wine: None,
                reason: reason(),
                annual: false,
            },
            Operation::LotAdjustment { lot, counted: 905, reason: reason(), annual: false },
            Operation::LotAdjustment { lot, counted: 890, reason: reason(), annual: false },
            Operation::OpeningInVat { vat: self.empty, wine: muscadet(), volume_ml: hl("5") },
            opening_in_bottles("L25-02", 2_000),
        ]
    }

    pub(super) fn harvest(&mut self) -> Operation {
        Operation::Harvest {
            harvest: self.house.next_harvest(),
            parcel: self.parcel,
            vat: self.empty,
            wine: muscadet(),
            vintage: 2026,
            volume_ml: hl("25.4"),
            waste_ml: hl("0.8"),
            weight_kg: None,
            potential_abv: None,
        }
    }

    pub(super) fn racking(&self) -> Operation {
        let sources = vec![Share { vat: self.big, volume_ml: hl("5") }];
        Operation::Transfer { sources, to: self.empty, loss_ml: Volume::ZERO }
    }

    /// From two vats into one, losing 0.1 hl that is shared two thirds to one.
    pub(super) fn blend(&self) -> Operation {
        let share = |vat, volume| Share { vat, volume_ml: hl(volume) };
        let sources = vec![share(self.big, "10"), share(self.small, "5")];
        Operation::Transfer { sources, to: self.empty, loss_ml: hl("0.1") }
    }
}

pub(super) fn bulk(vat: VatId, destination: BulkDestination) -> Operation {
    Operation::BulkDispatch { vat, volume_ml: hl("2"), destination }
}

pub(super) fn bottling(vat: VatId) -> Operation {
    Operation::Bottling {
        vat,
        lot: lot("L26-01"),
        lot_number: "L26-01".to_owned(),
        bottles: 2_500,
        size_ml: 750,
        loss_ml: hl("0.2"),
        vintage: Some(2025),
        capsules: Some(capsule_kind(750)),
    }
}

pub(super) fn sale(lot: LotId, bottles: i64) -> Operation {
    Operation::Sale { lot, bottles, destination: SaleDestination::FranceCrd, order: None }
}

pub(super) fn opening_in_bottles(number: &str, bottles: i64) -> Operation {
    Operation::OpeningInBottles {
        lot: lot(number),
        lot_number: number.to_owned(),
        wine: muscadet(),
        regime: Regime::Suspended,
        bottles,
        size_ml: 750,
        vintage: Some(2025),
        capsules: Some(capsule_kind(750)),
    }
}
