use super::{
    Credit, CreditLine, DraftRefusal, Invoice, InvoiceAccount, InvoiceCommand, InvoiceDraft, InvoiceKind,
    InvoiceNumber, InvoiceRefusal, Issued, Paying, Preceding, Series, SeriesYear, Terms, VatTotal, price,
};
use crate::decider::{Desk, Refusal, Stream};
use crate::invoice_book::{BookCommand, BookEvent, BookRefusal, InvoiceBook};
use crate::order::{Order, OrderCommand, OrderEvent};
use crate::policy::reason;
use crate::till::{Till, TillCommand};
use crate::units::{Date, DispatchId, EstateId, InvoiceBookId, InvoiceId, Money, OrderId, PaymentId, TillId};

/// Where and when a document is issued.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Issuing {
    /// The estate.
    pub estate: EstateId,
    /// The document to be.
    pub invoice: InvoiceId,
    /// The series of its number.
    pub series: Series,
    /// The day of issue.
    pub on: Date,
}

impl Issuing {
    fn of(&self) -> Result<SeriesYear, BookRefusal> {
        let year = u16::try_from(self.on.year());
        let year = year.map_err(|_| crate::policy::DateRefusal::OutOfCalendar { date: self.on })?;
        Ok(SeriesYear { series: self.series, year })
    }

    fn book(&self) -> Option<InvoiceBookId> {
        Some(InvoiceBookId::of(self.estate, &self.of().ok()?.to_string()))
    }
}

/// The streams that issuing reads or writes, so that all can be loaded at once.
pub fn streams(at: &Issuing) -> Vec<Stream> {
    let book = at.book().map(|book| Stream::of::<InvoiceBook>(book.uuid()));
    let till = till_of(at.estate, at.on).map(|till| Stream::of::<Till>(till.uuid()));
    [Stream::of::<InvoiceAccount>(at.invoice.uuid())].into_iter().chain(book).chain(till).collect()
}

/// The streams that a payment of that day reads or writes.
pub fn streams_of_payment(estate: EstateId, invoice: InvoiceId, on: Date) -> Vec<Stream> {
    let till = till_of(estate, on).map(|till| Stream::of::<Till>(till.uuid()));
    [Stream::of::<InvoiceAccount>(invoice.uuid())].into_iter().chain(till).collect()
}

/// Issues an invoice: it is priced, takes the next number of its series, and stands in the till of its day. Of an order it
/// charges every dispatch that no invoice charges yet.
pub async fn issue<D: Desk>(
    desk: &mut D,
    at: Issuing,
    mut draft: InvoiceDraft,
) -> Result<InvoiceNumber, D::Error> {
    fresh(desk, at.invoice).await?;
    draft.dispatches = charge(desk, draft.order, None, at).await?;
    let invoice = |number| drafted(at, draft, InvoiceKind::Invoice, number);
    let invoice = numbered(desk, at, InvoiceKind::Invoice, invoice).await?;
    let number = invoice.number;
    enter(desk, at, (at.invoice, number), invoice.totals.vat.clone()).await?;
    put(desk, at.invoice, invoice).await?;
    Ok(number)
}

/// Takes an invoice back, or some lines of it, with a credit note.
pub async fn credit<D: Desk>(
    desk: &mut D,
    at: Issuing,
    original: InvoiceId,
    lines: Option<Vec<CreditLine>>,
    why: &str,
) -> Result<InvoiceNumber, D::Error> {
    fresh(desk, at.invoice).await?;
    let why = reason(why).ok_or_else(|| Refusal::from(InvoiceRefusal::ReasonMissing))?;
    let account = desk.state::<InvoiceAccount>(original.uuid()).await?;
    let issued = account.issued().ok_or_else(|| Refusal::from(InvoiceRefusal::NotFound))?;
    let of = issued.credit(lines.as_deref()).map_err(Refusal::from)?;
    let note = |number| Ok(credit_note(at, (original, issued), of, why, number));
    let note = numbered(desk, at, InvoiceKind::CreditNote, note).await?;
    let number = note.number;
    let command = InvoiceCommand::Credit { by: at.invoice, number, lines, on: at.on };
    desk.execute::<InvoiceAccount>(original.uuid(), command).await?;
    let after = desk.state::<InvoiceAccount>(original.uuid()).await?;
    if after.issued().is_some_and(Issued::is_credited_whole) {
        free(desk, &issued.invoice, original, at.on).await?;
    }
    enter(desk, at, (at.invoice, number), taken_off(&note.totals.vat)).await?;
    put(desk, at.invoice, note).await?;
    Ok(number)
}

