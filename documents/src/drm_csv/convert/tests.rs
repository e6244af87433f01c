//! What a portal's file tells comes back out of the return as it was; what a portal cannot be told is refused by name.

use std::path::Path;

use domain::drm::Node;
use domain::drm::declared::{DrmReturn, Line, Nature};
use domain::terms::{Country, PortalKey, Regime, WineCode};
use domain::units::{Month, Volume};

use super::code::code;
use super::{Missing, NoCode, return_file, to_return};
use crate::drm_csv::{CapsuleAccount, DrmFile, Movement, WineAccount, read};
use crate::reference::countries;
use crate::reference::movements::{self, Dialect, Kinds, MovementCode, Need};

const BIVC: &str = "\
CAVE,202608,12345601,FR0000000002V,AOC,,Sancerre,,,Blanc,,,Sancerre Blanc,suspendu,stocks_debut,initial,100.12345,,,
CAVE,202608,12345601,FR0000000002V,AOC,,Sancerre,,,Blanc,,,Sancerre Blanc,suspendu,entrees,recolte,10,,,
CAVE,202608,12345601,FR0000000002V,AOC,,Sancerre,,,Blanc,,,Sancerre Blanc,suspendu,entrees,achatnoncrd,2.5,,,
CAVE,202608,12345601,FR0000000002V,AOC,,Sancerre,,,Blanc,,,Sancerre Blanc,suspendu,entrees,retourmarchandisetaxees,0.5,202605,,
CAVE,202608,12345601,FR0000000002V,AOC,,Sancerre,,,Blanc,,,Sancerre Blanc,suspendu,sorties,ventefrancecrd,3.00001,,,
CAVE,202608,12345601,FR0000000002V,AOC,,Sancerre,,,Blanc,,,Sancerre Blanc,suspendu,sorties,vracsanscontratacquitte,1,,,
CAVE,202608,12345601,FR0000000002V,AOC,,Sancerre,,,Blanc,,,Sancerre Blanc,suspendu,sorties,export,4,BELGIQUE,,
CAVE,202608,12345601,FR0000000002V,AOC,,Sancerre,,,Blanc,,,Sancerre Blanc,suspendu,sorties,export,2,JP,,
CAVE,202608,12345601,FR0000000002V,AOC,,Sancerre,,,Blanc,,,Sancerre Blanc,suspendu,sorties,embouteillage,5,,,
CAVE,202608,12345601,FR0000000002V,AOC,,Sancerre,,,Blanc,,,Sancerre Blanc,suspendu,sorties,destructionperte,0.2,,,
CAVE,202608,12345601,FR0000000002V,AOC,,Sancerre,,,Blanc,,,Sancerre Blanc,suspendu,sorties,manquant,0.1,,,
CAVE,202608,12345601,FR0000000002V,AOC,,Sancerre,,,Blanc,,,Sancerre Blanc,suspendu,complement,observations,inventaire,,,
CAVE,202608,12345601,FR0000000002V,AOC,,Sancerre,,,Blanc,,,Sancerre Blanc,suspendu,stocks_fin,final,97.82344,,,
CAVE,202608,12345601,FR0000000002V,AOC,,Sancerre,,,Blanc,,,Sancerre Blanc,acquitte,stocks_debut,initial,1,,,
CAVE,202608,12345601,FR0000000002V,AOC,,Sancerre,,,Blanc,,,Sancerre Blanc,acquitte,sorties,vente,0.4,,,
CAVE,202608,12345601,FR0000000002V,AOC,,Sancerre,,,Blanc,,,Sancerre Blanc,acquitte,stocks_fin,final,0.6,,,
CRD,202608,12345601,FR0000000002V,VERT,TRANQ,Bouteille 75 cl,,,,,,,collectif suspendu,stock_debut,debut,100,,,
CRD,202608,12345601,FR0000000002V,VERT,TRANQ,Bouteille 75 cl,,,,,,,collectif suspendu,entrees,autres,7,,,
CRD,202608,12345601,FR0000000002V,VERT,TRANQ,Bouteille 75 cl,,,,,,,collectif suspendu,sorties,autres,3,,,
CRD,202608,12345601,FR0000000002V,VERT,TRANQ,Bouteille 75 cl,,,,,,,collectif suspendu,stock_fin,fin,104,,,
";

