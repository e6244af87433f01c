use domain::invoice::{self, Paying};
use domain::till::{self, Closed};
use domain::units::{Date, InvoiceId, PaymentId};
use journal::{Operation, Unit, UnitError};
use serde::Serialize;

/// Records a payment.
#[derive(Debug, Serialize)]
pub struct RecordPayment {
    /// The invoice.
    pub invoice: InvoiceId,
    /// The payment.
    pub paying: Paying,
}

/// Records that money was given back.
#[derive(Debug, Serialize)]
pub struct RefundPayment {
    /// The invoice.
    pub invoice: InvoiceId,
    /// What was given back.
    pub paying: Paying,
}

/// Takes out a payment or refund that was recorded in error.
#[derive(Debug, Serialize)]
pub struct ReversePayment {
    /// The invoice.
    pub invoice: InvoiceId,
    /// The payment.
    pub payment: PaymentId,
    /// Why.
    pub reason: String,
    /// The day.
    pub on: Date,
}

/// Closes a day, month or year of the till for good.
#[derive(Debug, Serialize)]
pub struct CloseTill {
    /// Which.
    pub what: Closed,
}

impl Operation for RecordPayment {
    const NAME: &'static str = "record_payment";
    type Answer = ();

    async fn run(&self, unit: &mut Unit) -> Result<(), UnitError> {
        let estate = unit.estate();
        unit.load(&invoice::streams_of_payment(estate, self.invoice, self.paying.on)).await?;
        invoice::pay(unit, estate, self.invoice, self.paying.clone()).await
    }
}

impl Operation for RefundPayment {
    const NAME: &'static str = "refund_payment";
    type Answer = ();

    async fn run(&self, unit: &mut Unit) -> Result<(), UnitError> {
        let estate = unit.estate();
        unit.load(&invoice::streams_of_payment(estate, self.invoice, self.paying.on)).await?;
        invoice::refund(unit, estate, self.invoice, self.paying.clone()).await
    }
}

impl Operation for ReversePayment {
    const NAME: &'static str = "reverse_payment";
    type Answer = ();

    async fn run(&self, unit: &mut Unit) -> Result<(), UnitError> {
        let (estate, reason) = (unit.estate(), self.reason.clone());
        unit.load(&invoice::streams_of_payment(estate, self.invoice, self.on)).await?;
        invoice::reverse_payment(unit, estate, self.invoice, self.payment, reason, self.on).await
    }
}

impl Operation for CloseTill {
    const NAME: &'static str = "close_till";
    type Answer = ();

    async fn run(&self, unit: &mut Unit) -> Result<(), UnitError> {
        let estate = unit.estate();
        unit.load(&till::streams(estate, self.what)).await?;
        till::close(unit, estate, self.what).await
    }
}
