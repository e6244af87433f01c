//! What is entered late is taken in at its day.

use crate::testing::{Cellar, at, of_harvest, parts};

#[test]
fn a_harvest_entered_late_is_in_every_later_blend() {
    let mut cellar = Cellar::new();
    let [first, second] = [cellar.vat(), cellar.vat()];
    let melon = cellar.harvest_of("Melon B", 2026, first, "10");
    cellar.transfer(&[(first, "10")], second, "0", at(10));
    let lot = cellar.bottle(second, "L26-01", 1_000, at(20));
    assert_eq!(parts(&cellar.lineage().lot(lot).unwrap().filled), [(of_harvest(melon), 750_000)]);
    // Written last, it happened before the transfer: of 15 hl, 10 were moved.
    let parcel = cellar.house.parcel();
    let late = cellar.harvest(parcel, 2025, first, "5", at(5));
    let lineage = cellar.lineage();
    assert_eq!(
        parts(&lineage.lot(lot).unwrap().filled),
        [(of_harvest(melon), 500_000), (of_harvest(late), 250_000)]
    );
    assert_eq!(
        parts(lineage.vat(first).unwrap()),
        [(of_harvest(melon), 333_333), (of_harvest(late), 166_667)]
    );
    assert_eq!(lineage.vat(first).unwrap().rounding().ml(), 1);
}

#[test]
fn the_past_is_told_with_what_is_known_now() {
    let mut cellar = Cellar::new();
    let [first, second] = [cellar.vat(), cellar.vat()];
    let melon = cellar.harvest_of("Melon B", 2026, first, "10");
    cellar.transfer(&[(first, "4")], second, "0", at(10));
    let parcel = cellar.house.parcel();
    let late = cellar.harvest(parcel, 2026, first, "10", at(3));
    let before = cellar.chronicle().as_of(at(9));
    assert_eq!(
        parts(before.vat(first).unwrap()),
        [(of_harvest(melon), 1_000_000), (of_harvest(late), 1_000_000)]
    );
    assert_eq!(before.vat(second), None);
    assert_eq!(before.vats().count(), 1);
}