fn example(name: &str) -> Option<String> {
    let Some(folder) = std::env::var_os("MONCHAI_SHARED_DATA") else {
        println!("left out: MONCHAI_SHARED_DATA is not set, so {name} cannot be read");
        return None;
    };
    Some(std::fs::read_to_string(Path::new(&folder).join("drm/examples").join(name)).unwrap())
}

fn file(text: &str) -> DrmFile {
    read(text.as_bytes()).unwrap_or_else(|errors| panic!("{errors:#?}"))
}

fn returned(file: &DrmFile) -> DrmReturn {
    to_return(file).unwrap_or_else(|errors| panic!("{errors:#?}")).drm
}

/// A row of a movement: its code, the node for one that every portal knows, and all that it tells.
type Row<'a> = (&'a str, Node, Volume, Option<countries::Destination>, Option<Month>, Option<&'a str>);

fn row(movement: &Movement) -> Row<'_> {
    let own = movement.code.dialect.is_some();
    (
        if own { &movement.code.code } else { "" },
        movement.node(),
        movement.volume,
        movement.country.as_deref().and_then(countries::find),
        movement.replacement,
        movement.contract.as_deref(),
    )
}

/// Every row of both files is in the other, in any order, to the last decimal. A code that every portal knows may come
/// back as the portal's own, and a code that the file did not tell as the one that the table knows.
fn same(file: &DrmFile, back: &DrmFile) {
    let head =
        |it: &DrmFile| (it.dialect, it.period, it.identifier.clone(), it.siret.clone(), it.cvi.clone());
    assert_eq!((head(file), &file.accise), (head(back), &back.accise));
    assert_eq!((file.accounts.len(), file.capsules.len()), (back.accounts.len(), back.capsules.len()));
    for one in &file.accounts {
        let key = |it: &WineAccount| (it.product.label().to_owned(), it.product.names(), it.regime);
        let other = back.accounts.iter().find(|it| key(it) == key(one)).unwrap();
        assert!(one.product.code().is_none_or(|code| Some(code) == other.product.code()), "{one:?}");
        assert_eq!((one.opening, one.closing), (other.opening, other.closing));
        assert_eq!(one.complement, other.complement);
        let mut left: Vec<Row<'_>> = other.movements.iter().map(row).collect();
        for movement in &one.movements {
            let mut told = row(movement);
            let found = left.iter().position(|row| {
                told.0 = if movement.code.dialect.is_some() { told.0 } else { row.0 };
                *row == told
            });
            left.remove(found.unwrap_or_else(|| panic!("{movement:?} is not in {left:?}")));
        }
        assert_eq!(left, []);
    }
    for one in &file.capsules {
        let other = back.capsules.iter().find(|it| it.kind == one.kind).unwrap();
        let counts = |it: &CapsuleAccount| {
            let mut counts: Vec<_> = it.movements.iter().map(|it| (it.node, it.count)).collect();
            counts.sort();
            (it.opening, counts, it.closing, it.observations.clone())
        };
        assert_eq!(counts(one), counts(other));
    }
    assert_eq!(file.annexes.len(), back.annexes.len());
    assert!(file.annexes.iter().all(|annexe| back.annexes.contains(annexe)));
}

fn comes_back(text: &str) {
    let file = file(text);
    let back = return_file(&returned(&file), file.dialect).unwrap_or_else(|no_code| panic!("{no_code}"));
    same(&file, &back);
}

#[test]
fn a_portals_file_comes_back_out_as_it_was() {
    comes_back(BIVC);
    comes_back(include_str!("../../../../fixtures/demo/drm_2026-03.csv"));
}

