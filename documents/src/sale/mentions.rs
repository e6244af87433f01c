//! What the law has printed on an invoice, in its language. Sources: CGI, ann. II, art. 242 nonies A; Code de commerce,
//! art. L. 441-9, L. 441-10 and D. 441-5; XP Z12-012 for the notes of the French reform.

use domain::identity::Address;
use domain::invoice::{BuyerKind, Invoice, Language, Supply, Terms, VatTreatment};
use domain::terms::SaleDestination;

use crate::figures::{euros, percent};

use super::{Parties, Seller};

/// A note of the reform: its subject (UNTDID 4451) and its text.
pub type Note = (&'static str, String);

/// Why no VAT is charged, as it is printed, and its code (VATEX); `None` where VAT is.
pub const fn exemption(treatment: VatTreatment, language: Language) -> Option<(&'static str, &'static str)> {
    let french = matches!(language, Language::French);
    match treatment {
        VatTreatment::Standard(_) => None,
        VatTreatment::Export => Some((
            "VATEX-EU-G",
            if french {
                "Exonération de TVA, article 262, I du CGI : exportation"
            } else {
                "Exempt from VAT, article 262, I of the French tax code (CGI): export"
            },
        )),
        VatTreatment::IntraCommunity => Some((
            "VATEX-EU-IC",
            if french {
                "Exonération de TVA, article 262 ter, I du CGI : livraison intracommunautaire"
            } else {
                "Exempt from VAT, article 262 ter, I of the French tax code (CGI): intra-Community supply"
            },
        )),
        VatTreatment::ReverseCharge => Some((
            "VATEX-EU-AE",
            if french {
                "Autoliquidation : TVA due par le preneur, article 283 du CGI"
            } else {
                "Reverse charge: VAT due by the buyer, article 283 of the French tax code (CGI)"
            },
        )),
        VatTreatment::SmallBusiness => Some((
            "VATEX-FR-FRANCHISE",
            if french {
                "TVA non applicable, article 293 B du CGI"
            } else {
                "VAT not applicable, article 293 B of the French tax code (CGI)"
            },
        )),
    }
}

/// The penalty for payment too late.
pub fn late_penalty(terms: &Terms, kind: BuyerKind, language: Language) -> String {
    match (kind, terms.late_penalty, language) {
        (BuyerKind::Consumer, _, Language::French) => {
            "Sans objet : l’acheteur n’est pas un professionnel.".to_owned()
        }
        (BuyerKind::Consumer, _, Language::English) => "Not applicable: the buyer is a consumer.".to_owned(),
        (BuyerKind::Company, Some(rate), Language::French) => format!(
            "Pénalités de retard exigibles sans rappel : {} par an, dès le lendemain de l’échéance.",
            percent(rate, language)
        ),
        (BuyerKind::Company, Some(rate), Language::English) => format!(
            "Penalty for late payment, due without reminder: {} a year from the day after the due date.",
            percent(rate, language)
        ),
        (BuyerKind::Company, None, Language::French) => {
            "Pénalités de retard exigibles sans rappel : taux de refinancement de la Banque centrale européenne \
             majoré de 10 points, dès le lendemain de l’échéance (C. com., art. L. 441-10, II)."
                .to_owned()
        }
        (BuyerKind::Company, None, Language::English) => {
            "Penalty for late payment, due without reminder: the refinancing rate of the European Central Bank plus \
             10 points, from the day after the due date (French commercial code, art. L. 441-10, II)."
                .to_owned()
        }
    }
}

/// The indemnity for the cost of recovery: 40 € between professionals (C. com., art. D. 441-5).
pub fn recovery(kind: BuyerKind, language: Language) -> &'static str {
    match (kind, language) {
        (BuyerKind::Company, Language::French) => {
            "Indemnité forfaitaire pour frais de recouvrement en cas de retard de paiement : 40\u{a0}€."
        }
        (BuyerKind::Company, Language::English) => {
            "Fixed indemnity for recovery costs in case of late payment: €40."
        }
        (BuyerKind::Consumer, Language::French) => {
            "Indemnité de recouvrement sans objet : l’acheteur n’est pas un professionnel."
        }
        (BuyerKind::Consumer, Language::English) => {
            "Recovery indemnity not applicable: the buyer is a consumer."
        }
    }
}

