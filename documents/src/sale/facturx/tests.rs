//! What the pages say, read back with `pdftotext` where it is installed.

use domain::units::Money;

use super::write;
use crate::figures::euros;
use crate::sale::samples::{KINDS, Sample, sample, with_lines};
use crate::sale::{Look, cii};
use crate::testing::{archives, pages, read, squeezed};

fn of_kind(kind: u32) -> Sample {
    sample(KINDS + kind).unwrap()
}

fn made(sample: &Sample) -> Vec<u8> {
    write(&sample.invoice, &sample.parties, &Look::default()).unwrap()
}

/// The page without its shape, or `None` and said so.
fn shown(sample: &Sample) -> Option<String> {
    read(&made(sample), "-raw").map(|text| squeezed(&text))
}

#[test]
fn the_same_document_gives_the_same_bytes() {
    let first = made(&of_kind(0));
    assert!(archives(&first, 3));
    let elsewhere = std::thread::spawn(|| made(&of_kind(0))).join().unwrap();
    assert!(first == elsewhere);
    let mut other = of_kind(0);
    other.invoice.prepaid_cents = Money::from_cents(1);
    assert!(first != made(&other));
}

#[test]
fn it_says_what_it_is_and_carries_the_file() {
    let sample = of_kind(0);
    let pdf = made(&sample);
    let packet = String::from_utf8_lossy(&pdf);
    for told in [
        "<fx:ConformanceLevel>EN 16931</fx:ConformanceLevel>",
        "<fx:DocumentFileName>factur-x.xml</fx:DocumentFileName>",
        "<pdfaSchema:prefix>fx</pdfaSchema:prefix>",
    ] {
        assert!(packet.contains(told), "{told}");
    }
    let file = lopdf::Document::load_mem(&pdf).unwrap();
    let embedded = file.objects.values().filter_map(|object| object.as_stream().ok());
    let attached = embedded.filter(|stream| {
        stream.dict.get(b"Subtype").is_ok_and(|it| it.as_name().is_ok_and(|it| it == b"text/xml"))
    });
    let attached: Vec<Vec<u8>> = attached.map(|stream| stream.get_plain_content().unwrap()).collect();
    let mut xml = Vec::new();
    cii::write(&sample.invoice, &sample.parties, &mut xml).unwrap();
    assert_eq!(attached, [xml]);
}

#[test]
fn every_kind_shows_its_number_its_sums_and_its_lines() {
    // The one of a hundred lines has a test of its own.
    for kind in (0..KINDS).filter(|kind| *kind != 12) {
        let sample = of_kind(kind);
        let Some(text) = shown(&sample) else { return };
        let invoice = &sample.invoice;
        let language = invoice.buyer.language;
        let totals = &invoice.totals;
        let figures = [totals.net_cents, totals.vat_cents, totals.gross_cents, invoice.due_cents()];
        let figures = figures.map(|amount| squeezed(&euros(amount, language)));
        for told in figures.into_iter().chain([invoice.number.to_string()]) {
            assert!(text.contains(&told), "{}: {told}: {text}", sample.name);
        }
        for line in &invoice.lines {
            assert!(text.contains(&squeezed(&line.label)), "{}: {text}", sample.name);
        }
    }
}

/// Of each kind what the law wants of it and of no other.
#[test]
fn the_mentions_are_those_of_the_law() {
    let has = |kind: u32, told: &[&str], not: &[&str]| {
        let Some(text) = shown(&of_kind(kind)) else { return };
        for told in told {
            assert!(text.contains(&squeezed(told)), "{kind}: {told}: {text}");
        }
        for not in not {
            assert!(!text.contains(&squeezed(not)), "{kind}: {not}: {text}");
        }
    };
    let between =
        ["recouvrement", "Pénalités de retard", "ivraison de biens", "SIRET", "RCS Nantes", "FR76 3000"];
    has(0, &between, &["DSA", "Autoliquidation", "débits"]);
    has(1, &["Prix unit. TTC", "HT l’unité"], &["recouvrement", "Pénalités"]);
    has(4, &["UNITED STATES", "article 262, I of the French"], &["Net à payer"]);
    has(5, &["intra-Community supply", "BE0123456749"], &[]);
    has(
        6,
        &["Avoir sur la facture FA-2026-000026 du", "Motif : Bouteilles cassées", "À votre crédit"],
        &["IBAN"],
    );
    has(8, &["Facture rectificative", "Annule et remplace la facture", "Déjà réglé"], &[]);
    has(9, &["Facture acquittée"], &["IBAN"]);
    has(13, &["article 293 B du CGI"], &["TVA FR11"]);
    has(14, &["Reverse charge"], &[]);
    has(16, &["Client au comptoir"], &["SIREN "]);
    has(
        17,
        &[
            "Facture valant document simplifié d’accompagnement",
            "Transports de l’Ouest",
            "bouteilles de",
            "FR000000000AB",
        ],
        &[],
    );
    has(18, &["Prestation de services", "d’après les débits"], &["bouteilles"]);
}

#[test]
fn a_hundred_lines_break_over_pages_and_their_head_comes_again() {
    let sample = with_lines(1, 100).unwrap();
    let pdf = made(&sample);
    let pages = pages(&pdf);
    assert!((3..=6).contains(&pages), "{pages}");
    let Some(text) = read(&pdf, "-layout") else { return };
    assert_eq!(text.matches("Désignation").count(), pages, "{text}");
    assert!(text.contains(&format!("Page {pages} / {pages}")));
}

/// Whatever a person writes is shown and never carried out, and what no font has does not cost the estate its invoice.
#[test]
fn texts_are_shown_as_they_were_written() {
    let mut sample = of_kind(0);
    let label = "#panic() *gras* $x$ ] [ _u_ @a <b> \\ `c` // d";
    sample.invoice.lines[0].label = label.to_owned();
    sample.parties.buyer.as_mut().unwrap().name = "葡萄酒 #sys 🍷".to_owned();
    let pdf = made(&sample);
    assert!(archives(&pdf, 3));
    let Some(text) = shown(&sample) else { return };
    assert!(text.contains(&squeezed(label)) && text.contains("#sys"), "{text}");
}
