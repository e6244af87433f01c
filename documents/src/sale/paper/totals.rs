use domain::invoice::{Language, Totals, VatTreatment};
use serde::Serialize;

use super::{Fact, of};
use crate::figures::{amount_of, euros, percent};
use crate::sale::mentions;

/// VAT by treatment.
#[derive(Serialize)]
pub(crate) struct Vat {
    heads: [&'static str; 3],
    rows: Vec<[String; 3]>,
    notes: Vec<&'static str>,
}

/// VAT by treatment, and why none is charged.
pub(crate) fn vat(totals: &Totals, language: Language) -> Vat {
    let rows = totals.vat.iter().map(|total| {
        let rate = match total.treatment {
            VatTreatment::Standard(rate) => percent(rate, language),
            _ => of(language, "Sans TVA", "No VAT").to_owned(),
        };
        [rate, amount_of(total.base_cents, language), amount_of(total.vat_cents, language)]
    });
    let notes = totals.vat.iter().filter_map(|total| mentions::exemption(total.treatment, language));
    Vat {
        heads: [
            of(language, "Taux de TVA", "VAT rate"),
            of(language, "Base HT", "Base excl. VAT"),
            of(language, "Montant de TVA", "VAT amount"),
        ],
        rows: rows.collect(),
        notes: notes.map(|(_, reason)| reason).collect(),
    }
}

/// The sums of a document.
pub(crate) fn total_facts(totals: &Totals, language: Language) -> Vec<Fact> {
    vec![
        (of(language, "Total HT", "Total excl. VAT"), euros(totals.net_cents, language)),
        (of(language, "Total TVA", "Total VAT"), euros(totals.vat_cents, language)),
        (of(language, "Total TTC", "Total incl. VAT"), euros(totals.gross_cents, language)),
    ]
}
