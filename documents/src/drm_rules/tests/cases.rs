//! One break of each rule, on a return that keeps them all.

use domain::drm::declared::{DrmReturn, Line};
use domain::drm::{CapsuleNode, Node};
use domain::terms::{CapsuleKind, CapsuleRegime, FiscalCategory, Regime, WineCode};
use domain::units::{Abv, Volume};

use super::sample::{KIND, account, before, circumstances, rules, valid};
use crate::drm_rules::{Agreement, Circumstances, rg1};

type Break = fn(&mut DrmReturn, &mut Circumstances<'_>);

fn fiscal(drm: &mut DrmReturn, label: &str, abv: Option<u16>) {
    drm.wines[0].spec.code = Some(WineCode::Fiscal(label.to_owned()));
    drm.wines[0].abv = abv.and_then(Abv::from_centipercent);
}

fn add(drm: &mut DrmReturn, node: Node) {
    drm.wines[0].lines.push(Line::plain(node, Volume::from_ml(1)));
}

static OTHER: [CapsuleKind; 1] = [KIND];

pub(super) const CASES: &[(&str, Break)] = &[
    ("RG2", |drm, _| drm.declarant.accise = Some("FR0".to_owned())),
    ("RG3", |_, given| given.period = "2026-10".parse().ok()),
    ("RG4", |drm, _| drm.wines[0].spec.code = None),
    ("RG6", |_, given| given.declared_nil = true),
    ("RG7", |_, given| given.agreement = Agreement::PaidOnly),
    ("RG8", |_, given| given.agreement = Agreement::PaidOnly),
    ("RG9", |drm, _| drm.wines[0].opening_ml += Volume::from_ml(1)),
    ("RG10", |drm, _| drm.wines[1].opening_ml += Volume::from_ml(1)),
    ("RG11", |drm, _| drm.wines[0].closing_ml += Volume::from_ml(1)),
    ("RG12", |drm, _| drm.wines[1].closing_ml += Volume::from_ml(1)),
    ("RG13", |drm, _| drm.wines[0].lines[3].volume_ml = Volume::from_hl(900)),
    ("RG14", |drm, _| fiscal(drm, "BIERE_INF_2_8", None)),
    ("RG15", |drm, _| fiscal(drm, "BIERE_INF_2_8", Some(281))),
    ("RG16", |drm, _| drop(drm.wines.remove(1))),
    ("RG17", |drm, _| drm.wines[0].observations = None),
    ("RG18", |drm, _| drm.wines[0].observations = Some(" ".to_owned())),
    ("RG19", |drm, _| drm.wines[0].observations = None),
    ("RG20", |drm, _| drm.wines[0].lines[2].replaced_month = "2024-08".parse().ok()),
    ("RG21", |drm, _| add(drm, Node::FranceCrdSuspendedPreviousYear)),
    ("RG22", |drm, _| fiscal(drm, "MATIERES_PREMIERES_ALCOOLS", None)),
    ("RG23", |drm, _| {
        drm.wines[1].spec.code = Some(WineCode::Fiscal("MATIERES_PREMIERES_ALCOOLS".to_owned()));
    }),
    ("RG24", |_, given| given.agreement = Agreement::PaidOnly),
    ("RG25", |drm, _| {
        drm.capsules.push(account(CapsuleKind { regime: CapsuleRegime::CollectivePaid, ..KIND }));
    }),
    ("RG26", |drm, _| drm.capsules[2].kind.regime = CapsuleRegime::CollectivePaid),
    ("RG27", |drm, _| drm.capsules.push(account(KIND))),
    ("RG28", |drm, _| drm.capsules[0].closing += 1),
    ("RG29", |drm, _| drop(drm.capsules.remove(1))),
    ("RG30", |drm, _| drm.capsules[1].kind.size_ml = 0),
    ("RG31", |drm, _| drm.capsules.push(drm.capsules[1].clone())),
    ("RG32", |_, given| given.written_as_other = &OTHER),
    ("RG33", |drm, _| drm.capsules[0].opening += 1),
    ("RG35", |_, given| given.agreement = Agreement::PaidOnly),
    ("RG36", |drm, _| drm.uncleared[0].consignee = Some("FR01234".to_owned())),
    ("RG37", |drm, _| drm.documents[0].first = "0".to_owned()),
    ("RG38", |drm, _| drm.documents[0].count = Some(0)),
    ("RG39a", |drm, _| add(drm, Node::PlacedInCorsica)),
    ("RG39b", |drm, _| {
        drm.wines[0].spec.label = "Eau".to_owned();
        drm.wines[0].spec.category = FiscalCategory::Spirit;
        fiscal(drm, "ALCOOL_AUTRE_INF_18", Some(120));
    }),
    ("RG40", |drm, _| {
        drm.wines[0].premix = Some(true);
        drm.wines[0].abv = Abv::from_centipercent(1_200);
    }),
    ("RG41", |drm, _| fiscal(drm, "RHUM_TRADITIONNEL_DOM_CONTINGENT_FISCAL", Some(3_979))),
    ("RG42", |drm, _| fiscal(drm, "CIDRES", None)),
    ("RG43", |drm, _| drm.capsules[0].observations = None),
    ("RG44", |drm, _| {
        drm.capsules[0].movements.retain(|movement| movement.node != CapsuleNode::OtherEntries);
        drm.capsules[0].observations = None;
    }),
    ("RG45", |drm, _| drm.wines[0].spec.code = Some(WineCode::Inao("4X999V".to_owned()))),
    ("RG46", |_, given| given.last_validated = "2026-10".parse().ok()),
];

#[test]
fn a_return_that_keeps_every_rule_has_no_breach() {
    let before = before();
    assert_eq!(rules(&valid(), &circumstances(&before)), Vec::<&str>::new());
    assert_eq!(rules(&before, &Circumstances::default()), Vec::<&str>::new());
}

#[test]
fn each_rule_fires_on_its_break() {
    let before = before();
    for (number, break_it) in CASES {
        let (mut drm, mut given) = (valid(), circumstances(&before));
        break_it(&mut drm, &mut given);
        let fired = rules(&drm, &given);
        assert!(fired.contains(number), "{number}: {fired:?}");
    }
}

#[test]
fn the_schema_is_a_blocking_rule_made_of_what_the_reader_tells() {
    let breach = rg1(12, "mouvements-balances/periode-taxation", "mois 13");
    assert_eq!(breach.rule, "RG1");
    assert!(breach.message.starts_with("Une erreur est survenue"));
    assert!(breach.parameters.contains(&("ligne", "12".to_owned())));
}

#[test]
fn a_break_of_one_wine_names_it_and_fills_the_message() {
    let before = before();
    let mut drm = valid();
    drm.wines[1].closing_ml += Volume::from_ml(1);
    let breaches = crate::drm_rules::check(&drm, &circumstances(&before));
    let place = crate::drm_rules::Place::Wine { label: "Vouvray sec".to_owned(), regime: Regime::Paid };
    assert_eq!(breaches.len(), 1);
    assert_eq!(breaches[0].place, place);
    assert!(breaches[0].message.contains("Pour le produit Vouvray sec le stock"), "{}", breaches[0].message);
}
