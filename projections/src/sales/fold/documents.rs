use domain::invoice::{Invoice as Document, InvoiceEvent, balance};
use domain::units::{Date, InvoiceId, Money, PaymentId};

use super::revenue::{self, Count};
use crate::contract::{Fault, Word};
use crate::sales::{Draft, Invoice, Issued, Payment, SalesRows};

pub(super) fn want(rows: &mut SalesRows, invoice: InvoiceId, event: &InvoiceEvent) {
    rows.drafts.want((invoice,));
    match event {
        InvoiceEvent::InvoiceDrafted { .. } | InvoiceEvent::InvoiceDraftDiscarded { .. } => return,
        InvoiceEvent::InvoiceIssued { invoice: document, occurred_on } => {
            revenue::want(rows, document, *occurred_on);
            return;
        }
        _ => rows.invoices.want((invoice,)),
    }
    match event {
        InvoiceEvent::InvoiceReplaced { occurred_on, .. } => {
            rows.documents.want((invoice,));
            let document = rows.documents.loaded(&(invoice,)).map(|row| row.document.clone());
            if let Some(document) = document {
                revenue::want(rows, &document, *occurred_on);
            }
        }
        InvoiceEvent::PaymentReversed { payment, .. } => rows.payments.want((*payment,)),
        _ => {}
    }
}

pub(super) fn fold(
    rows: &mut SalesRows,
    id: InvoiceId,
    event: &InvoiceEvent,
    position: i64,
) -> Result<(), Fault> {
    match event {
        InvoiceEvent::InvoiceDrafted { draft } => {
            let draft = (**draft).clone();
            let new = || Draft { id, position, open: true, draft: draft.clone() };
            rows.drafts.edit_or((id,), new)?.draft.clone_from(&draft);
            Ok(())
        }
        InvoiceEvent::InvoiceDraftDiscarded { .. } => {
            rows.drafts.edit(&(id,))?.open = false;
            Ok(())
        }
        InvoiceEvent::InvoiceIssued { invoice, occurred_on } => {
            if rows.drafts.get(&(id,))?.is_some() {
                rows.drafts.edit(&(id,))?.open = false;
            }
            rows.invoices.put(issued(id, invoice, position));
            rows.documents.put(Issued { id, document: (**invoice).clone() });
            revenue::fold(rows, invoice, *occurred_on, Count::Issued)
        }
        InvoiceEvent::InvoiceCredited { gross_cents, .. } => {
            let row = rows.invoices.edit(&(id,))?;
            row.credited_cents += *gross_cents;
            settle(row);
            Ok(())
        }
        InvoiceEvent::InvoiceReplaced { number, occurred_on, .. } => {
            let row = rows.invoices.edit(&(id,))?;
            row.replaced_by = Some(number.to_string());
            settle(row);
            let document = rows.documents.edit(&(id,))?.document.clone();
            revenue::fold(rows, &document, *occurred_on, Count::Replaced)
        }
        InvoiceEvent::PaymentRecorded { payment, amount_cents, means, reference, occurred_on } => {
            let row =
                payment_of(id, *payment, *amount_cents, *means, reference.as_ref(), *occurred_on, position);
            pay(rows, row)
        }
        InvoiceEvent::PaymentRefunded { payment, amount_cents, means, reference, occurred_on } => {
            let back = -*amount_cents;
            pay(rows, payment_of(id, *payment, back, *means, reference.as_ref(), *occurred_on, position))
        }
        InvoiceEvent::PaymentReversed { payment, amount_cents, reason, occurred_on, .. } => {
            let row = rows.payments.edit(&(*payment,))?;
            row.reversed_on = Some(*occurred_on);
            row.reason = Some(reason.clone());
            let row = rows.invoices.edit(&(id,))?;
            row.paid_cents -= *amount_cents;
            settle(row);
            Ok(())
        }
    }
}

fn pay(rows: &mut SalesRows, payment: Payment) -> Result<(), Fault> {
    let row = rows.invoices.edit(&(payment.invoice_id,))?;
    row.paid_cents += payment.amount_cents;
    settle(row);
    rows.payments.put(payment);
    Ok(())
}

fn payment_of(
    invoice_id: InvoiceId,
    id: PaymentId,
    amount_cents: Money,
    means: domain::terms::PaymentMeans,
    reference: Option<&String>,
    paid_on: Date,
    position: i64,
) -> Payment {
    let (means, reference) = (Word(means), reference.cloned());
    Payment {
        id,
        position,
        invoice_id,
        amount_cents,
        means,
        reference,
        paid_on,
        reversed_on: None,
        reason: None,
    }
}

fn settle(row: &mut Invoice) {
    let unpaid_cents = row.gross_cents - row.prepaid_cents - row.credited_cents - row.paid_cents;
    row.balance_cents = balance(row.kind.0, row.replaced_by.is_none(), unpaid_cents);
}

fn issued(id: InvoiceId, document: &Document, position: i64) -> Invoice {
    let mut row = Invoice {
        id,
        position,
        number: document.number.to_string(),
        kind: Word(document.kind),
        issued_on: document.issued_on,
        supplied_on: document.supplied_on,
        due_on: document.terms.due_on,
        customer_id: document.buyer.party,
        buyer_kind: Word(document.buyer.kind),
        country: document.buyer.country,
        order_id: document.order,
        preceding_id: document.preceding.map(|preceding| preceding.invoice),
        replaced_by: None,
        bottles: document.bottles(),
        vat: document.totals.vat.clone(),
        net_cents: document.totals.net_cents,
        vat_cents: document.totals.vat_cents,
        gross_cents: document.totals.gross_cents,
        prepaid_cents: document.prepaid_cents,
        paid_cents: Money::ZERO,
        credited_cents: Money::ZERO,
        balance_cents: Money::ZERO,
    };
    settle(&mut row);
    row
}
