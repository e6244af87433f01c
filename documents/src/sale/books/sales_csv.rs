use std::collections::BTreeMap;
use std::io::{self, Write};

use csv::{Terminator, WriterBuilder};
use domain::invoice::{Invoice, InvoiceKind, VatTreatment};
use domain::units::{Date, Money, Month};

use super::Sale;
use super::fec::comma;

/// What tells a spreadsheet that the file is UTF-8.
const BYTE_ORDER_MARK: &[u8] = "\u{feff}".as_bytes();

/// Writes documents as CSV, one a row: semicolons, UTF-8 with its mark, a decimal comma. The amounts of a credit note are below
/// zero.
pub fn invoices_csv<'a, W: Write>(sales: impl IntoIterator<Item = &'a Sale>, out: W) -> io::Result<()> {
    let heads = [
        "Numéro",
        "Nature",
        "Date",
        "Date de l’opération",
        "Échéance",
        "Code client",
        "Client",
        "Pays",
        "Référence du client",
        "Document d’origine",
        "Total HT",
        "Total TVA",
        "Total TTC",
        "Déjà réglé",
        "Net à payer",
    ];
    let rows = sales.into_iter().map(|sale| {
        let Sale { invoice, customer, .. } = sale;
        let amount = |amount| comma(signed(invoice, amount));
        vec![
            invoice.number.to_string(),
            nature(invoice.kind).to_owned(),
            french(invoice.issued_on),
            french(invoice.supplied_on),
            french(invoice.terms.due_on),
            customer.as_ref().map(|customer| text(&customer.code)).unwrap_or_default(),
            customer.as_ref().map(|customer| text(&customer.name)).unwrap_or_default(),
            invoice.buyer.country.to_string(),
            invoice.buyer_reference.as_deref().map(text).unwrap_or_default(),
            invoice.preceding.map(|preceding| preceding.number.to_string()).unwrap_or_default(),
            amount(invoice.totals.net_cents),
            amount(invoice.totals.vat_cents),
            amount(invoice.totals.gross_cents),
            amount(invoice.prepaid_cents),
            amount(invoice.due_cents()),
        ]
    });
    write(&heads, rows, out)
}

/// Writes VAT by month, treatment and rate as CSV. A corrective document counts with what it takes back of the one it replaces.
pub fn vat_csv<'a, W: Write>(sales: impl IntoIterator<Item = &'a Sale>, out: W) -> io::Result<()> {
    let mut sums: BTreeMap<(Month, VatTreatment), (Money, Money)> = BTreeMap::new();
    for sale in sales {
        // A year that no book numbers has no month.
        let Some(month) = Month::of(sale.invoice.issued_on) else { continue };
        let of = sale.invoice.totals.vat.iter();
        let own = of.map(|total| (total, sale.invoice.kind == InvoiceKind::CreditNote));
        let old =
            sale.replaced.iter().flat_map(|old| old.invoice.totals.vat.iter().map(|total| (total, true)));
        for (total, back) in own.chain(old) {
            let (base, vat) = sums.entry((month, total.treatment)).or_default();
            let taken = |amount: Money| if back { -amount } else { amount };
            (*base, *vat) = (*base + taken(total.base_cents), *vat + taken(total.vat_cents));
        }
    }
    let heads = ["Mois", "Régime", "Taux", "Base HT", "TVA"];
    let rows = sums.into_iter().map(|((month, treatment), (base, vat))| {
        let basis_points = treatment.rate().basis_points();
        vec![
            month.to_string(),
            regime(treatment).to_owned(),
            comma(Money::from_cents(i64::from(basis_points))),
            comma(base),
            comma(vat),
        ]
    });
    write(&heads, rows, out)
}

fn write<W: Write>(heads: &[&str], rows: impl Iterator<Item = Vec<String>>, mut out: W) -> io::Result<()> {
    out.write_all(BYTE_ORDER_MARK)?;
    let mut csv = WriterBuilder::new().delimiter(b';').terminator(Terminator::CRLF).from_writer(out);
    csv.write_record(heads)?;
    for row in rows {
        csv.write_record(row)?;
    }
    csv.flush()
}

/// A text that no spreadsheet takes for a formula.
fn text(told: &str) -> String {
    if told.starts_with(['=', '+', '-', '@', '\t', '\r']) { format!("'{told}") } else { told.to_owned() }
}

fn signed(invoice: &Invoice, amount: Money) -> Money {
    if invoice.kind == InvoiceKind::CreditNote { -amount } else { amount }
}

const fn nature(kind: InvoiceKind) -> &'static str {
    match kind {
        InvoiceKind::Invoice => "Facture",
        InvoiceKind::CreditNote => "Avoir",
        InvoiceKind::Corrective => "Facture rectificative",
    }
}

const fn regime(treatment: VatTreatment) -> &'static str {
    match treatment {
        VatTreatment::Standard(_) => "France",
        VatTreatment::Export => "Exportation",
        VatTreatment::IntraCommunity => "Livraison intracommunautaire",
        VatTreatment::ReverseCharge => "Autoliquidation",
        VatTreatment::SmallBusiness => "Franchise en base",
    }
}

/// `14/09/2026`.
fn french(date: Date) -> String {
    crate::figures::day(date, domain::invoice::Language::French)
}
