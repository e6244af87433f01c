use domain::invoice::{Invoice, InvoiceLine, Item, Language, PriceBasis};
use domain::units::Money;
use serde::Serialize;

use crate::figures::{amount_of, count, percent, size, strength};
use crate::sale::SaleRefusal;
use crate::sale::paper::of;

/// A line as it is printed.
#[derive(Serialize)]
pub(super) struct Row {
    label: String,
    details: Vec<String>,
    count: String,
    price: String,
    discount: String,
    rate: String,
    amount: String,
}

/// Whether there is a column of discounts.
pub(super) fn shows_discounts(invoice: &Invoice) -> bool {
    invoice.lines.iter().any(|line| discount(line) != Money::ZERO)
}

/// The titles of the columns.
pub(super) fn heads(invoice: &Invoice) -> Vec<&'static str> {
    let language = invoice.buyer.language;
    let net = invoice.basis == PriceBasis::Net;
    let mut heads = vec![
        of(language, "Désignation", "Description"),
        of(language, "Qté", "Qty"),
        if net {
            of(language, "Prix unit. HT", "Unit price\nexcl. VAT")
        } else {
            of(language, "Prix unit. TTC", "Unit price\nincl. VAT")
        },
    ];
    if shows_discounts(invoice) {
        heads.push(of(language, "Remise", "Discount"));
    }
    heads.push(of(language, "TVA", "VAT"));
    heads.push(if net {
        of(language, "Montant HT", "Amount\nexcl. VAT")
    } else {
        of(language, "Montant TTC", "Amount\nincl. VAT")
    });
    heads
}

/// The lines.
pub(super) fn rows(invoice: &Invoice) -> Result<Vec<Row>, SaleRefusal> {
    invoice.lines.iter().map(|line| row(invoice, line)).collect()
}

fn row(invoice: &Invoice, line: &InvoiceLine) -> Result<Row, SaleRefusal> {
    let language = invoice.buyer.language;
    let off = discount(line);
    Ok(Row {
        label: line.label.clone(),
        details: details(invoice, line)?,
        count: count(line.count, language),
        price: amount_of(line.unit_price_cents, language),
        discount: match (off, line.discount.as_ref().and_then(|it| it.rate)) {
            (Money::ZERO, _) => String::new(),
            (off, Some(rate)) => {
                format!("{}\n({})", amount_of(Money::ZERO - off, language), percent(rate, language))
            }
            (off, None) => amount_of(Money::ZERO - off, language),
        },
        rate: percent(line.vat.rate(), language),
        amount: amount_of(line.amount_cents, language),
    })
}

fn discount(line: &InvoiceLine) -> Money {
    line.discount.as_ref().map_or(Money::ZERO, |discount| discount.amount_cents)
}

/// What lets the line stand for a wine, what a piece costs without VAT, and why it is cheaper.
fn details(invoice: &Invoice, line: &InvoiceLine) -> Result<Vec<String>, SaleRefusal> {
    let language = invoice.buyer.language;
    let mut details = Vec::new();
    if let Item::Bottles(bottles) = &line.item {
        let mut told = vec![size(bottles.size_ml, language)];
        told.extend(bottles.abv.map(|abv| strength(abv, language)));
        told.push(format!("{} {}", of(language, "lot", "lot"), bottles.lot_number));
        details.push(told.join(" · "));
    }
    if invoice.basis == PriceBasis::Gross {
        let price = net_unit_price(line).ok_or(SaleRefusal::AmountOutOfRange)?;
        let whole = amount_of(Money::from_cents(price / 100), language);
        let price = format!("{whole}{:02}", price % 100);
        details.push(match language {
            Language::French => format!("soit {price}\u{a0}€ HT l’unité"),
            Language::English => format!("€{price} each excluding VAT"),
        });
    }
    details.extend(line.discount.as_ref().and_then(|discount| discount.reason.clone()));
    Ok(details)
}

/// The price of one without VAT, in hundredths of a cent, rounded half up: an invoice tells it also where it was told with
/// VAT (CGI, ann. II, art. 242 nonies A, I, 8°). The amounts are not reckoned with it.
fn net_unit_price(line: &InvoiceLine) -> Option<i64> {
    let price = i128::from(line.unit_price_cents.cents()) * 1_000_000;
    let whole = 10_000 + i128::from(line.vat.rate().basis_points());
    i64::try_from((2 * price + whole) / (2 * whole)).ok()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::sale::samples::{KINDS, sample};

    #[test]
    fn a_price_with_vat_is_told_without_it_as_well() {
        let mut sample = sample(KINDS + 1).unwrap();
        let line = &mut sample.invoice.lines[0];
        line.unit_price_cents = Money::from_cents(850);
        assert_eq!(net_unit_price(line), Some(70_833));
        let told = details(&sample.invoice, &sample.invoice.lines[0]).unwrap();
        assert!(told.contains(&"soit 7,0833\u{a0}€ HT l’unité".to_owned()), "{told:?}");
    }
}
