use domain::invoice::{Invoice, InvoiceKind, InvoiceLine, Item};
use domain::units::{Date, Money, Month, PartyId, ProductId, WineId};
use uuid::Uuid;

use crate::contract::Fault;
use crate::sales::{Revenue, SalesRows, Vat};

/// Whether a document is counted or taken off: a credit note is taken off when it is issued, an invoice when another stands
/// in its place.
#[derive(Clone, Copy)]
pub(super) enum Count {
    Issued,
    Replaced,
}

pub(super) fn want(rows: &mut SalesRows, document: &Invoice, on: Date) {
    let Some(month) = Month::of(on) else { return };
    for line in &document.lines {
        rows.revenue.want((month, product(line).0, customer(document), document.buyer.country));
    }
    for total in &document.totals.vat {
        let (category, rate) = (total.treatment.category().to_owned(), total.treatment.rate());
        rows.vat.want((month, category, rate.basis_points()));
    }
}

pub(super) fn fold(rows: &mut SalesRows, document: &Invoice, on: Date, count: Count) -> Result<(), Fault> {
    let Some(month) = Month::of(on) else { return Ok(()) };
    let off = matches!(count, Count::Replaced) != (document.kind == InvoiceKind::CreditNote);
    let signed = |cents: Money| if off { -cents } else { cents };
    for line in &document.lines {
        let ((product_id, wine_id), customer_id) = (product(line), customer(document));
        let country = document.buyer.country;
        let new = || Revenue {
            month,
            product_id,
            customer_id,
            country,
            wine_id,
            bottles: 0,
            net_cents: Money::ZERO,
        };
        let row = rows.revenue.edit_or((month, product_id, customer_id, country), new)?;
        let bottles = if wine_id.is_some() { line.count } else { 0 };
        row.bottles += if off { -bottles } else { bottles };
        row.net_cents += signed(line.net_cents);
    }
    for total in &document.totals.vat {
        let category = total.treatment.category().to_owned();
        let rate_bp = total.treatment.rate().basis_points();
        let key = (month, category.clone(), rate_bp);
        let new = || Vat { month, category, rate_bp, base_cents: Money::ZERO, vat_cents: Money::ZERO };
        let row = rows.vat.edit_or(key, new)?;
        row.base_cents += signed(total.base_cents);
        row.vat_cents += signed(total.vat_cents);
    }
    Ok(())
}

fn product(line: &InvoiceLine) -> (ProductId, Option<WineId>) {
    match &line.item {
        Item::Bottles(bottles) => {
            let product = ProductId::of(bottles.wine, bottles.vintage, bottles.size_ml);
            (product, Some(bottles.wine))
        }
        Item::Goods | Item::Service => (ProductId::new(Uuid::nil()), None),
    }
}

fn customer(document: &Invoice) -> PartyId {
    document.buyer.party.unwrap_or(PartyId::new(Uuid::nil()))
}
