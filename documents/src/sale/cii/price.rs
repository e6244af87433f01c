use domain::invoice::{Invoice, InvoiceLine, PriceBasis};
use domain::units::Money;

use crate::sale::SaleRefusal;

/// A line's price without VAT, such that price ÷ basis × count − discount is the line's amount to the cent.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct NetPrice {
    /// The price of `basis` pieces (BT-146).
    pub(super) price_cents: Money,
    /// How many pieces it is of (BT-149).
    pub(super) basis: i64,
    /// What is taken off the line (BT-136).
    pub(super) discount_cents: Money,
}

/// A price with VAT has no exact price without: the line is then priced whole, for all its pieces at once.
pub(super) fn net_price(invoice: &Invoice, line: &InvoiceLine) -> Result<NetPrice, SaleRefusal> {
    match invoice.basis {
        PriceBasis::Net => Ok(NetPrice {
            price_cents: line.unit_price_cents,
            basis: 1,
            discount_cents: line.discount.as_ref().map_or(Money::ZERO, |discount| discount.amount_cents),
        }),
        PriceBasis::Gross => {
            let list_cents = line.list_cents().ok_or(SaleRefusal::AmountOutOfRange)?;
            let vat_cents = list_cents.vat_within(line.vat.rate()).ok_or(SaleRefusal::AmountOutOfRange)?;
            let discounted = line.discount.as_ref().is_some_and(|it| it.amount_cents > Money::ZERO);
            // The share of the line in its base is rounded with the others: at most a cent from its own.
            let price_cents =
                if discounted { (list_cents - vat_cents).max(line.net_cents) } else { line.net_cents };
            Ok(NetPrice { price_cents, basis: line.count, discount_cents: price_cents - line.net_cents })
        }
    }
}
