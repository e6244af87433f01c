//! What changes no balance: transfers, bottling but for its loss, the opening stock, reservations, notes.

use super::{litre, lot_reversal, muscadet, of_lot, of_vat, vat_reversal};
use crate::Fact;
use crate::bottle_lot::{BottleEntryKind, FillOrigin, LotEvent};
use crate::drm::classify;
use crate::estate::EstateEvent;
use crate::parcel::ParcelEvent;
use crate::terms::Regime;
use crate::testing::{ESTATE, at, day, harvest, movement, order, parcel, vat};
use crate::units::{LotId, Volume};
use crate::vat::{EntryKind, Material, Purpose, Source, VatEvent};

#[test]
fn what_stays_in_the_cellar_enters_nothing() {
    let lot = LotId::of(ESTATE, "L26-01");
    for source in [Source::Transfer { from: Vec::new() }, Source::Opening] {
        let (movement, wine, volume_ml) = (movement(1), muscadet(), litre());
        let event =
            VatEvent::WineReceived { movement, source: source.clone(), wine, volume_ml, occurred_on: at(10) };
        assert!(of_vat(event).is_empty(), "{source:?}");
        for on in [at(12), day("2026-10-01")] {
            assert!(of_vat(vat_reversal(EntryKind::Received(source.clone()), -litre(), on)).is_empty());
        }
    }
    for purpose in [Purpose::Transfer { to: vat(2) }, Purpose::Bottling { lot }] {
        let (movement, wine, volume_ml) = (movement(1), muscadet(), litre());
        assert!(
            of_vat(VatEvent::WineDrawn { movement, purpose, wine, volume_ml, occurred_on: at(10) })
                .is_empty()
        );
        for on in [at(12), day("2026-10-01")] {
            assert!(of_vat(vat_reversal(EntryKind::Drawn(purpose), litre(), on)).is_empty());
        }
    }
}

#[test]
fn a_filling_enters_nothing() {
    for origin in [FillOrigin::Bottling { vat: vat(1) }, FillOrigin::Opening] {
        let filled = LotEvent::BottlesFilled {
            movement: movement(1),
            origin,
            lot_number: "L26-01".to_owned(),
            wine: muscadet(),
            vintage: None,
            size_ml: 1_000,
            bottles: 1,
            regime: Regime::Suspended,
            capsules: None,
            occurred_on: at(10),
        };
        assert!(of_lot(filled).is_empty());
        let kind = BottleEntryKind::Filled(origin);
        for on in [at(12), day("2026-10-01")] {
            assert!(of_lot(lot_reversal(kind.clone(), Regime::Suspended, -1, on)).is_empty());
        }
    }
    let order = order(1);
    assert!(of_lot(LotEvent::BottlesReserved { order, bottles: 1 }).is_empty());
    assert!(of_lot(LotEvent::ReservationReleased { order, bottles: 1 }).is_empty());
}

#[test]
fn notes_and_other_aggregates_enter_nothing() {
    let occurred_on = at(10);
    let (code, capacity_ml, material) = ("C1".to_owned(), litre(), Material::Wood);
    let added = ("SO2".to_owned(), None, 1);
    let analysed = VatEvent::AnalysisRecorded {
        abv: None,
        free_so2_mg_per_l: Some(1),
        total_so2_mg_per_l: None,
        volatile_acidity_mg_per_l: None,
        density_g_per_m3: None,
        temperature_decidegrees: None,
        occurred_on,
    };
    for event in [
        VatEvent::VatCommissioned { code, capacity_ml, material, occurred_on },
        VatEvent::AdditionMade { product: added.0, product_lot: added.1, quantity_mg: added.2, occurred_on },
        analysed,
        VatEvent::VatRetired { occurred_on },
    ] {
        assert!(of_vat(event).is_empty());
    }
    let harvested = ParcelEvent::ParcelHarvested { harvest: harvest(1), occurred_on };
    assert!(classify(&Fact::Parcel(parcel(1), harvested)).is_empty());
    let placed = EstateEvent::OpeningStockPlaced {
        movement: movement(1),
        wine: muscadet(),
        regime: Regime::Suspended,
        volume_ml: Volume::from_hl(1),
        occurred_on,
    };
    assert!(classify(&Fact::Estate(ESTATE, placed)).is_empty());
}
