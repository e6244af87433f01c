use async_graphql::{Context, InputObject, Object, Result};
use domain::invoice::{Charge, CreditLine, CreditOf, PriceBasis, Series};
use domain::units::{Date, InvoiceId, OrderId, PartyId};
use uuid::Uuid;

use crate::graphql::context::fresh;
use crate::graphql::enums::GqlPriceBasis;
use crate::graphql::inputs::{ChargeInput, InvoiceTermsInput, buying};
use crate::graphql::loaders::{invoice, order};
use crate::graphql::outcome::{Declined, or_declined, payloads, settle};
use crate::graphql::scalars::{GqlDate, GqlMoney};
use crate::graphql::types::Invoice;
use crate::graphql::unfit;
use crate::operations::{CreditInvoice, Fresh, IssueInvoice, NewInvoice, ReplaceInvoice};

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
}

/// What an invoice charges besides what left for its order, and what stands on it.
#[derive(InputObject)]
pub struct InvoiceContentInput {
    /// The customer; that of the order, or of the invoice that is replaced, where it is not told.
    pub(super) customer_id: Option<Uuid>,
    /// What is charged besides.
    #[graphql(default, validator(max_items = 200))]
    pub(super) charges: Vec<ChargeInput>,
    /// Whether charges are without VAT or with, where there is no order; without where it is not told.
    pub(super) basis: Option<GqlPriceBasis>,
    /// The letters of the number; `FA` where they are not told.
    pub(super) series: Option<String>,
    /// What else stands on it.
    pub(super) terms: Option<InvoiceTermsInput>,
}

/// An invoice to be issued.
#[derive(InputObject)]
pub struct IssueInvoiceInput {
    /// Sent again with the same content, it answers as the first time and writes nothing.
    command_id: Option<Uuid>,
    /// The order: all that left for it and is not invoiced is charged to its customer.
    order_id: Option<Uuid>,
    /// What it charges besides, and what stands on it.
    #[graphql(flatten)]
    content: InvoiceContentInput,
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
    /// What it charges besides, and what stands on it.
    #[graphql(flatten)]
    content: InvoiceContentInput,
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

/// An invoice as a person told it, whether it is a new one, was written down before, or stands in the place of another.
pub(super) struct NewOne {
    pub(super) id: InvoiceId,
    pub(super) customer: Option<PartyId>,
    pub(super) charges: Vec<Charge>,
    pub(super) basis: PriceBasis,
    pub(super) series: Series,
    pub(super) terms: InvoiceTermsInput,
    pub(super) on: Date,
}

impl InvoiceContentInput {
    /// The invoice that it tells, for that customer where nobody else is told.
    fn into_new(self, fresh: Fresh, own: Option<PartyId>, on: Date) -> Result<NewOne> {
        Ok(NewOne {
            id: InvoiceId::new(fresh.id("invoice")),
            customer: self.customer_id.map(PartyId::new).or(own),
            charges: self.charges.into_iter().map(Into::into).collect(),
            basis: self.basis.map_or(PriceBasis::Net, Into::into),
            series: series(self.series, Series::INVOICES)?,
            terms: self.terms.unwrap_or_default(),
            on,
        })
    }
}

impl NewOne {
    pub(super) async fn invoice(
        self,
        context: &Context<'_>,
        fresh: Fresh,
    ) -> Result<std::result::Result<NewInvoice, Declined>> {
        let Self { id, customer, charges, basis, series, terms, on } = self;
        let buying = buying(context, customer, terms, fresh, on).await?;
        Ok(buying.map(|buying| NewInvoice { id, series, charges, basis, buying, on }))
    }
}

/// Commands on invoices.
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
        let IssueInvoiceInput { order_id, content, issued_on, .. } = input;
        let order_id = order_id.map(OrderId::new);
        let own = match order_id {
            Some(id) => order(context, id).await?.and_then(|order| order.0.customer_id),
            None => None,
        };
        let new = content.into_new(fresh, own, issued_on.0)?;
        let invoice_to_be = or_declined!(new.invoice(context, fresh).await?);
        let operation = IssueInvoice { order: order_id, invoice: invoice_to_be, draft: None };
        let id = operation.invoice.id;
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
        let ReplaceInvoiceInput { content, issued_on, .. } = input;
        let original = InvoiceId::new(input.id);
        let own = invoice(context, original).await?.and_then(|invoice| invoice.0.customer_id);
        let new = content.into_new(fresh, own, issued_on.0)?;
        let by = or_declined!(new.invoice(context, fresh).await?);
        let id = by.id;
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
}
