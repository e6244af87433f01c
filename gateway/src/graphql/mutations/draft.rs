use async_graphql::{Context, InputObject, Object, Result};
use domain::invoice::{PriceBasis, SavedDraft, Series};
use domain::units::{InvoiceId, OrderId, PartyId};
use uuid::Uuid;

use super::invoice::{InvoiceContentInput, InvoiceIssued, IssueInvoiceResult, NewOne, series};
use crate::graphql::context::fresh;
use crate::graphql::inputs::InvoiceTermsInput;
use crate::graphql::loaders::{invoice, invoice_draft, order};
use crate::graphql::outcome::{or_declined, payloads, refused, settle};
use crate::graphql::parties::known;
use crate::graphql::scalars::GqlDate;
use crate::graphql::types::InvoiceDraft;
use crate::operations::{DiscardInvoiceDraft, IssueInvoice, SaveInvoiceDraft};

payloads! {
    /// The answer to `saveInvoiceDraft`.
    SaveInvoiceDraftResult = InvoiceDraftSaved {
        /// The draft.
        draft: InvoiceDraft
    }
    /// The answer to `discardInvoiceDraft`.
    DiscardInvoiceDraftResult = InvoiceDraftDiscarded {
        /// The draft.
        draft: InvoiceDraft
    }
}

/// An invoice to be written down before it is issued; all that is said of it takes the place of what was said before.
#[derive(InputObject)]
pub struct SaveInvoiceDraftInput {
    /// Sent again with the same content, it answers as the first time and writes nothing.
    command_id: Option<Uuid>,
    /// The draft that is changed; a new one where it is not told.
    id: Option<Uuid>,
    /// The order: all that will have left for it and is not invoiced is charged to its customer.
    order_id: Option<Uuid>,
    /// What it charges besides, and what stands on it.
    #[graphql(flatten)]
    content: InvoiceContentInput,
}

/// A draft to be given up.
#[derive(InputObject)]
pub struct DiscardInvoiceDraftInput {
    /// Sent again with the same content, it answers as the first time and writes nothing.
    command_id: Option<Uuid>,
    /// The draft.
    id: Uuid,
    /// Why.
    reason: String,
}

/// A draft to be issued.
#[derive(InputObject)]
pub struct IssueInvoiceDraftInput {
    /// Sent again with the same content, it answers as the first time and writes nothing.
    command_id: Option<Uuid>,
    /// The draft.
    id: Uuid,
    /// The day of issue.
    issued_on: GqlDate,
}

/// Commands on invoices that are not issued yet.
#[derive(Default)]
pub struct DraftMutation;

#[Object]
impl DraftMutation {
    /// Writes down what an invoice is to charge. It takes no number, and may be changed and given up.
    async fn save_invoice_draft(
        &self,
        context: &Context<'_>,
        input: SaveInvoiceDraftInput,
    ) -> Result<SaveInvoiceDraftResult> {
        let fresh = fresh(context, input.command_id);
        let InvoiceContentInput { customer_id, charges, basis, series, terms } = input.content;
        let customer = customer_id.map(PartyId::new);
        or_declined!(known(context, customer, fresh).await?);
        let draft = SavedDraft {
            order: input.order_id.map(OrderId::new),
            customer,
            series: self::series(series, Series::INVOICES)?,
            basis: basis.map_or(PriceBasis::Net, Into::into),
            charges: charges.into_iter().map(Into::into).collect(),
            ..terms.unwrap_or_default().saved()
        };
        or_declined!(known(context, draft.carrying.carrier, fresh).await?);
        let id = InvoiceId::new(input.id.unwrap_or_else(|| fresh.id("invoice")));
        let operation = SaveInvoiceDraft { invoice: id, is_new: input.id.is_none(), draft };
        let done = settle!(context, fresh, operation);
        let draft = invoice_draft(context, id).await?;
        Ok(InvoiceDraftSaved { draft, position: done.position, replayed: done.replayed }.into())
    }

    /// Gives a draft up.
    async fn discard_invoice_draft(
        &self,
        context: &Context<'_>,
        input: DiscardInvoiceDraftInput,
    ) -> Result<DiscardInvoiceDraftResult> {
        let id = InvoiceId::new(input.id);
        let operation = DiscardInvoiceDraft { invoice: id, reason: input.reason };
        let done = settle!(context, fresh(context, input.command_id), operation);
        let draft = invoice_draft(context, id).await?;
        Ok(InvoiceDraftDiscarded { draft, position: done.position, replayed: done.replayed }.into())
    }

    /// Issues what is written down: it takes the next number of its series, and is never changed any more.
    async fn issue_invoice_draft(
        &self,
        context: &Context<'_>,
        input: IssueInvoiceDraftInput,
    ) -> Result<IssueInvoiceResult> {
        let fresh = fresh(context, input.command_id);
        let id = InvoiceId::new(input.id);
        let Some(InvoiceDraft(row)) = invoice_draft(context, id).await? else {
            let refusal = domain::invoice::InvoiceRefusal::NotFound;
            return Ok(refused(context, &refusal.into()).await?.into());
        };
        let draft = row.draft;
        let own = match draft.order {
            Some(id) => order(context, id).await?.and_then(|order| order.0.customer_id),
            None => None,
        };
        let new = NewOne {
            id,
            customer: draft.customer.or(own),
            charges: draft.charges.clone(),
            basis: draft.basis,
            series: draft.series,
            terms: InvoiceTermsInput::of(&draft),
            on: input.issued_on.0,
        };
        let invoice_to_be = or_declined!(new.invoice(context, fresh).await?);
        let operation = IssueInvoice { order: draft.order, invoice: invoice_to_be, draft: Some(draft) };
        let done = settle!(context, fresh, operation);
        let invoice = invoice(context, id).await?;
        Ok(InvoiceIssued { invoice, position: done.position, replayed: done.replayed }.into())
    }
}