#[test]
fn the_portals_own_examples_come_back_out_as_they_were() {
    for name in ["interloire_201606.csv", "generic_crd.csv"] {
        if let Some(text) = example(name) {
            comes_back(&text);
        }
    }
    if let Some(text) = example("generic_cave.csv") {
        // Its account of paid wine has codes of suspended wine, which its reader refuses.
        let rows: Vec<&str> = text.lines().filter(|row| !row.contains(",acquitte,")).collect();
        comes_back(&rows.join("\n"));
    }
    if let Some(text) = example("generic_annexe.csv") {
        // Its stamps run from 123 to 121.
        comes_back(&text.replace("EMPREINTE,fin,,,,121", "EMPREINTE,fin,,,,125"));
    }
}

#[test]
fn lines_follow_the_file_and_what_it_names_is_told() {
    let read = to_return(&file(BIVC)).unwrap();
    assert_eq!((read.wine_lines, read.capsule_lines), (vec![1, 14], vec![17]));
    let wine = &read.drm.wines[0];
    assert_eq!(wine.closing_ml, wine.computed_closing());
    let on = |node, nature| wine.lines.iter().find(|it| (it.node, it.nature) == (node, nature)).unwrap();
    assert_eq!(on(Node::FinalExits, Some(Nature::Export)).country, Country::parse("BE"));
    assert_eq!(on(Node::FinalExits, Some(Nature::Destruction)).volume_ml, Volume::from_ml(20_000));
    let replaced = on(Node::ReplacedUnderSuspension, Some(Nature::TaxedReturn));
    assert_eq!(replaced.replaced_month, Month::new(2026, 5));
    assert_eq!(on(Node::VolumeProduced, None).volume_ml, Volume::from_hl(10));
}

#[test]
fn a_country_that_is_none_is_told_with_its_line() {
    let text = BIVC.replace("BELGIQUE", "Belgik").replace(",JP,", ",Atlantide,");
    let errors = to_return(&file(&text)).unwrap_err();
    let told: Vec<_> = errors.iter().map(|it| (it.line, it.problem.code(), it.value.as_str())).collect();
    let code = "DRM_CSV_COUNTRY_UNKNOWN";
    assert_eq!(told, [(7, code, "Belgik"), (8, code, "Atlantide")]);
    assert_eq!(errors[0].problem.params(), [("nearest", "Belgique".to_owned())]);
    let untold = returned(&file(&BIVC.replace("BELGIQUE", "Autres pays")));
    assert!(untold.wines[0].lines.iter().any(|it| it.nature == Some(Nature::Export) && it.country.is_none()));
}

/// A line as a row of that code is read, with all that the code asks for.
fn asked(code: &MovementCode) -> Line {
    Line {
        nature: code.nature(),
        country: code.needs(Need::Country).then(|| Country::parse("BE").unwrap()),
        replaced_month: code.needs(Need::ReplacementMonth).then(|| Month::new(2026, 5).unwrap()),
        contract: (code.needs(Need::Contract) || code.needs(Need::Buyer)).then(|| "2026-1".to_owned()),
        ..Line::plain(code.node, Volume::from_hl(1))
    }
}

#[test]
fn every_code_that_a_return_has_words_for_is_written_as_it_was_read() {
    let mut written = 0;
    for known in movements::all() {
        let Some(dialect) = known.dialect else { continue };
        let found = code(dialect, known.regime, &asked(known));
        match (&known.kinds, known.needs(Need::Buyer)) {
            (Kinds::Unnamed, _) => assert_eq!(found, Err(Missing::Nature), "{known:?}"),
            (_, true) => assert_eq!(found, Err(Missing::Buyer), "{known:?}"),
            _ => {
                assert_eq!(found, Ok(known));
                written += 1;
            }
        }
    }
    assert_eq!(written, 65);
}

fn line(node: Node, nature: Option<Nature>) -> Line {
    Line { nature, ..Line::plain(node, Volume::from_hl(1)) }
}

