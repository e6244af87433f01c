//! What is written is read back, the official example too; what is not DTI+ is told with its line.

mod mutants;

use domain::drm::declared::DrmReturn;
use domain::drm::{Node, Side};
use domain::terms::Regime;
use domain::units::Volume;
use proptest::prelude::*;

use super::{DtiFault, DtiProblem, read};
use crate::ReadReturn;
use crate::dti_plus::tests::{valid_by_schema, whole};
use crate::dti_plus::write;

fn written(drm: &DrmReturn) -> String {
    let mut bytes = Vec::new();
    write(drm, &mut bytes).unwrap();
    String::from_utf8(bytes).unwrap()
}

fn refused(text: &str) -> Vec<DtiProblem> {
    read(text.as_bytes()).expect_err("it is no return")
}

/// The file with one passage changed, which it holds.
fn changed(from: &str, to: &str) -> String {
    let text = written(&whole());
    assert!(text.contains(from), "{from}");
    text.replacen(from, to, 1)
}

#[test]
fn what_is_written_is_read_back() {
    let whole = whole();
    let ReadReturn { drm, wine_lines, capsule_lines, written_as_other } =
        read(written(&whole).as_bytes()).unwrap();
    assert_eq!((drm.period, &drm.declarant.accise), (whole.period, &whole.declarant.accise));
    assert_eq!(
        (&drm.documents, &drm.uncleared, drm.statistics),
        (&whole.documents, &whole.uncleared, whole.statistics)
    );
    assert_eq!(drm.wines.len(), whole.wines.len());
    for wine in &whole.wines {
        let found = drm.wine(&wine.spec.label, wine.regime).unwrap();
        assert_eq!((&found.spec.code, found.abv, found.premix), (&wine.spec.code, wine.abv, wine.premix));
        assert_eq!((found.opening_ml, found.closing_ml), (wine.opening_ml, wine.closing_ml));
        assert_eq!(found.observations, wine.observations);
        for node in Node::ALL {
            assert_eq!(found.on(*node), wine.on(*node), "{}", node.name());
        }
    }
    // The two colours of one size are one container for CIEL.
    assert_eq!((drm.capsules.len(), written_as_other.len()), (3, 1));
    assert_eq!(drm.capsules.iter().map(|it| it.opening).sum::<i64>(), 4_000);
    assert!(wine_lines.windows(2).all(|lines| lines[0] < lines[1]), "{wine_lines:?}");
    assert!(capsule_lines.iter().all(|line| *line > wine_lines[2]));
    assert_eq!(written(&drm), written(&read(written(&drm).as_bytes()).unwrap().drm));
}

#[test]
fn the_official_example_comes_back_out_equal() {
    let Ok(shared) = std::env::var("MONCHAI_SHARED_DATA") else {
        println!("left out: MONCHAI_SHARED_DATA is not set");
        return;
    };
    let bytes = std::fs::read(format!("{shared}/drm/examples/dti-plus-viti_official.xml")).unwrap();
    let first = read(&bytes).unwrap();
    assert_eq!(first.drm.period.to_string(), "2019-04");
    let wine = &first.drm.wines.iter().find(|wine| wine.regime == Regime::Suspended).unwrap();
    assert_eq!(wine.opening_ml, Volume::from_hl(10));
    assert!(wine.total(Side::Entry).is_positive() && wine.total(Side::Exit).is_positive());
    let again = written(&first.drm);
    assert_eq!(read(again.as_bytes()).unwrap().drm, first.drm);
    valid_by_schema(&again);
}

#[test]
fn what_is_no_return_is_told_with_its_line_and_place() {
    let cases = [
        (changed("<mois>09</mois>", "<mois>13</mois>"), "mouvements-balances/periode-taxation"),
        (changed("FR0000000002V", "FR00000000"), "mouvements-balances/identification-redevable"),
        (
            changed("<stock-debut-periode>1000<", "<stock-debut-periode>1000,5<"),
            "mouvements-balances/droits-acquittes/produit/balance-stock/stock-debut-periode",
        ),
        (
            changed("VM_SANS_IG_AUTRES", "VIN_DE_GARAGE"),
            "mouvements-balances/droits-suspendus/produit/libelle-fiscal",
        ),
        (changed("CL_75", "CL_74"), "mouvements-balances/compte-crd/centilisation"),
        (changed("<premix>false", "<premix>non"), "mouvements-balances/droits-suspendus/produit/premix"),
        (changed("<tav>12.05", "<tav>100"), "mouvements-balances/droits-suspendus/produit/tav"),
    ];
    for (text, path) in cases {
        let problems = refused(&text);
        let [DtiProblem { line, path: found, .. }] = &problems[..] else { panic!("{problems:?}") };
        assert!(*line > 1, "{problems:?}");
        assert_eq!(found, path);
    }
}

