use domain::invoice::{BuyerKind, Invoice, InvoiceKind};
use domain::units::Money;

use crate::figures::{day, euros};
use crate::sale::Seller;
use crate::sale::paper::{Fact, of, total_facts};

/// The sums of the document.
pub(super) fn sums(invoice: &Invoice) -> Vec<Fact> {
    let language = invoice.buyer.language;
    let mut sums = total_facts(&invoice.totals, language);
    if invoice.prepaid_cents != Money::ZERO {
        let paid = euros(-invoice.prepaid_cents, language);
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
        BuyerKind::Company => of(language, "Au plus tard", "At the latest"),
        BuyerKind::Consumer => of(language, "Payable le", "Payable on"),
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
    letters.chunks(4).map(|group| group.iter().collect::<String>()).collect::<Vec<_>>().join("\u{a0}")
}
