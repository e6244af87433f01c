use std::collections::BTreeSet;

use super::pricing::{Part, shares, split};
use super::{
    CreditLine, CreditOf, CreditedLine, Discount, DraftRefusal, InvoiceLine, InvoiceRefusal, Issued, Item,
    PriceBasis, Totals, VatTotal,
};
use crate::units::{Money, bottles};

/// What a credit note takes off a document.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Credit {
    /// What of each line.
    pub credited: Vec<CreditedLine>,
    /// The lines of the credit note: each has the place of the one that it takes back.
    pub lines: Vec<InvoiceLine>,
    /// The sums of the credit note.
    pub totals: Totals,
}

impl Issued {
    /// What a credit of these lines, or of all that remains, comes to.
    ///
    /// Never more than what remains: of a line, of a treatment's base, of its VAT. The credit that takes the last of a
    /// treatment takes what is left of its VAT exactly, so that a document credited in pieces ends at nothing, to the cent.
    pub fn credit(&self, asked: Option<&[CreditLine]>) -> Result<Credit, InvoiceRefusal> {
        let credited = match asked {
            Some(asked) => self.of_lines(asked)?,
            None => self.remaining(),
        };
        if credited.iter().all(|line| line.amount_cents == Money::ZERO) {
            return Err(InvoiceRefusal::CreditOfNothing);
        }
        let mut lines = credited.iter().map(|line| self.line_of(line)).collect::<Result<Vec<_>, _>>()?;
        let parts: Vec<Part> =
            lines.iter().map(|line| Part { vat: line.vat, amount_cents: line.amount_cents }).collect();
        let (exact, _) = split(&parts, self.invoice.basis).ok_or(DraftRefusal::AmountOutOfRange)?;
        let vat: Vec<VatTotal> = exact.into_iter().map(|total| self.within(total)).collect();
        for (line, net_cents) in lines.iter_mut().zip(shares(&parts, &vat)) {
            line.net_cents = net_cents;
        }
        Ok(Credit { credited, lines, totals: Totals::of(vat) })
    }

    /// All that is not credited yet.
    fn remaining(&self) -> Vec<CreditedLine> {
        let left = self.lines.iter().filter(|(_, left)| left.count > 0 || left.amount_cents > Money::ZERO);
        left.map(|(line, left)| CreditedLine {
            line: *line,
            count: left.count,
            amount_cents: left.amount_cents,
        })
        .collect()
    }

    fn of_lines(&self, asked: &[CreditLine]) -> Result<Vec<CreditedLine>, InvoiceRefusal> {
        let mut seen = BTreeSet::new();
        let mut credited = Vec::with_capacity(asked.len());
        for CreditLine { line, of } in asked {
            if !seen.insert(*line) {
                return Err(InvoiceRefusal::LineTwice { line: i64::from(*line) });
            }
            credited.push(self.of_line(*line, *of)?);
        }
        Ok(credited)
    }

    fn of_line(&self, position: u16, of: CreditOf) -> Result<CreditedLine, InvoiceRefusal> {
        let line = i64::from(position);
        let (sold, left) = self.sold(position)?;
        match of {
            CreditOf::Count(count) => {
                bottles(count)?;
                if count > left.count {
                    return Err(InvoiceRefusal::CountBeyond { line, remaining: left.count });
                }
                let amount_cents = if count == left.count {
                    left.amount_cents
                } else {
                    part_of(sold.amount_cents, count, sold.count).min(left.amount_cents)
                };
                Ok(CreditedLine { line: position, count, amount_cents })
            }
            CreditOf::Amount(amount_cents) => {
                if amount_cents <= Money::ZERO || amount_cents > left.amount_cents {
                    return Err(InvoiceRefusal::AmountBeyond { line, remaining_cents: left.amount_cents });
                }
                Ok(CreditedLine { line: position, count: 0, amount_cents })
            }
        }
    }

    fn sold(&self, position: u16) -> Result<(&InvoiceLine, super::state::LineLeft), InvoiceRefusal> {
        let unknown = || InvoiceRefusal::LineUnknown { line: i64::from(position) };
        let sold = self.invoice.lines.iter().find(|line| line.position == position).ok_or_else(unknown)?;
        Ok((sold, *self.lines.get(&position).ok_or_else(unknown)?))
    }

    /// The line of the credit note: the pieces at their price with their share of the discount, or one piece of nothing but
    /// an amount.
    fn line_of(&self, credited: &CreditedLine) -> Result<InvoiceLine, InvoiceRefusal> {
        let (sold, _) = self.sold(credited.line)?;
        let amount_cents = credited.amount_cents;
        let mut line = InvoiceLine { amount_cents, net_cents: Money::ZERO, ..sold.clone() };
        if credited.count == 0 {
            (line.item, line.count, line.unit_price_cents, line.discount) =
                (Item::Goods, 1, amount_cents, None);
            return Ok(line);
        }
        line.count = credited.count;
        let list_cents = line.list_cents().ok_or(DraftRefusal::AmountOutOfRange)?;
        let off_cents = list_cents - amount_cents;
        line.discount = (off_cents != Money::ZERO).then(|| Discount {
            amount_cents: off_cents,
            rate: sold.discount.as_ref().and_then(|discount| discount.rate),
            reason: sold.discount.as_ref().and_then(|discount| discount.reason.clone()),
        });
        Ok(line)
    }

    /// The same total, held within what remains of its treatment.
    fn within(&self, total: VatTotal) -> VatTotal {
        let Some(left) = self.vat.iter().find(|left| left.treatment == total.treatment) else { return total };
        match self.invoice.basis {
            PriceBasis::Net => {
                let last = total.base_cents == left.base_cents;
                let vat_cents = if last { left.vat_cents } else { total.vat_cents.min(left.vat_cents) };
                VatTotal { vat_cents, ..total }
            }
            PriceBasis::Gross => {
                let gross_cents = total.base_cents + total.vat_cents;
                // What would be left of the VAT may not exceed what is left of the price that has it within.
                let rest_cents = left.base_cents + left.vat_cents - gross_cents;
                let least = (left.vat_cents - rest_cents).max(Money::ZERO);
                let vat_cents = total.vat_cents.max(least).min(left.vat_cents);
                VatTotal { base_cents: gross_cents - vat_cents, vat_cents, ..total }
            }
        }
    }
}

/// That many of so many parts of an amount, rounded half up.
fn part_of(amount_cents: Money, count: i64, of: i64) -> Money {
    let product = i128::from(amount_cents.cents()) * i128::from(count);
    let rounded = (2 * product + i128::from(of)) / (2 * i128::from(of.max(1)));
    i64::try_from(rounded).map_or(amount_cents, Money::from_cents)
}
