use domain::decider::{Refusal, Stream};
use domain::invoice::{
    self, Charge, CreditLine, InvoiceAccount, InvoiceCommand, InvoiceDraft, InvoiceRefusal, Issuing,
    PriceBasis, SavedDraft, Series,
};
use domain::order::{Order, OrderRefusal};
use domain::units::{Date, InvoiceId, OrderId};
use journal::{Operation, Unit, UnitError};
use serde::Serialize;

use super::buying::{Sold, Standing};
use super::{Buying, lines};

/// An invoice that is to be issued, besides what left for an order.
#[derive(Debug, Serialize)]
pub struct NewInvoice {
    /// The invoice to be.
    pub id: InvoiceId,
    /// The series of its number.
    pub series: Series,
    /// What is charged besides.
    pub charges: Vec<Charge>,
    /// The basis of the charges where there is no order.
    pub basis: PriceBasis,
    /// Who buys and on what terms.
    pub buying: Buying,
    /// The day of issue.
    pub on: Date,
}

/// Issues an invoice: of all that left for an order and is not invoiced, of charges, or of both.
#[derive(Debug, Serialize)]
pub struct IssueInvoice {
    /// The order.
    pub order: Option<OrderId>,
    /// The invoice.
    pub invoice: NewInvoice,
    /// The draft that it is issued from, as it was read.
    pub draft: Option<SavedDraft>,
}

/// Writes down what an invoice is to charge, at first or anew.
#[derive(Debug, Serialize)]
pub struct SaveInvoiceDraft {
    /// The invoice to be.
    pub invoice: InvoiceId,
    /// Nothing was written down of it before.
    pub is_new: bool,
    /// What it is to charge.
    pub draft: SavedDraft,
}

/// Gives a draft up.
#[derive(Debug, Serialize)]
pub struct DiscardInvoiceDraft {
    /// The draft.
    pub invoice: InvoiceId,
    /// Why.
    pub reason: String,
}

/// Lets a corrective invoice stand in the place of another. Of an order's invoice it charges the same dispatches.
#[derive(Debug, Serialize)]
pub struct ReplaceInvoice {
    /// The invoice that is replaced.
    pub original: InvoiceId,
    /// Why.
    pub reason: String,
    /// The corrective invoice.
    pub by: NewInvoice,
}

/// Takes an invoice back, or lines of it, with a credit note.
#[derive(Debug, Serialize)]
pub struct CreditInvoice {
    /// The credit note to be.
    pub note: InvoiceId,
    /// The series of its number.
    pub series: Series,
    /// The invoice.
    pub original: InvoiceId,
    /// What is taken back; nothing told is all that remains.
    pub lines: Option<Vec<CreditLine>>,
    /// Why.
    pub reason: String,
    /// The day of issue.
    pub on: Date,
}

impl NewInvoice {
    fn at(&self, unit: &Unit) -> Issuing {
        Issuing { estate: unit.estate(), invoice: self.id, series: self.series, on: self.on }
    }

    /// The draft, of what no invoice charges or of what that one does.
    async fn draft(
        &self,
        unit: &mut Unit,
        order: Option<OrderId>,
        charged_by: Option<InvoiceId>,
    ) -> Result<InvoiceDraft, UnitError> {
        let standing = Standing::of(unit).await?;
        let by = (&self.buying, standing);
        let sold = match order {
            Some(order) => lines::sent(unit, order, by, |sent| sent.invoice == charged_by).await?,
            None => Sold {
                order: None,
                supplied_on: self.on,
                basis: self.basis,
                destination: None,
                lines: Vec::new(),
                carriage: None,
            },
        };
        Ok(self.buying.draft(standing, sold, &self.charges))
    }
}

impl Operation for IssueInvoice {
    const NAME: &'static str = "issue_invoice";
    type Answer = ();

    async fn run(&self, unit: &mut Unit) -> Result<(), UnitError> {
        let at = self.invoice.at(unit);
        let order = self.order.map(|order| Stream::of::<Order>(order.uuid()));
        unit.load(&invoice::streams(&at).into_iter().chain(order).collect::<Vec<_>>()).await?;
        if let Some(draft) = &self.draft {
            let as_drafted = InvoiceCommand::AsDrafted { draft: Box::new(draft.clone()) };
            unit.execute::<InvoiceAccount>(at.invoice.uuid(), as_drafted).await?;
        }
        let draft = self.invoice.draft(unit, self.order, None).await?;
        invoice::issue(unit, at, draft).await.map(drop)
    }
}

impl Operation for SaveInvoiceDraft {
    const NAME: &'static str = "save_invoice_draft";
    type Answer = ();

    async fn run(&self, unit: &mut Unit) -> Result<(), UnitError> {
        if let Some(order) = self.draft.order
            && unit.state::<Order>(order.uuid()).await?.placed().is_none()
        {
            return Err(UnitError::Refused(Refusal::from(OrderRefusal::NotFound)));
        }
        let known = unit.state::<InvoiceAccount>(self.invoice.uuid()).await?;
        if !self.is_new && matches!(*known, InvoiceAccount::Unknown) {
            return Err(UnitError::Refused(Refusal::from(InvoiceRefusal::NotFound)));
        }
        let command = InvoiceCommand::Save { draft: Box::new(self.draft.clone()) };
        unit.execute::<InvoiceAccount>(self.invoice.uuid(), command).await.map(drop)
    }
}

impl Operation for DiscardInvoiceDraft {
    const NAME: &'static str = "discard_invoice_draft";
    type Answer = ();

    async fn run(&self, unit: &mut Unit) -> Result<(), UnitError> {
        let command = InvoiceCommand::Discard { reason: self.reason.clone() };
        unit.execute::<InvoiceAccount>(self.invoice.uuid(), command).await.map(drop)
    }
}

impl Operation for ReplaceInvoice {
    const NAME: &'static str = "replace_invoice";
    type Answer = ();

    async fn run(&self, unit: &mut Unit) -> Result<(), UnitError> {
        let at = self.by.at(unit);
        let original = Stream::of::<InvoiceAccount>(self.original.uuid());
        unit.load(&invoice::streams(&at).into_iter().chain([original]).collect::<Vec<_>>()).await?;
        let account = unit.state::<InvoiceAccount>(self.original.uuid()).await?;
        let not_found = || UnitError::Refused(Refusal::from(InvoiceRefusal::NotFound));
        let order = account.issued().ok_or_else(not_found)?.invoice.order;
        let draft = self.by.draft(unit, order, Some(self.original)).await?;
        invoice::replace(unit, at, self.original, draft, &self.reason).await.map(drop)
    }
}

impl Operation for CreditInvoice {
    const NAME: &'static str = "credit_invoice";
    type Answer = ();

    async fn run(&self, unit: &mut Unit) -> Result<(), UnitError> {
        let estate = unit.estate();
        let at = Issuing { estate, invoice: self.note, series: self.series, on: self.on };
        let original = Stream::of::<InvoiceAccount>(self.original.uuid());
        unit.load(&invoice::streams(&at).into_iter().chain([original]).collect::<Vec<_>>()).await?;
        invoice::credit(unit, at, self.original, self.lines.clone(), &self.reason).await.map(drop)
    }
}
