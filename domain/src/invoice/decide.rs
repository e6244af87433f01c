use super::{
    CreditLine, Invoice, InvoiceAccount, InvoiceCommand, InvoiceEvent, InvoiceKind, InvoiceNumber,
    InvoiceRefusal, Issued, Paid, Paying,
};
use crate::decider::{Context, Decider};
use crate::invoice::BuyerKind;
use crate::policy::{not_in_future, optional, reason};
use crate::terms::{Country, PaymentMeans};
use crate::units::{Date, InvoiceId, Money, PaymentId};

/// A hundred million euros: more is a slip of the keyboard.
const MAX_PAYMENT: Money = Money::from_cents(10_000_000_000);
/// What may be paid in cash to a professional by whoever lives in France or acts for a business (C. mon. fin., art. L. 112-6
/// and D. 112-3, 1°).
const CASH_LIMIT: Money = Money::from_cents(100_000);
/// The same for a private person who lives abroad (art. D. 112-3, 2°).
const CASH_LIMIT_ABROAD: Money = Money::from_cents(1_500_000);

type Decision = Result<Vec<InvoiceEvent>, InvoiceRefusal>;

impl Decider for InvoiceAccount {
    const TYPE: &'static str = "invoice";
    type Command = InvoiceCommand;
    type Event = InvoiceEvent;
    type Refusal = InvoiceRefusal;

    fn decide(&self, command: InvoiceCommand, context: &Context) -> Decision {
        match (self, command) {
            (Self::Unknown | Self::Drafted(_), InvoiceCommand::Issue { invoice }) => {
                let occurred_on = not_in_future(invoice.issued_on, context)?;
                prepaid(&invoice)?;
                Ok(vec![InvoiceEvent::InvoiceIssued { invoice, occurred_on }])
            }
            (Self::Unknown | Self::Drafted(_), InvoiceCommand::Save { draft }) => {
                let draft = Box::new(draft.accepted()?);
                if matches!(self, Self::Drafted(known) if *known == draft) {
                    return Ok(Vec::new());
                }
                Ok(vec![InvoiceEvent::InvoiceDrafted { draft }])
            }
            (Self::Drafted(known), InvoiceCommand::AsDrafted { draft }) => {
                if *known == draft {
                    Ok(Vec::new())
                } else {
                    Err(InvoiceRefusal::DraftChanged)
                }
            }
            (Self::Drafted(_), InvoiceCommand::Discard { reason: why }) => {
                let reason = reason(&why).ok_or(InvoiceRefusal::ReasonMissing)?;
                Ok(vec![InvoiceEvent::InvoiceDraftDiscarded { reason }])
            }
            (Self::Discarded, InvoiceCommand::Discard { .. }) => Ok(Vec::new()),
            (
                Self::Discarded,
                InvoiceCommand::Save { .. } | InvoiceCommand::AsDrafted { .. } | InvoiceCommand::Issue { .. },
            ) => Err(InvoiceRefusal::DraftDiscarded),
            (Self::Unknown | Self::Drafted(_) | Self::Discarded, _) => Err(InvoiceRefusal::NotFound),
            (Self::Issued(issued), command) => issued.decide(command, context),
        }
    }

    fn evolve(&mut self, event: &InvoiceEvent) {
        self.take(event);
    }
}

/// What was paid before is not more than what is charged; unless it was paid on the invoice that this one replaces: then the rest
/// can be given back.
fn prepaid(invoice: &Invoice) -> Result<(), InvoiceRefusal> {
    let gross_cents = invoice.totals.gross_cents;
    let beyond = invoice.prepaid_cents > gross_cents && invoice.kind != InvoiceKind::Corrective;
    if beyond || invoice.prepaid_cents < Money::ZERO {
        return Err(InvoiceRefusal::PrepaidInvalid { gross_cents });
    }
    Ok(())
}

impl Issued {
    fn decide(&self, command: InvoiceCommand, context: &Context) -> Decision {
        match command {
            InvoiceCommand::Issue { .. }
            | InvoiceCommand::Save { .. }
            | InvoiceCommand::AsDrafted { .. }
            | InvoiceCommand::Discard { .. } => {
                Err(InvoiceRefusal::AlreadyIssued { number: self.invoice.number })
            }
            InvoiceCommand::Credit { by, number, lines, on } => {
                let occurred_on = self.day(on, context)?;
                self.take_back(by, number, lines.as_deref(), occurred_on)
            }
            InvoiceCommand::Replace { by, number, on } => {
                let occurred_on = self.day(on, context)?;
                self.replaceable()?;
                Ok(vec![InvoiceEvent::InvoiceReplaced { by, number, occurred_on }])
            }
            InvoiceCommand::Pay(paying) => self.pay(paying, context),
            InvoiceCommand::Refund(paying) => self.refund(paying, context),
            InvoiceCommand::ReversePayment { payment, reason: why, on } => {
                let why = reason(&why).ok_or(InvoiceRefusal::ReasonMissing)?;
                self.reverse(payment, why, on, context)
            }
        }
    }

