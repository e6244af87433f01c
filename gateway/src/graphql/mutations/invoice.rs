use async_graphql::{Context, InputObject, Object, Result};
use domain::invoice::{CreditLine, CreditOf, Paying, PriceBasis, Series};
use domain::till::Closed;
use domain::units::{InvoiceId, OrderId, PaymentId};
use uuid::Uuid;

use crate::graphql::context::fresh;
use crate::graphql::enums::{GqlPaymentMeans, GqlPriceBasis};
use crate::graphql::inputs::{ChargeInput, InvoiceTermsInput, buying, customer};
use crate::graphql::loaders::invoice;
use crate::graphql::outcome::{or_declined, payloads, settle};
use crate::graphql::scalars::{GqlDate, GqlMoney, GqlMonth};
use crate::graphql::types::Invoice;
use crate::graphql::unfit;
use crate::operations::{
    CloseTill, CreditInvoice, IssueInvoice, RecordPayment, RefundPayment, ReplaceInvoice, ReversePayment,
};

payloads! {
    /// The answer to `issueInvoice`.
    IssueInvoiceResult = InvoiceIssued {
        /// The invoice.
        invoice: Invoice
    }
    /// The answer to `creditInvoice`.
    CreditInvoiceResult = InvoiceCredited {
        /// The credit note.
        invoice: Invoice
    }
    /// The answer to `replaceInvoice`.
    ReplaceInvoiceResult = InvoiceReplaced {
        /// The corrective invoice.
        invoice: Invoice
    }
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

/// An invoice to be issued.
#[derive(InputObject)]
pub struct IssueInvoiceInput {
    /// Sent again with the same content, it answers as the first time and writes nothing.
    command_id: Option<Uuid>,
    /// The order: all that left for it and is not invoiced is charged to its customer.
    order_id: Option<Uuid>,
    /// The customer, where there is no order, or where the order has none.
    customer_id: Option<Uuid>,
    /// What is charged besides.
    #[graphql(default, validator(max_items = 200))]
    charges: Vec<ChargeInput>,
    /// Whether charges are without VAT or with, where there is no order; without where it is not told.
    basis: Option<GqlPriceBasis>,
    /// The letters of the number; `FA` where they are not told.
    series: Option<String>,
    /// What else stands on it.
    terms: Option<InvoiceTermsInput>,
    /// The day of issue.
    issued_on: GqlDate,
}

/// A corrective invoice to be issued.
#[derive(InputObject)]
pub struct ReplaceInvoiceInput {
    /// Sent again with the same content, it answers as the first time and writes nothing.
    command_id: Option<Uuid>,
    /// The invoice that is replaced; of an order's the corrective one charges the same dispatches.
    id: Uuid,
    /// Why, as it is printed.
    reason: String,
    /// The customer, where it is another one.
    customer_id: Option<Uuid>,
    /// What is charged besides.
    #[graphql(default, validator(max_items = 200))]
    charges: Vec<ChargeInput>,
    /// Whether charges are without VAT or with, where there is no order; without where it is not told.
    basis: Option<GqlPriceBasis>,
    /// The letters of the number; `FA` where they are not told.
    series: Option<String>,
    /// What else stands on it.
    terms: Option<InvoiceTermsInput>,
    /// The day of issue.
    issued_on: GqlDate,
}

/// A credit note to be issued.
#[derive(InputObject)]
pub struct CreditInvoiceInput {
    /// Sent again with the same content, it answers as the first time and writes nothing.
    command_id: Option<Uuid>,
    /// The invoice.
    id: Uuid,
    /// What is taken back; all that remains where it is not told.
    #[graphql(validator(min_items = 1, max_items = 1000))]
    lines: Option<Vec<CreditLineInput>>,
    /// Why, as it is printed.
    reason: String,
    /// The letters of the number; `AV` where they are not told.
    series: Option<String>,
    /// The day of issue.
    issued_on: GqlDate,
}

/// What is taken back of a line: pieces, or an amount off their price.
#[derive(InputObject)]
pub struct CreditLineInput {
    /// The place of the line on the invoice.
    line: u16,
    /// That many pieces.
    count: Option<i64>,
    /// An amount off their price, in the basis of the document.
    amount: Option<GqlMoney>,
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

/// The series of these letters, or the one that is meant where nothing is told.
pub(super) fn series(letters: Option<String>, meant: Series) -> Result<Series> {
    let bad = || unfit("series: one to four capital letters");
    letters.map_or(Ok(meant), |letters| Series::parse(&letters).ok_or_else(bad))
}

impl CreditLineInput {
    fn into_domain(self) -> Result<CreditLine> {
        let of = match (self.count, self.amount) {
            (Some(count), None) => CreditOf::Count(count),
            (None, Some(amount)) => CreditOf::Amount(amount.0),
            _ => return Err(unfit("lines: either count or amount")),
        };
        Ok(CreditLine { line: self.line, of })
    }
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

impl IssueInvoiceInput {
    /// The operation; of an order without a customer told, for the order's own.
    async fn operation(
        self,
        context: &Context<'_>,
        fresh: crate::operations::Fresh,
    ) -> Result<std::result::Result<IssueInvoice, crate::graphql::outcome::Declined>> {
        let order = self.order_id.map(OrderId::new);
        let own = match order {
            Some(order) => {
                crate::graphql::loaders::order(context, order).await?.and_then(|it| it.0.customer_id)
            }
            None => None,
        };
        let (on, series) = (self.issued_on.0, series(self.series, Series::INVOICES)?);
        let buyer = customer(self.customer_id).or(own);
        let terms = self.terms.unwrap_or_default();
        let operation = |buying| IssueInvoice {
            invoice: InvoiceId::new(fresh.id("invoice")),
            series,
            order,
            charges: self.charges.into_iter().map(Into::into).collect(),
            basis: self.basis.map_or(PriceBasis::Net, Into::into),
            buying,
            on,
        };
        Ok(buying(context, buyer, terms, fresh, on).await?.map(operation))
    }
}

impl PaymentInput {
    fn paying(&self, fresh: crate::operations::Fresh) -> Paying {
        Paying {
            payment: PaymentId::new(fresh.id("payment")),
            amount_cents: self.amount.0,
            means: self.means.into(),
            reference: self.reference.clone(),
            on: self.occurred_on.0,
        }
    }
}

/// Commands on invoices and payments.
#[derive(Default)]
pub struct InvoiceMutation;

#[Object]
impl InvoiceMutation {
    /// Issues an invoice: it takes the next number of its series, and is never changed.
    async fn issue_invoice(
        &self,
        context: &Context<'_>,
        input: IssueInvoiceInput,
    ) -> Result<IssueInvoiceResult> {
        let fresh = fresh(context, input.command_id);
        let operation = or_declined!(input.operation(context, fresh).await?);
        let id = operation.invoice;
        let done = settle!(context, fresh, operation);
        let invoice = invoice(context, id).await?;
        Ok(InvoiceIssued { invoice, position: done.position, replayed: done.replayed }.into())
    }

    /// Lets a corrective invoice stand in the place of another; what was paid on that one is paid on this one.
    async fn replace_invoice(
        &self,
        context: &Context<'_>,
        input: ReplaceInvoiceInput,
    ) -> Result<ReplaceInvoiceResult> {
        let fresh = fresh(context, input.command_id);
        let original = InvoiceId::new(input.id);
        let own = invoice(context, original).await?.and_then(|it| it.0.customer_id);
        let (on, series) = (input.issued_on.0, series(input.series, Series::INVOICES)?);
        let (buyer, terms) = (customer(input.customer_id).or(own), input.terms.unwrap_or_default());
        let buying = or_declined!(buying(context, buyer, terms, fresh, on).await?);
        let by = IssueInvoice {
            invoice: InvoiceId::new(fresh.id("invoice")),
            series,
            order: None,
            charges: input.charges.into_iter().map(Into::into).collect(),
            basis: input.basis.map_or(PriceBasis::Net, Into::into),
            buying,
            on,
        };
        let id = by.invoice;
        let operation = ReplaceInvoice { original, reason: input.reason, by };
        let done = settle!(context, fresh, operation);
        let invoice = invoice(context, id).await?;
        Ok(InvoiceReplaced { invoice, position: done.position, replayed: done.replayed }.into())
    }

    /// Takes an invoice back, or lines of it, with a credit note.
    async fn credit_invoice(
        &self,
        context: &Context<'_>,
        input: CreditInvoiceInput,
    ) -> Result<CreditInvoiceResult> {
        let fresh = fresh(context, input.command_id);
        let note = InvoiceId::new(fresh.id("credit note"));
        let lines = input.lines.map(|lines| lines.into_iter().map(CreditLineInput::into_domain).collect());
        let operation = CreditInvoice {
            note,
            series: series(input.series, Series::CREDIT_NOTES)?,
            original: InvoiceId::new(input.id),
            lines: lines.transpose()?,
            reason: input.reason,
            on: input.issued_on.0,
        };
        let done = settle!(context, fresh, operation);
        let invoice = invoice(context, note).await?;
        Ok(InvoiceCredited { invoice, position: done.position, replayed: done.replayed }.into())
    }

    /// Records a payment.
    async fn record_payment(
        &self,
        context: &Context<'_>,
        input: PaymentInput,
    ) -> Result<RecordPaymentResult> {
        let fresh = fresh(context, input.command_id);
        let id = InvoiceId::new(input.invoice_id);
        let operation = RecordPayment { invoice: id, paying: input.paying(fresh) };
        let done = settle!(context, fresh, operation);
        let invoice = invoice(context, id).await?;
        Ok(PaymentRecorded { invoice, position: done.position, replayed: done.replayed }.into())
    }

    /// Records that money was given back: never more than was paid beyond what is due.
    async fn refund_payment(
        &self,
        context: &Context<'_>,
        input: PaymentInput,
    ) -> Result<RefundPaymentResult> {
        let fresh = fresh(context, input.command_id);
        let id = InvoiceId::new(input.invoice_id);
        let operation = RefundPayment { invoice: id, paying: input.paying(fresh) };
        let done = settle!(context, fresh, operation);
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
