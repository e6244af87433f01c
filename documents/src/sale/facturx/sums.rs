use domain::invoice::{BuyerKind, Invoice, InvoiceKind, VatTreatment};
use domain::units::Money;
use serde::Serialize;

use crate::figures::{amount_of, day, euros, percent};
use crate::sale::paper::{Fact, of};
use crate::sale::{Seller, mentions};

/// VAT by treatment.
#[derive(Serialize)]
pub(super) struct Vat {
    heads: [&'static str; 3],
    rows: Vec<[String; 3]>,
    notes: Vec<&'static str>,
}

/// VAT by treatment, and why none is charged.
pub(super) fn vat(invoice: &Invoice) -> Vat {
    let language = invoice.buyer.language;
    let rows = invoice.totals.vat.iter().map(|total| {
        let rate = match total.treatment {
            VatTreatment::Standard(rate) => percent(rate, language),
            _ => of(language, "Sans TVA", "No VAT").to_owned(),
        };
        [rate, amount_of(total.base_cents, language), amount_of(total.vat_cents, language)]
    });
    let notes = invoice.totals.vat.iter().filter_map(|total| mentions::exemption(total.treatment, language));
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

/// The sums of the document.
pub(super) fn sums(invoice: &Invoice) -> Vec<Fact> {
    let language = invoice.buyer.language;
    let totals = &invoice.totals;
    let mut sums = vec![
        (of(language, "Total HT", "Total excl. VAT"), euros(totals.net_cents, language)),
        (of(language, "Total TVA", "Total VAT"), euros(totals.vat_cents, language)),
        (of(language, "Total TTC", "Total incl. VAT"), euros(totals.gross_cents, language)),
    ];
    if invoice.prepaid_cents != Money::ZERO {
        let paid = euros(Money::ZERO - invoice.prepaid_cents, language);
        sums.push((of(language, "Déjà réglé", "Already paid"), paid));
    }
    sums
}

/// What is to be paid.
pub(super) fn due(invoice: &Invoice) -> Fact {
    let language = invoice.buyer.language;
    let label = match invoice.kind {
        InvoiceKind::CreditNote => of(language, "À votre crédit", "To your credit"),
        InvoiceKind::Invoice | InvoiceKind::Corrective => of(language, "Net à payer", "Amount due"),
    };
    (label, euros(invoice.due_cents(), language))
}

/// By when and where it is paid.
pub(super) fn payment(invoice: &Invoice, seller: &Seller) -> Vec<Fact> {
    let language = invoice.buyer.language;
    if invoice.kind == InvoiceKind::CreditNote {
        return Vec::new();
    }
    if invoice.due_cents() <= Money::ZERO {
        return vec![("", of(language, "Facture acquittée.", "Paid in full.").to_owned())];
    }
    let by = match invoice.buyer.kind {
        BuyerKind::Company => of(language, "À régler au plus tard le", "Payable by"),
        BuyerKind::Consumer => of(language, "À régler le", "Payable on"),
    };
    let mut payment = vec![(by, day(invoice.terms.due_on, language))];
    if let Some(account) = &seller.account {
        payment.push(("IBAN", grouped_iban(&account.iban)));
        payment.extend(account.bic.clone().map(|bic| ("BIC", bic)));
        payment.push((of(language, "Référence", "Reference"), invoice.number.to_string()));
    }
    payment
}

/// In groups of four, as banks write it.
fn grouped_iban(iban: &str) -> String {
    let letters: Vec<char> = iban.chars().filter(|it| !it.is_whitespace()).collect();
    letters.chunks(4).map(|group| group.iter().collect::<String>()).collect::<Vec<_>>().join(" ")
}