/// The discount for payment in advance, or that there is none.
pub fn early_discount(terms: &Terms, language: Language) -> String {
    match (terms.early_discount, language) {
        (Some(rate), Language::French) => {
            format!("Escompte pour paiement anticipé : {} par an.", percent(rate, language))
        }
        (Some(rate), Language::English) => {
            format!("Discount for early payment: {} a year.", percent(rate, language))
        }
        (None, Language::French) => "Pas d’escompte pour paiement anticipé.".to_owned(),
        (None, Language::English) => "No discount for early payment.".to_owned(),
    }
}

/// What the invoice is for (catégorie de l’opération).
pub const fn operation(supply: Supply, language: Language) -> &'static str {
    match (supply, language) {
        (Supply::Goods, Language::French) => "Livraison de biens",
        (Supply::Services, Language::French) => "Prestation de services",
        (Supply::Mixed, Language::French) => "Livraison de biens et prestation de services",
        (Supply::Goods, Language::English) => "Supply of goods",
        (Supply::Services, Language::English) => "Supply of services",
        (Supply::Mixed, Language::English) => "Supply of goods and services",
    }
}

/// VAT is due with the invoice.
pub const fn on_debits(language: Language) -> &'static str {
    match language {
        Language::French => "Option pour le paiement de la taxe d’après les débits",
        Language::English => "VAT due on invoicing (option pour le paiement de la taxe d’après les débits)",
    }
}

/// The seller in law: form, capital, register.
pub fn legal_identity(seller: &Seller, language: Language) -> String {
    let mut told = vec![seller.name.clone()];
    if seller.sole_trader {
        told.push("EI".to_owned());
    }
    told.extend(seller.legal_form.clone());
    told.extend(seller.capital_cents.map(|capital| {
        let capital = euros(capital, language);
        match language {
            Language::French => format!("au capital de {capital}"),
            Language::English => format!("capital {capital}"),
        }
    }));
    told.extend(seller.registry.as_ref().map(|town| format!("RCS {town} {}", seller.siren)));
    told.join(", ")
}

/// Under which excise regime the bottles travel, where it is suspended.
pub fn suspension(invoice: &Invoice) -> Option<String> {
    let Some(SaleDestination::FranceSuspended { document }) = &invoice.destination else { return None };
    let language = invoice.buyer.language;
    let told = match language {
        Language::French => "Circulation en suspension de droits d’accise",
        Language::English => "Moved under suspension of excise duty",
    };
    Some(match document {
        Some(number) => format!("{told}, DAE {number}"),
        None => told.to_owned(),
    })
}

/// What kind of exchange it is to the reform: to a business with a SIREN or without, to a consumer in France (overseas
/// included) or elsewhere.
fn exchange(invoice: &Invoice, parties: &Parties) -> &'static str {
    let registered = parties.buyer.as_ref().is_some_and(|buyer| buyer.siren.is_some());
    let in_france = Address::country(&invoice.buyer.country.to_string()).is_ok();
    match invoice.buyer.kind {
        BuyerKind::Company if registered => "B2B",
        BuyerKind::Company => "B2BINT",
        BuyerKind::Consumer if in_france => "B2C",
        BuyerKind::Consumer => "B2CINT",
    }
}

/// The notes that the reform wants on an invoice, each once: what kind of exchange it is (BAR), recovery (PMT), penalties
/// (PMD), discount (AAB); and the seller in law (REG).
pub fn notes(invoice: &Invoice, parties: &Parties) -> Vec<Note> {
    let (kind, language) = (invoice.buyer.kind, invoice.buyer.language);
    let mut notes = vec![
        ("BAR", exchange(invoice, parties).to_owned()),
        ("PMT", recovery(kind, language).to_owned()),
        ("PMD", late_penalty(&invoice.terms, kind, language)),
        ("AAB", early_discount(&invoice.terms, language)),
        ("REG", legal_identity(&parties.seller, language)),
    ];
    if invoice.vat_on_debits {
        notes.push(("AAI", on_debits(language).to_owned()));
    }
    let others = [suspension(invoice), invoice.reason.clone()];
    notes.extend(others.into_iter().flatten().map(|told| ("AAI", told)));
    notes
}
