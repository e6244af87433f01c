use async_graphql::{Context, InputObject, Object, Result};
use domain::invoice::Paying;
use domain::till::Closed;
use domain::units::{InvoiceId, PaymentId};
use uuid::Uuid;

use crate::graphql::context::fresh;
use crate::graphql::enums::GqlPaymentMeans;
use crate::graphql::loaders::invoice;
use crate::graphql::outcome::{payloads, settle};
use crate::graphql::scalars::{GqlDate, GqlMoney, GqlMonth};
use crate::graphql::types::Invoice;
use crate::graphql::unfit;
use crate::operations::{CloseTill, Fresh, RecordPayment, RefundPayment, ReversePayment};

payloads! {
    /// The answer to `recordPayment`.
    RecordPaymentResult = PaymentRecorded {
        /// The invoice.
        invoice: Invoice
    }
    /// The answer to `refundPayment`.
    RefundPaymentResult = PaymentRefunded {
        /// The invoice.
        invoice: Invoice
    }
    /// The answer to `reversePayment`.
    ReversePaymentResult = PaymentReversed {
        /// The invoice.
        invoice: Invoice
    }
    /// The answer to `closeTill`.
    CloseTillResult = TillClosed {
        /// The last day that is closed.
        closed_on: GqlDate
    }
}

/// Money that changes hands.
#[derive(InputObject)]
pub struct PaymentInput {
    /// Sent again with the same content, it answers as the first time and writes nothing.
    command_id: Option<Uuid>,
    /// The invoice.
    invoice_id: Uuid,
    /// How much, above zero.
    amount: GqlMoney,
    /// How.
    means: GqlPaymentMeans,
    /// The number of the cheque, the text of the transfer.
    reference: Option<String>,
    /// The day.
    occurred_on: GqlDate,
}

/// A payment to be taken out.
#[derive(InputObject)]
pub struct ReversePaymentInput {
    /// Sent again with the same content, it answers as the first time and writes nothing.
    command_id: Option<Uuid>,
    /// The invoice.
    invoice_id: Uuid,
    /// The payment.
    payment_id: Uuid,
    /// Why.
    reason: String,
    /// The day.
    occurred_on: GqlDate,
}

/// What of the till is to be closed for good: one of day, month and year.
#[derive(InputObject)]
pub struct CloseTillInput {
    /// Sent again with the same content, it answers as the first time and writes nothing.
    command_id: Option<Uuid>,
    /// A day, and all before it in its year.
    day: Option<GqlDate>,
    /// A month, and all before its end in its year.
    month: Option<GqlMonth>,
    /// A year.
    year: Option<u16>,
}

impl CloseTillInput {
    fn what(&self) -> Result<Closed> {
        match (self.day, self.month, self.year) {
            (Some(day), None, None) => Ok(Closed::Day(day.0)),
            (None, Some(month), None) => Ok(Closed::Month(month.0)),
            (None, None, Some(year)) => Ok(Closed::Year(year)),
            _ => Err(unfit("one of day, month and year")),
        }
    }
}

impl PaymentInput {
    /// The command's ids, the invoice, and what changes hands.
    fn told(self, context: &Context<'_>) -> (Fresh, InvoiceId, Paying) {
        let fresh = fresh(context, self.command_id);
        let paying = Paying {
            payment: PaymentId::new(fresh.id("payment")),
            amount_cents: self.amount.0,
            means: self.means.into(),
            reference: self.reference,
            on: self.occurred_on.0,
        };
        (fresh, InvoiceId::new(self.invoice_id), paying)
    }
}

/// Commands on payments and the till.
#[derive(Default)]
pub struct PaymentMutation;

#[Object]
impl PaymentMutation {
    /// Records a payment.
    async fn record_payment(
        &self,
        context: &Context<'_>,
        input: PaymentInput,
    ) -> Result<RecordPaymentResult> {
        let (fresh, id, paying) = input.told(context);
        let done = settle!(context, fresh, RecordPayment { invoice: id, paying });
        let invoice = invoice(context, id).await?;
        Ok(PaymentRecorded { invoice, position: done.position, replayed: done.replayed }.into())
    }

    /// Records that money was given back: never more than was paid beyond what is due.
    async fn refund_payment(
        &self,
        context: &Context<'_>,
        input: PaymentInput,
    ) -> Result<RefundPaymentResult> {
        let (fresh, id, paying) = input.told(context);
        let done = settle!(context, fresh, RefundPayment { invoice: id, paying });
        let invoice = invoice(context, id).await?;
        Ok(PaymentRefunded { invoice, position: done.position, replayed: done.replayed }.into())
    }

    /// Takes out a payment or refund that was recorded in error.
    async fn reverse_payment(
        &self,
        context: &Context<'_>,
        input: ReversePaymentInput,
    ) -> Result<ReversePaymentResult> {
        let fresh = fresh(context, input.command_id);
        let id = InvoiceId::new(input.invoice_id);
        let operation = ReversePayment {
            invoice: id,
            payment: PaymentId::new(input.payment_id),
            reason: input.reason,
            on: input.occurred_on.0,
        };
        let done = settle!(context, fresh, operation);
        let invoice = invoice(context, id).await?;
        Ok(PaymentReversed { invoice, position: done.position, replayed: done.replayed }.into())
    }

    /// Closes a day, month or year of the till for good: nothing is dated in it any more.
    async fn close_till(&self, context: &Context<'_>, input: CloseTillInput) -> Result<CloseTillResult> {
        let what = input.what()?;
        let operation = CloseTill { what };
        let done = settle!(context, fresh(context, input.command_id), operation);
        let closed_on = what.last_day().map(Into::into);
        Ok(TillClosed { closed_on, position: done.position, replayed: done.replayed }.into())
    }
}
