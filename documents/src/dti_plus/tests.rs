//! What is written, what the schema says of it, and what it cannot hold.

use std::io::Write as _;
use std::process::{Command, Stdio};

use domain::drm::declared::{
    CapsuleMovement, Declarant, DeclaredCapsules, DeclaredWine, DocumentKind, DocumentRange, DrmReturn, Line,
    Nature, Statistics, UnclearedDocument,
};
use domain::drm::{CapsuleNode, Node};
use domain::terms::{CapsuleColour, CapsuleKind, CapsuleRegime, FiscalCategory, Regime, WineCode, WineSpec};
use domain::units::{Abv, Date, Month, Volume};

use super::{DtiRefusal, write};

fn month(text: &str) -> Month {
    text.parse().unwrap()
}

fn wine(label: &str, regime: Regime, lines: Vec<Line>) -> DeclaredWine {
    let spec = WineSpec {
        label: label.to_owned(),
        code: Some(WineCode::Inao("1B230S".to_owned())),
        category: FiscalCategory::Still,
        colour: None,
        portal: None,
    };
    let opening_ml = Volume::from_hl(1_000);
    let mut wine = DeclaredWine {
        spec,
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

fn drm(wines: Vec<DeclaredWine>) -> DrmReturn {
    DrmReturn {
        period: month("2026-09"),
        declarant: Declarant { accise: Some("FR0000000002V".to_owned()), ..Declarant::default() },
        wines,
        capsules: Vec::new(),
        documents: Vec::new(),
        uncleared: Vec::new(),
        statistics: Statistics::default(),
    }
}

/// A volume on every node of a balance, each another one.
fn everywhere(regime: Regime) -> Vec<Line> {
    let nodes = Node::ALL.iter().filter(|node| node.regime() == regime).zip(1..);
    nodes
        .map(|(node, at)| {
            let replaced_month = (*node == Node::ReplacedUnderSuspension).then(|| month("2026-05"));
            Line { replaced_month, ..Line::plain(*node, Volume::from_ml(100_000 * at + 1)) }
        })
        .collect()
}

fn kind(size_ml: i64, bag_in_box: bool, colour: Option<CapsuleColour>) -> CapsuleKind {
    CapsuleKind {
        category: FiscalCategory::Still,
        regime: CapsuleRegime::CollectiveSuspended,
        size_ml,
        bag_in_box,
        colour,
    }
}

fn capsules(kind: CapsuleKind) -> DeclaredCapsules {
    let movements = CapsuleNode::ALL.iter().zip(1..);
    let movements = movements.map(|(node, count)| CapsuleMovement { node: *node, count }).collect();
    let mut capsules = DeclaredCapsules {
        kind,
        opening: 1_000,
        movements,
        closing: 0,
        observations: Some("capsules abîmées".to_owned()),
    };
    capsules.closing = capsules.computed_closing();
    capsules
}

/// A return with all that the schema knows.
pub(super) fn whole() -> DrmReturn {
    let mut strong = wine("Pet’ Nat <doux> & sec", Regime::Suspended, Vec::new());
    strong.spec.code = Some(WineCode::Fiscal("VM_SANS_IG_AUTRES".to_owned()));
    (strong.abv, strong.premix) = (Abv::from_centipercent(1_205), Some(false));
    let mut told = wine("Muscadet", Regime::Suspended, everywhere(Regime::Suspended));
    told.observations = Some("lies à la distillerie ; casse".to_owned());
    let paid = wine("Muscadet", Regime::Paid, everywhere(Regime::Paid));
    let range = |kind| DocumentRange { kind, first: "1".to_owned(), last: "9".to_owned(), count: Some(9) };
    DrmReturn {
        capsules: vec![
            capsules(kind(750, false, Some(CapsuleColour::Green))),
            capsules(kind(750, false, Some(CapsuleColour::WineLees))),
            capsules(kind(333, false, None)),
            capsules(kind(3_000, true, None)),
        ],
        documents: vec![
            range(DocumentKind::Stamp),
            range(DocumentKind::Suspended),
            range(DocumentKind::Paid),
        ],
        uncleared: vec![UnclearedDocument {
            document: "26FRN1543509578452630".to_owned(),
            dispatched_on: "2026-05-14".parse::<Date>().unwrap(),
            consignee: Some("FR001700E8901".to_owned()),
        }],
        statistics: Statistics { vinegar_ml: Some(Volume::from_ml(1)), ..Statistics::default() },
        ..drm(vec![told, strong, paid])
    }
}

fn text(drm: &DrmReturn) -> String {
    let mut bytes = Vec::new();
    write(drm, &mut bytes).unwrap();
    String::from_utf8(bytes).unwrap()
}

/// The leaves under the first element of that name, as paths with their texts.
fn leaves(xml: &str, under: &str) -> Vec<(String, String)> {
    let (start, end) = (format!("<{under}>"), format!("</{under}>"));
    let inside = xml.split_once(&start).unwrap().1.split_once(&end).unwrap().0;
    let (mut path, mut found) = (Vec::new(), Vec::new());
    for line in inside.lines().map(str::trim).filter(|line| !line.is_empty()) {
        if line.starts_with("</") {
            path.pop();
        } else if let Some((name, rest)) = line.trim_start_matches('<').split_once('>') {
            match rest.split_once("</") {
                Some((text, _)) => {
                    let whole = path.iter().copied().chain([name]).collect::<Vec<_>>().join("/");
                    found.push((whole, text.to_owned()));
                }
                None => path.push(name),
            }
        }
    }
    found
}

#[test]
fn every_node_stands_at_its_place_in_the_tree() {
    for regime in [Regime::Suspended, Regime::Paid] {
        let told = wine("Muscadet", regime, everywhere(regime));
        let found = leaves(&text(&drm(vec![told.clone()])), "balance-stock");
        for line in &told.lines {
            let volume = line.volume_ml.to_hl_string();
            let path = match line.node {
                Node::ReplacedUnderSuspension => format!("{}/volume", line.node.path()),
                node => node.path().to_owned(),
            };
            assert!(found.contains(&(path.clone(), volume)), "{path} in {found:#?}");
        }
        let others = if regime == Regime::Suspended { 4 } else { 2 };
        assert_eq!(found.len(), told.lines.len() + others, "stocks, and the month of the replacement");
    }
}

#[test]
fn lines_of_a_node_are_one_sum_and_replacements_one_a_month() {
    let sale = |nature, ml| Line {
        nature: Some(nature),
        ..Line::plain(Node::FranceCrdSuspended, Volume::from_ml(ml))
    };
    let back = |of: &str, ml| Line {
        replaced_month: Some(month(of)),
        ..Line::plain(Node::ReplacedUnderSuspension, Volume::from_ml(ml))
    };
    let lines = vec![
        sale(Nature::Bottles, 75_000),
        sale(Nature::Bulk, 125_000),
        back("2026-05", 1),
        back("2026-04", 2),
        back("2026-05", 4),
    ];
    let found = leaves(&text(&drm(vec![wine("Muscadet", Regime::Suspended, lines)])), "balance-stock");
    let of = |end: &str| -> Vec<&str> {
        found.iter().filter(|it| it.0.ends_with(end)).map(|it| it.1.as_str()).collect()
    };
    assert_eq!(of("annee-courante"), ["2"]);
    assert_eq!((of("/mois"), of("/volume")), (vec!["4", "5"], vec!["0.00002", "0.00005"]));
}

#[test]
fn without_movements_there_are_stocks_alone() {
    let xml = text(&drm(vec![wine("Muscadet", Regime::Suspended, Vec::new())]));
    let found = leaves(&xml, "balance-stock");
    let names: Vec<&str> = found.iter().map(|it| it.0.as_str()).collect();
    assert_eq!(names, ["stock-debut-periode", "stock-fin-periode"]);
    assert!(!xml.contains("droits-acquittes") && !xml.contains("statistiques"), "{xml}");
}

#[test]
fn kinds_that_differ_by_their_colour_are_one_container() {
    let xml = text(&whole());
    assert_eq!(xml.matches("volume=\"CL_75\"").count(), 1, "{xml}");
    assert!(xml.contains("volume=\"AUTRE\" volumePersonnalise=\"33.3\" bib=\"false\""), "{xml}");
    assert!(xml.contains("volume=\"BIB_300\""), "{xml}");
}

#[test]
fn the_same_return_gives_the_same_bytes_and_texts_are_escaped() {
    assert_eq!(text(&whole()), text(&whole()));
    assert!(text(&whole()).contains("Pet’ Nat &lt;doux&gt; &amp; sec"));
}

#[test]
fn what_the_schema_cannot_hold_is_refused_before_the_first_byte() {
    let changed = |change: fn(&mut DrmReturn)| {
        let mut drm = whole();
        change(&mut drm);
        let mut bytes = Vec::new();
        let refused = write(&drm, &mut bytes).unwrap_err();
        assert!(bytes.is_empty());
        refused
    };
    assert!(matches!(changed(|it| it.declarant.accise = None), DtiRefusal::Accise));
    assert!(matches!(changed(|it| it.declarant.accise = Some("FR1".to_owned())), DtiRefusal::Accise));
    assert!(matches!(changed(|it| it.wines[0].spec.code = None), DtiRefusal::NoCode { .. }));
    assert!(matches!(changed(|it| it.wines[0].spec.label = "é".repeat(101)), DtiRefusal::Text { .. }));
    assert!(matches!(changed(|it| it.wines[0].spec.label.clear()), DtiRefusal::Text { .. }));
    let observed = changed(|it| it.wines[0].observations = Some("a\u{1}b".to_owned()));
    assert!(matches!(observed, DtiRefusal::Text { .. }));
    assert!(matches!(
        changed(|it| it.wines[1].abv = Abv::from_centipercent(50)),
        DtiRefusal::Strength { .. }
    ));
    let negative = changed(|it| it.wines[0].lines.push(Line::plain(Node::Losses, Volume::from_hl(-50))));
    assert!(matches!(negative, DtiRefusal::Negative { node: Node::Losses, .. }));
    let misplaced = changed(|it| it.wines[0].lines.push(Line::plain(Node::PaidSales, Volume::from_hl(1))));
    assert!(matches!(misplaced, DtiRefusal::Misplaced { .. }));
    let replaced =
        changed(|it| it.wines[0].lines.push(Line::plain(Node::ReplacedUnderSuspension, Volume::from_hl(1))));
    assert!(matches!(replaced, DtiRefusal::ReplacementMonth { .. }));
    assert!(matches!(changed(|it| it.capsules[0].opening = -9_000), DtiRefusal::Capsules));
    assert!(matches!(changed(|it| it.documents[0].count = None), DtiRefusal::Document { .. }));
    assert!(matches!(changed(|it| it.uncleared[0].document.clear()), DtiRefusal::Document { .. }));
    let consignee = changed(|it| it.uncleared[0].consignee = Some("FR1".to_owned()));
    assert!(matches!(consignee, DtiRefusal::Document { .. }));
    let accounts = changed(|it| {
        use FiscalCategory::{CognacArmagnac, Intermediate, Sparkling, Spirit};
        for category in [Sparkling, Intermediate, CognacArmagnac, Spirit] {
            use CapsuleRegime::{CollectivePaid, CollectiveSuspended, Personalised};
            for regime in [CollectiveSuspended, CollectivePaid, Personalised] {
                it.capsules.push(capsules(CapsuleKind { category, regime, ..kind(750, false, None) }));
            }
        }
    });
    assert!(matches!(accounts, DtiRefusal::TooManyAccounts));
}

/// Holds a file against the official schema, where it is at hand.
pub(crate) fn valid_by_schema(xml: &str) {
    let Ok(schema) = std::env::var("MONCHAI_CIEL_XSD") else {
        println!("left out: MONCHAI_CIEL_XSD does not name the schema");
        return;
    };
    let mut child = Command::new("xmllint")
        .args(["--noout", "--schema", &schema, "-"])
        .stdin(Stdio::piped())
        .stdout(Stdio::null())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    child.stdin.take().unwrap().write_all(xml.as_bytes()).unwrap();
    let ran = child.wait_with_output().unwrap();
    assert!(ran.status.success(), "{}", String::from_utf8_lossy(&ran.stderr));
}

#[test]
fn the_official_schema_takes_it() {
    let year_before = Line::plain(Node::FranceCrdSuspendedPreviousYear, Volume::from_ml(5));
    let returns = [
        whole(),
        drm(vec![wine("Muscadet", Regime::Suspended, Vec::new())]),
        drm(vec![wine("Muscadet", Regime::Suspended, vec![year_before])]),
        drm(Vec::new()),
    ];
    for drm in &returns {
        valid_by_schema(&text(drm));
    }
}