/// Lets a corrective invoice stand in the place of another; what was paid on that one is paid on this one.
pub async fn replace<D: Desk>(
    desk: &mut D,
    at: Issuing,
    original: InvoiceId,
    mut draft: InvoiceDraft,
    why: &str,
) -> Result<InvoiceNumber, D::Error> {
    fresh(desk, at.invoice).await?;
    let why = reason(why).ok_or_else(|| Refusal::from(InvoiceRefusal::ReasonMissing))?;
    let account = desk.state::<InvoiceAccount>(original.uuid()).await?;
    let issued = account.issued().ok_or_else(|| Refusal::from(InvoiceRefusal::NotFound))?;
    issued.replaceable().map_err(Refusal::from)?;
    let charged = charged_by(desk, issued.invoice.order, original).await?;
    free(desk, &issued.invoice, original, at.on).await?;
    draft.order = issued.invoice.order;
    draft.dispatches = charge(desk, draft.order, charged, at).await?;
    let corrective = |number| {
        let mut invoice = drafted(at, draft, InvoiceKind::Corrective, number)?;
        invoice.preceding = Some(preceding(original, issued));
        invoice.reason = Some(why);
        invoice.prepaid_cents = issued.invoice.prepaid_cents + issued.paid_cents();
        Ok(invoice)
    };
    let corrective = numbered(desk, at, InvoiceKind::Corrective, corrective).await?;
    let number = corrective.number;
    let command = InvoiceCommand::Replace { by: at.invoice, number, on: at.on };
    desk.execute::<InvoiceAccount>(original.uuid(), command).await?;
    let replaced = (original, issued.invoice.number);
    enter(desk, at, replaced, taken_off(&issued.invoice.totals.vat)).await?;
    enter(desk, at, (at.invoice, number), corrective.totals.vat.clone()).await?;
    put(desk, at.invoice, corrective).await?;
    Ok(number)
}

/// Records a payment. One that is recorded already answers so and writes nothing.
pub async fn pay<D: Desk>(
    desk: &mut D,
    estate: EstateId,
    invoice: InvoiceId,
    paying: Paying,
) -> Result<(), D::Error> {
    let command = InvoiceCommand::Pay(paying.clone());
    let events = desk.execute::<InvoiceAccount>(invoice.uuid(), command).await?;
    if events.is_empty() { Ok(()) } else { enter_payment(desk, estate, invoice, paying).await }
}

/// Records that money was given back.
pub async fn refund<D: Desk>(
    desk: &mut D,
    estate: EstateId,
    invoice: InvoiceId,
    paying: Paying,
) -> Result<(), D::Error> {
    let command = InvoiceCommand::Refund(paying.clone());
    let events = desk.execute::<InvoiceAccount>(invoice.uuid(), command).await?;
    if events.is_empty() {
        return Ok(());
    }
    let amount_cents = -paying.amount_cents;
    enter_payment(desk, estate, invoice, Paying { amount_cents, ..paying }).await
}

