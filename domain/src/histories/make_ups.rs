//! What every history must keep of the make-ups of its vats and lots.

use super::books::Books;
use crate::lineage::{Chronicle, Lineage, Origin};
use crate::testing::{MemoryDesk, day};
use crate::units::{Date, Volume};

/// On every day, the parts of each vat and lot sum to its volume, to the millilitre, and each is traced.
pub(super) fn sum_to_the_volumes(desk: &MemoryDesk, books: &Books) {
    let mut days = 0;
    Chronicle::of(desk.facts()).tell(|on, lineage| {
        holds_on(on, lineage, books);
        days += 1;
    });
    assert!(days > 0, "nothing happened");
    // A past day is told as it stood in the walk.
    let middle = day("2026-10-15");
    holds_on(middle, &Chronicle::of(desk.facts()).as_of(middle), books);
}

fn holds_on(on: Date, lineage: &Lineage, books: &Books) {
    for (id, book) in &books.vats {
        let told = lineage.vat(*id).map(crate::lineage::MakeUp::volume).unwrap_or_default();
        assert_eq!(told.ml(), book.walk(on).0, "vat {id} on {on}");
    }
    for (id, book) in &books.lots {
        let told = lineage.lot(*id).map(|lot| lot.on_hand.volume()).unwrap_or_default();
        assert_eq!(told, book.volume_at(on), "lot {id} on {on}");
    }
    let vats = lineage.vats().map(|(_, make_up)| make_up);
    let lots = lineage.lots().flat_map(|(_, lot)| [&lot.filled, &lot.on_hand, &lot.gone]);
    for (component, volume) in vats.chain(lots).flat_map(crate::lineage::MakeUp::parts) {
        assert!(
            volume > Volume::ZERO && component.origin != Origin::Untraced,
            "{component:?} {volume} on {on}"
        );
    }
    assert!(lineage.is_settled(), "something was given on {on} that nobody took");
}
