//! What holds of every split and of every history of transfers.

use std::collections::BTreeMap;

use proptest::prelude::*;

use crate::lineage::{Component, MakeUp, Origin};
use crate::testing::{Cellar, at, harvest};
use crate::units::{VatId, Volume};

fn make_up() -> impl Strategy<Value = MakeUp> {
    prop::collection::vec(1..5_000_000_i64, 1..12).prop_map(|volumes| {
        let mut made = MakeUp::default();
        for (number, volume) in (1_u128..).zip(volumes) {
            made.add(MakeUp::of(Component::of(Origin::Harvest(harvest(number))), Volume::from_ml(volume)));
        }
        made
    })
}

fn by_component<'made>(made: impl IntoIterator<Item = &'made MakeUp>) -> BTreeMap<Component, i64> {
    let mut sums = BTreeMap::new();
    for (component, volume) in made.into_iter().flat_map(MakeUp::parts) {
        *sums.entry(component).or_default() += volume.ml();
    }
    sums
}

proptest! {
    #[test]
    fn a_draw_is_exact_and_loses_nothing(made in make_up(), thousandths in 0..=1_000_i64) {
        let volume = Volume::from_ml(made.volume().ml() * thousandths / 1_000);
        let mut rest = made.clone();
        let drawn = rest.draw(volume);
        prop_assert_eq!(drawn.volume(), volume);
        prop_assert_eq!(by_component([&rest, &drawn]), by_component([&made]));
        prop_assert!(drawn.parts().chain(rest.parts()).all(|(_, part)| part.is_positive()));
    }

    /// No component is off by a millilitre, and no group of them by more than the rounding tells.
    #[test]
    fn the_rounding_bounds_what_a_draw_shifts(
        made in make_up(),
        thousandths in 1..1_000_i64,
        group in prop::collection::vec(any::<bool>(), 12),
    ) {
        let volume = Volume::from_ml((made.volume().ml() * thousandths / 1_000).max(1));
        let mut rest = made.clone();
        let drawn = rest.draw(volume);
        let chosen = |made: &MakeUp| -> i128 {
            let parts = (1_u128..).zip(&group).filter(|(_, chosen)| **chosen);
            let of = |number| made.of_component(Component::of(Origin::Harvest(harvest(number)))).ml();
            parts.map(|(number, _)| i128::from(of(number))).sum()
        };
        for part in [&drawn, &rest] {
            let exact = chosen(&made) * i128::from(part.volume().ml());
            let told = chosen(part) * i128::from(made.volume().ml());
            let off = (exact - told).abs();
            prop_assert!(off <= i128::from(part.rounding().ml()) * i128::from(made.volume().ml()));
        }
    }

    /// Case A10 of the acceptance list: 1 000 blends and splits in a row keep every component to the millilitre.
    #[test]
    fn a_thousand_blends_and_splits_conserve_every_component(
        mut vats in prop::collection::vec(make_up(), 2..6),
        moves in prop::collection::vec((any::<u8>(), any::<u8>(), 0..=1_000_i64), 1_000),
    ) {
        let before = by_component(&vats);
        for (from, to, thousandths) in moves {
            let (from, to) = (usize::from(from) % vats.len(), usize::from(to) % vats.len());
            let volume = vats[from].volume().ml() * thousandths / 1_000;
            let drawn = vats[from].draw(Volume::from_ml(volume));
            vats[to].add(drawn);
        }
        prop_assert_eq!(by_component(&vats), before);
    }
}

/// A transfer: from which vat, to which, thousandths of what can leave, the day.
type Move = (u8, u8, i64, u8);

fn moved(cellar: &mut Cellar, vats: &[VatId], (from, to, thousandths, day): Move) {
    let (from, to) = (vats[usize::from(from) % vats.len()], vats[usize::from(to) % vats.len()]);
    let on = at(3 + day % 20);
    let most = cellar.house.vessel(from).contents.lowest_from(on).0.ml();
    let volume = Volume::from_ml(most * thousandths / 1_000);
    if from != to && volume.is_positive() {
        cellar.transfer(&[(from, &volume.to_hl_string())], to, "0", on);
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    /// Transfers without loss, in whatever order of days they were written, conserve every harvest, and end in the same
    /// make-ups as the same entries written in the order of their days.
    #[test]
    fn transfers_conserve_every_harvest_on_every_day(
        moves in prop::collection::vec((any::<u8>(), any::<u8>(), 1..=1_000_i64, any::<u8>()), 1..30),
    ) {
        let mut cellar = Cellar::new();
        let vats = [cellar.vat(), cellar.vat(), cellar.vat(), cellar.vat()];
        for (vat, volume) in vats.iter().zip(["20.00001", "10.12345", "7", "0.00003"]) {
            cellar.harvest_of("Melon B", 2026, *vat, volume);
        }
        let harvested = by_component(cellar.lineage().vats().map(|(_, made)| made));
        for step in moves {
            moved(&mut cellar, &vats, step);
        }
        let mut days = 0;
        cellar.chronicle().tell(|on, lineage| {
            let there = by_component(lineage.vats().map(|(_, made)| made));
            assert!(on < at(2) || there == harvested, "{on}: {there:?}");
            days += 1;
        });
        prop_assert!(days > 0);
    }
}