/// Takes out a payment or refund that was recorded in error.
pub async fn reverse_payment<D: Desk>(
    desk: &mut D,
    estate: EstateId,
    invoice: InvoiceId,
    payment: PaymentId,
    why: String,
    on: Date,
) -> Result<(), D::Error> {
    let command = InvoiceCommand::ReversePayment { payment, reason: why, on };
    let events = desk.execute::<InvoiceAccount>(invoice.uuid(), command).await?;
    for event in events {
        if let super::InvoiceEvent::PaymentReversed { amount_cents, means, .. } = event {
            let amount_cents = -amount_cents;
            let paying = Paying { payment, amount_cents, means, reference: None, on };
            enter_payment(desk, estate, invoice, paying).await?;
        }
    }
    Ok(())
}

/// The places of the dispatches that an invoice charges: what left since is for an invoice of its own.
async fn charged_by<D: Desk>(
    desk: &mut D,
    order: Option<OrderId>,
    invoice: InvoiceId,
) -> Result<Option<Vec<u32>>, D::Error> {
    let Some(order) = order else { return Ok(None) };
    let state = desk.state::<Order>(order.uuid()).await?;
    let sent = state.placed().into_iter().flat_map(|placed| (1..).zip(&placed.sent));
    Ok(Some(sent.filter(|(_, sent)| sent.invoice == Some(invoice)).map(|(place, _)| place).collect()))
}

/// Lets the invoice charge what left for the order and no invoice charges yet: those dispatches, or all.
async fn charge<D: Desk>(
    desk: &mut D,
    order: Option<OrderId>,
    dispatches: Option<Vec<u32>>,
    at: Issuing,
) -> Result<Vec<DispatchId>, D::Error> {
    let Some(order) = order else { return Ok(Vec::new()) };
    let command = OrderCommand::Invoice { invoice: at.invoice, dispatches, on: at.on };
    let events = desk.execute::<Order>(order.uuid(), command).await?;
    let places = events.into_iter().flat_map(|event| match event {
        OrderEvent::OrderInvoiced { dispatches, .. } => dispatches,
        _ => Vec::new(),
    });
    Ok(places.map(|place| DispatchId::of(order, place)).collect())
}

/// Lets what an invoice charged be invoiced anew.
async fn free<D: Desk>(desk: &mut D, of: &Invoice, invoice: InvoiceId, on: Date) -> Result<(), D::Error> {
    let Some(order) = of.order else { return Ok(()) };
    let command = OrderCommand::TakeInvoiceBack { invoice, on };
    desk.execute::<Order>(order.uuid(), command).await.map(drop)
}

/// Refuses an id that a document has already.
async fn fresh<D: Desk>(desk: &mut D, invoice: InvoiceId) -> Result<(), D::Error> {
    match &*desk.state::<InvoiceAccount>(invoice.uuid()).await? {
        InvoiceAccount::Issued(issued) => {
            Err(Refusal::from(InvoiceRefusal::AlreadyIssued { number: issued.invoice.number }).into())
        }
        InvoiceAccount::Discarded => Err(Refusal::from(InvoiceRefusal::DraftDiscarded).into()),
        InvoiceAccount::Unknown | InvoiceAccount::Drafted(_) => Ok(()),
    }
}

/// Takes the next number and makes the document with it.
async fn numbered<D: Desk>(
    desk: &mut D,
    at: Issuing,
    kind: InvoiceKind,
    make: impl FnOnce(InvoiceNumber) -> Result<Invoice, DraftRefusal> + Send,
) -> Result<Invoice, D::Error> {
    let of = at.of().map_err(Refusal::from)?;
    let book = InvoiceBookId::of(at.estate, &of.to_string());
    let take = BookCommand::TakeNumber { of, invoice: at.invoice, kind, on: at.on };
    let taken = desk.execute::<InvoiceBook>(book.uuid(), take).await?;
    let number = taken.into_iter().map(|BookEvent::NumberTaken { number, .. }| number).next();
    let number = number.ok_or_else(|| Refusal::from(BookRefusal::Full))?;
    Ok(make(number).map_err(Refusal::from)?)
}

