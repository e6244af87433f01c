use domain::bottle_lot::BottleLot;
use domain::decider::Stream;
use domain::drm_period::DrmPeriod;
use domain::invoice::{self, InvoiceAccount, Issuing, Paying, PriceBasis, Series};
use domain::order::{self, Order, OrderCommand, OrderLine};
use domain::terms::{PaymentMeans, SaleDestination};
use domain::units::{Date, DrmPeriodId, InvoiceId, Money, Month, OrderId, PaymentId};
use journal::{Operation, Unit, UnitError};
use serde::Serialize;

use super::{Buying, Charge, lines};

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
    /// Where the bottles go.
    pub destination: SaleDestination,
    /// What is sold, at prices with VAT.
    pub lines: Vec<OrderLine>,
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
        let lots = self.lines.iter().map(|line| Stream::of::<BottleLot>(line.lot.uuid()));
        let month = Month::of(on).map(|month| DrmPeriodId::of(estate, month));
        let month = month.map(|month| Stream::of::<DrmPeriod>(month.uuid()));
        let streams: Vec<Stream> = invoice::streams(&at).into_iter().chain(lots).chain(month).collect();
        unit.load(&streams).await?;

        let place = OrderCommand::Place {
            customer: self.buying.buyer.party,
            destination: self.destination.clone(),
            basis: PriceBasis::Gross,
            lines: self.lines.clone(),
            on,
        };
        unit.execute::<Order>(self.order.uuid(), place).await?;
        order::confirm(unit, self.order, on).await?;
        order::dispatch(unit, estate, self.order, None, on).await?;
        let sold = lines::sent(unit, self.order, &self.buying, |_| true).await?;
        invoice::issue(unit, at, self.buying.draft(sold, &self.charges)).await?;
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
