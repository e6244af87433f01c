//! A counter-entry takes back the very wine that the entry had moved.

use crate::movement::Operation;
use crate::terms::{BulkDestination, LossCause, SaleDestination};
use crate::testing::{Cellar, at, hl, of_harvest, parts};

#[test]
fn a_blend_that_is_taken_back_leaves_every_vat_as_it_was() {
    let mut cellar = Cellar::new();
    let [first, second, third] = [cellar.vat(), cellar.vat(), cellar.vat()];
    let vats = [first, second, third];
    for (grape, vat, volume) in
        [("Melon B", first, "30"), ("Chardonnay", second, "10"), ("Gamay", third, "1")]
    {
        cellar.harvest_of(grape, 2026, vat, volume);
    }
    let before: Vec<_> = vats.iter().map(|vat| parts(cellar.lineage().vat(*vat).unwrap())).collect();
    let movement = cellar.transfer(&[(first, "17"), (second, "3.33333")], third, "0.00007", at(10));
    cellar.house.reverse(movement, at(12)).unwrap();
    let after: Vec<_> = vats.iter().map(|vat| parts(cellar.lineage().vat(*vat).unwrap())).collect();
    assert_eq!(after, before);
}

#[test]
fn what_has_gone_on_meanwhile_is_made_up_by_what_is_there() {
    let mut cellar = Cellar::new();
    let [first, second, third] = [cellar.vat(), cellar.vat(), cellar.vat()];
    let melon = cellar.harvest_of("Melon B", 2026, first, "10");
    let gamay = cellar.harvest_of("Gamay", 2026, second, "10");
    let movement = cellar.transfer(&[(first, "10")], second, "0", at(10));
    cellar.transfer(&[(second, "10")], third, "0", at(11));
    cellar.house.reverse(movement, at(12)).unwrap();
    // Half of the Melon went on to the third vat: the second gives back the other half, and Gamay for the rest.
    let lineage = cellar.lineage();
    assert_eq!(
        parts(lineage.vat(first).unwrap()),
        [(of_harvest(melon), 500_000), (of_harvest(gamay), 500_000)]
    );
    assert_eq!(parts(lineage.vat(second).unwrap()), []);
}

#[test]
fn a_bottling_a_sale_and_a_loss_are_taken_back() {
    let mut cellar = Cellar::new();
    let vat = cellar.vat();
    cellar.harvest_of("Melon B", 2026, vat, "17.00001");
    cellar.harvest_of("Chardonnay", 2025, vat, "3.00007");
    let before = parts(cellar.lineage().vat(vat).unwrap());
    let lot = cellar.bottle(vat, "L26-01", 1_001, at(10));
    let filled = cellar.lineage().lot(lot).unwrap().filled.clone();
    let bottling = crate::testing::movement(3);
    let sale = Operation::Sale {
        lot,
        bottles: 101,
        destination: SaleDestination::FranceSuspended { document: None },
        order: None,
    };
    let loss = Operation::Loss { vat, volume_ml: hl("0.33333"), cause: LossCause::Processing };
    let (sale, loss) = (cellar.record(sale, at(11)), cellar.record(loss, at(11)));
    let export =
        Operation::BulkDispatch { vat, volume_ml: hl("1.11111"), destination: BulkDestination::Distillery };
    let export = cellar.record(export, at(12));
    for movement in [export, sale, loss] {
        cellar.house.reverse(movement, at(13)).unwrap();
    }
    assert_eq!(cellar.lineage().lot(lot).unwrap().on_hand.volume(), filled.volume());
    assert_eq!(parts(&cellar.lineage().lot(lot).unwrap().on_hand), parts(&filled));
    cellar.house.reverse(bottling, at(14)).unwrap();
    let lineage = cellar.lineage();
    assert_eq!(parts(lineage.vat(vat).unwrap()), before);
    assert_eq!(parts(&lineage.lot(lot).unwrap().on_hand), []);
}

#[test]
fn a_harvest_that_is_taken_back_leaves_the_others() {
    let mut cellar = Cellar::new();
    let vat = cellar.vat();
    let melon = cellar.harvest_of("Melon B", 2026, vat, "10");
    let parcel = cellar.house.parcel();
    cellar.harvest(parcel, 2026, vat, "5", at(4));
    let (wrong, gain) = (crate::testing::movement(2), hl("16"));
    let reason = "jauge".to_owned();
    let found = cellar
        .record(Operation::Adjustment { vat, counted_ml: gain, wine: None, reason, annual: false }, at(5));
    cellar.house.reverse(found, at(6)).unwrap();
    cellar.house.reverse(wrong, at(7)).unwrap();
    let lineage = cellar.lineage();
    assert_eq!(parts(lineage.vat(vat).unwrap()), [(of_harvest(melon), 1_000_000)]);
}