#[test]
fn what_a_portal_has_no_code_for_is_no_other_movement() {
    use Dialect::{Bivc, InterLoire};
    let none = |nature| Err(Missing::Code { nature });
    let cases = [
        // The first code of the node would be a shortage, a loss, bottles.
        (InterLoire, line(Node::OtherExits, Some(Nature::Destruction)), none(Some(Nature::Destruction))),
        (Bivc, line(Node::FinalExits, Some(Nature::Warehouse)), none(Some(Nature::Warehouse))),
        (InterLoire, line(Node::FranceCrdSuspended, None), Err(Missing::Nature)),
        (InterLoire, line(Node::FinalExits, None), Err(Missing::Nature)),
        (Bivc, line(Node::FranceCrdPaid, Some(Nature::Bottles)), none(Some(Nature::Bottles))),
        (InterLoire, line(Node::OutToStorage, None), none(None)),
        (InterLoire, line(Node::FinalExits, Some(Nature::Export)), Err(Missing::Country)),
        (InterLoire, line(Node::FinalExits, Some(Nature::Contract)), Err(Missing::Contract)),
        (
            InterLoire,
            line(Node::ReplacedUnderSuspension, Some(Nature::TaxedReturn)),
            Err(Missing::ReplacedMonth),
        ),
    ];
    for (dialect, line, expected) in cases {
        assert_eq!(code(dialect, Regime::Suspended, &line), expected, "{line:?}");
    }
}

#[test]
fn kinds_tell_codes_apart_and_a_lone_code_is_its_nodes() {
    let written = |dialect, regime, line: &Line| code(dialect, regime, line).map(|code| code.code.as_str());
    let suspended = |node, nature| written(Dialect::InterLoire, Regime::Suspended, &line(node, nature));
    assert_eq!(suspended(Node::FranceCrdPaid, Some(Nature::BagInBox)), Ok("ventefrancebibcrdacquitte"));
    assert_eq!(suspended(Node::OtherEntries, Some(Nature::CounterEntry)), Ok("excedents"));
    assert_eq!(suspended(Node::FinalExits, Some(Nature::Warehouse)), Ok("contrathorsinterpro"));
    assert_eq!(suspended(Node::Losses, None), Ok("destructionperte"));
    // What a file of CIEL does not name is told by what it asks for.
    let abroad = Line { country: Country::parse("BE"), ..line(Node::FinalExits, None) };
    assert_eq!(written(Dialect::InterLoire, Regime::Suspended, &abroad), Ok("export"));
    let bivc = |nature| written(Dialect::Bivc, Regime::Suspended, &line(Node::PurchasesAndReturns, nature));
    assert_eq!(bivc(Some(Nature::Purchase)), Ok("achatnoncrd"));
    let paid = |node, nature| written(Dialect::InterLoire, Regime::Paid, &line(node, nature));
    assert_eq!(paid(Node::PaidOtherExits, Some(Nature::Destruction)), Ok("autre"));
    assert_eq!(paid(Node::PaidSales, Some(Nature::Bottles)), Ok("vente"));
}

#[test]
fn a_refusal_names_the_wine_the_node_and_what_is_missing() {
    let mut drm = returned(&file(BIVC));
    drm.wines[0].lines = vec![line(Node::FinalExits, Some(Nature::Export))];
    let refused = return_file(&drm, Dialect::InterLoire).unwrap_err();
    let label = "Sancerre Blanc".to_owned();
    assert_eq!(refused, NoCode { label, node: Node::FinalExits, missing: Missing::Country });
    let told = refused.to_string();
    assert!(told.contains("« Sancerre Blanc »") && told.contains("il manque le pays"), "{told}");
    let kind = Missing::Code { nature: Some(Nature::Accident) }.to_string();
    assert_eq!(kind, "ce portail n'y a pas de code pour une perte accidentelle");
}

#[test]
fn a_wine_is_known_by_the_files_own_words_and_the_tables_code() {
    let told = returned(&file(BIVC));
    let spec = &told.wines[0].spec;
    assert_eq!(spec.portal.as_ref().map(|key: &PortalKey| key.appellation.as_str()), Some("Sancerre"));
    let coded = BIVC.replace("Sancerre Blanc,", "Sancerre Blanc (1B228),");
    assert_eq!(returned(&file(&coded)).wines[0].spec.code, Some(WineCode::Inao("1B228 ".to_owned())));
}