async fn put<D: Desk>(desk: &mut D, id: InvoiceId, invoice: Invoice) -> Result<(), D::Error> {
    let command = InvoiceCommand::Issue { invoice: Box::new(invoice) };
    desk.execute::<InvoiceAccount>(id.uuid(), command).await.map(drop)
}

/// Enters what a document sums to in the till of the day, or what is taken off for it.
async fn enter<D: Desk>(
    desk: &mut D,
    at: Issuing,
    (document, number): (InvoiceId, InvoiceNumber),
    vat: Vec<VatTotal>,
) -> Result<(), D::Error> {
    let Some(till) = till_of(at.estate, at.on) else { return Ok(()) };
    let command = TillCommand::EnterSale { document, number, vat, on: at.on };
    desk.execute::<Till>(till.uuid(), command).await.map(drop)
}

async fn enter_payment<D: Desk>(
    desk: &mut D,
    estate: EstateId,
    document: InvoiceId,
    paying: Paying,
) -> Result<(), D::Error> {
    let Some(till) = till_of(estate, paying.on) else { return Ok(()) };
    let Paying { payment, amount_cents, means, on, .. } = paying;
    let command = TillCommand::EnterPayment { payment, document, means, amount_cents, on };
    desk.execute::<Till>(till.uuid(), command).await.map(drop)
}

/// The till of the day's year. Days out of the calendar were refused before.
fn till_of(estate: EstateId, on: Date) -> Option<TillId> {
    u16::try_from(on.year()).ok().map(|year| TillId::of(estate, year))
}

fn drafted(
    at: Issuing,
    draft: InvoiceDraft,
    kind: InvoiceKind,
    number: InvoiceNumber,
) -> Result<Invoice, DraftRefusal> {
    draft.check(at.on)?;
    let (lines, totals) = price(draft.lines, draft.basis)?;
    Ok(Invoice {
        kind,
        number,
        issued_on: at.on,
        supplied_on: draft.supplied_on,
        buyer: draft.buyer,
        order: draft.order,
        dispatches: draft.dispatches,
        buyer_reference: draft.buyer_reference,
        preceding: None,
        reason: None,
        basis: draft.basis,
        lines,
        totals,
        prepaid_cents: draft.prepaid_cents,
        terms: draft.terms,
        vat_on_debits: draft.vat_on_debits,
        destination: draft.destination,
        carriage: draft.carriage,
    })
}

fn credit_note(
    at: Issuing,
    (original, issued): (InvoiceId, &Issued),
    of: Credit,
    why: String,
    number: InvoiceNumber,
) -> Invoice {
    let invoice = &issued.invoice;
    Invoice {
        kind: InvoiceKind::CreditNote,
        number,
        issued_on: at.on,
        supplied_on: at.on,
        buyer: invoice.buyer.clone(),
        order: invoice.order,
        dispatches: Vec::new(),
        buyer_reference: invoice.buyer_reference.clone(),
        preceding: Some(preceding(original, issued)),
        reason: Some(why),
        basis: invoice.basis,
        lines: of.lines,
        totals: of.totals,
        prepaid_cents: Money::ZERO,
        terms: Terms { due_on: at.on, early_discount: None, late_penalty: None },
        vat_on_debits: invoice.vat_on_debits,
        destination: invoice.destination.clone(),
        carriage: None,
    }
}

fn preceding(original: InvoiceId, issued: &Issued) -> Preceding {
    let Invoice { number, issued_on, .. } = issued.invoice;
    Preceding { invoice: original, number, issued_on }
}

fn taken_off(vat: &[VatTotal]) -> Vec<VatTotal> {
    let negative = |total: &VatTotal| VatTotal {
        treatment: total.treatment,
        base_cents: -total.base_cents,
        vat_cents: -total.vat_cents,
    };
    vat.iter().map(negative).collect()
}
