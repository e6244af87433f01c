use domain::invoice::{BuyerKind, Invoice, InvoiceKind, Language};
use serde::Serialize;

use super::carriage::{Carriage, carriage};
use super::sums::{due, payment, sums};
use super::xmp;
use crate::figures::day;
use crate::sale::paper::{
    Block, Fact, Letterhead, Priced, Print, Row, Vat, billed_to, delivered_to, heads, letterhead, of, print,
    rows, shows_discounts, vat,
};
use crate::sale::{Look, Parties, SaleRefusal, cii, mentions};

/// All that the template lays out.
#[derive(Serialize)]
struct Sheet {
    head: Letterhead,
    heading: &'static str,
    number: String,
    facts: Vec<Fact>,
    buyer: Block,
    delivery: Option<Block>,
    notice: Option<String>,
    discounts: bool,
    heads: Vec<&'static str>,
    rows: Vec<Row>,
    vat: Vat,
    sums: Vec<Fact>,
    due: Fact,
    payment: Vec<Fact>,
    carriage: Option<Carriage>,
    mentions: Vec<String>,
}

/// Writes a document as Factur-X: A4, tagged, PDF/A-3b. The same document gives the same bytes.
///
/// A character that no embedded font has is printed as `�` and stands in the attached file as it was written.
pub fn write(invoice: &Invoice, parties: &Parties, look: &Look) -> Result<Vec<u8>, SaleRefusal> {
    let mut xml = Vec::new();
    cii::write(invoice, parties, &mut xml)?;
    let number = invoice.number.to_string();
    let pdf = print(
        &sheet(invoice, parties, look)?,
        Print {
            template: ("invoice.typ", include_str!("template.typ")),
            ident: &format!("invoice/{}/{number}", parties.seller.siren),
            look,
            attached: Some(("factur-x.xml", xml)),
        },
    )?;
    xmp::tell(pdf)
}

fn sheet(invoice: &Invoice, parties: &Parties, look: &Look) -> Result<Sheet, SaleRefusal> {
    let language = invoice.buyer.language;
    let number = invoice.number.to_string();
    let heading = heading(invoice.kind, language);
    let title = format!("{heading} {number}");
    let priced = Priced { lines: &invoice.lines, basis: invoice.basis, language };
    let billed = of(language, "Facturé à", "Billed to");
    Ok(Sheet {
        head: letterhead(&parties.seller, look, language, title, invoice.issued_on),
        heading,
        facts: facts(invoice),
        buyer: billed_to(parties.buyer.as_ref(), billed, language),
        delivery: delivered_to(parties, language),
        notice: notice(invoice),
        discounts: shows_discounts(priced),
        heads: heads(priced),
        rows: rows(priced)?,
        vat: vat(&invoice.totals, language),
        sums: sums(invoice),
        due: due(invoice),
        payment: payment(invoice, &parties.seller),
        carriage: carriage(invoice, parties),
        mentions: mentions_of(invoice),
        number,
    })
}

const fn heading(kind: InvoiceKind, language: Language) -> &'static str {
    match kind {
        InvoiceKind::Invoice => of(language, "Facture", "Invoice"),
        InvoiceKind::CreditNote => of(language, "Avoir", "Credit note"),
        InvoiceKind::Corrective => of(language, "Facture rectificative", "Corrective invoice"),
    }
}

fn facts(invoice: &Invoice) -> Vec<Fact> {
    let language = invoice.buyer.language;
    let on = |date| day(date, language);
    let mut facts = vec![(of(language, "Date", "Date"), on(invoice.issued_on))];
    if invoice.kind != InvoiceKind::CreditNote {
        facts.push((of(language, "Date de l’opération", "Date of supply"), on(invoice.supplied_on)));
        facts.push((of(language, "Échéance", "Due date"), on(invoice.terms.due_on)));
    }
    let reference = invoice.buyer_reference.clone();
    facts.extend(reference.map(|it| (of(language, "Votre référence", "Your reference"), it)));
    facts
}

/// What another document has to do with it, and why.
fn notice(invoice: &Invoice) -> Option<String> {
    let preceding = invoice.preceding?;
    let language = invoice.buyer.language;
    let (number, on) = (preceding.number, day(preceding.issued_on, language));
    let what = match (invoice.kind, language) {
        (InvoiceKind::Corrective, Language::French) => {
            format!("Annule et remplace la facture {number} du {on}.")
        }
        (InvoiceKind::Corrective, Language::English) => {
            format!("Cancels and replaces invoice {number} of {on}.")
        }
        (_, Language::French) => format!("Avoir sur la facture {number} du {on}."),
        (_, Language::English) => format!("Credit on invoice {number} of {on}."),
    };
    let why = invoice.reason.as_ref().map(|reason| match language {
        Language::French => format!(" Motif : {reason}"),
        Language::English => format!(" Reason: {reason}"),
    });
    Some(what + &why.unwrap_or_default())
}

/// What the law has printed below. A consumer owes neither penalty nor indemnity (C. com., art. L. 441-9 and L. 441-10).
fn mentions_of(invoice: &Invoice) -> Vec<String> {
    let (kind, language) = (invoice.buyer.kind, invoice.buyer.language);
    let operation = of(language, "Catégorie de l’opération :", "Kind of operation:");
    let mut told = vec![format!("{operation} {}.", mentions::operation(invoice.supply(), language))];
    if invoice.vat_on_debits {
        told.push(format!("{}.", mentions::on_debits(language)));
    }
    told.extend(mentions::suspension(invoice).map(|regime| format!("{regime}.")));
    if kind == BuyerKind::Company && invoice.kind != InvoiceKind::CreditNote {
        told.push(mentions::early_discount(&invoice.terms, language));
        told.push(mentions::late_penalty(&invoice.terms, kind, language));
        told.push(mentions::recovery(kind, language).to_owned());
    }
    told
}
