use domain::movement::Operation;
use domain::terms::{BulkDestination, Country, LossCause, ReclassificationKind, Regime, SaleDestination};
use domain::units::{HarvestId, VatId, Volume, WineId};
use domain::vat::Share;

use super::House;
use super::random::{Roll, pick};

pub fn lot_number(figure: u16) -> String {
    format!("L26-{}", figure % 9)
}

fn vat(house: &House, figure: u16) -> VatId {
    house.vat(u128::from(figure % 4) + 1)
}

/// One wine in most vats, so that entries are not refused for a second one.
fn wine(house: &House, figure: u16) -> WineId {
    let other = if figure.is_multiple_of(7) { usize::from(figure % 3) } else { 0 };
    house.wine(House::LABELS[other])
}

fn ml(figure: u16) -> Volume {
    Volume::from_ml(i64::from(figure) * 100 + 7)
}

/// An operation of any kind but a counter-entry.
pub fn operation(house: &mut House, harvests: &[HarvestId], roll: Roll) -> Operation {
    match roll.kind % 14 {
        0 | 1 => harvest(house, harvests, roll),
        2..=6 => of_vat(house, roll),
        _ => of_lot(house, roll),
    }
}

fn harvest(house: &mut House, harvests: &[HarvestId], roll: Roll) -> Operation {
    Operation::Harvest {
        harvest: pick(harvests, roll.how).unwrap_or(HarvestId::new(house.fresh())),
        parcel: house.parcel(),
        vat: vat(house, roll.place),
        wine: wine(house, roll.label),
        vintage: 2026,
        volume_ml: ml(roll.much) + Volume::from_hl(5),
        waste_ml: ml(roll.how % 900),
        weight_kg: Some(i64::from(roll.much) + 1),
        potential_abv: None,
    }
}

fn of_vat(house: &House, roll: Roll) -> Operation {
    let Roll { place, label, much, how, .. } = roll;
    let own = vat(house, place);
    match label % 11 {
        0..=2 => {
            let mut sources = vec![Share { vat: own, volume_ml: ml(much) }];
            if how.is_multiple_of(3) {
                sources.push(Share { vat: vat(house, place.wrapping_add(3)), volume_ml: ml(how) });
            }
            let to = vat(house, place.wrapping_add(1 + how % 2));
            Operation::Transfer { sources, to, loss_ml: ml(how % 50) }
        }
        3 => {
            use LossCause::{Accident, Missing, Processing, TankStorage};
            let cause = pick(&[Processing, TankStorage, Accident, Missing], how).unwrap_or(Processing);
            Operation::Loss { vat: own, volume_ml: ml(much % 2_000), cause }
        }
        4 => {
            let contract = BulkDestination::Contract { number: "C-1".to_owned() };
            let alone = how.is_multiple_of(2);
            let destination = if alone { BulkDestination::FranceWithoutContract } else { contract };
            Operation::BulkDispatch { vat: own, volume_ml: ml(much), destination }
        }
        5 | 6 => Operation::Reclassification {
            vat: own,
            to: house.wine(House::LABELS[usize::from(how % 3)]),
            kind: ReclassificationKind::Fallback,
            part: None,
        },
        7 => {
            let (wine, volume_ml) = (wine(house, how), ml(much));
            Operation::Purchase { vat: own, wine, volume_ml, supplier: None }
        }
        8 | 9 => {
            let counted_ml = if how.is_multiple_of(3) { Volume::ZERO } else { ml(much) };
            let (wine, reason) = (Some(wine(house, how)), "inventaire".to_owned());
            Operation::Adjustment { vat: own, counted_ml, wine, reason, annual: false }
        }
        _ => Operation::OpeningInVat { vat: own, wine: wine(house, 1), volume_ml: ml(much) },
    }
}

fn of_lot(house: &House, roll: Roll) -> Operation {
    let Roll { place, label, much, how, .. } = roll;
    let lot_number = lot_number(label);
    let (lot, bottles) = (house.lot(&lot_number), i64::from(much % 600) + 1);
    match place % 8 {
        0 | 1 => Operation::Bottling {
            vat: vat(house, how),
            lot,
            lot_number,
            bottles,
            size_ml: 750,
            loss_ml: ml(how % 30),
            vintage: Some(2025),
            capsules: (!how.is_multiple_of(4)).then_some(House::capsules()),
        },
        2 | 3 => {
            let abroad = Country::parse("BE").filter(|_| how.is_multiple_of(3));
            let destination =
                abroad.map_or(SaleDestination::FranceCrd, |country| SaleDestination::Export { country });
            Operation::Sale { lot, bottles: bottles % 60 + 1, destination, order: None }
        }
        4 => {
            let (sold_on, reason) = (roll.on(), "retour".to_owned());
            let sold_to = Country::parse("BE").filter(|_| how.is_multiple_of(2));
            let sold_to = sold_to.map(|country| SaleDestination::Export { country });
            Operation::SaleReturn { lot, bottles: bottles % 6 + 1, sold_on, reason, sold_to, order: None }
        }
        5 => {
            use LossCause::{Breakage, Missing, Sampling};
            let cause = pick(&[Breakage, Sampling, Missing], how).unwrap_or(Breakage);
            Operation::BottleLoss { lot, bottles: bottles % 9 + 1, cause }
        }
        6 => {
            Operation::LotAdjustment { lot, counted: bottles, reason: "inventaire".to_owned(), annual: false }
        }
        _ => Operation::OpeningInBottles {
            lot,
            lot_number,
            wine: wine(house, 1),
            regime: Regime::Paid,
            bottles: bottles % 90 + 1,
            size_ml: 750,
            vintage: None,
            capsules: None,
        },
    }
}
