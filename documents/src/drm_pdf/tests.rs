//! What the pages say, read back with `pdftotext` where it is installed.

use domain::drm::declared::{Declarant, DrmReturn, Line};
use domain::drm::{CapsuleNode, Node};
use domain::terms::Regime;
use domain::units::Volume;

use super::samples::{drm, everywhere, month, still, whole};
use super::write;
use crate::reference::rubrics::{capsule_rubric, groups, rubric};
use crate::testing::{archives, pages, read, squeezed};

/// The figures of the first line that begins with a rubric, with one space where the page has several. `pdftotext` makes
/// an ordinary one of a space that does not break.
fn row(text: &str, rubric: &str) -> String {
    let line = text.lines().find_map(|line| line.trim_start().strip_prefix(rubric));
    let line = line.unwrap_or_else(|| panic!("{rubric}: {text}"));
    line.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[test]
fn the_same_return_gives_the_same_bytes() {
    let first = write(&whole()).unwrap();
    assert!(first.starts_with(b"%PDF-1.7") && archives(&first, 2));
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
    groups(Node::Losses).into_iter().for_each(shown);
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
    let odd = write(&drm).unwrap();
    assert!(odd.starts_with(b"%PDF-") && !archives(&odd, 2));
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
