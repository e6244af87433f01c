//! What the pages say, read back with `pdftotext` where it is installed.

use std::io::Write;
use std::process::{Command, Stdio};

use domain::drm::declared::{
    CapsuleMovement, Declarant, DeclaredCapsules, DeclaredWine, DocumentKind, DocumentRange, DrmReturn, Line,
    Statistics, UnclearedDocument,
};
use domain::drm::{CapsuleNode, Node};
use domain::terms::{
    CapsuleColour, CapsuleKind, CapsuleRegime, Country, FiscalCategory, Regime, WineCode, WineSpec,
};
use domain::units::{Abv, Date, Month, Volume};

use super::write;
use crate::reference::rubrics::{capsule_rubric, groups, rubric};

fn month(text: &str) -> Month {
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

fn still(label: &str, lines: Vec<Line>) -> DeclaredWine {
    wine(label, FiscalCategory::Still, Regime::Suspended, lines)
}

fn drm(wines: Vec<DeclaredWine>) -> DrmReturn {
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
fn everywhere(regime: Regime) -> Vec<Line> {
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
fn whole() -> DrmReturn {
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

/// What `pdftotext` makes of the pages; `None`, and said so, where it is not installed.
fn read(pdf: &[u8], how: &str) -> Option<String> {
    let reader = Command::new("pdftotext")
        .args([how, "-", "-"])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn();
    let Ok(mut reader) = reader else {
        eprintln!("left out: pdftotext is not installed (poppler-utils)");
        return None;
    };
    reader.stdin.take().unwrap().write_all(pdf).unwrap();
    let output = reader.wait_with_output().unwrap();
    assert!(output.status.success());
    Some(String::from_utf8(output.stdout).unwrap())
}

/// The same without the shape of the page: a text of several lines is torn by the layout.
fn squeezed(text: &str) -> String {
    text.chars().filter(|it| !it.is_whitespace() && *it != '\u{200b}').collect()
}

/// The figures of the first line that begins with a rubric, with one space where the page has several. `pdftotext` makes
/// an ordinary one of a space that does not break.
fn row(text: &str, rubric: &str) -> String {
    let line = text.lines().find_map(|line| line.trim_start().strip_prefix(rubric));
    let line = line.unwrap_or_else(|| panic!("{rubric}: {text}"));
    line.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn pages(pdf: &[u8]) -> usize {
    let tag = b"/Type/Page";
    pdf.windows(tag.len() + 1).filter(|it| it.starts_with(tag) && it[tag.len()] != b's').count()
}

#[test]
fn the_same_return_gives_the_same_bytes() {
    let first = write(&whole()).unwrap();
    assert!(first.starts_with(b"%PDF-1.7"));
    let elsewhere = std::thread::spawn(|| write(&whole()).unwrap()).join().unwrap();
    assert!(first == elsewhere);
    let mut other = whole();
    other.wines[0].closing_ml += Volume::from_ml(1_000);
    assert!(first != write(&other).unwrap());
}

#[test]
fn stocks_subtotals_totals_and_duty_are_on_the_page() {
    let pdf = write(&whole()).unwrap();
    let Some(text) = read(&pdf, "-layout") else { return };
    assert_eq!(row(&text, "Stock en début de période"), "1 000,000 1 000,000 1 000,000 1 000,000 2 000,000");
    assert_eq!(row(&text, "Volume produit"), "0,500 0,500 0,500", "a blank stands for nothing");
    assert_eq!(row(&text, "Mouvements temporaires"), "9,000 9,000 9,000");
    assert_eq!(row(&text, "Total des entrées"), "34,500 0,000 34,500 0,000 34,500");
    let sold = "12,500 12,345 12,500 12,345 24,845";
    assert_eq!(row(&text, "Ventes en France sous CRD droits suspendus"), sold);
    assert_eq!(row(&text, "Total des sorties"), "146,100 12,345 146,100 12,345 158,445");
    assert_eq!(row(&text, "Stock en fin de période"), "888,400 987,655 888,400 987,655 1 876,055");
    let after = &text[text.find("V. Droits dus").unwrap()..];
    assert_eq!(row(after, "Vins tranquilles"), "12,500 7,000 5,500 4,19 € 23,05 €");
    assert_eq!(row(after, "Vins mousseux"), "12,345 12,345 10,38 € 128,14 €");
    assert_eq!(row(after, "Total des droits dus"), "151,19 €");
}

#[test]
fn every_rubric_and_all_that_is_told_is_on_the_page() {
    let pdf = write(&whole()).unwrap();
    let (Some(text), Some(layout)) = (read(&pdf, "-raw"), read(&pdf, "-layout")) else { return };
    let text = squeezed(&text);
    let shown = |words: &str| assert!(text.contains(&squeezed(words)), "{words}: {text}");
    for node in Node::ALL {
        shown(rubric(*node));
    }
    for group in groups(Node::Losses) {
        shown(group);
    }
    for node in CapsuleNode::ALL {
        shown(capsule_rubric(*node));
    }
    for told in [
        "octobre 2026",
        "Domaine des Trois Cuves",
        "FR0000000002V",
        "4400000001",
        "00000000200010",
        "IVL-0042",
        "VM_IG_AOP",
        "12,05 % vol.",
        "Exportations : BE : 2,400 hl ; DE : 1,200 hl",
        "mai 2026 : 0,750 hl ; août 2026 : 0,750 hl",
        "n° C-2026-17 : 1,200 hl",
        "Observations : lies à la distillerie ; casse au quai",
        "Vins tranquilles — CRD collectives, droits suspendus",
        "Bouteille 33,3 cl, lie de vin",
        "capsules abîmées à la réception",
        "DSA, DSAC (droits acquittés)",
        "26FRN1543509578452630",
        "14/05/2026",
        "FR001700E8901",
    ] {
        shown(told);
    }
    assert!(!text.contains("DÉCLARATIONNÉANT"));
    let (entries, exits) = ("1 001 2 002 3 003 4 004 10 010", "5 005 6 006 7 007 8 008 26 026");
    assert_eq!(row(&layout, "Bouteille 75 cl, lie de vin"), format!("25 000 {entries} {exits} 8 984"));
    for page in 1..=pages(&pdf) {
        shown(&format!("DRM — octobre 2026 N° d’accise FR0000000002V Page {page} / {}", pages(&pdf)));
    }
}

#[test]
fn a_month_without_movement_says_so_and_shows_its_stocks() {
    let pdf = write(&drm(vec![still("Muscadet", Vec::new())])).unwrap();
    let Some(text) = read(&pdf, "-layout") else { return };
    assert!(text.contains("DÉCLARATION NÉANT"));
    assert_eq!(row(&text, "Stock en fin de période"), "1 000,00");
    assert!(text.contains("Aucune vente sous CRD droits suspendus"));
    let empty = DrmReturn { declarant: Declarant::default(), ..drm(Vec::new()) };
    let text = read(&write(&empty).unwrap(), "-layout").unwrap();
    assert!(text.contains("non renseigné") && text.matches("Néant.").count() >= 6, "{text}");
}

#[test]
fn more_came_back_than_was_sold_or_no_rate_is_known() {
    let back = Line {
        replaced_month: Some(month("2026-05")),
        ..Line::plain(Node::ReplacedUnderSuspension, Volume::from_hl(10))
    };
    let mut returned = drm(vec![still("Muscadet", vec![back])]);
    let Some(text) = read(&write(&returned).unwrap(), "-layout") else { return };
    assert_eq!(row(&text, "Vins tranquilles"), "0,00 10,00 −10,00 4,19 € 0,00 € 41,90 €");
    assert_eq!(row(&text, "Total des droits dus"), "0,00 € 41,90 €");
    returned.period = month("1999-10");
    let text = read(&write(&returned).unwrap(), "-layout").unwrap();
    assert!(text.contains("inconnu") && text.contains("à établir") && text.contains("pas connu ici"));
}

/// Whatever a person writes is shown, and never carried out.
#[test]
fn markup_in_texts_is_shown_as_it_was_written() {
    let label = "#panic() *gras* $x$ ] [ _u_ @a <b> \\ `c` // d /* e */ = f";
    let mut wine = still(label, vec![Line::plain(Node::OtherExits, Volume::from_ml(1))]);
    wine.observations = Some("#eval(\"1\") ~ -- ... \"q\" 'r' https://exemple.fr #let x = 2".to_owned());
    let observations = squeezed(wine.observations.as_deref().unwrap());
    let mut drm = drm(vec![wine]);
    drm.declarant.name = Some("EARL #sys.version & fils".to_owned());
    let Some(text) = read(&write(&drm).unwrap(), "-raw") else { return };
    let text = squeezed(&text);
    for told in [squeezed(label), observations, squeezed("EARL #sys.version & fils")] {
        assert!(text.contains(&told), "{told}: {text}");
    }
    // A character that no font has does not cost the estate its file.
    drm.wines[0].spec.label = "Cuvée 葡萄 🍷".to_owned();
    assert!(write(&drm).unwrap().starts_with(b"%PDF-"));
}

/// Forty wines with the longest texts, some without a space where a line could be broken, and the widest figures.
#[test]
fn nothing_runs_out_of_its_column_or_off_the_page() {
    let wide = |number: usize| {
        let label = if number < 8 { format!("{number:W>100}") } else { format!("{number:>4}/W").repeat(16) };
        let mut wine = still(&label, everywhere(Regime::Suspended));
        wine.opening_ml = Volume::from_ml(12_345_678_901);
        wine.observations = Some(if number < 8 { "X".repeat(250) } else { "casse ".repeat(41) });
        wine
    };
    let one = pages(&write(&drm(vec![wide(1)])).unwrap());
    let pdf = write(&drm((1..=40).map(wide).collect())).unwrap();
    assert!(one < 3 && pages(&pdf) > 7, "{one} {}", pages(&pdf));
    let Some(boxes) = read(&pdf, "-bbox") else { return };
    let mut words = 0;
    for word in boxes.lines().filter_map(|line| line.trim_start().strip_prefix("<word ")) {
        let at = |name: &str| -> f64 {
            let rest = &word[word.find(name).unwrap() + name.len() + 2..];
            rest[..rest.find('"').unwrap()].parse().unwrap()
        };
        let (left, right) = (at("xMin"), at("xMax"));
        // In points: A4 within its margins of 12 mm; a wine's column is 21 mm wide, that of the notes' labels 42 mm.
        assert!(left >= 33.0 && right <= 562.5 && at("yMin") >= 30.0 && at("yMax") <= 842.0, "{word}");
        let room = if left > 200.0 { 59.6 } else { 119.1 };
        assert!(!word.contains(">WWW") || right - left <= room, "{word}");
        words += 1;
    }
    assert!(words > 3_000, "{words}");
}