#[test]
fn every_fault_of_a_file_is_told_at_once() {
    let text = written(&whole())
        .replacen("<premix>false", "<premix>non", 1)
        .replacen("CL_75", "CL_74", 1)
        .replacen("<ventes>", "<vente>", 1)
        .replacen("</ventes>", "</vente>", 1);
    let faults: Vec<DtiFault> = refused(&text).into_iter().map(|problem| problem.fault).collect();
    assert_eq!(faults.len(), 3, "{faults:?}");
    assert!(faults.contains(&DtiFault::Unexpected { name: "vente".to_owned() }));
}

#[test]
fn what_stands_out_of_order_or_twice_is_refused() {
    let label = "<libelle-personnalise>Muscadet</libelle-personnalise>";
    let twice = refused(&changed(label, &format!("{label}{label}")));
    assert_eq!(twice[0].fault, DtiFault::Twice { name: "libelle-personnalise".to_owned() });
    let nothing =
        refused(&changed("<stock-fin-periode>", "<autres-sorties>1</autres-sorties><stock-fin-periode>"));
    assert_eq!(nothing[0].fault, DtiFault::Unexpected { name: "autres-sorties".to_owned() });
    let early = "<mois>09</mois>\n    <annee>2026</annee>";
    let order = refused(&changed(early, "<annee>2026</annee>\n    <mois>09</mois>"));
    assert_eq!(order[0].fault, DtiFault::Unexpected { name: "mois".to_owned() });
}

#[test]
fn other_encodings_entities_and_roots_are_refused() {
    let text = written(&whole());
    let fault = |text: &[u8]| read(text).unwrap_err().remove(0).fault;
    let latin: Vec<u8> =
        text.replace('é', "\u{1}").bytes().map(|it| if it == 1 { 0xe9 } else { it }).collect();
    assert_eq!(fault(&latin), DtiFault::Encoding);
    let declared = text.replacen("UTF-8", "ISO-8859-1", 1);
    assert_eq!(fault(declared.as_bytes()), DtiFault::OtherEncoding { declared: "ISO-8859-1".to_owned() });
    let doctype =
        text.replacen("<mouvements-balances", "<!DOCTYPE x [<!ENTITY a \"b\">]><mouvements-balances", 1);
    assert_eq!(fault(doctype.as_bytes()), DtiFault::Entity);
    let entity = text.replacen("casse", "&casse;", 1);
    assert_eq!(fault(entity.as_bytes()), DtiFault::Entity);
    assert_eq!(fault(b"<a/>"), DtiFault::Root);
    assert_eq!(fault(text.replacen("dtiplus/v1", "dtiplus/v2", 1).as_bytes()), DtiFault::Root);
    let deep = format!("{}{}", "<a>".repeat(40), "</a>".repeat(40));
    assert_eq!(fault(deep.as_bytes()), DtiFault::TooDeep);
    for text in ["", "<", "TYPE;PERIODE", "<mouvements-balances>", &text[..text.len() / 2]] {
        assert!(matches!(fault(text.as_bytes()), DtiFault::Malformed { .. }), "{text:?}");
    }
    let prefixed = text
        .replace("</", "</ciel:")
        .replace('<', "<ciel:")
        .replace("<ciel:/ciel:", "</ciel:")
        .replace("<ciel:?xml", "<?xml")
        .replace("xmlns=", "xmlns:ciel=");
    assert_eq!(read(prefixed.as_bytes()).map(|told| told.drm), read(text.as_bytes()).map(|told| told.drm));
    let with_mark = format!("\u{feff}{text}");
    assert!(read(with_mark.as_bytes()).is_ok());
}

proptest! {
    #[test]
    fn no_bytes_break_the_reader(at in any::<prop::sample::Index>(), byte in any::<u8>(), cut in any::<bool>()) {
        let mut bytes = written(&whole()).into_bytes();
        let at = at.index(bytes.len());
        bytes[at] = byte;
        if cut {
            bytes.truncate(at);
        }
        if let Ok(ReadReturn { drm, .. }) = read(&bytes) {
            // Whatever is taken keeps the schema, so it can be told again.
            prop_assert!(drm.wines.iter().all(|wine| wine.lines.iter().all(|line| line.volume_ml.is_positive())));
        }
    }
}
