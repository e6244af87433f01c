use super::{DraftDiscount, DraftLine, DraftRefusal, Off, Part, split};
use crate::invoice::{Discount, InvoiceLine, PriceBasis, Totals};
use crate::units::Money;

/// Prices lines: each count times price less discount, VAT by treatment on the sums.
///
/// Refused are counts, prices and discounts out of their range, and more than a thousand lines. Within those ranges no sum
/// leaves the range of money: a thousand lines of ten million pieces at a million euros and their VAT are 1.2 × 10¹⁸ cents.
pub fn price(lines: Vec<DraftLine>, basis: PriceBasis) -> Result<(Vec<InvoiceLine>, Totals), DraftRefusal> {
    super::check::lines(&lines)?;
    let mut priced = Vec::with_capacity(lines.len());
    for (position, line) in (1..).zip(lines) {
        priced.push(amount(position, line)?);
    }
    let parts: Vec<Part> =
        priced.iter().map(|line| Part { vat: line.vat, amount_cents: line.amount_cents }).collect();
    let (vat, nets) = split(&parts, basis).ok_or(DraftRefusal::AmountOutOfRange)?;
    for (line, net_cents) in priced.iter_mut().zip(nets) {
        line.net_cents = net_cents;
    }
    Ok((priced, Totals::of(vat)))
}

fn amount(position: u16, line: DraftLine) -> Result<InvoiceLine, DraftRefusal> {
    let list_cents = line.unit_price_cents.times(line.count).ok_or(DraftRefusal::AmountOutOfRange)?;
    let discount = line.discount.map(|discount| taken_off(position, list_cents, discount)).transpose()?;
    let off_cents = discount.as_ref().map_or(Money::ZERO, |discount| discount.amount_cents);
    Ok(InvoiceLine {
        position,
        label: line.label,
        item: line.item,
        count: line.count,
        unit_price_cents: line.unit_price_cents,
        discount,
        vat: line.vat,
        amount_cents: list_cents - off_cents,
        net_cents: Money::ZERO,
    })
}

fn taken_off(position: u16, list_cents: Money, discount: DraftDiscount) -> Result<Discount, DraftRefusal> {
    let (amount_cents, rate) = match discount.off {
        Off::Share(rate) => {
            (list_cents.share_half_up(rate).ok_or(DraftRefusal::AmountOutOfRange)?, Some(rate))
        }
        Off::Amount(amount_cents) => (amount_cents, None),
    };
    if !(Money::ZERO..=list_cents).contains(&amount_cents) {
        return Err(DraftRefusal::DiscountInvalid { line: i64::from(position) });
    }
    Ok(Discount { amount_cents, rate, reason: discount.reason })
}
