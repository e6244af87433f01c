use domain::decider::Stream;
use domain::drm_period::DrmPeriod;
use domain::invoice::{self, Charge, InvoiceAccount, Issuing, Paying, Series};
use domain::order::{self, Order, OrderCommand, WishedLine};
use domain::terms::PaymentMeans;
use domain::units::{Date, DrmPeriodId, InvoiceId, Money, Month, OrderId, PaymentId};
use journal::{Operation, Unit, UnitError};
use serde::Serialize;

use super::buying::Standing;
use super::{Buying, lines};
use crate::operations::Wished;
use crate::operations::order::confirm;

/// Sells at the cellar in one step: the bottles leave, the invoice is issued, and it is paid.
#[derive(Debug, Serialize)]
pub struct CounterSale {
    /// The order to be.
    pub order: OrderId,
    /// The invoice to be.
    pub invoice: InvoiceId,
    /// The payment to be.
    pub payment: PaymentId,
    /// The series of its number.
    pub series: Series,
    /// What is sold, at prices with VAT.
    pub wished: Wished,
    /// What is charged besides.
    pub charges: Vec<Charge>,
    /// Who buys.
    pub buying: Buying,
    /// How it is paid; nothing where it is paid later.
    pub means: Option<PaymentMeans>,
    /// The day.
    pub on: Date,
}

impl Operation for CounterSale {
    const NAME: &'static str = "counter_sale";
    type Answer = ();

    async fn run(&self, unit: &mut Unit) -> Result<(), UnitError> {
        let (estate, on) = (unit.estate(), self.on);
        let at = Issuing { estate, invoice: self.invoice, series: self.series, on };
        let lines = self.wished.lines.iter().map(WishedLine::stream);
        let month = Month::of(on).map(|month| DrmPeriodId::of(estate, month));
        let month = month.map(|month| Stream::of::<DrmPeriod>(month.uuid()));
        let streams: Vec<Stream> = invoice::streams(&at).into_iter().chain(lines).chain(month).collect();
        unit.load(&streams).await?;

        let wish = self.wished.priced(unit, on).await?;
        unit.execute::<Order>(self.order.uuid(), OrderCommand::Place { wish, on }).await?;
        confirm(unit, self.order, Vec::new(), on).await?;
        order::dispatch(unit, estate, self.order, None, on).await?;
        let standing = Standing::of(unit).await?;
        let sold = lines::sent(unit, self.order, (&self.buying, standing), |_| true).await?;
        invoice::issue(unit, at, self.buying.draft(standing, sold, &self.charges)).await?;
        self.pay(unit).await
    }
}

impl CounterSale {
    async fn pay(&self, unit: &mut Unit) -> Result<(), UnitError> {
        let Some(means) = self.means else { return Ok(()) };
        let account = unit.state::<InvoiceAccount>(self.invoice.uuid()).await?;
        let due = account.issued().map_or(Money::ZERO, invoice::Issued::balance_cents);
        if due == Money::ZERO {
            return Ok(()); // what is given away is not paid
        }
        let paying = Paying { payment: self.payment, amount_cents: due, means, reference: None, on: self.on };
        let estate = unit.estate();
        invoice::pay(unit, estate, self.invoice, paying).await
    }
}
