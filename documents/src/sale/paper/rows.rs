use domain::invoice::{Bottles, InvoiceLine, Item, Language, PriceBasis};
use domain::units::Money;
use serde::Serialize;

use super::of;
use crate::figures::{amount_of, count, percent, size, strength};
use crate::sale::SaleRefusal;

/// Lines with their prices.
#[derive(Clone, Copy)]
pub(crate) struct Priced<'a> {
    /// The lines.
    pub(crate) lines: &'a [InvoiceLine],
    /// Whether prices are without or with VAT.
    pub(crate) basis: PriceBasis,
    /// The language.
    pub(crate) language: Language,
}

/// A line as it is printed.
#[derive(Serialize)]
pub(crate) struct Row {
    label: String,
    details: Vec<String>,
    count: String,
    price: String,
    discount: String,
    rate: String,
    amount: String,
}

/// Whether there is a column of discounts.
pub(crate) fn shows_discounts(priced: Priced<'_>) -> bool {
    priced.lines.iter().any(|line| discount(line) != Money::ZERO)
}

/// The titles of the columns.
pub(crate) fn heads(priced: Priced<'_>) -> Vec<&'static str> {
    let language = priced.language;
    let net = priced.basis == PriceBasis::Net;
    let mut heads = vec![
        of(language, "Désignation", "Description"),
        of(language, "Qté", "Qty"),
        if net {
            of(language, "Prix unit. HT", "Unit price\nexcl. VAT")
        } else {
            of(language, "Prix unit. TTC", "Unit price\nincl. VAT")
        },
    ];
    if shows_discounts(priced) {
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
pub(crate) fn rows(priced: Priced<'_>) -> Result<Vec<Row>, SaleRefusal> {
    priced.lines.iter().map(|line| row(priced, line)).collect()
}

fn row(priced: Priced<'_>, line: &InvoiceLine) -> Result<Row, SaleRefusal> {
    let language = priced.language;
    let off = discount(line);
    Ok(Row {
        label: line.label.clone(),
        details: details(priced, line)?,
        count: count(line.count, language),
        price: amount_of(line.unit_price_cents, language),
        discount: match (off, line.discount.as_ref().and_then(|it| it.rate)) {
            (Money::ZERO, _) => String::new(),
            (off, Some(rate)) => {
                format!("{}\n({})", amount_of(-off, language), percent(rate, language))
            }
            (off, None) => amount_of(-off, language),
        },
        rate: percent(line.vat.rate(), language),
        amount: amount_of(line.amount_cents, language),
    })
}

fn discount(line: &InvoiceLine) -> Money {
    line.discount.as_ref().map_or(Money::ZERO, |discount| discount.amount_cents)
}

/// What lets the line stand for a wine, what a piece costs without VAT, and why it is cheaper.
fn details(priced: Priced<'_>, line: &InvoiceLine) -> Result<Vec<String>, SaleRefusal> {
    let language = priced.language;
    let mut details = Vec::new();
    if let Item::Bottles(bottles) = &line.item {
        details.push(of_bottles(bottles, language));
    }
    if priced.basis == PriceBasis::Gross {
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

/// `75 cl · 12,5 % vol. · lot L26-01`.
pub(crate) fn of_bottles(bottles: &Bottles, language: Language) -> String {
    let mut told = vec![size(bottles.size_ml, language)];
    told.extend(bottles.abv.map(|abv| strength(abv, language)));
    told.push(format!("lot {}", bottles.lot_number));
    told.join(" · ")
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
        let lines = &sample.invoice.lines;
        let priced = Priced { lines, basis: PriceBasis::Gross, language: Language::French };
        let told = details(priced, &lines[0]).unwrap();
        assert!(told.contains(&"soit 7,0833\u{a0}€ HT l’unité".to_owned()), "{told:?}");
    }
}
