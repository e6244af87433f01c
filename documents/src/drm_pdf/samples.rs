//! Returns to set.

use domain::drm::declared::{
    CapsuleMovement, Declarant, DeclaredCapsules, DeclaredWine, DocumentKind, DocumentRange, DrmReturn, Line,
    Statistics, UnclearedDocument,
};
use domain::drm::{CapsuleNode, Node};
use domain::terms::{
    CapsuleColour, CapsuleKind, CapsuleRegime, Country, FiscalCategory, Regime, WineCode, WineSpec,
};
use domain::units::{Abv, Date, Month, Volume};

pub(super) fn month(text: &str) -> Month {
    text.parse().unwrap()
}

fn wine(label: &str, category: FiscalCategory, regime: Regime, lines: Vec<Line>) -> DeclaredWine {
    let code = Some(WineCode::Inao("1B230S".to_owned()));
    let opening_ml = Volume::from_hl(1_000);
    let mut wine = DeclaredWine {
        spec: WineSpec { label: label.to_owned(), code, category, colour: None, portal: None },
        regime,
        abv: None,
        premix: None,
        opening_ml,
        lines,
        closing_ml: opening_ml,
        observations: None,
    };
    wine.closing_ml = wine.computed_closing();
    wine
}

pub(super) fn still(label: &str, lines: Vec<Line>) -> DeclaredWine {
    wine(label, FiscalCategory::Still, Regime::Suspended, lines)
}

pub(super) fn drm(wines: Vec<DeclaredWine>) -> DrmReturn {
    let told = |text: &str| Some(text.to_owned());
    DrmReturn {
        period: month("2026-10"),
        declarant: Declarant {
            name: told("Domaine des Trois Cuves"),
            accise: told("FR0000000002V"),
            cvi: told("4400000001"),
            siret: told("00000000200010"),
            interprofession_id: told("IVL-0042"),
        },
        wines,
        capsules: Vec::new(),
        documents: Vec::new(),
        uncleared: Vec::new(),
        statistics: Statistics::default(),
    }
}

/// Every node of a regime, each with another volume.
pub(super) fn everywhere(regime: Regime) -> Vec<Line> {
    let nodes = Node::ALL.iter().filter(|node| node.regime() == regime).zip(1..);
    nodes.map(|(node, at)| Line::plain(*node, Volume::from_ml(50_000 * at))).collect()
}

fn capsules(size_ml: i64, bag_in_box: bool) -> DeclaredCapsules {
    let kind = CapsuleKind {
        category: FiscalCategory::Still,
        regime: CapsuleRegime::CollectiveSuspended,
        size_ml,
        bag_in_box,
        colour: (!bag_in_box).then_some(CapsuleColour::WineLees),
    };
    let movements = CapsuleNode::ALL.iter().zip(1..);
    let movements = movements.map(|(node, at)| CapsuleMovement { node: *node, count: at * 1_001 }).collect();
    let observations = Some("capsules abîmées à la réception".to_owned());
    let mut account = DeclaredCapsules { kind, opening: 25_000, movements, closing: 0, observations };
    account.closing = account.computed_closing();
    account
}

/// A return with all that a return may hold.
pub(super) fn whole() -> DrmReturn {
    let mut muscadet = still("Muscadet Sèvre et Maine sur lie", everywhere(Regime::Suspended));
    muscadet.observations = Some("lies à la distillerie ; casse au quai".to_owned());
    let export = |country, contract: Option<&str>| Line {
        country: Country::parse(country),
        contract: contract.map(ToOwned::to_owned),
        ..Line::plain(Node::FinalExits, Volume::from_ml(120_000))
    };
    muscadet.lines.extend([export("BE", None), export("DE", Some("C-2026-17")), export("BE", None)]);
    let back = |month_of_sale| Line {
        replaced_month: Some(month(month_of_sale)),
        ..Line::plain(Node::ReplacedUnderSuspension, Volume::from_ml(75_000))
    };
    muscadet.lines.extend([back("2026-05"), back("2026-08")]);
    muscadet.closing_ml = muscadet.computed_closing();
    let sold = vec![Line::plain(Node::FranceCrdSuspended, Volume::from_ml(1_234_500))];
    let mut sparkling = wine("Crémant de Loire blanc", FiscalCategory::Sparkling, Regime::Suspended, sold);
    sparkling.spec.code = Some(WineCode::Fiscal("VM_IG_AOP".to_owned()));
    sparkling.abv = Abv::from_centipercent(1_205);
    let paid = wine("Gros Plant", FiscalCategory::Still, Regime::Paid, everywhere(Regime::Paid));
    let range = |kind| DocumentRange { kind, first: "1001".into(), last: "1012".into(), count: Some(12) };
    DrmReturn {
        capsules: vec![capsules(750, false), capsules(333, false), capsules(3_000, true)],
        documents: vec![range(DocumentKind::Stamp), range(DocumentKind::Paid)],
        uncleared: vec![UnclearedDocument {
            document: "26FRN1543509578452630".to_owned(),
            dispatched_on: "2026-05-14".parse::<Date>().unwrap(),
            consignee: Some("FR001700E8901".to_owned()),
        }],
        statistics: Statistics { vinegar_ml: Some(Volume::from_ml(1_250_000)), ..Statistics::default() },
        ..drm(vec![muscadet, sparkling, paid])
    }
}
