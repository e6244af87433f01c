//! Two years of random months: each opens with what the month before closed with, keeps every rule of customs, is valid by
//! their schema, and is read back as it was written.

use domain::drm::declared::{CapsuleMovement, DeclaredCapsules, DeclaredWine, DrmReturn, Line, Statistics};
use domain::drm::{CapsuleNode, Node, Side};
use domain::terms::{CapsuleKind, CapsuleRegime, FiscalCategory, Regime, WineCode};
use domain::units::{Month, Volume};
use proptest::prelude::*;

use super::sample::{ACCISE, rules, spec};
use crate::drm_rules::Circumstances;
use crate::dti_plus::tests::valid_by_schema;
use crate::dti_plus::{read, write};

const MONTHS: usize = 24;
const LABELS: [&str; 3] = ["Muscadet", "Gros Plant", "Vin de France"];

/// The nodes that a wine of the Loire moves on; each of another kind of warehouse or product is left out (Corsica, DRA).
fn nodes(regime: Regime) -> Vec<Node> {
    let elsewhere = [Node::FranceCrdSuspendedPreviousYear, Node::PlacedInCorsica];
    let both = [Node::ReclassifiedIn, Node::ReclassifiedOut];
    let nodes = Node::ALL.iter().copied().filter(|node| node.regime() == regime);
    nodes.filter(|node| !elsewhere.contains(node) && !both.contains(node)).collect()
}

/// What a wine does in a month: by node, a share of what is there in thousandths, or a volume that enters.
type Dice = Vec<(prop::sample::Index, i64)>;

fn moved(opening_ml: Volume, label: &str, regime: Regime, dice: &Dice, period: Month) -> DeclaredWine {
    let all = nodes(regime);
    let mut lines: Vec<Line> = Vec::new();
    let mut left = opening_ml;
    for (which, die) in dice {
        let node = all[which.index(all.len())];
        if lines.iter().any(|line| line.node == node) {
            continue;
        }
        let volume_ml = match node.side() {
            Side::Entry => Volume::from_ml(die * 7_919 + 1),
            Side::Exit => Volume::from_ml(left.ml() * (die % 1_000) / 1_000),
        };
        if volume_ml == Volume::ZERO {
            continue;
        }
        left = if node.side() == Side::Entry { left + volume_ml } else { left - volume_ml };
        let replaced_month = (node == Node::ReplacedUnderSuspension).then(|| period.previous());
        lines.push(Line { replaced_month, ..Line::plain(node, volume_ml) });
    }
    lines.sort_by_key(|line| line.node);
    DeclaredWine {
        spec: spec(label, WineCode::Inao("1B228 ".to_owned())),
        regime,
        abv: None,
        premix: None,
        opening_ml,
        lines,
        closing_ml: left,
        observations: Some("selon le registre de cave".to_owned()),
    }
}

/// What passes between two wines: as much enters the one as leaves the other.
fn reclassified(wines: &mut [DeclaredWine], share: i64) {
    let [first, second, ..] = wines else { return };
    let volume = Volume::from_ml(first.closing_ml.ml() * (share % 500) / 1_000);
    if volume != Volume::ZERO {
        first.lines.push(Line::plain(Node::ReclassifiedOut, volume));
        second.lines.push(Line::plain(Node::ReclassifiedIn, volume));
        first.closing_ml -= volume;
        second.closing_ml += volume;
        first.lines.sort_by_key(|line| line.node);
        second.lines.sort_by_key(|line| line.node);
    }
}

fn capsules(opening: i64, die: i64) -> DeclaredCapsules {
    let kind = CapsuleKind {
        category: FiscalCategory::Still,
        regime: CapsuleRegime::CollectiveSuspended,
        size_ml: 750,
        bag_in_box: false,
        colour: None,
    };
    let (bought, used) = (die % 5_000, opening * (die % 1_000) / 1_000);
    let movements = [(CapsuleNode::Bought, bought), (CapsuleNode::Used, used)];
    let movements = movements.into_iter().filter(|(_, count)| *count > 0);
    let movements = movements.map(|(node, count)| CapsuleMovement { node, count }).collect();
    DeclaredCapsules { kind, opening, movements, closing: opening + bought - used, observations: None }
}

fn month(previous: &DrmReturn, dice: &[Dice], die: i64) -> DrmReturn {
    let period = previous.period.next();
    let wines = previous.wines.iter().zip(dice);
    let mut wines: Vec<DeclaredWine> = wines
        .map(|(wine, dice)| moved(wine.closing_ml, &wine.spec.label, wine.regime, dice, period))
        .collect();
    reclassified(&mut wines, die);
    DrmReturn {
        period,
        wines,
        capsules: previous.capsules.iter().map(|it| capsules(it.closing, die)).collect(),
        ..previous.clone()
    }
}

fn first() -> DrmReturn {
    let period: Month = "2024-07".parse().unwrap();
    let opened = |label: &&str, regime| moved(Volume::from_hl(100), label, regime, &Vec::new(), period);
    let suspended = LABELS.iter().map(|label| opened(label, Regime::Suspended));
    DrmReturn {
        period,
        declarant: domain::drm::declared::Declarant { accise: Some(ACCISE.to_owned()), ..Default::default() },
        wines: suspended.chain([opened(&LABELS[0], Regime::Paid)]).collect(),
        capsules: vec![capsules(10_000, 0)],
        documents: Vec::new(),
        uncleared: Vec::new(),
        statistics: Statistics::default(),
    }
}

fn dice() -> impl Strategy<Value = (Vec<Dice>, i64)> {
    let one = prop::collection::vec((any::<prop::sample::Index>(), 1_i64..100_000), 0..9);
    (prop::collection::vec(one, LABELS.len() + 1), 0_i64..100_000)
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 6, ..ProptestConfig::default() })]
    #[test]
    fn every_generated_return_passes_the_rules_and_the_schema(
        months in prop::collection::vec(dice(), MONTHS),
    ) {
        let mut previous = first();
        for (dice, die) in months {
            let drm = month(&previous, &dice, die);
            let circumstances = Circumstances { previous: Some(&previous), ..Circumstances::default() };
            prop_assert_eq!(rules(&drm, &circumstances), Vec::<&str>::new());
            let mut bytes = Vec::new();
            write(&drm, &mut bytes).unwrap();
            let back = read(&bytes).unwrap().drm;
            prop_assert_eq!(back.wines.len(), drm.wines.len());
            for wine in &drm.wines {
                let found = back.wine(&wine.spec.label, wine.regime).unwrap();
                prop_assert_eq!(&found.lines, &wine.lines);
                prop_assert_eq!((found.opening_ml, found.closing_ml), (wine.opening_ml, wine.closing_ml));
                let before = previous.wine(&wine.spec.label, wine.regime).unwrap();
                prop_assert_eq!(wine.opening_ml, before.closing_ml);
            }
            let on = |node| drm.wines.iter().map(|wine| wine.on(node)).sum::<Volume>();
            prop_assert_eq!(on(Node::ReclassifiedIn), on(Node::ReclassifiedOut));
            valid_by_schema(std::str::from_utf8(&bytes).unwrap());
            previous = drm;
        }
    }
}
