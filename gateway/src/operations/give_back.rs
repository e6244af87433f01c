use domain::decider::{Refusal, Stream};
use domain::invoice::{self, CreditLine, CreditOf, InvoiceAccount, InvoiceRefusal, Issuing, Item, Series};
use domain::order::{self, GivenBack, LineCount};
use domain::units::{Date, InvoiceId, OrderId};
use journal::{Operation, Unit, UnitError};
use serde::Serialize;

use super::order::placed;

/// Takes bottles of a dispatch back, and what was charged for them where that is wanted: all in one.
#[derive(Debug, Serialize)]
pub struct ReturnOrder {
    /// The order.
    pub order: OrderId,
    /// What comes back.
    pub back: GivenBack,
    /// The credit note to be, where what was charged is credited.
    pub note: InvoiceId,
    /// The series of its number.
    pub series: Series,
    /// When.
    pub on: Date,
}

impl Operation for ReturnOrder {
    const NAME: &'static str = "return_order";
    type Answer = ();

    async fn run(&self, unit: &mut Unit) -> Result<(), UnitError> {
        let (estate, on) = (unit.estate(), self.on);
        let placed = placed(unit, self.order, on).await?;
        let GivenBack { dispatch, reason, credited, .. } = &self.back;
        let back = order::take_back(unit, estate, self.order, self.back.clone(), on).await?;
        let Some(sent) = placed.dispatch(*dispatch).filter(|_| *credited) else { return Ok(()) };
        let Some(original) = sent.invoice else { return Ok(()) };
        let at = Issuing { estate, invoice: self.note, series: self.series, on };
        let account = Stream::of::<InvoiceAccount>(original.uuid());
        unit.load(&invoice::streams(&at).into_iter().chain([account]).collect::<Vec<_>>()).await?;
        let lines = charged(unit, original, &back).await?;
        invoice::credit(unit, at, original, Some(lines), reason).await.map(drop)
    }
}

/// The lines of an invoice that charge those bottles: a lot stands on one of them.
async fn charged(
    unit: &mut Unit,
    invoice: InvoiceId,
    back: &[LineCount],
) -> Result<Vec<CreditLine>, UnitError> {
    let not_found = || UnitError::Refused(Refusal::from(InvoiceRefusal::NotFound));
    let account = unit.state::<InvoiceAccount>(invoice.uuid()).await?;
    let lines = &account.issued().ok_or_else(not_found)?.invoice.lines;
    let credited = lines.iter().filter_map(|line| {
        let Item::Bottles(bottles) = &line.item else { return None };
        let back = back.iter().find(|back| back.lot == bottles.lot)?;
        Some(CreditLine { line: line.position, of: CreditOf::Count(back.bottles) })
    });
    Ok(credited.collect())
}
