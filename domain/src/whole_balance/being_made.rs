//! Wine that is being made, its claim, and the inventory with which a campaign opens.

use super::{Cellar, muscadet};
use crate::drm::Node;
use crate::estate::{Claiming, EstateCommand};
use crate::movement::{Operation, Part};
use crate::terms::{LossCause, ReclassificationKind, Regime};
use crate::testing::{at, day, hl, month, wine};
use crate::units::Volume;

#[test]
fn wine_that_is_being_made_enters_its_balance_when_it_is_claimed() {
    let mut cellar = Cellar::new();
    cellar.house.books(EstateCommand::ChooseClaiming { claiming: Claiming::WhenClaimed });
    let vat = cellar.harvest(hl("60"));
    assert_eq!(cellar.house.content(vat), (hl("60"), Some(muscadet().being_made())));
    // What is lost while it is being made never was in the balance.
    let loss = Operation::Loss { vat, volume_ml: hl("1"), cause: LossCause::Processing };
    cellar.record(loss, at(8));
    let produced = |cellar: &Cellar, label: &str| {
        let drm = cellar.house.drm(month("2026-09"));
        let on =
            |node| drm.wines.iter().filter(|it| it.wine == wine(label)).map(|it| it.on(node)).sum::<Volume>();
        (on(Node::VolumeProduced), on(Node::Losses))
    };
    assert_eq!(produced(&cellar, "Muscadet"), (Volume::ZERO, Volume::ZERO));
    let claim = |to: &str, into, volume: &str| Operation::Reclassification {
        vat,
        to: wine(to),
        kind: ReclassificationKind::Claim,
        part: Some(Part { into, volume_ml: hl(volume) }),
    };
    // Lees and VCI apart, as the lines of the harvest declaration do.
    let (lees, vci) = (cellar.house.vat(50), cellar.house.vat(50));
    cellar.record(claim("Lies", lees, "2"), at(20));
    cellar.record(claim("VCI", vci, "4"), at(20));
    let kind = ReclassificationKind::Claim;
    let rest = Operation::Reclassification { vat, to: muscadet(), kind, part: None };
    cellar.record(rest, at(21));
    let volumes = ["Muscadet", "VCI", "Lies"].map(|label| produced(&cellar, label).0);
    assert_eq!(volumes, ["53", "4", "2"].map(hl));
    assert_eq!(cellar.house.content(vat), (hl("53"), Some(muscadet())));
    assert_eq!(cellar.house.drm(month("2026-09")).fault(), None);
}

#[test]
fn a_claim_is_taken_back_in_its_month_and_later() {
    for (on, on_other_exits) in [(at(25), Volume::ZERO), (day("2026-10-02"), hl("60"))] {
        let mut cellar = Cellar::new();
        cellar.house.books(EstateCommand::ChooseClaiming { claiming: Claiming::WhenClaimed });
        let vat = cellar.harvest(hl("60"));
        let (to, kind) = (muscadet(), ReclassificationKind::Claim);
        let claim = Operation::Reclassification { vat, to, kind, part: None };
        let claimed = cellar.house.record(claim, at(20)).unwrap();
        cellar.house.reverse(claimed, on).unwrap();
        assert_eq!(cellar.house.content(vat), (hl("60"), Some(muscadet().being_made())));
        let drm = cellar.house.drm(month("2026-10"));
        let balance = drm.wines.iter().find(|it| it.wine == muscadet()).unwrap();
        assert_eq!((balance.closing_ml, balance.on(Node::OtherExits)), (hl("100"), on_other_exits));
        assert_eq!(drm.fault(), None);
    }
}

#[test]
fn august_opens_with_the_inventory_of_31_july() {
    let mut cellar = Cellar::new();
    let count = |vat| Operation::Adjustment {
        vat,
        counted_ml: hl("98.5"),
        wine: None,
        reason: "inventaire du 31 juillet".to_owned(),
        annual: true,
    };
    // The books hold the placing of the opening stock on the first of August: nothing was there the evening before.
    let refusal = cellar.house.record(count(cellar.vat), at(1)).unwrap_err();
    assert_eq!(refusal.code, "ANNUAL_INVENTORY_DATE");
    let next = day("2027-08-01");
    cellar.house.desk.now_is(day("2027-08-20"));
    cellar.record(count(cellar.vat), next);
    let balance = |text: &str| {
        let drm = cellar.house.drm(month(text));
        let found = drm.wines.into_iter().find(|it| it.wine == muscadet() && it.regime == Regime::Suspended);
        found.unwrap()
    };
    assert_eq!(balance("2027-07").closing_ml, hl("100"));
    let august = balance("2027-08");
    assert_eq!((august.opening_ml, august.closing_ml), (hl("98.5"), hl("98.5")));
    assert!(august.movements.is_empty() && august.holds());
}
