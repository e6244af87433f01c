use domain::drm::declared::{
    CapsuleMovement, Declarant, DeclaredCapsules, DeclaredWine, DocumentKind, DocumentRange, DrmReturn, Line,
    Statistics, UnclearedDocument,
};
use domain::drm::{CapsuleNode, Node};
use domain::terms::{CapsuleKind, CapsuleRegime, FiscalCategory, Regime, WineCode, WineSpec};
use domain::units::Volume;

use crate::drm_rules::{Breach, Circumstances, check};

pub(super) const ACCISE: &str = "FR012345E6789";

pub(super) fn spec(label: &str, code: WineCode) -> WineSpec {
    let (category, label) = (FiscalCategory::Still, label.to_owned());
    WineSpec { label, code: Some(code), category, colour: None, portal: None }
}

pub(super) fn wine(label: &str, regime: Regime, lines: &[(Node, i64)]) -> DeclaredWine {
    let mut wine = DeclaredWine {
        spec: spec(label, WineCode::Inao("1B228 ".to_owned())),
        regime,
        abv: None,
        premix: None,
        opening_ml: Volume::from_hl(100),
        lines: lines.iter().map(|(node, hl)| Line::plain(*node, Volume::from_hl(*hl))).collect(),
        closing_ml: Volume::ZERO,
        observations: Some("contrôle".to_owned()),
    };
    wine.closing_ml = wine.computed_closing();
    wine
}

pub(super) const KIND: CapsuleKind = CapsuleKind {
    category: FiscalCategory::Still,
    regime: CapsuleRegime::Personalised,
    size_ml: 750,
    bag_in_box: false,
    colour: None,
};

pub(super) fn account(kind: CapsuleKind) -> DeclaredCapsules {
    let movement = |node, count| CapsuleMovement { node, count };
    DeclaredCapsules {
        kind,
        opening: 1_000,
        movements: vec![
            movement(CapsuleNode::Bought, 500),
            movement(CapsuleNode::OtherEntries, 5),
            movement(CapsuleNode::Used, 300),
            movement(CapsuleNode::OtherExits, 5),
        ],
        closing: 1_200,
        observations: Some("recomptage".to_owned()),
    }
}

/// A return of September 2026 that keeps every rule.
pub(super) fn valid() -> DrmReturn {
    let mut still = wine(
        "Vouvray sec",
        Regime::Suspended,
        &[
            (Node::VolumeProduced, 40),
            (Node::OtherEntries, 1),
            (Node::ReplacedUnderSuspension, 2),
            (Node::FranceCrdSuspended, 12),
            (Node::OtherExits, 1),
        ],
    );
    still.lines[2].replaced_month = Some("2024-09".parse().unwrap());
    let paid = wine("Vouvray sec", Regime::Paid, &[(Node::PaidPurchases, 3), (Node::PaidSales, 5)]);
    let range = |kind, first: &str, last: &str| DocumentRange {
        kind,
        first: first.to_owned(),
        last: last.to_owned(),
        count: Some(3),
    };
    DrmReturn {
        period: "2026-09".parse().unwrap(),
        declarant: Declarant { accise: Some(ACCISE.to_owned()), ..Declarant::default() },
        wines: vec![still, paid],
        capsules: vec![
            account(KIND),
            account(CapsuleKind { size_ml: 3_000, ..KIND }),
            account(CapsuleKind { regime: CapsuleRegime::CollectiveSuspended, ..KIND }),
        ],
        documents: vec![range(DocumentKind::Suspended, "1", "3"), range(DocumentKind::Paid, "A-7", "A-9")],
        uncleared: vec![UnclearedDocument {
            document: "26FRG0000000000000001".to_owned(),
            dispatched_on: "2026-06-02".parse().unwrap(),
            consignee: Some(ACCISE.to_owned()),
        }],
        statistics: Statistics::default(),
    }
}

/// The return before the valid one: its closing stocks are the other's opening ones.
pub(super) fn before() -> DrmReturn {
    let mut before = valid();
    before.period = "2026-08".parse().unwrap();
    for wine in &mut before.wines {
        wine.lines.clear();
        wine.closing_ml = wine.opening_ml;
    }
    for account in &mut before.capsules {
        account.movements.clear();
        account.closing = account.opening;
    }
    before
}

/// The circumstances in which the valid return is valid.
pub(super) fn circumstances(previous: &DrmReturn) -> Circumstances<'_> {
    Circumstances {
        accise: Some(ACCISE),
        period: "2026-09".parse().ok(),
        previous: Some(previous),
        ..Circumstances::default()
    }
}

pub(super) fn rules(drm: &DrmReturn, given: &Circumstances<'_>) -> Vec<&'static str> {
    check(drm, given).iter().map(|breach: &Breach| breach.rule).collect()
}
