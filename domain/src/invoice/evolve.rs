use super::state::LineLeft;
use super::{CreditedLine, Invoice, InvoiceAccount, InvoiceEvent, Issued, Paid, VatTotal};
use crate::units::Money;

impl InvoiceAccount {
    /// Takes one event in.
    pub(super) fn take(&mut self, event: &InvoiceEvent) {
        match (self, event) {
            (this, InvoiceEvent::InvoiceIssued { invoice, .. }) => {
                *this = Self::Issued(Box::new(Issued::new(invoice)));
            }
            (Self::Issued(issued), event) => issued.take(event),
            (this, InvoiceEvent::InvoiceDrafted { draft }) => *this = Self::Drafted(draft.clone()),
            (this, InvoiceEvent::InvoiceDraftDiscarded { .. }) => *this = Self::Discarded,
            (Self::Unknown | Self::Drafted(_) | Self::Discarded, _) => {}
        }
    }
}

impl Issued {
    fn new(invoice: &Invoice) -> Self {
        let left = |line: &super::InvoiceLine| {
            (line.position, LineLeft { count: line.count, amount_cents: line.amount_cents })
        };
        Self {
            lines: invoice.lines.iter().map(left).collect(),
            vat: invoice.totals.vat.clone(),
            invoice: invoice.clone(),
            credited_cents: Money::ZERO,
            replaced_by: None,
            payments: std::collections::BTreeMap::new(),
        }
    }

    fn take(&mut self, event: &InvoiceEvent) {
        match event {
            InvoiceEvent::InvoiceDrafted { .. }
            | InvoiceEvent::InvoiceDraftDiscarded { .. }
            | InvoiceEvent::InvoiceIssued { .. } => {}
            InvoiceEvent::InvoiceCredited { lines, vat, gross_cents, .. } => {
                self.take_off(lines, vat);
                self.credited_cents += *gross_cents;
            }
            InvoiceEvent::InvoiceReplaced { number, .. } => self.replaced_by = Some(*number),
            InvoiceEvent::PaymentRecorded { payment, amount_cents, means, reference, occurred_on } => {
                let paid = Paid {
                    amount_cents: *amount_cents,
                    means: *means,
                    reference: reference.clone(),
                    on: *occurred_on,
                    reversed: false,
                };
                self.payments.insert(*payment, paid);
            }
            InvoiceEvent::PaymentRefunded { payment, amount_cents, means, reference, occurred_on } => {
                let paid = Paid {
                    amount_cents: -*amount_cents,
                    means: *means,
                    reference: reference.clone(),
                    on: *occurred_on,
                    reversed: false,
                };
                self.payments.insert(*payment, paid);
            }
            InvoiceEvent::PaymentReversed { payment, .. } => {
                if let Some(paid) = self.payments.get_mut(payment) {
                    paid.reversed = true;
                }
            }
        }
    }

    fn take_off(&mut self, lines: &[CreditedLine], vat: &[VatTotal]) {
        for credited in lines {
            if let Some(left) = self.lines.get_mut(&credited.line) {
                left.count -= credited.count;
                left.amount_cents -= credited.amount_cents;
            }
        }
        for total in vat {
            if let Some(left) = self.vat.iter_mut().find(|left| left.treatment == total.treatment) {
                left.base_cents -= total.base_cents;
                left.vat_cents -= total.vat_cents;
            }
        }
    }
}