    fn take_back(
        &self,
        by: InvoiceId,
        number: InvoiceNumber,
        lines: Option<&[CreditLine]>,
        occurred_on: Date,
    ) -> Decision {
        self.creditable()?;
        let credit = self.credit(lines)?;
        let (vat, gross_cents) = (credit.totals.vat, credit.totals.gross_cents);
        let lines = credit.credited;
        Ok(vec![InvoiceEvent::InvoiceCredited { by, number, lines, vat, gross_cents, occurred_on }])
    }

    fn pay(&self, paying: Paying, context: &Context) -> Decision {
        let paid = self.checked(&paying, paying.amount_cents, context)?;
        if let Some(known) = self.payments.get(&paying.payment) {
            return again(known, &paid, paying.payment);
        }
        self.creditable()?;
        if paid.means == PaymentMeans::Cash {
            let (cash_cents, limit_cents) = (self.cash_cents() + paid.amount_cents, self.cash_limit());
            if cash_cents > limit_cents {
                return Err(InvoiceRefusal::CashBeyondLaw { cash_cents, limit_cents });
            }
        }
        Ok(vec![InvoiceEvent::PaymentRecorded {
            payment: paying.payment,
            amount_cents: paid.amount_cents,
            means: paid.means,
            reference: paid.reference,
            occurred_on: paid.on,
        }])
    }

    fn refund(&self, paying: Paying, context: &Context) -> Decision {
        let paid = self.checked(&paying, -paying.amount_cents, context)?;
        if let Some(known) = self.payments.get(&paying.payment) {
            return again(known, &paid, paying.payment);
        }
        self.creditable()?;
        let refundable_cents = (-self.balance_cents()).max(Money::ZERO);
        if paying.amount_cents > refundable_cents {
            return Err(InvoiceRefusal::RefundBeyond { refundable_cents });
        }
        Ok(vec![InvoiceEvent::PaymentRefunded {
            payment: paying.payment,
            amount_cents: paying.amount_cents,
            means: paid.means,
            reference: paid.reference,
            occurred_on: paid.on,
        }])
    }

    fn reverse(&self, payment: PaymentId, reason: String, on: Date, context: &Context) -> Decision {
        let paid = self.payments.get(&payment).ok_or(InvoiceRefusal::PaymentUnknown)?;
        if paid.reversed {
            return Ok(Vec::new());
        }
        self.creditable()?;
        if on < paid.on {
            return Err(InvoiceRefusal::BeforeIssue { issued_on: paid.on });
        }
        let occurred_on = not_in_future(on, context)?;
        // Without it, what was given back would not have come in.
        if self.paid_cents() + self.invoice.prepaid_cents - paid.amount_cents < Money::ZERO {
            return Err(InvoiceRefusal::PaymentRefunded);
        }
        let (amount_cents, means) = (paid.amount_cents, paid.means);
        Ok(vec![InvoiceEvent::PaymentReversed { payment, amount_cents, means, reason, occurred_on }])
    }

    fn checked(
        &self,
        paying: &Paying,
        signed_cents: Money,
        context: &Context,
    ) -> Result<Paid, InvoiceRefusal> {
        let on = self.day(paying.on, context)?;
        if paying.amount_cents <= Money::ZERO || paying.amount_cents > MAX_PAYMENT {
            return Err(InvoiceRefusal::PaymentInvalid { amount_cents: paying.amount_cents });
        }
        let reference = optional(paying.reference.as_deref(), 100)
            .map_err(|_| InvoiceRefusal::PaymentReferenceInvalid)?;
        Ok(Paid { amount_cents: signed_cents, means: paying.means, reference, on, reversed: false })
    }

    /// Refuses a credit note, and what another document stands for.
    fn creditable(&self) -> Result<(), InvoiceRefusal> {
        if self.invoice.kind == InvoiceKind::CreditNote {
            return Err(InvoiceRefusal::NotAnInvoice { number: self.invoice.number });
        }
        self.replaced_by.map_or(Ok(()), |by| Err(InvoiceRefusal::Replaced { by }))
    }

    /// Refuses what was credited too: the credit note would refer to what stands no more.
    pub(super) fn replaceable(&self) -> Result<(), InvoiceRefusal> {
        self.creditable()?;
        if self.credited_cents != Money::ZERO {
            return Err(InvoiceRefusal::CreditedAlready { credited_cents: self.credited_cents });
        }
        Ok(())
    }

    fn day(&self, on: Date, context: &Context) -> Result<Date, InvoiceRefusal> {
        if on < self.invoice.issued_on {
            return Err(InvoiceRefusal::BeforeIssue { issued_on: self.invoice.issued_on });
        }
        Ok(not_in_future(on, context)?)
    }

    fn cash_limit(&self) -> Money {
        let buyer = &self.invoice.buyer;
        let abroad = buyer.country != Country::FRANCE;
        if buyer.kind == BuyerKind::Consumer && abroad { CASH_LIMIT_ABROAD } else { CASH_LIMIT }
    }
}

/// A payment that is there already answers so; one that differs is another.
fn again(known: &Paid, paid: &Paid, payment: PaymentId) -> Decision {
    if known == paid { Ok(Vec::new()) } else { Err(InvoiceRefusal::PaymentKnown { payment }) }
}
