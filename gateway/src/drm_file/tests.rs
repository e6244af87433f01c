//! What a file must be to open books.

use documents::ReadReturn;
use domain::drm::Node;
use domain::drm::declared::Line;
use domain::terms::{CapsuleKind, Regime, WineCode};
use domain::units::Volume;

use super::{OpeningFault, OpeningProblem, opening, read_return};

const FILE: &[u8] = include_bytes!("../../../fixtures/demo/drm_2026-03.csv");

fn told() -> ReadReturn {
    read_return(FILE).unwrap()
}

/// What is wrong with the file after a change to it.
fn faults(change: impl FnOnce(&mut ReadReturn)) -> Vec<OpeningProblem> {
    let mut told = told();
    change(&mut told);
    opening(&told, FILE, None).err().map(|not_opened| not_opened.0).unwrap_or_default()
}

#[test]
fn a_sound_return_opens_with_its_closing_stocks_and_the_portals_names() {
    let told = told();
    let opened = opening(&told, FILE, None).unwrap();
    assert_eq!(opened.operation.name, opened.operation.accise);
    assert_eq!(opened.operation.interprofession_id.as_deref(), Some("99999902"));
    assert_eq!(opened.without_code, Vec::<String>::new());
    let closings = |stocks: Vec<Volume>| stocks.into_iter().sum::<Volume>();
    assert_eq!(
        closings(opened.operation.wines.iter().map(|it| it.closing_ml).collect()),
        closings(told.drm.wines.iter().map(|it| it.closing_ml).collect())
    );
    let portal = opened.operation.wines[0].spec.portal.as_ref().unwrap();
    assert_eq!((portal.appellation.as_str(), portal.grape.as_str()), ("Muscadet Sèvre et Maine", "Melon"));
}

#[test]
fn a_file_as_a_whole_is_refused_alone() {
    let nameless = faults(|it| {
        it.drm.declarant.accise = None;
        it.drm.wines[0].closing_ml = Volume::from_hl(1);
    });
    assert_eq!(nameless, [OpeningProblem { line: 0, fault: OpeningFault::NoAccise }]);
    let malformed = faults(|it| it.drm.declarant.cvi = Some("123".to_owned()));
    let [OpeningProblem { line: 0, fault: OpeningFault::Refused(refusal) }] = &malformed[..] else {
        panic!("{malformed:?}")
    };
    assert_eq!(refusal.code, "CVI_INVALID");
}

#[test]
fn all_that_cannot_be_placed_is_told_at_once_in_the_order_of_the_file() {
    let told = told();
    let lines = (told.wine_lines.clone(), told.capsule_lines.clone());
    let label = told.drm.wines[0].spec.label.clone();
    let problems = faults(|it| {
        it.drm.capsules[0].closing += 1;
        let kind = it.drm.capsules[1].kind;
        it.drm.capsules[2].kind = kind;
        it.drm.wines[1].spec.label = "x".repeat(101);
        it.drm.wines[2].spec.label = label.to_uppercase();
        it.drm.wines[3].lines.push(Line::plain(Node::Losses, Volume::from_hl(9_000)));
        it.drm.wines[3].closing_ml = it.drm.wines[3].computed_closing();
    });
    let found: Vec<usize> = problems.iter().map(|problem| problem.line).collect();
    assert_eq!(found, [lines.0[1], lines.0[2], lines.0[3], lines.1[0], lines.1[2]]);
    let faults: Vec<OpeningFault> = problems.into_iter().map(|problem| problem.fault).collect();
    assert!(matches!(&faults[0], OpeningFault::Refused(refusal) if refusal.code == "WINE_LABEL_INVALID"));
    let first_line = lines.0[0];
    assert_eq!(faults[1], OpeningFault::LabelTwice { label: label.to_uppercase(), first_line });
    assert!(matches!(faults[2], OpeningFault::Unbalanced { .. }));
    assert!(matches!(faults[3], OpeningFault::Unbalanced { .. }));
    assert!(matches!(faults[4], OpeningFault::CapsulesTwice { first_line, .. } if first_line == lines.1[1]));
}

#[test]
fn a_wine_in_both_balances_has_one_code() {
    let both = |code: &str| {
        let mut told = told();
        let mut paid = told.drm.wines[0].clone();
        paid.regime = Regime::Paid;
        (paid.lines, paid.closing_ml) = (Vec::new(), paid.opening_ml);
        paid.spec.code = Some(WineCode::Inao(code.to_owned()));
        told.drm.wines.push(paid);
        told.wine_lines.push(99);
        opening(&told, FILE, None).err().map(|not_opened| not_opened.0)
    };
    assert_eq!(both("1B230 01"), None);
    let other = both("1B228 ").unwrap();
    assert!(matches!(&other[..], [OpeningProblem { line: 99, fault: OpeningFault::TwoCodes { .. } }]));
}

#[test]
fn containers_that_no_capsule_is_for_are_refused_at_their_line() {
    let problems =
        faults(|it| it.drm.capsules[0].kind = CapsuleKind { size_ml: 5, ..it.drm.capsules[0].kind });
    let told = problems.iter().map(ToString::to_string).collect::<Vec<_>>().join("\n");
    assert_eq!(problems.len(), 1, "{told}");
    assert!(told.starts_with("ligne ") && told.contains("(BOTTLE_SIZE_INVALID)"), "{told}");
}
